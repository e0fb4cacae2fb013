"""The clock jumps, the folder may not be written to, another version upgrades the archive."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store import Archive, changing, decisions
from dateline.store import archive as archive_module
from tests.making import make_report
from tests.simple_linker import SimpleLinker
from tests.store.acts import ACTS, Act
from tests.store.databases import execute


class _Clock(datetime):
    """A clock that says whatever it is set to."""

    at = datetime(2026, 11, 26, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Clock]]:
    start = _Clock.at
    for module in (archive_module, changing, decisions):
        monkeypatch.setattr(module, "datetime", _Clock)
    yield _Clock
    _Clock.at = start


def test_what_happened_keeps_its_order_when_the_clock_jumps_back(
    archive: Archive, clock: type[_Clock]
) -> None:
    first, second, third = (make_report(number) for number in range(3))
    archive.add(first)
    archive.merge(f"{first.article.id}#e1", f"{first.article.id}#e2", by="Ada")
    clock.at -= timedelta(days=4000)
    archive.add(second)
    archive.split(f"{first.article.id}#e1", f"{first.article.id}#e2", by="Bela")
    clock.at += timedelta(days=1)
    archive.add(third)
    undone = archive.undo(by="Ada")

    added = [change.id for change in archive.changes() if change.of == "article"]
    assert added == [report.article.id for report in (first, second, third)]
    numbers = [change.number for change in archive.changes()]
    assert numbers == sorted(numbers)
    assert [one.number for one in archive.newest_changes(99)] == numbers[::-1]
    assert archive.newest_articles(3) == [third, second, first]
    assert undone.by == "Bela", "the newest by number"
    assert [made.by for made in archive.decisions()] == ["Ada", "Bela", "Ada"]
    assert [made.kind for made in archive.decisions()] == ["undo", "split", "merge"]
    after = archive.newest_changes(1)[0].number - 1
    assert [one.number for one in archive.changes(after)] == numbers[-1:]
    assert {one.at.year for one in archive.changes(date(2026, 11, 26))} == {2026}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_is_done_in_an_archive_that_another_version_has_upgraded(
    target: str, act: Act
) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(make_report(0))
        archive.close()  # so that no connection is in the way
        execute(target, "UPDATE dateline_version SET version_num = '9000'")
        with pytest.raises(StoreError, match=r"upgraded by another version .* version 9000"):
            act(archive)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder with an archive, in which nobody else may write."""
    folder = Path(tempfile.mkdtemp())  # not in tmp_path, which others may not even enter
    with Archive.open(str(folder / "archive.sqlite")) as archive:
        for number in range(5):
            archive.add(make_report(number))
    (folder / "archive.sqlite").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextlib.contextmanager
def _as_an_ordinary_user() -> Iterator[None]:
    """Whoever is root may write everywhere."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are others there")
def test_an_archive_in_a_folder_that_may_not_be_written_to(shelf: Path) -> None:
    path = shelf / "archive.sqlite"
    before = path.read_bytes()
    with _as_an_ordinary_user():
        with pytest.raises(StoreError, match=r"archive\.sqlite: it may not be written to; give"):
            Archive.open(str(path))
        # As docs/operation.md says, for a disk that nobody writes to.
        address = f"sqlite:///file:{path}?immutable=1&uri=true"
        with Archive.open(address, create=False) as archive:
            assert len(list(archive.reports())) == 5
            with pytest.raises(StoreError, match="it may not be written to"):
                archive.add(make_report(9))
    assert path.read_bytes() == before
