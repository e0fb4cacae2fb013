"""Which words of an article the networks take for events, and for events of which type.

In: an article as the encoder read it, its sentences, and the heads that the codebook's words have.
Out: `Deed`s: for each candidate word, with those who stand around it, how likely it tells of each
of PLOVER's types and, as far as its sentence tells, of ACLED's.

Each sentence in which the encoder suspects an event, or a word of the codebook stands, is read once
more for itself: what kind of event it tells is a question of what it means, and the encoder of
whole texts has learnt where things stand, not what they mean (docs/decisions.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.encoder import ACLED, NO_EVENT, TYPES, Meaning, SentenceReader
from dateline.encoder.running import Floats
from dateline.reading.candidates import Candidate, find_candidates, is_trigger_word
from dateline.reading.encoded import Encoded
from dateline.reading.frames import Frame

_SUSPECTED = 0.1  # how likely some word must tell of an event for a sentence to be read again


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

    def best(self) -> tuple[str, float]:
        """The likeliest type of an event, and how likely it is."""
        events = ((name, p) for name, p in self.types.items() if name != NO_EVENT)
        return max(events, key=lambda pair: pair[1], default=("", 0.0))


def find_deeds(
    encoded: Encoded,
    sentences: Iterable[Tokens],
    known: Sequence[Candidate],
    reader: SentenceReader,
) -> list[Deed]:
    """Judge every candidate of an article, and those that are `known`, in the order of the text."""
    by_head = {candidate.trigger: candidate for candidate in known}
    deeds: list[Deed] = []
    for sentence in sentences:
        found = {c.trigger: c for c in find_candidates(sentence)}
        here = {t: by_head.get(t, c) for t, c in found.items()}
        here |= {t: c for t, c in by_head.items() if t.sent == sentence}
        if here:
            is_known = any(t in by_head or is_trigger_word(t) for t in here)
            deeds += _judge(encoded, sentence, list(here.values()), reader, is_known=is_known)
    return deeds


def _judge(
    encoded: Encoded,
    sentence: Tokens,
    candidates: Sequence[Candidate],
    reader: SentenceReader,
    *,
    is_known: bool,
) -> list[Deed]:
    labels = encoded.find(candidates[0].trigger)[0].labels
    clauses = np.array([_pieces(c, encoded) for c in candidates], dtype=np.int64)
    logs = encoded.encoder.judge(labels, clauses)
    acled: Mapping[str, float] = {}
    vector = None
    if is_known or (1 - np.exp(logs[:, 0])).max() > _SUSPECTED:
        meaning = reader.read(sentence.text)
        if meaning is not None:
            again = np.array([_pieces_in(c, sentence, meaning) for c in candidates])
            logs = reader.judge(meaning, again)
            vector = meaning.vector
            acled = dict(zip(ACLED, np.exp(meaning.acled).tolist(), strict=True))
    return [
        Deed(c.trigger, c.frame, dict(zip(TYPES, np.exp(row).tolist(), strict=True)), acled, vector)
        for c, row in zip(candidates, logs, strict=True)
    ]


def _heads(candidate: Candidate) -> list[Token | None]:
    sides = (candidate.frame.actors, candidate.frame.recipients)
    return [candidate.trigger, *(side[0] if side else None for side in sides)]


def _pieces(candidate: Candidate, encoded: Encoded) -> list[int]:
    return [-1 if head is None else encoded.find(head)[1] for head in _heads(candidate)]


def _pieces_in(candidate: Candidate, sentence: Tokens, meaning: Meaning) -> list[int]:
    """The pieces of the sentence read for itself; -1 for who stands in another sentence."""
    starts = meaning.pieces.spans[:, 0]
    found = []
    for head in _heads(candidate):
        at = -1 if head is None else head.idx - sentence.start_char
        inside = 0 <= at < sentence.end_char - sentence.start_char
        found.append(max(0, int(np.searchsorted(starts, at, side="right")) - 1) if inside else -1)
    return found
