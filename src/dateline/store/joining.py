"""One change of the archive, and all that follows from it for links, events and actors.

In: a report that is new or read anew, or things that a person decided about. The neighbourhood is
looked up by keys, compared by the linker, and what it touches is grouped anew; see `grouping.py`.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, select, update

from dateline.records import Report
from dateline.store import decisions
from dateline.store.deciding import Pair
from dateline.store.grouping import Grouping, count_articles
from dateline.store.linker import Thing, ThingKind
from dateline.store.neighbours import rearrange
from dateline.store.parting import claims_of_both
from dateline.store.tables import articles, things
from dateline.store.things import (
    Node,
    Place,
    Readings,
    delete_links,
    delete_things,
    firsts_of,
    in_parts,
    insert_links,
    insert_parts,
    insert_things,
    links_of,
    nodes_of,
    outlines_of,
    refresh_identities,
    select_nodes,
)

# Asked for nine names or more, SQLite walks through all identities instead of using their index.
_NAMES_AT_ONCE = 5
_KINDS: tuple[ThingKind, ...] = ("article", "claim", "entity")


class Joining:
    """What is done in one transaction; `finish` makes events and actors follow."""

    def __init__(self, connection: Connection, readings: Readings) -> None:
        self._connection = connection
        self._linker = linker = readings.linker
        self._readings = readings
        self._claims = Grouping(connection, linker, readings, "claim")
        self._identities = Grouping(connection, linker, readings, "identity")
        self._named: Counter[int] = Counter()  # how many articles more name an identity

    def link_article(self, key: int) -> None:
        """Link an article that is new, or read anew: what it was linked to before is forgotten."""
        self._remove(key)
        self._insert(key)
        self._connection.execute(
            update(articles).where(articles.c.key == key).values(linked_by=self._linker.version)
        )

    def remove_article(self, key: int) -> None:
        """Take an article that is about to be deleted out of all that it is linked with."""
        self._remove(key)

    def link_again(self, nodes: Iterable[Node]) -> None:
        """See anew what claims and entities belong to, after a decision about them."""
        articles_of_entities = set()
        for node in nodes:
            if node.kind == "claim":
                self._claims.touch([node.key])
            elif node.article_key is not None:
                articles_of_entities.add(node.article_key)
                self._identities.touch([node.identity_key or 0])
        for key in sorted(articles_of_entities):  # an entity may be an identity of its own now
            self._remove(key)
            self._insert(key)

    def finish(self, reason: str) -> None:
        """Group what was touched anew, and note what has changed: events tell of actors."""
        self._identities.finish(reason)
        self._claims.touch(claims_of_both(self._connection, self._identities.regrouped))
        self._claims.finish(reason)
        count_articles(self._connection, self._identities.written, self._named)

    def _remove(self, article_key: int) -> None:
        nodes = self._nodes_in(article_key)
        if not nodes:
            return
        keys = {node.key for node in nodes}
        claims = [node for node in nodes if node.kind == "claim"]
        self._claims.leave(claims)
        self._claims.touch(_others(links_of(self._connection, [c.key for c in claims]), keys))
        identities = {node.identity_key for node in nodes if node.identity_key is not None}
        if decisions.is_decided_about(self._connection, article_key):
            self._identities.touch(identities)  # a decision may not be about them any more
        self._count(identities, -1)
        self._compare(keys, {})
        delete_things(self._connection, keys)
        self._refresh(identities)

    def _refresh(self, identities: set[int]) -> None:
        """Compare anew those that another article is now the first to name; drop those unnamed."""
        changed, gone = refresh_identities(self._connection, identities)
        self._identities.touch(changed | gone)
        self._identities.touch(_others(links_of(self._connection, changed | gone), ()))
        delete_links(self._connection, changed | gone)
        nodes = nodes_of(self._connection, changed)
        self._compare(changed | gone, self._readings.things(self._connection, nodes))
        if gone:
            self._identities.leave(nodes_of(self._connection, gone))
            delete_things(self._connection, gone)

    def _insert(self, article_key: int) -> None:
        reading = self._readings.load(self._connection, [article_key])[article_key]
        report = reading.report
        found = {place: thing for kind in _KINDS for place, thing in reading.things(kind).items()}
        anchored = decisions.anchored_in(self._connection, article_key, report, found)
        apart = decisions.set_apart_in(
            self._connection, [decided for some in anchored.values() for decided in some]
        )
        for place, decided in anchored.items():
            if apart.intersection(decided):
                alone = f"{report.article.id}#{_id_at(report, place)}"
                found[place] = self._linker.as_itself(found[place], alone)
        firsts = firsts_of(report)
        identities, new = self._find_identities(found, firsts)
        insert_things(
            self._connection,
            [
                _row(place[0], _id_at(report, place), firsts[place], article_key, place[1])
                | {"identity_key": identities.get(place)}
                for place in found
            ],
        )
        self._count(set(identities.values()), 1)
        self._refresh(set(identities.values()) - new.keys())
        keys = {(node.kind, node.position or 0): node.key for node in self._nodes_in(article_key)}
        decisions.anchor_again(
            self._connection,
            article_key,
            {decided: keys[place] for place, some in anchored.items() for decided in some},
        )
        insert_parts(self._connection, report, keys, identities)
        self._claims.touch(key for (kind, _), key in keys.items() if kind == "claim")
        self._identities.arrive(new)
        # A decision that slept is awake now, and may be about others too.
        self._identities.touch(identities[at] for at in anchored if at in identities)
        self._compare((), new | {key: found[at] for at, key in keys.items() if at[0] != "entity"})

    def _find_identities(
        self, found: Mapping[Place, Thing], firsts: Mapping[Place, str]
    ) -> tuple[dict[Place, int], dict[int, Thing]]:
        """The identity of each entity by place, and those among them that are new."""
        entities = {at: thing for at, thing in found.items() if at[0] == "entity"}
        first: dict[str, str] = {}
        for at, thing in entities.items():
            first[thing.ref] = min(firsts[at], first.get(thing.ref, firsts[at]))
        known = self._keys_of_identities(first)
        new = sorted(first.keys() - known.keys())
        insert_things(
            self._connection, [_row("identity", ref, first[ref], None, None) for ref in new]
        )
        made = self._keys_of_identities(new)
        things_by_ref = {
            thing.ref: thing for at, thing in entities.items() if firsts[at] == first[thing.ref]
        }
        self._readings.remember_identities({ref: (first[ref], things_by_ref[ref]) for ref in new})
        known |= made
        return (
            {at: known[thing.ref] for at, thing in entities.items()},
            {key: things_by_ref[ref] for ref, key in made.items()},
        )

    def _compare(self, gone: Collection[int], new: Mapping[int, Thing]) -> None:
        """Take keys away and keep those of new things; compare whom that makes neighbours."""
        changed = rearrange(self._connection, gone, new)
        kept = links_of(self._connection, changed.moved)  # found by another key before
        pairs = changed.compare - kept.keys()
        others = nodes_of(self._connection, {key for pair in pairs for key in pair} - new.keys())
        pairs -= self._ruled_out(pairs, new, others)
        left = {key for pair in pairs for key in pair}
        known = dict(new)
        known |= self._readings.things(self._connection, [n for n in others if n.key in left])
        found = {}
        for a, b in sorted(pairs):
            first, second = sorted((known[a], known[b]), key=lambda thing: thing.ref)
            if (link := self._linker.compare(first, second)) is not None:
                found[a, b] = link
        insert_links(self._connection, found)
        between_old = (key for pair in found if new.keys().isdisjoint(pair) for key in pair)
        self._group_again(changed.moved, changed.parted.union(between_old))

    def _ruled_out(
        self, pairs: Collection[Pair], new: Mapping[int, Thing], others: Collection[Node]
    ) -> set[Pair]:
        """The pairs of a new claim and one of an article not at hand that columns tell apart."""
        far = outlines_of(
            self._connection,
            (
                node.key
                for node in others
                if node.kind == "claim" and not self._readings.are_at_hand(node.article_id)
            ),
        )
        return {
            (a, b)
            for a, b in pairs
            for near, other in ((a, b), (b, a))
            if other in far and near in new and self._linker.rules_out(new[near], far[other])
        }

    def _group_again(self, moved: Mapping[int, set[int]], linked: Collection[int]) -> None:
        """Group anew what is compared with others than before; tell anew what has other links.

        Identities follow links alone. Events tell of the copies among their articles, too.
        """
        nodes = nodes_of(self._connection, {*moved, *linked})
        self._claims.doubt(
            {
                node.key: moved[node.key]
                for node in nodes
                if node.kind == "claim" and node.key in moved
            }
        )
        nodes = [node for node in nodes if node.key in linked]
        self._identities.touch(node.key for node in nodes if node.kind == "identity")
        self._claims.touch(node.key for node in nodes if node.kind == "claim")
        reprinted = {node.article_key for node in nodes if node.kind == "article"}
        for some in in_parts(reprinted):
            asked = select(things.c.key).where(things.c.article_key.in_(some))
            asked = asked.where(things.c.kind == "claim")
            self._claims.touch(self._connection.scalars(asked))

    def _count(self, identities: set[int], articles_more: int) -> None:
        self._named.update(dict.fromkeys(identities, articles_more))
        for some in in_parts(identities):
            self._connection.execute(
                update(things)
                .where(things.c.key.in_(some))
                .values(articles=things.c.articles + articles_more)
            )

    def _keys_of_identities(self, refs: Iterable[str]) -> dict[str, int]:
        asked = select(things.c.ref, things.c.key).where(things.c.article_key.is_(None))
        return {
            ref: key
            for some in in_parts(refs, _NAMES_AT_ONCE)
            for ref, key in self._connection.execute(asked.where(things.c.ref.in_(some)))
        }

    def _nodes_in(self, article_key: int) -> list[Node]:
        asked = select_nodes().where(things.c.article_key == article_key)
        return [Node(*row) for row in self._connection.execute(asked)]


def _row(
    kind: str, ref: str, first: str, article_key: int | None, position: int | None
) -> dict[str, object]:
    return {
        "kind": kind,
        "ref": ref,
        "first": first,
        "article_key": article_key,
        "position": position,
        "identity_key": None,
        "group_id": None,
        "articles": 0 if kind == "identity" else None,
    }


def _id_at(report: Report, place: Place) -> str:
    """The id of an article, a claim or an entity; without a NUL, which PostgreSQL takes not."""
    kind, position = place
    if kind == "article":
        return report.article.id
    records = report.claims if kind == "claim" else report.entities
    return records[position].id.replace("\0", " ")


def _others(pairs: Iterable[Pair], keys: Collection[int]) -> set[int]:
    """What the things are linked with, apart from each other."""
    return {key for pair in pairs for key in pair}.difference(keys)
