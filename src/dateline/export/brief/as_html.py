"""A brief as one HTML page: no script, nothing fetched, readable on a telephone and on paper.

Words of articles are escaped; a Content-Security-Policy allows nothing but the page's own style.
"""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from dateline.export.brief.content import Brief, Item, Note, Picture, Section, Sentence
from dateline.export.brief.notes_in_words import note_words, web_address
from dateline.export.brief.wording import HOW_TO_READ, date_words
from dateline.export.tables import text_of
from dateline.records.seen import seen

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2530; --soft: #5b6672; --line: #d5d9de;
  --paper: #fff; --accent: #a3271f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a9b2bc; --line: #3a424b;
  --paper: #16191d; --accent: #ff9d92; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 1.0625rem/1.5 Charter, "Bitstream Charter", Georgia, serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 2rem; line-height: 1.15; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-top: .5rem;
  border-top: 2px solid var(--ink); }
h3 { font-size: 1.0625rem; margin: 1.25rem 0 .25rem; }
h3 b { color: var(--accent); margin-right: .4em; }
.asked { color: var(--soft); margin: .25rem 0 1rem; }
.figures { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem; margin: 0 0 1rem; padding: .6rem 0;
  border: solid var(--line); border-width: 1px 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-weight: bold; }
.figures dt { font-size: .875rem; color: var(--soft); }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
  gap: 1rem; }
figure { margin: 0; }
figure svg { display: block; width: 100%; height: auto; background: #fff; border-radius: 4px; }
figcaption { font-size: .875rem; color: var(--soft); margin-bottom: .3rem; }
ul { margin: 0; padding-left: 1.1rem; }
li { margin: .15rem 0; }
sup { line-height: 0; font-size: .7em; }
sup a { padding: .3em .1em; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
sup a { text-decoration: none; }
.how { font-size: .875rem; color: var(--soft); margin-top: 2rem; }
ol { font-size: .9375rem; padding-left: 2.2rem; }
:target { background: color-mix(in srgb, var(--accent) 18%, transparent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { main { max-width: none; padding: 0; } body { font-size: 10pt; }
  h3, figure { break-after: avoid; } li { break-inside: avoid; } ol { font-size: 8pt; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_html(brief: Brief, out: BinaryIO) -> None:
    """Write the brief."""
    with text_of(out) as text:
        text.writelines(f"{line}\n" for line in _Page(brief).lines())


class _Page:
    """Writes a brief; remembers which notes were pointed at, so that they can point back."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._pointed: set[int] = set()

    def lines(self) -> Iterator[str]:
        """The page, line by line."""
        brief = self._brief
        asked = f"{brief.asked[:1].upper()}{brief.asked[1:]}"
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>Brief: {_plain(asked)}</title>\n<style>{_STYLE}</style>\n</head>"
        yield "<body>\n<main>\n<h1>Brief</h1>"
        made = f'<time datetime="{brief.made_on}">{date_words(brief.made_on)}</time>'
        yield f'<p class="asked">{_plain(asked)} · made on {made}</p>'
        yield '<dl class="figures">'
        for label, number in brief.figures:
            yield f"<div><dt>{label}</dt><dd>{number:,}</dd></div>"
        yield "</dl>"
        if brief.pictures:
            yield '<div class="pictures">'
            yield from map(_picture, brief.pictures)
            yield "</div>"
        for section in brief.sections:
            yield from self._section(section)
        yield f'<p class="how">{_plain(HOW_TO_READ)}</p>'
        if brief.notes:
            yield "<h2>Evidence</h2>\n<ol>"
            yield from map(self._note, brief.notes)
            yield "</ol>"
        yield "</main>\n</body>\n</html>"

    def _section(self, section: Section) -> Iterator[str]:
        yield f"<section>\n<h2>{section.title}</h2>"
        for item in section.items:
            yield from self._item(item)
        yield "</section>"

    def _item(self, item: Item) -> Iterator[str]:
        yield f"<h3><b>{item.number}</b>{self._sentence(item.heading)}</h3>\n<ul>"
        yield from (f"<li>{self._sentence(one)}</li>" for one in item.sentences)
        yield "</ul>"

    def _sentence(self, sentence: Sentence) -> str:
        return "".join(
            _plain(words.text) + "".join(map(self._pointer, words.notes)) for words in sentence
        )

    def _pointer(self, note: int) -> str:
        first = "" if note in self._pointed else f' id="r{note}"'
        self._pointed.add(note)
        return f'<sup><a href="#n{note}"{first} aria-label="note {note}">{note}</a></sup>'

    def _note(self, note: Note) -> str:
        address = web_address(note.url)
        words = _plain(note_words(note))
        link = (
            f' <a href="{escape(address)}" rel="noreferrer noopener">article</a>' if address else ""
        )
        back = f' <a href="#r{note.number}" aria-label="back to the text">↩</a>'
        return f'<li id="n{note.number}">{words}{link}{back}</li>'


def _picture(picture: Picture) -> str:
    shown = picture.svg.replace(
        "<svg ", f'<svg role="img" aria-label="{_plain(picture.words)}" ', 1
    )
    return f"<figure><figcaption>{_plain(picture.title)}</figcaption>{shown}</figure>"


def _plain(text: str) -> str:
    return escape(seen(text))
