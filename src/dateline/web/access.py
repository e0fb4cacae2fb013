"""What each role may: one table of all routes, and the door at which it is asked.

In: requests that the guard has let through. Out: the same requests with a known visitor, or a
refusal. What the table does not name, only an editor reaches; a test finds every route in it. A
desk without accounts has no door.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.errors import DatelineError
from dateline.store import ROLES, Role, User
from dateline.web.visitors import VISITOR, Visitor, find_visitor

if TYPE_CHECKING:
    from dateline.web.desk import Desk

# The least role that a route asks for; None: nobody need be logged in.
ACCESS: dict[str, Role | None] = {
    "GET /static/{path:path}": None,
    "GET /static/land.svg": None,
    "GET /health": None,
    "GET /metrics": None,  # which asks by itself: for this machine, or a token of its own
    "GET /login": None,
    "POST /login": None,
    "POST /logout": "reader",
    "GET /account": "reader",
    "POST /account/password": "reader",
    "POST /account/tokens": "reader",
    "POST /account/tokens/revoke": "reader",
    "GET /": "reader",
    "GET /about": "reader",
    "GET /events": "reader",
    "GET /events/{event_id}": "reader",
    "GET /articles/{article_id}": "reader",
    "GET /articles/{article_id}/claims/{claim_id}": "reader",
    "GET /articles/{article_id}/entities/{entity_id}": "reader",
    "GET /actors": "reader",
    "GET /actors/{actor_id}": "reader",
    "GET /decisions": "reader",
    "POST /decisions": "coder",
    "POST /articles/{article_id}/review": "coder",
    "GET /articles/{article_id}/review": "reader",
    "GET /coders": "coder",
    "POST /coders": "coder",
    "GET /coders/{article_id}": "coder",
    "POST /coders/{article_id}": "coder",
    "GET /watches": "reader",
    "GET /watches/alerts.atom": "reader",
    "GET /watches/{name}": "reader",
    "GET /watches/{name}/alerts.atom": "reader",
    "POST /watches": "coder",
    "POST /watches/ask": "coder",
    "POST /watches/{name}": "coder",
    "GET /paste": "coder",
    "POST /paste": "coder",
    "GET /paste/{article_id}": "coder",
    "POST /paste/{article_id}": "coder",
    "GET /export": "reader",
    "GET /export/file": "reader",
    "GET /export/{name}/codebook": "reader",
    "GET /users": "editor",
    "POST /users": "editor",
    "POST /users/role": "editor",
    "POST /users/password": "editor",
    "POST /users/remove": "editor",
    "GET /api/v1/openapi.json": "reader",
    "GET /api/v1/articles": "reader",
    "POST /api/v1/articles": "coder",
    "GET /api/v1/articles/{article_id}": "reader",
    "GET /api/v1/articles/{article_id}/review": "reader",
    "GET /api/v1/assignments": "coder",
    "POST /api/v1/assignments": "coder",
    "PATCH /api/v1/assignments/{article_id}": "coder",
    "GET /api/v1/codings/{article_id}": "coder",
    "POST /api/v1/codings/{article_id}": "coder",
    "GET /api/v1/agreement": "coder",
    "GET /api/v1/exports": "reader",
    "GET /api/v1/exports/{name}": "reader",
    "GET /api/v1/exports/{name}/preview": "reader",
    "GET /api/v1/claims": "reader",
    "GET /api/v1/said": "reader",
    "GET /api/v1/events": "reader",
    "GET /api/v1/events/{event_id}": "reader",
    "GET /api/v1/actors": "reader",
    "GET /api/v1/actors/{actor_id}": "reader",
    "GET /api/v1/changes": "reader",
    "GET /api/v1/decisions": "reader",
    "POST /api/v1/decisions": "coder",
    "GET /api/v1/watches": "reader",
    "GET /api/v1/watches/{name}": "reader",
    "POST /api/v1/watches": "coder",
    "PUT /api/v1/watches/{name}": "coder",
    "PATCH /api/v1/watches/{name}": "coder",
    "DELETE /api/v1/watches/{name}": "coder",
    "GET /api/v1/alerts": "reader",
    "POST /api/v1/alerts": "coder",
    "GET /api/v1/schemas/{name}": "reader",
}
_A: dict[Role, str] = {"reader": "a reader", "coder": "a coder", "editor": "an editor"}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UNKNOWN: Role = "editor"


def may(user: User | None, method: str, path: str) -> bool:
    """Whether somebody's role lets them ask for a path; None is not logged in."""
    return _is_enough(user, _least_role(method, path))


class Door:
    """Finds out who asks, and refuses what their role may not.

    Args:
        app: what is behind the door.
        desk: one with accounts.
        refuse: makes the answer of a refusal from the scope, a status and a message.
    """

    def __init__(
        self, app: ASGIApp, desk: "Desk", refuse: Callable[[Scope, int, str], Response]
    ) -> None:
        self._app = app
        self._desk = desk
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        try:
            visitor = await run_in_threadpool(
                find_visitor,
                self._desk.archive.accounts,
                Headers(scope=scope),
                scope["path"],
                is_safe=self._desk.is_safe(scope["scheme"]),
            )
        except DatelineError as error:
            await self._refuse(scope, 503, str(error))(scope, receive, send)
            return
        before = VISITOR.set(visitor)
        try:
            refusal = self._refusal(scope, visitor)
            await (refusal or self._app)(scope, receive, send)
        finally:
            VISITOR.reset(before)

    def _refusal(self, scope: Scope, visitor: Visitor) -> Response | None:
        method, path, user = scope["method"], scope["path"], visitor.user
        role = _least_role(method, path)
        if role is None:
            return None
        is_for_programs = path.startswith("/api/")
        if user is None and not is_for_programs and method in _SAFE:
            return _to_login(scope)
        if user is None:
            told = "Log in first."
            if visitor.is_program:
                told = "This token is not known; it may have been revoked."
            elif is_for_programs:
                told = "Log in, or send a token: Authorization: Bearer …"
            return self._unknown(scope, told)
        if is_for_programs and method not in _SAFE and not visitor.is_program:
            told = "What changes something is asked of the API with a token, not with a cookie."
            return self._unknown(scope, told)
        if _is_enough(user, role):
            return None
        if not _is_listed(method, path):
            return self._refuse(scope, 404, f"There is nothing at {path}.")
        told = f"{user.name} is {_A[user.role]} here; this is for {_A[role]}. Ask an editor."
        return self._refuse(scope, 403, told)

    def _unknown(self, scope: Scope, told: str) -> Response:
        response = self._refuse(scope, 401, told)
        if scope["path"].startswith("/api/"):
            response.headers["www-authenticate"] = "Bearer"
        return response


def _to_login(scope: Scope) -> Response:
    query = scope["query_string"].decode("latin-1")
    path = quote(scope["path"], errors="replace") + (f"?{query}" if query else "")
    asked = urlencode({"next": path}, errors="replace") if path != "/" else ""
    return RedirectResponse(f"/login{'?' if asked else ''}{asked}", 303)


_PATTERNS = {line: compile_path(line.partition(" ")[2])[0] for line in ACCESS}


def _matching(method: str, path: str) -> list[Role | None]:
    """The roles of the lines that a path fits; one with a slash too many is only led on."""
    asked = "GET" if method == "HEAD" else method
    paths = (path, path.rstrip("/"))
    return [
        role
        for line, role in ACCESS.items()
        if line.startswith(f"{asked} ") and any(map(_PATTERNS[line].match, paths))
    ]


def _is_listed(method: str, path: str) -> bool:
    return bool(_matching(method, path))


def _least_role(method: str, path: str) -> Role | None:
    """The strictest of the lines that a path fits."""
    found = _matching(method, path)
    if not found:
        return _UNKNOWN
    return max(found, key=lambda role: -1 if role is None else ROLES.index(role))


def _is_enough(user: User | None, role: Role | None) -> bool:
    if role is None:
        return True
    return user is not None and ROLES.index(user.role) >= ROLES.index(role)
