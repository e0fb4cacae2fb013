"""Who stands where around a trigger: the doer, the one it is done to, the means.

In: a trigger word in its parse, and its frame (see codebook/triggers.yaml). Out: a `Frame` of head
tokens. Subjects are followed through passives, relative clauses, participles, control ("tried to
seize") and shared verbs; "the bombing" takes its parties from "by", "of", "against".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dateline import codebook, resources
from dateline.reading.cues import verb_cue

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# Verbs that only carry a noun: "carried out an attack", "staged a protest", "reached a deal".
LIGHT_VERBS = frozenset(
    "carry launch lay stage mount commit conduct hold make sign reach strike plan wage join"
    " organize organise lead perpetrate order claim unleash begin start resume call step intensify"
    " continue escalate".split()
)
# "Called a strike": what one calls, and nobody.
_CALLED = frozenset(
    "boycott ceasefire conference curfew demonstration election march meeting protest rally"
    " referendum session shutdown strike summit truce vigil vote walkout".split()
)
# What one says on the telephone: "called the king to thank him".
_CALLING = frozenset({"call", "phone", "ring", "telephone"})
_SPOKEN = frozenset("apologise apologize assure congratulate convey express offer thank".split())
_TEXTS = frozenset(
    "communique declaration letter motion petition report resolution statement".split()
)
# "A car bombing": the car carried the bomb and was not what it was meant for.
_CARRIERS = frozenset({"car", "truck", "roadside", "suicide", "bomb", "grenade", "rocket", "knife"})
# "The judge's murder", "Solis's arrest": whose it is suffered it, unless another is named behind.
SUFFERED = frozenset(
    "abduction arrest assassination beating conviction deportation detention execution kidnapping"
    " killing murder rape shooting slaying stabbing torture".split()
)
_OF_SOMEBODY = frozenset("abduct arrest detain injure kidnap kill wound".split())
_DONE_OR_SUFFERED = frozenset("beating killing shooting slaying stabbing torture".split())
_ARMED = frozenset({"UAF", "REB", "PRM", "MIL", "COP", "CRM", "IMG"})
_ARMED_GROUPS = frozenset({"rebel", "guerrilla", "militant", "insurgent", "separatist", "jihadist"})
# "Promised him to lift the ban", "threatened them to attack": who promises will do it.
_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "swear", "use"})
# "Accused him of killing": verbs whose object is the doer of what follows, as they have it.
CHARGES = frozenset(
    "accuse arrest blame charge condemn convict criticise criticize denounce detain fault imprison"
    " indict investigate jail prosecute punish question rebuke sentence sue suspect".split()
)
_CHARGES_NAMED = frozenset("arrest conviction detention indictment prosecution sentencing".split())
GUILTY = "guilty"  # "found guilty of killing", "pleaded guilty to killing"
ANSWERING = frozenset({"for", "of", "with", "over"})  # not "by", "before", "after", "without"
_POSING = frozenset({"clothe", "disguise", "dress", "masquerade", "pose"})
# "Met the king", "fought the rebels": whom one does so with is the other side.
_WITH_ANOTHER = frozenset({"battle", "fight", "meet"})
# "Faced criticism from Chad", "came under pressure": who does so is the one it is meant for.
_RECEIVED = frozenset("backing blame condemnation criticism fire praise pressure support".split())
_RECEIVING = frozenset("attract draw earn face get receive win".split())
_WHILE = frozenset({"after", "before", "by", "in", "upon", "while", "when", "since"})
_OWNING = frozenset({"claim", "admit"})
_OWNED = frozenset({"responsibility", "credit"})
# What says of a noun that it was told before, or is known.
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# Words on a verb with which it is not told as done: denied, supposed, possible, yet to come.
NEGATIONS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nor", "without"})
CONDITIONS = frozenset({"if", "unless", "should", "whether", "in case"})
MAYBE = frozenset({"could", "may", "might", "would", "can", "should", "must"})
FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_UNSAID = NEGATIONS | CONDITIONS | MAYBE | FUTURE
_DENYING = frozenset("deny refuse reject decline refute dispute dismiss fail avoid".split())
_RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Frame:
    """Head tokens of those around a trigger, each tuple in text order."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    means: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The head of words that have a part in an act of violence, as the encoder sees it.

    kind: one of `dateline.encoder.PARTS`; sureness: 0-1.
    """

    kind: str
    head: Token
    sureness: float


def read_frame(trigger: Token, kind: str) -> Frame:
    """Cast the words around a trigger by its frame; empty where the sentence names nobody."""
    if kind in {"noun", "both"}:
        return _noun_frame(trigger, mutual=kind == "both")
    return _verb_frame(trigger, kind)


def governing_verb(token: Token) -> Token:
    """The verb that carries a trigger: itself, or the light verb or clause verb above a noun."""
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            return above
    return token


def is_definite(head: Token) -> bool:
    """Whether "the" or "this" says that somebody or something was told before, or is known."""
    return any(c.dep_ == "det" and c.lower_ in DEFINITE for c in head.lefts)


def tensed_word(verb: Token) -> Token:
    """The first word of a verb and its helpers, which tells the tense: "had" of "had left"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return min((verb, *helpers), key=lambda token: token.i)


def posing_as(head: Token) -> Token | None:
    """The "dressed" of "dressed as policemen", at those who others only look like."""
    start = head.left_edge.i
    before = head.doc[max(head.sent.start, start - 2) : start]
    is_posed = len(before) == 2 and before[1].lower_ == "as" and before[0].lemma_ in _POSING
    return before[0] if is_posed else None


def names_force(noun: Token) -> bool:
    """Whether a noun of the codebook tells of an assault: "attack", "killings"."""
    entries = codebook.triggers().get(("noun", noun.lemma_.lower()), ())
    return any(entry.type == "ASSAULT" for entry in entries)


def is_that_clause(verb: Token) -> bool:
    """As in "the claim that he attacked"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def steps_between(one: Token, other: Token) -> int:
    """How many steps apart two words of a sentence are in the parse."""
    up = {token.i: distance for distance, token in enumerate((one, *one.ancestors))}
    for distance, token in enumerate((other, *other.ancestors)):
        if token.i in up:
            return up[token.i] + distance
    return len(up) + 100


def _verb_frame(verb: Token, kind: str) -> Frame:
    subjects, objects = tuple(subjects_of(verb)), tuple(objects_of(verb))
    means = (*_behind(verb, {"with", "using"}), *_what_is_used(verb)) if kind != "mutual" else ()
    if kind == "goes_off":
        return Frame(means=subjects)
    if kind == "mutual":
        carried = [c for c in verb.children if c.dep_ == "dobj"]  # "held a meeting with"
        sides = objects_of(verb) if verb.lemma_ in _WITH_ANOTHER else []
        sides += [head for word in (verb, *carried) for head in _behind(word, {"with", "against"})]
        return Frame(actors=(*subjects, *sides))
    if kind == "acts":
        carried = [c for c in verb.children if c.dep_ == "dobj"]  # "imposed sanctions on"
        others = [head for word in (verb, *carried) for head in aimed_at(word)]
        others += _behind(verb, {"at"})
        others += [head for word in carried for head in _released(word)]
        others += [head for word in carried for head in _given_time(word)]
        subjects = tuple(_who_released(carried)) or subjects
        return Frame(actors=subjects, recipients=tuple(_once(others)))
    return Frame(actors=subjects, recipients=objects, means=means)


def _released(noun: Token) -> list[Token]:
    """As in "ordered the release of two men", "their release"."""
    return [*_owners(noun), *_behind(noun, {"of"})] if noun.lemma_ == "release" else []


def _who_released(carried: Iterable[Token]) -> list[Token]:
    """As in "announced the release of two men *by the rebels*", who did it."""
    return [h for word in carried if word.lemma_ == "release" for h in _behind(word, {"by"})]


def _given_time(noun: Token) -> list[Token]:
    """As in "gave *Chad* a deadline", "set a deadline for *the rebels* (to leave)"."""
    if noun.lemma_ != "deadline":
        return []
    given = [c for c in noun.head.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    meant = [
        c
        for clause in noun.children
        if clause.pos_ == "VERB" and any(m.lower_ == "for" for m in clause.children)
        for c in clause.children
        if c.dep_ == "nsubj"
    ]
    return list(conjoined([*given, *meant])) or _behind(noun, {"for"})


def _what_is_used(verb: Token) -> list[Token]:
    """As in "used *rockets* to ambush the convoy"."""
    is_for_it = verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_ == "use"
    return objects_of(verb.head) if is_for_it else []


def _noun_frame(noun: Token, *, mutual: bool) -> Frame:
    before = _compounds(noun)
    doers = [head for head in before if _is_armed(head)]  # "guerrilla attacks", "an army raid"
    doers += [c for c in noun.lefts if c.dep_ == "amod" and c.lower_ in _ARMED_GROUPS]
    owners, behind = _owners(noun), _behind(noun, {"against", "on", "of"})
    if noun.lemma_.lower() == "siege" and noun.dep_ == "dobj":
        behind += _behind(noun.head, {"to"})  # "laid siege to the town"
    done_to = [head for head in behind if head.ent_type_ not in {"DATE", "TIME"}]
    suffered = [] if done_to or noun.lemma_.lower() not in SUFFERED else owners
    either = noun.lemma_.lower() in _DONE_OR_SUFFERED
    suffered = [head for head in suffered if not (either and _is_armed(head))]
    owners = [head for head in owners if head not in suffered]
    actors = [*owners, *doers, *_behind(noun, {"by"}), *_light_subjects(noun)]
    actors += _who_carried_out(noun)
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        actors += _who_owns_up(noun.head.head)  # "claimed responsibility for the bombing"
        actors += _who_is_responsible(noun.head)
    victims = [head for head in before if head not in doers]
    others = [*done_to, *suffered, *victims, *_receivers(noun)]
    if noun.lemma_.lower() in _RECEIVED:
        actors += _behind(noun, {"from"})
    if mutual:
        pair = partners_of(noun) or _participle_pair(noun)
        return Frame(actors=tuple(_once([*actors, *pair])))
    return Frame(actors=tuple(_once(actors)), recipients=tuple(_once(others)))


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Who does a verb: its subject or agent; conjoined subjects come one by one."""
    if is_passive(verb):
        return _agents(verb)
    direct = _only_pronoun(c for c in verb.children if c.dep_ in _SUBJECTS)
    direct = list(_undisguised(direct)) or _joined_subject(verb)
    if direct:
        return list(conjoined(map(_antecedent, direct)))
    if depth > 3:
        return []
    return _inherited_subjects(verb, depth)


def _only_pronoun(subjects: Iterable[Token]) -> list[Token]:
    """As in "Again the party's nominee, she was arrested": what stands before says who she is."""
    found = list(subjects)
    return found[-1:] if found and found[-1].tag_ == "PRP" else found


def _undisguised(subjects: Iterable[Token]) -> Iterator[Token]:
    """As in "gunmen dressed as policemen killed nine", where the parser has the policemen kill."""
    for subject in subjects:
        posing = posing_as(subject)
        if posing is None:
            yield subject
        elif posing.dep_ == "acl":
            yield posing.head


def _inherited_subjects(verb: Token, depth: int) -> list[Token]:
    above = verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and _only_tells(above, verb):
        return []  # "after a sniper killing five, she said": the speaker killed nobody
    if verb.dep_ in {"conj", "xcomp", "advcl"} and above.pos_ in {"VERB", "AUX"} and above != verb:
        if verb.dep_ == "xcomp" and any(c.dep_ in {"dobj", "nsubj"} for c in above.children):
            objects = [c for c in above.children if c.dep_ == "dobj"]
            is_own = above.lemma_ in _SUBJECT_CONTROL or is_said_in_call(verb)
            if objects and not is_own:  # "ordered troops to attack": the troops attack
                return list(conjoined(objects))
        if verb.dep_ in {"conj", "xcomp"} and is_passive(above):
            return _passive_subjects(above)  # "is said to be negotiating"
        return subjects_of(above, depth + 1)
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG":
        return _writers(above) or list(conjoined([above]))
    if verb.dep_ == "pcomp" and above.lower_ in _WHILE and above.head.pos_ in {"VERB", "AUX"}:
        said = [c for c in above.head.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]
        return list(conjoined(map(_antecedent, said)))  # "after meeting the king, he left"
    is_behind = verb.dep_ == "pcomp" and above.dep_ == "prep"
    if is_behind and above.lower_ == "of" and _owners(above.head):
        return _owners(above.head)  # "reached its goal of taking in 900 refugees"
    if is_behind and above.head.lower_ == GUILTY:
        return _who_is_guilty(above.head)
    return _who_answers_for(above.head) if is_behind and above.lower_ in ANSWERING else []


def _writers(text: Token) -> list[Token]:
    """As in "parliament passed a resolution criticizing him": who says so by it."""
    if text.lemma_.lower() not in _TEXTS or text.dep_ != "dobj":
        return []
    return _owners(text) or subjects_of(text.head)


def _only_tells(verb: Token, aside: Token) -> bool:
    """Not "said that it was fair, *accusing* Chad of meddling": who says so does both."""
    cue = verb_cue(verb.lemma_)
    return cue is not None and cue.stance == "states" and verb_cue(aside.lemma_) is None


def _who_answers_for(word: Token) -> list[Token]:
    """As in "claimed responsibility for killing", "sentenced two men for killing": who did it."""
    if word.lemma_.lower() in CHARGES and word.pos_ == "VERB":
        return objects_of(word) if _is_affirmed(word) else []
    named = _named_charge(word)
    if named is not None:
        return _behind(named, {"of"}) if _is_affirmed(governing_verb(named)) else []
    verb = word.head
    if verb.lemma_.lower() in CHARGES and word in objects_of(verb):
        # the parser may hang "of killing" on "accused *the rebels*"
        return [word] if _is_affirmed(verb) else []
    return _who_owns_up(word)


def _named_charge(word: Token) -> Token | None:
    """The "arrest" of "the arrest of two officers for killing", at it or at those arrested."""
    for above in (word, *word.ancestors):
        if above.pos_ == "NOUN" and above.lemma_.lower() in _CHARGES_NAMED:
            return above
        if above.dep_ not in {"pobj", "conj"} and above.lower_ != "of":
            return None
    return None


def _who_is_guilty(guilty: Token) -> list[Token]:
    """As in "pleaded guilty to killing", "found him guilty of it"; not "pleaded not guilty"."""
    verb = guilty.head
    if any(c.lower_ in NEGATIONS for c in guilty.children) or not _is_affirmed(verb):
        return []
    own = [c for c in guilty.children if c.dep_ == "nsubj"]
    whom = own or objects_of(verb)
    if not whom and verb.lemma_ in {"be", "plead"}:
        return subjects_of(verb)
    return list(conjoined(whom))


def _who_owns_up(word: Token) -> list[Token]:
    """The subject of "claimed responsibility", at either word."""
    if word.pos_ == "VERB":
        word = next((c for c in word.children if c.lemma_.lower() in _OWNED), word)
    is_owned = word.lemma_.lower() in _OWNED and word.dep_ == "dobj"
    if not is_owned or word.head.lemma_.lower() not in _OWNING:
        return []
    is_none = any(c.lower_ == "no" for c in word.children)
    return subjects_of(word.head) if not is_none and _is_affirmed(word.head) else []


def _who_is_responsible(preposition: Token) -> list[Token]:
    """As in "the cartel has been responsible for mass killings"."""
    above = preposition.head
    is_told = above.lower_ == "responsible" and above.dep_ == "acomp" and above.head.lemma_ == "be"
    is_force = any(map(names_force, preposition.children))
    return subjects_of(above.head) if is_told and is_force and _is_affirmed(above.head) else []


def _is_affirmed(verb: Token) -> bool:
    """Whether a verb is told as done: "never arrested", "denied claiming", "if he claims" are not.

    Nor is what a question asks, or nobody does.
    """
    if any(token.text == "?" for token in verb.sent):
        return False
    around = [
        *verb.children,
        *(word for c in verb.children if "subj" in c.dep_ for word in c.lefts),
    ]
    if any(c.lower_ in _UNSAID for c in around):
        return False
    return not any(
        above.lemma_.lower() in _DENYING or any(c.lower_ in _UNSAID for c in above.children)
        for above in verb.ancestors
    )


def objects_of(verb: Token) -> list[Token]:
    """Whom or what a verb is done to: its object, or its subject when it is passive."""
    if is_passive(verb):
        return _passive_subjects(verb)
    direct = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "PART"]
    for child in verb.children:  # "held some people hostage" may be parsed as a small clause
        if child.dep_ == "ccomp":
            direct += [c for c in child.children if c.dep_ == "nsubj" and c.i > verb.i]
    direct += _behind(verb, {"on"}) if any(c.dep_ == "prt" for c in verb.children) else []
    direct = direct or _shared_objects(verb)
    if is_said_in_call(verb) and all(c.pos_ == "PRON" for c in direct):
        direct = _called(verb.head)  # "called the king to thank *him*"
    return list(conjoined(map(_antecedent, direct)))


def _shared_objects(verb: Token) -> list[Token]:
    """As in "killed and ate a rabbit": the object stands with the second verb."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.tag_ == verb.tag_]
    if len(joined) != 1 or joined[0].i != verb.i + 2 or has_own_subject(joined[0]):
        return []
    return [c for c in joined[0].children if c.dep_ == "dobj"]


def aimed_at(word: Token) -> list[Token]:
    """As in "sanctions against Chad", "an embargo on Chad"; not "on Monday"."""
    behind = _behind(word, {"against", "on"})
    return [head for head in behind if head.ent_type_ not in {"DATE", "TIME"}]


def given_to(verb: Token) -> list[Token]:
    """As in "returned the territory to China", "sent aid to Chad": who gets it."""
    to = _behind(verb, {"to"})
    carried = (c for c in verb.children if c.dep_ == "dobj")
    return to or [head for word in carried for head in _behind(word, {"to"})]


def asked_of(verb: Token) -> list[Token]:
    """As in "demanded that Chad withdraw": who is to do what is asked."""
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ in {"VB", "VBP"}]
    if clauses and (whom := [c for c in verb.children if c.dep_ == "dobj"]):
        return list(conjoined(whom))
    return list(conjoined(c for clause in clauses for c in clause.children if c.dep_ == "nsubj"))


def is_said_in_call(verb: Token) -> bool:
    """As in "called the king to thank him": who called did; not "called on him to apologise"."""
    above = verb.head
    if verb.lemma_ not in _SPOKEN or verb.dep_ not in {"xcomp", "advcl"}:
        return False
    return above.lemma_ in _CALLING and bool(_called(above))


def _called(verb: Token) -> list[Token]:
    """Who is called, a complement to the parser at times; no strike or meeting."""
    return [
        c
        for c in verb.children
        if (c.dep_ == "oprd" and c.pos_ == "PROPN")
        or (c.dep_ == "dobj" and c.lemma_.lower() not in _CALLED)
    ]


def _passive_subjects(verb: Token) -> list[Token]:
    direct = _only_pronoun(c for c in verb.children if c.dep_ in _PASSIVE_SUBJECTS | _SUBJECTS)
    if direct:
        return list(conjoined(map(_antecedent, direct)))
    if verb.dep_ in {"acl", "relcl"}:  # "the students abducted in March"
        return list(conjoined([verb.head]))
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head):
        return _passive_subjects(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ == "AUX":  # "were on a visit and were wounded"
        return [c for c in verb.head.children if c.dep_ == "nsubj" and c.pos_ != "PRON"]
    return []


def is_passive(verb: Token) -> bool:
    """Whether something is done to the subject: "were killed", "the man shot by police"."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return verb.tag_ == "VB" and _shares_passive(verb)  # "was tased and then shot"
    if _is_headline_passive(verb) or _shared_agents(verb):
        return True
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False  # "a claim that he had refused", an adjective's clause to the parser
    return (verb.dep_ == "acl" and verb.tag_ == "VBN") or _shares_passive(verb)


def _is_headline_passive(verb: Token) -> bool:
    """As in "Agency accused of a cover-up": a charge against nobody is one against its subject."""
    if verb.i + 1 >= len(verb.doc) or verb.lemma_.lower() not in CHARGES | {"threaten"}:
        return False
    has_more = any(c.dep_ in {"aux", "dobj", "ccomp", "xcomp", "dative"} for c in verb.children)
    behind = {"with", "by"} if verb.lemma_.lower() == "threaten" else {"of", "for", "by"}
    return not has_more and verb.nbor().lower_ in behind


def _shared_agents(verb: Token) -> list[Token]:
    """As in "people shot and killed by police", where the parser has them shoot."""
    joined = [c for c in verb.children if c.dep_ == "conj" and c.i == verb.i + 2]
    has_more = any(c.dep_ in {"aux", "dobj"} for c in verb.children)
    return [] if has_more or not joined else _behind(joined[0], {"by"})


def _shares_passive(verb: Token) -> bool:
    """The second of "nine were killed and 30 injured", whose "were" the first keeps."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or not is_passive(verb.head):
        return False
    # "A guard was killed and a cook wounded": who does so wounds somebody.
    is_own = has_own_subject(verb) and verb.lemma_.lower() not in _OF_SOMEBODY
    return not is_own and not any(c.dep_ in {"aux", "dobj"} for c in verb.children)


def has_own_subject(verb: Token) -> bool:
    """Whether a verb has a subject beside the one that it may share."""
    return bool(any("subj" in c.dep_ for c in verb.children) or _joined_subject(verb))


def _joined_subject(verb: Token) -> list[Token]:
    """A subject that the parser joined to a noun before the "and".

    "Posts were hit by attacks and an airliner blew up": "attacks and an airliner".
    """
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    is_joined = before.dep_ == "conj" and before.pos_ in {"NOUN", "PROPN"} and before.head != verb
    return [before] if verb.dep_ == "conj" and is_joined and before.i > verb.head.i else []


def conjoined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Each token and what is joined to it by "and": "a guard and two workers"."""
    for token in tokens:
        yield token
        yield from (c for c in token.conjuncts if c.i > token.i and c.pos_ != "VERB")


def _antecedent(token: Token) -> Token:
    """As in "The men who attacked": who → men."""
    if token.lower_ in _RELATIVES:
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
    return token


def _agents(verb: Token) -> list[Token]:
    return _behind(verb, {"by"}) or _shared_agents(verb)


def _behind(head: Token, prepositions: set[str]) -> list[Token]:
    """The objects of prepositions hanging on a word, conjoined ones included."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            found += conjoined(c for c in child.children if c.dep_ == "pobj")
    return found


def partners_of(word: Token) -> list[Token]:
    """With whom: "held talks on Monday *with* the king", "discussed it with the leaders"."""
    is_carried = word.dep_ in {"dobj", "nsubjpass"} and word.head.lemma_ in LIGHT_VERBS
    carriers = [word, word.head] if is_carried else [word]
    return [head for one in carriers for head in _behind(one, {"among", "between", "with"})]


def _owners(noun: Token) -> list[Token]:
    return list(conjoined(c for c in noun.children if c.dep_ == "poss"))


def _is_armed(head: Token) -> bool:
    before = head.nbor(-1).lower_ if head.i else ""
    words = (f"{before} {head.lower_}", head.lower_, head.lemma_.lower())  # "the air force bombing"
    roles = (resources.roles().get(word) for word in words)
    return any(role is not None and role.sector in _ARMED for role in roles)


def _compounds(noun: Token) -> list[Token]:
    """As in "The embassy bombing", "the school siege": what stands before the noun without "of"."""
    return [
        child
        for child in noun.lefts
        if child.dep_ in {"compound", "nsubj", "nmod"}  # a long name may be parsed as a subject
        and child.pos_ in {"NOUN", "PROPN"}
        and child.lower_ not in _CARRIERS
    ]


def name_before(noun: Token) -> list[Token]:
    """The proper words right before an event noun, in order: "Lund Fair" of "Lund Fair bombing"."""
    words: list[Token] = []
    for child in noun.lefts:
        if child.dep_ in {"compound", "nsubj", "nmod"} and child.pos_ == "PROPN":
            words += [token for token in child.subtree if token.pos_ == "PROPN"]
    return words


def _light_subjects(noun: Token) -> list[Token]:
    verb = noun.head
    # "Called the strike unlawful", "called the shootings a disgrace"; but "called a strike".
    names_it = any(child.dep_ == "oprd" for child in verb.children)
    names_it = names_it or (verb.lemma_ == "call" and noun.lemma_.lower() not in _CALLED)
    if verb.lemma_ == "claim" and not _is_affirmed(verb):
        return []
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in LIGHT_VERBS and not names_it:
        return subjects_of(verb)
    return []


def _receivers(noun: Token) -> list[Token]:
    """As in "faced criticism", "came under pressure": whom it was meant for."""
    if noun.lemma_.lower() not in _RECEIVED:
        return []
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "under" and above.head.lemma_ in {"be", "come"}:
        return subjects_of(above.head)
    is_object = noun.dep_ == "dobj" and above.lemma_ in _RECEIVING
    return subjects_of(above) if is_object else []


def _who_carried_out(noun: Token) -> Iterator[Token]:
    """As in "the massacre committed by the army", "an attack caused by rebels"."""
    for clause in noun.children:
        if (
            clause.dep_ == "acl"
            and clause.tag_ == "VBN"
            and clause.lemma_ in LIGHT_VERBS | {"cause"}
        ):
            yield from _behind(clause, {"by"})


def _participle_pair(noun: Token) -> list[Token]:
    """As in "The deal ironed out between A and B": the pair hangs on the participle or verb."""
    found: list[Token] = []
    clauses = [c for c in noun.children if c.dep_ in {"acl", "relcl"}]
    if noun.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS | {"dobj"}:
        clauses.append(noun.head)
    for clause in clauses:
        found += _behind(clause, {"between", "with"})
    return found


def _once(tokens: Iterable[Token]) -> Iterator[Token]:
    yield from dict.fromkeys(tokens)
