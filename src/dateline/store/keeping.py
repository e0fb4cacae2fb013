"""The database behind an archive: transactions, the linker in them, reports in and out.

What `Archive` and `Reviews` are made on; each public act of theirs is one transaction.
"""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, Engine, insert, select

from dateline.errors import ForgottenArticle, StoreError
from dateline.records import Report
from dateline.store import changing, finding, forgetting, linked, opening
from dateline.store.changing import ChangeKind, Note
from dateline.store.flattening import attribution_rows, claim_rows
from dateline.store.joining import Joining
from dateline.store.linker import Linker
from dateline.store.postgresql import wait_for_other_linkers
from dateline.store.tables import articles, attributions, claims, reports
from dateline.store.things import Readings, parse_report
from dateline.store.trouble import told_as_store_error


class Keeping:
    """An open database that holds an archive."""

    def __init__(self, engine: Engine, name: str, linker: Linker | None) -> None:
        self._engine = engine
        self._name = name
        self._linker = linker
        self._readings = None if linker is None else Readings(linker)
        self._forgotten = forgetting.Forgotten()

    @contextlib.contextmanager
    def _reading(self, doing: str) -> Iterator[Connection]:
        with told_as_store_error(f"{doing} {self._name}"), self._engine.connect() as connection:
            opening.check_revision(connection, self._name)
            yield connection

    @contextlib.contextmanager
    def _writing(self, doing: str) -> Iterator[Connection]:
        writer = opening.writer_of(self._engine)
        try:
            with told_as_store_error(f"{doing} {self._name}"), writer.begin() as connection:
                opening.check_revision(connection, self._name)
                yield connection
        except BaseException:
            self._forgotten.clear()
            if self._readings is not None:
                self._readings.forget()
            raise

    def _refuse_forgotten(
        self, connection: Connection, article_id: str, again_by: str | None
    ) -> None:
        number = self._forgotten.number_of(connection, article_id)
        if number is None:
            return
        if again_by is None:
            found = finding.decision(connection, self._name, number)
            raise ForgottenArticle(
                f"article {article_id} was forgotten by {found.by} on {found.at:%Y-%m-%d}; it is"
                " added again only with --again"
            )
        forgetting.remember_again(connection, number, again_by)

    def _need_linker(self) -> Readings:
        if self._readings is None:
            raise StoreError(
                f"{self._name} was opened without a linker, so nothing can be linked in it; open it"
                " with `dateline.pipeline.open_archive`"
            )
        return self._readings

    def _wait_to_link(self, connection: Connection) -> None:
        """Let one at a time link: what is linked depends on all that is there."""
        if self._readings is None:
            return
        self._readings.begin()
        if connection.dialect.name == "postgresql":
            wait_for_other_linkers(connection)
        linked.start_over_if_outdated(connection, self._readings.linker.version)

    def _link(
        self,
        connection: Connection,
        key: int,
        change: ChangeKind | None,
        article_id: str,
        reason: str | None = None,
    ) -> None:
        """Link an article, and note what changes.

        Args:
            connection: that writes.
            key: of the article.
            change: what is done to the article itself.
            article_id: of the article.
            reason: why; else what is done.
        """
        word = {"insert": "added", "update": "read again", None: "linked"}[change]
        reason = reason or f"article {article_id} {word}"
        if change is not None:
            changing.note(connection, [Note(change, "article", article_id, reason, {})])
        if self._readings is not None:
            joining = Joining(connection, self._readings)
            joining.link_article(key)
            joining.finish(reason)


def insert_records(connection: Connection, key: int, report: Report) -> None:
    """Keep the rows by which the claims and attributions of a report are asked for."""
    for table, rows in ((claims, claim_rows(report)), (attributions, attribution_rows(report))):
        if rows:
            connection.execute(insert(table), [{"article_key": key} | row for row in rows])


def load_reports(connection: Connection, keys: list[int]) -> dict[int, Report]:
    """The reports of articles by key, in the order of the keys."""
    asked = (
        select(articles.c.key, articles.c.id, reports.c.report)
        .join(reports)
        .where(articles.c.key.in_(keys))
        .order_by(articles.c.key)
    )
    return {
        key: parse_report(article_id, text) for key, article_id, text in connection.execute(asked)
    }
