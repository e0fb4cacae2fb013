"""Web addresses, against a server on this machine: nothing here uses the network."""

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from dateline.records import Article
from dateline.sources import SourceOptions, addresses, open_inputs, url
from tests.sources.pages import page, read_failure, read_one

HTML = "text/html; charset=utf-8"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": HTML}, page("<h1>Ferry saved</h1>" + page()).encode()),
    "/text": (200, {"Content-Type": "text/plain; charset=koi8-r"}, "Взрыв.".encode("koi8-r")),
    "/unsaid": (200, {}, page().encode()),
    "/packed": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"},
                gzip.compress(page().encode(), mtime=0)),
    "/bomb": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"},
              gzip.compress(b"x" * 1_000_000, mtime=0)),
    "/big": (200, {"Content-Type": HTML}, b"x" * 30_000),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
    "/lie": (200, {"Content-Type": HTML}, b"%PDF-1.4"),
    "/json": (200, {"Content-Type": "application/json"}, b"{}"),
    "/empty": (200, {"Content-Type": HTML}, b""),
    "/moved": (302, {"Location": "/page#top"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/to-login": (302, {"Location": "http://ana:secret@127.0.0.1/"}, b""),
    "/closed": (403, {"Content-Type": HTML}, b"no"),
    "/login": (401, {"Content-Type": HTML}, b"no"),
    "/broken": (500, {"Content-Type": HTML}, b"no"),
    "/nothing": (204, {}, b""),
    "/garbled": (200, {"Content-Type": HTML, "Content-Encoding": "gzip"}, b"not gzip at all"),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    """Answers from the table, and remembers what it was asked."""

    asked: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append({"path": self.path} | {k.lower(): v for k, v in self.headers.items()})
        if self.path in {"/slow", "/drip"}:
            self._keep_waiting()
            return
        not_found = (404, {"Content-Type": HTML}, b"")
        status, headers, body = ANSWERS.get(self.path, not_found)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _keep_waiting(self) -> None:
        """Say nothing (slow), or a letter now and then (drip), until the other side has gone."""
        if self.path == "/drip":
            self.send_response(200)
            self.end_headers()
        stop_at = time.monotonic() + 3
        try:
            while time.monotonic() < stop_at:
                time.sleep(0.1)
                if self.path == "/drip":
                    self.wfile.write(b".")
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_a_proxy_of_the_environment_is_not_used(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through one, the address that a name leads to could not be checked."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    assert read_one(f"{server}/page", allow_private=True).url == f"{server}/page"


def test_a_page(server: str) -> None:
    found = read_one(f"{server}/page", allow_private=True)
    assert found.text.startswith("Ferry saved\n\nFishermen pulled")
    assert found.url == f"{server}/page"
    assert (found.source.kind, found.source.ref) == ("url", f"{server}/page")
    assert Handler.asked[-1]["user-agent"].startswith("dateline/")


def test_the_address_is_where_the_redirects_end(server: str) -> None:
    found = read_one(f"{server}/moved", allow_private=True)
    assert (found.url, found.source.ref) == (f"{server}/page", f"{server}/moved")


@pytest.mark.parametrize(
    ("path", "start"),
    [
        ("/text", "Взрыв."),
        ("/unsaid", "Fishermen pulled"),
        ("/packed", "Fishermen pulled"),
    ],
)
def test_texts(server: str, path: str, start: str) -> None:
    assert read_one(server + path, allow_private=True).text.startswith(start)


def test_verbatim(server: str) -> None:
    assert read_one(f"{server}/unsaid", allow_private=True, verbatim=True).text == page()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "404 Not Found: there is no such page"),
        ("/closed", "403 Forbidden: the site does not allow it"),
        ("/login", "needs a login"),
        ("/broken", "500 Internal Server Error: try again later"),
        ("/nothing", "204"),
        ("/pdf", "it is application/pdf"),
        ("/json", "it is application/json"),
        ("/lie", "pdftotext"),
        ("/empty", "empty"),
        ("/loop", "more than 5 times"),
        ("/to-file", "only http and https"),
        ("/to-login", "user name or password"),
        ("/big", "larger than 0.02 MB"),
        ("/bomb", "larger than 0.02 MB"),
        ("/slow", "1 seconds"),
        ("/drip", "1 seconds"),
        ("/garbled", "made no sense"),
    ],
)
def test_failures(server: str, small_limit: None, path: str, said: str) -> None:
    failure = read_failure(server + path, allow_private=True)
    assert failure.ref == server + path
    assert said in failure.reason
    assert "\n" not in failure.reason


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://post.example/report", "only http and https can be fetched, not ftp"),
        ("file:///etc/hostname", "only http and https can be fetched, not file"),
        ("http://ana:secret@post.example/", "user name or password"),
        ("http:///report", "no host"),
        ("http://[::1/", "no web address"),
        ("http://post.example:99999/", "no web address|not known|no connection"),
        ("http://no-such-host.invalid/", "not known"),
        ("http://127.0.0.1:1/", "private network"),
        ("http://2130706433/", "private network"),
        ("http://[::ffff:127.0.0.1]/", "private network"),
        ("http://169.254.169.254/latest", "private network"),
    ],
)
def test_addresses_that_are_refused(address: str, said: str) -> None:
    reason = read_failure(address).reason
    assert any(words in reason for words in said.split("|")), reason
    assert "secret" not in reason


def test_no_connection() -> None:
    with socket.socket() as taken:  # bound but not listening: nobody answers
        taken.bind(("127.0.0.1", 0))
        reason = read_failure(f"http://127.0.0.1:{taken.getsockname()[1]}/", allow_private=True)
    assert "no connection" in reason.reason


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_host_and_certificate_stay_those_of_the_name(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    sent = []

    def handle(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        sent.append((str(request.url), request.headers["Host"], request.extensions["sni_hostname"]))
        return httpx.Response(200, text=page(), headers={"Content-Type": HTML})

    monkeypatch.setattr(url, "vetted_addresses", lambda *_, **__: [ipaddress.ip_address(address)])
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    assert read_one("https://post.example/ferry").url == "https://post.example/ferry"
    literal = f"[{address}]" if ":" in address else address
    assert sent == [(f"https://{literal}/ferry", "post.example", "post.example")]


def test_a_second_address_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = []

    def handle(_: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        if ":" in request.url.host:
            raise httpx.ConnectError("network is unreachable")
        return httpx.Response(200, text=page(), headers={"Content-Type": HTML})

    both = [ipaddress.ip_address(address) for address in ("2606:2800:220::1", "93.184.216.34")]
    monkeypatch.setattr(url, "vetted_addresses", lambda *_, **__: both)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", handle)
    assert read_one("http://post.example/ferry").text.startswith("Fishermen")
    assert hosts == ["2606:2800:220::1", "93.184.216.34"]


def test_every_hop_is_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public page may not lead a reader to this machine."""
    port = int(server.rpartition(":")[2])
    ANSWERS["/inward"] = (302, {"Location": f"{server}/page"}, b"")
    lookups = answer_lookups(monkeypatch, {"outside.example": ["127.0.0.1"]})
    before = len(Handler.asked)
    failure = read_failure(f"http://outside.example:{port}/inward")
    assert "127.0.0.1 leads to 127.0.0.1" in failure.reason
    assert lookups == ["outside.example", "127.0.0.1"]
    assert [asked["path"] for asked in Handler.asked[before:]] == ["/inward"]
    assert Handler.asked[-1]["host"] == f"outside.example:{port}"


def test_the_checked_address_is_the_one_that_is_used(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers "public" first and "private" next is only asked once."""
    port = int(server.rpartition(":")[2])
    lookups = answer_lookups(monkeypatch, {"rebinding.example": ["127.0.0.1", "10.0.0.1"]})
    [found] = open_inputs([f"http://rebinding.example:{port}/page"], SourceOptions())
    assert isinstance(found, Article)
    assert lookups == ["rebinding.example"]


def answer_lookups(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> list[str]:
    """Answer for these hosts, one address a lookup, and take what they lead to for public.

    Returns:
        The hosts that were looked up, filled as they are.
    """
    real_lookup = socket.getaddrinfo
    lookups: list[str] = []

    def lookup(host: str, port: int, *args: int, **kwargs: int) -> list[object]:
        if not kwargs:  # the connection itself, to a numeric address
            return list(real_lookup(host, port, *args))
        lookups.append(host)
        return list(real_lookup(answers[host].pop(0) if host in answers else host, port, **kwargs))

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(addresses, "is_public", lambda _: lookups[-1] in answers)
    return lookups
