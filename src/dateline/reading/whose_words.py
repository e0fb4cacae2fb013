"""Whom the words for a speaker stand for, where the cast alone cannot tell.

In: the range of a speaker, the cast, the parsed article. Out: the ids of entities. Somebody who
speaks in a report has mostly been named just before ("Ana Ruiz has written nine novels. “…,” said
the author") or comes right after; other noun phrases are not read that boldly. "A senior official"
and "residents" stay who they are: only definite words point back.
"""

import bisect
from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.reading.names import is_short_form
from dateline.reading.prose import Prose, span_of
from dateline.reading.who import Cast, country_beside, role_of
from dateline.records import Span

_BACK = 3  # sentences before the one of the speaker
_AHEAD = 2  # sentences after it, when nobody has been named yet
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_THEY = frozenset({"they", "them", "their", "both"})
_IT = frozenset({"it", "its"})
_PAIRS = frozenset("two both pair couple brothers sisters men women twins".split())
_ARMED = frozenset(
    "rebel insurgent militant guerrilla fighter militia faction separatist jihadist gunman".split()
)
_BODIES = frozenset(
    "company firm miner airline operator manufacturer maker retailer bank lender charity"
    " organisation organization group body agency union federation association party movement"
    " institute institution watchdog regulator council committee commission court ministry"
    " department office network alliance coalition club foundation league front university"
    " hospital church newspaper broadcaster magazine channel station daily site website".split()
)
# "The official" is nobody of whom the text has not said that he holds an office.
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "PRM", "REB"})
_RELATIVE_TAGS = frozenset({"WP", "WDT"})
_BODY_KINDS = frozenset({"organization", "armed-group", "outlet"})


class WhoseWords:
    """Resolves speakers one by one; what it learns of one helps with the next."""

    def __init__(self, prose: Prose, cast: Cast) -> None:
        self._prose, self._cast = prose, cast
        self._sentences = list(prose.sentences())
        self._starts = [span_of(sentence).start for sentence in self._sentences]
        self._last: tuple[Span, str] | None = None  # who spoke last, if one person

    def entities(self, span: Span) -> tuple[str, ...]:
        """The entities that the words for a speaker stand for, none when nobody can tell.

        Speakers are to be asked for in the order of the text.
        """
        found = self._find(span)
        if len(found) == 1 and self._cast.kind_of(found[0]) == "person":
            self._last = (span, found[0])
        return found

    def _find(self, span: Span) -> tuple[str, ...]:
        words = self._prose.tokens_of(span)
        if words is not None and len(words) == 1 and words[0].tag_ in _RELATIVE_TAGS:
            return self._before_relative(words[0])
        known = self._cast.refer_span(span, self._prose) or self._first_words(words)
        if words is None or any(self._cast.is_named(one) for one in known):
            return self._in_full(known, words)
        found = self._name_within(words) or self._look_around(words, known)
        if found:
            self._cast.point_back(words, found)
        return found or known

    def _before_relative(self, pronoun: Token) -> tuple[str, ...]:
        """Whom a relative clause is about: "the guards, *who* deny that …"."""
        above = next((token for token in pronoun.ancestors if token.dep_ == "relcl"), None)
        noun = above.head if above is not None else _noun_before(pronoun)
        one = self._cast.refer(noun) if noun is not None else None
        return (one,) if one is not None else ()

    def _in_full(self, known: tuple[str, ...], words: Tokens | None) -> tuple[str, ...]:
        """Initials as the body they stand for: "the FEA" after "the Front for Eastern Autonomy"."""
        if words is None or len(known) != 1 or not _is_short(self._cast.name_of(known[0])):
            return known
        name = self._cast.name_of(known[0])
        before = self._named(self._back_from(span_of(words), len(self._starts)), _BODY_KINDS)
        found = self._only(
            one
            for one in before
            if one != known[0] and is_short_form(name, self._cast.name_of(one))
        )
        if found:
            self._cast.point_back(words, found)
        return found or known

    def _first_words(self, words: Tokens | None) -> tuple[str, ...]:
        """Who stands before the first comma: "*Ana Ruiz*, who studies the trade in …"."""
        if words is None:
            return ()
        ends = [token.i for token in words if token.text == "," and token.i > words.start]
        first = words.doc[words.start : ends[0]] if ends else None
        return self._cast.refer_span(span_of(first), self._prose) if first else ()

    def _name_within(self, words: Tokens) -> tuple[str, ...]:
        """The one person named behind a comma: "a lawyer who has helped them, *Ana Ruiz*"."""
        named = [self._cast.named_at(token) for token in words]
        people = {one for one in named if one and self._cast.kind_of(one) == "person"}
        if len(people) != 1:
            return ()
        first = words[min(at for at, one in enumerate(named) if one in people)]
        if first.i < words.start + 2 or first.nbor(-1).text != ",":
            return ()
        before = first.nbor(-2)  # "a spokesman for the mayor, Ana Ruiz": she is the mayor
        is_hers = before.dep_ == "pobj" and role_of(before) is not None
        return () if is_hers else tuple(people)

    def _look_around(self, words: Tokens, known: tuple[str, ...]) -> tuple[str, ...]:
        head, span = words.root, span_of(words)
        lowered = head.lower_
        if lowered in _HE | _SHE and len(words) == 1:
            gender = "f" if lowered in _SHE else "m"
            one = (
                self._known_as(span, gender)
                or self._last_speaker(span, gender)
                or self._person(span, gender)
                or self._next_person(head)
            )
            return (one,) if one is not None else ()
        if lowered in _IT and len(words) == 1:
            return self._only(self._subjects(span, _BODY_KINDS))
        if lowered in _THEY or _means_a_pair(head):
            return self._pair(span)
        return self._described(head, span, known) if words[0].lower_ in _DEFINITE else ()

    def _described(self, head: Token, span: Span, known: tuple[str, ...]) -> tuple[str, ...]:
        lemma = head.lemma_.lower()
        if any(child.dep_ in {"poss", "prep", "acl"} for child in head.children):
            return ()  # "the bishops' office" says itself whose it is
        if lemma in _ARMED:
            fitting = [
                one
                for one in self._named(self._back_from(span, _BACK), _BODY_KINDS)
                if self._cast.kind_of(one) == "armed-group" or self._is_unofficial(one)
            ]
            return self._only(fitting)
        if lemma in _BODIES:
            bodies = self._named(self._back_from(span, _BACK), _BODY_KINDS)
            found = self._only(one for one in bodies if self._may_be(one, lemma))
            return found or self._next_body(head, span)
        is_plural = head.tag_ in {"NNS", "NNPS"}
        is_person = bool(known) and self._cast.kind_of(known[0]) == "person"
        if is_plural or not is_person:
            return ()
        one = self._person(span, None)
        return (one,) if one is not None and self._may_hold(one, head) else ()

    # Candidates -------------------------------------------------------------------------------

    def _known_as(self, span: Span, gender: str) -> str | None:
        """The one person near of whom the text has said that "she" is meant: "Ms Ruiz"."""
        near = self._named(self._back_from(span, _BACK), {"person"})
        found = [one for one in near if self._cast.gender_of(one) == gender]
        return found[0] if len(found) == 1 and self._last_gender() != gender else None

    def _last_gender(self) -> str | None:
        return self._cast.gender_of(self._last[1]) if self._last is not None else None

    def _last_speaker(self, span: Span, gender: str) -> str | None:
        """Who spoke just before: "His wife said they had left. “…,” *she* added"."""
        if self._last is None or self._index(span) - self._index(self._last[0]) > _BACK:
            return None
        one = self._last[1]
        return one if self._cast.gender_of(one) in {None, gender} else None

    def _person(self, span: Span, gender: str | None) -> str | None:
        """The one person meant: the only one near, or the subject where there are several."""
        near = [
            one
            for one in self._named(self._back_from(span, _BACK), {"person"})
            if self._cast.gender_of(one) in {None, gender} or gender is None
        ]
        if len(near) <= 1:
            return near[0] if near else None
        if gender is None:
            return None  # "the author" of two people is neither
        subjects = [one for one in self._subjects(span, {"person"}) if one in near]
        return subjects[0] if len(subjects) == 1 else None

    def _next_person(self, head: Token) -> str | None:
        """Whom a pronoun at the very beginning means: “…,” he said. [next] Ola Berg, 23, …."""
        here = span_of(head)
        if self._named(Span(0, here.start), {"person"}) if here.start else ():
            return None
        coming = self._named(self._ahead_of(here), {"person"})
        return coming[0] if len(coming) == 1 else None

    def _next_body(self, head: Token, span: Span) -> tuple[str, ...]:
        if span.start and self._named(Span(0, span.start), _BODY_KINDS):
            return ()
        return self._only(
            one
            for one in self._named(self._ahead_of(span), _BODY_KINDS)
            if self._may_be(one, head.lemma_.lower())
        )

    def _pair(self, span: Span) -> tuple[str, ...]:
        """Two who were named together: "Peru and Bolivia agreed …. The two governments said"."""
        index = self._index(span)
        for sentence in reversed(self._sentences[max(0, index - 2) : index]):
            for token in sentence:
                if token.dep_ not in {"nsubj", "nsubjpass"} or not token.conjuncts:
                    continue
                joined = [token, *token.conjuncts]
                found = [self._cast.refer(one) for one in joined]
                named = [one for one in found if one is not None and self._cast.is_named(one)]
                if len(named) == len(joined) == 2 and len(set(named)) == 2:
                    return tuple(named)
        return ()

    def _subjects(self, span: Span, kinds: Iterable[str]) -> list[str]:
        """Named subjects of the nearest sentence before that has one."""
        wanted = set(kinds)
        index = self._index(span)
        for sentence in reversed(self._sentences[max(0, index - _BACK) : index + 1]):
            found = []
            for token in sentence:
                if token.dep_ in {"nsubj", "nsubjpass"} and span_of(token).end <= span.start:
                    one = self._cast.named_at(token)
                    if one is not None and self._cast.kind_of(one) in wanted:
                        found.append(one)
            if found:
                return list(dict.fromkeys(found))
        return []

    def _named(self, where: Span | None, kinds: Iterable[str]) -> list[str]:
        if where is None or where.start >= where.end:
            return []
        wanted = set(kinds)
        return [one for one in self._cast.named_in(where) if self._cast.kind_of(one) in wanted]

    def _may_be(self, one: str, noun: str) -> bool:
        """Whether a body may be called by a noun: no ministry is "the company"."""
        kind, sector = self._cast.kind_of(one), self._cast.sector_of(one)
        if kind == "armed-group":
            return noun in {"group", "movement", "organisation", "organization", "faction", "front"}
        is_paper = noun in {"newspaper", "broadcaster", "magazine", "channel", "station", "daily"}
        if (kind == "outlet") != is_paper and kind == "outlet":
            return False
        is_state = sector in {"GOV", "MIL", "COP", "LEG", "JUD"}
        of_state = {"ministry", "department", "court", "council", "commission", "agency", "office"}
        return not is_state or noun in of_state

    def _is_unofficial(self, one: str) -> bool:
        """Whether a body may be armed rebels: no state's army, nothing known to be else."""
        sector, country = self._cast.sector_of(one), self._cast.country_of(one)
        return self._cast.kind_of(one) == "organization" and (
            sector is None or (sector == "MIL" and country is None)
        )

    def _may_hold(self, one: str, head: Token) -> bool:
        """Whether a person may be called so: "the minister" is nobody who has another office."""
        country = country_beside(head)
        if country is not None and self._cast.country_of(one) != country:
            before = self._named(Span(0, span_of(head).start), {"person", "organization"})
            # "Obama met Hollande. The French president said": of which country is not said.
            if self._cast.country_of(one) is not None or set(before) != {one}:
                return False
        role = role_of(head)
        roles = self._cast.roles_of(one)
        if role is None or role.sector in {"CVL", None, "UNK"}:
            return True
        if not roles:
            return role.sector not in _OFFICIAL
        said = head.lower_
        titles = " ".join((r.title or "").lower() for r in roles)
        # A senator is "the lawmaker"; a minister is not "the ambassador", though both govern.
        return said in titles or (self._cast.sector_of(one) == role.sector != "GOV")

    def _only(self, found: Iterable[str]) -> tuple[str, ...]:
        names = list(dict.fromkeys(found))
        return (names[0],) if len(names) == 1 else ()

    # Where to look ----------------------------------------------------------------------------

    def _index(self, span: Span) -> int:
        return max(0, bisect.bisect_right(self._starts, span.start) - 1)

    def _back_from(self, span: Span, sentences: int) -> Span | None:
        start = self._starts[max(0, self._index(span) - sentences)]
        return Span(start, span.start) if start < span.start else None

    def _ahead_of(self, span: Span) -> Span | None:
        last = min(self._index(span) + _AHEAD, len(self._sentences) - 1)
        end = span_of(self._sentences[last]).end
        return Span(span.end, end) if span.end < end else None


def _noun_before(pronoun: Token) -> Token | None:
    """The noun that a relative clause follows, when the parser lost the tie."""
    before = [token for token in pronoun.doc[: pronoun.i] if token.text != ","]
    return before[-1] if before and before[-1].pos_ in {"NOUN", "PROPN"} else None


def _is_short(name: str) -> bool:
    return name.isupper() and name.isalpha() and 2 <= len(name) <= 6


def _means_a_pair(head: Token) -> bool:
    before = {child.lower_ for child in head.lefts}
    return head.lower_ in _PAIRS or bool(before & {"two", "both"})
