"""Who and what the encoder takes for the parts in acts of violence: doers, victims, targets, means.

In: an article as the encoder read it, occurrences and deeds. Out: the occurrences, each with the
parts that its own frame lacks. A frame is grammar and stays near its word; the encoder has learnt
from whole reports whom they name elsewhere: "The victims were identified as …".
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from spacy.tokens import Token

from dateline.encoder import PARTS, TAGS
from dateline.reading.candidates import is_trigger_word
from dateline.reading.deeds import Deed
from dateline.reading.encoded import Encoded, Stretch
from dateline.reading.frames import Part, posing_as, steps_between
from dateline.reading.learned import does_no_harm, occurrence_of
from dateline.reading.occurrences import Occurrence, is_people, thing_kind
from dateline.reading.prose import Prose, span_of
from dateline.reading.tagging import best_spans
from dateline.reading.who import Cast, noun_phrase, role_of

_VIOLENCE = "ASSAULT"
_EAGER = (-1.0,) * len(PARTS)  # added to the log-probability of being outside
_SURE = 0.4  # that words have a part in an act of violence
_SURE_ELSEWHERE = 0.5  # the same, of words in a sentence that tells of none
_LIKELY = 0.3
_SUSPECTED = 0.7  # that a word tells of an act of violence, beside words that have a part in one
_SENTENCES_ON = 2  # of its paragraph, how far behind an act its parts are still looked for
_DOERS = frozenset({"individual", "organization"})
_SUFFERERS = frozenset({"victim", "thing"})
_COUNTING = frozenset({"det", "nummod", "poss"})
_NAMING = frozenset({"NOUN", "PROPN"})


def find_parts(encoded: Encoded) -> list[Part]:
    """Every part that the encoder sees, in the order of the text."""
    found = [part for stretch in encoded.stretches for part in _parts_of(stretch)]
    return sorted(found, key=lambda part: (span_of(part.head), part.kind))


def with_parts(
    occurrences: Sequence[Occurrence],
    parts: Iterable[Part],
    deeds: Sequence[Deed],
    prose: Prose,
    cast: Cast,
) -> list[Occurrence]:
    """Put parts to the acts of violence that they belong to; acts that only they betray are added.

    A part belongs to the act nearest in its own sentence; else to a word there that may tell of
    one; else to the act told just before.
    """
    acts = {o.head: o for o in occurrences}
    arrested = {
        head for o in occurrences if o.trigger.mode == "arrest" for head in o.frame.recipients
    }
    order = {span_of(s).start: number for number, s in enumerate(prose.sentences())}
    for part in parts:
        if not _is_sensible(part, cast):
            continue
        if part.kind == "victim" and part.head in arrested:
            continue  # "held as suspects in the murder"
        here = [o for o in acts.values() if _is_act(o) and o.sentence == part.head.sent]
        if any(_has(o, part, cast) for o in here):
            continue
        act = (
            _nearest(part, here)
            or _suspected(part, deeds, acts)
            or _before(part, acts, deeds, order, cast)
        )
        if act is None or (part.kind == "victim" and _cannot_suffer(part, act)):
            continue
        is_doer = part.kind == "victim" and part.head in act.frame.actors
        acts[act.head] = act if is_doer else dataclasses.replace(act, parts=(*act.parts, part))
    return sorted(acts.values(), key=lambda o: span_of(o.head))


def _parts_of(stretch: Stretch) -> Iterator[Part]:
    pieces, logs = stretch.labels.pieces, stretch.labels.violence
    inside = 1 - np.exp(logs[:, :, TAGS.index("O")])  # (n_pieces, 5)
    for number, spans in enumerate(best_spans(pieces, logs, _EAGER)):
        for span in spans:
            where = (int(pieces.spans[span.first, 0]), int(pieces.spans[span.last, 1]))
            at, reach = stretch.place(where)
            words = stretch.passages[at].doc.char_span(*reach, alignment_mode="expand")
            sureness = float(inside[span.first : span.last + 1, number].mean())
            if words is not None and sureness >= _SURE:
                yield Part(PARTS[number], words.root, sureness)


def _is_sensible(part: Part, cast: Cast) -> bool:
    """Whether words can have such a part: no thing does it, nobody is a thing."""
    if part.head.pos_ not in _NAMING:
        return False
    if part.head.dep_ == "pobj" and part.head.head.lower_ == "as":
        return False  # "worked as a physician": says what somebody is
    if posing_as(part.head) is not None or (part.kind in _DOERS and _is_cleared(part.head)):
        return False
    if part.kind == "thing":
        return thing_kind(part.head) is not None or not is_people(part.head, cast)
    if part.kind == "victim":
        return is_people(part.head, cast)
    return part.kind == "weapon" or thing_kind(part.head) is None


def _is_cleared(head: Token) -> bool:
    """As in "the Front was not responsible for the attack": who is said not to have done it."""
    return head.dep_ == "nsubj" and any(c.dep_ == "neg" for c in head.head.children)


def _is_act(occurrence: Occurrence) -> bool:
    """Whether it is violence, or a seizure, which is violence when people die in it."""
    return occurrence.trigger.type == _VIOLENCE or occurrence.trigger.mode == "seize"


def _has(occurrence: Occurrence, part: Part, cast: Cast) -> bool:
    """Whether a word stands in what an occurrence names already, and knows what to make of."""
    frame = occurrence.frame
    known = [h for h in (*frame.actors, *frame.recipients) if is_people(h, cast) or thing_kind(h)]
    heads = (*known, *frame.means, *(p.head for p in occurrence.parts))
    if part.head.head in heads and _says_who_it_is(part.head):
        return True
    return part.head in occurrence.words or any(
        head.doc is part.head.doc and part.head in noun_phrase(head) for head in heads
    )


def _says_who_it_is(word: Token) -> bool:
    """As in "Ana Perez, a union leader"; not "Ana Perez, a guard and a cook"."""
    is_described = word.dep_ == "appos" and word.pos_ == "NOUN" and word.head.pos_ == "PROPN"
    if is_described and role_of(word) and not any(c.dep_ in _COUNTING for c in word.lefts):
        return True  # "Ana Perez, rector of the university"
    is_listed = any(c.dep_ in {"cc", "conj", "appos"} for c in word.children)
    return is_described and not is_listed and any(c.dep_ == "det" for c in word.lefts)


def _cannot_suffer(part: Part, act: Occurrence) -> bool:
    """As in "the man who took the child, Ali Hale, was jailed": who did it; nor of a clash."""
    is_doer = part.head.dep_ == "appos" and part.head.head in act.frame.actors
    return is_doer or _is_two_sided(act)


def _is_two_sided(act: Occurrence) -> bool:
    """Of a clash between two nobody is the one it was done to."""
    return act.trigger.frame in {"mutual", "both"} and len(act.frame.actors) > 1


def _nearest(part: Part, acts: Sequence[Occurrence]) -> Occurrence | None:
    if part.kind in _SUFFERERS:
        acts = [act for act in acts if not _is_aside(part.head, act)]
    return min(acts, key=lambda o: steps_between(part.head, o.head), default=None)


def _is_aside(head: Token, act: Occurrence) -> bool:
    """Whether a word says more of something else: "a house *belonging to Ana Perez*"."""
    around = {act.head, *act.head.ancestors}
    while head not in around:
        if head.dep_ in {"relcl", "acl"} and head.head not in around:
            return True
        head = head.head
    return False


def _suspected(
    part: Part, deeds: Sequence[Deed], acts: Mapping[Token, Occurrence]
) -> Occurrence | None:
    """The word beside a victim or a target that most likely tells of an act of violence.

    A word of the codebook is none that failed its conditions: "a cyclone which killed hundreds".
    """
    if part.kind not in _SUFFERERS:
        return None
    near = [d for d in deeds if d.trigger.sent == part.head.sent]
    best = max(near, key=lambda d: d.types[_VIOLENCE], default=None)
    if best is None or best.types[_VIOLENCE] < _SUSPECTED:
        return None
    if does_no_harm(best.trigger):
        return None
    if best.trigger in acts or is_trigger_word(best.trigger):
        return None
    return occurrence_of(best, _VIOLENCE)


def _before(
    part: Part,
    acts: Mapping[Token, Occurrence],
    deeds: Sequence[Deed],
    order: Mapping[int, int],
    cast: Cast,
) -> Occurrence | None:
    """The act told last before, within a few sentences, where no other act stands between."""
    if part.sureness < _SURE_ELSEWHERE or part.kind == "weapon":
        return None
    if any(d.types[_VIOLENCE] > _LIKELY for d in deeds if d.trigger.sent == part.head.sent):
        return None  # its own sentence tells of another act, which nobody could read
    here = order[span_of(part.head.sent).start]
    for act in sorted(acts.values(), key=lambda o: span_of(o.head), reverse=True):
        behind = here - order.get(span_of(act.sentence).start, here)
        if behind > _SENTENCES_ON:
            return None
        if behind > 0 and _is_act(act) and act.head.doc is part.head.doc:
            return None if _has(act, part, cast) else act
    return None
