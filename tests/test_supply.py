"""What is shipped is whole, and what it stands on is told: wheel, licences, SBOM, citation."""

import itertools
import os
import re
import runpy
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import dateline

ROOT = Path(__file__).parents[1]
LICENCES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "licences.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_page_of_licences_is_in_step_with_the_lock_file() -> None:
    """After `make lock`: `make docs`."""
    written = LICENCES["PAGE"].read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (\S+) \| (\S+) \| \S.* \|$", written, re.MULTILINE))
    assert set(LICENCES["locked"]()) == listed - {("package", "version"), ("what", "licence")}


def test_each_package_names_its_licence() -> None:
    written = LICENCES["PAGE"].read_text(encoding="utf-8")
    assert "not said" not in written
    for name in re.findall(r"^\| (\S+) \| \S+ \| not installed here \|$", written, re.MULTILINE):
        assert name == "httpx2-jsfetch", f"{name}: which licence has it?"


def test_what_users_install_may_be_used_with_a_free_program() -> None:
    """LGPL and MPL may be used as libraries; GPL and AGPL alone may not."""
    for one in LICENCES["packages"]():
        alternatives = one.licence.split(" OR ")
        assert not all(re.search(r"(?<!L)GPL(?!.*LGPL)", each) for each in alternatives), one


def test_every_file_that_ships_and_is_no_code_is_told() -> None:
    for _, _, _, place in LICENCES["SHIPPED"]:
        assert (ROOT / "docs" / place).exists(), place


def test_the_sbom_lists_what_users_install() -> None:
    sbom = LICENCES["sbom"]()
    assert (sbom["bomFormat"], sbom["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", sbom["serialNumber"])
    names = [part["name"] for part in sbom["components"]]
    locked = {name for name, _ in LICENCES["locked"]()}
    extras = PROJECT["optional-dependencies"].values()
    for requirement in itertools.chain(PROJECT["dependencies"], *extras):
        name = LICENCES["_name"](requirement)
        assert name in names or name not in locked, name
    assert "pytest" not in names
    assert sum(part["type"] == "machine-learning-model" for part in sbom["components"]) == 1
    refs = {part["bom-ref"] for part in sbom["components"] if "bom-ref" in part}
    assert set(sbom["dependencies"][0]["dependsOn"]) == refs
    assert sbom == LICENCES["sbom"](), "the same twice, so that it can be compared"


def test_the_citation_is_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == PROJECT["version"] == dateline.__version__
    assert cited["license"] == PROJECT["license"]
    assert cited["cff-version"] == "1.2.0"
    assert cited["authors"]


@pytest.mark.parametrize("unit", sorted((ROOT / "deploy").glob("*.service"), key=str))
def test_units_start_commands_that_are_there(unit: Path) -> None:
    from dateline.cli import cli

    text = unit.read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    program, command, *options = line.split()
    assert Path(program).name == "dateline"
    known = {name for option in cli.commands[command].params for name in option.opts}
    for option in options:
        assert not option.startswith("--") or option in known, option


@pytest.mark.slow
def test_a_wheel_without_the_repository_reads_an_article(tmp_path: Path) -> None:
    """The files of a wheel alone; `.ci/wheel` installs it with its dependencies."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
        env=environment,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = held.namelist()
        held.extractall(tmp_path / "installed")
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "training/"))]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    story = tmp_path / "story.txt"
    story.write_text("Gunmen killed 12 villagers near Varda on Monday, police said.\n")
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import dateline, dateline.cli;"
        "assert dateline.__file__.startswith(sys.path[0]), dateline.__file__; dateline.cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path / "installed"), "read", str(story)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=environment | {"PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert "ASSAULT" in done.stdout
    assert "police said" in done.stdout
