"""Claims coded by a user's own codebook, by what their sentences mean.

In: a codebook and the reader of sentences. Out: a `Coder`, which gives a sentence's vector the type
whose examples are nearest. It is a ridge regression of the types on the vectors of the examples,
solved exactly, so that the same codebook always codes alike; nothing is trained beforehand.

Source: Hoerl and Kennard, "Ridge regression", 1970.
"""

import numpy as np

from dateline.codebook.own import OwnCodebook
from dateline.encoder import SentenceReader
from dateline.encoder.running import Floats
from dateline.records import Code

_PULL = 2.0  # how strongly the regression is drawn to zero
_LEAST = 0.12  # what is told less surely is not told; see docs/codebooks.md


class Coder:
    """Codes sentences by one codebook; make it once and keep it."""

    def __init__(self, codebook: OwnCodebook, reader: SentenceReader) -> None:
        self._codebook = codebook
        self._names = list(codebook.types)
        vectors, types = [], []
        for number, one in enumerate(codebook.types.values()):
            for sentence in (*one.examples, *([one.description] if one.description else [])):
                meaning = reader.read(sentence)
                if meaning is not None:
                    vectors.append(meaning.vector)
                    types.append(number)
        given = np.array(vectors, dtype=np.float64)  # (n, 384)
        wanted = np.eye(len(self._names))[types]  # (n, types)
        self._mean, self._shares = given.mean(0), wanted.mean(0)
        centred = given - self._mean
        pulled = centred.T @ centred + _PULL * np.eye(centred.shape[1])
        self._weights = np.linalg.solve(pulled, centred.T @ (wanted - self._shares))

    def code(self, vector: Floats) -> Code | None:
        """The type of a sentence with this vector (384,); None when it is like no type."""
        scores = (vector - self._mean) @ self._weights + self._shares
        best = int(scores.argmax())
        if scores[best] < max(_LEAST, 1.5 * self._shares[best]):
            return None
        score = round(float(np.clip(scores[best], 0, 1)), 3)
        return Code(codebook=self._codebook.name, type=self._names[best], score=score)
