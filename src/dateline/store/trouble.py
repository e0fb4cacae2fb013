"""Errors of the database, told in the words of the archive: in go theirs, out comes StoreError."""

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError

from dateline.errors import ArchiveUnavailable, StoreError
from dateline.store import postgresql, sqlite


@contextlib.contextmanager
def told_as_store_error(doing: str) -> Iterator[None]:
    """Translate every error of the database; `doing` says what was being done to which archive.

    Raises:
        ArchiveUnavailable: SQLAlchemy, the driver or the file system refused.
        StoreError: they were given what no database holds, such as half a character (a lone
            surrogate, as in the arguments of a terminal that is not set to UTF-8).
    """
    try:
        yield
    except (DataError, UnicodeError) as error:  # what was asked, not the database, is wrong
        raise StoreError(f"{doing}: {_explain(getattr(error, 'orig', None) or error)}") from error
    except DBAPIError as error:
        raise ArchiveUnavailable(f"{doing}: {_explain(error.orig or error)}") from error
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise ArchiveUnavailable(f"{doing}: {_explain(error)}") from error


def _explain(error: BaseException) -> str:
    first_line = str(error).strip().partition("\n")[0]
    is_of_postgresql = hasattr(error, "sqlstate")
    meaning = postgresql.meaning_of(error) if is_of_postgresql else sqlite.meaning_of(first_line)
    return first_line if meaning is None else f"{meaning} ({first_line})"
