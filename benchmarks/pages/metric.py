r"""The metric of article-extraction-benchmark: how much of the true body was kept, and what else.

Shingles are runs of four `\w+` tokens, counted as multisets. Precision and recall are computed for
each page and averaged over the pages; F1 is that of the two means, so a long page weighs no more
than a short one.

Source: https://github.com/scrapinghub/article-extraction-benchmark (MIT).
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from dateline.records import Article

SHINGLE = 4  # tokens

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and its true body."""

    key: str
    html: Path  # gzip of UTF-8
    body: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one page, 0-1."""

    key: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return harmonic_mean(self.precision, self.recall)


def pages(folder: Path, limit: int | None = None) -> list[Page]:
    """The pages under `folder`/pages, in the order of their keys."""
    truth = json.loads((folder / "pages" / "ground-truth.json").read_text("utf-8"))
    html = folder / "pages" / "html"
    return [
        Page(key, html / f"{key}.html.gz", truth[key]["articleBody"])
        for key in sorted(truth)[:limit]
    ]


def score_page(key: str, true: str, kept: str) -> Score:
    """Compare the kept text of one page with its true body."""
    wanted, given = _shingles(true), _shingles(kept)
    shared = (wanted & given).total()
    return Score(key, _share(shared, given.total()), _share(shared, wanted.total()))


def summary(scores: list[Score]) -> dict[str, float]:
    """The figures of a run: f1, precision, recall (0-1), and n, the number of pages."""
    precision = fmean(score.precision for score in scores)
    recall = fmean(score.recall for score in scores)
    f1 = harmonic_mean(precision, recall)
    figures = {"f1": f1, "precision": precision, "recall": recall}
    return {name: round(value, 4) for name, value in figures.items()} | {"n": len(scores)}


def worst(scores: list[Score], count: int) -> list[str]:
    """One line for each of the worst pages, worst first."""
    ranked = sorted(scores, key=lambda score: score.f1)[:count]
    return [
        f"{s.key}  f1 {s.f1:.3f}  precision {s.precision:.3f}  recall {s.recall:.3f}"
        for s in ranked
    ]


def kept_text(article: Article) -> str:
    """The text of an article without its furniture; what furniture parted is parted by a line."""
    pieces, place = [], 0
    for piece in sorted(article.furniture, key=lambda piece: piece.start):
        pieces.append(article.text[place : max(place, piece.start)])
        place = max(place, piece.end)
    return "\n".join([*pieces, article.text[place:]])


def harmonic_mean(precision: float, recall: float) -> float:
    """F1; 0 when both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    """The shingles of a text; a text shorter than one shingle is one shingle, none when empty."""
    tokens = _TOKEN.findall(text)
    if not tokens:
        return Counter()
    starts = range(max(1, len(tokens) - SHINGLE + 1))
    return Counter(tuple(tokens[start : start + SHINGLE]) for start in starts)


def _share(shared: int, total: int) -> float:
    """A share where nothing asked or nothing given counts as 0: no page here has an empty body."""
    return shared / total if total else 0.0
