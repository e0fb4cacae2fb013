"""Inputs as a user names them in; articles and failures out, in the order they were named.

An input is `-` (standard input), an http(s) URL, a file, a folder (all below it that has a known
suffix) or a glob.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.errors import SourceError
from dateline.records import Article, Failure, Report
from dateline.records.in_words import number_text
from dateline.sources.article import provenance
from dateline.sources.document import holds_many, read_collection, read_document
from dateline.sources.fetched import fetched_article
from dateline.sources.file import find_files, open_lines, read_bytes, read_file
from dateline.sources.listed import is_address_list, listed_articles
from dateline.sources.options import SourceOptions
from dateline.sources.polite import PoliteFetcher
from dateline.sources.url import fetch

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def open_inputs(
    inputs: Sequence[str], options: SourceOptions
) -> Iterator[Article | Report | Failure]:
    """Read every input; what cannot be read becomes a `Failure`, and the rest goes on.

    A report comes as it is, from a file of reports that was exported.
    """
    polite = PoliteFetcher(allow_private=options.allow_private)  # one, to know each host once
    for name in inputs:
        try:
            yield from _open(name, options, polite)
        except SourceError as error:
            yield Failure(ref=name, reason=str(error))


def open_data(
    data: bytes, name: str, options: SourceOptions
) -> Iterator[Article | Report | Failure]:
    """Read a file that is already in memory, by its name and what is in it; see `open_inputs`."""
    polite = PoliteFetcher(allow_private=options.allow_private)
    try:
        yield from read_document(data, provenance("file", name), options, polite)
    except SourceError as error:
        yield Failure(ref=name, reason=str(error))


def count_inputs(inputs: Sequence[str], options: SourceOptions | None = None) -> int | None:
    """How many results `open_inputs` will yield; None when only reading the inputs would tell."""
    options = options or SourceOptions()
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
        if options.addresses or any(holds_many(f, options) or is_address_list(f) for f in files):
            return None
        total += len(files)
    return total


def _open(
    name: str, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Report | Failure]:
    if name == "-":
        data = read_bytes(sys.stdin.buffer)
        if options.addresses:
            yield from listed_articles(data.splitlines(), "-", options, polite)
        else:
            yield from read_document(data, provenance("stdin", "-"), options, polite)
    elif _URL.match(name):
        fetched = fetch(name, allow_private=options.allow_private)
        yield fetched_article(fetched, provenance("url", name), options)
    else:
        for path in _find(name, options):
            yield from _open_file(path, options, polite)


def _find(name: str, options: SourceOptions) -> list[Path]:
    """The files that a name stands for; tells what of a folder is of no kind that is read."""
    left: Counter[str] = Counter()
    try:
        return find_files(name, left)
    finally:  # also where nothing else is in the folder
        if options.notice and left:
            most = sorted(left.items(), key=lambda one: (-one[1], one[0]))[:5]
            kinds = ", ".join(f"{number:,} {suffix}" for suffix, number in most)
            files = number_text(left.total(), "file")
            options.notice(f"{name}: {files} passed over, of kinds that are not read ({kinds})")


def _open_file(
    path: Path, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Report | Failure]:
    try:
        if options.addresses or is_address_list(path):
            yield from listed_articles(open_lines(path), str(path), options, polite)
        elif holds_many(path, options):
            yield from read_collection(path, options, polite)
        else:
            yield from read_document(
                read_file(path), provenance("file", str(path)), options, polite
            )
    except SourceError as error:
        yield Failure(ref=str(path), reason=str(error))
