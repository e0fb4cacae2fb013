"""The lines of a Nexis Uni (LexisNexis Advance) export in, its articles out.

An article is its title, outlet, day and copyright, tagged lines ("Byline: …"), the line `Body`, the
text, and tagged lines again up to `End of Document`. The layout was learnt from public parsers (the
R packages LexisNexisTools and tm.plugin.lexisnexis); it was not tried on a real export.
"""

import re
from collections.abc import Iterator, Sequence

from dateline.sources.exported import Exported, day_of_line, language_of_name

_BODY = re.compile(r"body", re.IGNORECASE)
_END = re.compile(r"end of document", re.IGNORECASE)
# What stands below the text: the database's own notes.
_BELOW = re.compile(
    r"(?:classification|graphics?|notes?|correction(?:-date)?|load-date:.*"
    r"|link to (?:image|pdf).*)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©) *\d{4}", re.IGNORECASE)
_TAG = re.compile(
    r"(byline|language|highlight|section|length|dateline):[ \u00a0]*(.*)", re.IGNORECASE
)


def is_nexis(lines: Sequence[str]) -> bool:
    """Whether these are the lines of such an export."""
    return any(_END.fullmatch(line) for line in lines) and any(map(_BODY.fullmatch, lines))


def nexis_articles(lines: Sequence[str]) -> Iterator[Exported]:
    """The articles between one `End of Document` and the next; one without a text has none."""
    part: list[str] = []
    for line in lines:
        if not _END.fullmatch(line):
            if line:
                part.append(line)
        elif part:
            yield _article(part)
            part = []


def _article(lines: list[str]) -> Exported:
    start = next((at for at, line in enumerate(lines) if _BODY.fullmatch(line)), len(lines))
    head, text = lines[:start], lines[start + 1 :]
    end = next((at for at, line in enumerate(text) if _BELOW.fullmatch(line)), len(text))
    tags = {match[1].lower(): match[2] for match in map(_TAG.match, head + text[end:]) if match}
    # A cover page may stand above the first article, so the head is known by its day, from below.
    days = [at for at, line in enumerate(head) if at >= 2 and day_of_line(line)]
    title, outlet, published = None, None, None
    if days:
        title, outlet = head[days[-1] - 2], head[days[-1] - 1]
        published = day_of_line(head[days[-1]])
    elif rights := [at for at, line in enumerate(head) if at >= 3 and _RIGHTS.match(line)]:
        title, outlet = head[rights[-1] - 3], head[rights[-1] - 2]  # "March 2021" is no day
    return Exported(
        title=title,
        outlet=outlet,
        published=published,
        byline=tags.get("byline"),
        language=language_of_name(tags.get("language")),
        paragraphs=text[:end],
    )
