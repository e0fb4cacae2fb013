"""The example sets, read and summarised: what `examples/README.md` says is right.

Which claims are one event is told here by hand, so that this tests the record and nothing else.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.linking import (
    find_identities,
    group_identities,
    link_identities,
    summarise_actor,
    summarise_event,
)
from dateline.pipeline import Reader
from dateline.records import Event, Figure, Link, Origin, Report, voices_of

EXAMPLES = Path(__file__).parents[2] / "examples"
Reports = Callable[[str], list[Report]]

pytestmark = pytest.mark.golden


@pytest.fixture(scope="module")
def reports() -> Reports:
    """Read a set of examples, once."""
    reader = Reader()
    read: dict[str, list[Report]] = {}

    def of_set(name: str) -> list[Report]:
        if name not in read:
            read[name] = [reader.read(str(path)) for path in sorted((EXAMPLES / name).iterdir())]
        return read[name]

    return of_set


@pytest.fixture(scope="module")
def blast(reports: Reports) -> Event:
    """The explosion of Beira: one event, five reports, the second a reprint of the first."""
    some = reports("harbour-blast")
    ids = [report.article.id for report in some]
    homes = {"Meridian": ids[:2], "Beira Morning Post": ids[2:3], "The Harbour Gazette": ids[3:4],
             "World Dispatch": ids[4:]}  # fmt: skip
    origins = [
        Origin(id=name, name=name, kind="outlet", articles=tuple(articles), is_proven=True)
        for name, articles in homes.items()
    ]
    first, reprint = sorted(ids[:2])
    link = Link(kind="copy", a=first, b=reprint, score=0.9, reason="12 sentences of 12 are shared")
    members = [
        (report, next(claim for claim in report.claims if claim.modes == ("explosives",)))
        for report in some
    ]
    return summarise_event("blast", members, origins, [link])


def test_the_blast_is_four_voices_in_five_articles(blast: Event) -> None:
    counts = blast.counts
    assert (counts.articles, counts.copies, counts.origins, counts.unproven) == (5, 1, 4, 0)
    assert blast.first.outlet == "Meridian"
    assert (blast.what.type, blast.what.modes) == ("ASSAULT", ("explosives",))
    assert blast.when is not None
    assert (blast.when.start, blast.when.end) == ("2024-04-09", "2024-04-09")
    assert blast.where is not None
    assert (blast.where.name, blast.where.country) == ("Beira", "MOZ")
    assert (blast.status.best, blast.certainty.best) == ("happened", "attributed")


def test_the_dead_of_the_blast(blast: Event) -> None:
    killed = next(toll for toll in blast.toll if toll.kind == "killed")
    assert [(value.figure, value.voice.speakers, value.is_latest) for value in killed.reported] == [
        (Figure(17, 17, None), ("Health Ministry",), True),
        (Figure(21, 21, 21), ("the director of the central hospital",), True),
        (Figure(19, None, 23), ("firefighters",), True),
        (Figure(17, 17, None), ("Health Ministry",), False),  # the reprint
        (Figure(None, None, 25), (), True),
    ]
    assert (killed.low, killed.best, killed.high, killed.voices) == (17, 17, 25, 4)
    moved = [move.to for move in blast.moves if move.field == "killed"]
    assert moved == [
        Figure(17, 17, None),
        Figure(21, 21, 21),
        Figure(19, None, 23),
        Figure(None, None, 25),
    ]


def test_the_critically_wounded_are_a_part(blast: Event) -> None:
    wounded = next(toll for toll in blast.toll if toll.kind == "wounded")
    assert (wounded.low, wounded.best, wounded.high) == (80, 80, 96)
    assert [value.best for value in wounded.reported if value.is_part] == [11]


def test_the_accusation_of_the_front_stands_beside_its_denial(blast: Event) -> None:
    assert [one.accused for one in blast.accusations] == ["Front for Coastal Liberation"]
    found = blast.accusations[0]
    assert {stand.voice.speakers for stand in found.accused_by} == {("Rosa Chicombe",)}
    denied_by = {(stand.voice.outlet, *stand.voice.speakers) for stand in found.denied_by}
    assert ("The Harbour Gazette", "Front for Coastal Liberation") in denied_by
    relayed = next(stand for stand in found.denied_by if stand.voice.relayed_by)
    assert (relayed.voice.outlet, relayed.voice.origin) == ("World Dispatch", "The Harbour Gazette")
    front = next(party for party in blast.actors if party.name == "Front for Coastal Liberation")
    assert (front.certainty, front.voices) == ("disputed", 1), "four outlets, one minister"
    assert any(one.field == "actors" for one in blast.contradictions)


def test_every_voice_of_the_blast_quotes_its_article(blast: Event, reports: Reports) -> None:
    texts = {report.article.id: report.article.text for report in reports("harbour-blast")}
    for voice in voices_of(blast):
        for quote in voice.evidence:
            assert texts[voice.claim.article][quote.start : quote.end] == quote.text


def test_police_and_ombudsman_contradict_each_other(reports: Reports) -> None:
    tuesday = reports("week-of-protests")[1]
    claim = next(claim for claim in tuesday.claims if claim.modes == ("crowd-control",))
    event = summarise_event("batons", [(tuesday, claim)])
    assert [stand.voice.speakers for stand in event.accusations[0].accused_by] == [
        ("the ombudsman's office",)
    ]
    assert [stand.voice.speakers for stand in event.accusations[0].denied_by] == [("Carla Ynga",)]
    assert event.actors[0].certainty == "disputed"


def test_the_raid_keeps_both_counts_of_the_dead(reports: Reports) -> None:
    raid, later = reports("emerging-tie")[3:5]
    members = [(raid, claim) for claim in raid.claims if claim.toll]
    members += [(later, claim) for claim in later.claims if claim.toll and claim.toll[0].best == 27]
    event = summarise_event("raid", members)
    killed = event.toll[0]
    assert (killed.low, killed.best, killed.high) == (27, 27, 43)
    clash = next(one for one in event.contradictions if one.field == "killed")
    assert {side.value for side in clash.sides} == {"27 killed", "43 killed"}


# Every actor that more than one article of a set names, and in how many.
SHARED = {
    "harbour-blast": {
        "Front for Coastal Liberation": 5, "Rosa Chicombe": 4, "Health Ministry": 3,
        "Armindo Tavela": 2, "Harbour Gazette": 2, "Zambia": 2, "Zimbabwe": 2,
    },
    "week-of-protests": {
        "Óscar Belaunde": 5, "Hugo Mamani": 4, "Students' Federation": 3, "Milagros Huanca": 3,
        "Julio Condori": 3, "Silvia Rondón": 2, "Eusebio Ticona": 2, "Gonzalo Tejada": 2,
        "Southern Ledger": 2,
    },
    "emerging-tie": {
        "Banner of the Dunes": 5, "Northern Covenant": 5, "Niger": 4, "Abu Nasr": 3, "Mali": 3,
        "Oumar Sidibé": 2, "Fatima Ould Barka": 2, "Centre for Saharan Studies": 2,
        "Sahel Monitor": 2,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SHARED)
def test_the_same_actors_are_found_in_the_articles_of_a_set(name: str, reports: Reports) -> None:
    identities = [one for report in reports(name) for one in find_identities(report)]
    names = {one.ref: one.name for one in identities}
    groups = group_identities(identities, link_identities(identities))
    shared = {names[group[0]]: len(group) for group in groups if len(group) > 1}
    assert shared == SHARED[name]


def test_the_ties_of_the_banner_over_time(reports: Reports) -> None:
    members = [
        (report, entity)
        for report in reports("emerging-tie")
        for entity in report.entities
        if entity.name == "Banner of the Dunes"
    ]
    actor = summarise_actor("banner", members)
    assert actor.articles == 5
    assert [(tie.kind, tie.other, tie.is_from, tie.certainty) for tie in actor.ties] == [
        ("seeks-ties", "Northern Covenant", True, "attributed"),
        ("affiliated", "Abu Nasr", False, "stated"),
        ("affiliated", "Moussa ag Ghali", False, "stated"),
    ]
    assert any(deed.type == "ASSAULT" for deed in actor.did)
    assert actor.said
    assert actor.said_of
