"""The `dateline.actor/1` contract: one actor across articles.

Under which names, in which roles, what it did, what was done to it, what it said, what is said of
it, and its ties over time. Every entry names its article and quotes it.
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from dateline.records.contract import Contract
from dateline.records.event import Quotes
from dateline.records.link import ClaimRef, EntityRef, Link
from dateline.records.refusals import refuse_no_evidence, refuse_unknown_choices
from dateline.records.report import Certainty, EntityKind, Stance, Status, TieKind

ACTOR_SCHEMA: Literal["dateline.actor/1"] = "dateline.actor/1"


class AttributionRef(NamedTuple):
    """An attribution in an archive: the ids of its article and of it in that article's report."""

    article: str
    attribution: str

    def __str__(self) -> str:
        """As people write it: `3f9a…#a2`."""
        return f"{self.article}#{self.attribution}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A name, a kind or a country, and the number of articles in which it is the actor's."""

    value: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRole:
    """What a text says the actor is."""

    title: str | None
    organization: str | None
    article: str
    published: str | None
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_no_evidence(self.evidence, "role of an actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A claim in which the actor takes part; `certainty` is that of its part."""

    claim: ClaimRef
    type: str
    modes: tuple[str, ...]
    status: Status
    certainty: Certainty
    outlet: str | None
    published: str | None
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, f"deed {self.claim}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """An attribution: what the actor said, or what others said of it."""

    attribution: AttributionRef
    stance: Stance
    speakers: tuple[str, ...]
    outlet: str | None
    published: str | None
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, f"speech {self.attribution}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTie:
    """A relation of the actor: `is_from` when it goes out from the actor.

    `other` is the name in that article, `other_entity` what it refers to there. `start` is when it
    was by the text, else None; `published` when it was reported.
    """

    kind: TieKind
    other: str
    other_entity: EntityRef
    is_from: bool
    start: str | None
    published: str | None
    said_by: tuple[str, ...]
    certainty: Certainty
    outlet: str | None
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, f"tie to {self.other}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor across articles; `known` is its key in the resources ("actor:boko-haram").

    Names, kinds and countries stand with the number of articles, the most frequent first; `name`,
    `kind` and `country` are the first of each, or what an archive lists the actor by. The rest is
    in order of publication.

    `articles` name the actor. All but `links` is told of these without `left_out` of them, which
    were published later or earlier; 0: everything is told.

    Raises:
        EvidenceError: no entity stands behind it.
    """

    schema: Literal["dateline.actor/1"] = ACTOR_SCHEMA
    id: str
    name: str
    kind: EntityKind
    country: str | None = None
    sector: str | None = None
    known: str | None = None
    entities: tuple[EntityRef, ...]
    names: tuple[Counted, ...]
    kinds: tuple[Counted, ...]
    countries: tuple[Counted, ...] = ()
    roles: tuple[ActorRole, ...] = ()
    did: tuple[Deed, ...] = ()
    suffered: tuple[Deed, ...] = ()
    said: tuple[Speech, ...] = ()
    said_of: tuple[Speech, ...] = ()
    ties: tuple[ActorTie, ...] = ()
    articles: int
    left_out: int = 0
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.entities, f"actor {self.id}")


_CONTRACT = Contract(Actor, ACTOR_SCHEMA)


def actor_to_json(actor: Actor, *, indent: int | None = None) -> str:
    """Write an actor as a `dateline.actor/1` object: one line unless `indent` is given."""
    return _CONTRACT.to_json(actor, indent=indent)


def actor_from_json(text: str | bytes) -> Actor:
    """Read a `dateline.actor/1` object.

    Raises:
        EvidenceError: it is not JSON or breaks the contract.
    """
    return _CONTRACT.from_json(text)


def actor_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dateline.actor/1`, made from these classes."""
    return _CONTRACT.schema()
