"""Tables of text: rows in, CSV or tab-separated lines out, in UTF-8.

None is an empty cell; a list is joined with "; ", quotes (which may hold a semicolon) with " | ".
"""

import contextlib
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TextIO

BETWEEN_NAMES = "; "
BETWEEN_QUOTES = " | "


def write_csv(
    out: BinaryIO, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, tabs: bool = False
) -> None:
    """Write a header and rows; a row that lacks a column, or has one too many, is an error."""
    with text_of(out) as text:
        # Lines end as in RFC 4180; with "\n" alone a cell with a lone "\r" would not be quoted.
        writer = csv.writer(text, delimiter="\t" if tabs else ",", lineterminator="\r\n")
        writer.writerow(columns)
        for row in rows:
            if row.keys() != set(columns):
                raise KeyError(f"columns: {sorted(row.keys() ^ set(columns))}")
            writer.writerow([row[column] for column in columns])


def write_items(
    out: BinaryIO, items: Iterable[Any], *, before: str = "[", after: str = "]"
) -> None:
    """Write a JSON array, one item a line, between what opens and what closes the file."""
    with text_of(out) as text:
        text.write(before)
        between = "\n"
        for item in items:
            text.write(between + json.dumps(item, ensure_ascii=False))
            between = ",\n"
        text.write(f"\n{after}\n")


def names(found: Iterable[str | None]) -> str | None:
    """Names in one cell, each once; None when there is none."""
    return BETWEEN_NAMES.join(dict.fromkeys(name for name in found if name)) or None


def quotes(found: Iterable[str]) -> str | None:
    """Quotes in one cell, each once, on one line; None when there is none."""
    return BETWEEN_QUOTES.join(dict.fromkeys(one_line(quote) for quote in found)) or None


def one_line(words: str) -> str:
    """The words with each run of white space as one space."""
    return " ".join(words.split())


@contextlib.contextmanager
def text_of(out: BinaryIO) -> Iterator[TextIO]:
    """Write text into a binary file, which stays open."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        yield text
    finally:
        text.flush()
        text.detach()
