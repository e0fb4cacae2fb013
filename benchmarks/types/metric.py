"""How well labels were told: F1 of each label, their means, and what was taken for what.

In: gold and predicted labels, side by side; a prediction of None is wrong and counts for no label.
Out: figures between 0 and 1.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Told(NamedTuple):
    """One item: its gold label and the predicted one; None where nothing was predicted."""

    gold: str
    predicted: str | None


@dataclass(frozen=True, slots=True)
class Labelling:
    """All items of one measurement."""

    told: Sequence[Told]

    @property
    def accuracy(self) -> float:
        """Share of the items whose label is right."""
        return _share(sum(one.gold == one.predicted for one in self.told), len(self.told))

    @property
    def answered(self) -> float:
        """Share of the items that got a label at all."""
        return _share(sum(one.predicted is not None for one in self.told), len(self.told))

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the labels that the gold knows, each counted alike."""
        scores = self.f1_by_label()
        return _share(sum(scores.values()), len(scores))

    @property
    def weighted_f1(self) -> float:
        """The mean F1 of the gold's labels, each counted as often as it stands there."""
        scores, support = self.f1_by_label(), Counter(one.gold for one in self.told)
        return _share(sum(scores[label] * n for label, n in support.items()), len(self.told))

    def f1_by_label(self) -> dict[str, float]:
        """F1 of each gold label, by name."""
        right = Counter(one.gold for one in self.told if one.gold == one.predicted)
        gold = Counter(one.gold for one in self.told)
        found = Counter(one.predicted for one in self.told)
        return {label: 2 * right[label] / (gold[label] + found[label]) for label in sorted(gold)}

    def confusions(self) -> list[tuple[Told, int]]:
        """What was taken for what and how often, most frequent first."""
        return Counter(one for one in self.told if one.gold != one.predicted).most_common()


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0
