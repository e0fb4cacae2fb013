"""The figures of the `said` benchmark: what was found of sources, cues, contents and their links.

In: for each article its text, the gold attributions and the predicted ones. Out: one mapping of
figures between 0 and 1. All counts are summed over the articles before a share is taken (micro).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.sureness import Judged, calibration_error

Ranges = tuple[tuple[int, int], ...]  # half-open, code points of the text

SAME_CONTENT = 0.5  # the least Jaccard of two contents, over characters, that makes them the same

_QUOTATION_MARKS = ("“", '"', "‘", "'", "`", "«", "„")
_ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, gold or predicted; an empty tuple says that the part is not there."""

    source: Ranges
    cue: Ranges
    content: Ranges
    score: float = 1.0  # of a predicted one: how sure it is, 0-1

    @property
    def is_linked(self) -> bool:
        """Whether it ties a source to a content."""
        return bool(self.source and self.content)


@dataclass(slots=True)
class _Counts:
    """How many are right, how many were said, how many are true."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 0.0


@dataclass(slots=True)
class Tally:
    """The running counts of a benchmark run."""

    articles: int = 0
    linked: _Counts = field(default_factory=_Counts)
    direct: _Counts = field(default_factory=_Counts)
    characters: dict[str, _Counts] = field(default_factory=lambda: {r: _Counts() for r in _ROLES})
    exact: dict[str, _Counts] = field(default_factory=lambda: {r: _Counts() for r in _ROLES})
    judged: list[Judged] = field(default_factory=list)  # every predicted one that is linked

    def add(self, text: str, gold: Sequence[Said], predicted: Sequence[Said]) -> None:
        """Count one article."""
        self.articles += 1
        true = [said for said in gold if said.is_linked]
        found = [said for said in predicted if said.is_linked]
        matched = match(true, found)
        self.linked.add(len(matched), len(found), len(true))
        right = set(matched.values())
        self.judged += [(said.score, j in right) for j, said in enumerate(found)]
        direct = {i for i, said in enumerate(true) if is_direct(text, said)}
        self.direct.add(len(direct & matched.keys()), 0, len(direct))
        for role in _ROLES:
            self._count_role(role, text, gold, predicted)

    def figures(self) -> dict[str, float]:
        """The figures, 0-1, rounded to four places; `n` is the number of articles."""
        named = {"linked_f1": self.linked.f1}
        named |= {f"{role}_f1": self.characters[role].f1 for role in _ROLES}
        named |= {f"exact_{role}_f1": self.exact[role].f1 for role in _ROLES}
        named |= {
            "direct_with_speaker": self.direct.recall,
            "linked_precision": self.linked.precision,
            "linked_recall": self.linked.recall,
            "ece": calibration_error(self.judged),
        }
        return {name: round(value, 4) for name, value in named.items()} | {"n": self.articles}

    def _count_role(
        self, role: str, text: str, gold: Sequence[Said], predicted: Sequence[Said]
    ) -> None:
        true, found = _spans(gold, role), _spans(predicted, role)
        self.exact[role].add(len(true & found), len(found), len(true))
        true_at, found_at = _visible(text, true), _visible(text, found)
        self.characters[role].add(len(true_at & found_at), len(found_at), len(true_at))


def match(gold: Sequence[Said], predicted: Sequence[Said]) -> dict[int, int]:
    """Pair gold with predicted attributions one to one, as many as can be: {gold: predicted}.

    Two can be paired when their contents are the same (Jaccard ≥ `SAME_CONTENT` over characters)
    and their sources overlap.

    Source: augmenting paths, H. W. Kuhn, "The Hungarian method", 1955.
    """
    options = [[j for j, said in enumerate(predicted) if is_same(true, said)] for true in gold]
    taken: dict[int, int] = {}  # predicted: gold
    for i in range(len(gold)):
        _take(i, options, taken, set())
    return {i: j for j, i in taken.items()}


def is_same(gold: Said, predicted: Said) -> bool:
    """Whether two attributions give the same content to overlapping sources."""
    if not _characters(gold.source) & _characters(predicted.source):
        return False
    true, found = _characters(gold.content), _characters(predicted.content)
    return len(true & found) >= SAME_CONTENT * len(true | found)


def is_direct(text: str, said: Said) -> bool:
    """Whether the content begins with a quotation mark."""
    return bool(said.content) and text.startswith(_QUOTATION_MARKS, min(said.content)[0])


def _take(i: int, options: list[list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    for j in options[i]:
        if j not in seen:
            seen.add(j)
            if j not in taken or _take(taken[j], options, taken, seen):
                taken[j] = i
                return True
    return False


def _spans(said: Iterable[Said], role: str) -> set[tuple[int, int]]:
    return {part for one in said for part in getattr(one, role)}


def _visible(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for at in _characters(spans) if not text[at].isspace()}


def _characters(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}
