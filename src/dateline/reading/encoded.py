"""The body of an article as the encoder read it: once, for everything that is asked of it.

In: parsed prose and the encoder. Out: `Encoded`: the article's passages, put together as the lines
of texts that the encoder labelled, and for each word of the parse the piece that stands for it.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Token

from dateline.encoder import Encoder, Labels
from dateline.reading.passages import Passage, Range, make_passages
from dateline.reading.prose import Prose

_LONGEST_STRETCH = 100_000  # code points that are labelled at once; an article seldom has more


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages as the lines of one text; starts: where each begins in it; its labels."""

    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    labels: Labels

    def place(self, where: Range) -> tuple[int, Range]:
        """The passage that a range of the lines stands in, and the range in it."""
        at = bisect.bisect_right(self.starts, where[0]) - 1
        return at, (where[0] - self.starts[at], where[1] - self.starts[at])

    def piece(self, at: int, offset: int) -> int:
        """The piece that stands at an offset of passage `at`; -1 when the text has no piece."""
        spans = self.labels.pieces.spans
        found = int(np.searchsorted(spans[:, 0], self.starts[at] + offset, side="right")) - 1
        return max(found, 0) if len(spans) else -1


class Encoded:
    """An article's passages, and what the encoder says of them."""

    def __init__(self, prose: Prose, encoder: Encoder) -> None:
        self.encoder = encoder
        self.stretches = [_label(some, encoder) for some in _runs(list(make_passages(prose)))]
        self._homes = {
            id(passage.doc): (stretch, at)
            for stretch in self.stretches
            for at, passage in enumerate(stretch.passages)
        }

    @property
    def passages(self) -> list[Passage]:
        """All passages in the order of the text."""
        return [passage for stretch in self.stretches for passage in stretch.passages]

    def find(self, token: Token) -> tuple[Stretch, int]:
        """The stretch that a word of the parse stands in, and the piece that stands for it."""
        stretch, at = self._homes[id(token.doc)]
        return stretch, stretch.piece(at, token.idx)


def _label(passages: Sequence[Passage], encoder: Encoder) -> Stretch:
    starts, start = [], 0
    for passage in passages:
        starts.append(start)
        start += len(passage.text) + 1
    text = "\n".join(passage.text for passage in passages)
    return Stretch(tuple(passages), tuple(starts), encoder.label(text))


def _runs(passages: Sequence[Passage]) -> Iterator[Sequence[Passage]]:
    """An article in runs of bounded length, so that a book takes no more memory than a page."""
    run: list[Passage] = []
    length = 0
    for passage in passages:
        run.append(passage)
        length += len(passage.text)
        if length > _LONGEST_STRETCH:
            yield run
            run, length = [], 0
    if run:
        yield run
