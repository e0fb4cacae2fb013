"""Who may ask, and what a browser may do with the answer; before any route is reached.

In: raw requests. Out: the same requests, or a refusal; on every answer the headers that forbid
scripts and styles that are not ours, frames, and asking anything of another machine.

A page of another site cannot ask here: the Host must be this machine's own name (against DNS
rebinding), and what changes something must come from our own pages (Origin, Sec-Fetch-Site; forms
carry a token besides, see `forms.py`).
"""

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


def is_loopback(host: str) -> bool:
    """Whether a name or address is that of this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses what must not be asked, and puts the headers of safety on every answer.

    Args:
        app: what is guarded.
        refuse: makes the answer of a refusal from the scope, a status and a message.
        largest: bytes that a request may hold.
    """

    def __init__(
        self, app: ASGIApp, refuse: Callable[[Scope, int, str], ASGIApp], largest: int
    ) -> None:
        self._app = app
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
        refusal = _wrong_host(headers) or _from_elsewhere(scope["method"], headers)
        if refusal is not None:
            await self._refuse(scope, 403, refusal)(scope, receive, send_safely)
            return
        body = await _read_body(headers, receive, self._largest)
        if body is None:
            told = f"A request may hold {self._largest:,} bytes; this one is larger."
            await self._refuse(scope, 413, told)(scope, receive, send_safely)
            return
        await self._app(scope, _replay(body, receive), send_safely)


def _wrong_host(headers: Mapping[str, str]) -> str | None:
    found = _HOST.fullmatch(headers.get("host", ""))
    if found is not None and is_loopback(found[1]):
        return None
    return "The desk answers only as localhost; the address in your browser is another."


def _from_elsewhere(method: str, headers: Mapping[str, str]) -> str | None:
    """Why a request that changes something is refused; None when it is ours."""
    if method in _SAFE:
        return None
    if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
        return "This was sent by a page of another site."
    origin = headers.get("origin")
    if origin is not None and _netloc(origin) != headers.get("host", "").lower():
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
