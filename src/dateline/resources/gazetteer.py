"""Names of places and what they may mean: a read-only SQLite file joined from GeoNames lists.

In: a name as a text writes it. Out: every place of that name, the most populous first. The file
is made by `training/gazetteer/build.py`; its origin and licence stand in `places/LICENCE.md`.
"""

import functools
import os
import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import NamedTuple

KINDS = (
    "city", "admin1", "admin2", "admin3", "country", "region", "continent", "water",
    "facility",
)  # fmt: skip
DEGREE = 10_000  # coordinates are kept as whole ten-thousandths of a degree: eleven metres

_FILE = Path(__file__).parent / "places" / "gazetteer.sqlite"
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
_APOSTROPHE = re.compile(r"[’‘`ʼʻ´′]")
_GENITIVE = re.compile(r"'s\b|'(?=\s|$)")
_NOT_LETTERS = re.compile(r"[^\w]+")
_SAINT = re.compile(r"\b(?:st|ste)\b(?= \w)")
_QUERY = """
SELECT place.name, place.lat, place.lon, place.country, place.admin1, place.id, place.kind,
       place.population, place.capital, name.sense
FROM name JOIN place ON place.id = name.id WHERE name.key = ?
"""


class Candidate(NamedTuple):
    """One place that a name may mean.

    `lat` and `lon` are degrees, None for what GeoNames gives no point; a country's is its centre.
    `admin1` is the first-order division's name, or its GeoNames code if it has no known name.
    `geonames_id` is None for the places added by hand. `sense` says how the name belongs to the
    place: "name", "alias" (another spelling or language) or "demonym" ("Turkish").
    """

    name: str
    lat: float | None
    lon: float | None
    country: str | None  # ISO 3166 alpha-3
    admin1: str | None
    geonames_id: int | None
    kind: str  # one of KINDS
    population: int
    capital: bool
    sense: str


SENSES = ("name", "alias", "demonym")


def fold_name(name: str) -> str:
    """The form names are looked up by: "Saint-Étienne's" and "SAINT ETIENNE" are one."""
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = _APOSTROPHE.sub("'", plain)
    plain = _GENITIVE.sub("", plain).replace("'", "").replace(".", "")
    plain = _NOT_LETTERS.sub(" ", plain).strip()
    plain = plain.removeprefix("the ") or plain
    return _SAINT.sub("saint", plain)


@functools.lru_cache(maxsize=20_000)
def find_candidates(name: str) -> tuple[Candidate, ...]:
    """Every place called `name`, capital or not, the most populous first; none if unknown.

    A short code counts only in capitals or with its full stop: "US" is a country, "us" is a word.
    """
    key = fold_name(name)
    if not key or (len(key) < 3 and not (name.isupper() or name.endswith("."))):
        return ()
    rows = _connection(os.getpid()).execute(_QUERY, (key,)).fetchall()
    found = [_candidate(row) for row in rows]
    return tuple(sorted(found, key=lambda place: -place.population))


def find_problem() -> str | None:
    """What is wrong with the file; None when every page of it is sound.

    Raises:
        sqlite3.Error: it cannot be opened, or is no such file.
    """
    (told,) = _connection(os.getpid()).execute("PRAGMA quick_check(1)").fetchone()
    return None if told == "ok" else str(told)


@functools.cache
def _connection(process: int) -> sqlite3.Connection:  # a connection must not cross a fork
    return sqlite3.connect(
        f"{_FILE.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


@functools.cache
def _divisions(process: int) -> dict[str, str]:
    """Names of first-order divisions by code: "USA.TX" is Texas."""
    return dict(_connection(process).execute("SELECT code, name FROM division"))


def _candidate(
    row: tuple[str, int | None, int | None, str, str, int, int, int, int, int],
) -> Candidate:
    name, lat, lon, country, admin1, place_id, kind, population, capital, sense = row
    code = f"{country}.{admin1}" if country and admin1 else None
    return Candidate(
        name=name,
        lat=None if lat is None else lat / DEGREE,
        lon=None if lon is None else lon / DEGREE,
        country=country or None,
        admin1=_divisions(os.getpid()).get(code, code) if code else None,
        geonames_id=place_id if place_id > 0 else None,
        kind=KINDS[kind],
        population=population,
        capital=bool(capital),
        sense=SENSES[sense],
    )
