"""What the archive asks of whoever links: what is compared, what is the same, what it adds up to.

The archive knows neither how claims are compared nor what an event's record looks like: the
pipeline hands it a `Linker`. Each answer must depend on what is given alone, so that what is linked
never depends on the order of arrival.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol

from dateline.records import Claim, EntityRef, Link, Report

ThingKind = Literal["article", "claim", "entity"]
Pairs = Collection[tuple[str, str]]  # of `Thing.ref`


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An article, a claim or an entity of a report, as it is compared.

    `id` is its id in its report. `ref` is what links and groups call it: entities with the same
    `ref` look the same in all that is compared, and are one identity. `keys`: two things of one
    kind are compared when they share a key; of a key that too many hold, see `neighbours.py`.
    `what` is for the linker alone.
    """

    kind: ThingKind
    id: str
    ref: str
    keys: tuple[str, ...]
    what: Any


class Outline(NamedTuple):
    """What the columns tell of a claim whose article is not at hand; None where it is not known."""

    type: str
    status: str
    country: str | None
    first_on: date | None
    last_on: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSummary:
    """An event's record as JSON, and what it is asked by; `origins` are proven independent."""

    record: str
    type: str
    certainties: tuple[str, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    country: str | None = None
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of actors and recipients
    killed_low: int | None = None
    killed: int | None = None
    killed_high: int | None = None
    origins: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSummary:
    """An actor's record as JSON, and what it is asked by."""

    record: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None


class Linker(Protocol):
    """Judges what is the same; see `dateline.pipeline` for the real one."""

    @property
    def version(self) -> str:
        """Changes when answers may have changed; articles linked by another are linked again."""

    def find_things(self, report: Report, kind: ThingKind) -> Sequence[Thing]:
        """What of one kind in a report is linked."""

    def as_itself(self, entity: Thing, ref: str) -> Thing:
        """The same entity as an identity of its own, because a person set it apart."""

    def compare(self, a: Thing, b: Thing) -> Link | None:
        """Why two things of one kind are the same; None when they are not. a.ref < b.ref."""

    def rules_out(self, claim: Thing, other: Outline) -> bool:
        """Whether the outline of another claim suffices to see that `compare` finds them different.

        Its article need not be read again then. False where more must be known.
        """

    def group(
        self,
        things: Sequence[Thing],
        links: Sequence[Link],
        together: Pairs,
        apart: Pairs,
        unseen: Sequence[int],
    ) -> list[tuple[str, ...]]:
        """Divide claims, or entities, into events, or actors: groups of `ref`.

        Args:
            things: by `ref`, each connected with every other by links and decisions.
            links: between them.
            together: pairs that a person said are the same.
            apart: pairs that a person said are not; never at odds with `together`.
            unseen: for each thing which others it was not compared with, because too many share
                their keys: bit n stands for the thing at n. Empty where all who share a key were
                compared.
        """

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        """Whether a new identity, all links of which lead to one actor, joins it and that is all.

        Then `group` would leave all others as they are, and `summarise_actor` say of the actor
        what it says now. False wherever this is not certain.

        Args:
            identity: on which nobody has decided anything.
            earlier: of those that it is linked with the ones that were told before it.
            actor: the record of the actor; it holds nothing that people have joined.
            joined: the records of all actors that hold something that people have joined.
        """

    def summarise_event(
        self,
        event_id: str,
        members: Sequence[tuple[Report, Claim]],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str],
    ) -> EventSummary:
        """What claims, first published first, add up to.

        Args:
            event_id: the id of the event.
            members: the claims.
            links: between them, and between their articles.
            actors: the actor of each entity of their articles that is one. The summary may tell
                which entities are one actor; what actors are called depends on other articles.
        """

    def summarise_actor(
        self, actor_id: str, things: Sequence[Thing], links: Sequence[Link]
    ) -> ActorSummary:
        """Who an actor is; `things`: its identities by first publication."""
