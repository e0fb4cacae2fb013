"""`dateline export` at the command line: filters, files, codebooks, and what it says."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli
from dateline.errors import ConfigError, StoreError
from dateline.export import FORMATS
from dateline.pipeline import open_archive
from dateline.watch import add_watch, make_draft
from tests.making import MadeClaim, MadeSaid, make_report


@pytest.fixture
def target(tmp_path: Path) -> str:
    """An archive of two articles, one of a raid and one of a march."""
    path = str(tmp_path / "archive.sqlite")
    with open_archive(path) as archive:
        archive.add(make_report(1, said=[MadeSaid()] * 14))
        archive.add(make_report(2, claims=[MadeClaim(type="PROTEST", trigger="marched")], said=[]))
    return path


def run(target: str, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["export", *arguments, "--archive", target], standalone_mode=False
    )


def test_to_stdout_with_filters(target: str) -> None:
    done = run(target, "reports", "--type", "protest")
    (report,) = map(json.loads, done.stdout.splitlines())
    assert report["claims"][0]["type"] == "PROTEST"
    assert done.stderr == ""


def test_what_has_no_place_is_told(target: str) -> None:
    done = run(target, "acled")
    assert done.stdout.startswith("event_id_cnty,")
    assert "14 attributions have no place in ACLED-style CSV\n" in done.stderr


def test_into_a_file_with_its_codebook(target: str, tmp_path: Path) -> None:
    done = run(target, "claims", "-o", str(tmp_path / "claims.csv"))
    assert done.stdout == ""
    assert (tmp_path / "claims.csv").read_text(encoding="utf-8").count("\n") == 3
    codebook = (tmp_path / "claims.codebook.md").read_text(encoding="utf-8")
    assert codebook.startswith("# Codebook: claims CSV\n")
    assert "claims.codebook.md: what its columns mean" in done.stderr.replace("\n", "")


def test_a_file_is_replaced_only_when_the_new_one_is_whole(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(
        "dateline.export.report_jsonl.report_to_json",
        lambda report: (_ for _ in ()).throw(StoreError("the archive has gone")),
    )
    done = run(target, "reports", "-o", str(path))
    assert isinstance(done.exception, StoreError)
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if "archive" not in one.name] == ["out.jsonl"]


def test_a_folder_that_is_not_there(target: str, tmp_path: Path) -> None:
    done = run(target, "claims", "-o", str(tmp_path / "none" / "claims.csv"))
    assert isinstance(done.exception, ConfigError)
    assert "there is no folder" in str(done.exception)


def test_wrong_filters_are_refused(target: str) -> None:
    assert isinstance(run(target, "acled", "--certainty", "sure").exception, ConfigError)
    assert "mode" in str(run(target, "acled", "--mode", "nonsense").exception)


def test_an_unknown_format_is_wrong_usage(target: str) -> None:
    assert "'excel' is not one of" in str(run(target, "excel").exception)


def test_the_help_names_every_format() -> None:
    text = CliRunner().invoke(cli, ["export", "--help"]).output
    for name, each in FORMATS.items():
        assert f"  {name:<12}{each.title}, of {each.holds}\n" in text


def test_what_a_watch_asks(target: str) -> None:
    with open_archive(target) as archive:
        add_watch(archive, make_draft("Marches", {"type": "protest"}))
        add_watch(archive, make_draft("Far away", {"near": "0,-150,10"}))
        add_watch(archive, make_draft("Ties", {"tie": "any"}))
    marches = run(target, "brief", "--watch", "Marches").stdout
    assert "Type PROTEST ·" in marches
    assert "**1** events" in marches
    assert "**0** events" in run(target, "brief", "--watch", "Far away").stdout
    assert "**0** events" in run(target, "brief", "--watch", "Marches", "--since", "2030").stdout
    for arguments, told in (
        (("claims", "--watch", "Far away"), "claims, and no events"),
        (("brief", "--watch", "Ties"), "asks for ties"),
        (("brief", "--watch", "Nobody"), "no watch 'Nobody'"),
    ):
        error = run(target, *arguments).exception
        assert isinstance(error, ConfigError | StoreError)
        assert told in str(error)
