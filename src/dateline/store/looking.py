"""What a watch may ask while it looks at news, all of one moment of the archive.

In: a connection. Out: rows of events, who takes part in them, what a watch knows, reports.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, select

from dateline.records import Report
from dateline.store import linked
from dateline.store.changing import Change, some_changes
from dateline.store.linked_questions import EventQuery, select_events
from dateline.store.rows import EventRow
from dateline.store.tables import (
    actors,
    articles,
    events,
    links,
    parts,
    reports,
    things,
    watch_marks,
    watches,
)
from dateline.store.things import in_parts, parse_report

_STREAMED = {"yield_per": 500}
_SKETCH = (
    events.c.id,
    events.c.type,
    events.c.first_on,
    events.c.last_on,
    events.c.country,
    events.c.record["status", "best"].as_string(),
    events.c.record["certainty", "best"].as_string(),
    events.c.record["where", "name"].as_string(),
    events.c.record["where", "lat"].as_float(),
    events.c.record["where", "lon"].as_float(),
    events.c.record["where", "precision"].as_integer(),
)


class Taker(NamedTuple):
    """An actor that takes part in an event; `names` are folded."""

    event_id: str
    actor_id: str
    kind: str
    name: str
    names: tuple[str, ...]


class Sketch(NamedTuple):
    """The little of an event that tells whether and where it counts; its record is long.

    `status` and `certainty` are the best ones, `place` the name of the best place with its degrees
    and its precision (UCDP where_prec); None where there is none.
    """

    id: str
    type: str
    first_on: date | None
    last_on: date | None
    country: str | None
    status: str | None
    certainty: str | None
    place: str | None
    lat: float | None
    lon: float | None
    precision: int | None


class Looking:
    """Questions about one moment of an archive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def changes(self, after: int, limit: int) -> list[Change]:
        """So many of the changes after a number, oldest first."""
        return some_changes(self._connection, after, limit)

    def events(self, query: EventQuery, ids: Iterable[str] | None = None) -> Iterator[EventRow]:
        """The events that answer a query; of these ids only, if some are given."""
        if ids is None:
            yield from linked.read_events(self._connection, query)
            return
        for some in in_parts(ids):
            yield from linked.read_events(self._connection, query, some)

    def sketches(self, query: EventQuery, ids: Iterable[str] | None = None) -> Iterator[Sketch]:
        """The same in short: eight times as quick, since no record leaves the database."""
        asked = select_events(query, self._connection).with_only_columns(*_SKETCH)
        parts_of_ids = [None] if ids is None else in_parts(ids)
        for some in parts_of_ids:
            these = asked if some is None else asked.where(events.c.id.in_(some))
            with self._connection.execute(these, execution_options=_STREAMED) as rows:
                yield from map(Sketch._make, rows)

    def takers(self, event_ids: Iterable[str]) -> Iterator[Taker]:
        """The actors that take part in events, as doers or as recipients."""
        claim, identity = things.alias("claim"), things.alias("identity")
        asked = (
            select(claim.c.group_id, actors.c.id, actors.c.kind, actors.c.name,
                   actors.c.names_folded)
            .join(parts, parts.c.claim_key == claim.c.key)
            .join(identity, identity.c.key == parts.c.identity_key)
            .join(actors, actors.c.id == identity.c.group_id)
            .distinct()
        )  # fmt: skip
        for some in in_parts(event_ids):
            for row in self._connection.execute(asked.where(claim.c.group_id.in_(some))):
                yield Taker(*row[:4], names=tuple(row.names_folded.splitlines()))

    def marks(self, watch_id: str, names: Iterable[str]) -> dict[str, str]:
        """What a watch knows of these; those it does not know are left out."""
        asked = select(watch_marks.c.mark, watch_marks.c.value).join(watches)
        asked = asked.where(watches.c.id == watch_id)
        return {
            row.mark: row.value
            for some in in_parts(names)
            for row in self._connection.execute(asked.where(watch_marks.c.mark.in_(some)))
        }

    def report(self, article_id: str) -> Report | None:
        """The report of an article, by its whole id."""
        return next(self._reports(articles.c.id == article_id), None)

    def events_in(self, article_id: str) -> set[str]:
        """The events that an article tells, by its whole id."""
        asked = select(things.c.group_id).join(articles, articles.c.key == things.c.article_key)
        asked = asked.where(articles.c.id == article_id, things.c.kind == "claim")
        return {group for group in self._connection.scalars(asked) if group is not None}

    def actors_in(self, article_id: str) -> dict[str, str]:
        """The actor of each entity of an article that is one, by the ids of both."""
        return linked.actors_in(self._connection, article_id)

    def reports_naming(self, actor_ids: Sequence[str], *, before: str) -> Iterator[Report]:
        """The articles that name all of these actors and were added before one, in that order."""
        keys: set[int] | None = None
        entity, identity = things.alias("entity"), things.alias("identity")
        for actor_id in actor_ids:
            asked = (
                select(entity.c.article_key)
                .join(identity, identity.c.key == entity.c.identity_key)
                .where(identity.c.group_id == actor_id)
            )
            named = set(self._connection.scalars(asked))
            keys = named if keys is None else keys & named
        own = select(articles.c.key).where(articles.c.id == before).scalar_subquery()
        for some in in_parts(sorted(keys or ())):
            yield from self._reports(articles.c.key.in_(some) & (articles.c.key < own))

    def originals(self, article_ids: Collection[str]) -> dict[str, set[str]]:
        """The other articles with which each of these is one report: copies, and versions."""
        one, other = things.alias("one"), things.alias("other")
        found: dict[str, set[str]] = {}
        for here, there in (("a_key", "b_key"), ("b_key", "a_key")):
            asked = (
                select(one.c.ref, other.c.ref.label("other"))
                .join(links, links.c[here] == one.c.key)
                .join(other, links.c[there] == other.c.key)
                .where(one.c.kind == "article", links.c.kind.in_(("copy", "version")))
            )
            for some in in_parts(article_ids):
                for row in self._connection.execute(asked.where(one.c.ref.in_(some))):
                    found.setdefault(row.ref, set()).add(row.other)
        return found

    def days_published(self, since: date) -> list[date]:
        """The days from one on, on which an article was published."""
        day = articles.c.published_on
        return list(self._connection.scalars(select(day).where(day >= since).distinct()))

    def _reports(self, condition: ColumnElement[bool]) -> Iterator[Report]:
        asked = (
            select(articles.c.id, reports.c.report)
            .join(reports)
            .where(condition)
            .order_by(articles.c.key)
        )
        for article_id, text in self._connection.execute(asked):
            yield parse_report(article_id, text)
