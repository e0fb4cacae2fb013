"""`linking.origins`: how many voices stand behind articles and claims, and why."""

import dataclasses
import itertools

from dateline.linking.copies import compare_articles
from dateline.linking.origins import claim_sources, find_origins
from dateline.records import Article, Attribution, Claim, Origin, Report, Span
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
    assert [origin.name for origin in claim_sources(both, []).origins] == ["Beira Morning Post"]
    assert [
        origin.name for origin in claim_sources([both[1], (own, own.claims[0])], []).origins
    ] == [
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
    [origin] = claim_sources([(report, claim)], []).origins
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


def relays_of(*reports: Report) -> list[tuple[str | None, str, str | None, str | None, str]]:
    """Who took what from whom, of the claims of reports; articles as their outlets."""
    articles = {report.article.id: report.article for report in reports}
    pairs = itertools.combinations(articles.values(), 2)
    links = [link for a, b in pairs if (link := compare_articles(a, b))]
    members = [(report, claim) for report in reports for claim in report.claims]
    return [
        (
            relay.outlet,
            relay.how,
            relay.source,
            relay.taken_from and articles[relay.taken_from].outlet,
            relay.reason,
        )
        for relay in claim_sources(members, links).relays
    ]


def claiming(article: Article) -> Report:
    """A report with one claim, of the first word."""
    span = Span(0, len(article.text.split()[0]))
    claim = Claim(
        id="c1", type="ASSAULT", trigger=(span,), status="happened", certainty="stated",
        score=0.9, evidence=(span,),
    )  # fmt: skip
    return Report(article=article, claims=(claim,))


def test_a_reprint_a_credit_and_words_are_told_with_their_source():
    relaying = make_report(
        1, outlet="World Dispatch", claims=[MadeClaim(speaker="Coastline Today")], said=[]
    )
    crediting = write_article(*NEXT_DAY, outlet="Kara Post", agency="Meridian")
    found = relays_of(claiming(MERIDIAN), claiming(REPRINT), relaying, claiming(crediting))
    assert sorted(found, key=str) == [
        (
            "Coastline Today",
            "copy",
            "Meridian",
            None,  # the agency's own article has no outlet
            "Meridian and Coastline Today print one report:"
            " 6 of 6 sentences of one stand in the other",
        ),
        ("Kara Post", "credit", "Meridian", None, "Kara Post credits Meridian: (Meridian)"),
        (
            "World Dispatch",
            "words",
            "Meridian",
            "Coastline Today",
            "World Dispatch relays Coastline Today (according to)",
        ),
    ]


def test_words_of_a_toll_are_told_with_their_source():
    report = make_report(1, outlet="Kara Post", claims=[MadeClaim(toll=(3, 3, 3))], said=[])
    end = len(report.article.text)
    said = Attribution(
        id="a9", speakers=(), speaker_spans=(Span(end, end + 3),), cue=(),
        content=report.claims[0].evidence, form="indirect", stance="states", score=0.9,
    )  # fmt: skip
    toll = dataclasses.replace(report.claims[0].toll[0], said_by=("a9",))
    told = Report(
        article=dataclasses.replace(report.article, text=report.article.text + "BBC counted them."),
        entities=report.entities,
        attributions=(said,),
        claims=(dataclasses.replace(report.claims[0], toll=(toll,)),),
    )
    assert relays_of(told) == [("Kara Post", "words", "BBC", None, "Kara Post relays BBC")]


def test_an_article_made_of_two_wires_names_both():
    halyard = claiming(write_article(*OTHER, agency="Halyard"))
    merged = write_article(*WIRE[:5], *OTHER[:5], outlet="Coastline Today", published="2024-04-11")
    found = relays_of(claiming(MERIDIAN), halyard, claiming(merged))
    assert sorted((outlet, how, source) for outlet, how, source, _, _ in found) == [
        ("Coastline Today", "compilation", "Halyard"),
        ("Coastline Today", "compilation", "Meridian"),
    ]
