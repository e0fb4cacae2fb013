"""Counts of places found and right: within 161 km, by GeoNames id, end to end.

A place of the gold GeoNames id is right whatever the distance: two lists put the centre of Canada
1,000 km apart, and a region has no point at all.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.places.corpora import MarkedText, Toponym
from dateline.records import Place, Span

_RADIUS_KM = 6371.0
_NEAR_KM = 161.0  # a hundred miles, the field's custom
_SLACK = 20

Found = tuple[Span, str, Place | None]


@dataclass
class Tally:
    """What was counted in one corpus."""

    given: int = 0
    given_right: int = 0
    given_read: int = 0
    by_distance: int = 0
    with_id: int = 0
    id_right: int = 0
    found: int = 0
    found_read: int = 0
    found_right: int = 0

    def keys(self, prefix: str = "") -> dict[str, float | int]:
        """The figures a report prints."""
        precision = _share(self.found_right, self.found)
        recall = _share(self.found_right, self.given)
        return {
            f"{prefix}accuracy_161": _share(self.given_right, self.given),
            f"{prefix}accuracy_161_distance_only": _share(self.by_distance, self.given),
            f"{prefix}precision_161": _share(self.given_right, self.given_read),
            f"{prefix}accuracy_id": _share(self.id_right, self.with_id),
            f"{prefix}end_to_end_f1": _share(2 * precision * recall, precision + recall),
            f"{prefix}end_to_end_precision": precision,
            f"{prefix}end_to_end_recall": recall,
            f"{prefix}end_to_end_located_precision": _share(self.found_right, self.found_read),
            f"{prefix}toponyms": self.given,
        }


@dataclass
class Tallies:
    """Tallies by corpus."""

    by_corpus: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add_given(self, article: MarkedText, places: Sequence[Place | None]) -> None:
        """Count the places resolved for the gold names of an article."""
        tally = self.by_corpus[article.corpus]
        for toponym, place in zip(article.toponyms, places, strict=True):
            if not toponym.has_point:
                continue
            tally.given += 1
            tally.given_read += place is not None
            tally.given_right += is_right(toponym, place)
            tally.by_distance += is_near(toponym, place)
            if toponym.geonames_id is not None:
                tally.with_id += 1
                tally.id_right += place is not None and place.geonames_id == toponym.geonames_id

    def add_found(self, article: MarkedText, found: Sequence[Found]) -> None:
        """Count the places found in the bare text of an article."""
        tally = self.by_corpus[article.corpus]
        left = list(article.toponyms)
        for span, name, place in found:
            near = [t for t in left if t.name == name and abs(t.span.start - span.start) <= _SLACK]
            match = min(near, key=lambda t: abs(t.span.start - span.start), default=None)
            if match is not None:
                left.remove(match)
            if match is not None and not match.has_point:
                continue
            tally.found += 1
            tally.found_read += place is not None
            tally.found_right += match is not None and is_right(match, place)

    def keys(self) -> dict[str, float | int]:
        """The figures over everything, then by corpus."""
        total = Tally()
        for tally in self.by_corpus.values():
            for name in Tally.__dataclass_fields__:
                setattr(total, name, getattr(total, name) + getattr(tally, name))
        printed = total.keys()
        for corpus, tally in sorted(self.by_corpus.items()):
            printed |= tally.keys(f"{corpus}.")
        return printed


def is_right(toponym: Toponym, place: Place | None) -> bool:
    """Whether it is the gold place by id, or lies within 161 km of it."""
    if place is None:
        return False
    same = toponym.geonames_id is not None and place.geonames_id == toponym.geonames_id
    return same or is_near(toponym, place)


def is_near(toponym: Toponym, place: Place | None) -> bool:
    """Whether the place has a point within 161 km of the gold one."""
    if place is None or place.lat is None or place.lon is None:
        return False
    if toponym.lat is None or toponym.lon is None:
        return False
    return kilometres(toponym.lat, toponym.lon, place.lat, place.lon) <= _NEAR_KM


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance between two points in degrees."""
    one, two = math.radians(lat), math.radians(other_lat)
    half = math.sin((two - one) / 2) ** 2
    half += math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0
