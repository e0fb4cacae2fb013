"""Every pattern of Dateline on strings made to keep it busy: `python -m tests.fuzz.patterns`.

Prints a line for each pattern that needs more seconds of the processor than it is given, whatever
else the machine does. A pattern that goes through a text once needs thousandths of one.
"""

import ast
import contextlib
import functools
import importlib
import operator
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import dateline

# Characters. A pattern that goes back and forth needs the cube of them in steps, or two to their
# power: seconds to years. One that only starts over at each needs the square: hundredths.
LENGTH = 1_500
SECONDS = 1.0  # of the processor
_REPEATED = (
    " ", "\n", "\t ", "\n ", "\r\n", "a", "A", "aA ", "a ", "Ab ", "A. ", "a.b", "a-", "a'", "’s ",
    "1", "1,", "1.", "1 ", "1-", "1/", "12:", "(", ")", "()", "“", '"', "”", "'", "- ", "—", "–",
    "…", ".", ",", ", ", ": ", "<", "<a ", "</", "&", "&#", "=", "[", "|", "é", "\u00a0", "\0", "_",
    "the ", "of the ", "and ", "Mr. ", "on Monday ", "one hundred ", "http://a/", "a@b.", "X: z\n",
)  # fmt: skip


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every compiled pattern that a module of Dateline holds, by module and pattern."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if module.name.endswith("__main__") or ".migrations." in module.name:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            for one in _within(value, 0):
                found.setdefault(f"{module.name}: {one.pattern!r}", one)
    for name, one in _inline():
        found.setdefault(name, one)
    by_pattern = {(one.pattern, one.flags): name for name, one in reversed(found.items())}
    return {name: found[name] for name in sorted(by_pattern.values())}


def strings(pattern: str, length: int = LENGTH) -> Iterator[str]:
    """Long strings for a pattern: what all patterns get, and its own letters again and again."""
    own = _literals(pattern)
    pieces = dict.fromkeys([*_REPEATED, *own, *(f"{one} " for one in own), "".join(own)])
    for piece in pieces:
        if piece:
            yield "\x01" + piece * (length // len(piece)) + "\x01\nend"


def _inline() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that stand where they are asked: `re.split(r"\\W+", text)`."""
    for file in sorted(Path(*dateline.__path__).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (pattern := inline_pattern(node)) is not None:
                yield f"{file.stem} line {node.lineno}: {pattern.pattern!r}", pattern  # type: ignore[attr-defined]


def inline_pattern(node: ast.AST) -> re.Pattern[Any] | None:
    """The pattern of a call such as `re.sub(…)`; None for any other code."""
    if not (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, (str, bytes))
        and node.func.attr != "escape"
    ):
        return None
    flags = [*node.args[1:], *(one.value for one in node.keywords if one.arg == "flags")]
    words = {one.attr for flag in flags for one in ast.walk(flag) if isinstance(one, ast.Attribute)}
    named = [
        getattr(re, word) for word in words if isinstance(getattr(re, word, None), re.RegexFlag)
    ]
    return re.compile(node.args[0].value, functools.reduce(operator.or_, named, re.RegexFlag(0)))


def _within(value: Any, depth: int) -> Iterator[Any]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        for one in (*value, *value.values()):
            yield from _within(one, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 3 and len(value) < 500:
        for one in value:
            yield from _within(one, depth + 1)


def _literals(pattern: str) -> list[str]:
    """The words that stand in a pattern as they are, at most the first eight."""
    return list(dict.fromkeys(_words_in(parser.parse(pattern))))[:8]


def _words_in(parts: Any) -> Iterator[str]:
    word = ""
    for code, argument in parts:
        if code is codes.LITERAL:
            word += chr(argument)
            continue
        if word:
            yield word
        word = ""
        for inner in _subpatterns(argument):
            yield from _words_in(inner)
    if word:
        yield word


def _subpatterns(argument: Any) -> Iterator[Any]:
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for one in argument:
            yield from _subpatterns(one)


class TooLong(Exception):  # noqa: N818
    """A pattern has used up the seconds it was given."""


@contextlib.contextmanager
def seconds_of_the_processor(number: float) -> Iterator[None]:
    """Raise `TooLong` in what uses more of the processor, however busy the machine is."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, number)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main(only: str = "") -> int:
    """Try them all; 1 when one was too slow."""
    slow = 0
    for name, pattern in patterns().items():
        if only not in name:
            continue
        is_bytes = isinstance(pattern.pattern, bytes)
        text = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
        for string in strings(text):
            given: Any = string.encode("utf-8", "replace") if is_bytes else string
            try:
                with seconds_of_the_processor(SECONDS):
                    for _ in pattern.finditer(given):
                        pass
                    pattern.fullmatch(given)
            except TooLong:
                slow += 1
                sys.stdout.write(f"{name} on {string[:12]!r}\n")
                sys.stdout.flush()
                break
    sys.stdout.write(f"{len(patterns())} patterns, {slow} too slow\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
