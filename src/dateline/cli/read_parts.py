"""`dateline read -o DIR`: read large inputs in parts to a folder of report files."""

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.talk import tell, tell_failure
from dateline.records import Failure

if TYPE_CHECKING:
    from dateline.pipeline.partitions import Partitions, PartRead, Told
    from dateline.sources import Part, SourceOptions

_SECONDS_BETWEEN_LINES = 5.0


def read_to_folder(
    inputs: Sequence[str],
    folder: str,
    options: "SourceOptions",
    codebook: str | None,
    *,
    runner: str,
    count: int | None,
) -> None:
    """Read what is not in the folder yet, say how it goes, and end with 1 if anything failed."""
    from dateline.pipeline.partitions import Partitions, processes_runner, ray_runner

    partitions = Partitions(inputs, Path(folder), options, codebook)
    if partitions.done:
        tell(f"{folder}: {len(partitions.done)} of {len(partitions.parts)} parts are done already")
    chosen = ray_runner(count) if runner == "ray" else processes_runner(count or 1)
    with contextlib.redirect_stdout(sys.stderr):  # Ray prints there that a worker has died
        failed = tell_parts(partitions, partitions.read(chosen))
    articles = sum(read.articles for read in partitions.done)
    failures = sum(len(read.failures) for read in partitions.done)
    tell(
        f"{folder}: {len(partitions.done)} of {len(partitions.parts)} parts, {articles:,} articles,"
        f" {failures:,} failed; keep them with: dateline add {folder}"
    )
    if failed or failures:
        sys.exit(1)


def tell_parts(partitions: "Partitions", tellings: "Iterator[tuple[Part, Told]]") -> int:
    """Tell each part that is done, and now and then how far the others are; how many failed."""
    from dateline.pipeline.partitions import Going, PartRead

    going: dict[Part, int] = {}
    failed, last = 0, time.monotonic()
    for part, told in tellings:
        if isinstance(told, Going):
            going[part] = told.articles
        else:
            going.pop(part, None)
            if isinstance(told, PartRead):
                tell(_done_line(part, told))
            else:
                tell_failure(Failure(ref=str(part), reason=told.reason))
                failed += 1
        now = time.monotonic()
        if going and now - last >= _SECONDS_BETWEEN_LINES:
            last = now
            tell(
                f"reading: {len(partitions.done)} of {len(partitions.parts)} parts are done,"
                f" {sum(going.values()):,} articles of {len(going)} that are being read"
            )
    return failed


def _done_line(part: "Part", read: "PartRead") -> str:
    line = f"{part}: {read.articles:,} articles in {read.seconds:g} s"
    if read.failures:
        line += f", {len(read.failures):,} failed (see {read.name}.json)"
    return line
