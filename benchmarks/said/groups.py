"""Where attributions are missed and made up: by outlet, by form, by length.

In: for each article its name, text, gold and predicted attributions. Out: for each group how many
are true, how many were found, precision and recall of linked ones.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.said.metric import Said, match

_MARKS = ("“", '"', "‘", "«", "„")
_SHORT, _LONG = 50, 150  # characters of content


@dataclass(slots=True)
class Groups:
    """Counts for each kind of group and each group: [true, found, right]."""

    counts: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    )

    def add(self, name: str, text: str, gold: Sequence[Said], predicted: Sequence[Said]) -> None:
        """Count one article; `name` begins with its outlet and an underscore."""
        true = [said for said in gold if said.is_linked]
        found = [said for said in predicted if said.is_linked]
        matched = match(true, found)
        outlet = name.split("_", maxsplit=1)[0]
        for i, said in enumerate(true):
            for kind, group in _groups_of(outlet, text, said):
                self.counts[kind][group][0] += 1
                self.counts[kind][group][2] += i in matched
        for said in found:
            for kind, group in _groups_of(outlet, text, said):
                self.counts[kind][group][1] += 1

    def figures(self) -> dict[str, dict[str, dict[str, float]]]:
        """`recall` of the true ones of a group; `right_per_found`: right ones over found ones.

        A found attribution may fall into another group than the true one it matches, so the second
        is a precision only by outlet, and near one by form and length.
        """
        return {
            kind: {group: _shares(*counts) for group, counts in sorted(groups.items())}
            for kind, groups in self.counts.items()
        }


def _groups_of(outlet: str, text: str, said: Said) -> Iterator[tuple[str, str]]:
    yield "outlet", outlet
    yield "form", _form(text, said)
    length = sum(end - start for start, end in said.content)
    yield "length", "short" if length < _SHORT else "long" if length > _LONG else "middle"
    yield "parts", "one" if len(said.content) == 1 else "several"


def _form(text: str, said: Said) -> str:
    if text.startswith(_MARKS, min(said.content)[0]):
        return "direct"
    quoted = any(mark in text[a:b] for a, b in said.content for mark in _MARKS)
    return "mixed" if quoted else "indirect"


def _shares(true: int, found: int, right: int) -> dict[str, float]:
    return {
        "true": true,
        "recall": round(right / true, 3) if true else 0.0,
        "right_per_found": round(right / found, 3) if found else 0.0,
    }
