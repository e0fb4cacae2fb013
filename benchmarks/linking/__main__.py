"""`python -m benchmarks.linking`: all articles of ECB+ in one archive, grouped by what they tell.

Articles with claims of one event hang together; all are grouped by their text. Weights and
thresholds were set on half of the topics; both halves are reported.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks import data
from benchmarks.linking.corpus import FILE, Labelled, read_corpus
from benchmarks.linking.metric import Score, score
from dateline import Reader, Report
from dateline.linking.events import articles_of_one_event
from dateline.linking.stories import candidate_pairs, find_story, group_stories
from dateline.pipeline import open_archive
from dateline.records import ClaimRef, report_from_json, report_to_json
from dateline.store import EventQuery


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("linking", __doc__ or "")
    parser.add_argument(
        "--reports", type=Path, help="JSON Lines to keep what was read, or to take it from"
    )
    parser.add_argument("--worst", type=data.positive, help="list N mixed or torn groups on stderr")
    given = parser.parse_args(arguments)
    folder = data.data_folder(given.data)
    path = folder / FILE
    if not path.is_file():
        sys.exit(f"no articles there: {path} is not a file")
    articles = read_corpus(path, given.limit)
    reports = read_reports(articles, given.reports)
    groups = group_articles(reports)
    for line in _describe(articles, groups)[: given.worst or 0]:
        print(line, file=sys.stderr)
    ids = {item.article.id for item in articles}
    tuned = {item.article.id for item in articles if is_tuned_on(item)}
    print(
        json.dumps(
            {"task": "linking"}
            | _figures("", score(articles, groups, ids))
            | {"clusters": len(set(groups.values())), "incidents": len(_incidents(articles))}
            | _figures("tuned_", score(articles, groups, tuned))
            | _figures("unseen_", score(articles, groups, ids - tuned))
            | _keys(articles, reports)
            | {"n": len(articles), "data_sha256": data.fingerprint([path], folder)}
        )
    )


def is_tuned_on(item: Labelled) -> bool:
    """Whether an article belongs to the half that weights were set on: topics 1, 5, 9 and so on."""
    return item.topic % 4 == 1


def read_reports(articles: Sequence[Labelled], kept: Path | None = None) -> dict[str, Report]:
    """The report of each article by the corpus's id; from the file `kept` where it exists."""
    if kept is not None and kept.is_file():
        lines = kept.read_text(encoding="utf-8").splitlines()
        found = zip(articles, lines, strict=False)  # a limit leaves the last lines unread
        return {item.article.id: report_from_json(line) for item, line in found}
    reader = Reader()
    reports = {
        item.article.id: reader.read_article(item.article)
        for item in data.track(articles, "linking")
    }
    if kept is not None:
        written = "".join(report_to_json(report) + "\n" for report in reports.values())
        kept.write_text(written, encoding="utf-8")
    return reports


def group_articles(reports: dict[str, Report]) -> dict[str, int]:
    """The number of each article's group: one archive keeps all, and its events are read."""
    with (
        tempfile.TemporaryDirectory(prefix="linking-") as folder,
        open_archive(str(Path(folder) / "archive.sqlite")) as archive,
    ):
        for report in data.track(list(reports.values()), "archive"):
            archive.add(report)
        events = [
            tuple(ClaimRef(row.article_id, row.claim.id) for row in archive.claims_of(event.id))
            for event in archive.events(EventQuery())
        ]
    stories = [find_story(report.article) for report in reports.values()]
    groups = group_stories(stories, articles_of_one_event(events))
    number = {article: n for n, group in enumerate(groups) for article in group}
    return {id_: number[report.article.id] for id_, report in reports.items()}


def _figures(prefix: str, found: Score) -> dict[str, float]:
    return {
        f"{prefix}b3_f1": round(found.f1, 4),
        f"{prefix}b3_p": round(found.precision, 4),
        f"{prefix}b3_r": round(found.recall, 4),
        f"{prefix}wrong_merges": found.wrong_merges,
        f"{prefix}wrong_splits": found.wrong_splits,
    }


def _keys(articles: Sequence[Labelled], reports: dict[str, Report]) -> dict[str, float]:
    """How many true pairs the keys bring together, and how many candidates an article has."""
    incidents = {reports[item.article.id].article.id: item.incident for item in articles}
    pairs = candidate_pairs(find_story(report.article) for report in reports.values())
    true = sum(count * (count - 1) // 2 for count in Counter(incidents.values()).values())
    met = sum(incidents[a] == incidents[b] for a, b in pairs)
    return {
        "key_recall": round(met / max(1, true), 4),
        "candidates_per_article": round(2 * len(pairs) / len(articles), 1),
    }


def _describe(articles: Sequence[Labelled], groups: dict[str, int]) -> list[str]:
    """Groups of several incidents, and incidents in several groups, of the tuned half."""
    told: dict[int, Counter[str]] = {}
    torn: dict[str, Counter[int]] = {}
    for item in filter(is_tuned_on, articles):
        group = groups[item.article.id]
        told.setdefault(group, Counter())[item.incident] += 1
        torn.setdefault(item.incident, Counter())[group] += 1
    mixed = [f"one group: {dict(count)}" for count in told.values() if len(count) > 1]
    return mixed + [f"{name}: {dict(count)}" for name, count in torn.items() if len(count) > 1]


def _incidents(articles: Sequence[Labelled]) -> set[str]:
    return {item.incident for item in articles}


if __name__ == "__main__":
    main()
