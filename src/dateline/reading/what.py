"""What happened: the claims of an article, one for each happening.

In: occurrences of triggers, the cast, attributions, times, places and tolls. Out: `Claim`s.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from dateline import codebook, resources
from dateline.reading.candidates import is_accord, is_offer, names_act
from dateline.reading.coded import Coder
from dateline.reading.cues import verb_cue
from dateline.reading.frames import Part, conjoined, is_definite
from dateline.reading.happenings import (
    GENERAL_WORDS,
    Findings,
    Happening,
    gather,
    is_said_to_happen,
    trigger_span,
    word_on,
)
from dateline.reading.how_many import TollFigure
from dateline.reading.how_sure import carriers_of, is_asked, status_of, word_for
from dateline.reading.mood import is_refusal
from dateline.reading.occurrences import (
    Occurrence,
    bears_arms,
    is_meant,
    is_people,
    may_be_accident,
    mode_of,
    thing_kind,
)
from dateline.reading.prose import span_of
from dateline.reading.who import Cast, core_of, noun_phrase
from dateline.records import (
    UNDERTAKEN,
    Certainty,
    Claim,
    Code,
    Instrument,
    Participant,
    Span,
    Spans,
    Status,
    Target,
    Toll,
    Where,
)

_MATERIAL_CONFLICT = 4  # PLOVER's quad
_SURE_OF_ACLED, _SURE_AGAINST_MODE = 0.3, 0.5
_PROTEST = frozenset(
    "activist agitation agitator blockade chant crowd demonstrate demonstration demonstrator"
    " disperse gathering march marcher mob mourner picket procession protest protester protestor"
    " rally riot rioter sit-in sit slogan strike striker student supporter unrest uprising villager"
    " worker".split()
)
# Types of ACLED's that are told by a word for the means, or for a protest, and never guessed.
_WORDS_OF_ACLED = {
    "Protest with intervention": _PROTEST,
    "Excessive force against protesters": _PROTEST,
    "Suicide bomb": frozenset(
        "suicide bomber himself herself kamikaze themselves martyrdom vest".split()
    ),
    "Grenade": frozenset({"grenade"}),
    "Chemical weapon": frozenset(
        "agent chemical chlorine fume gas gassed mustard nerve novichok phosphorus poison poisonous"
        " sarin toxic toxin".split()
    ),
}
# Who seizes a house takes no territory.
_NO_GROUND = frozenset(
    "bank bus cathedral cinema church club embassy ferry hospital hotel house mall market mosque"
    " office plane prison restaurant school ship shop station temple theater theatre train"
    " university".split()
)
_WHAT_IS_LEFT = frozenset({"Attack", "Other"})  # ACLED's types for what is no other
_SURELY_TOLD = 0.6
_UNJUDGED = _LIKELY = 0.5
_SCORE = (0.11, 1.45, 0.87, 0.09)  # fitted on PLOVER dyads that the networks had not seen
_SURE_OF_ACT = 0.8
_BETWEEN = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_COMPLEMENTS = frozenset("dobj ccomp xcomp prep dative nsubjpass agent prt oprd pcomp".split())
# Acts of speech, with the stances of verbs that name one: "denied it", "asked him to".
_STANCES_OF = {
    "REJECT": {"denies"},
    "REQUEST": {"demands", "asks"},
    "THREATEN": {"warns"},
    "AGREE": set[str](),
}
_SIDES = {"actors": {"individual", "organization"}, "recipients": {"victim"}}
_HARMED = frozenset({"casualty", "victim"})
_WHERE_IT_WAS = frozenset(
    "village town city settlement neighbourhood neighborhood road highway street center"
    " centre".split()
)
_OF_FORCE = frozenset({"ASSAULT", "PROTEST"})


def find_claims(occurrences: Sequence[Occurrence], findings: Findings) -> list[Claim]:
    """Put occurrences together to claims, ids c1, c2, … in text order."""
    happenings = gather(occurrences, findings)
    kept = [h for h in happenings if _says_enough(h, findings)]
    return [_claim(f"c{number}", h, findings) for number, h in enumerate(kept, start=1)]


def _says_enough(happening: Happening, findings: Findings) -> bool:
    """Whether there is an event to report and not only talk of such events.

    "The country has had its share of terror attacks" names no time, place, party or toll.
    """
    quad = codebook.event_types()[happening.type].quad
    if quad < _MATERIAL_CONFLICT and _status(happening) in {"negated", "hypothetical"}:
        return False  # that somebody did not meet or praise anybody is no event
    if _is_of_a_kind(happening) or _lacks_parties(happening):
        return False
    told = happening.occurrences
    if _is_surely_told(happening, findings):
        return True
    actors = [h for o in told for h in o.frame.actors if is_people(h, findings.cast)]
    victims = [h for o in told for h in o.frame.recipients if _is_harmed(h, findings)]
    against = [h for o in told if o.trigger.type == "PROTEST" for h in o.frame.recipients]
    victims += against  # "protests against his rule"
    actors += [p.head for o in told for p in o.parts if p.kind in _SIDES["actors"]]
    victims += [p.head for o in told for p in o.parts if p.kind in {"victim", "thing"}]
    if happening.leading.trigger.pos == "verb":
        return bool(actors or victims or any(o.frame.means for o in told))
    anchors = [bool(happening.times), bool(happening.places), bool(happening.tolls), bool(actors)]
    anchors.append(bool(victims))
    is_plural = happening.leading.head.tag_ in {"NNS", "NNPS"}
    is_vague = is_plural or happening.leading.head.lemma_.lower() in GENERAL_WORDS
    return sum(anchors) >= (2 if is_vague and not is_said_to_happen(happening) else 1)


def _is_surely_told(happening: Happening, findings: Findings) -> bool:
    """As in "days of protests followed": nobody is named, but that it happened is told."""
    if happening.type not in _OF_FORCE or _status(happening) not in UNDERTAKEN:
        return False
    if not findings.expected.is_of_violence:
        return False  # "an attack of profit-taking"
    return any(
        o.deed is not None
        and o.deed.is_told >= _SURELY_TOLD
        and o.deed.types[happening.type] >= _LIKELY
        for o in happening.occurrences
    )


def _lacks_parties(happening: Happening) -> bool:
    """As in "the council's meeting", "Vitter demanded": nobody who met, nothing that was asked."""
    is_deal = happening.type == "SUPPORT" and is_accord(happening.leading.head)
    if happening.type in _BETWEEN or is_deal:
        return not any(o.frame.actors for o in happening.occurrences)
    head = happening.leading.head
    is_bare = names_act(head, happening.type) and not any(
        c.dep_ in _COMPLEMENTS for c in head.children
    )
    return happening.type in _ADDRESSED and is_bare and not happening.leading.frame.recipients


def _is_of_a_kind(happening: Happening) -> bool:
    """As in "the deportation of foreigners convicted of crimes": whoever they are."""
    verb = happening.leading.head
    whom = verb.head
    is_reduced = verb.dep_ == "acl" and verb.tag_ == "VBN" and whom.tag_ == "NNS"
    if happening.type == "ASSAULT" or not is_reduced or happening.times or happening.places:
        return False
    if happening.leading.frame.actors:
        return False  # "those evacuated by the army"
    before = [c for c in whom.lefts if c.dep_ in {"det", "nummod", "poss", "quantmod"}]
    return all(c.lower_ in {"all", "any"} for c in before)


def _is_harmed(head: Token, findings: Findings) -> bool:
    return is_people(head, findings.cast) or thing_kind(head) is not None


def _claim(claim_id: str, happening: Happening, findings: Findings) -> Claim:
    leading = happening.leading
    event_type, modes = _type_of(happening, findings)
    trigger = tuple(sorted({trigger_span(o) for o in happening.occurrences}))
    said_by, certainty = word_on(_surest(happening), findings)
    recipients = _participants(happening, findings, "recipients")
    suffered = {participant.span for participant in recipients}
    doers = _participants(happening, findings, "actors")
    actors = tuple(p for p in doers if p.span not in suffered)  # "shows *her* knocked down"
    mutual = len(actors) > 1 and leading.trigger.frame in {"mutual", "both"}
    status = _status(happening)
    told = happening.tolls if status in UNDERTAKEN else []  # nobody died of what is threatened
    toll = tuple(_toll(figure, findings) for figure in _distinct(told))
    when = happening.times[0].when if happening.times else None
    where = _where(happening)
    is_material = codebook.event_types()[event_type].quad == _MATERIAL_CONFLICT
    targets = tuple(_targets(happening)) if is_material else ()
    return Claim(
        id=claim_id,
        type=event_type,
        modes=modes,
        contexts=_contexts(happening, event_type),
        acled=_acled(
            happening,
            event_type,
            codebook.acled_type(event_type, modes, mutual=mutual),
            findings.cast,
        ),
        muc=codebook.muc_type(event_type, modes),
        codes=tuple(_codes(happening, findings.coders)),
        trigger=trigger,
        actors=actors,
        recipients=recipients,
        targets=targets,
        instruments=tuple(_instruments(happening)),
        toll=toll,
        when=when,
        where=where,
        status=status,
        certainty=certainty,
        said_by=said_by,
        score=_score(
            happening,
            event_type,
            (bool(actors), bool(recipients or targets), bool(toll), bool(when), bool(where)),
        ),
        evidence=_evidence(happening),
    )


def _surest(happening: Happening) -> Occurrence:
    """As in "the explosions during the attack": an attack is no accident, whatever exploded."""
    leading = happening.leading
    if not may_be_accident(leading):
        return leading
    return next((o for o in happening.occurrences if is_meant(o)), leading)


def _codes(happening: Happening, coders: Sequence[Coder]) -> Iterator[Code]:
    """What the user's own codebooks call it, by the sentence that it was first read in."""
    deeds = [o.deed for o in happening.occurrences if o.deed is not None]
    vector = next((deed.vector for deed in deeds if deed.vector is not None), None)
    for coder in coders:
        code = coder.code(vector) if vector is not None else None
        if code is not None:
            yield code


def _status(happening: Happening) -> Status:
    """Whether it happened; a refusal, demand, threat or promise did, whatever becomes of it.

    "Will not lift the ban" tells of a refusal; "could deny them a permit" of none.
    """
    head, deed = happening.leading.head, happening.leading.deed
    status = status_of(head)
    if happening.leading.trigger.mode == "release" and head.lemma_ == "order":
        return "planned" if status == "happened" else status
    if happening.type == "REJECT" and status == "negated" and is_refusal(head):
        return "happened"
    if happening.type == "AGREE" and is_offer(head):
        return "happened"
    if is_asked(head) or any(names_act(head, name) for name in (happening.type, "REQUEST")):
        return status  # who "has not requested aid" has neither asked nor refused
    cue = verb_cue(head.lemma_)
    if cue is not None and cue.stance in _STANCES_OF.get(happening.type, ()):
        return status
    if happening.type in _STANCES_OF and deed is not None and status != "happened":
        name, sureness = deed.best()
        if name == happening.type and sureness >= _SURE_OF_ACT:
            return "happened"
    return status


def _acled(happening: Happening, event_type: str, by_mode: str | None, cast: Cast) -> str | None:
    """ACLED's type: what type and modes say, unless the sentence says something finer and surely.

    `by_mode` may be a type that ACLED keeps for what is no other ("Attack", "Other"), or None.
    Whoever attacks those who bear arms as well is in a clash with them.
    """
    named = _finer_acled(happening, event_type, by_mode)
    frames = [o.frame for o in happening.occurrences]
    are_armed = any(bears_arms(head, cast) for frame in frames for head in frame.actors)
    both = are_armed and any(bears_arms(h, cast) for frame in frames for h in frame.recipients)
    return "Armed clash" if both and named == "Attack" else named


def _finer_acled(happening: Happening, event_type: str, by_mode: str | None) -> str | None:
    judged = [o.deed for o in happening.occurrences if o.deed is not None and o.deed.acled]
    if not judged:
        return by_mode
    choices = codebook.acled_choices(event_type, by_mode)
    least = _SURE_OF_ACLED if choices else _SURE_AGAINST_MODE
    names = choices or [n for n, types in codebook.acled_types().items() if event_type in types]
    if by_mode and not choices:
        # Who "abducted" somebody did no mere attack.
        names = [name for name in names if name not in _WHAT_IS_LEFT]
    said = {token.lemma_.lower() for o in happening.occurrences for token in o.sentence}
    said -= {"gas"} if said & {"tear", "teargas"} else set()  # which is no chemical weapon
    names = [name for name in names if not _WORDS_OF_ACLED.get(name, said).isdisjoint(said)]
    if event_type == "SUPPORT" and not any(is_accord(o.head) for o in happening.occurrences):
        names = []  # who welcomes an agreement makes none
    taken = [h for o in happening.occurrences for h in o.frame.recipients]
    if any(head.lemma_.lower() in _NO_GROUND for head in taken):
        names = [name for name in names if "territory" not in name]
    if taken and all(map(thing_kind, taken)):
        names = [name for name in names if name != "Arrests"]  # "closed the road and detained four"
    sureness = {name: max(deed.told_as(name) for deed in judged) for name in names}
    likeliest = max(names, key=sureness.__getitem__, default=None)
    return by_mode if likeliest is None or sureness[likeliest] < least else likeliest


def _type_of(happening: Happening, findings: Findings) -> tuple[str, tuple[str, ...]]:
    """The type, and the modes that it knows.

    A seizure in which people die is an assault; whom rebels "capture", they abduct.
    """
    types = [o.trigger.type for o in happening.occurrences]
    modes = [mode_of(o) for o in happening.occurrences if o.trigger.type == types[0]]
    chosen = types[0]
    deadly = any(f.kind in {"killed", "wounded"} for f in happening.tolls)
    by_rebels = any(findings.cast.kind_of(doer) == "armed-group" for doer in happening.doers)
    if deadly and happening.leading.trigger.mode == "seize":
        chosen = "ASSAULT"
    elif by_rebels and happening.leading.trigger.mode == "arrest":
        chosen, modes = "ASSAULT", ["abduct"]
    elif chosen == "THREATEN":
        inner = [o.trigger.mode for o in happening.occurrences]
        modes += ["violence" if "ASSAULT" in types else None, *inner]
    known = codebook.event_types()[chosen].modes
    return chosen, tuple(dict.fromkeys(m for m in modes if m is not None and m in known))


def _participants(happening: Happening, findings: Findings, side: str) -> tuple[Participant, ...]:
    found: dict[Span, Participant] = {}
    entities: set[str] = set()
    nouns: set[str] = set()
    for occurrence in happening.occurrences:
        heads = occurrence.frame.actors if side == "actors" else occurrence.frame.recipients
        for head in _one_by_one(heads, findings.cast):
            if side == "actors" and head.lemma_.lower() in _HARMED:
                continue  # "18 casualties resulted from the attacks"
            if _is_named_better(head, happening, findings.cast):
                continue
            span = _phrase_of(head, findings.cast)
            entity, noun = findings.cast.party(head), core_of(head).lemma_.lower()
            if entity in entities or any(span.overlaps(other) for other in found):
                continue
            if noun in nouns and is_definite(head):
                continue  # "the nine soldiers" are the "nine soldiers" told before
            nouns.add(noun)
            own = word_on(occurrence, findings, granting=side != "actors")
            found[span] = _participant(entity, span, own, happening, findings)
            entities |= {entity} if entity else set()
        for head, part in _seen(occurrence, side):
            if core_of(head).lemma_.lower() not in nouns or not is_definite(head):
                _add_part(part, head, found, happening, findings)
    return tuple(found[span] for span in sorted(found))


def _seen(occurrence: Occurrence, side: str) -> Iterator[tuple[Token, Part]]:
    """Those of a side whom the encoder sees, each joined one with the part of the first."""
    for part in occurrence.parts:
        if part.kind in _SIDES[side]:
            yield from ((head, part) for head in conjoined([part.head]))


def _is_named_better(head: Token, happening: Happening, cast: Cast) -> bool:
    """As in "the victim", where it is told as well who that was."""
    if head.lemma_.lower() not in _HARMED or not is_definite(head):
        return False
    whom = (h for o in happening.occurrences for h in o.frame.recipients)
    return any(h.lemma_.lower() not in _HARMED and is_people(h, cast) for h in whom)


def _one_by_one(heads: Iterable[Token], cast: Cast) -> Iterator[Token]:
    """The heads that name somebody; of "the two Italians, Marco Rossi and Luca Bianchi" the two."""
    for head in heads:
        if not _names_somebody(head, cast):
            continue
        core = core_of(head)  # "two of the guards"
        is_plural = core.tag_ in {"NNS", "NNPS"} and cast.named_at(head) is None
        near = dict.fromkeys((*head.children, *core.children))
        beside = [c for c in near if c.dep_ == "appos" and is_plural]
        persons: dict[str, Token] = {}
        for word in (word for c in beside for word in c.subtree):
            name = cast.named_at(word)
            if name is not None and cast.kind_of(name) == "person" and word.dep_ != "compound":
                persons.setdefault(name, word)
        are_known = all(word in persons.values() for word in conjoined(beside))
        yield from persons.values() if persons and are_known else [head]


def _phrase_of(head: Token, cast: Cast) -> Span:
    """The phrase of a head; its name alone where another's stands in the phrase, or beside an act.

    "Ana Ruiz of Kano and Ali Hale", "a *Shining Path* bombing".
    """
    phrase, name = span_of(noun_phrase(head)), cast.name_around(head)
    persons = [known for known in cast.named_in(phrase) if cast.kind_of(known) == "person"]
    if name is None:
        return phrase
    compounds = [c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
    if any(not name.covers(span_of(c)) for c in compounds):
        return phrase  # a name that the parser split: "Jose Antonio Rodriguez" "Porth"
    return name if len(persons) > 1 or name.covers(phrase) else phrase


def _names_somebody(head: Token, cast: Cast) -> bool:
    """Not "130 were killed", which is a toll, "who", "no group claimed responsibility"."""
    is_number = core_of(head).pos_ == "NUM"
    is_nobody = any(word.lower_ == "no" for word in head.lefts)
    return not (is_number or is_nobody or head.tag_ == "WP") and is_people(head, cast)


def _add_part(
    part: Part,
    head: Token,
    found: dict[Span, Participant],
    happening: Happening,
    findings: Findings,
) -> None:
    """Add somebody whom the encoder sees, or names joined to them: "shot a guard and his wife"."""
    if head is not part.head and not is_people(head, findings.cast):
        return
    if _is_named_better(head, happening, findings.cast):
        return
    span, entity = _words_of(part.kind, head, findings.cast), findings.cast.party(head)
    known = {participant.entity for participant in found.values()} - {None}
    if entity in known or any(span.overlaps(other) for other in found):
        return
    own = word_for(head, span, findings.attributions, granting=False)
    found[span] = _participant(entity, span, own, happening, findings)


def _words_of(kind: str, head: Token, cast: Cast) -> Span:
    """The name of a body, which the parser may split: "People's Front [PF]"; else the phrase."""
    name = cast.name_around(head) if kind == "organization" else None
    return name or _phrase_of(head, cast)


def _participant(
    entity: str | None,
    span: Span,
    own: tuple[tuple[str, ...], Certainty],
    happening: Happening,
    findings: Findings,
) -> Participant:
    """Somebody named with a later mention on another word than the claim's keeps that word.

    "A bomb killed nine. … The minister said the Reds had carried out the bombing."
    """
    if own == word_on(happening.leading, findings):
        return Participant(entity=entity, span=span)
    return Participant(entity=entity, span=span, said_by=own[0], certainty=own[1])


def _targets(happening: Happening) -> Iterator[Target]:
    """Things attacked, and buildings where people were held: "hostage in a theatre"."""
    seen: set[Span] = set()
    for occurrence in happening.occurrences:
        heads = list(occurrence.frame.recipients)
        if occurrence.trigger.type == "ASSAULT":
            heads += _things_behind(occurrence)
        for head in heads:
            kind = thing_kind(head)
            span = span_of(noun_phrase(head))
            if kind is None or any(span.overlaps(other) for other in seen):
                continue
            seen.add(span)
            yield Target(span=span, kind=kind)
        for head in conjoined(part.head for part in occurrence.parts if part.kind == "thing"):
            span = span_of(noun_phrase(head))
            if not any(span.overlaps(other) for other in seen):
                seen.add(span)
                yield Target(span=span, kind=thing_kind(head) or "other")


def _things_behind(occurrence: Occurrence) -> Iterator[Token]:
    """As in "exploded outside the court"; not "in the town of Varda", "on the coast road"."""
    for word in occurrence.words:
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "at", "inside", "outside", "on"}:
                behind = (c for c in child.children if c.dep_ == "pobj")
                yield from (c for c in behind if c.lemma_.lower() not in _WHERE_IT_WAS)


def _instruments(happening: Happening) -> Iterator[Instrument]:
    weapons = resources.weapons()
    heads = dict.fromkeys(head for o in happening.occurrences for head in _means(o))
    seen = [p.head for o in happening.occurrences for p in o.parts if p.kind == "weapon"]
    named = [h for h in heads if h.lower_ in weapons or h.lemma_.lower() in weapons]
    spans = [span_of(noun_phrase(head)) for head in dict.fromkeys((*named, *seen))]
    spans += [span for o in happening.occurrences for span in _weapons_before(o)]
    for span in dict.fromkeys(spans):
        if not any(other.covers(span) and other != span for other in spans):
            yield Instrument(span=span)


def _weapons_before(occurrence: Occurrence) -> Iterator[Span]:
    """As in "the *car bomb* attack", "a *dynamite* bombing"."""
    weapons, noun = resources.weapons(), occurrence.head
    for word in noun.lefts:
        is_weapon = word.lower_ in weapons or word.lemma_.lower() in weapons
        if word.dep_ in {"compound", "nmod"} and is_weapon and noun.pos_ == "NOUN":
            yield span_of(word.doc[word.left_edge.i : word.i + 1])


def _means(occurrence: Occurrence) -> Iterator[Token]:
    yield from occurrence.frame.means
    yield from occurrence.frame.actors  # "a car bomb killed nine"


def _toll(figure: TollFigure, findings: Findings) -> Toll:
    return Toll(
        kind=figure.kind,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        of=figure.of,
        said_by=carriers_of(figure.span, findings.attributions),
        evidence=(figure.span,),
    )


def _distinct(figures: Sequence[TollFigure]) -> Iterator[TollFigure]:
    seen = set()
    for figure in figures:
        key = (figure.kind, figure.low, figure.best, figure.high, figure.of)
        if key not in seen:
            seen.add(key)
            yield figure


def _where(happening: Happening) -> Where | None:
    """The most exact place named with the event; a country only when there is nothing nearer."""
    if not happening.places:
        return None
    return min(happening.places, key=lambda p: (p.where.precision or 9, p.span)).where


def _contexts(happening: Happening, event_type: str) -> tuple[str, ...]:
    """What an event is part of, by the words on the trigger and its doer: "terrorist attack"."""
    heads = [o.head for o in happening.occurrences]
    heads += [head for o in happening.occurrences for head in o.frame.actors]
    words = {t.lemma_.lower() for head in heads for t in (head, *head.lefts)}
    found = []
    if event_type == "ASSAULT" and any(word.startswith("terror") for word in words):
        found.append("terrorism")
    if event_type in {"AGREE", "SANCTION", "SUPPORT"} and words & {
        "nuclear",
        "chemical",
        "biological",
    }:
        found.append("cbrn")
    return tuple(found)


def _score(happening: Happening, event_type: str, present: Sequence[bool]) -> float:
    """How sure the event is told, and so typed: by what the networks think, and what bears it out.

    present: whether it has an actor, a victim, a toll, a time, a place.
    """
    judged = [o.deed for o in happening.occurrences if o.deed is not None]
    typed = max((deed.types[event_type] for deed in judged), default=_UNJUDGED)
    told = max((deed.is_told for deed in judged), default=_UNJUDGED)
    weight, sure, seen, borne_out = _SCORE
    total = weight + sure * typed + seen * told + borne_out * sum(present)
    return round(1 / (1 + math.exp(-total)), 3)


def _evidence(happening: Happening) -> Spans:
    told = {span_of(o.sentence) for o in happening.occurrences}
    named = {span_of(part.head.sent) for o in happening.occurrences for part in o.parts}
    return tuple(sorted(told | named))
