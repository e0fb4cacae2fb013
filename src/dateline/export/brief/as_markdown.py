"""A brief as Markdown (CommonMark with footnotes, as GitHub, pandoc and Obsidian read it).

Pictures stand in the file itself, below the text, so that it is one file. Words of articles are
escaped: they can neither form the text nor bring in HTML.
"""

import base64
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.export.brief.content import Brief, Item, Note, Picture, Sentence
from dateline.export.brief.notes_in_words import note_words, web_address
from dateline.export.brief.wording import HOW_TO_READ, date_words
from dateline.export.tables import one_line, text_of
from dateline.records.seen import seen

_MARKUP = re.compile(r"([\\`*_\[\]{}|~^$!])")
_BLOCK = re.compile(r"^(\d*)(?=[-+=#:.)])")  # of a list, a heading, a definition


def write_markdown(brief: Brief, out: BinaryIO) -> None:
    """Write the brief."""
    with text_of(out) as text:
        text.writelines(f"{line}\n" for line in _lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    yield "# Brief"
    yield ""
    asked = _plain(f"{brief.asked[:1].upper()}{brief.asked[1:]}")
    yield f"{asked} · made on {date_words(brief.made_on)}"
    yield ""
    yield " · ".join(f"**{number:,}** {label.lower()}" for label, number in brief.figures)
    for picture in brief.pictures:
        yield ""
        yield f"![{_plain(picture.words)}][{picture.name}]"
    for section in brief.sections:
        yield ""
        yield f"## {section.title}"
        for item in section.items:
            yield ""
            yield from _item(item)
    yield ""
    yield f"*{HOW_TO_READ}*"
    yield ""
    yield from (f"[^{note.number}]: {_note(note)}" for note in brief.notes)
    yield ""
    yield from (f"[{picture.name}]: {_data(picture)}" for picture in brief.pictures)


def _item(item: Item) -> Iterator[str]:
    yield f"**{item.number}. {_sentence(item.heading)}**"
    yield ""
    yield from (f"- {_sentence(one)}" for one in item.sentences)


def _sentence(sentence: Sentence) -> str:
    return "".join(
        _plain(words.text) + "".join(f"[^{note}]" for note in words.notes) for words in sentence
    )


def _note(note: Note) -> str:
    address = web_address(note.url)
    where = f" <{address}>" if address else ""
    words = _plain(note_words(note))
    return _BLOCK.sub(r"\1\\", words) + where


def _plain(text: str) -> str:
    """Words that Markdown takes for words: no emphasis, link, code, formula or HTML in them."""
    escaped = _MARKUP.sub(r"\\\1", seen(one_line(text)) if text.strip() else " ")
    lead, tail = text[:1].isspace() and text.strip(), text[-1:].isspace() and text.strip()
    whole = f"{' ' if lead else ''}{escaped}{' ' if tail else ''}"
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _data(picture: Picture) -> str:
    packed = base64.b64encode(picture.svg.encode()).decode()
    return f"data:image/svg+xml;base64,{packed}"
