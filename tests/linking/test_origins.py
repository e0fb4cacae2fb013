"""`linking.origins`: how many voices stand behind articles and claims, and why."""

import dataclasses
import itertools

from dateline.linking.copies import compare_articles
from dateline.linking.origins import claim_origins, find_origins, find_relays
from dateline.records import Article, Origin, Report
from tests.linking.writing import NEXT_DAY, OTHER, WIRE, write_article
from tests.making import MadeClaim, MadeSaid, make_report


def origins(*articles: Article) -> tuple[Origin, ...]:
    links = [
        link for a, b in itertools.combinations(articles, 2) if (link := compare_articles(a, b))
    ]
    return find_origins([Report(article=article) for article in articles], links)


def told(found: tuple[Origin, ...]) -> list[tuple[str | None, int, bool]]:
    return [(origin.name, len(origin.articles), origin.is_proven) for origin in found]


MERIDIAN = write_article(*WIRE, agency="Meridian")
REPRINT = write_article(*WIRE[:6], outlet="Coastline Today", published="2024-04-10")
POST = write_article(
    *OTHER, outlet="Morning Post", bylines=("Célia Muianga",), published="2024-04-10"
)


def test_ten_reprints_are_one_origin():
    printed = [
        write_article(*WIRE[: 5 + n % 3], outlet=f"Paper {n} Herald", published="2024-04-10")
        for n in range(10)
    ]
    found = origins(MERIDIAN, *printed)
    assert told(found) == [("Meridian", 11, True)]
    assert len([reason for reason in found[0].reasons if "print one report" in reason]) == 10


def test_articles_that_credit_an_agency_are_one_origin_though_their_texts_differ():
    first = write_article(*WIRE[:4], outlet="Kara Post", agency="Meridian")
    second = write_article(*NEXT_DAY, outlet="Coastline Today", agency="Meridian")
    found = origins(first, second)
    assert told(found) == [("Meridian", 2, True)]
    assert set(found[0].reasons) == {
        "Kara Post credits Meridian: (Meridian)",
        "Coastline Today credits Meridian: (Meridian)",
    }


def test_an_outlet_of_its_own_is_an_origin_of_its_own():
    assert told(origins(MERIDIAN, REPRINT, POST)) == [
        ("Meridian", 2, True),
        ("Morning Post", 1, True),
    ]


def test_an_outlet_is_one_voice_on_two_days():
    later = write_article(*NEXT_DAY, outlet="The Morning Post", bylines=("Ana Ruiz",))
    [origin] = origins(POST, later)
    assert (origin.id, len(origin.articles), origin.is_proven) == ("morning post", 2, True)


def test_what_nobody_is_known_to_have_written_is_not_proven():
    nobody = write_article(*OTHER)
    without_writer = write_article(*NEXT_DAY, outlet="Kara Post")
    found = origins(MERIDIAN, nobody, without_writer)
    assert sorted(told(found), key=str) == [
        ("Kara Post", 1, False),
        ("Meridian", 1, True),
        (None, 1, False),
    ]
    doubts = {reason for origin in found for reason in origin.reasons if "not proven" in reason}
    assert doubts == {
        "not proven: Kara Post names no writer, and nobody spoke to it",
        "not proven: the report is of no known outlet",
    }


def test_two_outlets_with_one_text_and_no_agency_are_one_origin_that_is_not_proven():
    first = write_article(*OTHER, outlet="Kara Post")
    second = write_article(*OTHER, outlet="Evening Herald")
    assert [(len(one.articles), one.is_proven) for one in origins(first, second)] == [(2, False)]


def test_a_part_credit_leaves_the_outlet_unproven():
    mixed = write_article(
        *OTHER, "AFP contributed to this report.", outlet="Kara Post", bylines=("Ana Ruiz",)
    )
    found = origins(mixed)
    assert told(found) == [("Kara Post", 1, False)]
    assert found[0].reasons == ("not proven: Kara Post credits AFP for a part",)


def test_an_article_made_of_two_wires_does_not_make_them_one():
    halyard = write_article(*OTHER, agency="Halyard")
    merged = write_article(*WIRE[:5], *OTHER[:5], outlet="Coastline Today", published="2024-04-11")
    found = origins(MERIDIAN, halyard, merged)
    assert told(found) == [("Halyard", 2, True), ("Meridian", 2, True)]
    assert "Coastline Today is put together from the reports of Halyard and Meridian" in (
        found[0].reasons
    )


def test_two_cuts_of_one_report_are_one_origin():
    whole = write_article(*WIRE, *OTHER, outlet="Kara Post", bylines=("Ana Ruiz",))
    cuts = [
        write_article(*part, outlet=f"{name} Herald", published="2024-04-10")
        for name, part in (("Lower", WIRE), ("Upper", OTHER))
    ]
    assert told(origins(whole, *cuts)) == [("Kara Post", 3, True)]


def test_the_order_of_articles_does_not_matter():
    articles = [MERIDIAN, REPRINT, POST, write_article(*NEXT_DAY), write_article(*OTHER[:4])]
    wanted = origins(*articles)
    assert all(origins(*order) == wanted for order in itertools.permutations(articles))


def test_a_claim_that_is_relayed_adds_no_voice():
    source = make_report(1, outlet="Beira Morning Post")
    relaying = make_report(
        2, outlet="World Dispatch", claims=[MadeClaim(speaker="the Beira Morning Post")]
    )
    own = make_report(3, outlet="World Dispatch")
    both = [(report, report.claims[0]) for report in (source, relaying)]
    assert [origin.name for origin in claim_origins(both, [])] == ["Beira Morning Post"]
    assert [origin.name for origin in claim_origins([both[1], (own, own.claims[0])], [])] == [
        "Beira Morning Post",
        "World Dispatch",
    ]


def test_a_chain_of_relays_goes_to_the_first():
    said = MadeSaid(relayed_by="Reuters")
    chained = make_report(1, outlet="Kara Post", said=[said])
    [attribution] = chained.attributions
    bbc = dataclasses.replace(chained.entities[-1], id="e99", name="BBC", kind="outlet")
    # "The envoy told Reuters, the BBC reported": nearest first
    attribution = dataclasses.replace(attribution, relayed_by=("e99", *attribution.relayed_by))
    claim = dataclasses.replace(chained.claims[0], said_by=(attribution.id,))
    report = dataclasses.replace(
        chained, entities=(*chained.entities, bbc), attributions=(attribution,), claims=(claim,)
    )
    [origin] = claim_origins([(report, claim)], [])
    assert (origin.name, origin.kind, origin.is_proven) == ("Reuters", "agency", True)


def test_a_relayed_outlet_that_prints_an_agency_is_that_agency():
    reprint = Report(article=REPRINT)
    wire = Report(article=MERIDIAN)
    link = compare_articles(REPRINT, MERIDIAN)
    assert link is not None
    relaying = make_report(
        1, outlet="World Dispatch", claims=[MadeClaim(speaker="Coastline Today")], said=[]
    )
    found = find_origins([reprint, wire, relaying], [link])
    assert told(found) == [("Meridian", 3, True)]
    relays = {relay.article: relay for relay in find_relays([relaying, wire, reprint], [link])}
    assert {name: (relay.name, relay.is_whole) for name, relay in relays.items()} == {
        REPRINT.id: ("Meridian", True),
        relaying.article.id: ("Meridian", False),
    }
    assert relays[relaying.article.id].reason == (
        "World Dispatch relays Coastline Today (according to)"
    )
