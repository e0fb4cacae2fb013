"""Counted groups of people: "at least 12 other soldiers", "three of them", "his wife", "nobody".

In: a parsed sentence. Out: `Group`s, each with its bounds, its number and of whom in the text's
words. What is no count of people (ages, years, money, "14 attacks") makes no group.
"""

import functools
import re
from dataclasses import dataclass, replace
from importlib import resources

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.reading.effect_words import (
    ANYONE,
    AUXILIARIES,
    EFFECT_ADJECTIVES,
    TIMES,
    UNITS,
    VERBS,
    word_set,
)
from dateline.reading.numerals import Bounds, plain_number, read_number

_GENERIC = word_set("people person persons others other lives individuals victims more")
_DETERMINERS = word_set(
    "the a an his her its their our my your another this that these those all any every"
)
_SELVES = {"he", "she", "him", "himself", "herself"}

_PERSON_PLURALS = word_set("people police men women children mps persons wives youths crew")
_PERSON_ENDING = re.compile(r"[a-z]{2,}(?:men|women|man|woman|ists?|people|children)$")
_NOT_PERSONS = word_set(
    "specimen regimen abdomen acumen omen stamen talisman list lists fist waist"
    " wrist twist checklist mist shaman"
)
# A share of a number counts somebody, but the number is not how many: "half of the 200 guests".
_SHARES = frozenset(
    f"{share} of" for share in ("half", "most", "many", "some", "third", "quarter", "thirds")
)
_COLLECTIVES = word_set("family crew team group party band total gang squad household gang")


@dataclass(frozen=True, slots=True)
class Group:
    """People counted: token ranges in the sentence, `head` the noun (or the number standing alone).

    `of` is a token range or None. `number` is the hedge and number.
    """

    start: int
    end: int
    head: int
    bounds: Bounds
    of: tuple[int, int] | None = None
    number: tuple[int, int] | None = None
    bare: bool = False  # a number alone
    generic: bool = False  # people, others
    named: bool = False
    part: bool = False
    negated: bool = False


class Line:
    """A sentence as tokens, their lower-case words, and the groups found in it."""

    def __init__(self, sentence: Tokens) -> None:
        self.sentence = sentence
        self.tokens = list(sentence)
        self.words = [token.lower_ for token in self.tokens]
        self.groups: list[Group] = []

    def word(self, index: int) -> str:
        """The lower-case word at an index; empty outside of the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def phrase(self, start: int, length: int) -> str:
        """Words from an index on, joined by blanks."""
        return " ".join(self.words[max(start, 0) : max(start + length, 0)])

    def local(self, token: Token) -> int:
        """The index of a token of the sentence."""
        return token.i - self.sentence.start

    def starting(self, index: int) -> Group | None:
        """The group that starts at an index."""
        return next((group for group in self.groups if group.start == index), None)

    def ending(self, index: int) -> Group | None:
        """The group that ends before an index."""
        return next((group for group in self.groups if group.end == index), None)

    def holding(self, index: int) -> Group | None:
        """The group that a token belongs to."""
        return next((group for group in self.groups if group.start <= index < group.end), None)


def find_groups(line: Line) -> list[Group]:
    """Every counted group of a sentence from left to right; none overlaps another."""
    groups: list[Group] = []
    at = 0
    while at < len(line.tokens):
        group = (
            _nobody(line, at) or _collective(line, at) or _numbered(line, at) or _single(line, at)
        )
        if group:
            groups.append(_with_part(line, group, groups[-1] if groups else None))
            at = max(group.end, at + 1)
        else:
            at += 1
    return groups


def _nobody(line: Line, at: int) -> Group | None:
    """Nobody was hurt; no one died; none of the passengers; no civilians; no casualties."""
    zero: Bounds = (0, 0, 0)
    word = line.words[at]
    if word in ANYONE and (word.startswith("no") or _is_denied(line, at)):
        return Group(at, at + 1, at, zero, number=(at, at + 1), negated=True)
    if word == "no" and line.word(at + 1) == "one":
        return Group(at, at + 2, at + 1, zero, number=(at, at + 2), negated=True)
    if word == "none":
        return _none_of(line, at)
    single = next((p for p in ("no", "not one", "not a single") if _stands(line, at, p)), "")
    end = at + len(single.split())
    head = _person_head(line, end) if single else None
    if head is not None:
        of = _of_range(line, end, head)
        return Group(at, head + 1, head, zero, of=of, number=(at, end), negated=True)
    return None


def _none_of(line: Line, at: int) -> Group:
    """None; none of the passengers; none of the 40 passengers."""
    head = None
    if line.word(at + 1) == "of":
        start = at + 2 + (line.word(at + 2) in _DETERMINERS)
        number = plain_number(line.words, start)
        head = _person_head(line, number[1] if number else start)
    end = head + 1 if head is not None else at + 1
    of = (_noun_start(line, head), end) if head is not None else None
    return Group(at, end, end - 1, (0, 0, 0), of=of, number=(at, at + 1), negated=True)


def _stands(line: Line, at: int, phrase: str) -> bool:
    return line.phrase(at, len(phrase.split())) == phrase


def _is_denied(line: Line, at: int) -> bool:
    """Whether "anyone" means nobody: "did not hurt anyone", "without killing anybody"."""
    return bool({"not", "n't", "never", "without"} & set(line.words[max(0, at - 4) : at]))


def _collective(line: Line, at: int) -> Group | None:
    """A family of five; a crew of 12; a group of 30 students."""
    noun = next(
        (i for i in range(at, min(at + 4, len(line.words))) if line.words[i] in _COLLECTIVES), None
    )
    if line.words[at] not in _DETERMINERS or noun is None or line.word(noun + 1) != "of":
        return None
    group = _numbered(line, noun + 2, after_preposition=True)
    if not group:
        return None
    if group.bare and line.words[noun] != "total":
        group = replace(group, head=noun, of=(noun, noun + 1), bare=False)
    return replace(group, start=at)


def _numbered(line: Line, at: int, *, after_preposition: bool = False) -> Group | None:
    """A number, its hedge, and whom it counts: "at least 12 other soldiers", "three of them"."""
    number = read_number(line.words, at)
    if not number:
        return None
    bounds, end = number
    start = at
    while line.word(start - 1) in {"the", "all", "his", "her", "their", "those", "these", "other"}:
        start -= 1
    if not _is_a_count(line, at, end) or line.phrase(start - 2, 2) in _SHARES:
        return None
    group = Group(start, end, end - 1, bounds, number=(at, end))
    if line.word(end) == "of":
        return _number_of(line, group)
    found = _number_and_noun(line, group) or _number_alone(line, group, after_preposition)
    if found and line.phrase(found.end, 2) == "or so":  # ten people or so
        return replace(found, end=found.end + 2, bounds=(None, bounds[1], None))
    return found


def _number_of(line: Line, group: Group) -> Group | None:
    """Three of them; dozens of villagers; 40 of the attackers; two of five hostages."""
    inner_at = group.end + 1
    word = line.word(inner_at)
    if (
        word in {"them", "whom", "those", "us", "these"}
        and _person_head(line, inner_at + 1) is None
    ):
        return replace(group, end=inner_at + 1, head=group.end - 1)
    at = inner_at
    while line.word(at) in _DETERMINERS | {"them", "whom", "those"}:
        at += 1
    inner = plain_number(line.words, at)
    found = _number_and_noun(line, replace(group, end=inner[1] if inner else at))
    if found and inner and line.words[group.head] == "one" and line.word(found.end) in VERBS:
        # "He was one of 26 people killed": 26 were.
        found = replace(found, bounds=(inner[0],) * 3, number=(at, inner[1]))
    return found and replace(found, start=group.start)


def _number_and_noun(line: Line, group: Group) -> Group | None:
    at = group.end
    while line.word(at) in {"other", "more", "additional", "further", "such"}:
        at += 1
    if line.word(at) in {"others", "dead"} or at > group.end:
        head = _person_head(line, at)
        if head is None and line.word(at) == "others":
            return replace(group, end=at + 1, head=at, generic=True)
        if head is None and at > group.end:
            return replace(group, end=at, head=at - 1, generic=True, bare=True)
    head = _person_head(line, at)
    if head is None:
        return None
    of = _of_range(line, at, head)
    end = max(head + 1, of[1] if of else 0)
    return replace(group, end=end, head=head, of=of, generic=line.words[head] in _GENERIC)


def _number_alone(line: Line, group: Group, after_preposition: bool) -> Group | None:
    """A number without a noun: "12 were killed", "killed 12"; not "in 2003" or "14 attacks"."""
    following = line.tokens[group.end] if group.end < len(line.tokens) else None
    if following is not None and _continues_noun(line, group.end):
        return None
    before = line.tokens[group.start - 1] if group.start else None
    if _is_age_between_commas(line, group):
        return None
    prepositional = before is not None and (
        before.pos_ in {"ADP", "SCONJ", "PROPN", "SYM"} or before.lower_ in {"age", "aged"}
    )
    followed = following is not None and following.lower_ in (
        AUXILIARIES | EFFECT_ADJECTIVES | {"people"}
    )
    allowed = before is not None and before.lower_ in {"after", "while", "as", "but", "though"}
    if prepositional and not (followed or after_preposition or allowed):
        partial = before is not None and before.lower_ in {"including", "of", "to", "at", "with"}
        if not partial:
            return None
    return replace(group, bare=True)


def _is_age_between_commas(line: Line, group: Group) -> bool:
    """Omar Haddad, 45, was killed; her two sons, 8 and 11, were hurt."""
    before, after = line.word(group.start - 1), line.word(group.end)
    if before == "and" and line.tokens[group.start - 2].like_num:
        return after == "," and line.word(group.start - 3) == ","
    listed = after == "and" and line.tokens[min(group.end + 1, len(line.tokens) - 1)].like_num
    return before == "," and (listed or after in {",", ".", "", ")"})


def _continues_noun(line: Line, at: int) -> bool:
    """Whether what is counted follows the number and is not people."""
    token = line.tokens[at]
    if token.lower_ in TIMES | EFFECT_ADJECTIVES | AUXILIARIES or token.lower_ in VERBS:
        return False
    if token.lower_ in UNITS or token.lower_ in {
        "%",
        "percent",
        "-",
        "–",
        "km",
        "am",
        "pm",
        "per",
    }:
        return True
    return token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "SYM"} and token.tag_ != "RB"


def _single(line: Line, at: int) -> Group | None:
    """One person without a number: "his wife", "the 23-year-old", "Ana Ruiz", "him"."""
    word, token = line.words[at], line.tokens[at]
    one: Bounds = (1, 1, 1)
    if word in _SELVES or (word == "her" and token.tag_ == "PRP"):
        return Group(at, at + 1, at, one, named=True)
    if word in _DETERMINERS - {"all", "any", "every", "these", "those"}:
        aged = _age_end(line, at + 1)
        head = _person_head(line, aged or at + 1, plural=False)
        if head is not None:
            end = _name_end(line, head + 1)
            return Group(
                at, end, head, one, of=(_described_from(line, aged or at + 1, head), head + 1)
            )
        if aged:
            return Group(at, aged, aged - 1, one)
        return None
    return _name(line, at)


def _name(line: Line, at: int) -> Group | None:
    """A person's name of two words or with a title before it: Judge Arana, Ana Ruiz."""
    start = at
    while is_person_noun(line.word(at)) and line.tokens[at].is_title:
        at += 1
    end = _name_end(line, at)
    if end == at or (end - start < 2) or line.word(end) in {"'s", "’s"}:
        return None
    return Group(start, end, end - 1, (1, 1, 1), of=(start, end), named=True)


def _name_end(line: Line, at: int) -> int:
    while at < len(line.tokens) and line.tokens[at].ent_type_ == "PERSON":
        at += 1
    return at


def _age_end(line: Line, at: int) -> int | None:
    """The end of "40-year-old", which counts years and never people."""
    for end in range(at + 1, min(at + 6, len(line.words) + 1)):
        if re.fullmatch(r"\S+(?: -)? years?(?: -)? olds?", line.phrase(at, end - at)):
            return end
    return at + 1 if re.fullmatch(r"\S+-year-old", line.word(at)) else None


def _described_from(line: Line, at: int, head: int) -> int:
    """Where the words for whom begin: "12 missing miners" are miners."""
    while at < head and line.words[at] in EFFECT_ADJECTIVES:
        at += 1
    return at


def _person_head(line: Line, at: int, *, plural: bool = True) -> int | None:
    """Where the noun phrase that goes on at `at` ends, if its last noun means people."""
    aged = _age_end(line, at)
    at = aged or at
    last = None
    for index in range(at, min(at + 7, len(line.tokens))):
        token = line.tokens[index]
        if token.lower_ in TIMES or not _in_noun_phrase(line, index):
            break
        if token.lower_ in {"'s", "’s", "-"}:
            continue
        last = index
    if last is None:
        return None
    while last > at and line.words[last] in EFFECT_ADJECTIVES:
        last -= 1
    if last > at and line.tokens[last].ent_type_ == "PERSON":
        last = next((i for i in range(last, at, -1) if line.tokens[i].ent_type_ != "PERSON"), at)
    return last if _counts_people(line.tokens[last], plural=plural) else None


def _in_noun_phrase(line: Line, index: int) -> bool:
    token = line.tokens[index]
    if token.lower_ in EFFECT_ADJECTIVES:  # "two wounded soldiers", but "two soldiers dead"
        following = line.tokens[index + 1] if index + 1 < len(line.tokens) else None
        return (
            following is not None
            and following.lower_ not in TIMES
            and (following.pos_ in {"NOUN", "ADJ"} or _counts_people(following, plural=True))
        )
    if token.lower_ in {"'s", "’s", "-"} or is_person_noun(token.lower_):
        return True
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or (
        token.tag_ in {"VBG", "VBN"} and (token.dep_ == "amod")
    )


def _counts_people(token: Token, *, plural: bool) -> bool:
    word = token.lower_
    if is_person_noun(word):
        return plural or not _is_plural(word)
    nation = token.ent_type_ == "NORP" and token.text[:1].isupper()
    return plural and (nation or token.tag_ == "NNPS")


def is_person_noun(word: str) -> bool:
    """Whether a lower-case noun means a person or people."""
    if word in _NOT_PERSONS:
        return False
    if word in _person_nouns() or word in _PERSON_PLURALS or _PERSON_ENDING.fullmatch(word):
        return True
    return any(
        word.endswith(ending) and word.removesuffix(ending) + singular in _person_nouns()
        for ending, singular in (("ies", "y"), ("es", ""), ("s", ""))
    )


def _is_plural(word: str) -> bool:
    if word in _PERSON_PLURALS or word.endswith(("men", "children", "people")):
        return True
    return word.endswith("s") and word not in _person_nouns()


def _noun_start(line: Line, head: int) -> int:
    start = head
    while start > 0 and line.tokens[start - 1].pos_ in {"ADJ", "NOUN", "PROPN"}:
        start -= 1
    return start


def _of_range(line: Line, at: int, head: int) -> tuple[int, int] | None:
    """Of whom: "police officers", "members of one family", "civilians, including women"."""
    end = head + 1
    if line.words[head] in {"member", "members", "employees", "supporters"}:
        end = _complement_end(line, end)
    tail = _unnumbered_tail(line, end)
    if not tail and head == at and line.words[head] in _GENERIC:
        return None
    return _described_from(line, _age_end(line, at) or at, head), tail or end


def _complement_end(line: Line, at: int) -> int:
    if line.word(at) != "of":
        return at
    end = at + 1
    parts = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"}
    while end < len(line.tokens) and line.tokens[end].pos_ in parts:
        end += 1
    return end


def _unnumbered_tail(line: Line, at: int) -> int | None:
    """The end of ", including women and children" where nothing in it is counted."""
    at += line.word(at) == ","
    if line.word(at) not in {"including", "mostly", "mainly"}:
        return None
    end = at + 1
    while is_person_noun(line.word(end)) or (
        line.word(end) in {",", "and"}
        and (is_person_noun(line.word(end + 1)) or is_person_noun(line.word(end + 2)))
    ):
        end += 1
    return end if end > at + 1 else None


def _with_part(line: Line, group: Group, earlier: Group | None) -> Group:
    """Mark what an earlier figure holds already: "including three nurses", "five of them"."""
    before = line.word(group.start - 1)
    part = before == "including" or line.phrase(group.start - 2, 2) in {
        "among them", "of whom", "of them", "these included",
    }  # fmt: skip
    if earlier:
        number_end = group.number[1] if group.number else group.end
        of_them = line.word(number_end) == "of" and line.word(number_end + 1) in {"them", "whom"}
        listed = line.words[earlier.end : group.start] in (["and"], [","], [",", "and"])
        part = part or of_them or (listed and earlier.part)
    return replace(group, part=part)


def _is_a_count(line: Line, at: int, end: int) -> bool:
    """Whether a number counts: not money, a share, an age, a year, an ordinal, a distance."""
    before, after = line.word(at - 1), line.word(end)
    if before in {"$", "£", "€", "no.", "aged", "age", "flight", "article", "#", "/", ":"}:
        return False
    if after in {"%", "percent", "per", "year", "years", "-", "/", "a.m.", "p.m.", "th", ":"}:
        return bool(_age_end(line, at) is None and after == "-" and line.word(end + 1) == "strong")
    if re.fullmatch(r"(?:19|20)\d\d", line.phrase(at, end - at)):
        return _person_head(line, end) is not None
    return line.tokens[at].ent_type_ not in {"MONEY", "PERCENT", "TIME", "ORDINAL"} or (
        _person_head(line, end) is not None
    )


@functools.cache
def _person_nouns() -> frozenset[str]:
    path = resources.files(__package__).joinpath("person_nouns.txt")
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(" ".join(lines).split())
