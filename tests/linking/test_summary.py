"""The record of an event: its rules one by one, and what holds for any claims."""

import dataclasses
import itertools
import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dateline.errors import EvidenceError
from dateline.linking import summarise_event
from dateline.records import (
    Attribution,
    Certainty,
    Claim,
    Entity,
    EntityRef,
    Event,
    EventToll,
    Figure,
    Link,
    Origin,
    Relay,
    Report,
    Span,
    Status,
    Toll,
    Where,
    event_from_json,
    event_schema,
    event_to_json,
    voices_of,
)
from tests.making import MadeClaim, MadeSaid, Range, make_report
from tests.strategies import reports

_STEADY = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def _report(
    number: int,
    toll: Range | None = None,
    *,
    outlet: str | None = None,
    day: str | None = None,
    **claimed: Any,
) -> Report:
    day = day or f"2021-03-{number + 4:02}"
    claim = MadeClaim(toll=toll, actor=claimed.pop("actor", None), recipient=None, **claimed)
    return make_report(
        number, outlet=outlet or f"Outlet {number}", published=day, claims=[claim], said=()
    )


def _event(
    *some: Report,
    proven: bool = True,
    copies: Sequence[tuple[Report, Report]] = (),
) -> Event:
    """The event of the first claims of reports, each an origin, copies one with the original."""
    homes = {report.article.id: report.article.id for report in some}
    for original, copy in copies:
        homes[copy.article.id] = homes[original.article.id]
    origins = [
        Origin(
            id=f"o-{home}",
            name=next(one.article.outlet for one in some if one.article.id == home),
            kind="outlet",
            articles=tuple(article for article, its in homes.items() if its == home),
            is_proven=proven,
        )
        for home in sorted(set(homes.values()))
    ]
    links = [
        Link(kind="copy", a=a, b=b, score=0.9, reason="they share every sentence")
        for pair in copies
        for a, b in [sorted(report.article.id for report in pair)]
    ]
    return summarise_event("ev", [(report, report.claims[0]) for report in some], origins, links)


def _killed(event: Event) -> EventToll:
    return next(toll for toll in event.toll if toll.kind == "killed")


# What independent outlets print, in this order, and what it adds up to.
TOLLS: list[tuple[str, list[Range], Range]] = [
    ("one figure", [(12, 12, 12)], (12, 12, 12)),
    ("at least, and a count", [(17, 17, None), (21, 21, 21)], (17, 17, 21)),
    ("the median of three", [(10, 10, 10), (12, 12, 12), (30, 30, 30)], (10, 12, 30)),
    ("of two the lower", [(30, 30, 30), (10, 10, 10)], (10, 10, 30)),
    ("of four the lower middle", [(1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4)], (1, 2, 4)),
    ("a range has no best", [(19, None, 23)], (19, None, 23)),
    ("a range widens", [(17, 17, 17), (19, None, 23), (None, None, 25)], (17, 17, 25)),
    ("up to", [(None, None, 25)], (None, None, 25)),
    ("at least, and nobody says more", [(12, 12, None)], (12, 12, None)),
    ("at least more than another counts", [(50, 50, None), (43, 43, 43)], (43, 43, None)),
    ("up to less than another counts", [(None, None, 15), (21, 21, 21)], (None, 21, 21)),
    ("about alone", [(None, 80, None)], (None, 80, None)),
    ("about", [(None, 80, None), (96, 96, 96)], (80, 80, 96)),
    ("nobody", [(0, 0, 0)], (0, 0, 0)),
]


@pytest.mark.parametrize(
    ("told", "total"), [row[1:] for row in TOLLS], ids=[row[0] for row in TOLLS]
)
def test_tolls_over_independent_voices(told: list[Range], total: Range) -> None:
    toll = _killed(_event(*(_report(n, figure) for n, figure in enumerate(told))))
    assert (toll.low, toll.best, toll.high) == total
    assert [value.figure for value in toll.reported] == [Figure(*figure) for figure in told]
    assert toll.voices == len(told)


def test_the_latest_figure_of_each_voice_counts() -> None:
    early = _report(1, (5, 5, 5), speaker="Ilse Brandt", certainty="attributed", day="2021-03-04")
    late = _report(2, (9, 9, 9), speaker="Ilse Brandt", certainty="attributed", day="2021-03-05")
    toll = _killed(_event(late, early))
    assert (toll.low, toll.best, toll.high, toll.voices) == (9, 9, 9, 1)
    assert [value.is_latest for value in toll.reported] == [False, True]


def test_ten_reprints_are_one_voice() -> None:
    first = _report(0, (17, 17, 17))
    reprints = [_report(n, (17, 17, 17), day="2021-03-05") for n in range(1, 11)]
    other = _report(11, (40, 40, 40))
    event = _event(first, *reprints, other, copies=[(first, reprint) for reprint in reprints])
    assert _killed(event).best == 17
    assert _killed(event).voices == 2
    assert (event.counts.articles, event.counts.copies, event.counts.origins) == (12, 10, 2)
    assert len(event.moves) == 2


def test_what_is_not_proven_independent_never_counts_as_independent() -> None:
    event = _event(*(_report(n, (17, 17, 17)) for n in range(4)), proven=False)
    assert (event.counts.origins, event.counts.unproven) == (0, 4)
    assert _killed(event).voices == 1
    alone = summarise_event("ev", [(r := _report(1), r.claims[0])])
    assert (alone.counts.origins, alone.counts.unproven) == (0, 1)
    assert not alone.origins[0].is_proven
    assert alone.origins[0].reasons


def test_unproven_voices_do_not_move_the_median_by_repeating() -> None:
    proven = _report(1, (10, 10, 10))
    others = [_report(n, (30, 30, 30)) for n in range(2, 6)]
    members = [(report, report.claims[0]) for report in (proven, *others)]
    origin = Origin(
        id="o1", name="Outlet 1", kind="outlet", articles=(proven.article.id,), is_proven=True
    )
    toll = _killed(summarise_event("ev", members, [origin]))
    assert (toll.low, toll.best, toll.high, toll.voices) == (10, 10, 30, 1)


def test_figures_that_exclude_each_other_are_contradictions() -> None:
    event = _event(
        _report(1, (130, 130, 130)), _report(2, (170, 170, 170)), _report(3, (120, 120, None))
    )
    found = [one for one in event.contradictions if one.field == "killed"]
    assert len(found) == 1
    assert [side.value for side in found[0].sides] == ["130 killed", "170 killed"]
    assert [side.voices[0].outlet for side in found[0].sides] == ["Outlet 1", "Outlet 2"]


@pytest.mark.parametrize(
    "told",
    [
        [(17, 17, None), (21, 21, 21)],
        [(19, None, 23), (21, 21, 21)],
        [(None, None, 25), (21, 21, 21)],
        [(None, 80, None), (96, 96, 96)],
    ],
)
def test_figures_that_leave_room_for_each_other_are_none(told: list[Range]) -> None:
    event = _event(*(_report(n, figure) for n, figure in enumerate(told)))
    assert not event.contradictions


def test_figures_move_and_repetitions_do_not() -> None:
    days = [("2021-03-04", 17), ("2021-03-05", 21), ("2021-03-06", 17), ("2021-03-07", 25)]
    some = [_report(n, (dead, dead, dead), day=day) for n, (day, dead) in enumerate(days)]
    event = _event(*some[::-1])
    assert [(move.at, move.from_ and move.from_.best, move.to.best) for move in event.moves] == [
        ("2021-03-04", None, 17),
        ("2021-03-05", 17, 21),
        ("2021-03-07", 21, 25),
    ]
    assert event.first.published == "2021-03-04"
    assert event.first.outlet == "Outlet 0"


def test_a_part_of_the_dead_is_no_total() -> None:
    report = _report(1, (41, 41, None))
    whole = report.claims[0]
    part = dataclasses.replace(whole.toll[0], low=23, best=23, high=23, of="police officers")
    report = _with_claim(report, toll=(whole.toll[0], part))
    toll = _killed(_event(report, _report(2, (50, 50, 50))))
    assert (toll.low, toll.best, toll.high) == (41, 41, 50)
    assert [value.is_part for value in toll.reported] == [False, True, False]
    soldiers = _with_claim(report, toll=(part,))
    assert _killed(_event(soldiers)).best == 23, (
        "soldiers killed are the total when nobody else was"
    )


def test_the_time_is_the_shortest_that_most_agree_with() -> None:
    event = _event(
        _report(1, when=("2021-03", "2021-03")),
        _report(2, when=("2021-03-03", "2021-03-03")),
        _report(3, when=("2021-03-03", "2021-03-03")),
        _report(4, when=("2021-03-09", "2021-03-09")),
        _report(5, when=(None, None)),
    )
    assert event.when is not None
    assert (event.when.start, event.when.end) == ("2021-03-03", "2021-03-03")
    assert len(event.when.reported) == 5
    clash = next(one for one in event.contradictions if one.field == "when")
    assert [side.value for side in clash.sides] == ["2021-03-03", "2021-03-09"]


def test_the_place_is_the_most_precise_and_two_towns_contradict() -> None:
    first = _in_town(_report(1, place="Varda", country="NOR"), 60.0, 10.0)
    second = _in_town(_report(2, place="Sund", country="NOR"), 63.0, 10.0)
    region = _in_town(_report(3, place="Nordland", country="NOR"), 66.0, 14.0, precision=4)
    event = _event(first, second, region)
    assert event.where is not None
    assert event.where.name == "Sund", "of two as precise and as often told the first by name"
    clash = next(one for one in event.contradictions if one.field == "where")
    assert [side.value for side in clash.sides] == ["Sund, NOR", "Varda, NOR"]
    assert _event(region, first).where == dataclasses.replace(
        _event(first, region).where,
        name="Varda",  # type: ignore[type-var]
    )


STATUSES: list[tuple[list[Status], Status, bool]] = [
    (["planned", "happened"], "happened", False),
    (["planned", "planned", "happened"], "happened", False),
    (["planned", "threatened"], "planned", False),
    (["happened", "happened", "negated"], "happened", True),
    (["attempted", "attempted", "happened"], "attempted", True),
    (["ongoing", "happened"], "ongoing", False),
]


@pytest.mark.parametrize(("told", "best", "clashes"), STATUSES)
def test_plans_come_before_and_negations_contradict(
    told: list[Status], best: Status, clashes: bool
) -> None:
    event = _event(*(_report(n, status=status) for n, status in enumerate(told)))
    assert event.status.best == best
    assert any(one.field == "status" for one in event.contradictions) is clashes


CERTAINTIES: list[tuple[list[Certainty], Certainty]] = [
    (["stated"], "stated"),
    (["attributed", "attributed", "attributed"], "attributed"),
    (["alleged", "alleged"], "alleged"),
    (["alleged", "attributed"], "attributed"),
    (["stated", "denied"], "disputed"),
    (["denied"], "denied"),
    (["disputed"], "disputed"),
]


@pytest.mark.parametrize(("told", "best"), CERTAINTIES)
def test_an_event_is_never_surer_than_a_voice_that_supports_it(
    told: list[Certainty], best: Certainty
) -> None:
    event = _event(*(_report(n, certainty=certainty) for n, certainty in enumerate(told)))
    assert event.certainty.best == best


def test_an_unproven_voice_makes_nothing_surer() -> None:
    proven, other = _report(1, certainty="alleged"), _report(2, certainty="stated")
    origin = Origin(
        id="o", name="Outlet 1", kind="outlet", articles=(proven.article.id,), is_proven=True
    )
    event = summarise_event("ev", [(one, one.claims[0]) for one in (proven, other)], [origin])
    assert event.certainty.best == "alleged"


def test_an_alleged_actor_never_becomes_plain() -> None:
    some = [
        _report(n, actor="Ansar Dinaru", certainty="alleged", speaker="Ilse Brandt")
        for n in range(5)
    ]
    actor = _event(*some).actors[0]
    assert (actor.name, actor.certainty) == ("Ansar Dinaru", "alleged")
    assert (actor.voices, actor.weight) == (1, 0.3), "five outlets quote one speaker"


def test_actors_are_ranked_by_weighed_voices_under_their_fullest_name() -> None:
    event = _event(
        _report(1, actor="Ansar Dinaru", certainty="alleged"),
        _report(2, actor="Harakat Tazmur"),
        _report(3, actor="Harakat Tazmour"),
        _report(4, actor="gunmen"),
    )
    assert [(party.name, party.voices) for party in event.actors] == [
        ("Harakat Tazmour", 2), ("gunmen", 1), ("Ansar Dinaru", 1),
    ]  # fmt: skip
    assert [value.words for value in event.actors[0].reported] == [
        "Harakat Tazmur",
        "Harakat Tazmour",
    ]


def test_what_people_say_of_actors_holds_inside_an_event() -> None:
    some = [_report(1, actor="Harakat Tazmur"), _report(2, actor="Harakat Tazmour")]
    members = [(report, report.claims[0]) for report in some]
    apart = {EntityRef(one.article.id, "e1"): one.article.id for one in some}
    assert len(summarise_event("ev", members).actors) == 1
    assert len(summarise_event("ev", members, actors=apart).actors) == 2
    other = [_report(1, actor="Harakat Tazmur"), _report(2, actor="Ansar Dinaru")]
    members = [(report, report.claims[0]) for report in other]
    together = {EntityRef(one.article.id, "e1"): "actor-1" for one in other}
    assert len(summarise_event("ev", members).actors) == 2
    (party,) = summarise_event("ev", members, actors=together).actors
    assert [value.words for value in party.reported] == ["Harakat Tazmur", "Ansar Dinaru"]


def test_the_record_keeps_one_reason_for_every_merge() -> None:
    some = [_report(n) for n in range(4)]
    refs = [f"{report.article.id}#c1" for report in some]
    scores = itertools.count(60)
    links = [
        Link(kind="same-event", a=a, b=b, score=next(scores) / 100, reason="alike")
        for pair in itertools.combinations(refs, 2)
        for a, b in [sorted(pair)]
    ]
    event = summarise_event("ev", [(one, one.claims[0]) for one in some], links=links)
    assert {link.score for link in event.links} == {0.65, 0.64, 0.62}
    assert {ref for link in event.links for ref in (link.a, link.b)} == set(refs)


def test_an_event_tells_who_took_it_from_whom_of_its_own_articles_only() -> None:
    first, copy = _report(1, day="2021-03-04"), _report(2, day="2021-03-05")
    members = [(one, one.claims[0]) for one in (first, copy)]
    relay = Relay(
        article=copy.article.id, outlet="Outlet 2", published="2021-03-05", how="copy",
        source="Outlet 1", origin="nobody's", taken_from=first.article.id, reason="one report",
    )  # fmt: skip
    event = summarise_event("ev", members, relays=[relay])
    assert event.relays == (dataclasses.replace(relay, origin=None),)
    assert event_from_json(event_to_json(event)) == event
    with pytest.raises(EvidenceError, match="is of no claim"):
        dataclasses.replace(event, relays=(dataclasses.replace(relay, taken_from="elsewhere"),))
    with pytest.raises(EvidenceError, match="none of its origins"):
        dataclasses.replace(event, relays=(relay,))


def test_claim_of_responsibility_and_denial_are_paired() -> None:
    claimed = _report(1, actor="Ansar Dinaru", certainty="attributed", speaker="Ansar Dinaru")
    denied = make_report(
        2,
        outlet="Outlet 2",
        claims=[MadeClaim(actor=None)],
        said=[MadeSaid(speaker="Ansar Dinaru", cue="denied", content="Ansar Dinaru was behind this",
                       stance="denies", form="indirect")],
    )  # fmt: skip
    event = _event(claimed, denied)
    assert len(event.accusations) == 1
    found = event.accusations[0]
    assert found.accused == "Ansar Dinaru"
    assert [stand.stance for stand in found.accused_by] == ["claims"]
    assert [stand.stance for stand in found.denied_by] == ["denies"]
    assert event.actors[0].certainty == "disputed"
    clash = next(one for one in event.contradictions if one.field == "actors")
    assert [side.value for side in clash.sides] == [
        "Ansar Dinaru did it", "Ansar Dinaru did not do it",
    ]  # fmt: skip


def test_a_described_actor_can_be_disputed_too() -> None:
    report = make_report(
        1,
        claims=[MadeClaim(actor="the attackers", certainty="attributed", speaker="Ilse Brandt")],
        said=[MadeSaid(speaker="the attackers", content="a part in it", stance="denies")],
    )
    event = _event(report)
    assert [one.accused for one in event.accusations] == ["the attackers"]
    assert [(party.name, party.certainty) for party in event.actors] == [
        ("the attackers", "disputed")
    ]


@pytest.mark.parametrize(("who", "accusers"), [("gunmen", 1), ("the group", 2)])
def test_who_tells_of_gunmen_accuses_nobody_whom_another_blames(who: str, accusers: int) -> None:
    report = make_report(
        1,
        claims=[MadeClaim(actor=who, certainty="attributed", speaker="Jo Lund")],
        said=[MadeSaid(cue="blamed", content="Ansar Dinaru", stance="accuses")],
    )
    event = _event(_naming(report, "Ansar Dinaru"))
    (found,) = [one for one in event.accusations if one.accused == "Ansar Dinaru"]
    assert len(found.accused_by) == accusers
    assert ("Jo Lund",) in {one.voice.speakers for one in found.accused_by} or accusers == 1


def test_an_accusation_of_another_deed_is_not_of_this_event() -> None:
    report = make_report(
        1,
        claims=[MadeClaim(actor=None), MadeClaim(actor=None, trigger="shelled")],
        said=[MadeSaid(cue="accused", content="Ansar Dinaru", stance="accuses")],
    )
    report = _naming(report, "Ansar Dinaru")
    assert _event(report).accusations == (), "the shelling was the last deed told"
    shelling = summarise_event("ev", [(report, report.claims[1])])
    assert [one.accused for one in shelling.accusations] == ["Ansar Dinaru"]


def test_a_relayed_figure_adds_no_origin() -> None:
    first = _report(
        1, (17, 17, None), outlet="Meridian", speaker="Ilse Brandt", certainty="attributed"
    )
    relay = _relaying(
        _report(2, (17, 17, 17), outlet="World Dispatch", day="2021-03-06"), "Meridian"
    )
    event = _event(first, relay)
    assert {value.voice.origin for value in _killed(event).reported} == {f"o-{first.article.id}"}
    assert _killed(event).voices == 1
    assert _killed(event).best == 17


def test_all_names_of_an_outlet_are_one_origin() -> None:
    first = _report(1, (17, 17, None), outlet="The Associated Press")
    relay = _relaying(_report(2, (17, 17, 17), outlet="World Dispatch", day="2021-03-06"), "AP")
    later = _report(3, (17, 17, 17), outlet="AP", day="2021-03-07")
    event = _event(first, relay)
    assert {value.voice.origin for value in _killed(event).reported} == {f"o-{first.article.id}"}
    assert _event(first, later).counts.outlets == 1


def test_whose_words_an_article_passes_on_is_told() -> None:
    first = _report(1, (17, 17, None), outlet="Meridian")
    relaying = _relaying(_report(2, (17, 17, 17), outlet="Kara Post", day="2021-03-06"), "Meridian")
    (relay,) = _event(first, relaying).relays
    assert (relay.article, relay.how, relay.source) == (relaying.article.id, "words", "Meridian")
    assert (relay.origin, relay.taken_from) == (f"o-{first.article.id}", first.article.id)
    assert relay.reason == "Kara Post gives words on the word of Meridian"
    assert _event(first, _report(3)).relays == ()


def test_a_relay_of_an_outlet_without_a_report_is_not_proven() -> None:
    relay = _relaying(_report(2, (17, 17, 17), outlet="World Dispatch"), "The Kinabalu Star")
    event = _event(relay)
    voice = _killed(event).reported[0].voice
    origin = next(one for one in event.origins if one.id == voice.origin)
    assert (origin.name, origin.is_proven, origin.articles) == ("The Kinabalu Star", False, ())


def test_an_event_refuses_what_nobody_reported() -> None:
    event = _event(_report(1, (17, 17, 17)))
    assert event.when is None
    toll = event.toll[0]
    with pytest.raises(EvidenceError, match="nobody reported the figure of killed 18"):
        dataclasses.replace(toll, best=18)
    with pytest.raises(EvidenceError, match="nobody reported the type 'PROTEST'"):
        dataclasses.replace(event.what, type="PROTEST")
    with pytest.raises(EvidenceError, match="quotes nothing"):
        dataclasses.replace(event.claims[0].voice, evidence=())
    with pytest.raises(EvidenceError, match="none of its origins"):
        dataclasses.replace(event, origins=())
    with pytest.raises(EvidenceError, match=r"not a dateline.event/1: id"):
        event_from_json("{}")


@given(st.lists(reports(), min_size=1, max_size=3), st.data())
@_STEADY
def test_any_claims_make_an_event_that_quotes_only_what_is_there(
    some: list[Report], data: st.DataObject
) -> None:
    by_id = {report.article.id: report for report in some}
    members = [(report, claim) for report in by_id.values() for claim in report.claims]
    assume(members)
    event = summarise_event("ev", members)
    assert summarise_event("ev", data.draw(st.permutations(members))) == event
    for voice in voices_of(event):
        text = by_id[voice.claim.article].article.text
        for quote in voice.evidence:
            assert text[quote.start : quote.end] == quote.text
    written = event_to_json(event)
    assert event_from_json(written) == event
    jsonschema.validate(json.loads(written), event_schema())


def test_every_order_of_articles_gives_the_same_event() -> None:
    some = [_report(n, (n + 1, n + 1, n + 1), day=f"2021-03-0{n + 1}") for n in range(4)]
    events = {event_to_json(_event(*order)) for order in itertools.permutations(some)}
    assert len(events) == 1


def _with_claim(report: Report, **changed: Any) -> Report:
    claim: Claim = dataclasses.replace(report.claims[0], **changed)
    return dataclasses.replace(report, claims=(claim,))


def _naming(report: Report, name: str) -> Report:
    """The same report with an entity of a name that stands in its text once."""
    start = report.article.text.index(name)
    entity = Entity(
        id="e9", kind="armed-group", name=name, mentions=(Span(start, start + len(name)),)
    )
    return dataclasses.replace(report, entities=(*report.entities, entity))


def _in_town(report: Report, lat: float, lon: float, precision: int = 1) -> Report:
    where = report.claims[0].where
    assert isinstance(where, Where)
    return _with_claim(
        report, where=dataclasses.replace(where, lat=lat, lon=lon, precision=precision)
    )


def _relaying(report: Report, outlet: str) -> Report:
    """The same report, its figure on another outlet's word: "17 were killed, Meridian said"."""
    text = report.article.text + outlet
    claim = report.claims[0]
    end = Span(len(report.article.text), len(text))
    said = Attribution(
        id="a9", speakers=(), speaker_spans=(end,), cue=(), content=claim.evidence, form="indirect",
        stance="states", score=0.9,
    )  # fmt: skip
    toll: Toll = dataclasses.replace(claim.toll[0], said_by=("a9",))
    return Report(
        article=dataclasses.replace(report.article, text=text),
        entities=report.entities,
        attributions=(*report.attributions, said),
        claims=(dataclasses.replace(claim, toll=(toll,)),),
    )
