"""PolNeAR articles as training examples: word pieces, their tags, and who is tied to which cue.

In: the corpus as the `said` benchmark reads it. Out: batches of windows as tensors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.said import polnear
from dateline.encoder import LINKED, ROLES, TAGS
from dateline.encoder.pieces import LONGEST, Pieces, cut, find_windows

FIRST, LAST = 101, 102  # the pieces [CLS] and [SEP], which frame a window
_ALL_CAPITALS = 0.08  # share of windows that are read as if written in capitals
_SHORTEST = 190  # windows are cut at another place in every epoch
_UPPER = 3


@dataclass(frozen=True)
class Example:
    """An article: its pieces, tags (n, 3) int64, and for each attribution the pieces of its parts.

    `said`: for each attribution a mapping role → pieces (their indices, (k,) int64).
    """

    pieces: Pieces
    tags: np.ndarray
    said: tuple[dict[str, np.ndarray], ...]


@dataclass(frozen=True)
class Batch:
    """Windows of one length, framed and padded.

    ids, seen: (batch, pieces) int64; shapes: (batch, pieces, 3) int64; tags: (batch, pieces, 3)
    int64, -100 where nothing is to be learnt; cues: (n_cues, 2) int64, window and piece;
    ties, weights: (n_cues, pieces, 2) float32, whether a piece is in the source or content of a cue
    and how much it counts.
    """

    ids: Tensor
    seen: Tensor
    shapes: Tensor
    tags: Tensor
    cues: Tensor
    ties: Tensor
    weights: Tensor


def load(data: Path, split: str, tokenizer: Tokenizer) -> list[Example]:
    """The annotated articles of a split, in the order of their names."""
    return [_example(gold, tokenizer) for gold in polnear.articles(data, split)]


def batches(examples: list[Example], size: int, seed: int) -> Iterator[Batch]:
    """One epoch in the order that `seed` gives: every piece of every article once."""
    random = np.random.default_rng(seed)
    for group in _groups(examples, size, random):
        yield _batch(group, random)


def count_batches(examples: list[Example], size: int, seed: int) -> int:
    """How many batches an epoch has; it differs a little from seed to seed."""
    return len(_groups(examples, size, np.random.default_rng(seed)))


def _groups(
    examples: list[Example], size: int, random: np.random.Generator
) -> list[list[tuple[Example, int, int]]]:
    """The windows of an epoch, each as its article, start and end, in groups of one batch."""
    windows = [
        (example, window.own, window.end)
        for example in examples
        for window in find_windows(
            example.pieces, int(random.integers(_SHORTEST, LONGEST + 1)), context=0
        )
    ]
    order = random.permutation(len(windows))
    pool = size * 8  # windows of like length are put together, so that little is padded
    groups = []
    for at in range(0, len(order), pool):
        near = sorted(order[at : at + pool], key=lambda n: windows[n][2] - windows[n][1])
        groups += [near[i : i + size] for i in range(0, len(near), size)]
    return [[windows[n] for n in groups[i]] for i in random.permutation(len(groups))]


def _example(gold: polnear.GoldArticle, tokenizer: Tokenizer) -> Example:
    pieces = cut(gold.text, tokenizer)
    tags = np.zeros((len(pieces), len(ROLES)), dtype=np.int64)
    said = []
    for one in gold.said:
        parts = {}
        for number, role in enumerate(ROLES):
            spans = [_covered(pieces, *part) for part in getattr(one, role)]
            for span in spans:
                _write(tags[:, number], span)
            parts[role] = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        said.append(parts)
    return Example(pieces, tags, tuple(said))


def _covered(pieces: Pieces, start: int, end: int) -> np.ndarray:
    return np.flatnonzero((pieces.spans[:, 0] < end) & (pieces.spans[:, 1] > start))


def _write(tags: np.ndarray, span: np.ndarray) -> None:
    """Tag a span of pieces: B I … I E, or S."""
    if len(span) == 1:
        tags[span] = TAGS.index("S")
    elif len(span):
        tags[span] = TAGS.index("I")
        tags[span[0]], tags[span[-1]] = TAGS.index("B"), TAGS.index("E")


def _batch(windows: list[tuple[Example, int, int]], random: np.random.Generator) -> Batch:
    longest = max(end - start for _, start, end in windows) + 2
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    seen, shapes = np.zeros_like(ids), np.zeros((*ids.shape, 3), dtype=np.int64)
    tags = np.full((*ids.shape, len(ROLES)), -100, dtype=np.int64)
    cues, ties, weights = [], [], []
    for row, (example, start, end) in enumerate(windows):
        n = end - start
        ids[row, : n + 2] = [FIRST, *example.pieces.ids[start:end], LAST]
        seen[row, : n + 2] = 1
        shapes[row, 1 : n + 1] = example.pieces.shapes[start:end]
        if random.random() < _ALL_CAPITALS:
            case = shapes[row, :, 0]
            case[case > 0] = _UPPER
        tags[row, 1 : n + 1] = example.tags[start:end]
        for one in example.said:
            if len(one["cue"]) and start <= one["cue"][0] < end:
                cues.append((row, one["cue"][0] - start + 1))
                tie, weight = _ties(one, tags[row], start, end, longest)
                ties.append(tie)
                weights.append(weight)
    shape = (len(cues), longest, len(LINKED))
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(seen),
        torch.from_numpy(shapes),
        torch.from_numpy(tags),
        torch.tensor(cues, dtype=torch.int64).reshape(-1, 2),
        torch.from_numpy(np.array(ties, dtype=np.float32).reshape(shape)),
        torch.from_numpy(np.array(weights, dtype=np.float32).reshape(shape)),
    )


def _ties(
    one: dict[str, np.ndarray], tags: np.ndarray, start: int, end: int, longest: int
) -> tuple[np.ndarray, np.ndarray]:
    """What belongs to a cue: (longest, 2) 0 or 1; and weights: other spans matter most."""
    tie = np.zeros((longest, len(LINKED)), dtype=np.float32)
    weight = np.zeros_like(tie)
    for number, role in enumerate(LINKED):
        inside = one[role][(one[role] >= start) & (one[role] < end)] - start + 1
        tie[inside, number] = 1
        in_role = tags[:, ROLES.index(role)]
        weight[:, number] = np.where(in_role > 0, 1.0, np.where(in_role == 0, 0.05, 0.0))
    return tie, weight
