"""Which words of a sentence speak of an event, and which of something else beside it.

In: a trigger in its parse. Out: whether a time or a place belongs to it. "The blast prompted Oslo
to watch the north" puts no blast in the north; "police said on Friday that it burned" dates the
saying.
"""

from spacy.tokens import Token

from dateline.reading.occurrences import Occurrence

# Verbs whose subject or object is the event itself, so that their times and places are its own.
_EVENT_VERBS = frozenset(
    "kill wound injure maim claim destroy explode damage leave hit rock strike"
    " target shake happen occur take"
    " erupt begin start break end last follow come carry launch stage mount commit"
    " conduct hold wage"
    " lead perpetrate sign reach sweep rip tear be see continue resume unleash"
    " paralyse paralyze cause"
    " trigger spark force drive send flatten level call organize organise make strike plan".split()
)
_WHERE_WORDS = frozenset(
    "in at on near outside inside around across into through throughout off along within between"
    " beside opposite behind north south east west northeast northwest southeast southwest above"
    " below toward towards".split()
)
_DISTANCES = frozenset("km kms kilometers kilometres miles meters metres".split())
_THINGS_DONE_TO = frozenset({"dobj", "nsubjpass", "nsubj", "ROOT"})


def is_in_scope(token: Token, occurrence: Occurrence) -> bool:
    """Whether a time or place word stands in the stretch of the sentence that tells the event."""
    top = scope_of(occurrence.head)
    if token.dep_ == "nsubjpass":
        return False  # "held since *2016* were released", where the parser has the year released
    while token != top:
        if token == token.head or _opens_clause(token, occurrence.head):
            return False
        token = token.head
    return True


def occurs(verb: Token) -> bool:
    """Whether a verb says of its subject that it happened, as can be said of events alone."""
    lemma = verb.lemma_.lower()
    takes_place = lemma == "take" and any(c.lower_ == "place" for c in verb.children)
    return takes_place or lemma in {"occur", "happen"}


def is_location(token: Token) -> bool:
    """Whether a place stands where places of events stand, and is no topic, party or title.

    "in the port of Beira", "bombed Gaza", "a Moscow theatre"; not "negotiates over Syria",
    "ambassador to Britain", "the border with Uganda", "the United States said".
    """
    if token.dep_ in {"compound", "nmod", "amod", "poss", "appos", "conj", "pobj"}:
        above = token.head
        if token.dep_ != "pobj":
            return is_location(above) or above.dep_ in _THINGS_DONE_TO
        if above.lower_ == "from":
            return above.head.lower_ in _DISTANCES  # "thirty miles from Varda"
        if above.lower_ == "of":
            if above.head.ent_type_ == "PERSON":
                return False  # "Roberto Rossi of Milan"
            side = above.head.lower_ in _WHERE_WORDS | {"km", "miles", "outskirts"}
            return side or is_location(above.head) or above.head.dep_ in _THINGS_DONE_TO
        return above.lower_ in _WHERE_WORDS
    return token.dep_ in {"dobj", "nsubjpass", "ROOT", "npadvmod", "dep", "attr"}


def _opens_clause(token: Token, trigger: Token) -> bool:
    """Whether a word heads a clause of its own: "arrested four men *seen on Monday*"."""
    if token == trigger or trigger in token.subtree:
        return False
    if token.dep_ == "relcl" and token.head == trigger and token.lemma_.lower() in _EVENT_VERBS:
        return False  # "the attack, which took place on Monday"
    if token.dep_ == "relcl" and occurs(token) and token.head in trigger.subtree:
        return False  # "the murder of a judge, which occurred on Monday"
    if token.dep_ in {"relcl", "ccomp"}:
        return True
    # "The army denied it, and the two sides *fought* in 2021" dates no denial.
    return token.dep_ in {"advcl", "conj"} and _has_own_subject(token)


def scope_of(head: Token) -> Token:
    """The word under which everything belongs to the event: the trigger, or the verb it shares."""
    top = _carrier(head) if head.pos_ in {"NOUN", "PROPN"} else head
    while _shares_clause(top):
        top = top.head
    return top


def _carrier(noun: Token) -> Token:
    """The verb that tells of an event noun and nothing else: "the blast killed nine on Friday"."""
    above = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and above.lemma_.lower() in _EVENT_VERBS:
        return above
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during", "by"} and above.head.pos_ == "VERB":
        return above.head  # "were killed in the attack"
    return noun


def _shares_clause(verb: Token) -> bool:
    """Whether a verb tells part of what the verb above tells: "…, killing nine"."""
    above = verb.head
    if above == verb or verb.dep_ not in {"advcl", "conj", "xcomp"} or above.pos_ != "VERB":
        return False
    return not _has_own_subject(verb) and verb.i > above.i


def _has_own_subject(verb: Token) -> bool:
    return any("subj" in child.dep_ for child in verb.children)
