"""How well one fill of a slot matches another: 1 correct, 0.5 partial, 0 wrong.

Strings are compared by their head and content words, dates as intervals, places by what lies in
what, set fills and numbers as they are; a fill that refers to a string must have both right.
"""

import datetime
import functools
import re

from benchmarks.incidents.templates import (
    DATE,
    LOCATION,
    NOBODY,
    STRINGS,
    Fill,
    Reading,
)

Interval = tuple[datetime.date, datetime.date]

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})")
# Words that say nothing of whom or what: articles, counts, and what links words.
_EMPTY = frozenset(
    "A AN THE THIS THAT THESE THOSE HIS HER ITS THEIR OUR MY YOUR SOME SEVERAL MANY A FEW VARIOUS"
    " ANOTHER OTHER OTHERS NEARLY ABOUT ALMOST AROUND APPROXIMATELY MORE THAN AT LEAST ALL BOTH"
    " ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE DOZEN DOZENS HUNDREDS"
    " OF IN ON AT BY FOR FROM TO WITH AND OR NEAR AGAINST MR MRS MS".split()
)
# What ends the part of a phrase that holds its head: "members OF the front", "men WHO …".
_AFTER_HEAD = frozenset(
    "OF IN ON AT BY FOR FROM TO WITH NEAR AGAINST WHO WHOM WHOSE WHICH WHERE THAT WHEN WEARING"
    " CARRYING BELONGING LOCATED RESPONSIBLE INVOLVED WITHOUT BETWEEN UNDER TRAVELING".split()
)
_SAME_KIND = {"TOWN": "CITY", "CAPITAL": "CITY"}


def grade(slot: int, key: Fill, response: Fill) -> float:
    """The best grade over all readings of the key; a response should have one reading."""
    return max(_grade(slot, gold, found) for gold in key.readings for found in response.readings)


@functools.lru_cache(maxsize=100_000)
def grade_string(key: str, response: str) -> float:
    """Compare two strings by head and content words.

    "THE ARMED MEN" is "ARMED MEN"; "HEAVILY ARMED MEN" has all words of it and its head, and is
    correct too; "MEN" has only the head and is partial; "ARMED MEN" is not "YOUNG MEN".
    """
    if NOBODY in {key.strip(), response.strip()}:
        return float(key.strip() == response.strip())
    gold, found = _content(key), _content(response)
    if gold == found:
        return 1.0
    if _head(key) != _head(response):
        return 0.0
    if gold <= found:
        return 1.0
    return 0.5 if found <= gold else 0.0


def grade_date(key: str, response: str) -> float:
    """Compare two dates: "03 JAN 90", "02 JAN 90 - 04 JAN 90", "- 04 JAN 90" (on or before)."""
    if _plain(key) == _plain(response):
        return 1.0
    gold, found = interval(key), interval(response)
    if gold is None or found is None:  # "11 NOV" and "11 NOV 89"
        words, others = set(_plain(key).split()), set(_plain(response).split())
        return 0.5 if words <= others or others <= words else 0.0
    if gold == found:
        return 1.0
    return 0.5 if _covers(gold, found) or _covers(found, gold) else 0.0


def grade_place(key: str, response: str) -> float:
    """Compare two places: "PERU: LIMA (CITY)" lies in "PERU"; a town is a city."""
    gold, found = _steps(key), _steps(response)
    if gold == found:
        return 1.0
    if gold[0] != found[0]:
        return 0.0
    return 0.5 if _lies_in(gold, found) or _lies_in(found, gold) else 0.0


def interval(text: str) -> Interval | None:
    """The first and last day that a date stands for; None when it cannot be read."""
    days = [_day(*found) for found in _DAY.findall(text)]
    known = [day for day in days if day is not None]
    left = _DAY.sub("", text).strip()
    if not known or len(known) < len(days) or left not in {"", "-"}:
        return None
    if len(known) == 1:
        return (datetime.date.min if left else known[0]), known[0]
    return min(known[:2]), max(known[:2])


def _grade(slot: int, gold: Reading, found: Reading) -> float:
    value = max(_grade_value(slot, v, w) for v in gold.values for w in found.values)
    if value == 0 or not (gold.references or found.references):
        return value
    reference = max(
        grade_string(r, s)
        for r in gold.references or (NOBODY,)
        for s in found.references or (NOBODY,)
    )
    return 0.0 if reference == 0 else min(value, reference)


def _grade_value(slot: int, key: str, response: str) -> float:
    if slot in STRINGS:
        return grade_string(key, response)
    if slot == DATE:
        return grade_date(key, response)
    if slot == LOCATION:
        return grade_place(key, response)
    return float(_plain(key) == _plain(response))


def _content(text: str) -> frozenset[str]:
    """The words that say something, without their plural; all words when none does."""
    words = _words(text)
    return frozenset(_singular(w) for w in words if w not in _EMPTY) or frozenset(words)


def _head(text: str) -> str:
    """The last content word before what hangs on it: MEN of "ARMED MEN IN UNIFORM"."""
    head = ""
    for word in _words(text):
        if head and word in _AFTER_HEAD:
            break
        if word not in _EMPTY and not word.isdecimal():
            head = word
    return _singular(head)


def _words(text: str) -> list[str]:
    return [word.removesuffix("'S").removesuffix(".") for word in _WORD.findall(text.upper())]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("S") and not word.endswith("SS") else word


def _plain(text: str) -> str:
    return " ".join(text.upper().split())


def _day(day: str, month: str, year: str) -> datetime.date | None:
    try:
        return datetime.date(1900 + int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _covers(wide: Interval, narrow: Interval) -> bool:
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _steps(text: str) -> list[frozenset[str]]:
    """The steps of a place from wide to narrow; "CUCUTA (CITY) - OCANA (CITY)" is one of two."""
    return [
        frozenset(_place(name) for name in re.split(r"\s+-\s+", step))
        for step in _plain(text).split(":")
    ]


def _place(name: str) -> str:
    bare, _, kind = name.strip().partition("(")
    kind = kind.strip(" ?)")
    return f"{bare.strip()} ({_SAME_KIND.get(kind, kind)})" if kind else bare.strip()


def _lies_in(narrow: list[frozenset[str]], wide: list[frozenset[str]]) -> bool:
    """Whether all steps of `wide` come in `narrow`, in the same order."""
    rest = iter(narrow)
    return all(any(_shares(step, other) for other in rest) for step in wide)


def _shares(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two steps name the same place, its kind aside: SAN MIGUEL (CITY), (DEPARTMENT)."""
    return bool(
        {name.partition(" (")[0] for name in one} & {name.partition(" (")[0] for name in other}
    )
