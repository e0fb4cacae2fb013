"""Text to what the trained encoder says of every word piece; the home of onnxruntime.

In: a text. Out: `Labels`: for each piece the log-probabilities of its tags as part of a source, a
cue or a content; what `Labels.ties` tells from what belongs to which cue; and a vector, from which
`Encoder.judge` tells of which event a clause may tell. One pass over the text gives them all.
How the weights were made is written in `training`; they are `weights/encoder.onnx`, int8, and
`weights/clauses.onnx`.
"""

import hashlib
from dataclasses import dataclass

import numpy as np

from dateline.encoder.pieces import Pieces, Window, cut, find_windows
from dateline.encoder.running import (
    Floats,
    Indices,
    frame,
    is_read,
    load_tokenizer,
    open_session,
    read_file,
)
from dateline.encoder.sentences import SENTENCE_FILES, Meaning, SentenceReader
from dateline.encoder.terms import (
    ACLED,
    CLAUSE_WIDTH,
    LINKED,
    NO_EVENT,
    PARTS,
    ROLES,
    SIDES,
    TAGS,
    TYPES,
    WIDTH,
    Linked,
)

__all__ = [
    "ACLED",
    "CLAUSE_WIDTH",
    "LINKED",
    "NO_EVENT",
    "OUTPUTS",
    "PARTS",
    "ROLES",
    "SIDES",
    "TAGS",
    "TYPES",
    "WIDTH",
    "Encoder",
    "Labels",
    "Linked",
    "Meaning",
    "Pieces",
    "SentenceReader",
    "encoder_version",
    "load_tokenizer",
]

OUTPUTS = ("tags", "cues", "parts", "vectors", "violence")  # of the file that ships
_FILES = ("encoder.onnx", "clauses.onnx")
_APART = -30.0  # the logit of a tie between pieces that no window shows together


@dataclass(frozen=True, slots=True)
class Labels:
    """What the encoder says of a text.

    tags: (n_pieces, 3 roles, 5 tags) float32, natural logarithms of probabilities, in the order of
    `ROLES` and `TAGS`; vectors: (n_pieces, WIDTH), what each piece means where it stands;
    violence: (n_pieces, 5 parts, 5 tags), as tags, in the order of `PARTS`.
    """

    pieces: Pieces
    tags: Floats
    vectors: Floats
    violence: Floats
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

    def __init__(
        self, weights: bytes | None = None, clauses: bytes | None = None, *, threads: int = 1
    ) -> None:
        self._session = open_session(_FILES[0], weights, threads)
        self._judge = open_session(_FILES[1], clauses, threads)
        self._tokenizer = load_tokenizer()

    def label(self, text: str) -> Labels:
        """Label one text; its paragraphs are divided by new lines."""
        pieces = cut(text, self._tokenizer)
        n = len(pieces)
        tags = np.zeros((n, len(ROLES), len(TAGS)), dtype=np.float32)
        vectors = np.zeros((n, WIDTH), dtype=np.float32)
        violence = np.zeros((n, len(PARTS), len(TAGS)), dtype=np.float32)
        read = []
        for window in find_windows(pieces):
            found = self._run(pieces, window)
            own, inside = slice(window.own, window.end), slice(window.own - window.start, None)
            tags[own] = found["tags"][inside]
            vectors[own] = found["vectors"][inside]
            violence[own] = found["violence"][inside]
            read.append(_Read(window, found["cues"], found["parts"]))
        return Labels(pieces, tags, vectors, violence, tuple(read))

    def judge(self, labels: Labels, clauses: Indices) -> Floats:
        """Of which events clauses tell: log-probabilities (n, 17) of `TYPES`.

        clauses: (n, 3) int64, the pieces of trigger, actor and recipient; -1 where there is none.
        """
        if not len(clauses):
            return np.zeros((0, len(TYPES)), dtype=np.float32)
        known = is_read(clauses, len(labels.pieces))
        given = {
            "words": labels.vectors[np.where(known, clauses, 0)],  # (n, 3, WIDTH)
            "known": known.astype(np.float32),
        }
        types: Floats = self._judge.run(["types"], given)[0]
        return types

    def _run(self, pieces: Pieces, window: Window) -> dict[str, Floats]:
        found = self._session.run(list(OUTPUTS), frame(pieces, window.start, window.end))
        return {name: part[1:-1] for name, part in zip(OUTPUTS, found, strict=True)}


def encoder_version() -> str:
    """The first digits of the weights' SHA-256: which networks have read an article."""
    files = map(read_file, (*_FILES, *SENTENCE_FILES))
    return hashlib.sha256(b"".join(files)).hexdigest()[:12]
