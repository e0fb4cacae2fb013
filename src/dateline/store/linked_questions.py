"""What can be asked of events and actors: in go `EventQuery`, `ActorQuery`, out come SQL selects.

A question that is not set (None) asks for nothing. Every value is checked when the query is made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, case, false, func, select

from dateline.records import EntityKind
from dateline.store.flattening import within_bounds
from dateline.store.full_text import rows_with_words
from dateline.store.questions import (
    Filters,
    at_place,
    check_cut,
    check_known,
    cut,
    holds,
    holds_word,
    overlaps,
)
from dateline.store.tables import actors, article_words, articles, events, parts, things

_NEWEST_FIRST = (events.c.sort_on.desc(), events.c.id.desc())
_identity = things.alias("identity")
_DEEDS = select(_identity.c.key).join(parts, parts.c.identity_key == _identity.c.key)
_SEVERAL = 2000  # events; beyond, actors are found sooner by going through them in order
_MANY = 20_000  # events; those who take part in more are not all found within a fifth of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery(Filters):
    """Which events to give back; all that are set must hold.

    certainty: that of one of its claims.
    actor: part of the name or the words of an actor or a recipient, in any case; or an actor's id.
    place: part of the name of a place, or an ISO 3166 alpha-3 country such as "RUS".
    since, until: an event without a resolved time is not given back.
    min_killed: by its best figure.
    outlet: of one that published one of its articles.
    text: words that all stand in one of its articles.
    limit, offset: how many to give back at most, and how many to pass over first.

    Raises:
        ConfigError: a value is none that could be found.
    """

    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        check_cut(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorQuery(Filters):
    """Which actors to give back; all that are set must hold.

    kind: person, organization, armed-group, …, as the contract spells it.
    actor: part of one of its names, in any case.
    place: an ISO 3166 alpha-3 country such as "RUS".
    type, since, until, min_killed, certainty: of an event that it takes part in.
    outlet: of one that published an article that names the actor.
    text: words that all stand in one article that names the actor.
    limit, offset: how many to give back at most, and how many to pass over first.

    Raises:
        ConfigError: a value is none that could be found.
    """

    kind: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        check_known("kind", self.kind, get_args(EntityKind))
        check_cut(self)


def select_events(query: EventQuery, connection: Connection) -> Select[*tuple[Any, ...]]:
    """The rows of the events asked for, newest first; undated last."""
    asked = _select_all(query, connection)
    if (few := _few_in_period(query, connection)) is not None:
        asked = asked.where(events.c.id.in_(few))
    return cut(asked.order_by(*_NEWEST_FIRST), query)


def select_event_days(
    query: EventQuery, connection: Connection
) -> Select[*tuple[date | None, int]]:
    """How many of the events asked for begin on each day, whatever the limit and offset."""
    bare = EventQuery(
        actor=query.actor, since=query.since, until=query.until,
        limit=query.limit, offset=query.offset,
    )  # fmt: skip
    if query == bare and _is_id(query.actor):
        deeds = _deeds_of(query.actor or "").where(*_days_of_parts(query))
        day, number = parts.c.first_on, func.count(parts.c.event_id.distinct())
        return deeds.with_only_columns(day, number).group_by(day).order_by(day)
    day = events.c.first_on
    asked = _select_all(query, connection).with_only_columns(day, func.count())
    return asked.group_by(day).order_by(day)


def select_newest_days(
    query: EventQuery, connection: Connection, newest: int
) -> Select[*tuple[date | None, int, int]]:
    """The same when words are looked for among the newest events only.

    Args:
        query: what is asked.
        connection: to see how often a word occurs, which tells how best to ask.
        newest: so many events that meet the other conditions are looked through at most.

    Returns:
        A select of days, of the events that have the words, and of all that were looked through.
    """
    conditions = _event_conditions(query, connection)
    looked = select(events.c.id, events.c.first_on).where(*conditions).order_by(*_NEWEST_FIRST)
    some = looked.limit(newest).subquery("newest")
    has_words = case((_has_article(some.c.id, None, query.text, connection), 1), else_=0)
    day = some.c.first_on
    return select(day, func.sum(has_words), func.count()).group_by(day).order_by(day)


def has_frequent_words(query: EventQuery, connection: Connection) -> bool:
    """Whether words are asked for that must be looked for in one event after the other."""
    if query.text is None or query.outlet is not None:
        return False
    _, are_rare = rows_with_words(connection, article_words, query.text)
    return not are_rare


def select_actors(
    query: ActorQuery, connection: Connection, *, whole: bool = False
) -> Select[*tuple[Any, ...]]:
    """The rows of the actors asked for, those that most articles name first.

    Args:
        query: what is asked.
        connection: to see how much meets a condition, which tells how best to ask.
        whole: all are wanted, to be counted, and not only the first.
    """
    conditions: list[ColumnElement[bool]] = []
    if query.kind is not None:
        conditions.append(actors.c.kind == query.kind)
    if query.actor is not None:
        conditions.append(holds(actors.c.names_folded, query.actor))
    if query.place is not None:
        conditions.append(actors.c.country == query.place)
    asked = select(actors).where(
        *conditions, *_acts(query, connection, whole), *_is_named(query, connection)
    )
    # A name that few have is found sooner in the order of the table than in that of the answer.
    narrow = query.actor is not None or query.place is not None
    first = (actors.c.articles + 0 if narrow else actors.c.articles).desc()
    return cut(asked.order_by(first, actors.c.id.desc()), query)


def takes_long(query: ActorQuery, connection: Connection) -> bool:
    """Whether to find all actors asked for takes longer than one waits for a page.

    It does where those of very many events, or all named in very many articles, are asked for.
    """
    conditions = list(_event_conditions(query, connection))
    if conditions and _are_more(select(events.c.id).where(*conditions), _MANY, connection):
        return True
    with_words, _ = rows_with_words(connection, article_words, query.text)
    found = select(article_words.c.article_key).where(*with_words)
    return query.text is not None and _are_more(found, _MANY // 2, connection)


def _select_all(query: EventQuery, connection: Connection) -> Select[*tuple[Any, ...]]:
    asked = select(events).where(*_event_conditions(query, connection))
    if query.outlet is None and query.text is None:
        return asked
    return asked.where(_has_article(events.c.id, query.outlet, query.text, connection))


def _few_in_period(query: EventQuery, connection: Connection) -> list[str] | None:
    """The ids of those in a period, when it is short; else all newer ones are gone through first.

    Named one by one, since PostgreSQL takes the events of a day for a quarter of all.
    """
    if query.since is None and query.until is None:
        return None
    inside = overlaps(events.c.first_on, events.c.last_on, query.since, query.until)
    asked = select(events.c.id).where(*inside).limit(_SEVERAL + 1)
    few = list(connection.scalars(asked))
    return few if len(few) <= _SEVERAL else None


def _are_more(asked: Select[*tuple[Any, ...]], number: int, connection: Connection) -> bool:
    found = select(func.count()).select_from(asked.limit(number + 1).subquery())
    return (connection.scalar(found) or 0) > number


def _event_conditions(
    query: EventQuery | ActorQuery, connection: Connection
) -> Iterable[ColumnElement[bool]]:
    yield from _timeless_conditions(query)
    yield from overlaps(events.c.first_on, events.c.last_on, query.since, query.until)
    if isinstance(query, EventQuery):
        if query.actor is not None:
            is_id = _is_id(query.actor)
            yield _has_actor(query.actor, connection) if is_id else _has_name(query.actor)
        if query.place is not None:
            yield at_place(events.c.country, events.c.places_folded, query.place)


def _timeless_conditions(query: EventQuery | ActorQuery) -> Iterable[ColumnElement[bool]]:
    if query.type is not None:
        yield events.c.type == query.type
    if query.certainty is not None:
        yield holds_word(events.c.certainties, query.certainty)
    if query.min_killed is not None:
        yield events.c.killed >= within_bounds(query.min_killed)


def _days_of_parts(query: EventQuery | ActorQuery) -> Iterable[ColumnElement[bool]]:
    return overlaps(parts.c.first_on, parts.c.last_on, query.since, query.until)


def _has_article(
    event_id: ColumnElement[str], outlet: str | None, text: str | None, connection: Connection
) -> ColumnElement[bool]:
    """That an event has an article of an outlet, or with words."""
    with_words, are_rare = rows_with_words(connection, article_words, text)
    claim = things.alias("claim")
    asked = select(claim.c.group_id).where(claim.c.kind == "claim")
    if outlet is not None:
        asked = asked.where(claim.c.article_key.in_(_published_by(outlet)))
    if text is not None:
        has_words = article_words.c.article_key == claim.c.article_key
        asked = asked.join_from(claim, article_words, has_words)
        asked = asked.where(*with_words)
    if are_rare or outlet is not None:
        return event_id.in_(asked)
    # A value and not "exists", of which PostgreSQL would make a look through all articles.
    return asked.where(claim.c.group_id == event_id).limit(1).scalar_subquery().is_not(None)


def _published_by(outlet: str) -> Select[int]:
    return select(articles.c.key).where(holds(articles.c.outlet_folded, outlet))


def _acts(query: ActorQuery, connection: Connection, whole: bool) -> Iterable[ColumnElement[bool]]:
    """That an actor takes part in an event."""
    conditions = list(_event_conditions(query, connection))
    if not conditions:
        return
    found = select(events.c.id).where(*conditions)
    # Few are named one by one, as in `_few_in_period`.
    few = list(connection.scalars(found.limit(_SEVERAL + 1)))
    if whole or len(few) <= _SEVERAL:
        claim = things.alias("claim")
        acting = _DEEDS.join(claim, claim.c.key == parts.c.claim_key)
        acting = acting.where(claim.c.group_id.in_(few if len(few) <= _SEVERAL else found))
        yield actors.c.id.in_(acting.with_only_columns(_identity.c.group_id))
        return
    # Soon met by those whom many articles name, who come first; where only days are asked for, the
    # index of parts tells by itself of those who did nothing then.
    deeds = _DEEDS.where(_identity.c.group_id == actors.c.id, *_days_of_parts(query))
    if any(True for _ in _timeless_conditions(query)):
        deeds = deeds.where(found.where(events.c.id == parts.c.event_id).exists())
    yield deeds.exists()


def _has_name(name: str) -> ColumnElement[bool]:
    return holds(events.c.names_folded, name)


def _is_id(actor: str | None) -> bool:
    return actor is not None and actor.startswith("actor-")


def _has_actor(actor_id: str, connection: Connection) -> ColumnElement[bool]:
    deeds = _deeds_of(actor_id)
    done = deeds.with_only_columns(parts.c.event_id)
    if not _are_more(deeds, _SEVERAL, connection):
        return events.c.id.in_(done)
    # To fetch ten thousand events by their ids takes longer than to go through an index in the
    # order of the answer; of a value within another function neither database makes such a plan.
    return func.coalesce(events.c.id.in_(done), false())


def _deeds_of(actor_id: str) -> Select[*tuple[Any, ...]]:
    """The parts that an actor takes in claims."""
    return _DEEDS.where(_identity.c.group_id == actor_id)


def _is_named(query: ActorQuery, connection: Connection) -> Iterable[ColumnElement[bool]]:
    """That an article of an outlet, or with words, names an actor."""
    if query.outlet is None and query.text is None:
        return
    with_words, are_rare = rows_with_words(connection, article_words, query.text)
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = select(identity.c.group_id).join(entity, entity.c.identity_key == identity.c.key)
    if query.outlet is not None:
        asked = asked.where(entity.c.article_key.in_(_published_by(query.outlet)))
    if query.text is not None:
        has_words = article_words.c.article_key == entity.c.article_key
        asked = asked.join_from(entity, article_words, has_words)
        asked = asked.where(*with_words)
    if are_rare or query.outlet is not None:
        yield actors.c.id.in_(asked)
    else:
        yield asked.where(identity.c.group_id == actors.c.id).exists()
