"""Judgements that two things are the same, each with its reason; and what people decided.

Links are made between what machines read, by rules that look at the two things alone. A decision
is what a person said of two claims or two actors; it outranks every link and is never overwritten.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

LinkKind = Literal["copy", "version", "same-event", "same-actor"]


class ClaimRef(NamedTuple):
    """A claim in an archive: the ids of its article and of the claim in that article's report."""

    article: str
    claim: str

    def __str__(self) -> str:
        """As people write it: `3f9a…#c2`."""
        return f"{self.article}#{self.claim}"


class EntityRef(NamedTuple):
    """An entity in an archive: the ids of its article and of the entity in that report."""

    article: str
    entity: str

    def __str__(self) -> str:
        """As people write it: `3f9a…#e2`."""
        return f"{self.article}#{self.entity}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two things judged to be the same; a < b, both as `str` writes their references.

    `score` (0–1): how sure. `reason`: one sentence for people, which names what was compared.
    """

    kind: LinkKind
    a: str
    b: str
    score: float
    reason: str
