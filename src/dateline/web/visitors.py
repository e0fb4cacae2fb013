"""Who asks: known from the cookie of a browser or the token of a program, while it is answered.

In: the headers of a request. Out: a `Visitor`, which pages and forms find in `VISITOR`. A desk
without accounts has none.
"""

import hashlib
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response

from dateline.store import Accounts, User


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks; `user` is None before they log in.

    `secret` is what their cookie holds: that of a session, or of a form to log in; None without a
    cookie. `is_program`: known by a token.
    """

    user: User | None
    secret: str | None
    is_program: bool = False

    @property
    def form_token(self) -> str:
        """What the forms of this browser carry: another site can neither read nor guess it."""
        secret = self.secret if self.secret is not None else secrets.token_hex()
        return hashlib.sha256(f"form {secret}".encode()).hexdigest()


VISITOR: ContextVar[Visitor | None] = ContextVar("visitor", default=None)


def find_visitor(
    accounts: Accounts, headers: Mapping[str, str], path: str, *, is_safe: bool
) -> Visitor:
    """Who sends a request; to the API a token counts before a cookie.

    Args:
        accounts: of the archive.
        headers: of the request.
        path: of the request.
        is_safe: the cookie was sent over HTTPS, and is named so.

    Raises:
        StoreError: the archive cannot be read.
    """
    kind, _, token = headers.get("authorization", "").partition(" ")
    if path.startswith("/api/") and kind.lower() == "bearer":
        return Visitor(accounts.token_user(token.strip()), None, is_program=True)
    secret = _cookie(headers.get("cookie", ""), cookie_name(is_safe=is_safe))
    return Visitor(None if secret is None else accounts.session_user(secret), secret)


def cookie_name(*, is_safe: bool) -> str:
    """With `__Host-` a browser takes it over HTTPS only, and from this very host."""
    return "__Host-dateline" if is_safe else "dateline"


def set_cookie(response: Response, secret: str, *, is_safe: bool) -> None:
    """Have the browser hold a secret until it is closed."""
    response.set_cookie(
        cookie_name(is_safe=is_safe), secret, httponly=True, samesite="lax", secure=is_safe
    )


def forget_cookie(response: Response, *, is_safe: bool) -> None:
    """Have the browser forget its secret."""
    response.delete_cookie(
        cookie_name(is_safe=is_safe), httponly=True, samesite="lax", secure=is_safe
    )


def _cookie(header: str, name: str) -> str | None:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return found.value if found is not None and found.value else None
