"""Rulings on the claims of an article, as rows; and the report that stands with them, kept.

In: a connection and an article's key. Out: its `Review`. What was read stays in `reports.as_read`
as it came; `reports.report` is what everything else asks.
"""

import dataclasses
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update

from dateline.records import Claim, Report, report_to_json
from dateline.store.deciding import Anchor
from dateline.store.flattening import claim_rows
from dateline.store.reviewing import REVIEW_KINDS, Review, Ruling, apply_rulings
from dateline.store.tables import articles, claims, decided, decisions, reports
from dateline.store.things import in_parts, parse_report


class Ruled(NamedTuple):
    """An article with rulings in force; its review is the same while all of this is."""

    article_key: int
    reading: int
    rulings: int
    newest: int


def read_review(
    connection: Connection, article_key: int, reading: Report | None = None, *, coder: int = 0
) -> Review:
    """An article with all that people decided about its claims.

    Args:
        connection: to the archive.
        article_key: of the article.
        reading: a newer reading than the one that is kept.
        coder: the assignment whose blind decisions count instead of those that all see.
    """
    found = _load_rulings(connection, article_key, coder)
    return apply_rulings(reading or _as_read(connection, article_key), found)


def read_reviews(connection: Connection, article_keys: Iterable[int]) -> dict[int, Review]:
    """The same of many articles, with what all see; those that are not there are left out."""
    found: dict[int, Review] = {}
    for some in in_parts(article_keys):
        rulings: dict[int, list[Ruling]] = {key: [] for key in some}
        for row in connection.execute(_rulings_on(some, 0)):
            rulings[row.article_key].append(_ruling(row))
        asked = _readings().where(articles.c.key.in_(some))
        for key, name, text in connection.execute(asked):
            found[key] = apply_rulings(parse_report(name, text), rulings[key])
    return found


def read_codings(
    connection: Connection, article_key: int, coders: Mapping[str, int]
) -> dict[str, Review]:
    """The same of one article as each of its coders has it, who code by an assignment each."""
    reading = _as_read(connection, article_key)
    return {
        coder: apply_rulings(reading, _load_rulings(connection, article_key, assignment))
        for coder, assignment in coders.items()
    }


def older_article(connection: Connection, article_key: int) -> str | None:
    """The id of the last article with claims that was added before one."""
    has_claims = select(claims.c.key).where(claims.c.article_key == articles.c.key).exists()
    asked = select(articles.c.id).where(articles.c.key < article_key, has_claims)
    name: str | None = connection.scalar(asked.order_by(articles.c.key.desc()).limit(1))
    return name


def write_review(connection: Connection, article_key: int, review: Review) -> bool:
    """Keep the report as it stands now; whether what is linked of it is another than before."""
    asked = select(articles.c.id, reports.c.report).join(reports)
    name, text = connection.execute(asked.where(articles.c.key == article_key)).one()
    before = parse_report(name, text)
    if before == review.report:
        return False
    connection.execute(
        update(reports).where(reports.c.article_key == article_key).values(**texts_of(review))
    )
    connection.execute(
        update(articles).where(articles.c.key == article_key).values(reading=articles.c.reading + 1)
    )
    connection.execute(delete(claims).where(claims.c.article_key == article_key))
    if rows := claim_rows(review.report):
        connection.execute(insert(claims), [{"article_key": article_key} | row for row in rows])
    return _bare(before) != _bare(review.report)


def texts_of(review: Review) -> dict[str, str | None]:
    """The columns of `reports`."""
    is_as_read = review.report == review.as_read
    return {
        "report": report_to_json(review.report),
        "as_read": None if is_as_read else report_to_json(review.as_read),
    }


def with_claims_as_read(connection: Connection, article_key: int, report: Report) -> Report:
    """A report with its claims as they were read or added: what decisions are anchored to.

    Else a type that somebody corrects would hide the claim from an older decision about it.
    """
    asked = select(reports.c.as_read).where(reports.c.article_key == article_key)
    if connection.scalar(asked) is None:
        return report
    reviewed = read_review(connection, article_key).claims
    as_read = {one.claim.id: one.as_read for one in reviewed}
    known = tuple(as_read.get(claim.id, claim) for claim in report.claims)
    return dataclasses.replace(report, claims=known)


def insert_ruling_place(
    connection: Connection, number: int, article_key: int, anchor: Anchor | None
) -> None:
    """Write down on which words of which article a ruling stands; None: on the whole article."""
    place = anchor or Anchor("", 0, 0)
    row = {
        "decision_key": number,
        "side": "a",
        "kind": "article" if anchor is None else "claim",
        "article_key": article_key,
        "thing_key": None,  # a ruling finds its claim by itself, rejected claims too
    }
    connection.execute(insert(decided), row | place._asdict())


def articles_ruled_on(connection: Connection) -> list[Ruled]:
    """The articles with rulings that all see, those that were added first first."""
    asked = (
        select(
            decided.c.article_key,
            articles.c.reading,
            func.count(),
            func.max(decisions.c.key),
        )
        .join_from(decided, decisions)
        .join(articles, articles.c.key == decided.c.article_key)
        .where(*_in_force(0))
        .group_by(decided.c.article_key, articles.c.reading)
        .order_by(decided.c.article_key)
    )
    return [Ruled(*row) for row in connection.execute(asked)]


def article_of(connection: Connection, number: int) -> int:
    """The key of the article that a ruling is on."""
    asked = select(decided.c.article_key).where(decided.c.decision_key == number).limit(1)
    return int(connection.scalar(asked) or 0)


def _as_read(connection: Connection, article_key: int) -> Report:
    _, name, text = connection.execute(_readings().where(articles.c.key == article_key)).one()
    return parse_report(name, text)


def _readings() -> Select[*tuple[Any, ...]]:
    as_read = func.coalesce(reports.c.as_read, reports.c.report)
    return select(articles.c.key, articles.c.id, as_read).join(reports)


def _load_rulings(connection: Connection, article_key: int, coder: int) -> list[Ruling]:
    return list(map(_ruling, connection.execute(_rulings_on([article_key], coder))))


def _rulings_on(article_keys: Collection[int], coder: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            decided.c.article_key, decided.c.kind.label("on"), decided.c.type, decided.c.start,
            decided.c.end, decisions.c.key, decisions.c.kind, decisions.c.made_by,
            decisions.c.made_at, decisions.c.reason, decisions.c.details,
            decisions.c.assignment_key,
        )
        .join(decided, decided.c.decision_key == decisions.c.key)
        .where(decided.c.article_key.in_(article_keys), *_in_force(coder))
        .order_by(decisions.c.key)
    )  # fmt: skip


def _in_force(coder: int) -> Iterator[ColumnElement[bool]]:
    yield decisions.c.undone_by.is_(None)
    yield decisions.c.kind.in_(REVIEW_KINDS)
    yield decided.c.side == "a"
    if coder:  # blind is blind: not even what was decided before is seen
        yield decisions.c.assignment_key == coder
    else:
        yield decisions.c.assignment_key.is_(None)


def _ruling(row: Row[*tuple[Any, ...]]) -> Ruling:
    return Ruling(
        number=row.key,
        kind=row.kind,
        by=row.made_by,
        at=row.made_at,
        why=row.reason,
        assignment=row.assignment_key,
        anchor=None if row.on == "article" else Anchor(row.type, row.start, row.end),
        details=json.loads(row.details or "{}"),
    )


def _bare(report: Report) -> list[Claim]:
    """The claims without the marks of who decided what, which change nothing that is linked."""
    return [dataclasses.replace(claim, decided=()) for claim in report.claims]
