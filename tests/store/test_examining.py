"""Each thing that can be wrong with an archive is found, with what to do; and what to do helps."""

from pathlib import Path

import pytest

from dateline.store import Archive, Finding, back_up, examine, restore
from dateline.store import examining as examining_module
from tests.making import make_report
from tests.simple_linker import SimpleLinker
from tests.store.databases import execute

_VERSION = SimpleLinker.version


def _look(target: str, version: str = _VERSION) -> dict[str, Finding]:
    return {finding.about: finding for finding in examine(target, version)}


def _wrong(target: str) -> set[str]:
    return {about for about, finding in _look(target).items() if finding.state == "wrong"}


@pytest.fixture
def kept(target: str) -> str:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(30):
            archive.add(make_report(number))
    return target


def test_a_sound_archive_is_told_so(kept: str) -> None:
    found = _look(kept)
    assert {finding.state for finding in found.values()} == {"ok"}
    assert "30 articles" in found["archive"].found
    assert all(finding.advice is None for finding in found.values())


def test_there_is_none_yet(tmp_path: Path) -> None:
    (finding,) = examine(str(tmp_path / "no.sqlite"), _VERSION)
    assert (finding.state, finding.advice) == ("note", "`dateline add` makes one")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_wrong() -> None:
    (finding,) = examine("mysql://host/name", _VERSION)
    assert finding.state == "wrong"
    assert "write a path, or postgresql://" in finding.found


def test_what_is_not_linked_is_found(target: str) -> None:
    with Archive.open(target) as archive:
        archive.add(make_report(1))
    found = _look(target)["links"]
    assert (found.state, found.found[:28]) == ("note", "1 articles are not linked by")
    assert _look(target, "linking-99")["links"].state == "note"


def test_an_older_and_a_newer_version_are_told_and_left_alone(kept: str) -> None:
    execute(kept, "UPDATE dateline_version SET version_num = '0001'")
    older = _look(kept)["archive"]
    assert older.state == "note"
    assert "copy the file first" in (older.advice or "")
    assert execute(kept, "SELECT version_num FROM dateline_version") == ["0001"]

    execute(kept, "UPDATE dateline_version SET version_num = '9000'")
    newer = _look(kept)["archive"]
    assert (newer.state, newer.advice) == ("wrong", "upgrade Dateline")


def test_a_report_that_is_not_there_is_found(kept: str) -> None:
    execute(kept, "DELETE FROM reports WHERE article_key = 3")
    assert _wrong(kept) == {"records"}


def test_an_index_that_is_gone_is_found_and_made_anew_as_advised(kept: str, tmp_path: Path) -> None:
    if "://" in kept:
        execute(kept, "DROP INDEX fts_claims")
    else:
        execute(kept, "DELETE FROM fts_claims_docsize WHERE id = 3")
    found = _look(kept)["full text"]
    assert "the index of claims is not in step" in found.found
    assert "restore FILE --replace" in (found.advice or "")

    back_up(kept, tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", kept, replace=True)

    assert _wrong(kept) == set()


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "archive.sqlite")
    Archive.open(path).close()
    monkeypatch.setattr(examining_module, "LITTLE_SPACE", 2**62)
    assert _look(path)["disk"].state == "note"


@pytest.mark.parametrize("first", [0, 1, 5])
def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path, first: int) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path)) as archive:
        for number in range(30):
            archive.add(make_report(number))
    with path.open("r+b") as stream:
        stream.seek(first * 4096)
        stream.write(b"\xa5" * 4096 * 3)
    found = [finding for finding in examine(str(path), _VERSION) if finding.state == "wrong"]
    assert found
    assert all("--rescue" in (finding.advice or "") for finding in found), found


def test_rows_that_refer_to_nothing_are_found(tmp_path: Path) -> None:
    path = str(tmp_path / "archive.sqlite")
    with Archive.open(path) as archive:
        archive.add(make_report())
    execute(path, "PRAGMA foreign_keys=OFF", "UPDATE claims SET article_key = 99")
    assert "a row of claims refers to one of articles" in _look(path)["database"].found


def test_an_old_server_is_told(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining_module, "OLDEST_SERVER", 99)
    expected = "note" if "://" in kept else "ok"
    assert _look(kept)["database"].state == expected
