"""Days of ISO prefixes, as records write times: "2012-02" is 1 to 29 February 2012.

In: prefixes. Out: first and last days. Every part of Dateline that compares times asks here, so
that "--07-14" and "2023-02-29" are no day anywhere.
"""

import calendar
import re
from datetime import date

_ISO_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?)?", re.DOTALL)

Days = tuple[date, date]


def days_of(prefix: str | None) -> Days | None:
    """The first and the last day of an ISO prefix: "2012-02" gives 1 and 29 February 2012.

    The time of day is left out. None for what is no such prefix.
    """
    match = _ISO_PREFIX.fullmatch(prefix or "")
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        return first, date(
            first.year, last_month, int(day or calendar.monthrange(first.year, last_month)[1])
        )
    except ValueError:  # "2015-13", "2015-02-30", "0000"
        return None


def days_between(start: str | None, end: str | None) -> Days | None:
    """The first and the last day from one prefix to another; an end that is not given lies open.

    Returns:
        `date.min` stands for no beginning ("until 2011"), `date.max` for no end ("since 2011").
        None where neither is given, where one is no prefix, or where the last day is before the
        first.
    """
    first, last = days_of(start), days_of(end)
    if (start and first is None) or (end and last is None) or (first is None and last is None):
        return None
    since, until = first[0] if first else date.min, last[1] if last else date.max
    return (since, until) if since <= until else None
