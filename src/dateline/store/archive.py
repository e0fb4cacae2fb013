"""The archive: keeps reports and answers questions about them.

In: Reports, and queries. Out: the same Reports, and rows of records with their words. An SQLite
file unless a URL says otherwise; every error of the database comes out as a StoreError.
"""

import contextlib
import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dateline.errors import EvidenceError, StoreError
from dateline.records import Article, Report, report_from_json, report_to_json
from dateline.store import opening
from dateline.store.flattening import article_row, attribution_rows, claim_rows
from dateline.store.questions import ClaimQuery, SaidQuery, select_claims, select_said
from dateline.store.rows import ClaimRow, SaidRow, claim_row, said_row
from dateline.store.tables import articles, attributions, claims, reports
from dateline.store.trouble import told_as_store_error

SHORTEST_PREFIX = 6  # of an article's id; six hex digits tell sixteen million articles apart
_STREAMED = {"yield_per": 50}  # reports held in memory while rows are given back

_Upsert = Callable[[Table], sqlite.Insert | postgresql.Insert]
_UPSERTS: dict[str, _Upsert] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

Row = TypeVar("Row")


class Added(enum.Enum):
    """What adding a report did."""

    NEW = "new"
    ALREADY_THERE = "already there"  # the article was kept before, and is as it was
    REPLACED = "replaced"  # the article was kept before, and its records are now these


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much an archive holds."""

    articles: int
    claims: int
    attributions: int


class Archive:
    """Reports kept on disk; made by `Archive.open`, closed by `close` or the end of a `with`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, target: str, *, create: bool = True) -> Self:
        """Open the archive at a path or an SQLAlchemy URL, and bring its tables up to date.

        Args:
            target: the path of an SQLite file, or a URL such as `postgresql+psycopg://host/name`.
            create: make an archive where there is none; its folder too.

        Raises:
            StoreError: there is none and `create` is False, or it is no archive, damaged, of a
                newer version, locked, or may not be written to.
        """
        engine, name = opening.open_engine(target, create=create)
        return cls(engine, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was added is kept whether or not this is called."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """What to call the archive on a screen: its path, or its URL without the password."""
        return self._name

    @property
    def version(self) -> str:
        """The revision of the archive's tables, such as "0001".

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the version of") as connection:
            return opening.revision_of(connection, self._name) or ""

    def add(self, report: Report, *, replace: bool = False) -> Added:
        """Keep a report; when this returns, it is on the disk whole.

        Args:
            report: an article that is there already (by its id) is left as it was.
            replace: put these records in the place of those of the same article instead.

        Raises:
            StoreError: it could not be kept; then nothing of it is.
        """
        text = self._to_json(report)
        with self._writing(f"adding article {report.article.id} to") as connection:
            key = _add_article(connection, report.article)
            if key is not None:
                _insert(connection, key, report, text)
                return Added.NEW
            if not replace:
                return Added.ALREADY_THERE
            _replace(connection, report, text)
            return Added.REPLACED

    def report(self, article_id: str) -> Report | None:
        """The report of an article, by its id or the first six or more characters of it.

        Raises:
            StoreError: several articles begin so, fewer than six characters are given and are no
                id, or the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            found = _find_articles(connection, article_id)
            if len(found) > 1:
                raise StoreError(
                    f"{len(found)} articles of {self._name} have an id that begins with"
                    f" {article_id}; write more of it: {', '.join(sorted(found)[:5])}"
                )
            return next(iter(_load(connection, list(found.values())).values()), None)

    def reports(self) -> Iterator[Report]:
        """Every report in the order of adding, without holding them all in memory.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = select(articles.c.key).order_by(articles.c.key)
        with self._reading("reading the reports of") as connection:
            for keys in (
                connection.execute(asked, execution_options=_STREAMED).scalars().partitions()
            ):
                yield from _load(connection, list(keys)).values()

    def claims(self, query: ClaimQuery | None = None) -> Iterator[ClaimRow]:
        """The claims asked for, newest first; see `select_claims` for the order.

        Raises:
            StoreError: the archive cannot be read.
        """
        yield from self._rows(select_claims(query or ClaimQuery()), claim_row)

    def said(self, query: SaidQuery | None = None) -> Iterator[SaidRow]:
        """The attributions asked for, last published first; see `select_said` for the order.

        Raises:
            StoreError: the archive cannot be read.
        """
        yield from self._rows(select_said(query or SaidQuery()), said_row)

    def counts(self) -> Counts:
        """How many articles, claims and attributions there are.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("counting in") as connection:
            return Counts(
                articles=_count(connection, articles),
                claims=_count(connection, claims),
                attributions=_count(connection, attributions),
            )

    def _to_json(self, report: Report) -> str:
        if "\0" in report.article.id:  # in a text it is kept, as \u0000 in JSON; no column holds it
            raise StoreError(
                f"adding article {report.article.id!r} to {self._name}: there is a NUL character in"
                " its id; give it another, for instance that of `article_id`"
            )
        try:
            return report_to_json(report)
        except ValueError as error:  # pydantic, for half a surrogate pair in the text
            raise StoreError(
                f"adding article {report.article.id} to {self._name}: it cannot be written as"
                f" JSON: {error}"
            ) from error

    def _rows(self, asked: Select[int, int], show: Callable[[Report, int], Row]) -> Iterator[Row]:
        with self._reading("asking") as connection:
            for found in connection.execute(asked, execution_options=_STREAMED).partitions():
                loaded = _load(connection, list({key for key, _ in found}))
                for key, position in found:
                    yield show(loaded[key], position)

    @contextlib.contextmanager
    def _reading(self, doing: str) -> Iterator[Connection]:
        with told_as_store_error(f"{doing} {self._name}"), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def _writing(self, doing: str) -> Iterator[Connection]:
        writer = opening.writer_of(self._engine)
        with told_as_store_error(f"{doing} {self._name}"), writer.begin() as connection:
            yield connection


def _add_article(connection: Connection, article: Article) -> int | None:
    """The key of a new article; None when it is there, or another process is just adding it."""
    if connection.scalar(select(articles.c.key).where(articles.c.id == article.id)) is not None:
        return None
    upsert = _UPSERTS[connection.dialect.name]
    row = article_row(article) | {"added_at": datetime.now(UTC)}
    # PostgreSQL lets many write at once: this waits until whoever adds the same article has done.
    added = upsert(articles).values(row).on_conflict_do_nothing(index_elements=[articles.c.id])
    key: int | None = connection.scalar(added.returning(articles.c.key))
    return key


def _insert(connection: Connection, key: int, report: Report, text: str) -> None:
    connection.execute(insert(reports), {"article_key": key, "report": text})
    _insert_records(connection, key, report)


def _replace(connection: Connection, report: Report, text: str) -> None:
    kept = select(articles.c.key).where(articles.c.id == report.article.id)
    # Two processes may put another reading in the place of the same article: one waits here.
    key = connection.execute(kept.with_for_update()).scalar_one()
    for table in (claims, attributions):
        connection.execute(delete(table).where(table.c.article_key == key))
    connection.execute(
        update(articles).where(articles.c.key == key).values(article_row(report.article))
    )
    connection.execute(update(reports).where(reports.c.article_key == key).values(report=text))
    _insert_records(connection, key, report)


def _insert_records(connection: Connection, key: int, report: Report) -> None:
    for table, rows in ((claims, claim_rows(report)), (attributions, attribution_rows(report))):
        if rows:
            connection.execute(insert(table), [{"article_key": key} | row for row in rows])


def _find_articles(connection: Connection, article_id: str) -> dict[str, int]:
    """The keys of the article of an id, or of those whose id begins so, by id."""
    if "\0" in article_id:
        return {}  # `add` refuses such an id, and PostgreSQL such a question
    asked = select(articles.c.id, articles.c.key)
    exact = connection.execute(asked.where(articles.c.id == article_id)).all()
    if exact:
        return {found.id: found.key for found in exact}
    if len(article_id) < SHORTEST_PREFIX:
        raise StoreError(
            f"{article_id!r} is too short for the id of an article; give at least"
            f" {SHORTEST_PREFIX} characters"
        )
    # Not LIKE: SQLite's is blind to case, PostgreSQL's is not.
    begins = func.substr(articles.c.id, 1, len(article_id)) == article_id
    return {found.id: found.key for found in connection.execute(asked.where(begins))}


def _load(connection: Connection, keys: list[int]) -> dict[int, Report]:
    """The reports of articles by key, in the order of the keys."""
    asked = (
        select(articles.c.key, articles.c.id, reports.c.report)
        .join(reports)
        .where(articles.c.key.in_(keys))
        .order_by(articles.c.key)
    )
    return {key: _parse(article_id, text) for key, article_id, text in connection.execute(asked)}


def _parse(article_id: str, text: str) -> Report:
    try:
        return report_from_json(text)
    except EvidenceError as error:
        raise StoreError(
            f"the archive's record of article {article_id} is damaged ({error}); add the article"
            " again with `replace`"
        ) from error


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
