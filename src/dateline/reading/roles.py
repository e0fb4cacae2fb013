"""Roles and affiliations: what a text says its people are, beside their names.

In: the cast and the mentions of people. Out: roles entered into the cast, with the noun phrase as
evidence: titles before a name ("Norwegian Foreign Minister Kari Lund"), owners ("the Lund
Institute's Ola Berg"), appositions ("Ola Berg, a fellow at the Lund Institute,").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline import resources
from dateline.reading.mentions import Mention, is_title
from dateline.reading.prose import span_of
from dateline.reading.who import Cast, country_beside, role_of
from dateline.records import Role, Span

_PAST = frozenset({"retired", "former", "then", "ex", "late", "deposed", "acting", "outgoing"})
# "His brother Tamerlan" says whose brother he is, and nothing that he is to the world.
_KIN = frozenset(
    "brother sister son daughter wife husband father mother cousin uncle aunt nephew niece friend"
    " boyfriend girlfriend fiance widow grandson granddaughter grandfather grandmother".split()
)
_NOT_FIRST = frozenset({"the", "a", "an", "of", "'s", "’s"})
_BODIES = frozenset({"organization", "armed-group", "outlet", "facility"})


@dataclass(frozen=True, slots=True)
class _Found:
    title: str | None
    organization: str | None
    evidence: Span
    country: str | None
    sector: str | None


def find_roles(cast: Cast, mentions: Sequence[Mention]) -> None:
    """Enter the roles of everybody named into the cast."""
    for mention in mentions:
        entity = cast.named_at(mention.tokens.root)
        if entity is None or cast.kind_of(entity) != "person":
            continue
        for found in (*_before_name(mention, cast), *_after_name(mention, cast)):
            role = Role(
                title=found.title, organization=found.organization, evidence=(found.evidence,)
            )
            cast.add_role(entity, role, country=found.country, sector=found.sector)


def _before_name(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """Titles and owners in front of a name: "retired Air Force Col. Max Hale"."""
    first = mention.tokens[0]
    words = _words_before(first)
    if not words:
        return
    evidence = Span(span_of(words[0]).start, mention.span.end)
    country = _country_in(words)
    for title in _titles(words):
        body = _body_in(title, cast)
        role = role_of(title[-1]) or resources.roles().get(title[-1].lower_.rstrip("."))
        yield _Found(
            title=_text_of(_without_country(title)),
            organization=body,
            evidence=evidence,
            country=country,
            sector=role.sector if role else None,
        )
    owner = next((w for w in words if w.dep_ == "case" or w.text in {"'s", "’s"}), None)
    if owner is not None and not any(is_title(w) for w in words[words.index(owner) :]):
        body = cast.named_at(owner.nbor(-1))
        if body is not None and cast.kind_of(body) in _BODIES:
            yield _Found(None, body, evidence, country, None)


def _words_before(first: Token) -> list[Token]:
    """The words of the same noun phrase that stand before a name, in order."""
    words: list[Token] = []
    token = first
    while token.i > first.sent.start:
        token = token.nbor(-1)
        if not _may_stand_before_name(token, words):
            break
        if token.text != ".":
            words.insert(0, token)
    return _trim(words)


def _may_stand_before_name(token: Token, words: Sequence[Token]) -> bool:
    if token.lower_ in _PAST or token.text == "-":
        return True
    if token.text == ".":  # "Col ." where the parser cut an abbreviation
        return token.i > token.sent.start and is_title(token.nbor(-1))
    if token.lower_ == "of":
        return bool(words) and not words[0].is_lower
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM"} and not token.is_punct


def _trim(words: list[Token]) -> list[Token]:
    while words and (words[0].is_punct or words[0].lower_ in _NOT_FIRST):
        words = words[1:]
    ends = words and (is_title(words[-1]) or role_of(words[-1]) or words[-1].text in {"'s", "’s"})
    return words if ends else []


def _titles(words: list[Token]) -> Iterator[list[Token]]:
    """Cut the words before a name after each title: "policy expert | retired Air Force Col."."""
    start = 0
    for index, word in enumerate(words):
        if word.text in {"'s", "’s"} or word.lower_ == "of":
            start = index + 1 if word.text in {"'s", "’s"} else start
            continue
        is_last = index + 1 == len(words)
        follows = words[index + 1] if not is_last else None
        is_end = is_title(word) or role_of(word) is not None
        if is_end and (follows is None or not _goes_on(word, follows)):
            if word.lower_ not in _KIN:
                yield words[start : index + 1]
            start = index + 1


def _goes_on(word: Token, follows: Token) -> bool:
    """As in "Prime Minister", "Vice President", "Secretary of"; not "expert Col."."""
    return follows.lower_ == "of" or (is_title(follows) and word.text[0].isupper())


def _after_name(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """Appositions and complements: "Ola Berg, head of the Lund Institute,", "Ola Berg of Unio"."""
    for child in mention.tokens.root.children:
        if child.i < mention.tokens.end:
            continue
        if child.dep_ == "appos" and cast.named_at(child) is None and _is_role(child):
            yield _apposition(child, mention, cast)
        elif child.dep_ == "prep" and child.lower_ in {"of", "from", "with"}:
            for thing in child.children:
                body = cast.named_at(thing)
                if body is not None and cast.kind_of(body) in _BODIES:
                    yield _Found(
                        None, body, Span(mention.span.start, span_of(thing).end), None, None
                    )


def _is_role(head: Token) -> bool:
    role = role_of(head)
    return role is not None and role.kind == "person" and head.lower_ not in _KIN


def _apposition(head: Token, mention: Mention, cast: Cast) -> _Found:
    words = [t for t in head.subtree if head.left_edge.i <= t.i]
    end = next((t.i for t in words if t.i > head.i and (t.is_punct or t.dep_ == "relcl")), None)
    words = [t for t in words if end is None or t.i < end]
    body = _body_in(words, cast)
    role = role_of(head)
    title = [w for w in words if w.dep_ != "det" and w.i <= head.i] or [head]
    return _Found(
        title=_text_of(_without_country(title)),
        organization=body,
        evidence=Span(mention.span.start, span_of(words[-1]).end),
        country=country_beside(head),
        sector=role.sector if role else None,
    )


def _body_in(words: list[Token], cast: Cast) -> str | None:
    for word in words:
        name = cast.named_at(word)
        if name is not None and cast.kind_of(name) in _BODIES:
            return name
    return None


def _country_in(words: list[Token]) -> str | None:
    for word in words:
        state = resources.state_of_demonym(word.text) or resources.find_state(word.text)
        if state is not None:
            return state.id
    return None


def _without_country(words: list[Token]) -> list[Token]:
    """Leave out "Norwegian" of "Norwegian Foreign Minister": it has a field of its own."""
    return [w for w in words if not (resources.state_of_demonym(w.text) or _is_s(w))] or words


def _is_s(word: Token) -> bool:
    return word.text in {"'s", "’s"}


def _text_of(words: list[Token]) -> str:
    doc, end = words[0].doc, words[-1].i + 1
    has_stop = end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_
    return doc[words[0].i : end + has_stop].text
