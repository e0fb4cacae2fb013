"""Events of claims and actors of identities, kept in step with links and decisions.

In: the things that a change has touched. Out: their components grouped anew by the linker, and what
that changes in `events`, `actors` and `changes`. What is not connected with them is not looked at.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from dateline.records import EntityRef, Link, LinkKind
from dateline.records.iso_days import days_of
from dateline.store import changing, decisions
from dateline.store.attaching import attach
from dateline.store.changing import ChangeKind, Note
from dateline.store.deciding import Constraint, Pair, components, settle
from dateline.store.flattening import UNDATED, Row, within_bounds
from dateline.store.folding import fold_names, pad_words
from dateline.store.linker import ActorSummary, EventSummary, Linker, Pairs, Thing
from dateline.store.neighbours import share_a_key, unseen
from dateline.store.parting import Sides, regrouped
from dateline.store.tables import actors, articles, events, things
from dateline.store.things import Node, Readings, in_parts, links_of, nodes_of, put_parts_in_events

LinkRow = tuple[str, float, str]

_entity, _identity = things.alias("entity"), things.alias("identity")
# Aliases are dear to make, so this question is made once.
_ACTORS_IN = (
    select(articles.c.id, _entity.c.ref, _identity.c.group_id)
    .join_from(_entity, _identity, _identity.c.key == _entity.c.identity_key)
    .join(articles, articles.c.key == _entity.c.article_key)
    .where(_identity.c.group_id.is_not(None))
)
_MOVE = update(things).where(things.c.key == bindparam("thing")).values(group_id=bindparam("group"))

_ADD_ARTICLES = (
    update(actors)
    .where(actors.c.id == bindparam("group"))
    .values(articles=actors.c.articles + bindparam("more"))
)


@dataclass(slots=True)
class _Neighbourhood:
    """Everything that is connected with what was touched."""

    nodes: dict[int, Node] = field(default_factory=dict)
    links: dict[Pair, LinkRow] = field(default_factory=dict)
    told: dict[Pair, Link] = field(default_factory=dict)  # the same in the words of the linker
    constraints: dict[int, Constraint] = field(default_factory=dict)  # by number
    groups: set[str] = field(default_factory=set)


class Grouping:
    """Claims in events, or identities in actors."""

    def __init__(
        self,
        connection: Connection,
        linker: Linker,
        readings: Readings,
        kind: Literal["claim", "identity"],
    ) -> None:
        self._connection = connection
        self._linker = linker
        self._readings = readings
        self._kind = kind
        self._of = "event" if kind == "claim" else "actor"
        self._table: Table = events if kind == "claim" else actors
        self._touched: set[int] = set()
        self._doubted: dict[int, set[int]] = {}  # with the keys that they hold otherwise now
        self._arrived: set[int] = set()
        self._before: dict[str, set[str]] = {}  # group -> names of its members
        self._written: set[int] = set()
        self._regrouped: list[Sides] = []

    def touch(self, keys: Iterable[int]) -> None:
        """Have these grouped anew, with all that they are connected with."""
        self._touched.update(keys)

    def arrive(self, keys: Iterable[int]) -> None:
        """Have new identities find their actors."""
        self._arrived.update(keys)

    def doubt(self, moved: Mapping[int, set[int]]) -> None:
        """Have these grouped anew if it matters which of their keys they are landmarks of.

        A group that comes out as it was needs no new record.
        """
        for key, numbers in moved.items():
            self._doubted.setdefault(key, set()).update(numbers)

    def leave(self, nodes: Iterable[Node]) -> None:
        """Note which groups lose members that are about to be deleted."""
        for node in nodes:
            if node.group_id is not None:
                self._before.setdefault(node.group_id, set()).add(node.name)

    def finish(self, reason: str) -> None:
        """Group anew, write what has changed, and note it with the reason."""
        attached = attach(self._connection, self._readings, self._arrived - self._touched)
        self._touched |= self._arrived - {node.key for node, _ in attached}
        found = self._find_neighbourhood()
        lost = set(self._before)
        self.leave(found.nodes.values())
        groups = {self._id_of(members): members for members in self._divide(found, lost)}
        gone = sorted(self._before.keys() - groups.keys())
        for some in in_parts(gone):
            self._connection.execute(delete(self._table).where(self._table.c.id.in_(some)))
        changed = {
            group_id: groups[group_id]
            for group_id in sorted(groups)
            if self._before.get(group_id) != {node.name for node in groups[group_id]}
            or any(node.key in self._touched for node in groups[group_id])
        }
        self._written.update(node.key for members in changed.values() for node in members)
        before = {node.key: node.group_id for node in found.nodes.values()}
        now = {node.key: group_id for group_id in groups for node in groups[group_id]}
        self._regrouped = list(regrouped(before, now))
        self._assign(changed)
        notes = self._write(changed, found, reason)
        notes += self._add([one for one in attached if one[0].key not in found.nodes], reason)
        changing.note(self._connection, [*notes, *self._retractions(gone, groups, reason)])

    @property
    def written(self) -> Collection[int]:
        """The members of groups that are new or have changed."""
        return self._written

    @property
    def regrouped(self) -> Sequence[Sides]:
        """Members that were in one group and are in two now, or the other way round."""
        return self._regrouped

    def _find_neighbourhood(self) -> _Neighbourhood:
        found = _Neighbourhood()
        waiting = self._touched | self._doubted.keys() | self._members_of(self._before)
        found.groups.update(self._before)
        while waiting:
            nodes = {node.key: node for node in nodes_of(self._connection, waiting)}
            found.nodes |= nodes
            links = links_of(self._connection, nodes)
            found.links |= links
            constraints = decisions.constraints_on(self._connection, self._kind, nodes)
            found.constraints |= constraints
            reached = {key for pair in links for key in pair}
            for constraint in constraints.values():
                if constraint.kind == "merge":
                    reached.update(constraint.a, constraint.b)
            groups = {node.group_id for node in nodes.values() if node.group_id} - found.groups
            found.groups |= groups
            reached |= self._members_of(groups)
            waiting = reached - found.nodes.keys()
        return found

    def _members_of(self, groups: Collection[str]) -> set[int]:
        asked = select(things.c.key)
        return {
            key
            for some in in_parts(groups)
            for key in self._connection.scalars(asked.where(things.c.group_id.in_(some)))
        }

    def _divide(self, found: _Neighbourhood, lost: Collection[str]) -> Iterable[list[Node]]:
        """The groups that there are now, each by first publication; `lost`: that lost members."""
        nodes = found.nodes
        newest_first = [
            _within(constraint, nodes) for _, constraint in sorted(found.constraints.items())[::-1]
        ]
        together, apart = settle(newest_first, lambda key: nodes[key].first)
        for members in components(nodes, [*found.links, *together]):
            if len(members) == 1:
                yield [nodes[members[0]]]
                continue
            if self._is_as_it_was([nodes[key] for key in members], lost):
                yield from _groups_as_they_are(nodes[key] for key in members)
                continue
            known = self._readings.things(self._connection, [nodes[key] for key in members])
            keys = {thing.ref: key for key, thing in known.items()}
            ordered = sorted(keys)
            for group in self._linker.group(
                [known[keys[ref]] for ref in ordered],
                _links_between(known, found.links, found.told),
                _refs(known, together),
                _refs(known, apart),
                self._unseen([keys[ref] for ref in ordered]),
            ):
                yield sorted((nodes[keys[ref]] for ref in group), key=lambda node: node.first)

    def _is_as_it_was(self, members: Sequence[Node], lost: Collection[str]) -> bool:
        """Whether nothing by which these are grouped has changed."""
        if any(
            node.key in self._touched or node.group_id is None or node.group_id in lost
            for node in members
        ):
            return False
        keys = [node.key for node in members]
        numbers = {number for key in keys for number in self._doubted.get(key, ())}
        # With two of them nothing is asked of who was compared.
        return len(members) < 3 or not share_a_key(self._connection, keys, numbers)

    def _unseen(self, members: Sequence[int]) -> list[int]:
        # Two are linked, and identities follow links: nothing is taken from a pair without one.
        if self._kind == "identity" or len(members) < 3:
            return []
        return unseen(self._connection, members)

    def _id_of(self, members: Sequence[Node]) -> str:
        """Told by the first member, so that it does not depend on the order of arrival."""
        _, _, place = members[0].first.partition(" ")  # without the date of publication
        digest = hashlib.blake2b(f"{self._of} {place}".encode(), digest_size=8).hexdigest()
        return f"{self._of}-{digest}"

    def _records_of(self, groups: Iterable[str]) -> dict[str, str]:
        asked = select(self._table.c.id, self._table.c.record)
        return {
            group_id: record
            for some in in_parts(groups)
            for group_id, record in self._connection.execute(
                asked.where(self._table.c.id.in_(some))
            )
        }

    def _assign(self, groups: Mapping[str, Sequence[Node]]) -> None:
        moved = [
            {"thing": node.key, "group": group_id}
            for group_id, members in groups.items()
            for node in members
            if node.group_id != group_id
        ]
        if moved:
            self._connection.execute(_MOVE, moved)

    def _add(self, attached: Iterable[tuple[Node, str]], reason: str) -> list[Note]:
        """Put identities into actors of which nothing else changes."""
        joined: dict[str, list[Node]] = {}
        for node, group_id in attached:
            joined.setdefault(group_id, []).append(node)
        self._assign(joined)
        return [
            Note(
                "update",
                self._of,
                group_id,
                reason,
                {"joined": sorted(node.name for node in nodes), "left": []},
            )
            for group_id, nodes in sorted(joined.items())
        ]

    def _write(
        self, groups: Mapping[str, Sequence[Node]], found: _Neighbourhood, reason: str
    ) -> list[Note]:
        """Keep the records of groups; what has changed by that."""
        known = self._records_of(groups)
        new, old, notes, days = [], [], [], []
        for group_id, members in groups.items():
            row = self._row_of(group_id, members, found)
            days.append((group_id, row.get("first_on"), row.get("last_on")))
            names = {node.name for node in members}
            before = self._before.get(group_id, set()) if group_id in known else set()
            joined, left = sorted(names - before), sorted(before - names)
            if group_id not in known:
                new.append({"id": group_id} | row)
            else:
                old.append({"group": group_id} | row)
                if known[group_id] == row["record"] and not joined and not left:
                    continue
            kind: ChangeKind = "update" if group_id in known else "insert"
            details = {"joined": joined, "left": left}
            notes.append(Note(kind, self._of, group_id, reason, details))
        if new:
            self._connection.execute(insert(self._table), new)
        if old:
            at = self._table.c.id == bindparam("group")
            self._connection.execute(update(self._table).where(at), old)
        if self._kind == "claim":
            put_parts_in_events(self._connection, days)
        return notes

    def _row_of(self, group_id: str, members: Sequence[Node], found: _Neighbourhood) -> Row:
        if self._kind == "claim":
            return self._event_row(group_id, members, found)
        known = self._readings.things(self._connection, members)
        summary = self._linker.summarise_actor(
            group_id,
            [known[node.key] for node in members],
            _links_between(known, found.links, found.told),
        )
        return _actor_row(summary) | {"articles": 0}  # `count_articles` comes after

    def _event_row(self, event_id: str, members: Sequence[Node], found: _Neighbourhood) -> Row:
        article_keys = {node.article_key or 0 for node in members}
        readings = self._readings.load(self._connection, article_keys)
        known = self._readings.things(self._connection, members)
        between = _links_between(known, found.links, found.told)
        if len(article_keys) > 1:
            between += self._links_between_articles(article_keys)
        reports = [(readings[node.article_key or 0].report, node.position or 0) for node in members]
        summary = self._linker.summarise_event(
            event_id,
            [(report, report.claims[at]) for report, at in reports],
            between,
            self._actors_in(article_keys),
        )
        published = [days_of(report.article.published) for report, _ in reports]
        first_published = min((days[0] for days in published if days), default=None)
        return _event_row(summary, first_published) | {"articles": len(article_keys)}

    def _actors_in(self, article_keys: Collection[int]) -> dict[EntityRef, str]:
        """The actor of each entity of articles that is one."""
        return {
            EntityRef(article, entity): actor
            for some in in_parts(article_keys)
            for article, entity, actor in self._connection.execute(
                _ACTORS_IN.where(_entity.c.article_key.in_(some))
            )
        }

    def _links_between_articles(self, article_keys: Collection[int]) -> list[Link]:
        asked = select(things.c.key).where(things.c.kind == "article", things.c.position == 0)
        keys = [
            key
            for some in in_parts(article_keys)
            for key in self._connection.scalars(asked.where(things.c.article_key.in_(some)))
        ]
        known = self._readings.things(self._connection, nodes_of(self._connection, keys))
        return _links_between(known, links_of(self._connection, keys), {})

    def _retractions(
        self, gone: Sequence[str], groups: Mapping[str, Sequence[Node]], reason: str
    ) -> Iterator[Note]:
        new_group = {node.name: group for group, members in groups.items() for node in members}
        for group_id in gone:
            left = sorted(self._before[group_id])
            moved_to = sorted({new_group[name] for name in left if name in new_group})
            why = f"{reason}; now in {', '.join(moved_to)}" if moved_to else reason
            yield Note("retract", self._of, group_id, why, {"left": left, "moved_to": moved_to})


def count_articles(connection: Connection, written: Iterable[int], more: Mapping[int, int]) -> None:
    """Count how many articles name actors, after an article came or changed.

    Args:
        connection: that writes.
        written: identities whose actors are new or have changed; all of theirs are summed up.
        more: by identity how many articles more name it; of other actors this is added.
    """
    summed = set(_groups_of(connection, written).values())
    named = select(func.sum(things.c.articles)).where(things.c.group_id == actors.c.id)
    for some in in_parts(sorted(summed)):
        connection.execute(
            update(actors).where(actors.c.id.in_(some)).values(articles=named.scalar_subquery())
        )
    added: Counter[str] = Counter()
    for key, group_id in _groups_of(connection, [key for key, n in more.items() if n]).items():
        if group_id not in summed:
            added[group_id] += more[key]
    if added:
        rows = [{"group": group_id, "more": number} for group_id, number in sorted(added.items())]
        connection.execute(_ADD_ARTICLES, rows)


def _groups_of(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """The group of each thing that is in one."""
    asked = select(things.c.key, things.c.group_id).where(things.c.group_id.is_not(None))
    return {
        key: group_id
        for some in in_parts(keys)
        for key, group_id in connection.execute(asked.where(things.c.key.in_(some)))
    }


def _groups_as_they_are(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    groups: dict[str | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: node.first):
        groups.setdefault(node.group_id, []).append(node)
    yield from groups.values()


def _within(constraint: Constraint, nodes: Collection[int]) -> Constraint:
    a, b = (tuple(key for key in side if key in nodes) for side in (constraint.a, constraint.b))
    return Constraint(constraint.kind, a, b)


def _links_between(
    known: Mapping[int, Thing], found: Mapping[Pair, LinkRow], told: dict[Pair, Link]
) -> list[Link]:
    """The links of which both ends are known, in the words of the linker; `told` holds them."""
    links = []
    for pair, (kind, score, reason) in found.items():
        a_key, b_key = pair
        if a_key not in known or b_key not in known:
            continue
        if pair not in told:
            a, b = sorted((known[a_key].ref, known[b_key].ref))
            told[pair] = Link(kind=cast("LinkKind", kind), a=a, b=b, score=score, reason=reason)
        links.append(told[pair])
    return sorted(links, key=lambda link: (link.a, link.b))


def _refs(known: Mapping[int, Thing], pairs: Iterable[Pair]) -> Pairs:
    inside = [(a, b) for a, b in pairs if a in known and b in known]
    ordered = (sorted((known[a].ref, known[b].ref)) for a, b in inside)
    return {(first, second) for first, second in ordered}


def _event_row(summary: EventSummary, first_published: date | None) -> Row:
    first_on, last_on = summary.first_on, summary.last_on
    begins = last_on if first_on == date.min else first_on  # "until 2011" began nobody knows when
    return {
        "record": summary.record,
        "type": summary.type,
        "certainties": pad_words(summary.certainties),
        "first_on": first_on,
        "last_on": last_on,
        "sort_on": begins or first_published or UNDATED,
        "country": _without_nul(summary.country),
        "places_folded": fold_names(summary.places),
        "names_folded": fold_names(summary.names),
        "killed_low": _bounded(summary.killed_low),
        "killed": _bounded(summary.killed),
        "killed_high": _bounded(summary.killed_high),
        "origins": summary.origins,
    }


def _actor_row(summary: ActorSummary) -> Row:
    return {
        "record": summary.record,
        "kind": summary.kind,
        "country": _without_nul(summary.country),
        "name": summary.name.replace("\0", " "),
        "names_folded": fold_names((summary.name, *summary.names)),
    }


def _without_nul(code: str | None) -> str | None:
    return None if code is None or "\0" in code else code


def _bounded(number: int | None) -> int | None:
    return None if number is None else within_bounds(number)
