"""The last step of every source: what was found, with the user's own word put in its place."""

from datetime import UTC, datetime

from dateline.records import Article, Furniture, Provenance, article_id
from dateline.sources.options import SourceOptions, iso_date


def provenance(kind: str, ref: str) -> Provenance:
    """Where an article was taken from, as of now."""
    return Provenance(
        kind=kind, ref=ref, retrieved_at=datetime.now(UTC).isoformat(timespec="seconds")
    )


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
    """Put the article together; a value in `options` outranks the one that was found."""
    outlet = options.outlet or outlet
    url = options.url or url
    if options.published is not None:
        published = iso_date(options.published)
    return Article(
        id=article_id(outlet=outlet, url=url, text=text),
        url=url,
        outlet=outlet,
        title=title,
        bylines=bylines,
        language=language,
        published=published,
        text=text,
        furniture=furniture,
        source=source,
    )
