"""What people decided about the claims of one article, applied to a reading of it.

In: a report as it was read, and the rulings in force, oldest first. Out: the report as it stands
with them, every claim with what was decided about it, and the rulings that sleep because this
reading has nothing there. A function of these two alone: undoing a ruling leaves nothing behind.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from dateline.errors import EvidenceError
from dateline.records import Claim, Decided, DecidedKind, Report, Span
from dateline.store.correcting import (
    NotThere,
    added_claim,
    is_quotable,
    resolved,
    value_of,
    with_value,
)
from dateline.store.deciding import Anchor, find_anchored

Verdict = Literal["accepted", "corrected", "added", "rejected"]

# What is decided about one claim, as opposed to merges and splits of what is linked.
REVIEW_KINDS = ("accept", "reject", "correct", "add", "comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision about a claim, and the words that it stands on.

    `details`: `text`, a hash of the article's text; of a correction `field`, `value` (anchored) and
    `evidence`; of an addition `values` (anchored) and `trigger`; `of`, the number of the addition
    that the claim was; `exact`, that another claim stood on the same words, so that the type must
    be the same; `told`, what was there before and after, in words. A comment that is on the whole
    article has no anchor.
    """

    number: int
    kind: str
    by: str
    at: datetime
    why: str | None
    anchor: Anchor | None
    details: Mapping[str, Any]
    assignment: int | None = None  # blind, of a coder


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim as it stands, as it was read or added, and the rulings on it, oldest first."""

    claim: Claim
    as_read: Claim
    addition: int | None  # the number of the decision that added it
    rulings: tuple[Ruling, ...]

    @property
    def is_rejected(self) -> bool:
        """Whether it counts no longer: the newest verdict says so."""
        verdicts = [ruling.kind for ruling in self.rulings if ruling.kind in {"accept", "reject"}]
        return verdicts[-1:] == ["reject"]

    @property
    def verdict(self) -> Verdict | None:
        """What people say of it; None when nobody has looked at it yet."""
        if self.is_rejected:
            return "rejected"
        kinds = {ruling.kind for ruling in self.rulings}
        if "correct" in kinds:
            return "corrected"
        if "add" in kinds:
            return "added"
        return "accepted" if "accept" in kinds else None

    @property
    def newest(self) -> Ruling | None:
        """What was decided about it last."""
        return self.rulings[-1] if self.rulings else None

    @property
    def comments(self) -> tuple[Ruling, ...]:
        """What people noted about it."""
        return tuple(ruling for ruling in self.rulings if ruling.kind == "comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """An article as it was read, and as it stands.

    `report` is what counts; `claims` are all claims in its order, the rejected among them;
    `comments` are on the article; `sleeping` are rulings that hold again when a reading has
    something there.
    """

    as_read: Report
    report: Report
    claims: tuple[ReviewedClaim, ...]
    comments: tuple[Ruling, ...]
    sleeping: tuple[Ruling, ...]

    @property
    def whole(self) -> Report:
        """The report with the rejected claims, which stand in no other."""
        return dataclasses.replace(self.report, claims=tuple(one.claim for one in self.claims))

    def claim(self, claim_id: str) -> ReviewedClaim | None:
        """The claim of an id, rejected or not."""
        return next((one for one in self.claims if one.claim.id == claim_id), None)


def apply_rulings(report: Report, rulings: Sequence[Ruling]) -> Review:
    """Bring rulings in force, oldest first, to a reading of the article."""
    standing = _Standing(report)
    of_claims = [ruling for ruling in rulings if ruling.anchor is not None]
    sleeping = tuple(ruling for ruling in of_claims if not standing.take(ruling))
    claims = tuple(standing.claims())
    kept = tuple(one.claim for one in claims if not one.is_rejected)
    now = dataclasses.replace(report, claims=kept) if of_claims else report
    comments = tuple(ruling for ruling in rulings if ruling.anchor is None)
    return Review(as_read=report, report=now, claims=claims, comments=comments, sleeping=sleeping)


def text_hash(report: Report) -> str:
    """Tells whether ranges of one reading mean anything in another."""
    text = report.article.text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


class _Standing:
    """The claims of a reading while rulings are brought to them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._hash = text_hash(report)
        self._as_read = {claim.id: claim for claim in report.claims}
        self._now = dict(self._as_read)
        self._rulings: dict[str, list[Ruling]] = {claim.id: [] for claim in report.claims}
        self._added: dict[int, str] = {}
        self._before: dict[int, Any] = {}  # values that corrections replaced, by number
        self._order = [claim.id for claim in report.claims]

    def take(self, ruling: Ruling) -> bool:
        """Whether it could be brought to anything."""
        try:
            claim_id = self._add(ruling) if ruling.kind == "add" else self._find(ruling)
            self._check(ruling)
            if ruling.kind == "correct":
                self._correct(claim_id, ruling)
        except (NotThere, EvidenceError):
            return False
        self._rulings[claim_id].append(ruling)
        return True

    def claims(self) -> Iterable[ReviewedClaim]:
        additions = {claim_id: number for number, claim_id in self._added.items()}
        for claim_id in self._order:
            rulings = tuple(self._rulings[claim_id])
            yield ReviewedClaim(
                claim=self._marked(self._now[claim_id], rulings),
                as_read=self._as_read[claim_id],
                addition=additions.get(claim_id),
                rulings=rulings,
            )

    def _check(self, ruling: Ruling) -> None:
        """Refuse ranges that are not of this text, or lie in what is furniture now."""
        evidence = ruling.details.get("evidence") or []
        if evidence and ruling.details["text"] != self._hash:
            raise NotThere
        if not is_quotable(self._report, "evidence", evidence):
            raise NotThere

    def _find(self, ruling: Ruling) -> str:
        addition = ruling.details.get("of")
        if addition is not None:
            if addition not in self._added:
                raise NotThere
            return self._added[addition]
        among = range(len(self._report.claims))
        if ruling.anchor is None:
            raise NotThere
        position = find_anchored(self._report, "claim", ruling.anchor, among)
        if position is None:
            raise NotThere
        found = self._report.claims[position]
        if ruling.details.get("exact") and found.type != ruling.anchor.type:
            raise NotThere
        return found.id

    def _add(self, ruling: Ruling) -> str:
        details = ruling.details
        if details["text"] != self._hash:
            raise NotThere
        values = {
            field: resolved(self._report, field, value)
            for field, value in details["values"].items()
        }
        values["trigger"] = details["trigger"]
        if not all(is_quotable(self._report, field, value) for field, value in values.items()):
            raise NotThere
        trigger = tuple(Span(*span) for span in values.pop("trigger"))
        claim = added_claim(self._free_id(ruling.number), values, trigger)
        self._as_read[claim.id] = self._now[claim.id] = claim
        self._rulings[claim.id] = []
        self._added[ruling.number] = claim.id
        self._insert(claim)
        return claim.id

    def _insert(self, claim: Claim) -> None:
        """Where its words stand among those of the others."""
        start = claim.trigger[0].start
        later = (
            n for n, name in enumerate(self._order) if self._as_read[name].trigger[0].start > start
        )
        self._order.insert(next(later, len(self._order)), claim.id)

    def _free_id(self, number: int) -> str:
        name = f"d{number}"
        while name in self._now:
            name += "'"
        return name

    def _correct(self, claim_id: str, ruling: Ruling) -> None:
        details = ruling.details
        if details["text"] != self._hash:
            raise NotThere
        value = resolved(self._report, details["field"], details["value"])
        if not is_quotable(self._report, details["field"], value):
            raise NotThere
        claim = self._now[claim_id]
        self._now[claim_id] = with_value(claim, details["field"], value)
        self._before[ruling.number] = value_of(claim, details["field"])

    def _marked(self, claim: Claim, rulings: Iterable[Ruling]) -> Claim:
        decided = [
            _decided(claim, one, self._before.get(one.number))
            for one in rulings
            if one.kind in {"add", "accept", "correct"}
        ]
        if not decided:
            return claim
        return dataclasses.replace(claim, decided=(*claim.decided, *decided))


def _decided(claim: Claim, ruling: Ruling, before: Any) -> Decided:
    evidence = tuple(Span(*span) for span in ruling.details.get("evidence") or ())
    at = ruling.at if ruling.at.tzinfo else ruling.at.replace(tzinfo=UTC)  # SQLite keeps no zone
    return Decided(
        kind=cast(DecidedKind, ruling.kind),
        field=ruling.details.get("field"),
        before=before,
        by=ruling.by,
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        why=ruling.why,
        evidence=evidence or claim.evidence,
    )
