"""Times told from publication or from an earlier happening: "on Thursday", "two years later".

In: the grammar's parts. Out: `TOLD_TIMES`, the rules for days near publication, weekdays, weeks,
spans up to now and counts of units; `offset_from`, which counts from an event's own time.
"""

import re
from datetime import date, timedelta

from dateline.reading.calendar_words import (
    HOLIDAYS,
    ORDINALS,
    WEEKDAYS,
    Interval,
    days_before,
    in_month,
    in_week_of,
    in_years,
    moved,
    number_of,
    on_day,
    on_days,
    spanning,
    valid_day,
)
from dateline.reading.named_dates import nearest_day
from dateline.reading.time_grammar import (
    COUNT,
    COUNT_WORDS,
    FULL_YEAR,
    NUMBER,
    SPACE,
    TIMES_OF_DAY,
    WEEKDAY,
    Grammar,
    Match,
    Setting,
    days_away,
    ends_with,
    maybe_day,
    ordinal_number,
)
from dateline.reading.year_or_number import EVENT_NOUN, is_weekday

TOLD_TIMES = Grammar()


def offset_from(match: Match, base: Interval) -> Interval | None:
    """Read "11 years after", "the 10th anniversary of" from the time of the event named next."""
    if "ordinal" in match.groupdict():
        years = ordinal_number(match["ordinal"])
        if base.day and years:
            return on_day(days_before(base.day, -years, "year"))
        return moved(base, years, "year") if years else None
    sign = -1 if match["direction"].lower().startswith(("before", "prior")) else 1
    return _shifted(match, base, sign)


# ── days told from publication ─────────────────────────────────────────────────────────────────


def _is_calendar_unit(match: Match) -> bool:
    """Not "the last year of the war", "the week" or "last year's budget of …": only the calendar's.

    "The weekend" is; "the year", "the month" are only where a part of them is told ("the end of
    the year").
    """
    unit = match["unit"].lower()
    if match["the"] is None:
        return match["part"] is None or (match["which"] or "").lower() == "this"
    if match["side"]:
        return False
    if unit == "weekend":
        return ends_with(match, r"\b(?:over|at|during|on|of|before|after|since|through)\s{1,8}")
    return unit in {"week", "month", "year"} and ends_with(
        match, r"\b(?:start|beginning|end|middle)\s{1,8}of\s{1,8}"
    )


_AND_A_HALF = re.compile(rf"{SPACE}(?:of\b|and{SPACE}a{SPACE}half)", re.IGNORECASE)


def _is_window(match: Match) -> bool:
    """With "the", a preposition or a number; "last week" without them is the calendar's."""
    words = match[0].lower().split()
    if _AND_A_HALF.match(match.string, match.end()):
        return False
    if match["recent"]:
        return bool(match["plural"])
    if match["back"] and match["back"].lower() == "previous" and not match["count"]:
        return False  # "the previous year" is the one before the year told of
    return "the" in words or "these" in words or bool(match["count"] or match["vague"])


def _is_offset(match: Match) -> bool:
    """Days or more from an event; "in the two years after the coup" is a stretch, no offset."""
    if match["count"] is None or match["unit"].lower() in {"minute", "hour"}:
        return False
    return not ends_with(match, r"\b(?:the|these|those|first|for|of|over|within|in)\s{1,8}")


def _is_title(match: Match) -> bool:
    """A newspaper or a broadcast: "USA Today", the 'Today' show."""
    after = match.string[match.end() : match.end() + 6].lower()
    quoted = ends_with(match, r"['‘“\"]") and after.lstrip(",")[:1] in {"'", "’", "”", '"'}
    return quoted or after.startswith(" show") or ends_with(match, r"\b(?:usa|russia|india)\s")


_DAYS_AWAY = {
    "today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last night": -1, "tomorrow": 1,
}  # fmt: skip


@TOLD_TIMES.rule(
    "the",
    rf"the{SPACE}day{SPACE}(?P<which>before{SPACE}yesterday|after{SPACE}tomorrow)",
    needs="publication",
)
def _two_days_away(match: Match, setting: Setting) -> Interval | None:
    return days_away(setting, -2 if match["which"].lower().startswith("before") else 2)


@TOLD_TIMES.rule(
    "today tonight yesterday tomorrow this last earlier late early",
    rf"(?:(?:earlier|late|early|later){SPACE})?"
    rf"(?:(?P<word>today|tonight)|(?P<other>yesterday|tomorrow)(?:{SPACE}{TIMES_OF_DAY})?"
    rf"|(?P<this>this){SPACE}(?:morning|afternoon|evening|lunchtime)|(?P<last>last){SPACE}night)",
    needs="publication",
    check=lambda match: not _is_title(match),
)
def _day_near_publication(match: Match, setting: Setting) -> Interval | None:
    word = "last night" if match["last"] else (match["this"] or match["other"] or match["word"])
    return days_away(setting, _DAYS_AWAY[word.lower()])


@TOLD_TIMES.rule("overnight", "overnight", needs="publication")
def _overnight(match: Match, setting: Setting) -> Interval | None:
    del match
    now = setting.published
    return on_days(now - timedelta(days=1), now) if now else None


@TOLD_TIMES.rule(
    " ".join([*WEEKDAYS, "last", "next", "this", "earlier", "late", "early", "later"]),
    rf"(?:(?:earlier|late|early|later){SPACE}(?:on{SPACE})?)?(?:(?P<which>last|next|this|this{SPACE}past"
    rf"|this{SPACE}coming){SPACE})?(?P<weekday>{WEEKDAY})(?:[\s-]{TIMES_OF_DAY})?"
    rf"(?:,?{SPACE}(?:of{SPACE})?(?P<week>last|this|next){SPACE}week\b)?",
    needs="publication",
    check=lambda match: is_weekday(match.string, match.start("weekday"), match.end("weekday")),
)
def _weekday(match: Match, setting: Setting) -> Interval | None:
    """Read "on Thursday": the last one, today included, or the next where words look ahead."""
    now, wanted = setting.published, WEEKDAYS[match["weekday"].lower()]
    if now is None:
        return None
    if match["week"]:
        weeks = {"last": -1, "this": 0, "next": 1}[match["week"].lower()]
        return on_day(now + timedelta(days=wanted - now.weekday(), weeks=weeks))
    which = (match["which"] or "").lower().split()
    back, ahead = (now.weekday() - wanted) % 7, (wanted - now.weekday()) % 7
    if which == ["next"]:
        return days_away(setting, ahead or 7)
    if which == ["last"]:
        return days_away(setting, -(back or 7))
    if which == ["this"] and setting.lean != "past":
        return days_away(setting, wanted - now.weekday())
    looks_ahead = setting.lean == "future" or which[-1:] == ["coming"]
    return days_away(setting, ahead if looks_ahead else -back)


@TOLD_TIMES.rule(
    "last this next earlier later the over",
    rf"(?:(?P<part>earlier|later){SPACE})?(?:(?P<which>last|this|next)|(?P<the>the)(?P<side>{SPACE}"
    rf"(?:past|last|previous))?){SPACE}(?P<unit>week|month|year|weekend|decade|century)",
    needs="publication",
    check=_is_calendar_unit,
)
def _calendar_unit(match: Match, setting: Setting) -> Interval | None:
    """Read "last week", "earlier this year", "next month", "over the weekend"."""
    now, unit = setting.published, match["unit"].lower()
    if now is None:
        return None
    step = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    if unit == "weekend":
        return _weekend(match, now, step)
    whole = _unit_around(now, unit, step)
    part = (match["part"] or "").lower()
    if not part or whole is None:
        return whole
    first, last = (whole.first_day, now) if part == "earlier" else (now, whole.last_day)
    return on_days(first, last, {"month": 4, "year": 5}.get(unit))


def _unit_around(now: date, unit: str, step: int) -> Interval | None:
    if unit == "week":
        return in_week_of(now + timedelta(weeks=step))
    if unit == "month":
        return in_month(now.year, now.month + step)
    if unit == "year":
        return in_years(now.year + step, now.year + step)
    if unit == "decade":
        first = now.year // 10 * 10 + 10 * step
        return in_years(first, first + 9)
    first = (now.year - 1) // 100 * 100 + 1 + 100 * step
    return in_years(first, first + 99)


def _weekend(match: Match, now: date, step: int) -> Interval:
    """The weekend under way, else the last one past; "this weekend" is the one of the week."""
    saturday = now + timedelta(days=5 - now.weekday())
    if match["which"] is None and now.weekday() < 5:
        step = -1
    saturday += timedelta(weeks=step)
    return on_days(saturday, saturday + timedelta(days=1))


@TOLD_TIMES.rule(
    "in over during for within throughout the recent past last",
    rf"(?:(?:in|over|during|for|within|throughout){SPACE})?(?:(?:the|these){SPACE})?"
    rf"(?:(?P<back>past|last|previous)|(?P<ahead>next|coming)|(?P<recent>recent)){SPACE}"
    rf"(?:(?P<count>{NUMBER}){SPACE}|(?P<vague>few|several|couple{SPACE}of){SPACE})?"
    rf"(?P<unit>hour|day|week|month|year|decade)(?P<plural>s)?(?!{SPACE}of\b)",
    needs="publication",
    check=_is_window,
)
def _window(match: Match, setting: Setting) -> Interval | None:
    """Read "in the past week", "over the past two years"; "in recent weeks" is not told."""
    now, unit = setting.published, match["unit"].lower()
    if now is None or match["recent"]:
        return None
    # "Over the next two years he built …" begins where the tale stands, not at publication.
    if match["ahead"] and setting.lean == "past":
        return None
    count = number_of(match["count"]) if match["count"] else None if match["plural"] else 1
    if match["vague"] and unit == "day":
        count = 6
    if count is None:
        return None
    if unit == "hour":
        count, unit = (0 if count < 12 else round(count / 24) or 1), "day"
    other = days_before(now, -count if match["ahead"] else count, unit)
    precision = 3 if (unit, count) == ("week", 1) else None
    return on_days(min(now, other), max(now, other), precision)


# ── counted from publication or from an earlier happening ──────────────────────────────────────


@TOLD_TIMES.rule(COUNT_WORDS, rf"{COUNT}{SPACE}ago", needs="publication")
def _ago(match: Match, setting: Setting) -> Interval | None:
    """Read "three days ago", "more than two years ago"."""
    return _shifted(match, on_day(setting.published), -1) if setting.published else None


@TOLD_TIMES.rule(COUNT_WORDS, rf"{COUNT}{SPACE}from{SPACE}now", needs="publication")
@TOLD_TIMES.rule("in", rf"in{SPACE}{COUNT}['’]?{SPACE}time", needs="publication")
def _from_now(match: Match, setting: Setting) -> Interval | None:
    return _shifted(match, on_day(setting.published), 1) if setting.published else None


@TOLD_TIMES.rule(
    COUNT_WORDS,
    rf"{COUNT}{SPACE}(?P<direction>later|earlier|afterwards?|previously|before(?=[,.;]|$))",
    needs="anchor",
)
def _counted_from_anchor(match: Match, setting: Setting) -> Interval | None:
    """Read "Two years later", "a month earlier" from the happening told before."""
    if setting.anchor is None:
        return None
    back = match["direction"].lower() in {"earlier", "previously", "before"}
    return _shifted(match, setting.anchor, -1 if back else 1)


@TOLD_TIMES.rule(
    COUNT_WORDS,
    rf"{COUNT}{SPACE}(?P<direction>after|before|prior{SPACE}to)",
    needs="event",
    check=_is_offset,
)
@TOLD_TIMES.rule(
    " ".join(["#", "the", *ORDINALS]),
    rf"(?:the{SPACE})?(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}){SPACE}anniversary",
    needs="event",
)
def _counted_from_event(match: Match, setting: Setting) -> Interval | None:
    """Read "two days after the bombing" from the bombing's own time."""
    return offset_from(match, setting.anchor) if setting.anchor else None


@TOLD_TIMES.rule(
    "the that later",
    rf"(?:later{SPACE})?(?:(?P<step>the{SPACE}(?:next|following|previous))|(?P<same>that(?:{SPACE}same)?"
    rf"|(?:the|this){SPACE}same)(?:{SPACE}very)?){SPACE}(?P<unit>day|week|month|year|night|morning"
    rf"|afternoon|evening)",
    needs="anchor",
    check=lambda match: not _AND_A_HALF.match(match.string, match.end()),
)
@TOLD_TIMES.rule(
    "the",
    rf"the{SPACE}(?P<unit>day|week|month|year|night){SPACE}(?P<direction>before|after)(?=\s*[,.;:)]|$"
    rf"|{SPACE}(?:by|when|in|at|near)\b)",
    needs="anchor",
)
def _unit_beside_anchor(match: Match, setting: Setting) -> Interval | None:
    """Read "the following day", "that same week", "the day before"."""
    if setting.anchor is None:
        return None
    groups = match.groupdict()
    unit = groups["unit"].lower()
    unit = unit if unit in {"week", "month", "year"} else "day"
    said = (groups.get("step") or groups.get("direction") or "").lower()
    step = 0 if not said else -1 if said.endswith(("previous", "before")) else 1
    if unit != "week":
        return moved(setting.anchor, step, unit)
    day = setting.anchor.day
    return in_week_of(day + timedelta(weeks=step)) if day else None


@TOLD_TIMES.rule(
    "christmas boxing new valentine",
    rf"(?P<name>{'|'.join(re.escape(name) for name in HOLIDAYS)})"
    rf"(?:,?{SPACE}(?:of{SPACE}|in{SPACE})?(?P<year>{FULL_YEAR}))?",
    needs="publication",
)
def _holiday(match: Match, setting: Setting) -> Interval | None:
    """Read "Christmas Day"; which "Boxing Day tsunami" is meant its name does not tell."""
    month, day = HOLIDAYS[match["name"].lower()]
    if match["year"]:
        return maybe_day(valid_day(int(match["year"]), month, day))
    if re.match(rf"{SPACE}(?:{EVENT_NOUN})", match.string[match.end() :][:24], re.IGNORECASE):
        return None
    return maybe_day(nearest_day(month, day, setting))


def _shifted(match: Match, base: Interval, sign: int) -> Interval | None:
    """Move a base by the count that a match says; a hedge widens, a vague count is not read."""
    unit = {"centurie": "century"}.get(match["unit"].lower(), match["unit"].lower())
    if match["vague"] and unit == "day":
        near, far = moved(base, 2 * sign, unit), moved(base, 6 * sign, unit)
        few = "couple" not in match["vague"].lower() and "many" not in match["vague"].lower()
        return spanning(near, far) if few and near and far else None
    count = number_of(match["count"]) if match["count"] else None
    if count is None:
        return None
    if unit in {"minute", "hour"}:
        return _hours_away(match, base, count if unit == "hour" else 0, sign)
    here = moved(base, count * sign, unit)
    other = _hedged_count(match, count)
    beyond = moved(base, other * sign, unit) if other else None
    return spanning(here, beyond) if here and beyond else here


def _hours_away(match: Match, base: Interval, hours: int, sign: int) -> Interval | None:
    """Hours before publication are that day's; after a happening they may run into the next."""
    if hours < 24 and match.re.pattern.find("ago") < 0:
        return None
    return moved(base, sign * round(hours / 24) if hours >= 24 else 0, "day")


def _hedged_count(match: Match, count: int) -> int | None:
    """The other end of "more than two" (three), "nearly 20" (19), "two and a half" (three)."""
    hedge = (match["hedge"] or "").lower().split()
    if match["half"] or hedge[:1] in (["more"], ["over"], ["at"]) or hedge == ["just", "over"]:
        return count + 1
    if hedge[:1] in (["nearly"], ["almost"], ["less"]) or hedge == ["just", "under"]:
        return count - 1 or None
    return None
