"""What is linked depends on the reports and on people's decisions, and on nothing else."""

import dataclasses
import itertools
import json
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from dateline.errors import ConfigError, StoreError
from dateline.records import Link, Report, report_to_json
from dateline.store import (
    ActorQuery,
    ActorSummary,
    Added,
    Archive,
    EventQuery,
    Pairs,
    Thing,
    ThingKind,
    neighbours,
    parse_since,
)
from tests.making import MadeClaim, MadeSaid, make_report, with_id
from tests.simple_linker import SimpleLinker
from tests.store.databases import new_target

PLACES = ["Varda", "Oslo"]
ACTORS = ["Red Guard", "Blue Guard", "Weavers"]


def blast(day: int = 1, actor: str = "Red Guard", place: str = "Varda", **more: Any) -> MadeClaim:
    when = (f"2021-03-{day:02}",) * 2
    return MadeClaim(actor=actor, place=place, when=when, **more)


def told(number: int, *claims: MadeClaim, published: int = 1) -> Report:
    report = make_report(
        number, claims=claims, published=f"2021-04-{published:02}", outlet=f"Outlet {number}"
    )
    return with_id(report, f"article-{number:02}")


def read_anew(report: Report) -> Report:
    """Another reading of the same text: numbered backwards, and of three claims one is lost."""
    claims = [
        dataclasses.replace(claim, id=f"c{number + 7}", score=0.5)
        for number, claim in enumerate(reversed(report.claims))
    ]
    return dataclasses.replace(report, claims=tuple(claims[:2]))


def state(archive: Archive) -> dict[str, Any]:
    """Everything that is linked, as people see it; without keys, which tell who came first."""
    events = {
        event.id: (event, sorted((c.article_id, c.claim.id) for c in archive.claims_of(event.id)))
        for event in archive.events(EventQuery())
    }
    actors = {
        actor.id: (actor, sorted((c.article_id, c.claim.id) for c in archive.claims_of(actor.id)))
        for actor in archive.actors(ActorQuery())
    }
    with archive._engine.connect() as connection:
        links = sorted(
            map(
                tuple,
                connection.execute(
                    sql(
                        "SELECT l.kind, a.first, b.first, l.score, l.reason FROM links l"
                        " JOIN things a ON a.key = l.a_key JOIN things b ON b.key = l.b_key"
                    )
                ),
            ),
        )
        things = sorted(
            map(
                str,
                connection.execute(sql("SELECT kind, first, ref, group_id, articles FROM things")),
            )
        )
        parts = connection.scalar(sql("SELECT count(*) FROM parts"))
        in_step = connection.scalar(
            sql(
                "SELECT count(*) FROM parts p JOIN things e ON e.key = p.entity_key"
                " JOIN things c ON c.key = p.claim_key JOIN events v ON v.id = c.group_id"
                " WHERE p.identity_key = e.identity_key AND p.event_id = v.id"
                " AND p.first_on IS NOT DISTINCT FROM v.first_on"
                " AND p.last_on IS NOT DISTINCT FROM v.last_on"
            )
        )
        assert in_step == parts, "parts repeat the identity and the event with its days"
        keys = connection.scalar(sql("SELECT count(*) FROM thing_keys"))
    ends = sorted((kind, *sorted((a, b)), score, why) for kind, a, b, score, why in links)
    reports = sorted(map(report_to_json, archive.reports()))
    rows = sorted(f"{row.article_id} {row.claim}" for row in archive.claims())
    return {
        "events": events, "actors": actors, "links": ends, "things": things, "n": (parts, keys),
        "reports": reports, "claims": rows,
    }  # fmt: skip


def fill(archive: Archive, reports: Iterable[Report]) -> Archive:
    for report in reports:
        archive.add(report)
    return archive


def claims_in(archive: Archive, event_type: str = "ASSAULT") -> list[list[str]]:
    """The claims of each event, as people write them."""
    return sorted(
        sorted(f"{row.article_id}#{row.claim.id}" for row in archive.claims_of(event.id))
        for event in archive.events(EventQuery(type=event_type))
    )


def test_claims_of_several_articles_become_one_event(archive: Archive) -> None:
    killed = [(3, 3, 3), (5, 5, 5)]
    fill(archive, [told(n, blast(toll=toll)) for n, toll in enumerate(killed)])

    (event,) = archive.events()
    assert (event.killed_low, event.killed_high, event.articles) == (3, 5, 2)
    assert claims_in(archive) == [["article-00#c1", "article-01#c1"]]
    assert json.loads(event.record)["links"][0][:1] == ["same-event"]
    assert archive.event(event.id) == event
    assert archive.find(event.id[:12]) == ("event", event.id)


def test_what_is_new_touches_only_its_neighbourhood(archive: Archive) -> None:
    fill(archive, [told(0, blast()), told(1, blast(place="Oslo"))])
    before = state(archive)["events"]
    archive.add(told(2, blast()))

    after = state(archive)["events"]
    assert len(before) == len(after) == 2
    assert sum(before[name] == after[name] for name in before) == 1


class _TwoKeys(SimpleLinker):
    """Claims meet by place, and by place and day; remembers which were grouped."""

    def __init__(self) -> None:
        self.grouped: list[str] = []

    def find_things(self, report: Report, kind: ThingKind) -> list[Thing]:
        return [
            dataclasses.replace(one, keys=(*one.keys, f"{one.keys[0]} {one.what[0].when.start}"))
            if one.kind == "claim"
            else one
            for one in super().find_things(report, kind)
        ]

    def group(self, things: Sequence[Thing], *rest: Any) -> list[tuple[str, ...]]:
        self.grouped += [thing.ref for thing in things if thing.kind == "claim"]
        return super().group(things, *rest)


def test_other_landmarks_of_a_key_group_only_those_who_share_it(
    target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "LANDMARKS", 2)
    linker = _TwoKeys()
    with Archive.open(target, linker=linker) as archive:
        fill(archive, [told(n, blast(1 + 5 * (n // 2))) for n in range(4)])
        linker.grouped.clear()
        # Each is alone on its day; some of them become landmarks of the place.
        fill(archive, [told(n, blast(n)) for n in range(10, 31, 3)])
        assert linker.grouped == []
        archive.add(told(9, blast(1)))
        assert {"article-00#c1", "article-01#c1", "article-09#c1"} <= set(linker.grouped)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[1::5])
def test_the_order_of_arrival_changes_nothing(
    archive: Archive, tmp_path: Path, order: Sequence[int]
) -> None:
    reports = [
        told(0, blast(1), blast(2, actor="Blue Guard"), published=3),
        told(1, blast(2), published=2),
        told(2, blast(3), published=2),
        told(3, blast(4, actor="Weavers"), blast(4), published=1),
    ]
    with Archive.open(str(tmp_path / "other.sqlite"), linker=SimpleLinker()) as other:
        expected = state(fill(other, reports))

    assert state(fill(archive, [reports[number] for number in order])) == expected


def test_a_merge_and_a_split_hold_and_are_undone_exactly(archive: Archive) -> None:
    fill(archive, [told(n, blast(1 + 10 * (n // 2))) for n in range(4)])
    before = state(archive)
    first, second = (event.id for event in archive.events())

    merged = archive.merge(first, second, by="Ada", why="one blast")
    assert len(claims_in(archive)) == 1
    split = archive.split("article-00#c1", "article-03#c1", by="Bo")
    assert len(claims_in(archive)) == 2

    assert archive.undo(by="Ada").number == split.number
    assert len(claims_in(archive)) == 1
    archive.undo(merged.number, by="Ada")
    assert state(archive) == before
    kinds = [(decision.kind, decision.by, decision.undone_by) for decision in archive.decisions()]
    assert kinds == [
        ("undo", "Ada", None),
        ("undo", "Ada", None),
        ("split", "Bo", 3),
        ("merge", "Ada", 4),
    ]


def test_a_claim_split_from_its_event_stays_out_when_more_is_added(archive: Archive) -> None:
    fill(archive, [told(n, blast()) for n in range(3)])
    (event,) = archive.events()
    archive.split(event.id, "article-01#c1", by="Ada")
    assert claims_in(archive) == [["article-00#c1", "article-02#c1"], ["article-01#c1"]]

    archive.add(told(3, blast()))
    joined, alone = claims_in(archive)
    assert joined == ["article-00#c1", "article-02#c1", "article-03#c1"]
    assert alone == ["article-01#c1"]


def test_a_newer_decision_outranks_an_older_one(archive: Archive) -> None:
    fill(archive, [told(n, blast()) for n in range(3)])
    (event,) = archive.events()
    archive.split(event.id, "article-01#c1", by="Ada")
    archive.merge("article-00#c1", "article-01#c1", by="Bo")

    assert claims_in(archive) == [["article-00#c1", "article-01#c1"], ["article-02#c1"]]


def test_an_entity_can_be_taken_out_of_an_actor_that_looks_the_same(archive: Archive) -> None:
    fill(archive, [told(n, blast(1 + n * 5)) for n in range(3)])
    before = state(archive)
    (actor,) = archive.actors(ActorQuery(actor="red guard"))
    assert actor.articles == 3

    archive.split(actor.id, "article-01#e1", by="Ada")
    assert sorted(a.articles for a in archive.actors(ActorQuery(actor="red guard"))) == [1, 2]
    archive.add(told(3, blast(20)))
    assert sorted(a.articles for a in archive.actors(ActorQuery(actor="red guard"))) == [1, 3]
    archive.undo(by="Ada")

    (actor,) = archive.actors(ActorQuery(actor="red guard"))
    assert actor.articles == 4
    assert before["actors"].keys() <= state(archive)["actors"].keys()


def test_decisions_survive_another_reading(archive: Archive) -> None:
    reports = [told(n, blast(), blast(20, actor="Weavers")) for n in range(3)]
    fill(archive, reports)
    event = next(e for e in archive.events() if e.first_on and e.first_on.day == 1)
    archive.split(event.id, "article-01#c1", by="Ada")

    archive.add(read_anew(reports[1]), replace=True)
    alone = [group for group in claims_in(archive) if len(group) == 1]
    assert alone == [["article-01#c8"]]


def test_a_decision_sleeps_while_a_reading_has_nothing_there(archive: Archive) -> None:
    reports = [told(n, blast()) for n in range(3)]
    fill(archive, reports)
    archive.split("article-00#c1", "article-01#c1", by="Ada")
    before = state(archive)

    archive.add(dataclasses.replace(reports[1], claims=()), replace=True)
    assert claims_in(archive) == [["article-00#c1", "article-02#c1"]]
    assert [decision.undone_by for decision in archive.decisions()] == [None]
    archive.add(reports[1], replace=True)
    assert state(archive) == before


def test_the_changes_tell_what_became_of_each_event(archive: Archive) -> None:
    fill(archive, [told(0, blast(), published=2), told(1, blast(), published=1)])
    first, second = (c for c in archive.changes() if c.of == "event" and c.kind == "insert")
    (retracted,) = (c for c in archive.changes() if (c.of, c.kind) == ("event", "retract"))

    assert retracted.id == first.id
    assert retracted.details["moved_to"] == [second.id]
    assert retracted.reason == f"article article-01 added; now in {second.id}"
    assert second.details["joined"] == ["article-00#c1", "article-01#c1"]
    numbers = [change.number for change in archive.changes()]
    assert numbers == sorted(numbers)
    assert [c.number for c in archive.changes(numbers[2])] == numbers[3:]
    assert [c.number for c in archive.changes(retracted.at.date())] == numbers

    seen = numbers[-1]
    archive.add(told(1, blast(), published=1), replace=True)
    assert [(c.kind, c.of) for c in archive.changes(seen)] == [("update", "article")]


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda a: a.merge("event-012345", "article-00#c1", by="x"), "no event or actor event-01"),
        (lambda a: a.merge("article-00#c1", "article-00#e1", by="x"), "not of one kind"),
        (lambda a: a.merge("article-00", "article-00#e1", by="x"), "name one, or a claim as"),
        (lambda a: a.split("article-00#c1", "article-00#c9", by="x"), "there is no article-00#c9"),
        (lambda a: a.split("article-00#c1", "article-00#c1", by="x"), "nothing in .* to split"),
        (lambda a: a.undo(by="x"), "nothing to undo"),
        (lambda a: a.undo(7, by="x"), "no decision 7"),
        (lambda a: a.find("event-01"), "too short for the id of an event"),
    ],
)
def test_what_cannot_be_decided_is_told(
    archive: Archive, act: Callable[[Archive], object], says: str
) -> None:
    archive.add(told(0, blast()))
    before = state(archive)

    with pytest.raises(StoreError, match=says):
        act(archive)
    assert state(archive) == before
    assert archive.decisions() == []


def test_what_was_undone_is_not_undone_again(archive: Archive) -> None:
    fill(archive, [told(n, blast()) for n in range(2)])
    archive.split("article-00#c1", "article-01#c1", by="Ada")
    archive.undo(1, by="Ada")

    with pytest.raises(StoreError, match="decision 1 was undone before, by decision 2"):
        archive.undo(1, by="Ada")
    with pytest.raises(StoreError, match="decision 2 undid 1"):
        archive.undo(2, by="Ada")


def test_an_archive_without_a_linker_is_linked_later(target: str) -> None:
    reports = [told(n, blast()) for n in range(3)]
    with Archive.open(target) as archive:
        fill(archive, reports)
        assert list(archive.events()) == []
        with pytest.raises(StoreError, match="opened without a linker"):
            list(archive.link_rest())

    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(told(3, blast()))
        assert list(archive.link_rest()) == ["article-00", "article-01", "article-02"]
        assert list(archive.link_rest()) == []
        assert len(claims_in(archive)[0]) == 4

    with Archive.open(target) as archive, pytest.raises(StoreError, match="must be linked anew"):
        archive.add(reports[0], replace=True)


def test_another_linker_starts_over_and_keeps_decisions(target: str) -> None:
    class Newer(SimpleLinker):
        version = "simple-2"

    with Archive.open(target, linker=SimpleLinker()) as archive:
        fill(archive, [told(n, blast()) for n in range(3)])
        archive.split("article-00#c1", "article-01#c1", by="Ada")
        before = state(archive)

    with Archive.open(target, linker=Newer()) as archive:
        assert len(list(archive.link_rest())) == 3
        assert state(archive) == before
        anew = [change for change in archive.changes() if change.reason.startswith("linked anew")]
        assert sorted(change.id for change in anew) == sorted(
            [*before["events"], *before["actors"]]
        )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (EventQuery(type="ASSAULT"), 3),
        (EventQuery(actor="red"), 2),
        (EventQuery(place="RUS"), 1),
        (EventQuery(place="osl"), 1),
        (EventQuery(since="2021-03-05"), 1),
        (EventQuery(until="2021-03-05"), 2),
        (EventQuery(min_killed=4), 1),
        (EventQuery(certainty="alleged"), 1),
        (EventQuery(outlet="outlet 2"), 1),
        (EventQuery(text="NUMBER 3 report"), 2),
        (EventQuery(text="numb"), 0),
        (EventQuery(limit=2), 2),
        (EventQuery(offset=3), 1),
        (EventQuery(type="PROTEST", text="weavers"), 1),
    ],
    ids=str,
)
def test_events_are_asked_for(archive: Archive, query: EventQuery, found: int) -> None:
    fill(
        archive,
        [
            told(0, blast(toll=(5, 5, 5), country="RUS")),
            told(1, blast(certainty="alleged")),
            told(2, blast(place="Oslo", actor="Gunmen")),
            told(3, blast(day=9), MadeClaim(type="PROTEST", actor="Weavers")),
        ],
    )

    assert len(list(archive.events(query))) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ActorQuery(actor="guard"), ["Blue Guard"]),
        (ActorQuery(kind="person"), ["Ilse Brandt"]),
        (ActorQuery(type="PROTEST"), ["Weavers", "villagers"]),
        (ActorQuery(type="PROTEST", kind="armed-group"), ["Weavers"]),
        (ActorQuery(outlet="outlet 1", kind="armed-group"), ["Weavers"]),
        (ActorQuery(text="weavers number 1", kind="armed-group"), ["Weavers"]),
        (ActorQuery(place="RUS"), []),
        (ActorQuery(limit=1), ["Ilse Brandt"]),
    ],
    ids=str,
)
def test_actors_are_asked_for(archive: Archive, query: ActorQuery, found: list[str]) -> None:
    speech = [MadeSaid()]
    fill(
        archive,
        [
            told(0, blast(), blast(actor="Blue Guard")),
            make_report(1, claims=[MadeClaim(type="PROTEST", actor="Weavers")], outlet="Outlet 1"),
            make_report(2, claims=[], said=speech),
        ],
    )

    assert sorted(row.name for row in archive.actors(query)) == found


@pytest.mark.parametrize(
    "query", [{"type": "WAR"}, {"certainty": "x"}, {"kind": "x"}, {"limit": -1}]
)
def test_a_question_that_nothing_could_answer_is_refused(query: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        (ActorQuery if "kind" in query else EventQuery)(**query)


def test_since_is_a_number_or_a_date() -> None:
    assert parse_since("2021") == 2021
    assert str(parse_since("2021-04")) == "2021-04-01"
    with pytest.raises(ConfigError, match="neither the number of a change nor a date"):
        parse_since("yesterday")


def test_events_of_an_actor_are_found_by_its_id(archive: Archive) -> None:
    fill(archive, [told(0, blast()), told(1, blast(actor="Weavers", place="Oslo"))])
    (actor,) = archive.actors(ActorQuery(actor="weavers"))

    (event,) = archive.events(EventQuery(actor=actor.id))
    assert event.places == ("oslo",)


def test_no_question_of_linking_reads_through_a_whole_table(tmp_path: Path) -> None:
    """Each statement by which an article is added and linked is answered by an index."""
    from sqlalchemy import event as sql_event

    path = str(tmp_path / "archive.sqlite")
    statements: dict[str, Any] = {}
    with Archive.open(path, linker=SimpleLinker()) as archive:
        fill(archive, [told(n, blast(1 + n % 3)) for n in range(6)])
        archive.split("article-00#c1", "article-03#c1", by="Ada")
        archive.merge("article-00#e1", "article-01#e2", by="Ada")

        @sql_event.listens_for(archive._engine, "before_cursor_execute")
        def keep(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
            statements[statement] = values

        archive.add(told(7, blast(), blast(actor="Blue Guard")))
        archive.add(told(8, *(blast(actor=f"Guard of {name}") for name in "ABCDEFGHIJKL")))
        archive.add(read_anew(told(7, blast(), blast(actor="Blue Guard"))), replace=True)
        with archive._engine.connect() as connection:
            for statement, values in list(statements.items()):
                if statement.startswith(("SELECT", "DELETE", "UPDATE")):
                    one = values[0] if isinstance(values, list) else values
                    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
                    for *_, step in plan:
                        # An index on `linked_by` tells that nothing is outdated; an empty or tiny
                        # table of decisions is asked for its first row.
                        # The version of the tables is one row; what is forgotten is asked for
                        # once after each decision.
                        small = ("SCAN decided", "SCAN dateline_version")
                        is_scan = step.startswith("SCAN") and not step.startswith(small)
                        is_scan = is_scan and not statement.startswith("SELECT decisions.a,")
                        assert not is_scan, f"{statement}: {step}"
                        # All identities have no article: no index on it may look for some of them.
                        is_walk = "article_key=?" in step and "article_key IS NULL" in statement
                        assert not is_walk, f"{statement}: {step}"


@st.composite
def _acts(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Acts on an archive: add n, read n anew, merge and split two, rule on one, undo the last."""
    number = st.integers(0, 5)
    act = st.one_of(
        st.tuples(st.just("add"), number),
        st.tuples(st.just("anew"), number),
        st.tuples(st.sampled_from(RULINGS), number),
        st.tuples(st.just("merge"), number, number, st.sampled_from("ce")),
        st.tuples(st.just("split"), number, number, st.sampled_from("ce")),
        st.tuples(st.just("undo")),
    )
    return draw(st.lists(act, min_size=4, max_size=14))


@st.composite
def _stories(draw: st.DrawFn) -> list[Report]:
    """Six articles, of which many tell the same or nearly."""
    claim = st.builds(
        blast,
        day=st.integers(1, 3),
        actor=st.sampled_from(ACTORS),
        place=st.sampled_from(PLACES),
        toll=st.sampled_from([None, (2, 2, 2), (5, 5, 5)]),
        status=st.sampled_from(["happened", "hypothetical"]),
    )
    return [
        told(n, *draw(st.lists(claim, min_size=1, max_size=3)), published=draw(st.integers(1, 3)))
        for n in range(6)
    ]


RULINGS = ["accept", "reject", "comment", "missed", "toll", "type", "status", "when", "actors"]


def _rule(archive: Archive, article_id: str, ruling: str) -> bool:
    """Rule on the last claim of an article; False where there is none, or nothing is new."""
    review = archive.review(article_id)
    if review is None or not review.claims:
        return False
    found = review.claims[-1].claim
    name = f"{article_id}#{found.id}"
    span = found.evidence[0]
    toll = {"kind": "killed", "low": 7, "best": 7, "high": 7, "evidence": [span]}
    values: dict[str, Any] = {
        "toll": {"toll": [toll]},
        "type": {"type": "PROTEST" if found.type == "ASSAULT" else "ASSAULT"},
        "status": {"status": "planned" if found.status == "happened" else "happened"},
        "when": {"when": None},
        "actors": {"actors": [{"entity": None, "span": span}]},
    }
    try:
        if ruling == "missed":
            archive.add_claim(article_id, {"type": "ASSAULT", "toll": [toll]}, [span], by="Ada")
        elif ruling == "comment":
            archive.comment(name, "look again", by="Ada")
        elif ruling in values:
            return bool(archive.correct(name, values[ruling], by="Ada"))
        else:
            (archive.accept if ruling == "accept" else archive.reject)(name, by="Ada")
    except StoreError:  # what is rejected is not corrected
        return False
    return True


def _do(archive: Archive, reports: list[Report], act: tuple[Any, ...]) -> bool:
    """Do it; False where there is nothing to do it with."""
    match act:
        case ("add", number):
            return archive.add(reports[number]) is Added.NEW
        case ("anew", number):
            archive.add(read_anew(reports[number]), replace=True)
        case (ruling, number) if ruling in RULINGS:
            return _rule(archive, f"article-{number:02}", ruling)
        case ("undo",):
            try:
                archive.undo(by="Ada")
            except StoreError:
                return False
        case (kind, a, b, what):
            ends = [_thing(archive, f"article-{n:02}", what) for n in (a, b)]
            if None in ends or ends[0] == ends[1]:
                return False
            try:
                (archive.merge if kind == "merge" else archive.split)(*ends, by="Ada")
            except StoreError:  # of a claim that is not linked
                return False
    return True


def _thing(archive: Archive, article_id: str, kind: str) -> str | None:
    report = archive.report(article_id)
    if report is None:
        return None
    records = report.claims if kind == "c" else report.entities
    return f"{article_id}#{records[-1].id}" if records else None


class WaryLinker(SimpleLinker):
    """Parts a group in which an odd number of pairs was never compared, so that any error shows."""

    version = "wary-1"

    def group(
        self,
        things: Sequence[Thing],
        links: Sequence[Link],
        together: Pairs,
        apart: Pairs,
        unseen: Sequence[int],
    ) -> list[tuple[str, ...]]:
        groups = super().group(things, links, together, apart, unseen)
        if not unseen or together or things[0].kind != "claim":
            return groups
        at = {thing.ref: number for number, thing in enumerate(things)}
        found = []
        for group in groups:
            bits = sum(1 << at[ref] for ref in group)
            pairs = sum((unseen[at[ref]] & bits).bit_count() for ref in group) // 2
            found += [(ref,) for ref in group] if pairs % 2 else [group]
        return found


class QuietLinker(WaryLinker):
    """Tells of actors only what a further name of them leaves as it is."""

    version = "quiet-1"

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        record = json.loads(actor)
        assert all(json.loads(other)["id"] != record["id"] for other in joined)
        return record["name"] == _last_word(identity) and bool(earlier)

    def summarise_actor(
        self, actor_id: str, things: Sequence[Thing], links: Sequence[Link]
    ) -> ActorSummary:
        name = _last_word(things[0])
        record = {"id": actor_id, "name": name}
        return ActorSummary(record=json.dumps(record), kind=things[0].what.kind, name=name)


def _last_word(entity: Thing) -> str:
    name: str = entity.what.name
    return name.rpartition(" ")[2]


# As few landmarks as make crowds of a handful of articles, and as many as there are.
landmarks = pytest.mark.parametrize("landmarks", [1, 2, neighbours.LANDMARKS])
linkers = pytest.mark.parametrize("linker", [WaryLinker, QuietLinker])


@linkers
@landmarks
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    reports=_stories(),
    acts=_acts(),
    last=st.sampled_from(["merge", "split", *RULINGS]),
    data=st.data(),
)
def test_the_state_depends_on_reports_and_decisions_alone(
    kind: str,
    landmarks: int,
    linker: type[WaryLinker],
    monkeypatch: pytest.MonkeyPatch,
    reports: list[Report],
    acts: list[tuple[Any, ...]],
    last: str,
    data: st.DataObject,
) -> None:
    monkeypatch.setattr(neighbours, "LANDMARKS", landmarks)
    with tempfile.TemporaryDirectory() as folder, new_target(kind, Path(folder)) as target:
        with Archive.open(target, linker=linker()) as archive:
            for act in acts:
                _do(archive, reports, act)
            before = state(archive)

            # A decision that is undone leaves nothing behind.
            ends = data.draw(st.tuples(st.integers(0, 5), st.integers(0, 5)))
            act = (last, *ends, data.draw(st.sampled_from("ce")))
            if _do(archive, reports, act[:2] if last in RULINGS else act):
                archive.undo(by="Ada")
                assert state(archive) == before

            # Reading anew what was read gives the same.
            for report in list(archive.reports()):
                review = archive.review(report.article.id)
                assert review is not None
                assert review.report == report
                archive.add(review.as_read, replace=True)
            assert state(archive) == before

        # Linking everything anew in another order gives the same.
        other = linker()
        other.version = "other-2"
        with Archive.open(target, linker=other) as archive:
            list(archive.link_rest())
            assert state(archive) == before


@linkers
@landmarks
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(reports=_stories(), order=st.permutations(range(6)), anew=st.sets(st.integers(0, 5)))
def test_the_order_of_adding_changes_nothing(
    kind: str,
    landmarks: int,
    linker: type[WaryLinker],
    monkeypatch: pytest.MonkeyPatch,
    reports: list[Report],
    order: list[int],
    anew: set[int],
) -> None:
    monkeypatch.setattr(neighbours, "LANDMARKS", landmarks)
    states = []
    for numbers in (range(6), order):
        with (
            tempfile.TemporaryDirectory() as folder,
            new_target(kind, Path(folder)) as target,
            Archive.open(target, linker=linker()) as archive,
        ):
            fill(archive, [reports[number] for number in numbers])
            for number in numbers:
                if number in anew:
                    archive.add(read_anew(reports[number]), replace=True)
            states.append(state(archive))
    assert states[0] == states[1]
