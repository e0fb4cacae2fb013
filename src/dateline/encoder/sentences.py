"""One sentence to what it means and of which events its words tell; a second, smaller question.

In: the text of a sentence. Out: `Meaning`: a vector of length 1 (sentences that mean the same have
near vectors), log-probabilities of ACLED's types, and what its words say of an event. It is asked
only of sentences in which the encoder of whole texts suspects an event. How the weights were made
is written in `training/events`; they are `weights/sentences.onnx`, int8, and `weights/types.onnx`.
"""

from dataclasses import dataclass

import numpy as np

from dateline.encoder.pieces import LONGEST, Pieces, cut
from dateline.encoder.running import (
    Floats,
    Indices,
    frame,
    is_read,
    load_tokenizer,
    open_session,
)
from dateline.encoder.terms import TYPES

SENTENCE_FILES = ("sentences.onnx", "types.onnx")


@dataclass(frozen=True, slots=True)
class Meaning:
    """vector: (384,) float32; acled: (26,) log-probabilities; clauses: (n, 3, CLAUSE_WIDTH)."""

    pieces: Pieces
    vector: Floats
    acled: Floats
    clauses: Floats


class SentenceReader:
    """Reads sentences one by one; the same sentence always gets the same meaning."""

    def __init__(
        self, weights: bytes | None = None, types: bytes | None = None, *, threads: int = 1
    ) -> None:
        self._session = open_session(SENTENCE_FILES[0], weights, threads)
        self._judge = open_session(SENTENCE_FILES[1], types, threads)
        self._tokenizer = load_tokenizer()

    def read(self, text: str) -> Meaning | None:
        """Read one sentence, of a very long one the beginning; None when it has no pieces."""
        pieces = cut(text, self._tokenizer)
        if not len(pieces):
            return None
        given = frame(pieces, 0, LONGEST)
        vector, acled, clauses = self._session.run(["vector", "acled", "clauses"], given)
        return Meaning(pieces, vector, acled, clauses[1:-1])

    def judge(self, meaning: Meaning, clauses: Indices) -> Floats:
        """Of which events clauses of a sentence tell: log-probabilities (n, 17) of `TYPES`.

        clauses: (n, 3) int64, the pieces of trigger, actor and recipient; -1 where there is none.
        """
        if not len(clauses):
            return np.zeros((0, len(TYPES)), dtype=np.float32)
        said = _join_sides(meaning.clauses, clauses)
        vectors = np.repeat(meaning.vector[None], len(clauses), axis=0)
        types: Floats = self._judge.run(["types"], {"said": said, "vectors": vectors})[0]
        return types


def _join_sides(sides: Floats, clauses: Indices) -> Floats:
    """What the words of each clause say together: (k, CLAUSE_WIDTH) float32.

    sides: (n_pieces, 3, CLAUSE_WIDTH), what each piece says as one of `SIDES`; clauses: (k, 3), the
    piece of each side; one that is below zero, or was not read, says nothing.
    """
    known = is_read(clauses, len(sides))
    said = sides[np.where(known, clauses, 0), np.arange(clauses.shape[1])[None]]
    joined: Floats = (said * known[:, :, None]).sum(1, dtype=np.float32)
    return joined
