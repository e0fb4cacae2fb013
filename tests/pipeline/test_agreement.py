"""Agreement: the published example of alpha, and units made of what coders decided."""

import dataclasses
from datetime import UTC, datetime

import pytest

from dateline.pipeline.agreement import (
    MACHINE,
    PEOPLE,
    Unit,
    agreement,
    decided_units,
    share_agreed,
    units_of,
)
from dateline.records import Claim, Report
from dateline.store import Review, Ruling, apply_rulings
from dateline.store.deciding import Anchor, anchor_of
from dateline.store.reviewing import text_hash
from tests.making import MadeClaim, make_report

REPORT = make_report(claims=[MadeClaim(), MadeClaim(actor="Weavers"), MadeClaim(actor="Pirates")])
# Values 1 to 4 of three coders in Krippendorff's own example; * stands for nothing.
_EXAMPLE = {
    "A": "*****34121133*3",
    "B": "1*213343*******",
    "C": "**21344*21133*4",
}
_TYPES = {"1": "ASSAULT", "2": "PROTEST", "3": "COERCE", "4": "AID"}


def _as(type_: str) -> Claim:
    return dataclasses.replace(REPORT.claims[0], type=_TYPES[type_], modes=())


def test_alpha_is_that_of_the_published_example() -> None:
    assert {len(row) for row in _EXAMPLE.values()} == {15}
    units = [
        Unit(REPORT, {name: _as(row[n]) for name, row in _EXAMPLE.items() if row[n] != "*"})
        for n in range(15)
    ]
    found = {one.field: one for one in agreement(units, list(_EXAMPLE))}
    assert found["type"].alpha == pytest.approx(0.691, abs=0.0005)
    assert found["status"].alpha is None  # all the same: nothing to tell from chance
    assert found["status"].share == 1


def _ruling(number: int, kind: str, claim: Claim | None, **details: object) -> Ruling:
    anchor = anchor_of(claim) if claim else Anchor("PROTEST", 0, 6)
    return Ruling(
        number=number, kind=kind, by="Ada", at=datetime(2026, 11, 1, tzinfo=UTC), why=None,
        anchor=anchor, details={"text": text_hash(REPORT), **details},
    )  # fmt: skip


def _coding(*rulings: Ruling, report: Report = REPORT) -> Review:
    return apply_rulings(report, rulings)


def _added(number: int) -> Ruling:
    return _ruling(number, "add", None, values={"type": "PROTEST"}, trigger=[[0, 6]])


def test_units_hold_what_each_coder_made_of_a_claim() -> None:
    first, second, third = REPORT.claims
    planned = _ruling(3, "correct", second, field="status", value="planned")
    ada = _coding(_ruling(1, "reject", first), _added(2), planned)
    bo = _coding(_ruling(4, "accept", first), _added(5))
    units = units_of({"Ada": ada, "Bo": bo})

    assert [unit.value("Ada", "claim") for unit in units] == ["yes", "no", "yes", "yes"]
    assert [unit.value(MACHINE, "claim") for unit in units] == ["no", "yes", "yes", "yes"]
    assert [unit.value("Bo", "status") for unit in units] == ["happened"] * 4
    assert [unit.agreed for unit in units] == ["Ada", None, None, MACHINE]
    assert [unit.words.split()[0] for unit in units] == ["Report", "Gunmen", "Weavers", "Pirates"]
    found = {one.field: one for one in agreement(units, ["Ada", "Bo"])}
    assert (found["claim"].pairs, found["claim"].share) == (4, 0.75)
    assert (found["status"].pairs, found["status"].share) == (3, pytest.approx(2 / 3))
    assert share_agreed(units, ["Ada", "Bo"])[0] == 4 + 3 * 9
    assert units_of({}) == []
    assert third.id == "c3"


def test_the_machine_is_compared_with_what_people_decided() -> None:
    first, second, _ = REPORT.claims
    review = _coding(_ruling(1, "reject", first), _ruling(2, "accept", second), _added(3))
    units = [unit for _, unit in decided_units(review)]
    found = {one.field: one for one in agreement(units, (MACHINE, PEOPLE))}
    assert (found["claim"].pairs, found["claim"].share) == (3, pytest.approx(1 / 3))
    assert (found["type"].pairs, found["type"].share) == (1, 1)
