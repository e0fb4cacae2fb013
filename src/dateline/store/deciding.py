"""What people decided: where a decision is anchored in a text, and what holds when some disagree.

A decision names claims or entities by the words they stand on, because another reading numbers and
types them anew. A newer decision outranks an older one where both cannot hold.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from dateline.records import Claim, Entity, Report, Span

Pair = tuple[int, int]


class Anchor(NamedTuple):
    """The words a claim or an entity stands on: those of its trigger, or its first mention."""

    type: str  # of the claim; of an entity, its kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Constraint:
    """A decision as far as it is about things that are there."""

    kind: str  # merge: all are together; split: each of `a` is apart from each of `b`
    a: tuple[int, ...]
    b: tuple[int, ...]


def anchor_of(record: Claim | Entity) -> Anchor:
    """Where a decision about a claim or an entity is kept."""
    if isinstance(record, Claim):
        start = min(span.start for span in record.trigger)
        return Anchor(record.type, start, max(span.end for span in record.trigger))
    return Anchor(record.kind, record.mentions[0].start, record.mentions[0].end)


def find_anchored(report: Report, kind: str, anchor: Anchor, among: Collection[int]) -> int | None:
    """The position of the claim or entity that stands on an anchor's words in this reading.

    One of the same type before others, then the one that shares most of the words, then the one
    that stands on fewest others: somebody may have added a claim on these words and more.

    Args:
        report: any reading of the article.
        kind: claim or entity.
        anchor: in the article's text.
        among: the positions that come into question.
    """
    records: Sequence[Claim | Entity] = report.claims if kind == "claim" else report.entities
    span = Span(anchor.start, anchor.end)
    rated = [(_rate(records[position], span, anchor.type), -position) for position in among]
    standing = [(rating, position) for rating, position in rated if rating[1]]
    return -max(standing)[1] if standing else None


def _rate(record: Claim | Entity, span: Span, type_: str) -> tuple[bool, int, int]:
    if isinstance(record, Claim):
        spans, is_same = record.trigger, record.type == type_
    else:
        spans, is_same = record.mentions, record.kind == type_
    shared = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)
    return is_same, shared, shared - sum(s.end - s.start for s in spans)


def settle(
    newest_first: Iterable[Constraint], order: Callable[[int], str]
) -> tuple[set[Pair], set[Pair]]:
    """The pairs that are together and those that are apart, never at odds with each other.

    Args:
        newest_first: what was decided.
        order: sorts things, whatever order they came in.
    """
    settled = _Settled()
    for constraint in newest_first:
        if constraint.kind == "split":
            for a, b in product(sorted(constraint.a, key=order), sorted(constraint.b, key=order)):
                settled.set_apart(a, b)
        else:
            _put_together(settled, sorted({*constraint.a, *constraint.b}, key=order))
    return settled.together, settled.apart


def _put_together(settled: "_Settled", members: Sequence[int]) -> None:
    """Each with the first that nothing newer keeps it from: those left over stay together too."""
    for number, member in enumerate(members):
        any(settled.put_together(earlier, member) for earlier in members[:number])


class _Settled:
    def __init__(self) -> None:
        self.together: set[Pair] = set()
        self.apart: set[Pair] = set()
        self._set_of: dict[int, set[int]] = {}

    def put_together(self, a: int, b: int) -> bool:
        """Whether the two are together now, or were."""
        ours, theirs = self._members(a), self._members(b)
        if ours is theirs:
            return True
        if any(_sorted(pair) in self.apart for pair in product(ours, theirs)):
            return False
        self.together.add(_sorted((a, b)))
        ours |= theirs
        self._set_of |= dict.fromkeys(theirs, ours)
        return True

    def set_apart(self, a: int, b: int) -> None:
        if self._members(a) is not self._members(b):
            self.apart.add(_sorted((a, b)))

    def _members(self, thing: int) -> set[int]:
        return self._set_of.setdefault(thing, {thing})


def components(nodes: Iterable[int], pairs: Iterable[Pair]) -> Iterator[list[int]]:
    """The sets of nodes that pairs connect."""
    set_of = {node: [node] for node in nodes}
    for a, b in pairs:
        ours, theirs = set_of[a], set_of[b]
        if ours is theirs:
            continue
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours += theirs
        set_of |= dict.fromkeys(theirs, ours)
    seen: set[int] = set()
    for members in set_of.values():
        if id(members) not in seen:
            seen.add(id(members))
            yield members


def _sorted(pair: Pair) -> Pair:
    a, b = pair
    return (a, b) if a < b else (b, a)
