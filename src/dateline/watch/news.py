"""What is new in a round of changes, as one watch sees it: the shared ground of all findings.

In: a watch, changes, and an archive to look into. Out: `Round`, which knows the changed events and
articles, which of them answer the question, and what the watch knows already.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from dateline.records import ClaimRef, Event, event_from_json
from dateline.store import Change, Circle, EventQuery, EventRow, Looking, Question, Sketch, Watch
from dateline.watch.marks import claim_marks, reading_marks

_ARTICLE = re.compile(r"article (.+) (added|read again|linked)(?:; now in .*)?", re.DOTALL)
_MOST_PRECISE = 3  # UCDP where_prec: the place, near it, or its district
_AT_ONCE = 200  # events looked at together


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An event that has changed, as the watch sees it.

    is_answer: it answers the question. known: what was last known with each claim that the watch
    knows. marks: of all its claims; those of other readings too, by which it is known again.
    """

    event: Event
    is_answer: bool
    known: Mapping[ClaimRef, str]
    marks: Mapping[ClaimRef, str]
    all_marks: frozenset[str]


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

    def events(self) -> Iterator[Seen]:
        """The events that were inserted or updated and are there now, in that order.

        Without those that neither answer nor have a claim that the watch knows.
        """
        ids = self._event_ids
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            rows = {row.id: row for row in self.look.events(EventQuery(), some)}
            yield from self._seen([rows[event_id] for event_id in some if event_id in rows])

    @cached_property
    def answering(self) -> set[str]:
        """The ids of those events that answer the question."""
        if self.watch.question.tie is not None:
            return set()
        return {row.id for row in answers(self.look, self.watch.question, self._event_ids)}

    @cached_property
    def articles(self) -> dict[str, str]:
        """The articles of the round in order, by id: "added", "read again" or "linked"."""
        matches = (_ARTICLE.fullmatch(change.reason) for change in self._changes)
        return {match[1]: match[2] for match in matches if match}

    def knows(self, marks: Iterable[str]) -> bool:
        """Whether the watch knows one of these, from before or from this round."""
        asked = list(marks)
        return any(mark in self.marks for mark in asked) or bool(
            self.look.marks(self.watch.id, asked)
        )

    @cached_property
    def _event_ids(self) -> list[str]:
        ids = (
            change.id
            for change in self._changes
            if change.of == "event" and change.kind != "retract"
        )
        return list(dict.fromkeys(ids))

    def _seen(self, rows: Sequence[EventRow]) -> Iterator[Seen]:
        told = [json.loads(row.record) for row in rows]
        marks = [claim_marks(event) for event in told]
        wider = [reading_marks(event) for event in told]
        asked = {mark for each in (*marks, *wider) for mark in each.values()}
        known = self.look.marks(self.watch.id, asked)
        for row, own, other in zip(rows, marks, wider, strict=True):
            found = {ref: known[mark] for ref, mark in own.items() if mark in known}
            # The words of an article that is read again are no news, however they are read.
            found |= {
                ref: known[mark]
                for ref, mark in other.items()
                if mark in known and self.articles.get(ref.article) == "read again"
            }
            if found or row.id in self.answering:
                yield Seen(
                    event=event_from_json(row.record),
                    is_answer=row.id in self.answering,
                    known=found,
                    marks=own,
                    all_marks=frozenset((*own.values(), *other.values())),
                )


def answers(
    look: Looking, question: Question, ids: Iterable[str] | None = None
) -> Iterator[Sketch]:
    """The events that answer a question, of these ids only if some are given."""
    for sketch in look.sketches(question.event_query(), ids):
        if question.near is None or _is_in(question.near, sketch):
            yield sketch


def state_of(event: Mapping[str, Any]) -> str:
    """What may move and is told by no figure, as it is kept with the marks of an event's claims.

    Args:
        event: the JSON object of `dateline.event/1`.
    """
    state = {name: event[name]["best"] for name in ("certainty", "status")}
    return json.dumps(state)


def _is_in(near: Circle, sketch: Sketch) -> bool:
    """Whether an event is in a circle; the centre of a country is no place."""
    if sketch.lat is None or sketch.lon is None or sketch.precision is None:
        return False
    return sketch.precision <= _MOST_PRECISE and near.holds(sketch.lat, sketch.lon)
