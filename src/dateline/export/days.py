"""Days of events for schemes that want whole dates: ISO prefixes in, first and last day out."""

from datetime import date, timedelta
from typing import Protocol

from dateline.records.iso_days import days_between


class Dated(Protocol):
    """A time as two ISO prefixes: that of a claim or of an event."""

    @property
    def start(self) -> str | None:
        """The first day, month or year it may have been."""

    @property
    def end(self) -> str | None:
        """The last."""


def days_of(when: Dated | None) -> tuple[date, date] | None:
    """The first and the last day an event may have been; None unless both are known."""
    if when is None or when.start is None or when.end is None:
        return None
    return days_between(when.start, when.end)


def only_day(when: Dated | None) -> str | None:
    """The day as ISO; None when more than one is possible."""
    days = days_of(when)
    return days[0].isoformat() if days and days[0] == days[1] else None


def middle_of(first: date, last: date) -> date:
    """The day in the middle, the earlier of two."""
    return first + timedelta(days=(last - first).days // 2)
