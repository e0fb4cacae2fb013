"""`dateline add` of a web archive, killed in the middle and given again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from dateline.pipeline import Reader, add_new
from dateline.sources import SourceOptions, open_inputs
from dateline.store import Added, Archive
from tests.sources.archives import crawl, packed

PAGES = 40


def test_a_web_archive_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    crawled, archive = tmp_path / "crawl.warc.gz", tmp_path / "archive.sqlite"
    crawled.write_bytes(packed(*crawl(PAGES)))
    command = [sys.executable, "-m", "dateline", "add", str(crawled), "--archive", str(archive)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        for _ in range(10):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)

    with Archive.open(str(archive)) as store:
        kept = [report.article.id for report in store.reports()]
    assert 10 <= len(kept) < PAGES, "it was killed in the middle"
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    words = [line.split("\t")[0] for line in again.stdout.splitlines()]
    assert words == ["known"] * len(kept) + ["new"] * (PAGES - len(kept))
    assert "records that are no pages" in again.stderr


def test_what_is_there_is_not_read_again(tmp_path: Path) -> None:
    crawled = tmp_path / "crawl.warc.gz"
    crawled.write_bytes(packed(*crawl(3)))
    options = SourceOptions()

    class Refusing(Reader):
        def __init__(self) -> None:
            """Load nothing: nothing may be read."""

    with Archive.open(str(tmp_path / "archive.sqlite")) as store:
        first = list(add_new(store, Reader(), open_inputs([str(crawled)], options), options))
        again = list(add_new(store, Refusing(), open_inputs([str(crawled)], options), options))
    assert [result[1] for result in first if isinstance(result, tuple)] == [Added.NEW] * 3
    assert [result[1] for result in again if isinstance(result, tuple)] == [Added.ALREADY_THERE] * 3
