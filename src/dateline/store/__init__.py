"""Keep reports and ask for them: the only part of Dateline that speaks SQL.

In: `Report`s, people's decisions, queries, and a `Linker` that judges what is the same. Out:
`Report`s, `ClaimRow`s, `SaidRow`s, `EventRow`s, `ActorRow`s, `Decision`s and `Change`s.
"""

from dateline.store.archive import Added, Archive, Counts
from dateline.store.assigning import Assignment
from dateline.store.changing import Change, parse_since
from dateline.store.correcting import FIELDS, added_claim, value_of
from dateline.store.decisions import Decision
from dateline.store.linked_questions import ActorQuery, EventQuery
from dateline.store.linker import ActorSummary, EventSummary, Linker, Pairs, Thing
from dateline.store.overviews import Groups
from dateline.store.questions import ClaimFilters, ClaimQuery, SaidQuery
from dateline.store.reviewing import (
    REVIEW_KINDS,
    Review,
    ReviewedClaim,
    Ruling,
    Verdict,
    apply_rulings,
)
from dateline.store.rows import ActorRow, ClaimRow, EventRow, SaidRow, claim_row, said_row

__all__ = [
    "FIELDS",
    "REVIEW_KINDS",
    "ActorQuery",
    "ActorRow",
    "ActorSummary",
    "Added",
    "Archive",
    "Assignment",
    "Change",
    "ClaimFilters",
    "ClaimQuery",
    "ClaimRow",
    "Counts",
    "Decision",
    "EventQuery",
    "EventRow",
    "EventSummary",
    "Groups",
    "Linker",
    "Pairs",
    "Review",
    "ReviewedClaim",
    "Ruling",
    "SaidQuery",
    "SaidRow",
    "Thing",
    "Verdict",
    "added_claim",
    "apply_rulings",
    "claim_row",
    "parse_since",
    "said_row",
    "value_of",
]
