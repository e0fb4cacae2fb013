"""A brief as PDF: A4, tagged for screen readers, set by Typst from a template that fetches nothing.

The brief is given to the template as JSON, so that words of articles are text and never code.
"""

import importlib.resources
import json
from typing import Any, BinaryIO

from dateline.export.brief.content import Brief, Note, Sentence
from dateline.export.brief.notes_in_words import note_words, web_address
from dateline.export.brief.wording import HOW_TO_READ, date_words
from dateline.export.extras import load_extra
from dateline.export.leftovers import Leftovers
from dateline.records.seen import seen

_NO_FONT = "no font of this machine has its letters, which stand as boxes; install one, as Noto"


def write_pdf(brief: Brief, out: BinaryIO, leftovers: Leftovers) -> None:
    """Write the brief; count a script for which there is no font.

    Raises:
        ConfigError: typst is not installed.
    """
    typst = load_extra("typst")
    template = importlib.resources.files("dateline.export.brief").joinpath("brief.typ").read_bytes()
    given = {"brief": json.dumps(_data(brief), ensure_ascii=False)}
    try:
        made = typst.compile(template, format="pdf", sys_inputs=given, pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        # PDF/UA wants a glyph for every letter; without it the file is tagged all the same.
        made = typst.compile(template, format="pdf", sys_inputs=given)
        leftovers.add("scripts", because=_NO_FONT)
    out.write(made)


def _data(brief: Brief) -> dict[str, Any]:
    """What the template reads."""
    return {
        "asked": seen(f"{brief.asked[:1].upper()}{brief.asked[1:]}"),
        "made_on": date_words(brief.made_on),
        "figures": [[label, f"{number:,}"] for label, number in brief.figures],
        "pictures": [
            {"title": seen(one.title), "svg": one.svg, "words": seen(one.words)}
            for one in brief.pictures
        ],
        "sections": [
            {
                "title": section.title,
                "items": [
                    {
                        "number": item.number,
                        "heading": _sentence(item.heading),
                        "sentences": [_sentence(one) for one in item.sentences],
                    }
                    for item in section.items
                ],
            }
            for section in brief.sections
        ],
        "how_to_read": HOW_TO_READ,
        "notes": [_note(note) for note in brief.notes],
    }


def _sentence(sentence: Sentence) -> list[dict[str, Any]]:
    return [{"text": seen(words.text), "notes": list(words.notes)} for words in sentence]


def _note(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "words": seen(note_words(note)),
        "address": web_address(note.url),
    }
