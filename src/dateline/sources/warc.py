"""A web archive (WARC, ISO 28500) in, one article a web page out, in constant memory.

Each record is read, judged and let go before the next. A broken record is one failure: the reader
looks for where the next begins, in a packed file the next gzip member. (fastwarc 2.0 stops at the
first broken record and gives a page that was cut short as if it were whole.)
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO

from dateline.errors import UnreadableArticle
from dateline.records import Article, Failure
from dateline.settings import settings
from dateline.sources.article import provenance
from dateline.sources.decode import decode
from dateline.sources.file import opened
from dateline.sources.options import SourceOptions, is_web_address, iso_date
from dateline.sources.page import page_article
from dateline.sources.text import text_article
from dateline.sources.unpacking import Members, Packed

_VERSION = re.compile(rb"WARC/\d+\.\d+\r?\n\Z")
_END = b"\r\n\r\n"  # after each record
_LONGEST_HEAD = 64 * 1024  # bytes of WARC or HTTP header lines; servers allow far less
_PIECE = 64 * 1024
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_HTTP = "application/http"
_UNDOABLE = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


class _Broken(Exception):  # noqa: N818  never leaves this file
    """The bytes are not those of a whole record."""


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: what its header says, and what of its block is wanted."""

    head: Message
    block: bytes = b""  # empty when it is not read
    skipped: str | None = None  # why it is no page, in the words for its user
    refused: str | None = None  # why it is a page that is not read


def warc_articles(path: Path, options: SourceOptions) -> Iterator[Article | Failure]:
    """Read the pages of a WARC file, plain or packed; `ref` is the file and the record's offset.

    What is no web page is passed over, counted, and told through `options.notice`.

    Raises:
        UnreadableArticle: the file cannot be opened, or holds no WARC record.
    """
    skipped: Counter[str] = Counter()
    found = False
    for ref, record in _records(path):
        found = True
        if isinstance(record, _Broken):
            yield Failure(ref=ref, reason=f"this record is broken ({record}); the rest is read")
        elif record.skipped:
            skipped[record.skipped] += 1
        elif record.refused:
            yield Failure(ref=ref, reason=record.refused)
        else:
            yield _page(record, ref, options)
    if not found:
        raise UnreadableArticle("it holds no WARC record; is it a web archive?")
    if skipped and options.notice:
        told = ", ".join(f"{count} {why}" for why, count in sorted(skipped.items()))
        options.notice(f"{path}: passed over {skipped.total()} records that are no pages: {told}")


def _records(path: Path) -> Iterator[tuple[str, _Record | _Broken]]:
    """The records of a file with their places; each is told whole before the next is looked for."""
    with opened(path, unpack=False) as stream:
        if stream.read(2) == b"\x1f\x8b":
            yield from _packed_records(Members(stream), path)
        else:
            stream.seek(0)
            yield from _plain_records(stream, path)


def _plain_records(stream: IO[bytes], path: Path) -> Iterator[tuple[str, _Record | _Broken]]:
    size = path.stat().st_size
    while (place := _next_line(stream)) is not None:
        try:
            record = _read_record(stream, size)
        except _Broken as broken:
            yield f"{path}:{place}", broken
            stream.seek(place)
            _find_version(stream)
        else:
            yield f"{path}:{place}", record


def _packed_records(members: Members, path: Path) -> Iterator[tuple[str, _Record | _Broken]]:
    """The records of gzip members, as a rule one in each; none goes over a member's end."""
    for member in members:
        ref = f"{path}:{member.place}"
        try:
            following = _next_line(member)
            while (inner := following) is not None:
                ref = f"{path}:{member.place}" + (f"+{inner}" if inner else "")
                result: _Record | _Broken
                try:
                    result = _read_record(member)
                except _Broken as broken:
                    result = broken
                    _find_version(member)
                following = _next_line(member)  # at the member's end its checksum is compared
                yield ref, result
        except zlib.error as error:
            yield ref, _Broken(f"it cannot be unpacked: {error}")


def _next_line(stream: IO[bytes] | Packed) -> int | None:
    """Pass over empty lines; where the next line begins, None at the end."""
    while True:
        place = stream.tell()
        line = stream.readline(_PIECE)
        if not line:
            return None
        if line.strip(b"\r\n"):
            stream.seek(place)
            return place


def _find_version(stream: IO[bytes] | Packed) -> None:
    """Go to the next line that may open a record, or to the end."""
    stream.readline(_PIECE)
    while True:
        place = stream.tell()
        line = stream.readline(_PIECE)
        if not line:
            return
        if _VERSION.match(line):
            stream.seek(place)
            return


def _read_record(stream: IO[bytes] | Packed, size: int | None = None) -> _Record:
    """Read a record and what parts it from the next; `size` is that of the file, if known."""
    record = _read_to_its_end(stream)
    if size is not None and stream.tell() > size:
        raise _Broken("it ends before its length says")
    # A length that is too long has swallowed what follows, one too short left some of it.
    if stream.read(len(_END)) not in {_END, b""}:
        raise _Broken("its length is wrong")
    return record


def _read_to_its_end(stream: IO[bytes] | Packed) -> _Record:
    if not _VERSION.match(stream.readline(_PIECE)):
        raise _Broken("it does not begin with WARC/ and a version")
    head = _read_head(stream, _LONGEST_HEAD)
    try:
        length = int(head["Content-Length"] or "")
    except ValueError as error:
        raise _Broken("it does not say its length") from error
    if length < 0:
        raise _Broken("it says a length below zero")
    if skipped := _why_no_page(head):
        _skip(stream, length)
        return _Record(head, skipped=skipped)
    return _read_block(stream, head, length)


def _read_block(stream: IO[bytes] | Packed, head: Message, length: int) -> _Record:
    """Read the block of a record that may be a page; a large one is passed over in pieces."""
    limit = int(settings().max_megabytes * 1_000_000)
    start = _read_exactly(stream, min(length, _LONGEST_HEAD))
    if skipped := _why_no_answer(start) if head["WARC-Type"].lower() == "response" else None:
        _skip(stream, length - len(start))
        return _Record(head, skipped=skipped)
    if length > limit:
        _skip(stream, length - len(start))
        return _Record(head, refused=_too_large("the page"))
    return _Record(head, start + _read_exactly(stream, length - len(start)))


def _read_head(stream: IO[bytes] | Packed, longest: int) -> Message:
    """Header lines up to the empty one; repeated names keep their first value."""
    head, size = Message(), 0
    while line := stream.readline(longest):
        size += len(line)
        if size > longest:
            raise _Broken("its header does not end")
        if not line.strip():
            return head
        name, sign, value = line.decode("utf-8", "replace").partition(":")
        if sign and name.strip() not in head:
            head[name.strip()] = " ".join(value.split())
    raise _Broken("it ends within its header")


def _read_exactly(stream: IO[bytes] | Packed, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise _Broken("it ends before its length says")
    return data


def _skip(stream: IO[bytes] | Packed, size: int) -> None:
    if not isinstance(stream, Packed):
        stream.seek(size, 1)
        return
    while size > 0:
        size -= len(_read_exactly(stream, min(size, _PIECE)))


def _why_no_page(head: Message) -> str | None:
    """Why a record cannot be a page, by its own header."""
    kind = (head["WARC-Type"] or "").lower()
    if kind == "resource":
        return None if _media_type(head) in _PAGES else "resources of other kinds"
    if kind != "response":
        return f"of type {kind or 'unknown'}"
    if not is_web_address(head["WARC-Target-URI"] or ""):
        return "answers to other than web addresses"
    return None if _media_type(head) == _HTTP else "answers of other protocols"


def _why_no_answer(start: bytes) -> str | None:
    """Why an HTTP answer is no page, by its first bytes."""
    status, head, _ = _split_answer(start)
    if status != 200:
        return "answers without a page (redirects, errors)"
    return None if _media_type(head) in _PAGES else "answers of other kinds"


def _media_type(head: Message) -> str:
    return (head["Content-Type"] or "").partition(";")[0].strip().lower()


def _split_answer(block: bytes) -> tuple[int, Message, bytes]:
    """Status, header and body of an HTTP answer; status 0 when it is none."""
    lines, end, body = block.partition(b"\r\n\r\n")
    if not end:
        lines, _, body = block.partition(b"\n\n")
    first, *rest = lines.splitlines() or [b""]
    status = re.match(rb"HTTP/\d(?:\.\d)? +(\d{3})", first)
    head = Message()
    for line in rest:
        name, sign, value = line.decode("latin-1").partition(":")
        if sign and name.strip() not in head:
            head[name.strip()] = " ".join(value.split())
    return int(status[1]) if status else 0, head, body


def _page(record: _Record, ref: str, options: SourceOptions) -> Article | Failure:
    """The article of a page, retrieved when the record says."""
    try:
        if record.head["WARC-Type"].lower() == "response":
            _, head, body = _split_answer(record.block)
            body = _undo_coding(_undo_chunks(body, head), head)
        else:
            head, body = record.head, record.block
        charset = head.get_param("charset")
        html = decode(body, charset=charset if isinstance(charset, str) else None, markup=True)
        url = (record.head["WARC-Target-URI"] or "").strip("<>") or None
        if url is not None and not is_web_address(url):
            url = None  # a resource of a file system or an archive
        source = provenance("warc", ref, iso_date(record.head["WARC-Date"] or ""))
        make = text_article if options.verbatim else page_article
        return make(html, source, options, url=url)
    except UnreadableArticle as error:
        return Failure(ref=ref, reason=str(error))


def _undo_chunks(body: bytes, head: Message) -> bytes:
    """Join a chunked body; some crawlers have joined it already and left the header."""
    if "chunked" not in (head["Transfer-Encoding"] or "").lower():
        return body
    pieces, place = [], 0
    while size := _CHUNK.match(body, place):
        start, length = size.end(), int(size[1], 16)
        pieces.append(body[start : start + length])
        place = start + length
        if length == 0:
            return b"".join(pieces)
        while body[place : place + 1] in {b"\r", b"\n"}:
            place += 1
    if place == 0:
        return body
    raise UnreadableArticle("the page was cut before its end")


def _undo_coding(body: bytes, head: Message) -> bytes:
    """Unpack a packed body, up to the limit; some crawlers have unpacked it and left the header."""
    coding = (head["Content-Encoding"] or "").strip().lower()
    if coding not in _UNDOABLE:
        if body.lstrip().startswith(b"<"):
            return body
        raise UnreadableArticle(f"the page is packed as {coding!r}; only gzip and deflate are read")
    if coding in {"", "identity"} or body.lstrip().startswith(b"<"):
        return body
    limit = int(settings().max_megabytes * 1_000_000)
    for bits in (zlib.MAX_WBITS + 32, -zlib.MAX_WBITS):  # gzip or zlib, and deflate without either
        unpacker = zlib.decompressobj(bits)
        try:
            data = unpacker.decompress(body, limit + 1)
        except zlib.error:
            continue
        if len(data) > limit:
            raise UnreadableArticle(_too_large("the unpacked page"))
        if not unpacker.eof:
            raise UnreadableArticle("the page was cut before its end")
        return data
    raise UnreadableArticle("the page cannot be unpacked; its bytes are damaged")


def _too_large(what: str) -> str:
    limit = settings().max_megabytes
    return f"{what} is larger than {limit:g} MB; raise DATELINE_MAX_MEGABYTES to read it"
