"""The bytes of an RSS or Atom feed in, its entries out, the oldest first."""

import hashlib
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from dateline.errors import UnreadableArticle
from dateline.sources.options import is_web_address
from dateline.sources.url import TO_FOLLOW

# Of XML only the first tag is looked at. Before it come its declaration, the names of style sheets,
# comments and a DOCTYPE, none of which is read twice (`(?>`, `*+`); see page.py.
_FEED = re.compile(
    r"\s*+(?>(?:<\?[^>]*+>|<!--.*?-->|<!doctype\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)\s*+)*+"
    r"<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
_MOST_ENTRIES = 1000  # of one document; feeds hold a few dozen

# What feedparser and the parsers below it raise on broken feeds is not written down.
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article."""

    id: str  # 16 hex digits, from its own id or its address
    url: str
    published: str | None  # ISO datetime


def refuse_feed(text: str) -> None:
    """Refuse to take a feed for a report.

    Raises:
        UnreadableArticle: the text is a feed.
    """
    if _FEED.match(text):
        raise UnreadableArticle(f"it is an RSS or Atom feed; {TO_FOLLOW}")


def feed_entries(content: bytes, url: str) -> list[Entry]:
    """Read a feed; an entry without a web address is passed over.

    Raises:
        UnreadableArticle: it is no feed.
    """
    try:
        # As a stream: bytes that look like the name of a file would be opened as one.
        parsed = feedparser.parse(io.BytesIO(content), response_headers={"content-location": url})
    except _BROKEN as error:
        raise UnreadableArticle(
            f"the feed could not be read ({type(error).__name__}: {error})"
        ) from error
    version = str(parsed.get("version") or "")
    if not version and not parsed.entries:
        raise UnreadableArticle("it is no RSS or Atom feed; check the address")
    is_rss = not version.startswith("atom")
    entries = [_entry(entry, url, is_rss=is_rss) for entry in parsed.entries[:_MOST_ENTRIES]]
    return [entry for entry in reversed(entries) if entry is not None]


def _entry(entry: Any, feed_url: str, *, is_rss: bool) -> Entry | None:
    if not entry.get("links") and not (is_rss and entry.get("guidislink")):
        return None  # feedparser puts an Atom entry's id where its address should be
    try:
        url = urljoin(feed_url, str(entry.get("link") or "").strip())
    except ValueError:
        return None
    if not entry.get("link") or not is_web_address(url):
        return None
    own = str(entry.get("id") or url)
    return Entry(
        id=hashlib.blake2b(own.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        url=url,
        published=_iso(entry.get("published_parsed")),
    )


def _iso(moment: Any) -> str | None:
    """The moment that feedparser has put into UTC; None for one that no calendar has."""
    if moment is None:
        return None
    try:
        year, month, day, hour, minute, second = moment[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
    except (ValueError, TypeError):
        return None
