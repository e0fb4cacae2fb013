"""The bytes of a file or of standard input in; out the articles of whatever they turn out to be.

Content outranks the suffix: a web page saved as `.txt` is a page. Only tables go by their suffix,
because any text may hold commas; on standard input JSON Lines are known by their first line.
`verbatim` takes everything but tables as text.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from dateline.records import Article, Failure, Provenance, Report
from dateline.sources.decode import decode
from dateline.sources.file import open_lines, read_file, true_suffix
from dateline.sources.options import SourceOptions
from dateline.sources.page import page_article
from dateline.sources.table import csv_articles, jsonl_articles
from dateline.sources.text import text_article

_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_CSV = frozenset({".csv", ".tsv"})

_HTML = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"<[a-zA-Z!/]")

# A page's first tag, after white space, an XML declaration and comments. A report that only quotes
# a tag does not begin with it; fragments ("<div>…") are not taken for pages.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096  # characters that are looked at to tell a page


def is_table(path: Path) -> bool:
    """Whether a file holds one article a row, by its suffix."""
    return true_suffix(path) in _JSON_LINES | _CSV


def is_page(text: str) -> bool:
    """Whether a text is HTML, by how it begins."""
    return _PAGE.match(text[:_HEAD]) is not None


def read_table(path: Path, options: SourceOptions) -> Iterator[Article | Report | Failure]:
    """Read the rows of a table; JSON Lines are never held in memory whole.

    Raises:
        UnreadableArticle: the file as a whole cannot be read.
    """
    if true_suffix(path) in _JSON_LINES:
        yield from jsonl_articles(open_lines(path), str(path), options)
    else:
        yield from csv_articles(read_file(path), str(path), options)


def read_document(
    data: bytes, source: Provenance, options: SourceOptions
) -> Iterator[Article | Report | Failure]:
    """Tell a page, a text or (on standard input) JSON Lines by its content, and read it.

    Raises:
        UnreadableArticle: it is empty, no text, or a page without an article.
    """
    if options.verbatim:
        yield text_article(decode(data), source, options)
        return
    if source.kind == "stdin" and _is_json_lines(data):
        yield from jsonl_articles(data.splitlines(), source.ref, options)
        return
    suffixed = source.kind == "file" and true_suffix(Path(source.ref)) in _HTML
    text = decode(data, markup=suffixed or _begins_as_page(data))
    if is_page(text) or (suffixed and _TAG.search(text)):
        yield page_article(text, source, options)
    else:
        yield text_article(text, source, options)


def _begins_as_page(data: bytes) -> bool:
    """Whether to believe a charset declared inside."""
    return is_page(data[:_HEAD].decode("latin-1").removeprefix("ï»¿"))


def _is_json_lines(data: bytes) -> bool:
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
