"""Saved web pages in; out, how much of their true body was kept, and what else was kept with it."""

import json
import sys

from benchmarks import data
from benchmarks.pages import metric
from dateline import sources
from dateline.records import Article, Failure


def main() -> None:
    """Read each page as the program would, and score its text outside furniture."""
    arguments = data.parser("pages", "Find the article of a web page.")
    arguments.add_argument("--worst", type=data.positive, help="list the N worst pages on stderr")
    options = arguments.parse_args()
    found = metric.pages(data.data_folder(options.data), options.limit)
    scores = [
        metric.score_page(page.key, page.body, _kept(page)) for page in data.track(found, "pages")
    ]
    for line in metric.worst(scores, options.worst or 0):
        print(line, file=sys.stderr)
    print(json.dumps(metric.summary(scores)))


def _kept(page: metric.Page) -> str:
    """The text that was kept of a page; a page that was refused kept nothing, and says why."""
    pieces = []
    for found in sources.open_inputs([str(page.html)], sources.SourceOptions()):
        if isinstance(found, Failure):
            print(f"{found.ref}: {found.reason}", file=sys.stderr)
        elif isinstance(found, Article):
            pieces.append(metric.kept_text(found))
    return "\n".join(pieces)


if __name__ == "__main__":
    main()
