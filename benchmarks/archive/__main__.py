"""`python -m benchmarks.archive`: add made-up reports, link them, ask, and see how it grows."""

import gc
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.archive import made_up
from benchmarks.archive.linker import PlainLinker
from dateline.records import Report
from dateline.store import ActorQuery, Archive, ClaimQuery, EventQuery, SaidQuery

STEPS = (1_000, 10_000, 100_000)
_QUESTIONS = 12  # of each kind, with words drawn anew
_LAST = 500  # articles of which the time to add is told, up to each step

Seconds = dict[str, list[float]]


def main(arguments: list[str] | None = None) -> None:
    """Measure at each step, and print one JSON object as the last line."""
    parser = data.parser("archive", __doc__ or "")
    parser.add_argument(
        "--archive",
        help="a new, empty place: a path, or postgresql://…; else a file, deleted after",
    )
    given = parser.parse_args(arguments)
    limit = given.limit or STEPS[-1]
    with tempfile.TemporaryDirectory(prefix="dateline-archive-") as folder:
        target = given.archive or str(Path(folder) / "archive.sqlite")
        steps = [step for step in STEPS if step < limit] + [limit]
        measured = list(_grow(target, steps))
    print(json.dumps({"task": "archive"} | measured[-1] | {"steps": measured}))


def _grow(target: str, steps: list[int]) -> Iterator[dict[str, object]]:
    number = 0
    with Archive.open(target, linker=PlainLinker()) as archive:
        for step in steps:
            # Made before the clock runs, a few at a time.
            times: list[float] = []
            works: list[float] = []
            started = time.perf_counter()
            while number < step:
                some = [made_up.report(n) for n in range(number, min(number + 500, step))]
                for report in some:
                    worked = time.process_time()
                    times.append(_seconds(partial(archive.add, report)))
                    works.append(time.process_time() - worked)
                number += len(some)
            gc.collect()
            asked = _ask(archive, step)
            every = sorted(second for seconds in asked.values() for second in seconds)
            yield {
                "articles": step,
                "wall_seconds": round(time.perf_counter() - started, 1),
                "add_per_second": round(len(times) / sum(times), 1),
                "add_p50_ms": _milliseconds(sorted(times[-_LAST:]), 0.5),
                "add_p95_ms": _milliseconds(sorted(times[-_LAST:]), 0.95),
                "add_processor_ms": _milliseconds(sorted(works[-_LAST:]), 0.5),
                "query_p50_ms": _milliseconds(every, 0.5),
                "query_p95_ms": _milliseconds(every, 0.95),
                "query_slowest_ms": {
                    kind: _milliseconds(sorted(seconds), 1.0) for kind, seconds in asked.items()
                },
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
                "file_mb": _megabytes(target),
            }
            print(f"archive: {step} articles are done", file=sys.stderr, flush=True)


def _ask(archive: Archive, count: int) -> Seconds:
    """Ask a dozen of each kind of question; each is read to the end, fifty answers at most."""
    dice = random.Random(7)  # noqa: S311
    found: Seconds = {}
    for _ in range(_QUESTIONS):
        for kind, question in _questions(archive, dice, made_up.report(dice.randrange(count))):
            found.setdefault(kind, []).append(_seconds(question))
    return found


def _questions(
    archive: Archive, dice: random.Random, report: Report
) -> Iterator[tuple[str, Callable[[], object]]]:
    """The mix: filters alone and together, names, words rare and frequent, single records."""
    claim, said, article = report.claims[0], report.attributions[0], report.article
    actor = report.entity(claim.actors[0].entity or "").name
    speaker = report.entity(said.speakers[0]).name
    place, country = claim.where.name, claim.where.country  # type: ignore[union-attr]
    day = (article.published or "")[:10]
    rare, frequent = made_up.name(dice.randrange(5_000, 20_000)), made_up.name(dice.randrange(50))
    claims: dict[str, ClaimQuery] = {
        "newest": ClaimQuery(limit=50),
        "type": ClaimQuery(type=claim.type, limit=50),
        "type and country": ClaimQuery(type=claim.type, place=country, limit=50),
        "place": ClaimQuery(place=place, limit=50),
        "actor": ClaimQuery(actor=actor, limit=50),
        "period": ClaimQuery(since=day, until=day, limit=50),
        "many killed": ClaimQuery(min_killed=38, limit=50),
        "rare word": ClaimQuery(text=rare, limit=50),
        "frequent words": ClaimQuery(text=f"{frequent} killed", limit=50),
        "outlet": ClaimQuery(outlet=article.outlet, limit=50),
    }
    events: dict[str, EventQuery] = {
        "newest": EventQuery(limit=50),
        "type and country": EventQuery(type=claim.type, place=country, limit=50),
        "place": EventQuery(place=place, limit=50),
        "actor": EventQuery(actor=actor, limit=50),
        "period": EventQuery(since=day, until=day, limit=50),
        "rare word": EventQuery(text=rare, limit=50),
        "frequent words": EventQuery(text=f"{frequent} killed", limit=50),
        "outlet": EventQuery(outlet=article.outlet, limit=50),
    }
    speech: dict[str, SaidQuery] = {
        "newest": SaidQuery(limit=50),
        "speaker": SaidQuery(speaker=speaker, limit=50),
        "rare word": SaidQuery(text=rare, limit=50),
        "frequent words": SaidQuery(text=frequent, limit=50),
        "period": SaidQuery(since=day, until=day, limit=50),
    }
    for name, asked in claims.items():
        yield f"claims: {name}", partial(_read, archive.claims, asked)
    for name, event in events.items():
        yield f"events: {name}", partial(_read, archive.events, event)
    for name, words in speech.items():
        yield f"said: {name}", partial(_read, archive.said, words)
    yield "actors: most named", lambda: list(archive.actors(ActorQuery(limit=50)))
    yield "actors: name", lambda: list(archive.actors(ActorQuery(actor=actor, limit=50)))
    yield "show: article", lambda: archive.report(article.id[:10])
    event_id = next(archive.events(EventQuery(place=place, limit=1))).id
    yield "show: event", lambda: _show_event(archive, event_id)


def _read(ask: Callable[[Any], Iterable[object]], query: object) -> None:
    for _ in ask(query):
        pass


def _show_event(archive: Archive, event_id: str) -> None:
    found = archive.find(event_id[:14])
    assert found is not None
    assert archive.event(found[1]) is not None
    list(archive.claims_of(found[1]))


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _milliseconds(ordered: list[float], share: float) -> float:
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)


def _megabytes(target: str) -> float | None:
    if "://" in target:
        return None
    return round(
        sum(f.stat().st_size for f in Path(target).parent.glob("archive.sqlite*")) / 1e6, 1
    )


if __name__ == "__main__":
    main()
