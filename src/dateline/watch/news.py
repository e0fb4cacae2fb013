"""What is new in a round of changes, as one watch sees it: the shared ground of all findings.

In: a watch, changes, and an archive to look into. Out: `Round`, which knows the changed events and
articles, which of them answer the question, and what the watch knows already.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

from dateline.records import Event, event_from_json
from dateline.store import Change, EventQuery, EventRow, Looking, Question, Watch
from dateline.watch.marks import claim_marks

_ARTICLE = re.compile(r"article (.+) (?:added|read again|linked)(?:; now in .*)?", re.DOTALL)
_MOST_PRECISE = 3  # UCDP where_prec: the place, near it, or its district


class Round:
    """A round of changes as one watch sees it.

    Attributes:
        watch: who asks.
        look: where it looks.
        now: what time it is, in UTC.
        marks: what the watch is going to know besides, by mark.
    """

    def __init__(
        self, watch: Watch, changes: Sequence[Change], look: Looking, now: datetime
    ) -> None:
        self.watch = watch
        self.look = look
        self.now = now
        self.marks: dict[str, str] = {}
        self._changes = changes

    @cached_property
    def events(self) -> list[Event]:
        """The events that were inserted or updated and are there now, in that order."""
        ids = dict.fromkeys(
            change.id for change in self._changes
            if change.of == "event" and change.kind != "retract"
        )  # fmt: skip
        found = {row.id: event_from_json(row.record) for row in self.look.events(EventQuery(), ids)}
        return [found[event_id] for event_id in ids if event_id in found]

    @cached_property
    def answering(self) -> set[str]:
        """The ids of those events that answer the question."""
        question = self.watch.question
        if question.tie is not None:
            return set()
        ids = [event.id for event in self.events]
        return {row.id for row in answers(self.look, question, ids)}

    @cached_property
    def articles(self) -> list[str]:
        """The ids of the articles that were added, read again or linked, in that order."""
        matches = (_ARTICLE.fullmatch(change.reason) for change in self._changes)
        return list(dict.fromkeys(match[1] for match in matches if match))

    @cached_property
    def known_claims(self) -> dict[str, str]:
        """What the watch knew of the claims of the events before this round, by mark."""
        marks = [mark for event in self.events for mark in claim_marks(event.claims).values()]
        return self.look.marks(self.watch.id, marks)

    def knows(self, marks: Iterable[str]) -> bool:
        """Whether the watch knows one of these, from before or from this round."""
        asked = list(marks)
        return any(mark in self.marks for mark in asked) or bool(
            self.look.marks(self.watch.id, asked)
        )


def answers(
    look: Looking, question: Question, ids: Iterable[str] | None = None
) -> Iterable[EventRow]:
    """The events that answer a question, of these ids only if some are given."""
    for row in look.events(question.event_query(), ids):
        if question.near is None or _is_near(event_from_json(row.record), question):
            yield row


def _is_near(event: Event, question: Question) -> bool:
    """Whether an event is placed in the circle; the centre of a country is no place."""
    where, near = event.where, question.near
    if near is None or where is None or where.lat is None or where.lon is None:
        return False
    is_precise = where.precision is not None and where.precision <= _MOST_PRECISE
    return is_precise and near.holds(where.lat, where.lon)
