"""The reader of single sentences in torch: what a sentence means, and of which event it tells.

The same six-layer encoder, started from all-MiniLM-L6-v2, whose vectors of sentences lie near each
other when they mean the same. It learns types of events without losing that: its vectors are held
to those that it gave before.
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
_FREEDOM = 10.0  # how far the regression may follow its examples; scikit-learn's C
_SHARPNESS = 10.0  # of the vector, which has length 1, before ACLED's types are told from it


@dataclass
class Meanings:
    """vectors: (batch, WIDTH), of length 1; clauses: (batch, pieces, 3, CLAUSE_WIDTH)."""

    vectors: Tensor
    clauses: Tensor


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
                "acled": nn.Linear(WIDTH, len(ACLED)),
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
        return Meanings(vectors, clauses)

    def judge(self, clauses: Tensor, vectors: Tensor) -> Tensor:
        """Logits (n, TYPES) of clauses (n, CLAUSE_WIDTH) in sentences with these vectors."""
        judged: Tensor = self.readout["types"](F.gelu(clauses))
        return judged + self.readout["whole"](vectors * _SHARPNESS)

    def judge_acled(self, vectors: Tensor) -> Tensor:
        """Logits (n, ACLED) of sentences."""
        judged: Tensor = self.readout["acled"](vectors * _SHARPNESS)
        return judged


def fit_acled(reader: SentenceReader, vectors: Tensor, types: Tensor) -> None:
    """Fit the sentences' ACLED types: a logistic regression on their vectors, drawn to zero.

    vectors: (n, WIDTH) of sentences; types: (n,) their indices in `ACLED`.
    """
    head = reader.readout["acled"]
    nn.init.zeros_(head.weight)
    nn.init.zeros_(head.bias)
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=300, line_search_fn="strong_wolfe")

    def wrong() -> Tensor:
        optimizer.zero_grad()
        loss = F.cross_entropy(reader.judge_acled(vectors), types, reduction="sum")
        loss = _FREEDOM * loss + (_SHARPNESS * head.weight).square().sum() / 2
        loss.backward()
        return loss

    optimizer.step(wrong)


class MeaningLoss:
    """What is still wrong: types of clauses, vectors that moved; ACLED's types are fitted after."""

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
            "meaning": _MEANING * (1 - (found.vectors * was).sum(-1)).mean(),
        }
