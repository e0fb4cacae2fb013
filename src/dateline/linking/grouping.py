"""Groups of things out of judgements on pairs: average linkage within what hangs together.

In: things (any strings), scores of pairs, what people decided. Out: groups. Everything is
sorted first and ties are broken by name, so the order of the input cannot matter, and a thing
touches only the component of links that it stands in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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


def agglomerate(
    things: Sequence[str],
    scores: Mapping[Pair, float],
    *,
    unlinked: float,
    threshold: float,
    must_stay_apart: Callable[[str, str], bool] = lambda _a, _b: False,
    apart: Collection[Pair] = (),
) -> list[tuple[str, ...]]:
    """Join the two likest groups again and again, while they are alike enough.

    Args:
        things: members of one component.
        scores: by pair, the lesser name first.
        unlinked: the score of a pair without one.
        threshold: two groups are joined when the mean score of their pairs reaches it.
        must_stay_apart: whether two things contradict each other; then no group holds both.
        apart: pairs that people parted; no group holds both.
    """
    return _Agglomeration(things, scores, unlinked, must_stay_apart, apart).run(threshold)


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


class _Agglomeration:
    """Groups by the least of their members; sums of scores between groups, None when forbidden."""

    def __init__(
        self,
        things: Sequence[str],
        scores: Mapping[Pair, float],
        unlinked: float,
        must_stay_apart: Callable[[str, str], bool],
        apart: Collection[Pair],
    ) -> None:
        names = sorted(set(things))
        self._members = {name: [name] for name in names}
        self._sums: dict[str, dict[str, float | None]] = {name: {} for name in names}
        parted = {_ordered(a, b) for a, b in apart}
        for index, a in enumerate(names):
            for b in names[index + 1 :]:
                sum_: float | None = scores.get((a, b), unlinked)
                if (a, b) in parted or must_stay_apart(a, b):
                    sum_ = None
                self._sums[a][b] = self._sums[b][a] = sum_

    def run(self, threshold: float) -> list[tuple[str, ...]]:
        best = {name: self._best_of(name) for name in self._members}
        while best:
            score, a = max(((found[0], name) for name, found in best.items()), key=_by_score)
            b = best[a][1]
            if b is None or score < threshold:
                break
            kept, gone = _ordered(a, b)
            self._join(kept, gone)
            del best[gone]
            for name, found in best.items():
                if name == kept or found[1] in (kept, gone):
                    best[name] = self._best_of(name)
                elif (mean := self._mean(name, kept)) is not None:
                    best[name] = min(found, (mean, kept), key=_preferred)
        return sorted(tuple(sorted(group)) for group in self._members.values())

    def _best_of(self, name: str) -> tuple[float, str | None]:
        means = ((self._mean(name, other), other) for other in self._sums[name])
        known = [(mean, other) for mean, other in means if mean is not None]
        return min(known, key=_preferred, default=(float("-inf"), None))

    def _mean(self, a: str, b: str) -> float | None:
        total = self._sums[a][b]
        if total is None:
            return None
        # Rounded, so that no last digit of a sum decides between equals.
        return round(total / (len(self._members[a]) * len(self._members[b])), 9)

    def _join(self, kept: str, gone: str) -> None:
        self._members[kept] += self._members.pop(gone)
        lost = self._sums.pop(gone)
        del lost[kept], self._sums[kept][gone]
        for other, extra in lost.items():
            del self._sums[other][gone]
            known = self._sums[kept][other]
            total = None if known is None or extra is None else known + extra
            self._sums[kept][other] = self._sums[other][kept] = total


def _top(root: dict[str, str], thing: str) -> str:
    while root[thing] != thing:
        root[thing] = root[root[thing]]
        thing = root[thing]
    return thing


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _by_score(found: tuple[float, str]) -> tuple[float, tuple[int, ...]]:
    """The highest score, then the first name."""
    return found[0], tuple(-ord(letter) for letter in found[1])


def _preferred(found: tuple[float, str | None]) -> tuple[float, str]:
    return -found[0], found[1] or ""
