"""From what people type to what is there: ids and beginnings of ids, claims as `ARTICLE#c1`.

In: words. Out: keys, ids and rows of things; or a StoreError that says what to write instead.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from dateline.errors import StoreError
from dateline.store import decisions
from dateline.store.decisions import Decision
from dateline.store.tables import actors, articles, events, things
from dateline.store.things import Node, select_nodes

SHORTEST_PREFIX = 6  # of an id; six hex digits tell sixteen million articles apart

Sides = dict[str, Sequence[Node]]


def find_article(connection: Connection, archive: str, article_id: str) -> int | None:
    """The key of the article of an id, or of the one whose id begins so.

    Raises:
        StoreError: several begin so, or it is no id and too short for the beginning of one.
    """
    if "\0" in article_id:
        return None  # `add` refuses such an id, and PostgreSQL such a question
    asked = select(articles.c.id, articles.c.key)
    exact = connection.execute(asked.where(articles.c.id == article_id)).all()
    if exact:
        return int(exact[0].key)
    _check_length(article_id, article_id, "an article")
    found = connection.execute(
        asked.where(_begins(connection, articles.c.id, article_id)).order_by(articles.c.id).limit(6)
    ).all()
    _check_one(archive, "article", article_id, [row.id for row in found])
    return int(found[0].key) if found else None


def find_record(connection: Connection, archive: str, record_id: str) -> tuple[str, str] | None:
    """Whether an id, or the beginning of one, is that of an event, an actor or an article.

    Raises:
        StoreError: several begin so, or it is too short.
    """
    for kind, table in (("event", events), ("actor", actors)):
        if not record_id.startswith(f"{kind}-") or "\0" in record_id:
            continue
        _check_length(record_id.removeprefix(f"{kind}-"), record_id, f"an {kind}")
        if connection.scalar(select(table.c.id).where(table.c.id == record_id)) is not None:
            return kind, record_id
        asked = (
            select(table.c.id)
            .where(_begins(connection, table.c.id, record_id))
            .order_by(table.c.id)
        )
        found = list(connection.scalars(asked.limit(6)))
        _check_one(archive, kind, record_id, found)
        return (kind, found[0]) if found else None
    key = find_article(connection, archive, record_id)
    if key is None:
        return None
    return "article", str(connection.scalar(select(articles.c.id).where(articles.c.key == key)))


def find_sides(connection: Connection, archive: str, kind: str, a: str, b: str) -> Sides:
    """The claims, or the entities, of what a decision is on, by side.

    Raises:
        StoreError: something is not there, or it is not possible to decide this of the two.
    """
    of_b = _find_things(connection, archive, b)
    if kind == "split" and "#" not in b:
        raise StoreError(f"{b} cannot be split off; name one claim or entity, as ARTICLE#c1")
    without = of_b[0].key if kind == "split" else None
    of_a = _find_things(connection, archive, a, without)
    if of_a and of_a[0].kind != of_b[0].kind:
        raise StoreError(
            f"{a} and {b} are not of one kind: events and claims go together, actors and entities"
        )
    if kind == "merge":
        return {"a": of_a, "b": of_b}
    if "#" not in a and not _is_in(connection, of_b[0], find_record(connection, archive, a)):
        raise StoreError(f"{b} is not in {a}, so it cannot be split from it")
    if not of_a:
        raise StoreError(f"there is nothing in {a} to split {b} from")
    return {"a": of_b, "b": of_a}


def decision_in_force(connection: Connection, archive: str, number: int | None) -> Decision:
    """The decision of a number, or the newest, if it still holds.

    Raises:
        StoreError: there is none, or it holds no longer.
    """
    if number is None:
        newest = decisions.newest_in_force(connection)
        if newest is None:
            raise StoreError(f"there is nothing to undo in {archive}")
        return newest
    found = decision(connection, archive, number)
    if found.kind == "forget":
        raise StoreError(
            f"decision {number} forgot an article, which is not there any more; `dateline add"
            " --again` takes it again"
        )
    if found.kind == "undo":
        raise StoreError(f"decision {number} undid {found.a}; decide again instead of undoing it")
    if found.undone_by is not None:
        raise StoreError(f"decision {number} was undone before, by decision {found.undone_by}")
    return found


def decision(connection: Connection, archive: str, number: int) -> Decision:
    """The decision of a number.

    Raises:
        StoreError: there is none.
    """
    found = decisions.decision(connection, min(number, 2**63 - 1))
    if found is None:
        raise StoreError(f"there is no decision {number} in {archive}")
    return found


def reason_of(what: str, by: str, why: str | None) -> str:
    """As in "merge 3 by ada: the same blast"."""
    return f"{what} by {by}: {why}" if why else f"{what} by {by}"


def _find_things(
    connection: Connection, archive: str, name: str, without: int | None = None
) -> list[Node]:
    """The claims or entities of an event, an actor, or `ARTICLE#c1`; of an identity its first.

    Args:
        connection: to the archive.
        archive: what to call it.
        name: as it was typed.
        without: the key of a thing to leave out. Only then the answer may be empty.
    """
    article, mark, ref = name.partition("#")
    if mark:
        key = find_article(connection, archive, article)
        at = (things.c.article_key == key, things.c.ref == ref, things.c.kind != "article")
        # Claims and entities are numbered apart, but nothing forbids to call both "1".
        asked = select_nodes().where(*at).order_by(things.c.kind).limit(1)
        nodes = [Node(*row) for row in connection.execute(asked)]
    else:
        nodes = _members(connection, archive, name, without)
    if not nodes and (mark or without is None):
        raise StoreError(f"there is no {name} in {archive}, or nothing is linked with it")
    return [node for node in nodes if node.key != without]


def _members(connection: Connection, archive: str, name: str, without: int | None) -> list[Node]:
    """The claims of an event; of each identity of an actor the first entity."""
    found = find_record(connection, archive, name)
    if found is None or found[0] == "article":
        raise StoreError(
            f"there is no event or actor {name} in {archive}; name one, or a claim as ARTICLE#c1"
        )
    kind, group_id = found
    members = connection.execute(select_nodes().where(things.c.group_id == group_id)).all()
    if kind == "event":
        return [Node(*row) for row in members]
    entities = select_nodes().order_by(things.c.first).limit(1)
    return [
        Node(*row)
        for identity in members
        for row in connection.execute(
            entities.where(things.c.identity_key == identity.key, things.c.key != (without or 0))
        )
    ]


def _is_in(connection: Connection, node: Node, record: tuple[str, str] | None) -> bool:
    group_of = node.key if node.identity_key is None else node.identity_key
    asked = select(things.c.group_id).where(things.c.key == group_of)
    return record is not None and connection.scalar(asked) == record[1]


def _begins(connection: Connection, column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    # Not LIKE: SQLite's is blind to case, PostgreSQL's is not.
    is_so = func.substr(column, 1, len(prefix)) == prefix
    if connection.dialect.name == "sqlite" and prefix.isascii():
        # SQLite compares bytes, so the range lets its index answer; a server may compare otherwise.
        return (column >= prefix) & (column < prefix + "\x7f\x7f") & is_so
    return is_so


def _check_length(digits: str, record_id: str, what: str) -> None:
    if len(digits) < SHORTEST_PREFIX:
        raise StoreError(
            f"{record_id!r} is too short for the id of {what}; give at least"
            f" {SHORTEST_PREFIX} characters"
        )


def _check_one(archive: str, kind: str, record_id: str, found: Sequence[str]) -> None:
    if len(found) > 1:
        more = "or more " if len(found) > 5 else ""
        raise StoreError(
            f"{len(found)} {more}{kind}s of {archive} have an id that begins with"
            f" {record_id}; write more of it: {', '.join(found[:5])}"
        )
