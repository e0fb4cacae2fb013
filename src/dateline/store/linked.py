"""What a linker has made of the archive: events, actors, their claims; what is not linked yet."""

from collections.abc import Collection, Iterator
from typing import Any, cast

from sqlalchemy import JSON, Connection, Row, delete, func, insert, literal, select, update

from dateline.records import EntityRef, Link, LinkKind
from dateline.store.linked_questions import ActorQuery, EventQuery, select_actors, select_events
from dateline.store.rows import ActorRow, EventRow
from dateline.store.tables import (
    actors,
    articles,
    changes,
    decided,
    events,
    links,
    parts,
    thing_keys,
    things,
)
from dateline.store.things import links_of

_STREAMED = {"yield_per": 50}


def next_unlinked(connection: Connection) -> tuple[int, str] | None:
    """The key and the id of the first article that is not linked yet."""
    asked = select(articles.c.key, articles.c.id).where(articles.c.linked_by.is_(None))
    row = connection.execute(asked.order_by(articles.c.key).limit(1)).one_or_none()
    return None if row is None else (row.key, row.id)


def start_over_if_outdated(connection: Connection, version: str) -> None:
    """Forget all links when they are another linker's: two would not agree on what is the same.

    Decisions are kept, and hold again as their articles are linked.
    """
    by_another = (articles.c.linked_by < version) | (articles.c.linked_by > version)
    if connection.scalar(select(articles.c.key).where(by_another).limit(1)) is None:
        return
    reason = f"linked anew by {version}"
    for of, table in (("event", events), ("actor", actors)):
        told = (literal("retract"), literal(of), literal(reason), literal("{}", JSON))
        rows = select(func.current_timestamp(), *told, table.c.id)
        columns = ["at", "kind", "of", "reason", "details", "id"]
        connection.execute(insert(changes).from_select(columns, rows))
        connection.execute(delete(table))
    connection.execute(update(decided).values(thing_key=None))
    for table in (links, parts, thing_keys):
        connection.execute(delete(table))
    connection.execute(update(things).values(identity_key=None))
    connection.execute(delete(things))
    connection.execute(update(articles).values(linked_by=None))


def read_events(
    connection: Connection, query: EventQuery, ids: Collection[str] | None = None
) -> Iterator[EventRow]:
    """The events asked for, newest first; of these ids only, if some are given."""
    asked = select_events(query, connection)
    if ids is not None:
        asked = asked.where(events.c.id.in_(ids))
    with connection.execute(asked, execution_options=_STREAMED) as rows:
        yield from map(_event_row, rows)


def read_actors(connection: Connection, query: ActorQuery) -> Iterator[ActorRow]:
    """The actors asked for, those that most articles name first."""
    asked = select_actors(query, connection)
    with connection.execute(asked, execution_options=_STREAMED) as rows:
        yield from map(_actor_row, rows)


def read_event(connection: Connection, event_id: str) -> EventRow | None:
    """An event by its whole id."""
    row = connection.execute(select(events).where(events.c.id == event_id)).one_or_none()
    return None if row is None else _event_row(row)


def read_actor(connection: Connection, actor_id: str) -> ActorRow | None:
    """An actor by its whole id."""
    row = connection.execute(select(actors).where(actors.c.id == actor_id)).one_or_none()
    return None if row is None else _actor_row(row)


def claims_of(connection: Connection, record_id: str) -> list[tuple[int, int]]:
    """Article key and position of the claims of an event, or of those an actor takes part in."""
    claim = things.alias("claim")
    asked = select(claim.c.article_key, claim.c.position).order_by(claim.c.first)
    if record_id.startswith("event-"):
        asked = asked.where(claim.c.group_id == record_id)
    else:
        identity = things.alias("identity")
        asked = (
            asked.distinct()
            .add_columns(claim.c.first)
            .join(parts, parts.c.claim_key == claim.c.key)
            .join(identity, identity.c.key == parts.c.identity_key)
            .where(identity.c.group_id == record_id)
        )
    return [(row.article_key, row.position) for row in connection.execute(asked)]


def entities_of(
    connection: Connection, actor_id: str, newest: int | None = None, offset: int = 0
) -> list[tuple[int, int]]:
    """Article key and position of every entity that an actor is, first published first.

    Args:
        connection: to the archive.
        actor_id: the whole id.
        newest: only those of so many articles, the last published ones.
        offset: how many articles to pass over first, the last published ones too.
    """
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = (
        select(entity.c.article_key, entity.c.position)
        .join(identity, identity.c.key == entity.c.identity_key)
        .where(identity.c.group_id == actor_id)
        .order_by(entity.c.first.desc())
    )
    found: list[tuple[int, int]] = []
    named: dict[int, None] = {}
    until = None if newest is None else offset + newest
    with connection.execute(asked, execution_options=_STREAMED) as rows:
        for row in rows:
            named[row.article_key] = None
            if until is not None and len(named) > until:
                break
            if len(named) > offset:
                found.append((row.article_key, row.position))
    return found[::-1]


def count_articles_naming(connection: Connection, actor_id: str) -> int:
    """How many articles name an actor."""
    by_identity = select(things.c.articles).where(things.c.group_id == actor_id)
    counted = list(connection.scalars(by_identity))
    if len(counted) < 2:  # else an article may name several of them
        return sum(counted)
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = (
        select(func.count(entity.c.article_key.distinct()))
        .join(identity, identity.c.key == entity.c.identity_key)
        .where(identity.c.group_id == actor_id)
    )
    return connection.scalar(asked) or 0


def links_in(connection: Connection, actor_id: str) -> list[Link]:
    """Why the identities of an actor are one; each goes by the entity that was told first."""
    entity, identity = things.alias("entity"), things.alias("identity")
    first = (entity.c.identity_key == identity.c.key) & (entity.c.first == identity.c.first)
    asked = (
        select(identity.c.key, articles.c.id, entity.c.ref)
        .join(entity, first)
        .join(articles, articles.c.key == entity.c.article_key)
        .where(identity.c.group_id == actor_id)
    )
    names = {row.key: str(EntityRef(row.id, row.ref)) for row in connection.execute(asked)}
    found = []
    for (a_key, b_key), (kind, score, reason) in links_of(connection, names).items():
        if a_key in names and b_key in names:
            a, b = sorted((names[a_key], names[b_key]))
            found.append(Link(kind=cast("LinkKind", kind), a=a, b=b, score=score, reason=reason))
    return sorted(found, key=lambda link: (link.a, link.b))


def actors_in(connection: Connection, article_id: str) -> dict[str, str]:
    """The actor of each entity of an article that is one, by the ids of both."""
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = (
        select(entity.c.ref, identity.c.group_id)
        .join(identity, identity.c.key == entity.c.identity_key)
        .join(articles, articles.c.key == entity.c.article_key)
        .where(articles.c.id == article_id, identity.c.group_id.is_not(None))
    )
    return {row.ref: row.group_id for row in connection.execute(asked)}


def _event_row(row: Row[*tuple[Any, ...]]) -> EventRow:
    return EventRow(
        id=row.id,
        type=row.type,
        certainties=tuple(row.certainties.split()),
        first_on=row.first_on,
        last_on=row.last_on,
        country=row.country,
        places=tuple(row.places_folded.splitlines()),
        names=tuple(row.names_folded.splitlines()),
        killed_low=row.killed_low,
        killed=row.killed,
        killed_high=row.killed_high,
        articles=row.articles,
        origins=row.origins,
        record=row.record,
    )


def _actor_row(row: Row[*tuple[Any, ...]]) -> ActorRow:
    return ActorRow(
        id=row.id,
        kind=row.kind,
        name=row.name,
        names=tuple(row.names_folded.splitlines()),
        country=row.country,
        articles=row.articles,
        record=row.record,
    )
