"""Whether patterns need more than eight times the time for eight times the text.

`python -m tests.fuzz.growth`.

Each is asked as its modules ask it: one that is only matched at a place cannot start over at each
letter of a string, and one that is searched for can. Prints a line for each pattern whose time
grows with the square. Times are compared with times, of this process alone and the best of
several, so a busy machine changes nothing.
"""

import ast
import functools
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import dateline
from tests.fuzz.patterns import inline_pattern, patterns, strings

LENGTH = 16_000  # characters: twice the longest lines that are met
SHORTER = 8  # times
MOST = 22.0  # times the time of the shorter: 8 where a text is gone through once, 64 for a square
SHORTEST = 0.04  # seconds; what needs less for this much is quick enough, and too short to compare
_ANCHORED = frozenset({"match", "fullmatch"})
_METHODS = _ANCHORED | {"search", "sub", "subn", "split", "findall", "finditer", "scanner"}


def main(only: str = "") -> int:
    """Try them all; 1 when the time of one grows with the square."""
    slow = tried = 0
    for name, pattern in patterns().items():
        if only not in name:
            continue
        tried += 1
        if found := grows(pattern, methods_of(pattern)):
            slow += 1
            sys.stdout.write(f"{name} {found}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{tried} patterns, {slow} grow with the square\n")
    return 1 if slow or not tried else 0


def grows(pattern: "re.Pattern[Any]", methods: Iterable[str]) -> str | None:
    """On which string, and how: None when the time for no string grows with its square."""
    is_bytes = isinstance(pattern.pattern, bytes)
    text = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
    short = list(strings(text, LENGTH // SHORTER))
    long = list(strings(text, LENGTH))
    for asked in map(_asking, sorted(methods)):
        for one, other in zip(short, long, strict=True):
            given: Any = (one.encode(), other.encode()) if is_bytes else (one, other)
            if (found := _ratio(functools.partial(asked, pattern), *given)) > MOST:
                return f"on {other[1:13]!r}: {found:.0f} times for {SHORTER} times the text"
    return None


def _ratio(ask: Callable[[Any], None], short: Any, long: Any) -> float:
    """The time for the long over that for the short, the least of three; 0 when it is short."""
    least = float("inf")
    for _ in range(3):
        took = _seconds(ask, long)
        if took < SHORTEST:
            return 0.0
        shorter = max(_seconds(ask, short) for _ in range(2))
        least = min(least, took / max(shorter, 1e-9))
        if least <= MOST:
            break
    return least


def _seconds(ask: Callable[[Any], None], string: Any) -> float:
    start = time.process_time()
    ask(string)
    return time.process_time() - start


def _asking(method: str) -> Callable[["re.Pattern[Any]", Any], None]:
    """A way to ask a pattern; where text follows a \\x01 it begins after that one, as it would."""

    def ask(pattern: "re.Pattern[Any]", string: Any) -> None:
        if method == "match":
            pattern.match(string)
            pattern.match(string, 1)
        elif method == "fullmatch":
            pattern.fullmatch(string)
            pattern.fullmatch(string, 1)
            pattern.fullmatch(string, 1, len(string) - 5)
        else:
            for _ in pattern.finditer(string):
                pass

    return ask


def methods_of(pattern: "re.Pattern[Any]") -> frozenset[str]:
    """How a pattern is asked anywhere: `match`, `fullmatch`, or `search` for all that goes through.

    One that stands in a table, or is handed on, may be searched for.
    """
    key = (pattern.pattern, pattern.flags)
    asked = {method for name in _names()[key] for method in _asked()[name]} | _inline()[key]
    if not asked or not asked <= _ANCHORED:
        return frozenset(asked & _ANCHORED) | {"search"}
    return frozenset(asked)


@functools.cache
def _inline() -> dict[tuple[Any, int], set[str]]:
    """By pattern and flags how it is asked where it stands in the code itself."""
    found: dict[tuple[Any, int], set[str]] = defaultdict(set)
    for _, tree in _trees():
        for node in ast.walk(tree):
            pattern = inline_pattern(node)
            if pattern is not None and (method := node.func.attr) != "compile":  # type: ignore[attr-defined]
                found[pattern.pattern, pattern.flags].add(method)
    return found


@functools.cache
def _names() -> dict[tuple[Any, int], set[str]]:
    """By pattern and flags the names under which modules hold it."""
    found: dict[tuple[Any, int], set[str]] = defaultdict(set)
    for module in [one for name, one in sys.modules.items() if name.startswith("dateline.")]:
        for variable, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found[value.pattern, value.flags].add(_known_as(variable, Path(module.__file__)))  # type: ignore[arg-type]
    return found


@functools.cache
def _asked() -> dict[str, set[str]]:
    """By name the methods that are called on it; `search` if it is used in any other way."""
    found: dict[str, set[str]] = defaultdict(set)
    for file, tree in _trees():
        methods = {
            id(node.value): node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in _METHODS
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[_known_as(node.id, file)].add(methods.get(id(node), "search"))
    return found


def _known_as(variable: str, file: Path) -> str:
    """A private name is that of its module alone."""
    return f"{file}:{variable}" if variable.startswith("_") else variable


@functools.cache
def _trees() -> list[tuple[Path, ast.AST]]:
    files = sorted(Path(*dateline.__path__).rglob("*.py"))
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in files]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
