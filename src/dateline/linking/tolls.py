"""How many, over the independent voices of an event.

The rule. Of each voice (see `voices.py`) the latest total counts, within one article the largest.
*low* is the lowest low and *high* the highest high, None where nobody bounds it or another voice
passes it ("at least 50" beside 43); "about 80" widens what others bound. *best* is the median of
the voices' best figures, of two in the middle the lower. A voice that is not proven
independent adds to the median only a figure that nobody else gives; an outlet that repeats what
somebody said in a report of its own origin is no further voice. Figures of a part ("23 of them
police officers") are listed and are no totals. "At least 12" is open upwards, "up to 25" downwards,
"about 80" means 64 to 96.
Two voices contradict each other where their ranges do not overlap.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import get_args

from dateline.linking.names import body_tokens
from dateline.linking.voices import Member, SpeakerKey, Voices, moment
from dateline.records import (
    Certainty,
    Contradiction,
    EventToll,
    Figure,
    Move,
    Report,
    Side,
    Stance,
    Toll,
    TollKind,
    TollValue,
)

_SLACK_OF_ABOUT = 0.2  # "about 80": 64 to 96
# "eleven of whom", "23 of them police officers", "14 of the dead", "including four children".
_PART = re.compile(
    r"\b(?:of|among)\s+(?:whom|them|those|these|the\s+(?:dead|killed|victims|wounded|injured|arrested"
    r"|detained|detainees|missing|abducted|casualties|deaths|bodies|\d[\d,]*))\b|\bincluding\b",
    re.IGNORECASE,
)
_BEFORE_PART = re.compile(r"\b(?:including|among them|among whom)\W*$", re.IGNORECASE)
_ANYBODY = frozenset(
    "people person persons man men woman women body bodies civilian civilians resident residents"
    " victim victims others life lives".split()
)
_CERTAINTY_OF_STANCE: dict[Stance, Certainty] = {
    "believes": "alleged", "predicts": "alleged", "hears": "alleged", "accuses": "alleged",
    "warns": "alleged", "doubts": "disputed", "denies": "denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure, and the key of the voice that vouches for it."""

    value: TollValue
    key: SpeakerKey
    order: int

    @property
    def size(self) -> int:
        return max(number for number in self.value.figure if number is not None)


def toll_of(voices: Voices, kind: TollKind) -> EventToll | None:
    """The toll of one kind; None where no claim has any."""
    said = _said(voices, kind)
    if not said:
        return None
    latest = _latest(said)
    figures = [one.value.figure for one in latest if one.value.voice.certainty != "denied"]
    return EventToll(
        kind=kind,
        low=_lowest(figures),
        best=_median(voices, latest),
        high=_highest(figures),
        voices=voices.independent(one.value.voice for one in latest),
        reported=tuple(
            replace(one.value, is_latest=one in latest and not one.value.is_part) for one in said
        ),
    )


def contradictions_of_tolls(voices: Voices) -> list[Contradiction]:
    """Figures of different voices whose ranges do not overlap."""
    found = []
    for kind in get_args(TollKind):
        latest = _latest(_said(voices, kind))
        # Each voice has one latest total, so two figures are of two voices.
        figures = dict.fromkeys(one.value.figure for one in latest)
        clashing = {
            figure for pair in combinations(figures, 2) if not _overlap(*pair) for figure in pair
        }
        if clashing:
            sides = tuple(
                Side(
                    value=f"{figure} {kind}",
                    voices=tuple(one.value.voice for one in latest if one.value.figure == figure),
                )
                for figure in sorted(clashing, key=_edges)
            )
            reason = (
                "the ranges of " + " and ".join(side.value for side in sides) + " do not overlap"
            )
            found.append(Contradiction(field=kind, reason=reason, sides=sides))
    return found


def moves_of_tolls(voices: Voices) -> list[Move]:
    """How totals moved over time, in order of publication.

    A figure moves where a voice gives another one than the last that was printed. Reprints and
    relays move nothing, nor does a figure that was printed before, unless its own voice goes back.
    """
    found = []
    for kind in get_args(TollKind):
        last: Figure | None = None
        seen: set[Figure] = set()
        of_voice: dict[SpeakerKey, Figure] = {}
        for one in _totals(_said(voices, kind)):
            figure, voice = one.value.figure, one.value.voice
            is_back = one.key in of_voice and of_voice[one.key] != figure
            of_voice[one.key] = figure
            if voice.is_copy or figure == last or (figure in seen and not is_back):
                continue
            found.append(
                Move(at=voice.published, field=kind, from_=last, to=figure, claim=voice.claim)
            )
            last = figure
            seen.add(figure)
    return sorted(found, key=lambda move: moment(move.at))


def _said(voices: Voices, kind: TollKind) -> list[_Said]:
    """Every figure of a kind, in order of publication, parts marked."""
    found: list[_Said] = []
    for member in voices.deeds:
        for toll in member.claim.toll:
            if toll.kind == kind:
                said_by = toll.said_by or member.claim.said_by
                voice = voices.voice(member, toll.evidence, said_by, _certainty(member, toll))
                value = TollValue(
                    low=toll.low, best=toll.best, high=toll.high, of=toll.of,
                    is_part=_is_told_as_part(member.report, toll), voice=voice,
                )  # fmt: skip
                key = voices.key(voice)
                found.append(_Said(value, key, len(found)))
    whole = max((one.size for one in found if _is_whole(one.value)), default=0)
    return [
        replace(one, value=replace(one.value, is_part=True))
        if not _is_whole(one.value) and one.size < whole
        else one
        for one in found
    ]


def _certainty(member: Member, toll: Toll) -> Certainty:
    if not toll.said_by:
        return member.claim.certainty
    stance = member.report.attribution(toll.said_by[0]).stance
    return _CERTAINTY_OF_STANCE.get(stance, "attributed")


def _is_told_as_part(report: Report, toll: Toll) -> bool:
    """Whether the words around a figure say that it counts a part of another one."""
    start = toll.evidence[0].start
    before = report.article.text[max(0, start - 20) : start]
    words = " ".join(report.article.quote(span) for span in toll.evidence)
    return _PART.search(words) is not None or _BEFORE_PART.search(before) is not None


def _is_whole(value: TollValue) -> bool:
    """Whether a figure counts people, and not soldiers, children or drivers among them."""
    return not value.is_part and (value.of is None or not set(body_tokens(value.of)) - _ANYBODY)


def _totals(said: Iterable[_Said]) -> list[_Said]:
    """One total of each voice in each article, in order: the largest."""
    best: dict[tuple[SpeakerKey, str], _Said] = {}
    for one in said:
        place = (one.key, one.value.voice.claim.article)
        if not one.value.is_part and (place not in best or one.size > best[place].size):
            best[place] = one
    return sorted(best.values(), key=lambda one: one.order)


def _latest(said: Iterable[_Said]) -> list[_Said]:
    """The latest total of each voice."""
    found: dict[SpeakerKey, _Said] = {}
    for one in _totals(said):
        if not one.value.voice.is_copy or one.key not in found:  # a reprint says nothing later
            found[one.key] = one
    quoted = {
        (one.value.voice.origin, one.value.best) for one in found.values() if one.key[0] != "origin"
    }
    return [
        one
        for one in found.values()
        if one.key[0] != "origin" or (one.value.voice.origin, one.value.best) not in quoted
    ]


def _lowest(figures: Sequence[Figure]) -> int | None:
    known = [low for low, _, _ in figures if low is not None]
    about = [best for low, best, high in figures if best is not None and low is None and known]
    below = [
        high for low, best, high in figures if low is None and best is None and high is not None
    ]
    low = min(known + about, default=None)
    return None if low is None or min(below, default=low) < low else low


def _highest(figures: Sequence[Figure]) -> int | None:
    known = [high for _, _, high in figures if high is not None]
    about = [best for low, best, high in figures if best is not None and low is None and known]
    above = [_first(best, low) for low, best, high in figures if low is not None and high is None]
    high = max(known + about, default=None)
    return None if high is None or max((one or 0 for one in above), default=high) > high else high


def _median(voices: Voices, latest: Sequence[_Said]) -> int | None:
    counted = [
        (one.value.best, voices.is_proven(one.value.voice.origin))
        for one in latest
        if one.value.best is not None and one.value.voice.certainty != "denied"
    ]
    figures = [best for best, is_proven in counted if is_proven]
    figures += {best for best, is_proven in counted if not is_proven} - set(figures)
    return sorted(figures)[(len(figures) - 1) // 2] if figures else None


def _overlap(a: Figure, b: Figure) -> bool:
    (low, high), (other_low, other_high) = _edges(a), _edges(b)
    return low <= other_high and other_low <= high


def _edges(figure: Figure) -> tuple[float, float]:
    """The range that a figure allows."""
    low, best, high = figure
    if low is None and high is None and best is not None:
        return best * (1 - _SLACK_OF_ABOUT), best * (1 + _SLACK_OF_ABOUT)
    least = _first(low, best) if low is not None or high is None else 0
    return float(least or 0), math.inf if high is None else float(high)


def _first(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)
