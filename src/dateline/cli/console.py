"""Lines for people: a terminal, a pipe or a file; colour only on a terminal.

The words of articles are cleaned of control characters first: a hostile text must not steer a
terminal.
"""

import os
import re
import textwrap
import unicodedata

from rich.console import Console
from rich.text import Text

_WIDTH = 100
INDENT = " " * 6
STYLES = {
    "type": "bold cyan",
    "label": "dim",
    "quote": "italic",
    "doubt": "yellow",
    "title": "bold",
    "speaker": "green",
}
_QUOTE_MARKS = tuple("\"'“‘«„")


class _Output(Console):
    """A console that lets `cli.main` decide what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        """Pass it on; rich would end the program with an error."""
        raise BrokenPipeError


def open_console() -> Console:
    """A console on stdout: as wide as the terminal, or a hundred columns."""
    console = _Output(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    return console


def clean(text: str) -> str:
    """A text on one line without control, escape or direction characters."""
    one_line = re.sub(r"\s+", " ", text).strip()
    return "".join(c for c in one_line if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})


def print_hanging(console: Console, line: Text, indent: str = INDENT) -> None:
    """Print a line; what does not fit goes under its text and not under its number."""
    first, *rest = line.wrap(console, max(20, console.width - len(indent)))
    first.rstrip()
    console.print(first)
    for more in rest:
        more.rstrip()
        console.print(Text(indent).append_text(more))


def print_quote(console: Console, quote: str, indent: str = INDENT) -> None:
    """Print words of an article, in marks unless they bring their own."""
    words = clean(quote)
    shown = words if words[:1] in _QUOTE_MARKS else f"“{words}”"  # speech brings its own marks
    for line in wrapped(console, shown, len(indent)):
        console.print(Text(indent).append(line, style=STYLES["quote"]))


def wrapped(console: Console, text: str, indent: int) -> list[str]:
    """The lines of a text that fit right of an indent."""
    return textwrap.wrap(text, max(20, console.width - indent), break_long_words=False) or [""]
