"""`python -m benchmarks.archive`: add made-up reports, link them, ask, and see how it grows."""

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import data
from benchmarks.archive import made_up
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
    given = parser.parse_args(arguments)
    limit = given.limit or STEPS[-1]
    with tempfile.TemporaryDirectory(prefix="dateline-archive-") as folder:
        target = given.archive or str(Path(folder) / "archive.sqlite")
        steps = [step for step in STEPS if step < limit] + [limit]
        measured = list(_grow(target, LINKERS[given.linker](), steps))
    task = {"task": "archive", "linker": given.linker}
    print(json.dumps(task | measured[-1] | {"steps": measured}))


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
        "add_processor_ms": milliseconds((taken.processor for taken in last), 0.5),
    }


def _megabytes(target: str) -> float | None:
    if "://" in target:
        return None
    return round(
        sum(f.stat().st_size for f in Path(target).parent.glob(f"{Path(target).name}*")) / 1e6, 1
    )


if __name__ == "__main__":
    main()
