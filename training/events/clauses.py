"""Sentences with the words in them that may tell of an event: what the encoder learns types from.

`python -m training.events.clauses OUT`, in the environment that reads articles. In: PLOVER's dyads
and made-up stories, our own sentences for ACLED's types, PolNeAR's train part, words that were
marked by hand. Out: one JSON object a line: `text`, `source`, and `bags`, each with `clauses`
(ranges of trigger, actor, recipient; null where there is none), of which at least one tells of an
event of the `type` (PLOVER's); null where that is not known, "NONE" where there is no event; and
`acled`, of which of ACLED's types the whole tells ("NONE": of none), null where that is not known.
"""

import argparse
import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from benchmarks import data
from benchmarks.events.marks import UNDECIDED
from benchmarks.said import polnear
from dateline.encoder import NO_EVENT
from dateline.reading.candidates import Candidate, find_candidates, is_trigger_word
from dateline.settings import settings
from training.events import OWN, marked

NONE = "NONE"
_SENTENCES = 2  # of a story; what it is about stands there
_STORY_LENGTH = 700  # characters
_PLAIN = 160  # articles of PolNeAR
# Types of what is only said: where nothing else is told, there is no event in ACLED's sense.
_SPOKEN = frozenset("ACCUSE REQUEST REJECT SUPPORT CONSULT THREATEN".split())


def main() -> None:
    """Parse, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    given = parser.parse_args()
    folder = data.data_folder(given.data)
    nlp = spacy.load(settings().spacy_model)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    with given.out.open("w", encoding="utf-8") as out:
        for row in read_all(folder, nlp):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_all(folder: Path, nlp: Any) -> Iterator[dict[str, Any]]:
    """Every example, source by source."""
    yield from _dyads(folder, nlp)
    yield from _stories(folder, nlp)
    yield from _own(nlp)
    yield from _plain(folder, nlp)
    yield from _marked("written", marked.written(), nlp)
    yield from _marked("news", marked.news(folder), nlp)


def _dyads(folder: Path, nlp: Any) -> Iterator[dict[str, Any]]:
    lines = (folder / "plover" / "dyads_train.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for number, (row, doc) in enumerate(
        zip(rows, nlp.pipe(r["sentence"] for r in rows), strict=True)
    ):
        found = [c for sentence in doc.sents for c in find_candidates(sentence)]
        near = [c for c in found if _has_actor(c, row["source"])]
        near = near or [c for c in found if _covers_both(c.trigger, row)] or found
        if near:
            bag = _bag(near, row["type"])
            acled = NO_EVENT if row["type"] in _SPOKEN else None
            known = {"source": "dyad", "number": number, "acled": acled}
            yield {"text": doc.text, "bags": [bag]} | known


def _has_actor(candidate: Candidate, name: str) -> bool:
    return any(head.text in name.split() for head in candidate.frame.actors)


def _covers_both(trigger: Token, row: dict[str, str]) -> bool:
    words = {token.text for token in trigger.subtree}
    return all(words & set(row[side].split()) for side in ("source", "target"))


def _stories(folder: Path, nlp: Any) -> Iterator[dict[str, Any]]:
    path = folder / "plover" / "synthetic_stories.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    texts = (" ".join(row["text"].split())[:_STORY_LENGTH] for row in rows)
    for row, doc in zip(rows, nlp.pipe(texts), strict=True):
        told = [c for s in list(doc.sents)[:_SENTENCES] for c in find_candidates(s)]
        if told:
            yield {"text": doc.text, "source": "story", "bags": [_bag(told, row["label"])]}


def _own(nlp: Any) -> Iterator[dict[str, Any]]:
    """Of our own sentences only ACLED's type is known."""
    types = yaml.safe_load(OWN.read_text("utf-8"))
    pairs = [(sentence, name) for name, sentences in types.items() for sentence in sentences]
    for (_, name), doc in zip(pairs, nlp.pipe(sentence for sentence, _ in pairs), strict=True):
        told = [c for s in doc.sents for c in find_candidates(s)]
        if told:
            bags = [_bag(told, None)]
            yield {"text": doc.text, "source": "own", "bags": bags, "acled": name}


def _plain(folder: Path, nlp: Any) -> Iterator[dict[str, Any]]:
    """Ordinary news: what no trigger of the codebook announces there is taken for no event."""
    for article in polnear.articles(folder, "train")[:_PLAIN]:
        text = " ".join(article.text.split())
        doc = nlp(text)
        for some in _in_parts(doc):
            bags = [
                _bag([c], NONE)
                for sentence in some
                for c in find_candidates(sentence)
                if not is_trigger_word(c.trigger)
            ]
            start, end = some[0].start_char, some[-1].end_char
            moved = [_moved(bag, start) for bag in bags]
            yield {"text": text[start:end], "source": "plain", "bags": moved, "acled": None}


def _marked(source: str, sentences: Iterable[marked.Marked], nlp: Any) -> Iterator[dict[str, Any]]:
    """Each word in a bag of its own: the type it was given, or no event."""
    some = list(sentences)
    for one, doc in zip(some, nlp.pipe(s.text for s in some), strict=True):
        found = [c for sentence in doc.sents for c in find_candidates(sentence)]
        types = [one.types.get(c.trigger.idx, NONE) for c in found]
        bags = [_bag([c], t) for c, t in zip(found, types, strict=True) if t != UNDECIDED]
        only_words = set(one.types.values()) <= _SPOKEN
        acled = one.acled or (NO_EVENT if only_words else None)
        if bags:
            yield {"text": doc.text, "source": source, "bags": bags, "acled": acled}


def _in_parts(doc: Doc, many: int = 6) -> Iterable[list[Tokens]]:
    sentences = list(doc.sents)
    return (sentences[i : i + many] for i in range(0, len(sentences), many))


def _bag(found: Iterable[Candidate], plover: str | None) -> dict[str, Any]:
    return {"clauses": [_ranges(c) for c in found], "type": plover}


def _ranges(candidate: Candidate) -> list[list[int] | None]:
    heads = [candidate.trigger, *(next(iter(h), None) for h in _sides(candidate))]
    return [None if t is None else [t.idx, t.idx + len(t)] for t in heads]


def _sides(candidate: Candidate) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    return candidate.frame.actors, candidate.frame.recipients


def _moved(bag: dict[str, Any], start: int) -> dict[str, Any]:
    clauses = [[r and [r[0] - start, r[1] - start] for r in clause] for clause in bag["clauses"]]
    return bag | {"clauses": clauses}


if __name__ == "__main__":
    main()
