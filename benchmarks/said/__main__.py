"""`python -m benchmarks.said`: read PolNeAR articles, compare who says what, print the figures.

An article's text is read verbatim: nothing is furniture, and no label is seen while predicting.
"""

import functools
import json
import sys

from benchmarks import data
from benchmarks.said import polnear
from benchmarks.said.metric import Ranges, Said, Tally
from dateline import Reader


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("said", __doc__ or "")
    parser.add_argument("--split", default="dev", help="a folder of polnear/ (default: dev)")
    given = parser.parse_args(arguments)
    folder = data.data_folder(given.data)
    corpus = folder / "polnear" / given.split
    if not corpus.is_dir():
        sys.exit(f"no PolNeAR split there: {corpus} is not a folder")
    tally = Tally()
    for article in data.track(polnear.articles(folder, given.split, given.limit), "said"):
        found = [Said(*parts) for parts in predict(article.text)]
        tally.add(article.text, article.said, found)
    hashed = {"data_sha256": data.fingerprint([corpus], folder)}
    print(json.dumps({"task": "said", "split": given.split} | tally.figures() | hashed))


def predict(text: str) -> list[tuple[Ranges, Ranges, Ranges]]:
    """Read a text verbatim; the sources, cues and contents of its attributions as ranges."""
    report = _reader().read_text(text, verbatim=True)
    return [(said.speaker_spans, said.cue, said.content) for said in report.attributions]


@functools.cache
def _reader() -> Reader:
    return Reader()


if __name__ == "__main__":
    main()
