"""Keep reports and ask for them: the only part of Dateline that speaks SQL.

In: `Report`s, people's decisions, queries, and a `Linker` that judges what is the same. Out:
`Report`s, `ClaimRow`s, `SaidRow`s, `EventRow`s, `ActorRow`s, `Decision`s and `Change`s.
"""

from dateline.store.archive import Added, Archive, Counts
from dateline.store.backups import Backup, back_up, restore
from dateline.store.changing import Change, parse_since
from dateline.store.decisions import Decision
from dateline.store.examining import Finding, examine
from dateline.store.linked_questions import ActorQuery, EventQuery
from dateline.store.linker import ActorSummary, EventSummary, Linker, Pairs, Thing
from dateline.store.overviews import Groups
from dateline.store.questions import ClaimFilters, ClaimQuery, SaidQuery
from dateline.store.rescuing import Rescued, rescue
from dateline.store.rows import ActorRow, ClaimRow, EventRow, SaidRow, claim_row, said_row

__all__ = [
    "ActorQuery",
    "ActorRow",
    "ActorSummary",
    "Added",
    "Archive",
    "Backup",
    "Change",
    "ClaimFilters",
    "ClaimQuery",
    "ClaimRow",
    "Counts",
    "Decision",
    "EventQuery",
    "EventRow",
    "EventSummary",
    "Finding",
    "Groups",
    "Linker",
    "Pairs",
    "Rescued",
    "SaidQuery",
    "SaidRow",
    "Thing",
    "back_up",
    "claim_row",
    "examine",
    "parse_since",
    "rescue",
    "restore",
    "said_row",
]
