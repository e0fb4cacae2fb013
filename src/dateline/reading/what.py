"""What happened: the claims of an article, one for each happening.

In: occurrences of triggers, the cast, attributions, times, places and tolls. Out: `Claim`s. Several
occurrences of one happening ("attacked … killing 12", "the attack", "was killed in the blast")
become one claim; what stands in the same sentence goes to the trigger nearest in the parse.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.tokens import Token

from dateline import codebook, resources
from dateline.reading.coded import Coder
from dateline.reading.frames import Part, steps_between
from dateline.reading.how_many import TollFigure
from dateline.reading.how_sure import carriers_of, is_denied, status_of, word_for
from dateline.reading.occurrences import Occurrence, is_people, may_be_accident, thing_kind
from dateline.reading.prose import span_of
from dateline.reading.scope import is_in_scope, is_location
from dateline.reading.when import Time
from dateline.reading.who import Cast, noun_phrase
from dateline.records import (
    Attribution,
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

# Verbs that say what an event did to people rather than naming a new event.
_EFFECTS = frozenset("kill wound injure maim die leave claim shoot destroy damage".split())
_GENERAL = frozenset(
    "violence unrest fighting attack assault killing murder protest battle".split()
)
# "The first demonstration", "the latest attack": one among several, not the one just told.
_OTHER_ONES = frozenset(
    "first second third fourth previous earlier other similar latest last recent next deadliest"
    " worst same-day past".split()
)
_MATERIAL_CONFLICT = 4  # PLOVER's quad
_SURE_OF_ACLED, _SURE_AGAINST_MODE = 0.3, 0.6
_UNDECIDED = frozenset({None, "Attack", "Other", "Armed clash", "Peaceful protest"})
_UNJUDGED = 0.5
_SCORE = (0.11, 1.45, 0.87, 0.09)  # fitted on PLOVER dyads that the networks had not seen
_SURE_OF_ACT = 0.8
_ACTS_OF_SPEECH = frozenset({"REJECT", "REQUEST", "THREATEN", "AGREE"})
_SIDES = {"actors": {"individual", "organization"}, "recipients": {"victim"}}
_TOLD = frozenset({"happened", "ongoing", "attempted"})
_ATTACKERS = frozenset("attacker assailant bomber raider kidnapper gunman killer shooter".split())
_TYPES_OF_TOLL = {"arrested": {"COERCE", "PROTEST"}, "abducted": {"ASSAULT"}}
_CLOSE_BEHIND = 300  # characters; "twelve were killed" further on is told of something else
_BACK_SENTENCES = 6  # "the attack" further away from its event is likelier to be another one


@dataclass(frozen=True, slots=True)
class Located:
    """A place named in the text and what it would say of an event that happened there."""

    span: Span
    where: Where


_Thing = TypeVar("_Thing", Time, Located)


@dataclass(slots=True)
class Findings:
    """All that was found in one article before it is put together."""

    cast: Cast
    attributions: Sequence[Attribution]
    times: Sequence[Time]
    places: Sequence[Located]
    tolls: Sequence[TollFigure]
    coders: Sequence[Coder] = ()


@dataclass(slots=True)
class _Happening:
    """A claim while it is put together; the first occurrence is the leading one."""

    occurrences: list[Occurrence]
    index: int  # the number of its first sentence, of those that tell events
    times: list[Time] = field(default_factory=list)
    places: list[Located] = field(default_factory=list)
    tolls: list[TollFigure] = field(default_factory=list)
    victims: frozenset[str] = frozenset()  # the named persons it was done to
    doers: frozenset[str] = frozenset()  # the entities that did it
    is_denied: bool = False  # told only in the words of somebody who denies it

    @property
    def type(self) -> str:
        return self.leading.trigger.type

    @property
    def leading(self) -> Occurrence:
        return self.occurrences[0]


def find_claims(occurrences: Sequence[Occurrence], findings: Findings) -> list[Claim]:
    """Put occurrences together to claims, ids c1, c2, … in text order."""
    happenings = _gather(occurrences, findings)
    kept = [h for h in happenings if _says_enough(h, findings)]
    return [_claim(f"c{number}", h, findings) for number, h in enumerate(kept, start=1)]


def _gather(occurrences: Sequence[Occurrence], findings: Findings) -> list[_Happening]:
    happenings: list[_Happening] = []
    sentences = list(dict.fromkeys(o.sentence for o in occurrences))
    order = {span_of(s).start: i for i, s in enumerate(sentences)}
    for occurrence in occurrences:
        here = order[span_of(occurrence.sentence).start]
        same = _same_sentence(occurrence, happenings)
        if same is None:
            happenings.append(_Happening([occurrence], here))
        else:
            _join(same, occurrence)
    for happening in happenings:
        _attach(happening, happenings, findings)
        happening.victims = frozenset(_named_victims(happening, findings.cast))
        happening.doers = frozenset(_doers(happening, findings.cast))
        happening.is_denied = any(
            _word_for(o, findings)[1] == "denied" for o in happening.occurrences
        )
    return _across_sentences(happenings)


def _join(happening: _Happening, occurrence: Occurrence) -> None:
    """Add an occurrence; the one that names the event best leads ("bombing" before "killed")."""
    happening.occurrences.append(occurrence)
    happening.occurrences.sort(key=lambda o: (_is_effect(o), o.head.i))


def _is_effect(occurrence: Occurrence) -> bool:
    return occurrence.head.lemma_.lower() in _EFFECTS and occurrence.trigger.mode is None


def _same_sentence(occurrence: Occurrence, happenings: Sequence[_Happening]) -> _Happening | None:
    """The happening of the same sentence that this trigger speaks of as well."""
    for happening in reversed(happenings):
        for other in happening.occurrences:
            if other.sentence == occurrence.sentence and _is_one(occurrence, other):
                return happening
    return None


def _is_one(one: Occurrence, other: Occurrence) -> bool:
    """Whether two triggers in a sentence tell one happening.

    "attacked a village, killing 12"; "held hostage in a theatre, where 130 were killed"; "killed in
    the bombing"; "carried out an attack"; "an attack that killed nine".
    """
    if not _one_family(one, other) or is_denied(one.head) != is_denied(other.head):
        return False
    if _shares_words(one, other):
        return True
    later, earlier = (one, other) if one.head.i > other.head.i else (other, one)
    if later.trigger.pos == earlier.trigger.pos == "verb":
        return _verbs_are_one(earlier.head, later.head)
    noun, verb = (one, other) if one.trigger.pos == "noun" else (other, one)
    if noun.trigger.pos == verb.trigger.pos:
        return one.head in other.head.children or other.head in one.head.children
    return noun.head in verb.frame.actors or _noun_in_verb(noun.head, verb.head)


def _shares_words(one: Occurrence, other: Occurrence) -> bool:
    return bool(set(one.words) & set(other.words))


def _one_family(one: Occurrence, other: Occurrence) -> bool:
    """The same type; and a seizure told with its dead: "seized the school, killing nine"."""
    types = {one.trigger.type, other.trigger.type}
    if "THREATEN" in types:  # "threatened to kill": the killing is what was threatened
        return one.head in other.head.ancestors or other.head in one.head.ancestors
    seized = types == {"ASSAULT", "COERCE"} and "seize" in {one.trigger.mode, other.trigger.mode}
    return len(types) == 1 or seized


def _verbs_are_one(earlier: Token, later: Token) -> bool:
    if later.head == earlier:
        if later.dep_ in {"advcl", "conj", "xcomp", "acl", "dep"}:
            has_own_subject = any("subj" in c.dep_ for c in later.children)
            if later.dep_ != "advcl" or not has_own_subject:
                return True
            return _is_circumstance(later) and earlier.lemma_.lower() in _EFFECTS
        return False
    for above in later.ancestors:  # "…, where 130 were killed"
        if above == earlier:
            clause = next((t for t in (later, *later.ancestors) if t.dep_ == "relcl"), None)
            words = {t.lower_ for t in clause.subtree} if clause is not None else set()
            return bool(words & {"where", "which", "when"}) and clause == later
    return False


def _is_circumstance(verb: Token) -> bool:
    """As in "nine were killed when gunmen attacked": the clause tells how it came about."""
    return any(c.lower_ in {"when", "as", "after", "while"} for c in verb.children)


def _noun_in_verb(noun: Token, verb: Token) -> bool:
    """Whether a verb's effect comes from an event noun: its subject, or "in the bombing"."""
    above = noun.head
    if above.dep_ == "advcl" and above.head == verb and _is_circumstance(above):
        return verb.lemma_.lower() in _EFFECTS  # "were killed when an explosion ripped …"
    if above == verb and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return verb.lemma_.lower() in _EFFECTS or noun.dep_ == "dobj"
    if above.dep_ in {"prep", "agent"} and above.head == verb:
        return above.lower_ in {"in", "during", "by", "from", "at", "with"}
    return verb.head == noun and verb.dep_ in {"relcl", "acl"}


def _attach(happening: _Happening, happenings: Sequence[_Happening], findings: Findings) -> None:
    """Give a happening the times, places and tolls of its sentences that are nearest to it."""
    parties = [span for o in happening.occurrences for span in _names_of_parties(o)]
    dated = [time for time in findings.times if time.tells_when]  # not "by Friday", "before 2003"
    happening.times = _nearest(happening, happenings, dated)
    happening.places = [
        place
        for place in _nearest(happening, happenings, findings.places)
        if not any(place.span.overlaps(party) for party in parties)
    ]
    happening.tolls = [
        figure
        for figure in findings.tolls
        if figure.cue.sent in {o.sentence for o in happening.occurrences}
        and _nearest_happening(figure.cue, _takers(figure, happenings)) is happening
    ]


def _takers(figure: TollFigure, happenings: Sequence[_Happening]) -> list[_Happening]:
    """The happenings that can have such a toll: nobody is killed by a refusal."""
    types = _TYPES_OF_TOLL.get(figure.kind, {"ASSAULT", "PROTEST"})
    return [
        happening
        for happening in happenings
        if happening.type in types or happening.leading.trigger.mode == "seize"
    ]


def _names_of_parties(occurrence: Occurrence) -> Iterator[Span]:
    """The names of those around a trigger, in which a place says who they are, not where it was.

    "Iraq and Iran signed", "an attack on Arizona Senator Hale"; but "the compound in Benghazi",
    "the Tunis bombing".
    """
    for head in (*occurrence.frame.actors, *occurrence.frame.recipients):
        names_event = head.head == occurrence.head and head.dep_ in {"compound", "nmod", "nsubj"}
        if not names_event or occurrence.trigger.pos == "verb":
            yield Span(span_of(head.left_edge).start, span_of(head).end)


def _nearest(
    happening: _Happening, happenings: Sequence[_Happening], things: Sequence[_Thing]
) -> list[_Thing]:
    found: list[_Thing] = []
    for occurrence in happening.occurrences:
        sentence = span_of(occurrence.sentence)
        for thing in things:
            if not sentence.covers(thing.span) or thing in found:
                continue
            token = _token_at(occurrence, thing.span)
            if token is None or not is_in_scope(token, occurrence):
                continue
            if isinstance(thing, Located) and not is_location(token):
                continue
            if _nearest_happening(token, happenings) is happening:
                found.append(thing)
    return found


def _token_at(occurrence: Occurrence, span: Span) -> Token | None:
    offset = span_of(occurrence.sentence).start - occurrence.sentence.start_char
    tokens = occurrence.sentence.doc.char_span(
        span.start - offset, span.end - offset, alignment_mode="expand"
    )
    return tokens.root if tokens else None


def _nearest_happening(token: Token, happenings: Sequence[_Happening]) -> _Happening | None:
    """The happening whose trigger is fewest steps away in the parse; of equals, in the text."""
    ranked = [
        (steps_between(token, occurrence.head), abs(token.i - occurrence.head.i), number)
        for number, happening in enumerate(happenings)
        for occurrence in happening.occurrences
        if occurrence.sentence.doc is token.doc and occurrence.sentence == token.sent
    ]
    return happenings[min(ranked)[2]] if ranked else None


def _across_sentences(happenings: Sequence[_Happening]) -> list[_Happening]:
    """Merge what later sentences say of a happening: "the attack", "twelve were killed"."""
    kept: list[_Happening] = []
    for happening in happenings:
        earlier = _told_before(happening, kept)
        if earlier is None:
            kept.append(happening)
            continue
        earlier.occurrences.extend(happening.occurrences)
        earlier.times.extend(t for t in happening.times if not earlier.times)
        earlier.places.extend(p for p in happening.places if not earlier.places)
        earlier.tolls.extend(happening.tolls)
    return kept


def _told_before(happening: _Happening, kept: Sequence[_Happening]) -> _Happening | None:
    if happening.is_denied:
        return None  # what is denied must not be counted with what is not
    leading = happening.leading
    points_back = _points_back(leading)
    told = status_of(leading.head) in {"happened", "ongoing"}
    bare = _is_bare_effect(happening) and told
    for earlier in reversed(kept):
        near = happening.index - earlier.index <= _BACK_SENTENCES
        if leading.trigger.type != earlier.type or not near or earlier.is_denied:
            continue
        if _same_victim(happening, earlier) or _goes_on(happening, earlier):
            return earlier
        same_sentence = happening.index == earlier.index
        names_it = points_back and (same_sentence or _names_kind(leading, earlier))
        goes_on = bare and _is_close_behind(happening, earlier)
        fits = names_it or goes_on or (told and _by_attackers(leading))
        if fits and _agree(happening, earlier):
            return earlier
    return None


def _is_close_behind(happening: _Happening, earlier: _Happening) -> bool:
    last = max(span_of(o.sentence).end for o in earlier.occurrences)
    return span_of(happening.leading.sentence).start - last <= _CLOSE_BEHIND


def _by_attackers(occurrence: Occurrence) -> bool:
    """As in "the attackers claimed to have killed 43": those of the event just told."""
    actors = occurrence.frame.actors
    return _is_effect(occurrence) and any(
        head.lemma_.lower() in _ATTACKERS and any(c.lower_ == "the" for c in head.children)
        for head in actors
    )


def _same_victim(one: _Happening, other: _Happening) -> bool:
    """Whether both tell of the same named person killed or abducted: that happens once."""
    return bool(one.victims & other.victims) and one.leading.trigger.mode in {
        other.leading.trigger.mode,
        None,
    }


def _names_kind(noun: Occurrence, earlier: _Happening) -> bool:
    """Whether "the bombing" can be what was told before: a general word, or of the same mode."""
    if noun.head.lemma_.lower() in _GENERAL:
        return True
    modes = {o.trigger.mode for o in earlier.occurrences}
    lemmas = {o.head.lemma_.lower() for o in earlier.occurrences}
    return noun.trigger.mode in modes - {None} or noun.head.lemma_.lower() in lemmas


def _goes_on(happening: _Happening, earlier: _Happening) -> bool:
    """As in "They killed two guards" right after "The raiders attacked a post": the same doers."""
    if happening.times or happening.places or happening.index - earlier.index > 1:
        return False
    pronoun = any(h.pos_ == "PRON" for h in happening.leading.frame.actors)
    return pronoun and _is_effect(happening.leading) and bool(happening.doers & earlier.doers)


def _doers(happening: _Happening, cast: Cast) -> Iterator[str]:
    for occurrence in happening.occurrences:
        for head in occurrence.frame.actors:
            name = cast.refer(head) if is_people(head, cast) else None
            if name is not None:
                yield name


def _named_victims(happening: _Happening, cast: Cast) -> Iterator[str]:
    for occurrence in happening.occurrences:
        parts = [part.head for part in occurrence.parts if part.kind == "victim"]
        for head in (*occurrence.frame.recipients, *parts):
            name = cast.named_at(head)
            if name is not None and cast.kind_of(name) == "person":
                yield name


def _points_back(occurrence: Occurrence) -> bool:
    """As in "the attack", "this bombing", "Tuesday's blast": an event already told.

    Not "the offensive launched in November": what is described further is told here for itself.
    """
    if occurrence.trigger.pos != "noun":
        return False
    if any(c.dep_ in {"acl", "relcl"} for c in occurrence.head.children):
        return False
    if any(c.lower_ in _OTHER_ONES for c in occurrence.head.lefts):
        return False
    before = {c.lower_ for c in occurrence.head.children if c.dep_ in {"det", "poss"}}
    return bool(before & {"the", "this", "that", "these", "those", "its", "their"}) or any(
        c.dep_ == "poss" and c.ent_type_ == "DATE" for c in occurrence.head.children
    )


def _is_bare_effect(happening: _Happening) -> bool:
    """As in "Twelve people were killed, police said": no doer, time or place."""
    return (
        all(_is_effect(o) and not o.frame.actors for o in happening.occurrences)
        and not happening.times
        and not happening.places
    )


def _agree(one: _Happening, other: _Happening) -> bool:
    """Whether nothing that both say of time or place differs."""
    for a, b in ((one.times, other.times), (one.places, other.places)):
        if a and b and not _names(a) & _names(b):
            return False
    modes = {o.trigger.mode for h in (one, other) for o in h.occurrences if o.trigger.mode}
    return len(modes) <= 1 or not ({"abduct"} & modes)


def _names(things: Sequence[Time] | Sequence[Located]) -> set[str | None]:
    return {t.when.start if isinstance(t, Time) else t.where.name for t in things}


def _says_enough(happening: _Happening, findings: Findings) -> bool:
    """Whether there is an event to report and not only talk of such events.

    "The country has had its share of terror attacks" names no time, place, party or toll.
    """
    quad = codebook.event_types()[happening.type].quad
    if quad < _MATERIAL_CONFLICT and _status(happening) in {"negated", "hypothetical"}:
        return False  # that somebody did not meet or praise anybody is no event
    told = happening.occurrences
    actors = [h for o in told for h in o.frame.actors if is_people(h, findings.cast)]
    victims = [h for o in told for h in o.frame.recipients if _is_harmed(h, findings)]
    actors += [p.head for o in told for p in o.parts if p.kind in _SIDES["actors"]]
    victims += [p.head for o in told for p in o.parts if p.kind in {"victim", "thing"}]
    if happening.leading.trigger.pos == "verb":
        return bool(actors or victims or any(o.frame.means for o in told))
    anchors = [bool(happening.times), bool(happening.places), bool(happening.tolls), bool(actors)]
    anchors.append(bool(victims))
    needed = 2 if happening.leading.head.tag_ in {"NNS", "NNPS"} else 1
    if happening.leading.head.lemma_.lower() in _GENERAL:
        needed = 2
    return sum(anchors) >= needed


def _is_harmed(head: Token, findings: Findings) -> bool:
    return is_people(head, findings.cast) or thing_kind(head) is not None


def _claim(claim_id: str, happening: _Happening, findings: Findings) -> Claim:
    leading = happening.leading
    event_type, modes = _type_of(happening, findings)
    trigger = tuple(sorted({_trigger_span(o) for o in happening.occurrences}))
    said_by, certainty = _word_for(leading, findings)
    actors = _participants(happening, findings, "actors")
    recipients = _participants(happening, findings, "recipients")
    mutual = len(actors) > 1 and leading.trigger.frame in {"mutual", "both"}
    status = _status(happening)
    told = happening.tolls if status in _TOLD else []  # nobody died of what is threatened
    toll = tuple(_toll(figure, findings) for figure in _distinct(told))
    when = happening.times[0].when if happening.times else None
    where = _where(happening)
    targets = tuple(_targets(happening))
    return Claim(
        id=claim_id,
        type=event_type,
        modes=modes,
        contexts=_contexts(happening, event_type),
        acled=_acled(happening, event_type, codebook.acled_type(event_type, modes, mutual=mutual)),
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


def _codes(happening: _Happening, coders: Sequence[Coder]) -> Iterator[Code]:
    """What the user's own codebooks call it, by the sentence that it was first read in."""
    deeds = [o.deed for o in happening.occurrences if o.deed is not None]
    vector = next((deed.vector for deed in deeds if deed.vector is not None), None)
    for coder in coders:
        code = coder.code(vector) if vector is not None else None
        if code is not None:
            yield code


def _status(happening: _Happening) -> Status:
    """Whether it happened; a refusal, demand, threat or promise did, whatever becomes of it.

    "Will not lift the ban" tells of no lifting, and of a refusal.
    """
    status, deed = status_of(happening.leading.head), happening.leading.deed
    if happening.type in _ACTS_OF_SPEECH and deed is not None and status != "happened":
        name, sureness = deed.best()
        if name == happening.type and sureness >= _SURE_OF_ACT:
            return "happened"
    return status


def _acled(happening: _Happening, event_type: str, by_mode: str | None) -> str | None:
    """ACLED's type: what type and modes say, unless the sentence says something finer and surely.

    `by_mode` may be a type that ACLED keeps for what is no other ("Attack", "Other"), or None.
    """
    judged = [o.deed.acled for o in happening.occurrences if o.deed is not None]
    fitting = [
        (probable.get(name, 0.0), name)
        for probable in judged
        for name, types in codebook.acled_types().items()
        if event_type in types
    ]
    sureness, name = max(fitting, default=(0.0, ""))
    least = _SURE_OF_ACLED if by_mode in _UNDECIDED else _SURE_AGAINST_MODE
    return name if sureness >= least else by_mode


def _type_of(happening: _Happening, findings: Findings) -> tuple[str, tuple[str, ...]]:
    """The type, and the modes that it knows.

    A seizure in which people die is an assault; whom rebels "capture", they abduct.
    """
    types = [o.trigger.type for o in happening.occurrences]
    modes = [o.trigger.mode for o in happening.occurrences if o.trigger.type == types[0]]
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


def _trigger_span(occurrence: Occurrence) -> Span:
    """The trigger's words with what stands between, if short: "held people hostage"."""
    words = sorted(occurrence.words, key=lambda token: token.i)
    if words[-1].i - words[0].i <= 4:
        return Span(span_of(words[0]).start, span_of(words[-1]).end)
    return span_of(occurrence.head)


def _participants(happening: _Happening, findings: Findings, side: str) -> tuple[Participant, ...]:
    found: dict[Span, Participant] = {}
    entities: set[str] = set()
    for occurrence in happening.occurrences:
        heads = occurrence.frame.actors if side == "actors" else occurrence.frame.recipients
        for head in heads:
            if head.pos_ == "NUM" or head.tag_ == "WP" or not is_people(head, findings.cast):
                continue  # "130 were killed" is a toll and names nobody, nor does "who"
            span = span_of(noun_phrase(head))
            entity = findings.cast.refer(head)
            if entity in entities or any(span.overlaps(other) for other in found):
                continue
            own = _word_for(occurrence, findings)
            found[span] = _participant(entity, span, own, happening, findings)
            entities |= {entity} if entity else set()
        for part in occurrence.parts:
            if part.kind in _SIDES[side]:
                _add_part(part, found, happening, findings)
    return tuple(found[span] for span in sorted(found))


def _add_part(
    part: Part, found: dict[Span, Participant], happening: _Happening, findings: Findings
) -> None:
    """Add somebody whom the encoder sees, on the word on which that sentence names them."""
    span, entity = _words_of(part, findings.cast), findings.cast.refer(part.head)
    known = {participant.entity for participant in found.values()} - {None}
    if entity in known or any(span.overlaps(other) for other in found):
        return
    own = word_for(part.head, span, findings.attributions)
    found[span] = _participant(entity, span, own, happening, findings)


def _words_of(part: Part, cast: Cast) -> Span:
    """The name of a body, which the parser may split: "People's Front [PF]"; else the phrase."""
    name = cast.name_around(part.head) if part.kind == "organization" else None
    return name or span_of(noun_phrase(part.head))


def _participant(
    entity: str | None,
    span: Span,
    own: tuple[tuple[str, ...], Certainty],
    happening: _Happening,
    findings: Findings,
) -> Participant:
    """Somebody named with a later mention on another word than the claim's keeps that word.

    "A bomb killed nine. … The minister said the Reds had carried out the bombing."
    """
    if own == _word_for(happening.leading, findings):
        return Participant(entity=entity, span=span)
    return Participant(entity=entity, span=span, said_by=own[0], certainty=own[1])


def _word_for(occurrence: Occurrence, findings: Findings) -> tuple[tuple[str, ...], Certainty]:
    span = _trigger_span(occurrence)
    said_by, certainty = word_for(occurrence.head, span, findings.attributions)
    if may_be_accident(occurrence) and certainty in {"stated", "attributed"}:
        return (), "alleged"  # that it blew up is said; nobody says here that somebody did it
    return said_by, certainty


def _targets(happening: _Happening) -> Iterator[Target]:
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
        for head in (part.head for part in occurrence.parts if part.kind == "thing"):
            span = span_of(noun_phrase(head))
            if not any(span.overlaps(other) for other in seen):
                seen.add(span)
                yield Target(span=span, kind=thing_kind(head) or "other")


def _things_behind(occurrence: Occurrence) -> Iterator[Token]:
    for word in occurrence.words:
        for child in word.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "at", "inside", "outside", "on"}:
                yield from (c for c in child.children if c.dep_ == "pobj")


def _instruments(happening: _Happening) -> Iterator[Instrument]:
    weapons = resources.weapons()
    heads = dict.fromkeys(head for o in happening.occurrences for head in _means(o))
    seen = [p.head for o in happening.occurrences for p in o.parts if p.kind == "weapon"]
    named = [h for h in heads if h.lower_ in weapons or h.lemma_.lower() in weapons]
    for head in dict.fromkeys((*named, *seen)):
        yield Instrument(span=span_of(noun_phrase(head)))


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


def _where(happening: _Happening) -> Where | None:
    """The most exact place named with the event; a country only when there is nothing nearer."""
    if not happening.places:
        return None
    return min(happening.places, key=lambda p: (p.where.precision or 9, p.span)).where


def _contexts(happening: _Happening, event_type: str) -> tuple[str, ...]:
    """What an event is part of, by the words on the trigger and its doer: "terrorist attack"."""
    heads = [o.head for o in happening.occurrences]
    heads += [head for o in happening.occurrences for head in o.frame.actors]
    words = {t.lemma_.lower() for head in heads for t in (head, *head.lefts)}
    found = []
    if event_type == "ASSAULT" and any(word.startswith("terror") for word in words):
        found.append("terrorism")
    if event_type in {"AGREE", "SANCTION"} and words & {"nuclear", "chemical", "biological"}:
        found.append("cbrn")
    return tuple(found)


def _score(happening: _Happening, event_type: str, present: Sequence[bool]) -> float:
    """How sure the event is told, and so typed: by what the networks think, and what bears it out.

    present: whether it has an actor, a victim, a toll, a time, a place.
    """
    judged = [o.deed for o in happening.occurrences if o.deed is not None]
    typed = max((deed.types[event_type] for deed in judged), default=_UNJUDGED)
    told = max((deed.is_told for deed in judged), default=_UNJUDGED)
    weight, sure, seen, borne_out = _SCORE
    total = weight + sure * typed + seen * told + borne_out * sum(present)
    return round(1 / (1 + math.exp(-total)), 3)


def _evidence(happening: _Happening) -> Spans:
    told = {span_of(o.sentence) for o in happening.occurrences}
    named = {span_of(part.head.sent) for o in happening.occurrences for part in o.parts}
    return tuple(sorted(told | named))
