"""Keep reports and ask for them: the only part of Dateline that speaks SQL.

In: `Report`s, `ClaimQuery`, `SaidQuery`. Out: `Report`s, `ClaimRow`s, `SaidRow`s.
"""

from dateline.store.archive import Added, Archive, Counts
from dateline.store.questions import ClaimQuery, SaidQuery
from dateline.store.rows import ClaimRow, SaidRow, claim_row, said_row

__all__ = [
    "Added",
    "Archive",
    "ClaimQuery",
    "ClaimRow",
    "Counts",
    "SaidQuery",
    "SaidRow",
    "claim_row",
    "said_row",
]
