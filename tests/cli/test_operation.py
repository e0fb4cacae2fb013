"""Keeping an archive for years: backup, restore and doctor as their user has them."""

import json
from pathlib import Path

import pytest

from dateline.encoder import sums
from dateline.pipeline import checkup
from dateline.settings import settings
from dateline.store import Archive
from tests.cli.conftest import Run


def test_what_is_backed_up_can_be_restored_elsewhere(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    assert run("add", str(report_file)).returncode == 0
    backup = str(tmp_path / "backup.zip")

    done = run("backup", backup)
    assert (done.returncode, done.stdout) == (0, "")
    assert f"{backup}: 1 articles" in done.stderr
    again = run("backup", backup)
    assert again.returncode == 1
    assert "is there already; name another file, or give --replace" in again.stderr

    other = str(tmp_path / "other.sqlite")
    restored = run("restore", backup, "--archive", other)
    assert restored.returncode == 0, restored.stderr
    assert "restored 1 articles as they were on 2" in restored.stderr
    assert run("claims", "--json", "--archive", other).stdout == run("claims", "--json").stdout
    assert "not empty" in run("restore", backup, "--archive", other).stderr
    assert run("restore", backup, "--replace", "--archive", other).returncode == 0
    report_file.write_text("Dear Ada", encoding="utf-8")
    refused = run("restore", str(report_file), "--archive", other)
    assert refused.returncode == 1
    assert "is no backup, or is cut short" in refused.stderr


def test_doctor_finds_nothing_and_then_the_damage_and_rescues(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive.sqlite"
    assert run("add", str(report_file)).returncode == 0

    well = run("doctor", "--json")
    assert well.returncode == 0, well.stdout
    found = [json.loads(line) for line in well.stdout.splitlines()]
    assert [one["about"] for one in found] == [
        "versions", "weights", "gazetteer", "reading", "extras", "archive", "disk", "database",
        "records", "full text", "links",
    ]  # fmt: skip
    assert not [one for one in found if one["state"] == "wrong"]

    content = bytearray(archive.read_bytes())
    content[:4096] = b"\xa5" * 4096
    archive.write_bytes(content)
    ill = run("doctor")
    assert ill.returncode == 1
    assert "✗ archive: " in ill.stdout
    assert "--rescue FOLDER" in ill.stdout

    rescued = run("doctor", "--rescue", str(tmp_path / "out"))
    assert rescued.returncode == 0, rescued.stderr
    assert "1 reports, 0 decisions" in rescued.stderr
    anew = run("add", str(tmp_path / "out" / "reports.jsonl"), "--archive", str(tmp_path / "new"))
    assert anew.stdout.startswith("new\t")
    with Archive.open(str(tmp_path / "new")) as kept:
        assert kept.counts().claims == 1


def test_weights_are_what_was_shipped_and_others_are_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After training write the sums anew: cd …/weights && sha256sum *.onnx tokenizer.json > …"""
    assert sums.damaged_weights() == []
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "SHA256SUMS").write_text(f"{'0' * 64}  encoder.onnx\n{'0' * 64}  gone.onnx\n")
    (folder / "encoder.onnx").write_bytes(b"other")
    monkeypatch.setattr(sums.resources, "files", lambda _: tmp_path)
    assert sums.damaged_weights() == ["encoder.onnx", "gone.onnx"]
    assert checkup._weights().state == "wrong"


def test_every_file_of_the_weights_has_a_sum() -> None:
    folder = Path(sums.__file__).parent / "weights"
    listed = (folder / sums.SUMS).read_text(encoding="ascii").splitlines()
    named = {line.partition("  ")[2] for line in listed}
    assert named == {path.name for path in folder.iterdir()} - {sums.SUMS}


def test_a_model_that_is_not_there_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_SPACY_MODEL", "no_such_model")
    settings.cache_clear()
    try:
        found = checkup._reading()
    finally:
        settings.cache_clear()
    assert found.state == "wrong"
    assert "'no_such_model'" in found.found
    assert "unset DATELINE_SPACY_MODEL" in (found.advice or "")


def test_extras_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "_is_installed", lambda name: name not in {"stix2", "pyarrow"})
    (found,) = checkup._extras()
    assert found.found == "not installed: parquet, stix"
    assert "pip install 'dateline[stix]'" in (found.advice or "")


_STORY = """VARDA, 14 July 2015 (Norpress) — Kenya arrested Zebulon Quillfeather, a baker, on
Monday, police said.
"""


def test_a_person_is_forgotten_after_a_look_at_the_list(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(_STORY, encoding="utf-8")
    assert run("add", str(report_file), str(story)).returncode == 0
    assert run("forget").returncode == 2
    nobody = run("forget", "--person", "Perpetua Vane", "--yes")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert "no article of " in nobody.stderr

    asked = run("forget", "--person", "zebulon quillfeather")
    assert asked.returncode == 2
    assert asked.stdout.startswith("forget\t")
    assert "give --yes" in asked.stderr
    assert len(run("claims", "--json").stdout.splitlines()) == 2

    done = run("forget", "--person", "zebulon quillfeather", "--yes", "--by", "Ada")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    assert b"uillfeather" not in (tmp_path / "archive.sqlite").read_bytes()
    assert "article forgotten" in run("changes").stdout
    again = run("add", str(story))
    assert again.returncode == 1
    assert "was forgotten by Ada on" in again.stderr
    assert run("add", "--again", str(story)).stdout.startswith("new\t")


def test_an_actor_is_forgotten_only_if_it_is_a_person(run: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(_STORY, encoding="utf-8")
    assert run("add", str(story)).returncode == 0
    actors = [json.loads(line) for line in run("actors", "--json").stdout.splitlines()]
    ids = {one["kind"]: one["id"] for one in actors}
    refused = run("forget", ids["state"], "--yes")
    assert refused.returncode == 1
    assert "is no person but" in refused.stderr
    assert run("forget", ids["person"][:14], "--yes").returncode == 0
    assert run("claims").stdout == ""
    unknown = run("forget", "ffffffff", "--yes")
    assert unknown.returncode == 1
    assert "there is no article or actor ffffffff" in unknown.stderr
