"""What was acknowledged is kept, and nothing is kept by halves, whoever dies or comes at once."""

import functools
import itertools
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dateline.errors import StoreError
from dateline.records import Report
from dateline.store import Added, Archive
from tests.simple_linker import SimpleLinker
from tests.store.adding import numbered_report

_ROOT = Path(__file__).parents[2]
_ARTICLES = 200


def _start(target: str, first: int, last: int, reading: str = "first") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.adding", target]
    return subprocess.Popen(
        [*command, str(first), str(last), reading], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )


def _kill_after(process: subprocess.Popen[str], lines: int, seconds: float) -> set[int]:
    """Kill a process a moment after it wrote so many lines; give all that it wrote."""
    assert process.stdout is not None
    acknowledged = list(itertools.islice(process.stdout, lines))
    time.sleep(seconds)
    process.kill()
    acknowledged += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    # The last line may have been cut while it was written.
    return {int(line.partition(" ")[0]) for line in acknowledged if line.endswith("\n")}


def _kept_readings(target: str) -> dict[int, str]:
    """Which reading of each article is kept; fails when one is kept twice or by halves."""
    readings = {}
    with Archive.open(target, create=False) as archive:
        claims = [(row.article_id, row.claim) for row in archive.claims()]
        said = [(row.article_id, row.attribution) for row in archive.said()]
        for report in archive.reports():
            number = int(report.article.id.removeprefix("article-"))
            assert number not in readings
            first = numbered_report(number)
            readings[number] = "first" if report == first else "second"
            assert report == numbered_report(number, readings[number])
        whole = [numbered_report(number, reading) for number, reading in readings.items()]
        _check_links(archive, whole)
    kept_claims = [(kept.article.id, claim) for kept in whole for claim in kept.claims]
    kept_said = [(kept.article.id, one) for kept in whole for one in kept.attributions]
    assert sorted(claims, key=repr) == sorted(kept_claims, key=repr)
    assert sorted(said, key=repr) == sorted(kept_said, key=repr)
    return readings


def _check_links(archive: Archive, kept: list[Report]) -> None:
    """What is linked is what would be linked by adding these reports one by one."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "archive.sqlite")
        with Archive.open(path, linker=SimpleLinker()) as other:
            for report in kept:
                other.add(report)
            assert list(archive.events()) == list(other.events())
            assert list(archive.actors()) == list(other.actors())


def test_a_killed_process_loses_nothing_and_leaves_nothing_by_halves(target: str) -> None:
    moments = random.Random(7)  # noqa: S311
    acknowledged: set[int] = set()
    done = 0
    for _ in range(4):
        process = _start(target, 0, _ARTICLES)
        # Each run begins again at the first article, so let it come further than the one before.
        done += moments.randrange(1, _ARTICLES // 5)
        acknowledged |= _kill_after(process, done, moments.uniform(0, 0.004))
        assert process.returncode == -9
        assert acknowledged <= _kept_readings(target).keys()

    last = _start(target, 0, _ARTICLES)
    last.communicate()

    assert last.returncode == 0
    assert sorted(_kept_readings(target)) == list(range(_ARTICLES))


def test_a_process_killed_while_it_replaces_leaves_one_reading_or_the_other(target: str) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(60):
            archive.add(numbered_report(number))

    acknowledged = _kill_after(_start(target, 0, 60, "second"), 20, 0.002)
    readings = _kept_readings(target)

    assert sorted(readings) == list(range(60))
    assert {readings[number] for number in acknowledged} == {"second"}


def test_a_process_killed_at_the_start_does_not_spoil_the_archive(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    for attempt in range(4):
        process = _start(str(file), 0, 1)
        deadline = time.monotonic() + 20
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(attempt * 0.02)  # somewhere in the making of the tables
        process.kill()
        process.communicate()
        with Archive.open(str(file)) as archive:
            assert archive.counts().articles <= 1
        file.unlink()


def test_two_who_add_the_same_article_at_once_keep_it_once(target: str) -> None:
    assert _add_at_once(target, numbered_report(1), replace=False) == Added.ALREADY_THERE


def test_two_who_replace_the_same_article_at_once_take_turns(target: str) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(numbered_report(1))

    assert _add_at_once(target, numbered_report(1, "second"), replace=True) == Added.REPLACED
    assert _kept_readings(target) == {1: "second"}


def test_who_waited_for_an_article_that_was_not_kept_after_all_adds_it(target: str) -> None:
    with pytest.raises(LookupError):
        _add_at_once(target, numbered_report(1), replace=False, give_up=True)

    assert _kept_readings(target) == {1: "first"}


def _add_at_once(target: str, report: Report, *, replace: bool, give_up: bool = False) -> Added:
    """Add a report while another is about to have added the same; what adding it second did."""
    later: list[Future[Added]] = []
    with (
        Archive.open(target, linker=SimpleLinker()) as first,
        Archive.open(target, linker=SimpleLinker()) as second,
        ThreadPoolExecutor(1) as threads,
    ):

        @event.listens_for(first._engine, "commit")
        def add_meanwhile(_connection: object) -> None:
            later.append(threads.submit(second.add, report, replace=replace))
            time.sleep(0.1)  # long enough to come to where it has to wait
            assert not later[0].done()
            if give_up:
                raise LookupError

        done = first.add(report, replace=replace)
        assert done is (Added.REPLACED if replace else Added.NEW)
        return later[0].result(timeout=20)


def test_of_two_processes_at_a_new_archive_one_adds_each_article(target: str) -> None:
    both = [_start(target, 0, 60) for _ in range(2)]
    written = [process.communicate()[0].splitlines() for process in both]

    assert [process.returncode for process in both] == [0, 0]
    for number in range(60):
        told = sorted(lines[number] for lines in written)
        assert told == [f"{number} already there", f"{number} new"]
    assert sorted(_kept_readings(target)) == list(range(60))


def test_a_full_disk_keeps_nothing_by_halves_and_the_next_run_continues(tmp_path: Path) -> None:
    """A file that may not grow, since not every machine lets a test mount a small disk."""
    path = str(tmp_path / "archive.sqlite")
    with Archive.open(path, linker=SimpleLinker()) as archive:
        for number in range(5):
            archive.add(numbered_report(number))
    kept = set(range(5))

    def let_grow(pages: int, connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        (now,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count={now + pages}")
        cursor.close()

    full = 0
    for pages in (0, 1, 2, 3, 5, 8, 13):
        with Archive.open(path, linker=SimpleLinker()) as archive:
            archive.close()  # the next connection is made with the limit
            event.listen(archive._engine, "connect", functools.partial(let_grow, pages))
            try:
                for number in range(200):
                    archive.add(numbered_report(number))
                    kept.add(number)
            except StoreError as error:
                assert "the disk is full; make room and try again" in str(error)  # noqa: PT017
                full += 1
        assert _kept_readings(path).keys() == kept
    assert full == 7

    with Archive.open(path, linker=SimpleLinker()) as archive:
        for number in range(40):
            archive.add(numbered_report(number))
    assert set(range(40)) <= _kept_readings(path).keys()


@pytest.mark.parametrize("pragma", ["journal_mode", "synchronous", "foreign_keys"])
def test_each_connection_to_a_file_is_durable_and_strict(tmp_path: Path, pragma: str) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2 is FULL

    with (
        Archive.open(str(tmp_path / "archive.sqlite")) as archive,
        archive._engine.connect() as connection,
    ):
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected[pragma]
