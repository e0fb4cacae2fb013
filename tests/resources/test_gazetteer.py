import time

import pytest

from dateline.resources.gazetteer import find_candidates, fold_name

FOLDED = [
    ("Saint-Étienne’s", "saint etienne", "accents, hyphens and the genitive go"),
    ("ST. LOUIS", "saint louis", "St. is Saint, and capitals do not matter"),
    ("the Hague", "hague", "the article goes"),
    ("Theale", "theale", "… but only as a word"),
    ("N'Djamena", "ndjamena", "an apostrophe inside joins"),
    ("N’Djamena", "ndjamena", "… whatever its shape"),
    ("U.S.", "us", "full stops go"),
    ("Tromsø", "tromso", "letters without a combining accent"),
]

FIRST = [
    # name, first candidate, kind, country, why
    ("Chechnya", "Chechnya", "admin1", "RUS", "a division under its English name"),
    ("INGUSHETIA", "Ingushetia", "admin1", "RUS", "upper case"),
    ("U.S.", "United States", "country", "USA", "an abbreviation of a country"),
    ("Calif.", "California", "admin1", "USA", "a press abbreviation"),
    ("Ky.", "Kentucky", "admin1", "USA", "a short one, with its full stop"),
    ("TX", "Texas", "admin1", "USA", "a postal code"),
    ("Sahel", "Sahel", "region", None, "a region that outweighs a province of its name"),
    ("Sinai", "Sinai", "region", "EGY", "a region within one country"),
    ("Red Sea", "Red Sea", "water", None, "a sea"),
    ("Africa", "Africa", "continent", None, "a continent"),
    ("Bihar", "Bihar", "admin1", "IND", "State of Bihar"),
    ("Kyiv", "Kyiv", "city", "UKR", "today's spelling"),
    ("Kiev", "Kyiv", "city", "UKR", "and the older one"),
    ("Burma", "Myanmar", "country", "MMR", "a country's former name"),
    ("Cook County", "Cook County", "admin2", "USA", "a second-order division"),
    ("White House", "White House", "facility", "USA", "not the town in Tennessee"),
]


@pytest.mark.parametrize(("name", "key", "why"), FOLDED)
def test_names_are_folded(name: str, key: str, why: str) -> None:
    assert fold_name(name) == key, why


@pytest.mark.parametrize(("name", "place", "kind", "country", "why"), FIRST)
def test_the_most_populous_comes_first(
    name: str, place: str, kind: str, country: str | None, why: str
) -> None:
    first = find_candidates(name)[0]
    assert (first.name, first.kind, first.country) == (place, kind, country), why


@pytest.mark.parametrize("name", ["us", "in", "", "’s", "Qwertyville", "mo si ke", "the"])
def test_words_are_not_places(name: str) -> None:
    assert find_candidates(name) == ()


def test_a_demonym_says_so() -> None:
    (turkey,) = find_candidates("Turkish")
    assert (turkey.name, turkey.sense) == ("Turkey", "demonym")


def test_a_city_knows_its_division_and_whether_it_is_a_capital() -> None:
    moscow, *others = [c for c in find_candidates("Moscow") if c.kind == "city"]
    assert moscow.capital
    assert moscow.country == "RUS"
    assert not any(other.capital for other in others)
    assert "Idaho" in {other.admin1 for other in others}


def test_what_has_no_point_has_none() -> None:
    (caucasus,) = find_candidates("Caucasus")
    assert caucasus.lat is None
    assert caucasus.lon is None


def test_ids_below_zero_do_not_leave_the_file() -> None:
    assert find_candidates("Persian Gulf")[0].geonames_id is None
    assert find_candidates("Beslan")[0].geonames_id == 576697


def test_looking_up_is_fast() -> None:
    names = [f"{first} {last}" for first in ("San", "New", "East", "Al") for last in "ABCDEFGH"]
    names += ["Springfield", "San Antonio", "Moscow", "Paris", "Aleppo", "Lagos", "Georgia"]
    look_up = find_candidates.__wrapped__
    look_up("warm up")
    started = time.perf_counter()
    for name in names * 20:
        look_up(name)
    assert (time.perf_counter() - started) / (len(names) * 20) < 0.0005
