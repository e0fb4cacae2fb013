"""The sentences of `table.tsv` in, the share of them read exactly out.

A row is right when every expression it marks is found, nothing else is, and each has the exact
interval and precision. Rows marked `held` were written before the code and never looked at since.
"""

import argparse
import csv
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data
from dateline.reading.when import Time, find_times
from dateline.records import Span

TABLE = Path(__file__).with_name("table.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its date of publication, and what its marked expressions mean."""

    held: bool
    published: str | None
    text: str
    marks: tuple[Span, ...]
    expected: tuple[str, ...]  # "2014-03-03/1", "2014-03..2014-05/5", "2014../-", "?"


def main() -> None:
    """Read every row and print the share of exact ones; misses among `dev` rows go to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dates", description=__doc__)
    parser.add_argument("--data", type=Path, help="not used: the table is part of the benchmark")
    parser.add_argument("--limit", type=data.positive, help="measure only the first N rows")
    options = parser.parse_args()
    rows = list(read_table(TABLE))[: options.limit]
    verdicts: dict[bool, list[bool]] = {False: [], True: []}
    started = time.perf_counter()
    for row in rows:
        times = find_times(row.text, sentence_spans(row.text), published=row.published)
        right = is_exact(row, times)
        verdicts[row.held].append(right)
        if not right and not row.held:
            print(f"{row.published}\t{row.text}\n\t{row.expected}\t{shown(times)}", file=sys.stderr)
    seconds = time.perf_counter() - started
    print(json.dumps(summary(verdicts) | {"seconds": round(seconds, 3)}))


def summary(verdicts: dict[bool, list[bool]]) -> dict[str, float | int | None]:
    """The figures: the share of exact rows, over all and for each half."""
    every = verdicts[False] + verdicts[True]
    return {
        "exact": share(every),
        "exact_dev": share(verdicts[False]),
        "exact_held": share(verdicts[True]),
        "n": len(every),
        "n_held": len(verdicts[True]),
    }


def share(verdicts: list[bool]) -> float | None:
    """The share of true verdicts; None of none."""
    return round(sum(verdicts) / len(verdicts), 4) if verdicts else None


def read_table(path: Path) -> Iterator[Row]:
    """The rows of the table, with the brackets taken out of their sentences."""
    with path.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, marks = unmark(line["sentence"])
            expected = () if line["expected"] == "-" else tuple(line["expected"].split("; "))
            yield Row(line["split"] == "held", line["published"] or None, text, marks, expected)


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A sentence without its brackets, and where they stood."""
    parts = re.split(r"\[(.*?)\]", marked)
    text, marks = "", []
    for number, part in enumerate(parts):
        if number % 2:
            marks.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, tuple(marks)


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a row: they end in a full stop before a space and a capital."""
    ends = [found.start() for found in re.finditer(r"(?<=[a-z]{2}\.)\s(?=[A-Z])", text)]
    return [Span(a, b) for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


def is_exact(row: Row, times: list[Time]) -> bool:
    """Whether the row's expressions were found, no others, and all mean what they should."""
    return (
        len(times) == len(row.marks)
        and all(time.span.overlaps(mark) for time, mark in zip(times, row.marks, strict=True))
        and tuple(shown(times)) == row.expected
    )


def shown(times: list[Time]) -> list[str]:
    """What was read, in the notation of the table."""
    return [notation(time) for time in times]


def notation(time: Time) -> str:
    """One value: "2014-03-03/1", "2014-03..2014-05/5", "2014../-" without an end, "?"."""
    when = time.when
    if when.start is None:
        return "?"
    if when.end is None:
        return f"{when.start}../-"
    ends = when.start if when.start == when.end else f"{when.start}..{when.end}"
    return f"{ends}/{when.precision}"


if __name__ == "__main__":
    main()
