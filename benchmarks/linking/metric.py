"""How well groups of articles are the gold's: B³, and pairs wrongly together or apart.

B³ asks of each article which share of its group belongs there (precision) and which share of its
gold group is there (recall); F1 is that of the two means. Source: Bagga and Baldwin, 1998.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.linking.corpus import Labelled


@dataclass(frozen=True, slots=True)
class Score:
    """Figures over some articles, grouped among all of them."""

    precision: float
    recall: float
    wrong_merges: int  # pairs of articles in one group that tell of two incidents
    wrong_splits: int  # pairs that tell of one incident, in two groups

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(articles: Sequence[Labelled], groups: Mapping[str, int], counted: set[str]) -> Score:
    """Score the articles whose ids are `counted`; `groups` gives every article's group."""
    incidents = {item.article.id: item.incident for item in articles}
    size = Counter(groups[id_] for id_ in incidents)
    gold_size = Counter(incidents.values())
    both = Counter((groups[id_], incident) for id_, incident in incidents.items())
    here = [(groups[id_], incident) for id_, incident in incidents.items() if id_ in counted]
    return Score(
        precision=sum(both[cell] / size[cell[0]] for cell in here) / len(here),
        recall=sum(both[cell] / gold_size[cell[1]] for cell in here) / len(here),
        wrong_merges=sum(size[cell[0]] - both[cell] for cell in here) // 2,
        wrong_splits=sum(gold_size[cell[1]] - both[cell] for cell in here) // 2,
    )
