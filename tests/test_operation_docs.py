"""The examples of docs/operation.md do what they say, one after the other, from it alone."""

import contextlib
import re
import shlex
from pathlib import Path

import pytest

from dateline.cli import cli
from dateline.settings import settings
from dateline.store import Archive

_ROOT = Path(__file__).parents[1]
_TEXT = (_ROOT / "docs" / "operation.md").read_text(encoding="utf-8")


def test_every_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(_ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "archive.sqlite"))
    settings.cache_clear()
    commands = re.findall(r"^\$ dateline (.*)$", _TEXT, re.MULTILINE)
    assert commands
    told = {}
    try:
        for command in commands:
            with contextlib.suppress(SystemExit):
                assert cli.main(shlex.split(command), standalone_mode=False) in {None, 0}
            told[command.partition(" ")[0]] = "".join(capsys.readouterr())
    finally:
        settings.cache_clear()

    assert "✗" not in told["doctor"]
    assert "articles are forgotten" in told["forget"]
    assert "restored" in told["restore"]
    with Archive.open("archive.sqlite") as kept, Archive.open("mended.sqlite") as mended:
        with Archive.open("copy.sqlite") as copy:
            assert list(copy.reports()) == list(mended.reports())
            assert 0 < kept.counts().articles < copy.counts().articles
        assert list(kept.naming(["Joaquim Nhaca"])) == []


def test_every_message_of_the_table_is_one_that_the_code_says() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (_ROOT / "src" / "dateline").rglob("*.py")
    )
    joined = re.sub(r'"\s*\n\s*f?"', "", code)
    table = _TEXT.partition("| what you see | what to do |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1].strip() for row in table.splitlines()[2:] if row]
    assert len(cells) == 7
    for cell in cells:
        for message in cell.split(", "):
            assert message in joined, message
