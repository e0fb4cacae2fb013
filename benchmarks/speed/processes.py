"""How much faster several processes read: the same texts, in turns, by one process and by N.

    python -m benchmarks.speed.processes [--data DIR] [--limit N] [--processes N]

Both have their weights loaded before the clock runs. They take turns, some articles each, so that
whatever else the machine does slows both alike. The last line is one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Generator, Iterator
from itertools import islice
from typing import Any, cast

from benchmarks import data
from benchmarks.speed.__main__ import articles
from dateline import Article, Reader, SourceOptions
from dateline.records import Failure, Provenance, Report

ARTICLES = 120
TURN = 20  # articles that one of them reads before the other does


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("speed.processes", __doc__ or "")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args(arguments)
    corpus = data.data_folder(given.data) / "polnear" / "train" / "text"
    if not corpus.is_dir():
        sys.exit(f"no texts there: {corpus} is not a folder")
    texts = list(islice(articles(sorted(corpus.glob("*.txt"))), given.limit or ARTICLES))
    one, many = Turns(1), Turns(given.processes)
    for turn in (one, many):
        turn.take(texts[: 2 * given.processes])  # each process has read
        turn.seconds = 0.0
    for start in data.track(range(0, len(texts), TURN), "turns"):
        for turn in (one, many):
            turn.take(texts[start : start + TURN])
    print(
        json.dumps(
            {
                "task": "speed.processes",
                "processes": given.processes,
                "one_per_second": round(len(texts) / one.seconds, 3),
                "many_per_second": round(len(texts) / many.seconds, 3),
                "ratio": round(one.seconds / many.seconds, 3),
                "n": len(texts),
            }
        )
    )


class Turns:
    """A reader that is given some articles, and again some; its seconds by the clock."""

    def __init__(self, processes: int) -> None:
        self.seconds = 0.0
        self._given: list[Article] = []
        reader = Reader(processes=processes).settle()
        found = reader.read_found(self._articles(), SourceOptions(verbatim=True))
        self._results: Generator[Any, None, None] = cast("Generator[Any, None, None]", found)

    def take(self, texts: list[str]) -> None:
        """Read these articles, all of them, before anything else is done."""
        source = Provenance(kind="text", ref="text", retrieved_at="")
        self._given = [Article(id="text", text=text, source=source) for text in texts]
        began = time.perf_counter()
        read = 0
        while read < len(texts):
            read += next(self._results)[1] is not None
        self.seconds += time.perf_counter() - began

    def end(self) -> None:
        """Stop the processes."""
        self._results.close()

    def _articles(self) -> Iterator[Article | Report | Failure]:
        while True:  # what is no article passes through unread: there is always something to take
            yield self._given.pop(0) if self._given else Failure(ref="", reason="")


if __name__ == "__main__":
    main()
