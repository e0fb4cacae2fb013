"""What can be asked of the archive: in go `ClaimQuery` and `SaidQuery`, out come SQL selects.

A question that is not set (None) asks for nothing. Every value is checked when the query is made.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVarTuple, get_args

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from dateline import codebook
from dateline.errors import ConfigError
from dateline.records import Certainty, Stance, Status
from dateline.records.iso_days import days_of
from dateline.store.flattening import UNDATED, within_bounds
from dateline.store.folding import fold_text, pad_words, split_words
from dateline.store.full_text import rows_with_words
from dateline.store.tables import articles, attributions, claims

Columns = TypeVarTuple("Columns")


class Cut(Protocol):
    """A question of which the answer is cut."""

    @property
    def limit(self) -> int | None:
        """How many to give back at most."""

    @property
    def offset(self) -> int:
        """How many to pass over first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What claims, events and actors are all asked by; all that are set must hold.

    type, certainty: as the codebook and the contract spell them.
    actor, place, outlet: part of a name, in any case.
    since, until: ISO prefixes, both included.
    min_killed: at least so many killed.
    text: words that all stand there, in any case, in any order.

    Raises:
        ConfigError: a value is none that could be found.
    """

    type: str | None = None
    actor: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    min_killed: int | None = None
    certainty: str | None = None
    outlet: str | None = None
    text: str | None = None

    def __post_init__(self) -> None:
        check_known("type", self.type, codebook.event_types())
        check_known("certainty", self.certainty, get_args(Certainty))
        for name in ("actor", "place", "outlet"):
            check_filled(name, getattr(self, name))
        check_words(self.text)
        check_period(self.since, self.until)
        check_number("min_killed", self.min_killed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilters(Filters):
    """What claims are asked by.

    mode, status: as the codebook and the contract spell them.
    actor: part of the name or the words of an actor or a recipient, in any case.
    place: part of the name of the place, or an ISO 3166 alpha-3 country such as "RUS"; three
        capitals also stand for a whole name, but never for a part of one (not for "Belarus").
    since, until: a claim that overlaps them is given back, one without a resolved time is not.
    min_killed: by the best figure or else the low one.
    text: words of the quoted evidence.

    Raises:
        ConfigError: a value is none that could be found.
    """

    mode: str | None = None
    status: str | None = None

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        types = codebook.event_types()
        asked = types.values() if self.type is None else [types[self.type]]
        check_known("mode", self.mode, dict.fromkeys(m for entry in asked for m in entry.modes))
        check_known("status", self.status, get_args(Status))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery(ClaimFilters):
    """Which claims to give back; all that are set must hold.

    limit, offset: how many to give back at most, and how many to pass over first.

    Raises:
        ConfigError: a value is none that could be found.
    """

    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        ClaimFilters.__post_init__(self)
        check_cut(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidQuery:
    """Which attributions to give back; all that are set must hold.

    speaker: part of the name or the words of a speaker, in any case.
    outlet: part of the name of the outlet that published the article, in any case.
    stance: as the contract spells it.
    text: words that all stand in what was said, in any case, in any order.
    since, until: ISO prefixes for the day of publication, both included; an article without such
        a day is left out.
    limit, offset: how many to give back at most, and how many to pass over first.

    Raises:
        ConfigError: a value is none that could be found.
    """

    speaker: str | None = None
    outlet: str | None = None
    stance: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        check_known("stance", self.stance, get_args(Stance))
        for name in ("speaker", "outlet"):
            check_filled(name, getattr(self, name))
        check_words(self.text)
        check_period(self.since, self.until)
        check_cut(self)


def select_claims(query: ClaimQuery, connection: Connection) -> Select[int, int]:
    """The article key and the position of each claim asked for, newest first.

    Newest by the day it happened, or was published; undated last. Claims of the same day come by
    article, last added first, and within an article in the order of the text.

    Args:
        query: what is asked.
        connection: to see how often a word occurs, which tells how best to ask.
    """
    with_words, _ = rows_with_words(connection, claims, query.text)
    asked = select(claims.c.article_key, claims.c.position).where(
        *_claim_conditions(query), *with_words
    )
    if query.outlet is not None:
        asked = asked.join(articles).where(holds(articles.c.outlet_folded, query.outlet))
    ordered = asked.order_by(
        claims.c.sort_on.desc(), claims.c.article_key.desc(), claims.c.position
    )
    return cut(ordered, query)


def select_said(query: SaidQuery, connection: Connection) -> Select[int, int]:
    """The article key and the position of each attribution asked for, last published first.

    Articles without a day of publication come last.

    Args:
        query: what is asked.
        connection: to see how often a word occurs, which tells how best to ask.
    """
    with_words, _ = rows_with_words(connection, attributions, query.text)
    asked = select(attributions.c.article_key, attributions.c.position).where(
        *_said_conditions(query), *with_words
    )
    if query.outlet is not None:
        asked = asked.join(articles).where(holds(articles.c.outlet_folded, query.outlet))
    ordered = asked.order_by(
        attributions.c.sort_on.desc(), attributions.c.article_key.desc(), attributions.c.position
    )
    return cut(ordered, query)


def _claim_conditions(query: ClaimQuery) -> Iterable[ColumnElement[bool]]:
    exact = {
        claims.c.type: query.type,
        claims.c.certainty: query.certainty,
        claims.c.status: query.status,
    }
    yield from (column == value for column, value in exact.items() if value is not None)
    if query.mode is not None:
        yield holds_word(claims.c.modes, query.mode)
    if query.actor is not None:
        yield holds(claims.c.participants_folded, query.actor)
    if query.place is not None:
        yield at_place(claims.c.country, claims.c.place_folded, query.place)
    if query.min_killed is not None:
        yield claims.c.killed >= within_bounds(query.min_killed)
    yield from overlaps(claims.c.first_on, claims.c.last_on, query.since, query.until)


def _said_conditions(query: SaidQuery) -> Iterable[ColumnElement[bool]]:
    if query.stance is not None:
        yield attributions.c.stance == query.stance
    if query.speaker is not None:
        yield holds(attributions.c.speakers_folded, query.speaker)
    if query.since is not None or query.until is not None:
        yield attributions.c.sort_on != UNDATED
    published_on = attributions.c.sort_on
    yield from overlaps(published_on, published_on, query.since, query.until)


def at_place(
    country: ColumnElement[str], places: ColumnElement[str], place: str
) -> ColumnElement[bool]:
    """Three capitals are a country or a whole name, everything else a part of a name."""
    if len(place) == 3 and place.isascii() and place.isalpha() and place.isupper():
        # RUS is Russia; as a part of a name it would also find Belarus and Jerusalem.
        return or_(country == place, places == fold_text(place))
    return holds(places, place)


def overlaps(
    first_on: ColumnElement[date],
    last_on: ColumnElement[date],
    since: str | None,
    until: str | None,
) -> Iterable[ColumnElement[bool]]:
    """What must hold of an interval; SQL leaves out a row without days by itself."""
    if since_days := days_of(since):
        yield last_on >= since_days[0]
    if until_days := days_of(until):
        yield first_on <= until_days[1]


def holds(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """That some words stand in folded names."""
    return column.contains(fold_text(part), autoescape=True)


def holds_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """That a word stands among padded words."""
    return column.contains(pad_words([word]), autoescape=True)


def cut(asked: Select[*Columns], query: Cut) -> Select[*Columns]:
    """Only so many rows, after so many others."""
    limit = None if query.limit is None else within_bounds(query.limit)
    return asked.limit(limit).offset(within_bounds(query.offset))


def check_known(name: str, value: str | None, known: Collection[str]) -> None:
    """Refuse what the contract does not know; see the queries for what is raised."""
    if value is not None and value not in known:
        raise ConfigError(f"{name}: unknown {value!r}; one of {', '.join(known) or 'none'}")


def check_filled(name: str, value: str | None) -> None:
    """Refuse a name without a letter."""
    if value is not None and not fold_text(value):
        raise ConfigError(f"{name}: nothing to look for in {value!r}")


def check_words(text: str | None) -> None:
    """Refuse a text without a word."""
    if text is not None and not split_words(text):
        raise ConfigError(f"text: there is no word in {text!r}")


def check_period(since: str | None, until: str | None) -> None:
    """Refuse what is no date, and a period that ends before it begins."""
    for name, value in (("since", since), ("until", until)):
        if value is not None and days_of(value) is None:
            raise ConfigError(f"{name}: {value!r} is no date; write 2015, 2015-07 or 2015-07-14")
    first, last = days_of(since), days_of(until)
    if first and last and first[0] > last[1]:
        raise ConfigError(f"since {since} is later than until {until}")


def check_cut(query: Cut) -> None:
    """Refuse a limit or an offset that is no number of rows."""
    check_number("limit", query.limit)
    check_number("offset", query.offset)


def check_number(name: str, value: int | None) -> None:
    """Refuse a number below nought."""
    if value is not None and value < 0:
        raise ConfigError(f"{name}: must not be less than 0; it is {value}")
