"""Times named by the calendar: "3 March 2014", "9/11", "spring 2012", "the late 1990s", "2002".

In: the grammar's parts. Out: `NAMED_DATES`, the rules for days, months, seasons, years, decades
and centuries; a day or month without its year takes the nearest that tense allows.
"""

import re
from datetime import date, timedelta

from dateline.reading.calendar_words import (
    DECADES,
    MONTHS,
    NAMED_DAYS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    Interval,
    in_month,
    in_months,
    in_season,
    in_years,
    on_day,
    on_days,
    valid_day,
)
from dateline.reading.time_grammar import (
    ANCHORED,
    DASH,
    DAY,
    FULL_YEAR,
    MONTH,
    SHORT_WEEKDAY,
    SPACE,
    TAIL,
    TIMES_OF_DAY,
    WEEKDAY,
    Grammar,
    Match,
    Setting,
    all_hold,
    ends_with,
    is_bare_number,
    is_month_meant,
    maybe_day,
    ordinal_number,
)
from dateline.reading.year_or_number import is_month, is_year

NAMED_DATES = Grammar()


def _joins(match: Match) -> bool:
    """Whether two day numbers are ends of a range; "3 and 4 March" are, "3 and 5 March" are not."""
    word = (match["join"] or "").lower()
    if word not in {"and", "or"}:
        return True
    if word == "and" and _day_number(match["d2"]) == _day_number(match["d"]) + 1:
        return True
    return ends_with(match, r"\bbetween\s{1,8}(?:the\s{1,8})?")


def _is_no_name(match: Match) -> bool:
    """Not a body or a street named after a day: "the 19 April Movement", "June 4 Square"."""
    return _NAMED_AFTER_DAY.match(match.string[match.end() : match.end() + 24]) is None


_NAMED_AFTER_DAY = re.compile(
    r"\s{1,8}(?:revolutionary\s{1,8})?(?:movement|brigade|battalion|division|front|group|coalition"
    r"|alliance|organi[sz]ation|street|avenue|square|bridge|airport|stadium|university)\b",
    re.IGNORECASE,
)


# ── dates ──────────────────────────────────────────────────────────────────────────────────────


@NAMED_DATES.rule("#", r"(?P<y>[12]\d{3})([-/])(?P<m>[01]\d)\2(?P<d>[0-3]\d)", check=is_bare_number)
def _iso_date(match: Match, setting: Setting) -> Interval | None:
    del setting
    day = valid_day(int(match["y"]), int(match["m"]), int(match["d"]))
    return on_day(day) if day else None


@NAMED_DATES.rule(
    "#",
    r"(?P<a>[0-3]?\d)(?P<mark>[/.])(?P<b>[0-3]?\d)(?P=mark)(?P<y>[12]\d{3}|\d\d)",
    check=is_bare_number,
)
def _numeric_date(match: Match, setting: Setting) -> Interval | None:
    """Read "13/4/2014"; "3/4/2014" is March to some and April to others: not read."""
    del setting
    year, a, b = _long_year(match["y"]), int(match["a"]), int(match["b"])
    european = valid_day(year, b, a)
    american = valid_day(year, a, b) if match["mark"] == "/" else None
    found = {day for day in (european, american) if day}
    return on_day(found.pop()) if len(found) == 1 else None


@NAMED_DATES.rule("#", r"(?P<name>9/11|7/7|26/11)(?!/|\d)", check=is_bare_number)
def _named_day(match: Match, setting: Setting) -> Interval | None:
    month_day = {"9/11": (9, 11), "7/7": (7, 7), "26/11": (11, 26)}[match["name"]]
    day = NAMED_DAYS[month_day]
    return on_day(day) if setting.published is None or setting.published >= day else None


@NAMED_DATES.rule(
    "#",
    rf"(?P<d>{DAY})(?:{DASH}|{SPACE}(?P<join>and|to|or|until){SPACE})(?P<d2>{DAY}){SPACE}(?:of{SPACE})?"
    rf"(?P<month>{MONTH}){TAIL}",
    check=all_hold(is_bare_number, is_month_meant, _joins),
)
@NAMED_DATES.rule(
    " ".join(MONTHS),
    rf"(?P<month>{MONTH}){SPACE}(?P<d>{DAY})(?:{DASH}|{SPACE}(?P<join>and|to|until){SPACE})(?P<d2>{DAY})"
    rf"{TAIL}",
    check=all_hold(is_month_meant, _joins),
)
def _days_of_month(match: Match, setting: Setting) -> Interval | None:
    """Read "3-5 March", "March 3 to 5, 2014", "between 3 and 5 March"."""
    last = _find_day(match, setting, match["d2"])
    first = valid_day(last.year, last.month, _day_number(match["d"])) if last else None
    return on_days(first, last) if first and last and first < last else None


_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{WEEKDAY}|{SHORT_WEEKDAY})(?:{SPACE}{TIMES_OF_DAY})?,?{SPACE})?"
_WEEKDAY_WORDS = " ".join([*WEEKDAYS, "mon tues tue wed thurs thur thu fri sat sun"])


@NAMED_DATES.rule(
    f"# {_WEEKDAY_WORDS}",
    rf"{_WEEKDAY_BEFORE}(?:the{SPACE})?(?P<d>{DAY}){SPACE}(?:of{SPACE})?(?P<month>{MONTH})"
    rf"(?:(?P<short_year>{SPACE}'?\d\d(?!\d))(?=\s*(?:[\])(,.;:–—-]|$))|{TAIL})",
    check=all_hold(is_bare_number, is_month_meant, _is_no_name),
)
@NAMED_DATES.rule(
    " ".join([*MONTHS, _WEEKDAY_WORDS]),
    rf"{_WEEKDAY_BEFORE}(?P<month>{MONTH})(?:{SPACE}|(?<=\.))(?:the{SPACE})?(?P<d>{DAY}){TAIL}",
    check=all_hold(is_month_meant, _is_no_name),
)
def _month_and_day(match: Match, setting: Setting) -> Interval | None:
    """Read "3 March 2014", "Thursday, March 6", "8 DEC 89"."""
    return maybe_day(_find_day(match, setting, match["d"]))


@NAMED_DATES.rule(
    " ".join(ORDINALS),
    rf"(?P<d>{'|'.join(ORDINALS)}){SPACE}of{SPACE}(?P<month>{MONTH}){TAIL}",
    check=is_month_meant,
)
def _day_in_words(match: Match, setting: Setting) -> Interval | None:
    return maybe_day(_find_day(match, setting, match["d"]))


def _find_day(match: Match, setting: Setting, day_text: str) -> date | None:
    """The day named by a month and a day: its year is said, or follows from the setting."""
    month, day = MONTHS[match["month"].lower().rstrip(".")], _day_number(day_text)
    year = _year_said(match, setting)
    if year is not None:
        return valid_day(year, month, day)
    if "relative" in match.groupdict() and match["relative"]:
        return None
    nearest = nearest_day(month, day, setting)
    named = _attack_of(match, month, day, setting)
    return _named_or_nearest(match, named, nearest, setting) if named else nearest


def nearest_day(month: int, day: int, setting: Setting) -> date | None:
    """The last such day before publication, or the next one where the words look ahead.

    Without a tense ("The Nov. 9 vote has …") a day at most 45 days ahead is taken as ahead.
    """
    now = setting.published
    if now is None:
        return None
    days = [valid_day(now.year + step, month, day) for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)]
    past = [found for found in days if found and found <= now]
    ahead = [found for found in days if found and found >= now]
    if not past or not ahead:
        return None
    if setting.lean == "future":
        return ahead[0]
    if setting.lean is None and ahead[0] - now <= timedelta(days=45) < now - past[-1]:
        return ahead[0]
    return past[-1]


def _attack_of(match: Match, month: int, day: int, setting: Setting) -> date | None:
    """The "September 11 attacks" are those of 2001, the "Oct. 7 attack" that of 2023."""
    named = NAMED_DAYS.get((month, day))
    after = match.string[match.end() : match.end() + 30]
    if named is None or not _ATTACKS.match(after):
        return None
    if setting.published is None:
        return named if month == 9 else None
    return named if setting.published >= named else None


def _named_or_nearest(
    match: Match, named: date, nearest: date | None, setting: Setting
) -> date | None:
    """The day that is a name, unless the words may as well mean an attack of the last weeks."""
    if nearest in {named, None} or setting.published is None or nearest is None:
        return named
    plural = match.string[match.end() : match.end() + 30].lower().split()[:2]
    is_fresh = abs(setting.published - nearest) <= timedelta(days=31)
    return None if is_fresh and "attacks" not in " ".join(plural) else named


_ATTACKS = re.compile(
    r",?\s{1,8}(?:terror(?:ist)?\s{1,8}|capitol\s{1,8})?"
    r"(?:attack|hijack|bombing|massacre|riot|insurrection)",
    re.IGNORECASE,
)


# ── months, seasons, years ─────────────────────────────────────────────────────────────────────


@NAMED_DATES.rule(
    " ".join(MONTHS),
    rf"(?P<month>{MONTH})(?P<year>(?!))?",
    check=lambda match: is_month(match.string, match.start("month"), match.end("month"), lone=True),
)
@NAMED_DATES.rule(
    " ".join(MONTHS),
    rf"(?P<month>{MONTH})(?:,?{SPACE}(?:of{SPACE})?(?P<year>{FULL_YEAR})"
    rf"|(?:,|{SPACE}of)?{SPACE}(?P<relative>last|this|next|that|the{SPACE}same|the{SPACE}following"
    rf"|the{SPACE}previous){SPACE}year\b)",
    check=is_month_meant,
)
def _month(match: Match, setting: Setting) -> Interval | None:
    """Read "March 2014", "in March", "March last year"."""
    month = MONTHS[match["month"].lower().rstrip(".")]
    year = _year_said(match, setting)
    if year is not None:
        return in_month(year, month)
    now = setting.published
    if now is None or match.groupdict().get("relative"):
        return None
    if setting.lean == "future":
        return in_month(now.year + (month < now.month), month)
    return in_month(now.year - (month > now.month), month)


@NAMED_DATES.rule(
    "last next this", rf"(?P<which>last|next|this){SPACE}(?P<month>{MONTH})", check=is_month_meant
)
def _last_month_named(match: Match, setting: Setting) -> Interval | None:
    now, month = setting.published, MONTHS[match["month"].lower().rstrip(".")]
    if now is None:
        return None
    which = match["which"].lower()
    if which == "last":
        # "Last June" may be this year's in September: only another year's is sure.
        return in_month(now.year - 1, month) if month >= now.month else None
    return in_month(now.year + (month <= now.month if which == "next" else 0), month)


@NAMED_DATES.rule(
    " ".join([*SEASONS, "the", "last", "this", "next"]),
    rf"(?:the{SPACE}|(?P<which>last|this|next){SPACE})?(?P<season>{'|'.join(SEASONS)})"
    rf"(?:,?{SPACE}(?:of{SPACE})?(?P<year>{FULL_YEAR}))?(?!{SPACE}(?:in|of)\b)",
    check=lambda match: bool(match["which"] or match["year"]),
)
def _season(match: Match, setting: Setting) -> Interval | None:
    """Read "spring 2012", "last summer"."""
    name, now = match["season"].lower(), setting.published
    if match["year"]:
        return in_season(name, int(match["year"]))
    if now is None:
        return None
    which = match["which"].lower()
    if which == "this":
        return None if name == "winter" else in_season(name, now.year)
    first = SEASONS[name]
    runs = [in_months(year, first, year, first + 2) for year in range(now.year - 2, now.year + 3)]
    if which == "last":
        return [run for run in runs if run.last_day < now][-1]
    return next(run for run in runs if run.first_day > now)


@NAMED_DATES.rule(
    "#",
    rf"(?P<y>[12]\d{{3}}){DASH}(?P<y2>[12]\d{{3}}|\d\d)(?![\w/%-]|\s-\s?\d)",
    check=is_bare_number,
)
def _years(match: Match, setting: Setting) -> Interval | None:
    """Read "1992-95"."""
    del setting
    first, second = int(match["y"]), match["y2"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    return in_years(first, last) if first < last else None


@NAMED_DATES.rule("#", r"(?P<y>[12]\d\d)0['’]?s", check=is_bare_number)
def _decade(match: Match, setting: Setting) -> Interval | None:
    del setting
    first = int(match["y"]) * 10
    if first % 100 == 0 and first < 2000:
        return in_years(first, first + 99)
    # "The 2000s" may be ten years or a hundred; reports mean ten.
    return in_years(first, first + 9)


@NAMED_DATES.rule(
    "#",
    r"(?P<y>[2-9])0s",
    check=lambda match: ends_with(match, r"(?:'|’|‘|\bthe\s(?:(?:early|mid|late)[\s-])?)"),
)
def _short_decade(match: Match, setting: Setting) -> Interval | None:
    """Read "the '80s"; a man "in his 80s" is old."""
    del setting
    first = 1900 + int(match["y"]) * 10
    return in_years(first, first + 9)


@NAMED_DATES.rule(
    " ".join(DECADES),
    "|".join(DECADES),
    check=lambda match: ends_with(match, r"\b(?:the|early|mid|late|the\smid)[\s-]"),
)
def _decade_in_words(match: Match, setting: Setting) -> Interval | None:
    del setting
    first = DECADES[match[0].lower()]
    return in_years(first, first + 9)


@NAMED_DATES.rule(
    " ".join(["#", "the", *ORDINALS]),
    rf"(?:the{SPACE})?(?P<ordinal>1?\d|2[01]|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?[\s-]{{1,8}}century",
)
def _century(match: Match, setting: Setting) -> Interval | None:
    del setting
    number = ordinal_number(match["ordinal"])
    return in_years(number * 100 - 99, number * 100) if number else None


@NAMED_DATES.rule(
    "#", r"(?P<y>[12]\d{3})(?![\w%]|[.,/:]\d)", check=all_hold(is_bare_number, is_year)
)
def _year(match: Match, setting: Setting) -> Interval | None:
    del setting
    return in_years(int(match["y"]), int(match["y"]))


def _day_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS[text.lower()]


def _long_year(text: str) -> int:
    """The year of "89" or "2014": two digits are of 1940 to 2039."""
    number = int(text.strip().lstrip("'"))
    return number if number > 99 else number + (1900 if number >= 40 else 2000)


def _year_said(match: Match, setting: Setting) -> int | None:
    """The year in the words themselves, or told by "last year", "that year" or a neighbour."""
    groups = match.groupdict()
    if said := groups.get("year") or groups.get("short_year"):
        return _long_year(said)
    relative = re.sub(r"\s+", " ", groups.get("relative") or "").lower()
    if not relative:
        return setting.year
    if relative in ANCHORED:
        anchor = setting.anchor
        if anchor is None or anchor.first_day.year != anchor.last_day.year:
            return None
        step = {"the following": 1, "the previous": -1}.get(relative, 0)
        return anchor.first_day.year + step
    now = setting.published
    return now.year + {"last": -1, "this": 0, "next": 1}[relative] if now else None
