"""A note of a brief in words, and its address if it is one that a browser may open."""

from urllib.parse import quote, urlsplit

from dateline.export.brief.content import Note
from dateline.export.brief.wording import day_words, in_quotes, listed, name_words
from dateline.export.tables import one_line


def note_words(note: Note) -> str:
    """As in "Meridian, 9 April 2024, quoting Rosa Chicombe: “…”"."""
    parts = [one_line(note.outlet or "an unknown outlet")]
    parts.append(day_words(note.published) if note.published else "no date")
    if note.speakers:
        parts.append(f"quoting {listed([name_words(one) for one in note.speakers])}")
    if note.relayed_by:
        parts.append(f"after {listed([one_line(one) for one in note.relayed_by])}")
    return f"{', '.join(parts)}: {' … '.join(map(in_quotes, note.quotes))}"


def web_address(url: str | None) -> str | None:
    """An http(s) address in which nothing ends a link or a line; None for any other."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
        return None
    return quote(url, safe=":/?#@!&=+$,;%~-._", errors="replace")
