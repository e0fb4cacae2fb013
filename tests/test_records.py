"""The contract: what a record refuses, and that JSON and the schema say the same as the classes."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from dateline.errors import DatelineError, EvidenceError
from dateline.records import (
    Article,
    Attribution,
    Claim,
    Entity,
    Furniture,
    Participant,
    Provenance,
    Report,
    Role,
    Span,
    Target,
    Tie,
    Toll,
    When,
    Where,
    article_id,
    report_from_json,
    report_schema,
    report_to_json,
)
from dateline.records.report import _gather_spans, _ranges
from tests.making import MadeClaim, make_report
from tests.strategies import reports

# Not the generator's speed but what it finds is under test here.
_STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

_TEXT = "Two men raided the mill, Ada Finch said. Share this"
_HERE = (Span(0, 7),)
_SOURCE = Provenance(kind="file", ref="mill.txt", retrieved_at="2021-03-05T08:00:00+00:00")
_SHARE = Furniture(start=41, end=51, kind="share")


def _article(**changed: Any) -> Article:
    fields: dict[str, Any] = {"id": "0", "text": _TEXT, "furniture": (_SHARE,), "source": _SOURCE}
    return Article(**(fields | changed))


def _entity(**changed: Any) -> Entity:
    fields: dict[str, Any] = {
        "id": "e1",
        "kind": "person",
        "name": "Ada Finch",
        "mentions": (Span(25, 34),),
    }
    return Entity(**(fields | changed))


def _attribution(**changed: Any) -> Attribution:
    fields: dict[str, Any] = {
        "id": "a1", "speakers": ("e1",), "speaker_spans": (Span(25, 34),), "cue": (Span(35, 39),),
        "content": (Span(0, 23),), "form": "indirect", "stance": "states", "score": 0.5,
    }  # fmt: skip
    return Attribution(**(fields | changed))


def _claim(**changed: Any) -> Claim:
    fields: dict[str, Any] = {
        "id": "c1", "type": "ASSAULT", "trigger": (Span(8, 14),), "status": "happened",
        "certainty": "attributed", "said_by": ("a1",), "score": 0.5, "evidence": (Span(0, 23),),
    }  # fmt: skip
    return Claim(**(fields | changed))


def _toll(**changed: Any) -> Toll:
    fields: dict[str, Any] = {"kind": "killed", "low": 1, "best": 2, "high": 3, "evidence": _HERE}
    return Toll(**(fields | changed))


def _tie(**changed: Any) -> Tie:
    fields: dict[str, Any] = {
        "from_": "e1",
        "to": "e1",
        "kind": "allied",
        "certainty": "stated",
        "evidence": _HERE,
    }
    return Tie(**(fields | changed))


def _report(**changed: Any) -> Report:
    fields: dict[str, Any] = {
        "article": _article(), "entities": (_entity(),), "attributions": (_attribution(),),
        "claims": (_claim(),),
    }  # fmt: skip
    return Report(**(fields | changed))


def _when(**changed: Any) -> When:
    fields: dict[str, Any] = {"start": "2021", "end": "2021", "precision": 5, "evidence": _HERE}
    return When(**(fields | changed))


def _where(**changed: Any) -> Where:
    fields: dict[str, Any] = {"entity": None, "name": "the mill", "precision": 1, "evidence": _HERE}
    return Where(**(fields | changed))


_REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "an empty range": (lambda: Span(3, 3), "at least one character"),
    "a reversed range": (lambda: Span(4, 3), "at least one character"),
    "a range before the text": (lambda: Span(-1, 3), "at least one character"),
    "empty furniture": (lambda: Furniture(start=3, end=3, kind="share"), "at least one"),
    "furniture of an unknown kind": (
        lambda: Furniture(start=0, end=3, kind="advert"),  # type: ignore[arg-type]
        "unknown 'advert'",
    ),
    "furniture that ends after the text": (
        lambda: _article(furniture=(Furniture(start=41, end=52, kind="share"),)),
        r"\[41, 52\) ends after the text",
    ),
    "an entity of an unknown kind": (lambda: _entity(kind="ghost"), "unknown 'ghost'"),
    "an entity without a name": (lambda: _entity(name=""), "e1 has no name"),
    "an entity that is mentioned nowhere": (lambda: _entity(mentions=()), "quotes nothing"),
    "an unknown sector": (lambda: _entity(sector="ZZZ"), "unknown sector 'ZZZ'"),
    "a role without evidence": (lambda: Role(title="miller", evidence=()), "quotes nothing"),
    "an attribution without content": (lambda: _attribution(content=()), "quotes nothing"),
    "an unknown stance": (lambda: _attribution(stance="mumbles"), "unknown 'mumbles'"),
    "an unknown form": (lambda: _attribution(form="sung"), "unknown 'sung'"),
    "a score above one": (lambda: _attribution(score=1.01), "not between 0 and 1"),
    "a score below nought": (lambda: _claim(score=-0.01), "not between 0 and 1"),
    "a score that is no number": (lambda: _claim(score=float("nan")), "not between 0 and 1"),
    "an unknown type": (lambda: _claim(type="RAID"), "unknown type 'RAID'"),
    "an unknown mode": (lambda: _claim(modes=("zeppelin",)), "has no mode zeppelin"),
    "another type's mode": (lambda: _claim(modes=("boycott",)), "ASSAULT has no mode boycott"),
    "an unknown context": (lambda: _claim(contexts=("gossip",)), "unknown context gossip"),
    "an unknown status": (lambda: _claim(status="maybe"), "unknown 'maybe'"),
    "an unknown certainty": (lambda: _claim(certainty="sure"), "unknown 'sure'"),
    "a claim without a trigger": (lambda: _claim(trigger=()), "quotes nothing"),
    "a claim without evidence": (lambda: _claim(evidence=()), "quotes nothing"),
    "an unknown kind of target": (
        lambda: Target(span=Span(0, 3), kind="moon"),  # type: ignore[arg-type]
        "unknown 'moon'",
    ),
    "an unknown toll": (lambda: _toll(kind="amused"), "unknown 'amused'"),
    "a toll without a number": (lambda: _toll(low=None, best=None, high=None), "no range"),
    "a toll that falls": (lambda: _toll(low=3, best=2), "no range"),
    "a toll that falls around a gap": (lambda: _toll(low=4, best=None), "no range"),
    "a toll below nought": (lambda: _toll(low=-1), "no range"),
    "a toll without evidence": (lambda: _toll(evidence=()), "quotes nothing"),
    "a precision of time beyond UCDP's": (lambda: _when(precision=6), "between 1 and 5"),
    "a time without evidence": (lambda: _when(evidence=()), "quotes nothing"),
    "a precision of place beyond UCDP's": (lambda: _where(precision=8), "between 1 and 7"),
    "a place without evidence": (lambda: _where(evidence=()), "quotes nothing"),
    "an unknown kind of tie": (lambda: _tie(kind="envies"), "unknown 'envies'"),
    "a tie without evidence": (lambda: _tie(evidence=()), "quotes nothing"),
    "a range that ends after the text": (
        lambda: _report(claims=(_claim(evidence=(Span(0, 52),)),)),
        r"report.claims\[0\].evidence\[0\]: \[0, 52\) ends after the text",
    ),
    "a range in furniture": (
        lambda: _report(claims=(_claim(trigger=(Span(41, 46),)),)),
        r"report.claims\[0\].trigger\[0\]: 'Share' lies in furniture",
    ),
    "a range that reaches into furniture": (
        lambda: _report(entities=(_entity(mentions=(Span(39, 42),)),)),
        "'. S' lies in furniture",
    ),
    "a header in furniture": (
        lambda: _report(article=_article(header=dataclasses.replace(
            _article().header, evidence=(Span(41, 46),)))),
        "lies in furniture",
    ),
    "an entity's id twice": (
        lambda: _report(entities=(_entity(), _entity())), r"stands twice: \['e1'\]",
    ),
    "an attribution's id twice": (
        lambda: _report(attributions=(_attribution(), _attribution())), r"stands twice: \['a1'\]",
    ),
    "a claim's id twice": (
        lambda: _report(claims=(_claim(), _claim())), r"stands twice: \['c1'\]",
    ),
    "a speaker who is not there": (
        lambda: _report(attributions=(_attribution(speakers=("e9",)),)), r"a1 refers to \['e9'\]",
    ),
    "a relay that is not there": (
        lambda: _report(attributions=(_attribution(relayed_by=("e9",)),)), r"refers to \['e9'\]",
    ),
    "an actor who is not there": (
        lambda: _report(claims=(_claim(actors=(Participant(entity="e9", span=Span(0, 7)),)),)),
        r"c1 refers to \['e9'\]",
    ),
    "a recipient who is not there": (
        lambda: _report(claims=(_claim(recipients=(Participant(entity="e9", span=Span(0, 7)),)),)),
        r"c1 refers to \['e9'\]",
    ),
    "a place that is not there": (
        lambda: _report(claims=(_claim(where=_where(entity="e9")),)), r"c1 refers to \['e9'\]",
    ),
    "a claim said by nobody there": (
        lambda: _report(claims=(_claim(said_by=("a9",)),)), r"c1 refers to \['a9'\]",
    ),
    "a toll said by nobody there": (
        lambda: _report(claims=(_claim(toll=(_toll(said_by=("a9",)),)),)), r"refers to \['a9'\]",
    ),
    "an employer who is not there": (
        lambda: _report(entities=(_entity(
            roles=(Role(organization="e9", evidence=(Span(0, 7),)),)),)),
        r"e1 refers to \['e9'\]",
    ),
    "a tie to nobody there": (lambda: _report(ties=(_tie(to="e9"),)), r"refers to \['e9'\]"),
    "a tie said by nobody there": (
        lambda: _report(ties=(_tie(said_by=("a9",)),)), r"refers to \['a9'\]",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "says"), _REFUSED.values(), ids=_REFUSED)
def test_a_record_refuses(make: Callable[[], object], says: str) -> None:
    with pytest.raises(EvidenceError, match=says):
        make()


def test_what_the_refused_records_were_made_from_is_legal() -> None:
    tie, toll = _tie(said_by=("a1",)), _toll(said_by=("a1",))
    report = _report(ties=(tie,), claims=(_claim(toll=(toll,), when=_when(), where=_where()),))

    assert report.entity("e1").name == "Ada Finch"
    assert report.attribution("a1").stance == "states"


@pytest.mark.parametrize(
    ("low", "best", "high"),
    [(0, 0, 0), (12, 12, None), (None, 3, None), (None, None, 30), (5, None, 7), (5, None, 5)],
)
def test_a_toll_may_leave_figures_open(low: int | None, best: int | None, high: int | None) -> None:
    assert _toll(low=low, best=best, high=high).best == best


@pytest.mark.parametrize(
    ("one", "other", "covers", "overlaps"),
    [
        ((2, 6), (2, 6), True, True),
        ((2, 6), (3, 5), True, True),
        ((2, 6), (5, 7), False, True),
        ((2, 6), (6, 7), False, False),  # half-open: they only touch
        ((2, 6), (0, 2), False, False),
    ],
)
def test_ranges_are_half_open(
    one: tuple[int, int], other: tuple[int, int], covers: bool, overlaps: bool
) -> None:
    assert Span(*one).covers(Span(*other)) is covers
    assert Span(*one).overlaps(Span(*other)) is overlaps


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("The mill burned.", 4, 8, "mill"),
        ("😀 Zoë left.", 2, 5, "Zoë"),  # code points, not bytes and not UTF-16 units
        ("Zoe\u0308 left.", 0, 4, "Zoe\u0308"),  # a combining mark is a code point of its own
        ("end", 2, 3, "d"),
    ],
)
def test_an_article_quotes_code_points(text: str, start: int, end: int, words: str) -> None:
    article = _article(text=text, furniture=())

    assert article.quote(Span(start, end)) == words


def test_an_id_depends_on_outlet_url_and_text_only() -> None:
    ids = {
        article_id(outlet=None, url=None, text="a"),
        article_id(outlet="a", url=None, text=""),
        article_id(outlet=None, url="a", text=""),
        article_id(outlet="a", url="a", text="a"),
    }

    assert len(ids) == 4
    assert all(len(name) == 32 and int(name, 16) >= 0 for name in ids)
    assert article_id(outlet="", url="", text="a") in ids  # nothing and not said are the same


@_STEADY
@given(reports())
def test_json_gives_the_same_report_back(report: Report) -> None:
    assert report_from_json(report_to_json(report)) == report


@_STEADY
@given(reports())
def test_every_range_is_looked_at(report: Report) -> None:
    """The quick look and the one that tells where a range stands see the same ranges."""
    quick: list[Span] = []
    _gather_spans(report, quick)
    assert quick == [span for _, span in _ranges(report)]
    assert set(report.article.header.evidence) | {
        span for claim in report.claims for span in claim.evidence
    } <= set(quick)


@_STEADY
@given(reports())
def test_the_schema_accepts_every_report(report: Report) -> None:
    _validator().validate(json.loads(report_to_json(report)))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


def test_a_tie_begins_from_in_json() -> None:
    tie = json.loads(report_to_json(_report(ties=(_tie(),))))["ties"][0]

    assert (tie["from"], tie["to"]) == ("e1", "e1")


def _without(path: str) -> Callable[[dict[str, Any]], None]:
    return lambda report: _parent(report, path).pop(path.rpartition(".")[2])


def _with(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(report: dict[str, Any]) -> None:
        _parent(report, path)[path.rpartition(".")[2]] = value

    return change


def _parent(report: Any, path: str) -> Any:
    for step in path.split(".")[:-1]:
        report = report[int(step)] if step.isdigit() else report[step]
    return report


_BROKEN = {
    "no article": _without("article"),
    "no text": _without("article.text"),
    "no name": _without("entities.0.name"),
    "a name of null": _with("entities.0.name", None),
    "no evidence": _without("claims.0.evidence"),
    "another schema": _with("schema", "dateline.report/2"),
    "an unknown type": _with("claims.0.type", "RAID"),
    "an unknown context": _with("claims.0.contexts", ["gossip"]),
    "an unknown status": _with("claims.0.status", "maybe"),
    "an unknown stance": _with("attributions.0.stance", "mumbles"),
    "a range of one number": _with("claims.0.trigger", [[3]]),
    "a range of three numbers": _with("claims.0.trigger", [[3, 4, 5]]),
    "a range of words": _with("claims.0.trigger", [["a", "b"]]),
    "a score in words": _with("claims.0.score", "high"),
    "entities that are no list": _with("entities", {}),
}


@pytest.mark.parametrize("change", _BROKEN.values(), ids=_BROKEN)
def test_the_schema_and_the_reader_reject(change: Callable[[dict[str, Any]], None]) -> None:
    broken = json.loads(report_to_json(make_report(claims=[MadeClaim(speaker="Ada Finch")])))
    change(broken)

    with pytest.raises(jsonschema.ValidationError):
        _validator().validate(broken)
    with pytest.raises(EvidenceError, match=r"not a dateline\.report/1"):
        report_from_json(json.dumps(broken))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the report: Invalid JSON"),
        ("{", "the report: Invalid JSON"),
        ("[]", "not a dateline.report/1"),
        (b"\xff", "not a dateline.report/1"),
        ('{"schema": "dateline.report/1"}', "article: "),
    ],
)
def test_what_is_no_report_is_said_to_be_none(text: str | bytes, says: str) -> None:
    with pytest.raises(EvidenceError, match=says):
        report_from_json(text)


def test_a_report_that_quotes_outside_its_text_is_not_read() -> None:
    broken = json.loads(report_to_json(make_report()))
    broken["claims"][0]["evidence"] = [[0, 10_000]]

    with pytest.raises(DatelineError, match="ends after the text"):
        report_from_json(json.dumps(broken))


def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(report_schema())
