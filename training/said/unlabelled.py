"""Texts that nobody has marked, for the teachers to label and the encoder to learn from.

In: the training part of MUC-4 (wire reports in capitals) and PLOVER's made-up stories. Out: their
word pieces, always in the same order. No test or development part is among them.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from benchmarks.incidents.corpus import training_messages
from dateline.encoder.pieces import Pieces, cut

SHORTEST = 40  # pieces


def pieces(data: Path, tokenizer: Tokenizer) -> list[Pieces]:
    """All of them, in pieces."""
    cut_up = (cut(text, tokenizer) for text in texts(data))
    return [one for one in cut_up if len(one) >= SHORTEST]


def texts(data: Path) -> Iterator[str]:
    """All of them, as text."""
    yield from training_messages(data).values()
    with gzip.open(data / "plover" / "synthetic_stories.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["text"]
