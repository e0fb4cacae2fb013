"""Who says what: the attributions of an article, read by the trained encoder.

In: an article as the encoder read it. Out: `Utterance`s, in the order of their cues. The encoder
finds who speaks, the cue and what is said; the parse tells the stance of the cue and the outlets
that passed the words on, and the rules of the first reader add what the encoder did not see.
"""

import dataclasses
from collections.abc import Sequence

from dateline.reading.by_syntax import draft_passage, join_drafts
from dateline.reading.clauses import OPENING
from dateline.reading.encoded import Encoded, Stretch
from dateline.reading.labelled import Labelled, find_labelled
from dateline.reading.passages import Draft, Passage, Range
from dateline.reading.relays import pass_on, spoken_in
from dateline.reading.stances import read_cue
from dateline.reading.utterance import (
    Utterance,
    are_quoted,
    form_of,
    make_utterance,
    overlap,
)
from dateline.reading.wording import said_to

# Shares that were right on PolNeAR dev, where only the rules saw an attribution, or its speaker.
_RULES_ALONE = 0.44
_SPEAKER_BY_RULE = 0.56
_RELATIVES = frozenset({"which", "that", "who", "whom"})


def find_utterances(encoded: Encoded) -> list[Utterance]:
    """Find who says what in an article, in the order of the text."""
    passages = encoded.passages
    drafts = [draft_passage(passage) for passage in passages]
    by_rule = join_drafts(passages, drafts)
    trained: list[Utterance] = []
    first = 0
    for stretch in encoded.stretches:
        last = first + len(stretch.passages)
        trained += _read_stretch(stretch, drafts[first:last])
        first = last
    found = [_with_speaker(one, by_rule) for one in trained]
    found += [
        dataclasses.replace(one, score=_RULES_ALONE)
        for one in by_rule
        if not any(_share(one, other) for other in trained)
    ]
    return sorted(found, key=lambda utterance: utterance.cue[0])


def _with_speaker(one: Utterance, by_rule: Sequence[Utterance]) -> Utterance:
    """The speaker that the parse gives to a cue which the encoder tied to nobody."""
    if one.speaker_spans:
        return one
    same = [u for u in by_rule if u.speaker_spans and overlap(u.cue, one.cue)]
    if not same or overlap(same[0].speaker_spans, one.content):
        return one
    score = min(one.score, _SPEAKER_BY_RULE)
    return dataclasses.replace(one, speaker_spans=same[0].speaker_spans, score=score)


def _share(one: Utterance, other: Utterance) -> bool:
    """Whether two utterances have words of cue or content in common."""
    return overlap((*one.cue, *one.content), (*other.cue, *other.content))


def _read_stretch(stretch: Stretch, drafts: Sequence[Sequence[Draft]]) -> list[Utterance]:
    labelled: dict[int, list[_Drafted]] = {}
    for one in find_labelled(stretch.labels):
        drafted = _draft(stretch, one)
        labelled.setdefault(drafted.at, []).append(drafted)
    found = []
    for at, (passage, by_rule) in enumerate(zip(stretch.passages, drafts, strict=True)):
        found += _utterances(passage, labelled.get(at, []), by_rule, stretch.passages)
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class _Drafted:
    """A draft of passage `at`, and the parts of its content that stand in other passages."""

    at: int
    draft: Draft
    elsewhere: tuple[tuple[int, Range], ...]


def _draft(stretch: Stretch, one: Labelled) -> _Drafted:
    """Bring what was found in the lines of a stretch into the passage of its cue."""
    at, cue = stretch.place(one.cue)
    parts = [stretch.place(part) for part in one.content]
    named = stretch.place(one.source) if one.source is not None else None
    passage = stretch.passages[at]
    is_here = named is not None and named[0] == at and not _is_empty(passage, named[1], cue)
    speakers = (named[1],) if named is not None and is_here else ()
    here = _whole_parts(passage, [part for where, part in parts if where == at])
    head, stance = read_cue(passage, cue, here, has_speaker=bool(speakers))
    draft = Draft(
        head=head,
        speakers=speakers,
        cue=(cue,),
        content=here,
        stance=stance,
        score=one.score,
        relays=said_to(passage, head),
    )
    return _Drafted(at, draft, tuple((where, part) for where, part in parts if where != at))


def _is_empty(passage: Passage, speaker: Range, cue: Range) -> bool:
    """Whether nobody speaks: "*It* is also reported that"."""
    if passage.text[slice(*speaker)].lower() != "it":
        return False
    return any(token.tag_ == "VBN" for token in passage.tokens_in(cue))


def _whole_parts(passage: Passage, parts: Sequence[Range]) -> tuple[Range, ...]:
    """The parts of a content as a reader would quote them; a bare "which" stands for another."""
    kept = [part for part in parts if passage.text[slice(*part)].lower() not in _RELATIVES]
    return tuple(_after_opening(passage, _with_marks(passage, part)) for part in kept or parts)


def _after_opening(passage: Passage, part: Range) -> Range:
    """What the outlet puts first to tie the sentence to the last is not said: "Meanwhile, "."""
    opening = OPENING.match(passage.text, *part)
    return (opening.end(), part[1]) if opening is not None and opening.end() < part[1] else part


def _with_marks(passage: Passage, part: Range) -> Range:
    """A content that begins or ends within a mark's reach of a quotation's end, the mark included.

    Which they see as a “private quarrel.”: not “private quarrel without its end.
    """
    start, end = part
    for quotation in passage.quotations:
        if start <= quotation.start < end < quotation.end:
            rest = passage.text[end : quotation.end]
            end = quotation.end if not any(c.isalnum() for c in rest) else end
        if quotation.start < start <= quotation.inner_start:
            start = quotation.start
    return start, end


def _utterances(
    passage: Passage,
    drafted: Sequence[_Drafted],
    by_rule: Sequence[Draft],
    passages: Sequence[Passage],
) -> list[Utterance]:
    elsewhere = {one.draft.cue: one.elsewhere for one in drafted}
    drafts = [one.draft for one in drafted]
    passed = pass_on(passage, [*drafts, *spoken_in(passage, drafts, by_rule)])
    return [_utterance(passage, draft, elsewhere.get(draft.cue, ()), passages) for draft in passed]


def _utterance(
    passage: Passage,
    draft: Draft,
    elsewhere: Sequence[tuple[int, Range]],
    passages: Sequence[Passage],
) -> Utterance:
    here = make_utterance(passage, draft)
    if not elsewhere:
        return here
    content = [*here.content]
    quoted = are_quoted(passage, draft)
    for at, part in elsewhere:
        other = passages[at]
        content.append(other.span(part))
        quoted += are_quoted(other, dataclasses.replace(draft, content=(part,)))
    return dataclasses.replace(here, content=tuple(sorted(content)), form=form_of(quoted))
