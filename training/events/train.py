"""Teach the reader of sentences.

`python -m training.events.train first --start FOLDER …`, then
`python -m training.events.train second --after CHECKPOINT …`, then
`python -m training.events.train third --after CHECKPOINT [--without K] …`.

First from PLOVER's made-up stories, plain news and our own sentences; then from words that were
marked one by one, in sentences of our own and in news; last with PLOVER's dyads, of which
`--without K` leaves out a fifth, so that it can be measured on them. In all of them sentences teach
ACLED's types as far as theirs is known. (Of the weights that ship, the second stage had an epoch
with 10,505 of our sentences and without ACLED's types, then two, seed 2, with nearly all and with
them; the first had learnt none of ACLED's types.)
"""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch

from dateline.encoder import load_tokenizer
from dateline.encoder.pieces import Pieces
from training.events.examples import Told, read_clauses
from training.events.meaning import MeaningLoss, SentenceReader
from training.said.examples import Bag, Example
from training.said.learn import Plan, Run

FOLDS = 5  # of the dyads
_LONGEST = 120  # pieces that are read of an example: two sentences, or three
_EVERY = {  # every so manyth example of a source, and how often it is shown an epoch
    "first": {"story": (1, 1), "plain": (2, 1), "own": (1, 4)},
    "second": {"story": (8, 1), "plain": (4, 1), "own": (2, 1), "written": (1, 1), "news": (1, 1)},
    "third": {"story": (24, 1), "plain": (6, 1), "own": (2, 1), "written": (10, 1), "news": (2, 1)}
    | {"dyad": (1, 2)},
}


def main() -> None:
    """Train, saving as it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=tuple(_EVERY))
    parser.add_argument("--clauses", type=Path, required=True, help="what clauses.py wrote")
    parser.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--runs", type=Path, required=True, help="folder for checkpoints and log")
    parser.add_argument("--after", type=Path, help="checkpoint of the stage before")
    parser.add_argument("--without", type=int, choices=range(FOLDS), help="a fifth of the dyads")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--half", action="store_true", help="quick where bfloat16 is built in")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    model, before = SentenceReader(), SentenceReader()
    before.start_from(given.start)
    if given.stage == "first":
        model.start_from(given.start)
        plan = Plan(given.epochs or 1, given.seed, 8e-5, 1e-3, batch=32, half=given.half)
    else:
        model.load_state_dict(torch.load(given.after, weights_only=True)["model"])
        plan = Plan(given.epochs or 3, given.seed, 8e-5, 5e-4, batch=32, half=given.half)
    told = read_clauses(given.clauses, load_tokenizer())
    examples = list(_chosen(told, given.stage, given.without))
    Run(model, examples, plan, given.runs, MeaningLoss(before)).go()


def _chosen(told: Iterable[Told], stage: str, without: int | None) -> Iterable[Example]:
    seen: dict[str, int] = {}
    for one in told:
        every, times = _EVERY[stage].get(one.source, (0, 0))
        number = seen[one.source] = seen.get(one.source, 0) + 1
        if one.source == "dyad" and one.number % FOLDS == without:
            continue
        if every and number % every == 0:
            yield from [_shortened(one)] * times


def _shortened(told: Told) -> Example:
    """The first pieces of an example, with the bags that stand in them."""
    pieces = told.example.pieces
    short = Pieces(pieces.ids[:_LONGEST], pieces.spans[:_LONGEST], pieces.shapes[:_LONGEST])
    bags = [_within(bag) for bag in told.example.bags]
    return replace(told.example, pieces=short, bags=tuple(b for b in bags if len(b.clauses)))


def _within(bag: Bag) -> Bag:
    clauses = bag.clauses[(bag.clauses < _LONGEST).all(1)]
    return replace(bag, clauses=clauses)


if __name__ == "__main__":
    main()
