"""A parsed page in, its publication date out: an ISO date or datetime, None if it does not say.

Believed are metadata (JSON-LD, `meta`), a date in the address, a `time` element and a byline; never
the prose. A body that tells of "11 September 2001" was not published on that day, so htmldate,
which would take it, is only shown the parts that may hold the date.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement
from lxml.html.builder import BODY, HTML, SPAN

from dateline.sources.metadata import linked_article, meta_values, one_line
from dateline.sources.options import iso_date

_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "published-date", "date.issued", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dc.date", "article.published", "cxenseparse:recs:publishtime",
    "originalpublicationdate", "date",
)  # fmt: skip

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=\D|$)")

_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|date-?line|pub-?date|publish(?:ed)?|post(?:ed)?-?(?:on|date)"
    r"|date-?time|time-?stamp|article-?date|entry-?date|date)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What no element may hold, but JSON may escape.
_NO_LETTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELSEWHERE = ("aside", "nav", "footer", "li", "form", "figure")  # other stories' dates
_LONGEST_BYLINE = 120  # characters; "By Ana Ruiz, staff writer, 14 July 2015 at 8.30 pm BST"
_LONGEST_LINE_OF_TIME = 90  # characters: "Published on <time>14 July 2015</time> by Ana Ruiz"
_BLOCKS = frozenset(
    {"p", "div", "li", "ul", "ol", "td", "tr", "table", "section", "article", "main", "header",
     "footer", "aside", "nav", "figure", "blockquote", "body", "html", "h1", "h2", "h3", "h4",
     "h5", "h6", "script", "style"}
)  # fmt: skip


def find_published(tree: HtmlElement, *, url: str | None = None) -> str | None:
    """When the page says it was published.

    Args:
        tree: the parsed page.
        url: its address, whose path may hold the date.
    """
    for given in _stated(tree, url):
        found = _possible(given)
        if found is not None:
            return found
    return None


def _stated(tree: HtmlElement, url: str | None) -> Iterator[str | None]:
    """What the page states, the most trusted first."""
    linked = linked_article(tree)
    for key in ("datePublished", "dateCreated"):
        yield from _texts(linked.get(key))
    metas = meta_values(tree)
    yield from (_iso(metas[name]) for name in _METAS if name in metas)
    yield from (_iso(text) for text in tree.xpath(".//*[@itemprop='datePublished']/@datetime"))
    yield from (_iso(time.get("datetime")) for time in _times(tree))
    if match := _IN_ADDRESS.search(url or ""):
        yield "-".join(match.groups())
    yield from (_from_words(line) for line in _bylines(tree))


def _texts(value: Any) -> Iterator[str | None]:
    if isinstance(value, str):
        yield _iso(value)


def _iso(text: str | None) -> str | None:
    """An ISO date out of a metadata value, which may be written otherwise: "July 14, 2015 8:30"."""
    if not text:
        return None
    return iso_date(text) or _from_words(text)


def _from_words(text: str) -> str | None:
    """The date in a short text, by htmldate, which is shown nothing else."""
    words = _NO_LETTER.sub(" ", text[:_LONGEST_BYLINE])
    shown = HTML(BODY(SPAN({"class": "date"}, words)))
    return find_date(shown, extensive_search=False, original_date=True, url="")


def _possible(text: str | None) -> str | None:
    """The date unless it lies in the future (with a day's slack for time zones): a mistake."""
    found = iso_date(text) if text else None
    if found is None or found[:10] > (datetime.now(UTC).date() + timedelta(days=1)).isoformat():
        return None
    return found if date.fromisoformat(found[:10]).year > 1 else None  # 0001-01-01 means unset


def _times(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The `time` elements that may date the article: not in prose, not of another story."""
    for time in tree.iterfind(".//time[@datetime]"):
        around = _inline_text(next(time.iterancestors(*_BLOCKS), tree))
        if len(one_line(around)) <= _LONGEST_LINE_OF_TIME and not _is_elsewhere(time):
            yield time


def _inline_text(element: HtmlElement) -> str:
    """The text of an element without that of the blocks inside it."""
    inner = (
        ("" if child.tag in _BLOCKS else _inline_text(child)) + (child.tail or "")
        for child in element
    )
    return (element.text or "") + "".join(inner)


def _bylines(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iterfind(".//body//*[@class]"):
        if not _BYLINE_CLASS.search(element.get("class")) or _is_elsewhere(element):
            continue
        text = one_line(element.text_content())
        if any(letter.isdigit() for letter in text) and len(text) <= _LONGEST_BYLINE:
            yield text


def _is_elsewhere(element: HtmlElement) -> bool:
    return next(element.iterancestors(*_ELSEWHERE), None) is not None
