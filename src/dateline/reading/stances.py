"""What a cue makes of its content: states it, denies it, demands it, has only heard of it.

In: the words of a cue in a passage. Out: the token that heads them and the stance.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.reading.cues import Cue, adjective_cue, adverb_cue, negated, noun_cue, verb_cue
from dateline.reading.passages import Passage, Range
from dateline.reading.wording import NEGATIVE, is_negated
from dateline.records import Stance

_REFUSING = frozenset({"refuse", "decline", "fail", "stop"})
# Verbs that only carry a noun which says more: "voiced doubts", "issued a warning".
_CARRYING = frozenset({
    "express", "voice", "make", "issue", "have", "give", "raise", "be", "go", "continue", "begin",
    "keep", "come", "hold", "send", "release",
})  # fmt: skip
_NO_STOP = frozenset({"without", *NEGATIVE})


def read_cue(
    passage: Passage, cue: Range, content: Sequence[Range], *, has_speaker: bool
) -> tuple[Token, Stance]:
    """The token that heads a cue, and its stance: "*refused* to confirm" → doubts.

    A cue that is on no list tells something only when words are quoted or a clause with "that"
    follows. "The governor *imposed* a curfew" is a deed of hers: she answers for it, as for what
    she intends, but does not tell of it.
    """
    tokens = list(passage.tokens_in(cue)) or [_token_at(passage, cue[0])]
    known = list(_known(tokens))
    if not known:
        is_mark = not any(token.is_alpha for token in tokens)  # "Minister: the dam will hold"
        told = is_mark or _is_told(passage, content)
        return _head(tokens), "states" if told else "intends"
    token, entry = _main(known)
    stance = entry.stance
    if _is_denied(tokens, token, known):
        stance = negated(stance)
    if stance == "states" and not has_speaker and entry.takes("passive") and _is_hearsay(token):
        stance = "hears"
    return token, stance


def _token_at(passage: Passage, at: int) -> Token:
    """The token that a range within a token belongs to: the colon of "Ruiz:"."""
    return next(token for token in passage.doc if token.idx + len(token) > at)


def _is_told(passage: Passage, content: Sequence[Range]) -> bool:
    quoted = any(passage.quotation_at(part[0]) is not None for part in content)
    return quoted or any(passage.text.startswith("that ", part[0]) for part in content)


def _known(tokens: list[Token]) -> Iterator[tuple[Token, Cue]]:
    for token in tokens:
        entry = _entry(token)
        if entry is not None:
            yield token, entry


def _entry(token: Token) -> Cue | None:
    if token.lower_ == "according":
        return verb_cue("say")
    if token.lower_ == "looking":  # "is looking at using …", "are looking to expand"
        return verb_cue("plan")
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
        return verb_cue(token.lemma_)
    if token.pos_ in ("NOUN", "PROPN"):
        word = token.lemma_.lower()  # "Opposition Demands Recount": the parser sees a name
        return noun_cue(word) or verb_cue(word) or verb_cue(word.removesuffix("s"))
    if token.pos_ == "ADJ":
        return adjective_cue(token.text) or verb_cue(token.lemma_.lower())
    return adverb_cue(token.text) if token.pos_ == "ADV" else None


def _main(known: list[tuple[Token, Cue]]) -> tuple[Token, Cue]:
    """The word that says most: the first that neither carries another nor refuses it."""
    leading = _CARRYING | _REFUSING
    return next((pair for pair in known if pair[0].lemma_.lower() not in leading), known[0])


def _is_denied(tokens: list[Token], main: Token, known: list[tuple[Token, Cue]]) -> bool:
    before = [token for token in tokens if token.i < main.i]
    if any(token.lower_ in _NO_STOP for token in before) or is_negated(main):
        return True
    return any(token.lemma_.lower() in _REFUSING for token in before)


def _is_hearsay(token: Token) -> bool:
    """As in "is said to have fled", "it was reported that"; not "an alliance was announced"."""
    deps = {child.dep_ for child in token.children}
    return token.tag_ == "VBN" and "auxpass" in deps and bool(deps & {"xcomp", "ccomp", "oprd"})


def _head(tokens: list[Token]) -> Token:
    """The token whose own head stands outside."""
    return next((token for token in tokens if token.head not in tokens), tokens[0])
