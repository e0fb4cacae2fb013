"""ACLED-style CSV: one row for an event at its best place on its best day, in ACLED's 31 columns.

Follows the ACLED codebook (2023) and its FAQ on fatalities. What ACLED would not code (what did not
happen, has no day or no place) is left out and counted. Certainty and status stand in `tags`.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, TypeGuard

from dateline import resources
from dateline.export.days import days_of, middle_of
from dateline.export.events_table import NO_POINT, toll_of
from dateline.export.leftovers import Leftovers
from dateline.export.parties import Side, side_of, state_name, sure_parties
from dateline.export.places import admin1_of
from dateline.export.selection import Articles, Selection
from dateline.export.tables import BETWEEN_QUOTES, names, one_line, write_csv
from dateline.records import TOOK_PLACE, Event, EventPlace, EventToll, TollValue, Voice
from dateline.resources.country_codes import codes_of

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip

# Sub-event types by event type and disorder type, in the codebook's order.
EVENT_TYPES: dict[str, tuple[str, str]] = {
    sub_type: (event_type, disorder)
    for event_type, disorder, sub_types in (
        ("Battles", "Political violence",
         ("Government regains territory", "Non-state actor overtakes territory", "Armed clash")),
        ("Protests", "Political violence; Demonstrations",
         ("Excessive force against protesters",)),
        ("Protests", "Demonstrations", ("Protest with intervention", "Peaceful protest")),
        ("Riots", "Demonstrations", ("Violent demonstration",)),
        ("Riots", "Political violence", ("Mob violence",)),
        ("Explosions/Remote violence", "Political violence",
         ("Chemical weapon", "Air/drone strike", "Suicide bomb",
          "Shelling/artillery/missile attack", "Remote explosive/landmine/IED", "Grenade")),
        ("Violence against civilians", "Political violence",
         ("Sexual violence", "Attack", "Abduction/forced disappearance")),
        ("Strategic developments", "Strategic developments",
         ("Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
          "Headquarters or base established", "Looting/property destruction",
          "Non-violent transfer of territory", "Other")),
    )
    for sub_type in sub_types
}  # fmt: skip

_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
# In PLOVER the police act upon a crowd; in ACLED the crowd is actor1 and the police actor2.
_AGAINST_CROWDS = frozenset({"Excessive force against protesters", "Protest with intervention"})

# How ACLED calls forces of a state that have no name of their own, by PLOVER's sectors.
_BODIES = {"MIL": "Military Forces", "COP": "Police Forces"}

# ACLED's classes of actors, in the order of its codes 1 to 8.
INTERS = (
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters",
    "Protesters", "Civilians", "External/Other forces",
)  # fmt: skip

_TIME_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3}  # by UCDP's date_prec; longer than a month is not coded
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}  # by UCDP's where_prec

# "tens" 10, "dozens" 12, "hundreds" 100, "and so on" (ACLED's FAQ on fatalities).
_VAGUE = (
    (re.compile(r"\bthousands?\b", re.IGNORECASE), 1000),
    (re.compile(r"\bhundreds?\b", re.IGNORECASE), 100),
    (re.compile(r"\bscores?\b", re.IGNORECASE), 20),
    (re.compile(r"\bdozens?\b", re.IGNORECASE), 12),
    (re.compile(r"\btens\b", re.IGNORECASE), 10),
)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Coded:
    """An event that ACLED would code, with what it cannot do without."""

    event: Event
    sub_type: str
    first: date
    last: date
    time_precision: int
    where: EventPlace
    country: str  # ISO alpha-3
    geo_precision: int

    @property
    def event_type(self) -> str:
        """ACLED's event type."""
        return EVENT_TYPES[self.sub_type][0]


@dataclass(frozen=True, slots=True)
class _Actor:
    """One of the two sides of a row; `inter` is one of INTERS."""

    name: str | None
    associated: str | None
    inter: str | None


_NOBODY = _Actor(None, None, None)


def write_acled(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events that ACLED would code."""
    leftovers = Leftovers()
    write_csv(out, COLUMNS, _rows(selection, leftovers))
    return leftovers


def number_of(event: Event) -> int:
    """An event's id as a number that every program can hold (52 bits)."""
    return int(event.id.removeprefix("event-")[:13], 16)


def notes_of(event: Event) -> str:
    """The words of the claims and nothing else, each with who prints it and who says it."""
    told = (
        f"{_teller(voice)}: “{one_line(quote.text)}”"
        for voice in (claim.voice for claim in event.claims)
        if not voice.is_copy
        for quote in voice.evidence
    )
    return BETWEEN_QUOTES.join(dict.fromkeys(told))


def _rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    articles = Articles()
    for event in selection.events():
        for report in selection.reports_of(event):
            articles.add(report)
        coded = _coded(event)
        if isinstance(coded, str):
            leftovers.add("events", because=coded)
            continue
        _count_rest(event, leftovers)
        yield _row(coded, selection)
    articles.count_rest(selection, leftovers)


def _coded(event: Event) -> _Coded | str:
    """What ACLED needs to know of an event; else why there is no row for it."""
    where, when, days = event.where, event.when, days_of(event.when)
    if event.what.acled is None:
        return "ACLED has no type for them"
    if event.status.best not in TOOK_PLACE:
        return "they did not happen, or not yet"
    if event.certainty.best == "denied":
        return "all who tell of them deny them"
    time_precision = _TIME_PRECISION.get(when.precision or 0) if when else None
    if days is None or time_precision is None:
        return "no day, week or month is known"
    geo_precision = _GEO_PRECISION.get(where.precision or 0) if where else None
    if where is None or where.country is None or where.lat is None or where.lon is None:
        return NO_POINT
    if geo_precision is None:
        return "only the country is known"
    return _Coded(
        event, event.what.acled, *days, time_precision, where, where.country, geo_precision
    )


def _row(coded: _Coded, selection: Selection) -> dict[str, Any]:
    event, day = coded.event, middle_of(coded.first, coded.last)
    sub_type, one, two = _sides(coded, selection)
    event_type, disorder = EVENT_TYPES[sub_type]
    return {
        "event_id_cnty": f"{coded.country}{number_of(event)}",
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": coded.time_precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": one.name,
        "assoc_actor_1": one.associated,
        "inter1": one.inter,
        "actor2": two.name,
        "assoc_actor_2": two.associated,
        "inter2": two.inter,
        "interaction": _interaction(one.inter, two.inter),
        "civilian_targeting": _targeting(sub_type, event_type, one, two),
        **_where(coded, selection),
        **_sources(coded, selection),
        "notes": notes_of(event),
        "fatalities": lowest_toll(toll_of(event, "killed")),
        "tags": f"certainty={event.certainty.best}; status={event.status.best}",
    }


def _sides(coded: _Coded, selection: Selection) -> tuple[str, _Actor, _Actor]:
    """The sub-event type, actor1 and actor2; who is only alleged or disputed is neither."""
    sub_type = coded.sub_type
    doers = [side_of(party, selection) for party in sure_parties(coded.event.actors)]
    others = [side_of(party, selection) for party in sure_parties(coded.event.recipients)]
    if sub_type in _AGAINST_CROWDS:
        crowd, police = _crowd(coded, "Protesters", others), _actor(coded, doers)
        return sub_type, crowd, police
    if coded.event_type == "Protests":
        return sub_type, _crowd(coded, "Protesters", doers), _NOBODY
    if coded.event_type == "Riots":
        return sub_type, _crowd(coded, "Rioters", doers), _actor(coded, others)
    if coded.event_type in _VIOLENT:
        doers = [_as_armed(side) for side in doers]
        forces = {side.force for side in doers}
        others.sort(key=lambda side: side.force in forces)  # of a clash, the other side first
    one, two = _actor(coded, doers), _actor(coded, others)
    if one is _NOBODY and coded.event_type in _VIOLENT:
        one = _unidentified(coded)
    if sub_type == "Attack" and two.inter not in {None, "Civilians"} and one.inter != "Civilians":
        sub_type = "Armed clash"  # an attack on armed people is a battle
    return sub_type, one, two


def _crowd(coded: _Coded, word: str, sides: Sequence[Side]) -> _Actor:
    country = state_name(coded.country) or coded.country
    return _Actor(f"{word} ({country})", names(side.name for side in sides), word)


def _actor(coded: _Coded, sides: Sequence[Side]) -> _Actor:
    """The first of a side; the others are associated with it."""
    if not sides:
        return _NOBODY
    first, others = sides[0], [side.name for side in sides[1:]]
    country = state_name(coded.country) or coded.country
    if first.force == "civilians":
        return _Actor(f"Civilians ({country})", names([first.name, *others]), "Civilians")
    if first.is_named or first.force is None:
        return _Actor(first.name, names(others), _inter(first, coded.country))
    if first.force == "state":
        body = _BODIES.get(first.sector or "", "Government")
        owner = state_name(first.country) or country
        return _Actor(f"{body} of {owner}", names(others), _inter(first, coded.country))
    return _Actor(_unidentified(coded).name, names(others), "Political militia")


def _as_armed(side: Side) -> Side:
    """In ACLED whoever does violence is armed: civilians only suffer it."""
    is_unarmed = side.force in {None, "civilians"}
    return dataclasses.replace(side, force="armed") if is_unarmed else side


def _inter(side: Side, country: str) -> str | None:
    """ACLED's class of a side; armed groups that are not known to be rebels are militias."""
    if side.force == "state":
        is_foreign = side.country is not None and side.country != country
        return "External/Other forces" if is_foreign else "State forces"
    return {"rebel": "Rebel group", "armed": "Political militia"}.get(side.force or "")


def _unidentified(coded: _Coded) -> _Actor:
    country = state_name(coded.country) or coded.country
    return _Actor(f"Unidentified Armed Group ({country})", None, "Political militia")


def _interaction(one: str | None, two: str | None) -> str | None:
    """As in "State forces-Rebel group", lower code first; "Protesters only"."""
    known = [inter for inter in (one, two) if inter is not None]
    if len(known) < 2:
        return f"{known[0]} only" if known else None
    if set(known) == {"Civilians", "External/Other forces"}:
        return "External/Other forces-Civilians"
    return "-".join(sorted(known, key=INTERS.index))


def _targeting(sub_type: str, event_type: str, one: _Actor, two: _Actor) -> str | None:
    is_so = sub_type == "Excessive force against protesters" or (
        event_type in _VIOLENT | {"Riots"} and "Civilians" in {one.inter, two.inter}
    )
    return "Civilian targeting" if is_so else None


def _where(coded: _Coded, selection: Selection) -> dict[str, Any]:
    codes = codes_of(coded.country)
    return {
        "iso": codes.iso,
        "region": codes.acled,
        "country": state_name(coded.country) or coded.country,
        "admin1": admin1_of(coded.where, selection),
        "admin2": None,
        "admin3": None,
        "location": coded.where.name,
        "latitude": coded.where.lat,
        "longitude": coded.where.lon,
        "geo_precision": coded.geo_precision,
    }


def _sources(coded: _Coded, selection: Selection) -> dict[str, Any]:
    voices = [claim.voice for claim in coded.event.claims if not claim.voice.is_copy]
    reports = selection.reports_of(coded.event)
    read_at = [datetime.fromisoformat(one.article.source.retrieved_at) for one in reports]
    return {
        "source": names(voice.outlet for voice in voices),
        "source_scale": _scale([voice.outlet for voice in voices], coded.country),
        "timestamp": max(int(at.timestamp()) for at in read_at),
    }


def _scale(outlets: Sequence[str | None], country: str) -> str | None:
    """National for an outlet of the event's country, International for another; None unknown."""
    known = [resources.find_outlet(outlet) for outlet in outlets if outlet]
    scales = {
        "National" if outlet.country == country else "International"
        for outlet in known
        if outlet is not None and outlet.country is not None
    }
    return "-".join(sorted(scales, reverse=True)) or None


def lowest_toll(toll: EventToll | None) -> int | None:
    """The lowest of the latest totals; 0 when nobody tells of deaths, as ACLED has it.

    None when there are deaths and nobody says how many at least.
    """
    if toll is None:
        return 0
    told = [value for value in toll.reported if value.voice.certainty != "denied"]
    totals = [value for value in told if value.is_latest and not value.is_part]
    if totals:
        return min(filter(_is_number, map(_least, totals)), default=None)
    return max(filter(_is_number, map(_least, told)), default=None)  # of parts: at least so many


def _is_number(value: int | None) -> TypeGuard[int]:
    return value is not None


def _least(value: TollValue) -> int | None:
    """The least a figure means, vague words as ACLED has them."""
    words = " ".join(quote.text for quote in value.voice.evidence)
    if value.best is None and value.high is None and not _DIGIT.search(words):
        vague = next((number for word, number in _VAGUE if word.search(words)), None)
        if vague is not None:
            return vague
    return value.best if value.low is None else value.low


def _teller(voice: Voice) -> str:
    """As in "Harbour Gazette, 2021-03-04, quoting Ilse Brandt"."""
    parts = [voice.outlet or "unknown outlet"]
    if voice.published:
        parts.append(voice.published[:10])
    if voice.speakers:
        parts.append(f"quoting {' and '.join(voice.speakers)}")
    if voice.relayed_by:
        parts.append(f"as told by {' and '.join(voice.relayed_by)}")
    return ", ".join(parts)


def _count_rest(event: Event, leftovers: Leftovers) -> None:
    """Count what of an event that has a row stands nowhere in it but in the notes' words."""
    unsure = [p for p in (*event.actors, *event.recipients) if p not in sure_parties((p,))]
    leftovers.add("alleged or disputed parties", len(unsure))
    leftovers.add("contradictions", len(event.contradictions))
    leftovers.add("accusations", len(event.accusations))
    leftovers.add(
        "other figures", sum(len(toll.reported) for toll in event.toll if toll.kind != "killed")
    )
    killed = toll_of(event, "killed")
    leftovers.add("further death tolls", len(killed.reported) - 1 if killed else 0)
    places = {value.name for value in event.where.reported} if event.where else set()
    leftovers.add("other reported places", max(0, len(places) - 1))
