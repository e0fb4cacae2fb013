"""Articles with toponyms, from geoparsing corpora in three XML layouts.

TR-News and LGL (`toponym/{phrase,start,end}`, `gaztag`), GeoWebNews (`toponym/{extractedName,
start,end,geonamesID,latitude,longitude}`), GeoVirus (`location/{name,start,end,lat,lon}`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline.records import Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name a person marked: its range, and where it lies; None for what they could not say."""

    span: Span
    name: str
    lat: float | None
    lon: float | None
    geonames_id: int | None

    @property
    def has_point(self) -> bool:
        """Whether it counts: toponyms without coordinates are left out."""
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article's text and its toponyms in order."""

    corpus: str
    text: str
    toponyms: tuple[Toponym, ...]


def files(folder: Path) -> list[Path]:
    """The corpora below a data folder."""
    return sorted((folder / "geoparsing").glob("*.xml"))


def read_corpora(folder: Path) -> Iterator[MarkedText]:
    """Every article of every corpus."""
    for path in files(folder):
        for article in ET.parse(path).getroot():  # noqa: S314 -- local test data
            text = article.findtext("text") or ""
            found = (_toponym(element, text) for element in article.iter())
            toponyms = sorted(filter(None, found), key=lambda toponym: toponym.span)
            yield MarkedText(path.stem, text, tuple(toponyms))


def _toponym(element: ET.Element, text: str) -> Toponym | None:
    names = (element.findtext(tag) for tag in ("phrase", "extractedName", "name"))
    name = next(filter(None, names), None)
    start = element.findtext("start")
    if element.tag not in {"toponym", "location"} or name is None or start is None:
        return None
    span = _find(text, name, int(start))
    if span is None:
        return None
    tag = element.find("gaztag")
    holder = element if tag is None else tag
    number = holder.get("geonameid") or holder.findtext("geonamesID") or ""
    return Toponym(
        span=span,
        name=name,
        lat=_degrees(holder, "lat", "latitude"),
        lon=_degrees(holder, "lon", "longitude"),
        geonames_id=int(number) if number.isdecimal() else None,
    )


def _find(text: str, name: str, start: int) -> Span | None:
    """The range of the name nearest to where the corpus puts it; None if the text lacks it."""
    starts = [found.start() for found in re.finditer(re.escape(name), text)]
    if not starts:
        return None
    at = min(starts, key=lambda at: abs(at - start))
    return Span(at, at + len(name))


def _degrees(element: ET.Element, *tags: str) -> float | None:
    values = (element.findtext(tag) for tag in tags)
    value = next(filter(None, values), "").strip()
    return float(value) if value else None
