"""Pages flattened to plain text in; out, how much of what is kept is the article's body."""

import gzip
import json
import sys

import inscriptis

from benchmarks import data
from benchmarks.pages import metric
from dateline.reading.furniture import mark_furniture
from dateline.records import Article, Provenance, article_id


def main() -> None:
    """Flatten each page, mark its furniture, and score the text outside it."""
    arguments = data.parser("furniture", "Find the furniture of pages saved as plain text.")
    arguments.add_argument("--worst", type=data.positive, help="list the N worst pages on stderr")
    options = arguments.parse_args()
    scores = []
    for page in data.track(
        metric.pages(data.data_folder(options.data), options.limit), "furniture"
    ):
        article = mark_furniture(flatten(page))
        scores.append(metric.score_page(page.key, page.body, metric.kept_text(article)))
    for line in metric.worst(scores, options.worst or 0):
        print(line, file=sys.stderr)
    print(json.dumps(metric.summary(scores)))


def flatten(page: metric.Page) -> Article:
    """The page as somebody would save it: its visible words as plain text, nothing else known."""
    with gzip.open(page.html, "rt", encoding="utf-8") as html:
        text = inscriptis.get_text(html.read())
    return Article(
        id=article_id(outlet=None, url=None, text=text),
        text=text,
        source=Provenance(kind="file", ref=page.key, retrieved_at="2020-01-01T00:00:00+00:00"),
    )


if __name__ == "__main__":
    main()
