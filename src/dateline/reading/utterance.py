"""An attribution before its speakers are known as entities.

In: a `Draft` of one passage. Out: an `Utterance`: speaker, cue and content as ranges of
`article.text`, with the form of the speech, the stance of the cue and the outlets that passed it
on. Which entity a speaker is, is for another stage to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reading.passages import Draft, Passage
from dateline.records import Form, Spans, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Who says what, in words.

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


def make_utterance(passage: Passage, draft: Draft) -> Utterance:
    """Put a draft into the ranges of its article."""
    return Utterance(
        speaker_spans=tuple(passage.span(part) for part in draft.speakers),
        cue=tuple(passage.span(part) for part in draft.cue),
        content=tuple(passage.span(part) for part in draft.content),
        form=form_of(are_quoted(passage, draft)),
        stance=draft.stance,
        relay_spans=tuple(passage.span(part) for part in draft.relays),
        score=draft.score,
    )


def overlap(some: Spans, others: Spans) -> bool:
    """Whether any of some ranges shares a character with any of the others."""
    return any(span.overlaps(other) for span in some for other in others)


def are_quoted(passage: Passage, draft: Draft) -> list[bool]:
    """For each letter of a draft's content whether it stands between quotation marks."""
    places = [at for a, b in draft.content for at in range(a, b) if passage.text[at].isalnum()]
    quoted = bytearray(len(passage.text))  # 1 where a quotation stands
    for quotation in passage.quotations:
        inside = slice(quotation.start, min(quotation.end, len(quoted)))
        quoted[inside] = b"\1" * len(quoted[inside])
    return [quoted[at] == 1 for at in places]


def form_of(quoted: Iterable[bool]) -> Form:
    """Direct when every letter of the content is quoted, mixed when some are."""
    kinds = set(quoted)
    if kinds == {True}:
        return "direct"
    return "mixed" if True in kinds else "indirect"
