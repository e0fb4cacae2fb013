"""What PLOVER's manual makes of acts that are refused or promised, and of peacekeepers sent.

In: the occurrences that rules and networks tell. Out: the same with the manual's types, without
those that a promise tells already (https://github.com/openeventdata/PLOVER).
"""

import dataclasses
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dateline.reading.candidates import cooperation, is_offer, names_act
from dateline.reading.frames import Frame, given_to, subjects_of
from dateline.reading.mood import is_refusal
from dateline.reading.occurrences import Occurrence

_FORCES_SENT = frozenset({"COOPERATE", "MOBILIZE"})
_TAKING_PART = frozenset({"contribute", "join", "participate", "serve", "take"})
_IN_THE_ROLE = frozenset({"as", "in", "on", "to"})


def by_manual(told: Iterable[Occurrence]) -> list[Occurrence]:
    """Give each its type by the manual, in their order."""
    typed = [_typed(occurrence) for occurrence in told]
    return [o for o in typed if not _is_promised(o, typed)]


def _typed(occurrence: Occurrence) -> Occurrence:
    """As in "will not release the men", which refuses it; peacekeepers are aid."""
    head, given = occurrence.head, occurrence.trigger
    is_good = given.type in cooperation() and names_act(head, given.type)
    if is_good and occurrence.frame.actors and is_refusal(head):
        return _as(_one_sided(occurrence), "REJECT")
    if given.type in _FORCES_SENT and _sends_peacekeepers(head, given.type):
        return _as(occurrence, "AID")
    if given.type == "AGREE" and is_offer(head):
        to = dataclasses.replace(occurrence.frame, recipients=tuple(given_to(head)))
        return dataclasses.replace(occurrence, frame=to)  # not the ships that are offered
    return occurrence


def _sends_peacekeepers(verb: Token, event_type: str) -> bool:
    """As in "sent 200 troops to serve in the peacekeeping force"; not "beside peacekeepers"."""
    if event_type == "COOPERATE" and verb.lemma_ not in _TAKING_PART:
        return False
    sent = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    told = [verb, *sent, *(c for c in verb.children if c.dep_ in {"advcl", "xcomp"})]
    told += [c for p in sent for of in p.children if of.lower_ == "of" for c in of.children]
    behind = [p for word in told for p in word.children if p.lower_ in _IN_THE_ROLE]
    meant = [*sent, *(c for p in behind for c in p.children if c.dep_ == "pobj")]
    return any(t.lower_.startswith("peacekeep") for noun in meant for t in (noun, *noun.lefts))


def _one_sided(occurrence: Occurrence) -> Occurrence:
    """As in "the rebels will not meet the minister", who refuses nothing."""
    frame = occurrence.frame
    doers = [head for head in subjects_of(occurrence.head) if head in frame.actors]
    others = [head for head in frame.actors if head not in doers]
    to = (*frame.recipients, *others)
    one_sided = Frame(tuple(doers), to, frame.means) if doers else frame
    return dataclasses.replace(occurrence, frame=one_sided)


def _as(occurrence: Occurrence, event_type: str) -> Occurrence:
    trigger = dataclasses.replace(occurrence.trigger, type=event_type, mode=None)
    return dataclasses.replace(occurrence, trigger=trigger)


def _is_promised(occurrence: Occurrence, told: Sequence[Occurrence]) -> bool:
    """As in "agreed to *open* its borders and *release* the men": told by who agreed."""
    word = occurrence.head
    while word.dep_ == "conj" and word.head.pos_ == "VERB":
        word = word.head
    above = word.head if word.dep_ == "xcomp" else None
    return occurrence.trigger.type in cooperation() and any(
        o.head == above and o.trigger.type == "AGREE" for o in told
    )
