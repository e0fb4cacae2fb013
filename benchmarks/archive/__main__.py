"""`python -m benchmarks.archive`: add made-up reports, link them, ask, and see how it grows."""

import gc
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import data
from benchmarks.archive import made_up, one_event
from benchmarks.archive.asking import Taken, ask, milliseconds, time_taken
from benchmarks.archive.linker import PlainLinker
from benchmarks.archive.linker_of_desk import DeskLinker
from dateline.pipeline.linker import ReportLinker
from dateline.store import Archive, Linker

STEPS = (1_000, 10_000, 100_000)
LINKERS: dict[str, Callable[[], Linker]] = {
    "plain": PlainLinker,
    "desk": DeskLinker,
    "rules": ReportLinker,
}
_LAST = 500  # articles of which the time to add is told, up to each step
_TELLING = (50, 100, 200, 300, 500, 1000)  # reports of one event
_LAST_TELLING = 10  # reports of one event of which the time to add is told, up to each step


def main(arguments: list[str] | None = None) -> None:
    """Measure at each step, and print one JSON object as the last line."""
    parser = data.parser("archive", __doc__ or "")
    parser.add_argument(
        "--archive",
        help="a new, empty place: a path, or postgresql://…; else a file, deleted after",
    )
    parser.add_argument(
        "--linker",
        choices=LINKERS,
        default="plain",
        help="plain: by equality (default); desk: the same, with the records of events that ship;"
        " rules: the rules that ship",
    )
    parser.add_argument(
        "--one-event",
        type=int,
        metavar="N",
        help="add N reports of one event instead, with the rules that ship, and ask nothing",
    )
    given = parser.parse_args(arguments)
    limit = given.limit or STEPS[-1]
    with tempfile.TemporaryDirectory(prefix="dateline-archive-") as folder:
        target = given.archive or str(Path(folder) / "archive.sqlite")
        if given.one_event:
            task = {"task": "archive", "linker": "rules", "one_event": given.one_event}
            measured = list(_tell(target, _up_to(_TELLING, given.one_event)))
        else:
            task = {"task": "archive", "linker": given.linker}
            measured = list(_grow(target, LINKERS[given.linker](), _up_to(STEPS, limit)))
    print(json.dumps(task | measured[-1] | {"steps": measured}))


def _up_to(steps: Sequence[int], limit: int) -> list[int]:
    return [step for step in steps if step < limit] + [limit]


def _tell(target: str, steps: list[int]) -> Iterator[dict[str, object]]:
    """Add reports that all tell of one event."""
    times: list[Taken] = []
    with Archive.open(target, linker=ReportLinker()) as archive:
        for step in steps:
            for number in range(len(times), step):
                report = one_event.report(number)
                times.append(time_taken(partial(archive.add, report)))
            yield {
                "articles": step,
                "articles_of_the_event": max(event.articles for event in archive.events()),
                **_adding(times[-_LAST_TELLING:]),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            }
            print(f"archive: {step} reports of one event are done", file=sys.stderr, flush=True)


def _grow(target: str, linker: Linker, steps: list[int]) -> Iterator[dict[str, object]]:
    number = 0
    with Archive.open(target, linker=linker) as archive:
        for step in steps:
            times: list[Taken] = []
            started = time.perf_counter()
            while number < step:
                # Made before the clock runs, a few at a time.
                some = [made_up.report(n) for n in range(number, min(number + 500, step))]
                times += [time_taken(partial(archive.add, report)) for report in some]
                number += len(some)
            gc.collect()
            yield {
                "articles": step,
                "wall_seconds": round(time.perf_counter() - started, 1),
                "add_per_second": round(len(times) / sum(taken.wall for taken in times), 1),
                **_adding(times[-_LAST:]),
                **asking_figures(ask(archive, step)),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
                "file_mb": _megabytes(target),
            }
            print(f"archive: {step} articles are done", file=sys.stderr, flush=True)


def asking_figures(asked: dict[str, list[Taken]]) -> dict[str, object]:
    """The figures of the questions of an archive."""
    every = [taken for some in asked.values() for taken in some]
    return {
        "query_p50_ms": milliseconds((taken.wall for taken in every), 0.5),
        "query_p95_ms": milliseconds((taken.wall for taken in every), 0.95),
        "query_processor_p50_ms": milliseconds((taken.processor for taken in every), 0.5),
        "query_processor_p95_ms": milliseconds((taken.processor for taken in every), 0.95),
        "query_slowest_ms": {
            kind: milliseconds((taken.wall for taken in some), 1.0) for kind, some in asked.items()
        },
    }


def _adding(last: list[Taken]) -> dict[str, float]:
    return {
        "add_p50_ms": milliseconds((taken.wall for taken in last), 0.5),
        "add_p95_ms": milliseconds((taken.wall for taken in last), 0.95),
        "add_mean_ms": round(1000 * statistics.fmean(taken.wall for taken in last), 2),
        "add_processor_ms": milliseconds((taken.processor for taken in last), 0.5),
        "add_processor_p95_ms": milliseconds((taken.processor for taken in last), 0.95),
        "add_processor_mean_ms": round(
            1000 * statistics.fmean(taken.processor for taken in last), 2
        ),
    }


def _megabytes(target: str) -> float | None:
    if "://" in target:
        return None
    return round(
        sum(f.stat().st_size for f in Path(target).parent.glob(f"{Path(target).name}*")) / 1e6, 1
    )


if __name__ == "__main__":
    main()
