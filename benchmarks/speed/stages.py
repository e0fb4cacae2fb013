"""Where the time of reading goes: processor seconds of each stage, beside spaCy alone.

    python -m benchmarks.speed.stages [--data DIR] [--limit N]

The stages are told apart by wrapping what they call, so what is measured is the reading itself; the
last line is one JSON object of shares of spaCy's time for the same texts, in the same process.
"""

import functools
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from typing import Any

import dateline.reading as reading
from benchmarks import data
from benchmarks.speed.__main__ import articles
from benchmarks.speed.timing import time_spacy
from dateline import Reader
from dateline.encoder import Encoder, SentenceReader
from dateline.records import report_to_json

ARTICLES = 100
# Each stage and the functions and methods that are its whole work; what they call is theirs.
STAGES: dict[str, list[tuple[Any, str]]] = {
    "parse (spaCy)": [(reading, "parse_prose")],
    "encoder": [(Encoder, "label"), (Encoder, "judge")],
    "sentences": [(SentenceReader, "read"), (SentenceReader, "judge")],
    "names, places, roles": [
        (reading, name) for name in ("find_places", "find_mentions", "Cast", "find_roles")
    ],
    "who said what": [(reading, "find_attributions")],
    "occurrences": [
        (reading, name) for name in ("find_occurrences", "find_deeds", "with_learned")
    ] + [(reading, name) for name in ("find_parts", "with_parts", "leave_out_mishaps")],
    "times and tolls": [(reading, "find_times"), (reading, "find_tolls")],
    "claims and ties": [(reading, "find_claims"), (reading, "find_ties")],
    "language": [(reading, "detect_language")],
}  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Measure, print a table, and one JSON object as the last line."""
    given = data.parser("speed.stages", __doc__ or "").parse_args(arguments)
    corpus = data.data_folder(given.data) / "polnear" / "train" / "text"
    if not corpus.is_dir():
        sys.exit(f"no texts there: {corpus} is not a folder")
    texts = list(islice(articles(sorted(corpus.glob("*.txt"))), (given.limit or ARTICLES) + 1))
    shares = measure_stages(texts)
    for stage, share in shares.items():
        print(f"{stage:24}{share:6.2f}")
    print(json.dumps({"task": "speed.stages", "n": len(texts) - 1} | _rounded(shares)))


def measure_stages(texts: list[str]) -> dict[str, float]:
    """Processor time of each stage as a multiple of spaCy's; the first text warms up.

    From then on every reader of this process is timed, which makes it a little slower.
    """
    clock = Clock()
    reader = Reader().settle()
    reader.read_text(texts[0], verbatim=True)
    time_spacy(texts[0])
    clock.wrap(STAGES)
    spacy = whole = written = 0.0
    for text in data.track(texts[1:], "stages"):
        began = time.process_time()
        report = reader.read_text(text, verbatim=True)
        whole += time.process_time() - began
        began = time.process_time()
        report_to_json(report)
        written += time.process_time() - began
        spacy += time_spacy(text).processor
    shares = {stage: clock.seconds[stage] / spacy for stage in STAGES}
    shares["the rest"] = (whole - sum(clock.seconds.values())) / spacy
    return shares | {"all of reading": whole / spacy, "writing JSON": written / spacy}


class Clock:
    """Processor seconds by stage; of stages within each other, each counts what is its own."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[float] = []  # seconds that stages within took, innermost last

    def wrap(self, stages: dict[str, list[tuple[Any, str]]]) -> None:
        """Put a clock around every function of the stages, for as long as this process lives."""
        for stage, functions in stages.items():
            for home, name in functions:
                setattr(home, name, self.timed(stage, getattr(home, name)))

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with a clock around it."""

        @functools.wraps(function, updated=())
        def run(*arguments: Any, **named: Any) -> Any:
            began = time.process_time()
            self._open.append(0.0)
            try:
                return function(*arguments, **named)
            finally:
                took = time.process_time() - began
                self.seconds[stage] += took - self._open.pop()
                if self._open:
                    self._open[-1] += took

        return run


def _rounded(shares: dict[str, float]) -> dict[str, float]:
    return {stage: round(share, 3) for stage, share in shares.items()}


if __name__ == "__main__":
    main()
