import pytest
import spacy
from spacy.language import Language

from dateline.reading.prose import Prose, parse_prose
from dateline.reading.where import (
    PlaceMention,
    describe_where,
    find_place_spans,
    find_places,
    place_precision,
    resolve_places,
    widen,
)
from dateline.records import Article, Header, Place, Provenance, Span
from dateline.settings import settings

RESOLVED = [
    # text, name, country, admin1, kind, why
    ("Shelling hit Moscow.", "Moscow", "RUS", "Moskva", "city", "the largest of its name"),
    ("A fire in Moscow, Idaho, killed two.", "Moscow", "USA", "Idaho", "city", "the text says"),
    ("The mayor of Paris (Texas) resigned.", "Paris", "USA", "Texas", "city", "in brackets"),
    ("Clashes in Tripoli in northern Lebanon.", "Tripoli", "LBN", None, "city", "in a country"),
    ("Atlanta, Savannah and Macon vote as Georgia does; Alabama and Florida follow.", "Georgia",
     "USA", "Georgia", "admin1", "among the towns of the state"),
    ("Tbilisi said Georgia would vote; Batumi agreed.", "Georgia", "GEO", None, "country",
     "among the towns of the country"),
    ("Gunmen struck in Dagestan.", "Dagestan", "RUS", "Dagestan", "admin1", "a republic"),
    ("The war in Iraq went on.", "Iraq", "IRQ", None, "country", "a country"),
    ("TROOPS LEFT KANDAHAR ON MONDAY.", "KANDAHAR", "AFG", "Kandahār", "city", "upper case"),
    ("He flew to Washington, D.C., at night.", "Washington, D.C.", "USA", "District of Columbia",
     "city", "a container inside the name"),
    ("Police closed Homs province.", "Homs province", "SYR", "Homs", "admin1", "a generic word"),
    ("They left the city of Mosul.", "the city of Mosul", "IRQ", None, "city", "a generic phrase"),
    ("Turkish troops came.", "Turkish", "TUR", None, "country", "a demonym given as a name"),
    ("The Caucasus is restive.", "Caucasus", None, None, "region", "a region of several states"),
    ("A siege in southern Russia.", "southern Russia", "RUS", None, "region", "part of a country"),
    ("Clashes near Mandera.", "Mandera", "KEN", "Mandera", "city", "one is near a town"),
    ("Raids in Mandera County.", "Mandera", "KEN", "Mandera", "admin1", "the text says county"),
    ("Mandera mourned. Raids hit Mandera County.", "Mandera", "KEN", None, "admin1",
     "… or says so elsewhere"),
    ("Mandera mourned. Raids hit Mandera town and Mandera County.", "Mandera", "KEN", None, "city",
     "… but not if it speaks of the town too"),
    ("Shells fell in Kirkuk.", "Kirkuk", "IRQ", None, "city", "the town rather than its province"),
    ("Shells fell in Kirkuk and Aleppo provinces.", "Kirkuk", "IRQ", None, "admin1", "provinces"),
    ("RAIDS IN THE PROVINCES OF IDLIB AND ALEPPO.", "ALEPPO", "SYR", None, "admin1", "… in caps"),
    ("Snow closed roads in Quebec.", "Quebec", "CAN", None, "admin1", "the city is Quebec City"),
    ("A fire in the city of Luxembourg.", "Luxembourg", "LUX", None, "city", "not the country"),
    ("He left the capital of Lebanon.", "Lebanon", "LBN", None, "country", "not a town in Ohio"),
    ("Ohio, Texas, Iowa, Maine and Tennessee left the Paris accord.", "Paris", "FRA", None, "city",
     "many neighbours do not make a small town of a large one"),
    ("Greek police searched Varda.", "Varda", "GRC", None, "city", "a word for its country"),
    ("Fire at Mosul University Hospital; Mosul mourns.", "Mosul University Hospital", "IRQ", None,
     "facility", "a facility stands in the town it is called after"),
]  # fmt: skip

PRECISION = [
    # text with the name in brackets, precision, why
    ("The bomb went off in [Baghdad].", 1, "the place itself"),
    ("The bomb went off near [Baghdad].", 2, "near it"),
    ("A checkpoint outside [Baghdad] was hit.", 2, "outside it"),
    ("Troops clashed near the border town of [Mandera].", 2, "… with words in between"),
    ("An ambush 30 km south of [Baghdad] killed four.", 2, "a distance and a side"),
    ("An ambush five miles from [Baghdad] killed four.", 2, "a distance in words"),
    ("Fighting south of [Baghdad] went on.", 2, "a side"),
    ("Clashes in the [Beslan] district.", 3, "a second-order division called after the town"),
    ("Clashes in the district of [Beslan].", 3, "… the other way round"),
    ("Clashes in [Cook County].", 3, "a second-order division"),
    ("Clashes in the [Kirkuk] governorate.", 4, "a first-order division called after the town"),
    ("Gunmen struck in [Dagestan].", 4, "a first-order division"),
    ("Gunmen struck in northern [Dagestan].", 4, "… also a part of one"),
    ("A school in southern [Russia] was seized.", 5, "a part of a country"),
    ("Bandits roam the north-east of [Nigeria].", 5, "… the other way round"),
    ("Jihadists in the [Sahel].", 5, "a region across provinces"),
    ("Jihadists in northern [Sinai].", 5, "a region within a country"),
    ("Boats on the [Nile River].", 5, "a river"),
    ("The war in [Mali].", 6, "a country"),
    ("Troops north of [Mali] wait.", 6, "outside the country is no part of it"),
    ("Pirates in the [Red Sea].", 7, "a sea"),
    ("Wars in [Africa].", 7, "a continent"),
]

WIDENED = [
    ("A school in southern [Russia] was seized.", "southern Russia", "a side"),
    ("Fighting in northern [Sinai] went on.", "northern Sinai", "a side of a region"),
    ("They hold the northern province of [Idlib].", "northern province of Idlib", "a division of"),
    ("Rebels in the north of [Mali] said.", "north of Mali", "a part of"),
    ("Clashes in [Kirkuk] province.", "Kirkuk province", "a generic word after"),
    ("An ambush 30 km south of [Baghdad].", "Baghdad", "a distance from it is not part of it"),
    ("They live in [Moscow].", "Moscow", "nothing to add"),
    ("130 KM EAST OF [BAGHDAD].", "BAGHDAD", "… in upper case"),
]

FOUND = [
    ("Gunmen seized a theatre in Moscow and a school in Beslan.", ["Moscow", "Beslan"]),
    ("Fighters crossed from Chechnya into Dagestan, the minister said.", ["Chechnya", "Dagestan"]),
    ("The heiress Paris Hilton sang.", []),
    ("The Houston Rockets lost on Friday.", []),
    ("Talks on Eastern and Northern Europe.", ["Northern Europe"]),
    ("The Clean Water Act was passed in Ankara.", ["Ankara"]),
    ("She told the Washington Post that she was well.", []),
    ("Runners of the Boston Marathon were hurt.", []),
    ("Russian troops fired on Ukrainian positions.", []),
    ("Refugees fled Syria’s war for Turkey.", ["Syria", "Turkey"]),
    ("Farms in Gilgit-Baltistan flooded.", ["Gilgit-Baltistan"]),
    ("He lives in Washington, D.C., with his wife.", ["Washington, D.C."]),
    ("Raiders burned the village of Torvala on Monday.", ["Torvala"]),
    ("TROOPS CLASHED WITH GUERRILLAS IN COLOMBIA.", ["COLOMBIA"]),
    ("LORENA, THE COLONEL DID NOT SLEEP. HE FLED FROM QUITO.", ["QUITO"]),
    ("Attacks in southern Russia worried Moscow.", ["Russia", "Moscow"]),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(settings().spacy_model)


@pytest.mark.parametrize(("text", "name", "country", "admin1", "kind", "why"), RESOLVED)
def test_names_are_resolved(
    text: str, name: str, country: str | None, admin1: str | None, kind: str, why: str
) -> None:
    spans = _names(text, name)
    place = resolve_places(text, spans)[-1]
    assert place is not None
    assert (place.country, place.kind) == (country, kind), why
    if admin1 is not None:
        assert place.admin1 == admin1, why


def test_a_name_means_one_place_throughout() -> None:
    text = "A fire in Moscow, Idaho, killed two. Moscow mourned."
    first, second = resolve_places(text, [Span(10, 16), Span(37, 43)])
    assert first == second


def test_unknown_names_are_none() -> None:
    assert resolve_places("Qwertyville burned.", [Span(0, 11)]) == [None]


def test_a_facility_is_not_put_where_its_name_alone_points() -> None:
    assert resolve_places("Fire at Lincoln Hospital.", [Span(8, 24)]) == [None]


_IN_BASRA = "Zubair and Basra nearby were calm. In that city, guards left {}. Paris sent help."


@pytest.mark.parametrize("site", ["Al-Karama Street", "the Sadr Teaching Hospital", "the bridge"])
def test_a_site_that_no_list_knows_is_in_the_town_of_its_text(site: str) -> None:
    text = _IN_BASRA.format(site)
    names = ("Basra", "Zubair", "Paris", site)
    basra, *_, place = resolve_places(text, [_span(text, name) for name in names])
    assert basra is not None
    assert place is not None
    assert (place.lat, place.lon, place.country) == (basra.lat, basra.lon, "IRQ")
    assert (place.kind, place.geonames_id) == ("facility", None)


@pytest.mark.parametrize(
    ("text", "towns", "site", "why"),
    [
        (_IN_BASRA.format("Qwert Lodge"), ("Basra", "Zubair"), "Qwert Lodge", "may be anything"),
        ("Fire at Elm Street, Basra.", ("Basra",), "Elm Street", "one town alone says too little"),
        (
            "Oslo, Lagos and Lima wept at Elm Street.",
            ("Oslo", "Lagos", "Lima"),
            "Elm Street",
            "far",
        ),
        (
            _IN_BASRA.format("Arizona State University"),
            ("Basra", "Zubair"),
            "Arizona State University",
            "its name says where it is",
        ),
    ],
)
def test_a_site_is_put_nowhere_when_its_town_is_open(
    text: str, towns: tuple[str, ...], site: str, why: str
) -> None:
    *found, place = resolve_places(text, [_span(text, name) for name in (*towns, site)])
    assert all(found), why
    assert place is None, why


def test_a_site_is_in_the_town_named_before_it_or_said_to_be_its_own() -> None:
    text = "In Basra, police closed Elm Street; in Zubair, Oak Road. At Ash Lane, Basra, all slept."
    spans = [_span(text, n) for n in ("Basra", "Elm Street", "Zubair", "Oak Road", "Ash Lane")]
    own = text.rindex("Basra")
    basra, elm, zubair, oak, ash, _ = resolve_places(text, [*spans, Span(own, own + 5)])
    assert basra is not None
    assert zubair is not None
    assert [p and p.lat for p in (elm, oak, ash)] == [basra.lat, zubair.lat, basra.lat]


def test_a_word_without_a_capital_is_no_name() -> None:
    text = "The mayor of Oslo closed the street."
    assert resolve_places(text, [_span(text, "street")]) == [None]
    assert resolve_places("fire in paris", [Span(8, 13)]) != [None]


def test_a_lone_small_town_is_not_pinned() -> None:
    text = "Gunmen shot a teacher in Varda. Paris and Lagos were calm."
    varda, *others = resolve_places(text, [_span(text, n) for n in ("Varda", "Paris", "Lagos")])
    assert varda is None
    assert all(others)


def test_points_of_the_compass_are_not_places() -> None:
    text = "The South voted as Eastern Europe did."
    assert resolve_places(text, [_span(text, "South"), _span(text, "Eastern")]) == [None, None]


def test_upper_case_and_lower_case_name_one_place() -> None:
    text = "LONDON, Ky. - Police in London arrested two."
    first, second = resolve_places(text, [Span(0, 6), Span(24, 30)])
    assert first == second
    assert first is not None
    assert first.admin1 == "Kentucky"


def test_the_order_of_spans_is_kept() -> None:
    text = "From Lagos to Oslo."
    places = resolve_places(text, [Span(14, 18), Span(5, 10)])
    assert [place and place.country for place in places] == ["NOR", "NGA"]


@pytest.mark.parametrize(("marked", "precision", "why"), PRECISION)
def test_words_around_give_the_precision(marked: str, precision: int, why: str) -> None:
    text, span = _unmark(marked)
    (place,) = resolve_places(text, [span])
    assert place is not None
    assert place_precision(text, span, place) == precision, why


@pytest.mark.parametrize(("marked", "name", "why"), WIDENED)
def test_qualifying_words_are_kept(marked: str, name: str, why: str) -> None:
    text, span = _unmark(marked)
    wide, said = widen(text, span)
    assert said == name, why
    assert text[wide.start : wide.end] == name


@pytest.mark.parametrize(
    ("marked", "pinned"),
    [
        ("A bomb in [Baghdad].", True),
        ("A bomb near [Baghdad].", True),
        ("A bomb in southern [Russia].", False),
        ("A bomb in [Russia].", False),
        ("A bomb in the [Caucasus].", False),
    ],
)
def test_no_pin_without_a_point(marked: str, pinned: bool) -> None:
    text, span = _unmark(marked)
    (place,) = resolve_places(text, [span])
    where = describe_where(text, PlaceMention(span, text[span.start : span.end], place))
    assert (where.lat is not None) == pinned
    assert (where.lon is not None) == pinned


def test_an_unknown_place_has_words_only() -> None:
    where = describe_where("In Qwertyville.", PlaceMention(Span(3, 14), "Qwertyville", None))
    assert (where.name, where.country, where.precision) == ("Qwertyville", None, None)


def test_nearness_is_part_of_the_evidence() -> None:
    text, span = _unmark("An ambush 30 km south of [Baghdad] killed four.")
    where = describe_where(text, PlaceMention(span, "Baghdad", resolve_places(text, [span])[0]))
    ((start, end),) = where.evidence
    assert text[start:end] == "30 km south of Baghdad"


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_places_are_found(text: str, names: list[str], nlp: Language) -> None:
    found = find_place_spans(_prose(text, nlp))
    assert [name for _, name in found] == names
    assert [text[span.start : span.end] for span, _ in found] == names


def test_found_places_are_resolved(nlp: Language) -> None:
    mentions = find_places(_prose("Rebels in Dagestan threatened Moscow.", nlp))
    assert [m.place and m.place.country for m in mentions] == ["RUS", "RUS"]


def test_the_header_speaks_for_small_towns(nlp: Language) -> None:
    body = "Rebels burned a bus in Suchitoto."
    text = f"SAN SALVADOR — {body}"
    header = Header(place="San Salvador", evidence=(Span(0, 14),))
    assert [m.place for m in find_places(_prose(body, nlp))] == [None]
    (found,) = find_places(_prose(text, nlp, header))
    assert found.place is not None
    assert found.place.country == "SLV"


def test_a_place_of_a_region_has_no_point() -> None:
    (place,) = resolve_places("In Kashmir.", [Span(3, 10)])
    assert place == Place(geonames_id=place and place.geonames_id, kind="region")


def _names(text: str, wanted: str) -> list[Span]:
    """The other towns and states of the tables as names, and the wanted one last."""
    towns = ("Atlanta", "Savannah", "Macon", "Alabama", "Florida", "Tbilisi", "Batumi", "Ohio",
             "Texas", "Iowa", "Maine", "Tennessee")  # fmt: skip
    return [
        Span(text.index(name), text.index(name) + len(name))
        for name in (*towns, wanted)
        if name in text
    ]


def _span(text: str, name: str) -> Span:
    return Span(text.index(name), text.index(name) + len(name))


def _unmark(marked: str) -> tuple[str, Span]:
    start, end = marked.index("["), marked.index("]")
    return marked.replace("[", "").replace("]", ""), Span(start, end - 1)


def _prose(text: str, nlp: Language, header: Header = Header()) -> Prose:  # noqa: B008
    source = Provenance(kind="test", ref="test", retrieved_at="2020-01-01T00:00:00Z")
    return parse_prose(Article(id="test", text=text, source=source, header=header), nlp)
