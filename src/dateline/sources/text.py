"""Plain text in, an `Article` out whose text is the decoded input, unchanged.

Line ends stay as they are. A byte order mark is not text but a note about the encoding: it is left
out (see decode.py). Title, furniture and header are for `reading` to find.
"""

from dateline.errors import UnreadableArticle
from dateline.records import Article, Provenance
from dateline.sources.article import make_article
from dateline.sources.options import SourceOptions


def text_article(
    text: str, source: Provenance, options: SourceOptions, *, url: str | None = None
) -> Article:
    """Make an article of a text.

    Raises:
        UnreadableArticle: there is nothing but white space.
    """
    if not text.strip():
        raise UnreadableArticle("it is empty; give a file that holds a report")
    return make_article(text, source, options, url=url)
