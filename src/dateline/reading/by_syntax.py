"""Who says what, read from the parse and a list of cue words: the first reader, without training.

In: a parsed article. Out: `Utterance`s, in the order of their cues. `said.py` asks it for what the
encoder did not see; the `said` benchmark measures it alone, beside the trained reader.
"""

import dataclasses
from collections.abc import Sequence

from dateline.reading.clauses import find_clauses
from dateline.reading.passages import Draft, Passage, make_passages
from dateline.reading.phrases import find_phrases
from dateline.reading.prose import Prose
from dateline.reading.quotations import Quotation
from dateline.reading.quoted import find_open_lead, find_quoted, is_whole
from dateline.reading.relays import pass_on
from dateline.reading.utterance import Utterance, make_utterance
from dateline.records import Span


def find_by_syntax(prose: Prose) -> list[Utterance]:
    """Find who says what in an article, in the order of the text."""
    passages = list(make_passages(prose))
    return join_drafts(passages, [draft_passage(passage) for passage in passages])


def join_drafts(passages: Sequence[Passage], drafts: Sequence[Sequence[Draft]]) -> list[Utterance]:
    """Put together what `draft_passage` found in each passage of an article, in order."""
    speech = _Speech()
    for passage, found in zip(passages, drafts, strict=True):
        speech.read(passage, found)
    return sorted(speech.found, key=lambda utterance: utterance.cue[0])


def draft_passage(passage: Passage) -> list[Draft]:
    """Everything found in a paragraph; where two rules took the same cue, the first counts."""
    found: dict[int, Draft] = {}
    for draft in (*find_quoted(passage), *find_clauses(passage), *find_phrases(passage)):
        found.setdefault(draft.head.i, draft)
    return sorted(found.values(), key=lambda draft: draft.cue[0])


class _Speech:
    """The utterances of an article as its paragraphs are read one after another.

    A speech goes on over paragraphs: each opens with a mark, and only one of them has a cue.
    """

    def __init__(self) -> None:
        self.found: list[Utterance] = []
        self._last: int | None = (
            None  # index of the utterance that the next paragraph may go on with
        )
        self._lead: Utterance | None = None  # "The mayor went on:", its content still to come
        self._pending: list[Span] = []  # opened paragraphs whose speaker comes later

    def read(self, passage: Passage, found: Sequence[Draft]) -> None:
        """Add the utterances of the next paragraph."""
        drafts = _without_nested(pass_on(passage, found))
        opening = _opening(passage)
        first = len(self.found)
        self.found += [make_utterance(passage, draft) for draft in drafts]
        if opening is not None:
            self._go_on(passage, opening, drafts, first)
        self._remember(passage, drafts, first)

    def _go_on(
        self, passage: Passage, opening: Quotation, drafts: Sequence[Draft], first: int
    ) -> None:
        span = passage.span((opening.start, opening.end))
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
        self._lead = make_utterance(passage, lead) if lead is not None else None
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
