"""A web address in, the bytes that it leads to out; every hop is checked before it is taken.

Only http and https, no credentials, no private addresses (see addresses.py), at most `_MOST_HOPS`
redirects, and never more than `DATELINE_MAX_MEGABYTES` or much longer than the timeout. The
connection goes to the address that was checked; Host and certificate stay those of the name.
Proxies of the environment are not used: through one, nothing could be checked.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpx

from dateline.errors import FetchError
from dateline.settings import settings
from dateline.sources.addresses import vetted_addresses

AGENT = f"dateline/{version('dateline')}"
TO_FOLLOW = "write its address into a list of feeds, which `dateline follow` takes"

_MOST_HOPS = 5
_READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a web address gave: `url` is where the redirects ended."""

    url: str
    content: bytes
    charset: str | None  # as the server said
    content_type: str  # in lower case; empty when the server did not say


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, whatever it was."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    content: bytes  # empty unless the status is 200
    moved_to: str | None  # where it is for good, if every hop said so
    retry_after: float | None  # seconds


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Fetch a web address.

    Raises:
        FetchError: it may not or cannot be fetched, or is not a kind of text that can be read.
    """
    headers = {"Accept": "text/html,application/xhtml+xml,text/plain;q=0.9"}
    with _asked(url, headers, allow_private=allow_private) as response:
        return _read(response)


def request(
    url: str,
    *,
    allow_private: bool = False,
    headers: Mapping[str, str] | None = None,
    most: int | None = None,
) -> Answer:
    """Ask for a web address; a status that is no success is an answer too.

    Args:
        url: the address.
        allow_private: also ask this machine and private networks.
        headers: what to say besides.
        most: read so many bytes of the answer and leave the rest; None for all of an answer, which
            may be as large as the settings say.

    Raises:
        FetchError: it may not be fetched, or gave no whole answer.
    """
    with _asked(url, headers or {}, allow_private=allow_private) as response:
        is_page = response.status_code == httpx.codes.OK
        permanent = {httpx.codes.MOVED_PERMANENTLY, httpx.codes.PERMANENT_REDIRECT}
        moved = response.history and all(hop.status_code in permanent for hop in response.history)
        return Answer(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            content=_body(response, most) if is_page else b"",
            moved_to=str(response.url) if moved else None,
            retry_after=_retry_after(response),
        )


def post(
    url: str, body: bytes, *, headers: Mapping[str, str], allow_private: bool = False
) -> Answer:
    """Send something to a web address; a status that is no success is an answer too.

    It is not passed on to where the answer points: what is signed for one is for no other.

    Args:
        url: the address.
        body: what is sent.
        headers: what to say besides.
        allow_private: also send to this machine and to private networks.

    Raises:
        FetchError: it may not be sent there, or no answer came.
    """
    with (
        _translated(),
        _client(headers, allow_private=allow_private, follow_redirects=False) as client,
        client.stream("POST", _checked(url), content=body) as response,
    ):
        return Answer(
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            content=b"",
            moved_to=None,
            retry_after=_retry_after(response),
        )


@contextmanager
def _asked(
    url: str, headers: Mapping[str, str], *, allow_private: bool
) -> Iterator[httpx.Response]:
    client = _client(headers, allow_private=allow_private, follow_redirects=True)
    with _translated(), client, client.stream("GET", _checked(url)) as response:
        yield response


def _client(
    headers: Mapping[str, str], *, allow_private: bool, follow_redirects: bool
) -> httpx.Client:
    return httpx.Client(
        transport=_VettedTransport(allow_private=allow_private),
        timeout=settings().timeout_seconds,
        follow_redirects=follow_redirects,
        max_redirects=_MOST_HOPS,
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", **headers},
        trust_env=False,  # no proxies, and no passwords out of ~/.netrc
    )


class _VettedTransport(httpx.BaseTransport):
    """Sends each request to an address that was checked; httpx asks it anew for every redirect."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        # No connection is kept: two names on one address must not share a checked certificate.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = _checked(request.url)
        host = url.raw_host.decode("ascii").strip("[]")
        port = url.port or _PORTS[url.scheme]
        refused: httpx.TransportError | None = None
        for address in vetted_addresses(host, port, allow_private=self._allow_private):
            request.url = url.copy_with(host=str(address))
            request.extensions = {**request.extensions, "sni_hostname": host}
            try:
                return self._inner.handle_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refused = error  # an IPv6 address on a machine without IPv6: try the next
            finally:
                request.url = url
        raise refused or httpx.ConnectError("no address")

    def close(self) -> None:
        self._inner.close()


def _checked(address: str | httpx.URL) -> httpx.URL:
    url = httpx.URL(address)
    if url.scheme not in _PORTS:
        raise FetchError(f"only http and https can be fetched, not {url.scheme or 'this'}")
    if url.userinfo:
        raise FetchError("the address holds a user name or password; give it without")
    if not url.host:
        raise FetchError("the address has no host; check it")
    return url


def _read(response: httpx.Response) -> Fetched:
    _check_status(response)
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "")
    kind = header.get_content_type() if header["Content-Type"] else ""
    if kind not in _READABLE:
        advice = f"; if it is a feed, {TO_FOLLOW}" if kind.endswith("xml") else ""
        raise FetchError(f"it is {kind}; only web pages and plain text can be read{advice}")
    charset = header.get_param("charset")
    return Fetched(
        url=str(response.url.copy_with(fragment=None)),
        content=_body(response),
        charset=charset if isinstance(charset, str) else None,
        content_type=kind,
    )


def _check_status(response: httpx.Response) -> None:
    if response.status_code == httpx.codes.OK:
        return
    advice = {
        401: "it needs a login; save the page and read the file",
        403: "the site does not allow it; save the page and read the file",
        404: "there is no such page; check the address",
        410: "the page was removed",
        429: "too many requests; try again later",
    }.get(response.status_code, "try again later" if response.status_code >= 500 else "check it")
    reason = f"{response.status_code} {response.reason_phrase}".strip()
    error = FetchError(f"the server answered {reason}: {advice}")
    error.retry_after = _retry_after(response)
    error.is_for_now = response.status_code in {429, 503}
    raise error


def _retry_after(response: httpx.Response) -> float | None:
    """How many seconds the server asks to wait, which it says as a number or as a date."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, OverflowError):  # no date, or one of the year 99999999999
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def _body(response: httpx.Response, most: int | None = None) -> bytes:
    """Read the body piece by piece, its first `most` bytes; stop at the limits of size and time."""
    limit = settings().max_megabytes
    stop_at = time.monotonic() + settings().timeout_seconds
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        pieces.append(piece)
        if most is not None and size >= most:
            break
        if size > limit * 1_000_000:
            raise FetchError(
                f"it is larger than {limit:g} MB; raise DATELINE_MAX_MEGABYTES to read it"
            )
        if time.monotonic() > stop_at:  # a server that sends a byte now and then
            raise _for_now(
                f"it did not end within {settings().timeout_seconds:g} seconds;"
                " try again later, or raise DATELINE_TIMEOUT_SECONDS"
            )
    return b"".join(pieces)[:most]


@contextmanager
def _translated() -> Iterator[None]:
    """Say httpx's errors in our words."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise _for_now(
            f"no answer within {settings().timeout_seconds:g} seconds;"
            " try again later, or raise DATELINE_TIMEOUT_SECONDS"
        ) from error
    except httpx.TooManyRedirects as error:
        raise FetchError(
            f"it was passed on more than {_MOST_HOPS} times; check the address"
        ) from error
    except httpx.ConnectError as error:
        raise _for_now(f"no connection ({error}); check the address and the network") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise FetchError(f"it is no web address ({error}); check it") from error
    except httpx.HTTPError as error:
        raise FetchError(f"the answer broke off or made no sense ({error}); try again") from error


def _for_now(reason: str) -> FetchError:
    error = FetchError(reason)
    error.is_for_now = True
    return error
