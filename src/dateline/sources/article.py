"""The last step of every source: what was found, with the user's own word put in its place."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from dateline import resources
from dateline.records import Article, Furniture, Provenance, article_id
from dateline.sources.options import SourceOptions, iso_date

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def provenance(kind: str, ref: str, retrieved_at: str | None = None) -> Provenance:
    """Where an article was taken from: when it is said, else as of now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Provenance(kind=kind, ref=ref, retrieved_at=retrieved_at or now)


def make_article(
    text: str,
    source: Provenance,
    options: SourceOptions,
    *,
    title: str | None = None,
    bylines: tuple[str, ...] = (),
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    published: str | None = None,
    furniture: tuple[Furniture, ...] = (),
) -> Article:
    """Put the article together; a value in `options` outranks the one that was found.

    An outlet that nobody names is told by the address, if its domain is known. Halves of surrogate
    pairs, which JSON can smuggle in, are no characters and become U+FFFD, one for one.
    """
    text = _mend(text)
    url = options.url or url
    outlet = options.outlet or outlet or _outlet_of_address(url)
    if options.published is not None:
        published = iso_date(options.published)
    outlet = outlet and _mend(outlet)
    return Article(
        id=article_id(outlet=outlet, url=url, text=text),
        url=url,
        outlet=outlet,
        title=title and _mend(title),
        bylines=tuple(map(_mend, bylines)),
        language=language,
        published=published,
        text=text,
        furniture=furniture,
        source=source,
    )


def _mend(text: str) -> str:
    return _LONE_SURROGATE.sub("\ufffd", text)


def _outlet_of_address(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    known = resources.outlet_of_domain(host) if host else None
    return known.name if known else None
