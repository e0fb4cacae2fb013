"""Roles and affiliations: what a text says its people are, beside their names.

In: the cast and the mentions of people. Out: roles entered into the cast, with the noun phrase as
evidence: titles before a name ("Norwegian Foreign Minister Kari Lund"), owners ("the Lund
Institute's Ola Berg"), appositions ("Ola Berg, a fellow at the Lund Institute,"), complements
("Ola Berg of the Lund Institute") and clauses ("Ola Berg, who heads the Lund Institute,").
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline import resources
from dateline.reading.mentions import Mention, is_title
from dateline.reading.prose import span_of
from dateline.reading.who import Cast, role_of
from dateline.records import Role, Span

_PAST = frozenset("retired former then ex late deposed acting outgoing ousted one-time".split())
# "His brother Tamerlan" says whose brother he is, and nothing that he is to the world.
_KIN = frozenset(
    "brother sister son daughter wife husband father mother cousin uncle aunt nephew niece friend"
    " boyfriend girlfriend fiance widow grandson granddaughter grandfather grandmother mr mrs ms"
    " miss sir lady people person man woman boy girl child victim resident".split()
)
# "A supporter of NATO", "a victim of the Front" is no part of it.
_OUTSIDERS = frozenset(
    "supporter critic opponent rival enemy fan victim admirer backer defender foe follower hostage"
    " suspect target candidate".split()
)
_COURTESY = frozenset({"dr.", "dr"})
_HEADS_OF_ANYTHING = frozenset(
    {"president", "vice-president", "secretary", "chancellor", "general"}
)
# What somebody believes, or was born to, is no role.
_FAITHS = frozenset(
    "muslim moslem christian catholic protestant jew hindu buddhist sikh shia sunni shiite shi'ite"
    " copt druze alawite yazidi believer".split()
)
_OFFICES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "ELI"})
_NOT_FIRST = frozenset({"the", "a", "an", "of", "'s", "’s", "its", "his", "her", "their", "and"})
_BODIES = frozenset({"organization", "armed-group", "outlet", "facility"})
_OFFICE_VERBS = frozenset("head lead run direct chair command found edit govern manage".split())
_SERVICE_VERBS = frozenset({"work", "serve", "fight", "write", "teach", "spy"})
_LONGEST_TITLE = 9  # words


@dataclass(frozen=True, slots=True)
class _Found:
    title: str | None
    organization: str | None
    evidence: Span
    country: str | None = None
    sector: str | None = None


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
            if not _is_known(role, cast.roles_of(entity)):
                cast.add_role(entity, role, country=found.country, sector=found.sector)


def _is_known(role: Role, known: Sequence[Role]) -> bool:
    """Whether an earlier sentence said as much: "Maj. Hale" once "Maj. Max Hale" was named."""
    return any(
        (role.title or "").lower() == (earlier.title or "").lower()
        and role.organization in {None, earlier.organization}
        for earlier in known
    )


# Before the name ------------------------------------------------------------------------------


def _before_name(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """Titles and owners in front of a name: "retired Air Force Col. Max Hale"."""
    words = _words_before(mention.tokens[0])
    if all(map(_is_no_office, words)):  # nothing, or "Mr" alone
        yield from _title_and_comma(mention, cast)
        return
    evidence = Span(span_of(words[0]).start, mention.span.end)
    country = _country_of_office(words)
    owned = country is None and _is_owned(words)  # "its president" may head anything
    for title in _titles(words):
        role = _role_at_end(title)
        body = _body_in([*_owner_words(words), *title], cast)
        yield _Found(
            title=_title_text(title, cast),
            organization=body,
            evidence=evidence,
            country=country,
            sector=None if owned else _sector(role, title, body, cast),
        )
    owner = next((w for w in words if _is_s(w)), None)
    if owner is not None and not any(True for _ in _titles(words)):
        body = cast.named_at(owner.nbor(-1)) if owner.i else None
        if body is not None and cast.kind_of(body) in _BODIES:
            yield _Found(None, body, evidence)


def _owner_words(words: Sequence[Token]) -> Sequence[Token]:
    """The owner of all titles that follow: "the Lund Institute's | director and founder"."""
    mark = next((at for at, word in enumerate(words) if _is_s(word)), 0)
    return words[:mark]


def _is_owned(words: Sequence[Token]) -> bool:
    """As in "its president, Ana Ruiz", "the union's secretary"."""
    is_head = words[-1].lower_ in _HEADS_OF_ANYTHING
    before = words[0].nbor(-1).lower_ if words[0].i > words[0].sent.start else ""
    return is_head and (before in {"its", "his", "her", "their"} or any(map(_is_s, words)))


def _words_before(first: Token) -> list[Token]:
    """The words of the same noun phrase that stand before a name, in order."""
    words: list[Token] = []
    token = first
    while token.i > first.sent.start and len(words) < _LONGEST_TITLE:
        token = token.nbor(-1)
        if not _may_stand_before_name(token, words):
            break
        if token.text not in {".", "["}:
            words.insert(0, token)
    return _trim(words)


def _may_stand_before_name(token: Token, words: Sequence[Token]) -> bool:
    if token.lower_ in _PAST or token.text in {"-", "["}:
        return True
    if token.text == ".":  # "Col ." where the parser cut an abbreviation
        return token.i > token.sent.start and is_title(token.nbor(-1))
    if token.lower_ == "of":  # "Secretary of | State"
        return bool(words) and _is_title_with_of(token, words[0])
    if token.dep_ == "cc" or (token.dep_ == "pobj" and token.head.lower_ != "of"):
        return False  # "told the minister Ana Ruiz" is one phrase, "in Lund Ana Ruiz" is not
    if token.pos_ == "PART":
        return _is_s(token)
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} and not token.is_punct


def _is_title_with_of(of: Token, follows: Token) -> bool:
    """As in "Secretary of State", "Chief of Staff": one title with "of" inside."""
    if of.i <= of.sent.start:
        return False
    return f"{of.nbor(-1).lower_} of {follows.lower_}" in resources.roles()


def _trim(words: list[Token]) -> list[Token]:
    while words and (words[0].is_punct or words[0].lower_ in _NOT_FIRST or words[0].pos_ == "DET"):
        words = words[1:]
    while words and words[-1].is_punct:
        words = words[:-1]
    if not words:
        return []
    return words if _is_s(words[-1]) or _role_at_end(words) is not None else []


def _role_at_end(words: Sequence[Token]) -> resources.RoleNoun | None:
    """The role of a person that words end with, longest first: "Secretary of State"."""
    roles = resources.roles()
    for size in (4, 3, 2, 1):
        text = " ".join(word.lower_ for word in words[-size:])
        role = roles.get(text) or roles.get(text.rstrip("."))
        if len(words) >= size and role is not None and role.kind == "person" and not role.plural:
            return role
    last = role_of(words[-1])
    return last if last is not None and last.kind == "person" else None


def _titles(words: list[Token]) -> Iterator[list[Token]]:
    """Cut the words before a name after each title: "policy expert | retired Air Force Col."."""
    owner = max((i for i, word in enumerate(words) if _is_s(word)), default=-1)
    start = owner + 1
    for index in range(start, len(words)):
        title = words[start : index + 1]
        is_last = index + 1 == len(words)
        if not is_last and not _begins_title(words[start:], index - start + 1):
            continue
        if _role_at_end(title) is not None and not _is_no_office(title[-1]):
            yield title
            start = index + 1
        elif _role_at_end(title) is not None:
            start = index + 1


def _is_no_office(word: Token) -> bool:
    return word.lower_.rstrip(".") in _KIN | _FAITHS


def _begins_title(words: Sequence[Token], index: int) -> bool:
    """Whether a new title begins here: "expert | retired Col."; not "Prime | Minister"."""
    follows = words[index]
    if follows.lower_ in _PAST:
        return True
    if not is_title(follows) or follows.lower_ == "of":
        return False
    return words[index - 1].lower_ != "of" and not _is_inside_title(words, index)


def _is_inside_title(words: Sequence[Token], index: int) -> bool:
    """Whether a known title spans the words before and at an index: "Deputy | Prime Minister"."""
    for first in range(max(0, index - 3), index):
        for last in range(index + 1, min(len(words), index + 3) + 1):
            if " ".join(w.lower_.rstrip(".") for w in words[first:last]) in _plain_titles():
                return True
    return False


@functools.cache
def _plain_titles() -> frozenset[str]:
    """Every role in small letters without full stops: "lt col"."""
    return frozenset(title.replace(".", "") for title in resources.roles())


def _title_and_comma(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """As in "The mayor of Lund, Kari Vik,": a name in apposition to the title before it."""
    root = mention.tokens.root
    head = root.head
    if root.dep_ != "appos" or head.i >= root.i or not _is_role(head):
        return
    if cast.named_at(head) is None:
        yield _title_phrase(head, mention, cast, before=mention.tokens.start)


# After the name -------------------------------------------------------------------------------


def _after_name(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """Appositions and complements: "Ola Berg, head of the Lund Institute,", "Ola Berg of Unio"."""
    for child in mention.tokens.root.children:
        if child.i < mention.tokens.end:
            continue
        if child.dep_ in {"appos", "conj"} and _is_role(child) and _is_behind_comma(child, mention):
            if cast.named_at(child) is None:
                yield _title_phrase(child, mention, cast)
        elif child.dep_ == "prep" and child.lower_ in {"of", "from", "with"}:
            yield from _body_behind(child, mention, cast)
        elif child.dep_ in {"relcl", "acl"}:
            yield from _office_clause(child, mention, cast)
    yield from _copula(mention, cast)


def _is_behind_comma(head: Token, mention: Mention) -> bool:
    """As in "Ola Berg, a judge": the next word after the name and a comma begins the phrase."""
    doc, end = mention.tokens.doc, mention.tokens.end
    if head.dep_ == "appos":
        return True
    return end < len(doc) and doc[end].text == "," and head.left_edge.i == end + 1


def _body_behind(preposition: Token, mention: Mention, cast: Cast) -> Iterator[_Found]:
    if preposition.i > mention.tokens.end + 1:
        return
    for thing in preposition.children:
        body = cast.named_at(thing)
        if body is not None and cast.kind_of(body) in _BODIES:
            yield _Found(None, body, Span(mention.span.start, _end_of_name(thing, cast)))


def _end_of_name(token: Token, cast: Cast) -> int:
    """Where the name ends that a token is part of: "the Centre | for Saharan Studies"."""
    name = cast.named_at(token)
    while token.i + 1 < len(token.doc) and cast.named_at(token.nbor(1)) == name:
        token = token.nbor(1)
    return span_of(token).end


def _office_clause(verb: Token, mention: Mention, cast: Cast) -> Iterator[_Found]:
    """As in "Ola Berg, who heads the Lund Institute", "who works for", "who is a fellow at"."""
    if any(c.dep_ in {"neg", "auxpass"} or c.tag_ == "MD" for c in verb.children):
        return
    if verb.lemma_.lower() in _OFFICE_VERBS and verb.tag_ != "VBN":
        things = [c for c in verb.children if c.dep_ == "dobj"]
    elif verb.lemma_.lower() in _SERVICE_VERBS:
        preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"for", "with", "at"}]
        things = [c for p in preps for c in p.children if c.dep_ == "pobj"]
    elif verb.lemma_ == "be":
        yield from _complement(verb, mention, cast)
        return
    else:
        return
    for thing in things:
        body = cast.named_at(thing)
        if body is not None and cast.kind_of(body) in _BODIES:
            yield _Found(None, body, Span(mention.span.start, _end_of_name(thing, cast)))


def _copula(mention: Mention, cast: Cast) -> Iterator[_Found]:
    """As in "Ola Berg is the head of the Lund Institute"."""
    root = mention.tokens.root
    if root.dep_ == "nsubj" and root.head.lemma_ == "be" and root.i < root.head.i:
        verb = root.head
        is_said = verb.tag_ in {"VBZ", "VBD", "VBP"}  # not "of Ruiz being the head of …"
        if is_said and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
            yield from _complement(verb, mention, cast)


def _complement(verb: Token, mention: Mention, cast: Cast) -> Iterator[_Found]:
    for child in verb.children:
        # "He is the second mayor that …" counts him and gives him no post.
        counts = any(c.ent_type_ == "ORDINAL" or c.dep_ == "relcl" for c in child.children)
        if child.dep_ == "attr" and child.i > verb.i and _is_role(child) and not counts:
            yield _title_phrase(child, mention, cast)


def _is_role(head: Token) -> bool:
    role = role_of(head)
    if role is None or role.kind != "person" or head.lower_ in _KIN | _FAITHS:
        return False
    return head.tag_ not in {"NNS", "NNPS"}


def _title_phrase(
    head: Token, mention: Mention, cast: Cast, *, before: int | None = None
) -> _Found:
    """The role that a noun phrase states: "the mayor of Lund", "a fellow at the Lund Institute".

    Its complement belongs to the title ("mayor of Lund") unless it is a body with a name.
    """
    words = _phrase_words(head, before)
    role = role_of(head)
    is_inside = head.lemma_.lower() not in _OUTSIDERS
    title = [w for w in words if w.i <= head.i and w.dep_ not in {"det", "poss", "case"}] or [head]
    start = next((w.i for w in reversed(title) if _ends_before_title(w)), title[0].i - 1) + 1
    title = [w for w in title if w.i >= start] or [head]
    body = _body_in(words, cast) if is_inside else None
    rest = [w for w in words if w.i > head.i]
    if body is None and rest and rest[0].lower_ in {"of", "for"}:
        title = [*title, *rest]
    spans = [mention.span, span_of(words[0]), span_of(words[-1])]
    return _Found(
        title=_title_text(title, cast),
        organization=body,
        evidence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        country=_country_of_office(words[: words.index(head) + 1] if head in words else [head])
        or (_country_in(rest[:3]) if rest and rest[0].lower_ == "of" else None),
        sector=_sector(role, words, body, cast),
    )


def _ends_before_title(word: Token) -> bool:
    """As in ", 45, a judge", "a 20-year-old student": an age is no part of the title."""
    return word.dep_ == "punct" or (word.lower_ == "old" and word.nbor(-1).text == "-")


def _sector(
    role: resources.RoleNoun | None, words: Sequence[Token], body: str | None, cast: Cast
) -> str | None:
    """The sector that a title says, unless it depends on the body: "president of the union"."""
    if role is None or role.noun in _COURTESY:
        return None
    if role.noun.split()[-1] not in _HEADS_OF_ANYTHING:
        return role.sector
    if body is not None:
        return cast.sector_of(body)
    depends = any(w.lower_ in {"of", "its", "his", "her", "their"} or _is_s(w) for w in words)
    return None if depends and _country_in(words) is None else role.sector


def _phrase_words(head: Token, before: int | None) -> list[Token]:
    """The words of a role's phrase up to a comma or a clause, at most nine behind its head."""
    words: list[Token] = []
    for token in head.subtree:
        if token.i > head.i and (
            token.dep_ in {"relcl", "acl", "appos", "cc"}
            or (token.is_punct and token.text not in {"-", "."})
            or token.i > head.i + _LONGEST_TITLE
        ):
            break
        if before is not None and token.i >= before:
            break
        words.append(token)
    return words or [head]


def _body_in(words: Sequence[Token], cast: Cast) -> str | None:
    """The body nearest to the end of a title: "Lund Institute spokesman"."""
    for word in words:
        name = cast.named_at(word)
        if name is not None and cast.kind_of(name) in _BODIES:
            return name
    return None


def _country_in(words: Sequence[Token]) -> str | None:
    for word in words:
        state = resources.state_of_demonym(word.text) or resources.find_state(word.text)
        if state is not None:
            return state.id
    return None


def _country_of_office(words: Sequence[Token]) -> str | None:
    """The country before a title: "Norwegian", "Norway's"; "Norway" itself only before an office.

    "An Iraq war veteran" is of no country that the text says.
    """
    for word in words:
        if (state := resources.state_of_demonym(word.text)) is not None:
            return state.id
    role = _role_at_end(words)
    is_owner = any(map(_is_s, words))
    if is_owner or (role is not None and role.sector in _OFFICES):
        return _country_in(words)
    return None


def _title_text(words: Sequence[Token], cast: Cast) -> str:
    """The title without country or body, which have fields of their own: "Foreign Minister"."""
    first = 0
    while first < len(words) - 1 and _has_own_field(words[first], cast):
        first += 1
    return _text_of(words[first:])


def _has_own_field(word: Token, cast: Cast) -> bool:
    if resources.state_of_demonym(word.text) or resources.find_state(word.text) or _is_s(word):
        return True
    name = cast.named_at(word)
    return name is not None and cast.kind_of(name) in _BODIES


def _is_s(word: Token) -> bool:
    return word.text in {"'s", "’s", "'", "’"}


def _text_of(words: Sequence[Token]) -> str:
    doc, end = words[0].doc, words[-1].i + 1
    has_stop = end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_
    is_short = resources.roles().get(words[-1].lower_ + ".") is not None
    return doc[words[0].i : end + (has_stop and is_short)].text
