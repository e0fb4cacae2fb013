"""Pronouns, and whether words say that a man or a woman is meant.

In: a word in its parse. Out: whether it is a pronoun that may stand for somebody, and the gender
that "she", "Mr" or "spokeswoman" tells. Whom a pronoun stands for is for `who` to say.
"""

from typing import Literal

from spacy.tokens import Token

from dateline import resources

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_GROUP_PRONOUNS = frozenset({"they", "them", "their", "themselves", "it", "its", "itself"})
PRONOUNS = PERSON_PRONOUNS | _GROUP_PRONOUNS
OWN_CLAUSE = frozenset("himself herself itself themselves his her its their".split())
SINGULAR_GROUP = frozenset({"it", "its", "itself"})
_EMPTY_IT = frozenset("rain snow seem appear happen emerge turn take transpire".split())
_MEN = frozenset("mr sir lord king prince don man boy father brother son husband uncle he".split())
_WOMEN = frozenset(
    "mrs ms miss lady queen princess doña woman girl mother sister daughter wife widow aunt"
    " dame".split()
)
_NO_MEN = frozenset("german roman norman human oman".split())
Gender = Literal["m", "f"]


def is_empty_it(pronoun: Token) -> bool:
    """As in "It rained", "it is likely that": nothing is meant."""
    if pronoun.lower_ != "it" or pronoun.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    verb = pronoun.head
    if verb.lemma_.lower() in _EMPTY_IT or pronoun.dep_ in {"expl", "nsubjpass"}:
        return True
    clauses = {c.dep_ for c in verb.children} | {g.dep_ for c in verb.children for g in c.children}
    return verb.lemma_ == "be" and bool(clauses & {"ccomp", "csubj", "xcomp", "advcl"})


def gender_before(first: Token) -> Gender | None:
    """As in "Mr Ruiz", "spokeswoman Ana Ruiz", "his brother Tamerlan"."""
    before = first.nbor(-1) if first.i > first.sent.start else None
    if before is not None and before.text == "." and before.i > first.sent.start:
        before = before.nbor(-1)
    return gender_of_word(before.lower_) if before is not None else None


def gender_of_word(word: str) -> Gender | None:
    """What a title or a noun tells: "Ms" and "spokeswoman" a woman; None for most words."""
    word = word.rstrip(".")
    if word in _WOMEN or word.endswith("woman"):
        return "f"
    return "m" if word in _MEN or (word.endswith("man") and word not in _NO_MEN) else None


def gender_of_name(name: str) -> Gender | None:
    """What the given name of a full name leads one to expect: "Ana Ruiz" a woman."""
    given, _, surname = name.partition(" ")
    return resources.gender_of_given_name(given) if surname else None


def gender_of_pronoun(pronoun: Token) -> Gender | None:
    """The gender of "he" or "her"; None of "they" and "it"."""
    if pronoun.lower_ not in PERSON_PRONOUNS:
        return None
    return "f" if pronoun.lower_ in {"she", "her", "herself"} else "m"
