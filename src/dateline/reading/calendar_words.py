"""The words of the calendar and the arithmetic behind them.

In: names of months, days, seasons, units and numbers, and days of publication. Out: `Interval`s,
whose ends are ISO date prefixes, both included, with UCDP's date precision. Weeks run from Monday
to Sunday; seasons are those of the northern half of the world.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "valentine's day": (2, 14),
}  # fmt: skip

# Days that became names: with "attacks" after them, the month and day alone mean one year.
NAMED_DAYS = {
    (9, 11): date(2001, 9, 11),
    (7, 7): date(2005, 7, 7),
    (11, 26): date(2008, 11, 26),
    (10, 7): date(2023, 10, 7),
    (1, 6): date(2021, 1, 6),
}

_THIRDS_OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_PARTS_OF_YEAR = {
    "start": (1, 3), "early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (10, 12),
    "first half": (1, 6), "second half": (7, 12), "first quarter": (1, 3),
    "second quarter": (4, 6), "third quarter": (7, 9), "fourth quarter": (10, 12),
}  # fmt: skip
# "The late 1990s" may mean 1995 to some and 1998 to others: the interval holds both.
_PARTS_OF_DECADE = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}
_PARTS_OF_WEEK = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}
_WIDER_NAME = {"start": "early", "end": "late"}


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, ISO date prefixes, both included; `end` None: it is not known."""

    start: str
    end: str | None
    precision: int | None

    @property
    def first_day(self) -> date:
        """The first day that may be meant."""
        return first_day(self.start)

    @property
    def last_day(self) -> date:
        """The last day that may be meant; of an interval without an end, of its start."""
        return last_day(self.end or self.start)

    @property
    def day(self) -> date | None:
        """The day, if it is exactly one."""
        return self.first_day if self.precision == 1 else None


def on_day(day: date) -> Interval:
    """One day."""
    return Interval(day.isoformat(), day.isoformat(), 1)


def on_days(first: date, last: date, precision: int | None = None) -> Interval:
    """From one day to another; the precision follows from the length unless given."""
    return Interval(
        first.isoformat(), last.isoformat(), precision or precision_between(first, last)
    )


def in_month(year: int, month: int) -> Interval:
    """One month; `month` may run under 1 or over 12 into other years."""
    return in_months(year, month, year, month)


def in_months(first_year: int, first: int, last_year: int, last: int) -> Interval:
    """From one month to another, both included."""
    start, end = _month_prefix(first_year, first), _month_prefix(last_year, last)
    return Interval(start, end, 4 if start == end else 5)


def in_years(first: int, last: int) -> Interval:
    """From one year to another, both included."""
    return Interval(f"{first:04d}", f"{last:04d}", 5)


def in_week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return on_days(monday, monday + timedelta(days=6))


def in_season(name: str, year: int) -> Interval:
    """A season of a year: "summer 2012" is June to August.

    "Winter 2012" may be the one before or the one after: it is held by December 2011 to February
    2013.
    """
    first = SEASONS[name]
    if first == 12:
        return in_months(year - 1, 12, year + 1, 2)
    return in_months(year, first, year, first + 2)


def spanning(one: Interval, other: Interval) -> Interval:
    """The shortest interval that holds two."""
    first, last = sorted((one, other), key=lambda interval: interval.first_day)
    days = precision_between(first.first_day, last.last_day)
    return Interval(first.start, last.end, max(days, one.precision or 1, other.precision or 1))


def part_of(interval: Interval, part: str) -> Interval | None:
    """A part of an interval: "early" 2003, "end" of May, "late" 1990s, "third quarter" of 2009.

    A day or a season stays as it is ("early Friday"); None where the part has no meaning.
    """
    length = len(interval.start)
    wider = _WIDER_NAME.get(part, part)
    if interval.precision == 1 or (length == 7 and interval.start != interval.end):
        return interval
    if interval.precision == 3:
        return _days_of(interval, _PARTS_OF_WEEK.get(wider))
    if length == 7:
        return _thirds_of_month(interval, wider)
    if length == 4 and interval.start == interval.end:
        year, months = int(interval.start), _PARTS_OF_YEAR.get(part)
        return in_months(year, months[0], year, months[1]) if months else None
    return _part_of_years(interval, wider)


def precision_between(first: date, last: date) -> int:
    """UCDP's date precision of an interval: 1 a day, 2 to six days, 3 a week, 4 a month, 5 more."""
    days = (last - first).days + 1
    return next((level for most, level in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)


def moved(interval: Interval, count: int, unit: str) -> Interval | None:
    """An interval moved by so many units, as coarse as the unit: "two years later" is a year.

    A week is told to within three days either way, a decade to within a year. None where the
    interval is coarser than the unit: nothing can be said of "three days after 2002".
    """
    if unit == "day":
        return on_day(interval.day + timedelta(days=count)) if interval.day else None
    if unit == "week":
        return _around(interval.day + timedelta(weeks=count)) if interval.day else None
    first, last = interval.first_day, interval.last_day
    if first.year != last.year or not 1 <= first.year + count <= 9000:
        return None
    if unit == "month":
        return in_month(first.year, first.month + count) if first.month == last.month else None
    if unit == "year":
        return in_years(first.year + count, first.year + count)
    if unit == "decade" and abs(count) < 50:
        return in_years(first.year + 10 * count - 1, first.year + 10 * count + 1)
    return None


def days_before(day: date, count: int, unit: str) -> date:
    """The day so many units before (with a negative count, after) a day."""
    if unit in {"day", "week"}:
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none, like 30 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def first_day(prefix: str) -> date:
    """The first day of an ISO date prefix."""
    parts = [int(part) for part in prefix.split("-")]
    return date(*([*parts, 1, 1])[:3])


def last_day(prefix: str) -> date:
    """The last day of an ISO date prefix."""
    parts = [int(part) for part in prefix.split("-")]
    year, month = ([*parts, 12])[:2]
    return date(year, month, parts[2] if len(parts) == 3 else calendar.monthrange(year, month)[1])


def number_of(words: str) -> int | None:
    """The number that words or digits say: "11", "two", "twenty-one"; None for other words."""
    if words.isdecimal():
        return int(words)
    parts = [NUMBERS.get(part) for part in words.lower().split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def _month_prefix(year: int, month: int) -> str:
    years, index = divmod(month - 1, 12)
    return f"{year + years:04d}-{index + 1:02d}"


def _around(day: date) -> Interval:
    return on_days(day - timedelta(days=3), day + timedelta(days=3))


def _days_of(interval: Interval, days: tuple[int, int] | None) -> Interval | None:
    if days is None:
        return None
    first = interval.first_day
    return on_days(first + timedelta(days=days[0]), first + timedelta(days=days[1]))


def _thirds_of_month(interval: Interval, part: str) -> Interval | None:
    first, last = interval.first_day, interval.last_day
    days = {"first half": (1, 15), "second half": (16, 31)} | _THIRDS_OF_MONTH
    if part not in days:
        return None
    start, end = days[part]
    return on_days(first.replace(day=start), last.replace(day=min(end, last.day)), precision=4)


def _part_of_years(interval: Interval, part: str) -> Interval | None:
    first, last = interval.first_day.year, interval.last_day.year
    if last - first == 9 and part in _PARTS_OF_DECADE:
        start, end = _PARTS_OF_DECADE[part]
        return in_years(first + start, first + end)
    if last - first == 99 and part in {"early", "mid", "late"}:
        at = first + {"early": 0, "mid": 33, "late": 66}[part]
        return in_years(at, min(at + 33, last))
    return None
