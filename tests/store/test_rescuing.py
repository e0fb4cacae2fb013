"""Of a damaged archive every report that can still be read is read, wherever the damage is."""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.records import Report, report_from_json
from dateline.store import Archive, rescue
from dateline.store.pages import Pages
from tests.making import MadeClaim, make_report
from tests.simple_linker import SimpleLinker
from tests.store.databases import execute

_PAGE = 4096
_ARTICLES = 60


def _report(number: int) -> Report:
    return make_report(number, claims=[MadeClaim(actor=f"Band {number} " + "ä" * number * 9)] * 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path), linker=SimpleLinker()) as archive:
        for number in range(_ARTICLES):
            archive.add(_report(number))
        archive.merge(f"{_id(1)}#e1", f"{_id(1)}#e2", by="Ada")
    return path


def _id(number: int) -> str:
    return _report(number).article.id


def _rescued(folder: Path) -> list[Report]:
    lines = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [report_from_json(line) for line in lines]


def test_of_a_sound_archive_everything_is_read(target: str, tmp_path: Path) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(7):
            archive.add(_report(number))
        archive.merge(f"{_id(1)}#e1", f"{_id(1)}#e2", by="Ada", why="one band")

    rescued = rescue(target, tmp_path / "out")

    assert (rescued.reports, rescued.decisions, rescued.lost) == (7, 1, ())
    assert _rescued(tmp_path / "out") == [_report(number) for number in range(7)]
    (line,) = (tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["reason"] == "one band"
    assert not (tmp_path / "out" / "lost.txt").exists()


def test_the_pages_hold_what_the_tables_hold(file: Path) -> None:
    texts = [text for text in Pages(file).texts() if text.startswith('{"schema":"dateline.report')]
    assert _in_order(texts) == [_report(n) for n in range(_ARTICLES)]


def test_what_stands_in_the_log_only_is_read(tmp_path: Path) -> None:
    path, copy = tmp_path / "archive.sqlite", tmp_path / "copy.sqlite"
    with Archive.open(str(path)) as archive:
        for number in range(9):
            archive.add(_report(number))
        for end in ("", "-wal"):  # as a machine that went down leaves them
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    assert (tmp_path / "copy.sqlite-wal").stat().st_size > 0

    texts = [text for text in Pages(copy).texts() if text.startswith('{"schema":"dateline.report')]

    assert _in_order(texts) == [_report(n) for n in range(9)]


@pytest.mark.parametrize("seed", range(12))
def test_what_damage_has_not_touched_is_read(file: Path, tmp_path: Path, seed: int) -> None:
    """Pages are overwritten at random: a report is lost only with one of its own pages."""
    chance = random.Random(seed)  # noqa: S311
    pages = file.stat().st_size // _PAGE
    holders = _holders(file)
    damaged = {1} if seed == 0 else set(chance.sample(range(1, pages + 1), 1 + seed))
    with file.open("r+b") as stream:
        for page in damaged:
            stream.seek((page - 1) * _PAGE)
            stream.write(chance.randbytes(_PAGE) if seed % 2 else b"\0" * _PAGE)

    rescued = rescue(str(file), tmp_path / "out")

    found = _rescued(tmp_path / "out")
    whole = [_report(n) for n in range(_ARTICLES)]
    assert all(report in whole for report in found)
    untouched = [whole[n] for n, used in holders.items() if not used & damaged]
    assert all(report in found for report in untouched)
    assert len(found) == rescued.reports
    if seed == 0:
        assert rescued.reports == _ARTICLES


def test_a_file_that_was_cut_gives_what_is_left(file: Path, tmp_path: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)

    rescued = rescue(str(file), tmp_path / "out")

    assert 0 < rescued.reports < _ARTICLES


def test_what_was_rescued_makes_an_archive_again(file: Path, tmp_path: Path) -> None:
    execute(str(file), "UPDATE reports SET report = '{}' WHERE article_key = 7")

    rescued = rescue(str(file), tmp_path / "out")

    assert rescued.lost == (_id(6),)
    assert (tmp_path / "out" / "lost.txt").read_text(encoding="utf-8") == f"{_id(6)}\n"
    with Archive.open(str(tmp_path / "new.sqlite")) as archive:
        for report in _rescued(tmp_path / "out"):
            archive.add(report)
        assert archive.counts().articles == _ARTICLES - 1


def test_a_rescue_is_not_written_over_another(file: Path, tmp_path: Path) -> None:
    rescue(str(file), tmp_path / "out")
    with pytest.raises(StoreError, match="holds what was rescued before"):
        rescue(str(file), tmp_path / "out")


def test_there_is_nothing_to_rescue_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no archive"):
        rescue(str(tmp_path / "no.sqlite"), tmp_path / "out")


@pytest.mark.parametrize(
    "content", [b"", b"Dear Ada, " * 2000, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_any_file_is_searched_without_a_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(content)

    assert rescue(str(path), tmp_path / "out").reports == 0


def _in_order(texts: list[str]) -> list[Report]:
    return sorted(map(report_from_json, texts), key=_number)


def _number(report: Report) -> int:
    return int(report.article.text.split()[2].rstrip("."))


def _holders(file: Path) -> dict[int, set[int]]:
    """The pages on which each report stands."""
    pages = Pages(file)
    holders: dict[int, set[int]] = {}
    read: set[int] = set()
    real = pages.page

    def noted(number: int) -> bytes:
        read.add(number)
        return real(number)

    pages.page = noted  # type: ignore[method-assign]
    for number in range(1, pages.count + 1):
        read.clear()
        for text in pages._texts_on(number):
            if text.startswith('{"schema":"dateline.report'):
                holders[_number(report_from_json(text))] = set(read)
    assert len(holders) == _ARTICLES
    return holders
