"""`python -m benchmarks.speed`: read articles of some 600 words, beside spaCy alone.

One process reads; spaCy alone parses the same texts in a second one, and the two take turns article
by article, so that whatever else the machine is doing slows both alike.
"""

import json
import multiprocessing
import resource
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from benchmarks import data
from benchmarks.speed.timing import Seconds, time_dateline, time_said, time_spacy

WORDS = 600  # an article's length, to the end of the line that reaches it
ARTICLES = 500


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    given = data.parser("speed", __doc__ or "").parse_args(arguments)
    folder = data.data_folder(given.data)
    corpus = folder / "polnear" / "train" / "text"
    if not corpus.is_dir():
        sys.exit(f"no texts there: {corpus} is not a folder")
    texts = list(islice(articles(sorted(corpus.glob("*.txt"))), given.limit or ARTICLES))
    ours, said, alone = [], [], []
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as other:
        other.submit(time_spacy, texts[0]).result()  # the models are loaded before the clock runs
        time_dateline(texts[0])
        time_said(texts[0])
        for text in data.track(texts, "speed"):
            ours.append(time_dateline(text))
            said.append(time_said(text))
            alone.append(other.submit(time_spacy, text).result())
    measured = figures(ours, said, alone) | {"peak_mb": _peak_megabytes()}
    print(json.dumps({"task": "speed"} | measured))


def articles(files: Iterable[Path], words: int = WORDS) -> Iterator[str]:
    """Texts of `words` words or a line more, made of the files' lines in order; no line is cut."""
    lines: list[str] = []
    length = 0
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            lines.append(line)
            length += len(line.split())
            if length >= words:
                yield "\n".join(lines)
                lines, length = [], 0


def figures(ours: list[Seconds], said: list[Seconds], alone: list[Seconds]) -> dict[str, float]:
    """The rates of both, ours as a share of spaCy's, and what attributions cost beside spaCy."""
    rate, spacy_rate = _rate(s.clock for s in ours), _rate(s.clock for s in alone)
    return {
        "articles_per_second": round(rate, 3),
        "ratio_to_spacy": round(rate / spacy_rate, 4),
        "spacy_articles_per_second": round(spacy_rate, 3),
        "articles_per_processor_second": round(_rate(s.processor for s in ours), 3),
        "said_cost_to_spacy": round(
            sum(s.processor for s in said) / sum(s.processor for s in alone), 4
        ),
        "slowest_seconds": round(max(s.clock for s in ours), 3),
        "n": len(ours),
    }


def _rate(seconds: Iterable[float]) -> float:
    taken = list(seconds)
    return len(taken) / sum(taken)


def _peak_megabytes() -> float:
    """The most memory that this process, the one that ran Dateline, has held at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux, bytes on macOS
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)


if __name__ == "__main__":
    main()
