"""Whether the words of a codebook's trigger stand together in a sentence.

In: a word, and a trigger that begins with it. Out: the words that match, that one first; nothing
when one is missing or belongs to something else: "announced that *sanctions* would be lifted".
"""

from collections.abc import Container

from spacy.tokens import Token

from dateline.codebook import Trigger

_REACH = 12  # words after a verb
_PARTICLES = frozenset("on to off up out down over back".split())
_CLAUSES = frozenset("relcl acl advcl ccomp pcomp csubj".split())
# "A round of sanctions", "a team of observers": what there is some of.
_QUANTITIES = frozenset(
    "amount batch battalion bulk cargo company contingent convoy couple dozen fleet force form"
    " group half hundred kind list load lot majority million number package pair part percent raft"
    " range remainder rest round series set shipment squad state supply team third thousand ton"
    " tonne tranche truckload unit wave".split()
)
# "A mediation effort", "a missile battery", "a ceasefire deal": nouns that say little of their own.
_PLAIN = frozenset(
    "accord agreement battery bid campaign deal drive effort initiative launcher line mission"
    " operation order pact point post process regime system truce".split()
)
_ASIDE = frozenset(
    "after ahead amid because before besides despite during following near pending since until"
    " without".split()
)


def matched_words(token: Token, trigger: Trigger) -> tuple[Token, ...]:
    """The words of a trigger in the parse; empty if one is missing."""
    if len(trigger.words) == 1:
        return (token,)
    if trigger.pos == "noun":
        return _words_before(token, trigger)
    last = trigger.words[-1]
    if trigger.object == "something":  # "returned the skulls that it had seized *to* Peru"
        behind = next((c for c in token.rights if c.lower_ == last), None)
        return () if behind is None else (token, behind)
    if last in _PARTICLES:
        return _with_particle(token, last)
    return _words_under(token, trigger)


def _words_before(noun: Token, trigger: Trigger) -> tuple[Token, ...]:
    before = noun.doc[max(0, noun.i - len(trigger.words) + 1) : noun.i]
    wanted = trigger.words[:-1]
    same = len(before) == len(wanted) and all(
        w in {t.lower_, t.lemma_.lower()} for w, t in zip(wanted, before, strict=True)
    )
    return (noun, *before) if same else ()


def _with_particle(verb: Token, word: str) -> tuple[Token, ...]:
    """The verb with its particle: "gunned him down", "called on"; not "called her on Friday"."""
    for child in verb.rights:
        is_particle = child.dep_ == "prt" and child.i <= verb.i + 4
        is_next = child.dep_ == "prep" and child.i == verb.i + 1
        if child.lower_ == word and (is_particle or is_next):
            return (verb, child)
    return ()


def _words_under(verb: Token, trigger: Trigger) -> tuple[Token, ...]:
    near = [t for t in verb.subtree if verb.i < t.i <= verb.i + _REACH]
    near += [t for t in verb.children if t.dep_ == "nsubjpass"]  # "bombs were thrown"
    found = [verb]
    for word in trigger.words[1:]:
        match = next((t for t in near if word in {t.lower_, t.lemma_.lower()}), None)
        if match is None:
            return ()
        found.append(match)
    return tuple(found) if all(_belongs(word, verb, found) for word in found[1:]) else ()


def _belongs(word: Token, verb: Token, matched: Container[Token]) -> bool:
    """Whether a word says what the verb does, and not what something beside it is."""
    at, came_by = word, ""
    while at != verb:
        if at.dep_ in _CLAUSES and not _is_open(at, word, verb, came_by):
            return False
        above = at.head
        is_part = at.dep_ in {"compound", "poss", "nmod"}
        if is_part and above not in matched and not _is_of_the_word(above):
            return False  # "a *sanctions* waiver"
        if at.dep_ == "pobj" and above not in matched and not _is_passed(above, verb, matched):
            return False
        at, came_by = above, at.dep_
    return True


def _is_of_the_word(noun: Token) -> bool:
    """As in "a *mediation* effort", "the *newspaper* Opinar", which the word before it names."""
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in _PLAIN


def _is_open(clause: Token, word: Token, verb: Token, came_by: str) -> bool:
    """As in "ordered them to *close*", "let *inspectors* enter", "took *refugees* fleeing it"."""
    if clause.head != verb or clause.dep_ in {"relcl", "csubj"}:
        return False
    return clause == word or (clause.tag_ in {"VB", "VBG"} and came_by in {"nsubj", "nsubjpass"})


def _is_passed(preposition: Token, verb: Token, matched: Container[Token]) -> bool:
    """As in "a round *of* sanctions", "met *for* talks"; not "an end *to* sanctions"."""
    above = preposition.head
    if preposition.lower_ in _ASIDE:
        return False
    if above == verb or above in matched or above.pos_ not in {"NOUN", "PROPN"}:
        return True
    return preposition.lower_ == "of" and above.lemma_.lower() in _QUANTITIES
