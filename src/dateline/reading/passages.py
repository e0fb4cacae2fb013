"""One paragraph as the rules for speech see it: its parse, its quotations, its sentences.

In: a parsed paragraph and its quotations. Out: `Passage`, which answers where sentences begin and
end (never inside a quotation), and cuts ranges to what a reader would quote. Every `Range` is
half-open, in code points of the paragraph.
"""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.reading.prose import Prose
from dateline.reading.quotations import Quotation, find_quotations
from dateline.records import Span, Stance

Range = tuple[int, int]

_STOPS = frozenset(".?!")
_LOOSE = " \t\u00a0,;:.—–-"  # what a content neither begins nor ends with
_MARKS = "“”\"«»„'‘’`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An utterance found in one passage, before the passages of an article are put together."""

    head: Token
    speakers: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    stance: Stance
    score: float
    relays: tuple[Range, ...] = ()
    aside: Range | None = None  # cue and speaker within or after the content: "…, she said, …"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: `start` is where it begins in the article."""

    doc: Doc
    start: int
    quotations: tuple[Quotation, ...]
    sentences: tuple[Range, ...]
    text: str  # of the paragraph; spaCy would put it together anew each time it is asked

    def quotation_at(self, at: int) -> Quotation | None:
        """The quotation that a code point stands in."""
        return next((q for q in self.quotations if q.covers(at)), None)

    def is_quoted(self, token: Token) -> bool:
        """Whether a token stands between quotation marks."""
        return self.quotation_at(token.idx) is not None

    def sentence_of(self, at: int) -> Range:
        """The sentence that a code point stands in."""
        return next((s for s in self.sentences if s[0] <= at < s[1]), (0, len(self.text)))

    def span(self, where: Range) -> Span:
        """A range of the passage as a range of the article."""
        return Span(self.start + where[0], self.start + where[1])

    def tokens_in(self, where: Range) -> Iterator[Token]:
        """The tokens that begin in a range."""
        places = range(len(self.doc))
        first = bisect.bisect_left(places, where[0], key=lambda i: self.doc[i].idx)
        for i in places[first:]:
            if self.doc[i].idx >= where[1]:
                return
            yield self.doc[i]

    def trim(self, where: Range) -> Range | None:
        """A range without loose punctuation at its ends; None when nothing is left."""
        start, end = where
        while start < end and self.text[start] in _LOOSE:
            start += 1
        while end > start and self._is_loose_end(start, end):
            end -= 1
        return (start, end) if self.text[start:end].strip(_MARKS + _LOOSE) else None

    def _is_loose_end(self, start: int, end: int) -> bool:
        last = self.text[end - 1]
        if last == ")":
            return "(" not in self.text[start:end]
        if last != ".":
            return last in _LOOSE
        # "U.S." keeps its stop, and so does a speech whose closing mark comes in a later paragraph.
        token = next(self.tokens_in((self._token_start(end - 1), end)), None)
        quotation = self.quotation_at(end - 1)
        abbreviated = token is not None and len(token) > 1 and token.text.strip(".") != ""
        return not abbreviated and quotation is None

    def _token_start(self, at: int) -> int:
        after = bisect.bisect_right(range(len(self.doc)), at, key=lambda i: self.doc[i].idx)
        start: int = self.doc[after - 1].idx if after else 0
        return start


def make_passages(prose: Prose) -> Iterator[Passage]:
    """Every paragraph of an article, with its quotations."""
    quotations = find_quotations([paragraph.doc.text for paragraph in prose.paragraphs])
    for paragraph, quoted in zip(prose.paragraphs, quotations, strict=True):
        yield make_passage(paragraph.doc, paragraph.span.start, quoted)


def make_passage(doc: Doc, start: int, quotations: Iterable[Quotation]) -> Passage:
    """Put a parsed paragraph and its quotations together."""
    kept = tuple(quotations)
    return Passage(doc, start, kept, tuple(_sentences(doc, kept)), doc.text)


def extent(tokens: Iterable[Token]) -> Range:
    """The range from the first to the last of some tokens."""
    listed = list(tokens)
    first = min(listed, key=lambda token: token.i)
    last = max(listed, key=lambda token: token.i)
    return first.idx, last.idx + len(last)


def _sentences(doc: Doc, quotations: tuple[Quotation, ...]) -> Iterator[Range]:
    """The parser's sentences, joined where it broke one inside a quotation.

    One also begins with a quotation that follows a full stop, and after one that holds its own.
    """
    text = doc.text
    starts = {s.start_char for s in doc.sents if not _is_inside(text, s.start_char, quotations)}
    for quotation in quotations:
        if text[: quotation.start].rstrip()[-1:] in tuple(_STOPS):
            starts.add(quotation.start)
        rest = text[quotation.end :]
        if text[quotation.inner_end - 1] in _STOPS and rest[1:2].isupper():
            starts.add(quotation.end + 1)
    ends = [*sorted(starts - {0}), len(text)]
    return zip([0, *ends[:-1]], ends, strict=True)


def _is_inside(text: str, at: int, quotations: tuple[Quotation, ...]) -> bool:
    if any(q.start < at < q.end for q in quotations):
        return True
    return text[at].islower() and text[:at].rstrip()[-1:] not in _STOPS
