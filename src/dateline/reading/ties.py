"""Ties between actors: who belongs to, backs, seeks, trains or fights whom, and who says so.

In: parsed prose, the cast with its roles, attributions. Out: `Tie`s with evidence. A tie is only
read where both ends are entities and the words for it stand between them; what is negated, only
possible or only planned is no tie, except that to seek a tie is to plan one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.reading.frames import conjoined, is_passive, objects_of, subjects_of
from dateline.reading.how_sure import carriers_of, certainty_of, status_of
from dateline.reading.occurrences import is_armed, is_people
from dateline.reading.prose import Prose, span_of
from dateline.reading.who import Cast, is_somebody
from dateline.records import Attribution, Certainty, Span, Spans, Tie, TieKind
from dateline.resources import weapons

# Nouns for a bond, and the tie that they make.
_BONDS: dict[str, TieKind] = {
    **dict.fromkeys("alliance coalition union pact".split(), "allied"),
    **dict.fromkeys("connection link tie affiliation association".split(), "affiliated"),
    **dict.fromkeys("cooperation collaboration partnership coordination".split(), "cooperates"),
    **dict.fromkeys("war battle feud insurgency rebellion conflict".split(), "fights"),
}
_VAGUE = frozenset({"tie", "link", "connection", "association"})
_TO_SEEK = frozenset(_BONDS) - {"war", "battle", "feud", "insurgency", "rebellion", "conflict"} | {
    "contact", "relation", "relationship", "overture", "rapprochement", "meeting",
}  # fmt: skip
_BINDING = frozenset({"with", "to", "against", "on"})
_HAVING = frozenset(
    "have maintain keep form forge build establish create enjoy deepen strengthen wage fight join"
    " announce seal cement develop set make".split()
)
_CUTTING = frozenset({"cut", "sever", "break"})
_SEEKING = frozenset("seek try want look pursue hope aim attempt plan explore court".split())
_BUILDING = frozenset("build establish forge set develop make form create".split())
_UNITING = frozenset("ally align cooperate collaborate unite link team join connect merge".split())
_MUTUAL: dict[str, TieKind] = {
    **dict.fromkeys("ally unite merge".split(), "allied"),
    **dict.fromkeys("cooperate collaborate coordinate".split(), "cooperates"),
}
# Adjectives and participles that tie what they describe to what stands behind them.
_BOUND: dict[str, TieKind] = {
    **dict.fromkeys("allied aligned".split(), "allied"),
    **dict.fromkeys("linked connected tied affiliated associated loyal".split(), "affiliated"),
}
# "Iran-backed Hezbollah": from the first to the second, or (linked) from the second to the first.
_HYPHENED: dict[str, tuple[TieKind, bool]] = {
    **dict.fromkeys("backed supported".split(), ("allied", True)),
    **dict.fromkeys("funded financed armed sponsored supplied".split(), ("supplies", True)),
    "trained": ("trains", True),
    **dict.fromkeys("aligned allied".split(), ("allied", False)),
    **dict.fromkeys("linked affiliated".split(), ("affiliated", False)),
}
# "The Guard, an offshoot of the Front": what a noun makes of the two.
_PARTS: dict[str, TieKind] = {
    **dict.fromkeys(
        "wing arm branch affiliate cell faction unit chapter subsidiary part member proxy".split(),
        "affiliated",
    ),
    **dict.fromkeys("offshoot splinter breakaway".split(), "splits"),
    "ally": "allied",
}
_GOODS = frozenset(
    "weapon arm arms money fund funding cash ammunition explosive missile rocket rifle equipment"
    " aid assistance training support drone tank fuel supply munition gun material intelligence"
    " finance helicopter shell vehicle".split()
)
_GIVING = frozenset(
    "supply provide send sell ship deliver give hand smuggle donate channel transfer funnel".split()
)
_TAKING = frozenset("receive get obtain buy".split())
_CAMPS = frozenset("camp base school centre center facility compound barracks academy".split())
_ACTORS = frozenset({"person", "organization", "armed-group", "state", "population", "outlet"})
_HOMES = frozenset({"place", "state"})
_DENYING = frozenset("deny reject refute dismiss dispute".split())
_PAST = frozenset("former ex then late retired ousted deposed".split())
_UNREAL = frozenset({"negated", "hypothetical", "planned", "attempted", "threatened"})


@dataclass(frozen=True, slots=True)
class _Bond:
    """A tie in the parse: its two ends, and the word that says so."""

    kind: TieKind
    one: Token
    two: Token
    at: Token


@dataclass(frozen=True, slots=True)
class _Verb:
    """How a verb ties its subject to its object, or to what stands behind a preposition."""

    kind: TieKind
    behind: tuple[str, ...] = ()  # prepositions before the other end; () = the object
    noun: frozenset[str] = frozenset()  # a noun that must be the object: "pledged allegiance to"


_OATHS = frozenset({"allegiance", "loyalty", "fealty", "oath"})
_VERBS: dict[str, tuple[_Verb, ...]] = {
    "fight": (_Verb("fights"), _Verb("fights", ("against", "from"))),
    "battle": (_Verb("fights"), _Verb("fights", ("against",))),
    "combat": (_Verb("fights"),),
    "rebel": (_Verb("fights", ("against",)),),
    "ally": (_Verb("allied", ("with", "to")),),
    "align": (_Verb("allied", ("with",)),),
    "merge": (_Verb("allied", ("with",)),),
    "back": (_Verb("allied"),),
    "support": (_Verb("allied"),),
    "join": (_Verb("cooperates", ("with",), frozenset({"force"})), _Verb("affiliated")),
    "team": (_Verb("cooperates", ("with",)),),
    "cooperate": (_Verb("cooperates", ("with",)),),
    "collaborate": (_Verb("cooperates", ("with",)),),
    "coordinate": (_Verb("cooperates", ("with",)),),
    "belong": (_Verb("affiliated", ("to",)),),
    **dict.fromkeys(("pledge", "swear", "vow"), (_Verb("pledges", ("to",), _OATHS),)),
    **dict.fromkeys(
        "supply arm equip finance fund bankroll sponsor".split(), (_Verb("supplies"),)
    ),
    "train": (_Verb("trains"),),
    "split": (_Verb("splits", ("from", "with")),),
    "defect": (_Verb("splits", ("from",)),),
    "secede": (_Verb("splits", ("from",)),),
    "break": (_Verb("splits", ("from", "with")),),
    "come": (_Verb("originates", ("from",)),),
    "originate": (_Verb("originates", ("from", "in")),),
    "hail": (_Verb("originates", ("from",)),),
    "court": (_Verb("seeks-ties"),),
    "woo": (_Verb("seeks-ties"),),
    "reach": (_Verb("seeks-ties", ("to",)),),
}  # fmt: skip
_BOTH_NAMED = frozenset({"back", "support", "join", "court", "woo", "reach", "team"})


def find_ties(prose: Prose, cast: Cast, attributions: Sequence[Attribution]) -> list[Tie]:
    """Find the ties that the article states or that its speakers speak of."""
    ties = [*_from_roles(cast, attributions)]
    for sentence in prose.sentences():
        if sentence.text.rstrip("\"'”’) ").endswith("?"):
            continue
        for bond in _bonds_in(sentence, cast):
            ties += _tie(bond, cast, attributions)
    return _merged(ties)


def _from_roles(cast: Cast, attributions: Sequence[Attribution]) -> Iterator[Tie]:
    for entity in cast.entities():
        seen: set[str] = set()
        for role in entity.roles:
            is_past = not _PAST.isdisjoint((role.title or "").lower().split())
            if role.organization is None or role.organization in seen or is_past:
                continue
            seen.add(role.organization)
            said_by = carriers_of(role.evidence[0], attributions)
            yield Tie(
                from_=entity.id,
                to=role.organization,
                kind="affiliated",
                said_by=said_by,
                certainty="attributed" if said_by else "stated",
                evidence=role.evidence,
            )


def _bonds_in(sentence: Tokens, cast: Cast) -> Iterator[_Bond]:
    for token in sentence:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _verb_bonds(token, cast)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from _noun_bonds(token)
        if token.lower_ in _BOUND:
            yield from _bound_to(token)
        if token.lower_ in _HYPHENED:
            yield from _hyphened(token, cast)


# Verbs ----------------------------------------------------------------------------------------


def _verb_bonds(verb: Token, cast: Cast) -> Iterator[_Bond]:
    lemma = verb.lemma_.lower()
    subjects = _subjects(verb)
    for rule in _VERBS.get(lemma, ()):
        found = [_Bond(rule.kind, s, o, verb) for s in subjects for o in _ends(verb, rule)]
        if lemma in _BOTH_NAMED:
            found = [b for b in found if _is_named(b.one, cast) and _is_named(b.two, cast)]
            found = [b for b in found if _is_near(b.one, verb)]
        if found:
            yield from found
            break
    yield from _each_other(verb, subjects)
    yield from _gives(verb, subjects)
    yield from _trained_in_camp(verb)
    yield from _seeks(verb)
    yield from _acts_jointly(verb, subjects)


def _subjects(verb: Token) -> list[Token]:
    found = subjects_of(verb)
    if not found and verb.dep_ == "relcl":  # "a minority, which has been fighting …"
        found = list(conjoined([verb.head]))
    return found


def _ends(verb: Token, rule: _Verb) -> list[Token]:
    objects = objects_of(verb)
    if not rule.behind:
        return objects
    nouns = [o for o in objects if o.lemma_.lower() in rule.noun]
    if rule.noun and not nouns:
        return []
    return [end for head in (verb, *nouns) for end in _behind(head, rule.behind)]


def _each_other(verb: Token, subjects: Sequence[Token]) -> Iterator[_Bond]:
    """As in "A and B fought each other", "A and B cooperate": only if the two are named so."""
    kind = _MUTUAL.get(verb.lemma_.lower())
    others = [*objects_of(verb), *_behind(verb, ("with", "against"))]
    if others and all(_is_each_other(other) for other in others):
        rules = _VERBS.get(verb.lemma_.lower(), ())
        kind = rules[0].kind if rules else None
    elif others:
        return
    if kind is not None and len(subjects) == 2 and subjects[1] in subjects[0].conjuncts:
        yield _Bond(kind, subjects[0], subjects[1], verb)


def _is_each_other(token: Token) -> bool:
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    return (before, token.lower_) in {("each", "other"), ("one", "another")}


def _gives(verb: Token, subjects: Sequence[Token]) -> Iterator[_Bond]:
    """As in "A sent rockets to B", "weapons supplied by A to B", "B received money from A"."""
    lemma = verb.lemma_.lower()
    if lemma not in _GIVING | _TAKING:
        return
    things = objects_of(verb)
    goods = any(_is_goods(thing) for thing in things)
    if lemma in _TAKING and goods:
        givers = [g for head in (verb, *things) for g in _behind(head, ("from",))]
        yield from (_Bond("supplies", g, s, verb) for g in givers for s in subjects)
    elif lemma in _GIVING and goods:
        takers = [t for head in (verb, *things) for t in _behind(head, ("to", "for"))]
        takers += [thing for thing in things if thing.dep_ == "dative"]
        yield from (_Bond("supplies", s, t, verb) for s in subjects for t in takers)
    elif lemma != "supply" and any(_is_goods(g) for g in _behind(verb, ("with",))):
        yield from (_Bond("supplies", s, t, verb) for s in subjects for t in things)


def _is_goods(token: Token) -> bool:
    words = {token.lower_, token.lemma_.lower()}
    return bool(words & _GOODS) or not words.isdisjoint(weapons())


def _trained_in_camp(verb: Token) -> Iterator[_Bond]:
    """As in "They trained in the Front's camps": the owner of the camp trains them."""
    if verb.lemma_.lower() != "train":
        return
    trained = objects_of(verb) if is_passive(verb) else subjects_of(verb)
    for camp in _behind(verb, ("in", "at")):
        if camp.lemma_.lower() not in _CAMPS:
            continue
        owners = [c for c in camp.children if c.dep_ in {"poss", "compound", "nmod"}]
        owners += _behind(camp, ("of",))
        yield from (_Bond("trains", owner, one, verb) for owner in owners for one in trained)


def _seeks(verb: Token) -> Iterator[_Bond]:
    """As in "seeks contact with B", "wants to ally with B", "is building ties with B"."""
    lemma = verb.lemma_.lower()
    if lemma in _SEEKING | _BUILDING:
        nouns = [o for o in objects_of(verb) if o.lemma_.lower() in _TO_SEEK]
        nouns += [o for o in _behind(verb, ("for",)) if o.lemma_.lower() in _TO_SEEK]
        done = lemma in _BUILDING and verb.tag_ in {"VBD", "VBN"}
        if nouns and not (done and all(n.lemma_.lower() in _BONDS for n in nouns)):
            others = [e for head in (verb, *nouns) for e in _behind(head, ("with", "to"))]
            yield from (_Bond("seeks-ties", s, o, verb) for s in _subjects(verb) for o in others)
    if lemma in _UNITING and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _SEEKING:
        others = _behind(verb, ("with", "to"))
        others += [e for o in objects_of(verb) for e in _behind(o, ("with",))]
        found = _subjects(verb.head)
        yield from (_Bond("seeks-ties", s, o, verb.head) for s in found for o in others)


def _acts_jointly(verb: Token, subjects: Sequence[Token]) -> Iterator[_Bond]:
    """As in "A and B carried out a joint attack"."""
    is_joint = any(c.lower_ == "joint" for o in objects_of(verb) for c in o.children)
    if is_joint and len(subjects) == 2:
        yield _Bond("cooperates", subjects[0], subjects[1], verb)


# Nouns and adjectives -------------------------------------------------------------------------


def _noun_bonds(noun: Token) -> Iterator[_Bond]:
    lemma = noun.lemma_.lower()
    if lemma in _BONDS:
        pair = _behind(noun, ("between", "among")) or _pair_behind_verb(noun)
        if len(pair) > 1:
            yield from (_Bond(_BONDS[lemma], pair[0], other, noun) for other in pair[1:])
        else:
            yield from _owned(noun, _BONDS[lemma])
    if lemma in _PARTS:
        yield from _part_of(noun, _PARTS[lemma])
    if lemma in _OATHS:
        yield from _oath(noun)


def _pair_behind_verb(noun: Token) -> list[Token]:
    """As in "An alliance was announced between A and B"."""
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return _behind(noun.head, ("between",))
    return [end for c in noun.children if c.dep_ == "acl" for end in _behind(c, ("between",))]


def _owned(noun: Token, kind: TieKind) -> Iterator[_Bond]:
    """As in "A's alliance with B", "A has links to B", "A is at war with B"."""
    owners = list(conjoined(c for c in noun.children if c.dep_ == "poss"))
    others = _behind(noun, tuple(_BINDING))
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _HAVING | _CUTTING:
        others = others or _behind(verb, ("with", "to", "against", "on"))
        if verb.lemma_.lower() in _CUTTING:
            kind = "splits"
        elif _seeks_here(verb, noun):
            return
        owners = owners or _subjects(verb)
    elif noun.dep_ == "pobj" and verb.lower_ == "at" and verb.head.lemma_ == "be":
        owners = subjects_of(verb.head)
        others = others or _behind(verb.head, ("with",))
    yield from (_Bond(kind, owner, other, noun) for owner in owners for other in others)


def _seeks_here(verb: Token, noun: Token) -> bool:
    """Whether `_seeks` reads this verb and noun: "is building ties with", not "has built"."""
    if noun.lemma_.lower() not in _TO_SEEK or verb.lemma_.lower() not in _BUILDING:
        return False
    return verb.tag_ not in {"VBD", "VBN"}


def _part_of(noun: Token, kind: TieKind) -> Iterator[_Bond]:
    """As in "A, an offshoot of B", "A is a branch of B", "B's armed wing, A"."""
    wholes = _behind(noun, ("of",)) + [c for c in noun.children if c.dep_ == "poss"]
    parts: list[Token] = [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ == "appos":
        parts = [noun.head]
    elif noun.dep_ == "attr" and noun.head.lemma_ in {"be", "become", "remain"}:
        parts = _subjects(noun.head)
    yield from (_Bond(kind, part, whole, noun) for part in parts for whole in wholes)


def _oath(noun: Token) -> Iterator[_Bond]:
    """As in "A's pledge of allegiance to B"; and "A pledged allegiance" parsed as one phrase."""
    verbs = [c for c in noun.children if c.lower_ in {"pledged", "swore", "vowed"}]
    if verbs:
        owners = [c for c in noun.children if c.dep_ == "nsubj"]
        yield from (_Bond("pledges", a, b, noun) for a in owners for b in _behind(noun, ("to",)))
    if noun.dep_ != "pobj" or noun.head.head.lemma_.lower() not in {"pledge", "oath"}:
        return
    pledge = noun.head.head
    owners = [c for c in pledge.children if c.dep_ == "poss"] + _behind(pledge, ("by",))
    others = _behind(noun, ("to",)) + _behind(pledge, ("to",))
    yield from (_Bond("pledges", one, two, pledge) for one in owners for two in others)


def _bound_to(word: Token) -> Iterator[_Bond]:
    """As in "A is allied with B", "a group linked to B", "troops loyal to B"."""
    others = _behind(word, ("with", "to"))
    if not others:
        return
    if word.dep_ in {"acomp", "attr", "oprd"}:
        holders = _subjects(word.head)
    elif word.dep_ in {"acl", "amod", "relcl", "appos"} and not _passive_subject(word):
        holders = [word.head]
    else:
        holders = objects_of(word) or _subjects(word)
    kind = _BOUND[word.lower_]
    yield from (_Bond(kind, holder, other, word) for holder in holders for other in others)


def _passive_subject(word: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in word.children)


def _hyphened(word: Token, cast: Cast) -> Iterator[_Bond]:
    """As in "Iran-backed Hezbollah", "a Taliban-linked group"."""
    if word.i < word.sent.start + 2 or word.nbor(-1).text != "-":
        return
    name = word.nbor(-2)
    noun = word.head if word.dep_ in {"amod", "compound", "nmod"} else None
    if noun is None or noun.i < word.i or cast.named_at(name) is None:
        return
    kind, forward = _HYPHENED[word.lower_]
    yield _Bond(kind, name, noun, word) if forward else _Bond(kind, noun, name, word)


def _behind(head: Token, prepositions: Sequence[str]) -> list[Token]:
    """Objects of prepositions on a word, its particle or "for …": "independence from X"."""
    found: list[Token] = []
    for child in head.children:
        things = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            found += conjoined(t for t in things if t.dep_ == "pobj")
        elif child.dep_ in {"prep", "prt", "advmod"} and child.lower_ in {
            "for",
            "out",
            "up",
            "away",
        }:
            found += [end for thing in things for end in _behind(thing, prepositions)]
            found += _behind(child, prepositions) if child.lower_ != "for" else []
    return found


# From the parse to a record -------------------------------------------------------------------


def _tie(bond: _Bond, cast: Cast, attributions: Sequence[Attribution]) -> Iterator[Tie]:
    status = status_of(bond.at)
    seeks = bond.kind == "seeks-ties"
    if not seeks and _is_purpose(bond.at):
        return
    if status in ({"negated", "hypothetical"} if seeks else _UNREAL):
        return
    if not (_is_actor(bond.one, cast) and _is_end(bond, cast)):
        return
    one, two = cast.refer(bond.one), cast.refer(bond.two)
    if one is None or two is None or one == two or not _matters(bond, one, two, cast):
        return
    said_by = carriers_of(span_of(bond.at), attributions)
    yield Tie(
        from_=one,
        to=two,
        kind=bond.kind,
        said_by=said_by,
        certainty=_certainty(bond.at, said_by, attributions),
        evidence=(_evidence(bond),),
    )


def _is_purpose(at: Token) -> bool:
    """As in "a coalition to fight the Front": what it is for, not what it did."""
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in at.children)
    return has_to and at.dep_ in {"acl", "relcl", "advcl"}


def _is_actor(end: Token, cast: Cast) -> bool:
    named = cast.named_at(end)
    if named is not None and cast.kind_of(named) not in _ACTORS:
        return False
    return is_people(end, cast) or (end.pos_ == "NOUN" and is_somebody(end))


def _is_end(bond: _Bond, cast: Cast) -> bool:
    if bond.kind == "originates":
        named = cast.named_at(bond.two)
        return named is not None and cast.kind_of(named) in _HOMES
    return _is_actor(bond.two, cast)


def _matters(bond: _Bond, one: str, two: str, cast: Cast) -> bool:
    """Whether a tie is between actors, not between "a son" and "his parents"."""
    both = cast.is_named(one) and cast.is_named(two)
    if both or ((cast.is_named(one) or cast.is_named(two)) and bond.at.lemma_ not in _VAGUE):
        return True
    if bond.at.lemma_ in _VAGUE or bond.kind in {"fights", "seeks-ties", "pledges", "splits"}:
        return is_armed(one, bond.one, cast) or is_armed(two, bond.two, cast)
    return False


def _is_near(end: Token, verb: Token) -> bool:
    """Whether an end hangs on the verb itself, not on one that it is joined to."""
    while end.dep_ == "conj":
        end = end.head
    return verb in {end.head, end.head.head} or end == verb.head


def _is_named(token: Token, cast: Cast) -> bool:
    return cast.named_at(token) is not None


def _certainty(
    at: Token, said_by: tuple[str, ...], attributions: Sequence[Attribution]
) -> Certainty:
    """As other claims, and denied where a verb above the words denies them."""
    for above in at.ancestors:
        if above.lemma_.lower() in _DENYING:
            return "denied"
        if above.dep_ in {"ROOT", "relcl", "advcl"}:
            break
    return certainty_of(at, said_by, attributions)


def _evidence(bond: _Bond) -> Span:
    """From the first to the last of the words that make the tie."""
    words = [bond.at, bond.one, bond.two, bond.one.left_edge]
    words.append(bond.two.right_edge if bond.two.right_edge.i - bond.two.i < 6 else bond.two)
    spans = [span_of(word) for word in words if word.sent == bond.at.sent]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _merged(ties: Sequence[Tie]) -> list[Tie]:
    """One tie for the same words of the same voice; its evidence is all of theirs."""
    found: dict[tuple[object, ...], Tie] = {}
    for tie in ties:
        key = (tie.from_, tie.to, tie.kind, tie.said_by, tie.certainty)
        known = found.get(key)
        evidence: Spans = (*(known.evidence if known else ()), *tie.evidence)
        found[key] = Tie(
            from_=tie.from_,
            to=tie.to,
            kind=tie.kind,
            said_by=tie.said_by,
            certainty=tie.certainty,
            when=tie.when,
            evidence=tuple(dict.fromkeys(evidence)),
        )
    return list(found.values())
