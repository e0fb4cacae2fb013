"""Words of news that somebody read and marked with the type of event they tell of.

In: a table of marks, without any text: corpus, document, the sentence's start and end, and in it
`offset=TYPE` for each word that tells of an event (`?` where whoever marked it was undecided); and
the data folder. Out: `MarkedArticle`s. A word of a sentence that has no mark tells of no event.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.incidents.corpus import training_messages

MARKS = Path(__file__).parent / "marks.tsv"
UNDECIDED = "?"


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A range of an article; types: a type or `UNDECIDED` by where its word begins there."""

    start: int
    end: int
    types: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article as it is read, and those of its sentences that were marked."""

    corpus: str
    name: str
    text: str
    sentences: tuple[MarkedSentence, ...]


def read_marks(path: Path, data: Path) -> Iterator[MarkedArticle]:
    """The articles of a table, in its order: PolNeAR's train part and MUC-4's training messages."""
    messages = training_messages(data)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for (corpus, name), some in groupby(rows, lambda row: (row["corpus"], row["document"])):
        if corpus == "muc4":
            text = messages[name]
        else:
            text = (data / "polnear" / "train" / "text" / name).read_text(encoding="utf-8")
        yield MarkedArticle(corpus, name, text, tuple(map(_sentence, some)))


def _sentence(row: Mapping[str, str]) -> MarkedSentence:
    start = int(row["start"])
    marks = (mark.split("=") for mark in row["marks"].split())
    return MarkedSentence(start, int(row["end"]), {start + int(at): name for at, name in marks})
