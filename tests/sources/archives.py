"""Web archives of made-up pages."""

import gzip
from collections.abc import Iterator

from tests.sources.pages import BODY, page

HTML = "text/html; charset=utf-8"


def record(
    kind: str,
    block: bytes,
    *,
    url: str = "https://post.example/ferry",
    content_type: str = "application/http; msgtype=response",
    length: int | None = None,
) -> bytes:
    """One WARC record; `length` is what it says, right or wrong."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2021-03-04T05:06:07Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", content_type: str = HTML) -> bytes:
    """An HTTP answer as a crawler keeps it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def numbered(number: int) -> bytes:
    """A record of a page that no other number has."""
    body = BODY.replace("forty-one", f"{number + 2} of {number + 2}")
    title = f"<h1>Ferry {number} saved</h1>"
    return record(
        "response", answer(page(title + body).encode()), url=f"https://post.example/{number}"
    )


def packed(*records: bytes) -> bytes:
    """Records as gzip members, one each."""
    return b"".join(gzip.compress(item, compresslevel=1, mtime=0) for item in records)


def crawl(count: int) -> Iterator[bytes]:
    """The records of a crawl: its own note, and pages with a request, a picture and metadata."""
    yield record("warcinfo", b"software: made up\r\n", content_type="application/warc-fields")
    for number in range(count):
        yield record("request", b"GET / HTTP/1.1\r\n\r\n")
        yield numbered(number)
        if number % 3 == 0:
            picture = answer(b"\x89PNG" * 500, content_type="image/png")
            yield record("response", picture, url=f"https://post.example/{number}.png")
        if number % 5 == 0:
            yield record("response", answer(b"", "Location: /", status="301 Moved"))
            yield record("metadata", b"fetchTimeMs: 12", content_type="application/warc-fields")
