"""Write web archives of made-up pages, read them through the source alone, print time and memory.

python -m benchmarks.warc [--pages 5000]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dateline.records import Article
from dateline.sources import SourceOptions, open_inputs
from tests.sources.archives import crawl, packed


def main() -> None:
    """Measure a tenth of the pages and all of them, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--read", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        print(json.dumps(_read(asked.read)))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps([_measured(Path(folder), n) for n in (asked.pages // 10, asked.pages)]))


def _measured(folder: Path, pages: int) -> dict[str, float]:
    path = folder / f"{pages}.warc.gz"
    with path.open("wb") as stream:
        for record in crawl(pages):
            stream.write(packed(record))
    print(f"{pages} pages, {path.stat().st_size / 1e6:.1f} MB: reading", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.warc", "--read", str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _read(path: str) -> dict[str, float]:
    start = time.perf_counter()
    read = sum(isinstance(item, Article) for item in open_inputs([path], SourceOptions()))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"articles": read, "seconds": round(seconds, 1), "peak_memory_mb": round(peak)}


if __name__ == "__main__":
    main()
