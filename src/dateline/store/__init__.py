"""Keep reports and ask for them: the only part of Dateline that speaks SQL.

In: `Report`s, people's decisions, queries, and a `Linker` that judges what is the same. Out:
`Report`s, `ClaimRow`s, `SaidRow`s, `EventRow`s, `ActorRow`s, `Decision`s and `Change`s.
"""

from dateline.store.accounts import ROLES, Accounts, Role, User
from dateline.store.archive import Added, Archive, Counts
from dateline.store.changing import Change, parse_since
from dateline.store.decisions import Decision
from dateline.store.linked_questions import ActorQuery, EventQuery
from dateline.store.linker import ActorSummary, EventSummary, Linker, Pairs, Thing
from dateline.store.overviews import Groups
from dateline.store.questions import ClaimFilters, ClaimQuery, SaidQuery
from dateline.store.rows import (
    ActorRow,
    ClaimRow,
    EventRow,
    SaidRow,
    claim_row,
    said_row,
    speakers_of,
)

__all__ = [
    "ROLES",
    "Accounts",
    "ActorQuery",
    "ActorRow",
    "ActorSummary",
    "Added",
    "Archive",
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
    "Role",
    "SaidQuery",
    "SaidRow",
    "Thing",
    "User",
    "claim_row",
    "parse_since",
    "said_row",
    "speakers_of",
]
