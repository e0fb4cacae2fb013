"""What the networks add to the events that the codebook's words announce, and what they correct.

In: occurrences found by rule, deeds, and what the article leads one to expect. Out: occurrences:
those by rule that the networks do not take for nothing, and those that they alone see.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.codebook import Trigger, acled_types, event_types
from dateline.encoder import NO_EVENT
from dateline.reading.by_manual import by_manual
from dateline.reading.candidates import has_entry, is_accord, is_offer
from dateline.reading.deeds import Deed
from dateline.reading.expected import Expected
from dateline.reading.frames import Frame, is_passive, is_said_in_call, partners_of, tensed_word
from dateline.reading.mood import is_refusal
from dateline.reading.occurrences import (
    Occurrence,
    are_sides,
    bears_arms,
    has_other_sense,
    is_harm,
    is_people,
    is_political,
    thing_kind,
)
from dateline.reading.prose import span_of
from dateline.reading.who import GROUP_KINDS, Cast, role_of

# How sure the reader of sentences must be. It was taught on ordinary news as well, where what it
# says with a probability of .8 is right four times in five (training/events); the bounds were
# chosen on a thousand sentences of news of which it had seen none (benchmarks/events).
_SURE = 0.7  # that a word of the codebook tells of an event of somebody who is known
_SURE_OF_SOMEBODY = 0.92  # the same of another word, or of people of whom no more is known
_SURE_OF_EVENT = 0.97  # that a word tells of an event, whichever
_SURE_OF_NOBODY = _SURE_OF_FORCE = 0.9  # where the word has nobody around it; that force was used
_SURE_OF_SENTENCE = 0.5  # that a sentence tells of an act of force, as ACLED knows them
_SURE_OF_SENTENCE_ALONE = 0.7  # the same where its word has no entry
_SURE_WITHOUT_ENTRY = 0.97  # that a word without an entry, or a sentence's sureness, tells of force
_SURE_OF_OTHER = 0.8  # that a word of the codebook tells of another type than its entry's
_SURE_OF_BLOWS = 0.3  # that a sentence tells of an act of force, where words may be meant
_UNLIKELY = 0.25  # that a word of the codebook tells of any event
_OF_WORDS_AS_WELL = frozenset({"attack", "assault"})  # "attacked his critics in a speech"
_LIKELY = 0.5
_NEVER = 2.0
_MILITARY_TARGETS = frozenset("position target area hill site force".split())
_REFLEXIVE = frozenset("himself herself itself themselves myself yourself ourselves".split())
_BLASTS = frozenset({"blow", "detonate", "explode"})
_PROTECTING = frozenset("bury defend mourn protect rescue safeguard save".split())
_SUFFERING = frozenset("incur suffer sustain survive undergo".split())
_NAMED_BY_SPEECH = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
_TO_COME = frozenset({"will", "would", "shall", "'ll", "’ll"})
_OWNING_UP = frozenset("acknowledge admit concede confess confirm".split())
_SAYING = frozenset("say comment elaborate discuss answer speak talk identify name".split())
_PRAISING = frozenset(
    "best brave brilliant excellent fantastic friend good great hero heroic historic landmark model"
    " remarkable success successful terrific tremendous victory wonderful".split()
)
_CALLING = frozenset({"call", "describe"})
_CEREMONIES = frozenset(
    "burial ceremony church concert convention dinner exhibition festival funeral game inauguration"
    " mass match premiere rally school service university wedding".split()
)
# Acts that a phrase names better than the networks do: "called for sanctions", "established ties".
_OF_PHRASES = _NAMED_BY_SPEECH | {"SUPPORT"}
_OF_WHOM_IT_IS_SAID = frozenset({"ACCUSE", "REQUEST", "ASSAULT", "COERCE"})
_YIELDS = frozenset({"CONCEDE", "RETREAT"})
_OF_BUSINESS = frozenset({"AGREE", "COOPERATE"})
# Last words of the names of bodies that make no business deals.
_NO_FIRMS = frozenset(
    "army assembly commission confederation federation front league movement party union".split()
)
_OF_SUBJECT = frozenset({"AGREE", "MOBILIZE"})
_MATERIAL = frozenset("ASSAULT COERCE PROTEST MOBILIZE".split())
# Where a report is of violence, and a sentence tells surely of another act, that one is told even
# if no word of it is sure enough alone.
_SURE_OF_ANOTHER = 0.6


def with_learned(
    by_rule: Sequence[Occurrence], deeds: Sequence[Deed], cast: Cast, expected: Expected
) -> list[Occurrence]:
    """Put what rules and networks see together, in the order of the text."""
    judged = {deed.trigger: deed for deed in deeds}
    kept = [
        _corrected(o, judged.get(o.head), cast, expected)
        for o in by_rule
        if not _are_nothing(o, judged)
    ]
    found = [o for o in kept if o is not None]
    taken = {word for occurrence in by_rule for word in occurrence.words}
    others = [
        deed
        for trigger, deed in judged.items()
        if trigger not in taken
        and not _is_what_was_said(trigger, judged)
        and not _only_carries(deed, kept)
    ]
    for deed in others:
        found += (o for o in _by_networks(deed, cast, expected) if not _is_borrowed(o, found))
    if expected.is_of_violence:
        told = {o.sentence for o in found}
        found += _by_sentences((d for d in others if d.trigger.sent not in told), cast, expected)
    return sorted(by_manual(found), key=lambda o: span_of(o.head))


def _is_borrowed(occurrence: Occurrence, told: Sequence[Occurrence]) -> bool:
    """As in "rejected the plan; he did *express* interest": the sentence's other word told it."""
    word, event_type = occurrence.head, occurrence.trigger.type
    return (
        event_type not in _MATERIAL
        and not has_entry(word, event_type)
        and any(
            o.sentence == occurrence.sentence
            and o.trigger.type == event_type
            and has_entry(o.head, event_type)
            for o in told
        )
    )


def occurrence_of(deed: Deed, event_type: str) -> Occurrence:
    """A word that only the networks take for an event of a type."""
    token = deed.trigger
    pos, frame = ("verb", "does") if token.pos_ == "VERB" else ("noun", "noun")
    words = (token.lemma_.lower(),)
    mode = "suicide-attack" if event_type == "ASSAULT" and _bombs_oneself(deed) else None
    trigger = Trigger(words, pos, event_type, mode, frame, "any", "any")
    return Occurrence(trigger, (token,), deed.frame, token.sent, deed=deed)


def _is_done_to_no_one(deed: Deed, cast: Cast) -> bool:
    """As in "killed a wild rabbit", "hit the brakes": neither people nor a target."""
    whom = deed.frame.recipients
    return bool(whom) and all(
        (head.tag_ == "NN" or (head.tag_ == "NNS" and head.lemma_.lower() not in _MILITARY_TARGETS))
        and head.dep_ == "dobj"
        and thing_kind(head) is None
        and cast.refer(head) is None
        for head in whom
    )


def does_no_harm(word: Token) -> bool:
    """As in "soldiers defended the villagers", "the group suffered losses": they harmed nobody."""
    return word.lemma_.lower() in _PROTECTING | _SUFFERING


def _corrected(
    occurrence: Occurrence, deed: Deed | None, cast: Cast, expected: Expected
) -> Occurrence | None:
    """The occurrence as the networks have it; None when it is no event at all."""
    if deed is None:
        return occurrence
    if _is_nothing(occurrence, deed, cast, expected) or _is_of_words(
        occurrence, deed, cast, expected
    ):
        return None
    best, sureness = deed.best()
    given = occurrence.trigger
    is_plain = given.type in _MATERIAL and given.mode is not None  # "kidnapped", "seized a school"
    is_plain = is_plain or given.mode in {"convict", "expel"}
    frame = _told_to(occurrence.frame, occurrence.head, given.type)
    is_plain = is_plain or _says_another(occurrence.head, best)
    is_plain = is_plain or (len(given.words) > 1 and given.type in _OF_PHRASES)
    is_plain = is_plain or (best == "ASSAULT" and does_no_harm(occurrence.head))
    is_plain = is_plain or (given.type, best) == ("ASSAULT", "PROTEST")  # "stormed the offices"
    by_words = (given.type, best) == ("ASSAULT", "ACCUSE")
    is_plain = is_plain or (by_words and _is_by_armed_group(occurrence, cast))
    one_family = {best, given.type} <= _YIELDS  # the dyads do not tell these apart
    # Of two senses of one word that the codebook knows ("strike"), the networks choose.
    is_known = len(given.words) == 1 and has_entry(occurrence.head, best)
    least = _LIKELY if is_known else _SURE_OF_OTHER
    if best == given.type or sureness < least or is_plain or one_family:
        return dataclasses.replace(occurrence, frame=frame, deed=deed)
    trigger = dataclasses.replace(given, type=best, mode=_mode(best, occurrence))
    return dataclasses.replace(occurrence, trigger=trigger, frame=frame, deed=deed)


def _told_to(frame: Frame, trigger: Token, event_type: str) -> Frame:
    """The frame without who only stands in what is said: "denied that *guerrillas* attacked".

    Whom one accuses, or asks to do something, stands there as well: "demanded that Chad withdraw".
    """
    if event_type in _OF_WHOM_IT_IS_SAID:
        return frame
    to = [head for head in frame.recipients if not _is_subject_of_content(head, trigger)]
    if event_type == "SUPPORT":  # "backs Ruiz over Zia"
        to = [head for head in to if head.head.lower_ not in {"over", "against"}]
    return dataclasses.replace(frame, recipients=tuple(to))


def _is_subject_of_content(head: Token, verb: Token) -> bool:
    clause = head.head
    if head.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp" or clause.head != verb:
        return False  # "welcomed him to mediate" is said to him
    return tensed_word(clause).tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _is_nothing(occurrence: Occurrence, deed: Deed, cast: Cast, expected: Expected) -> bool:
    """Whether the word most likely tells of no event, as in "a battle for delegates".

    Of several words, as in "took hostage", the first says little to the networks; a word for harm
    has its toll, and a report of violence is trusted to tell of it.
    """
    if len(occurrence.words) > 1 or deed.is_event >= _UNLIKELY:
        return False
    if occurrence.trigger.type not in _MATERIAL:
        return True
    may_be = is_harm(occurrence.head) or expected.is_of_violence or deed.is_told >= _SURE_OF_BLOWS
    return bool(deed.acled) and not may_be and not _is_by_armed(occurrence, cast)


def _are_nothing(occurrence: Occurrence, judged: Mapping[Token, Deed]) -> bool:
    """Whether none of several words tells of an event: "instructed to conduct investigations"."""
    given = occurrence.trigger
    if len(occurrence.words) == 1 or given.type in _MATERIAL:
        return False
    if given.pos == "noun" and given.frame == "both":
        return False  # "the war game was staged by Chad and Mali": both act in politics
    seen = [judged[word] for word in occurrence.words if word in judged]
    return bool(seen) and all(deed.is_event < _UNLIKELY for deed in seen)


def _is_by_armed(occurrence: Occurrence, cast: Cast) -> bool:
    return any(bears_arms(head, cast) for head in occurrence.frame.actors)


def _is_by_armed_group(occurrence: Occurrence, cast: Cast) -> bool:
    """As in "rebels attacked the firm's interests"; a soldier may attack somebody in words."""
    doers = map(cast.refer, occurrence.frame.actors)
    return any(doer is not None and cast.kind_of(doer) == "armed-group" for doer in doers)


def _is_of_words(occurrence: Occurrence, deed: Deed, cast: Cast, expected: Expected) -> bool:
    """As in "attacked his critics in a speech", unless that is surely a charge: no act of force."""
    if occurrence.trigger.words[0] not in _OF_WORDS_AS_WELL or occurrence.trigger.mode:
        return False
    is_sure = max(deed.types["ACCUSE"], deed.types["ASSAULT"]) >= _SURE_OF_NOBODY
    is_sure = is_sure or _is_by_armed(occurrence, cast)
    return not is_sure and deed.is_told < expected.bound(_SURE_OF_BLOWS)


def _mode(event_type: str, occurrence: Occurrence) -> str | None:
    mode = occurrence.trigger.mode
    return mode if mode in event_types()[event_type].modes else None


def _by_networks(deed: Deed, cast: Cast, expected: Expected) -> Iterator[Occurrence]:
    best, sureness = deed.best()
    if best == "CONSULT":
        deed = dataclasses.replace(deed, frame=_with_partners(deed, cast))
    if sureness < _least(deed, best, cast, expected):
        return
    frame = _told_to(_with_doers_before(deed, best, cast), deed.trigger, best)
    if best in _OF_SUBJECT and not frame.actors and is_passive(deed.trigger):
        frame = Frame(actors=frame.recipients)  # "police were deployed", "is committed to reform"
    deed = dataclasses.replace(deed, frame=_to_others(frame, cast))
    if _is_of_daily_life(deed, best, cast):
        return
    if _says_another(deed.trigger, best):
        return
    if best in _YIELDS and not has_entry(deed.trigger, best):
        best = next((name for name in sorted(_YIELDS) if has_entry(deed.trigger, name)), best)
    occurrence = occurrence_of(deed, best)
    if not has_other_sense(deed.trigger, occurrence.trigger) and not _owns_up(deed.trigger):
        yield occurrence


def _with_partners(deed: Deed, cast: Cast) -> Frame:
    """As in "held talks with the king": those who stand behind "with" had a part in it as well."""
    known = {*deed.frame.actors, *deed.frame.recipients}
    more = (h for h in partners_of(deed.trigger) if h not in known and is_people(h, cast))
    return dataclasses.replace(deed.frame, actors=(*deed.frame.actors, *more))


def _with_doers_before(deed: Deed, event_type: str, cast: Cast) -> Frame:
    """As in "the FBI inquiry", "the rebels' Lund proposal": whose act of words a noun names."""
    frame = deed.frame
    if event_type in _MATERIAL or frame.actors or deed.trigger.pos_ != "NOUN":
        return frame
    before = [h for h in frame.recipients if h.head == deed.trigger and h.i < deed.trigger.i]
    groups = tuple(h for h in before if _is_group(h, cast))
    others = tuple(h for h in frame.recipients if h not in groups)
    return dataclasses.replace(frame, actors=groups, recipients=others)


def _to_others(frame: Frame, cast: Cast) -> Frame:
    """The frame without whom a pronoun is taken for that is the doer already: "it freed them"."""
    doers = {cast.refer(head) for head in frame.actors} - {None}
    whom = (h for h in frame.recipients if h.pos_ != "PRON" or cast.refer(h) not in doers)
    return dataclasses.replace(frame, recipients=tuple(whom))


def _is_group(head: Token, cast: Cast) -> bool:
    entity = cast.refer(head)
    if entity is None:
        return head.pos_ == "PROPN" and head.ent_type_ in {"ORG", "NORP", "GPE"}
    return cast.kind_of(entity) in GROUP_KINDS


def _says_another(word: Token, event_type: str) -> bool:
    """As in "urged him to leave", which asks and does not threaten: the word names the act."""
    acts = {name for name in _NAMED_BY_SPEECH if has_entry(word, name)}
    return event_type in _NAMED_BY_SPEECH and bool(acts) and event_type not in acts


def _is_of_daily_life(deed: Deed, event_type: str, cast: Cast) -> bool:
    """Whether a word is meant otherwise than in politics.

    "Warned people to stay away" threatens nobody, nor does who is "threatened with" something;
    "released a report" lets nobody go; who "claims that he came under fire", or "reported that they
    arrested two", accuses nobody, and who "declined to say" rejects nothing.
    """
    word, lemma, whom = deed.trigger, deed.trigger.lemma_.lower(), deed.frame.recipients
    if lemma == "plead":
        return True  # to a charge, which tells of what happened
    if event_type == "CONSULT":
        return _is_no_meeting(word)
    if event_type == "ACCUSE":
        return _is_no_charge(deed, cast)
    if event_type == "THREATEN":
        return _is_no_threat(deed, cast)
    if event_type == "SUPPORT":
        is_thanks = lemma == "thank" and not _is_among_public(deed.frame, cast)
        return is_thanks or lemma in _OWNING_UP
    if event_type == "ASSAULT":
        return does_no_harm(word) or _is_done_to_no_one(deed, cast)
    if event_type == "REJECT" and lemma in {"decline", "refuse"}:
        return any(c.dep_ == "xcomp" and c.lemma_ in _SAYING for c in word.children)
    return event_type in _YIELDS and lemma == "release" and not any(_may_go(h, cast) for h in whom)


def _is_no_meeting(verb: Token) -> bool:
    """As in "will speak at the convention", "attended the funeral"."""
    if verb.lemma_ == "speak":
        return not any(c.lower_ == "with" for c in verb.children)
    things = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    return verb.lemma_ == "attend" and not things.isdisjoint(_CEREMONIES)


def _is_no_charge(deed: Deed, cast: Cast) -> bool:
    """As in "conceded that", "called it a success"; nor against oneself."""
    lemma = deed.trigger.lemma_.lower()
    if lemma in _OWNING_UP or (lemma in _CALLING and _is_praise(deed.trigger)):
        return True
    doers = {cast.refer(head) for head in deed.frame.actors} - {None}
    return bool(doers & {cast.refer(head) for head in deed.frame.recipients})


def _is_no_threat(deed: Deed, cast: Cast) -> bool:
    """As in "warned people to stay away", "is threatened with closure"."""
    word, lemma = deed.trigger, deed.trigger.lemma_.lower()
    if lemma == "warn":
        to_somebody = any(_is_known(head, cast) for head in deed.frame.recipients)
        return _is_told_to(word) or not (to_somebody or _is_of_own_act(deed, cast))
    is_passive_threat = not deed.frame.actors and any(c.lower_ == "with" for c in word.children)
    return lemma == "threaten" and is_passive_threat


def _is_praise(verb: Token) -> bool:
    """As in "called the ruling a landmark"."""
    return any(token.lower_ in _PRAISING for token in verb.subtree if token.i > verb.i)


def _is_among_public(frame: Frame, cast: Cast) -> bool:
    """Whether somebody in it acts in politics; not "I thank my family"."""
    known = (cast.refer(head) for head in (*frame.actors, *frame.recipients))
    return any(name is not None and is_political(name, cast) for name in known)


def _may_go(head: Token, cast: Cast) -> bool:
    """Whether somebody can be let go: people, ships; no product of a firm, taken for the firm."""
    if thing_kind(head) == "vehicle":
        return True
    entity = cast.refer(head)
    is_firm = entity is not None and cast.kind_of(entity) == "organization"
    return is_people(head, cast) and not is_firm


def _is_of_own_act(deed: Deed, cast: Cast) -> bool:
    """As in "the minister warned that Georgia would shoot": who warns speaks for who will act."""
    clauses = [c for c in deed.trigger.children if c.dep_ == "ccomp"]
    clauses = [c for c in clauses if any(h.lower_ in _TO_COME for h in c.children)]
    subjects = [c for clause in clauses for c in clause.children if c.dep_ == "nsubj"]
    theirs = [cast.refer(head) for head in subjects]
    own = [cast.refer(head) for head in deed.frame.actors]
    return any(
        a == b or (cast.kind_of(b) == "state" and cast.country_of(a) == cast.country_of(b))
        for a in own
        for b in theirs
        if a is not None and b is not None
    )


def _is_told_to(verb: Token) -> bool:
    """As in "warned them to leave"; not "warned them not to cross the river"."""
    return any(
        c.dep_ in {"xcomp", "ccomp"}
        and any(to.lower_ == "to" for to in c.children)
        and not any(no.dep_ == "neg" for no in c.children)
        for c in verb.children
    )


def _by_sentences(deeds: Iterable[Deed], cast: Cast, expected: Expected) -> Iterator[Occurrence]:
    """The likeliest word of each sentence that surely tells of an act, with a type that fits it."""
    likely: dict[Tokens, list[tuple[float, Occurrence]]] = {}
    for deed in deeds:
        if deed.is_told < _SURE_OF_ANOTHER or _owns_up(deed.trigger) or _is_to_oneself(deed):
            continue
        event_type = _fitting(deed, expected)
        if event_type is None or _names_no_party(deed, cast):
            continue
        if event_type == "ASSAULT" and _is_done_to_no_one(deed, cast):
            continue
        occurrence = occurrence_of(deed, event_type)
        if not has_other_sense(deed.trigger, occurrence.trigger):
            sureness = deed.types[event_type]
            likely.setdefault(deed.trigger.sent, []).append((sureness, occurrence))
    for words in likely.values():
        yield max(words, key=lambda word: word[0])[1]


def _act(deed: Deed) -> tuple[str, float]:
    """Of which of ACLED's acts its sentence most likely tells, and how likely."""
    acts = ((name, p) for name, p in deed.acled.items() if name != NO_EVENT)
    return max(acts, key=lambda act: act[1])


def _names_no_party(deed: Deed, cast: Cast) -> bool:
    """As in "some dynamite was used": done by nobody to nobody, nor surely the act that it seems.

    "Chlorine was used" tells of an attack.
    """
    around = (*deed.frame.actors, *deed.frame.recipients)
    is_told = any(is_people(head, cast) or thing_kind(head) for head in around)
    return is_passive(deed.trigger) and not is_told and _act(deed)[1] < _SURE_OF_OTHER


def _fitting(deed: Deed, expected: Expected) -> str | None:
    """The likeliest type of those that fit the act of which the sentence tells, if any is likely.

    Less is asked of a word of the codebook, and where it is sure what act the sentence tells of.
    """
    act, sureness = _act(deed)
    least = _LIKELY if sureness >= _SURE_OF_ANOTHER else _SURE_OF_OTHER
    fitting = [
        name
        for name in acled_types()[act]
        if deed.types[name] >= least
        or (has_entry(deed.trigger, name) and deed.types[name] >= expected.bound(_LIKELY))
    ]
    return max(fitting, key=deed.types.__getitem__, default=None)


def _is_what_was_said(trigger: Token, judged: Mapping[Token, Deed]) -> bool:
    """As in "agreed to end the feud": what is agreed, refused or demanded is told by that act."""
    if is_said_in_call(trigger):
        return False
    above = judged.get(trigger.head) if trigger.dep_ in {"xcomp", "ccomp"} else None
    return above is not None and above.best()[1] >= _LIKELY


def _owns_up(trigger: Token) -> bool:
    """As in "claimed responsibility": the network, which knows "claimed that", reads a charge."""
    return any(c.lower_ in {"responsibility", "credit"} for c in trigger.children)


def _only_carries(deed: Deed, told: Sequence[Occurrence | None]) -> bool:
    """As in "carried out the attack", "a murder committed by": that act is told already."""
    objects = {c for c in deed.trigger.children if c.dep_ in {"dobj", "nsubjpass"}}
    objects |= set(deed.frame.recipients)
    objects |= {deed.trigger.head} if deed.trigger.dep_ == "acl" else set()
    event_type, _ = deed.best()
    return any(o is not None and o.head in objects and o.trigger.type == event_type for o in told)


def _least(deed: Deed, event_type: str, cast: Cast, expected: Expected) -> float:
    """How sure the networks must be of a word: the less, the more is known of those around it.

    "He offered no proof", "they filed for bankruptcy" tell of nobody else.
    """
    frame = deed.frame
    if _is_to_oneself(deed) or (event_type == "CONSULT" and not _is_between(frame, cast)):
        return _NEVER  # "visited the exhibition"
    people = [head for head in (*frame.actors, *frame.recipients) if is_people(head, cast)]
    if not people and not any(thing_kind(head) is not None for head in frame.recipients):
        return _SURE_OF_NOBODY if deed.trigger.pos_ == "NOUN" else _NEVER
    if event_type in _MATERIAL:
        counted = any(head.pos_ == "NUM" for head in (*frame.actors, *frame.recipients))
        if counted and is_harm(deed.trigger) and expected.is_of_violence:
            return expected.bound(_LIKELY)  # "put the losses at 27 dead and 15 wounded"
        if not has_entry(deed.trigger, event_type):
            return _SURE_WITHOUT_ENTRY if deed.is_told >= _SURE_OF_SENTENCE_ALONE else _NEVER
        if deed.is_told >= expected.bound(_SURE_OF_SENTENCE):
            return expected.bound(_SURE_OF_FORCE)
        return _SURE_WITHOUT_ENTRY
    if _lacks_doer(deed, cast):
        return _NEVER
    is_deal = event_type == "SUPPORT" and is_accord(deed.trigger)
    is_business = event_type in _OF_BUSINESS or is_deal
    if is_business and all(_is_private(head, deed.trigger, cast) for head in people):
        return _NEVER  # "the firm has made deals with other firms"
    is_known = any(_is_known(head, cast) for head in people)
    is_sure = has_entry(deed.trigger, event_type) or deed.is_event >= _SURE_OF_EVENT
    is_sure = is_sure or is_offer(deed.trigger) or is_refusal(deed.trigger)
    return _SURE if is_known and is_sure else _SURE_OF_SOMEBODY


def _is_to_oneself(deed: Deed) -> bool:
    """As in "shot itself in the foot", "killed himself": nobody else had a part in it."""
    is_reflexive = any(head.lower_ in _REFLEXIVE for head in deed.frame.recipients)
    return is_reflexive and not _bombs_oneself(deed)


def _bombs_oneself(deed: Deed) -> bool:
    """As in "blew himself up": an attack on others."""
    is_blast = deed.trigger.lemma_.lower() in _BLASTS
    return is_blast and any(head.lower_ in _REFLEXIVE for head in deed.frame.recipients)


def _is_between(frame: Frame, cast: Cast) -> bool:
    """Whether there are two parties to it."""
    return len(frame.actors) > 1 or any(is_people(head, cast) for head in frame.recipients)


def _lacks_doer(deed: Deed, cast: Cast) -> bool:
    """As in "the unit asked them to leave": somebody did it whom neither names nor words know."""
    is_active = deed.trigger.pos_ == "VERB" and not is_passive(deed.trigger)
    return is_active and not any(is_people(head, cast) for head in deed.frame.actors)


def _is_private(head: Token, trigger: Token, cast: Cast) -> bool:
    """Whether somebody is a firm, or makes deals, and nothing tells that they act in politics."""
    entity = cast.refer(head)
    if entity is None or is_political(entity, cast) or are_sides(head):
        return False
    if (role := role_of(head)) is not None and role.kind == "state":
        return False  # "the Government of India"
    if cast.name_of(entity).split()[-1].lower() in _NO_FIRMS:
        return False
    is_person = cast.kind_of(entity) == "person"
    return cast.kind_of(entity) == "organization" or (is_person and trigger.pos_ == "NOUN")


def _is_known(head: Token, cast: Cast) -> bool:
    entity = cast.refer(head)
    return entity is not None and (is_political(entity, cast) or cast.named_at(head) is not None)
