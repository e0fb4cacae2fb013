"""What follows a cue: the clause, infinitive, object or prepositional phrase that is its content.

In: a passage, a cue's token and its word list entry. Out: a `Complement`, the range to quote as
content, with the frame it was found in and the preposition that opens it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dateline.reading.cues import Cue, verb_cue
from dateline.reading.passages import Passage, Range, extent

Frame = Literal["that", "to", "thing", "around"]

_JOINT = re.compile(r",?(?<!\s)\s++(?:and|but|or|while|as)\s*+$")  # joins what follows to the cue
_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday",
})  # fmt: skip
_CONTRAST = frozenset({"while", "whereas", "though", "although"})
_ASKING = frozenset({"ask", "wonder", "question", "inquire"})
_OBJECTS = frozenset({"dobj", "oprd", "xcomp"})
_MORE = frozenset({"dobj", "oprd", "xcomp", "ccomp", "dative", "acomp"})
# Prepositions that go on with what is said rather than tell when, where or how it was said.
_GOES_ON = frozenset({
    "for", "of", "against", "to", "as", "from", "with", "into", "over", "about", "between",
    "toward", "towards", "without",
})  # fmt: skip
_END = frozenset({"advcl", "conj", "cc", "mark"})
_SHARES_END = frozenset({"conj", "advcl", "xcomp", "relcl", "ccomp", "acl", "pcomp"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class Complement:
    """The content of a cue; `preposition` is set when it adjoins the cue ("warned *of* …")."""

    frame: Frame
    range: Range
    head: Token
    preposition: Token | None = None


def find_complement(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    """The content that stands after a cue verb, in a frame that the cue takes."""
    rules = (_clause, _late_clause, _infinitive, _thing, _prepositional)
    return next((found for rule in rules if (found := rule(passage, verb, cue))), None)


def content_end(passage: Passage, head: Token) -> int:
    """Where a complement ends: after its last word, and after a quotation or bracket it reaches."""
    return _whole(passage, extent(head.subtree)[0], extent(head.subtree)[1])


def second_cue(verb: Token, head: Token) -> Token | None:
    """The cue that goes on with the speaker of `verb` though the parser gave it to the content.

    "She said the road was open and *warned* that it might close": two cues of one speaker.
    """
    for token in head.subtree:
        if token.i <= head.i or token.dep_ not in ("conj", "advcl") or token.head.i < verb.i:
            continue
        if _goes_on(verb, token):
            return token
    return None


def _goes_on(verb: Token, token: Token) -> bool:
    cue = verb_cue(token.lemma_)
    if cue is None or not (cue.takes("that") or cue.takes("thing")):
        return False
    if token.dep_ == "advcl" and not any(c.lower_ in _CONTRAST for c in token.lefts):
        return False
    first = next((c for c in token.lefts if c.dep_ == "aux"), token)
    complement = any(c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > token.i for c in token.children)
    same_tense = first.tag_ == verb.tag_ and verb.tag_ in _FINITE
    # "He said she left and told nobody": only a verb of speech with a clause of its own goes on.
    return same_tense and complement and cue.takes("quote")


def _clause(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    if not cue.takes("that"):
        return None
    clause = next((c for c in verb.rights if c.dep_ == "ccomp"), None) or _asked(verb, cue)
    if clause is None or clause.lower_ == "so":
        return None
    tokens = [t for t in clause.subtree if t.i > verb.i]
    limit = _limit(passage, verb, clause)
    start = min(t.idx for t in _without_day(tokens))
    end = limit if second_cue(verb, clause) else max(extent(tokens)[1], limit)
    start = _with_mark(passage, verb, start)
    end = start + len(_JOINT.sub("", passage.text[start:end]))
    where = passage.trim((start, _whole(passage, start, end)))
    return Complement("that", where, clause) if where is not None else None


def _without_day(tokens: list[Token]) -> list[Token]:
    """She said *Tuesday* the road was open: the day is when she said it."""
    ordered = sorted(tokens, key=lambda token: token.i)
    is_day = ordered[0].lower_ in _DAYS and len(ordered) > 2
    return ordered[2 if ordered[1].text == "," else 1 :] if is_day else ordered


def _with_mark(passage: Passage, verb: Token, start: int) -> int:
    """She left, saying “what they did was wrong”: the mark belongs to the clause."""
    quotation = passage.quotation_at(start)
    if quotation is None or quotation.start <= verb.idx:
        return start
    return quotation.start if start == quotation.inner_start else start


def _late_clause(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    """The broadcaster reported, citing officials, *that the port had closed*."""
    if not cue.takes("that") or verb.i + 1 >= len(verb.doc) or verb.nbor().text != ",":
        return None
    end = passage.sentence_of(verb.idx)[1]
    for token in verb.doc[verb.i + 2 :]:
        if token.idx >= end or passage.is_quoted(token):
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.nbor(-1).text == ",":
            where = passage.trim((token.idx, end))
            return Complement("that", where, token.head) if where is not None else None
    return None


def _asked(verb: Token, cue: Cue) -> Token | None:
    """She asked *if* the road was open: the parser takes it for a condition."""
    if cue.lemma not in _ASKING:
        return None
    for child in verb.rights:
        if child.dep_ == "advcl" and any(c.lower_ in ("if", "whether") for c in child.lefts):
            return child
    return None


def _limit(passage: Passage, verb: Token, clause: Token) -> int:
    """Where a clause that began after a cue must end: the sentence, or what is said of the cue."""
    ends = [passage.sentence_of(verb.idx)[1]]
    ends += [_first(c) for c in verb.children if c.i > clause.i and c.dep_ in _END]
    governor = verb
    while governor.dep_ in _SHARES_END:
        governor = governor.head
        ends += [
            _first(child)
            for child in governor.children
            if child.i > max(clause.i, verb.i) and child.dep_ in ("conj", "cc", "punct", "prep")
        ]
        if governor.i > clause.i:
            ends.append(governor.idx)
    if (second := second_cue(verb, clause)) is not None:
        ends.append(min(t.idx for t in second.subtree if t.i > second.head.i))
    return min(ends)


def _first(token: Token) -> int:
    return min(inner.idx for inner in token.subtree)


def _infinitive(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    infinitive = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _has_to(c)), None)
    if infinitive is None or not cue.takes("to"):
        return None
    # "urged *farmers to leave*": whom the infinitive is meant for is part of what is asked.
    whom = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < infinitive.i), infinitive)
    found = _from(passage, verb, cue, whom, "to")
    return Complement("to", found.range, infinitive) if found is not None else None


def _has_to(infinitive: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in infinitive.children)


def _thing(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    thing = next((c for c in verb.rights if c.dep_ in _OBJECTS), None)
    if thing is None or not cue.takes("thing"):
        return None
    return _from(passage, verb, cue, thing, "thing")


def _prepositional(passage: Passage, verb: Token, cue: Cue) -> Complement | None:
    for child in verb.rights:
        if child.dep_ in ("prep", "agent") and cue.takes(child.lower_) and child.n_rights:
            adjoins = child.i == verb.i + 1
            what = next(
                (c for c in verb.rights if c.dep_ == "dobj" and child.lower_ == "as"), child
            )
            first = next(child.rights) if adjoins else what
            found = _from(passage, verb, cue, first, "thing")
            if found is None:
                return None
            opener = child if adjoins else None
            return Complement("thing", found.range, child, opener)
    return None


def _from(passage: Passage, verb: Token, cue: Cue, first: Token, frame: Frame) -> Complement | None:
    """From the first word of a complement to the last that the cue takes with it.

    "blamed *the delay on the army* on Tuesday", but "accused *the army of looting*".
    """
    tokens = [t for t in first.subtree if verb.i < t.i < _finite_conjunct(passage, first)]
    start, end = extent(tokens or [first])
    start = _with_mark(passage, verb, start)
    for child in _later(verb, first):
        goes_on = child.lower_ in _GOES_ON or cue.takes(child.lower_)
        if child.dep_ in _MORE or child.dep_ == "advcl" or (child.dep_ == "prep" and goes_on):
            end = max(end, extent(child.subtree)[1])
    where = passage.trim((_quoted_start(passage, start, end), _whole(passage, start, end)))
    return Complement(frame, where, first) if where is not None else None


def _finite_conjunct(passage: Passage, first: Token) -> int:
    """Where an infinitive ends: claims to hold it *and announced* an attack."""
    if first.tag_ != "VB":
        return len(passage.doc)
    ends = [t for t in first.rights if t.dep_ == "conj" and t.tag_ in _FINITE]
    joints = [t.i for t in first.rights if t.dep_ == "cc" and ends and t.i < ends[0].i]
    return min([*joints, *(t.i for t in ends)], default=len(passage.doc))


def _quoted_start(passage: Passage, start: int, end: int) -> int:
    """Which they see as a “private quarrel”: only the quoted words are theirs, not the article."""
    article = re.match(r"(?:an?|the)\s+", passage.text[start:end], re.IGNORECASE)
    after = start + article.end() if article else start
    quotation = passage.quotation_at(after)
    is_all = quotation is not None and quotation.start == after and quotation.end >= end
    return after if is_all else start


def _later(verb: Token, first: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.i > first.i:
            # "announced plans *to march north*": an infinitive that the parser hung on the verb.
            if child.dep_ in _END and not (child.dep_ == "advcl" and _has_to(child)):
                return
            yield child


def _whole(passage: Passage, start: int, end: int) -> int:
    """A content that reaches into a quotation takes all of it; an open bracket is closed."""
    quotation = passage.quotation_at(end - 1)
    if quotation is not None and quotation.start >= start:
        end = max(end, quotation.end)
    text = passage.text
    if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
        return end + 1
    return end
