"""Events: the table with its filters, time line and map; and one event with all who report it."""

import functools
from dataclasses import replace
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from dateline import codebook
from dateline.errors import ConfigError
from dateline.export import charts
from dateline.records import Certainty, Event, event_from_json
from dateline.records.in_words import days_text
from dateline.store import EventQuery, EventRow
from dateline.web.asked import EVENT_FILTERS, Pages, asked_of, event_query, page_of
from dateline.web.desk import AtDesk, Desk
from dateline.web.relay_chart import relay_chart
from dateline.web.templating import type_text, voice_text

router = APIRouter(include_in_schema=False)

_MOST_ALIKE = 30  # events that are offered for merging
_MOST_CLAIMS = 100  # that one page shows


@router.get("/events")
def events(request: Request, desk: AtDesk) -> HTMLResponse:
    """The events that a query string asks for."""
    asked = asked_of(request.query_params, EVENT_FILTERS)
    choices: dict[str, Any] = {"types": codebook.event_types(), "certainties": get_args(Certainty)}
    try:
        page = page_of(request.query_params)
        query = event_query(asked, page)
    except ConfigError as error:
        return desk.page(
            "events.html", status=400, asked=asked, problem=str(error), rows=(), pages=Pages(1, 0),
            timeline=None, world=None, **choices,
        )  # fmt: skip
    size = query.limit or 0
    one_more = list(desk.archive.events(replace(query, limit=size + 1)))
    found = [(row, event_from_json(row.record)) for row in one_more[:size]]
    days = desk.archive.count_event_days(query)
    places = (
        (event.id, heading(event), event.where.lat, event.where.lon, event.counts.articles)
        for _, event in found
        if event.where is not None and event.where.lat is not None and event.where.lon is not None
    )
    return desk.page(
        "events.html",
        asked=asked,
        problem=None,
        rows=found,
        pages=Pages(page, days.number)
        if days.newest is None
        else Pages.uncounted(page, len(one_more), days.number),
        counted_in=days.newest,
        timeline=charts.time_line([(day, number) for day, number in days.days if day is not None]),
        world=charts.world_map(places),
        **choices,
    )


@router.get("/events/{event_id}")
def event(event_id: str, desk: AtDesk) -> HTMLResponse:
    """One event: all its claims side by side."""
    return desk.page("event.html", **_shown(desk, event_id))


@router.get("/static/land.svg")
def land() -> Response:
    """The outline of the world, for every map."""
    return Response(
        _land_svg(), media_type="image/svg+xml", headers={"cache-control": "max-age=86400"}
    )


def heading(event: Event) -> str:
    """As in "Assault (explosives), Beira", "Coerce, Oslo: planned, alleged"."""
    doubts: list[str] = [event.status.best] if event.status.best != "happened" else []
    doubts += [event.certainty.best] if event.certainty.best != "stated" else []
    told = f": {', '.join(doubts)}" if doubts else ""
    return f"{_name(event)}{told}"


def _name(event: Event) -> str:
    modes = f" ({', '.join(event.what.modes)})" if event.what.modes else ""
    place = f", {event.where.name}" if event.where else ""
    return f"{type_text(event.what.type)}{modes}{place}"


def _shown(desk: Desk, event_id: str) -> dict[str, Any]:
    whole_id = desk.whole_id(event_id, "event")
    row = desk.archive.event(whole_id)
    if row is None:  # another decision has just retracted it
        raise HTTPException(404, f"There is no event {event_id} in this archive any more.")
    event = event_from_json(row.record)
    claims = {str(claim.voice.claim) for claim in event.claims}
    decided = [
        decision
        for decision in desk.archive.decisions(("merge", "split"))
        if _is_about(whole_id, claims, (decision.a, decision.b))
    ]
    return {
        "event": event,
        "heading": heading(event),
        "told": _name(event),
        "claims": event.claims[:_MOST_CLAIMS],
        "charts": {
            toll.kind: charts.toll_chart(toll, lambda value: voice_text(value.voice))
            for toll in event.toll
        },
        "relay_chart": relay_chart(event),
        "alike": _alike(desk, event),
        "decisions": decided,
        "comments": desk.archive.comments_on_event(whole_id),
    }


def _alike(desk: Desk, event: Event) -> list[tuple[str, str]]:
    """Other events of the type, those of the same year first: what one may want to merge."""
    year = event.when.start[:4] if event.when and event.when.start else None
    queries = [EventQuery(type=event.what.type, limit=_MOST_ALIKE)]
    if year is not None:
        same = EventQuery(type=event.what.type, since=year, until=year, limit=_MOST_ALIKE)
        queries.insert(0, same)
    found = {row.id: row for query in queries for row in desk.archive.events(query)}
    found.pop(event.id, None)
    others = [(row, event_from_json(row.record)) for row in list(found.values())[:_MOST_ALIKE]]
    return [
        (row.id, f"{heading(other)}; {_days(row)}; {other.first.outlet or 'unknown outlet'}")
        for row, other in others
    ]


def _days(row: EventRow) -> str:
    return days_text(row.first_on, row.last_on)


def _is_about(event_id: str, claims: set[str], sides: tuple[str, str | None]) -> bool:
    """Whether a decision names the event, one of its claims, or the beginning of either."""
    names = [name for name in sides if name]
    return any(event_id.startswith(name) for name in names) or any(
        claim.startswith(article) and claim.endswith(f"#{ref}")
        for article, mark, ref in (name.partition("#") for name in names)
        if mark
        for claim in claims
    )


@functools.cache
def _land_svg() -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180">'
        f'<path id="land" d="{charts.land_path()}"/></svg>'
    )
