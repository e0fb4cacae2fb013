"""The migrations make the tables that the code expects, and keep what an older archive holds."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Select, create_mock_engine, inspect, select
from sqlalchemy.exc import OperationalError

from dateline.errors import StoreError
from dateline.store import (
    ActorQuery,
    Added,
    Archive,
    ClaimQuery,
    Counts,
    EventQuery,
    SaidQuery,
    full_text,
    tables,
    upgrade,
)
from dateline.store.linked_questions import select_actors, select_events
from dateline.store.questions import select_claims, select_said
from tests.making import MadeClaim, make_report
from tests.store.test_linking import SimpleLinker, blast, told

# An archive as the first version of Dateline wrote it (`sqlite3 archive.sqlite .dump`). Never made
# again: it stands for the archives that people have.
_FIRST = Path(__file__).with_name("archive_0001.sql")


def test_the_newest_migration_is_the_one_the_code_is_written_for() -> None:
    assert upgrade.known_revisions()[0] == tables.HEAD


def test_migrations_make_the_tables_of_the_code(archive: Archive) -> None:
    with archive._engine.connect() as connection:
        options = {
            "version_table": tables.VERSION_TABLE,
            "compare_type": True,
            "include_object": _is_portable,
        }
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, tables.metadata) == []


def test_a_missing_migration_would_be_noticed(archive: Archive) -> None:
    with archive._engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_claims_killed")
        options = {"version_table": tables.VERSION_TABLE, "include_object": _is_portable}
        context = MigrationContext.configure(connection, opts=options)

        assert [change[0] for change in compare_metadata(context, tables.metadata)] == ["add_index"]


def test_a_new_archive_is_of_the_newest_version(archive: Archive) -> None:
    assert archive.version == tables.HEAD


def test_an_archive_of_the_first_version_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    _restore(_FIRST, path)

    with Archive.open(str(path), create=False) as archive:
        assert archive.version == tables.HEAD
        assert archive.counts() == Counts(articles=2, claims=3, attributions=3)
        quoted = ClaimQuery(text="lantern", place="Oldmere", min_killed=4, since="2019-11")
        (row,) = archive.claims(quoted)
        assert row.actors == ("The Lantern Guard",)
        assert row.speakers == ("Perpetua Vane",)
        assert archive.report(row.article_id[:8]) is not None
        assert len(list(archive.said(SaidQuery(speaker="vane")))) == 2
        assert archive.add(make_report(77)) is Added.NEW


def test_who_takes_part_is_dated_in_an_older_archive(target: str) -> None:
    """The columns of 0007 are filled with what an archive that was made with them has."""
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(told(1, blast(1), blast(2, place="Oslo")))
        archive.add(told(2, blast(2), MadeClaim(actor="Weavers")))
        with archive._engine.begin() as connection:
            made = _parts_of(connection)
            connection.exec_driver_sql("DROP INDEX ix_parts_identity_key_first_on_last_on_event_id")
            for column in ("identity_key", "event_id", "first_on", "last_on"):
                connection.exec_driver_sql(f"ALTER TABLE parts DROP COLUMN {column}")
            version = f"UPDATE {tables.VERSION_TABLE} SET version_num = '0006'"  # noqa: S608
            connection.exec_driver_sql(version)
    days = {(row.first_on, row.last_on) for row in made}
    assert days == {
        (date(2021, 3, 1), date(2021, 3, 2)),
        (date(2021, 3, 2), date(2021, 3, 2)),
        (None, None),
    }
    with Archive.open(target) as archive, archive._engine.connect() as connection:
        assert _parts_of(connection) == made


def _parts_of(connection: Connection) -> list[Any]:
    return list(connection.execute(select(tables.parts).order_by(*tables.parts.primary_key)))


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path)) as archive:
        archive.add(make_report())
    before = _dump(path)

    Archive.open(str(path)).close()

    assert _dump(path) == before


def test_a_failed_upgrade_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.sqlite"
    made: list[str] = []

    def upgrade_and_fail(connection: Connection) -> None:
        real(connection)
        made.extend(inspect(connection).get_table_names())
        raise OperationalError("CREATE TABLE", {}, sqlite3.OperationalError("disk I/O error"))

    real = upgrade.upgrade
    monkeypatch.setattr(upgrade, "upgrade", upgrade_and_fail)
    with pytest.raises(StoreError, match="disk does not take"):
        Archive.open(str(path))
    monkeypatch.undo()

    assert "articles" in made
    assert _dump(path) == []
    with Archive.open(str(path)) as archive:
        assert archive.version == tables.HEAD


def test_the_tables_can_be_made_in_postgresql() -> None:
    made: list[str] = []
    tables.metadata.create_all(
        create_mock_engine("postgresql://", lambda sql, *_: made.append(str(sql))), checkfirst=False
    )

    assert sum("CREATE TABLE" in sql for sql in made) == len(tables.metadata.tables)


@pytest.mark.parametrize(
    ("select", "query"),
    [
        (
            select_claims,
            ClaimQuery(actor="a", place="RUS", text="b c", outlet="d", limit=3, offset=1),
        ),
        (select_said, SaidQuery(speaker="a", since="2020", until="2021", text="b")),
        (select_events, EventQuery(actor="a", place="RUS", text="b c", outlet="d")),
        (select_actors, ActorQuery(actor="a", type="ASSAULT", text="b c", outlet="d")),
    ],
    ids=["claims", "said", "events", "actors"],
)
def test_the_questions_can_be_asked_in_postgresql(
    select: Callable[..., Select[Any]], query: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = create_mock_engine("postgresql://", print)
    monkeypatch.setattr(server, "scalar", lambda _: 0, raising=False)  # no word is frequent
    monkeypatch.setattr(server, "scalars", lambda _: [], raising=False)  # no event is asked for
    sql = str(select(query, server).compile(dialect=server.dialect))

    assert "DESC" in sql
    assert "LIKE" in sql
    assert "to_tsvector('simple'::regconfig" in sql


def _is_portable(_thing: object, name: str | None, *_: object) -> bool:
    """Full-text indices are made by `full_text.py`, and have no portable description."""
    return not (name or "").startswith(full_text.PREFIX)


def _restore(dump: Path, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = [
        line for line in connection.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")
    ]
    connection.close()
    return lines
