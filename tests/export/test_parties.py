"""Who a party is to schemes that sort actors into a few classes."""

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from dateline.export.parties import side_of
from dateline.export.selection import Selection
from dateline.records import EntityKind, Report
from dateline.store import Archive
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]


@pytest.mark.parametrize(
    ("name", "kind", "sector", "force", "is_named"),
    [
        ("Red Guard", "armed-group", None, "armed", True),
        ("Red Guard", "armed-group", "REB", "rebel", True),
        ("Gunmen", "armed-group", "UAF", "armed", False),
        ("Gunmen of two groups", "armed-group", None, "armed", False),
        ("the army", "organization", "MIL", "state", False),
        ("Kenya", "state", None, "state", True),
        ("villagers", "population", None, "civilians", False),
        ("Northern Covenant", "organization", None, None, True),
        ("Northern Covenant", "organization", "UNK", None, True),
        ("Teachers Union", "organization", "LAB", "civilians", True),
    ],
)
def test_a_party_is_sorted_by_its_entity(
    made: Make, name: str, kind: EntityKind, sector: str | None, force: str | None, is_named: bool
) -> None:
    report = make_report(claims=[MadeClaim(actor=name, actor_kind=kind)])
    entities = tuple(
        dataclasses.replace(entity, sector=sector) if entity.name == name else entity
        for entity in report.entities
    )
    selection = Selection(made([dataclasses.replace(report, entities=entities)]))
    (event,) = selection.events()
    side = side_of(event.actors[0], selection)
    assert (side.force, side.is_named) == (force, is_named)
