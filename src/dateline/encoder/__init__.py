"""Text to what the trained encoder says of every word piece; the only importer of onnxruntime.

In: a text. Out: `Labels`: for each piece the log-probabilities of its tags as part of a source, a
cue or a content, and vectors from which `Labels.ties` tells what belongs to which cue. How the
weights were made is written in `training/said`; they are `weights/said.onnx`, int8.
"""

import functools
import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Literal

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from dateline.encoder.pieces import Pieces, Window, cut, find_windows

__all__ = ["LINKED", "ROLES", "TAGS", "Encoder", "Labels", "Linked", "Pieces", "encoder_version"]

ROLES = ("source", "cue", "content")
TAGS = "OBIES"  # outside; begin, inside, end of a span; a span of one piece
Linked = Literal["source", "content"]
LINKED: tuple[Linked, ...] = ("source", "content")  # what belongs to a cue

_FIRST, _LAST = 101, 102  # the pieces [CLS] and [SEP], which frame a window
_APART = -30.0  # the logit of a tie between pieces that no window shows together

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the encoder says of a text.

    tags: (n_pieces, 3 roles, 5 tags) float32, natural logarithms of probabilities, in the order of
    `ROLES` and `TAGS`.
    """

    pieces: Pieces
    tags: Floats
    _read: "tuple[_Read, ...]"

    def ties(self, cue: int, role: Linked) -> Floats:
        """(n_pieces,) logits: does each piece belong to the source or content of this cue?

        `cue` is the index of the cue's first piece. Pieces that no window shows together with it
        get a logit far below zero.
        """
        number = LINKED.index(role)
        logits = np.full(len(self.pieces), _APART, dtype=np.float32)
        for read in self._read:
            window = read.window
            if window.start <= cue < window.end:
                first = window.start if cue >= window.own else window.own
                asking = read.cues[cue - window.start, number]  # (128,)
                logits[first : window.end] = read.parts[first - window.start :, number] @ asking
        return logits


@dataclass(frozen=True, slots=True)
class _Read:
    """A window as it was read; cues, parts: (n_pieces of the window, 2, 128) float32."""

    window: Window
    cues: Floats
    parts: Floats


class Encoder:
    """The trained encoder, loaded once; the same text always gets the same labels.

    Windows are run one by one. On a processor nothing is gained by running several at once, and
    int8 scales that are taken over a batch would make a text's labels depend on its neighbours.
    """

    def __init__(self, weights: bytes | None = None, *, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            weights or _file("said.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = load_tokenizer()

    def label(self, text: str) -> Labels:
        """Label one text; its paragraphs are divided by new lines."""
        pieces = cut(text, self._tokenizer)
        tags = np.zeros((len(pieces), len(ROLES), len(TAGS)), dtype=np.float32)
        read = []
        for window in find_windows(pieces):
            found, cues, parts = self._run(pieces, window)
            tags[window.own : window.end] = found[window.own - window.start :]
            read.append(_Read(window, cues, parts))
        return Labels(pieces, tags, tuple(read))

    def _run(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        inside = slice(window.start, window.end)
        ids = np.concatenate([[_FIRST], pieces.ids[inside], [_LAST]])
        shapes = np.pad(pieces.shapes[inside], ((1, 1), (0, 0)))
        tags, cues, parts = self._session.run(
            ["tags", "cues", "parts"], {"ids": ids, "shapes": shapes}
        )
        return tags[1:-1], cues[1:-1], parts[1:-1]


def encoder_version() -> str:
    """The first digits of the weights' SHA-256: which encoder has read an article."""
    return hashlib.sha256(_file("said.onnx")).hexdigest()[:12]


@functools.cache
def load_tokenizer() -> Tokenizer:
    """The word pieces of the encoder: the uncased vocabulary of BERT."""
    tokenizer = Tokenizer.from_str(_file("tokenizer.json").decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _file(name: str) -> bytes:
    return resources.files(__package__).joinpath("weights", name).read_bytes()
