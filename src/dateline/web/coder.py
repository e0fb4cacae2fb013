"""Who sits at the desk: the name that goes with every decision made there.

The one place that knows. Where there are accounts it is who is logged in. On one's own machine it
is a name that was typed once and is kept in a cookie, else the name of the machine's user; it is a
note and no proof.
"""

from urllib.parse import quote, unquote

from fastapi import Request
from starlette.responses import Response

from dateline.web.desk import Desk

COOKIE = "coder"
LONGEST = 100


def coder_of(request: Request, desk: Desk) -> str:
    """The name of who decides; empty when nobody has said."""
    if desk.user is not None:
        return desk.user.name
    told = unquote(request.cookies.get(COOKIE, "")).strip()
    name = "".join(character for character in told if character.isprintable())
    return name[:LONGEST] or desk.login_name


def remember_coder(response: Response, name: str) -> None:
    """Keep the name for the next pages."""
    response.set_cookie(
        COOKIE, quote(name), max_age=365 * 86400, path="/", httponly=True, samesite="strict"
    )
