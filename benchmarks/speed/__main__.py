"""`python -m benchmarks.speed`: read articles of some 600 words, beside spaCy alone and textacy.

One process reads; spaCy alone parses the same texts in a second one, and the two take turns article
by article, so that whatever else the machine is doing slows both alike. Then several processes read
them, and so on for each round; figures are medians over the rounds. README.md says the rest.
"""

import argparse
import importlib.util
import json
import multiprocessing
import os
import resource
import statistics
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from benchmarks import data
from benchmarks.speed.hardware import multiply_adds_per_second
from benchmarks.speed.memory import memory_while_reading
from benchmarks.speed.timing import Seconds, time_dateline, time_said, time_spacy, time_textacy

WORDS = 600  # an article's length, to the end of the line that reaches it
ARTICLES = 60  # a round
ROUNDS = 5


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    given = _arguments(arguments)
    if given.memory is not None:
        _memory(given.memory)
        return
    folder = data.data_folder(given.data)
    corpus = folder / "polnear" / "train" / "text"
    if not corpus.is_dir():
        sys.exit(f"no texts there: {corpus} is not a folder")
    texts = list(islice(articles(sorted(corpus.glob("*.txt"))), given.limit or ARTICLES))
    print(
        f"{given.rounds} rounds of {len(texts)} articles; load {os.getloadavg()}", file=sys.stderr
    )
    measured = _one_process(texts, given.rounds)
    if not given.quick:
        measured |= _beside(texts, given.rounds, given.processes)
    print(json.dumps({"task": "speed", "n": len(texts), "rounds": given.rounds} | measured))


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
        "processor_ratio_to_spacy": round(
            sum(s.processor for s in alone) / sum(s.processor for s in ours), 4
        ),
        "spacy_articles_per_second": round(spacy_rate, 3),
        "articles_per_processor_second": round(_rate(s.processor for s in ours), 3),
        "said_cost_to_spacy": round(
            sum(s.processor for s in said) / sum(s.processor for s in alone), 4
        ),
        "slowest_seconds": round(max(s.clock for s in ours), 3),
    }


def beside_textacy(
    ours: list[Seconds], alone: list[Seconds], textacy: list[Seconds | None]
) -> dict[str, float]:
    """The rate of spaCy and textacy together, and ours beside it, over texts it does not refuse."""
    both = [(o, a, t) for o, a, t in zip(ours, alone, textacy, strict=True) if t is not None]
    if not both:
        return {}
    rate = _rate(a.clock + t.clock for _, a, t in both)
    return {
        "textacy_articles_per_second": round(rate, 3),
        "ratio_to_textacy": round(_rate(o.clock for o, _, _ in both) / rate, 4),
        "textacy_refused_share": round(1 - len(both) / len(ours), 3),
    }


def medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    """The median of each figure over the rounds."""
    return {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}


def _one_process(texts: list[str], rounds: int) -> dict[str, float]:
    """What one process does beside spaCy and textacy, the three in turns."""
    measured = []
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as other:
        for time_it in (time_spacy, time_textacy):  # the models are loaded before the clock runs
            other.submit(time_it, texts[0]).result()
        time_dateline(texts[0])
        time_said(texts[0])
        for number in range(1, rounds + 1):
            ours, said, alone, textacy = [], [], [], []
            for text in data.track(texts, f"round {number}"):
                ours.append(time_dateline(text))
                said.append(time_said(text))
                alone.append(other.submit(time_spacy, text).result())
                textacy.append(other.submit(time_textacy, text).result())
            found = figures(ours, said, alone)
            measured.append(found | beside_textacy(ours, alone, textacy))
    return medians(measured) | {"peak_mb": _peak_megabytes()}


def _beside(texts: list[str], rounds: int, processes: int) -> dict[str, float]:
    """Several processes, Ray, the stages, and what the machine could do."""
    from benchmarks.speed.processes import Turns  # noqa: PLC0415 - it imports `articles` from here
    from benchmarks.speed.ray import ray_rates  # noqa: PLC0415
    from benchmarks.speed.stages import measure_stages  # noqa: PLC0415

    found: dict[str, float] = {"processes": processes}
    many = Turns(processes)
    many.take(texts[: 4 * processes])
    rates, peaks = [], []
    for _ in data.track(range(rounds), f"{processes} processes"):
        many.seconds = 0.0
        many.take(texts)
        rates.append(len(texts) / many.seconds)
        peaks.append(multiply_adds_per_second())
    many.end()
    found["articles_per_second_processes"] = round(statistics.median(rates), 3)
    found["float32_multiply_adds_per_second_1e9"] = round(statistics.median(peaks) / 1e9, 1)
    if importlib.util.find_spec("ray") is not None:
        rate = statistics.median(ray_rates(texts, processes, rounds))
        found["articles_per_second_ray"] = round(rate, 3)
    found |= _networks(texts)
    for stage, share in measure_stages(texts).items():
        print(f"{stage:24}{share:6.3f}", flush=True)
        found[f"stage: {stage}"] = round(share, 4)
    return found


def _networks(texts: list[str]) -> dict[str, float]:
    """How many multiply-adds a second the encoder's layers do over whole texts."""
    from benchmarks.speed.hardware import encoder_multiply_adds_per_second  # noqa: PLC0415

    rate = encoder_multiply_adds_per_second(texts)
    return {"encoder_multiply_adds_per_second_1e9": round(rate / 1e9, 1)}


def _memory(count: int) -> None:
    measured = memory_while_reading(count)
    quarter = [held for number, held in measured if number >= count / 4]
    grown = round(measured[-1][1] - quarter[0], 1)
    print(json.dumps({"task": "speed.memory", "n": count, "mb": measured, "grown_mb": grown}))


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = data.parser("speed", __doc__ or "")
    parser.add_argument("--rounds", type=data.positive, default=ROUNDS, help="medians of so many")
    parser.add_argument("--processes", type=data.positive, default=os.cpu_count() or 2)
    parser.add_argument("--quick", action="store_true", help="one process beside spaCy, no more")
    parser.add_argument("--memory", type=data.positive, help="read N short articles; memory only")
    return parser.parse_args(arguments)


def _rate(seconds: Iterable[float]) -> float:
    taken = list(seconds)
    return len(taken) / sum(taken)


def _peak_megabytes() -> float:
    """The most memory that this process, the one that ran Dateline, has held at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux, bytes on macOS
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)


if __name__ == "__main__":
    main()
