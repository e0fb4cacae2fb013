"""The pages of the desk that are asked for: every route of GET, with each filter, and deep in."""

import random
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.archive import made_up
from dateline.records import Report
from dateline.store import Archive, EventQuery
from dateline.web.asked import PAGE


class Size(NamedTuple):
    """How much an archive of made-up reports holds."""

    articles: int
    events: int
    actors: int


def visits(archive: Archive, dice: random.Random, size: Size) -> Iterator[tuple[str, str]]:
    """One round: the kind of a page, and a path; what is asked for is drawn anew each time."""
    report = made_up.report(dice.randrange(size.articles))
    filters = dict(_filters(archive, dice, report))
    yield from _plain()
    yield from _events(archive, filters, dice, size, report)
    yield from _actors(archive, filters, dice, size, report)
    yield from _article(report)
    yield from _watches(archive, dice)
    yield from _coders(archive)
    yield from _export(report)
    yield from _api(archive, filters, dice, size, report)


def _plain() -> Iterator[tuple[str, str]]:
    for path in ("/", "/about", "/decisions", "/coders", "/watches", "/watches/alerts.atom",
                 "/paste", "/export", "/health", "/metrics", "/static/land.svg"):  # fmt: skip
        yield path, path


def _filters(
    archive: Archive, dice: random.Random, report: Report
) -> Iterator[tuple[str, dict[str, str]]]:
    """Each filter alone, and some together."""
    claim = report.claims[0]
    where = claim.where
    assert where is not None
    actor = report.entity(claim.actors[0].entity or "").name
    day = (report.article.published or "")[:10]
    rare, frequent = made_up.name(dice.randrange(5_000, 20_000)), made_up.name(dice.randrange(50))
    yield "nothing", {}
    yield "type", {"type": claim.type}
    yield "place", {"place": where.name}
    yield "country", {"place": where.country or ""}
    yield "type and country", {"type": claim.type, "place": where.country or ""}
    yield "actor", {"actor": actor}
    yield "period", {"since": day, "until": day}
    yield "year", {"since": day[:4], "until": day[:4]}
    yield "min_killed", {"min_killed": "38"}
    yield "certainty", {"certainty": "alleged"}
    yield "outlet", {"outlet": report.article.outlet or ""}
    yield "rare word", {"text": rare}
    yield "frequent words", {"text": f"{frequent} killed"}
    actor_id = archive.groups_of(report.article.id).actors.get(claim.actors[0].entity or "")
    if actor_id:
        yield "actor's id", {"actor": actor_id}


def _listed(path: str, filters: dict[str, dict[str, str]], deep: int) -> Iterator[tuple[str, str]]:
    for name, asked in filters.items():
        yield f"{path}: {name}", f"{path}?{urlencode(asked)}"
    yield f"{path}: deep in", f"{path}?{urlencode({'page': deep})}"


def _events(
    archive: Archive, filters: dict[str, dict[str, str]], dice: random.Random, size: Size,
    report: Report,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    yield from _listed("/events", filters, dice.randrange(1, size.events // PAGE + 1))
    yield "/events: last page", f"/events?page={max(1, -(-size.events // PAGE))}"
    groups = archive.groups_of(report.article.id)
    yield "/events/ID", f"/events/{groups.events['c1']}"
    query = EventQuery(place=filters["country"]["place"], limit=200, offset=dice.randrange(1000))
    most = max(archive.events(query), key=lambda row: row.articles, default=None)
    if most is not None:
        yield "/events/ID: of several articles", f"/events/{most.id}"


def _actors(
    archive: Archive, filters: dict[str, dict[str, str]], dice: random.Random, size: Size,
    report: Report,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    deep = dice.randrange(1, size.actors // PAGE + 1)
    more = filters | {"kind": {"kind": "person"}}
    more.pop("actor's id", None)
    yield from _listed("/actors", more, deep)
    yield "/actors: last page", f"/actors?page={max(1, -(-size.actors // PAGE))}"
    groups = archive.groups_of(report.article.id)
    yield "/actors/ID", f"/actors/{dice.choice(sorted(groups.actors.values()))}"
    speaker = groups.actors.get(report.attributions[0].speakers[0])
    if speaker:
        yield "/actors/ID: who speaks", f"/actors/{speaker}"


def most_named(archive: Archive) -> Iterator[tuple[str, str]]:
    """The pages of the actors that most articles name."""
    from dateline.store import ActorQuery  # noqa: PLC0415

    for row in archive.actors(ActorQuery(limit=3)):
        yield "/actors/ID: most named", f"/actors/{row.id}"


def _article(report: Report) -> Iterator[tuple[str, str]]:
    path = f"/articles/{report.article.id}"
    entity = report.claims[0].actors[0].entity
    yield "/articles/ID", path
    yield "/articles/ID: lit", f"{path}?show=c1"
    yield "/articles/ID: edit", f"{path}?edit=c1"
    yield "/articles/ID: add", f"{path}?add=1"
    yield "/articles/ID/review", f"{path}/review"
    yield "/articles/ID/claims/ID", f"{path}/claims/c1"
    yield "/articles/ID/entities/ID", f"{path}/entities/{entity}"


def _watches(archive: Archive, dice: random.Random) -> Iterator[tuple[str, str]]:
    watches = archive.watches.all()
    if watches:
        one = dice.choice(watches)
        yield "/watches/ID", f"/watches/{one.id}"
        yield "/watches/ID/alerts.atom", f"/watches/{one.id}/alerts.atom"


def _coders(archive: Archive) -> Iterator[tuple[str, str]]:
    assigned = archive.assignments()
    if assigned:
        yield "/coders/ID", f"/coders/{assigned[0].article}"


def _export(report: Report) -> Iterator[tuple[str, str]]:
    """A look at the file of one day's assaults; that of a whole archive is no page but a task."""
    day = (report.article.published or "")[:10]
    asked = {"type": "ASSAULT", "since": day, "until": day, "format": "claims"}
    yield "/export: a day", f"/export?{urlencode(asked)}"
    yield "/export/file: a day", f"/export/file?{urlencode(asked)}"
    yield "/export/NAME/codebook", "/export/claims/codebook"


def _api(
    archive: Archive, filters: dict[str, dict[str, str]], dice: random.Random, size: Size,
    report: Report,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    base = "/api/v1"
    for name in ("articles", "claims", "said", "changes", "decisions", "watches", "alerts"):
        yield f"{base}/{name}", f"{base}/{name}"
    for name in ("claims", "events"):
        for filtered, asked in filters.items():
            if filtered != "actor's id" or name == "events":
                path = f"{base}/{name}"
                yield f"{path}: {filtered}", f"{path}?{urlencode(asked)}"
    offset = {"offset": dice.randrange(size.articles)}
    for name in ("articles", "claims", "said", "events", "actors"):
        yield f"{base}/{name}: deep in", f"{base}/{name}?{urlencode(offset)}"
    yield f"{base}/changes: deep in", f"{base}/changes?since={offset['offset']}"
    groups = archive.groups_of(report.article.id)
    yield f"{base}/articles/ID", f"{base}/articles/{report.article.id}"
    yield f"{base}/events/ID", f"{base}/events/{groups.events['c1']}"
    yield f"{base}/actors/ID", f"{base}/actors/{dice.choice(sorted(groups.actors.values()))}"
    yield f"{base}/schemas/event", f"{base}/schemas/event"
    yield f"{base}/openapi.json", f"{base}/openapi.json"
