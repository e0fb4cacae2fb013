"""A list of web addresses in, one a line; the article that each leads to out, fetched politely.

Empty lines and lines that begin with `#` are passed over, and an address that came before is not
fetched again.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.errors import SourceError, UnreadableArticle
from dateline.records import Article, Failure
from dateline.sources.article import provenance
from dateline.sources.decode import decode
from dateline.sources.fetched import fetched_article
from dateline.sources.file import true_suffix
from dateline.sources.options import SourceOptions, is_web_address
from dateline.sources.polite import PoliteFetcher

_LONGEST_ADDRESS = 8_000  # characters; more than any server takes


def is_address_list(path: Path) -> bool:
    """Whether a file is a list of web addresses, by its suffix."""
    return true_suffix(path) == ".urls"


def listed_articles(
    lines: Iterable[bytes], ref: str, options: SourceOptions, polite: PoliteFetcher
) -> Iterator[Article | Failure]:
    """Fetch every address of a list; a line's `ref` is the list and the line: `seen.urls:12`."""
    seen: set[str] = set()
    empty = True
    for number, line in enumerate(lines, 1):
        place = f"{ref}:{number}"
        try:
            address = decode(line).strip() if line.strip() else ""
            if not address or address.startswith("#"):
                continue
            empty = False
            if address not in seen:
                seen.add(address)
                yield listed_article(address, place, options, polite)
        except SourceError as error:
            empty = False
            yield Failure(ref=place, reason=str(error))
    if empty:
        yield Failure(ref=ref, reason="it is empty; give one web address a line")


def listed_article(
    address: str, place: str, options: SourceOptions, polite: PoliteFetcher
) -> Article:
    """Fetch one address; failures name it.

    Raises:
        SourceError: it is no address, cannot be fetched, or leads to no article.
    """
    if len(address) > _LONGEST_ADDRESS or not is_web_address(address):
        raise UnreadableArticle(f"{address[:60]!r} is no web address; write http:// or https://")
    try:
        return fetched_article(polite.fetch(address), provenance("url", place), options)
    except SourceError as error:
        raise type(error)(f"{address}: {error}") from error
