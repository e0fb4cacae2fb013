"""A web site on this machine that answers as a test says, and remembers what it was asked."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, dict[str, str], bytes]


class Site:
    """What is answered by path; a path that is not there is a 404, so is robots.txt.

    Attributes:
        replies: what to answer: a reply, or a function of the request's headers that makes one.
            `"slow"` says nothing, `"drip"` sends a letter now and then, `"endless"` never ends.
        asked: the paths that were asked for, in order.
        said: the headers of each request, in lower case.
    """

    def __init__(self) -> None:
        self.address = ""
        self.replies: dict[str, Reply | str | Callable[[dict[str, str]], Reply]] = {}
        self.asked: list[str] = []
        self.said: list[dict[str, str]] = []


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        said = {name.lower(): value for name, value in self.headers.items()}
        self.site.asked.append(self.path)
        self.site.said.append(said)
        reply = self.site.replies.get(self.path, (404, {}, b""))
        if isinstance(reply, str):
            self._misbehave(reply)
            return
        status, headers, body = reply(said) if callable(reply) else reply
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _misbehave(self, how: str) -> None:
        """Go on until the other side has had enough."""
        stop_at = time.monotonic() + 5
        try:
            if how != "slow":
                self.send_response(200)
                self.end_headers()
            while time.monotonic() < stop_at:
                time.sleep(0.001 if how == "endless" else 0.05)
                self.wfile.write({"slow": b"", "drip": b".", "endless": b"<rss>" * 1000}[how])
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output clean."""


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that runs while the block does."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
