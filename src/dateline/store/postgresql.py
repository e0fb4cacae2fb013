"""All that is special to PostgreSQL: how a server is reached, and what its errors mean.

In: the address of an archive, a connection, an error of the driver. Out: the same address for the
driver in use, the options of the engine, words for the user.
"""

from typing import Any

from sqlalchemy import URL, Connection
from sqlalchemy import text as sql

from dateline.errors import StoreError

# A reader sees the archive as it was when it began to ask: between the answer "the third claim of
# this article" and the article's report, another process may have put another reading in its place.
READER = {"isolation_level": "REPEATABLE READ"}
# A writer waits for whoever writes the same article, and then sees what they wrote.
WRITER = {"isolation_level": "READ COMMITTED"}

_DRIVER = "postgresql+psycopg"
_SPELLINGS = {"postgres", "postgresql", _DRIVER}  # the first is what hosting services give out

# What the server is to be asked with, unless the address says otherwise.
_CONNECTING = {
    "application_name": "dateline",  # who it is that a server's operator sees
    "client_encoding": "utf8",
    "connect_timeout": 10,  # seconds
    # A connection kept for weeks is dropped by some router on the way without a word to either
    # side: show it that it is in use, and notice within half a minute when nothing comes back.
    "keepalives_idle": 60,  # seconds
    "tcp_user_timeout": 30_000,  # milliseconds
}

_UPGRADE_LOCK = 0x64_61_74_65  # any numbers that all versions of Dateline agree on
_LINKING_LOCK = 0x6C_69_6E_6B

# Parts of an address that a message must not show, beside the password in its usual place.
_SECRET_OPTIONS = ("password", "sslpassword")

_GONE = "the server ended the connection; try again when it is back"
_REFUSED = "the server does not let you in; see that the user and the password are right"
_NO_RIGHT = "you have not the right to do this; ask the owner of the database for it"
_READ_ONLY = "it may not be written to; name the server that takes changes, or another archive"
_SILENT = "no server answers there; see that it runs, and that host and port are right"
_FULL = "too many are connected to the server; try again, or let it take more"
_DAMAGED = "the database is damaged; bring back a copy"

# SQLSTATE, or its first two letters for a whole class -> what to tell the user. Not the words of
# the server: those come in its own language.
_MEANINGS = {
    "08": _GONE,
    "57P": _GONE,
    "25P03": _GONE,
    "28": _REFUSED,
    "3F": "there is no schema of this name; make it first with CREATE SCHEMA",
    "42501": _NO_RIGHT,
    "25006": _READ_ONLY,
    "53100": "the disk of the server is full; make room and try again, nothing of this article was"
    " kept",
    "53300": _FULL,
    "40": "another process was in the way; try again",
    "55P03": "another process has been writing to it for too long; try again when it is done",
    "57014": "the server gave up because it took too long; let it take longer",
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}

# Words of the messages of errors without an SQLSTATE, which come before there is a connection or
# after it is lost -> what to tell the user, tried in this order.
_MEANINGS_OF_WORDS = {
    "failed to resolve host": "no server of this name is known; see that it is spelled right and"
    " that the network is there",
    "connection refused": _SILENT,
    "no such file": _SILENT,  # of the socket
    "timeout": _SILENT,
    "pg_hba": _REFUSED,
    "password": _REFUSED,
    'role "': _REFUSED,
    'database "': "there is no such database; make it first, for instance with `createdb NAME`",
    "too many clients": _FULL,
    "connection slots": _FULL,
    "closed": _GONE,
    "lost": _GONE,
    "terminat": _GONE,
}


def is_postgresql(url: URL) -> bool:
    """Whether an archive's address is that of a PostgreSQL database."""
    return url.drivername in _SPELLINGS


def engine_options(url: URL) -> dict[str, Any]:
    """What `create_engine` is to be given for an address, beside the address itself."""
    connecting = {name: value for name, value in _CONNECTING.items() if name not in url.query}
    # A connection that the server has dropped meanwhile is noticed, and replaced by a new one.
    return READER | {"pool_pre_ping": True, "connect_args": connecting}


def with_driver(url: URL) -> URL:
    """The address with the driver that is installed by the extra `postgres`."""
    return url.set(drivername=_DRIVER)


def without_secrets(url: URL) -> URL:
    """The address without the passwords that stand among its options."""
    return url.difference_update_query(_SECRET_OPTIONS)


def check_encoding(connection: Connection, name: str) -> None:
    """See that the database holds Unicode, so that it counts and compares characters.

    Raises:
        StoreError: it is of another encoding.
    """
    encoding = connection.scalar(sql("SHOW server_encoding"))
    if encoding != "UTF8":
        raise StoreError(
            f"{name} is a database of encoding {encoding}, in which not every text can be kept;"
            " make one of encoding UTF8, for instance with `createdb -E UTF8 -T template0 NAME`"
        )


def wait_for_other_upgrades(connection: Connection) -> None:
    """Let one process at a time make or change the tables; until the transaction ends."""
    connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})


def wait_for_other_linkers(connection: Connection) -> None:
    """Let one process at a time link articles of an archive; until the transaction ends."""
    connection.execute(
        sql("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))"),
        {"lock": _LINKING_LOCK},
    )


def meaning_of(error: BaseException) -> str | None:
    """What an error of the driver means for the user, and what to do; None when not known."""
    state = getattr(error, "sqlstate", None)
    if state is not None:
        known = (_MEANINGS.get(state[:length]) for length in (5, 3, 2))
        return next((meaning for meaning in known if meaning is not None), None)
    lowered = str(error).lower()
    return next(
        (meaning for words, meaning in _MEANINGS_OF_WORDS.items() if words in lowered), None
    )
