"""No pattern goes back and forth on a string that somebody made for that."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import patterns
from tests.fuzz.growth import grows, methods_of
from tests.fuzz.patterns import SECONDS, TooLong, seconds_of_the_processor, strings

_ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("tests.fuzz.patterns", r"^\d{3,} patterns, 0 too slow$"),
        ("tests.fuzz.growth", r"^\d{3,} patterns, 0 grow"),
    ],
    ids=["back and forth", "with the square of a text"],
)
def test_no_pattern_takes_too_long(module: str, told: str) -> None:
    """In a process of its own, which is ended if even the clock of the processor does not help."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(told, done.stdout, re.MULTILINE), done.stdout


@pytest.mark.parametrize("pattern", [r"\s+x", r"[A-Z][A-Za-z]*:", r"\(.*?\)", r"(?: town)+$"])
def test_those_that_start_over_at_each_letter_are_caught(pattern: str) -> None:
    assert grows(re.compile(pattern), {"search"})


def test_a_pattern_that_is_only_matched_at_a_place_may_start_so() -> None:
    assert grows(re.compile(r"\s*x"), {"match"}) is None
    assert grows(re.compile(r"(?<!\s)\s++x"), {"search"}) is None
    anchored = {name for name, one in patterns.patterns().items() if methods_of(one) == {"match"}}
    assert any(name.startswith("dateline.sources.page:") for name in anchored)


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(\S*?)[.!]+['\")]*\s+(?=['\"(]*[A-Z])", r"(?:said |said said )*x"]
)
def test_those_that_do_are_caught(pattern: str) -> None:
    compiled = re.compile(pattern)
    with pytest.raises(TooLong), seconds_of_the_processor(SECONDS):
        list(map(compiled.search, strings(pattern)))


def test_patterns_are_found_in_modules_and_in_their_tables() -> None:
    found = patterns.patterns()
    assert len(found) > 250
    assert any("line" in name for name in found), "those that stand where they are asked"
    for module in ("reading.furniture", "linking.levelled", "records.iso_days", "web.guard"):
        assert any(name.startswith(f"dateline.{module}:") for name in found), module
