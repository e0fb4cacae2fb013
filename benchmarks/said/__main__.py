"""`python -m benchmarks.said`: read PolNeAR articles, compare who says what, print the figures.

An article's text is read verbatim: nothing is furniture, and no label is seen while predicting.
Beside the reader's figures stand those of the first reader, which has rules and no training.
"""

import dataclasses
import functools
import json
import sys
from collections.abc import Iterable

from benchmarks import data
from benchmarks.said import polnear
from benchmarks.said.groups import Groups
from benchmarks.said.metric import Said, Tally
from benchmarks.sureness import reliability
from dateline import Article, Reader
from dateline.reading import ArticleReader
from dateline.reading.by_syntax import find_by_syntax
from dateline.reading.utterance import Utterance
from dateline.records import Attribution, Provenance
from dateline.settings import settings


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("said", __doc__ or "")
    parser.add_argument("--split", default="dev", help="a folder of polnear/ (default: dev)")
    parser.add_argument("--no-syntax", action="store_true", help="leave out the first reader")
    parser.add_argument("--groups", action="store_true", help="also by outlet, form, length")
    given = parser.parse_args(arguments)
    folder = data.data_folder(given.data)
    corpus = folder / "polnear" / given.split
    if not corpus.is_dir():
        sys.exit(f"no PolNeAR split there: {corpus} is not a folder")
    tally, syntax, groups = Tally(), Tally(), Groups()
    for article in data.track(polnear.articles(folder, given.split, given.limit), "said"):
        found = predict(article.text)
        tally.add(article.text, article.said, found)
        groups.add(article.name, article.text, article.said, found)
        if not given.no_syntax:
            syntax.add(article.text, article.said, predict_by_syntax(article.text))
    figures: dict[str, object] = {"task": "said", "split": given.split} | tally.figures()
    figures["reliability"] = [dataclasses.astuple(one) for one in reliability(tally.judged)]
    if given.groups:
        figures["groups"] = groups.figures()
    if not given.no_syntax:
        figures["syntax"] = syntax.figures()
    print(json.dumps(figures | {"data_sha256": data.fingerprint([corpus], folder)}))


def predict(text: str) -> list[Said]:
    """Read a text verbatim: the attributions of its report."""
    return _said(_reader().read_text(text, verbatim=True).attributions)


def predict_by_syntax(text: str) -> list[Said]:
    """Read the same text with the rules of the first reader."""
    source = Provenance(kind="text", ref="text", retrieved_at="")
    return _said(find_by_syntax(_parser().parse(Article(id="text", text=text, source=source))))


def _said(found: Iterable[Attribution | Utterance]) -> list[Said]:
    return [Said(one.speaker_spans, one.cue, one.content, one.score) for one in found]


@functools.cache
def _reader() -> Reader:
    return Reader()


@functools.cache
def _parser() -> ArticleReader:
    return ArticleReader(settings().spacy_model)


if __name__ == "__main__":
    main()
