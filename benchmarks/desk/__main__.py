"""`python -m benchmarks.desk`: every page of the desk on a large archive: how long, how much."""

import json
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from benchmarks import data
from benchmarks.archive import made_up
from benchmarks.archive.__main__ import asking_figures
from benchmarks.archive.asking import Taken, ask, milliseconds, time_taken
from benchmarks.archive.linker_of_desk import DeskLinker
from benchmarks.desk.visits import Size, most_named, visits
from benchmarks.desk.working import work
from dateline.pipeline import Reader
from dateline.store import ActorQuery, Archive, EventQuery
from dateline.web.app import make_app
from dateline.web.desk import Desk
from dateline.web.serving import settle

_ROUNDS = 12
_ARTICLES = 2_000  # that are added to an archive that is made for this alone


class Visit(NamedTuple):
    """One answer: time by the clock and of the processor, and the bytes of its body."""

    taken: Taken
    size: int


def main(arguments: list[str] | None = None) -> None:
    """Ask the archive and the desk, and print one JSON object as the last line."""
    parser = data.parser("desk", __doc__ or "")
    parser.add_argument(
        "--archive",
        help="one that `benchmarks.archive --linker desk --archive` has filled; else a small one"
        " is made, and deleted after",
    )
    parser.add_argument("--rounds", type=data.positive, default=_ROUNDS, help="visits of each kind")
    parser.add_argument("--only", help="only the kinds of pages in whose name this stands")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dateline-desk-") as folder:
        target = given.archive or str(Path(folder) / "archive.sqlite")
        with Archive.open(target, linker=DeskLinker()) as archive:
            articles = archive.counts().articles
            if not articles:
                articles = given.limit or _ARTICLES
                for number in range(articles):
                    archive.add(made_up.report(number))
            if not archive.watches.all():
                print("desk: people are working", file=sys.stderr, flush=True)
                work(archive, articles)
        with Archive.open(target, linker=DeskLinker()) as archive:
            print(json.dumps(_measure(archive, given.rounds, given.only)))


def _measure(archive: Archive, rounds: int, only: str | None) -> dict[str, object]:
    size = Size(
        archive.counts().articles,
        archive.count_event_days(EventQuery()).number,
        archive.count_actors(ActorQuery()) or 0,
    )
    asked = {} if only else asking_figures(ask(archive, size.articles, rounds))
    client = TestClient(
        make_app(Desk(archive, Reader)),
        base_url="http://127.0.0.1:8017",
        follow_redirects=False,
        client=("127.0.0.1", 50_000),
    )
    settle()  # as `dateline serve` does
    found = _visit(client, archive, size, rounds, only)
    every = [visit for some in found.values() for visit in some]
    pages = {kind: _figures(some) for kind, some in found.items()}
    return {
        "task": "desk",
        **size._asdict(),
        **asked,
        "page_p50_ms": milliseconds((visit.taken.wall for visit in every), 0.5),
        "page_p95_ms": milliseconds((visit.taken.wall for visit in every), 0.95),
        "page_processor_p95_ms": milliseconds((visit.taken.processor for visit in every), 0.95),
        "slowest_page_p95_ms": max(float(page["p95_ms"]) for page in pages.values()),
        "slowest_page": max(pages, key=lambda kind: pages[kind]["p95_ms"]),
        "events_page_kb": max(
            [page["kb"] for kind, page in pages.items() if kind.startswith("/events:")], default=0
        ),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "pages": pages,
    }


def _visit(
    client: TestClient, archive: Archive, size: Size, rounds: int, only: str | None
) -> dict[str, list[Visit]]:
    dice = random.Random(7)  # noqa: S311
    found: dict[str, list[Visit]] = {}
    for number in range(rounds):
        for kind, path in _round(archive, dice, size):
            if only is None or only in kind:
                found.setdefault(kind, []).append(_get(client, path))
        print(f"desk: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    return found


def _round(archive: Archive, dice: random.Random, size: Size) -> Iterator[tuple[str, str]]:
    yield from visits(archive, dice, size)
    yield from most_named(archive)


def _get(client: TestClient, path: str) -> Visit:
    answers = []
    taken = time_taken(lambda: answers.append(client.get(path)))
    (answer,) = answers
    if answer.status_code not in {200, 303}:
        sys.exit(f"desk: {path} is answered with {answer.status_code}: {answer.text[:500]}")
    return Visit(taken, int(answer.headers.get("content-length") or len(answer.content)))


def _figures(some: list[Visit]) -> dict[str, float]:
    return {
        "p50_ms": milliseconds((visit.taken.wall for visit in some), 0.5),
        "p95_ms": milliseconds((visit.taken.wall for visit in some), 0.95),
        "processor_p50_ms": milliseconds((visit.taken.processor for visit in some), 0.5),
        "processor_p95_ms": milliseconds((visit.taken.processor for visit in some), 0.95),
        "kb": round(max(visit.size for visit in some) / 1000, 1),
    }


if __name__ == "__main__":
    main()
