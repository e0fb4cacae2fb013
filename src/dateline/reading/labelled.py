"""From the encoder's labels to who says what: spans of sources, cues and contents, tied together.

In: the labels of a text. Out: a `Labelled` for each cue that has content, in the order of the cues.
Ranges are half-open, code points of the text that was labelled. A span never runs over a new line.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.encoder import Labels
from dateline.reading.belonging import signs_of_ties
from dateline.reading.tagging import Tagged, best_spans

Range = tuple[int, int]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decoding:
    """The few numbers of the decoding that depend on the weights.

    outside_bias: added to the log-probability of "outside", by role in the order of `ROLES`;
    source_tie, content_tie: the weights of `belonging.signs_of_ties`; least_source, least_content:
    the logit below which nothing is tied to a cue; score: the weights of `signs_of`; least_score:
    what is less sure is not told.
    """

    outside_bias: tuple[float, float, float]
    source_tie: tuple[float, ...]
    content_tie: tuple[float, ...]
    least_source: float
    least_content: float
    score: tuple[float, ...]
    least_score: float


# What `python -m training.said.tune` printed for the weights that ship; run it for new ones.
SHIPPED = Decoding(
    outside_bias=(-0.25, -0.75, 0.0),
    source_tie=(0.922, 0.748, -0.713, -1.722, 0.68, -2.261, -1.186, -1.045, -0.076),
    content_tie=(-0.177, 0.878, -0.408, -1.292, -0.941, -0.263, 0.892, -0.292, -0.19),
    least_source=-1.5,
    least_content=-1.5,
    score=(0.1382, 0.7156, 1.3685, 0.9025, 0.0479, 1.3639, 1.5459, 0.359),
    least_score=0.15,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A cue with what is tied to it; `source` is None when nobody is named.

    `signs` are what a score is made of, `score` (0-1): how sure it is that cue, source and content
    belong together.
    """

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    signs: tuple[float, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tied:
    """A span and the logit that it belongs to a cue."""

    span: Tagged
    logit: float


def find_labelled(labels: Labels, decoding: Decoding = SHIPPED) -> list[Labelled]:
    """Find the cues of a labelled text with their sources and contents."""
    sources, cues, contents = find_spans(labels, decoding)
    named = signs_of_ties(labels, cues, "source", sources) @ np.array(decoding.source_tie)
    told = signs_of_ties(labels, cues, "content", contents) @ np.array(decoding.content_tie)
    owned = _contents_by_cue(told, contents, decoding.least_content)
    found = []
    for number, (cue, tied) in enumerate(zip(cues, owned, strict=True)):
        source = _best(named[number], sources, decoding.least_source)
        others = [cue] if source is None else [cue, source.span]
        parts = [part for one in tied if (part := _apart(one, others)) is not None]
        if parts:
            signs = signs_of(cue, source, parts)
            found.append(
                Labelled(
                    cue=_range(labels, cue),
                    source=_range(labels, source.span) if source is not None else None,
                    content=tuple(_range(labels, part.span) for part in parts),
                    signs=signs,
                    score=_score(signs, decoding.score),
                )
            )
    sure = [one for one in found if one.score >= decoding.least_score]
    return [one for one in sure if not _is_within_another(one, sure)]


def find_spans(
    labels: Labels, decoding: Decoding = SHIPPED
) -> tuple[list[Tagged], list[Tagged], list[Tagged]]:
    """The most probable spans of sources, cues and contents, each kind in order."""
    sources, cues, contents = best_spans(labels.pieces, labels.tags, decoding.outside_bias)
    return sources, cues, contents


def signs_of(cue: Tagged, source: Tied | None, parts: Sequence[Tied]) -> tuple[float, ...]:
    """What a score is made of: eight numbers, the first always 1."""
    lengths = [part.span.last - part.span.first + 1 for part in parts]
    sureness = sum(part.span.sureness * n for part, n in zip(parts, lengths, strict=True))
    return (
        1.0,
        cue.sureness,
        sureness / sum(lengths),
        min(part.span.sureness for part in parts),
        min(part.logit for part in parts),
        1.0 if source is not None else 0.0,
        source.span.sureness if source is not None else 0.0,
        source.logit if source is not None else 0.0,
    )


def _contents_by_cue(logits: Doubles, contents: Sequence[Tagged], least: float) -> list[list[Tied]]:
    """For each cue its contents; each goes to one cue; logits: (n_cues, n_contents)."""
    owned: list[list[Tied]] = [[] for _ in logits]
    for index, content in enumerate(contents if owned else ()):
        owner = int(logits[:, index].argmax())
        if logits[owner, index] > least:
            owned[owner].append(Tied(content, float(logits[owner, index])))
    return owned


def _is_within_another(one: Labelled, found: Sequence[Labelled]) -> bool:
    """Whether a cue is part of what somebody else says: "His clients *denied* it, he said"."""
    return any(
        start <= one.cue[0] < end
        for other in found
        if other.cue != one.cue
        for start, end in other.content
    )


def _apart(part: Tied, others: Sequence[Tagged]) -> Tied | None:
    """A content without the pieces that its own cue or source takes: no word is both."""
    first, last = part.span.first, part.span.last
    for other in (*others, *others):  # what one takes may lay the other bare
        if other.first <= first <= other.last:
            first = other.last + 1
        if other.first <= last <= other.last:
            last = other.first - 1
    return Tied(Tagged(first, last, part.span.sureness), part.logit) if first <= last else None


def _best(logits: Doubles, spans: Sequence[Tagged], least: float) -> Tied | None:
    """The span that belongs to a cue most; logits: (n_spans,)."""
    if not len(spans) or logits.max() <= least:
        return None
    best = int(logits.argmax())
    return Tied(spans[best], float(logits[best]))


def _range(labels: Labels, span: Tagged) -> Range:
    spans: Any = labels.pieces.spans
    return int(spans[span.first, 0]), int(spans[span.last, 1])


def _score(signs: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
    return 1 / (1 + math.exp(-total))
