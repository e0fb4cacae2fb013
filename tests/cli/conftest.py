"""The command line as a user has it: a process of its own, or in this one where that is quicker."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPORT = """VARDA, 14 July 2015 (Norpress) — Gunmen killed at least 12 villagers on Monday, police
said.

"They came at dawn," said Mayor Ilse Brandt.
"""
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `dateline ARGUMENTS`, with an archive of its own and nothing on a terminal."""

    def run_dateline(
        *arguments: str, stdin: str = "", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "dateline", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=os.environ
            | {"DATELINE_ARCHIVE": str(tmp_path / "archive.sqlite"), "PYTHONUTF8": "1"}
            | environment,
        )

    return run_dateline
