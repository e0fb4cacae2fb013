"""HTML in, an `Article` out: its title line (furniture), an empty line, and the body's paragraphs.

Nothing in the page is run and nothing that it names is fetched.
"""

import re

from lxml.html import HtmlElement
from trafilatura import load_html

from dateline.errors import UnreadableArticle
from dateline.records import Article, Furniture, Provenance
from dateline.sources.article import make_article
from dateline.sources.body import find_body, why_no_article
from dateline.sources.metadata import read_metadata
from dateline.sources.options import SourceOptions
from dateline.sources.published import find_published

PAGE_HEAD = 4096  # characters that are looked at to tell a page

_BREAK = "\n\n"

# A page's first tag, after white space, an XML declaration and comments. A report that only quotes
# a tag does not begin with it; fragments ("<div>…") are not taken for pages. A comment ends at its
# first end and is not read again (`(?>`, `*+`): else forty comments would be read 2^40 ways.
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_page(text: str) -> bool:
    """Whether a text is HTML, by how it begins."""
    return _PAGE.match(text[:PAGE_HEAD]) is not None


def page_article(
    html: str, source: Provenance, options: SourceOptions, *, url: str | None = None
) -> Article:
    """Find the article of a page.

    Args:
        html: the decoded page.
        source: where it was taken from.
        options: what the user says about it.
        url: the address it came from, if it did.

    Raises:
        UnreadableArticle: the page is empty, or holds no article.
    """
    tree = parse_page(html)
    said = read_metadata(tree, url=options.url or url)
    published = find_published(tree, url=said.url)
    paragraphs = find_body(tree, said.titles)
    if reason := why_no_article(paragraphs, tree):
        raise UnreadableArticle(f"{reason}; if it shows a report, copy its text into a file")
    lines = [said.title, *paragraphs] if said.title else paragraphs
    title = Furniture(start=0, end=len(said.title), kind="title") if said.title else None
    return make_article(
        _BREAK.join(lines),
        source,
        options,
        title=said.title,
        bylines=said.bylines,
        outlet=said.outlet,
        url=said.url,
        language=said.language,
        published=published,
        furniture=(title,) if title else (),
    )


def parse_page(html: str) -> HtmlElement:
    """The tree of a page.

    Raises:
        UnreadableArticle: the page is empty.
    """
    tree = load_html(html) if html.strip() else None
    if tree is None:
        raise UnreadableArticle("the page is empty; nothing to read")
    return tree
