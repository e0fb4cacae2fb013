"""Where a school or a street stands that no gazetteer lists: in the town its text speaks of.

In: a text and the ranges of names in it, which somebody says are places. Out: `Place`s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.reading.place_words import FACILITY
from dateline.reading.which_place import resolve_names
from dateline.records import Place, Span
from dateline.records.distances import great_circle_km
from dateline.resources.gazetteer import Candidate, find_candidates


def resolve_places(text: str, spans: Sequence[Span]) -> list[Place | None]:
    """Which places the names at `spans` are; None for a name that neither list nor text places.

    Names of the gazetteer are resolved in the light of each other. A site that it does not list
    ("Royal Street", "the hospital") gets the point of a town, without its GeoNames id, where at
    least half of the towns that the text names, and two, lie around one. A word without a capital
    is no name: "the street" is not Street in Somerset.
    """
    names = [span for span in spans if not _is_common_noun(text, span)]
    known = dict(zip(names, resolve_names(text, names), strict=True))
    towns = _towns(known)
    return [known.get(span) or _site(text, span, towns) for span in spans]


# The share, the distance and the words of sites were set on TR-News and GeoWebNews.
_AROUND_KM = 161.0
_MOST = 0.5  # the share of a text's towns that must lie around the one that a site is put in
_FEWEST_TOWNS = 2
_BEHIND = 50  # characters: a site is in the town named before it rather than in the next one
_TOWN_KINDS = frozenset({"city", "admin2", "admin3"})
_HOLDER_KINDS = frozenset({"city", "admin1", "country"})
_NAMESAKE_POPULATION = 100_000
_OWN_TOWN = re.compile(r",? (?:in )?")  # "Elm Street, Dover"
_SITE = re.compile(
    rf"\b(?:{FACILITY}|hall|council|department|plant|high|elementary|street|st\.?|road|rd\.?|avenue"
    r"|ave\.?|boulevard|lane|drive|highway|square|park|plaza|market|estates?|club|library|towers?"
    r"|building|house|gardens?|fields?|farm|cemetery|pier|beach|lagoon|lake|creek|hills?|district"
    r"|village|neighbou?rhood|quarter|restaurant|bar|pub|inn|casino|palace|castle|temple|synagogue"
    r"|monument|memorial|embassy|office|headquarters|base|depot|factory|mill|mine|ward|junction"
    r"|roundabout|path|way|trail|point|marina|wharf|docks?|track|racecourse|course|grounds?|complex"
    r"|apartments|hostel|shelter)$"
    r"|^(?:rue|avenue|calle|plaza) |^[AM]\d+$|^\d+ ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Town:
    """A town that a text names; share: how many of the text's towns lie around it."""

    span: Span
    place: Place
    share: float


def _is_common_noun(text: str, span: Span) -> bool:
    name = text[span.start : span.end]
    return name == name.lower() and text != text.lower()


def _towns(known: dict[Span, Place | None]) -> list[_Town]:
    places = {s: p for s, p in known.items() if p is not None and p.kind in _TOWN_KINDS}
    return [
        _Town(span, place, sum(_is_around(place, other) for other in places.values()) / len(places))
        for span, place in places.items()
    ]


def _is_around(one: Place, other: Place) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return great_circle_km(one.lat, one.lon, other.lat, other.lon) <= _AROUND_KM


def _site(text: str, span: Span, towns: Sequence[_Town]) -> Place | None:
    """The point of the town that a site is in; None for what is no site, and where that is open."""
    name = re.sub(r"\s+", " ", text[span.start : span.end])
    if _SITE.search(name) is None or len(towns) < _FEWEST_TOWNS:
        return None
    nearest = min(towns, key=lambda town: _distance(text, span, town.span))
    if nearest.share < _MOST:
        most = max(town.share for town in towns)
        around = [town for town in towns if town.share == most]
        nearest = min(around, key=lambda town: _distance(text, span, town.span))
    if nearest.share < _MOST or _is_called_after_another(name, nearest.place):
        return None
    return replace(nearest.place, geonames_id=None, kind="facility")


def _distance(text: str, site: Span, town: Span) -> int:
    """Characters between them, more when the town comes after and is not said to be its own."""
    if town.end <= site.start:
        return site.start - town.end
    is_own = _OWN_TOWN.fullmatch(text[site.end : town.start]) is not None
    return abs(town.start - site.end) + (0 if is_own else _BEHIND)


def _is_called_after_another(name: str, town: Place) -> bool:
    """Whether its first words name a place elsewhere: "Arizona State University" in Basra."""
    words = name.split()
    for size in range(len(words) - 1, 0, -1):
        found = [c for c in find_candidates(" ".join(words[:size])) if _may_give_its_name(c)]
        if found:
            return not any(_holds(candidate, town) for candidate in found)
    return False


def _may_give_its_name(candidate: Candidate) -> bool:
    is_large = candidate.kind != "city" or candidate.population >= _NAMESAKE_POPULATION
    return candidate.sense == "name" and candidate.kind in _HOLDER_KINDS and is_large


def _holds(holder: Candidate, town: Place) -> bool:
    if holder.country != town.country:
        return False
    if holder.kind == "city":
        return _is_around(Place(lat=holder.lat, lon=holder.lon), town)
    return holder.kind == "country" or holder.admin1 == town.admin1
