"""Words that may tell of an event, with those who stand around them: what the encoder judges.

In: a parsed sentence. Out: `Candidate`s: every full verb, and every noun that names something done.
Which of them tell of an event, and of which type, is for `deeds` to say.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import codebook
from dateline.reading.frames import Frame, is_passive, objects_of, read_frame, subjects_of

# Nouns that name what somebody did to somebody, beside those of the codebook's triggers.
_DEEDS = frozenset(
    "accusation action agreement aid airlift alert allegation alliance ambush amnesty annexation"
    " appeal assistance ban blockade bombing boycott call campaign capture ceasefire charge"
    " clampdown closure combat complaint concession condemnation conference contract conviction"
    " cooperation coup crackdown criticism curfew cut deal defeat delivery demand demonstration"
    " denial departure deployment deportation detention dialogue disappearance dispersal donation"
    " embargo endorsement evacuation eviction exchange execution exercise expulsion extradition"
    " fine funding gathering grant inquiry invasion investigation lawsuit loan maneuver manoeuvre"
    " march mediation meeting mobilisation mobilization motion negotiation occupation operation"
    " order pact pardon partnership patrol petition pledge praise pressure probe procession"
    " promise proposal protest pullout raid rally rebuke recall recognition refusal rejection"
    " release relief request resignation restriction retreat riot sanction sentence shelling"
    " shipment shutdown sit-in stoppage strike suit summit support surrender suspension talk test"
    " testing threat treaty trial truce ultimatum verdict veto vigil visit vote warning"
    " withdrawal".split()
)
_PREPOSITIONS = ("against", "with", "to", "on", "for", "from", "at", "over")
# "Is ready to send troops": who may do it, and has not.
WILLING = frozenset({"prepared", "ready", "willing"})
_EMPTY = frozenset("be have do say tell get make go come seem become let die".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell of an event, and the heads around it."""

    trigger: Token
    frame: Frame


def find_candidates(sentence: Tokens) -> Iterator[Candidate]:
    """Every candidate of a sentence, in text order."""
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_.lower() not in _EMPTY:
            yield Candidate(token, _verb_frame(token))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in _nouns():
            yield Candidate(token, read_frame(token, "noun"))


def is_trigger_word(token: Token) -> bool:
    """Whether a word heads a trigger of the codebook, whoever stands around it."""
    return next(_entries(token), None) is not None


def has_entry(token: Token, event_type: str) -> bool:
    """Whether some entry of the codebook has a word alone tell of a type of event."""
    return any(len(entry.words) == 1 and entry.type == event_type for entry in _entries(token))


def names_act(token: Token, event_type: str) -> bool:
    """Whether a word says by itself, or at the head of more, that such an act was done: "demand".

    So does not "send" of "will not send troops", which tells of a refusal.
    """
    return any(entry.type == event_type for entry in _entries(token))


def is_accord(token: Token) -> bool:
    """Whether a word may tell of an agreement that two sides made: "signed", "the treaty".

    PLOVER counts these with praise and other support; who agrees to do something, AGREEs.
    """
    if any(e.type == "SUPPORT" and e.frame in {"mutual", "both"} for e in _entries(token)):
        return True
    return token.lemma_ == "agree" and any(map(is_accord, _what_is_agreed(token)))


def is_offer(token: Token) -> bool:
    """Whether somebody is only said to be willing to do it: "is ready to *send* troops"."""
    above = token.head
    return token.dep_ == "xcomp" and above.dep_ == "acomp" and above.lower_ in WILLING


@functools.cache
def cooperation() -> frozenset[str]:
    """PLOVER's types of cooperation, in words or in substance."""
    return frozenset(name for name, known in codebook.event_types().items() if known.quad <= 2)


def _what_is_agreed(verb: Token) -> Iterator[Token]:
    """As in "agreed a treaty", "agreed on the text of a treaty"; not "agreed to leave"."""
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"on", "to"}:
            yield from (c for c in child.children if c.dep_ == "pobj" and c.pos_ == "NOUN")


def _entries(token: Token) -> Iterator[codebook.Trigger]:
    """The entries that a word heads, as it is or in its plain form."""
    pos = "verb" if token.pos_ == "VERB" else "noun"
    for word in (token.lemma_.lower(), token.lower_):
        yield from codebook.triggers().get((pos, word), ())


def _verb_frame(verb: Token) -> Frame:
    objects = objects_of(verb) or list(_behind(verb))
    subjects = subjects_of(verb) or list(_subjects_of_adjective(verb))
    return Frame(actors=tuple(subjects), recipients=tuple(objects))


def _subjects_of_adjective(verb: Token) -> Iterator[Token]:
    """As in "Chad is willing to withdraw"."""
    adjective = verb.head
    if verb.dep_ == "xcomp" and adjective.pos_ == "ADJ" and adjective.dep_ == "acomp":
        yield from (c for c in adjective.head.children if c.dep_ == "nsubj")


def _behind(verb: Token) -> Iterator[Token]:
    """Who stands behind a preposition, where nobody is the object: "fired at the crowd"."""
    if is_passive(verb):
        return
    for word in _PREPOSITIONS:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == word:
                yield from (c for c in child.children if c.dep_ == "pobj")


@functools.cache
def _nouns() -> frozenset[str]:
    """Lemmas of nouns that name something done."""
    known = {words for pos, words in codebook.triggers() if pos == "noun"}
    return _DEEDS | known
