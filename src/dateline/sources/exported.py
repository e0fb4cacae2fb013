"""What exports of news databases have in common: one article made of its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.errors import UnreadableArticle
from dateline.records import Article, Furniture, Provenance
from dateline.sources.article import make_article
from dateline.sources.metadata import names_of_byline, one_line
from dateline.sources.options import SourceOptions

_BREAK = "\n\n"
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
# "March 4, 2021 Thursday 12:15 PM GMT", "4 March 2021": a whole line, never a part of a sentence.
_DAY = re.compile(
    r"(?:[a-z]+day,? +)?(?:(?P<m1>[a-z]+)\.? +(?P<d1>\d{1,2}),? +(?P<y1>\d{4})"
    r"|(?P<d2>\d{1,2}) +(?P<m2>[a-z]+)\.? +(?P<y2>\d{4}))"
    r"(?:,? +[a-z]+day\b)?(?P<rest>.*)",
    re.IGNORECASE,
)
_LONGEST_REST = 40  # characters: "12:15 PM GMT", "Final Edition", "Saturday Early Edition 2"
_LANGUAGES = {
    "english": "en", "spanish": "es", "french": "fr", "german": "de", "portuguese": "pt",
    "italian": "it", "dutch": "nl", "russian": "ru", "arabic": "ar", "chinese": "zh",
    "turkish": "tr", "polish": "pl", "swedish": "sv", "japanese": "ja",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One article of an export, as its parts were found; None where the export does not say."""

    title: str | None
    outlet: str | None
    published: str | None  # ISO date
    byline: str | None = None
    language: str | None = None
    paragraphs: Sequence[str]


def exported_article(found: Exported, source: Provenance, options: SourceOptions) -> Article:
    """Put the article together: its title line, which is furniture, and its paragraphs.

    Raises:
        UnreadableArticle: it has no text.
    """
    paragraphs = [text for paragraph in found.paragraphs if (text := one_line(paragraph))]
    if not paragraphs:
        raise UnreadableArticle("this article of the export has no text; export it in full")
    title = one_line(found.title) or None
    return make_article(
        _BREAK.join([title, *paragraphs] if title else paragraphs),
        source,
        options,
        title=title,
        bylines=tuple(names_of_byline(found.byline)) if found.byline else (),
        outlet=one_line(found.outlet) or None,
        language=found.language,
        published=found.published,
        furniture=(Furniture(start=0, end=len(title), kind="title"),) if title else (),
    )


def day_of_line(line: str) -> str | None:
    """The ISO date of a line that is an English date and little more; None for any other line."""
    found = _DAY.fullmatch(one_line(line))
    if found is None or len(found["rest"]) > _LONGEST_REST:
        return None
    month = (found["m1"] or found["m2"]).lower()
    numbers = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if month in {name, name[:3], name[:4] if name == "september" else name}
    ]
    try:
        return date(
            int(found["y1"] or found["y2"]), numbers[0], int(found["d1"] or found["d2"])
        ).isoformat()
    except (ValueError, IndexError):
        return None


def language_of_name(name: str | None) -> str | None:
    """The ISO 639-1 code of a language named in English: "ENGLISH", "English; Spanish"."""
    first = re.split(r"[^a-z]", (name or "").strip().lower(), maxsplit=1)[0]
    return _LANGUAGES.get(first)
