"""UCDP-GED-style CSV: the columns of GED 25.1, its codes, and low, best and high as reported."""

import dataclasses
from collections.abc import Callable, Sequence

import pytest

from dateline.export.ucdp import COLUMNS, grid_cell
from dateline.records import Entity, Report
from dateline.store import Archive
from tests.export.conftest import export_bytes, export_rows
from tests.making import MadeClaim, make_report

# The columns of GEDEvent_v25_1.csv, in its order (UCDP GED codebook, version 25.1).
GED_COLUMNS = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a
deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
""".split()

Make = Callable[[Sequence[Report]], Archive]


def a_claim(**given: object) -> MadeClaim:
    usual = {"when": ("2021-03-01", "2021-03-01"), "toll": (12, 12, None), "place": "Beira"}
    return MadeClaim(**(usual | {"country": "MOZ"} | given))  # type: ignore[arg-type]


def with_sectors(report: Report, **sectors: tuple[str | None, str | None]) -> Report:
    """Say of an entity, by its name, which sector and country it belongs to."""

    def known(entity: Entity) -> Entity:
        sector, country = sectors.get(entity.name, (entity.sector, entity.country))
        return dataclasses.replace(entity, sector=sector, country=country)

    return dataclasses.replace(report, entities=tuple(map(known, report.entities)))


def test_the_columns_are_those_of_ged() -> None:
    assert list(COLUMNS) == GED_COLUMNS
    assert len(COLUMNS) == 49


def test_every_cell_of_the_examples_is_legal(examples: Archive) -> None:
    rows = export_rows(examples, "ucdp")
    assert len(rows) > 3
    for row in rows:
        assert row["type_of_violence"] in {"", "1", "2", "3"}
        assert row["where_prec"] in {"", *"1234567"}
        assert row["date_prec"] in set("12345")
        assert row["event_clarity"] in {"1", "2"}
        assert row["region"] in {"", "Africa", "Americas", "Asia", "Europe", "Middle East"}
        assert row["date_start"].startswith(row["year"])
        assert row["date_start"] <= row["date_end"]
        low, best, high = (row[name] for name in ("low", "best", "high"))
        assert not (low and best) or int(low) <= int(best)
        assert not (best and high) or int(best) <= int(high)
        assert int(row["id"]) < 2**53


def test_low_best_high_and_on_whose_word(made: Make) -> None:
    claim = a_claim(speaker="Ilse Brandt", certainty="attributed")
    (row,) = export_rows(made([make_report(claims=[claim])]), "ucdp")
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "")
    assert row["source_original"] == "Ilse Brandt"
    assert row["source_article"] == '"The Harbour Gazette,2021-03-04,Bridge closed after raid"'
    assert row["code_status"] == "Check certainty: attributed; happened"
    assert (row["country"], row["country_id"], row["region"]) == ("Mozambique", "541", "Africa")


@pytest.mark.parametrize(
    ("actor", "recipient", "kind", "sides"),
    [
        (("REB", None), ("MIL", "MOZ"), "1", ("Government of Mozambique", "Reds")),
        (("MIL", "MOZ"), ("REB", None), "1", ("Government of Mozambique", "Blues")),
        (("REB", None), ("REB", None), "2", ("Reds", "Blues")),
        (("REB", None), ("CVL", None), "3", ("Reds", "Civilians")),
        (("MIL", "MOZ"), ("CVL", None), "3", ("Government of Mozambique", "Civilians")),
        (("CVL", None), ("CVL", None), "", ("Reds", "Blues")),
    ],
)
def test_the_type_of_violence(
    made: Make,
    actor: tuple[str, str | None],
    recipient: tuple[str, str | None],
    kind: str,
    sides: tuple[str, str],
) -> None:
    claim = a_claim(actor="Reds", actor_kind="organization", recipient="Blues",
                    recipient_kind="organization")  # fmt: skip
    report = with_sectors(make_report(claims=[claim]), Reds=actor, Blues=recipient)
    (row,) = export_rows(made([report]), "ucdp")
    assert (row["type_of_violence"], (row["side_a"], row["side_b"])) == (kind, sides)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (a_claim(toll=None), "nobody died in them, as far as is told"),
        (a_claim(toll=(0, 0, 0)), "nobody died in them, as far as is told"),
        (a_claim(status="threatened"), "they did not happen, or not yet"),
        (a_claim(certainty="denied"), "all who tell of them deny them"),
        (a_claim(when=(None, None)), "no date is known"),
    ],
)
def test_what_ucdp_would_not_code_is_counted(made: Make, claim: MadeClaim, reason: str) -> None:
    data, leftovers = export_bytes(made([make_report(claims=[claim])]), "ucdp")
    assert data.count(b"\n") == 1
    assert f"1 event has no place in X: {reason}" in leftovers.lines("X")


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (-90, -179.5, 2), (-89.5, -180, 721), (90, 180, 259_200), (0, 0, 129_961)],
)
def test_cells_of_the_grid(lat: float, lon: float, cell: int) -> None:
    assert grid_cell(lat, lon) == cell
