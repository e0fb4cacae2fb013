"""What people decide about single claims: right, wrong, missing, or to be noted.

In: a claim as `ARTICLE#c1`, and values as the contract spells them. Out: decisions, kept with name,
time and reason; and the article as it stands with them. Each is anchored by the words the claim
stands on, so that no new reading overwrites it, and can be undone.
"""

import contextlib
import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dateline.errors import EvidenceError, StoreError
from dateline.records import Report, Span
from dateline.records.in_words import field_text
from dateline.store import assigning, decisions, finding, rulings, subjects
from dateline.store.correcting import (
    FIELDS,
    added_claim,
    anchored,
    checked_value,
    value_of,
    with_value,
)
from dateline.store.deciding import Anchor, anchor_of
from dateline.store.decisions import Decision
from dateline.store.keeping import Keeping
from dateline.store.reviewing import Review, ReviewedClaim, text_hash
from dateline.store.rulings import Ruled
from dateline.store.subjects import Subject
from dateline.store.versions import refuse_changed


class Reviews(Keeping):
    """The part of an archive that is about single claims."""

    def review(self, article_id: str, *, coder: str | None = None) -> Review | None:
        """An article as it was read and as it stands, with every claim, the rejected ones too.

        Args:
            article_id: the whole id.
            coder: who looks; sees what they themselves decided blind, and nobody else does.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            key = finding.find_article(connection, self._name, article_id)
            if key is None:
                return None
            assignment = assigning.open_for(connection, key, coder)
            return rulings.read_review(connection, key, coder=assignment.key if assignment else 0)

    def reviews(self, newest: int | None = None) -> list[Review]:
        """The articles about whose claims something was decided in the sight of all.

        Args:
            newest: only so many, those that were added last.

        Raises:
            StoreError: the archive cannot be read.
        """
        return list(self.reviews_of(self.ruled_on(newest)).values())

    def ruled_on(self, newest: int | None = None) -> list[Ruled]:
        """Which articles `reviews` is of, so that only those that changed need be read again.

        Args:
            newest: only so many, those that were added last.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the decisions of") as connection:
            return rulings.articles_ruled_on(connection)[-(newest or 0) :]

    def reviews_of(self, ruled: Iterable[Ruled]) -> dict[Ruled, Review]:
        """The reviews of some of these; an article that was forgotten meanwhile has none.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the decisions of") as connection:
            there = {one.article_key for one in rulings.articles_ruled_on(connection)}
            wanted = {one.article_key: one for one in ruled if one.article_key in there}
            found = rulings.read_reviews(connection, wanted)
            return {wanted[key]: found[key] for key in wanted if key in found}

    def accept(
        self, claim: str, *, by: str, why: str | None = None, seen: str | None = None
    ) -> Decision:
        """Say that a claim is right as it stands.

        Args:
            claim: as `ARTICLE#c1`; the beginning of the article's id will do.
            by: who decides this.
            why: in their words.
            seen: the version (`versions_of`) that they saw; None: whatever it is now.

        Raises:
            ChangedMeanwhile: it is not what they saw.
            StoreError: it is not there.
        """
        return self._rule("accept", claim, by, why, seen)

    def reject(
        self, claim: str, *, by: str, why: str | None = None, seen: str | None = None
    ) -> Decision:
        """Say that the article does not say this; it counts no longer, and is kept.

        Raises:
            ChangedMeanwhile: it is not the version that was `seen`.
            StoreError: it is not there, or was rejected before.
        """
        return self._rule("reject", claim, by, why, seen)

    def correct(
        self,
        claim: str,
        values: Mapping[str, Any],
        *,
        by: str,
        why: str | None = None,
        evidence: Sequence[Span] = (),
        seen: str | None = None,
    ) -> list[Decision]:
        """Put other values in the place of some fields of a claim.

        Args:
            claim: as `ARTICLE#c1`.
            values: JSON values of the contract, by field (see `FIELDS`), with ids of this reading.
            by: who decides this.
            why: in their words.
            evidence: the words that say so; else those on which the claim stands.
            seen: the version (`versions_of`) that they saw; None: whatever it is now.

        Returns:
            One decision for each field that is another than before; none when nothing is.

        Raises:
            EvidenceError: a value breaks the contract, or quotes or names what is not there.
            ChangedMeanwhile: it is not what they saw.
            StoreError: the claim is not there, or was rejected.
        """
        with self._deciding(f"correcting {claim} in", claim, by) as at:
            found = at.claim
            refuse_changed(at.review, found, seen)
            if found.is_rejected:
                raise StoreError(f"{claim} is rejected; undo that before you correct it")
            anchor = anchor_of(found.as_read)
            for details in _corrections(at.review.report, found, values, evidence):
                at.write("correct", by, why, at.on_claim(details), anchor)
            return [finding.decision(at.connection, self._name, number) for number in at.made]

    def add_claim(
        self,
        article: str,
        values: Mapping[str, Any],
        trigger: Sequence[Span],
        *,
        by: str,
        why: str | None = None,
        seen: str | None = None,
    ) -> Decision:
        """Add a claim that was missed; its id is `d` and the number of the decision.

        Args:
            article: the id of the article.
            values: JSON values of the contract, by field; `type` at least.
            trigger: the words that tell it; they are its evidence unless `values` give other.
            by: who decides this.
            why: in their words.
            seen: the version (`versions_of`) of the reading whose ids the values name.

        Raises:
            EvidenceError: a value breaks the contract, or quotes or names what is not there.
            ChangedMeanwhile: the article was read anew since.
            StoreError: the article is not there.
        """
        with self._deciding(f"adding a claim to {article} in", article, by) as at:
            refuse_changed(at.review, None, seen)
            report = at.review.report
            details = _addition(report, values, trigger)
            start, end = min(s.start for s in trigger), max(s.end for s in trigger)
            anchor = Anchor(details["values"]["type"], start, end)
            number = at.write("add", by, why, details, anchor)
            return finding.decision(at.connection, self._name, number)

    def comment(self, record: str, words: str, *, by: str) -> Decision:
        """Note something on an article, a claim or an event.

        Args:
            record: an article's id, a claim as `ARTICLE#c1`, or an event's id.
            words: the note.
            by: who notes it.

        Raises:
            StoreError: it is not there.
        """
        if record.startswith("event-"):
            return self._comment_on_event(record, words, by)
        with self._deciding(f"commenting on {record} in", record, by) as at:
            details: dict[str, Any] = {"text": text_hash(at.review.report)}
            anchor: Anchor | None = None
            if "#" in record:
                details, anchor = at.on_claim({}), anchor_of(at.claim.as_read)
            number = at.write("comment", by, words, details, anchor)
            return finding.decision(at.connection, self._name, number)

    def comments_on_event(self, event_id: str) -> list[Decision]:
        """What people noted on an event, or on one that its claims were of, oldest first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {event_id} in") as connection:
            return decisions.comments_on_event(connection, event_id)

    def subjects_of(self, numbers: Collection[int]) -> list[Subject]:
        """What some decisions are on, one claim or entity a side.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the decisions of") as connection:
            return subjects.subjects_of(connection, numbers)

    def _rule(self, kind: str, claim: str, by: str, why: str | None, seen: str | None) -> Decision:
        doing = {"accept": "accepting", "reject": "rejecting"}[kind]
        with self._deciding(f"{doing} {claim} in", claim, by) as at:
            found = at.claim
            refuse_changed(at.review, found, seen)
            if kind == "reject" and found.is_rejected:
                raise StoreError(f"{claim} was rejected before")
            number = at.write(kind, by, why, at.on_claim({}), anchor_of(found.as_read))
            return finding.decision(at.connection, self._name, number)

    @contextlib.contextmanager
    def _deciding(self, doing: str, record: str, by: str) -> "Iterator[_Deciding]":
        """One transaction in which something is decided about an article."""
        self._need_linker()
        article, _, ref = record.partition("#")
        with self._writing(doing) as connection:
            self._wait_to_link(connection)
            key = finding.find_article(connection, self._name, article)
            if key is None:
                raise StoreError(f"there is no article {article} in {self._name}")
            assignment = assigning.open_for(connection, key, by)
            if assignment is not None and assignment.done_at is not None:
                raise StoreError(
                    f"{by} has finished coding {article}; it can be decided about again when the"
                    " coders' answers are adjudicated"
                )
            blind = None if assignment is None else assignment.key
            review = rulings.read_review(connection, key, coder=blind or 0)
            at = _Deciding(connection, key, review, ref, blind)
            yield at
            at.refuse_what_sleeps()
            if at.made and blind is None:
                newest = finding.decision(connection, self._name, at.made[-1])
                told = f"{newest.kind} {newest.number}"
                self._keep_review(connection, key, finding.reason_of(told, by, newest.reason))

    def _comment_on_event(self, event: str, words: str, by: str) -> Decision:
        readings = self._need_linker()
        with self._writing(f"commenting on {event} in") as connection:
            self._wait_to_link(connection)
            found = finding.find_record(connection, self._name, event)
            if found is None or found[0] != "event":
                raise StoreError(f"there is no event {event} in {self._name}")
            nodes = decisions.nodes_in_group(connection, found[1])
            number = decisions.insert_decision(
                connection, kind="comment", by=by, why=words, a=found[1], b=None
            )
            decisions.insert_decided(connection, number, {"e": nodes}, readings)
            return finding.decision(connection, self._name, number)

    def _refuse_another_coder(self, connection: Connection, found: Decision, by: str) -> None:
        """What somebody decided blind is theirs, and stays as it was when they are done."""
        if found.assignment is None:
            return
        if assigning.is_done(connection, found.assignment):
            raise StoreError(
                f"decision {found.number} was made while coding blind, and {found.by} is done"
            )
        if found.by != by:
            raise StoreError(
                f"decision {found.number} was made by {found.by} while coding blind; only they"
                " can undo it"
            )

    def _undo_ruling(self, connection: Connection, found: Decision, reason: str) -> None:
        """Let an article stand as it would without a ruling that was just marked as undone."""
        key = rulings.article_of(connection, found.number)
        if not key or found.assignment is not None:
            return
        self._keep_review(connection, key, reason)

    def _keep_review(self, connection: Connection, key: int, reason: str) -> None:
        review = rulings.read_review(connection, key)
        if rulings.write_review(connection, key, review):
            self._link(connection, key, "update", review.report.article.id, reason)


@dataclasses.dataclass(slots=True)
class _Deciding:
    """An article that is decided about; `assignment`: by a coder who reads it blind."""

    connection: Connection
    key: int
    review: Review
    ref: str
    assignment: int | None
    made: list[int] = dataclasses.field(default_factory=list)

    @property
    def claim(self) -> ReviewedClaim:
        """The claim that is meant.

        Raises:
            StoreError: it is not there.
        """
        found = self.review.claim(self.ref)
        if found is None:
            known = ", ".join(one.claim.id for one in self.review.claims) or "none"
            article = self.review.report.article.id
            raise StoreError(f"there is no claim {self.ref} in article {article}; it has {known}")
        return found

    def on_claim(self, details: Mapping[str, Any]) -> dict[str, Any]:
        """What tells the claim again, with the details of a ruling on it."""
        found, read = self.claim, self.review.as_read.claims
        told: dict[str, Any] = {"text": text_hash(self.review.report), **details}
        if found.addition is not None:
            return told | {"of": found.addition}
        span = Span(*anchor_of(found.as_read)[1:])
        alike = [one for one in read if any(each.overlaps(span) for each in one.trigger)]
        return told | {"exact": True} if len(alike) > 1 else told

    def write(
        self, kind: str, by: str, why: str | None, details: Mapping[str, Any], anchor: Anchor | None
    ) -> int:
        """Write a ruling down; its number."""
        article = self.review.report.article.id
        number = decisions.insert_decision(
            self.connection, kind=kind, by=by, why=why, b=None, details=details,
            a=f"{article}#{self.ref}" if self.ref else article, assignment=self.assignment,
        )  # fmt: skip
        rulings.insert_ruling_place(self.connection, number, self.key, anchor)
        self.made.append(number)
        return number

    def refuse_what_sleeps(self) -> None:
        """Refuse to keep what would not hold in the very reading it was decided on.

        Raises:
            EvidenceError: its words cannot be quoted, or its values do not fit together.
        """
        now = rulings.read_review(self.connection, self.key, coder=self.assignment or 0)
        if any(ruling.number in self.made for ruling in now.sleeping):
            raise EvidenceError(
                "this cannot be decided: the words that show it lie outside of the text or in its"
                " furniture, or the values do not fit together"
            )


def _corrections(
    report: Report, found: ReviewedClaim, values: Mapping[str, Any], evidence: Sequence[Span]
) -> Iterator[dict[str, Any]]:
    """The details of a ruling for each field that is another than before."""
    claim = found.claim
    if unknown := values.keys() - set(FIELDS):
        names = ", ".join(sorted(unknown))
        raise EvidenceError(f"a claim has no {names} to correct; one of {', '.join(FIELDS)}")
    whole = dataclasses.replace(report, claims=(claim,))
    for field in FIELDS:  # the type first, because modes depend on it
        if field not in values:
            continue
        value = checked_value(report, field, values[field])
        if value == value_of(claim, field):
            continue
        before = field_text(whole, claim, field)
        claim = with_value(claim, field, value)
        whole = dataclasses.replace(report, claims=(claim,))  # refuses what cannot be quoted
        yield {
            "field": field,
            "value": anchored(report, field, value),
            "evidence": [list(span) for span in evidence],
            "told": [before, field_text(whole, claim, field)],
        }


def _addition(report: Report, values: Mapping[str, Any], trigger: Sequence[Span]) -> dict[str, Any]:
    """The details of a ruling that adds a claim."""
    checked = {field: checked_value(report, field, value) for field, value in values.items()}
    if "type" not in checked or not trigger:
        raise EvidenceError("a claim needs a type, and words of the article that tell it")
    claim = added_claim("new", checked, tuple(trigger))
    dataclasses.replace(report, claims=(claim,))  # refuses what cannot be quoted
    return {
        "text": text_hash(report),
        "values": {field: anchored(report, field, value) for field, value in checked.items()},
        "trigger": [list(span) for span in trigger],
        "evidence": [list(span) for span in claim.evidence],
        "told": [None, claim.type],
    }
