"""Which events name actors that have become one, or are one no longer.

In: how identities were divided into actors before a change, and how they are now. Out: claims of
the events in which that shows. An event tells which of its entities are one actor, and nothing else
of actors, so only those that name both sides are told anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from dateline.store.tables import things
from dateline.store.things import in_parts

Sides = tuple[frozenset[int], frozenset[int]]


def regrouped(before: Mapping[int, str | None], now: Mapping[int, str]) -> Iterator[Sides]:
    """Identities that were of one actor and are of two, or the other way round.

    Args:
        before: the actor of each identity; None, or no entry, for one that is new.
        now: the same after the change, without those that are gone.
    """
    for one, other in ((before, now), (now, before)):
        groups: dict[str, dict[str, set[int]]] = {}
        for key in before.keys() & now.keys():
            group, part = one[key], other[key]
            if group is not None and part is not None:
                groups.setdefault(group, {}).setdefault(part, set()).add(key)
        for parts in groups.values():
            largest = max(parts, key=lambda name: (len(parts[name]), name))
            every = frozenset().union(*parts.values())
            for name in sorted(parts.keys() - {largest}):
                yield frozenset(parts[name]), every - parts[name]


def claims_of_both(connection: Connection, sides: Iterable[Sides]) -> set[int]:
    """One claim or more of every event whose articles name identities of both sides."""
    found: set[int] = set()
    for few, many in sides:
        claims = _claims_beside(connection, few)
        others = _groups_beside(connection, many, {group for group in claims.values() if group})
        found.update(claim for claim, group in claims.items() if group in others)
    return found


def _claims_beside(connection: Connection, identities: Collection[int]) -> dict[int, str | None]:
    """The claims of articles that name any of these, each with its event."""
    entity, claim = things.alias("entity"), things.alias("claim")
    asked = (
        select(claim.c.key, claim.c.group_id)
        .join(entity, entity.c.article_key == claim.c.article_key)
        .where(claim.c.kind == "claim")
    )
    return {
        key: group
        for some in in_parts(identities)
        for key, group in connection.execute(asked.where(entity.c.identity_key.in_(some)))
    }


def _groups_beside(
    connection: Connection, identities: Collection[int], among: Collection[str]
) -> set[str]:
    """The events of these that have an article which names any of the identities."""
    entity, claim = things.alias("entity"), things.alias("claim")
    asked = (
        select(claim.c.group_id)
        .join(entity, entity.c.article_key == claim.c.article_key)
        .where(claim.c.kind == "claim")
        .distinct()
    )
    return {
        group
        for events in in_parts(sorted(among))
        for some in in_parts(identities)
        for group in connection.scalars(
            asked.where(claim.c.group_id.in_(events), entity.c.identity_key.in_(some))
        )
        if group is not None
    }
