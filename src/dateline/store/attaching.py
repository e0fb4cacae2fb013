"""New identities that join an actor and change nothing else, found without looking at all of it.

In: identities that have just been linked. Out: those that need no grouping, each with its actor. A
ministry of a common name is named by a thousand articles, each in other company, so that each
article makes an identity and a link: to group all of them anew would cost more each time.
"""

from collections.abc import Collection

from sqlalchemy import Connection, select

from dateline.store import decisions
from dateline.store.tables import actors
from dateline.store.things import Node, Readings, in_parts, links_of, nodes_of


def attach(
    connection: Connection, readings: Readings, arrived: Collection[int]
) -> list[tuple[Node, str]]:
    """Those that join an actor by all their links, and of which the linker says that suffices."""
    linked: dict[int, set[int]] = {}
    for pair in links_of(connection, arrived):
        for one, other in (pair, pair[::-1]):
            if one in arrived:
                linked.setdefault(one, set()).add(other)
    nodes = {
        node.key: node
        for node in nodes_of(
            connection, linked.keys() | {key for s in linked.values() for key in s}
        )
    }
    found = []
    for key, others in linked.items():
        groups = {nodes[other].group_id for other in others}
        if len(groups) == 1 and (group_id := groups.pop()) is not None:
            found.append((nodes[key], [nodes[other] for other in others], group_id))
    decided = decisions.constraints_on(connection, "identity", [node.key for node, _, _ in found])
    if not found or decided:
        return []
    joined = decisions.actors_joined(connection)
    records = _records_of(connection, {group_id for _, _, group_id in found} - joined)
    of_joined = list(_records_of(connection, joined).values())
    return [
        (node, group_id)
        for node, others, group_id in found
        if group_id in records
        and _adds_nothing(connection, readings, node, others, records[group_id], of_joined)
    ]


def _adds_nothing(
    connection: Connection,
    readings: Readings,
    node: Node,
    others: Collection[Node],
    actor: str,
    joined: Collection[str],
) -> bool:
    earlier = [other for other in others if other.first < node.first]
    known = readings.things(connection, [node, *earlier])
    return readings.linker.adds_nothing(
        known[node.key], [known[other.key] for other in earlier], actor, joined
    )


def _records_of(connection: Connection, groups: Collection[str]) -> dict[str, str]:
    asked = select(actors.c.id, actors.c.record)
    return {
        group_id: record
        for some in in_parts(groups)
        for group_id, record in connection.execute(asked.where(actors.c.id.in_(some)))
    }
