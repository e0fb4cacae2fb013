"""Types of PLOVER's dyads, each told by weights that never saw it.

`python -m training.events.folds FOLDER`.

In: for each fold K the files that `training.events.export` wrote of the reader of sentences that
learnt `--without K`. Out: `benchmarks/types/out_of_fold.json`, for each sentence the type of the
claim that the benchmark chooses, or null; no text. Everything else is as it ships.
"""

import argparse
import json
from pathlib import Path

from benchmarks import data
from benchmarks.types import corpora
from benchmarks.types.__main__ import OUT_OF_FOLD, choose
from dateline.encoder import SentenceReader
from dateline.reading import ArticleReader
from dateline.records import Article, Claim, Provenance
from dateline.settings import settings
from training.events.train import FOLDS

_SOURCE = Provenance(kind="text", ref="dyad", retrieved_at="2026-01-01T00:00:00+00:00")


def main() -> None:
    """Read every sentence with the weights of its fold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folds", type=Path, help="a folder with a folder for each fold: 0, 1, …")
    parser.add_argument("--data", type=Path, help="the data folder (default: DATELINE_DATA)")
    parser.add_argument("--out", type=Path, default=OUT_OF_FOLD)
    given = parser.parse_args()
    path = data.data_folder(given.data) / "plover" / "dyads_train.jsonl"
    dyads = corpora.read_dyads(path)
    reader = ArticleReader(settings().spacy_model)
    told: list[tuple[str | None, float]] = [(None, 0.0)] * len(dyads)
    for fold in range(FOLDS):
        files = [given.folds / str(fold) / name for name in ("sentences.onnx", "types.onnx")]
        reader.sentences = SentenceReader(*(file.read_bytes() for file in files))
        for number in data.track(range(fold, len(dyads), FOLDS), f"fold {fold}"):
            claim = _read(reader, dyads[number])
            told[number] = (corpora.as_told(claim.type), claim.score) if claim else (None, 0.0)
    given.out.write_text(json.dumps({"told": told}) + "\n", encoding="utf-8")


def _read(reader: ArticleReader, dyad: corpora.Dyad) -> Claim | None:
    article = Article(id="dyad", text=dyad.sentence, source=_SOURCE)
    return choose(reader.read_article(article, verbatim=True), dyad.names)


if __name__ == "__main__":
    main()
