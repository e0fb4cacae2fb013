"""Decisions as rows: kept for good, found by what they are on, anchored anew on re-reading."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, or_, select, update

from dateline.records import Report
from dateline.store import assigning, rulings
from dateline.store.deciding import Anchor, Constraint, anchor_of, find_anchored
from dateline.store.tables import decided, decisions, things
from dateline.store.things import Node, Readings, in_parts, nodes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided; `a` and `b` as asked for, `undone_by` the number of the undoing.

    Of a correction `field`, `before` and `after` say in words what was put in the place of what.
    `assignment` is set while it counts for its coder alone.
    """

    number: int
    kind: str
    by: str
    at: datetime
    reason: str | None
    a: str
    b: str | None
    undone_by: int | None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    assignment: int | None = None


def insert_decision(
    connection: Connection,
    *,
    kind: str,
    by: str,
    why: str | None,
    a: str,
    b: str | None,
    details: Mapping[str, Any] | None = None,
    assignment: int | None = None,
) -> int:
    """Write down who decided what; its number."""
    row = {
        "kind": kind, "made_by": by, "made_at": datetime.now(UTC), "reason": why, "a": a, "b": b,
        "details": None if details is None else json.dumps(details), "assignment_key": assignment,
    }  # fmt: skip
    number: int = connection.execute(
        insert(decisions).values(row).returning(decisions.c.key)
    ).scalar_one()
    return number


def insert_decided(
    connection: Connection, number: int, sides: Mapping[str, Sequence[Node]], readings: Readings
) -> None:
    """Write down which claims or entities a decision is on, by the words they stand on."""
    nodes = [node for members in sides.values() for node in members]
    loaded = readings.load(connection, {node.article_key or 0 for node in nodes})
    reports = {
        key: rulings.with_claims_as_read(connection, key, reading.report)
        for key, reading in loaded.items()
    }
    rows = []
    for side, members in sides.items():
        for node in members:
            report = reports[node.article_key or 0]
            records = report.claims if node.kind == "claim" else report.entities
            rows.append(
                {
                    "decision_key": number,
                    "side": side,
                    "kind": node.kind,
                    "article_key": node.article_key,
                    "thing_key": node.key,
                }
                | anchor_of(records[node.position or 0])._asdict()
            )
    connection.execute(insert(decided), rows)


def undo(connection: Connection, number: int, undoing: int) -> None:
    """Let a decision hold no longer."""
    connection.execute(update(decisions).where(decisions.c.key == number).values(undone_by=undoing))


def all_decisions(
    connection: Connection,
    kinds: Collection[str] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Decision]:
    """Every decision, newest first, but for those of coders who must not see each other's yet."""
    asked = _SELECT.where(assigning.is_for_all()).order_by(decisions.c.key.desc())
    if kinds is not None:
        asked = asked.where(decisions.c.kind.in_(kinds))
    if limit is not None or offset:
        asked = asked.limit(limit).offset(offset)
    return [_decision(row) for row in connection.execute(asked)]


def decision(connection: Connection, number: int) -> Decision | None:
    """The decision of a number."""
    row = connection.execute(_SELECT.where(decisions.c.key == number)).one_or_none()
    return None if row is None else _decision(row)


def newest_in_force(connection: Connection) -> Decision | None:
    """The last decision that can still be undone."""
    asked = _SELECT.where(
        decisions.c.undone_by.is_(None),
        decisions.c.kind.not_in(("undo", "forget")),
        decisions.c.assignment_key.is_(None),
    )
    asked = asked.order_by(decisions.c.key.desc()).limit(1)
    row = connection.execute(asked).one_or_none()
    return None if row is None else _decision(row)


def things_decided(connection: Connection, number: int) -> list[Node]:
    """The claims and entities that a decision is on, as far as they are there."""
    asked = select(decided.c.thing_key).where(decided.c.decision_key == number)
    return nodes_of(connection, [key for key in connection.scalars(asked) if key is not None])


def anchored_in(
    connection: Connection, article_key: int, report: Report, among: Collection[tuple[str, int]]
) -> dict[tuple[str, int], list[int]]:
    """Which decided rows of an article stand on which claims and entities of a reading of it.

    Returns:
        Keys of `decided` by kind and position. What is dormant in this reading is not in it.
    """
    asked = (
        select(decided).join(decisions).where(decided.c.article_key == article_key, _IS_ON_LINKED)
    )
    found: dict[tuple[str, int], list[int]] = {}
    rows = connection.execute(asked).all()
    if rows:
        report = rulings.with_claims_as_read(connection, article_key, report)
    for row in rows:
        positions = [position for kind, position in among if kind == row.kind]
        anchor = Anchor(row.type, row.start, row.end)
        position = find_anchored(report, row.kind, anchor, positions)
        if position is not None:
            found.setdefault((row.kind, position), []).append(row.key)
    return found


def set_apart_in(connection: Connection, decided_keys: Iterable[int]) -> set[int]:
    """Those rows of `decided` by which an entity is an identity of its own."""
    asked = select(decided.c.key).join(decisions).where(
        decided.c.kind == "entity", decided.c.side == "a", decisions.c.kind == "split", *_IN_FORCE
    )  # fmt: skip
    return {
        key
        for some in in_parts(decided_keys)
        for key in connection.scalars(asked.where(decided.c.key.in_(some)))
    }


def anchor_again(connection: Connection, article_key: int, thing_keys: Mapping[int, int]) -> None:
    """Point an article's decided rows at the things of its new reading, or at nothing."""
    of_article = decided.c.article_key == article_key
    connection.execute(update(decided).where(of_article).values(thing_key=None))
    for key, thing_key in thing_keys.items():
        connection.execute(update(decided).where(decided.c.key == key).values(thing_key=thing_key))


def constraints_on(
    connection: Connection, kind: str, nodes: Collection[int]
) -> dict[int, Constraint]:
    """The decisions in force on claims, or on identities, by number, each with all it is on."""
    if connection.scalar(select(decided.c.key).limit(1)) is None:
        return {}
    numbers: set[int] = set()
    for some in in_parts(nodes):
        numbers |= set(connection.scalars(_of_nodes(kind, some)))
    verdicts: dict[int, str] = {}
    sides: dict[int, tuple[list[int], list[int]]] = {}
    for some in in_parts(numbers):
        for number, verdict, side, claim, identity in connection.execute(_members(some)):
            verdicts[number] = verdict
            members = sides.setdefault(number, ([], []))
            members[side == "b"].append(claim if identity is None else identity)
    return {n: Constraint(verdicts[n], tuple(a), tuple(b)) for n, (a, b) in sides.items()}


def actors_joined(connection: Connection) -> set[str]:
    """The actors that hold an identity which people joined with another."""
    if connection.scalar(select(decided.c.key).limit(1)) is None:
        return set()
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = (
        select(identity.c.group_id)
        .join_from(decided, decisions)
        .join(entity, entity.c.key == decided.c.thing_key)
        .join(identity, identity.c.key == entity.c.identity_key)
        .where(
            decided.c.kind == "entity", decisions.c.kind == "merge", decisions.c.undone_by.is_(None)
        )
        .distinct()
    )
    return {group for group in connection.scalars(asked) if group is not None}


def nodes_in_group(connection: Connection, group_id: str) -> list[Node]:
    """The claims of an event, or the identities of an actor."""
    asked = select(things.c.key).where(things.c.group_id == group_id)
    return nodes_of(connection, connection.scalars(asked))


def comments_on_event(connection: Connection, event_id: str) -> list[Decision]:
    """The comments on an event, wherever its claims were when they were made, oldest first."""
    numbers = (
        select(decided.c.decision_key)
        .join(things, things.c.key == decided.c.thing_key)
        .where(things.c.group_id == event_id, decided.c.side == "e")
    )
    asked = _SELECT.where(decisions.c.key.in_(numbers), decisions.c.undone_by.is_(None))
    return [_decision(row) for row in connection.execute(asked.order_by(decisions.c.key))]


def is_decided_about(connection: Connection, article_key: int) -> bool:
    """Whether there is any decision about an article."""
    asked = select(decided.c.key).where(decided.c.article_key == article_key).limit(1)
    return connection.scalar(asked) is not None


_SELECT = select(
    decisions.c.key, decisions.c.kind, decisions.c.made_by, decisions.c.made_at,
    decisions.c.reason, decisions.c.a, decisions.c.b, decisions.c.undone_by, decisions.c.details,
    decisions.c.assignment_key,
)  # fmt: skip
_IN_FORCE = (decisions.c.undone_by.is_(None), decisions.c.kind.in_(("merge", "split")))
# Rulings on single claims find them by themselves; comments on an event are on side e.
_IS_ON_LINKED = or_(decisions.c.kind.in_(("merge", "split")), decided.c.side == "e")


def _of_nodes(kind: str, nodes: Collection[int]) -> Select[int]:
    """The numbers of the decisions in force on claims, or on identities."""
    asked = select(decided.c.decision_key).join(things, things.c.key == decided.c.thing_key)
    return asked.join(decisions).where(_node(kind).in_(nodes), *_IN_FORCE)


def _members(numbers: Collection[int]) -> Select[int, str, str, int, int | None]:
    """Number, verdict, side, claim and identity of all that is there of what decisions are on."""
    columns = (decided.c.decision_key, decisions.c.kind, decided.c.side)
    asked = select(*columns, things.c.key, things.c.identity_key).join_from(decided, decisions)
    return asked.join(things, things.c.key == decided.c.thing_key).where(
        decided.c.decision_key.in_(numbers)
    )


def _node(kind: str) -> ColumnElement[int]:
    return things.c.key if kind == "claim" else things.c.identity_key


def _decision(row: Row[*tuple[Any, ...]]) -> Decision:
    number, kind, by, at, reason, a, b, undone_by, details, assignment = row
    told = json.loads(details or "{}")
    before, after = told.get("told") or (None, None)
    return Decision(
        number=number, kind=kind, by=by, at=at, reason=reason, a=a, b=b, undone_by=undone_by,
        field=told.get("field"), before=before, after=after, assignment=assignment,
    )  # fmt: skip
