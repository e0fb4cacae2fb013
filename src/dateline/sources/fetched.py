"""What a web address gave in, its article out: a page, or a text that is told by its content."""

from dateline.records import Article, Provenance
from dateline.sources.decode import decode
from dateline.sources.feed import refuse_feed
from dateline.sources.options import SourceOptions
from dateline.sources.page import is_page, page_article
from dateline.sources.text import text_article
from dateline.sources.url import Fetched


def fetched_article(fetched: Fetched, source: Provenance, options: SourceOptions) -> Article:
    """Make the article of what was fetched.

    Raises:
        UnreadableArticle: it is empty, no text, or a page without an article.
    """
    is_html = "html" in fetched.content_type
    text = decode(fetched.content, charset=fetched.charset, markup=is_html)
    if not options.verbatim and (is_html or is_page(text)):
        return page_article(text, source, options, url=fetched.url)
    if not options.verbatim:
        refuse_feed(text)
    return text_article(text, source, options, url=fetched.url)
