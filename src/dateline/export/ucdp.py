"""UCDP-GED-style CSV: one row an event with deaths, in the 49 columns of GED 25.1.

Follows the UCDP GED codebook. Numbers of conflicts, dyads and actors are UCDP's own and stay empty;
`code_status` says how sure the event is. "Not known" is an empty cell, of sources -1.
"""

import math
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.export.acled import number_of
from dateline.export.days import days_of
from dateline.export.events_table import toll_of
from dateline.export.leftovers import Leftovers
from dateline.export.parties import Side, side_of, state_name, sure_parties
from dateline.export.places import admin1_of
from dateline.export.selection import Articles, Selection
from dateline.export.tables import names, one_line, quotes, write_csv
from dateline.records import TOOK_PLACE, Event, EventPlace
from dateline.resources.country_codes import codes_of

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name",
    "side_a_dset_id", "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline",
    "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

_ARMED = frozenset({"rebel", "armed"})
_AGGREGATED_FROM = 4  # date_prec: what is known to a month only is told in sum
_GRID = 0.5  # degrees: the cells of PRIO-GRID, 720 a row, numbered from the south-west


def write_ucdp(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events in which somebody died."""
    leftovers = Leftovers()
    write_csv(out, COLUMNS, _rows(selection, leftovers))
    return leftovers


def grid_cell(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell of a point; 1 at 90° south, 180° west."""
    row = min(math.floor((lat + 90) / _GRID), 359)
    column = min(math.floor((lon + 180) / _GRID), 719)
    return row * 720 + column + 1


def _rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    articles = Articles()
    for event in selection.events():
        for report in selection.reports_of(event):
            articles.add(report)
        refused = _why_not(event)
        if refused is not None:
            leftovers.add("events", because=refused)
            continue
        _count_rest(event, leftovers)
        yield _row(event, selection)
    articles.count_rest(selection, leftovers)


def _why_not(event: Event) -> str | None:
    toll = toll_of(event, "killed")
    if event.status.best not in TOOK_PLACE:
        return "they did not happen, or not yet"
    if event.certainty.best == "denied":
        return "all who tell of them deny them"
    if toll is None or not any(toll.figure):
        return "nobody died in them, as far as is told"
    return None if days_of(event.when) else "no date is known"


def _row(event: Event, selection: Selection) -> dict[str, Any]:
    toll = toll_of(event, "killed")
    killed = toll.figure if toll else None
    return {
        **dict.fromkeys(COLUMNS),
        "id": number_of(event),
        "relid": event.id,
        "code_status": f"Check certainty: {event.certainty.best}; {event.status.best}",
        **_violence(event, selection),
        **_sources(event),
        **_where(event.where, selection),
        **_when(event),
        "deaths_unknown": killed.best if killed else None,
        "best": killed.best if killed else None,
        "high": killed.high if killed else None,
        "low": killed.low if killed else None,
    }


def _violence(event: Event, selection: Selection) -> dict[str, Any]:
    """The sides; a government stands first, civilians only ever second."""
    doers = [side_of(party, selection) for party in sure_parties(event.actors)]
    others = [side_of(party, selection) for party in sure_parties(event.recipients)]
    a, b = doers[0] if doers else None, others[0] if others else None
    if a and b and b.force == "state" and a.force in _ARMED:
        a, b = b, a
    kind = _type_of_violence(a, b)
    side_a = _side_name(a)
    side_b = "Civilians" if kind == 3 else _side_name(b)
    return {
        "type_of_violence": kind,
        "side_a": side_a,
        "side_b": side_b,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "gwnoa": _government(a),
        "gwnob": None if kind == 3 else _government(b),
    }


def _type_of_violence(a: Side | None, b: Side | None) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; None when the sides do not tell."""
    forces = (a.force if a else None, b.force if b else None)
    if forces[0] == "state" and forces[1] in _ARMED | {"state"}:
        return 1
    if forces[0] in _ARMED and forces[1] in _ARMED:
        return 2
    return 3 if forces[0] in _ARMED | {"state"} and forces[1] == "civilians" else None


def _side_name(side: Side | None) -> str | None:
    """As UCDP calls a side: every force of a state is its government."""
    if side is not None and side.force == "state" and side.country:
        return f"Government of {state_name(side.country) or side.country}"
    return side.name if side is not None else None


def _government(side: Side | None) -> int | None:
    return codes_of(side.country).gw if side is not None and side.force == "state" else None


def _sources(event: Event) -> dict[str, Any]:
    """Who printed it, and (`source_original`) on whose word."""
    voices = [claim.voice for claim in event.claims]
    printed = {
        claim.voice.claim.article: (
            claim.voice.outlet or "unknown outlet",
            claim.voice.published,
            one_line(claim.title or ""),
        )
        for claim in event.claims
    }.values()
    return {
        "number_of_sources": event.counts.origins or -1,
        "source_article": names(
            f'"{outlet},{(published or "")[:10]},{title}"' for outlet, published, title in printed
        ),
        "source_office": names(outlet for outlet, _, _ in printed),
        "source_date": names(published[:10] for _, published, _ in printed if published),
        "source_headline": quotes(title for _, _, title in printed if title),
        "source_original": names(speaker for voice in voices for speaker in voice.speakers),
    }


def _where(where: EventPlace | None, selection: Selection) -> dict[str, Any]:
    if where is None:
        return {}
    codes = codes_of(where.country)
    words = [quote.text for value in where.reported for quote in value.voice.evidence]
    found: dict[str, Any] = {
        "where_prec": where.precision,
        "where_coordinates": where.name,
        "where_description": quotes(words),
        "adm_1": admin1_of(where, selection),
        "country": state_name(where.country),
        "country_id": codes.gw,
        "region": codes.ucdp,
    }
    if where.lat is not None and where.lon is not None:
        found |= {
            "latitude": where.lat,
            "longitude": where.lon,
            "geom_wkt": f"POINT ({where.lon} {where.lat})",
            "priogrid_gid": grid_cell(where.lat, where.lon),
        }
    return found


def _when(event: Event) -> dict[str, Any]:
    days, precision = days_of(event.when), event.when.precision if event.when else None
    if days is None:
        return {}
    is_summed = event.status.best == "ongoing" or (precision or 5) >= _AGGREGATED_FROM
    return {
        "year": days[0].year,
        "date_prec": precision,
        "date_start": f"{days[0].isoformat()} 00:00:00.000",
        "date_end": f"{days[1].isoformat()} 00:00:00.000",
        "event_clarity": 2 if is_summed else 1,
    }


def _count_rest(event: Event, leftovers: Leftovers) -> None:
    parties = (*event.actors, *event.recipients)
    sides = sure_parties(event.actors), sure_parties(event.recipients)
    sure = sum(map(len, sides))
    leftovers.add("alleged or disputed parties", len(parties) - sure)
    leftovers.add("further parties", sure - sum(map(bool, sides)))
    leftovers.add("contradictions", len(event.contradictions))
    leftovers.add("accusations", len(event.accusations))
    for toll in event.toll:
        if toll.kind == "killed":
            leftovers.add("partial death tolls", sum(value.is_part for value in toll.reported))
        else:
            leftovers.add("other figures", len(toll.reported))
