"""Where an article speaks of an event: a trigger word with those who stand around it.

In: parsed prose and the cast. Out: `Occurrence`s, one for each trigger that passes its entry's
conditions (who may do it, to whom). Several occurrences of one happening are merged in `what`.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import codebook, resources
from dateline.codebook import Trigger
from dateline.reading.deeds import Deed
from dateline.reading.frames import (
    CHARGES,
    Frame,
    Part,
    aimed_at,
    asked_of,
    given_to,
    governing_verb,
    is_passive,
    names_force,
    objects_of,
    read_frame,
    subjects_of,
)
from dateline.reading.matching import matched_words
from dateline.reading.mood import is_ability, is_command, is_within_habit
from dateline.reading.prose import Prose
from dateline.reading.who import GROUP_KINDS, Cast, core_of, role_of
from dateline.records import TargetKind

ARMED_SECTORS = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "SPY", "CRM", "IMG"})
_POLITICAL_SECTORS = ARMED_SECTORS | frozenset(
    "GOV JUD LEG PTY OPP IGO UNO EUR NGO ISM PRE LAB REL ELI".split()
)
_CROWD_SECTORS = frozenset(
    {"CVL", "EDU", "LAB", "OPP", "AGR", "REL", "MED", "JRN", "PTY", "SOC", "REF", "NGO", "BUS"}
)
PEOPLE_NOUNS = frozenset(
    "people person man woman men women child children boy girl family other others civilian victim"
    " hostage passenger passer-by bystander body worker couple baby teenager youth member"
    " brother sister son"
    " daughter wife husband father mother relative neighbour neighbor crowd dozens scores hundreds"
    " thousands personnel tourist foreigner national citizen individual inmate prisoner dead"
    " wounded".split()
)
_PEOPLE_PRONOUNS = frozenset(
    "he she they him her them who whom we us i me you someone some".split()
)
_UNITS = frozenset(
    "battalion brigade column contingent detachment platoon regiment squad unit".split()
)
_WHO = PEOPLE_NOUNS | _UNITS
_SIDES = frozenset(
    "country faction nation neighbor neighbour party power republic side state".split()
)
_OWN_SIDES = frozenset({"country", "government"})
# What kind of thing a noun names, for targets.
_THINGS: dict[str, TargetKind] = {
    **dict.fromkeys(
        "school theatre theater church mosque temple synagogue embassy consulate"
        " barracks station base"
        " bank hospital clinic market hotel headquarters building office airport port factory plant"
        " prison courthouse court parliament palace compound camp checkpoint post"
        " garrison university"
        " restaurant cafe store shop mall museum library ministry refinery depot"
        " warehouse farm mill"
        " newspaper residence stadium facility outpost mission monastery shrine"
        " airstrip booth branch campus cathedral center centre chapel convent dealership drugstore"
        " establishment hall institute installation pharmacy precinct premises studio".split(),
        "facility",
    ),
    **dict.fromkeys(
        "bus car train convoy truck helicopter plane aircraft ship boat ferry tanker vehicle van"
        " vessel ambulance taxi motorcycle tank patrol jeep minibus airliner lorry airplane"
        " automobile motorcade".split(),
        "vehicle",
    ),
    **dict.fromkeys(
        "bridge pipeline pylon tower road railway highway dam substation transformer line street"
        " tunnel cable antenna oilfield reservoir grid pole mast".split(),
        "infrastructure",
    ),
    **dict.fromkeys(
        "house home property crop field flat apartment villa mansion".split(), "property"
    ),
    **dict.fromkeys("village town city settlement neighbourhood neighborhood".split(), "other"),
}  # fmt: skip
# "Heart attack", "price war", "a blast of cold air": nouns whose company changes their sense.
_OTHER_SENSE = frozenset(
    "house gas boiler population heart panic asthma verbal personal ad ads political media negative"
    " twitter rhetorical price"
    " trade legal court battle-tested beating-heart marketing publicity sales ratings goal penalty"
    " record bold full past furnace sand anxiety charm campaign election title"
    " custody culture primary nomination electoral reelection lonely uphill losing".split()
)
# Harm that comes by accident as well; with these words alone an event is not violence.
_HARMS = frozenset("kill wound injure maim die".split())
_EXPLOSIONS = frozenset("explosion blast explode".split())
_ANYBODY = frozenset("you one someone somebody anyone anybody we us".split())
_OF_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_ARMS = frozenset({"explosive", "suicide", "firearm", "heavy-weapon"})
_FIGHTING = frozenset({"MIL", "REB", "UAF", "PRM", "IMG"})
_FIRES = frozenset({"fire", "blaze"})  # "a fire killed nine"; not "opened fire"
_ACCIDENTS = frozenset(
    "crash accident collision earthquake quake flood flooding storm landslide mudslide avalanche"
    " derailment hurricane tornado typhoon cyclone stampede wildfire heatwave tsunami eruption"
    " collapse shipwreck capsize derail crush drown lightning leak malfunction epidemic cholera"
    " disease virus outbreak famine flu cancer malaria ebola pandemic starvation overdose".split()
)
# "Killed himself", "killed his hopes", "captured wins in three states".
_NOT_HARMED = frozenset(
    "himself herself itself themselves hopes career time win wins victory victories vote votes"
    " attention imagination nomination seat seats title majority spotlight moment opportunity"
    " headlines mood initiative".split()
)
_NOT_HELD = frozenset(
    "agenda campaign committee company conversation debate discussion message narrative story"
    " process".split()
)
_IDEAS = frozenset("concept dream fantasy idea kind notion version".split())
_ADVICE = frozenset("flood health storm travel tsunami weather".split())
_NOT_GIVEN_BACK = frozenset(
    "attention ball bill bills budget call calls case cases command favor favour fire gift gifts"
    " issue law laws legislation matter measure medal medals question ring salute verdict".split()
)
_SHOWN = frozenset({"demonstrate", "rally"})
_ACCORDS = frozenset({"AGREE", "SUPPORT"})
_GIVING = frozenset({"AID", "RETREAT", "CONCEDE"})
_FROM_AFAR = frozenset({"aerial", "drone", "heavy-weapons"})
_BY_FORCES = frozenset("incursion invasion offensive strike".split())
_OF_STATE = frozenset({"GOV", "MIL", "COP", "SPY"})
_CONSUMED = frozenset({"compound", "nmod"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A trigger in its sentence, with the heads of those around it."""

    trigger: Trigger
    words: tuple[Token, ...]  # head first
    frame: Frame
    sentence: Tokens
    deed: Deed | None = None  # what the networks take it for
    parts: tuple[Part, ...] = ()  # those that the encoder sees, beside its frame

    @property
    def head(self) -> Token:
        """The head word of the trigger."""
        return self.words[0]


def find_occurrences(prose: Prose, cast: Cast) -> list[Occurrence]:
    """Find every trigger of the article that passes its conditions, in text order.

    What is signed or agreed on is told by that act alone: "signed a ceasefire" is one event.
    """
    found = [_occurrence_at(token, s, cast) for s in prose.sentences() for token in s]
    signed = {
        word
        for o in found
        if o is not None and o.trigger.frame == "mutual" and o.trigger.type in _ACCORDS
        for word in o.words[1:]
    }
    return [o for o in found if o is not None and o.head not in signed]


def leave_out_mishaps(found: Sequence[Occurrence], prose: Prose, cast: Cast) -> list[Occurrence]:
    """The occurrences that somebody meant: no accidents, nothing said of all cases and of none."""
    meant = [o for o in found if not _is_accident(o) and not _is_general(o, cast)]
    if any(_is_violent(occurrence, cast) for occurrence in meant) or _names_weapon_or_force(prose):
        return meant
    return [o for o in meant if o.trigger.type != "ASSAULT"]


def may_be_accident(occurrence: Occurrence) -> bool:
    """Whether the words leave open that nobody did it: an explosion, people killed or injured."""
    lemma = occurrence.head.lemma_.lower()
    is_blast = lemma in _EXPLOSIONS or occurrence.trigger.words == ("blow", "up")
    return is_blast and not occurrence.frame.means and not occurrence.frame.actors


def is_meant(occurrence: Occurrence) -> bool:
    """Whether a word tells of an act and not only of its harm: "attack"; not "killed", "blast"."""
    is_act = occurrence.trigger.type == "ASSAULT" and not may_be_accident(occurrence)
    return is_act and not is_harm(occurrence.head)


def is_harm(word: Token) -> bool:
    """Whether a word names what somebody suffered, whoever or whatever did it: "wounded"."""
    return word.lemma_.lower() in _HARMS | {"injured", "wounded"}


def mode_of(occurrence: Occurrence) -> str | None:
    """PLOVER's mode of its trigger; of a word without one, "explosives" where a bomb did it."""
    if occurrence.trigger.mode or occurrence.trigger.type != "ASSAULT":
        return occurrence.trigger.mode
    means = [part.head for part in occurrence.parts if part.kind == "weapon"]
    means += [*occurrence.frame.actors, *occurrence.frame.means]
    kinds = {weapon.kind for weapon in map(_weapon, means) if weapon is not None}
    return "explosives" if "explosive" in kinds else None


def is_bomb(head: Token) -> bool:
    """Whether a noun names explosives."""
    weapon = _weapon(head) if head.pos_ == "NOUN" else None
    return weapon is not None and weapon.kind == "explosive"


def is_people(head: Token, cast: Cast) -> bool:
    """Whether a noun phrase names human beings or their bodies."""
    of = [c for p in head.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    if head.lower_ == "some" and of:
        return is_people(of[0], cast)  # "some of the footage"
    if head.lower_ in _PEOPLE_PRONOUNS or head.pos_ == "NUM":
        return True
    if head.lower_ in {"it", "its"}:
        return cast.refer(head) is not None
    if is_building(head):
        return False
    named = cast.named_at(head)
    if named is not None:
        return cast.kind_of(named) in GROUP_KINDS | {"person"}
    if _is_noun_of_people(head) or (head.lemma_.lower() == "member" and of):
        return True  # "members of the 8th front"
    if _is_named_beside_person(head, cast):
        return True
    return any(c.dep_ == "appos" and cast.named_at(c) for c in head.children)


def _is_noun_of_people(head: Token) -> bool:
    """As in "villagers", "the two sides", "three Russians", "the mayor's office condemned it"."""
    if core_of(head).lemma_.lower() in _WHO or role_of(head) is not None or are_sides(head):
        return True
    if head.lower_ == "office" and head.dep_ == "nsubj":
        return any(c.dep_ == "poss" for c in head.children)
    return head.pos_ != "ADJ" and resources.state_of_demonym(head.text) is not None


def are_sides(head: Token) -> bool:
    """As in "the two countries signed", "his country will not": who deals with another, unnamed."""
    if head.lower_ in _OWN_SIDES and head.dep_ == "nsubj":
        return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in head.lefts)
    return head.tag_ == "NNS" and head.lemma_.lower() in _SIDES


def _is_named_beside_person(head: Token, cast: Cast) -> bool:
    """As in "King and Weeks", of whom the parser knows only King."""
    if head.dep_ != "conj" or not head.text[0].isupper() or head.text.isupper():
        return False
    first = head.head
    if head.tag_ not in {"NNP", "NNPS", "NNS"} or first.pos_ != "PROPN":
        return False
    named = cast.named_at(first)
    return role_of(first) is not None if named is None else cast.kind_of(named) == "person"


def thing_kind(head: Token) -> TargetKind | None:
    """What kind of target a noun names: facility, vehicle, …; None when it is no known thing."""
    return _THINGS.get(head.lemma_.lower()) or _THINGS.get(head.lower_)  # "barracks" → "barrack"


def is_building(head: Token) -> bool:
    """Whether a body's name is used for its house: "seized a school", "stormed the parliament"."""
    return thing_kind(head) is not None and head.dep_ in {"dobj", "nsubjpass", "pobj"}


def is_armed(entity: str | None, head: Token, cast: Cast) -> bool:
    """Whether an actor carries arms as the text or the resources have it, or is a state."""
    if entity is None:
        return head.lower_ in {"they", "he", "she"}
    return (
        cast.kind_of(entity) in {"armed-group", "state"} or cast.sector_of(entity) in ARMED_SECTORS
    )


def bears_arms(head: Token, cast: Cast) -> bool:
    """Whether somebody is of an army, a police or an armed group, by entity or by the noun."""
    entity = cast.refer(head)
    if entity is not None:
        return cast.kind_of(entity) == "armed-group" or cast.sector_of(entity) in ARMED_SECTORS
    role = role_of(head)
    return role is not None and role.sector in ARMED_SECTORS


def _is_violent(occurrence: Occurrence, cast: Cast) -> bool:
    """Whether a trigger by itself says that somebody meant it."""
    if occurrence.trigger.type != "ASSAULT" or may_be_accident(occurrence):
        return False
    doers = occurrence.frame.actors
    return occurrence.head.lemma_.lower() not in _HARMS or any(is_people(h, cast) for h in doers)


def _names_weapon_or_force(prose: Prose) -> bool:
    """Whether an article speaks of arms or of armed people at all."""
    for sentence in prose.sentences():
        for token in sentence:
            role = role_of(token) if token.pos_ == "NOUN" else None
            if (role and role.sector in _FIGHTING) or _is_arms(token):
                return True
    return False


def _is_arms(token: Token) -> bool:
    """A gun or a bomb; not a knife, a car or gas, which kill in kitchens and streets as well."""
    weapon = resources.weapons().get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    return weapon is not None and weapon.kind in _ARMS


def _is_accident(occurrence: Occurrence) -> bool:
    """As in "nine were killed in a train crash", "injured when the storm hit"."""
    if occurrence.trigger.type != "ASSAULT":
        return False
    verb = governing_verb(occurrence.head)
    clause = [*verb.subtree, *verb.head.subtree] if verb.dep_ == "advcl" else [*verb.subtree]
    clause += [verb.head] if verb.dep_ == "relcl" else []  # "a cyclone which killed hundreds"
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in _ACCIDENTS for t in clause) or any(
        t.lemma_.lower() in _FIRES and _is_blaze(t) for t in clause
    )


def _is_blaze(fire: Token) -> bool:
    """As in "a fire killed nine", "the blast set a house on fire"; not "an exchange of fire"."""
    if fire.dep_ in {"nsubj", "nsubjpass"}:
        return True
    is_one = any(c.dep_ == "det" for c in fire.lefts) or fire.head.lower_ == "on"
    return fire.dep_ == "pobj" and is_one and fire.head.lower_ not in {"of", "under"}


def _is_general(occurrence: Occurrence, cast: Cast) -> bool:
    """As in "every village they shell", "you get shot": said of all cases and of none.

    Who "rejected any cooperation" did reject it.
    """
    verb = governing_verb(occurrence.head)
    if is_command(verb) or is_ability(verb) or is_within_habit(verb):
        return True
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in _IDEAS:
        return True  # "his version of blowing it up"
    heads = [*occurrence.frame.actors, *occurrence.frame.recipients]
    if heads and all(_is_anybody(head, cast) for head in heads):
        return True
    if occurrence.trigger.type in _OF_WORDS:
        heads = [head for head in heads if is_people(head, cast)]
    return any(c.lower_ in {"every", "any", "each"} for head in heads for c in head.lefts)


def _is_anybody(head: Token, cast: Cast) -> bool:
    """As in "you", "one"; the US is no "us"."""
    return head.lower_ in _ANYBODY and cast.named_at(head) is None


def _occurrence_at(token: Token, sentence: Tokens, cast: Cast) -> Occurrence | None:
    if cast.named_at(token) is not None and token.pos_ == "PROPN" and not token.is_sent_start:
        return None
    for trigger in _entries(token):
        words = matched_words(token, trigger)
        if not words or has_other_sense(token, trigger):
            continue
        frame = _without(words, read_frame(token, trigger.frame))
        if trigger.pos == "noun":
            frame = _with_doers_before(frame, trigger, token, cast)
        if trigger.type == "REQUEST" and not frame.recipients:
            frame = dataclasses.replace(frame, recipients=tuple(asked_of(token)))
        if trigger.type in _GIVING and not frame.recipients:
            to = given_to(token)
            frame = dataclasses.replace(frame, recipients=tuple(to))
        if _blew_up(trigger, frame):
            return Occurrence(
                trigger, words, Frame(recipients=frame.actors or frame.means), sentence
            )
        if _passes(trigger, frame, token, cast):
            return Occurrence(trigger, words, frame, sentence)
    return None


def _blew_up(trigger: Trigger, frame: Frame) -> bool:
    """As in "an airliner blew up", "a bus exploded": nobody is said to have done it."""
    is_blast = trigger.words in {("blow", "up"), ("explode",)}
    heads = frame.actors or frame.means
    return is_blast and not frame.recipients and all(map(thing_kind, heads)) and bool(heads)


def _without(words: tuple[Token, ...], frame: Frame) -> Frame:
    """In "took 30 passengers hostage" the parser may head the object with the trigger's word."""
    recipients = [
        inner
        for head in frame.recipients
        for inner in ((*head.lefts, *aimed_at(head)) if head in words else (head,))
        if inner.pos_ in {"NOUN", "PROPN", "PRON"} or inner == head
    ]
    return dataclasses.replace(frame, recipients=tuple(recipients))


def _with_doers_before(frame: Frame, trigger: Trigger, noun: Token, cast: Cast) -> Frame:
    """As in "a Taliban ambush of a patrol", "U.S. air strikes": the name before is whose it was."""
    before = [h for h in frame.recipients if h.head == noun and h.dep_ in _CONSUMED | {"nsubj"}]
    others = [head for head in frame.recipients if head not in before]
    if trigger.type == "PROTEST":  # "Hong Kong unrest" tells where
        of = [head for head in others if head.head.lower_ == "of" and is_people(head, cast)]
        to = tuple(head for head in others if head not in of)
        return Frame(actors=(*frame.actors, *of), recipients=to)  # "the strike of drivers"
    is_far = trigger.mode in _FROM_AFAR or noun.lemma_.lower() in _BY_FORCES
    doers = [h for h in before if _is_doer_before(h, cast, told=bool(others), is_far=is_far)]
    if not doers:
        return frame
    kept = tuple(head for head in frame.recipients if head not in doers)
    return dataclasses.replace(frame, actors=(*frame.actors, *doers), recipients=kept)


def _is_doer_before(head: Token, cast: Cast, *, told: bool, is_far: bool) -> bool:
    """Whether a name before an act did it; told: whether others are said to have suffered it."""
    entity = cast.named_at(head)
    if thing_kind(head) is not None:
        return False
    if entity is None:
        role = role_of(head)
        return (told or is_far) and role is not None and role.sector in _OF_STATE
    if cast.kind_of(entity) == "armed-group":
        return True
    return (told or is_far) and (
        cast.kind_of(entity) == "state" or cast.sector_of(entity) in _OF_STATE
    )


def _entries(token: Token) -> tuple[Trigger, ...]:
    if token.pos_ == "VERB":
        by_text = codebook.triggers().get(("verb", token.lower_), ())  # "raped" → lemma "rap"
        return by_text or codebook.triggers().get(("verb", token.lemma_.lower()), ())
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in _CONSUMED:
        by_text = codebook.triggers().get(("noun", token.lower_), ())
        return by_text or codebook.triggers().get(("noun", token.lemma_.lower()), ())
    return ()


def has_other_sense(token: Token, trigger: Trigger) -> bool:
    """As in "heart attack", "seize on an opportunity": the company of a word changes its sense."""
    if trigger.pos == "noun":
        return any(c.lower_ in _OTHER_SENSE for c in token.children if c.i < token.i)
    things = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass"}]
    above = {c.lower_ for c in things}
    if trigger.type == "THREATEN" and any(c.lower_ in _ADVICE for t in things for c in t.lefts):
        return True  # "issued a travel warning"
    if trigger.type == "RETREAT" and token.lemma_ == "return" and above & _NOT_GIVEN_BACK:
        return True  # "returned the bill to the senate"
    if "control" in above and _is_control_of_words(token):
        return True
    if token.lemma_ == "defend" and _is_of_accused(token):
        return True
    if token.lemma_ == "appeal" and above:
        return True  # "appealed the ruling", to a higher court
    if trigger.type == "PROTEST" and token.lemma_ in _SHOWN and above - {"support"}:
        return True  # "demonstrating its power", "to rally its base"
    if token.lemma_ == "seize" and not above and _is_followed_by(token, {"on", "upon"}):
        return True
    is_force = trigger.type not in _OF_WORDS | {"PROTEST"} and trigger.mode != "suicide-attack"
    return is_force and bool(above & _NOT_HARMED)  # "seized the initiative"


def _is_of_accused(verb: Token) -> bool:
    """As in "defended people accused of murder", in court."""
    whom = (c for c in verb.children if c.dep_ == "dobj")
    return any(c.dep_ == "acl" and c.lemma_ in CHARGES for head in whom for c in head.rights)


def _is_control_of_words(verb: Token) -> bool:
    """As in "seized control of his campaign", "of the debate": of nothing that is held by force."""
    held = [c for c in verb.children if c.lower_ == "control" and c.dep_ in {"dobj", "nsubjpass"}]
    of = (c for word in (verb, *held) for c in word.children if c.lower_ == "of")
    return any(c.lemma_.lower() in _NOT_HELD for preposition in of for c in preposition.children)


def _is_followed_by(token: Token, words: set[str]) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in words


def _passes(trigger: Trigger, frame: Frame, token: Token, cast: Cast) -> bool:
    if trigger.pos == "noun":
        return _noun_passes(trigger, frame, cast)
    if trigger.frame == "goes_off":
        return any(_is_weapon(head) for head in frame.means)
    if not _object_fits(trigger, frame, token, cast):
        return False
    if trigger.frame == "mutual" and not _is_meeting(token, trigger, cast):
        return False
    if not frame.actors:
        return _passes_without_actor(trigger, frame, token, cast)
    if trigger.frame == "does" and not frame.recipients and frame.actors[0].pos_ == "PRON":
        return False  # "the village they shell": nothing is said of anybody
    return any(_may_act(trigger, head, cast) for head in frame.actors)


def _object_fits(trigger: Trigger, frame: Frame, token: Token, cast: Cast) -> bool:
    """Whether a verb is done to what its entry asks for."""
    heads = frame.recipients
    if trigger.object == "people":
        return any(is_people(head, cast) for head in heads)
    if trigger.object == "things":
        return any(thing_kind(head) for head in heads)
    if trigger.object == "something":
        given = objects_of(token)
        return bool(given) and not any(is_people(head, cast) for head in given)
    if trigger.object == "named":
        return any(cast.named_at(head) for head in heads)
    if trigger.object == "forces":
        return all(is_people(head, cast) for head in objects_of(token))
    return True


def _is_meeting(verb: Token, trigger: Trigger, cast: Cast) -> bool:
    """Not "did not meet the threshold", "was met with silence"."""
    things = [] if len(trigger.words) > 1 else objects_of(verb)
    is_active = not is_passive(verb) and bool(subjects_of(verb))  # not "rules for cooperating"
    return is_active and all(is_people(head, cast) for head in things)


def _passes_without_actor(trigger: Trigger, frame: Frame, token: Token, cast: Cast) -> bool:
    """As in "The village was raided" says enough; "criticised for delays" does not."""
    harmed = any(is_people(h, cast) or thing_kind(h) for h in frame.recipients)
    if trigger.frame == "acts" and trigger.type == "ASSAULT":
        return harmed and is_passive(token)  # "bombs were thrown at the bus"
    if trigger.actor == "political" or trigger.frame != "does":
        return False
    return harmed and (is_passive(token) or trigger.object == "people")


def _noun_passes(trigger: Trigger, frame: Frame, cast: Cast) -> bool:
    if trigger.actor == "crowd":
        return any(_may_act(trigger, head, cast) for head in frame.actors)
    if trigger.actor == "political":
        parties = [h for h in frame.actors if _may_act(trigger, h, cast)]
        return len(parties) >= (2 if trigger.frame == "both" else 1)
    return True


def _may_act(trigger: Trigger, head: Token, cast: Cast) -> bool:
    """Whether a subject can be the actor a trigger asks for."""
    if not is_people(head, cast):
        return names_force(head) or (trigger.type == "ASSAULT" and _is_weapon(head))
    if trigger.actor == "any":
        return True
    entity = cast.refer(head)
    if trigger.actor == "armed":
        return is_armed(entity, head, cast) or _is_crowd(entity, head, cast)
    if trigger.actor == "crowd":
        return _is_crowd(entity, head, cast) or _is_following(trigger, entity, cast)
    return are_sides(head) or (entity is not None and is_political(entity, cast))


def is_political(entity: str, cast: Cast) -> bool:
    """Whether an entity acts in politics: a state, an armed group, somebody with such a sector."""
    if cast.kind_of(entity) in {"state", "armed-group"}:
        return True
    return cast.sector_of(entity) in _POLITICAL_SECTORS


def _is_crowd(entity: str | None, head: Token, cast: Cast) -> bool:
    if entity is None:
        return core_of(head).lemma_.lower() in PEOPLE_NOUNS or head.pos_ == "NUM"
    if cast.kind_of(entity) not in {"population", "organization"}:
        return False
    return cast.sector_of(entity) in _CROWD_SECTORS or core_of(head).lemma_.lower() in PEOPLE_NOUNS


def _is_following(trigger: Trigger, entity: str | None, cast: Cast) -> bool:
    """As in "supporters of the mayor blocked roads"."""
    is_public = trigger.mode in {"demo", "obstruct"}
    return is_public and entity is not None and cast.kind_of(entity) == "population"


def _is_weapon(head: Token) -> bool:
    return _weapon(head) is not None


def _weapon(head: Token) -> resources.Weapon | None:
    weapons = resources.weapons()
    return weapons.get(head.lower_) or weapons.get(head.lemma_.lower())
