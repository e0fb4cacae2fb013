"""Sentences in which the words that tell of an event were marked, one by one, for this project.

In: `written/*.tsv`, sentences of our own, `ACLED type<TAB>sentence` with `[word|TYPE]` in it; and
`marks.tsv`, marks on sentences of PolNeAR's train part and of MUC-4's training messages, as in
`benchmarks.events.marks`. Out: `Marked`. In both, a word that is not marked tells of no event.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.events.marks import read_marks
from dateline.encoder import ACLED, NO_EVENT
from dateline.reading.recase import recase

WRITTEN = Path(__file__).parent / "written"
MARKS = Path(__file__).parent / "marks.tsv"
_NO_ACLED = "None"
_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence; types: PLOVER's type by where its word begins, or `?`.

    acled: one of `ACLED` (`NO_EVENT` where it tells of nothing such), None where nobody said.
    """

    text: str
    types: Mapping[int, str] = field(default_factory=dict)
    acled: str | None = None


def written() -> Iterator[Marked]:
    """Sentences of our own, file by file."""
    for path in sorted(WRITTEN.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            acled, sentence = line.split("\t")
            yield _unmarked(sentence, NO_EVENT if acled == _NO_ACLED else acled)


def _unmarked(sentence: str, acled: str) -> Marked:
    if acled not in ACLED:
        raise ValueError(f"no sub-event type of ACLED: {acled!r} of {sentence!r}")
    text, at, types = "", 0, {}
    for mark in _MARK.finditer(sentence):
        text += sentence[at : mark.start()]
        types[len(text)] = mark[2]
        text, at = text + mark[1], mark.end()
    return Marked(text + sentence[at:], types, acled)


def news(data: Path) -> Iterator[Marked]:
    """Sentences of news, in the order of `marks.tsv`: their text is cut from the data folder."""
    for article in read_marks(MARKS, data):
        text = recase(article.text) if article.corpus == "muc4" else article.text
        for sentence in article.sentences:
            types = {at - sentence.start: name for at, name in sentence.types.items()}
            yield Marked(text[sentence.start : sentence.end], types)
