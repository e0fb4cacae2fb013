"""Whether a clause tells of something at all, or commands, asks, or says what always holds.

In: a word in its parse. Out: yes or no. "Don't shoot him", "do the rebels agree …" and "the power
to arrest anyone" tell of nothing that was done, planned or threatened.
"""

from spacy.tokens import Token

from dateline.reading.cues import verb_cue
from dateline.reading.frames import CONDITIONS, FUTURE, NEGATIONS, is_passive, tensed_word

# Before these an auxiliary stands first without asking: "nor did the army attack", "had it left".
_FRONTED = frozenset(
    "nor neither never not so only rarely seldom hardly scarcely little such no".split()
)
_QUESTION_WORDS = frozenset("why how when where".split())  # "why did they attack?": they did
_AUXILIARIES = frozenset("do does did is are was were has have will would can could".split())
_ABLE = frozenset({"able", "unable", "free", "entitled", "empowered", "powerless"})
_ABILITIES = frozenset("ability authority capability capacity power right".split())
# Who will not come may be hindered; who will not leave helps on.
_NOT_REFUSED = frozenset("attend leave return stay travel visit".split())
_BETWEEN = frozenset({"meet", "negotiate", "speak", "talk"})
_BODIES = frozenset({"GPE", "NORP", "ORG"})
_PRESENT = frozenset({"VBZ", "VBP"})
_ENDS = frozenset({".", "!", "?", '"', "”", "''", "’"})


def is_command(verb: Token) -> bool:
    """As in "Don't shoot him", "Kill them all!": a plain verb without subject or helper."""
    if verb.tag_ not in {"VB", "VBP"} or verb.dep_ not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return False
    if verb.dep_ == "conj":
        return not _has_own(verb) and verb.head.pos_ == "VERB" and is_command(verb.head)
    return not _has_own(verb)


def is_inverted(verb: Token) -> bool:
    """As in "do the rebels agree that …": a question by the order of its words."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    helper = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), None)
    if subject is None or helper is None or not helper.i < subject.i < verb.i:
        return False
    before = {t.lower_ for t in verb.doc[verb.sent.start : helper.i]}
    return helper.lower_ in _AUXILIARIES and not before & (_FRONTED | _QUESTION_WORDS)


def is_habit(verb: Token) -> bool:
    """As in "When a state slaps tariffs on goods, its own shops pay": whenever it does so.

    A headline tells in the present tense what has happened, and ends without a stop.
    """
    when = any(c.lower_ in {"when", "whenever"} for c in verb.children)
    if not when or verb.dep_ != "advcl" or not _is_present(verb):
        return False
    return _is_present(verb.head) and verb.sent[-1].text in _ENDS


def is_within_habit(verb: Token) -> bool:
    """As in "whenever the media get a video of a man being shot"; not "a man who was shot"."""
    clause = verb
    while not is_habit(clause):
        helpers = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
        if clause.head == clause or any(t.tag_ == "VBD" for t in (clause, *helpers)):
            return False
        clause = clause.head
    return True


def is_ability(verb: Token) -> bool:
    """As in "the power to arrest", "would be able to arrest": who can do it may yet not."""
    if not any(c.lower_ == "to" for c in verb.children):
        return False
    above = verb.head.lemma_.lower()
    return (verb.dep_ == "xcomp" and above in _ABLE) or (
        verb.dep_ in {"acl", "relcl"} and verb.head.pos_ == "NOUN" and above in _ABILITIES
    )


def is_refusal(verb: Token) -> bool:
    """As in "will not lift the ban", "said it would not meet them".

    Not where something else hinders them ("will not meet because of the flood"), on a condition,
    or where others say so of them: "Chad believes that Mali will not withdraw".
    """
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    if not helpers & NEGATIONS or verb.pos_ != "VERB" or is_passive(verb):
        return False
    if verb.lemma_ in _NOT_REFUSED or is_conditional(verb) or _is_hindered(verb):
        return False
    if verb.lemma_ in _BETWEEN and not any(
        c.dep_ == "dobj" or c.lower_ == "with" for c in verb.children
    ):
        return False
    is_said = verb.dep_ == "ccomp" and verb_cue(verb.head.lemma_) is not None
    if is_said and _is_said_by_others(verb):
        return False
    return bool(helpers & FUTURE) or (is_said and "would" in helpers)


def is_conditional(verb: Token) -> bool:
    """As in "would not leave if taxes rose"."""
    clauses = (c for c in verb.children if c.dep_ == "advcl")
    return any(g.lower_ in CONDITIONS for clause in clauses for g in clause.children)


def _is_hindered(verb: Token) -> bool:
    """As in "because of his illness", "because he was ill", "as planned"."""
    words = [c for c in verb.children if c.dep_ in {"advcl", "mark", "prep"}]
    words += [g for c in words if c.dep_ == "advcl" for g in c.children]
    is_planned = any(c.dep_ == "advcl" and c.lower_ in {"planned", "scheduled"} for c in words)
    return is_planned or any(c.lower_ in {"because", "due"} for c in words)


def _is_said_by_others(verb: Token) -> bool:
    """As in "Sudan said Chad will not": one body of another; spokesmen speak for theirs."""
    cue = verb_cue(verb.head.lemma_)
    if cue is not None and cue.stance in {"believes", "doubts", "predicts"}:
        return True
    sides = [
        next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        for clause in (verb, verb.head)
    ]
    known = [side for side in sides if side is not None and side.ent_type_ in _BODIES]
    return len(known) == 2 and known[0].lower_ != known[1].lower_


def _has_own(verb: Token) -> bool:
    """Whether a verb has a subject, or a helper that makes it no command; "do not" is none."""
    return any(
        "subj" in c.dep_ or (c.dep_ in {"aux", "auxpass"} and c.lower_ != "do")
        for c in verb.children
    )


def _is_present(verb: Token) -> bool:
    return tensed_word(verb).tag_ in _PRESENT
