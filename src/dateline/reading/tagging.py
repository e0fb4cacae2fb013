"""From the probabilities of tags to whole spans.

In: for every piece of a text the log-probabilities of its tags. Out: `Tagged` spans, none of a kind
overlapping. A span never runs over a new line.

Source: A. J. Viterbi, "Error bounds for convolutional codes", 1967.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.encoder import TAGS, Pieces

Floats = npt.NDArray[np.float32]

_MAY_FOLLOW = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
_NEVER = -1e4
_PARAGRAPH = 2  # the gap before a piece that begins a new line


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of pieces, `last` included; sureness: the mean log-probability of its tags."""

    first: int
    last: int
    sureness: float


def best_spans(pieces: Pieces, logs: Floats, outside_bias: Sequence[float]) -> list[list[Tagged]]:
    """The most probable spans of each kind, in order.

    logs: (n_pieces, kinds, 5) log-probabilities; outside_bias: added to that of "outside", by kind.
    Pieces are tagged so that the tags make whole spans and the product of probabilities is largest.
    """
    tags = _most_probable(pieces, logs, outside_bias)
    return [list(_spans(tags[:, kind].tolist(), logs[:, kind])) for kind in range(logs.shape[1])]


def _most_probable(
    pieces: Pieces, logs: Floats, outside_bias: Sequence[float]
) -> npt.NDArray[np.int64]:
    """(n_pieces, kinds): the best sequence of tags of each kind."""
    n, kinds, _ = logs.shape
    bias = np.zeros((kinds, len(TAGS)), dtype=np.float32)
    bias[:, TAGS.index("O")] = outside_bias
    scores = logs + bias
    is_new_line = (pieces.shapes[:, 1] == _PARAGRAPH).tolist()
    came_from = np.zeros(scores.shape, dtype=np.int64)
    paths = np.empty((kinds, len(TAGS), len(TAGS)), dtype=np.float32)
    best = np.full((kinds, len(TAGS)), _NEVER, dtype=np.float32)
    best[:, TAGS.index("O")] = 0.0  # what stands before a text is outside
    for piece in range(n):
        follow = _AT_NEW_LINE if is_new_line[piece] else _WITHIN_LINE
        np.add(best[:, :, None], follow, out=paths)
        paths.argmax(1, out=came_from[piece])
        np.maximum.reduce(paths, axis=1, out=best)
        best += scores[piece]
    tags = np.zeros((n, kinds), dtype=np.int64)
    last = (best + _CLOSING).argmax(1)
    each = np.arange(kinds)
    for piece in reversed(range(n)):
        tags[piece] = last
        last = came_from[piece, each, last]
    return tags


def _allowed(pairs: dict[str, str]) -> Floats:
    """(5, 5): 0 where the second tag may follow the first, else far below."""
    table = np.full((len(TAGS), len(TAGS)), _NEVER, dtype=np.float32)
    for before, after in pairs.items():
        for tag in after:
            table[TAGS.index(before), TAGS.index(tag)] = 0.0
    return table


_WITHIN_LINE = _allowed(_MAY_FOLLOW)
_AT_NEW_LINE = _allowed({tag: after for tag, after in _MAY_FOLLOW.items() if "O" in after})
_CLOSING = _AT_NEW_LINE[:, TAGS.index("O")]


def _spans(tags: list[int], logs: Floats) -> Iterator[Tagged]:
    """The spans that a sequence of tags spells; logs: (n_pieces, 5)."""
    first = 0
    for piece, tag in enumerate(tags):
        if TAGS[tag] in "BS":
            first = piece
        if TAGS[tag] in "ES":
            inside = range(first, piece + 1)
            yield Tagged(first, piece, float(np.mean([logs[i, tags[i]] for i in inside])))
