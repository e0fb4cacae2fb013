"""Where: the places a text names, which places they are, and how exactly they say where.

In: a parsed body, or a name in a text. Out: `Place`s, and UCDP's where_prec (1 the place itself …
7 no country). A country's `Place` has its centre for maps of countries; a `Where` never pins more
than it knows.
"""

import re
from dataclasses import dataclass

from dateline.reading.place_names import find_place_spans
from dateline.reading.place_words import (
    DIVISION_AFTER,
    NEAR_BEFORE,
    WITHIN_BEFORE,
    part_before,
)
from dateline.reading.prose import Prose
from dateline.reading.sites import resolve_places
from dateline.reading.which_place import resolve_names
from dateline.records import Article, Place, Span, Where

__all__ = [
    "PlaceMention",
    "describe_where",
    "find_place_spans",
    "find_places",
    "place_precision",
    "resolve_places",
    "widen",
]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the body, and the place; None when unknown, or a guess too wild."""

    span: Span
    name: str
    place: Place | None


def find_places(prose: Prose) -> list[PlaceMention]:
    """Every place the body names, in order, each resolved in the light of the others."""
    found = find_place_spans(prose)
    spans = [span for span, _ in found]
    text, header = prose.article.text, _header_place(prose.article)
    places = resolve_names(text, spans + header)[: len(spans)]
    return [
        PlaceMention(span, name, place) for (span, name), place in zip(found, places, strict=True)
    ]


def place_precision(text: str, span: Span, place: Place) -> int:
    """UCDP's where_prec of a mention: "near Tikrit" is 2, "northern Mali" 5, "Mali" 6."""
    if place.kind in _FIXED_PRECISION:
        return _FIXED_PRECISION[place.kind]
    if place.kind == "water":
        return 7 if _OPEN_WATER.search(text[span.start : span.end]) else 5
    if place.kind == "country":
        return 5 if part_before(text, span.start) else 6
    return _city_precision(text, span)


def widen(text: str, span: Span) -> tuple[Span, str]:
    """The name with the words that say which part or division of it: "southern Russia"."""
    start, end = span
    if before := part_before(text, start):
        start = before.start("part")
    if after := DIVISION_AFTER.match(text, end):
        end = after.end()
    return Span(start, end), text[start:end]


def describe_where(text: str, mention: PlaceMention, entity: str | None = None) -> Where:
    """The `Where` of a claim at this mention: its words, precision, and a pin only if it has one.

    Args:
        text: the article's text.
        mention: the name, resolved or not.
        entity: the id of the place's entity, None when it has none.
    """
    span, name = widen(text, mention.span)
    place = mention.place
    if place is None:
        return Where(entity=entity, name=name, precision=None, evidence=(span,))
    precision = place_precision(text, mention.span, place)
    lat, lon = (place.lat, place.lon) if precision < _NO_PIN else (None, None)
    evidence = _with_distance(text, span) if precision == _NEAR else span
    return Where(
        entity=entity, name=name, country=place.country, lat=lat, lon=lon, precision=precision,
        evidence=(evidence,),
    )  # fmt: skip


def _header_place(article: Article) -> list[Span]:
    """The place in "SAN SALVADOR, 3 November (Agency) —": the other names are likely near it."""
    name = article.header.place
    for start, end in article.header.evidence if name else ():
        found = re.compile(re.escape(name or ""), re.IGNORECASE).search(article.text, start, end)
        if found:
            return [Span(*found.span())]
    return []


_NEAR = 2
_NO_PIN = 5
_FIXED_PRECISION = {
    "admin1": 4, "admin2": 3, "admin3": 3, "region": 5, "continent": 7,
}  # fmt: skip
_OPEN_WATER = re.compile(
    r"\b(?:ocean|sea|gulf|straits?|channel|bay|atlantic|pacific)\b|(?:ean|tic)$", re.IGNORECASE
)
_SECOND_ORDER = {"district", "county", "municipality"}


def _city_precision(text: str, span: Span) -> int:
    before = text[max(0, span.start - 80) : span.start]
    after = DIVISION_AFTER.match(text, span.end)
    within = after or WITHIN_BEFORE.search(before)
    if within:
        return 3 if within["word"].lower() in _SECOND_ORDER else 4
    return _NEAR if NEAR_BEFORE.search(before) else 1


def _with_distance(text: str, span: Span) -> Span:
    near = NEAR_BEFORE.search(text, max(0, span.start - 80), span.start)
    return Span(near.start(), span.end) if near else span
