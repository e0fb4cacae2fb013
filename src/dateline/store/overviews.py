"""What a screen shows of the whole archive: counts, days, the newest, what belongs to what.

In: a connection and a query. Out: numbers, and rows that are small enough for one page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from dateline.store.linked_questions import (
    ActorQuery,
    EventQuery,
    has_frequent_words,
    select_actors,
    select_event_days,
    select_newest_days,
    takes_long,
)
from dateline.store.tables import actors, articles, things

_LOOKED_THROUGH = 10_000  # events, for words that stand in very many articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Into what the records of one article were linked, by their ids in its report.

    `events` of claims, `actors` of entities; both empty while the article is not linked.
    """

    events: Mapping[str, str]
    actors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventDays:
    """How many events began on each day.

    None stands for those of which nobody knows when they began, without a date or "until 2011". The
    numbers add up to all that are asked for, so that one look through them tells both; or to
    those among so many of the `newest` events, and there may be more. `newest` None: of all.
    """

    days: Sequence[tuple[date | None, int]]
    newest: int | None = None

    @property
    def number(self) -> int:
        """How many there are on all these days."""
        return sum(number for _, number in self.days)


def count_actors(connection: Connection, query: ActorQuery) -> int | None:
    """How many actors there are, whatever the query's limit and offset; None: it takes long."""
    if takes_long(query, connection):
        return None
    asked = select_actors(query, connection, whole=True).limit(None).offset(None).order_by(None)
    return connection.scalar(asked.with_only_columns(func.count(actors.c.id))) or 0


def count_event_days(connection: Connection, query: EventQuery) -> EventDays:
    """How many events began on each day, whatever the query's limit and offset."""
    if not has_frequent_words(query, connection):
        rows = connection.execute(select_event_days(query, connection))
        return EventDays(_by_day((day, number) for day, number in rows))
    found = connection.execute(select_newest_days(query, connection, _LOOKED_THROUGH)).all()
    looked_through = sum(looked for _, _, looked in found)
    days = _by_day((day, number) for day, number, _ in found if number)
    return EventDays(days, None if looked_through < _LOOKED_THROUGH else _LOOKED_THROUGH)


def newest_articles(connection: Connection, limit: int, offset: int) -> list[int]:
    """The keys of the articles that were added last, the newest first."""
    asked = select(articles.c.key).order_by(articles.c.key.desc()).limit(limit).offset(offset)
    return list(connection.scalars(asked))


def groups_of(connection: Connection, article_key: int) -> Groups:
    """Into what the records of an article were linked."""
    claims = select(things.c.ref, things.c.group_id).where(
        things.c.article_key == article_key, things.c.kind == "claim"
    )
    entity, identity = things.alias("entity"), things.alias("identity")
    entities = (
        select(entity.c.ref, identity.c.group_id)
        .join(identity, identity.c.key == entity.c.identity_key)
        .where(entity.c.article_key == article_key, entity.c.kind == "entity")
    )
    return Groups(
        events=dict(_grouped(connection.execute(claims))),
        actors=dict(_grouped(connection.execute(entities))),
    )


def _by_day(rows: Iterable[tuple[date | None, int]]) -> list[tuple[date | None, int]]:
    counted: Counter[date | None] = Counter()
    for first_on, number in rows:
        counted[None if first_on == date.min else first_on] += number
    return list(counted.items())


def _grouped(rows: Iterator[tuple[str, str | None]]) -> Iterator[tuple[str, str]]:
    return ((ref, group) for ref, group in rows if group is not None)
