"""Who did it and who suffered it, from claims to the fills of MUC-4's perpetrators and targets.

In: the claims of one incident and their report. Out: `Doer`s, `Victim`s and `Thing`s, each once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.incidents import words
from benchmarks.incidents.matching import grade_string
from benchmarks.incidents.phrases import core, count_of, is_pronoun, plain
from dateline import resources
from dateline.records import Claim, Entity, Participant, Report, Span, Toll

_BODIES = frozenset(
    "ARMY POLICE FORCES FORCE GOVERNMENT BATTALION BRIGADE GUARD NAVY MILITARY CARTEL FRONT PARTY"
    " MOVEMENT SQUADS GANGS REGIMENT EMBASSY COMMAND DEPARTMENT REGIME MINISTRY MAFIA CARTELS"
    " STATE".split()
)
_FIGHTERS = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "IMG", "CRM"})
_SERVICES = frozenset({"ACTIVE MILITARY", "LAW ENFORCEMENT"})
_FIGHTER = re.compile(
    r"\b(GUERRILLAS?|REBELS?|TERRORISTS?|SUBVERSIVES?|EXTREMISTS?|INSURGENTS?|FIGHTERS?|ENEMY"
    r"|TRAFFICKERS?|FMLN|ELN|EPL|COMBATANTS?|CRIMINALS?)\b"
)
_REBELS = re.compile(r"GUERRILLA|REBEL|TERRORIST|SUBVERSIVE|INSURGENT|EXTREMIST|COMMANDO")
_ANYBODY = frozenset("PEOPLE PERSONS VICTIMS LEADERS MEMBERS CIVILIANS INDIVIDUALS".split())
_NO_FORENAMES = frozenset("COL CAPT DR GEN LT MAJ MSGR PROF THE A AN AND OF".split())
_NO_MORE = re.compile(r"\b(FORMER|RETIRED|EX-\w+)\b")
_MILITARY = re.compile(
    r"\b(MILITARY|ARMY|POLICE|BARRACKS|GARRISONS?|BRIGADE|REGIMENT|BATTALION|NAVY|TROOPS|PATROLS?"
    r"|TANKS?|ARMOU?RED|CONVOY|HELICOPTERS?|COMBAT|POSTS?|POSITIONS|AIR FORCE|COLUMN|CAMPS?|BASE)\b"
)
_DEATH = re.compile(r"KILL|MURDER|ASSASSIN|MASSACRE|EXECUT|SLAY|SLAIN|DIED|DEATH|SLAUGHT")
_INJURY = re.compile(r"WOUND|INJUR|MAIM|BEAT|STAB")
_DESTROYED = re.compile(r"BLEW|BLOWN|BLOW|DESTROY|RAZE|BURN")
_DAMAGED = re.compile(r"DAMAG|TORCH|FIRE|ABLAZE")
_ORGANIZATION = re.compile(
    r"\b(UNION|FRONT|ARMY|PARTY|FORCE|FORCES|POLICE|MOVEMENT|FEDERATION|CHURCH|COMMISSION|GROUP|"
    r"GROUPS|ALLIANCE|UNIVERSITY|BANK|COMPANY|COMMITTEE|ASSOCIATION|MINISTRY|GOVERNMENT|TROOPS|"
    r"CITIZENS|SOLDIER|BATTALION|AGENCY|MEMBERS)\b"
)


@dataclass(frozen=True, slots=True)
class Doer:
    """Those who did it: a description or a person, the body they belong to, or both.

    body: the id of the entity that `organization` names.
    """

    individual: str | None
    organization: str | None
    body: str | None
    is_state: bool
    participant: Participant
    claim: Claim


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody it was done to; a name, a description, or both."""

    name: str | None
    description: str | None
    kind: str
    number: str | None
    nation: str | None
    effect: str | None
    is_fighter: bool

    @property
    def reference(self) -> str:
        """What other slots call them."""
        return self.name or self.description or "-"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was attacked."""

    name: str
    kind: str
    number: str | None
    nation: str | None
    effect: str | None

    @property
    def is_military(self) -> bool:
        """Whether only soldiers or police were there."""
        return bool(_MILITARY.search(self.name))


def find_doers(claims: Sequence[Claim], report: Report) -> list[Doer]:
    """Those named as having done it, each once."""
    found: dict[tuple[str | None, str | None], Doer] = {}
    for claim in claims:
        for participant in claim.actors:
            doer = _doer(participant, claim, report)
            if doer is not None:
                found.setdefault((doer.individual, doer.organization), doer)
    return list(found.values())


def find_bystanders(claims: Sequence[Claim], report: Report) -> list[str]:
    """Armed groups that the claims' own words name without saying that they did it.

    Where these name none and rebels did it, the only armed group of the report.
    """
    quoted = [span for claim in claims for span in claim.evidence]
    near = _groups_in(quoted, claims, report)
    if near or not any(_REBELS.search(d.individual or "") for d in find_doers(claims, report)):
        return near
    named = _groups_in([Span(0, len(report.article.text))], claims, report)
    return named if len(named) == 1 else []


def _groups_in(quoted: Sequence[Span], claims: Sequence[Claim], report: Report) -> list[str]:
    parties = [p.entity for claim in claims for p in claim.recipients]
    names = []
    for entity in report.entities:
        mentions = [m for m in entity.mentions if any(span.covers(m) for span in quoted)]
        name = core(report.article.quote(mentions[0])) if mentions else None
        is_group = entity.kind == "armed-group" and entity.id not in parties
        if is_group and name is not None and _is_body(name, entity):
            names.append(name)
    return names


def find_victims(claims: Sequence[Claim], report: Report) -> list[Victim]:
    """Those it was done to, each once; what a later claim knows of the same one is added."""
    found: dict[str, Victim] = {}
    for claim in claims:
        for participant in claim.recipients:
            victim = _victim(participant, claim, report)
            if victim is not None:
                known = found.get(victim.reference)
                found[victim.reference] = _fuller(known, victim) if known else victim
        for victim in _counted(claim, report):
            found.setdefault(victim.reference, victim)
    victims = list(found.values())
    return [v for v in victims if not any(_is_said_by(v, other) for other in victims)]


def _is_said_by(one: Victim, other: Victim) -> bool:
    """Whether another victim says it better: "OQUELI" after "HECTOR OQUELI", "LEADERS" after that.

    So does any victim for a fighter who fell: "one of the kidnappers was killed as well".
    """
    if one is other:
        return False
    if one.name:
        return other.name is not None and 0 < grade_string(other.name, one.name) < 1
    if one.is_fighter and one.kind not in _SERVICES:
        return not other.is_fighter
    if one.number != "PLURAL" or one.effect not in {None, other.effect}:
        return False
    return one.description in _ANYBODY or 0 < grade_string(other.reference, one.reference) < 1


def find_things(claims: Sequence[Claim], report: Report) -> list[Thing]:
    """What was attacked, each once."""
    found: dict[str, Thing] = {}
    for claim in claims:
        for target in claim.targets:
            quote = report.article.quote(target.span)
            name = core(quote)
            if name is None or is_pronoun(quote) or target.kind == "person":
                continue
            if _is_place(target.span, report):
                continue
            effect = _effect_on_thing(claim, target.span, report)
            kind = words.kind_of(name, words.THINGS) or "OTHER"
            thing = Thing(name, kind, count_of(quote), words.nation_of(name), effect)
            found.setdefault(name, thing)
    return list(found.values())


def _is_place(span: Span, report: Report) -> bool:
    """Whether a target is a town or a country: MUC-4 has those as locations only."""
    return any(
        entity.place is not None and mention.end == span.end and span.covers(mention)
        for entity in report.entities
        if entity.kind == "place"
        for mention in entity.mentions
    )


def _doer(participant: Participant, claim: Claim, report: Report) -> Doer | None:
    entity = _entity(participant, report)
    text = _words_for(participant, entity, report)
    name = core(text) if text else None
    if name is None or is_pronoun(name):
        return None
    is_state = entity is not None and (
        entity.kind == "state" or entity.sector in {"MIL", "COP", "GOV"}
    )
    if (
        entity is not None
        and entity.kind not in {"person", "population"}
        and _is_body(name, entity)
    ):
        return Doer(None, name, entity.id, is_state, participant, claim)
    organization, body = _body_within(participant.span, entity, report) or (None, None)
    return Doer(name, organization, body, is_state, participant, claim)


def _is_body(name: str, entity: Entity) -> bool:
    """Whether the words name an organization: "FMLN", "THE ARMY"; not "FMLN GUERRILLAS"."""
    head = name.partition(" OF ")[0].split()[-1]
    if head in _BODIES:
        return True
    bare = re.sub(r"^(the|an?|our|their|his) ", "", entity.name, flags=re.IGNORECASE)
    last = re.sub(r" of .*", "", bare).split()[-1]
    return bare[:1].isupper() and (last[:1].isupper() or not last.isalpha())


def _body_within(span: Span, entity: Entity | None, report: Report) -> tuple[str, str] | None:
    """The organization that a description names, FMLN in "FMLN GUERRILLAS", and its entity."""
    for other in report.entities:
        if other.kind not in {"armed-group", "organization", "state"}:
            continue
        if entity is not None and other.id == entity.id:
            continue
        for mention in other.mentions:
            if span.covers(mention) and mention != span:
                name = core(report.article.quote(mention))
                if name and _is_body(name, other):
                    return name, other.id
    return None


def _victim(participant: Participant, claim: Claim, report: Report) -> Victim | None:
    entity = _entity(participant, report)
    quote = _words_for(participant, entity, report)
    name = _person_name(entity, report)
    name = _with_forenames(name, quote or "") if name else None
    description = _title_of(entity, name) if name else core(quote or "")
    if name is None and (description is None or is_pronoun(description)):
        return None
    said = " ".join(filter(None, (quote, description)))
    return Victim(
        name=name,
        description=description,
        kind=_kind_of_human(said, entity),
        number="1" if name else count_of(quote or ""),
        nation=words.nation_of(said),
        effect=_effect_on(claim, participant.span, report),
        is_fighter=_is_fighter(said, entity),
    )


def _fuller(one: Victim, other: Victim) -> Victim:
    return Victim(
        one.name,
        one.description or other.description,
        one.kind if one.kind != "CIVILIAN" else other.kind,
        one.number or other.number,
        one.nation or other.nation,
        "DEATH" if "DEATH" in {one.effect, other.effect} else one.effect or other.effect,
        one.is_fighter and other.is_fighter,
    )


def _counted(claim: Claim, report: Report) -> Iterator[Victim]:
    """Those only a toll tells of: "leaving four peasants dead"."""
    spans = [participant.span for participant in claim.recipients]
    for toll in claim.toll:
        effect = {"killed": "DEATH", "wounded": "INJURY"}.get(toll.kind)
        if effect is None or not toll.of or not toll.best or _touches(toll, spans):
            continue
        description = core(toll.of)
        if description is not None and not is_pronoun(description):
            kind, fights = _kind_of_human(description, None), _is_fighter(description, None)
            yield Victim(None, description, kind, _figure_of(toll), None, effect, fights)


def _figure_of(toll: Toll) -> str:
    if toll.high is None and toll.low is not None:
        return f"{toll.low}-"
    return str(toll.best)


def _touches(toll: Toll, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(place) for span in spans for place in toll.evidence)


def _effect_on(claim: Claim, span: Span, report: Report) -> str | None:
    for toll in claim.toll:
        if toll.kind in {"killed", "wounded"} and toll.best and _touches(toll, [span]):
            return "DEATH" if toll.kind == "killed" else "INJURY"
    quote = report.article.quote
    nearest = min(claim.trigger, key=lambda t: max(t.start - span.end, span.start - t.end))
    word = quote(nearest).upper()
    if _DEATH.search(word):
        return "DEATH" if claim.status in {"happened", "ongoing"} else None
    return "INJURY" if _INJURY.search(word) else None


def _effect_on_thing(claim: Claim, span: Span, report: Report) -> str | None:
    around = report.article.text[max(0, span.start - 40) : span.end + 40].upper()
    if _DESTROYED.search(around):
        return "DESTROYED"
    return "SOME DAMAGE" if _DAMAGED.search(around) else None


def _is_fighter(said: str, entity: Entity | None) -> bool:
    """Soldier, police, guerrilla, drug trafficker; not a retired general, not a foreign soldier."""
    text = plain(said)
    if _NO_MORE.search(text) or words.nation_of(text):
        return False
    if _FIGHTER.search(text) or _kind_of_human(said, None) in _SERVICES:
        return True
    return entity is not None and entity.sector in _FIGHTERS


def _kind_of_human(said: str, entity: Entity | None) -> str:
    kind = words.kind_of(said, words.PEOPLE)
    if kind is not None:
        return kind
    sector = entity.sector if entity is not None else None
    return words.SECTORS.get(sector or "", "CIVILIAN")


def _person_name(entity: Entity | None, report: Report) -> str | None:
    """The fullest name of a person; None for a description."""
    if entity is None or entity.kind not in {"person", "organization"}:
        return None
    name = plain(entity.name)
    parts = entity.name.split()
    if not all(part[0].isupper() or part in {"de", "la", "del", "y"} for part in parts):
        return None
    if parts[0] in {"A", "An", "The", "One", "Two", "His", "Her", "Only"}:
        return None
    if entity.kind == "organization" and (_ORGANIZATION.search(name) or len(parts) < 2):
        return None
    text = plain(report.article.text)
    return name if name in text else core(report.article.quote(max(entity.mentions, key=len)))


def _with_forenames(name: str, quote: str) -> str:
    """The name with what stands before it in a phrase, up to a title: "JAIME" "PARDO LEAL"."""
    before, found, behind = plain(quote).rpartition(name)
    if not found or behind:
        return name
    forenames: list[str] = []
    for word in reversed(before.split()):
        is_title = word.lower().strip(".") in resources.roles() or not word.isalpha()
        if is_title or resources.state_of_demonym(word.title()) or word in _NO_FORENAMES:
            break
        forenames.insert(0, word)
    return " ".join([*forenames, name]) if len(forenames) <= 3 else name


def _title_of(entity: Entity | None, name: str) -> str | None:
    """What a named person is: the longest title that the text gives."""
    titles = [plain(role.title) for role in (entity.roles if entity else ()) if role.title]
    titles = [t for t in titles if t and t not in name and not _DEATH.search(t)]
    return max(titles, key=len) if titles else None


def _words_for(participant: Participant, entity: Entity | None, report: Report) -> str | None:
    """The words of a participant; for a pronoun those of its first full mention."""
    quote = report.article.quote(participant.span)
    if not is_pronoun(quote):
        return quote
    if entity is None:
        return None
    for mention in entity.mentions:
        if not is_pronoun(report.article.quote(mention)):
            return report.article.quote(mention)
    return None


def _entity(participant: Participant, report: Report) -> Entity | None:
    return report.entity(participant.entity) if participant.entity else None
