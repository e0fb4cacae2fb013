"""Clauses as training examples.

In: the file that `clauses.py` writes. Out: `Example`s of `training.said.examples` with bags of
clauses.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from dateline.encoder import ACLED, TYPES
from dateline.encoder.pieces import Pieces, cut
from training.said.examples import NOTHING, Bag, Example, covered

_PLAIN_WEIGHT = 0.5  # of what is taken for no event because no rule finds one
_YIELD = ("CONCEDE", "RETREAT")  # the dyads do not tell them apart


@dataclass(frozen=True)
class Told:
    """An example with clauses; where it comes from, and its number there."""

    example: Example
    source: str
    number: int


def read_clauses(path: Path, tokenizer: Tokenizer) -> list[Told]:
    """What `clauses.py` wrote."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_told(row, tokenizer) for row in rows]


def _told(row: dict[str, Any], tokenizer: Tokenizer) -> Told:
    pieces = cut(row["text"], tokenizer)
    weight = _PLAIN_WEIGHT if row["source"] == "plain" else 1.0
    bags = tuple(_bag(bag, pieces, weight) for bag in row["bags"])
    acled = ACLED.index(row["acled"]) if row.get("acled") else -1
    example = Example(pieces, NOTHING, bags=bags, acled=acled)
    return Told(example, row["source"], row.get("number", 0))


def _bag(bag: dict[str, Any], pieces: Pieces, weight: float) -> Bag:
    clauses = [[_first(pieces, r) for r in clause] for clause in bag["clauses"]]
    return Bag(
        np.array([clause for clause in clauses if clause[0] >= 0], dtype=np.int64).reshape(-1, 3),
        _allowed(_YIELD if bag["type"] == "YIELD" else (bag["type"],)),
        weight,
    )


def _first(pieces: Pieces, found: list[int] | None) -> int:
    """The first piece of a word; -1 where there is none."""
    here = covered(pieces, *found) if found else ()
    return int(here[0]) if len(here) else -1


def _allowed(names: Sequence[str]) -> np.ndarray:
    return np.array([name in names for name in TYPES], dtype=np.float32)
