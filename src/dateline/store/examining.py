"""What is wrong with an archive, and what to do about it; nothing is changed by asking.

In: the path or URL of an archive. Out: `Finding`s, also where the archive cannot be opened at all.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, Select, func, or_, select
from sqlalchemy import text as sql
from sqlalchemy.exc import SQLAlchemyError

from dateline.errors import StoreError
from dateline.store import full_text, opening, sqlite
from dateline.store.tables import HEAD, article_words, articles, reports
from dateline.store.trouble import told_as_store_error

State = Literal["ok", "note", "wrong"]

LITTLE_SPACE = 500_000_000  # bytes free, below which the next day's news may not fit
OLDEST_SERVER = 14  # the oldest PostgreSQL that is still mended by those who make it
_RESCUE = "restore a backup, or save what can be read with `dateline doctor --rescue FOLDER`"
_MADE_ANEW = "make it anew: `dateline backup FILE`, then `dateline restore FILE --replace`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    `state`: ok; note: works, but should be known; wrong: to be mended. `advice` is None when there
    is nothing to do.
    """

    about: str
    state: State
    found: str
    advice: str | None = None


def examine(target: str, linker_version: str) -> Iterator[Finding]:
    """Look at everything that can be wrong with an archive; it is read as it is, not upgraded.

    Args:
        target: its path or URL.
        linker_version: that of the linker in use, to find what is not linked by it.
    """
    try:
        engine, name = opening.open_unchecked(target)
    except StoreError as error:
        is_new = "there is no archive at" in str(error)
        advice = "`dateline add` makes one" if is_new else None
        yield Finding(
            about="archive", state="note" if is_new else "wrong", found=str(error), advice=advice
        )
        return
    try:
        yield from _examine(engine, name, linker_version)
    finally:
        engine.dispose()


def _examine(engine: Engine, name: str, linker_version: str) -> Iterator[Finding]:
    is_file = engine.dialect.name == "sqlite"
    version = _told("archive", name, engine, lambda connection: _version(connection, name))
    yield version
    if is_file:
        yield from _space(engine)
    if version.state == "wrong":
        return
    database = _told("database", name, engine, _integrity if is_file else _server)
    yield database
    if version.state == "note" or database.state == "wrong":
        return  # the tables that the rest asks for are not there yet, or cannot be trusted
    yield _told("records", name, engine, _records)
    yield _told("full text", name, engine, _index_of_file if is_file else _index_of_server)
    yield _told("links", name, engine, lambda connection: _links(connection, linker_version))


def _told(about: str, name: str, engine: Engine, look: Callable[[Connection], Finding]) -> Finding:
    """What was found; that it cannot be looked at is a finding too."""
    try:
        with told_as_store_error(f"examining {name}"), engine.connect() as connection:
            return look(connection)
    except StoreError as error:
        return Finding(about=about, state="wrong", found=str(error), advice=_RESCUE)


def _version(connection: Connection, name: str) -> Finding:
    from dateline.store import upgrade  # noqa: PLC0415 (alembic is slow to load)

    found = opening.revision_of(connection, name)
    if found == HEAD:
        number = connection.scalar(select(func.count()).select_from(articles))
        held = f"{name}: {number} articles, tables of version {found}"
        return Finding(about="archive", state="ok", found=held)
    if found is None:
        told = f"{name} is empty"
        return Finding(about="archive", state="wrong", found=told, advice="`dateline add` fills it")
    if found in upgrade.known_revisions():
        return Finding(
            about="archive",
            state="note",
            found=f"{name} is of an older version ({found}; this one is {HEAD})",
            advice="it is upgraded when it is next opened; copy the file first",
        )
    return Finding(
        about="archive",
        state="wrong",
        found=f"{name} was made by a newer Dateline (tables of version {found})",
        advice="upgrade Dateline",
    )


def _space(engine: Engine) -> Iterator[Finding]:
    path = sqlite.path_of_read_only(engine.url)
    if path is None:
        return
    free, size = shutil.disk_usage(path.parent).free, path.stat().st_size
    found = f"{_megabytes(free)} free, the archive has {_megabytes(size)}"
    if free < max(LITTLE_SPACE, size):
        advice = "make room: upgrades and `restore` need as much again as the archive has"
        yield Finding(about="disk", state="note", found=found, advice=advice)
    else:
        yield Finding(about="disk", state="ok", found=found)


def _integrity(connection: Connection) -> Finding:
    told = [str(row[0]) for row in connection.execute(sql("PRAGMA integrity_check(5)"))]
    told = [] if told == ["ok"] else told
    told += [
        f"a row of {row[0]} refers to one of {row[2]} that is not there"
        for row in connection.execute(sql("PRAGMA foreign_key_check")).fetchmany(5)
    ]
    if told:
        return Finding(
            about="database", state="wrong", found="damaged: " + "; ".join(told), advice=_RESCUE
        )
    version = connection.scalar(sql("SELECT sqlite_version()"))
    return Finding(about="database", state="ok", found=f"SQLite {version}, every page is sound")


def _server(connection: Connection) -> Finding:
    version = str(connection.scalar(sql("SHOW server_version")))
    number = int(connection.scalar(sql("SHOW server_version_num")) or 0) // 10_000
    if number < OLDEST_SERVER:
        return Finding(
            about="database",
            state="note",
            found=f"PostgreSQL {version} is not mended any more",
            advice=f"upgrade the server to {OLDEST_SERVER} or newer",
        )
    return Finding(about="database", state="ok", found=f"PostgreSQL {version}")


def _records(connection: Connection) -> Finding:
    """Whether each article has its report and its words."""
    kept = articles.outerjoin(reports).outerjoin(
        article_words, article_words.c.article_key == articles.c.key
    )
    asked: Select[int] = (
        select(func.count())
        .select_from(kept)
        .where(or_(reports.c.article_key.is_(None), article_words.c.article_key.is_(None)))
    )
    missing = connection.scalar(asked)
    if missing:
        found = f"{missing} articles have no report"
        return Finding(about="records", state="wrong", found=found, advice=_RESCUE)
    return Finding(about="records", state="ok", found="each article has its report")


def _index_of_file(connection: Connection) -> Finding:
    broken = []
    for table in full_text.SEARCHED:
        index = full_text.PREFIX + table.name
        (key,) = table.primary_key.columns
        # Each row of a table has a row of sizes in its index; it tells what is missing or too much.
        asked = (
            f"SELECT (SELECT count(*) FROM {table.name} WHERE {key.name} NOT IN"  # noqa: S608
            f" (SELECT id FROM {index}_docsize)) + (SELECT count(*) FROM {index}_docsize"
            f" WHERE id NOT IN (SELECT {key.name} FROM {table.name}))"
        )
        try:
            if connection.scalar(sql(asked)):
                broken.append(table.name)
        except SQLAlchemyError:  # there is no index
            broken.append(table.name)
    return _index_finding(broken)


def _index_of_server(connection: Connection) -> Finding:
    asked = sql(
        "SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid"
        " JOIN pg_namespace n ON n.oid = i.relnamespace"
        " WHERE n.nspname = current_schema() AND x.indisvalid"
    )
    there = set(connection.scalars(asked))
    names = [table.name for table in full_text.SEARCHED]
    return _index_finding([name for name in names if full_text.PREFIX + name not in there])


def _index_finding(broken: list[str]) -> Finding:
    if broken:
        found = f"the index of {', '.join(broken)} is not in step; --text may miss something"
        return Finding(about="full text", state="wrong", found=found, advice=_MADE_ANEW)
    return Finding(about="full text", state="ok", found="the indices are in step")


def _links(connection: Connection, version: str) -> Finding:
    is_linked = articles.c.linked_by == version
    asked = select(func.count()).select_from(articles)
    missing = connection.scalar(asked.where(or_(articles.c.linked_by.is_(None), ~is_linked)))
    if missing:
        return Finding(
            about="links",
            state="note",
            found=f"{missing} articles are not linked by this version ({version})",
            advice="the next `dateline add` links them",
        )
    return Finding(about="links", state="ok", found=f"every article is linked by {version}")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
