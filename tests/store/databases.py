"""Where the archives of a test are: on each kind of database that is there, and gone afterwards.

SQLite always; PostgreSQL where DATELINE_TEST_POSTGRES gives the SQLAlchemy URL of a server
(`.ci/with_postgres COMMAND` starts one). Each archive on it has a schema of its own.
"""

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy import text as sql

SERVER = os.environ.get("DATELINE_TEST_POSTGRES")
KINDS = ["sqlite", "postgresql"] if SERVER else ["sqlite"]

_numbers = itertools.count(1)


@contextlib.contextmanager
def new_target(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an archive that is not there yet."""
    if kind == "sqlite":
        yield str(folder / "archive.sqlite")
        return
    schema = f"test_{os.getpid()}_{next(_numbers)}"
    execute(server(), f"CREATE SCHEMA {schema}")
    try:
        url = server().update_query_dict(
            {"options": f"-csearch_path={schema}", "application_name": schema}
        )
        yield url.render_as_string(hide_password=False)
    finally:
        execute(server(), f"DROP SCHEMA {schema} CASCADE")


def server() -> URL:
    """Give the address of the PostgreSQL server."""
    return make_url(SERVER or "")


def execute(target: URL | str, *statements: str) -> list[Any]:
    """Do something to a database behind its archive's back; the first column of the last answer."""
    is_path = isinstance(target, str) and "://" not in target
    engine = create_engine(f"sqlite:///{target}" if is_path else target)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            answers = [connection.execute(sql(statement)) for statement in statements]
            return list(answers[-1].scalars()) if answers[-1].returns_rows else []
    finally:
        engine.dispose()
