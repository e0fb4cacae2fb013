"""What was acknowledged is kept, and nothing is kept by halves, whoever dies or comes at once."""

import itertools
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store import Archive
from tests.store.adding import numbered_report

_ROOT = Path(__file__).parents[2]
_ARTICLES = 200


def _start(file: Path, first: int, last: int, reading: str = "first") -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.adding", str(file)]
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
    return {int(line) for line in acknowledged if line.endswith("\n")}


def _kept_readings(file: Path) -> dict[int, str]:
    """Which reading of each article is kept; fails when one is kept twice or by halves."""
    readings = {}
    with Archive.open(str(file), create=False) as archive:
        claims = [(row.article_id, row.claim) for row in archive.claims()]
        said = [(row.article_id, row.attribution) for row in archive.said()]
        for report in archive.reports():
            number = int(report.article.id.removeprefix("article-"))
            assert number not in readings
            first = numbered_report(number)
            readings[number] = "first" if report == first else "second"
            assert report == numbered_report(number, readings[number])
        whole = [numbered_report(number, reading) for number, reading in readings.items()]
    kept_claims = [(kept.article.id, claim) for kept in whole for claim in kept.claims]
    kept_said = [(kept.article.id, one) for kept in whole for one in kept.attributions]
    assert sorted(claims, key=repr) == sorted(kept_claims, key=repr)
    assert sorted(said, key=repr) == sorted(kept_said, key=repr)
    return readings


def test_a_killed_process_loses_nothing_and_leaves_nothing_by_halves(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    moments = random.Random(7)  # noqa: S311
    acknowledged: set[int] = set()
    done = 0
    for _ in range(4):
        process = _start(file, 0, _ARTICLES)
        # Each run begins again at the first article, so let it come further than the one before.
        done += moments.randrange(1, _ARTICLES // 5)
        acknowledged |= _kill_after(process, done, moments.uniform(0, 0.004))
        assert process.returncode == -9
        assert acknowledged <= _kept_readings(file).keys()

    last = _start(file, 0, _ARTICLES)
    last.communicate()

    assert last.returncode == 0
    assert sorted(_kept_readings(file)) == list(range(_ARTICLES))


def test_a_process_killed_while_it_replaces_leaves_one_reading_or_the_other(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    with Archive.open(str(file)) as archive:
        for number in range(60):
            archive.add(numbered_report(number))

    acknowledged = _kill_after(_start(file, 0, 60, "second"), 20, 0.002)
    readings = _kept_readings(file)

    assert sorted(readings) == list(range(60))
    assert {readings[number] for number in acknowledged} == {"second"}


def test_a_process_killed_at_the_start_does_not_spoil_the_archive(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    for attempt in range(4):
        process = _start(file, 0, 1)
        deadline = time.monotonic() + 20
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(attempt * 0.02)  # somewhere in the making of the tables
        process.kill()
        process.communicate()
        with Archive.open(str(file)) as archive:
            assert archive.counts().articles <= 1
        file.unlink()


def test_two_processes_add_at_once_to_a_new_archive(tmp_path: Path) -> None:
    file = tmp_path / "archive.sqlite"
    both = [_start(file, 0, 60), _start(file, 30, 90)]
    written = [process.communicate()[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert [len(lines.splitlines()) for lines in written] == [60, 60]
    assert sorted(_kept_readings(file)) == list(range(90))


@pytest.mark.parametrize("pragma", ["journal_mode", "synchronous", "foreign_keys"])
def test_each_connection_is_durable_and_strict(archive: Archive, pragma: str) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}  # 2 is FULL

    with archive._engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == expected[pragma]
