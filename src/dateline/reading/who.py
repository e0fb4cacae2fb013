"""Who a text speaks of: one entity for every person, body, group, state and people it names.

In: parsed prose and its named mentions. Out: a `Cast`, which turns any noun phrase into an entity's
id: a name, a surname, an alias, a pronoun or a description ("the minister", "residents").
A description is never forced onto a name: without one clear antecedent it is an entity of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import resources
from dateline.reading.mentions import Mention
from dateline.reading.prose import Prose, span_of
from dateline.records import Entity, EntityKind, Place, Role, Span

GROUP_KINDS = frozenset({"organization", "armed-group", "state", "population"})
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_GROUP_PRONOUNS = frozenset({"they", "them", "their", "it", "its"})
_PRONOUNS = _PERSON_PRONOUNS | _GROUP_PRONOUNS
_BODIES = frozenset({"organization", "armed-group", "state", "outlet"})
_KINDS_OF_PRONOUN: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PERSON_PRONOUNS, frozenset({"person"})),
    **dict.fromkeys(_GROUP_PRONOUNS, GROUP_KINDS),
    **dict.fromkeys(("it", "its"), _BODIES),
}
# Nouns that point back at a body named before: "the group", "the jihadist organisation".
_BODY_NOUNS = frozenset(
    "group organization organisation movement militia faction cartel network agency".split()
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_LONGEST_COMPLEMENT = 8  # words; longer ones are stories of their own
_BACK_SENTENCES = 3  # a pronoun's antecedent further back is a guess


@dataclass(slots=True)
class _Draft:
    """An entity while the article is being read."""

    id: str
    kind: EntityKind
    name: str
    spans: list[Span]
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    place: Place | None = None
    roles: list[Role] = field(default_factory=list)
    described: bool = False


class Cast:
    """The entities of one article; grows while noun phrases are referred to."""

    def __init__(self, prose: Prose, mentions: Sequence[Mention]) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._at: dict[tuple[int, int], str] = {}  # the range of a token → entity
        self._described: dict[tuple[int, int], str] = {}  # the same for heads of descriptions
        self._order: list[tuple[Span, str]] = []  # named mentions in text order
        self._sentences = [span_of(sentence) for sentence in prose.sentences()]
        full_names = _full_person_names(mentions)
        for mention in mentions:
            self._enter(mention, full_names)

    def entities(self) -> tuple[Entity, ...]:
        """The entities as records, in order of first mention, ids e1, e2, … kept."""
        return tuple(
            Entity(
                id=draft.id,
                kind=draft.kind,
                name=draft.name,
                mentions=tuple(sorted(set(draft.spans))),
                roles=tuple(draft.roles),
                country=draft.country,
                sector=draft.sector,
                place=draft.place,
            )
            for draft in self._drafts.values()
        )

    def kind_of(self, entity_id: str) -> EntityKind:
        """The kind of an entity."""
        return self._drafts[entity_id].kind

    def sector_of(self, entity_id: str) -> str | None:
        """The PLOVER sector of an entity, None when the text does not say."""
        return self._drafts[entity_id].sector

    def country_of(self, entity_id: str) -> str | None:
        """The ISO alpha-3 country of an entity, None when the text does not say."""
        return self._drafts[entity_id].country

    def name_of(self, entity_id: str) -> str:
        """The name of an entity."""
        return self._drafts[entity_id].name

    def roles_of(self, entity_id: str) -> list[Role]:
        """The roles found so far."""
        return self._drafts[entity_id].roles

    def is_named(self, entity_id: str) -> bool:
        """Whether the entity has a proper name, and is not only a description."""
        return not self._drafts[entity_id].described

    def add_role(
        self, entity_id: str, role: Role, *, country: str | None, sector: str | None
    ) -> None:
        """Note what the text says an entity is; the first country and sector said are kept."""
        draft = self._drafts[entity_id]
        if not any(known.evidence == role.evidence and known == role for known in draft.roles):
            draft.roles.append(role)
        draft.country = draft.country or country
        draft.sector = draft.sector or sector

    def named_at(self, token: Token) -> str | None:
        """The entity whose proper name this token is part of."""
        return self._at.get(_address(token))

    def named_in(self, span: Span) -> list[str]:
        """The entities named inside a range, in text order, each once."""
        return list(dict.fromkeys(name for at, name in self._order if span.covers(at)))

    def refer(self, head: Token) -> str | None:
        """The entity that the noun phrase around `head` refers to; None for what nobody can tell.

        A proper name anywhere in apposition wins ("policy expert Ana Ruiz", head "expert").
        """
        if head.lower_ in _PRONOUNS:
            return self._antecedent(head)
        named = self._named_by(head)
        if named is not None:
            return named
        if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or head.lower_ in _NOBODY:
            return None  # "130 were killed": a number is nobody
        if any(child.lower_ in {"each", "no"} for child in head.lefts):
            return None  # "fought each other", "no group claimed …"
        address = _address(head)
        if address not in self._described:
            self._described[address] = self._described_before(head) or self._describe(head)
        return self._described[address]

    def refer_span(self, span: Span, prose: Prose) -> str | None:
        """The entity of a noun phrase given as a range, as attributions give speakers."""
        for paragraph in prose.paragraphs:
            if paragraph.span.covers(span):
                offset = paragraph.span.start
                tokens = paragraph.doc.char_span(
                    span.start - offset, span.end - offset, alignment_mode="expand"
                )
                return self._refer_tokens(tokens) if tokens else None
        return None

    def _refer_tokens(self, tokens: Tokens) -> str | None:
        head = tokens.root
        if head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            entity = self.refer(head)
            if entity is not None:
                return entity
        named = self.named_in(span_of(tokens))
        return named[-1] if named else None

    def _enter(self, mention: Mention, full_names: dict[str, str]) -> None:
        draft = self._same(mention, full_names)
        if draft is None:
            draft = self._new(mention, full_names)
        draft.spans.append(mention.span)
        draft.country = draft.country or mention.country
        draft.sector = draft.sector or mention.sector
        draft.place = draft.place or mention.place
        self._order.append((mention.span, draft.id))
        for token in mention.tokens:
            self._at[_address(token)] = draft.id

    def _new(self, mention: Mention, full_names: dict[str, str]) -> _Draft:
        name = full_names.get(mention.name, mention.name)
        is_person = name in full_names.values()
        draft = _Draft(
            id=f"e{len(self._drafts) + 1}",
            kind="person" if is_person and mention.key is None else mention.kind,
            name=name,
            spans=[],
            key=mention.key,
        )
        self._drafts[draft.id] = draft
        return draft

    def _same(self, mention: Mention, full_names: dict[str, str]) -> _Draft | None:
        """The entity already in the cast that a mention names again."""
        name = full_names.get(mention.name, mention.name).lower()
        for draft in self._drafts.values():
            if mention.key is not None or draft.key is not None:
                if mention.key == draft.key:
                    return draft
            elif draft.name.lower() == name or _is_acronym(mention.name, draft.name):
                return draft
        return self._named_in_short(mention)

    def _named_in_short(self, mention: Mention) -> _Draft | None:
        """A body by the first or last word of its name: "the Covenant" of "Northern Covenant"."""
        if mention.key is not None or mention.kind not in {"organization", "place", "person"}:
            return None
        if len(mention.tokens) > 1:
            return None
        longer = [
            draft
            for draft in self._drafts.values()
            if draft.kind in {"organization", "armed-group"}
            and draft.key is None
            and " " in draft.name
            and mention.name in {draft.name.split()[0], draft.name.split()[-1]}
        ]
        return longer[0] if len(longer) == 1 else None

    def _named_by(self, head: Token) -> str | None:
        found = self.named_at(head)
        if found is not None and not _only_qualifies(head):
            return found
        for child in head.children:
            name = self.named_at(child) if child.dep_ == "appos" else None
            if name and (self.kind_of(name) == "person" or head.lower_ in _BODY_NOUNS):
                return name
        return None

    def _antecedent(self, pronoun: Token) -> str | None:
        """Whom a pronoun means: the one who speaks, else the nearest person or subject before.

        "The army denied that it had …": the army. "Mr Ruiz met Ms Vidal. She said …" takes the
        nearer person; "it" and "they" only the subject of the clause or sentence before.
        """
        wanted = _KINDS_OF_PRONOUN[pronoun.lower_]
        chosen = self._speaker_above(pronoun, wanted)
        if chosen is None and pronoun.lower_ in _PERSON_PRONOUNS:
            chosen = self._person_before(span_of(pronoun))
        elif chosen is None:
            chosen = self._subject_before(pronoun, wanted)
        if chosen is not None:
            self._drafts[chosen].spans.append(span_of(pronoun))
        return chosen

    def _person_before(self, here: Span) -> str | None:
        window = self._window(here)
        before = [
            name
            for at, name in self._order
            if window <= at.start and at.end <= here.start and self.kind_of(name) == "person"
        ]
        return before[-1] if before else None

    def _subject_before(self, pronoun: Token, wanted: frozenset[str]) -> str | None:
        """The last subject before, in this sentence or the one before it in the paragraph."""
        sentence = pronoun.sent
        earlier = [s for s in pronoun.doc.sents if s.end <= sentence.start][-1:]
        tokens = [*(earlier[0] if earlier else ()), *sentence]
        subjects = [t for t in tokens if t.dep_ in {"nsubj", "nsubjpass"} and t.i < pronoun.i]
        for subject in reversed(subjects):
            if subject.pos_ in {"NOUN", "PROPN"}:
                name = self.refer(subject)
                return name if name is not None and self.kind_of(name) in wanted else None
        return None

    def _speaker_above(self, pronoun: Token, wanted: frozenset[str]) -> str | None:
        """The subject of the verb of saying whose content this is: "Ruiz said he would …"."""
        for above in pronoun.ancestors:
            if above.dep_ not in {"ccomp", "xcomp"} or above.head.pos_ != "VERB":
                continue
            for child in above.head.children:
                before = child.i < pronoun.i or pronoun.lower_ in _PERSON_PRONOUNS
                if child.dep_ == "nsubj" and before and child.lower_ not in _PRONOUNS:
                    name = self.refer(child)
                    return name if name is not None and self.kind_of(name) in wanted else None
        return None

    def _window(self, here: Span) -> int:
        """Where the text starts in which an antecedent may stand."""
        index = next((i for i, s in enumerate(self._sentences) if s.end >= here.end), 0)
        return self._sentences[max(0, index - _BACK_SENTENCES)].start

    def _described_before(self, head: Token) -> str | None:
        """As in "the group", "the minister": the one entity named before that fits."""
        determiner = next((c.lower_ for c in head.children if c.dep_ == "det"), None)
        here = span_of(head)
        text = noun_phrase(head).text.lower()
        for draft in self._drafts.values():  # the same words again are the same people
            if draft.described and _bare(draft.name) == _bare(text) and determiner in _DEFINITE:
                return self._add_span(draft, span_of(noun_phrase(head)))
        is_plural = head.tag_ in {"NNS", "NNPS"}
        is_complex = any(c.dep_ in {"prep", "acl", "compound", "poss"} for c in head.children)
        if determiner not in _DEFINITE or is_plural or is_complex:
            return None
        noun = head.lemma_.lower()
        before = [name for at, name in self._order if at.end <= here.start]
        fitting = list(dict.fromkeys(name for name in reversed(before) if self._fits(name, noun)))
        if fitting and (len(fitting) == 1 or noun in _BODY_NOUNS):
            return self._add_span(self._drafts[fitting[0]], span_of(noun_phrase(head)))
        return None

    def _fits(self, name: str, noun: str) -> bool:
        draft = self._drafts[name]
        if noun in _BODY_NOUNS:
            return draft.kind == "armed-group" or (
                draft.kind == "organization" and noun in {"organization", "organisation", "agency"}
            )
        titles = " ".join(role.title.lower() for role in draft.roles if role.title)
        return draft.kind == "person" and bool(re.search(rf"\b{re.escape(noun)}\b", titles))

    def _add_span(self, draft: _Draft, span: Span) -> str:
        draft.spans.append(span)
        return draft.id

    def _describe(self, head: Token) -> str:
        """Enter a description as an entity of its own: "residents", "a senior official"."""
        phrase = noun_phrase(head)
        role = role_of(head)
        draft = _Draft(
            id=f"e{len(self._drafts) + 1}",
            kind=_kind_of_description(head, role),
            name=phrase.text,
            spans=[span_of(phrase)],
            country=country_beside(head),
            sector=role.sector if role else None,
            described=True,
        )
        self._drafts[draft.id] = draft
        return draft.id


_KIND_OF_ROLE: dict[str, EntityKind] = {
    "person": "person",
    "armed-group": "armed-group",
    "population": "population",
    "organization": "organization",
    "state": "state",
}
_COUNTS = frozenset(
    "thousand hundred million dozen score ten group number member majority minority handful crowd"
    " pair couple band gang team unit column wave series half third most hundreds thousands dozens"
    " scores tens many several some".split()
)
_NOBODY = frozenset(
    "who which that what it there this something nothing everything anyone nobody one thing".split()
)


def noun_phrase(head: Token) -> Tokens:
    """The words of a noun phrase: its left edge to its short complements, no relative clause.

    "militants connected to Chechnya", "extremists in Russia"; not "the threat, which Russians see".
    """
    left = min((t.i for t in head.subtree if t.i <= head.i and _belongs(t, head)), default=head.i)
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "case":
            end = child.i + 1
        elif _completes(child):
            end = _end_of_complement(child)
        else:
            break
    tokens = head.doc[left:end]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].dep_ == "case"):
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].dep_ in {"cc", "preconj"}):
        tokens = tokens[1:]
    return tokens


def core_of(head: Token) -> Token:
    """Whom a phrase counts: "students" of "thousands of students", "a group of students"."""
    if head.lemma_.lower() not in _COUNTS:
        return head
    counted = [
        thing
        for child in head.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for thing in child.children
        if thing.dep_ == "pobj"
    ]
    return counted[0] if counted else head


def role_of(head: Token) -> resources.RoleNoun | None:
    """The role noun that a description is headed by: "gunmen", "vice president"."""
    head = core_of(head)
    roles = resources.roles()
    before = head.nbor(-1).lower_ + " " if head.i > head.sent.start else ""
    for word in (
        before + head.lower_,
        before + head.lemma_.lower(),
        head.lower_,
        head.lemma_.lower(),
    ):
        if word in roles:
            return roles[word]
    return None


def country_beside(head: Token) -> str | None:
    """The country that a noun phrase itself states: "Russian troops", "Russia's minister"."""
    for child in head.lefts:
        state = resources.state_of_demonym(child.text) or resources.find_state(child.text)
        if state is not None and child.dep_ in {"amod", "compound", "poss", "nmod"}:
            return state.id
    return None


def _kind_of_description(head: Token, role: resources.RoleNoun | None) -> EntityKind:
    plural = head.tag_ in {"NNS", "NNPS"}
    if role is not None:
        if role.kind == "person" and plural:
            return "population"
        return _KIND_OF_ROLE[role.kind]
    if head.lemma_.lower() in _BODY_NOUNS:
        return "organization"
    return "population"


def _full_person_names(mentions: Sequence[Mention]) -> dict[str, str]:
    """Surname → full name, for every person named in full; an ambiguous surname is left out.

    Whatever spaCy calls "Carafano" alone, it is the person when "James Carafano" is in the text.
    """
    full: dict[str, set[str]] = {}
    for mention in mentions:
        words = mention.name.split()
        if mention.kind == "person" and len(words) > 1:
            full.setdefault(words[-1], set()).add(_longest(mention.name))
    names = {surname: min(found) for surname, found in full.items() if len(found) == 1}
    return names | {name: name for name in names.values()}


def _longest(name: str) -> str:
    return re.sub(r"^(?:Mr|Mrs|Ms|Dr|Sir)\.? ", "", name)


def _is_acronym(short: str, long: str) -> bool:
    """Whether one name is the initials of the other: "SDF" of "Sava Defence Force"."""
    if len(short) > len(long):
        short, long = long, short
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return len(short) >= 3 and short.isupper() and short == initials


def _only_qualifies(head: Token) -> bool:
    return head.dep_ in {"amod", "compound", "nmod"} and head.head.pos_ in {"NOUN", "PROPN"}


def _belongs(token: Token, head: Token) -> bool:
    """Whether a token left of the head is in its phrase and not in a clause before it."""
    return not any(a.dep_ in {"relcl", "advcl", "appos"} for a in _path(token, head))


def _path(token: Token, head: Token) -> Iterator[Token]:
    while token.i != head.i:
        yield token
        token = token.head


def _completes(child: Token) -> bool:
    """Words behind a noun that say who is meant: "of the army", "in Russia", "linked to Unita"."""
    if child.dep_ == "prep":
        if any(c.dep_ == "pcomp" for c in child.children):
            return False  # "accused the opposition of paying"
        return child.lower_ in {"of", "in", "from", "at", "for", "with"}
    return child.dep_ in {"acl", "flat"}


def _end_of_complement(child: Token) -> int:
    """Where a complement ends: before a comma or a relative clause, at most eight words on."""
    end = child.i + 1
    for token in child.subtree:
        if token.i < child.i:
            continue
        stops = token.is_punct and token.text not in {"-", "'", "’", "."}
        if stops or token.dep_ == "relcl" or token.lower_ in {"who", "which"}:
            break
        if token.i >= child.i + _LONGEST_COMPLEMENT:
            break
        end = token.i + 1
    return end


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|a|an|some|this|that|these|those) ", "", text.lower())


def _address(token: Token) -> tuple[int, int]:
    return span_of(token)
