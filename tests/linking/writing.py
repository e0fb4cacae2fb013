"""Articles for tests of linking: a text and what the page says of itself in, an article out."""

import dataclasses

from dateline.records import Article, Furniture, Header, Provenance, Span, article_id

WIRE = (
    "A powerful explosion tore through the fuel terminal of Marrowick early on Tuesday, killing at"
    " least 17 dockers and wounding about 80, the Health Ministry said.",
    "The blast shattered windows across the lower town and set two warehouses of the Quillan"
    " company on fire.",
    '"We have 17 bodies, and the teams have not yet reached the second warehouse," ministry'
    " spokesman Armand Tavel told reporters.",
    "Interior Minister Rosa Chicombe blamed the Front for Coastal Liberation, which has attacked"
    " pipelines in Sollen province.",
    "Police closed the harbour road and detained four men who had been seen near the fence on"
    " Monday evening.",
    "The terminal handles more than half of the fuel that is carried by rail to the Zamber valley.",
    "The port authority hoped to reopen its northern quay by Friday, spokeswoman Ilse Brandt said.",
    "In 2011, a fire at the same terminal killed nine people and destroyed 40 tank wagons.",
)
OTHER = (
    "Twenty-one people died in the harbour of Marrowick, according to the director of the central"
    " hospital, Benedita Sambo.",
    "Her wards took in 96 injured, eleven of whom hover between life and death.",
    "Port director Helena Machava does not believe in a bomb: 60 tonnes of fertiliser lay in a shed"
    " where none should have been.",
    "Three crane drivers are missing, and their families wait at the gate.",
    "About 300 households behind the rail yard spent the night in a school because of the smoke.",
    "Mayor Daniel Cossa wants them to return as soon as the air can be breathed.",
)
NEXT_DAY = (
    "Opposition lawmaker Amelia Tembe called on the interior minister to resign on Wednesday.",
    "Residents of the lower town followed the coffins of the first victims along the sea wall.",
    "Two arrests were made at a guesthouse in the suburb of Manga, a police statement said.",
    "South Africa offered to send a forensic team, and Portugal promised money for the families.",
    "Divers began to search the basin for the wreck of a barge that had been moored alongside.",
    "Shops in the old market stayed shut while a choir sang outside the customs house.",
)


def write_article(
    *sentences: str,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    published: str | None = "2024-04-09",
    agency: str | None = None,
    bylines: tuple[str, ...] = (),
    furniture: str | None = None,
) -> Article:
    """An article of one-sentence paragraphs: a header for `agency` above, `furniture` below."""
    opening = f"MARROWICK ({agency}) -" if agency else None
    pieces = [*([opening] if opening else []), *sentences, *([furniture] if furniture else [])]
    text = "\n\n".join(pieces)
    marked = ()
    if furniture:
        start = len(text) - len(furniture)
        marked = (Furniture(start=start, end=len(text), kind="related-links"),)
    return Article(
        id=article_id(outlet=outlet, url=url, text=text),
        url=url,
        outlet=outlet,
        title=title,
        bylines=bylines,
        language="en",
        published=published,
        header=Header(agency=agency, evidence=(Span(0, len(opening)),)) if opening else Header(),
        text=text,
        furniture=marked,
        source=Provenance(kind="made", ref="made", retrieved_at="2024-04-12T08:00:00+00:00"),
    )


def with_words(article: Article, *changes: tuple[str, str]) -> Article:
    """The same article with words exchanged."""
    text = article.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    new_id = article_id(outlet=article.outlet, url=article.url, text=text)
    return dataclasses.replace(article, text=text, id=new_id)
