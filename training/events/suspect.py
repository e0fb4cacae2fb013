"""What the encoder's vectors say of a clause, taught by the reader of sentences.

`python -m training.events.suspect FOLDER` writes `clauses.onnx`. In: the two networks that ship,
and texts of the training parts. The encoder of whole texts reads them once and the reader of
sentences every sentence; small matrices on the encoder's vectors of trigger, actor and recipient
learn to say what the reader says. They are the worse judge and cost nothing: they choose which
sentences the reader is asked of. Some minutes on one core.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks import data
from dateline.encoder import CLAUSE_WIDTH, SIDES, TYPES, WIDTH
from dateline.reading import ArticleReader
from dateline.reading.deeds import Deed, find_deeds, heads_of
from dateline.reading.encoded import Encoded
from dateline.records import Article, Provenance
from dateline.settings import settings
from training.said.export import to_small_onnx
from training.said.unlabelled import texts

_SOURCE = Provenance(kind="text", ref="training", retrieved_at="2026-01-01T00:00:00+00:00")
_TIMED = 80  # PolNeAR's first texts, on which speed is measured: the share spared must be honest
_WIRE, _EVERY_WIRE, _EVERY_STORY = 1300, 3, 16  # MUC-4's messages come first, then stories
_HELD_OUT = 5  # of so many articles one is for measuring
_BATCH, _EPOCHS, _RATE, _DECAY, _DROPOUT = 256, 8, 2e-3, 0.05, 0.1
_BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6)
_SURE = 0.9


class Clauses(NamedTuple):
    """words: (n, 3, WIDTH) vectors; known: (n, 3), 0 for no word; types: (n, TYPES) as read."""

    words: Tensor
    known: Tensor
    types: Tensor
    sentences: Tensor  # (n,): the sentence of each, numbered


class Judge(nn.Module):
    """The words of clauses to the types of events that they may tell of."""

    def __init__(self) -> None:
        super().__init__()
        self.sides = nn.Parameter(torch.empty(len(SIDES), WIDTH, CLAUSE_WIDTH))
        self.bias = nn.Parameter(torch.zeros(len(SIDES), 1, CLAUSE_WIDTH))
        self.types = nn.Linear(CLAUSE_WIDTH, len(TYPES))
        nn.init.normal_(self.sides, std=WIDTH**-0.5)

    def forward(self, words: Tensor, known: Tensor) -> Tensor:
        """words: (n, 3, WIDTH); known: (n, 3); out: log-probabilities (n, TYPES)."""
        said = words.transpose(0, 1) @ self.sides + self.bias  # (3, n, CLAUSE_WIDTH)
        types: Tensor = self.types(F.gelu((said * known.t()[:, :, None]).sum(0)))
        return types.log_softmax(-1)


def main() -> None:
    """Read, teach, write, and print how much would be spared and missed at several bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    given = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    reader = ArticleReader(settings().spacy_model)
    articles = list(_texts(data.data_folder(given.data)))
    asked = (_read(reader, text) for text in data.track(articles, "suspect"))
    read = [clauses for clauses in asked if clauses is not None]
    judge = Judge()
    _teach(judge, _put_together([a for n, a in enumerate(read) if n % _HELD_OUT]))
    shape = {"words": torch.zeros(4, len(SIDES), WIDTH), "known": torch.ones(4, len(SIDES))}
    to_small_onnx(judge.eval(), shape, ["types"], given.out / "clauses.onnx")
    figures = _measure(judge, _put_together(read[::_HELD_OUT]))
    print(json.dumps(figures))


def _texts(folder: Path) -> Iterator[str]:
    news = sorted((folder / "polnear" / "train" / "text").glob("*.txt"))
    more = list(texts(folder))
    wire, stories = more[:_WIRE:_EVERY_WIRE], more[_WIRE::_EVERY_STORY]
    return chain((path.read_text("utf-8") for path in islice(news, _TIMED, None)), wire, stories)


def _read(reader: ArticleReader, text: str) -> Clauses | None:
    """All clauses of a text; None when there is none."""
    prose = reader.parse(Article(id="training", text=text, source=_SOURCE))
    encoded = Encoded(prose, reader.encoder)
    found = find_deeds(encoded, prose.sentences(), [], reader.sentences, suspected=0.0)
    deeds = [deed for deed in found if deed.acled]  # those of sentences that were read
    if not deeds:
        return None
    types = np.array([[deed.types[name] for name in TYPES] for deed in deeds], dtype=np.float32)
    known = [[head is not None for head in heads_of(deed)] for deed in deeds]
    return Clauses(
        torch.from_numpy(np.stack([_words(deed, encoded) for deed in deeds])),
        torch.tensor(known, dtype=torch.float32),
        torch.from_numpy(types / types.sum(1, keepdims=True)),
        torch.tensor([0, *(a.trigger.sent != b.trigger.sent for a, b in pairwise(deeds))]).cumsum(
            0
        ),
    )


def _words(deed: Deed, encoded: Encoded) -> npt.NDArray[np.float32]:
    """(3, WIDTH): the vectors of its words; zeros for none."""
    words = np.zeros((len(SIDES), WIDTH), dtype=np.float32)
    for side, head in enumerate(heads_of(deed)):
        if head is not None:
            stretch, piece = encoded.find(head)
            words[side] = stretch.labels.vectors[piece]
    return words


def _put_together(articles: Sequence[Clauses]) -> Clauses:
    counts = [int(article.sentences.max()) + 1 for article in articles]
    before = np.cumsum([0, *counts[:-1]]).tolist()
    sentences = [a.sentences + n for a, n in zip(articles, before, strict=True)]
    parts = ((a.words, a.known, a.types) for a in articles)
    return Clauses(*(torch.cat(part) for part in zip(*parts, strict=True)), torch.cat(sentences))


def _teach(judge: Judge, clauses: Clauses) -> None:
    steps = _EPOCHS * -(-len(clauses.words) // _BATCH)
    optimizer = torch.optim.AdamW(judge.parameters(), weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps)
    for epoch in range(_EPOCHS):
        total = 0.0
        for rows in torch.randperm(len(clauses.words)).split(_BATCH):
            words = F.dropout(clauses.words[rows], _DROPOUT)
            loss = -(clauses.types[rows] * judge(words, clauses.known[rows])).sum(1).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(rows)
        print(f"epoch {epoch + 1}: {total / len(clauses.words):.4f}", flush=True)


def _measure(judge: Judge, clauses: Clauses) -> dict[str, dict[str, float]]:
    """By bound: the share of sentences that are read, and of those surely of an event."""
    with torch.no_grad():
        suspected = 1 - judge(clauses.words, clauses.known)[:, 0].exp()
    sentences = int(clauses.sentences.max()) + 1
    most = torch.zeros(sentences).scatter_reduce(0, clauses.sentences, suspected, "amax")
    read = torch.zeros(sentences).scatter_reduce(
        0, clauses.sentences, 1 - clauses.types[:, 0], "amax"
    )
    sure = read > _SURE
    return {
        str(bound): {
            "read": round(float((most >= bound).float().mean()), 3),
            "of_sure_ones": round(float((most[sure] >= bound).float().mean()), 3),
        }
        for bound in _BOUNDS
    }


if __name__ == "__main__":
    main()
