"""Report JSONL: archive → file → archive → file is the same file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.pipeline import Reader, add_new, open_archive
from dateline.records import Failure, Report, report_to_json
from dateline.sources import SourceOptions, open_inputs
from dateline.store import Archive
from tests.export.conftest import export_bytes
from tests.making import MadeClaim, make_report
from tests.strategies import reports


def test_what_was_exported_can_be_added_and_exported_again(
    examples: Archive, tmp_path: Path
) -> None:
    first, leftovers = export_bytes(examples, "reports")
    assert first.count(b"\n") == examples.counts().articles
    assert leftovers.lines("x") == []
    path = tmp_path / "reports.jsonl"
    path.write_bytes(first)
    with open_archive(str(tmp_path / "again.sqlite")) as again:
        reader = Reader.__new__(Reader)  # without a model: the reports are taken as they are
        found = open_inputs([str(path)], SourceOptions())
        for added in add_new(again, reader, found, SourceOptions()):
            assert not isinstance(added, Failure)
        assert export_bytes(again, "reports")[0] == first
        assert export_bytes(again, "events")[0] == export_bytes(examples, "events")[0]


def test_the_reader_takes_reports_as_they_are(tmp_path: Path) -> None:
    report = make_report()
    path = tmp_path / "reports.jsonl"
    path.write_text(report_to_json(report) + "\n", encoding="utf-8")
    reader = Reader.__new__(Reader)  # without a model, nothing can be read anew
    assert list(reader.read_many([str(path)])) == [report]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"schema": "dateline.report/1"}', "not a dateline.report/1: article"),
        ('{"schema": "dateline.report/2", "note": "dateline.report/1"}', "no field is called"),
        ('["dateline.report/1"', "not JSON"),
    ],
)
def test_what_is_no_report_is_a_failure(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    (found,) = open_inputs([str(path)], SourceOptions())
    assert isinstance(found, Failure)
    assert reason in found.reason


def test_filters_choose_whole_reports(made: object) -> None:
    reports_ = [
        make_report(1, claims=[MadeClaim(), MadeClaim(type="PROTEST", trigger="marched")]),
        make_report(2, claims=[MadeClaim(type="PROTEST", trigger="marched")]),
    ]
    archive = made(reports_)  # type: ignore[operator]
    data, _ = export_bytes(archive, "reports", type="ASSAULT")
    assert data.decode() == report_to_json(reports_[0]) + "\n"


def test_decisions_are_not_dropped_in_silence(made: object) -> None:
    archive = made([make_report(1), make_report(2)])  # type: ignore[operator]
    first, second = (event.id for event in archive.events())
    archive.merge(first, second, by="ada")
    _, leftovers = export_bytes(archive, "reports")
    (line,) = leftovers.lines("report JSONL")
    assert line.startswith("1 decision has no place in report JSONL: ")


@given(st.lists(reports(), max_size=3, unique_by=lambda report: report.article.id))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_reports_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, made_up: list[Report]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with Archive.open(str(folder / "a.sqlite")) as archive:
        kept = [report for report in made_up if "\0" not in report.article.id]
        for report in kept:
            archive.add(report)
        data, _ = export_bytes(archive, "reports")
    path = folder / "reports.jsonl"
    path.write_bytes(data)
    if kept:
        assert list(open_inputs([str(path)], SourceOptions())) == kept
