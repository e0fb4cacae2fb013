"""What a named mention is, and the small questions that all who look for names ask of words."""

import re
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import resources
from dateline.reading.prose import span_of
from dateline.records import EntityKind, Place, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A named mention; `key` is the id of the resource entry it names, None when there is none."""

    tokens: Tokens
    span: Span
    kind: EntityKind
    name: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    place: Place | None = None


def is_title(token: Token) -> bool:
    """Whether a word may stand before a name: "President", "Col."."""
    role = resources.roles().get(token.lower_.rstrip(".")) or resources.roles().get(token.lower_)
    return role is not None and role.title


def is_possessive(token: Token) -> bool:
    """Whether a token is the mark of an owner: "'s" or the bare apostrophe."""
    return token.lower_ in {"'s", "’s", "'", "’"}


def without_possessive(tokens: Tokens) -> Tokens:
    """Cut off the mark of an owner that ends a name."""
    while len(tokens) > 1 and is_possessive(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def name_of(tokens: Tokens) -> str:
    """A name as its words are written, on one line: "[Ana] Ruiz" is "Ana Ruiz"."""
    return re.sub(r"\s+", " ", re.sub(r"[\[\]]", "", tokens.text))


def state_mention(tokens: Tokens, state: resources.State, place: Place | None) -> Mention:
    """A mention of a state, placed at its centre when the gazetteer gave no better place."""
    place = place or Place(country=state.id, kind="country")
    return Mention(
        tokens, span_of(tokens), "state", state.name, state.id, state.id, "GOV", place
    )  # fmt: skip
