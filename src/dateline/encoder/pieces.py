"""A text cut into word pieces, and the pieces into windows that the encoder can read at once.

In: any text. Out: `Pieces`, each with its vocabulary number, its range in the text and its shape:
what the uncased vocabulary drops, how a word was written, what stands before it and whether it
stands between quotation marks. Half-open ranges, code points of the text as given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

CASES, GAPS, QUOTED = 5, 3, 2  # how many values each of the three numbers of a shape can take
LONGEST = 254  # pieces that are read at once at most, without the two that frame them
_WINDOW = 192  # pieces that are read at once of a longer text: attention grows with their square
_CONTEXT = 16  # pieces before a window that are read again for what they say of it

_LOWER, _CAPITALISED, _UPPER, _MIXED = 1, 2, 3, 4  # 0: no letter
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTE_OR_BREAK = re.compile(r"[“”\"«»\n]|''|``")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text.

    ids: (n,) int64, numbers of the vocabulary; spans: (n, 2) int64, start and end in the text;
    shapes: (n, 3) int64, each piece's case, the gap before it and whether it is quoted.
    """

    ids: npt.NDArray[np.int64]
    spans: npt.NDArray[np.int64]
    shapes: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `[start, end)` that are read at once; those before `own` belong to another window."""

    start: int
    own: int
    end: int


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces; what has no piece (white space, control marks) is skipped."""
    encoded: Any = tokenizer.encode(text, add_special_tokens=False)
    spans = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    shapes = np.stack([_cases(text)[spans[:, 0]], _gaps(text, spans), _quoted(text)[spans[:, 0]]])
    return Pieces(np.array(encoded.ids, dtype=np.int64), spans, shapes.T.astype(np.int64))


def find_windows(pieces: Pieces, longest: int = _WINDOW, context: int = _CONTEXT) -> list[Window]:
    """Lay windows over the pieces, each as long as whole paragraphs allow.

    A paragraph that is too long for one window is cut where it must be. Every piece is owned by
    one window; each window but the first also sees the `context` pieces before its own.
    """
    breaks = [0, *np.flatnonzero(pieces.shapes[:, 1] == GAPS - 1).tolist(), len(pieces)]
    return list(_lay(sorted(set(breaks)), longest, context))


def _lay(breaks: list[int], longest: int, context: int) -> Iterator[Window]:
    own, last = 0, breaks[-1]
    while own < last:
        start = max(0, own - context)
        end = max((at for at in breaks if own < at <= start + longest), default=start + longest)
        end = min(end, last)
        yield Window(start, own, end)
        own = end


def _cases(text: str) -> npt.NDArray[np.int8]:
    """(len(text) + 1,): at each code point the case of the word that it stands in."""
    cases = np.zeros(len(text) + 1, dtype=np.int8)
    for word in _WORD.finditer(text):
        cases[word.start() : word.end()] = _case(word.group())
    return cases


def _case(word: str) -> int:
    if word.islower():
        return _LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return _CAPITALISED
    return _UPPER if word.isupper() else _MIXED


def _gaps(text: str, spans: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """(n,): before each piece nothing (0), white space (1), or a new line (2), as at the start."""
    gaps = np.zeros(len(spans), dtype=np.int64)
    before = 0
    for index, (start, end) in enumerate(spans.tolist()):
        if start > before or index == 0:
            gaps[index] = 2 if index == 0 or "\n" in text[before:start] else 1
        before = end
    return gaps


def _quoted(text: str) -> npt.NDArray[np.int8]:
    """(len(text) + 1,): 1 between quotation marks, both included; a new line ends a quotation."""
    quoted = np.zeros(len(text) + 1, dtype=np.int8)
    opened: int | None = None
    for mark in _QUOTE_OR_BREAK.finditer(text):
        if mark.group() == "\n":
            if opened is not None:
                quoted[opened : mark.start()] = 1
            opened = None
        elif opened is None:
            opened = None if mark.group() in "”»" else mark.start()
        elif mark.group() not in "“«":
            quoted[opened : mark.end()] = 1
            opened = None
    if opened is not None:
        quoted[opened:] = 1
    return quoted
