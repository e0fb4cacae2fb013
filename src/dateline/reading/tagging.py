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

_O, _B, _I, _E, _S = (TAGS.index(tag) for tag in "OBIES")
_NEVER = -1e4
_BEHIND_LINE = np.array([0.0 if tag == "O" else _NEVER for tag in TAGS], dtype=np.float32)
_PARAGRAPH = 2  # the gap before a piece that begins a new line
_CELLS = 1 << 16  # pieces that are tagged in one step at most, padding counted


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
    """(n_pieces, kinds): the best sequence of tags of each kind.

    No span runs over a new line, so that lines are tagged each for itself, many in one step.
    """
    n, kinds, _ = logs.shape
    bias = np.zeros((kinds, len(TAGS)), dtype=np.float32)
    bias[:, TAGS.index("O")] = outside_bias
    scores = logs + bias
    tags = np.zeros((n, kinds), dtype=np.int64)
    for starts, ends in _lines_together(pieces):
        at = starts + np.arange((ends - starts).max())[:, None]  # (longest, lines)
        inside = at < ends
        padded = np.where(inside[..., None, None], scores[np.minimum(at, n - 1)], _BEHIND_LINE)
        tags[at[inside]] = _best_paths(padded)[inside]
    return tags


def _lines_together(
    pieces: Pieces,
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Lines of like length as their first pieces and ends, few enough to be padded to one."""
    firsts = np.flatnonzero(pieces.shapes[:, 1] == _PARAGRAPH)
    starts = np.union1d([0], firsts)[: len(pieces)]
    ends = np.append(starts[1:], len(pieces))
    order = np.argsort(starts - ends, kind="stable")  # the longest first
    at = 0
    while at < len(order):
        longest = int(ends[order[at]] - starts[order[at]])
        some = order[at : at + max(1, _CELLS // longest)]
        yield starts[some], ends[some]
        at += len(some)


def _best_paths(scores: Floats) -> npt.NDArray[np.int64]:
    """(longest, lines, kinds): Viterbi's best tags; scores: (longest, lines, kinds, 5).

    Outside, begin and single follow where no span is open, inside and end where one is.
    """
    outside, begin, inside, end, single = np.moveaxis(scores, -1, 0)
    closed = np.zeros(outside.shape[1:], dtype=np.float32)
    opened = np.full_like(closed, _NEVER)
    ends = np.zeros(outside.shape, dtype=bool)  # whether, at best, a span ends with a piece
    goes_on = np.zeros(outside.shape, dtype=bool)  # whether one goes on, where one is open behind
    alone, unspanned = single > outside, np.maximum(outside, single)
    for piece in range(len(scores)):
        stays, closes = closed + unspanned[piece], opened + end[piece]
        begins, further = closed + begin[piece], opened + inside[piece]
        np.greater(closes, stays, out=ends[piece])
        np.greater(further, begins, out=goes_on[piece])
        closed, opened = np.maximum(stays, closes), np.maximum(begins, further)
    tags = np.empty(outside.shape, dtype=np.int64)
    is_open = np.zeros(outside.shape[1:], dtype=bool)  # behind a line no span is open
    for piece in reversed(range(len(scores))):
        at_open = np.where(goes_on[piece], _I, _B)
        at_closed = np.where(ends[piece], _E, np.where(alone[piece], _S, _O))
        tags[piece] = np.where(is_open, at_open, at_closed)
        is_open = np.where(is_open, goes_on[piece], ends[piece])
    return tags


def _spans(tags: list[int], logs: Floats) -> Iterator[Tagged]:
    """The spans that a sequence of tags spells; logs: (n_pieces, 5)."""
    first = 0
    for piece, tag in enumerate(tags):
        if TAGS[tag] in "BS":
            first = piece
        if TAGS[tag] in "ES":
            inside = range(first, piece + 1)
            yield Tagged(first, piece, float(np.mean([logs[i, tags[i]] for i in inside])))
