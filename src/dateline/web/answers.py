"""What the HTTP API answers with: its lists, its errors, its decisions, each in one shape.

A list is `{"items": […], "next": …}`; `next` is the path of the next part, or null. An error is
`{"error": {"status": …, "message": …, "where": […]}}`, whatever went wrong.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar

import pydantic
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.security import HTTPBearer

from dateline.store import Decision
from dateline.web.templating import link

Row = TypeVar("Row")
Text = Annotated[str | None, pydantic.Field(max_length=500)]
Number = Annotated[int | None, pydantic.Field(ge=0, lt=2**63)]
Limit = Annotated[int, pydantic.Field(ge=1, le=500, description="How many to give back at most.")]
Offset = Annotated[int, pydantic.Field(ge=0, lt=2**63, description="How many to pass over first.")]


class Cut(pydantic.BaseModel):
    """How a list is cut."""

    limit: Limit = 50
    offset: Offset = 0


class EventFilters(pydantic.BaseModel):
    """The words of `dateline events`, with `_` for `-`."""

    type: Text = None
    actor: Text = None
    place: Text = None
    since: Text = None
    until: Text = None
    min_killed: Number = None
    certainty: Text = None
    outlet: Text = None
    text: Text = None


class Problem(pydantic.BaseModel):
    """What went wrong; `where` names the parameters, when it is about some."""

    status: int
    message: str
    where: list[str] = []


class Refusal(pydantic.BaseModel):
    """The one shape of every error."""

    error: Problem


class Part(pydantic.BaseModel):
    """A part of a list; `next` is where the following part is, null after the last."""

    items: list[dict[str, Any]]
    next: str | None


class DecisionMade(pydantic.BaseModel):
    """A decision as it is kept; `undone_by` is the number of the undoing.

    Of a correction `field`, `before` and `after` say in words what was put in the place of what.
    """

    number: int
    kind: str
    by: str
    at: str
    why: str | None
    a: str
    b: str | None
    undone_by: int | None
    field: str | None = None
    before: str | None = None
    after: str | None = None


MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Refusal, "description": "Not there."}}
CHANGED: dict[int | str, dict[str, Any]] = {
    **MISSING,
    409: {"model": Refusal, "description": "It is gone, or another has this name."},
}
UNDECIDABLE: dict[int | str, dict[str, Any]] = {
    **MISSING,
    409: {"model": Refusal, "description": "It cannot be decided, or not any more."},
}
_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal, "description": "A value is none that can be asked for."},
    401: {"model": Refusal, "description": "There is no token, or one that does not hold."},
    403: {"model": Refusal, "description": "The role of the token's owner may not do this."},
    422: {"model": Refusal, "description": "A parameter is missing, or of another type."},
}
# Described here for programs; asked for at the door (`access.py`), where there are accounts.
_TOKEN = HTTPBearer(auto_error=False, description="A token of `dateline users token NAME`.")


def api_router() -> APIRouter:
    """A router under /api/v1, with what every route of it may answer."""
    return APIRouter(
        prefix="/api/v1", responses=_WRONG, tags=["desk"], dependencies=[Depends(_TOKEN)]
    )


def is_one(name: str) -> dict[int | str, dict[str, Any]]:
    """What a route answers that gives back one object of a contract, as dateline.event/1."""
    told = f"An object of {name}; its schema is at /api/v1/schemas/{name.partition('.')[2][:-2]}."
    content = {"application/json": {"schema": {"type": "object", "description": told}}}
    return {200: {"content": content, "description": told}, **MISSING}


def one_more(asked: Cut) -> dict[str, Any]:
    """The question, with one row more than is given back: whether there is a next part."""
    return asked.model_dump() | {"limit": asked.limit + 1}


def part(
    request: Request, asked: Cut, rows: Iterable[Row], show: Callable[[Row], Mapping[str, Any]]
) -> Response:
    """Answer with up to `limit` of the rows, of which one more was asked for."""
    items = [show(row) for row in rows]
    following = None
    if len(items) > asked.limit:
        further = {"limit": asked.limit, "offset": asked.offset + asked.limit}
        following = link(request.url.path, dict(request.query_params), **further)
    return json_answer(dumped({"items": items[: asked.limit], "next": following}))


def decision_as_json(made: Decision) -> DecisionMade:
    """A decision as the API tells it."""
    return DecisionMade(
        number=made.number,
        kind=made.kind,
        by=made.by,
        at=made.at.isoformat(),
        why=made.reason,
        a=made.a,
        b=made.b,
        undone_by=made.undone_by,
        field=made.field,
        before=made.before,
        after=made.after,
    )


def dumped(value: Any) -> str:
    """A value as JSON; half a surrogate pair, which no UTF-8 holds, is escaped."""
    return json.dumps(value, ensure_ascii=True)


def json_answer(text: str) -> Response:
    """Answer with what is JSON already."""
    return Response(text, media_type="application/json")
