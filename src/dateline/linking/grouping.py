"""Groups of things out of judgements on pairs: average linkage within what hangs together.

In: things (any strings), scores of pairs, what people decided. Out: groups. Everything is
sorted first and ties are broken by name, so the order of the input cannot matter, and a thing
touches only the component of links that it stands in.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

Pair = tuple[str, str]


def find_components(things: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """What hangs together by pairs; pairs of what is not among the things are passed over."""
    root = {thing: thing for thing in things}
    for a, b in pairs:
        if a in root and b in root:
            top_a, top_b = _top(root, a), _top(root, b)
            root[max(top_a, top_b)] = min(top_a, top_b)
    members: dict[str, list[str]] = {}
    for thing in sorted(root):
        members.setdefault(_top(root, thing), []).append(thing)
    return [tuple(group) for _, group in sorted(members.items())]


def spanning_pairs(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Of the pairs in their order each that joins what those before it have not."""
    root: dict[str, str] = {}
    for a, b in pairs:
        top_a, top_b = (_top(root, root.setdefault(one, one)) for one in (a, b))
        if top_a != top_b:
            root[max(top_a, top_b)] = min(top_a, top_b)
            yield a, b


def group_things(
    things: Sequence[str],
    scores: Mapping[Pair, float],
    *,
    unlinked: float,
    threshold: float,
    clash: Callable[[Collection[str], Collection[str]], bool] = lambda _a, _b: False,
    unseen: Sequence[int] = (),
) -> list[tuple[str, ...]]:
    """Join the two likest groups again and again, while they are alike enough.

    Args:
        things: each ends in one group, alone if nothing is like it.
        scores: by pair of things, the lesser name first.
        unlinked: the score of a pair without one; below the threshold, so that the cost is that
            of the pairs with a score.
        threshold: two groups are joined when the mean score of their pairs reaches it.
        clash: whether two groups must stay apart. What they are joined with must stay apart, too.
        unseen: for each thing those it was never compared with: bit n stands for the thing at n.
            Such a pair says nothing, and no mean counts it.
    """
    # A pair with no more than `unlinked` could only lower a mean, so it hangs nothing together.
    near = [pair for pair, score in scores.items() if score > unlinked]
    components = find_components(things, near)
    home = {thing: number for number, group in enumerate(components) for thing in group}
    inside: list[dict[Pair, float]] = [{} for _ in components]
    for (a, b), score in scores.items():
        if home[a] == home[b]:
            inside[home[a]][a, b] = score - unlinked
    blanks = _Blanks(things, unseen)
    groups = []
    for gains in filter(None, inside):
        groups += _agglomerate(gains, threshold - unlinked, clash, blanks)
    groups += [component for component in components if len(component) == 1]
    return sorted(groups)


def join_groups(
    groups: Iterable[tuple[str, ...]], together: Iterable[Pair], apart: Collection[Pair]
) -> list[tuple[str, ...]]:
    """Join whole groups of which people joined two members, whatever contradicts.

    What people parted stays apart: a joining that would break a parting is passed over, the later
    by name of two that break it together.
    """
    holder = {thing: set(group) for group in groups for thing in group}
    for a, b in sorted(_ordered(*pair) for pair in together):
        joined = holder[a] | holder[b]
        if holder[a] is holder[b] or any(joined.issuperset(pair) for pair in apart):
            continue
        for thing in joined:
            holder[thing] = joined
    return sorted({tuple(sorted(group)) for group in holder.values()})


def _agglomerate(
    gains: Mapping[Pair, float],
    threshold: float,
    clash: Callable[[Collection[str], Collection[str]], bool],
    blanks: "_Blanks",
) -> list[tuple[str, ...]]:
    """Group one component; gains: how much more than a pair without a score a pair has."""
    ties = _Ties(gains, blanks)
    while (likest := ties.likest()) is not None:
        gain, kept, gone = likest
        if gain < threshold:
            break
        if clash(ties.members[kept], ties.members[gone]):
            ties.cut(kept, gone)  # for good: what they hold, they go on holding
        else:
            ties.join(kept, gone)
    return [tuple(sorted(group)) for group in ties.members.values()]


class _Blanks:
    """Pairs of things that were never compared."""

    def __init__(self, things: Sequence[str], unseen: Sequence[int]) -> None:
        self.are_any = any(unseen)
        self._bit = {thing: 1 << number for number, thing in enumerate(things)}
        self._unseen = dict(zip(things, unseen, strict=True)) if self.are_any else {}

    def bits(self, things: Iterable[str]) -> int:
        """Some of the things as one number."""
        return sum(self._bit[thing] for thing in things)

    def count(self, few: Iterable[str], many: int) -> int:
        """How many pairs of the two groups were never compared; `many`: one group as a number."""
        return sum((self._unseen[thing] & many).bit_count() for thing in few)


class _Ties:
    """Sums of scores between groups that have any, the likest pair of groups first.

    Groups go by the least of their members' names. The queue holds means of earlier, smaller
    groups too. They are no lower than those of what the groups have become, because a joined group
    is tied to another at most as well as the better of its two parts, and a better part enters its
    mean anew; so an entry is weighed again only when its turn comes.
    """

    def __init__(self, scores: Mapping[Pair, float], blanks: _Blanks) -> None:
        self.members: dict[str, list[str]] = {}
        self._blanks = blanks
        self._sums: dict[str, dict[str, float]] = {}
        for (a, b), score in sorted(scores.items()):
            self._sums.setdefault(a, {})[b] = self._sums.setdefault(b, {})[a] = score
        self.members = {thing: [thing] for thing in sorted(self._sums)}
        self._bits = {thing: blanks.bits([thing]) for thing in self.members}
        # Two that are tied have been compared, so that the mean of two alone is their score.
        self._queue = [(-round(score, 9), a, b) for (a, b), score in scores.items()]
        heapq.heapify(self._queue)

    def likest(self) -> tuple[float, str, str] | None:
        """The highest mean and its two groups, the lesser name first; None when no tie is left."""
        while self._queue:
            mean, a, b = self._queue[0]
            if b not in self._sums.get(a, {}):
                heapq.heappop(self._queue)
                continue
            now = -self._mean(a, b)
            if now <= mean:
                return -now, a, b
            heapq.heapreplace(self._queue, (now, a, b))
        return None

    def cut(self, a: str, b: str) -> None:
        """Forget the tie of two groups, and bar them from any other."""
        self._sums[a][b] = self._sums[b][a] = float("-inf")

    def join(self, kept: str, gone: str) -> None:
        """Add the ties of one group to another's."""
        lost = self._sums.pop(gone)
        del lost[kept], self._sums[kept][gone]
        self.members[kept] += self.members.pop(gone)
        self._bits[kept] |= self._bits.pop(gone)
        for other, sum_ in lost.items():
            del self._sums[other][gone]
            both = self._sums[kept].get(other, 0.0) + sum_
            self._sums[kept][other] = self._sums[other][kept] = both
            a, b = _ordered(kept, other)
            heapq.heappush(self._queue, (-self._mean(a, b), a, b))

    def _mean(self, a: str, b: str) -> float:
        few, many = self.members[a], self.members[b]
        pairs = len(few) * len(many)
        if self._blanks.are_any and pairs > 1:
            if len(few) <= len(many):
                pairs -= self._blanks.count(few, self._bits[b])
            else:
                pairs -= self._blanks.count(many, self._bits[a])
        # Rounded, so that no last digit of a sum decides between equals.
        return round(self._sums[a][b] / pairs, 9)


def _top(root: dict[str, str], thing: str) -> str:
    while root[thing] != thing:
        root[thing] = root[root[thing]]
        thing = root[thing]
    return thing


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
