"""Whatever is wrong with an archive is told as a StoreError that says what and what to do."""

import inspect
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy.exc
from sqlalchemy import Engine, event

from dateline.errors import StoreError
from dateline.store import Added, Archive, ClaimQuery, SaidQuery, sqlite, tables
from dateline.store.trouble import told_as_store_error
from tests.making import make_report, with_id
from tests.simple_linker import SimpleLinker
from tests.store.acts import ACTS, Act
from tests.store.databases import execute


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive of some size, closed."""
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path)) as archive:
        for number in range(40):
            archive.add(make_report(number))
    return path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)


def _every_error() -> Iterator[Exception]:
    for name, kind in inspect.getmembers(sqlalchemy.exc, inspect.isclass):
        if issubclass(kind, sqlalchemy.exc.DBAPIError):
            yield kind("SELECT 1", {}, sqlite3.OperationalError(name))
        elif issubclass(kind, sqlalchemy.exc.StatementError):
            yield kind(name, "SELECT 1", {}, None)
        elif issubclass(kind, sqlalchemy.exc.SQLAlchemyError):
            yield kind.__new__(kind, name)
    for name, kind in inspect.getmembers(sqlite3, inspect.isclass):
        if issubclass(kind, sqlite3.Error):
            yield kind(name)
    yield PermissionError("folder")


@pytest.mark.parametrize("error", list(_every_error()), ids=lambda error: type(error).__name__)
def test_every_error_of_the_database_is_translated(error: Exception) -> None:
    with (
        pytest.raises(StoreError, match=r"^asking the mill: ") as caught,
        told_as_store_error("asking the mill"),
    ):
        raise error

    assert caught.value.__cause__ is error


def test_other_errors_are_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), told_as_store_error("asking the mill"):
        raise ZeroDivisionError


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_on_a_damaged_file_says_so(file: Path, act: Act) -> None:
    with Archive.open(str(file), linker=SimpleLinker()) as archive:
        archive.close()  # lets go of the pages it remembers
        _damage(file, first=0)

        with pytest.raises(StoreError, match=r"archive\.sqlite: the file is"):
            act(archive)


def test_all_public_acts_are_tried_on_a_damaged_file() -> None:
    public = {name for name in dir(Archive) if not name.startswith("_")}

    assert public - {"open", "close", "name"} == ACTS.keys() - {"replace"}


def test_a_file_damaged_further_in_is_noticed_when_it_is_read(file: Path) -> None:
    _damage(file, first=3)

    with (
        pytest.raises(StoreError, match="the file is damaged; bring back a copy"),
        Archive.open(str(file)) as archive,
    ):
        list(archive.reports())


@pytest.mark.parametrize(
    ("query", "act"),
    [
        (lambda: ClaimQuery(actor="\udcff"), lambda archive, query: list(archive.claims(query))),
        (lambda: SaidQuery(speaker="\udcff"), lambda archive, query: list(archive.said(query))),
        (lambda: "\udcff12345", lambda archive, query: archive.report(query)),
        (lambda: make_report(title="\udcff"), lambda archive, query: archive.add(query)),
        (lambda: with_id(make_report(), "\udcff"), lambda archive, query: archive.add(query)),
    ],
    ids=["claims", "said", "report", "a report", "an id"],
)
def test_half_a_character_is_told(
    archive: Archive, query: Callable[[], object], act: Callable[[Archive, object], object]
) -> None:
    with pytest.raises(StoreError, match="surrogates not allowed"):
        act(archive, query())
    assert archive.counts().articles == 0


def test_a_missing_archive_is_not_made_unasked(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "archive.sqlite"

    with pytest.raises(StoreError, match=r"no archive at .*archive\.sqlite; `dateline add` makes"):
        Archive.open(str(path), create=False)
    assert not path.parent.exists()


def test_an_empty_file_is_an_archive_only_when_one_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    path.touch()

    with pytest.raises(StoreError, match=r"no archive in .*; `dateline add` makes one"):
        Archive.open(str(path), create=False)
    with Archive.open(str(path)) as archive:
        assert archive.add(make_report()) is Added.NEW


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; name a file in it"):
        Archive.open(str(tmp_path))


def test_a_file_stands_where_the_folder_should(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()

    with pytest.raises(StoreError, match=r"opening the archive .*letter\.txt"):
        Archive.open(str(tmp_path / "letter.txt" / "archive.sqlite"))


@pytest.mark.parametrize("create", [True, False])
def test_a_text_is_no_archive_and_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ada, the mill still stands. " * 100, encoding="utf-8")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="the file is no archive; name another file"):
        Archive.open(str(path), create=create)
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.sqlite"
    execute(str(path), "CREATE TABLE bookmarks (url)")

    with pytest.raises(StoreError, match=r"another program \(its tables are bookmarks\)"):
        Archive.open(str(path))
    assert not path.with_name("bookmarks.sqlite-wal").exists()


def test_a_newer_archive_is_left_alone(file: Path) -> None:
    execute(str(file), "UPDATE dateline_version SET version_num = '9000'")

    with pytest.raises(StoreError, match=rf"made by a newer Dateline \(.* 9000, .* {tables.HEAD}"):
        Archive.open(str(file))


def test_an_archive_without_its_tables_is_told(file: Path) -> None:
    execute(str(file), "DROP TABLE claims")

    with Archive.open(str(file)) as archive, pytest.raises(StoreError, match="no such table: cla"):
        archive.counts()


def test_a_record_that_is_none_is_told_with_its_article(file: Path) -> None:
    execute(str(file), "UPDATE reports SET report = '{}' WHERE article_key = 7")

    with (
        Archive.open(str(file)) as archive,
        pytest.raises(StoreError, match=r"record of article [0-9a-f]{32} is damaged"),
    ):
        list(archive.reports())


@pytest.mark.usefixtures("impatient")
def test_a_locked_archive_can_be_asked_but_not_added_to(file: Path) -> None:
    with Archive.open(str(file)) as archive:
        other = sqlite3.connect(file)
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="another process has been writing to it for too long"):
            archive.add(make_report(999))
        assert archive.counts().articles == 40

        other.rollback()
        other.close()
        assert archive.add(make_report(999)) is Added.NEW


@pytest.mark.usefixtures("impatient")
def test_a_new_file_that_another_program_holds_is_told(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(StoreError, match="another process has been writing"):
        Archive.open(str(path))
    other.close()


def test_an_archive_that_may_not_be_written_to_can_still_be_asked(file: Path) -> None:
    with Archive.open(f"sqlite:///file:{file}?mode=ro&uri=true", create=False) as archive:
        assert len(list(archive.reports())) == 40
        with pytest.raises(StoreError, match="it may not be written to; give yourself the right"):
            archive.add(make_report(999))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may write everywhere"
)
def test_a_file_without_the_right_to_write_is_told(file: Path) -> None:
    file.chmod(0o400)

    with Archive.open(str(file)) as archive, pytest.raises(StoreError, match="may not be written"):
        archive.add(make_report(999))


def test_a_full_disk_is_told_and_the_rest_is_kept(file: Path) -> None:
    def fill(connection: sqlite3.Connection, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}").fetchone()

    event.listen(Engine, "connect", fill)
    try:
        with Archive.open(str(file)) as archive:
            with pytest.raises(StoreError, match="the disk is full; make room and try again"):
                _add_many(archive)
            kept = archive.counts()
    finally:
        event.remove(Engine, "connect", fill)

    assert 40 <= kept.articles < 140
    with Archive.open(str(file)) as archive:
        assert len(list(archive.reports())) == kept.articles == len(list(archive.claims()))


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("", "no name of an archive"),
        ("nosuch://host/name", "nosuch"),
        ("sqlite:///a?uri=perhaps", "the address a is wrong: String is not true/false"),
        ("://", "opening the archive '://'"),
        ("sqlite://", "in memory is gone"),
        ("sqlite:///:memory:", "in memory is gone"),
        (":memory:", "in memory is gone"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(
    target: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(StoreError, match=says):
        Archive.open(target)


def test_a_missing_driver_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed

    with pytest.raises(
        StoreError, match=r"pip install 'dateline\[postgres\]' \(.*psycopg"
    ) as caught:
        Archive.open("postgresql://ada:secret@host/name?sslpassword=secret")

    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (
            "postgresql://ada:secret@host:port/name",
            "wrong .*; write postgresql://user@host:port/na",
        ),
        ("postgresql:://ada:secret@host/name", "opening the archive 'postgresql:://…@host/name'"),
        ("mysql://ada:secret@host/name", "not mysql; write a path, or postgresql://user@host/name"),
        ("postgresql+psycopg2://ada:secret@host/name", r"not postgresql\+psycopg2; write"),
    ],
)
def test_a_wrong_address_is_told_without_the_password(target: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        Archive.open(target)

    assert "secret" not in str(caught.value)


def _add_many(archive: Archive) -> None:
    for number in range(100, 200):
        archive.add(make_report(number))


def _damage(file: Path, first: int) -> None:
    """Write over every page from one on."""
    page = 4096
    size = file.stat().st_size
    with file.open("r+b") as damaged:
        damaged.seek(first * page)
        damaged.write(b"\xa5" * (size - first * page))
