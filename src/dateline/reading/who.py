"""Who a text speaks of: one entity for every person, body, group, state and people it names.

In: parsed prose and its named mentions. Out: a `Cast`, which turns any noun phrase into an entity's
id: a name, a surname, an alias, a pronoun or a description ("the minister", "residents").
A description is never forced onto a name: without one clear antecedent it is an entity of its own.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import resources
from dateline.reading.frames import is_definite
from dateline.reading.mentions import Mention
from dateline.reading.pronouns import (
    OWN_CLAUSE,
    PERSON_PRONOUNS,
    PRONOUNS,
    SINGULAR_GROUP,
    Gender,
    gender_before,
    gender_of_name,
    gender_of_pronoun,
    gender_of_word,
    is_empty_it,
)
from dateline.reading.prose import Prose, span_of, start_of
from dateline.records import Entity, EntityKind, Place, Role, Span

GROUP_KINDS = frozenset({"organization", "armed-group", "state", "population"})
_BODIES = frozenset({"organization", "armed-group", "state", "outlet"})
# Nouns that point back at a body named before: "the group", "the jihadist organisation".
_BODY_NOUNS = frozenset(
    "group organization organisation movement militia faction cartel network agency".split()
)
# "The Hezbollah group" is Hezbollah.
_OWN_NAMES = frozenset("cartel group militia movement organisation organization".split())
_ONE_OF = frozenset({"a", "an", "another", "any", "one"})
_OF_STATES = frozenset({"army", "force", "military", "navy", "police"})
_PAPERS = frozenset("newspaper paper daily broadcaster network agency magazine channel".split())
_PAST = frozenset("former ex then late deposed ousted retired".split())
_LONGEST_COMPLEMENT = 8  # words; longer ones are stories of their own
_LONGEST_NAME = 6  # words
_BACK_SENTENCES = 3  # a pronoun's antecedent further back is a guess
_BACK_DESCRIBED = 6  # sentences that "the man" reaches back to "a man"
_TITLES_IN_FULL = {
    "sen.": "senator", "gen.": "general", "col.": "colonel", "gov.": "governor",
    "rep.": "representative", "capt.": "captain", "maj.": "major", "adm.": "admiral",
    "sgt.": "sergeant", "lt.": "lieutenant", "rev.": "reverend", "prof.": "professor",
    "pres.": "president",
}  # fmt: skip


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
    gender: Gender | None = None  # what the text itself tells: "Mr", "she"
    expected: Gender | None = None  # what the given name leads one to expect; never told


class Cast:
    """The entities of one article; grows while noun phrases are referred to."""

    def __init__(self, prose: Prose, mentions: Sequence[Mention]) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._made = 0  # entities made so far, for their ids
        self._at: dict[tuple[int, int], str] = {}  # the range of a token → entity
        self._described: dict[tuple[int, int], str | None] = {}  # heads of other phrases → entity
        self._order: list[tuple[Span, str]] = []  # named mentions in text order
        self._groups: list[tuple[Span, str]] = []  # the same for described bodies: "a rebel group"
        self._sentences = list(prose.sentences())
        self._starts = [span_of(sentence).start for sentence in self._sentences]
        for mention in mentions:
            self._enter(mention)

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

    def gender_of(self, entity_id: str) -> Gender | None:
        """What the text's words say ("Mr", "she"), else what the given name does, else None."""
        return self._drafts[entity_id].gender or self._drafts[entity_id].expected

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

    def name_around(self, token: Token) -> Span | None:
        """The whole proper name that a token is part of, as a range of the article."""
        return next((at for at, _ in self._order if at.covers(span_of(token))), None)

    def named_in(self, span: Span) -> list[str]:
        """The entities named inside a range, in text order, each once."""
        return list(dict.fromkeys(name for at, name in self._order if span.covers(at)))

    def refer(self, head: Token) -> str | None:
        """The entity that the noun phrase around `head` refers to; None for what nobody can tell.

        A proper name anywhere in apposition wins ("policy expert Ana Ruiz", head "expert").
        """
        address = _address(head)
        if head.lower_ in PRONOUNS:
            if address not in self._described:
                self._described[address] = None  # a chain of pronouns that comes back to this one
                self._described[address] = self._antecedent(head)
            return self._described[address]
        named = self._named_by(head)
        if named is not None:
            return named
        if _is_nobody(head):
            return None
        if address not in self._described:
            self._described[address] = self._described_before(head) or self._describe(head)
        return self._described[address]

    def party(self, head: Token) -> str | None:
        """Whom `head` means as a party of an event; also whose name it is: "a *Taliban* ambush"."""
        return self.refer(head) or self.named_at(head)

    def refer_span(self, span: Span, prose: Prose) -> tuple[str, ...]:
        """The entities of a noun phrase given as a range: two of "both Ruiz and Vidal"."""
        tokens = prose.tokens_of(span)
        return self._refer_tokens(tokens) if tokens else ()

    def point_back(self, tokens: Tokens, entity_ids: Sequence[str]) -> None:
        """Say whom a description or pronoun means; what it was taken for alone is forgotten."""
        span = span_of(tokens)
        for draft in (self._drafts[entity_id] for entity_id in entity_ids):
            if not any(span.covers(known) for known in draft.spans):
                draft.spans.append(span)
            draft.gender = draft.gender or gender_of_pronoun(tokens[0])
        if len(entity_ids) == 1:
            taken_for = self._described.get(_address(tokens.root)) or self.named_at(tokens.root)
            self._described[_address(tokens.root)] = entity_ids[0]
            self._forget(taken_for, span, entity_ids[0])

    def _forget(self, entity_id: str | None, span: Span, instead: str) -> None:
        draft = self._drafts.get(entity_id or "")
        if draft is None or draft.id == instead or not all(map(span.overlaps, draft.spans)):
            return
        del self._drafts[draft.id]
        self._groups = [(at, name) for at, name in self._groups if name != draft.id]
        self._order = [(at, instead if name == draft.id else name) for at, name in self._order]
        self._at = {at: instead if n == draft.id else n for at, n in self._at.items()}
        self._described = {
            at: instead if name == draft.id else name for at, name in self._described.items()
        }

    def _refer_tokens(self, tokens: Tokens) -> tuple[str, ...]:
        head = tokens.root
        if head.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            joined = [t for t in head.conjuncts if tokens.start <= t.i < tokens.end]
            found = [self.refer(t) for t in sorted([head, *joined], key=lambda t: t.i)]
            known = tuple(dict.fromkeys(name for name in found if name is not None))
            if known:
                return known
        if len(tokens) > _LONGEST_NAME:
            return ()  # the last name in "a report seen by Reuters" has not written the report
        named = self.named_in(span_of(tokens))
        return tuple(named[-1:])

    # Names ------------------------------------------------------------------------------------

    def _enter(self, mention: Mention) -> None:
        draft = self._same(mention)
        if draft is None:
            draft = _Draft(
                id=self._next_id(),
                kind=mention.kind,
                name=mention.name,
                spans=[],
                key=mention.key,
            )
            self._drafts[draft.id] = draft
        draft.spans.append(mention.span)
        draft.country = draft.country or mention.country
        draft.sector = draft.sector or mention.sector
        draft.place = draft.place or mention.place
        draft.gender = draft.gender or gender_before(mention.tokens[0])
        if mention.kind == "person":
            draft.expected = draft.expected or gender_of_name(mention.name)
        self._order.append((mention.span, draft.id))
        for token in mention.tokens:
            self._at[_address(token)] = draft.id

    def _next_id(self) -> str:
        self._made += 1
        return f"e{self._made}"

    def _same(self, mention: Mention) -> _Draft | None:
        """The entity already in the cast that a mention names again."""
        name = mention.name.lower()
        for draft in self._drafts.values():
            if mention.key is not None or draft.key is not None:
                if mention.key == draft.key:
                    return draft
            elif draft.name.lower() == name and (draft.kind == "person") == (
                mention.kind == "person"
            ):
                return draft
        return None

    def _named_by(self, head: Token) -> str | None:
        found = self.named_at(head)
        if found is not None and not _only_qualifies(head):
            return found
        is_one = head.tag_ not in {"NNS", "NNPS"}  # "the two Italians, Rossi and Bianchi"
        for child in head.children:
            name = self.named_at(child) if child.dep_ == "appos" else None
            if name and ((self.kind_of(name) == "person" and is_one) or head.lower_ in _BODY_NOUNS):
                return name
        return self._own_body(head)

    def _own_body(self, head: Token) -> str | None:
        """As in "the Hezbollah group"; "a Taliban faction" is only a part of it."""
        before = [c for c in head.lefts if c.dep_ == "compound" and c.i == head.i - 1]
        is_own = head.lower_ in _OWN_NAMES and not any(c.lower_ in _ONE_OF for c in head.lefts)
        name = self.named_at(before[0]) if before and is_own else None
        return name if name and self.kind_of(name) in {"armed-group", "organization"} else None

    # Pronouns ---------------------------------------------------------------------------------

    def _antecedent(self, pronoun: Token) -> str | None:
        """Whom a pronoun means: the one who speaks, else the subject before, else nobody.

        "The army denied that it had …": the army. "Ms Ruiz met Ms Vidal. She said …": the subject.
        Who alone of those named in the last sentences can be meant may stand anywhere in them.
        """
        if is_empty_it(pronoun):
            return None
        chosen = self._speaker_above(pronoun) or self._subject_before(pronoun)
        if chosen is None and pronoun.lower_ in PERSON_PRONOUNS:
            chosen = self._only_person_before(pronoun)
        if chosen is not None:
            draft = self._drafts[chosen]
            draft.spans.append(span_of(pronoun))
            draft.gender = draft.gender or gender_of_pronoun(pronoun)
        return chosen

    def _speaker_above(self, pronoun: Token) -> str | None:
        """The subject of the verb of saying whose content this is: "Ruiz said he would …".

        Who is quoted does not say "he" of himself: "“He would,” Ruiz said".
        """
        if _is_quoted(pronoun):
            return None
        for above in pronoun.ancestors:
            if above.dep_ not in {"ccomp", "xcomp"} or above.head.pos_ != "VERB":
                continue
            for child in above.head.children:
                before = child.i < pronoun.i or pronoun.lower_ in PERSON_PRONOUNS
                if child.dep_ == "nsubj" and before and child != pronoun:
                    return self._if_meant(child, pronoun)
        return None

    def _subject_before(self, pronoun: Token) -> str | None:
        """The last subject before, in this sentence or the one before it."""
        for subject in self._subjects_back(pronoun):
            found = self._if_meant(subject, pronoun)
            if found is not None:
                return found
            if pronoun.lower_ not in PERSON_PRONOUNS:
                return None  # "it" and "they" do not reach past a nearer subject
        return None

    def _subjects_back(self, pronoun: Token) -> Iterator[Token]:
        """Subjects before a pronoun, nearest first: this sentence's, then the main one before."""
        index = self._sentence_index(span_of(pronoun))
        own_verb = pronoun.head if pronoun.lower_ not in OWN_CLAUSE else None
        said = own_verb.subtree if own_verb is not None else ()
        inside = {t.i for t in said}  # "one guard was hurt, he said": he is no guard
        for token in reversed([t for t in self._sentences[index] if t.i < pronoun.i]):
            if token.dep_ in {"nsubj", "nsubjpass"} and token.i not in inside:
                yield token
        if index:
            before = self._sentences[index - 1]
            subjects = [t for t in before if t.dep_ in {"nsubj", "nsubjpass"}]
            if pronoun.lower_ not in PERSON_PRONOUNS:  # "It has ten tanks, the army says. It …"
                subjects = [t for t in subjects if not _only_says(t)]
            elif any(_says_of_another(t, pronoun) for t in subjects):
                subjects = []
            yield from sorted(subjects, key=lambda t: (t.head != before.root, -t.i))

    def _if_meant(self, head: Token, pronoun: Token) -> str | None:
        """Whom a noun phrase refers to, if the pronoun may mean that: in kind, number, gender."""
        is_person = pronoun.lower_ in PERSON_PRONOUNS
        others = [c for c in head.conjuncts if c.i > head.i]
        if others and not (is_person and self._is_only_one(head, others, pronoun)):
            return None  # "Hamas and Fatah met. They …" are two
        known = self.named_at(head) is not None or head.lower_ in PRONOUNS
        if not known and role_of(head) is None and head.lemma_.lower() not in _BODY_NOUNS:
            return None
        plural = head.tag_ in {"NNS", "NNPS"}
        if plural and (is_person or pronoun.lower_ in SINGULAR_GROUP):
            return None
        name = self.refer(head)
        return name if name is not None and self._may_mean(pronoun, name) else None

    def _is_only_one(self, head: Token, others: Sequence[Token], pronoun: Token) -> bool:
        """Whether of several people joined by "and" the pronoun fits the first alone."""
        named = [self.named_at(token) for token in (head, *others)]
        return sum(name is not None and self._may_mean(pronoun, name) for name in named) < 2

    def _may_mean(self, pronoun: Token, name: str) -> bool:
        draft = self._drafts[name]
        if pronoun.lower_ in PERSON_PRONOUNS:
            gender = gender_of_pronoun(pronoun)
            return draft.kind == "person" and self.gender_of(name) in {None, gender}
        if pronoun.lower_ in SINGULAR_GROUP:
            return draft.kind in _BODIES
        return draft.kind in GROUP_KINDS

    def _only_person_before(self, pronoun: Token) -> str | None:
        """The one named in the last sentences whom "he" may mean, if there is only one."""
        here = span_of(pronoun)
        window = self._starts[max(0, self._sentence_index(here) - _BACK_SENTENCES)]
        people = {
            name
            for at, name in self._order
            if window <= at.start and at.end <= here.start and self._may_mean(pronoun, name)
        }
        return people.pop() if len(people) == 1 else None

    def _sentence_index(self, here: Span) -> int:
        return max(0, bisect.bisect_right(self._starts, here.start) - 1)

    # Descriptions -----------------------------------------------------------------------------

    def _described_before(self, head: Token) -> str | None:
        """As in "the group", "the minister": the one entity before that fits, None if unclear."""
        phrase = noun_phrase(head)
        if is_definite(head) or _is_collective(head):  # the same words again are the same people
            same = [d for d in self._drafts.values() if d.described and _same_words(d, phrase)]
            if same:
                return self._add_span(same[-1], span_of(phrase))
        is_complex = any(c.dep_ in {"prep", "acl", "poss", "nummod"} for c in head.children)
        if not is_definite(head) or head.tag_ in {"NNS", "NNPS"} or is_complex:
            return None
        same_noun = self._same_noun_before(head)
        found = self._body_before(head) or self._holder_before(head)
        if found is not None and same_noun is not None and found != same_noun:
            return None
        found = found or same_noun
        return self._add_span(self._drafts[found], span_of(phrase)) if found else None

    def _same_noun_before(self, head: Token) -> str | None:
        """As in "A man came. The man left": whom the same noun meant, if it meant only one."""
        if any(c.dep_ in {"amod", "compound"} for c in head.lefts):
            return None
        index = self._sentence_index(span_of(head))
        before = [
            token
            for sentence in self._sentences[max(0, index - _BACK_DESCRIBED) : index + 1]
            for token in sentence
            if token.lower_ == head.lower_
            and token.pos_ == head.pos_ == "NOUN"
            and token.dep_ not in {"compound", "nmod", "amod", "appos", "attr"}  # "mayor Ana Ruiz"
        ]
        found = {self.refer(t) for t in before if span_of(t).end <= span_of(head).start}
        return found.pop() if len(found) == 1 else None

    def _body_before(self, head: Token) -> str | None:
        """The body that "the group", "the ministry", "the newspaper" points back at."""
        if any(c.dep_ == "compound" for c in head.lefts):
            return None  # "the Atonal battalion" is not "the Arce battalion"
        here, noun = span_of(head), head.lemma_.lower()
        before = sorted([*self._order, *self._groups])
        fitting = [
            (at, name)
            for at, name in before
            if at.end <= here.start and self._is_such_body(name, noun, country_beside(head))
        ]
        names = {name for _, name in fitting}
        if len(names) > 1:  # several in the text: one of them in this or the last sentence
            start = self._starts[max(0, self._sentence_index(here) - 1)]
            names = {name for at, name in fitting if at.start >= start}
        return names.pop() if len(names) == 1 else None

    def _is_such_body(self, name: str, noun: str, country: str | None) -> bool:
        draft = self._drafts[name]
        if country is not None and draft.country not in {None, country}:
            return False
        if noun in _PAPERS and draft.kind == "outlet":
            return True
        if noun in _BODY_NOUNS:
            is_state = draft.sector in {"GOV", "MIL", "COP", "LEG", "JUD"} and noun != "agency"
            return draft.kind == "armed-group" or (draft.kind == "organization" and not is_state)
        is_part = noun in draft.name.lower().split()
        if noun in _OF_STATES and draft.kind == "armed-group":
            return False  # "the army" is no "Army of National Liberation"
        return is_part and draft.kind in {"organization", "armed-group", "facility"}

    def _holder_before(self, head: Token) -> str | None:
        """The one person whose title "the minister", "the army spokesman" repeats."""
        here = span_of(head)
        before = dict.fromkeys(name for at, name in self._order if at.end <= here.start)
        fitting = [name for name in before if self._holds_title(name, head)]
        if len(fitting) != 1:
            return None
        is_of_country = country_beside(head) is None or self._drafts[fitting[0]].country
        others = [n for n in before if self._drafts[n].kind in {"person", "organization"}]
        # "Obama met Hollande. … The French president": of which country is not said.
        return fitting[0] if is_of_country or len(others) == 1 else None

    def _holds_title(self, name: str, head: Token) -> bool:
        draft = self._drafts[name]
        country = country_beside(head)
        if draft.kind != "person" or (country and draft.country not in {None, country}):
            return False
        said = {c.lower_ for c in head.lefts if c.dep_ in {"compound", "amod"}}
        said -= {c.lower_ for c in head.lefts if resources.state_of_demonym(c.text)}
        for role in draft.roles:
            words = [_TITLES_IN_FULL.get(w, w) for w in (role.title or "").lower().split()]
            of_body = self.name_of(role.organization).lower().split() if role.organization else []
            is_past = bool(_PAST & set(words)) and not _PAST & said
            main = words[: words.index("of")] if "of" in words else words
            if main and main[-1] == head.lower_ and said <= {*words, *of_body} and not is_past:
                return True
        return False

    def _add_span(self, draft: _Draft, span: Span) -> str:
        draft.spans.append(span)
        return draft.id

    def _describe(self, head: Token) -> str:
        """Enter a description as an entity of its own: "residents", "a senior official"."""
        phrase = noun_phrase(head)
        role = role_of(head)
        draft = _Draft(
            id=self._next_id(),
            kind=_kind_of_description(head, role),
            name=phrase.text,
            spans=[span_of(phrase)],
            country=country_beside(head),
            sector=role.sector if role else None,
            described=True,
            gender=gender_of_word(head.lower_),
        )
        self._drafts[draft.id] = draft
        if draft.kind in {"armed-group", "organization"} and head.tag_ not in {"NNS", "NNPS"}:
            self._groups.append((span_of(phrase), draft.id))
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
_PEOPLE = frozenset(
    "person people man woman child boy girl baby other victim hostage passenger passer-by bystander"
    " body worker couple teenager youth brother sister son daughter wife husband father"
    " mother relative neighbour neighbor crowd tourist foreigner national individual inmate"
    " prisoner friend family cousin uncle aunt nephew niece kin parent grandmother"
    " grandfather somebody colleague companion partner boyfriend girlfriend accomplice ally enemy"
    " rival opponent supporter".split()
)
_SEVERAL = frozenset("people couple crowd family kin".split())
_COLLECTIVES = frozenset(
    "side camp wing branch affiliate cell company firm squad unit detachment battalion brigade"
    " regiment division platoon patrol command garrison force team committee commission council"
    " panel board institute institution bank church society club ministry department office"
    " administration regime authority country state nation coalition alliance bloc union federation"
    " league association foundation front party newspaper broadcaster channel station daily"
    " magazine".split()
)
# "Militants connected to Chechnya" says who they are; "soldiers killed in May" what befell them.
_OF_CHARGES = frozenset({"accuse", "acquit", "convict", "suspect"})
_DEFINING = frozenset(
    "connect link tie ally align affiliate associate base loyal back fund arm lead call name know"
    " train equip deploy station wear".split()
)
_NOBODY = frozenset(
    "who which that what it there this something nothing everything anyone nobody one thing few"
    " other many most all both some several same such much latter former".split()
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
    left = max([left, *(t.i + 1 for t in head.doc[left : head.i] if t.tag_ in {"WDT", "WP"})])
    tokens = head.doc[left:end]
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].dep_ in {"case", "det", "prep"}):
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].dep_ in {"cc", "preconj"}):
        tokens = tokens[1:]
    return tokens


def core_of(head: Token) -> Token:
    """Whom a phrase counts: "students" of "a group of students", "two of the students"."""
    if head.lemma_.lower() not in _COUNTS and head.pos_ != "NUM":
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
    names = [c for c in head.lefts if c.pos_ == "PROPN" and c.dep_ != "poss"]
    if head.pos_ == "PROPN" and names and (len(names) > 1 or before + head.lower_ not in roles):
        return None  # "Charlie King" is no king; "Iran's Ambassador", "the Crown Prince" are both
    for word in (
        before + head.lower_,
        before + head.lemma_.lower(),
        head.lower_,
        head.lemma_.lower(),
    ):
        if word in roles:
            return roles[word]
    return None


def is_somebody(head: Token) -> bool:
    """Whether a noun means people or a body: "residents", "the firm"; not "the report", "talks"."""
    if role_of(head) is not None or resources.state_of_demonym(head.text) is not None:
        return True
    core = core_of(head)
    if core is not head and core.pos_ in {"PROPN", "PRON"}:
        return True
    return core.lemma_.lower() in _PEOPLE | _BODY_NOUNS | _COLLECTIVES


def country_beside(head: Token) -> str | None:
    """The country that a noun phrase itself states: "Russian troops", "Russia's minister"."""
    if (own := resources.state_of_demonym(head.text)) is not None:
        return own.id  # "two Russians"
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
    noun = head.lemma_.lower()
    if noun in _BODY_NOUNS | _COLLECTIVES:
        return "outlet" if noun in _PAPERS - _BODY_NOUNS else "organization"
    is_one = head.tag_ in {"NN", "NNP"} and core_of(head) is head and noun not in _SEVERAL
    return "person" if is_one else "population"


def _is_nobody(head: Token) -> bool:
    """As in "130 were killed", "no group claimed …", "fought each other"."""
    if head.pos_ not in {"NOUN", "PROPN", "ADJ"} or head.lower_ in _NOBODY:
        return True
    if head.pos_ != "ADJ" and not is_somebody(head):
        return True
    return any(child.lower_ in {"each", "no"} for child in head.lefts)


def _is_collective(head: Token) -> bool:
    """As in "police": the same body each time, without an article."""
    role = role_of(head)
    plain = not any(c.dep_ in {"det", "nummod", "amod", "acl", "prep"} for c in head.children)
    return plain and role is not None and role.kind in {"state", "organization"}


def _same_words(draft: _Draft, phrase: Tokens) -> bool:
    return _bare(draft.name) == _bare(phrase.text)


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
    """Words behind a noun that say who is meant: "of the army", "in Russia", "linked to Unita".

    So does a name without a comma: "the judge Pedro Solis".
    """
    if child.dep_ == "appos":
        return child.left_edge.i == child.head.i + 1
    if child.dep_ == "prep":
        if any(c.dep_ == "pcomp" for c in child.children):
            return False  # "accused the opposition of paying"
        if child.lower_ == "of" and _is_charged_with(child):
            return False
        return child.lower_ in {"of", "in", "from", "at", "for", "with"}
    return child.dep_ == "flat" or (child.dep_ == "acl" and child.lemma_.lower() in _DEFINING)


def _is_charged_with(preposition: Token) -> bool:
    """As in "accused the governor of corruption": of what, not which governor."""
    whom = preposition.head
    is_charged = whom.dep_ in {"dobj", "nsubjpass"} and whom.head.lemma_ in _OF_CHARGES
    is_only_one = sum(token.lower_ == "of" for token in whom.subtree) == 1
    is_name = any(c.pos_ == "PROPN" for c in preposition.children)
    return is_charged and whom.pos_ in {"NOUN", "PROPN"} and is_only_one and not is_name


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
            inner = [t.i for t in child.subtree if child.i < t.i < end and t.dep_ == "prep"]
            return max(inner, default=end)  # not "of the front of the self", before "-styled"
        end = token.i + 1
    return end


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|a|an|some|this|that|these|those) ", "", text.lower())


def _address(token: Token) -> tuple[int, int]:
    start = start_of(token.doc) + token.idx
    return start, start + len(token)


def _is_quoted(pronoun: Token) -> bool:
    """Whether a pronoun stands in words that its sentence quotes."""
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    opened = sum(token.text == "“" for token in before) - sum(t.text == "”" for t in before)
    return opened > 0 or sum(token.text == '"' for token in before) % 2 == 1


def _says_of_another(subject: Token, pronoun: Token) -> bool:
    """As in "“He may be extradited,” the lawyer said. He …": the lawyer, or whom she spoke of."""
    if not _only_says(subject):
        return False
    gender = gender_of_pronoun(pronoun)
    told = (c for c in subject.head.children if c.dep_ == "ccomp" and c.i < subject.i)
    inside = (t for clause in told for t in clause.subtree if t.dep_ in {"nsubj", "nsubjpass"})
    return any(t.lower_ in PERSON_PRONOUNS and gender_of_pronoun(t) == gender for t in inside)


def _only_says(subject: Token) -> bool:
    """Whether a subject only tells, behind it, what the sentence is about."""
    told = [c for c in subject.head.children if c.dep_ == "ccomp"]
    return any(clause.i < subject.i for clause in told)
