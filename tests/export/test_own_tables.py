"""Our own tables: claims as CSV and Parquet, events as CSV, each explained by a codebook."""

import csv
import io
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings

from dateline.errors import ConfigError, StoreError
from dateline.export import FORMATS, claims_table
from dateline.export.columns import Column
from dateline.records import Report, event_from_json
from dateline.store import Archive
from tests.export.conftest import export_bytes, export_rows
from tests.making import MadeClaim, MadeSaid, make_report
from tests.strategies import reports


def test_every_claim_is_a_row(examples: Archive) -> None:
    rows = export_rows(examples, "claims")
    claims = list(examples.claims())
    assert [row["claim_id"] for row in rows] == [claim.claim.id for claim in claims]
    for row, claim in zip(rows, claims, strict=True):
        report = examples.report(row["article_id"])
        assert report is not None
        assert row["certainty"] == claim.claim.certainty
        assert row["status"] == claim.claim.status
        ranges = [tuple(map(int, part.split("-"))) for part in row["ranges"].split("; ")]
        words = [" ".join(report.article.text[start:end].split()) for start, end in ranges]
        assert row["quotes"] == " | ".join(dict.fromkeys(words))


def test_csv_and_parquet_agree(examples: Archive) -> None:
    rows = export_rows(examples, "claims")
    data, _ = export_bytes(examples, "parquet")
    table = pyarrow.parquet.read_table(io.BytesIO(data))
    assert table.column_names == list(rows[0])
    as_csv = [
        {name: "" if cell is None else str(cell) for name, cell in row.items()}
        for row in table.to_pylist()
    ]
    assert as_csv == [
        {name: str(float(cell)) if _is_number(name) and cell else cell
         for name, cell in row.items()}
        for row in rows
    ]  # fmt: skip


def _is_number(name: str) -> bool:
    return next(one.kind for one in claims_table.COLUMNS if one.name == name) == "number"


def test_parquet_keeps_the_kinds_of_columns(examples: Archive) -> None:
    data, _ = export_bytes(examples, "parquet")
    kinds = {"text": "string", "integer": "int64", "number": "double"}
    schema = pyarrow.parquet.read_schema(io.BytesIO(data))
    assert [str(kind) for kind in schema.types] == [
        kinds[column.kind] for column in claims_table.COLUMNS
    ]


def test_a_missing_library_explains_itself(
    examples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ConfigError, match=r"pip install 'dateline\[parquet\]'"):
        export_bytes(examples, "parquet")


def test_a_claim_in_full(made: object) -> None:
    claim = MadeClaim(
        actor="Red Guard", place="Varda", country="RUS", when=("2021-03", "2021-03"),
        toll=(12, 12, None), speaker="Ilse Brandt", certainty="attributed", modes=("abduct",),
    )  # fmt: skip
    (row,) = export_rows(made([make_report(claims=[claim])]), "claims")  # type: ignore[operator]
    assert row["actors"] == "Red Guard"
    assert row["speakers"] == "Ilse Brandt"
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == ("12", "12", "")
    assert (row["start"], row["end"]) == ("2021-03", "2021-03")
    assert (row["place"], row["country"]) == ("Varda", "RUS")
    assert row["intensity"] == "-8.5"
    assert row["url"] == ""


def test_speech_that_carries_no_claim_is_counted(made: object) -> None:
    claim = MadeClaim(speaker="Ilse Brandt")
    report = make_report(claims=[claim], said=[MadeSaid(), MadeSaid(cue="added")])
    _, leftovers = export_bytes(made([report]), "claims")  # type: ignore[operator]
    assert leftovers.lines("claims CSV") == ["2 attributions have no place in claims CSV"]


def test_every_event_is_a_row(examples: Archive) -> None:
    rows = export_rows(examples, "events")
    events = [event_from_json(row.record) for row in examples.events()]
    assert [row["event_id"] for row in rows] == [event.id for event in events]
    for row, event in zip(rows, events, strict=True):
        assert row["certainty"] == event.certainty.best
        assert row["articles"] == str(event.counts.articles)
    harbour = max(rows, key=lambda row: int(row["articles"]))
    assert int(harbour["articles"]) > 1
    assert "“" in harbour["quotes"]


def test_filters_hold_for_events_too(examples: Archive) -> None:
    every = export_rows(examples, "events")
    for filters in ({"type": "PROTEST"}, {"mode": "riot"}, {"status": "planned"}):
        rows = export_rows(examples, "events", **filters)
        ((name, value),) = filters.items()
        column = {"mode": "modes"}.get(name, name)
        assert rows == [row for row in every if value in row[column].split("; ")]
        assert rows


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.columns])
def test_the_codebook_explains_every_column(name: str) -> None:
    codebook = FORMATS[name].codebook()
    columns: tuple[Column[object], ...] = FORMATS[name].columns
    for column in columns:
        assert f"| `{column.name}` | {column.kind} | {column.means} |" in codebook
    assert len({column.name for column in columns}) == len(columns)


@given(reports())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_keeps_its_cell(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    if "\0" in report.article.id:
        return
    with Archive.open(str(tmp_path_factory.mktemp("any") / "a.sqlite")) as archive:
        archive.add(report)
        rows = export_rows(archive, "claims")
        data, _ = export_bytes(archive, "parquet")
        newest_first = [row.claim.id for row in archive.claims()]
    assert [row["claim_id"] for row in rows] == newest_first
    assert sorted(newest_first) == sorted(claim.id for claim in report.claims)
    for row in rows:
        assert (row["outlet"], row["title"]) == (
            report.article.outlet or "", report.article.title or "",
        )  # fmt: skip
    assert pyarrow.parquet.read_table(io.BytesIO(data)).num_rows == len(report.claims)


def test_a_number_too_large_for_a_column_is_left_empty_and_told(made: object) -> None:
    claim = MadeClaim(toll=(2**63 - 1, 2**63, 10**20))
    archive = made([make_report(claims=[claim])])  # type: ignore[operator]
    data, leftovers = export_bytes(archive, "parquet")
    (row,) = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    assert [row[f"killed_{bound}"] for bound in ("low", "best", "high")] == [2**63 - 1, None, None]
    assert "2 figures have no place in claims Parquet: they are larger than a column can hold" in (
        leftovers.lines("claims Parquet")
    )
    (row,) = export_rows(archive, "claims")
    assert (row["killed_best"], row["killed_high"]) == (str(2**63), str(10**20))


def test_a_lone_carriage_return_breaks_no_row(made: object) -> None:
    archive = made([make_report(title="one\rtwo")])  # type: ignore[operator]
    data, _ = export_bytes(archive, "claims")
    (row,) = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert row["title"] == "one\rtwo"


def test_an_archive_that_is_not_linked_gives_no_empty_file(tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "a.sqlite")) as archive:
        assert export_bytes(archive, "events")[0].count(b"\n") == 1  # nothing is there to link
        archive.add(make_report())
        with pytest.raises(StoreError, match="is not linked yet"):
            export_bytes(archive, "events")


def test_an_unknown_format_is_refused(examples: Archive) -> None:
    with pytest.raises(ConfigError, match="unknown format 'excel'; one of reports, claims"):
        export_bytes(examples, "excel")
