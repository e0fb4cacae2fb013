"""Actors: who is named, and what one did, suffered, said, and is said to be tied to."""

from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline import codebook
from dateline.errors import ConfigError
from dateline.pipeline import read_actor
from dateline.records import EntityKind
from dateline.web.asked import ACTOR_FILTERS, Pages, actor_query, asked_of, page_of
from dateline.web.desk import AtDesk

router = APIRouter(include_in_schema=False)

_MOST_ROWS = 100  # of each list on the page of an actor


@router.get("/actors")
def actors(request: Request, desk: AtDesk) -> HTMLResponse:
    """The actors that a query string asks for."""
    asked = asked_of(request.query_params, ACTOR_FILTERS)
    choices: dict[str, Any] = {"kinds": get_args(EntityKind), "types": codebook.event_types()}
    try:
        page = page_of(request.query_params)
        query = actor_query(asked, page)
    except ConfigError as error:
        return desk.page(
            "actors.html", status=400, asked=asked, problem=str(error), rows=(),
            pages=Pages(1, 0), **choices,
        )  # fmt: skip
    return desk.page(
        "actors.html",
        asked=asked,
        problem=None,
        rows=list(desk.archive.actors(query)),
        pages=Pages(page, desk.archive.count_actors(query)),
        **choices,
    )


@router.get("/actors/{actor_id}")
def actor(actor_id: str, desk: AtDesk) -> HTMLResponse:
    """One actor across articles."""
    found = read_actor(desk.archive, desk.whole_id(actor_id, "actor"))
    return desk.page("actor.html", actor=found, most=_MOST_ROWS)
