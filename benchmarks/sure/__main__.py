"""`python -m benchmarks.sure`: how far the scores of attributions and claims are from being true.

Attributions: PolNeAR dev as `said` reads and matches it. Types of claims: PLOVER's dyads, out of
fold, as `types` reads them, and its Gold Standard half with the weights that ship.
"""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import data
from benchmarks.said import polnear
from benchmarks.said.__main__ import predict
from benchmarks.said.metric import Tally
from benchmarks.sureness import Judged, calibration_error, reliability
from benchmarks.types import corpora
from benchmarks.types.__main__ import OUT_OF_FOLD, choose
from dateline import Reader


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    given = data.parser("sure", __doc__ or "").parse_args(arguments)
    folder = data.data_folder(given.data)
    parts = {
        "attributions": (folder / "polnear" / "dev", judge_attributions),
        "types": (folder / "plover" / "dyads_train.jsonl", judge_types),
        "types_gsr": (folder / "plover" / "gsr.json", judge_gold_standard),
    }
    judged: dict[str, list[Judged]] = {}
    for name, (path, judge) in parts.items():
        if path.exists():
            judged[name] = list(judge(folder, given.limit))
        else:
            print(f"{path} is not in the data folder: skipped", file=sys.stderr)
    if not judged:
        sys.exit(f"nothing to measure in {folder}")
    every = [pair for pairs in judged.values() for pair in pairs]
    figures: dict[str, object] = {"task": "sure", "ece": round(calibration_error(every), 4)}
    for name, pairs in judged.items():
        figures[f"{name}_ece"] = round(calibration_error(pairs), 4)
        figures[f"{name}_n"] = len(pairs)
        figures[f"{name}_reliability"] = [dataclasses.astuple(b) for b in reliability(pairs)]
    files = [parts[name][0] for name in judged]
    print(json.dumps(figures | {"data_sha256": data.fingerprint(files, folder)}))


def judge_attributions(folder: Path, limit: int | None) -> Iterator[Judged]:
    """Each attribution with source and content: its score, and whether a true one is like it."""
    tally = Tally()
    for article in data.track(polnear.articles(folder, "dev", limit), "attributions"):
        tally.add(article.text, article.said, predict(article.text))
    yield from tally.judged


def judge_types(folder: Path, limit: int | None) -> Iterator[Judged]:
    """Each claim chosen for a dyad by weights that never saw it, and whether its type is right."""
    dyads = corpora.read_dyads(folder / "plover" / "dyads_train.jsonl", limit)
    answers = json.loads(OUT_OF_FOLD.read_text("utf-8"))["told"][: len(dyads)]
    for dyad, (answer, score) in zip(dyads, answers, strict=True):
        if answer is not None:
            yield score, answer == dyad.type


def judge_gold_standard(folder: Path, limit: int | None) -> Iterator[Judged]:
    """Each claim chosen for a record that no weights have seen, and whether its type is right."""
    reader = Reader()
    records = corpora.read_records(folder / "plover" / "gsr.json", limit)
    for record in data.track(records, "gold standard"):
        claim = choose(reader.read_text(record.sentence, verbatim=True), record.names)
        if claim is not None:
            yield claim.score, corpora.as_told(claim.type) == record.type


if __name__ == "__main__":
    main()
