"""How sure a report is: whether a thing happened at all, and on whose word.

In: a trigger in its parse, the attributions of the article. Out: status, certainty and the
attributions that carry the claim. The outlet's own hedges ("allegedly") count like a speaker's.
"""

import itertools
from collections.abc import Sequence

from spacy.tokens import Token

from dateline.reading.cues import verb_cue
from dateline.reading.frames import (
    ANSWERING,
    CHARGES,
    CONDITIONS,
    DEFINITE,
    FUTURE,
    GUILTY,
    LIGHT_VERBS,
    MAYBE,
    NEGATIONS,
    SUFFERED,
    governing_verb,
    is_said_in_call,
    is_that_clause,
    tensed_word,
)
from dateline.reading.mood import is_conditional, is_inverted
from dateline.records import Attribution, Certainty, Span, Status

_ATTEMPTS = frozenset("try attempt seek fail foil thwart prevent avert stop block".split())
_NEGATING_VERBS = frozenset("fail refuse decline avoid".split())
_AIMING = frozenset({"aim", "direct", "target"})
_PLANS = frozenset(
    "plan intend prepare propose schedule expect hope pledge promise vow agree decide".split()
)
_DEMANDS = frozenset(
    "demand urge ask call order insist request require recommend propose suggest want".split()
)
_MAY_TELL = frozenset({"insist", "suggest"})  # "insist that they attack" tells, or demands
# "The power to end the unrest", "will quell the riot": there is one.
_ENDING = frozenset({"end", "quell", "halt", "suppress"})
_NEARLY = frozenset({"almost", "nearly", "narrowly"})
_SUPPOSING = frozenset({"say", "suppose", "imagine", "assume"})
# "Would welcome": a view, and no plan.
_VIEWS = frozenset("back consider favor favour like love oppose prefer support welcome".split())
_SAVE = frozenset({"but", "except", "other"})  # "no one but the army attacked"
_HABITS = frozenset("always never often sometimes usually".split())
_WISHES = frozenset({"want", "like", "need", "order", "demand", "prefer"})
# "Discussed shooting agents", "supports sending troops": verbs beside which a thing is only thought
# of.
_ENTERTAINED = frozenset(
    "advocate back consider contemplate debate discuss favor favour imagine justify mean oppose"
    " propose recommend risk suggest support weigh".split()
)
_THREATS = frozenset("threaten warn".split())
_CLAIMED_UNDER = frozenset({"xcomp", "acl", "conj", "pcomp", "ccomp", "prep", "relcl", "advcl"})
# What one manages, begins or goes on to do, one does.
_IMPLIES = frozenset(
    "manage begin continue start go proceed help use return force lead cause come appear seem claim"
    " believe say report allege think know suspect find arrest accuse turn allow prompt"
    " have be get".split()
)
_SENDS_FOR = frozenset("arrive come contract dispatch fly hire pay recruit send travel".split())
_WAYS = frozenset("alternative choice chance option possibility right way".split())
_ONE_OF_MANY = frozenset({"first", "last", "latest", "only", "second", "third"})
_CAME_TRUE = frozenset(
    "kill wound injure destroy damage happen occur rock shake claim leave".split()
)
_PLANNED_ADJECTIVES = frozenset(
    "planned future upcoming imminent scheduled proposed forthcoming next".split()
)
_POSSIBLE_ADJECTIVES = frozenset("possible potential any further likely hypothetical".split())
_ATTEMPT_ADJECTIVES = frozenset("attempted foiled failed thwarted botched".split())
# "In the attack", "with the offensive": it is as sure as the verb beside it. Elsewhere a thing that
# is called "the" or "X's" is taken for granted: "in the wake of the attack".
_AS_SURE = frozenset("in during by with through into to".split())
_STARTS = frozenset("beginning execution launch launching resumption start".split())
_THREAT_NOUNS = frozenset("threat risk danger fear possibility potential prospect".split())
_PLAN_NOUNS = frozenset("plan plot conspiracy preparation intention".split())
HEDGES = frozenset(
    "allegedly alleged reportedly suspected suspect purportedly purported supposedly apparently"
    " presumably presumed believed accused unconfirmed".split()
)
# "The rebels plan to attack": the outlet says so, and the rebels are not its source.
# Stances whose content may be a thing and not a clause; a relative clause in it is the outlet's.
_OF_THINGS = frozenset({"accuses", "denies", "demands", "asks", "doubts"})
# "Condemned the murder of Solis", "blamed the rebels for the bombing": that it happened is granted.
_GRANTING = frozenset({"accuses", "doubts", "believes"})
_OWN = frozenset({"intends"})
_DENIALS = frozenset("deny refute dispute dismiss".split())
_ALLEGATIONS = frozenset(
    "accusation allegation assertion charge claim rumor rumour speculation suggestion suspicion"
    " theory".split()
)
_PROOFS = frozenset("evidence indication proof sign".split())
_SERIOUS = frozenset({"accuses", "believes", "hears", "doubts"})


def status_of(trigger: Token) -> Status:
    """Whether it happened: read from negation, modals, conditions, plans, attempts around it.

    "Troops did not attack" negated; "would attack if" hypothetical; "plans to strike" planned.
    """
    verb = governing_verb(trigger)
    if is_said_in_call(verb):
        return status_of(verb.head)  # "will call the king to thank him"
    for judge in (
        _supposed_status, _noun_status, _granted_status, _clause_status, _above_status,
    ):  # fmt: skip
        status = judge(trigger)
        if status is not None:
            return status
    return "happened"


def is_asked(trigger: Token) -> bool:
    """As in "Will it be possible for the ministry to help?": asked, and so not told."""
    words = [token for token in trigger.sent if token.is_alpha or token.text == "?"]
    is_question = len(words) > 1 and words[-1].text == "?" and words[0].pos_ == "AUX"
    is_question = is_question or is_inverted(governing_verb(trigger))
    return is_question and not _is_granted(trigger)


def _is_granted(trigger: Token) -> bool:
    """As in "if the men who killed nine are found": that they did is not supposed."""
    clauses = (t for t in (trigger, *trigger.ancestors) if t.dep_ == "relcl")
    return any(
        _is_definite_noun(clause.head) and clause.tag_ in {"VBD", "VBN"} for clause in clauses
    )


def carriers_of(span: Span, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """The attribution whose content covers a range; the innermost of several.

    A claim inside a quotation inside a report of a third outlet is carried by the inner speaker.
    """
    covering = [
        (sum(part.end - part.start for part in said.content), said.id)
        for said in attributions
        if said.stance not in _OWN
        # "The man who was killed was named as …": nobody says so but the outlet.
        and (said.speaker_spans or said.stance != "states")
        and any(part.covers(span) for part in said.content)
    ]
    return (min(covering)[1],) if covering else ()


def word_for(
    trigger: Token, span: Span, attributions: Sequence[Attribution], *, granting: bool = True
) -> tuple[tuple[str, ...], Certainty]:
    """On whose word a trigger stands, and how sure: the attributions that carry it, the certainty.

    What a speaker's words take for granted, or what the outlet explains inside them, is the
    outlet's: "denied being behind *the explosion*"; "blamed the Front, *which has attacked* …".
    So is an attack for which others blame somebody; that those did it, not `granting`, is theirs.
    """
    said_by = carriers_of(span, attributions)
    certainty = certainty_of(trigger, said_by, attributions)
    stances = {said.stance for said in attributions if said.id in said_by}
    granted = _is_definite_noun(trigger) and (
        certainty == "denied"
        or (
            granting
            and bool(stances & _GRANTING)
            and not (_names_doer(trigger) or _is_hedged(trigger))
        )
    )
    explained = bool(stances & _OF_THINGS) and any(
        token.dep_ == "relcl" for token in (trigger, *trigger.ancestors)
    )
    if granted or explained:
        return (), "alleged" if _is_hedged(trigger) else "stated"
    return said_by, certainty


def certainty_of(
    trigger: Token, said_by: tuple[str, ...], attributions: Sequence[Attribution]
) -> Certainty:
    """How a claim stands: stated, attributed, alleged, or denied by the one who speaks of it."""
    carried = certainty_on(said_by, attributions)
    if is_denied(trigger) or carried == "denied":
        return "denied"
    return "alleged" if _is_hedged(trigger) else carried


def certainty_on(said_by: Sequence[str], attributions: Sequence[Attribution]) -> Certainty:
    """How a claim stands by the stance of those who carry it alone, whatever its own words are."""
    carriers = [said for said in attributions if said.id in said_by]
    if any(said.stance == "denies" for said in carriers):
        return "denied"
    if any(said.stance in _SERIOUS for said in carriers):
        return "alleged"
    return "attributed" if carriers else "stated"


def _is_definite_noun(trigger: Token) -> bool:
    if trigger.pos_ != "NOUN":
        return False
    is_suffered = trigger.lemma_.lower() in SUFFERED  # "Solis's murder"
    return any(c.lower_ in DEFINITE or (is_suffered and c.dep_ == "poss") for c in trigger.lefts)


def _names_doer(noun: Token) -> bool:
    """As in "condemned the killing of nuns by the army": as those have it who condemn it."""
    is_suffered = noun.lemma_.lower() in SUFFERED
    return any(c.lower_ == "by" or (c.dep_ == "poss" and not is_suffered) for c in noun.children)


def is_denied(trigger: Token) -> bool:
    """Whether the sentence tells it only to deny it: "denied a report that a guard was killed"."""
    token = trigger
    while token.dep_ not in {"ROOT", "conj", "parataxis", "nsubj", "nsubjpass", "relcl"}:
        token = token.head
        if token.pos_ == "VERB" and token.lemma_.lower() in _DENIALS:
            return True
    return False


def _is_hedged(trigger: Token) -> bool:
    """As in "allegedly shot", "is suspected of killing", "the alleged attack"."""
    verb = governing_verb(trigger)
    if verb.dep_ == "pcomp" and verb.head.head.lower_ == GUILTY:
        return True
    if _is_of_allegation(verb) or _is_alleged(verb):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ in ANSWERING and _is_charge(verb.head.head):
        return True  # "arrested for killing": by those who arrest, charge or sentence
    above = [token for token in (verb, verb.head, verb.head.head) if token != trigger]
    near = [*trigger.children, *verb.children, *above]
    near = [token for token in near if token.dep_ != "nsubjpass"]  # "a suspect was shot by police"
    subject_words = [g for c in verb.children if "subj" in c.dep_ for g in c.children]
    return any(token.lower_ in HEDGES for token in (*near, *subject_words))


def _is_alleged(verb: Token) -> bool:
    """As in "reports alleging that she claimed that he had raped her", however deep it stands."""
    clauses = [token for token in (verb, *verb.ancestors) if token.pos_ in {"VERB", "AUX"}]
    said = itertools.takewhile(lambda c: c.dep_ == "ccomp" or is_that_clause(c), clauses)
    return any(c.dep_ == "ccomp" and c.head.lemma_ == "allege" for c in said)


def _is_of_allegation(verb: Token) -> bool:
    """As in "an allegation (from his wife) that he had raped her"."""
    is_whole = any(c.dep_ in {"dobj", "nsubjpass", "xcomp"} for c in verb.children)
    if verb.dep_ not in {"acl", "relcl", "ccomp"} or not (is_whole and is_that_clause(verb)):
        return False  # nor "a claim that Mali rejected"
    above = verb.head
    while above.dep_ in {"pobj", "prep", "appos"} and above.lemma_.lower() not in _ALLEGATIONS:
        above = above.head
    return above.pos_ == "NOUN" and above.lemma_.lower() in _ALLEGATIONS


def _supposed_status(trigger: Token) -> Status | None:
    """What is asked, or stands anywhere under an "if": "if you had a group that kills people"."""
    is_supposed = _opens_with_supposing(trigger) or _is_in_the_event(trigger)
    is_supposed = is_supposed or _is_not_chosen(trigger) or _is_unproved(trigger)
    is_supposed = is_supposed or _is_one_of_ways(trigger)
    is_supposed = is_supposed or any(map(_is_condition, (trigger, *trigger.ancestors)))
    # "If the attack goes on": the attack is not supposed.
    is_supposed = is_supposed and not _is_granted(trigger) and not _is_definite_noun(trigger)
    return "hypothetical" if is_supposed or is_asked(trigger) else None


def _is_condition(clause: Token) -> bool:
    """As in "if she was hurt", "will stay until he leaves"; not "stayed until police shot him"."""
    if clause.dep_ != "advcl":
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    above = clause.head
    helpers = {c.lower_ for c in above.children if c.dep_ == "aux"}
    is_announced = "would" in helpers and above.dep_ == "ccomp"
    return "if" in marks or ("until" in marks and (bool(helpers & FUTURE) or is_announced))


def _is_in_the_event(trigger: Token) -> bool:
    """As in "in the event she was hurt"; not "in the event, she was", "in the event of war"."""
    before = [token.lower_ for token in trigger.doc[trigger.sent.start : trigger.i]]
    return any(
        words[:3] == ["in", "the", "event"] and words[3] not in {",", "of"}
        for words in (before[at : at + 4] for at in range(len(before) - 3))
    )


def _is_not_chosen(trigger: Token) -> bool:
    """As in "rather than arresting them", "instead of arresting them"."""
    above = trigger.head
    if trigger.dep_ != "pcomp":
        return False
    is_rather = above.lower_ == "than" and any(c.lower_ == "rather" for c in above.children)
    return is_rather or (above.lower_ == "of" and above.head.lower_ == "instead")


def _is_one_of_ways(trigger: Token) -> bool:
    """As in "has three ways to seek redress: by filing a complaint"; not "found a way"."""
    verb = governing_verb(trigger)
    while verb.dep_ in {"conj", "pcomp"} and verb.head.dep_ in {"pcomp", "prep"}:
        verb = verb.head
    above = verb.head
    if verb.lower_ != "by" or above.dep_ not in {"acl", "relcl"}:
        return above.lemma_ in {"be", "have"} and verb.lower_ == "by" and _offers_ways(above)
    return above.head.lemma_.lower() in _WAYS and above.head.head.lemma_ in {"be", "have"}


def _offers_ways(verb: Token) -> bool:
    return any(c.pos_ == "NOUN" and c.lemma_.lower() in _WAYS for c in verb.children)


def _is_unproved(trigger: Token) -> bool:
    """As in "there is no evidence that it was hacked"."""
    noun = trigger.head
    if trigger.dep_ != "acl" or noun.lemma_.lower() not in _PROOFS or not is_that_clause(trigger):
        return False
    return any(c.lower_ in {"no", "little"} for c in noun.lefts)


def _opens_with_supposing(trigger: Token) -> bool:
    """As in "Say Mexico demanded that …": a case that is made up."""
    words = [token for token in trigger.sent if not (token.is_quote or token.is_space)]
    if len(words) < 2 or words[1].is_punct:
        return False
    return words[0].lower_ in _SUPPOSING and words[0].tag_ in {"VB", "VBP"}


def _is_charge(word: Token) -> bool:
    """The verb of a charge, or whom it is made against, on whom the parser may hang the rest."""
    return word.lemma_.lower() in CHARGES or word.head.lemma_.lower() in CHARGES


def _noun_status(trigger: Token) -> Status | None:
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return None
    words = {child.lower_ for child in trigger.children if child.i < trigger.i}
    found: tuple[tuple[frozenset[str], Status], ...] = (
        (NEGATIONS, "negated"),
        (_ATTEMPT_ADJECTIVES, "attempted"),
        (_PLANNED_ADJECTIVES, "planned"),
        (_POSSIBLE_ADJECTIVES, "hypothetical"),
    )
    for vocabulary, status in found:
        if words & vocabulary:
            return status
    clauses = [c for c in trigger.children if c.dep_ == "relcl" and c.tag_ == "VBD"]
    if any(clause.lemma_.lower() in _CAME_TRUE for clause in clauses):
        return "happened"  # "the attack which destroyed the house had been planned for months"
    above = trigger.head.head if trigger.dep_ == "pobj" else trigger.head
    if above.pos_ == "NOUN" and above.lemma_.lower() in _THREAT_NOUNS:
        return "threatened" if above.lemma_.lower() == "threat" else "hypothetical"
    if above.lemma_.lower() in _PLAN_NOUNS:
        return "planned"
    return _status_of_object(trigger)


def _granted_status(trigger: Token) -> Status | None:
    """As in "urged it to condemn *the murder of Solis*": what is urged is to come, no murder."""
    if not (_is_definite_noun(trigger) or any(c.dep_ == "poss" for c in trigger.lefts)):
        return None
    first = trigger
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN"}:
        first = first.head
    above = first.head.lemma_.lower()
    if first.dep_ == "dobj":
        return None if above in LIGHT_VERBS | _ATTEMPTS | _PLANS | _THREATS else "happened"
    if first.dep_ != "pobj" or first.head.lower_ in _AS_SURE:
        return None
    told_of = first.head.head.lemma_.lower()
    is_to_come = told_of in _PLANS | _DEMANDS | _STARTS | _ATTEMPTS
    return None if is_to_come else "happened"


def _status_of_object(noun: Token) -> Status | None:
    """What is threatened, planned or foiled: "threatened an attack", "foiled a bombing"."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    if lemma in _ATTEMPTS and verb.head.lemma_.lower() in {"fail", "failure", "unable"}:
        return "happened"  # "failed to prevent the massacre"
    if lemma in _ENDING:
        return "happened"
    if lemma in _ENTERTAINED:
        return None if _is_definite_noun(noun) else "hypothetical"
    return _status_under(lemma) if lemma not in _THREAT_NOUNS - {"threat"} else None


def _clause_status(trigger: Token) -> Status | None:
    """The helpers of the verb itself: "did not", "will", "might", "if", "are fighting"."""
    verb = governing_verb(trigger)
    own = list(verb.children)
    to_come = any(c.lower_ == "to" and c.dep_ == "aux" for c in own)
    if verb.dep_ == "xcomp" and verb.head.pos_ == "AUX" and verb.head.lemma_ == "be" and to_come:
        return "planned"  # "the two presidents are to meet"
    if verb.dep_ == "conj" and not any("subj" in c.dep_ or c.dep_ == "aux" for c in own):
        own += [c for c in verb.head.children if c.dep_ == "aux"]  # "would lift and ease"
    children = {child.lower_ for child in own if child.dep_ in {"aux", "neg", "mark", "det"}}
    if children & NEGATIONS and not _is_of_something_else(trigger, verb):
        return "negated"
    if verb == trigger and _is_of_neither(verb):
        return "negated"
    if verb == trigger and (any(c.lower_ in _NEARLY for c in own) or _is_all_but(verb)):
        return "negated"  # "was almost killed"
    if children & CONDITIONS or children & MAYBE:
        return (
            "planned" if children & MAYBE == {"would"} and _is_announced(verb) else "hypothetical"
        )
    if children & FUTURE:
        return "planned"
    if (
        verb == trigger
        and verb.tag_ == "VBG"
        and children & {"is", "are", "'s", "'re", "’s", "’re"}
    ):
        return "planned" if verb.lemma_ == "go" else "ongoing"
    return None


def _is_announced(verb: Token) -> bool:
    """As in "Iraq said it would let them in": the "will" of who speaks, told of the past.

    Not "said it would help if asked", "said it would welcome that".
    """
    said, own = verb.head, list(verb.children)
    if verb.dep_ != "ccomp" or verb_cue(said.lemma_) is None or not _is_past(said):
        return False
    is_own = any(c.dep_ == "nsubj" and c.lower_ in {"he", "it", "she", "they"} for c in own)
    is_bound = is_conditional(verb) or any(c.lower_ in _HABITS for c in own)
    is_bound = is_bound or any(c.dep_ == "aux" and c.lemma_ == "have" for c in own)
    return is_own and not is_bound and verb.lemma_ not in _VIEWS


def _is_of_neither(verb: Token) -> bool:
    """As in "Neither the minister nor his aides have been charged", "no party had blamed them"."""
    subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
    return any(
        c.lower_ in {"neither", "no"} and not {t.lower_ for t in head.subtree} & _SAVE
        for head in subjects
        for c in (head, *head.lefts)
    )


def _is_all_but(verb: Token) -> bool:
    """As in "all but begged them to ask"."""
    before = verb.doc[max(verb.sent.start, verb.i - 2) : verb.i]
    return [token.lower_ for token in before] == ["all", "but"]


def _is_of_something_else(noun: Token, verb: Token) -> bool:
    """As in "does not include a view of the shooting": there is no view, and was a shooting."""
    if noun.pos_ != "NOUN" or not _is_definite_noun(noun):
        return False
    return any(above.pos_ == "NOUN" for above in noun.ancestors if verb in above.ancestors)


def _above_status(trigger: Token) -> Status | None:
    """What governs the clause: "plans to seize", "tried to storm", "failed to kill"."""
    token = governing_verb(trigger)
    while token.dep_ in _CLAIMED_UNDER or (token.dep_ == "pobj" and token.pos_ == "VERB"):
        above = token.head.lemma_.lower()
        to_infinitive = _is_infinitive(token)
        if token.dep_ in {"relcl", "advcl"} or (to_infinitive and _is_journey(token)):
            return _status_of_purpose(token) if to_infinitive else None
        status = _status_of_thought(token, above)
        if status is not None:
            return status
        if token.dep_ == "acl" and is_that_clause(token) and above in _DEMANDS:
            return _status_of_demand(token, above)  # "their demand that Chad lift the ban"
        is_told = _is_past(token) or (above in _THREATS and not _is_to_come(token))
        if token.dep_ == "ccomp" and (above not in _THREATS | _PLANS or is_told):
            return _status_of_demand(token, above)
        status = _status_under(above) if to_infinitive or token.dep_ in {"pcomp", "ccomp"} else None
        if status is not None:
            return status
        if to_infinitive and above not in _IMPLIES:
            return "hypothetical"  # "a coalition to fight": nothing says that it happened
        token = token.head
        if (status := _status_by_helpers(token)) is not None:
            return status  # "could prompt the army to attack"
    return None


def _status_by_helpers(verb: Token) -> Status | None:
    """As in "did not", "could", "will" before a verb."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    found: tuple[tuple[frozenset[str], Status], ...] = (
        (NEGATIONS, "negated"),
        (MAYBE, "hypothetical"),
        (FUTURE, "planned"),
    )
    return next((status for words, status in found if helpers & words), None)


def _is_infinitive(verb: Token) -> bool:
    """As in "to attack"; also where the parser took the "to" for a preposition."""
    if verb.dep_ == "prep":
        return _is_infinitive_behind(verb)
    if verb.dep_ == "conj" and verb.tag_ == "VB":  # "threatened to assault and murder him"
        return any(map(_is_infinitive_behind, verb.head.children))
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)


def _is_infinitive_behind(preposition: Token) -> bool:
    return preposition.lower_ == "to" and any(c.tag_ == "VB" for c in preposition.children)


def _status_of_purpose(clause: Token) -> Status | None:
    """As in "a coalition to fight", "came to kill him": nothing says that it was done."""
    if _is_journey(clause):
        return "planned"
    if any(c.lower_ in _ONE_OF_MANY for c in clause.head.lefts):
        return None  # "the first American to carry out a bombing" did
    if clause.head.lemma_.lower() not in _IMPLIES:
        return "hypothetical"
    return _status_by_helpers(clause.head)  # "will not go to Moscow to meet him"


def _is_journey(purpose: Token) -> bool:
    """As in "came to the country to kill him": what they came or were hired for, done or not."""
    above = purpose.head
    is_passive = any(c.dep_ == "auxpass" for c in purpose.children)  # "came to be known"
    if above.lemma_.lower() not in _SENDS_FOR or purpose.dep_ not in {"xcomp", "advcl"}:
        return False
    told = [c for word in (above, purpose) for c in word.children if c.dep_ in {"advcl", "conj"}]
    return not is_passive and all(c == purpose or c.tag_ == "VB" for c in told)


def _is_to_come(verb: Token) -> bool:
    """As in "warned that it will (may) attack"; not "warned that he is under investigation"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return tensed_word(verb).tag_ not in {"VBD", "VBP", "VBZ"} or bool(helpers & (FUTURE | MAYBE))


def _is_past(verb: Token) -> bool:
    """As in "observers agree that it was prompted by the raid": what was done is not planned."""
    return tensed_word(verb).tag_ == "VBD"


def _status_of_demand(clause: Token, verb: str) -> Status | None:
    """As in "demanded that they withdraw"; not "insisted that they had withdrawn"."""
    if verb not in _DEMANDS:
        return None
    is_plain = (
        clause.tag_ == "VB"
        or _is_infinitive(clause)
        or (clause.tag_ == "VBP" and verb not in _MAY_TELL)
    )
    return "planned" if is_plain else None


def _status_of_thought(clause: Token, verb: str) -> Status | None:
    """As in "wanted them deported", "discussed shooting agents"."""
    if verb in _WISHES and clause.dep_ in {"ccomp", "xcomp"} and _is_bare_participle(clause):
        return "planned"
    of = clause.head.head.lemma_.lower() if clause.dep_ == "pcomp" else ""
    if of in _PLAN_NOUNS or (of in _AIMING and clause.head.lower_ == "at"):
        return "planned"  # "plans for killing him", "aimed at killing him"
    is_thought = clause.tag_ == "VBG" and clause.dep_ in {"xcomp", "pcomp"}
    return "hypothetical" if is_thought and verb in _ENTERTAINED else None


def _is_bare_participle(verb: Token) -> bool:
    return verb.tag_ in {"VBN", "VBD"} and not any(c.dep_ == "aux" for c in verb.children)


def _status_under(above: str) -> Status | None:
    if above in _NEGATING_VERBS and above != "fail":
        return "negated"
    if above in _ATTEMPTS:
        return "attempted"
    if above in _THREATS | _THREAT_NOUNS:
        return "threatened"
    if above in _PLANS | _PLAN_NOUNS | {"go", "ready", "set", "want", "order", "urge", "ask"}:
        return "planned"
    return None
