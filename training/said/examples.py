"""Articles as training examples: word pieces, what they are, and who is tied to which cue.

In: PolNeAR as the `said` benchmark reads it, or any text that a teacher has labelled. Out: batches
of windows as tensors.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.said import polnear
from dateline.encoder import LINKED, PARTS, ROLES, SIDES, TAGS, TYPES
from dateline.encoder.pieces import LONGEST, Pieces, cut, find_windows

FIRST, LAST = 101, 102  # the pieces [CLS] and [SEP], which frame a window
_ALL_CAPITALS = 0.08  # share of windows that are read as if written in capitals
_SHORTEST = 190  # windows are cut at another place in every epoch
_LOWER, _UPPER = 1, 3
_MOSTLY = 0.8
_LOWERED = 0.4  # share of windows in capitals that are read as if written without any
NOTHING = np.zeros((0, 0, 0), dtype=np.float32)
_LEAST_WEIGHT = 0.05  # of a piece outside every span, when ties are learnt


@dataclass(frozen=True)
class Tie:
    """Which pieces belong to a cue.

    cue: its first piece; belongs: (k, 2) float32, the probability that each of the pieces from
    `first` on is in its source or content.
    """

    cue: int
    first: int
    belongs: np.ndarray


@dataclass(frozen=True)
class Bag:
    """Clauses of which at least one tells of an event.

    clauses: (k, 3) int64, the piece of trigger, actor and recipient of each, -1 where there is
    none; types: (17,) float32, 1 for each of `TYPES` that it may be. weight: how much it counts.
    """

    clauses: np.ndarray
    types: np.ndarray
    weight: float = 1.0


@dataclass(frozen=True)
class Example:
    """An article: its pieces and what is known of them.

    tags: (n, 3, 5) float32, probabilities, of no rows when nothing is known; ties: of cues; bags:
    of clauses; violence: (n, 5, 5) float32, tags of the `PARTS` in acts of violence, as `tags`;
    acled: the index in `ACLED` of what it tells of, -1 where nobody said.
    """

    pieces: Pieces
    tags: np.ndarray
    ties: tuple[Tie, ...] = ()
    bags: tuple[Bag, ...] = ()
    violence: np.ndarray = field(default_factory=lambda: NOTHING)
    acled: int = -1


@dataclass(frozen=True)
class Batch:
    """Windows of one length, framed and padded.

    ids, seen: (batch, pieces) int64; shapes: (batch, pieces, 3) int64; tags: (batch, pieces, 3, 5)
    float32, all zero where nothing is to be learnt; cues: (n_cues, 2) int64, window and piece;
    ties, weights: (n_cues, pieces, 2) float32, how likely a piece is in the source or content of a
    cue and how much it counts; clauses: (k, 4) int64, window and pieces (-1: none); bags: (k,)
    int64, the bag of each clause; types: (n_bags, 17), counts: (n_bags,), see `Bag`; violence:
    (batch, pieces, 5, 5) as tags; acled: (batch,) int64, -1 where it is not known.
    """

    ids: Tensor
    seen: Tensor
    shapes: Tensor
    tags: Tensor
    cues: Tensor
    ties: Tensor
    weights: Tensor
    clauses: Tensor
    bags: Tensor
    types: Tensor
    counts: Tensor
    violence: Tensor
    acled: Tensor

    def to(self, device: str) -> "Batch":
        """The same on a device."""
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in vars(self).values()))


def load(data: Path, split: str, tokenizer: Tokenizer) -> list[Example]:
    """PolNeAR's annotated articles of a split, in the order of their names."""
    return [_example(gold, tokenizer) for gold in polnear.articles(data, split)]


def batches(examples: list[Example], size: int, seed: int) -> Iterator[Batch]:
    """One epoch in the order that `seed` gives: every piece of every article once."""
    random = np.random.default_rng(seed)
    for group in _groups(examples, size, random):
        yield _batch(group, random)


def count_batches(examples: list[Example], size: int, seed: int) -> int:
    """How many batches an epoch has; it differs a little from seed to seed."""
    return len(_groups(examples, size, np.random.default_rng(seed)))


def frame(windows: list[tuple[Pieces, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frame and pad windows: ids and seen (batch, pieces) int64, shapes (batch, pieces, 3)."""
    longest = max(end - start for _, start, end in windows) + 2
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    seen, shapes = np.zeros_like(ids), np.zeros((*ids.shape, 3), dtype=np.int64)
    for row, (pieces, start, end) in enumerate(windows):
        n = end - start
        ids[row, : n + 2] = [FIRST, *pieces.ids[start:end], LAST]
        seen[row, : n + 2] = 1
        shapes[row, 1 : n + 1] = pieces.shapes[start:end]
    return ids, seen, shapes


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
    ties = []
    for one in gold.said:
        parts = {}
        for number, role in enumerate(ROLES):
            spans = [covered(pieces, *part) for part in getattr(one, role)]
            for span in spans:
                write_tags(tags[:, number], span)
            parts[role] = np.concatenate(spans) if spans else np.zeros(0, dtype=np.int64)
        if len(parts["cue"]):
            ties.append(_tie(int(parts["cue"][0]), parts, len(pieces)))
    return Example(pieces, np.eye(len(TAGS), dtype=np.float32)[tags], tuple(ties))


def _tie(cue: int, parts: dict[str, np.ndarray], n: int) -> Tie:
    first, end = max(0, cue - LONGEST), min(n, cue + LONGEST)
    belongs = np.zeros((n, len(LINKED)), dtype=np.float32)
    for number, role in enumerate(LINKED):
        belongs[parts[role], number] = 1
    return Tie(cue, first, belongs[first:end])


def covered(pieces: Pieces, start: int, end: int) -> np.ndarray:
    """The pieces that a range of the text touches: their indices, (k,) int64."""
    return np.flatnonzero((pieces.spans[:, 0] < end) & (pieces.spans[:, 1] > start))


def write_tags(tags: np.ndarray, span: np.ndarray) -> None:
    """Tag a span of pieces: B I … I E, or S."""
    if len(span) == 1:
        tags[span] = TAGS.index("S")
    elif len(span):
        tags[span] = TAGS.index("I")
        tags[span[0]], tags[span[-1]] = TAGS.index("B"), TAGS.index("E")


def _batch(windows: list[tuple[Example, int, int]], random: np.random.Generator) -> Batch:
    ids, seen, shapes = frame([(example.pieces, start, end) for example, start, end in windows])
    tags = np.zeros((*ids.shape, len(ROLES), len(TAGS)), dtype=np.float32)
    violence = np.zeros((*ids.shape, len(PARTS), len(TAGS)), dtype=np.float32)
    cues, ties, weights = [], [], []
    for row, (example, start, end) in enumerate(windows):
        _recase(shapes[row, :, 0], random)
        if len(example.tags):
            tags[row, 1 : end - start + 1] = example.tags[start:end]
        if len(example.violence):
            violence[row, 1 : end - start + 1] = example.violence[start:end]
        for tie in example.ties:
            if start <= tie.cue < end:
                cues.append((row, tie.cue - start + 1))
                belongs, known = _in_window(tie, start, end, ids.shape[1])
                ties.append(belongs)
                weights.append(known * _weights(tags[row]))
    shape = (len(cues), ids.shape[1], len(LINKED))
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(seen),
        torch.from_numpy(shapes),
        torch.from_numpy(tags),
        torch.tensor(cues, dtype=torch.int64).reshape(-1, 2),
        torch.from_numpy(np.array(ties, dtype=np.float32).reshape(shape)),
        torch.from_numpy(np.array(weights, dtype=np.float32).reshape(shape)),
        *_clauses(windows),
        torch.from_numpy(violence),
        torch.tensor([example.acled for example, _, _ in windows], dtype=torch.int64),
    )


def _recase(case: np.ndarray, random: np.random.Generator) -> None:
    """Show some windows as if written in capitals, and some in capitals as if without."""
    letters = case > 0
    if (case[letters] == _UPPER).mean() > _MOSTLY if letters.any() else False:
        if random.random() < _LOWERED:
            case[letters] = _LOWER
    elif random.random() < _ALL_CAPITALS:
        case[letters] = _UPPER


def _clauses(windows: list[tuple[Example, int, int]]) -> Iterator[Tensor]:
    """The bags of these windows: clauses, bags, types, counts as in `Batch`."""
    bags = [
        (row, bag, start)
        for row, (example, start, end) in enumerate(windows)
        for bag in example.bags
        if start <= bag.clauses.min(initial=end, where=bag.clauses >= 0) and bag.clauses.max() < end
    ]
    lengths = [len(bag.clauses) for _, bag, _ in bags]
    clauses = np.full((sum(lengths), 1 + len(SIDES)), -1, dtype=np.int64)
    at = 0
    for row, bag, start in bags:
        here = clauses[at : at + len(bag.clauses)]
        here[:, 0] = row
        here[:, 1:] = np.where(bag.clauses >= 0, bag.clauses - start + 1, -1)
        at += len(bag.clauses)
    yield torch.from_numpy(clauses)
    yield torch.from_numpy(np.repeat(np.arange(len(bags)), lengths))
    types = [bag.types for _, bag, _ in bags]
    yield torch.from_numpy(np.array(types, dtype=np.float32).reshape(-1, len(TYPES)))
    yield torch.tensor([bag.weight for _, bag, _ in bags], dtype=torch.float32)


def _in_window(tie: Tie, start: int, end: int, longest: int) -> tuple[np.ndarray, np.ndarray]:
    """What belongs to a cue, laid into a window, and where that is known: (longest, 2) each."""
    first, last = max(start, tie.first), min(end, tie.first + len(tie.belongs))
    belongs = np.zeros((longest, len(LINKED)), dtype=np.float32)
    known = np.zeros_like(belongs)
    there = slice(first - start + 1, last - start + 1)
    belongs[there] = tie.belongs[first - tie.first : last - tie.first]
    known[there] = 1
    return belongs, known


def _weights(tags: np.ndarray) -> np.ndarray:
    """(pieces, 2): how much each piece counts for ties: those of other spans matter most."""
    outside = tags[:, [ROLES.index(role) for role in LINKED], 0]
    return _LEAST_WEIGHT + (1 - _LEAST_WEIGHT) * (1 - outside)
