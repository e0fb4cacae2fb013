"""Which words of an article the networks take for events, and for events of which type.

In: an article as the encoder read it, its sentences, and the heads that the codebook's words have.
Out: `Deed`s: for each candidate word, with those who stand around it, how likely it tells of each
of PLOVER's types and, as far as its sentence tells, of ACLED's.

Each sentence in which the encoder suspects an event, or the codebook's words have found one, is
read once more for itself: what kind of event it tells is a question of what it means, and the
encoder of whole texts has learnt where things stand, not what they mean (docs/decisions.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

import numpy as np
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.encoder import ACLED, NO_EVENT, TYPES, Meaning, SentenceReader
from dateline.encoder.running import Floats
from dateline.reading.candidates import (
    Candidate,
    cooperation,
    find_candidates,
    is_accord,
    is_offer,
    names_act,
)
from dateline.reading.encoded import Encoded, Stretch
from dateline.reading.frames import Frame
from dateline.reading.mood import is_refusal

# How likely some word must tell of an event for a sentence to be read again: the lowest bound at
# which half of ordinary news is spared (training/events).
_SUSPECTED = 0.4
_Asked = tuple[Tokens, list[Candidate]]  # a sentence and its candidates


@dataclass(frozen=True, slots=True)
class Deed:
    """A candidate as the networks see it; types, acled: probabilities by name, NONE among them."""

    trigger: Token
    frame: Frame
    types: Mapping[str, float]
    acled: Mapping[str, float]
    vector: Floats | None = None  # what its sentence means; None when it was not read

    @property
    def is_event(self) -> float:
        """How likely the word tells of any event."""
        return 1.0 - self.types[NO_EVENT]

    @property
    def is_told(self) -> float:
        """How likely its sentence tells of an event in ACLED's sense; 0 when it was not read."""
        return 1.0 - self.acled[NO_EVENT] if self.acled else 0.0

    def told_as(self, name: str) -> float:
        """How likely its sentence tells of one of ACLED's types, if it tells of any."""
        return self.acled[name] / self.is_told if self.is_told else 0.0

    def best(self) -> tuple[str, float]:
        """The likeliest type of an event, and how likely it is."""
        events = ((name, p) for name, p in self.types.items() if name != NO_EVENT)
        return max(events, key=lambda pair: pair[1], default=("", 0.0))


def find_deeds(
    encoded: Encoded,
    sentences: Iterable[Tokens],
    known: Sequence[Candidate],
    reader: SentenceReader,
    *,
    suspected: float = _SUSPECTED,
) -> list[Deed]:
    """Judge every candidate of an article, and those that are `known`, in the order of the text.

    A sentence is read for itself when it has a `known` one, or one that may tell of an event with
    a probability of at least `suspected`.
    """
    by_head = {candidate.trigger: candidate for candidate in known}
    asked = [(s, here) for s in sentences if (here := _candidates(s, by_head))]
    deeds: list[Deed] = []
    for (sentence, candidates), logs in zip(asked, _suspicions(encoded, asked), strict=True):
        is_known = any(c.trigger in by_head for c in candidates)
        is_read = is_known or (1 - np.exp(logs[:, 0])).max() >= suspected
        found = _read(sentence, candidates, reader) if is_read else None
        deeds += found or _deeds(candidates, logs)
    return deeds


def heads_of(clause: Candidate | Deed) -> list[Token | None]:
    """The words that are asked of an event: its trigger, its first actor and recipient."""
    sides = (clause.frame.actors, clause.frame.recipients)
    return [clause.trigger, *(side[0] if side else None for side in sides)]


def _candidates(sentence: Tokens, by_head: Mapping[Token, Candidate]) -> list[Candidate]:
    found = {c.trigger: by_head.get(c.trigger, c) for c in find_candidates(sentence)}
    return list((found | {t: c for t, c in by_head.items() if t.sent == sentence}).values())


def _suspicions(encoded: Encoded, asked: Sequence[_Asked]) -> Iterator[Floats]:
    """What the encoder of whole texts thinks of each sentence's candidates: (n, 17) a sentence."""
    for _, some in groupby(asked, lambda one: id(_stretch(encoded, one))):
        together = list(some)
        rows = [[_pieces(c, encoded) for c in candidates] for _, candidates in together]
        logs = encoded.encoder.judge(_stretch(encoded, together[0]).labels, np.concatenate(rows))
        yield from np.split(logs, np.cumsum([len(row) for row in rows[:-1]]))


def _stretch(encoded: Encoded, asked: _Asked) -> Stretch:
    return encoded.find(asked[1][0].trigger)[0]


def _read(
    sentence: Tokens, candidates: Sequence[Candidate], reader: SentenceReader
) -> list[Deed] | None:
    """What the reader of sentences thinks of them; None when it can read nothing there."""
    meaning = reader.read(sentence.text)
    if meaning is None:
        return None
    logs = reader.judge(meaning, np.array([_pieces_in(c, sentence, meaning) for c in candidates]))
    acled = dict(zip(ACLED, np.exp(meaning.acled).tolist(), strict=True))
    return _deeds(candidates, logs, acled, meaning.vector)


def _deeds(
    candidates: Sequence[Candidate],
    logs: Floats,
    acled: Mapping[str, float] = MappingProxyType({}),
    vector: Floats | None = None,
) -> list[Deed]:
    return [
        Deed(c.trigger, c.frame, _types(c.trigger, row), acled, vector)
        for c, row in zip(candidates, logs, strict=True)
    ]


def _types(trigger: Token, logs: Floats) -> dict[str, float]:
    """The probabilities by type; of "signed a charter", what is AGREE's is support's.

    The networks were taught some signed accords as AGREE, before PLOVER's manual was followed. By
    the same manual, who is willing to do somebody good AGREEs, and who will not REJECTs.
    """
    types = dict(zip(TYPES, np.exp(logs).tolist(), strict=True))
    if is_accord(trigger):
        types["SUPPORT"] += types["AGREE"]
        types["AGREE"] = 0.0
    is_refused = is_refusal(trigger) and any(names_act(trigger, name) for name in cooperation())
    told = "REJECT" if is_refused else "AGREE" if is_offer(trigger) else None
    if told is not None:
        good = cooperation() - {told}
        types[told] += sum(types[name] for name in good)
        types |= dict.fromkeys(good, 0.0)
    return types


def _pieces(candidate: Candidate, encoded: Encoded) -> list[int]:
    return [-1 if head is None else encoded.find(head)[1] for head in heads_of(candidate)]


def _pieces_in(candidate: Candidate, sentence: Tokens, meaning: Meaning) -> list[int]:
    """The pieces of the sentence read for itself; -1 for who stands in another sentence."""
    starts = meaning.pieces.spans[:, 0]
    found = []
    for head in heads_of(candidate):
        at = -1 if head is None else head.idx - sentence.start_char
        inside = 0 <= at < sentence.end_char - sentence.start_char
        found.append(max(0, int(np.searchsorted(starts, at, side="right")) - 1) if inside else -1)
    return found
