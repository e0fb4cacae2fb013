"""Inputs as a user names them in; articles and failures out, in the order they were named.

An input is `-` (standard input), an http(s) URL, a file, a folder (all below it that has a known
suffix) or a glob.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import SourceError
from dateline.records import Article, Failure
from dateline.sources.article import provenance
from dateline.sources.decode import decode
from dateline.sources.document import is_page, is_table, read_document, read_table
from dateline.sources.file import find_files, read_bytes, read_file
from dateline.sources.options import SourceOptions
from dateline.sources.page import page_article
from dateline.sources.text import text_article
from dateline.sources.url import fetch

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def open_inputs(inputs: Sequence[str], options: SourceOptions) -> Iterator[Article | Failure]:
    """Read every input; what cannot be read becomes a `Failure`, and the rest goes on."""
    for name in inputs:
        try:
            yield from _open(name, options)
        except SourceError as error:
            yield Failure(ref=name, reason=str(error))


def open_data(data: bytes, name: str, options: SourceOptions) -> Iterator[Article | Failure]:
    """Read a file that is already in memory, by its name and what is in it; see `open_inputs`."""
    try:
        yield from read_document(data, provenance("file", name), options)
    except SourceError as error:
        yield Failure(ref=name, reason=str(error))


def count_inputs(inputs: Sequence[str]) -> int | None:
    """How many results `open_inputs` will yield; None when only reading the inputs would tell."""
    total = 0
    for name in inputs:
        if name == "-":
            return None
        if _URL.match(name):
            total += 1
            continue
        try:
            files = find_files(name)
        except SourceError:
            total += 1  # it will be one failure
            continue
        if any(is_table(file) for file in files):
            return None
        total += len(files)
    return total


def _open(name: str, options: SourceOptions) -> Iterator[Article | Failure]:
    if name == "-":
        data = read_bytes(sys.stdin.buffer)
        yield from read_document(data, provenance("stdin", "-"), options)
    elif _URL.match(name):
        yield _open_url(name, options)
    else:
        for path in find_files(name):
            yield from _open_file(path, options)


def _open_url(name: str, options: SourceOptions) -> Article:
    fetched = fetch(name, allow_private=options.allow_private)
    source = provenance("url", name)
    is_html = "html" in fetched.content_type
    text = decode(fetched.content, charset=fetched.charset, markup=is_html)
    if not options.verbatim and (is_html or is_page(text)):
        return page_article(text, source, options, url=fetched.url)
    return text_article(text, source, options, url=fetched.url)


def _open_file(path: Path, options: SourceOptions) -> Iterator[Article | Failure]:
    try:
        if is_table(path):
            yield from read_table(path, options)
        else:
            yield from read_document(read_file(path), provenance("file", str(path)), options)
    except SourceError as error:
        yield Failure(ref=str(path), reason=str(error))
