"""What is backed up comes back to the last row, from either database into either."""

import contextlib
import hashlib
import json
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dateline.errors import StoreError
from dateline.store import (
    Archive,
    EventQuery,
    NewAlert,
    WatchDraft,
    back_up,
    make_question,
    restore,
    tables,
)
from dateline.store.opening import open_engine
from tests.making import MadeClaim, make_report
from tests.simple_linker import SimpleLinker
from tests.store.adding import numbered_report
from tests.store.databases import execute, new_target

_FIRST = Path(__file__).with_name("archive_0001.sql")


@pytest.fixture
def other_target(kind: str, tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "other"
    folder.mkdir()
    with new_target(kind, folder) as target:
        yield target


@pytest.fixture
def full(target: str) -> str:
    """An archive with something in every table."""
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(9):
            archive.add(numbered_report(number))
        archive.add(make_report(50, claims=[MadeClaim(actor="Ünd “quoted”\t\\", place="Varda")]))
        archive.add(numbered_report(3, "second"), replace=True)
        report = numbered_report(4).article.id
        archive.merge(f"{report}#e1", f"{report}#e2", by="Ada", why="the same")
        archive.split(f"{report}#c1", f"{report}#c2", by="Ada")
        archive.undo(by="Bela", why="no")
        archive.add(make_report(51, published=None))
        archive.correct(f"{report}#c1", {"status": "planned"}, by="Ada")
        archive.assign(report, "Bela", by="Ada")
        archive.accounts.add("Ada", "editor", "a long password")
        archive.accounts.open_session("Ada")
        archive.accounts.make_token("Ada")
        _tell_of_watch(archive)
    return target


def _tell_of_watch(archive: Archive) -> None:
    """A watch that knows something, and an alert that waits to be sent."""
    question = make_question({"place": "Varda"})
    draft = WatchDraft(name="Raids", question=question, channels=("mail a@b",))
    watch = archive.watches.add(draft, lambda _: {"known": "1"})
    at = datetime(2021, 3, 10, 12, tzinfo=UTC)
    alert = NewAlert(id="alert-1", mark="new", kind="match", at=at, record='{"number": 1}')
    assert archive.watches.keep(watch, watch.seen + 1, [alert], {"more": "2"}, at)


def _dump(target: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    engine, _ = open_engine(target, create=False)
    try:
        with engine.connect() as connection:
            return {
                table.name: sorted(
                    (tuple(map(str, row)) for row in connection.execute(select(table))), key=repr
                )
                for table in tables.metadata.sorted_tables
            }
    finally:
        engine.dispose()


def _dump_alike(target: str) -> dict[str, list[tuple[Any, ...]]]:
    """The same whichever database it is: SQLite gives instants without their zone."""
    return {
        name: [tuple(value.removesuffix("+00:00") for value in row) for row in rows]
        for name, rows in _dump(target).items()
    }


def test_what_is_restored_is_what_was_there(full: str, other_target: str, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "backup.zip")
    restored = restore(tmp_path / "backup.zip", other_target)

    before, after = _dump_alike(full), _dump_alike(other_target)
    assert all(before.values()), "every table holds something"
    assert after == before
    assert made == restored
    assert made.articles == 11
    assert made.rows == {name: len(rows) for name, rows in before.items()}


def test_a_restored_archive_goes_on_as_the_first(
    full: str, other_target: str, tmp_path: Path
) -> None:
    back_up(full, tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", other_target)

    for target in (full, other_target):
        with Archive.open(target, linker=SimpleLinker()) as archive:
            archive.add(numbered_report(12))
            archive.undo(1, by="Ada")
            assert [row.article_id for row in archive.claims()]
            assert list(archive.events(EventQuery(text="attacked", place="varda")))
    first, second = _dump_alike(full), _dump_alike(other_target)
    for dump in (first, second):  # apart from the instants of what was done now
        dump["articles"] = [row[:4] + row[5:] for row in dump["articles"]]
        dump["changes"] = [row[:1] + row[2:] for row in dump["changes"]]
        dump["decisions"] = [row[:3] + row[4:] for row in dump["decisions"]]
    assert second == first


def test_numbers_are_not_given_twice_after_restoring(target: str, tmp_path: Path) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(make_report(1))
        last = archive.newest_changes(1)[0].number
    execute(target, "DELETE FROM changes WHERE number = (SELECT max(number) FROM changes)")
    back_up(target, tmp_path / "backup.zip")

    restore(tmp_path / "backup.zip", target, replace=True)

    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(make_report(2))
        assert min(change.number for change in archive.changes(last - 1)) > last


def test_a_backup_is_of_one_moment_while_others_add(target: str, tmp_path: Path) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(10):
            archive.add(numbered_report(number))
    stop = threading.Event()

    def go_on() -> None:
        with Archive.open(target, linker=SimpleLinker()) as archive:
            number = 10
            while not stop.is_set():
                archive.add(numbered_report(number))
                number += 1

    adding = threading.Thread(target=go_on)
    adding.start()
    try:
        for attempt in range(5):
            back_up(target, tmp_path / f"{attempt}.zip")
    finally:
        stop.set()
        adding.join()
    for attempt in range(5):
        other = str(tmp_path / f"{attempt}.sqlite")
        restore(tmp_path / f"{attempt}.zip", other)
        with Archive.open(other) as archive:
            reports = list(archive.reports())
            assert archive.counts().claims == sum(len(report.claims) for report in reports)
            whole = [numbered_report(number) for number in range(len(reports))]
            assert reports == whole


def test_a_full_archive_is_not_replaced_unasked(full: str, tmp_path: Path) -> None:
    back_up(full, tmp_path / "backup.zip")
    with Archive.open(full, linker=SimpleLinker()) as archive:
        archive.add(make_report(77))
    before = _dump(full)

    with pytest.raises(StoreError, match=r"is not empty \(12 in articles\).*--replace"):
        restore(tmp_path / "backup.zip", full)
    assert _dump(full) == before

    restore(tmp_path / "backup.zip", full, replace=True)
    assert len(_dump(full)["articles"]) == 11


def test_a_backup_of_an_older_version_is_upgraded(kind: str, tmp_path: Path) -> None:
    """Made as an older version would: the same format, with the tables it had."""
    old = tmp_path / "old.zip"
    first = sqlite3.connect(":memory:")
    first.executescript(_FIRST.read_text(encoding="utf-8"))
    described: dict[str, dict[str, Any]] = {}
    members = {}
    for name in ("articles", "reports", "claims", "attributions"):
        rows = first.execute(f"SELECT * FROM {name}")  # noqa: S608
        lines = [json.dumps(list(row)) + "\n" for row in rows]
        members[name] = "".join(lines)
        columns = [column for column, *_ in rows.description]
        described[name] = {"columns": columns, "rows": len(lines)}
    first.close()
    _write_backup(old, members, described, revision="0001")

    with new_target(kind, tmp_path) as target:
        restore(old, target)
        with Archive.open(target) as archive:
            assert archive.version == tables.HEAD
            assert archive.counts().articles == 2
            told = list(archive.claims())
            assert len(told) == 3
            assert archive.report(told[0].article_id) is not None


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ({"format": "dateline.backup/2"}, r"newer Dateline \(dateline.backup/2.*upgrade Dateline"),
        ({"revision": "9000"}, "newer Dateline .*tables of version 9000"),
        ({"format": "recipes/1"}, "is no backup of Dateline"),
        ({"tables": {"articles": {"columns": [], "rows": 0, "sha256": "0"}}}, "is damaged"),
        ({"tables": {"meals": {"columns": [], "rows": 0, "sha256": "0"}}}, "is no backup, or"),
        ({"tables": []}, "is no backup, or"),
    ],
)
def test_what_is_no_backup_of_this_version_is_refused(
    manifest: dict[str, Any], told: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    _write_backup(file, {"articles": ""}, {"articles": {"columns": [], "rows": 0}}, manifest)

    with pytest.raises(StoreError, match=told):
        restore(file, str(tmp_path / "archive.sqlite"))
    assert not (tmp_path / "archive.sqlite").exists()


def test_a_backup_that_was_cut_or_changed_is_refused_wherever(full: str, tmp_path: Path) -> None:
    file, broken = tmp_path / "backup.zip", tmp_path / "broken.zip"
    back_up(full, file)
    whole = file.read_bytes()
    before = _dump(full)
    step = max(1, len(whole) // 60)
    for at in range(0, len(whole), step):
        broken.write_bytes(whole[:at])
        with pytest.raises(StoreError, match="use another copy"):
            restore(broken, full, replace=True)
        changed = bytearray(whole)
        changed[at] ^= 0xFF
        broken.write_bytes(changed)
        # A few bytes of a ZIP say nothing that is used: then what is restored must be the same.
        with contextlib.suppress(StoreError):
            restore(broken, full, replace=True)
        assert _dump(full) == before, at


def test_a_backup_is_there_whole_or_not_at_all(
    full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup.zip"
    back_up(full, file)
    before = file.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fail)  # the last that is written
    with pytest.raises(StoreError, match=r"backing up .* to .*backup\.zip: .*No space left"):
        back_up(full, file, replace=True)

    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_a_backup_is_not_written_over_unasked_and_is_its_owners_alone(
    full: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    back_up(full, file)

    with pytest.raises(StoreError, match="is there already"):
        back_up(full, file)
    assert file.stat().st_mode & 0o777 == 0o600
    back_up(full, file, replace=True)


def test_there_is_nothing_to_back_up_where_no_archive_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no archive"):
        back_up(str(tmp_path / "no.sqlite"), tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


def test_into_another_and_back(full: str, other_target: str, tmp_path: Path) -> None:
    back_up(full, tmp_path / "one.zip")
    restore(tmp_path / "one.zip", other_target)
    with Archive.open(other_target, linker=SimpleLinker()) as archive:
        archive.add(numbered_report(10))
    back_up(other_target, tmp_path / "two.zip")
    restore(tmp_path / "two.zip", full, replace=True)
    assert _dump_alike(full) == _dump_alike(other_target)


def _write_backup(
    file: Path,
    members: dict[str, str],
    described: dict[str, dict[str, Any]],
    other: dict[str, Any] | None = None,
    revision: str = tables.HEAD,
) -> None:
    for name, text in members.items():
        described[name]["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    manifest = {
        "format": "dateline.backup/1",
        "made_at": "2026-01-01T00:00:00+00:00",
        "revision": revision,
        "tables": described,
        "counters": {},
    }
    with zipfile.ZipFile(file, "w") as held:
        for name, text in members.items():
            held.writestr(f"tables/{name}.jsonl", text)
        held.writestr("manifest.json", json.dumps(manifest | (other or {})))
