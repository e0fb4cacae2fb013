"""An article set for reading: its text cut where records begin and end.

In: a `Report`. Out: paragraphs of pieces; each piece is a range of the text with the records that
stand on it, so that text and records light each other up. Nothing of the text is lost or changed:
the pieces of all paragraphs and the blank lines between them are the text.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.records import Report, Span

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_MOST_RECORDS = 40  # that one piece names; a table of contents of a whole dossier would name all


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of the text under one and the same records.

    `marks`: how it is set: furniture, speech, speaker, cue, trigger, place. `records`: the ids of
    the claims, attributions, entities and ties whose evidence it is part of.
    """

    start: int
    text: str
    marks: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces up to the next blank line, or the end of the headline, which `is_title`."""

    pieces: tuple[Piece, ...]
    is_title: bool

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.pieces[0].start


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    name: str | None
    record: str | None


def set_for_reading(report: Report) -> list[Paragraph]:
    """Cut the text of a report into paragraphs of marked pieces."""
    marks = list(_marks(report))
    text = report.article.text
    titles = [piece.span for piece in report.article.furniture if piece.kind == "title"]
    opened, closed = defaultdict(list), defaultdict(list)
    for mark in marks:
        opened[mark.start].append(mark)
        closed[mark.end].append(mark)
    cuts = sorted({0, len(text), *opened, *closed})
    active: dict[_Mark, int] = {}
    paragraphs = [part for span in _paragraphs(text) for part in _apart(text, span, titles)]
    pieces: list[list[Piece]] = [[] for _ in paragraphs]
    number = 0
    for start, end in itertools.pairwise(cuts):
        _step(active, opened[start], closed[start])
        while number < len(paragraphs) and paragraphs[number].end <= start:
            number += 1
        for place in range(number, len(paragraphs)):
            if paragraphs[place].start >= end:
                break
            shared = Span(max(start, paragraphs[place].start), min(end, paragraphs[place].end))
            pieces[place].append(_piece(text, shared, active))
    return [
        Paragraph(tuple(some), any(title.overlaps(span) for title in titles))
        for some, span in zip(pieces, paragraphs, strict=True)
    ]


def evidence_of(report: Report) -> dict[str, list[Span]]:
    """The ranges that each record of a report stands on, by its id; ties are t1, t2 and so on."""
    found: dict[str, list[Span]] = {}
    for claim in report.claims:
        found[claim.id] = [*claim.evidence, *claim.trigger]
        found[claim.id] += [who.span for who in (*claim.actors, *claim.recipients)]
        found[claim.id] += [target.span for target in claim.targets]
        found[claim.id] += [span for toll in claim.toll for span in toll.evidence]
        found[claim.id] += claim.when.evidence if claim.when else ()
        found[claim.id] += claim.where.evidence if claim.where else ()
    for said in report.attributions:
        found[said.id] = [*said.content, *said.cue, *said.speaker_spans]
    for entity in report.entities:
        found[entity.id] = list(entity.mentions)
    for number, tie in enumerate(report.ties, start=1):
        found[f"t{number}"] = list(tie.evidence)
    return found


def _marks(report: Report) -> Iterator[_Mark]:
    for piece in report.article.furniture:
        yield _Mark(piece.start, piece.end, "furniture", None)
    for record, spans in evidence_of(report).items():
        yield from (_Mark(start, end, None, record) for start, end in set(spans))
    for said in report.attributions:
        yield from _named(said.content, "speech")
        yield from _named(said.speaker_spans, "speaker")
        yield from _named(said.cue, "cue")
    for claim in report.claims:
        yield from _named(claim.trigger, "trigger")


def _named(spans: Iterable[Span], name: str) -> Iterator[_Mark]:
    return (_Mark(span.start, span.end, name, None) for span in spans)


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK_LINES.finditer(text):
        if blank.start() > start:
            yield Span(start, blank.start())
        start = blank.end()
    if start < len(text):
        yield Span(start, len(text))


def _apart(text: str, span: Span, titles: Iterable[Span]) -> Iterator[Span]:
    """A paragraph; where the headline ends in it, as above a byline, in two."""
    ends = [title.end for title in titles if title.overlaps(span) and title.end < span.end]
    rest = text[max(ends) : span.end].lstrip() if ends else ""
    if not rest:
        yield span
        return
    yield Span(span.start, max(ends))
    yield Span(span.end - len(rest), span.end)


def _step(active: dict[_Mark, int], opened: list[_Mark], closed: list[_Mark]) -> None:
    for mark in closed:
        active[mark] = active.get(mark, 0) - 1
        if active[mark] <= 0:
            del active[mark]
    for mark in opened:
        active[mark] = active.get(mark, 0) + 1


def _piece(text: str, span: Span, active: Iterable[_Mark]) -> Piece:
    names = sorted({mark.name for mark in active if mark.name is not None})
    records = sorted({mark.record for mark in active if mark.record is not None})
    return Piece(
        span.start, text[span.start : span.end], tuple(names), tuple(records[:_MOST_RECORDS])
    )
