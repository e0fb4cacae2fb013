"""A brief for people who read one page: what is new, contradicted and moved, each word borne out.

In: a `Selection`. Out: a `Brief`, which the files `as_*.py` write, one file a kind of file.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import BinaryIO

from dateline.export.brief.as_html import write_html
from dateline.export.brief.as_markdown import write_markdown
from dateline.export.brief.as_pdf import write_pdf
from dateline.export.brief.composing import compose
from dateline.export.brief.content import Brief, Note, Sentence, Words
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection

__all__ = [
    "Brief",
    "Note",
    "Sentence",
    "Words",
    "compose",
    "write_brief_html",
    "write_brief_markdown",
    "write_brief_pdf",
    "write_html",
    "write_markdown",
    "write_pdf",
]


def write_brief_markdown(selection: Selection, out: BinaryIO) -> Leftovers:
    """Compose a brief of today and write it as Markdown."""
    return _write(selection, lambda brief, _: write_markdown(brief, out))


def write_brief_html(selection: Selection, out: BinaryIO) -> Leftovers:
    """Compose a brief of today and write it as HTML."""
    return _write(selection, lambda brief, _: write_html(brief, out))


def write_brief_pdf(selection: Selection, out: BinaryIO) -> Leftovers:
    """Compose a brief of today and write it as PDF.

    Raises:
        ConfigError: typst is not installed.
    """
    return _write(selection, lambda brief, leftovers: write_pdf(brief, out, leftovers))


def _write(selection: Selection, write: Callable[[Brief, Leftovers], None]) -> Leftovers:
    leftovers = Leftovers()
    write(compose(selection, leftovers, made_on=datetime.now(UTC).date()), leftovers)
    return leftovers
