"""How far scores are from shares: the expected calibration error and its table.

In: pairs of a score (0-1) and whether the scored thing was right. Bins hold the same number of
pairs each.

Source: Naeini et al., "Obtaining well calibrated probabilities using Bayesian binning", 2015;
Nguyen and O'Connor, "Posterior calibration and exploratory analysis for NLP", 2015 (equal mass).
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BINS = 15

Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs of neighbouring scores: how many, their mean score, the share that was right."""

    n: int
    score: float
    right: float


def calibration_error(judged: Sequence[Judged], bins: int = BINS) -> float:
    """The mean distance of score and share, each bin weighing as much as it holds; 0 is best."""
    return sum(b.n * abs(b.score - b.right) for b in reliability(judged, bins)) / max(
        1, len(judged)
    )


def reliability(judged: Sequence[Judged], bins: int = BINS) -> list[Bin]:
    """The bins of equal mass, lowest scores first; fewer when there are fewer pairs than bins."""
    return [
        Bin(
            len(pairs),
            round(sum(score for score, _ in pairs) / len(pairs), 4),
            round(sum(right for _, right in pairs) / len(pairs), 4),
        )
        for pairs in _cut(sorted(judged), bins)
        if pairs
    ]


def _cut(judged: Sequence[Judged], bins: int) -> Iterator[Sequence[Judged]]:
    edges = [round(len(judged) * n / bins) for n in range(bins + 1)]
    for start, end in itertools.pairwise(edges):
        yield judged[start:end]
