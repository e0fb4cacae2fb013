"""Forms as they come in: checked for the token that only our own pages hold."""

import contextlib
import secrets
from collections.abc import AsyncIterator

from fastapi import HTTPException, Request
from starlette.datastructures import FormData, UploadFile

from dateline.errors import ConfigError
from dateline.settings import settings
from dateline.web.desk import desk_of


def largest_request() -> int:
    """How many bytes a request may hold: the largest input, and room for the form around it."""
    return int((settings().max_megabytes + 1) * 1_000_000)


@contextlib.asynccontextmanager
async def read_form(request: Request) -> AsyncIterator[FormData]:
    """The fields and files of a form of ours; its files are gone when the context ends.

    Whatever stands in the field `by`, it is the name of who is logged in, if anybody has to be.

    Raises:
        HTTPException: 403, it does not carry the token of this browser or this process.
    """
    desk = desk_of(request)
    limits = {"max_part_size": largest_request(), "max_files": 1, "max_fields": 500}
    async with request.form(**limits) as form:
        token = form.get("token")
        given = token.encode("utf-8", "replace") if isinstance(token, str) else b""
        if not secrets.compare_digest(given, desk.token.encode()):
            raise HTTPException(
                403,
                "This form is of an earlier run or session: go back, reload the page, try again.",
            )
        if desk.user is None:
            yield form
        else:
            others = [(name, value) for name, value in form.multi_items() if name != "by"]
            yield FormData([*others, ("by", desk.user.name)])


def field(form: FormData, name: str, *, longest: int = 2000) -> str | None:
    """What was typed into a field; None when nothing was.

    Raises:
        ConfigError: it is longer than allowed, or holds a NUL.
    """
    value = form.get(name)
    if value is None or isinstance(value, UploadFile):
        return None
    return checked(value, name, longest=longest)


def typed(form: FormData, name: str) -> str:
    """A password as it was typed, white space and all; empty when there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def checked(value: str | None, name: str, *, longest: int = 2000) -> str | None:
    """Words that somebody typed, without white space around them; None when there are none.

    Raises:
        ConfigError: they are longer than allowed, or hold a NUL.
    """
    text = (value or "").strip()
    if len(text) > longest:
        raise ConfigError(f"{name}: at most {longest:,} characters; there are {len(text):,}")
    if "\0" in text:
        raise ConfigError(f"{name}: there is a NUL character in it")
    return text or None
