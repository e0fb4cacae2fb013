"""When: the expressions of time in a text, and the days, months or years that they mean.

In: a text, the ranges of its sentences, and the day of publication if known. Out: `Time`s in
order. What cannot be resolved keeps its words and no value; what leans on an earlier expression
("Two years later") carries the words of both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Literal

from dateline.reading.calendar_words import (
    Interval,
    part_of,
    precision_between,
    spanning,
    valid_day,
)
from dateline.reading.named_dates import NAMED_DATES
from dateline.reading.tense import Lean, deadline_lean, lean_of
from dateline.reading.time_grammar import Phrase, Setting
from dateline.reading.told_times import TOLD_TIMES, offset_from
from dateline.reading.year_or_number import EVENT_NOUN
from dateline.records import Span, Spans, When

Role = Literal["point", "interval", "since", "before", "after", "deadline"]


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time: where it stands, what it means, and what it says of the happening.

    `role`: "point" the happening lies in `when`; "interval" it fills or lies in a range that was
    told by both ends; "since" it began at the start of `when`; "before", "after", "deadline": it
    lies on that side of `when`. `lean` is the tense of the words around it.
    """

    span: Span
    when: When
    role: Role
    lean: Lean | None = None

    @property
    def tells_when(self) -> bool:
        """Whether the happening told with it lies within `when`: not "before 2003", "by Friday"."""
        return self.role in {"point", "interval", "since"}


def find_times(text: str, sentences: Sequence[Span], *, published: str | None) -> list[Time]:
    """Find every expression of time in the sentences and resolve it.

    Args:
        text: the whole text; ranges point into it.
        sentences: ranges of `text` in document order, not overlapping.
        published: the ISO date or datetime of publication; anything else counts as not known.
    """
    story = _Story(text, _publication_day(published))
    for number, sentence in enumerate(sentences):
        phrases = list(_phrases(text, sentence))
        if phrases:
            for item in _items(text, sentence, phrases):
                story.tell(item, sentence, number)
    return [told.time for told in story.told]


@dataclass(frozen=True, slots=True)
class _Item:
    """One expression: one phrase, or two that make a range or an offset; with what qualifies it."""

    span: Span
    role: Role
    phrase: Phrase
    part: str | None = None
    until: "_Item | None" = None  # the other end of a range
    event: "_Item | None" = None  # "11 years after the 2003 …": the event's own time
    event_noun: str | None = None  # "two days after the bombing"


@dataclass(frozen=True, slots=True)
class _Told:
    """A time, the interval behind it, and whether it only dates what somebody said."""

    time: Time
    interval: Interval | None
    sentence: Span
    number: int
    reported: bool


@dataclass(slots=True)
class _Story:
    """The times told so far: what "the following day" follows."""

    text: str
    published: date | None
    told: list[_Told] = field(default_factory=list)
    opening: dict[int, _Told] = field(default_factory=dict)  # the first time of each sentence

    def tell(self, item: _Item, sentence: Span, number: int) -> None:
        """Resolve one expression and add it to the story."""
        reported = _SAID_BEFORE.search(self.text[max(sentence.start, item.span.start - 60) :
                                                 item.span.start]) is not None  # fmt: skip
        lean = self._lean(item, sentence)
        anchor = self._anchor(item, number)
        year = self._leading_year(item, number)
        interval = self._interval(item, lean, anchor, year)
        leans_on = (anchor, year) if interval else ()
        evidence = _evidence(item.span, leans_on)
        when = (
            When(
                start=interval.start,
                end=interval.end,
                precision=interval.precision,
                evidence=evidence,
            )
            if interval
            else When(start=None, end=None, precision=None, evidence=evidence)
        )
        time = Time(item.span, when, item.role, lean)
        told = _Told(time, interval, sentence, number, reported)
        self.told.append(told)
        self.opening.setdefault(number, told)

    def _lean(self, item: _Item, sentence: Span) -> Lean | None:
        if item.role == "deadline":
            return deadline_lean(self.text, sentence, item.span)
        if item.role == "since":
            return "past"
        return lean_of(self.text, sentence, item.span)

    def _interval(
        self, item: _Item, lean: Lean | None, anchor: _Told | None, year: _Told | None
    ) -> Interval | None:
        setting = Setting(
            published=self.published,
            lean=lean,
            anchor=anchor.interval if anchor else None,
            year=year.interval.first_day.year if year and year.interval else None,
        )
        if item.until:
            return _read_range(item, item.until, setting)
        if item.event:
            base = _read(item.event, Setting(self.published, "past"))
            return offset_from(item.phrase.match, base) if base else None
        found = _read(item, setting)
        return _since(found, self.published) if found and item.role == "since" else found

    def _anchor(self, item: _Item, number: int) -> _Told | None:
        """The happening that an expression leans on: told at most three sentences before.

        What dates only somebody's words is passed over, unless it is all there is in the sentence:
        "In 2002 …, he said on Thursday. Two years later …".
        """
        if item.phrase.needs == "event":
            return self._event_told(item.event_noun)
        if item.phrase.needs != "anchor":
            return None
        near = [
            told
            for told in takewhile(lambda told: number - told.number <= 3, reversed(self.told))
            if told.time.role in {"point", "interval"}
        ]
        happened = [told for told in near if not told.reported]
        happened = happened or [told for told in near if told.number == number]
        return happened[0] if happened and self._is_past(happened[0]) else None

    def _event_told(self, noun: str | None) -> _Told | None:
        """The last time told in a sentence that has the noun: "two days after the bombing"."""
        if noun is None:
            return None
        for told in reversed(self.told):
            words = self.text[told.sentence.start : told.sentence.end].lower()
            if noun.lower() in words and not told.reported and told.time.tells_when:
                return told if self._is_past(told) else None
        return None

    def _is_past(self, told: _Told) -> bool:
        if told.interval is None or told.time.lean == "future":
            return False
        return self.published is None or told.interval.first_day <= self.published

    def _leading_year(self, item: _Item, number: int) -> _Told | None:
        """The year that opens the sentence: "In 2011, protests began in March"."""
        phrase = item.until.phrase if item.until else item.phrase
        if not phrase.lacks_year:
            return None
        first = self.opening.get(number)
        if first is None or first.interval is None:
            return None
        opening = self.text[first.sentence.start : first.time.span.start].strip()
        after = self.text[first.time.span.end : first.time.span.end + 1]
        is_year = self.text[first.time.span.start : first.time.span.end].isdecimal()
        return first if is_year and opening.lower() == "in" and after == "," else None


# ── what stands around a phrase ────────────────────────────────────────────────────────────────

_WORD = re.compile(r"\d+|[^\W\d_]+")
_PART = re.compile(
    r"\b(?:the\s{1,8})?(?P<part>early|late|mid|(?:(?:start|beginning|end|middle|(?:first|second)\s"
    r"{1,8}half|(?:first|second|third|fourth)\s{1,8}quarter)\s{1,8}of))(?:[\s-]{1,8})"
    r"(?:in\s{1,8})?(?P<the>the\s{1,8})?$",
    re.IGNORECASE,
)
_PART_NAMES = {"beginning": "start", "middle": "mid"}
_CLOCK = (
    r"(?:\d{4}\s{1,8}(?:hours\s{1,8}|gmt\s{1,8}|local\s{1,8}time\s{1,8})?"
    r"|\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?\s{1,8}|(?:noon|midnight|dawn|dusk|dark|sunrise|sunset)\s{1,8})?"
)
_HOUR = re.compile(r"\d|noon|midnight|dawn|dusk|dark|sunrise|sunset", re.IGNORECASE)
_ROLE = re.compile(
    rf"\b(?:(?P<since>since)\s{{1,8}}{_CLOCK}(?:on\s{{1,8}})?(?:(?:the|a|his|her|its|their)\s{{1,8}})?(?:[a-z]{{1,16}}"
    rf"\s{{1,8}})?|(?P<deadline>by|until|till)\s{{1,8}}{_CLOCK}(?:on\s{{1,8}})?"
    rf"|(?P<before>before|prior\sto)\s{{1,8}}{_CLOCK}(?:on\s{{1,8}})?(?:the\s{{1,8}})?"
    rf"|(?P<after>after|following)\s{{1,8}}{_CLOCK}(?:on\s{{1,8}})?(?:the\s{{1,8}})?"
    rf"|(?P<from>from)\s{{1,8}}(?:the\s{{1,8}})?"
    rf"|(?P<between>between)\s{{1,8}}(?:the\s{{1,8}})?)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:(?P<dash>\s?[-–]\s?)|\s{1,8}(?P<word>to|through|until|till|and)\s{1,8})(?:the\s{1,8})?",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|rescheduled|brought\sforward|pushed)\b", re.IGNORECASE
)
_TO_EVENT_TIME = re.compile(r"(?:\s{1,8}(?!(?:said|told|that|was|were|had|when)\b)[\w’'-]{1,20})"
                            r"{0,4}\s{1,8}", re.IGNORECASE)  # fmt: skip
_EVENT_NAMED = re.compile(
    rf"\s{{1,8}}(?:the|a|an|his|her|its|their|that|this)\s{{1,8}}(?:[\w’'-]{{1,20}}\s{{1,8}})"
    rf"{{0,2}}?(?P<noun>(?:{EVENT_NOUN})\w{{0,6}})",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"\b(?:said|told|says|announced|reported|added|confirmed|declared|quoted|reporters|statement"
    r"|acknowledged|admitted)(?:\s{1,8}\w{1,20}){0,2}?\s{1,8}(?:on\s{1,8})?$",
    re.IGNORECASE,
)


def _phrases(text: str, sentence: Span) -> Iterator[Phrase]:
    """The phrases of a sentence in order, none overlapping."""
    end = sentence.start
    for word in _WORD.finditer(text, sentence.start, sentence.end):
        if word.start() < end:
            continue
        place = text, word.start(), sentence.end, word[0]
        phrase = NAMED_DATES.phrase_at(*place) or TOLD_TIMES.phrase_at(*place)
        if phrase:
            end = phrase.match.end()
            yield phrase


def _items(text: str, sentence: Span, phrases: list[Phrase]) -> Iterator[_Item]:
    """Phrases with what qualifies them, joined where two make one expression."""
    at = sentence.start
    position = 0
    while position < len(phrases):
        phrase = phrases[position]
        item, role_word = _qualified(text, at, phrase)
        following = phrases[position + 1] if position + 1 < len(phrases) else None
        joined = None
        if following:
            joined = _range(text, sentence, item, following, role_word) or _offset(
                text, item, following
            )
        if joined:
            item, position = joined, position + 1
        elif phrase.rule.needs == "event":
            named = _named_event(text, sentence, item)
            if named is None:
                position += 1
                continue
            item = named
        yield item
        at = item.span.end
        position += 1


def _qualified(text: str, at: int, phrase: Phrase) -> tuple[_Item, str]:
    """A phrase with the words before it: "since late" March; and the word for its role."""
    start, end = phrase.match.span()
    part, start = _part_before(text, at, phrase, start)
    found = _ROLE.search(text[max(at, start - 40) : start])
    word = (found.lastgroup or "") if found else ""
    if found and word == "deadline" and text.startswith(("'s", "’s"), end):
        word = ""  # "killed by Tuesday's blast"
    if found and word in {"before", "after"} and _HOUR.search(found[0]):
        word = ""  # "before dawn on Monday" was on Monday
    role: Role = "point"
    if found and word in {"since", "before", "after", "deadline"}:
        start -= len(found[0])
        role = word  # type: ignore[assignment]
    return _Item(Span(start, end), role, phrase, part), word


def _part_before(text: str, at: int, phrase: Phrase, start: int) -> tuple[str | None, int]:
    found = _PART.search(text[max(at, start - 40) : start])
    # "The end of the 2003 war" is not the end of 2003.
    if found is None or (found["the"] and phrase.match[0].isdecimal()):
        return None, start
    part = re.sub(r"\s+of$|\s{2,}", " ", found["part"].lower()).strip()
    part = re.sub(r"\s+", " ", part)
    return _PART_NAMES.get(part, part), start - len(found[0])


def _range(
    text: str, sentence: Span, item: _Item, following: Phrase, role_word: str
) -> _Item | None:
    """Two phrases that are the ends of one range: "from March to May", "1992–1995"."""
    if "event" in {item.phrase.rule.needs, following.rule.needs} or item.role != "point":
        return None
    part, start = _part_before(text, item.span.end, following, following.match.start())
    joint = _BETWEEN.fullmatch(text, item.span.end, start)
    if joint is None or not _joins(joint, role_word, item.phrase, following):
        return None
    if _MOVED.search(text[max(sentence.start, item.span.start - 60) : item.span.start]):
        return None
    first = item.span.start
    if role_word in {"from", "between"}:
        opening = _ROLE.search(text[max(sentence.start, first - 40) : first])
        first -= len(opening[0]) if opening else 0
    end = _Item(Span(start, following.match.end()), "point", following, part)
    return _Item(Span(first, end.span.end), "interval", item.phrase, item.part, until=end)


def _joins(joint: re.Match[str], role_word: str, first: Phrase, second: Phrase) -> bool:
    word = (joint["word"] or "").lower()
    if word == "and":
        return role_word == "between"
    if role_word == "from":
        return True
    same_kind = first.rule.reading is second.rule.reading
    return same_kind and word not in {"until", "till"}


def _offset(text: str, item: _Item, following: Phrase) -> _Item | None:
    """The count and the event's own time as one: "11 years after the 2003 invasion"."""
    if item.phrase.rule.needs != "event" or following.needs in {"event", "anchor"}:
        return None
    start = following.match.start()
    if not _TO_EVENT_TIME.fullmatch(text[item.span.end : start]):
        return None
    event = _Item(Span(*following.match.span()), "point", following)
    span = Span(item.span.start, event.span.end)
    return _Item(span, "point", item.phrase, event=event)


def _named_event(text: str, sentence: Span, item: _Item) -> _Item | None:
    """A count from an event that is named by a noun, or left unread."""
    named = _EVENT_NAMED.match(text, item.span.end, sentence.end)
    if named is None:
        return item
    return _Item(Span(item.span.start, named.end()), "point", item.phrase, event_noun=named["noun"])


# ── what it means ──────────────────────────────────────────────────────────────────────────────


def _publication_day(published: str | None) -> date | None:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", published or "")
    return valid_day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _read(item: _Item, setting: Setting) -> Interval | None:
    whole = item.phrase.read(setting)
    if whole is None or item.part is None:
        return whole
    return part_of(whole, item.part) or whole


def _read_range(first: _Item, second: _Item, setting: Setting) -> Interval | None:
    """The range from one to another; the end tells the year of a beginning without one."""
    if second.phrase.lacks_year and not first.phrase.lacks_year:
        start = _read(_alone(first), setting)
        following = start and Setting(start.first_day, "future")
        end = _read(second, following) if following else None
    else:
        end = _read(second, setting)
        before = end and Setting(end.last_day, "past")
        start = _read(_alone(first), before) if before else None
    if start is None or end is None or start.first_day >= end.last_day:
        return None
    return spanning(start, end)


def _alone(item: _Item) -> _Item:
    return _Item(item.span, "point", item.phrase, item.part)


def _since(interval: Interval, published: date | None) -> Interval | None:
    """From the start of an interval to publication; to no known end without it."""
    if published is None:
        return Interval(interval.start, None, None)
    if interval.first_day > published:
        return None
    end = published.isoformat()
    return Interval(interval.start, end, precision_between(interval.first_day, published))


def _evidence(span: Span, leans_on: Sequence[_Told | None]) -> Spans:
    spans = {span}
    for told in leans_on:
        spans |= set(told.time.when.evidence) if told else set()
    return tuple(sorted(spans))
