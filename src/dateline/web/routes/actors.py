"""Actors: who is named, and what one did, suffered, said, and is said to be tied to."""

from dataclasses import replace
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline import codebook
from dateline.errors import ConfigError
from dateline.pipeline import read_members
from dateline.records import Actor, Entity, EntityKind, Report
from dateline.store import ActorQuery
from dateline.web.asked import ACTOR_FILTERS, PAGE, Pages, actor_query, asked_of, page_of
from dateline.web.desk import AtDesk, Desk
from dateline.web.templating import day_text

router = APIRouter(include_in_schema=False)

_MOST_ALIKE = 20
_MOST_PARTED = 200  # entities that can be chosen from
_MOST_ROWS = 100  # of each list on the page of an actor
_NEWEST = 60  # articles that the page of an actor tells of


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
    rows = list(desk.archive.actors(replace(query, limit=PAGE + 1)))
    number = desk.archive.count_actors(query)
    return desk.page(
        "actors.html",
        asked=asked,
        problem=None,
        rows=rows[:PAGE],
        pages=Pages.uncounted(page, len(rows)) if number is None else Pages(page, number),
        **choices,
    )


@router.get("/actors/{actor_id}")
def actor(actor_id: str, desk: AtDesk) -> HTMLResponse:
    """One actor across articles."""
    whole_id = desk.whole_id(actor_id, "actor")
    found, members = read_members(desk.archive, whole_id, newest=_NEWEST)
    return desk.page(
        "actor.html", actor=found, articles=found.articles,
        alike=_alike(desk, found), most=_MOST_ROWS,
        parted=[(f"{report.article.id}#{entity.id}", _where_named(report, entity))
                for report, entity in members[:_MOST_PARTED]],
    )  # fmt: skip


def _where_named(report: Report, entity: Entity) -> str:
    """As in "Abu Nasr, in Sahel Monitor, 2024-05-02: Splinter group …"."""
    article = report.article
    outlet = article.outlet or "an unknown outlet"
    title = article.title or "an article without a title"
    return f"{entity.name}, in {outlet}, {day_text(article.published)}: {title[:60]}"


def _alike(desk: Desk, actor: Actor) -> list[tuple[str, str]]:
    """Actors who share a word of the name, which may be the same: ids, and how they are named."""
    found = {}
    for word in sorted(actor.name.split(), key=len, reverse=True)[:2]:
        for row in desk.archive.actors(ActorQuery(actor=word, limit=_MOST_ALIKE)):
            found[row.id] = row.name
    found.pop(actor.id, None)
    return list(found.items())[:_MOST_ALIKE]
