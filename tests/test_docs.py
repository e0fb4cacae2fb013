"""The documents say what the code does, and all of it."""

import contextlib
import doctest
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import dateline.pipeline
from dateline.cli import cli
from dateline.settings import settings
from dateline.sources.file import SUFFIXES
from tests.sources.pages import answer_every_address

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))


@pytest.mark.parametrize("name", sorted(GENERATE["pages"]()))
def test_reference_is_what_the_code_says(name: str) -> None:
    written = ROOT / "docs" / "reference" / name
    assert written.exists(), "run `make docs`"
    assert written.read_text(encoding="utf-8") == GENERATE["pages"]()[name], "run `make docs`"


def test_readme_names_every_command() -> None:
    for name in cli.commands:
        assert f"dateline {name}" in README, name


def test_every_setting_is_documented() -> None:
    code = (ROOT / "src" / "dateline" / "settings.py").read_text(encoding="utf-8")
    documented = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    for variable in set(re.findall(r"\"(DATELINE_[A-Z_]+)\"", code)):
        assert f"{variable}:" in documented, variable


@pytest.mark.parametrize("document", ["README.md", "docs/spacy.md", "docs/watches.md"])
def test_the_python_of_the_documents_runs(document: str, tmp_path: Path) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    for block in map(textwrap.dedent, blocks):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=ROOT,
            env=os.environ | {"DATELINE_ARCHIVE": str(tmp_path / "archive.sqlite")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_the_sample_of_the_readme_is_what_is_printed() -> None:
    command, *lines = re.findall(r"```\n\$ (dateline read .*?)```", README, re.DOTALL)[0].split(
        "\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    printed = [line.rstrip() for line in done.stdout.splitlines()]
    for line in lines:
        assert line in {"…", ""} or line in printed, line


def test_the_examples_of_the_sources_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each on the samples of its source, which a user would have in the folder."""
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ dateline (.*)$", text, re.MULTILINE)
    for folder in (ROOT / "tests" / "sources" / "golden").iterdir():
        for sample in folder.iterdir():
            shutil.copy(sample, tmp_path)
    listed = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "feeds.toml").write_text(listed[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "archive.sqlite"))
    answer_every_address(monkeypatch)
    settings.cache_clear()
    for command in commands:
        (tmp_path / "archive.sqlite").unlink(missing_ok=True)
        with contextlib.suppress(SystemExit):  # the samples hold broken records on purpose
            cli.main(shlex.split(command), standalone_mode=False)
        printed = capsys.readouterr()
        assert "new\t" in printed.out, (command, printed.err)
    settings.cache_clear()


def test_the_example_of_the_watches_runs_and_prints_what_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (ROOT / "docs" / "watches.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```\n(\$ dateline .*?)```", text, re.DOTALL)
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "archive.sqlite"))
    settings.cache_clear()
    for part in example.split("$ dateline ")[1:]:
        command, *shown = part.rstrip().split("\n")
        cli.main(shlex.split(command), standalone_mode=False)
        printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        for line in shown:
            assert line in printed, (command, line)
        assert shown or "watch run" not in command or not printed, "a copy tells nothing"
    settings.cache_clear()


def test_every_suffix_is_in_the_documents() -> None:
    text = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in text, suffix


def test_docstring_examples_run() -> None:
    assert doctest.testmod(dateline.pipeline).failed == 0


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("benchmarks/**/*.md"),
    ]
    for document in documents:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_benchmark_folder_explains_itself() -> None:
    for folder in (ROOT / "benchmarks").iterdir():
        if (folder / "__main__.py").exists():
            assert (folder / "README.md").exists(), folder.name
            assert f"benchmarks.{folder.name}" in README, folder.name


def test_every_resource_names_its_origin_and_licence() -> None:
    for path in (ROOT / "src" / "dateline" / "resources").glob("*.t?[vt]"):
        head = path.read_text(encoding="utf-8")[:2000].lower()
        assert "origin" in head, path.name
        assert "licen" in head or "permission" in head, path.name
