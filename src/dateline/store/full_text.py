"""Full-text search: FTS5 in SQLite, tsvector and GIN in PostgreSQL; one meaning in both.

In: the columns `words` of claims, attributions and articles. Out: conditions that an index can
answer. Neither database splits words quite as `folding.split_words` does, so their answer only
narrows a question down; the column itself is asked as well, and decides.
"""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, column, func, select
from sqlalchemy import table as named_table
from sqlalchemy import text as sql

from dateline.store.folding import pad_words, split_words
from dateline.store.tables import article_words, attributions, claims

SEARCHED: tuple[Table, ...] = (claims, attributions, article_words)
PREFIX = "fts_"  # of everything made here: tables, triggers, indices

_LONGEST_WORD = 200  # characters; PostgreSQL leaves out words over two kilobytes
_SEVERAL = 2000  # matches; beyond, the newest are found sooner by going through them in order
_FTS5 = "tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\""


def create_indices(connection: Connection) -> None:
    """Make the indices for what is there and what will come."""
    for table in SEARCHED:
        if connection.dialect.name == "sqlite":
            _create_in_sqlite(connection, table.name, _key_of(table).name)
        else:
            connection.execute(
                sql(
                    f"CREATE INDEX {PREFIX}{table.name} ON {table.name}"
                    " USING gin (to_tsvector('simple'::regconfig, words))"
                )
            )


def rows_with_words(
    connection: Connection, table: Table, text: str | None
) -> tuple[list[ColumnElement[bool]], bool]:
    """What must hold of rows of a table in which all words of a text stand.

    Returns:
        The conditions, and whether few rows meet them, so that it is best to begin with these.
    """
    words = split_words(text or "")
    conditions = [table.c.words.contains(pad_words([word]), autoescape=True) for word in words]
    indexed = [word for word in words if _is_indexed(word)]
    if not indexed:
        return conditions, False
    if connection.dialect.name == "sqlite":
        narrowed = _in_sqlite(connection, table, indexed)
        return [*narrowed, *conditions], bool(narrowed)
    vector = func.to_tsvector(sql("'simple'::regconfig"), table.c.words)
    query = func.plainto_tsquery(sql("'simple'::regconfig"), " ".join(indexed))
    matches = vector.bool_op("@@")(query)
    # A server that expects many takes each row and splits its text again, until there are enough.
    connection.execute(sql("SET LOCAL enable_seqscan = off"))
    are_several = _are_several(connection, select(_key_of(table)).where(matches))
    connection.execute(sql("SET LOCAL enable_seqscan TO DEFAULT"))
    if are_several:
        return conditions, False
    return [matches, *conditions], True


def _is_indexed(word: str) -> bool:
    """Whether both databases see a word in it: they know the letters of an older Unicode."""
    category = unicodedata.ucd_3_2_0.category
    return len(word) <= _LONGEST_WORD and any(category(letter)[0] in "LN" for letter in word)


def _in_sqlite(
    connection: Connection, table: Table, words: Sequence[str]
) -> list[ColumnElement[bool]]:
    index = named_table(PREFIX + table.name, column("rowid"))
    matches = sql(f"{PREFIX}{table.name} MATCH :words_of_{table.name}").bindparams(
        bindparam(f"words_of_{table.name}", " ".join(f'"{word}"' for word in words))
    )
    found = select(index.c.rowid).select_from(index).where(matches)
    if _are_several(connection, found):
        return []
    return [_key_of(table).in_(found)]


def _are_several(connection: Connection, found: Select[int]) -> bool:
    few = select(func.count()).select_from(found.limit(_SEVERAL + 1).subquery())
    return (connection.scalar(few) or 0) > _SEVERAL


def _key_of(table: Table) -> ColumnElement[int]:
    (key,) = table.primary_key.columns
    return key


def _create_in_sqlite(connection: Connection, name: str, key: str) -> None:
    index = PREFIX + name
    put = f"INSERT INTO {index}(rowid, words) VALUES (new.{key}, new.words);"  # noqa: S608
    take = (
        f"INSERT INTO {index}({index}, rowid, words)"  # noqa: S608
        f" VALUES ('delete', old.{key}, old.words);"
    )
    for statement in (
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f"(words, content='{name}', content_rowid='{key}', {_FTS5})",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {name} BEGIN {put} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {name} BEGIN {take} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF words ON {name} BEGIN {take} {put} END",
        f"INSERT INTO {index}({index}) VALUES ('rebuild')",  # noqa: S608
    ):
        connection.exec_driver_sql(statement)
