"""All that is special to SQLite: how a connection is set up, and what its error messages mean."""

import sqlite3
import time
import urllib.parse
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event

WRITES = "dateline_writes"  # the execution option of a connection that is going to write
BUSY_SECONDS = 30.0  # how long to wait while another process writes; one article takes milliseconds

# Words of SQLite's messages -> what to tell the user, tried in this order.
_MEANINGS = {
    "is locked": "another process has been writing to it for too long; try again when it is done",
    "readonly": "it may not be written to; give yourself the right to write to the file and its"
    " folder, or name another archive",
    "is full": "the disk is full; make room and try again, nothing of this article was kept",
    "not a database": "the file is no archive; name another file, or move this one away",
    "malformed": "the file is damaged; bring back a copy, or move it away and add the articles"
    " again",
    "unable to open": "the file cannot be opened; see that its folder is there and may be used",
    "disk i/o error": "the disk does not take or give the data; see that it is there, healthy and"
    " not full",
}


def is_sqlite(url: URL) -> bool:
    """Whether an archive's address is that of an SQLite file."""
    return url.get_backend_name() == "sqlite"


def file_of(url: URL) -> Path | None:
    """The file of an SQLite address; None for one that SQLite itself parses, and of other kinds."""
    name = url.database
    if not is_sqlite(url) or not name or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


def read_only(path: Path) -> URL:
    """The address of a file that is not to be changed."""
    place = urllib.parse.quote(str(path.absolute()))
    return URL.create("sqlite", database=f"file:{place}", query={"mode": "ro", "uri": "true"})


def path_of_read_only(url: URL) -> Path | None:
    """The file of such an address; None of any other."""
    name = url.database or ""
    return Path(urllib.parse.unquote(name[5:])) if name.startswith("file:/") else None


def set_up(engine: Engine) -> None:
    """Make each connection durable, patient and strict, and let writers queue before they read."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def keep_write_ahead_log(engine: Engine) -> None:
    """Let readers and one writer work at the same time; kept in the file from then on.

    Raises:
        sqlite3.Error: the file cannot be written to, or is in use for too long.
    """
    give_up_at = time.monotonic() + BUSY_SECONDS
    connection = engine.raw_connection()
    try:
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                # SQLite does not wait by itself when two processes change this at once.
                if "locked" not in str(error) or time.monotonic() > give_up_at:
                    raise
                time.sleep(0.02)
            else:
                return
    finally:
        connection.close()


def erase_deleted(engine: Engine) -> None:
    """Write the file anew, and empty its write-ahead log.

    Raises:
        sqlite3.Error: there is no room, or another process is in the way for too long.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        (is_busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise sqlite3.OperationalError("the write-ahead log is locked by a reader")
    finally:
        connection.close()


def meaning_of(message: str) -> str | None:
    """What an SQLite message means for the user, and what to do; None when it is not known."""
    lowered = message.lower()
    return next((meaning for words, meaning in _MEANINGS.items() if words in lowered), None)


def _set_pragmas(connection: Any, _record: object) -> None:
    # Transactions begin where `_begin` says so, not where the driver guesses.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")  # what was added is on the disk when `add` returns
    cursor.close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail, not wait, when another process
    # has written in between.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
