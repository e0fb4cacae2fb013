"""From a path or URL to an engine on an archive that is there, ours and up to date.

In: what the user named. Out: an SQLAlchemy engine, and the name to use in messages.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, inspect, make_url
from sqlalchemy import text as sql

from dateline.errors import StoreError
from dateline.store import postgresql, sqlite
from dateline.store.tables import HEAD, VERSION_TABLE, metadata
from dateline.store.trouble import told_as_store_error

# Begins a transaction; what it is for is said when it fails, as in "adding article … to".
Transaction = Callable[[str], AbstractContextManager[Connection]]
_REVISION = sql(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608


def open_engine(target: str, *, create: bool) -> tuple[Engine, str]:
    """Connect to the archive at a path or URL, making or upgrading its tables where needed.

    Raises:
        StoreError: there is no archive and `create` is False, or it cannot be used.
    """
    with told_as_store_error(f"opening the archive {_hide_password(target)!r}"):
        url = _url_of(target)
    name = _name_of(url)
    with told_as_store_error(f"opening the archive {name}"):
        if (path := sqlite.file_of(url)) is not None:
            _check_file(path, create=create)
        engine = _make_engine(url)
        try:
            _bring_up_to_date(engine, name, create=create)
        except BaseException:
            engine.dispose()
            raise
    return engine, name


def open_unchecked(target: str) -> tuple[Engine, str]:
    """Connect to an archive as it is, however damaged, to read from it only.

    Raises:
        StoreError: the path or URL is none of an archive, or there is no file.
    """
    with told_as_store_error(f"opening the archive {_hide_password(target)!r}"):
        url = _url_of(target)
    name = _name_of(url)
    if (path := sqlite.file_of(url)) is not None:
        if not path.is_file():
            raise StoreError(f"there is no archive at {path}")
        url = sqlite.read_only(path)
    return _make_engine(url), name


def writer_of(engine: Engine) -> Engine:
    """The same archive for who is going to change it: waits for other writers, reads the newest."""
    writes: dict[str, Any]
    writes = {sqlite.WRITES: True} if sqlite.is_sqlite(engine.url) else postgresql.WRITER
    return engine.execution_options(**writes)


def erase_deleted(engine: Engine) -> None:
    """Write the whole database anew, so that nothing is left in it of what was deleted."""
    if sqlite.is_sqlite(engine.url):
        sqlite.erase_deleted(engine)
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.execute(sql(f"VACUUM (FULL) {table.name}"))


def revision_of(connection: Connection, name: str) -> str | None:
    """The revision an archive's tables stand at; None where there is no table at all.

    Args:
        connection: to the archive.
        name: what to call it in a message.

    Raises:
        StoreError: there are tables, but they are not an archive's.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise StoreError(
            f"{name} is a database of another program (its tables are"
            f" {', '.join(sorted(tables)[:5])}) and was left alone; name another archive"
        )
    found: str | None = connection.scalar(_REVISION)
    return found


def check_revision(connection: Connection, name: str) -> None:
    """See that no newer Dateline has upgraded the tables since the archive was opened.

    Raises:
        StoreError: one has, so this one would read and write them wrongly.
    """
    found = connection.scalar(_REVISION)
    if found != HEAD:
        raise StoreError(
            f"{name} was upgraded by another version of Dateline while this one had it open (its"
            f" tables are of version {found}, this one works with {HEAD}); stop this one, and start"
            " it again in the version that upgraded"
        )


def _url_of(target: str) -> URL:
    if not target:
        raise StoreError("there is no name of an archive; give a path or a URL")
    url = _parse(target) if "://" in target else _url_of_path(target)
    if postgresql.is_postgresql(url):
        return postgresql.with_driver(url)
    if not sqlite.is_sqlite(url):
        raise StoreError(
            f"an archive is an SQLite file or a PostgreSQL database, not {url.drivername}; write a"
            " path, or postgresql://user@host/name"
        )
    if sqlite.is_sqlite(url) and url.database in (None, "", ":memory:"):
        raise StoreError(
            f"{target!r} is no file; what is kept in memory is gone when the program ends, so name"
            " a file"
        )
    return url


def _parse(target: str) -> URL:
    try:
        return make_url(target)
    except ValueError as error:  # a port that is no number
        raise StoreError(
            f"the address {_hide_password(target)} is wrong ({error}); write"
            " postgresql://user@host:port/name"
        ) from None


def _url_of_path(target: str) -> URL:
    return URL.create("sqlite", database=str(Path(target).expanduser()))


def _hide_password(target: str) -> str:
    return re.sub(r"(?<=://).*@", "…@", target)


def _name_of(url: URL) -> str:
    if (path := sqlite.file_of(url)) is not None:
        return str(path)
    return postgresql.without_secrets(url).render_as_string(hide_password=True)


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file in it")
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.exists():
        raise StoreError(f"there is no archive at {path}; `dateline add` makes one")


def _make_engine(url: URL) -> Engine:
    special = postgresql.engine_options(url) if postgresql.is_postgresql(url) else {}
    # The JSON of a report is written and read by `records`; the database only carries it.
    try:
        engine = create_engine(url, json_serializer=str, json_deserializer=_as_text, **special)
    except ImportError as error:
        advice = "; pip install 'dateline[postgres]'" if special else ""
        raise StoreError(
            f"opening the archive {_name_of(url)}: its driver is not installed{advice} ({error})"
        ) from error
    except (TypeError, ValueError) as error:  # options the driver does not know, or cannot read
        raise StoreError(f"the address {_name_of(url)} is wrong: {error}") from error
    if sqlite.is_sqlite(url):
        sqlite.set_up(engine)
    return engine


def _as_text(carried: str | bytes) -> str:
    return carried if isinstance(carried, str) else carried.decode()  # psycopg gives bytes


def _bring_up_to_date(engine: Engine, name: str, *, create: bool) -> None:
    with engine.connect() as connection:
        if postgresql.is_postgresql(engine.url):
            postgresql.check_encoding(connection, name)
        found = revision_of(connection, name)
    if found == HEAD:
        return
    if found is None and not create:
        raise StoreError(f"there is no archive in {name}; `dateline add` makes one")
    if sqlite.is_sqlite(engine.url):
        sqlite.keep_write_ahead_log(engine)
    with writer_of(engine).begin() as connection:
        if postgresql.is_postgresql(engine.url):
            postgresql.wait_for_other_upgrades(connection)
        _upgrade(connection, name)


def _upgrade(connection: Connection, name: str) -> None:
    # alembic takes a sixth of a second to load, and is needed only here.
    from dateline.store import upgrade  # noqa: PLC0415

    found = revision_of(connection, name)  # again: another process may have upgraded it meanwhile
    known = upgrade.known_revisions()
    if found is not None and found not in known:
        raise StoreError(
            f"{name} was made by a newer Dateline (its tables are of version {found}, this one"
            f" knows up to {known[0]}); upgrade Dateline, or name another archive"
        )
    upgrade.upgrade(connection)
