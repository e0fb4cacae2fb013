"""A document that was made to keep a reader busy is read like another; `make fuzz` has more."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.documents import documents

_ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["opened", "page of divs"])
def test_a_hostile_document_is_read_in_time(what: str) -> None:
    """In a process of its own, because parsers written in C listen to no clock."""
    assert any(what == name for name, _, _ in documents())
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.documents", what],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("1 documents, 0 wrong\n")
