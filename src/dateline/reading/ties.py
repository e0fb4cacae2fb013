"""Ties between actors: who belongs to, backs, seeks, trains or fights whom, and who says so.

In: parsed prose, the cast with its roles, attributions. Out: `Tie`s with evidence. A tie is only
read where both ends are entities and the words for it stand between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.reading.frames import conjoined, objects_of, subjects_of
from dateline.reading.how_sure import carriers_of, certainty_of, status_of
from dateline.reading.occurrences import is_people
from dateline.reading.prose import Prose, span_of
from dateline.reading.who import Cast
from dateline.records import Attribution, Span, Tie, TieKind

_BONDS = frozenset(
    "connection link tie contact relation relations relationship alliance union partnership".split()
)
_SEEKING = frozenset(
    "seek want try build establish forge set look pursue develop make form create".split()
)
_FIGHTING_NOUNS = frozenset("war battle struggle fight insurgency campaign rebellion".split())
_ACTORS = frozenset({"person", "organization", "armed-group", "state", "population", "outlet"})


@dataclass(frozen=True, slots=True)
class _Verb:
    """How a verb ties its subject to somebody: directly, or behind a preposition or a noun."""

    kind: TieKind
    behind: tuple[str, ...] = ()  # prepositions before the other end; () = the object
    noun: frozenset[str] = frozenset()  # a noun that must be the object ("pledged allegiance to")


_VERBS: dict[str, tuple[_Verb, ...]] = {
    "fight": (_Verb("fights"), _Verb("fights", ("against", "from"))),
    "battle": (_Verb("fights"),),
    "combat": (_Verb("fights"),),
    "ally": (_Verb("allied", ("with",)),),
    "align": (_Verb("allied", ("with",)),),
    "join": (_Verb("allied", ("with",)),),
    "cooperate": (_Verb("cooperates", ("with",)),),
    "collaborate": (_Verb("cooperates", ("with",)),),
    "coordinate": (_Verb("cooperates", ("with",)),),
    "pledge": (_Verb("pledges", ("to",), frozenset({"allegiance", "loyalty", "support"})),),
    "swear": (_Verb("pledges", ("to",), frozenset({"allegiance", "loyalty", "oath"})),),
    "vow": (_Verb("pledges", ("to",), frozenset({"allegiance", "loyalty"})),),
    "supply": (_Verb("supplies"),),
    "arm": (_Verb("supplies"),),
    "finance": (_Verb("supplies"),),
    "fund": (_Verb("supplies"),),
    "provide": (_Verb("supplies", ("to",)),),
    "train": (_Verb("trains"),),
    "split": (_Verb("splits", ("from", "with")),),
    "defect": (_Verb("splits", ("from",)),),
    "break": (_Verb("splits", ("from", "with")),),
    "come": (_Verb("originates", ("from",)),),
    "originate": (_Verb("originates", ("from", "in")),),
    "hail": (_Verb("originates", ("from",)),),
    **{
        verb: (_Verb("seeks-ties", ("with", "to"), _BONDS), _Verb("seeks-ties", ("with",)))
        for verb in _SEEKING
    },
}


def find_ties(prose: Prose, cast: Cast, attributions: Sequence[Attribution]) -> list[Tie]:
    """Find the ties that the article states or that its speakers speak of."""
    ties = [*_from_roles(cast, attributions)]
    for sentence in prose.sentences():
        ties += _from_sentence(sentence, cast, attributions)
    return list(dict.fromkeys(ties))


def _from_roles(cast: Cast, attributions: Sequence[Attribution]) -> Iterator[Tie]:
    for entity in cast.entities():
        seen: set[str] = set()
        for role in entity.roles:
            if role.organization is None or role.organization in seen:
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


def _from_sentence(
    sentence: Tokens, cast: Cast, attributions: Sequence[Attribution]
) -> Iterator[Tie]:
    for token in sentence:
        if token.pos_ != "VERB":
            continue
        for rule in _VERBS.get(token.lemma_.lower(), ()):
            others = _other_ends(token, rule, cast)
            if others:
                yield from _between(token, rule, others, cast, attributions)
                break


def _between(
    verb: Token,
    rule: _Verb,
    others: Sequence[Token],
    cast: Cast,
    attributions: Sequence[Attribution],
) -> Iterator[Tie]:
    if status_of(verb) in {"negated", "hypothetical"}:
        return
    for subject in _subjects(verb):
        one = cast.refer(subject) if is_people(subject, cast) else None
        for other in others:
            two = cast.refer(other)
            if one is None or two is None or one == two:
                continue
            evidence = _evidence(verb, subject, other)
            said_by = carriers_of(span_of(verb), attributions)
            yield Tie(
                from_=one,
                to=two,
                kind=rule.kind,
                said_by=said_by,
                certainty=certainty_of(verb, said_by, attributions),
                evidence=(evidence,),
            )


def _subjects(verb: Token) -> list[Token]:
    found = subjects_of(verb)
    if not found and verb.dep_ == "relcl":  # "a minority, which has been fighting …"
        found = list(conjoined([verb.head]))
    return found


def _other_ends(verb: Token, rule: _Verb, cast: Cast) -> list[Token]:
    objects = objects_of(verb)
    if not rule.behind:
        ends = objects
    else:
        bonds = [o for o in objects if o.lemma_.lower() in rule.noun]
        if rule.noun and not bonds:
            return []
        if rule.kind == "seeks-ties" and not rule.noun:
            return []
        ends = [end for head in (verb, *bonds) for end in _behind_deep(head, rule.behind)]
    return [end for end in ends if _is_actor(end, rule, cast)]


def _behind_deep(head: Token, prepositions: Sequence[str]) -> list[Token]:
    """Objects of prepositions on a word or on the noun before ("for independence from X")."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ != "prep":
            continue
        things = [c for c in child.children if c.dep_ == "pobj"]
        if child.lower_ in prepositions:
            found += conjoined(things)
        elif child.lower_ == "for":
            found += [end for thing in things for end in _behind_deep(thing, prepositions)]
    return found


def _is_actor(end: Token, rule: _Verb, cast: Cast) -> bool:
    if rule.kind == "originates":
        named = cast.named_at(end)
        return named is not None and cast.kind_of(named) in {"place", "state"}
    return is_people(end, cast)


def _evidence(verb: Token, subject: Token, other: Token) -> Span:
    """From the first to the last of the words that make the tie."""
    words = [
        verb,
        subject,
        other,
        subject.left_edge if subject.left_edge.sent == verb.sent else verb,
    ]
    words.append(other.right_edge if other.right_edge.i - other.i < 6 else other)
    spans = [span_of(word) for word in words if word.sent == verb.sent]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
