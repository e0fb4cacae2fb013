"""What people decide about single claims holds, survives another reading, and is undone exactly."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from dateline.errors import EvidenceError, StoreError
from dateline.records import Report, Span, report_from_json, report_to_json
from dateline.store import Archive, ClaimQuery, EventQuery
from tests.making import MadeClaim, make_report, with_id
from tests.store.test_linking import blast, fill, read_anew, state, told

NAME = "article-00"


def words(report: Report, of: str) -> Span:
    """The range of words that stand in the text once or more."""
    start = report.article.text.index(of)
    return Span(start, start + len(of))


def killed(number: int, span: Span) -> dict[str, Any]:
    return {"kind": "killed", "low": number, "best": number, "high": number, "evidence": [span]}


def test_a_correction_flows_into_claims_events_and_json(archive: Archive) -> None:
    report = told(0, blast(toll=(3, 3, 3)))
    fill(archive, [report, told(1, blast(toll=(3, 3, 3)))])
    span = words(report, "leaving 3 killed")

    (made,) = archive.correct(
        f"{NAME}#c1", {"toll": [killed(5, span)]}, by="Ada", why="misread", evidence=[span]
    )

    assert (made.kind, made.by, made.field, made.reason) == ("correct", "Ada", "toll", "misread")
    assert (made.before, made.after) == ("3 killed", "5 killed")
    (row,) = archive.claims(ClaimQuery(min_killed=4))
    assert row.article_id == NAME
    (event,) = archive.events(EventQuery(min_killed=4))
    assert (event.killed_low, event.killed) == (3, 5)
    kept = archive.report(NAME)
    assert kept is not None
    (decided,) = json.loads(report_to_json(kept))["claims"][0]["decided"]
    assert decided.pop("at").endswith("+00:00")
    assert decided == {
        "kind": "correct",
        "field": "toll",
        "before": [killed(3, span) | {"evidence": [list(span)], "of": None, "said_by": []}],
        "by": "Ada",
        "why": "misread",
        "evidence": [list(span)],
    }
    assert report_from_json(report_to_json(kept)) == kept


def test_without_words_of_its_own_a_correction_stands_on_those_of_the_claim(
    archive: Archive,
) -> None:
    report = told(0, blast())
    archive.add(report)
    archive.correct(f"{NAME}#c1", {"status": "planned"}, by="Ada")
    (row,) = archive.claims()
    assert row.claim.status == "planned"
    assert row.claim.decided[0].evidence == report.claims[0].evidence


def test_another_type_brings_its_own_modes_and_links_anew(archive: Archive) -> None:
    fill(archive, [told(n, blast(modes=("firearms",))) for n in range(2)])
    (event,) = archive.events()

    archive.correct(f"{NAME}#c1", {"type": "PROTEST"}, by="Ada")

    assert sorted(row.type for row in archive.events()) == ["ASSAULT", "PROTEST"]
    (row,) = archive.claims(ClaimQuery(type="PROTEST"))
    assert (row.claim.modes, row.claim.muc) == ((), None)
    assert row.claim.acled == "Peaceful protest"
    notes = [c.reason for c in archive.changes() if c.of == "article" and c.kind == "update"]
    assert notes == ["correct 1 by Ada"]
    archive.undo(by="Ada")
    assert [row.id for row in archive.events()] == [event.id]


def test_what_is_rejected_counts_no_longer_and_is_kept(archive: Archive) -> None:
    fill(archive, [told(n, blast(), blast(20, actor="Weavers")) for n in range(2)])
    before = state(archive)

    archive.reject(f"{NAME}#c1", by="Ada", why="a drill")

    assert archive.counts().claims == 3
    assert f"{NAME}#c1" not in str(state(archive)["events"])
    review = archive.review(NAME)
    assert review is not None
    assert [one.verdict for one in review.claims] == ["rejected", None]
    assert [claim.id for claim in review.report.claims] == ["c2"]
    assert len(review.whole.claims) == 2
    with pytest.raises(StoreError, match="is rejected; undo that before"):
        archive.correct(f"{NAME}#c1", {"status": "planned"}, by="Ada")
    archive.undo(by="Ada")
    assert state(archive) == before


def test_an_acceptance_marks_the_claim_and_links_nothing_anew(archive: Archive) -> None:
    fill(archive, [told(n, blast()) for n in range(2)])
    seen = list(archive.changes())[-1].number
    archive.accept(f"{NAME}#c1", by="Ada")
    assert list(archive.changes(seen)) == []
    (row,) = (row for row in archive.claims() if row.article_id == NAME)
    assert [decided.kind for decided in row.claim.decided] == ["accept"]


def test_a_verdict_after_another_is_the_one_that_holds(archive: Archive) -> None:
    archive.add(told(0, blast()))
    archive.reject(f"{NAME}#c1", by="Ada")
    archive.accept(f"{NAME}#c1", by="Bo")
    assert archive.counts().claims == 1
    archive.undo(by="Bo")
    assert archive.counts().claims == 0


def test_a_claim_that_was_missed_is_added_between_the_others(archive: Archive) -> None:
    report = told(0, blast(), blast(20, actor="Weavers", trigger="shelled"))
    fill(archive, [report, told(1, blast(5, actor="Weavers"))])
    trigger = words(report, "villagers")
    when = {"start": "2021-03-05", "end": "2021-03-05", "precision": 1, "evidence": [trigger]}
    place = {"entity": None, "name": "Varda", "precision": 1, "evidence": [words(report, "Varda")]}

    made = archive.add_claim(
        NAME, {"type": "ASSAULT", "when": when, "where": place}, [trigger], by="Ada"
    )

    kept = archive.report(NAME)
    assert kept is not None
    assert [claim.id for claim in kept.claims] == ["c1", f"d{made.number}", "c2"]
    assert kept.claims[1].score == 1
    assert [decided.kind for decided in kept.claims[1].decided] == ["add"]
    (event,) = archive.events(EventQuery(since="2021-03-05", until="2021-03-05"))
    assert event.articles == 2
    archive.correct(f"{NAME}#d{made.number}", {"when": None}, by="Ada")
    archive.undo(made.number, by="Ada")
    review = archive.review(NAME)
    assert review is not None
    assert review.report == report
    assert [ruling.kind for ruling in review.sleeping] == ["correct"]


def test_rulings_survive_another_reading_and_sleep_where_it_has_nothing(archive: Archive) -> None:
    report = told(0, blast(), blast(9, place="Oslo"), blast(20, actor="Weavers"))
    archive.add(report)
    span = words(report, "Weavers")
    weavers = next(one for one in report.entities if one.name == "Weavers")
    archive.correct(f"{NAME}#c2", {"actors": [{"entity": weavers.id, "span": span}]}, by="Ada")
    archive.reject(f"{NAME}#c3", by="Ada")
    archive.accept(f"{NAME}#c1", by="Ada")

    archive.add(read_anew(report), replace=True)  # c3 and c2 as c7 and c8; nothing where c1 was

    review = archive.review(NAME)
    assert review is not None
    assert [(one.claim.id, one.verdict) for one in review.claims] == [
        ("c7", "rejected"),
        ("c8", "corrected"),
    ]
    assert [ruling.kind for ruling in review.sleeping] == ["accept"]
    assert review.report.claims[0].actors[0].span == span
    archive.add(report, replace=True)
    review = archive.review(NAME)
    assert review is not None
    assert not review.sleeping


def test_entities_are_found_again_whatever_their_numbers(archive: Archive) -> None:
    report = told(0, blast(), blast(20, actor="Weavers"))
    archive.add(report)
    weavers = next(one for one in report.entities if one.name == "Weavers")
    participant = {"entity": weavers.id, "span": weavers.mentions[0]}
    archive.correct(f"{NAME}#c1", {"actors": [participant]}, by="Ada")
    entities = [dataclasses.replace(one, id=f"x{one.id}") for one in report.entities]
    claims = [
        dataclasses.replace(
            claim,
            actors=tuple(dataclasses.replace(p, entity=f"x{p.entity}") for p in claim.actors),
            recipients=(),
            where=None,
        )
        for claim in report.claims
    ]
    renumbered = dataclasses.replace(
        report, entities=tuple(entities), claims=tuple(claims), attributions=()
    )

    archive.add(renumbered, replace=True)

    kept = archive.report(NAME)
    assert kept is not None
    assert kept.claims[0].actors[0].entity == f"x{weavers.id}"
    assert [row.actors for row in archive.claims(ClaimQuery(actor="weavers"))] == [("Weavers",)] * 2


def test_words_of_a_speaker_are_never_put_into_the_outlets_mouth(archive: Archive) -> None:
    report = with_id(make_report(claims=[MadeClaim(speaker="Ada Finch")]), NAME)
    archive.add(report)
    (said, _) = report.attributions
    values = {"certainty": "attributed", "said_by": [said.id]}
    archive.correct(f"{NAME}#c1", {"said_by": []}, by="Ada")
    archive.correct(f"{NAME}#c1", values, by="Ada")

    silent = dataclasses.replace(report.claims[0], said_by=())
    archive.add(dataclasses.replace(report, attributions=(), claims=(silent,)), replace=True)

    review = archive.review(NAME)
    assert review is not None
    assert [ruling.details["field"] for ruling in review.sleeping] == ["said_by"]


def test_another_text_under_the_same_id_is_not_quoted_wrongly(archive: Archive) -> None:
    report = told(0, blast(toll=(3, 3, 3)))
    archive.add(report)
    span = words(report, "leaving 3 killed")
    archive.correct(f"{NAME}#c1", {"toll": [killed(5, span)]}, by="Ada")
    longer = with_id(make_report(12345, claims=[blast()], outlet="Outlet 0"), NAME)

    archive.add(longer, replace=True)

    assert archive.report(NAME) == longer
    review = archive.review(NAME)
    assert review is not None
    assert len(review.sleeping) == 1


def test_merges_hold_when_the_type_of_their_claim_is_corrected(archive: Archive) -> None:
    fill(archive, [told(0, blast()), told(1, blast(20))])
    archive.merge(f"{NAME}#c1", "article-01#c1", by="Ada")
    archive.correct(f"{NAME}#c1", {"type": "COERCE"}, by="Ada")
    (event,) = archive.events()
    assert event.articles == 2


def test_comments_are_kept_on_articles_claims_and_events(archive: Archive) -> None:
    fill(archive, [told(n, blast()) for n in range(2)])
    (event,) = archive.events()
    archive.comment(NAME, "a long piece", by="Ada")
    archive.comment(f"{NAME}#c1", "which depot?", by="Ada")
    archive.comment(event.id, "ask the ministry", by="Bo")
    archive.add(told(2, blast(), published=1), replace=True)

    review = archive.review(NAME)
    assert review is not None
    assert [one.why for one in review.comments] == ["a long piece"]
    assert [one.why for one in review.claims[0].comments] == ["which depot?"]
    assert review.claims[0].verdict is None
    (now,) = archive.events()
    assert [one.reason for one in archive.comments_on_event(now.id)] == ["ask the ministry"]
    archive.undo(by="Bo")
    assert archive.comments_on_event(now.id) == []


CLAIM = f"{NAME}#c1"


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda a: a.accept("article-77#c1", by="x"), "there is no article article-77"),
        (lambda a: a.accept(f"{NAME}#c9", by="x"), "no claim c9 in article article-00; it has c1"),
        (lambda a: a.accept(NAME, by="x"), "no claim  in article"),
        (lambda a: a.correct(CLAIM, {"colour": "red"}, by="x"), "has no colour to correct; one of"),
        (lambda a: a.correct(CLAIM, {"type": "WAR"}, by="x"), "unknown type 'WAR'"),
        (lambda a: a.correct(CLAIM, {"modes": ["hug"]}, by="x"), "has no mode hug"),
        (lambda a: a.correct(CLAIM, {"status": "maybe"}, by="x"), "status: Input should be"),
        (
            lambda a: a.correct(CLAIM, {"toll": [killed(3, Span(0, 10**6))]}, by="x"),
            "ends after the text",
        ),
        (
            lambda a: a.correct(CLAIM, {"toll": [{"kind": "killed", "low": 1}]}, by="x"),
            "toll.0.best: ",
        ),
        (
            lambda a: a.correct(CLAIM, {"status": "planned"}, by="x", evidence=[Span(0, 10**6)]),
            "outside of the text",
        ),
        (
            lambda a: a.correct(
                CLAIM,
                {"where": {"entity": None, "name": "\ud800", "precision": 1, "evidence": [[0, 3]]}},
                by="x",
            ),
            "cannot be written as JSON",
        ),
        (lambda a: a.correct(CLAIM, {"said_by": ["a9"]}, by="x"), "which is not in the article"),
        (
            lambda a: a.correct(CLAIM, {"actors": [{"entity": "e9", "span": [0, 3]}]}, by="x"),
            "which is not in the article",
        ),
        (lambda a: a.add_claim(NAME, {"status": "planned"}, [Span(0, 3)], by="x"), "needs a type"),
        (lambda a: a.add_claim(NAME, {"type": "ASSAULT"}, [], by="x"), "needs a type, and words"),
        (lambda a: a.comment("event-0123456", "?", by="x"), "there is no event event-0123456"),
    ],
)
def test_what_cannot_be_decided_is_told_and_changes_nothing(
    archive: Archive, act: Callable[[Archive], object], says: str
) -> None:
    archive.add(told(0, blast()))
    before = state(archive)
    with pytest.raises((StoreError, EvidenceError), match=says):
        act(archive)
    assert state(archive) == before
    assert archive.decisions() == []


def test_the_same_value_again_is_no_decision(archive: Archive) -> None:
    archive.add(told(0, blast()))
    assert archive.correct(CLAIM, {"status": "happened", "type": "ASSAULT"}, by="Ada") == []
    assert archive.decisions() == []


def test_a_decision_stays_on_its_claim_beside_one_that_was_added_around_it(
    archive: Archive,
) -> None:
    reports = [told(0, blast()), told(1, blast())]
    fill(archive, reports)
    around = reports[0].claims[0].evidence[0]  # the whole sentence, its trigger among its words
    archive.add_claim(NAME, {"type": reports[0].claims[0].type}, [around], by="Ada")
    archive.merge(f"{NAME}#c1", "article-01#c1", by="Ada")
    before = state(archive)
    archive.add(reports[0], replace=True)
    assert state(archive) == before
