"""Write web archives of made-up pages; read them, and keep them with a kill in the middle.

python -m benchmarks.warc [--pages 5000]
"""

import argparse
import json
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from dateline.pipeline import Reader, add_new
from dateline.records import Article, Failure, Report
from dateline.sources import SourceOptions, open_inputs
from dateline.store import Added, Archive
from tests.sources.archives import crawl, packed


def main() -> None:
    """Measure each in a process of its own, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--work", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        what, *paths = asked.work
        print(json.dumps(_read(*paths) if what == "read" else _keep(*paths)))
        return
    with tempfile.TemporaryDirectory() as folder:
        some, all_ = (_crawled(Path(folder), pages) for pages in (asked.pages // 10, asked.pages))
        print(
            json.dumps(
                {
                    "a_tenth": _measured("read", some),
                    "all": _measured("read", all_),
                    "killed_and_restarted": _restarted(all_, Path(folder) / "archive.sqlite",
                                                       asked.pages // 2),
                }
            )
        )  # fmt: skip


def _crawled(folder: Path, pages: int) -> Path:
    path = folder / f"{pages}.warc.gz"
    with path.open("wb") as stream:
        for record in crawl(pages):
            stream.write(packed(record))
    print(f"{pages} pages, {path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)
    return path


def _command(*work: object) -> list[str]:
    return [sys.executable, "-m", "benchmarks.warc", "--work", *map(str, work)]


def _measured(*work: object) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603
        _command(*work), check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _restarted(crawled: Path, archive: Path, kill_after: int) -> dict[str, Any]:
    """Keep the pages; be killed after some; do it again, and see what is there."""
    with subprocess.Popen(  # noqa: S603
        _command("keep", crawled, archive), stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for _ in range(kill_after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    with Archive.open(str(archive)) as store:
        kept = store.counts().articles
    again = _measured("keep", crawled, archive)
    with Archive.open(str(archive)) as store:
        return {"kept_when_killed": kept, "then": again, "kept": store.counts().articles}


def _read(path: str) -> dict[str, Any]:
    """Find the articles through the source alone."""
    start = time.perf_counter()
    read = sum(isinstance(item, Article) for item in open_inputs([path], SourceOptions()))
    return {"articles": read, **_spent(start)}


def _keep(path: str, archive: str) -> dict[str, Any]:
    """Keep the articles as `dateline add` does, a line for each, without reading or linking."""
    start, options = time.perf_counter(), SourceOptions()
    told = dict.fromkeys(Added, 0)
    with Archive.open(archive) as store:
        for result in add_new(store, _Passing(), open_inputs([path], options), options):
            assert not isinstance(result, Failure), result
            told[result[1]] += 1
            print(result[0].id, flush=True)
    return {
        "known": told[Added.ALREADY_THERE],
        "new": told[Added.NEW],
        **_spent(start),
    }


class _Passing(Reader):
    """Finds nothing in any article, so that only the source and the archive are measured."""

    def __init__(self) -> None:
        """Load nothing."""

    def read_safely(self, article: Article, options: SourceOptions) -> Report | Failure:
        return Report(article=article)


def _spent(start: float) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(time.perf_counter() - start, 1), "peak_memory_mb": round(peak)}


if __name__ == "__main__":
    main()
