"""What a grammar of time is made of: rules found by their first word, phrases, and their setting.

In: a place in a text where an expression may begin. Out: a `Phrase`, the words and the rule that
reads them; `Phrase.read` gives the interval once publication, tense and anchor are known. Rules
are found by their first word, so a text costs one dictionary look-up a word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from dateline.reading.calendar_words import NUMBERS, ORDINALS, Interval, on_day
from dateline.reading.tense import Lean
from dateline.reading.year_or_number import is_month

Needs = Literal["nothing", "publication", "anchor", "event"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against; None where the text or the page does not say.

    `lean` is the tense around it, `anchor` the happening told before it, `year` the year that a
    neighbour gives ("from March to May 2013", "In 2011, protests began in March").
    """

    published: date | None = None
    lean: Lean | None = None
    anchor: Interval | None = None
    year: int | None = None


Match = re.Match[str]
Reading = Callable[[Match, Setting], Interval | None]
Check = Callable[[Match], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, how it is read, what it needs, and what else must hold for it to be a time."""

    pattern: re.Pattern[str]
    reading: Reading
    needs: Needs
    check: Check | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a time, not yet read."""

    match: Match
    rule: Rule

    @property
    def lacks_year(self) -> bool:
        """Whether a day or month is named without its year."""
        groups = self.match.groupdict()
        if "year" not in groups:
            return False
        return not (groups["year"] or groups.get("short_year") or groups.get("relative"))

    @property
    def needs(self) -> Needs:
        """What the words lean on: "that year" and "3 March that year" need an anchor."""
        relative = " ".join((self.match.groupdict().get("relative") or "").lower().split())
        return "anchor" if relative in ANCHORED else self.rule.needs

    def read(self, setting: Setting) -> Interval | None:
        """The interval that the words say in this setting; None when it does not follow."""
        try:
            return self.rule.reading(self.match, setting)
        except (ValueError, OverflowError):  # "9000 years ago": before the calendar begins
            return None


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by the words they may begin with; "#" stands for a number."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)

    def rule(
        self,
        first_words: str,
        pattern: str,
        *,
        needs: Needs = "nothing",
        check: Check | None = None,
    ) -> Callable[[Reading], Reading]:
        """Register the decorated reading of a pattern."""

        def register(reading: Reading) -> Reading:
            whole = re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)
            rule = Rule(whole, reading, needs, check)
            for word in first_words.split():
                self.rules.setdefault(word, []).append(rule)
            return reading

        return register

    def phrase_at(self, text: str, start: int, end: int, word: str) -> Phrase | None:
        """The phrase that begins at `start` with `word` (letters or digits), before `end`."""
        key = "#" if word[0].isdecimal() else word.lower()
        for rule in self.rules.get(key, ()):
            match = rule.pattern.match(text, start, end)
            if match and (rule.check is None or rule.check(match)):
                return Phrase(match, rule)
        return None


ANCHORED = {"that", "the same", "the following", "the previous"}

SPACE = r"\s{1,8}"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
SHORT_WEEKDAY = r"(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?"
DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
# "On 3 March 2000 soldiers crossed": the number counts them and is no year.
FULL_YEAR = (
    r"[12]\d{3}(?![\w%]|[.,]\d|\s{1,8}(?:people|men|women|soldiers|troops|fighters|rebels|hours"
    r"|hrs|gmt|utc|local)\b)"
)
TAIL = (
    rf"(?:(?:\s?,|{SPACE}of|{SPACE}in)?\s{{0,8}}\b(?P<year>{FULL_YEAR})"
    rf"|(?:,|{SPACE}of)?{SPACE}(?P<relative>last|this|next|that|the{SPACE}same|the{SPACE}following"
    rf"|the{SPACE}previous){SPACE}year\b)?"
)
DASH = r"\s?[-–—]\s?"
TIMES_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midday|midnight|lunchtime|dawn|dusk)"
NUMBER = (
    r"(?:\d{1,4}|(?:twenty|thirty|forty|fifty)(?:-(?:one|two|three|four|five|six|seven|eight"
    r"|nine))?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
UNIT = r"(?:minute|hour|day|week|month|year|decade|century|centurie)"
VAGUE = rf"(?:(?:a{SPACE}few|several|many|some|a{SPACE}couple{SPACE}of|few){SPACE})"
COUNT = (
    rf"(?:(?P<hedge>(?:more|less){SPACE}than|over|at{SPACE}least|nearly|almost|about|around|some|roughly|just"
    rf"{SPACE}over|just{SPACE}under){SPACE})?"
    rf"(?:(?P<count>{NUMBER})(?P<half>{SPACE}and{SPACE}a{SPACE}half)?{SPACE}(?:full{SPACE})?|(?P<vague>{VAGUE}))?"
    rf"(?P<unit>{UNIT})s?"
)
NUMBER_WORDS = " ".join(NUMBERS)
UNIT_WORDS = "minutes hours days weeks months years decades centuries"
COUNT_WORDS = f"# {NUMBER_WORDS} several many some few more less over at nearly almost about just \
around roughly {UNIT_WORDS}"


def all_hold(*checks: Check) -> Check:
    """A check that holds where all of these do."""
    return lambda match: all(check(match) for check in checks)


def is_bare_number(match: Match) -> bool:
    """Not the tail of another number, a price or a path: "2,002", "$2014", "5/2014"."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return before not in {",", ".", "/", "$", "€", "£", "#", "-", "'", "’", ":"} or (
        before in {",", "-"} and not match.string[: match.start() - 1][-1:].isdecimal()
    )


def is_month_meant(match: Match) -> bool:
    """Whether the month of a match is one, beside its day or year: "3 May", not "3 may"."""
    return is_month(match.string, match.start("month"), match.end("month"))


def ends_with(match: Match, pattern: str) -> bool:
    """Whether the text before a match ends with a pattern, of at most 24 characters."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    return re.search(rf"(?:{pattern})$", before, re.IGNORECASE) is not None


def maybe_day(day: date | None) -> Interval | None:
    """The interval of a day, if there is one."""
    return on_day(day) if day else None


def days_away(setting: Setting, days: int) -> Interval | None:
    """The day so many days after publication; None when that is not known."""
    return on_day(setting.published + timedelta(days=days)) if setting.published else None


def ordinal_number(text: str) -> int | None:
    """The number of "10th" or "tenth"."""
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ORDINALS.get(text.lower())
