"""What a decision is on: the words of an article, by which its claim or entity is found again.

In: numbers of decisions, and a review of an article. Out: the claim or entity as it stands now,
whatever its number and whoever has corrected it since; None where this reading has nothing there.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dateline.records import Entity
from dateline.store.deciding import Anchor, find_anchored
from dateline.store.reviewing import Review, ReviewedClaim
from dateline.store.tables import articles, decided, decisions


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim or an entity that a decision was made on; of several on one side the first.

    `side`: a or b of the decision, or e for the claims of an event that is commented on. `kind`:
    claim, entity, or article for a comment on a whole one, whose anchor means nothing. `reading`
    counts the readings of the article, decisions that changed it included.
    """

    decision: int
    side: str
    kind: str
    article: str
    reading: int
    anchor: Anchor


def subjects_of(connection: Connection, numbers: Collection[int]) -> list[Subject]:
    """What some decisions are on, one thing a side."""
    first = (
        select(func.min(decided.c.key))
        .where(decided.c.decision_key.in_(numbers))
        .group_by(decided.c.decision_key, decided.c.side)
    )
    asked = (
        select(
            decided.c.decision_key, decided.c.side, decided.c.kind, articles.c.id,
            articles.c.reading, decided.c.type, decided.c.start, decided.c.end,
            decisions.c.kind.label("decided_as"),
        )
        .join(articles, articles.c.key == decided.c.article_key)
        .join(decisions, decisions.c.key == decided.c.decision_key)
        .where(decided.c.key.in_(first))
        .order_by(decided.c.key)
    )  # fmt: skip
    return [
        Subject(number, _as_named(verdict, side), kind, article, reading, Anchor(type_, start, end))
        for number, side, kind, article, reading, type_, start, end, verdict in connection.execute(
            asked
        )
    ]


def _as_named(verdict: str, side: str) -> str:
    """The side as the decision names it: what a split takes out is its b, and is kept on side a."""
    return {"a": "b", "b": "a"}.get(side, side) if verdict == "split" else side


def claim_decided(review: Review, subject: Subject) -> ReviewedClaim | None:
    """The claim of a decision, rejected or not."""
    for one in review.claims:
        if any(ruling.number == subject.decision for ruling in one.rulings):
            return one
    as_read = tuple(one.as_read for one in review.claims)
    report = dataclasses.replace(review.report, claims=as_read)
    found = find_anchored(report, "claim", subject.anchor, range(len(as_read)))
    return None if found is None else review.claims[found]


def entity_decided(review: Review, subject: Subject) -> Entity | None:
    """The entity of a decision."""
    known = review.report.entities
    found = find_anchored(review.report, "entity", subject.anchor, range(len(known)))
    return None if found is None else known[found]
