"""What, when, where, whether and how surely: the best of what the claims of an event report.

Everywhere votes are independent voices (see `voices.py`). What is not proven independent is one
voice at most, and none beside a proven one.

- *what*: the type with the heaviest voices (weighed by certainty); modes that half as many vote for
  as for the type itself.
- *when*: of the intervals inside which no shorter one is reported, the one that agrees (overlaps)
  with most voices; of equals the shortest.
- *where*: the most precise place, of these the one with most voices.
- *status*: what happened, is going on, was attempted or was negated outranks what was planned or
  threatened, since plans come before; then the heaviest voices.
- *certainty*: the highest that a supporting independent voice gives, never higher; "disputed" where
  another voice denies or negates that it happened.
"""

import functools
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TypeVar

from dateline import codebook
from dateline.linking.voices import WEIGHTS, Voices
from dateline.records import (
    Certainty,
    Claim,
    Contradiction,
    ContradictionField,
    EventCertainty,
    EventPlace,
    EventStatus,
    EventTime,
    PlaceValue,
    Side,
    Status,
    StatusValue,
    TimeValue,
    Voice,
    What,
    WhatValue,
)
from dateline.records.distances import great_circle_km
from dateline.records.iso_days import Days, days_between

_Value = TypeVar("_Value", TimeValue, PlaceValue, StatusValue, WhatValue)
_REALISED: tuple[Status, ...] = ("happened", "ongoing", "attempted", "negated")
_FAR_KM = 50.0  # two towns so far apart are two places


def what_of(voices: Voices) -> What:
    """The type and modes."""
    reported = [
        WhatValue(
            type=member.claim.type,
            modes=member.claim.modes,
            voice=voices.voice(
                member, member.claim.trigger, member.claim.said_by, member.claim.certainty
            ),
        )
        for member in voices.deeds
    ]
    kind = _heaviest(voices, reported, lambda value: value.type)
    of_type = [value for value in reported if value.type == kind]
    votes = _votes(voices, of_type)
    modes = [
        mode
        for mode in codebook.event_types()[kind].modes
        if _votes(voices, [value for value in of_type if mode in value.modes]) * 2 >= max(votes, 1)
    ]
    contexts = sorted({word for member in voices.deeds for word in member.claim.contexts})
    return What(
        type=kind,
        modes=tuple(modes),
        contexts=tuple(contexts),
        acled=_name_of(voices, kind, modes, "acled"),
        muc=_name_of(voices, kind, modes, "muc"),
        reported=tuple(reported),
    )


def when_of(voices: Voices) -> EventTime | None:
    """The time; None where no claim says any."""
    reported = _times(voices)
    if not reported:
        return None
    resolved = [(value, days) for value in reported if (days := _days(value)) is not None]
    if not resolved:
        return EventTime(start=None, end=None, precision=None, reported=tuple(reported))

    every = {days for _, days in resolved}

    @functools.cache  # a thousand reports name a few days
    def rank(days: Days) -> tuple[int, int, int, Days]:
        agreeing = [value for value, others in resolved if _meet(days, others)]
        exact = [value for value, others in resolved if days == others]
        length = (days[1] - days[0]).days
        return -_votes(voices, agreeing), length, -_votes(voices, exact), days

    closest = [days for days in every if not any(_is_inside(other, days) for other in every)]
    nearest = min(closest, key=rank)
    best = next(value for value, days in resolved if days == nearest)
    return EventTime(
        start=best.start, end=best.end, precision=best.precision, reported=tuple(reported)
    )


def where_of(voices: Voices) -> EventPlace | None:
    """The place; None where no claim says any."""
    reported = _places(voices)
    if not reported:
        return None

    @functools.cache  # a thousand reports name a few towns
    def votes(name: str) -> int:
        return _votes(voices, [value for value in reported if value.name == name])

    best = min(reported, key=lambda value: (value.precision or 8, -votes(value.name), value.name))
    return EventPlace(
        name=best.name, country=best.country, lat=best.lat, lon=best.lon,
        precision=best.precision, reported=tuple(reported),
    )  # fmt: skip


def status_of(voices: Voices) -> EventStatus:
    """Whether it happened."""
    reported = _statuses(voices)
    realised = [value for value in reported if value.status in _REALISED]
    best = _heaviest(voices, realised or reported, lambda value: value.status)
    return EventStatus(best=best, reported=tuple(reported))


def certainty_of(voices: Voices) -> EventCertainty:
    """How sure it is that it happened."""
    said = _statuses(voices)
    against = [value for value in said if _is_against(value)]
    supporting = [value for value in said if not _is_against(value)]
    proven = [value for value in supporting if voices.is_proven(value.voice.origin)]
    best: Certainty = max(
        (value.voice.certainty for value in proven or supporting),
        key=lambda certainty: WEIGHTS[certainty],
        default="denied",
    )
    if against and supporting and WEIGHTS[best] > WEIGHTS["disputed"]:
        best = "disputed"
    return EventCertainty(best=best, reported=tuple(value.voice for value in said))


def contradictions_of_values(voices: Voices) -> list[Contradiction]:
    """Days, towns and statuses of different origins that cannot all be right."""
    found = [
        _contradiction("when", _times(voices), _time_words, _days_apart, "no day is in both"),
        _contradiction("where", _places(voices), _place_words, _places_apart, "two places"),
        _contradiction("status", _statuses(voices), _status_words, _statuses_apart,
                       "it cannot be both"),
    ]  # fmt: skip
    said = [value for value in _statuses(voices) if value.status != "negated"]
    denied = [value for value in said if value.voice.certainty == "denied"]
    others = [value for value in said if value.voice.certainty in {"stated", "attributed"}]
    if denied and others:
        sides = (_side("it happened", others), _side("it did not happen", denied))
        found.append(Contradiction(field="certainty", reason="one denies it", sides=sides))
    return [one for one in found if one is not None]


def _times(voices: Voices) -> list[TimeValue]:
    return [
        TimeValue(
            start=claim.when.start,
            end=claim.when.end,
            precision=claim.when.precision,
            voice=voices.voice(member, claim.when.evidence, claim.said_by, claim.certainty),
        )
        for member in voices.deeds
        if (claim := member.claim).when is not None
    ]


def _places(voices: Voices) -> list[PlaceValue]:
    return [
        PlaceValue(
            name=claim.where.name,
            country=claim.where.country,
            lat=claim.where.lat,
            lon=claim.where.lon,
            precision=claim.where.precision,
            voice=voices.voice(member, claim.where.evidence, claim.said_by, claim.certainty),
        )
        for member in voices.deeds
        if (claim := member.claim).where is not None
    ]


def _statuses(voices: Voices) -> list[StatusValue]:
    return [
        StatusValue(
            status=claim.status,
            voice=voices.voice(member, claim.evidence, claim.said_by, claim.certainty),
        )
        for member in voices.deeds
        for claim in (member.claim,)
    ]


_Key = TypeVar("_Key", bound=Hashable)


def _heaviest(voices: Voices, values: Sequence[_Value], key: Callable[[_Value], _Key]) -> _Key:
    """The key with the heaviest voices; of equals the first reported."""
    keys = list(dict.fromkeys(map(key, values)))
    return max(
        keys,
        key=lambda one: (
            voices.weigh(value.voice for value in values if key(value) == one),
            -keys.index(one),
        ),
    )


def _votes(voices: Voices, values: Iterable[_Value]) -> int:
    return voices.independent(value.voice for value in values)


def _name_of(voices: Voices, kind: str, modes: Sequence[str], codes: str) -> str | None:
    """ACLED's or MUC's type: what most claims of the type say, of equals the first by name."""
    said = [
        name
        for member in voices.deeds
        if member.claim.type == kind and (name := _code(member.claim, codes)) is not None
    ]
    by_mode = codebook.acled_type if codes == "acled" else codebook.muc_type
    if modes and (name := by_mode(kind, tuple(modes))) in said:
        return name
    return min(set(said), key=lambda name: (-said.count(name), name), default=None)


def _code(claim: Claim, codes: str) -> str | None:
    return claim.acled if codes == "acled" else claim.muc


def _is_against(value: StatusValue) -> bool:
    return value.voice.certainty == "denied" or value.status == "negated"


def _contradiction(
    field: ContradictionField,
    values: Sequence[_Value],
    words: Callable[[_Value], str],
    are_apart: Callable[[_Value, _Value], bool],
    reason: str,
) -> Contradiction | None:
    """The values of different origins that are apart, as sides; None where all agree."""
    # A thousand reports give a few values: each is compared once, with all who give it.
    of_value: dict[_Value, set[str]] = {}
    for value in values:
        plain = replace(value, voice=values[0].voice)
        of_value.setdefault(plain, set()).add(value.voice.origin)
    clashing = {
        words(one)
        for pair in combinations(of_value, 2)
        if len(of_value[pair[0]] | of_value[pair[1]]) > 1 and are_apart(*pair)
        for one in pair
    }
    if len(clashing) < 2:
        return None
    sides = tuple(
        _side(value, [one for one in values if words(one) == value]) for value in sorted(clashing)
    )
    names = " and ".join(side.value for side in sides)
    return Contradiction(field=field, reason=f"{names}: {reason}", sides=sides)


def _side(value: str, values: Iterable[_Value]) -> Side:
    voices: list[Voice] = [one.voice for one in values]
    return Side(value=value, voices=tuple(voices))


def _time_words(value: TimeValue) -> str:
    return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"


def _place_words(value: PlaceValue) -> str:
    return f"{value.name}, {value.country}" if value.country else value.name


def _status_words(value: StatusValue) -> str:
    return "happened" if value.status == "ongoing" else value.status


def _days_apart(a: TimeValue, b: TimeValue) -> bool:
    days, others = _days(a), _days(b)
    return days is not None and others is not None and not _meet(days, others)


def _places_apart(a: PlaceValue, b: PlaceValue) -> bool:
    if a.country and b.country and a.country != b.country:
        return True
    exact = all(value.precision is not None and value.precision <= 2 for value in (a, b))
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or not exact:
        return False
    return great_circle_km(a.lat, a.lon, b.lat, b.lon) > _FAR_KM


def _statuses_apart(a: StatusValue, b: StatusValue) -> bool:
    """Attempts and negations contradict what happened; plans only come before it."""
    words = {_status_words(a), _status_words(b)}
    return len(words) == 2 and words <= {"happened", "attempted", "negated"}


def _is_inside(days: Days, others: Days) -> bool:
    return days != others and others[0] <= days[0] and days[1] <= others[1]


def _meet(days: Days, others: Days) -> bool:
    return days[0] <= others[1] and others[0] <= days[1]


def _days(value: TimeValue) -> Days | None:
    """The first and the last day of ISO prefixes; None where they name none."""
    return days_between(value.start, value.end)
