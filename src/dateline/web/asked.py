"""Filters are URLs: the question that a query string asks, and the page of its answer.

The words are those of `dateline events`, with `_` for `-`. In: a query string. Out: an `EventQuery`
or `ActorQuery`, and the same words again, to make links of.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import ConfigError
from dateline.store import ActorQuery, ClaimFilters, EventQuery

PAGE = 50  # rows a page
_LAST_PAGE = 1_000_000

EVENT_FILTERS = (
    "type", "actor", "place", "since", "until", "min_killed", "certainty", "outlet", "text",
)  # fmt: skip
ACTOR_FILTERS = (*EVENT_FILTERS, "kind")
CLAIM_FILTERS = (*EVENT_FILTERS, "mode", "status")


def asked_of(parameters: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """What is asked, without the fields that were left empty."""
    stripped = {name: parameters.get(name, "").strip() for name in names}
    return {name: value for name, value in stripped.items() if value}


def event_query(asked: Mapping[str, str], page: int = 1) -> EventQuery:
    """The events of one page.

    Raises:
        ConfigError: a value is none that could be found.
    """
    words = _words(asked)
    killed = whole_number(asked, "min_killed")
    return EventQuery(**words, min_killed=killed, limit=PAGE, offset=(page - 1) * PAGE)


def actor_query(asked: Mapping[str, str], page: int = 1) -> ActorQuery:
    """The actors of one page.

    Raises:
        ConfigError: a value is none that could be found.
    """
    words = _words(asked)
    killed = whole_number(asked, "min_killed")
    return ActorQuery(**words, min_killed=killed, limit=PAGE, offset=(page - 1) * PAGE)


def claim_filters(asked: Mapping[str, str]) -> ClaimFilters:
    """What an export is asked by.

    Raises:
        ConfigError: a value is none that could be found.
    """
    return ClaimFilters(**_words(asked), min_killed=whole_number(asked, "min_killed"))


def page_of(parameters: Mapping[str, str]) -> int:
    """Which page is asked for, from 1.

    Raises:
        ConfigError: it is no number, or none that a page has.
    """
    page = whole_number(parameters, "page")
    if page is None:
        return 1
    if not 1 <= page <= _LAST_PAGE:
        raise ConfigError(f"page: there is no page {page}")
    return page


def whole_number(parameters: Mapping[str, str], name: str) -> int | None:
    """A number, or None when it is not asked.

    Raises:
        ConfigError: it is not a whole number.
    """
    text = parameters.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise ConfigError(f"{name}: {text[:40]!r} is not a whole number")
    return int(text)


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many rows is shown; not `is_counted`: there are so many, or more."""

    number: int
    rows: int
    is_counted: bool = True

    @property
    def last(self) -> int:
        """The last page; 1 when there is nothing."""
        return max(1, -(-self.rows // PAGE))

    @classmethod
    def uncounted(cls, number: int, found: int, at_least: int = 0) -> "Pages":
        """Where nobody has counted all, but one row more than a page has was asked for."""
        rows = max((number - 1) * PAGE + found, at_least)
        return cls(number, rows, is_counted=found <= PAGE)

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, from 1."""
        return (self.number - 1) * PAGE + 1

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.rows, self.number * PAGE)


def _words(asked: Mapping[str, str]) -> dict[str, str]:
    words = {name: value for name, value in asked.items() if name != "min_killed"}
    if "type" in words:
        words["type"] = words["type"].upper()
    return words
