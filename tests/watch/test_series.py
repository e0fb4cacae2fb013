"""Surges on a watch: what is counted, against what, and that it is told once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.pipeline import open_archive
from dateline.records import Alert, Report
from dateline.store import Archive
from dateline.watch import add_watch, ask_watches, make_draft
from tests.watch.told import days_after, raid

MONDAY = date(2021, 3, 1)  # of the present week
NOW = datetime(2021, 3, 7, 20, tzinfo=UTC)
GUARDS = ["Red Guard", "Blue Band", "Salt Legion", "Iron Column", "Grey Circle", "Corn Army"]
PLACES = ["Varda", "Oslo", "Lakeside"]
Opened = Callable[[], Archive]


def raid_of_week(weeks: int, number: int, **more: Any) -> Report:
    """A raid so many weeks after the present one, unlike the others of its week."""
    day = days_after(MONDAY, 7 * weeks + number % 7)
    told: dict[str, Any] = {"place": PLACES[number % 3], "actor": GUARDS[number % 6]} | more
    return raid(1000 * weeks + number, day=day, **told)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of sixteen weeks with one raid each."""
    path = tmp_path_factory.mktemp("calm") / "archive.sqlite"
    with open_archive(str(path)) as archive:
        for weeks in range(-18, 0):
            archive.add(raid_of_week(weeks, weeks % 5))
    return path


@pytest.fixture
def archive(calm: Path, tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "archive.sqlite"
    shutil.copy(calm, path)
    with open_archive(str(path)) as archive:
        yield archive


def ask(archive: Archive, now: datetime = NOW) -> list[Alert]:
    return list(ask_watches(archive, now))


def watch(archive: Archive, **asked: Any) -> None:
    add_watch(archive, make_draft("Raids", asked, kinds=["surge"]))


def test_a_surge_is_told_once_with_what_was_expected_and_whose_word_it_is(
    archive: Archive,
) -> None:
    watch(archive)
    for number in range(9):
        archive.add(raid_of_week(0, number))
    (alert,) = ask(archive)
    head = alert.surges[0]
    assert (head.since, head.until) == ("2021-03-01", "2021-03-07")
    assert head.observed == len(alert.events) >= 8
    assert head.expected == pytest.approx(1, abs=0.1)
    assert head.is_new
    assert head.of == "watch", "of those that are as unlikely the widest"
    assert alert.looked_at is not None
    assert alert.looked_at > len(alert.surges)
    assert alert.articles == 9
    assert all(voice.outlet and voice.evidence for voice in alert.voices)
    assert {"watch", "type"} <= {one.of for one in alert.surges}

    archive.add(raid_of_week(0, 9, actor="Night Watch"))
    assert ask(archive) == [], "it is the same surge"
    archive.add(raid_of_week(1, 0))
    assert ask(archive, NOW + timedelta(days=7)) == [], "it goes on"


def test_copies_are_no_surge(archive: Archive) -> None:
    watch(archive)
    for number in range(9):
        archive.add(raid(5000 + number, day="2021-03-02", outlet=f"Reprint {number}"))
    assert ask(archive) == []


def test_what_is_only_planned_or_denied_is_not_counted(archive: Archive) -> None:
    watch(archive)
    for number in range(9):
        planned = {"status": "planned"} if number % 2 else {"certainty": "denied"}
        archive.add(raid_of_week(0, number, **planned))
    assert ask(archive) == []


def test_news_of_long_ago_is_no_surge(archive: Archive) -> None:
    watch(archive)
    for number in range(9):
        archive.add(raid_of_week(-6, number))
    assert ask(archive) == []


def test_late_news_of_last_week_is_one(archive: Archive) -> None:
    watch(archive)
    for number in range(9):
        archive.add(raid_of_week(0, number))
    (alert,) = ask(archive, NOW + timedelta(days=3))
    assert alert.surges[0].until == "2021-03-07"


def test_only_what_answers_is_counted(archive: Archive) -> None:
    watch(archive, place="Oslo")
    for number in range(9):
        archive.add(raid_of_week(0, number, place=["Varda", "Lakeside"][number % 2]))
    assert ask(archive) == []


def test_weeks_in_which_nobody_listened_are_no_history(tmp_path: Path) -> None:
    """An archive that begins with a busy month has nothing to compare it with."""
    with open_archive(str(tmp_path / "new.sqlite")) as archive:
        archive.add(raid_of_week(-40, 0))
        watch(archive)
        for number in range(9):
            archive.add(raid_of_week(0, number))
        assert ask(archive) == []
