"""`benchmarks.types`: the figures, the corpora as they are read, and which claim answers."""

import json

import pytest

from benchmarks.types import corpora
from benchmarks.types.__main__ import choose
from benchmarks.types.metric import Labelling, Told
from tests.making import MadeClaim, make_report


def labelling(*pairs: tuple[str, str | None]) -> Labelling:
    return Labelling([Told(*pair) for pair in pairs])


def test_figures_counted_by_hand():
    measured = labelling(("AID", "AID"), ("AID", None), ("AID", "SUPPORT"), ("COERCE", "AID"))
    # AID: one right of three gold and two found; COERCE: never right. SUPPORT is no gold label.
    assert measured.f1_by_label() == {"AID": 2 / 5, "COERCE": 0}
    assert measured.macro_f1 == pytest.approx(0.2)
    assert measured.weighted_f1 == pytest.approx(0.3)
    assert measured.accuracy == 0.25
    assert measured.answered == 0.75


def test_perfect_and_nothing_are_one_and_zero():
    perfect, silent = labelling(("AID", "AID")), labelling(("AID", None))
    assert (perfect.macro_f1, perfect.weighted_f1, perfect.accuracy) == (1, 1, 1)
    assert (silent.macro_f1, silent.weighted_f1, silent.accuracy) == (0, 0, 0)
    assert labelling().macro_f1 == 0


def test_confusions_come_most_frequent_first_and_leave_out_what_is_right():
    measured = labelling(("AID", "AID"), ("AID", None), ("REJECT", "AID"), ("REJECT", "AID"))
    assert measured.confusions() == [(Told("REJECT", "AID"), 2), (Told("AID", None), 1)]


@pytest.mark.parametrize(
    ("named", "scored"),
    [
        ("CONCEDE", "YIELD"),
        ("RETREAT", "YIELD"),
        ("YIELD", "YIELD"),
        ("FIGHT", "ASSAULT"),
        ("DEMAND", "REQUEST"),
        ("INVESTIGATE", "ACCUSE"),
        ("AID", "AID"),
    ],
)
def test_types_as_they_are_scored(named, scored):
    assert corpora.as_told(named) == scored


def test_dyads_are_read_line_by_line(tmp_path):
    row = {"sentence": "Norland aided Sudland.", "source": "Norland", "target": "Sudland"}
    lines = [json.dumps(row | {"type": kind}) for kind in ("AID", "RETREAT", "AID")]
    (tmp_path / "dyads.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = corpora.read_dyads(tmp_path / "dyads.jsonl", limit=2)
    names = ("Norland", "Sudland")
    assert found == [
        corpora.Dyad("Norland aided Sudland.", names, "AID"),
        corpora.Dyad("Norland aided Sudland.", names, "YIELD"),
    ]


def test_records_without_text_or_type_are_left_out_and_actors_may_be_missing(tmp_path):
    rows = [
        {"event": "DOCUMENT", "text": "How this file is laid out."},
        {"event": "AID", "source": None},
        {"event": "FIGHT", "text": "They fought.", "source": [{"code": "X"}], "target": "nobody"},
        {"event": "AID", "text": "Norland paid.", "source": [{"actorText": "Norland"}]},
    ]
    (tmp_path / "gsr.json").write_text(json.dumps(rows), encoding="utf-8")
    assert corpora.read_records(tmp_path / "gsr.json") == [
        corpora.Dyad("They fought.", (), "ASSAULT"),
        corpora.Dyad("Norland paid.", ("Norland",), "AID"),
    ]


SURE = MadeClaim(type="COERCE", actor="Police", recipient="students", score=0.9)
UNSURE = MadeClaim(type="AID", actor="Norland", recipient="farmers", score=0.6)
CHOICES = {
    "the claim of the named actors, though less sure": (("Norland", "farmers"), "AID"),
    "… found by the recipient alone": (("the Crown", "farmers"), "AID"),
    "nobody named: the best-scored": ((), "COERCE"),
    "names that no claim has: the best-scored": (("the Crown",), "COERCE"),
    "a name inside another word is not that name": (("farm",), "COERCE"),
}


@pytest.mark.parametrize(("names", "expected"), CHOICES.values(), ids=CHOICES.keys())
def test_which_claim_answers(names, expected):
    claim = choose(make_report(claims=[SURE, UNSURE]), names)
    assert claim is not None
    assert claim.type == expected


def test_no_claim_is_no_answer():
    assert choose(make_report(claims=[]), ("Norland",)) is None
