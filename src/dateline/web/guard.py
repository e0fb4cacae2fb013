"""Who may ask, and what a browser may do with the answer; before any route is reached.

In: raw requests. Out: the same requests, or a refusal; on every answer the headers that forbid
scripts and styles that are not ours, frames, and asking anything of another machine.

A page of another site cannot ask here: the Host must be this machine's own name, or one under which
a team reaches it (against DNS rebinding), and what changes something must come from our own pages
(Origin, Sec-Fetch-Site; forms carry a token besides, see `forms.py`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import ConfigError

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none at all, our own forms would have no Origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::[0-9]{1,5})?")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a proxy says of whom it asks for.
OF_PROXIES = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Reach:
    """How others reach a desk with accounts.

    `names`: of this machine, beside loopback ones and addresses; a name is what DNS can make point
    here from another site. `url`: where a proxy in front answers.
    """

    names: frozenset[str] = frozenset()
    url: str | None = None

    @property
    def netloc(self) -> str | None:
        """Host and port of the URL."""
        return None if self.url is None else urlsplit(self.url).netloc.lower()

    def includes(self, host: str) -> bool:
        """Whether the desk answers to a host by this name or address."""
        named = None if self.url is None else urlsplit(self.url).hostname
        return host.lower() in {*self.names, named} or is_address(host)


def reach_of(names: Iterable[str], url: str | None) -> Reach:
    """How others reach the desk.

    Args:
        names: of this machine.
        url: where a proxy in front answers, as https://desk.example.org.

    Raises:
        ConfigError: it is no such URL.
    """
    if url is not None:
        try:
            parts = urlsplit(url)
            is_url = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_url = False
        if not is_url or parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ConfigError(
                f"url: {url!r} is not where a proxy could answer; write https://desk.example.org,"
                " without a path"
            )
    return Reach(frozenset(name.lower() for name in names if name), url)


def is_loopback(host: str) -> bool:
    """Whether a name or address is that of this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_address(host: str) -> bool:
    """Whether a host is named by its address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what must not be asked, and puts the headers of safety on every answer.

    Args:
        app: what is guarded.
        refuse: makes the answer of a refusal from the scope, a status and a message.
        largest: bytes that a request may hold.
        reach: how others reach a desk with accounts; None: only this machine may ask.
    """

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Scope, int, str], ASGIApp],
        largest: int,
        reach: Reach | None = None,
    ) -> None:
        self._app = app
        self._reach = reach
        self._refuse = refuse
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        headers = Headers(scope=scope)
        refusal = _wrong_host(headers, self._reach) or _from_elsewhere(
            scope["method"], headers, self._reach
        )
        if refusal is not None:
            await self._refuse(scope, 403, refusal)(scope, receive, send_safely)
            return
        body = await _read_body(headers, receive, self._largest)
        if body is None:
            told = f"A request may hold {self._largest:,} bytes; this one is larger."
            await self._refuse(scope, 413, told)(scope, receive, send_safely)
            return
        await self._app(scope, _replay(body, receive), send_safely)


def _wrong_host(headers: Mapping[str, str], reach: Reach | None) -> str | None:
    found = _HOST.fullmatch(headers.get("host", ""))
    if reach is not None:
        if found is not None and (is_loopback(found[1]) or reach.includes(found[1])):
            return None
        return "The desk does not answer under this name; `dateline serve --url` names another."
    if found is None or not is_loopback(found[1]):
        return "The desk answers only as localhost; the address in your browser is another."
    if any(name in headers for name in OF_PROXIES):
        return "This came through a proxy, and this desk has no accounts to tell who it is from."
    return None


def _from_elsewhere(method: str, headers: Mapping[str, str], reach: Reach | None) -> str | None:
    """Why a request that changes something is refused; None when it is ours."""
    if method in _SAFE:
        return None
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return "This was sent by a page of another site."
    origin = headers.get("origin")
    ours = {headers.get("host", "").lower(), reach.netloc if reach is not None else None}
    if origin is not None and _netloc(origin) not in ours - {None}:
        return "This was sent by a page of another site."
    return None


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:  # half a bracket
        return None


async def _read_body(headers: Mapping[str, str], receive: Receive, largest: int) -> bytes | None:
    """The whole body; None when it is larger than allowed."""
    told = headers.get("content-length", "0")
    if not told.isascii() or not told.isdigit() or int(told[:20]) > largest:
        return None
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > largest:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the body back in one piece, then whatever else comes (that the browser has gone)."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
