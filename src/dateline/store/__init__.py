"""Keep reports and ask for them: the only part of Dateline that speaks SQL.

In: `Report`s, people's decisions, queries, and a `Linker` that judges what is the same. Out:
`Report`s, `ClaimRow`s, `SaidRow`s, `EventRow`s, `ActorRow`s, `Decision`s and `Change`s; `Watch`es
with what they know, their alerts and the outbox.
"""

from dateline.store.accounts import ROLES, Accounts, Role, User
from dateline.store.archive import Added, Archive, Counts
from dateline.store.assigning import Assignment
from dateline.store.backups import Backup, back_up, restore
from dateline.store.changing import Change, parse_since
from dateline.store.correcting import FIELDS, added_claim, value_of, with_value
from dateline.store.decisions import Decision
from dateline.store.examining import Finding, examine
from dateline.store.linked_questions import ActorQuery, EventQuery
from dateline.store.linker import (
    ActorSummary,
    EventSummary,
    Linker,
    Outline,
    Pairs,
    Thing,
    ThingKind,
)
from dateline.store.looking import Looking, Sketch, Taker
from dateline.store.overviews import EventDays, Groups
from dateline.store.questions import ClaimFilters, ClaimQuery, SaidQuery
from dateline.store.rescuing import Rescued, rescue
from dateline.store.reviewing import (
    REVIEW_KINDS,
    Review,
    ReviewedClaim,
    Ruling,
    Verdict,
    apply_rulings,
)
from dateline.store.rows import (
    ActorRow,
    ClaimRow,
    EventRow,
    SaidRow,
    claim_row,
    said_row,
    speakers_of,
)
from dateline.store.rulings import Ruled
from dateline.store.subjects import Subject, claim_decided, entity_decided
from dateline.store.versions import claim_as_seen, refuse_changed, versions_of
from dateline.store.watch_question import (
    ANY_TIE,
    Circle,
    Question,
    make_question,
    parse_circle,
    question_to_json,
)
from dateline.store.watch_rows import (
    ALERT_KINDS,
    DIGESTS,
    AlertRow,
    Digest,
    NewAlert,
    Parcel,
    Sending,
    Watch,
    WatchDraft,
)
from dateline.store.watches import Watches

__all__ = [
    "ALERT_KINDS",
    "ANY_TIE",
    "DIGESTS",
    "FIELDS",
    "REVIEW_KINDS",
    "ROLES",
    "Accounts",
    "ActorQuery",
    "ActorRow",
    "ActorSummary",
    "Added",
    "AlertRow",
    "Archive",
    "Assignment",
    "Backup",
    "Change",
    "Circle",
    "ClaimFilters",
    "ClaimQuery",
    "ClaimRow",
    "Counts",
    "Decision",
    "Digest",
    "EventDays",
    "EventQuery",
    "EventRow",
    "EventSummary",
    "Finding",
    "Groups",
    "Linker",
    "Looking",
    "NewAlert",
    "Outline",
    "Pairs",
    "Parcel",
    "Question",
    "Rescued",
    "Review",
    "ReviewedClaim",
    "Role",
    "Ruled",
    "Ruling",
    "SaidQuery",
    "SaidRow",
    "Sending",
    "Sketch",
    "Subject",
    "Taker",
    "Thing",
    "ThingKind",
    "User",
    "Verdict",
    "Watch",
    "WatchDraft",
    "Watches",
    "added_claim",
    "apply_rulings",
    "back_up",
    "claim_as_seen",
    "claim_decided",
    "claim_row",
    "entity_decided",
    "examine",
    "make_question",
    "parse_circle",
    "parse_since",
    "question_to_json",
    "refuse_changed",
    "rescue",
    "restore",
    "said_row",
    "speakers_of",
    "value_of",
    "versions_of",
    "with_value",
]
