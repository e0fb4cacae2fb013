"""How a cue is worded: its auxiliaries, its negation, and whom it was said to.

In: the token of a cue verb. Out: the range to quote for the cue, and the ranges of outlets that the
words were given to ("told Reuters", "in an interview with the BBC").
"""

from spacy.tokens import Token

from dateline.reading.passages import Passage, Range, extent

_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})
_OCCASIONS = frozenset({
    "statement", "interview", "release", "email", "e-mail", "tweet", "post", "letter", "report",
    "speech", "conference", "briefing", "memo", "twitter", "facebook", "telegram", "television",
    "editorial", "address", "message", "video", "note", "op-ed", "article",
})  # fmt: skip
_LONGEST_OCCASION = 5  # tokens: "in a radio interview", not the whole name of a programme
_TELLING = frozenset({"tell", "inform", "remind", "assure"})
NEGATIVE = frozenset(
    {"not", "n't", "never", "n’t", "neither", "nor", "hardly", "no", "none", "nobody"}
)


def cue_range(passage: Passage, verb: Token, *contents: Range) -> Range:
    """The words of a cue: "*has not yet said in a statement* that …"."""
    taken = [verb, *_before(passage, verb)]
    follower = verb
    while (after := _next_word(follower, verb)) is not None:
        taken.extend(after)
        follower = after[-1]
    start, end = extent(taken)
    return start, min([end] + [c[0] for c in contents if start < c[0] < end])


def is_negated(verb: Token) -> bool:
    """Whether a cue is denied: "did *not* say", "*nobody* confirmed"."""
    before = [c for c in verb.children if c.i < verb.i]
    subjects = [next(iter(c.subtree)) for c in before if c.dep_ == "nsubj"]
    joined = [c for c in verb.head.children if verb.dep_ == "conj" and c.i < verb.i]
    neither = any(c.lower_ == "nor" for c in joined)  # "neither confirmed nor denied"
    return neither or any(c.dep_ == "neg" or c.lower_ in NEGATIVE for c in (*before, *subjects))


def said_to(passage: Passage, verb: Token) -> tuple[Range, ...]:
    """The names that the words were given to: "told *Reuters*"; the caller keeps the outlets."""
    found = []
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("dobj", "dative") and verb.lemma_ in _TELLING:
            found.append(child)
        if child.dep_ == "prep" and child.i > verb.i:
            found += [c for c in child.children if c.dep_ == "pobj"]
            found += _partners(child)
    names = [token for token in found if token.pos_ == "PROPN" and not passage.is_quoted(token)]
    return tuple(extent(t for t in name.subtree) for name in names)


def _partners(preposition: Token) -> list[Token]:
    """In an interview with *the BBC*."""
    occasions = [c for c in preposition.children if c.dep_ == "pobj" and c.lower_ in _OCCASIONS]
    inner = [c for occasion in occasions for c in occasion.children if c.dep_ == "prep"]
    return [c for preposition in inner for c in preposition.children if c.dep_ == "pobj"]


def _before(passage: Passage, verb: Token) -> list[Token]:
    """The auxiliaries and adverbs that stand right before a verb, without a gap."""
    found: list[Token] = []
    at = verb.i - 1
    while at >= 0 and passage.doc[at].head == verb and passage.doc[at].dep_ in _BEFORE:
        if passage.is_quoted(passage.doc[at]):
            break
        found.append(passage.doc[at])
        at -= 1
    while (
        found and found[-1].dep_ == "advmod" and found[-1].lower_ in ("when", "where", "why", "how")
    ):
        found.pop()
    return found


def _next_word(follower: Token, verb: Token) -> list[Token] | None:
    """What goes on with the cue right after it: a particle, an adverb, "in a statement"."""
    if follower.i + 1 >= len(verb.doc):
        return None
    after = verb.doc[follower.i + 1]
    if after.head != verb or after.i <= verb.i:
        return None
    if after.dep_ == "prt" or (
        after.dep_ == "advmod" and after.pos_ == "ADV" and after.n_lefts == 0
    ):
        return [after] if after.n_rights == 0 else None
    occasion = list(after.subtree)
    is_occasion = any(c.lower_ in _OCCASIONS for c in after.children)
    if after.dep_ == "prep" and is_occasion and len(occasion) <= _LONGEST_OCCASION:
        return occasion
    return None
