"""Which words of an article tell of one happening: occurrences to happenings.

In: occurrences of triggers, and all that was found. Out: `Happening`s, each with the times, places
and tolls that are its own. Several occurrences of one happening ("attacked … killing 12", "the
attack", "was killed in the blast") become one; what stands in the same sentence goes to the trigger
nearest in the parse.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.tokens import Token

from dateline.reading.coded import Coder
from dateline.reading.expected import Expected
from dateline.reading.frames import DEFINITE, has_own_subject, is_definite, steps_between
from dateline.reading.how_many import TollFigure
from dateline.reading.how_sure import is_asked, is_denied, status_of, word_for
from dateline.reading.occurrences import (
    PEOPLE_NOUNS,
    Occurrence,
    is_bomb,
    is_people,
    may_be_accident,
    mode_of,
    thing_kind,
)
from dateline.reading.prose import span_of
from dateline.reading.scope import is_in_scope, is_location, occurs
from dateline.reading.when import Time
from dateline.reading.who import Cast, core_of
from dateline.records import Attribution, Certainty, Span, Where

# Nouns that tell of violence or protest of any kind.
GENERAL_WORDS = frozenset(
    "violence unrest fighting attack assault killing murder protest battle".split()
)
_COUNTRY = 6  # UCDP's where_prec of a country
_OF_OTHER_COUNTRIES = frozenset({"ambassador", "consul", "consulate", "diplomat", "embassy"})
_OF_TWO_SIDES = frozenset({"battle", "fighting"})
# Verbs that say what an event did to people rather than naming a new event.
_EFFECTS = frozenset("kill wound injure maim die leave claim shoot destroy damage".split())
_AFTER = frozenset({"after", "amid", "following"})
_CARRIES_OUT = frozenset("carry stage launch commit perpetrate mount conduct wage".split())
_REACTING = frozenset(
    "avenge revenge vengeance retaliate retaliation reprisal response respond protest mourn mark"
    " commemorate remember anniversary denounce condemn".split()
)
_COMES_ABOUT = frozenset("rage erupt begin start break flare ensue occur happen".split())
# "The first demonstration", "the latest attack": one among several, not the one just told.
_OTHER_ONES = frozenset(
    "first second third fourth previous earlier other similar latest last recent next deadliest"
    " worst same-day past".split()
)
_OF_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "SPY"})
_ATTACKERS = frozenset("attacker assailant bomber raider kidnapper gunman killer shooter".split())
_TYPES_OF_TOLL = {"arrested": {"COERCE", "PROTEST"}, "abducted": {"ASSAULT"}}
_CLOSE_BEHIND = 300  # characters; "twelve were killed" further on is told of something else
_ON_SENTENCES = 2
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
    expected: Expected = field(default_factory=Expected)


@dataclass(slots=True)
class Happening:
    """A claim while it is put together; the first occurrence is the leading one."""

    occurrences: list[Occurrence]
    index: int  # the number of its first sentence, of those that tell events
    times: list[Time] = field(default_factory=list)
    places: list[Located] = field(default_factory=list)
    tolls: list[TollFigure] = field(default_factory=list)
    victims: frozenset[str] = frozenset()  # the named persons it was done to
    doers: frozenset[str] = frozenset()  # the entities that did it
    sufferers: frozenset[str] = frozenset()  # the entities, and nouns of things, it was done to
    told_again: frozenset[str] = frozenset()  # of those, whom a pronoun or "the" takes up again
    is_denied: bool = False  # told only in the words of somebody who denies it

    @property
    def type(self) -> str:
        """The PLOVER type of its leading occurrence."""
        return self.leading.trigger.type

    @property
    def leading(self) -> Occurrence:
        """The occurrence that names it best."""
        return self.occurrences[0]


def gather(occurrences: Sequence[Occurrence], findings: Findings) -> list[Happening]:
    """Put occurrences of one happening together, in the order in which they are first told."""
    happenings: list[Happening] = []
    sentences = list(dict.fromkeys(o.sentence for o in occurrences))
    order = {span_of(s).start: i for i, s in enumerate(sentences)}
    for occurrence in occurrences:
        here = order[span_of(occurrence.sentence).start]
        same = _same_sentence(occurrence, happenings)
        if same is None:
            happenings.append(Happening([occurrence], here))
        else:
            _join(same, occurrence)
    for happening in happenings:
        _attach(happening, happenings, findings)
        happening.victims = frozenset(_named_victims(happening, findings.cast))
        happening.doers = frozenset(_doers(happening, findings.cast))
        suffered = dict(_sufferers(happening, findings.cast))
        happening.sufferers = frozenset(suffered)
        happening.told_again = frozenset(name for name, again in suffered.items() if again)
        happening.is_denied = any(
            word_on(o, findings)[1] == "denied" for o in happening.occurrences
        )
    return _across_sentences(happenings, findings)


def is_said_to_happen(happening: Happening) -> bool:
    """As in "a bomb attack occurred in Lima", "rebels carried out attacks": told as an event."""
    head, frame = happening.leading.head, happening.leading.frame
    is_subject = head.dep_ == "nsubj" and occurs(head.head)
    is_done = head.dep_ == "dobj" and head.head.lemma_.lower() in _CARRIES_OUT and frame.actors
    # "After mass protests against his rule"
    is_cause = head.dep_ == "pobj" and head.head.lower_ in _AFTER and happening.type == "PROTEST"
    return bool(is_subject or is_done or is_cause) and status_of(head) == "happened"


def trigger_span(occurrence: Occurrence) -> Span:
    """The trigger's words with what stands between, if short: "held people hostage"."""
    words = sorted(occurrence.words, key=lambda token: token.i)
    if words[-1].i - words[0].i <= 4:
        return Span(span_of(words[0]).start, span_of(words[-1]).end)
    return span_of(occurrence.head)


def word_on(
    occurrence: Occurrence, findings: Findings, *, granting: bool = True
) -> tuple[tuple[str, ...], Certainty]:
    """The attributions that carry a trigger, and how certain what it tells is by them.

    granting: see `word_for`.
    """
    span = trigger_span(occurrence)
    said_by, certainty = word_for(occurrence.head, span, findings.attributions, granting=granting)
    if may_be_accident(occurrence) and certainty in {"stated", "attributed"}:
        return (), "alleged"  # that it blew up is said; nobody says here that somebody did it
    return said_by, certainty


def _join(happening: Happening, occurrence: Occurrence) -> None:
    """Add an occurrence; the one that names the event best leads ("bombing" before "killed")."""
    happening.occurrences.append(occurrence)
    happening.occurrences.sort(key=lambda o: (_is_effect(o), o.head.i))


def _is_effect(occurrence: Occurrence) -> bool:
    return occurrence.head.lemma_.lower() in _EFFECTS and occurrence.trigger.mode is None


def _same_sentence(occurrence: Occurrence, happenings: Sequence[Happening]) -> Happening | None:
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
    if _is_turned_round(one, other) or _is_turned_round(other, one):
        return False
    if _shares_words(one, other) or _suffers_both(one, other) or _suffers_both(other, one):
        return True
    later, earlier = (one, other) if one.head.i > other.head.i else (other, one)
    if earlier.trigger.type == "THREATEN" and later.head.dep_ == "ccomp":
        return later.head.head == earlier.head  # "warned that they would attack"
    if _are_two_acts(earlier, later):
        return False
    if later.trigger.pos == earlier.trigger.pos == "verb":
        return _verbs_are_one(earlier.head, later.head)
    noun, verb = (one, other) if one.trigger.pos == "noun" else (other, one)
    if noun.trigger.pos == verb.trigger.pos:
        return one.head in other.head.children or other.head in one.head.children
    return noun.head in verb.frame.actors or _noun_in_verb(noun.head, verb.head)


def _is_turned_round(one: Occurrence, other: Occurrence) -> bool:
    """As in "police shootings and police being shot": who did the one suffered the other."""
    if {one.trigger.frame, other.trigger.frame} & {"both", "mutual"}:
        return False
    doers = {core_of(head).lemma_.lower() for head in one.frame.actors}
    return any(core_of(head).lemma_.lower() in doers for head in other.frame.recipients)


def _are_two_acts(earlier: Occurrence, later: Occurrence) -> bool:
    """As in "closed the road and detained four men"; an attack that killed is one all the same."""
    if later.head.dep_ != "conj" or later.trigger.type in {"ASSAULT", "PROTEST"}:
        return False
    verbs = (earlier.head, later.head)
    return all(any(c.dep_ == "dobj" for c in verb.children) for verb in verbs)


def _suffers_both(one: Occurrence, other: Occurrence) -> bool:
    """As in "the murder of two priests, who were shot": what follows is told of its victims.

    So it is of the means in "a bomb planted by the rebels went off".
    """
    if other.head.dep_ not in {"relcl", "acl"}:
        return False
    told_of = other.head.head
    if told_of in one.frame.means:
        return True
    modes = {one.trigger.mode, other.trigger.mode} - {None}
    if (
        one.trigger.pos != "noun"
        or len(modes - {"targeted"}) > 1
        or modes == {"abduct", "targeted"}
    ):
        return False  # "killed a judge who was wounded by soldiers in 2010" tells of two
    return told_of in one.frame.recipients and told_of in other.frame.recipients


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
            is_own = has_own_subject(later)
            if is_own and later.dep_ == "conj":
                # "…, and an airliner blew up", "wanted to raid it, but was shot at" tell of two
                is_effect = later.lemma_.lower() in _EFFECTS
                return is_effect and status_of(earlier) == status_of(later)
            if later.dep_ != "advcl" or not is_own:
                return True
            return _is_circumstance(later) and earlier.lemma_.lower() in _EFFECTS
        return False
    for above in later.ancestors:  # "…, where 130 were killed"
        if above == earlier:
            clause = next((t for t in (later, *later.ancestors) if t.dep_ == "relcl"), None)
            words = {t.lower_ for t in clause.subtree} if clause is not None else set()
            subjects = [c for c in later.children if c.dep_ == "nsubj"]
            if "where" not in words and any(c.tag_ != "WDT" for c in subjects):
                return False  # "refused to sign the deal, which Chad opposed"
            return bool(words & {"where", "which", "when"}) and clause == later
    return False


def _is_circumstance(verb: Token) -> bool:
    """As in "nine were killed when gunmen attacked": the clause tells how it came about."""
    return any(c.lower_ in {"when", "as", "after", "while"} for c in verb.children)


def _noun_in_verb(noun: Token, verb: Token) -> bool:
    """Whether a verb's effect comes from an event noun: its subject, or "in the bombing"."""
    above = noun.head
    if noun.dep_ == "nsubj" and above.lemma_.lower() in {"leave", "result"}:
        # "the raid resulted in 12 dead and 15 wounded"
        return verb.lemma_.lower() in _EFFECTS and above in verb.ancestors
    if above.dep_ == "advcl" and above.head == verb and _is_circumstance(above):
        return verb.lemma_.lower() in _EFFECTS  # "were killed when an explosion ripped …"
    if verb.head == above and verb.dep_ == "advcl" and noun.dep_ == "nsubj":
        # "fighting erupted when rebels attacked the post"
        return above.lemma_.lower() in _COMES_ABOUT and _is_circumstance(verb)
    if above == verb and noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return verb.lemma_.lower() in _EFFECTS or noun.dep_ == "dobj"
    if above.dep_ in {"prep", "agent"} and above.head == verb:
        return above.lower_ in {"in", "during", "by", "from", "at", "with"}
    return verb.head == noun and verb.dep_ in {"relcl", "acl"}


def _attach(happening: Happening, happenings: Sequence[Happening], findings: Findings) -> None:
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


def _takers(figure: TollFigure, happenings: Sequence[Happening]) -> list[Happening]:
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
            yield Span(span_of(head.left_edge).start, span_of(core_of(head)).end)


def _nearest(
    happening: Happening, happenings: Sequence[Happening], things: Sequence[_Thing]
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
            if isinstance(thing, Located) and not _is_where(thing, token):
                continue
            if _nearest_happening(token, happenings) is happening:
                found.append(thing)
    return found


def _is_where(place: Located, token: Token) -> bool:
    """Whether a place can be where it was; "the embassies of Chile and Peru" are in neither."""
    is_whose = place.where.precision == _COUNTRY and _says_whose(token)
    return is_location(token) and not is_whose


def _says_whose(token: Token) -> bool:
    """Whether a country stands beside an embassy to say whose it is; not "the embassy in Chile"."""
    for word in (token, *token.ancestors):
        if word.lemma_.lower() in _OF_OTHER_COUNTRIES:
            return True
        if word.dep_ == "prep" and word.lower_ != "of":
            return False
    return False


def _token_at(occurrence: Occurrence, span: Span) -> Token | None:
    offset = span_of(occurrence.sentence).start - occurrence.sentence.start_char
    tokens = occurrence.sentence.doc.char_span(
        span.start - offset, span.end - offset, alignment_mode="expand"
    )
    return tokens.root if tokens else None


def _nearest_happening(token: Token, happenings: Sequence[Happening]) -> Happening | None:
    """The happening whose trigger is fewest steps away in the parse; of equals, in the text."""
    ranked = [
        (steps_between(token, occurrence.head), abs(token.i - occurrence.head.i), number)
        for number, happening in enumerate(happenings)
        for occurrence in happening.occurrences
        if occurrence.sentence.doc is token.doc and occurrence.sentence == token.sent
    ]
    return happenings[min(ranked)[2]] if ranked else None


def _across_sentences(happenings: Sequence[Happening], findings: Findings) -> list[Happening]:
    """Merge what later sentences say of a happening: "the attack", "twelve were killed"."""
    kept: list[Happening] = []
    for happening in happenings:
        earlier = _told_before(happening, kept, findings)
        if earlier is None:
            kept.append(happening)
            continue
        earlier.occurrences.extend(happening.occurrences)
        earlier.times.extend(t for t in happening.times if not earlier.times)
        earlier.places.extend(p for p in happening.places if not earlier.places)
        earlier.tolls.extend(happening.tolls)
    return kept


def _told_before(
    happening: Happening, kept: Sequence[Happening], findings: Findings
) -> Happening | None:
    if happening.is_denied or is_asked(happening.leading.head):
        return None  # what is denied or asked must not be counted with what is told
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
        names_it = points_back and (
            _may_be_of_mode(leading, earlier) if same_sentence else _names_kind(leading, earlier)
        )
        names_it = names_it and not _is_of_others(happening, earlier, findings.cast)
        names_it = names_it and not (same_sentence and _is_reason(leading.head))
        is_other = bool(happening.victims) and _is_of_others(happening, earlier, findings.cast)
        goes_on = bare and not is_other and _is_close_behind(happening, earlier)
        goes_on = goes_on and status_of(earlier.leading.head) in {"happened", "ongoing"}
        counted = told and _is_effect(leading) and _same_toll(happening, earlier)
        same = told and (_same_sufferers(happening, earlier) or _by_same_bomb(happening, earlier))
        fits = names_it or goes_on or counted or same or (told and _by_attackers(leading))
        if fits and _agree(happening, earlier):
            return earlier
    return None


def _is_reason(noun: Token) -> bool:
    """As in "attacked a post to avenge *the murder of their leader*": what came before it."""
    above = itertools.takewhile(lambda token: token.dep_ not in {"ccomp", "relcl"}, noun.ancestors)
    return any(token.lemma_.lower() in _REACTING for token in above)


def _is_close_behind(happening: Happening, earlier: Happening) -> bool:
    last = max(span_of(o.sentence).end for o in earlier.occurrences)
    return span_of(happening.leading.sentence).start - last <= _CLOSE_BEHIND


def _same_toll(one: Happening, other: Happening) -> bool:
    """As in "put the losses at 27 dead, 15 wounded", of a raid that killed 27."""
    return any(
        a.kind == b.kind and a.best == b.best and (a.best or 0) > 1
        for a in one.tolls
        for b in other.tolls
    )


def _by_attackers(occurrence: Occurrence) -> bool:
    """As in "the attackers claimed to have killed 43": those of the event just told."""
    actors = occurrence.frame.actors
    return _is_effect(occurrence) and any(
        head.lemma_.lower() in _ATTACKERS and any(c.lower_ == "the" for c in head.children)
        for head in actors
    )


def _same_victim(one: Happening, other: Happening) -> bool:
    """Whether both tell of the same named person killed or abducted: that happens once."""
    return bool(one.victims & other.victims) and one.leading.trigger.mode in {
        other.leading.trigger.mode,
        None,
    }


def _same_sufferers(happening: Happening, earlier: Happening) -> bool:
    """As in "Gunmen shot at a bus. … The bus was attacked near Varda": told further."""
    if happening.index - earlier.index > _ON_SENTENCES:
        return False
    if happening.doers and earlier.doers and not happening.doers & earlier.doers:
        return False  # "Soldiers beat the teacher", whom rebels had shot
    modes = {mode_of(happening.leading), mode_of(earlier.leading)} - {None}
    return len(modes) <= 1 and bool(happening.told_again & earlier.sufferers)


def _by_same_bomb(happening: Happening, earlier: Happening) -> bool:
    """As in "A bomb went off. … The bomb had been planted in a car": told further of its means."""
    if happening.index - earlier.index > _ON_SENTENCES:
        return False
    before = {head.lemma_.lower() for head in _bombs(earlier)}
    return any(head.lemma_.lower() in before and is_definite(head) for head in _bombs(happening))


def _bombs(happening: Happening) -> Iterator[Token]:
    for occurrence in happening.occurrences:
        frame = occurrence.frame
        heads = (*frame.actors, *frame.recipients, *frame.means, *occurrence.head.children)
        near = (occurrence.head.head, *heads) if occurrence.head.dep_ == "acl" else heads
        yield from (head for head in near if is_bomb(head))


def _names_kind(noun: Occurrence, earlier: Happening) -> bool:
    """Whether "the bombing" can be what was told before: a general word, or of the same mode."""
    lemma = noun.head.lemma_.lower()
    if lemma in _OF_TWO_SIDES:  # "the fighting" is no bombing told before
        return any(o.trigger.frame in {"both", "mutual"} for o in earlier.occurrences)
    if lemma in GENERAL_WORDS:
        return True
    modes = {mode_of(o) for o in earlier.occurrences}
    lemmas = {o.head.lemma_.lower() for o in earlier.occurrences}
    return noun.trigger.mode in modes - {None} or noun.head.lemma_.lower() in lemmas


def _may_be_of_mode(noun: Occurrence, earlier: Happening) -> bool:
    """Not "the drone strikes" after "tried to detonate a bomb"."""
    modes = {mode_of(o) for o in earlier.occurrences} - {None}
    return noun.trigger.mode is None or not modes or noun.trigger.mode in modes


def _is_of_others(happening: Happening, earlier: Happening, cast: Cast) -> bool:
    """Whether a later mention names its own victims or doers, who are not those told before.

    "The murder of the governor" after "the murder of the colonel"; "the attack on the cartel",
    which the government began, after "the cartel's killings".
    """
    theirs = [list(_people_harmed(h, cast)) for h in (happening, earlier)]
    known = [{cast.refer(head) for head in side} - {None} for side in theirs]
    named = [{name for name in side if name and cast.is_named(name)} for side in known]
    if all(named):
        return not known[0] & known[1]
    if all(theirs):
        return not any(_may_be_same(a, b, cast) for a in theirs[0] for b in theirs[1])
    sides = [{cast.sector_of(doer) in _OF_STATE for doer in h.doers} for h in (happening, earlier)]
    return all(sides) and not sides[0] & sides[1]


def _people_harmed(happening: Happening, cast: Cast) -> Iterator[Token]:
    for occurrence in happening.occurrences:
        parts = [part.head for part in occurrence.parts if part.kind == "victim"]
        yield from (h for h in (*occurrence.frame.recipients, *parts) if is_people(h, cast))


def _may_be_same(one: Token, other: Token, cast: Cast) -> bool:
    """Whether two phrases may mean the same people, as far as their words tell.

    "The officer" may be a colonel who was named; "22 peasants" are no "pilot".
    """
    who = [cast.refer(head) for head in (one, other)]
    if who[0] is not None and who[0] == who[1]:
        return True
    named = [name is not None and cast.is_named(name) for name in who]
    if all(named):
        return False
    cores = [core_of(head) for head in (one, other)]
    if cores[0].lemma_.lower() == cores[1].lemma_.lower():
        return True
    if any(core.pos_ in {"PRON", "NUM"} or core.lemma_.lower() in PEOPLE_NOUNS for core in cores):
        return True
    if named[0]:
        # "a judge … Pedro Solis"; not "a judge … the cook Pedro Solis", "businessmen … Pedro Solis"
        return one.pos_ == "PROPN" and other.tag_ in {"NN", "NNP"}
    return is_definite(one)


def _goes_on(happening: Happening, earlier: Happening) -> bool:
    """As in "They killed two guards" right after "The raiders attacked a post": the same doers."""
    if happening.times or happening.places or happening.index - earlier.index > 1:
        return False
    pronoun = any(h.pos_ == "PRON" for h in happening.leading.frame.actors)
    return pronoun and _is_effect(happening.leading) and bool(happening.doers & earlier.doers)


def _doers(happening: Happening, cast: Cast) -> Iterator[str]:
    for occurrence in happening.occurrences:
        for head in occurrence.frame.actors:
            name = cast.party(head) if is_people(head, cast) else None
            if name is not None:
                yield name


def _sufferers(happening: Happening, cast: Cast) -> Iterator[tuple[str, bool]]:
    """Those it was done to, and whether a pronoun or "the" says that they were told before."""
    for occurrence in happening.occurrences:
        for head in occurrence.frame.recipients:
            again = head.pos_ == "PRON" or is_definite(head)
            again = again and cast.named_at(head) is None
            if is_people(head, cast):
                yield from ((name, again) for name in _names_of_people(head, cast))
                yield "victim", again and head.lemma_.lower() == "victim"
            elif thing_kind(head):
                yield head.lemma_.lower(), again


def _names_of_people(head: Token, cast: Cast) -> Iterator[str]:
    """Their entity, and what they are: "nine soldiers" may be told again as "the soldiers"."""
    name = cast.refer(head)
    if name is not None:
        yield name
    core = core_of(head)
    if core.pos_ != "NOUN":
        return
    count = next((c.lower_ for c in core.children if c.dep_ == "nummod"), None)
    if count is not None:
        yield f"{count} {core.lemma_.lower()}"
        yield f"{count} of them"  # "two engineers": "the two Italians"
    if count is None or not is_definite(head):  # "the two guards" are not "three guards"
        yield core.lemma_.lower()


def _named_victims(happening: Happening, cast: Cast) -> Iterator[str]:
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
    if any(c.lower_ in _OTHER_ONES or c.tag_ == "JJS" for c in occurrence.head.lefts):
        return False  # "the largest offensive in years"
    before = {c.lower_ for c in occurrence.head.children if c.dep_ in {"det", "poss"}}
    return bool(before & (DEFINITE | {"its", "their"})) or any(
        c.dep_ == "poss" and c.ent_type_ == "DATE" for c in occurrence.head.children
    )


def _is_bare_effect(happening: Happening) -> bool:
    """As in "Twelve people were killed, police said": no doer, time or place."""
    return (
        all(_is_effect(o) and not o.frame.actors for o in happening.occurrences)
        and not happening.times
        and not happening.places
    )


def _agree(one: Happening, other: Happening) -> bool:
    """Whether nothing that both say of time or place differs."""
    for a, b in ((one.times, other.times), (one.places, other.places)):
        if a and b and not _names(a) & _names(b):
            return False
    modes = {o.trigger.mode for h in (one, other) for o in h.occurrences if o.trigger.mode}
    return len(modes) <= 1 or not ({"abduct"} & modes)


def _names(things: Sequence[Time] | Sequence[Located]) -> set[str | None]:
    return {t.when.start if isinstance(t, Time) else t.where.name for t in things}
