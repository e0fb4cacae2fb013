"""What is linked, as rows: articles, claims, entities and identities, and their links.

In: a connection, and the things a linker finds in a report. Out: rows of `things` and `links`.
Every question here is answered by an index. Keys are in `neighbours.py`.
"""

from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import (
    Connection,
    Date,
    Select,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from dateline.errors import EvidenceError, StoreError
from dateline.records import Article, Claim, Entity, Link, Report, report_from_json
from dateline.records.iso_days import days_of
from dateline.store.deciding import Pair, anchor_of
from dateline.store.linker import Linker, Outline, Thing, ThingKind
from dateline.store.tables import articles, claims, links, parts, reports, things

_AT_ONCE = 500  # values in one question
_REPORTS_KEPT = 1000  # parsed, so that neighbours are not read again for each article
_IDENTITIES_KEPT = 20_000

Item = TypeVar("Item")
Place = tuple[str, int]  # kind and position in a report; an article has position 0


class Node(NamedTuple):
    """A row of `things` with the id of its article; both None for an identity."""

    key: int
    kind: str
    article_key: int | None
    article_id: str | None
    position: int | None
    ref: str
    first: str
    identity_key: int | None
    group_id: str | None

    @property
    def name(self) -> str:
        """As people write a claim, and as `changes` tells who joined."""
        return self.ref if self.article_id is None else f"{self.article_id}#{self.ref}"


class Reading:
    """A report and what of it is linked, by kind and position; found when it is asked for.

    Most neighbours are asked for one claim or one name, and never for what finds their copies.
    """

    def __init__(self, linker: Linker, report: Report) -> None:
        self.report = report
        self._linker = linker
        self._found: dict[ThingKind, Mapping[Place, Thing]] = {}

    def things(self, kind: ThingKind) -> Mapping[Place, Thing]:
        """What of one kind is linked."""
        if kind not in self._found:
            self._found[kind] = things_of(self._linker, self.report, kind)
        return self._found[kind]


class Readings:
    """The newest readings of articles, parsed; forgets those asked for least recently."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self._kept: OrderedDict[tuple[str, int], Reading] = OrderedDict()
        self._named: set[str | None] = set()  # ids of the articles of some that are kept
        self._seen: dict[int, Reading] = {}  # in this transaction, in which nobody else writes
        self._identities: OrderedDict[tuple[str, str], Thing] = OrderedDict()

    def begin(self) -> None:
        """Look again which readings are the newest: others may have written meanwhile."""
        self._seen.clear()

    def forget(self) -> None:
        """What was read in a transaction that failed was never there."""
        self._seen.clear()
        self._kept.clear()
        self._named.clear()
        self._identities.clear()

    def load(self, connection: Connection, keys: Iterable[int]) -> dict[int, Reading]:
        """The readings of articles by key."""
        wanted = set(keys)
        found = {key: self._seen[key] for key in wanted & self._seen.keys()}
        missing: dict[int, tuple[str, int]] = {}
        asked = select(articles.c.key, articles.c.id, articles.c.reading)
        for some in in_parts(wanted - found.keys()):
            for key, name, number in connection.execute(asked.where(articles.c.key.in_(some))):
                if (kept := self._kept.get((name, number))) is None:
                    missing[key] = name, number
                else:
                    self._kept.move_to_end((name, number))
                    found[key] = kept
        texts = select(reports.c.article_key, reports.c.report)
        for some in in_parts(missing):
            for key, text in connection.execute(texts.where(reports.c.article_key.in_(some))):
                found[key] = self.keep(missing[key], parse_report(missing[key][0], text))
        self._seen |= found
        return found

    def are_at_hand(self, article_id: str | None) -> bool:
        """Whether an article need not be read from the archive, as far as one can tell."""
        return article_id in self._named

    def remember_identities(self, found: Mapping[str, tuple[str, Thing]]) -> None:
        """Take identities that are new, by `ref`, each with its first place."""
        for ref, (first, thing) in found.items():
            self._identities[ref, first] = thing

    def keep(self, name: tuple[str, int], report: Report) -> Reading:
        """Take a report that was just read; `name`: id of the article, number of the reading."""
        reading = Reading(self.linker, report)
        self._kept[name] = reading
        self._named.add(name[0])
        while len(self._kept) > _REPORTS_KEPT:
            (oldest, _), _ = self._kept.popitem(last=False)
            self._named.discard(oldest)
        return reading

    def things(self, connection: Connection, nodes: Sequence[Node]) -> dict[int, Thing]:
        """What is compared, by the keys of nodes that are articles, claims or identities."""
        found: dict[int, Thing] = {}
        missing: list[Node] = []
        for node in nodes:
            place = (node.ref, node.first)
            if node.kind == "identity" and (known := self._identities.get(place)):
                self._identities.move_to_end(place)
                found[node.key] = known
            else:
                missing.append(node)
        standing = _standing_for(connection, [node for node in missing if node.kind == "identity"])
        places = {
            node.key: standing.get(node.key)
            or (node.article_key, cast("ThingKind", node.kind), node.position)
            for node in missing
        }
        loaded = self.load(connection, {key for key, _, _ in places.values() if key is not None})
        for node in missing:
            key, kind, position = places[node.key]
            thing = loaded[key or 0].things(kind)[kind, position or 0]
            found[node.key] = self._as_node(node, thing)
        return found

    def _as_node(self, node: Node, thing: Thing) -> Thing:
        if node.kind != "identity":
            return thing
        if thing.ref != node.ref:  # a person set this entity apart
            return self.linker.as_itself(thing, node.ref)
        self._identities[node.ref, node.first] = thing
        while len(self._identities) > _IDENTITIES_KEPT:
            self._identities.popitem(last=False)
        return thing


def things_of(linker: Linker, report: Report, kind: ThingKind) -> dict[Place, Thing]:
    """What of one kind in a report is linked, by kind and position; an article has position 0."""
    records: Mapping[ThingKind, Sequence[Article | Claim | Entity]] = {
        "article": (report.article,),
        "claim": report.claims,
        "entity": report.entities,
    }
    positions = {record.id: number for number, record in enumerate(records[kind])}
    return {
        (thing.kind, positions[thing.id]): _without_nul(thing)
        for thing in linker.find_things(report, kind)
    }


def parse_report(article_id: str, text: str) -> Report:
    """Read a report that the archive kept.

    Raises:
        StoreError: it is damaged.
    """
    try:
        return report_from_json(text)
    except EvidenceError as error:
        raise StoreError(
            f"the archive's record of article {article_id} is damaged ({error}); add the article"
            " again with `replace`"
        ) from error


def firsts_of(report: Report) -> dict[Place, str]:
    """What each claim and entity sorts by: publication, article, place in the text.

    The first of a group gives it its id, which therefore survives another numbering of claims.
    """
    article = report.article
    published = article.published if days_of(article.published) else None
    start = f"{'T'.join((published or '9999').replace(chr(0), ' ').split())} {article.id}"
    found = {("article", 0): start}
    seen: Counter[Place] = Counter()
    records: list[tuple[Place, Claim | Entity]] = []
    records += [(("claim", number), claim) for number, claim in enumerate(report.claims)]
    records += [(("entity", number), entity) for number, entity in enumerate(report.entities)]
    for place, record in records:
        at = (place[0], anchor_of(record).start)
        found[place] = f"{start} {at[1]:08}.{seen[at]}"
        seen[at] += 1
    return found


def in_parts(items: Iterable[Item], at_once: int = _AT_ONCE) -> Iterator[list[Item]]:
    """Lists of so many as one question may hold."""
    whole = list(items)
    for start in range(0, len(whole), at_once):
        yield whole[start : start + at_once]


def nodes_of(connection: Connection, keys: Iterable[int]) -> list[Node]:
    """The rows of `things` that are there."""
    return [
        Node(*row)
        for some in in_parts(keys)
        for row in connection.execute(select_nodes().where(things.c.key.in_(some)))
    ]


def outlines_of(connection: Connection, keys: Iterable[int]) -> dict[int, Outline]:
    """What columns tell of claims, by the keys of their things."""
    return {
        key: Outline(*row)
        for some in in_parts(keys)
        for key, *row in connection.execute(_OUTLINES.where(things.c.key.in_(some)))
    }


def select_nodes() -> Select[*tuple[Any, ...]]:
    """The columns of `Node`."""
    return _NODES


def insert_things(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Keep rows of `things`, each with all columns but the key."""
    if rows:
        connection.execute(insert(things), rows)


def insert_links(connection: Connection, found: Mapping[Pair, Link]) -> None:
    """Keep the links between things, by their keys."""
    rows = [
        {
            "a_key": a,
            "b_key": b,
            "kind": link.kind,
            "score": link.score,
            "reason": link.reason.replace("\0", " "),
        }
        for (a, b), link in found.items()
    ]
    if rows:
        connection.execute(insert(links), rows)


def links_of(connection: Connection, keys: Iterable[int]) -> dict[Pair, tuple[str, float, str]]:
    """Kind, score and reason of every link that one of the things has."""
    columns = (links.c.a_key, links.c.b_key, links.c.kind, links.c.score, links.c.reason)
    found: dict[Pair, tuple[str, float, str]] = {}
    for some in in_parts(keys):
        for side in (links.c.a_key, links.c.b_key):
            for a, b, kind, score, reason in connection.execute(
                select(*columns).where(side.in_(some))
            ):
                found[a, b] = (kind, score, reason)
    return found


def delete_things(connection: Connection, keys: Collection[int]) -> None:
    """Remove things with their links; their keys have been taken away by `rearrange`."""
    delete_links(connection, keys)
    for some in in_parts(keys):
        connection.execute(
            delete(parts).where(or_(parts.c.claim_key.in_(some), parts.c.entity_key.in_(some)))
        )
        connection.execute(delete(things).where(things.c.key.in_(some)))


def delete_links(connection: Connection, keys: Iterable[int]) -> None:
    """Remove the links of things that are about to be compared anew."""
    for some in in_parts(keys):
        connection.execute(
            delete(links).where(or_(links.c.a_key.in_(some), links.c.b_key.in_(some)))
        )


def insert_parts(
    connection: Connection,
    report: Report,
    keys: Mapping[Place, int],
    identities: Mapping[Place, int],
) -> None:
    """Keep which entities take part in which claims of a report; their events come after."""
    positions = {entity.id: number for number, entity in enumerate(report.entities)}
    found = {
        (keys["claim", number], at)
        for number, claim in enumerate(report.claims)
        for who in (*claim.actors, *claim.recipients)
        if who.entity is not None
        and ("claim", number) in keys
        and (at := ("entity", positions[who.entity])) in keys
    }
    if found:
        rows = [
            {"claim_key": claim, "entity_key": keys[at], "identity_key": identities[at]}
            for claim, at in sorted(found)
        ]
        connection.execute(insert(parts), rows)


def put_parts_in_events(
    connection: Connection, days: Iterable[tuple[str, date | None, date | None]]
) -> None:
    """Put the events of claims, with their days, to those who take part in these.

    Args:
        connection: that writes.
        days: the id of each event with its first and its last day.
    """
    rows = [{"event": event, "first": first, "last": last} for event, first, last in days]
    if rows:
        connection.execute(_PUT_IN_EVENT, rows)


def refresh_identities(connection: Connection, keys: Iterable[int]) -> tuple[set[int], set[int]]:
    """See what is the first entity of each identity now.

    Returns:
        The identities with another first than before, and those that no entity has any more.
    """
    changed, gone = set(), set()
    for some in in_parts(keys):
        asked = select(things.c.key, things.c.first, _FIRST).where(things.c.key.in_(some))
        for key, before, now in connection.execute(asked).all():
            if now is None:
                gone.add(key)
            elif now != before:
                connection.execute(update(things).where(things.c.key == key).values(first=now))
                changed.add(key)
    return changed, gone


_entity = things.alias("entity")
_own = things.alias("own")
# Aliases are dear to make, so these questions are made once.
_STANDING = select(_own.c.key, _entity.c.article_key, _entity.c.position).join(
    _entity, (_entity.c.identity_key == _own.c.key) & (_entity.c.first == _own.c.first)
)
_FIRST = (
    select(func.min(_entity.c.first))
    .where(_entity.c.identity_key == things.c.key)
    .scalar_subquery()
)
_OUTLINES = (
    select(
        things.c.key,
        claims.c.type,
        claims.c.status,
        claims.c.country,
        claims.c.first_on,
        claims.c.last_on,
        articles.c.published_on,
    )
    .join(articles, articles.c.key == things.c.article_key)
    .join(
        claims,
        (claims.c.article_key == things.c.article_key) & (claims.c.position == things.c.position),
    )
    .where(things.c.kind == "claim")
)
_PUT_IN_EVENT = (
    update(parts)
    .where(
        parts.c.claim_key.in_(select(_own.c.key).where(_own.c.group_id == bindparam("event"))),
        or_(
            parts.c.event_id.is_distinct_from(bindparam("event")),
            parts.c.first_on.is_distinct_from(bindparam("first", type_=Date)),
            parts.c.last_on.is_distinct_from(bindparam("last", type_=Date)),
        ),
    )
    .values(event_id=bindparam("event"), first_on=bindparam("first"), last_on=bindparam("last"))
)
_NODES = select(
    things.c.key, things.c.kind, things.c.article_key, articles.c.id, things.c.position,
    things.c.ref, things.c.first, things.c.identity_key, things.c.group_id,
).select_from(things.outerjoin(articles))  # fmt: skip


def _without_nul(thing: Thing) -> Thing:
    """The thing with a `ref` that PostgreSQL can hold."""
    return replace(thing, ref=thing.ref.replace("\0", " ")) if "\0" in thing.ref else thing


def _standing_for(
    connection: Connection, identities: Sequence[Node]
) -> dict[int, tuple[int, ThingKind, int]]:
    """For each identity the place of the first entity that has it."""
    return {
        key: (article_key, "entity", position)
        for some in in_parts(identities)
        for key, article_key, position in connection.execute(
            _STANDING.where(_own.c.key.in_([node.key for node in some]))
        )
    }
