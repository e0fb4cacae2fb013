"""A parsed page in; out what the page says about itself: title, bylines, outlet, language, address.

Read from JSON-LD (schema.org), Open Graph and other `meta` elements, then from marked-up parts of
the page. The publication date has rules of its own: see published.py.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dateline.sources.options import is_web_address

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|PressRelease)$|NewsArticle")
_SEPARATOR = r"\s*[|\-–—·•:»«~]\s*"
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")
_AUTHOR_METAS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?=$|[-_])")
# No digit ("20 July", "2 min read"), no address, and a capital somewhere ("admin" is nobody).
_NAME = re.compile(r"(?=.*[A-Z]|.*[^\x00-\x7f])[^\d@/]{2,}$")
_MOST_NAME_WORDS = 6  # a "byline" with more is a biography


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; None and () where it does not."""

    title: str | None
    titles: frozenset[str]  # all forms of the title that the page gives, `as_key`
    bylines: tuple[str, ...]
    outlet: str | None
    language: str | None
    url: str | None


def read_metadata(tree: HtmlElement, *, url: str | None = None) -> Metadata:
    """Read what a page says about itself.

    Args:
        tree: the parsed page.
        url: where it was fetched from, if it was.
    """
    linked = linked_article(tree)
    metas = meta_values(tree)
    outlets = list(_outlets(linked, metas))
    raw = [
        title
        for title in _titles(tree, linked, metas)
        if as_key(title) not in set(map(as_key, outlets))  # a front-page logo set as <h1>
    ]
    clean = [without_outlet(title, outlets) for title in raw]
    outlet = outlets[0] if outlets else None
    return Metadata(
        title=clean[0] if clean else None,
        titles=frozenset(filter(None, map(as_key, raw + clean))),
        bylines=_bylines(tree, linked, metas),
        outlet=outlet,
        language=_language(tree, linked, metas),
        url=_address(tree, metas, url),
    )


def linked_article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes the page's article; empty when there is none.

    Lists of other articles (`itemListElement`) are not looked into.
    """
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        try:
            # Line ends inside strings are common in the wild: strict=False lets them be.
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _linked_objects(data, depth=4):
            kinds = item.get("@type")
            if any(_ARTICLE_TYPE.search(kind) for kind in _strings(kinds)):
                return item
    return {}


def meta_values(tree: HtmlElement) -> dict[str, str]:
    """The page's `meta` elements by lower-case name or property: the first that is not empty."""
    found: dict[str, str] = {}
    for meta in tree.xpath(".//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        name = name or meta.get("http-equiv") or ""
        content = one_line(meta.get("content"))
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def without_outlet(title: str, outlets: Iterable[str]) -> str:
    """Take the site's name off a title: "Bridge reopens | Lakeside Post" -> "Bridge reopens".

    Only a name that the page itself states as its outlet's is taken off: in "Storm hits - and
    stays" the last part belongs to the title.
    """
    for outlet in outlets:
        name = re.escape(outlet)
        for pattern in (rf"{_SEPARATOR}{name}\s*$", rf"^\s*{name}{_SEPARATOR}"):
            shorter = re.sub(pattern, "", title, flags=re.IGNORECASE).strip()
            if shorter and shorter != title:
                return shorter
    return title


def as_key(text: str) -> str:
    """A text by which two forms of a title can be compared: its letters and digits."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def one_line(text: str | None) -> str:
    """A text without line ends and doubled spaces."""
    return " ".join(text.split()) if text else ""


def names_of_byline(text: str) -> Iterator[str]:
    """The names of "By Ana Ruiz and Jo Lund"."""
    text = re.sub(r"^by:?\s+", "", one_line(text), flags=re.IGNORECASE)
    for name in re.split(r" ?(?:;|,|\band\b|&) ?", text):
        if _NAME.match(name) and len(name.split()) <= _MOST_NAME_WORDS:
            yield name


def _linked_objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _linked_objects(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in _NESTED:
            yield from _linked_objects(data.get(key), depth - 1)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _names(value: Any) -> Iterator[str]:
    """The names in a JSON-LD value: a text, an object with a name, or a list of either."""
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for text in _strings(name):
            if one_line(text):
                yield one_line(text)


def _outlets(linked: dict[str, Any], metas: dict[str, str]) -> Iterator[str]:
    """The names that a page gives its outlet, the one to show first."""
    given = (
        metas.get("og:site_name"),
        *_names(linked.get("publisher")),
        metas.get("application-name"),
    )
    for name in filter(None, given):
        # "Lakeside Post | News from the valley": the motto is no part of the name.
        yield re.split(r"(?<!\s)\s++[|–—]\s", name, maxsplit=1)[0].removeprefix("@")
        yield name


def _titles(tree: HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> Iterator[str]:
    """The titles that a page gives itself, the one to show first."""
    heads = [one_line(head.text_content()) for head in tree.iterfind(".//h1")]
    heads = [head for head in heads if head]
    if len(heads) == 1:
        yield heads[0]
    yield from (one_line(text) for text in _strings(linked.get("headline")) if one_line(text))
    yield from (metas[name] for name in ("og:title", "twitter:title") if name in metas)
    for element in tree.xpath(".//head/title"):
        if title := one_line(element.text_content()):
            yield title
    if len(heads) > 1:
        yield heads[0]


def _bylines(tree: HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> tuple[str, ...]:
    found = list(_names(linked.get("author")))
    if not found:
        found = [metas[name] for name in _AUTHOR_METAS if name in metas]
    if not found:
        marked = tree.xpath(".//*[@itemprop='author' or @rel='author']")
        found = [one_line(element.text_content()) for element in marked]
    names = (name for text in found if not is_web_address(text) for name in names_of_byline(text))
    return tuple(dict.fromkeys(names))


def _language(tree: HtmlElement, linked: dict[str, Any], metas: dict[str, str]) -> str | None:
    root = tree.getroottree().getroot()
    given = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        *_strings(linked.get("inLanguage")),
        metas.get("og:locale"),
        metas.get("content-language"),
    )
    found = (_LANGUAGE.match(text.strip()) for text in given if text)
    return next((match[0].lower() for match in found if match), None)


def _address(tree: HtmlElement, metas: dict[str, str], url: str | None) -> str | None:
    """The page's own address: canonical link or og:url, else where it was fetched from."""
    links = tree.xpath(".//link[@href][contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    for given in (*links, metas.get("og:url")):
        try:
            address = urljoin(url or "", str(given or "").strip())
            if not is_web_address(address):
                continue
            # Some sites call their front page the canonical form of every page.
            if url and len(urlsplit(address).path) <= 1 < len(urlsplit(url).path):
                continue
        except ValueError:
            continue
        return address
    return url
