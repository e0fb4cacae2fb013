"""Log in and out, and one's own account: another password, tokens for programs."""

import re
import secrets
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from dateline.errors import ConfigError, StoreError
from dateline.records.in_words import number_text
from dateline.store import User
from dateline.web.asked import whole_number
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form, typed
from dateline.web.outage import outage_passes
from dateline.web.visitors import VISITOR, Visitor, forget_cookie, set_cookie

router = APIRouter(include_in_schema=False)

# A path of ours: one slash, then no second one of either kind, and nothing a browser would drop.
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]*")


@router.get("/login", response_model=None)
def login(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """The form; a browser without a cookie is given one, to which the form is bound."""
    following = local_path(request.query_params.get("next"))
    visitor = VISITOR.get()
    if visitor is None or visitor.user is not None:
        return RedirectResponse(following, 303)
    if visitor.secret is not None:
        return _login_page(desk, following)
    secret = secrets.token_urlsafe(32)
    VISITOR.set(Visitor(None, secret))
    response = _login_page(desk, following)
    set_cookie(response, secret, is_safe=desk.is_safe(request.url.scheme))
    return response


@router.post("/login", response_model=None)
async def log_in(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """Let somebody in with a session of their own, whatever cookie they came with."""
    if not desk.has_accounts:
        return RedirectResponse("/", 303)
    async with read_form(request) as form:
        name = field(form, "name", longest=200) or ""
        password, following = typed(form, "password"), local_path(field(form, "next"))
    address = address_of(request)
    if wait := desk.attempts.enter(name, address):
        response = _login_page(desk, following, name, problem=_too_many(wait), status=429)
        response.headers["retry-after"] = str(wait)
        return response
    user = await run_in_threadpool(desk.archive.accounts.check, name, password)
    if user is None:
        told = "There is no such name with this password."
        return _login_page(desk, following, name, problem=told, status=401)
    desk.attempts.succeed(name, address)
    return await run_in_threadpool(_let_in, request, desk, user, following)


@router.post("/logout")
async def log_out(request: Request, desk: AtDesk) -> RedirectResponse:
    """End the session."""
    async with read_form(request):
        visitor = VISITOR.get()
    if visitor is not None and visitor.secret is not None:
        await run_in_threadpool(desk.archive.accounts.close_session, visitor.secret)
    response = RedirectResponse("/login", 303)
    forget_cookie(response, is_safe=desk.is_safe(request.url.scheme))
    return response


@router.get("/account")
def account(request: Request, desk: AtDesk) -> HTMLResponse:
    """One's name, role, password and tokens."""
    return _account_page(desk, is_changed="changed" in request.query_params)


@router.post("/account/password", response_model=None)
async def change_password(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """Another password, for who knows the old one; every other session ends."""
    user = desk.logged_in
    async with read_form(request) as form:
        old, new, again = (typed(form, name) for name in ("old", "new", "again"))
    address = address_of(request)
    if wait := desk.attempts.enter(user.name, address):
        return _account_page(desk, problem=_too_many(wait), status=429)
    accounts = desk.archive.accounts
    if await run_in_threadpool(accounts.check, user.name, old) is None:
        return _account_page(desk, problem="That is not your password.", status=400)
    desk.attempts.succeed(user.name, address)
    if new != again:
        told = "The new password was typed in two ways; type it again."
        return _account_page(desk, problem=told, status=400)
    try:
        await run_in_threadpool(accounts.set_password, user.name, new)
    except ConfigError as error:
        return _account_page(desk, problem=str(error), status=400)
    return await run_in_threadpool(_let_in, request, desk, user, "/account?changed")


@router.post("/account/tokens")
async def make_token(request: Request, desk: AtDesk) -> HTMLResponse:
    """A new token, which this page alone shows."""
    user = desk.logged_in
    async with read_form(request):
        pass
    made = await run_in_threadpool(desk.archive.accounts.make_token, user.name)
    return await run_in_threadpool(_account_page, desk, made=made)


@router.post("/account/tokens/revoke", response_model=None)
async def revoke_token(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """A token of one's own holds no longer."""
    user = desk.logged_in
    async with read_form(request) as form:
        number = whole_number({"number": field(form, "number") or ""}, "number")
    try:
        with outage_passes():
            await run_in_threadpool(desk.archive.accounts.revoke_token, user.name, number or 0)
    except StoreError as error:
        return _account_page(desk, problem=str(error), status=409)
    return RedirectResponse("/account", 303)


def local_path(asked: str | None, otherwise: str = "/") -> str:
    """A path of this desk to go on to; `otherwise` for what would lead elsewhere."""
    return asked if asked is not None and _LOCAL.fullmatch(asked) else otherwise


def address_of(request: Request) -> str:
    """Where a request comes from; behind a proxy that was named, what the proxy says."""
    return request.client.host if request.client is not None else ""


def _let_in(request: Request, desk: Desk, user: User, following: str) -> RedirectResponse:
    """A new session in place of whatever the browser held: nobody can have set it beforehand."""
    visitor = VISITOR.get()
    if visitor is not None and visitor.secret is not None:
        desk.archive.accounts.close_session(visitor.secret)
    secret = desk.archive.accounts.open_session(user.name)
    response = RedirectResponse(following, 303)
    set_cookie(response, secret, is_safe=desk.is_safe(request.url.scheme))
    return response


def _too_many(seconds: int) -> str:
    return f"Too many tries. Wait {number_text(-(-seconds // 60), 'minute')}, then try again."


def _login_page(
    desk: Desk, following: str, name: str = "", *, problem: str | None = None, status: int = 200
) -> HTMLResponse:
    return desk.page(
        "login.html", status=status, following=following, asked_name=name, problem=problem
    )


def _account_page(desk: Desk, *, status: int = 200, **shown: Any) -> HTMLResponse:
    user = desk.archive.accounts.user(desk.logged_in.name)
    defaults = {"problem": None, "made": None, "is_changed": False}
    return desk.page("account.html", status=status, user=user, **(defaults | shown))
