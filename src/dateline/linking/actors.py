"""The same actor in many articles.

In: reports. Out: identities (what one report says of one named actor), links between identities,
each with its reason, and groups of them. Two identities are compared iff they share a key; the
judgement looks at the two alone; groups depend on links and on people's decisions, not on order.

Actors of the resources ("Boko Haram", "Peru") need no links: all with one `known` key are one.
Descriptions ("gunmen", "a senior official") are no identities, and bare surnames link only through
a role in the same organization. A wrong merge is worse than a wrong split.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from dateline import resources
from dateline.linking.names import (
    NameMatch,
    acronym_of,
    body_keys,
    body_tokens,
    is_frequent,
    is_generic,
    is_kunya,
    match_bodies,
    match_persons,
    person_keys,
    person_tokens,
    suffix_of,
)
from dateline.records import Entity, EntityKind, EntityRef, Link, Report
from dateline.resources.common_words import is_common_word

EntityPair = tuple[EntityRef, EntityRef]
_Traits = tuple[object, ...]

_ACTORS: frozenset[EntityKind] = frozenset(
    ("person", "organization", "armed-group", "state", "outlet")
)
_MOST_COMPANY = 24  # names that stand beside an actor in its article; more say nothing new
_MOST_NAMES = 8
# Words that open a description and never a name.
_OPENERS = re.compile(
    r"(?:an?|one|two|three|some|several|many|most|more|both|all|other|another|his|her|its|their|our"
    r"|my|this|that|these|those|few|no|up|about|around|at|between|former|least|unidentified|unknown"
    r"|\d[\d,.]*)\b",
    re.IGNORECASE,
)
_INSIDE = frozenset(
    "of the and for in de la du des del y e da do al el ul bin ibn ag von van".split()
)
# Bodies that every country has: they are one only within one country.
_EVERYWHERE = frozenset(
    "ministry minister police court parliament senate assembly congress government cabinet army"
    " navy force forces guard council bank hospital university union federation chamber department"
    " agency commission office authority bureau service crescent cross prosecutor ombudsman"
    " presidency election electoral customs treasury airport city municipality command".split()
)
# Roles that say nothing about who somebody is: every organization has a spokesman.
_PLAIN_ROLES = frozenset(
    "mr mrs ms miss dr sir spokesman spokeswoman spokesperson official officer leader member"
    " student teacher doctor man woman director chief head secretary president chairman chairwoman"
    " analyst lawyer witness resident".split()
)
_SIDES: Mapping[str, str] = {
    **dict.fromkeys("GOV MIL COP JUD LEG SPY ELI".split(), "state"),
    **dict.fromkeys("REB UAF CRM IMG ISM".split(), "rebel"),
    **dict.fromkeys("EDU MED JRN REL BUS LAB AGR SOC NGO REF".split(), "civil"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What one report says of one named actor, as far as it is compared; made from it alone.

    `known` is the key of an entry of the resources ("actor:boko-haram", "state:PER", "outlet:bbc").
    `settings` are the countries that the article chiefly speaks of. `organizations` are those in
    which the actor has a role, `company` little known actors in the same article: names by tokens.
    Identities of one `profile` are one actor without being compared, so that an index compares an
    arriving one with one identity of each profile; None where the name alone does not suffice.
    """

    ref: EntityRef
    name: str
    names: tuple[str, ...]
    kind: EntityKind
    known: str | None = None
    country: str | None = None
    sector: str | None = None
    titles: frozenset[str] = frozenset()
    organizations: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    settings: frozenset[str] = frozenset()
    company: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    profile: str | None = None
    keys: tuple[str, ...] = ()


def find_identities(report: Report) -> list[Identity]:
    """The named actors of a report, in its order, each with the keys that an index needs."""
    named = [(entity, _known(entity)) for entity in report.entities if entity.kind in _ACTORS]
    named = [(entity, known) for entity, known in named if known or _is_named(entity)]
    settings = _settings(report)
    beside = [entity for entity, known in named if not known]
    return [_identity(report, entity, known, settings, beside) for entity, known in named]


def same_actor(a: Identity, b: Identity) -> Link | None:
    """Judge whether two identities are one actor; None where too little speaks for it.

    Kinds, countries, sides (state, rebels, civilians) and a "Jr." must not contradict. Then a full
    name of its own suffices. What many people or bodies are called (Mohamed Ali, Health Ministry),
    a longer form, initials or an acronym also need the same role, organization, country or company.
    """
    if a.ref.article == b.ref.article or contradicts(a, b) is not None:
        return None
    a, b = sorted((a, b), key=_ref)  # so that the reason reads the same either way
    if a.known or b.known:
        return _link(a, b, 0.98, f"both are {a.known}") if a.known == b.known else None
    found = _judge(a, b)
    if found is None:
        return None
    (match, name, other), support = found
    score = min(0.97, match.score * 0.9 + 0.03 * len(support))
    return _link(a, b, score, "; ".join((_how(match, name, other), *support.values())))


def link_identities(identities: Iterable[Identity]) -> list[Link]:
    """Every link between identities that share a key; of one profile only the first is compared."""
    of_profile: dict[str, Identity] = {}
    by_key: dict[str, list[Identity]] = defaultdict(list)
    for identity in sorted(identities, key=_ref):
        if of_profile.setdefault(identity.profile or str(identity.ref), identity) is identity:
            for key in identity.keys:
                by_key[key].append(identity)
    pairs = {(a.ref, b.ref): (a, b) for some in by_key.values() for a, b in combinations(some, 2)}
    links = (same_actor(*pairs[refs]) for refs in sorted(pairs))
    return [link for link in links if link is not None]


def contradicts(a: Identity, b: Identity) -> str | None:
    """Why two identities cannot be one actor, in words; None where nothing speaks against it."""
    if a.known and b.known:
        return None if a.known == b.known else f"{a.known} is not {b.known}"
    if _kind(a) != _kind(b):
        return f"{a.name} is of kind {a.kind}, {b.name} of kind {b.kind}"
    if a.country and b.country and a.country != b.country:
        return f"{a.name} belongs to {a.country}, {b.name} to {b.country}"
    if a.kind != "person":
        return None
    if (suffix := suffix_of(a.name)) and (other := suffix_of(b.name)) and suffix != other:
        return f"{a.name} and {b.name} are of different generations"
    return _contradicting_roles(a, b)


def is_added_only(identity: Identity, names: Collection[str], joined: Iterable[str]) -> bool:
    """Whether `group_identities` puts one more into a group and leaves all others as they are.

    A body of which no country is known contradicts nobody, so it is nobody's rival, and what its
    links bring together earlier than others did is kept from the same groups as before. What
    people joined against a contradiction is no such thing: the more it holds, the less contradicts
    it. So nothing of that may be near.

    Args:
        identity: all its links lead into one group, which holds nothing that people have joined.
        names: of all in that group.
        joined: names of what people have joined.
    """
    if identity.kind == "person" or identity.known or identity.country:
        return False
    keys = {key for name in names for key in body_keys(name)}
    return keys.isdisjoint(key for name in joined for key in body_keys(name))


def group_identities(
    identities: Sequence[Identity],
    links: Sequence[Link],
    together: Collection[EntityPair] = (),
    apart: Collection[EntityPair] = (),
) -> list[tuple[EntityRef, ...]]:
    """Group identities into actors, in an order of its own; every identity stands in one group.

    People's decisions come first: `together` joins whatever the links say, `apart` keeps two in
    different groups. Then identities of one profile are joined, then links are followed, the
    surest first, unless the joined group would hold two that contradict each other. An identity
    that could as well be one of two who contradict each other ("Abdul Rahman" beside a minister and
    a rebel of that name) joins neither.
    """
    groups = _Groups(identities, apart)
    for a, b in sorted(tuple(sorted(pair)) for pair in together):
        groups.join(a, b, is_decided=True)
    for members in groups.by_profile():
        for other in members[1:]:
            groups.join(members[0], other)
    refs = {str(identity.ref): identity.ref for identity in identities}
    pairs = [
        (link.score, refs[link.a], refs[link.b])
        for link in links
        if link.a in refs and link.b in refs
    ]
    for _, a, b in sorted(_clear(pairs, groups), key=lambda pair: (-pair[0], pair[1:])):
        groups.join(a, b)
    return groups.all()


class _Groups:
    """Groups that grow by joining, never against a person's decision or a contradiction."""

    def __init__(self, identities: Iterable[Identity], apart: Collection[EntityPair]) -> None:
        self._identities = {identity.ref: identity for identity in sorted(identities, key=_ref)}
        self._members = {ref: [ref] for ref in self._identities}
        self._home = {ref: ref for ref in self._identities}
        # What is compared, each once: a thousand mentions of a state are one.
        self._own = {ref: _traits(one) for ref, one in self._identities.items()}
        self._traits = {ref: {self._own[ref]: one} for ref, one in self._identities.items()}
        self._settled: set[EntityRef] = (
            set()
        )  # homes of what a person joined against a contradiction
        self._apart: dict[EntityRef, set[EntityRef]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def join(self, a: EntityRef, b: EntityRef, *, is_decided: bool = False) -> None:
        """Make one group of two, where nothing speaks against it."""
        if a not in self._home or b not in self._home:
            return  # of an article that is no more
        into, other = sorted((self._home[a], self._home[b]))
        if into == other or self._are_apart(into, other):
            return
        if self._contradict(into, other):
            if not is_decided:
                return
            self._settled.add(into)
        if other in self._settled:
            self._settled.add(into)
        for ref in self._members[other]:
            self._home[ref] = into
        self._members[into] += self._members.pop(other)
        self._traits[into] |= self._traits.pop(other)

    def by_profile(self) -> list[list[EntityRef]]:
        """The identities of each profile."""
        found: dict[str, list[EntityRef]] = defaultdict(list)
        for ref, identity in self._identities.items():
            if identity.profile:
                found[identity.profile].append(ref)
        return [found[key] for key in sorted(found)]

    def traits(self, ref: EntityRef) -> tuple[_Traits, Identity]:
        """What is compared of an identity."""
        return self._own[ref], self._identities[ref]

    def all(self) -> list[tuple[EntityRef, ...]]:
        """Every group, sorted, its members sorted."""
        return sorted(tuple(sorted(members)) for members in self._members.values())

    def _contradict(self, a: EntityRef, b: EntityRef) -> bool:
        """Whether two of them contradict each other.

        What a person has joined may hold opposites; it contradicts only what all of it contradicts.
        """
        some, others = self._traits[a].values(), self._traits[b].values()
        found = (contradicts(one, other) is not None for one in some for other in others)
        return all(found) if {a, b} & self._settled else any(found)

    def _are_apart(self, a: EntityRef, b: EntityRef) -> bool:
        members, others = self._members[a], set(self._members[b])
        return any(not self._apart[ref].isdisjoint(others) for ref in members if ref in self._apart)


def _traits(one: Identity) -> _Traits:
    """All that `contradicts` looks at."""
    if one.known:
        return (one.known,)
    bodies = sorted(one.organizations)
    return (one.kind, one.country, one.sector, suffix_of(one.name), _is_weak(one), *bodies)


def _ref(identity: Identity) -> EntityRef:
    return identity.ref


def _clear(
    pairs: Sequence[tuple[float, EntityRef, EntityRef]], groups: _Groups
) -> Iterator[tuple[float, EntityRef, EntityRef]]:
    """Leave out the links of an identity that is as near to each of two who contradict."""
    near: dict[EntityRef, dict[_Traits, float]] = defaultdict(dict)
    known: dict[_Traits, Identity] = {}
    for score, a, b in pairs:
        for ref, other in ((a, b), (b, a)):
            traits, known_as = groups.traits(other)
            known[traits] = known_as
            near[ref][traits] = max(score, near[ref].get(traits, 0.0))
    for score, a, b in pairs:
        if not any(
            _has_rival(near[ref], groups.traits(other)[0], known) for ref, other in ((a, b), (b, a))
        ):
            yield score, a, b


def _has_rival(
    near: Mapping[_Traits, float], traits: _Traits, known: Mapping[_Traits, Identity]
) -> bool:
    """Whether somebody who contradicts this one is as near (within 0.1), or nearer."""
    return any(
        score >= near[traits] - 0.1 and contradicts(known[traits], known[other]) is not None
        for other, score in near.items()
    )


def _identity(
    report: Report,
    entity: Entity,
    known: str | None,
    settings: frozenset[str],
    beside: Sequence[Entity],
) -> Identity:
    bodies = [report.entity(role.organization) for role in entity.roles if role.organization]
    company = {_tokens(other.kind, other.name): other.name for other in beside if other != entity}
    company = {tokens: company[tokens] for tokens in sorted(company) if len(tokens) > 1}
    made = Identity(
        ref=EntityRef(report.article.id, entity.id),
        name=entity.name,
        names=_names(report, entity),
        kind=entity.kind,
        known=known,
        country=entity.country or _country_of_roles(report, entity),
        sector=entity.sector,
        titles=frozenset(title for role in entity.roles if (title := _title(role.title))),
        organizations={body_tokens(body.name): body.name for body in bodies},
        settings=settings,
        company=dict(list(company.items())[:_MOST_COMPANY]),
    )
    return replace(made, profile=_profile(made), keys=_keys(made))


def _profile(identity: Identity) -> str | None:
    """What makes further comparison needless: the resources' key, or all that is said of a name.

    A full name of its own suffices. What many are called needs a role, a country or a setting with
    which two that say the same are one whatever their company: the ten-thousandth "Interior
    Ministry" of a country is no news. Settings count there, because they can speak against it.
    """
    if identity.known:
        return identity.known
    tokens = _tokens(identity.kind, identity.name)
    is_person = identity.kind == "person"
    settings: tuple[str, ...] = ()
    if len(tokens) < 2 or (is_frequent(tokens) if is_person else is_generic(tokens)):
        alone = replace(identity, company={})
        if _judge(alone, alone) is None:
            return None
        settings = ("in", *sorted(identity.settings))
    kinds = (_kind(identity), identity.country, identity.sector, suffix_of(identity.name))
    others = sorted(identity.titles), sorted(identity.organizations), sorted(identity.names)
    return "|".join((" ".join(tokens), *map(str, kinds), *map(str, others), *settings))


def _keys(identity: Identity) -> tuple[str, ...]:
    if identity.known:
        return (f"known:{identity.known}",)
    if identity.kind != "person":
        return tuple(dict.fromkeys(key for name in identity.names for key in body_keys(name)))
    keys: list[str] = []
    for name in identity.names:
        tokens = person_tokens(name)
        keys += person_keys(tokens)
        # The bare surname with a role in a body, and the full name with that role, meet here.
        last = next(iter(person_keys((tokens[-1], "x"))), "")
        keys += [f"r:{last}@{'-'.join(sorted(body))}" for body in identity.organizations]
    return tuple(dict.fromkeys(keys))


def _known(entity: Entity) -> str | None:
    """The key of the actor, state or outlet of the resources that a name means."""
    if entity.kind == "person":
        return None
    if actor := resources.find_actor(entity.name, country=entity.country):
        return f"actor:{actor.id}"
    if entity.kind == "state":
        state = resources.find_state(entity.name)
        return f"state:{state.id}" if state else None
    outlet = resources.find_outlet(entity.name, country=entity.country)
    return f"outlet:{outlet.id}" if outlet else None


def _is_named(entity: Entity) -> bool:
    """Whether a name is one and no description: "Ola Berg", not "a senior official", "Police"."""
    name = entity.name.strip()
    if entity.kind == "state" or _OPENERS.match(name):
        return False  # states without an entry are "officials", "the army"
    words = re.findall(r"[^\W_][\w'’.-]*", re.sub(r"^the\s+", "", name, flags=re.IGNORECASE))
    carrying = [word for word in words if word.lower() not in _INSIDE]
    if not carrying or any(
        word[0].islower() and not re.match(r"\w+-[A-Z]", word) for word in carrying
    ):
        return False
    roles = resources.roles()
    if entity.kind == "person":
        tokens = person_tokens(name)
        return " ".join(words).lower() not in roles and not all(token in roles for token in tokens)
    first = roles.get(carrying[0].lower())
    if first is not None and first.plural:  # "Fighters of the Banner", "Police"
        return False
    return len(carrying) > 1 or not is_common_word(carrying[0])


def _tokens(kind: EntityKind, name: str) -> tuple[str, ...]:
    return person_tokens(name) if kind == "person" else body_tokens(name)


def _names(report: Report, entity: Entity) -> tuple[str, ...]:
    """The names that an actor goes by in a report, the fullest first.

    Short forms ("the Banner", "Tavela") stand for it in this report alone and are left out; an
    acronym counts when its letters are those of the full name.
    """
    names = {entity.name: None}
    for span in entity.mentions:
        words = " ".join(report.article.quote(span).split())
        if words not in names and _is_other_name(entity, words):
            names[words] = None
    return tuple(names)[:_MOST_NAMES]


def _is_other_name(entity: Entity, words: str) -> bool:
    tokens = _tokens(entity.kind, words)
    if entity.kind == "person":
        full = person_tokens(entity.name)
        return len(tokens) > 1 and tokens != full and match_persons(tokens, full) is not None
    if (acronym := acronym_of(words)) is not None:
        initials = "".join(token[0] for token in body_tokens(entity.name))
        return len(acronym) > 2 and sorted(acronym) == sorted(initials)
    is_name = all(word[:1].isupper() or word.lower() in _INSIDE for word in words.split())
    return is_name and len(tokens) > 1 and tokens != body_tokens(entity.name)


def _settings(report: Report) -> frozenset[str]:
    """The countries that an article chiefly speaks of, by mentions of places and states in them."""
    counted: Counter[str] = Counter()
    for entity in report.entities:
        country = entity.country or (entity.place.country if entity.place else None)
        if country and entity.kind in {"place", "state"}:
            counted[country] += len(entity.mentions)
    most = max(counted.values(), default=0)
    return frozenset(country for country, number in counted.items() if number * 2 >= most)


def _title(title: str | None) -> str | None:
    words = re.findall(r"\w+", (title or "").lower())
    return " ".join(word for word in words if word not in {"the", "former", "ex", "of"}) or None


def _country_of_roles(report: Report, entity: Entity) -> str | None:
    """The country that a person's roles name: "Sudanese spokesman", "president of Kenya"."""
    found = set()
    for role in entity.roles:
        if role.organization and (country := report.entity(role.organization).country):
            found.add(country)
        words = re.findall(r"[\w'’.-]+", " ".join(map(report.article.quote, role.evidence)))
        for size in (1, 2, 3):
            for start in range(len(words) - size + 1):
                phrase = re.sub(r"['’]s$", "", " ".join(words[start : start + size]))
                state = resources.state_of_demonym(phrase) or resources.find_state(phrase)
                found |= {state.id} if state and phrase[:1].isupper() else set()
    return found.pop() if len(found) == 1 else None


def _kind(identity: Identity) -> str:
    """What must agree: readers call one body an organization here and an armed group there."""
    return "person" if identity.kind == "person" else "body"


def _contradicting_roles(a: Identity, b: Identity) -> str | None:
    """Rebels are no ministers. Doctors may be, but not where the name is anybody's."""
    side, other = _SIDES.get(a.sector or ""), _SIDES.get(b.sector or "")
    if side is None or other is None or a.organizations.keys() & b.organizations.keys():
        return None
    is_weak = _is_weak(a) or _is_weak(b)
    if (side != other and ("rebel" in {side, other} or is_weak)) or (
        side == other == "civil" and a.sector != b.sector and is_weak
    ):
        return f"{a.name} has a role of sector {a.sector}, {b.name} of {b.sector}"
    return None


def _is_weak(person: Identity) -> bool:
    """Whether a person's name is shared by so many that it says little."""
    tokens = person_tokens(person.name)
    return len(tokens) < 2 or is_frequent(tokens)


def _judge(a: Identity, b: Identity) -> tuple[tuple[NameMatch, str, str], dict[str, str]] | None:
    """The match of two names and what supports it; None where that is too little for one actor."""
    found = _best_match(a, b)
    if found is None:
        return None
    match, *names = found
    support = _support(a, b)
    return (found, support) if _is_enough(a, b, match, (names[0], names[1]), support) else None


def _best_match(a: Identity, b: Identity) -> tuple[NameMatch, str, str] | None:
    """The best match of a name of one with a name of the other."""
    found = []
    for name in a.names:
        for other in b.names:
            match = (
                match_persons(person_tokens(name), person_tokens(other))
                if a.kind == "person"
                else match_bodies(name, other)
            )
            if match is not None:
                found.append((match, name, other))
    return max(found, key=lambda one: (one[0].score, one[1], one[2]), default=None)


def _support(a: Identity, b: Identity) -> dict[str, str]:
    """What else speaks for one actor, by kind of reason."""
    found = {}
    if shared := a.titles & b.titles - _PLAIN_ROLES:
        found["title"] = f"both are {min(shared)}"
    if bodies := a.organizations.keys() & b.organizations.keys():
        found["organization"] = f"both belong to {a.organizations[min(bodies)]}"
    if a.country and a.country == b.country:
        found["country"] = f"both are of {a.country}"
    elif settings := a.settings & b.settings:
        found["setting"] = f"both articles are about {', '.join(sorted(settings))}"
    if company := a.company.keys() & b.company.keys():
        found["company"] = f"{a.company[min(company)]} stands beside both"
    return found


def _is_enough(
    a: Identity, b: Identity, match: NameMatch, names: tuple[str, str], support: Mapping[str, str]
) -> bool:
    if a.kind != "person":
        return _is_enough_for_bodies(a, b, match, names, support)
    is_role = "organization" in support or ("title" in support and len(support) > 1)
    if match.likeness == "bare":
        kunyas = all(is_kunya(person_tokens(name)) for name in names)
        return is_role or (kunyas and "company" in support)
    own = set(support) - {"setting"}
    if match.likeness in {"longer", "initials"}:
        return is_role or ("company" in own and "setting" in support) or len(own) > 1
    if any(is_frequent(person_tokens(name)) for name in names):
        return bool(own) and not _elsewhere(a, b)
    return True


def _is_enough_for_bodies(
    a: Identity, b: Identity, match: NameMatch, names: tuple[str, str], support: Mapping[str, str]
) -> bool:
    if match.likeness == "acronym":
        return "country" in support or "company" in support
    words = body_tokens(names[0])
    if _EVERYWHERE.intersection(words) and not _elsewhere(a, b) and is_generic(words):
        is_one_country = a.settings == b.settings and len(a.settings) == 1
        return "country" in support or "company" in support or is_one_country
    if len(words) == 1 or is_generic(words) or match.likeness == "longer":
        return bool(support)
    return True


def _elsewhere(a: Identity, b: Identity) -> bool:
    """Whether two articles are about different countries."""
    return bool(a.settings and b.settings and not a.settings & b.settings)


def _how(match: NameMatch, name: str, other: str) -> str:
    """A match in words."""
    if name == other:
        return f"both are called {name}"
    said = {
        "same": "are one name",
        "spelling": "are spellings of one name",
        "order": "are one name in another order",
        "middle": "differ by a middle name",
        "longer": "are a shorter and a longer form",
        "initials": "agree by their initials",
        "bare": "share the bare name",
        "acronym": "are one acronym",
    }
    return f"“{name}” and “{other}” {said[match.likeness]}"


def _link(a: Identity, b: Identity, score: float, reason: str) -> Link:
    first, second = sorted((str(a.ref), str(b.ref)))
    return Link(kind="same-actor", a=first, b=second, score=round(score, 3), reason=reason)
