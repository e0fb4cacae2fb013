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
from dateline.sources.eml import eml_article
from dateline.sources.factiva import factiva_page_articles, is_factiva_page
from dateline.sources.feed import refuse_feed
from dateline.sources.file import open_lines, read_file, true_suffix
from dateline.sources.office import ARCHIVES, DOCUMENTS, export_articles, office_articles
from dateline.sources.options import SourceOptions
from dateline.sources.page import PAGE_HEAD, is_page, page_article
from dateline.sources.polite import PoliteFetcher
from dateline.sources.table import csv_articles, json_articles, jsonl_articles
from dateline.sources.text import text_article
from dateline.sources.warc import warc_articles

JSON_LINES = frozenset({".jsonl", ".ndjson"})
_JSON = frozenset({".json"})  # only with a mapping: then it is what GDELT answers
_CSV = frozenset({".csv", ".tsv"})
WARC = frozenset({".warc"})

_HTML = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"<[a-zA-Z!/]")


def holds_many(path: Path, options: SourceOptions) -> bool:
    """Whether a file may hold several articles, by its suffix."""
    suffix = true_suffix(path)
    return suffix in JSON_LINES | _CSV | WARC | DOCUMENTS | ARCHIVES or (
        suffix in _JSON and bool(options.mapping)
    )


def read_collection(
    path: Path, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Report | Failure]:
    """Read a file that holds several articles; JSON Lines and web archives never whole in memory.

    Raises:
        UnreadableArticle: the file as a whole cannot be read.
    """
    suffix = true_suffix(path)
    if suffix in WARC:
        yield from warc_articles(path, options)
    elif suffix in DOCUMENTS | ARCHIVES:
        yield from office_articles(path, options)
    elif suffix in JSON_LINES:
        yield from jsonl_articles(open_lines(path), str(path), options, polite)
    elif suffix in _JSON:
        yield from json_articles(read_file(path), str(path), options, polite)
    else:
        yield from csv_articles(read_file(path), str(path), options, polite)


def read_document(
    data: bytes, source: Provenance, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Report | Failure]:
    """Tell a page, a text or (on standard input) JSON Lines by its content, and read it.

    Raises:
        UnreadableArticle: it is empty, no text, or a page without an article.
    """
    if options.verbatim:
        yield text_article(decode(data), source, options)
        return
    if source.kind == "stdin" and _is_json_lines(data):
        yield from jsonl_articles(data.splitlines(), source.ref, options, polite)
        return
    if source.kind == "file" and true_suffix(Path(source.ref)) == ".eml":
        yield eml_article(data, source, options)
        return
    suffixed = source.kind == "file" and true_suffix(Path(source.ref)) in _HTML
    text = decode(data, markup=suffixed or _begins_as_page(data))
    if is_factiva_page(text):
        yield from export_articles(factiva_page_articles(text), "factiva", source.ref, options)
    elif is_page(text) or (suffixed and _TAG.search(text)):
        yield page_article(text, source, options)
    else:
        refuse_feed(text)
        yield text_article(text, source, options)


def _begins_as_page(data: bytes) -> bool:
    """Whether to believe a charset declared inside."""
    return is_page(data[:PAGE_HEAD].decode("latin-1").removeprefix("ï»¿"))


def _is_json_lines(data: bytes) -> bool:
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
