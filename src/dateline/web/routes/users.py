"""Users: who has an account here, in which role; for editors."""

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline.errors import ConfigError, StoreError
from dateline.store import ROLES, Accounts
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form, typed
from dateline.web.outage import outage_passes

router = APIRouter(include_in_schema=False)

Act = Callable[[Accounts, FormData], object]
_Answer = HTMLResponse | RedirectResponse


@router.get("/users")
def users(desk: AtDesk) -> HTMLResponse:
    """Everybody with an account."""
    return _page(desk)


@router.post("/users", response_model=None)
async def add(request: Request, desk: AtDesk) -> _Answer:
    """Make an account."""
    return await _change(
        request, desk,
        lambda accounts, form: accounts.add(_name(form), _role(form), typed(form, "password")),
    )  # fmt: skip


@router.post("/users/role", response_model=None)
async def set_role(request: Request, desk: AtDesk) -> _Answer:
    """Let somebody have another role."""
    return await _change(
        request, desk, lambda accounts, form: accounts.set_role(_name(form), _role(form))
    )


@router.post("/users/password", response_model=None)
async def set_password(request: Request, desk: AtDesk) -> _Answer:
    """Let somebody who has forgotten it have another password."""
    return await _change(
        request, desk,
        lambda accounts, form: accounts.set_password(_name(form), typed(form, "password")),
    )  # fmt: skip


@router.post("/users/remove", response_model=None)
async def remove(request: Request, desk: AtDesk) -> _Answer:
    """Take an account away; what it decided stays."""
    return await _change(request, desk, lambda accounts, form: accounts.remove(_name(form)))


async def _change(request: Request, desk: Desk, act: Act) -> _Answer:
    accounts = desk.accounts
    async with read_form(request) as form:
        try:
            with outage_passes():
                await run_in_threadpool(act, accounts, form)
        except ConfigError as error:
            return _page(desk, problem=str(error), status=400)
        except StoreError as error:
            return _page(desk, problem=str(error), status=409)
    return RedirectResponse("/users", 303)


def _name(form: FormData) -> str:
    return field(form, "name", longest=200) or ""


def _role(form: FormData) -> str:
    return field(form, "role", longest=20) or ""


def _page(desk: Desk, *, problem: str | None = None, status: int = 200) -> HTMLResponse:
    return desk.page(
        "users.html", status=status, users=desk.accounts.users(), roles=ROLES,
        problem=problem,
    )  # fmt: skip
