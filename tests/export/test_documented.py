"""docs/exports.md has a section for every format, and its examples run."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.export import FORMATS
from dateline.pipeline import open_archive
from tests.export.conftest import ROOT

PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_every_format_has_a_section_and_every_section_a_format() -> None:
    assert set(SECTIONS) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_runs(
    name: str, examples_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example,) = re.findall(r"```sh\n(dateline export .*?)\n```", SECTIONS[name], re.DOTALL)
    monkeypatch.chdir(tmp_path)
    path = Path(shutil.copy(examples_path, tmp_path / "archive.sqlite"))
    with open_archive(str(path)) as archive:  # some exports hold what people decided
        claim = next(archive.claims())
        archive.accept(f"{claim.article_id}#{claim.claim.id}", by="Ada")
    arguments = [*shlex.split(example)[1:], "--archive", str(path)]
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False, standalone_mode=False)
    assert done.exit_code == 0
    written = Path(arguments[arguments.index("-o") + 1])
    assert written.name.endswith(FORMATS[name].as_kind(None, written.name).suffix)
    assert written.stat().st_size > 100
    assert done.stdout == ""
