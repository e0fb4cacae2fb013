"""Who says what: the attributions of an article.

In: a parsed article. Out: `Utterance`s, in the order of their cues: speaker, cue and content as
ranges of `article.text`, with the form of the speech, the stance of the cue and the outlets that
passed it on. Which entity a speaker is, is for another stage to say.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.reading.clauses import find_clauses
from dateline.reading.passages import Draft, Passage, Range, make_passage
from dateline.reading.phrases import find_phrases
from dateline.reading.prose import Prose
from dateline.reading.quotations import Quotation, find_quotations
from dateline.reading.quoted import find_open_lead, find_quoted, is_whole
from dateline.reading.relays import pass_on
from dateline.records import Form, Span, Spans, Stance

_MARKS = '“”"«»„'


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """An attribution before its speakers are known as entities.

    `speaker_spans` is empty when the text names no speaker ("was believed to …"). `relay_spans` are
    the outlets credited for the words, nearest first. `score` (0-1): how sure it is that speaker,
    cue and content belong together.
    """

    speaker_spans: Spans
    cue: Spans
    content: Spans
    form: Form
    stance: Stance
    relay_spans: Spans = ()
    score: float


def find_utterances(prose: Prose) -> list[Utterance]:
    """Find who says what in an article, in the order of the text."""
    speech = _Speech(prose.article.text)
    for passage in _passages(prose):
        speech.read(passage)
    return sorted(speech.found, key=lambda utterance: utterance.cue[0])


def _passages(prose: Prose) -> Iterator[Passage]:
    quotations = find_quotations([paragraph.doc.text for paragraph in prose.paragraphs])
    for paragraph, quoted in zip(prose.paragraphs, quotations, strict=True):
        yield make_passage(paragraph.doc, paragraph.span.start, quoted)


class _Speech:
    """The utterances of an article as its paragraphs are read one after another.

    A speech goes on over paragraphs: each opens with a mark, and only one of them has a cue.
    """

    def __init__(self, text: str) -> None:
        self.found: list[Utterance] = []
        self._text = text
        self._last: int | None = (
            None  # index of the utterance that the next paragraph may go on with
        )
        self._lead: Utterance | None = None  # "The mayor went on:", its content still to come
        self._pending: list[Span] = []  # opened paragraphs whose speaker comes later

    def read(self, passage: Passage) -> None:
        """Add the utterances of the next paragraph."""
        drafts = _without_nested(pass_on(passage, _drafts(passage)))
        opening = _opening(passage)
        first = len(self.found)
        self.found += [_utterance(passage, draft, self._text) for draft in drafts]
        if opening is not None:
            self._go_on(passage, opening, drafts, first)
        self._remember(passage, drafts, first)

    def _go_on(
        self, passage: Passage, opening: Quotation, drafts: Sequence[Draft], first: int
    ) -> None:
        span = _span(passage, (opening.start, opening.end))
        owner = next((i for i, draft in enumerate(drafts) if _holds(draft, opening)), None)
        if owner is not None:
            self._extend(first + owner, before=self._pending)
            self._pending = []
        elif self._last is not None and is_whole(passage, opening):
            self._extend(self._last, after=[span])
        elif self._lead is not None:
            self.found.append(dataclasses.replace(self._lead, content=(span,), form="direct"))
            self._last = len(self.found) - 1
        elif is_whole(passage, opening):
            self._pending.append(span)

    def _extend(
        self, index: int, *, before: Sequence[Span] = (), after: Sequence[Span] = ()
    ) -> None:
        old = self.found[index]
        self.found[index] = dataclasses.replace(old, content=(*before, *old.content, *after))

    def _remember(self, passage: Passage, drafts: Sequence[Draft], first: int) -> None:
        """Keep the utterance whose quotation ends this paragraph, if there is one."""
        ending = passage.quotations[-1] if passage.quotations else None
        is_only_speech = (
            ending is not None and ending.start == 0 and ending.end == len(passage.text)
        )
        if is_only_speech and not drafts:
            return
        lead = find_open_lead(passage)
        self._lead = _utterance(passage, lead, self._text) if lead is not None else None
        self._last = None
        for index in range(len(drafts)):
            if self.found[first + index].form == "direct":
                self._last = first + index
        if drafts or ending is None:
            self._pending = []


def _opening(passage: Passage) -> Quotation | None:
    first = passage.quotations[0] if passage.quotations else None
    return first if first is not None and first.start == 0 else None


def _holds(draft: Draft, quotation: Quotation) -> bool:
    return any(start <= quotation.start < end for start, end in draft.content)


def _drafts(passage: Passage) -> list[Draft]:
    """Everything found in a paragraph; where two rules took the same cue, the first counts."""
    found: dict[int, Draft] = {}
    for draft in (*find_quoted(passage), *find_clauses(passage), *find_phrases(passage)):
        found.setdefault(draft.head.i, draft)
    return sorted(found.values(), key=lambda draft: draft.cue[0])


def _without_nested(drafts: list[Draft]) -> list[Draft]:
    """Leave out what somebody only says that somebody says."""
    kept = [
        draft
        for draft in drafts
        if not any(_is_within(draft, other) for other in drafts if other is not draft)
    ]
    return sorted(kept, key=lambda draft: draft.cue[0])


def _is_within(inner: Draft, outer: Draft) -> bool:
    if outer.head == inner.head or (
        inner.aside and outer.aside is None and _is_within(outer, inner)
    ):
        return False  # an aside holds what it closes, even if a clause seems to run into it
    if _begins_in(outer, inner) and inner.aside is None and outer.aside is None:
        return _begins_in(inner, outer) and outer.cue < inner.cue  # each in the other: the first
    return _begins_in(inner, outer)


def _begins_in(inner: Draft, outer: Draft) -> bool:
    at = inner.cue[0][0]
    return any(start <= at < end for start, end in outer.content)


def _utterance(passage: Passage, draft: Draft, text: str) -> Utterance:
    content = tuple(_span(passage, part) for part in draft.content)
    return Utterance(
        speaker_spans=tuple(_span(passage, part) for part in draft.speakers),
        cue=tuple(_span(passage, part) for part in draft.cue),
        content=content,
        form=_form(passage, draft),
        stance=draft.stance,
        relay_spans=tuple(_span(passage, part) for part in draft.relays),
        score=draft.score,
    )


def _form(passage: Passage, draft: Draft) -> Form:
    """Direct when all of the content is quoted, mixed when some of it is."""
    parts = draft.content
    letters = [at for a, b in parts for at in range(a, b) if passage.text[at].isalnum()]
    quoted = [at for at in letters if passage.quotation_at(at) is not None]
    if not quoted:
        return "indirect"
    return "direct" if len(quoted) == len(letters) else "mixed"


def _span(passage: Passage, where: Range) -> Span:
    return Span(passage.start + where[0], passage.start + where[1])
