"""What one party of politics says that another must do: "Chad says Mali must end its raids".

In: parsed prose and the cast. Out: `Occurrence`s of REQUEST, the verb of saying as their head.
PLOVER has demands told by whatever words: https://github.com/openeventdata/PLOVER (its manual).
"""

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.codebook import Trigger
from dateline.reading.candidates import WILLING
from dateline.reading.cues import verb_cue
from dateline.reading.frames import CONDITIONS, NEGATIONS, Frame, is_passive, subjects_of
from dateline.reading.occurrences import Occurrence, is_political
from dateline.reading.prose import Prose
from dateline.reading.who import Cast

_DEMANDING = frozenset({"demands", "states", "warns"})  # stances of what is said
# "Must know", "must be right": more a guess than a demand.
_SUPPOSED = frozenset(
    "believe decide face fear feel know like live love mean need remember seem stay think want win"
    " wonder".split()
)
_OURS = frozenset({"our", "us", "we"})
_TRIGGER = Trigger(("say", "must"), "verb", "REQUEST", None, "acts", "any", "political")


def find_demands(prose: Prose, cast: Cast) -> Iterator[Occurrence]:
    """Find what somebody says another must do, in text order."""
    for sentence in prose.sentences():
        for token in sentence:
            if token.lower_ == "must" and token.dep_ == "aux":
                yield from _demand(token, sentence, cast)


def _demand(must: Token, sentence: Tokens, cast: Cast) -> Iterator[Occurrence]:
    verb, said = must.head, must.head.head
    if not _is_to_be_done(verb) or not _is_said(verb):
        return
    whom = [head for head in subjects_of(verb) if _is_party(head, cast)]
    doers = [head for head in subjects_of(said) if _is_party(head, cast)]
    whom = [head for head in whom if not any(_is_own(head, doer, cast) for doer in doers)]
    if not whom or not doers:
        return
    yield Occurrence(_TRIGGER, (said, must), Frame(tuple(doers), tuple(whom)), sentence)


def _is_own(head: Token, doer: Token, cast: Cast) -> bool:
    """Whether somebody asks it of themselves, or of their own country: "Chad must do more"."""
    whom, who = cast.refer(head), cast.refer(doer)
    if whom is None or who is None or whom == who:
        return True
    if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.lefts):
        return True  # "said his party must"
    if cast.kind_of(whom) != "state" or not cast.is_named(whom):
        return False  # a former minister may ask it of the government
    if any(token.lower_ in _OURS for token in head.head.subtree):
        return True
    own = cast.country_of(who)
    return own == cast.country_of(whom) or (own is None and cast.kind_of(who) == "population")


def _is_to_be_done(verb: Token) -> bool:
    """As in "must withdraw", "must be ready to talk"; not "must have left", "must be right"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg", "mark"}}
    if "have" in helpers or helpers & CONDITIONS or is_passive(verb):
        return False
    if verb.lemma_ == "be":
        return any(c.dep_ == "acomp" and c.lower_ in WILLING for c in verb.children)
    return verb.pos_ == "VERB" and verb.lemma_ not in _SUPPOSED


def _is_said(clause: Token) -> bool:
    said = clause.head
    cue = verb_cue(said.lemma_) if said.pos_ == "VERB" and clause.dep_ == "ccomp" else None
    is_denied = any(c.lower_ in NEGATIONS for c in said.children)
    return cue is not None and cue.stance in _DEMANDING and not is_denied


def _is_party(head: Token, cast: Cast) -> bool:
    """Somebody who acts in politics: no "we", "you", voters."""
    entity = cast.refer(head)
    return entity is not None and is_political(entity, cast)
