"""Tables of articles in, one article or failure a row out: JSON Lines and CSV with named columns.

Columns: text (needed), title, url, outlet, published, byline, language; `options.columns` gives
other names. With `options.mapping` a row may hold an address alone, and what it leads to is
fetched. A row's `ref` is the file and the line on which the row begins: `wire.jsonl:12`. A line
of JSON that is a whole report (`dateline.report/1`) is taken as it is.
"""

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dateline.errors import EvidenceError, SourceError, UnreadableArticle
from dateline.records import SCHEMA, Article, Failure, Report, article_id, report_from_json
from dateline.settings import settings
from dateline.sources.article import make_article, provenance
from dateline.sources.decode import decode
from dateline.sources.listed import listed_article
from dateline.sources.mappings import LIST_OF_ROWS, mapped_row
from dateline.sources.options import SourceOptions, is_web_address, iso_date
from dateline.sources.polite import PoliteFetcher

Row = Mapping[str, Any]

_LANGUAGE = re.compile(r"[A-Za-z]{2}(?=$|[-_])")


def jsonl_articles(
    lines: Iterable[bytes],
    ref: str,
    options: SourceOptions,
    polite: PoliteFetcher,
    first_line: int = 1,
) -> Iterator[Article | Report | Failure]:
    """Read JSON Lines: one object a line; empty lines are passed over."""
    found = False
    for number, line in enumerate(lines, first_line):
        if line.strip():
            found = True
            yield _report(line, f"{ref}:{number}") or _row_or_failure(
                _json_row, line, f"{ref}:{number}", options, polite
            )
    if not found:
        yield Failure(ref=ref, reason="it is empty; give one JSON object a line")


def json_articles(
    data: bytes, ref: str, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Failure]:
    """Read one JSON object that holds a list of rows, as GDELT answers; `ref` counts the rows.

    Raises:
        UnreadableArticle: it is no such object.
    """
    rows = _json_row(data).get(LIST_OF_ROWS)
    if not isinstance(rows, list):
        raise UnreadableArticle(f"it is JSON without a list of {LIST_OF_ROWS!r}")
    for number, row in enumerate(rows, 1):
        yield _row_or_failure(_as_row, row, f"{ref}:{number}", options, polite)


def csv_articles(
    data: bytes, ref: str, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Failure]:
    """Read CSV whose first line names the columns; commas, semicolons or tabs part the fields.

    Raises:
        UnreadableArticle: it is empty, no text, or no column holds the text.
    """
    text = decode(data)
    if not text.strip():
        raise UnreadableArticle("it is empty; give a table whose first line names the columns")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # its own limit is 128 KB
    first_line = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(",;\t", key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    yield from _csv_rows(reader, ref, options, polite)


def _csv_rows(
    reader: Any, ref: str, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Failure]:
    header: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None:
                header = _header(cells, options)
                continue
            row = (header, cells)
            yield _row_or_failure(_csv_row, row, f"{ref}:{start}", options, polite)
    except csv.Error as error:
        reason = f"the rest of this table is broken CSV ({error}); mend this line and read it again"
        yield Failure(ref=f"{ref}:{line}", reason=reason)
        return
    if header is None or line == 2:
        yield Failure(ref=ref, reason="the table has a header but no rows")


def _header(cells: list[str], options: SourceOptions) -> list[str]:
    names = [cell.strip() for cell in cells]
    if options.mapping:
        found = mapped_row(dict.fromkeys(names, "there"), options.mapping)
        if not found.keys() & {"text", "url"}:
            raise UnreadableArticle(
                f"it is no list of {options.mapping}: no column is called url; its columns are"
                f" {', '.join(names)[:200]}"
            )
        return names
    wanted = options.columns.get("text", "text")
    if _column(dict.fromkeys(names), wanted) is None:
        raise UnreadableArticle(
            f"no column is called {wanted!r}; its columns are {', '.join(names)[:200]};"
            " say which one holds the text, as --column text=NAME"
        )
    return names


def _report(line: bytes, ref: str) -> Report | Failure | None:
    """The report that a line holds; None when it is something else, and a row may be read of it."""
    if SCHEMA.encode() not in line:  # most lines are not even looked at
        return None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or row.get("schema") != SCHEMA:
        return None
    try:
        return report_from_json(line)
    except EvidenceError as error:
        return Failure(ref=ref, reason=f"{error}; export the report again")


def _row_or_failure(
    read: Callable[[Any], Row], raw: Any, ref: str, options: SourceOptions, polite: PoliteFetcher
) -> Article | Failure:
    try:
        row = read(raw)
        if options.mapping is None:
            return _row_article(row, ref, options)
        row = mapped_row(row, options.mapping)
        if row.get("text", "").strip():
            return _row_article(row, ref, options)
        return _fetched_row(row, ref, options, polite)
    except SourceError as error:
        return Failure(ref=ref, reason=str(error))


def _json_row(line: bytes) -> Row:
    limit = settings().max_megabytes
    if len(line) > limit * 1_000_000:
        raise UnreadableArticle(
            f"this row is larger than {limit:g} MB; raise DATELINE_MAX_MEGABYTES to read it"
        )
    text = decode(line)
    try:
        row = json.loads(text)
    except ValueError as error:
        reason = f"this line is not JSON ({error}); mend or remove it"
        raise UnreadableArticle(reason) from error
    except RecursionError as error:
        raise UnreadableArticle("this line is JSON nested too deeply; remove it") from error
    if not isinstance(row, dict):
        raise UnreadableArticle(
            f"this line is JSON but no object: {text.strip()[:40]}; write one object a line"
        )
    return row


def _as_row(row: Any) -> Row:
    if not isinstance(row, dict):
        raise UnreadableArticle(f"this row is no object: {str(row)[:40]}")
    return row


def _csv_row(row: tuple[list[str], list[str]]) -> Row:
    header, cells = row
    if len(cells) != len(header):
        raise UnreadableArticle(
            f"this row has {len(cells)} fields and the header {len(header)}; quote the fields that"
            " hold the delimiter"
        )
    return dict(zip(header, cells, strict=True))


def _row_article(row: Row, ref: str, options: SourceOptions) -> Article:
    text = _text(row, options)
    published = _value(row, "published", options)
    if published is not None and iso_date(published) is None and options.published is None:
        raise UnreadableArticle(
            f"published is {published[:40]!r}; write an ISO date such as 2015-07-14"
        )
    url = _value(row, "url", options)
    if url is not None and not is_web_address(url):
        raise UnreadableArticle(f"url is {url[:60]!r}; it must begin with http:// or https://")
    language = _LANGUAGE.match(_value(row, "language", options) or "")
    return make_article(
        text,
        provenance("table", ref),
        options,
        title=_value(row, "title", options),
        bylines=_bylines(row, options),
        outlet=_value(row, "outlet", options),
        url=url,
        language=language[0].lower() if language else None,
        published=iso_date(published) if published else None,
    )


def _fetched_row(row: Row, ref: str, options: SourceOptions, polite: PoliteFetcher) -> Article:
    """Fetch what a row leads to; the row says what the page does not: outlet and day."""
    url = _value(row, "url", options)
    if url is None:
        raise UnreadableArticle("this row has neither a text nor an address")
    article = listed_article(url, ref, options, polite)
    outlet = article.outlet or _value(row, "outlet", options)
    published = article.published or iso_date(_value(row, "published", options) or "")
    return dataclasses.replace(
        article,
        id=article_id(outlet=outlet, url=article.url, text=article.text),
        outlet=outlet,
        published=published,
    )


def _text(row: Row, options: SourceOptions) -> str:
    """The text of a row, exactly as it stands there."""
    wanted = options.columns.get("text", "text")
    key = _column(row, wanted)
    if key is None:
        names = ", ".join(map(str, row)) or "none"
        raise UnreadableArticle(
            f"no field is called {wanted!r}; its fields are {names[:200]};"
            " say which one holds the text, as --column text=NAME"
        )
    text = row[key]
    if not isinstance(text, str) or not text.strip():
        raise UnreadableArticle(f"{wanted} is empty or not a text; give the report's words")
    _refuse_unwritable(text, wanted)
    return text


def _value(row: Row, field: str, options: SourceOptions) -> str | None:
    """Another field of a row; None when it is missing, empty, or a nested value."""
    key = _column(row, options.columns.get(field, field))
    value = row[key] if key is not None else None
    if not isinstance(value, str) or not value.strip():
        return None
    _refuse_unwritable(value, field)
    return value.strip()


def _bylines(row: Row, options: SourceOptions) -> tuple[str, ...]:
    key = _column(row, options.columns.get("byline", "byline"))
    value = row[key] if key is not None else None
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list):
        return ()
    return tuple(name.strip() for name in names if isinstance(name, str) and name.strip())


def _column(row: Row, wanted: str) -> str | None:
    """The column's own spelling: as wanted, else the first that differs only in case."""
    if wanted in row:
        return wanted
    return next((name for name in row if str(name).casefold() == wanted.casefold()), None)


def _refuse_unwritable(text: str, field: str) -> None:
    r"""Refuse half a surrogate pair: JSON can say "\ud83d" alone, and no file can hold it."""
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UnreadableArticle(f"{field} holds half a character (a lone surrogate); mend this row")
