"""Find the few numbers that depend on the weights: how eager to be, and what a score means.

`python -m training.said.tune`: PolNeAR's dev part in; the `Decoding` to write into
`dateline/reading/labelled.py` out. The score is a logistic regression on `signs_of`; its
calibration error is told for articles that it was not fitted on.
"""

import argparse
import dataclasses
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks import data
from benchmarks.said import polnear
from benchmarks.said.metric import Ranges, Said, Tally, match
from benchmarks.sureness import calibration_error
from dateline.encoder import LINKED, ROLES, Encoder, Labels, Linked
from dateline.reading.belonging import SIGNS as _N_SIGNS
from dateline.reading.belonging import signs_of_ties
from dateline.reading.labelled import SHIPPED, Decoding, Labelled, find_labelled, find_spans
from dateline.reading.tagging import Tagged

_BIASES = (-1.5, -1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5)
_LEAST = (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0)
_PULL = 1.0  # how strongly the weights of a regression are drawn to zero
_SAME = 0.5  # the share of a found span that must be in a true one to count as it

Labelling = list[tuple[polnear.GoldArticle, Labels]]


def main() -> None:
    """Tune, and print the numbers with what they reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--weights", type=Path, help="an ONNX file (default: the one that ships)")
    given = parser.parse_args()
    encoder = Encoder(given.weights.read_bytes() if given.weights else None)
    articles = polnear.articles(data.data_folder(given.data), "dev")
    labelled = [(article, encoder.label(article.text)) for article in data.track(articles, "label")]
    decoding = dataclasses.replace(SHIPPED, least_score=0.0)
    for _ in range(2):
        decoding = _tie(labelled, decoding)
        decoding = _climb(labelled, decoding)
    decoding, error = _calibrate(labelled, decoding)
    decoding = dataclasses.replace(decoding, least_score=SHIPPED.least_score)
    print(decoding)
    print(json.dumps(_figures(labelled, decoding) | {"ece_of_other_half": round(error, 4)}))


def _tie(labelled: Labelling, decoding: Decoding) -> Decoding:
    """Fit what makes a source or content belong to a cue, on every pair of an article."""
    weights = {}
    for role in LINKED:
        signs, right = [], []
        for article, labels in labelled:
            found = dict(zip(ROLES, find_spans(labels, decoding), strict=True))
            signs.append(
                signs_of_ties(labels, found["cue"], role, found[role]).reshape(-1, _N_SIGNS)
            )
            right.append(_belong(article, labels, found["cue"], role, found[role]).ravel())
        fitted = _fit(np.concatenate(signs), np.concatenate(right))
        weights[role] = tuple(round(float(w), 3) for w in fitted)
    return dataclasses.replace(
        decoding, source_tie=weights["source"], content_tie=weights["content"]
    )


def _belong(
    article: polnear.GoldArticle,
    labels: Labels,
    cues: Sequence[Tagged],
    role: Linked,
    spans: Sequence[Tagged],
) -> np.ndarray:
    """(n_cues, n_spans) 0 or 1: whether a true attribution has both the cue and the span."""
    belong = np.zeros((len(cues), len(spans)))
    for said in article.said:
        is_cue = [_covered(labels, cue, said.cue) > 0 for cue in cues]
        is_part = [_covered(labels, span, getattr(said, role)) >= _SAME for span in spans]
        belong[np.ix_(np.flatnonzero(is_cue), np.flatnonzero(is_part))] = 1
    return belong


def _covered(labels: Labels, span: Tagged, parts: Ranges) -> float:
    """The share of a span's characters that lies in any of the parts."""
    start, end = int(labels.pieces.spans[span.first, 0]), int(labels.pieces.spans[span.last, 1])
    return sum(max(0, min(end, b) - max(start, a)) for a, b in parts) / max(1, end - start)


def _climb(labelled: Labelling, decoding: Decoding) -> Decoding:
    """Try other values of one number after another; keep what links best."""
    changes: list[Callable[[Decoding, float], Decoding]] = [
        lambda d, v: dataclasses.replace(d, outside_bias=(v, *d.outside_bias[1:])),
        lambda d, v: dataclasses.replace(d, outside_bias=(d.outside_bias[0], v, d.outside_bias[2])),
        lambda d, v: dataclasses.replace(d, outside_bias=(*d.outside_bias[:2], v)),
        lambda d, v: dataclasses.replace(d, least_source=v),
        lambda d, v: dataclasses.replace(d, least_content=v),
    ]
    best = _figures(labelled, decoding)["linked_f1"]
    for change, values in zip(changes, (_BIASES,) * 3 + (_LEAST,) * 2, strict=True):
        for value in values:
            tried = change(decoding, value)
            reached = _figures(labelled, tried)["linked_f1"]
            if reached > best:
                best, decoding = reached, tried
        print(best, decoding, flush=True)
    return decoding


def _figures(labelled: Labelling, decoding: Decoding) -> dict[str, float]:
    tally = Tally()
    for article, labels in labelled:
        found = [_said(one) for one in find_labelled(labels, decoding)]
        tally.add(article.text, article.said, found)
    return tally.figures()


def _said(one: Labelled) -> Said:
    source = (one.source,) if one.source is not None else ()
    return Said(source, (one.cue,), one.content, one.score)


def _calibrate(labelled: Labelling, decoding: Decoding) -> tuple[Decoding, float]:
    signs, right, halves = [], [], []
    for number, (article, labels) in enumerate(labelled):
        found = find_labelled(labels, decoding)
        judged = _judge(article.said, [_said(one) for one in found])
        signs += [one.signs for one in found]
        right += judged
        halves += [number % 2] * len(found)
    x, y, half = np.array(signs), np.array(right, dtype=float), np.array(halves)
    judged_blind: list[tuple[float, bool]] = []
    for held in (0, 1):
        weights = _fit(x[half != held], y[half != held])
        scores = 1 / (1 + np.exp(-x[half == held] @ weights))
        judged_blind += list(zip(scores.tolist(), (y[half == held] > 0).tolist(), strict=True))
    weights = tuple(round(float(w), 4) for w in _fit(x, y))
    return dataclasses.replace(decoding, score=weights), calibration_error(judged_blind)


def _judge(gold: Sequence[Said], found: Sequence[Said]) -> list[bool]:
    """For each found attribution whether it is a true one, those without a source included."""
    whole = (0, 1)  # a stand-in, so that the two can be compared by content

    def with_source(said: Said) -> Said:
        return said if said.source else Said((whole,), said.cue, said.content)

    judged = [False] * len(found)
    for has_source in (True, False):
        mine = [i for i, said in enumerate(found) if bool(said.source) == has_source]
        theirs = [said for said in gold if said.content and bool(said.source) == has_source]
        pairs = match([with_source(s) for s in theirs], [with_source(found[i]) for i in mine])
        for j in pairs.values():
            judged[mine[j]] = True
    return judged


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; x: (n, 8), y: (n,) 0 or 1 → (8,)."""
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (p - y) + _PULL * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + _PULL * np.eye(len(weights))
        weights -= np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
