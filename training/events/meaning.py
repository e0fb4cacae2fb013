"""The reader of single sentences in torch: what a sentence means, and of which event it tells.

The same six-layer encoder, started from all-MiniLM-L6-v2, whose vectors of sentences lie near each
other when they mean the same. It learns types of events without losing that: its vectors are held
to those that it gave before. What ACLED would call a sentence is read off its words beside its
vector.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.encoder import ACLED, CLAUSE_WIDTH, SIDES, TYPES, WIDTH
from training.said.examples import Batch
from training.said.learn import of_bags, sides_of
from training.said.model import Encoder

_MEANING = 5.0  # how strongly the vectors are held
_SHARPNESS = 10.0  # of the vector, which has length 1, before types are told from it
_KINDS = 256  # what each word says of ACLED's types; of a sentence, the mean and the most of it
_DOUBT = 0.05  # of what was said of ACLED's types: their borders are not sharp


@dataclass
class Meanings:
    """vectors: (batch, WIDTH), of length 1; clauses: (batch, pieces, 3, CLAUSE_WIDTH).

    acled: (batch, ACLED), logits.
    """

    vectors: Tensor
    clauses: Tensor
    acled: Tensor


class SentenceReader(nn.Module):
    """Sentences to their vectors, and to what their words say of events."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.encoder.readout = nn.Identity()
        self.readout = nn.ModuleDict(
            {
                "clauses": nn.Linear(WIDTH, len(SIDES) * CLAUSE_WIDTH),
                "types": nn.Linear(CLAUSE_WIDTH, len(TYPES)),
                "whole": nn.Linear(WIDTH, len(TYPES)),
                "kinds": nn.Linear(WIDTH, _KINDS),
                "acled": nn.Linear(WIDTH + 2 * _KINDS, len(ACLED)),
            }
        )

    def start_from(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2 from its `model.safetensors`."""
        self.encoder.start_from(folder)

    def forward(self, ids: Tensor, shapes: Tensor, seen: Tensor) -> Meanings:
        """As `Encoder.forward`."""
        x = self.encoder.read(ids, shapes, seen)
        weights = seen.to(x.dtype)[:, :, None]
        vectors = F.normalize((x * weights).sum(1) / weights.sum(1), dim=-1)
        batch, pieces, _ = x.shape
        clauses = self.readout["clauses"](x).view(batch, pieces, len(SIDES), CLAUSE_WIDTH)
        kinds = F.gelu(self.readout["kinds"](x)) * weights  # gelu is never far below zero
        whole = (vectors * _SHARPNESS, kinds.sum(1) / weights.sum(1), kinds.amax(1))
        return Meanings(vectors, clauses, self.readout["acled"](torch.cat(whole, -1)))

    def judge(self, clauses: Tensor, vectors: Tensor) -> Tensor:
        """Logits (n, TYPES) of clauses (n, CLAUSE_WIDTH) in sentences with these vectors."""
        judged: Tensor = self.readout["types"](F.gelu(clauses))
        return judged + self.readout["whole"](vectors * _SHARPNESS)


class MeaningLoss:
    """What is still wrong: types of clauses and of sentences, vectors that moved."""

    def __init__(self, before: SentenceReader) -> None:
        self._before = before.eval()

    def __call__(self, model: SentenceReader, batch: Batch) -> dict[str, Tensor]:
        """The terms by name; their sum is what is learnt from."""
        found = model(batch.ids, batch.shapes, batch.seen)
        with torch.no_grad():
            was = self._before(batch.ids, batch.shapes, batch.seen).vectors
        row = batch.clauses[:, 0]
        vectors = found.vectors[row]
        types = model.judge(sides_of(found.clauses, batch), vectors)
        return {
            "types": of_bags(types, batch),
            "acled": _of_sentences(found.acled, batch.acled),
            "meaning": _MEANING * (1 - (found.vectors * was).sum(-1)).mean(),
        }


def _of_sentences(logits: Tensor, acled: Tensor) -> Tensor:
    """Mean loss of the sentences whose type is known; logits: (batch, ACLED), acled: (batch,)."""
    wrong = F.cross_entropy(
        logits.float(), acled, ignore_index=-1, reduction="sum", label_smoothing=_DOUBT
    )
    return wrong / (acled >= 0).sum().clamp(min=1)
