"""Who codes which article blind: nobody sees what another decides before all of them are done."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from dateline.store.tables import articles, assignments, decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """An article that a coder reads blind.

    `done_at`: None while the coder works on it; `closed_at`: None until it is adjudicated;
    `reading`: counts the readings of the article.
    """

    key: int
    article_key: int
    article: str
    reading: int
    coder: str
    made_by: str
    made_at: datetime
    done_at: datetime | None
    closed_at: datetime | None


def open_for(connection: Connection, article_key: int, coder: str | None) -> Assignment | None:
    """The assignment of a coder to an article, unless it is adjudicated or was never made."""
    if coder is None:
        return None
    asked = _SELECT.where(
        assignments.c.article_key == article_key,
        assignments.c.coder == coder,
        assignments.c.closed_at.is_(None),
    )
    row = connection.execute(asked).one_or_none()
    return None if row is None else _assignment(row)


def is_done(connection: Connection, key: int) -> bool:
    """Whether the coder of an assignment is done with it."""
    return (
        connection.scalar(select(assignments.c.done_at).where(assignments.c.key == key)) is not None
    )


def insert_assignment(connection: Connection, article_key: int, coder: str, by: str) -> None:
    """Write down that a coder shall read an article blind."""
    row = {
        "article_key": article_key,
        "coder": coder,
        "made_by": by,
        "made_at": datetime.now(UTC),
    }
    connection.execute(insert(assignments), row)


def assignments_on(connection: Connection, article_key: int | None = None) -> list[Assignment]:
    """The assignments on an article, or all of them, in the order in which they were made."""
    asked = _SELECT.order_by(assignments.c.key)
    if article_key is not None:
        asked = asked.where(assignments.c.article_key == article_key)
    return [_assignment(row) for row in connection.execute(asked)]


def finish(connection: Connection, key: int, *, done: bool) -> None:
    """Write down that a coder is done, or goes on after all."""
    now = datetime.now(UTC) if done else None
    connection.execute(update(assignments).where(assignments.c.key == key).values(done_at=now))


def close(connection: Connection, article_key: int) -> None:
    """Write down that what the coders of an article decided is adjudicated."""
    connection.execute(
        update(assignments)
        .where(assignments.c.article_key == article_key, assignments.c.closed_at.is_(None))
        .values(closed_at=datetime.now(UTC))
    )


def is_for_all() -> ColumnElement[bool]:
    """That a decision may be seen by everybody: not blind, or all who code the article are done."""
    other = assignments.alias("other")
    works = (
        select(other.c.key)
        .where(
            other.c.article_key == assignments.c.article_key,
            other.c.done_at.is_(None),
            other.c.closed_at.is_(None),
        )
        .exists()
    )
    finished = select(assignments.c.key).where(~works)
    return or_(decisions.c.assignment_key.is_(None), decisions.c.assignment_key.in_(finished))


_SELECT = select(
    assignments.c.key, assignments.c.article_key, articles.c.id, articles.c.reading,
    assignments.c.coder, assignments.c.made_by, assignments.c.made_at, assignments.c.done_at,
    assignments.c.closed_at,
).join(articles)  # fmt: skip


def _assignment(row: Row[*tuple[Any, ...]]) -> Assignment:
    key, article_key, article, reading, coder, made_by, made_at, done_at, closed_at = row
    return Assignment(
        key=key, article_key=article_key, article=article, reading=reading, coder=coder,
        made_by=made_by, made_at=made_at, done_at=done_at, closed_at=closed_at,
    )  # fmt: skip
