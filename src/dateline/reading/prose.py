"""The body of an article as parsed sentences that know where they stand in `article.text`.

In: an article whose furniture and header are marked. Out: `Prose`, its paragraphs parsed by spaCy.
Furniture and the header are never parsed. Each spaCy document is one paragraph, as long as the
range it was made from, so `span_of` turns any tokens into a range by adding one number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.reading.lines import is_hard_wrapped, is_upper_case
from dateline.reading.recase import recase
from dateline.records import Article, Span

# Nobody writes so long a paragraph; the parser takes a gigabyte for it, and refuses ten times it.
LONGEST_PARAGRAPH = 100_000  # characters

_WORD = re.compile(r"\S+")
_LONGEST_WORD = 500  # letters; addresses of pages are shorter
_START = "dateline_start"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body: its range in `article.text` and its parse."""

    span: Span
    doc: Doc


@dataclass(frozen=True, slots=True)
class Prose:
    """The parsed body of an article, paragraph by paragraph; `unread`: those that are too long."""

    article: Article
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    unread: tuple[Span, ...] = ()

    def sentences(self) -> Iterator[Tokens]:
        """Every sentence of the body in order."""
        for paragraph in self.paragraphs:
            yield from paragraph.doc.sents

    def tokens_of(self, span: Span) -> Tokens | None:
        """The tokens of a range that lies in one paragraph; None when it does not."""
        for paragraph in self.paragraphs:
            if paragraph.span.covers(span):
                start = paragraph.span.start
                found: Tokens | None = paragraph.doc.char_span(
                    span.start - start, span.end - start, alignment_mode="expand"
                )
                return found
        return None


def parse_prose(article: Article, nlp: Language) -> Prose:
    """Parse the body of an article: what is neither furniture nor header."""
    found = list(_paragraph_spans(article))
    spans = [span for span in found if span.end - span.start <= LONGEST_PARAGRAPH]
    texts = [_unwrap(article.quote(span)) for span in spans]
    if is_upper_case("".join(texts)):
        texts = [recase(text) for text in texts]
    unread = tuple(span for span in found if span.end - span.start > LONGEST_PARAGRAPH)
    texts = [_without_endless_words(text) for text in texts]
    return prose_of_docs(article, map(Paragraph, spans, nlp.pipe(texts)), unread)


def prose_of_docs(
    article: Article, paragraphs: Iterable[Paragraph], unread: tuple[Span, ...] = ()
) -> Prose:
    """Paragraphs that are parsed already; each document learns where it begins."""
    kept = tuple(paragraphs)
    for paragraph in kept:
        paragraph.doc.user_data[_START] = paragraph.span.start
    return Prose(article, kept, unread)


def span_of(tokens: Tokens | Token) -> Span:
    """The range of `article.text` that tokens of a parsed paragraph stand for."""
    start = start_of(tokens.doc)
    if isinstance(tokens, Token):
        return Span(start + tokens.idx, start + tokens.idx + len(tokens))
    return Span(start + tokens.start_char, start + tokens.end_char)


def start_of(doc: Doc) -> int:
    """Where in `article.text` the paragraph of this parse begins."""
    start: int = doc.user_data.get(_START, 0)
    return start


def _without_endless_words(text: str) -> str:
    """Blanks for what is no word of any language, letter by letter.

    spaCy splits "((((…" from both ends, one letter at a time: sixty thousand took over a minute.
    """
    return _WORD.sub(
        lambda run: run[0] if len(run[0]) <= _LONGEST_WORD else " " * len(run[0]), text
    )


def _paragraph_spans(article: Article) -> Iterator[Span]:
    separator = r"\n[ \t]*\n\s*" if is_hard_wrapped(article.text) else r"\n\s*"
    for start, end in _body_ranges(article):
        at = start
        for part in re.split(f"({separator})", article.text[start:end]):
            if stripped := part.strip():
                first = at + part.index(stripped)
                yield Span(first, first + len(stripped))
            at += len(part)


def _body_ranges(article: Article) -> Iterator[tuple[int, int]]:
    """The stretches of text between pieces of furniture and after the header."""
    taken = sorted([piece.span for piece in article.furniture] + list(article.header.evidence))
    at = 0
    for span in taken:
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < len(article.text):
        yield at, len(article.text)


def _unwrap(text: str) -> str:
    return re.sub(r"\s", " ", text)
