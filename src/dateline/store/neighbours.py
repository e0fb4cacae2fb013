"""Who is compared with whom: what shares a key; where too many share it, some of them with all.

In: things that come and go, with their keys. Out: pairs that are to be compared, pairs whose links
no longer count, and which things of a group were never compared.

A key that thousands hold (a town at war, a ministry) says little, and comparing all of them would
cost more with every article. The first `LANDMARKS` of its holders, in an order drawn from their
names, are its landmarks and are compared with every holder; the rest is its crowd, and is compared
by rarer keys. All this depends on who holds the key and never on who came first, so a landmark that
goes is replaced, and one that is displaced loses the links that only this key had brought.
"""

import functools
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from dateline.store.deciding import Pair
from dateline.store.linker import Thing
from dateline.store.tables import links, thing_keys, things
from dateline.store.things import in_parts, links_of

# Found on the claims of ECB+: with 32 no pair of one event is lost of the 597 that comparing all
# gives, with 16 39 are. More of them cost more where a thousand articles tell of one event.
LANDMARKS = 32

_IS_CROWD = thing_keys.c.key.bitwise_and(1) == 1
# One row at a time: SQLite finds pairs of values in a list by walking through the table.
_REMOVE = delete(thing_keys).where(
    thing_keys.c.key == bindparam("number"), thing_keys.c.thing_key == bindparam("thing")
)
_UNLINK = delete(links).where(links.c.a_key == bindparam("a"), links.c.b_key == bindparam("b"))
_HOLDERS = select(thing_keys.c.key, thing_keys.c.thing_key)


class Rearranged(NamedTuple):
    """What follows from other holders of keys.

    `compare`: pairs that are to be compared now. `moved`: things that were there and have become
    landmarks, or are none any more, each with the keys of which. `parted`: things that lost a link
    by that.
    """

    compare: set[Pair]
    moved: dict[int, set[int]]
    parted: set[int]


def hash_key(kind: str, key: str) -> int:
    """A key as the 64 bits that are kept of it for landmarks; its crowd has the next number."""
    digest = hashlib.blake2b(f"{kind} {key}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True) & ~1


def rearrange(
    connection: Connection, gone: Collection[int], new: Mapping[int, Thing]
) -> Rearranged:
    """Take the keys of some things away and keep those of others; a thing may be in both."""
    leaving: dict[int, set[int]] = {}
    for number, thing in _rows_of(connection, gone):
        leaving.setdefault(number & ~1, set()).add(thing)
    arriving: dict[int, set[int]] = {}
    for key, made in new.items():
        for word in made.keys:
            arriving.setdefault(hash_key(made.kind, word), set()).add(key)
    for some in in_parts(gone):
        connection.execute(delete(thing_keys).where(thing_keys.c.thing_key.in_(some)))
    found = _Rearranging(connection)
    found.see(leaving, arriving)
    found.write()
    parted = _part(connection, found.moved, found.forget)
    return Rearranged(found.compare, found.moved, parted)


def unseen(connection: Connection, members: Sequence[int]) -> list[int]:
    """Which of some things were never compared because they stand in the crowd of a key.

    Returns:
        For each a number whose bit n is set when the thing at n is one of those; nothing where
        all that share a key were compared.
    """
    crowds: dict[int, int] = {}
    for some in in_parts(members):
        asked = _HOLDERS.where(thing_keys.c.thing_key.in_(some), _IS_CROWD)
        for number, _ in connection.execute(asked):
            crowds[number] = crowds.get(number, 0) + 1
    if all(count < 2 for count in crowds.values()):
        return []
    bit = {thing: 1 << at for at, thing in enumerate(members)}
    held: dict[int, list[int]] = {thing: [] for thing in members}
    holders: dict[int, int] = {}
    for number, thing in _rows_of(connection, members):
        held[thing].append(number)
        holders[number] = holders.get(number, 0) | bit[thing]
    found = []
    for thing in members:
        seen, sharing = bit[thing], 0
        for number in held[thing]:
            if number & 1:
                seen |= holders.get(number - 1, 0)
                sharing |= holders[number]
            else:
                seen |= holders[number] | holders.get(number + 1, 0)
        found.append(sharing & ~seen)
    return found


def share_a_key(connection: Connection, members: Collection[int], numbers: Collection[int]) -> bool:
    """Whether two of some things hold one of these keys."""
    held: set[int] = set()
    for some in in_parts(members):
        asked = select(thing_keys.c.key).where(thing_keys.c.thing_key.in_(some))
        for number in connection.scalars(asked):
            if number & ~1 in numbers:
                if number & ~1 in held:
                    return True
                held.add(number & ~1)
    return False


class _Rearranging:
    """Goes through the keys that change hands, and gathers what follows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places: dict[int, int] = {}  # in the order from which landmarks are taken
        self._removed: list[tuple[int, int]] = []
        self._inserted: list[tuple[int, int]] = []
        self.compare: set[Pair] = set()
        self.forget: set[Pair] = set()
        self.moved: dict[int, set[int]] = {}

    def see(self, leaving: Mapping[int, set[int]], arriving: Mapping[int, set[int]]) -> None:
        """See who holds each key now."""
        numbers = sorted(leaving.keys() | arriving.keys())
        # What is gone has no rows any more, so these are the landmarks that stay.
        landmarks = _holders(self._connection, numbers)
        none: set[int] = set()
        full = [
            number
            for number in numbers
            if len(landmarks.get(number, none)) + len(arriving.get(number, none)) > LANDMARKS
            or (number in leaving and len(landmarks.get(number, none)) < LANDMARKS)
        ]
        self._find_places(
            key
            for number in full
            for key in landmarks.get(number, none) | arriving.get(number, none)
        )
        crowded = [
            number
            for number in full
            if self._is_open(landmarks.get(number, none), arriving.get(number, none))
        ]
        crowds = _holders(self._connection, [number + 1 for number in crowded])
        self._find_places(key for crowd in crowds.values() for key in crowd)
        for number in numbers:
            stay, come = landmarks.get(number, none), arriving.get(number, none)
            self._divide(number, stay, crowds.get(number + 1, none), come)

    def write(self) -> None:
        """Keep the rows."""
        if self._removed:
            rows = [{"number": number, "thing": key} for number, key in self._removed]
            self._connection.execute(_REMOVE, rows)
        if self._inserted:
            rows = [{"key": number, "thing_key": key} for number, key in self._inserted]
            self._connection.execute(insert(thing_keys), rows)

    def _is_open(self, stay: set[int], come: set[int]) -> bool:
        """Whether somebody of the crowd, or who arrives, becomes a landmark beside the others."""
        if len(stay) < LANDMARKS:
            return True
        last = max(map(self._order, stay))
        return any(self._order(key) < last for key in come)

    def _divide(self, number: int, stay: set[int], crowd: set[int], come: set[int]) -> None:
        if not crowd and len(stay) + len(come) <= LANDMARKS:
            chosen = stay | come
        else:
            chosen = set(sorted(stay | crowd | come, key=self._order)[:LANDMARKS])
        rest = (stay | crowd | come) - chosen
        promoted, displaced = chosen & crowd, stay - chosen
        for key in come:
            self._pair(key, (chosen | rest) if key in chosen else chosen)
            self._inserted.append((number if key in chosen else number + 1, key))
        for key in promoted:
            self._pair(key, crowd - {key})
        for key in displaced:
            self.forget.update(_pair(key, other) for other in rest - come if other != key)
        for keys, before, after in ((promoted, 1, 0), (displaced, 0, 1)):
            self._removed += [(number + before, key) for key in keys]
            self._inserted += [(number + after, key) for key in keys]
            for key in keys:
                self.moved.setdefault(key, set()).add(number)

    def _pair(self, key: int, others: Iterable[int]) -> None:
        self.compare.update(_pair(key, other) for other in others if other != key)

    def _order(self, key: int) -> tuple[int, int]:
        return self._places[key], key

    def _find_places(self, keys: Iterable[int]) -> None:
        asked = select(things.c.key, things.c.kind, things.c.ref, things.c.first)
        for some in in_parts(set(keys) - self._places.keys()):
            for key, kind, ref, first in self._connection.execute(
                asked.where(things.c.key.in_(some))
            ):
                self._places[key] = _place_of(ref if kind == "identity" else first)


def _part(connection: Connection, displaced: Collection[int], pairs: Collection[Pair]) -> set[int]:
    """Delete the links of pairs that no key has compared any more; the ends of those links."""
    linked = links_of(connection, displaced).keys() & pairs if pairs else set()
    held: dict[int, set[int]] = {}
    for number, thing in _rows_of(connection, {key for pair in linked for key in pair}):
        held.setdefault(thing, set()).add(number)
    parted = [pair for pair in linked if not _are_seen(*(held[key] for key in pair))]
    if parted:
        connection.execute(_UNLINK, [{"a": a, "b": b} for a, b in parted])
    return {key for pair in parted for key in pair}


def _are_seen(a: set[int], b: set[int]) -> bool:
    """Whether two are compared, by the numbers of their keys."""
    return any(
        number in b or number + 1 in b if not number & 1 else number - 1 in b for number in a
    )


def _rows_of(connection: Connection, keys: Iterable[int]) -> list[tuple[int, int]]:
    return [
        (number, thing)
        for some in in_parts(keys)
        for number, thing in connection.execute(_HOLDERS.where(thing_keys.c.thing_key.in_(some)))
    ]


def _holders(connection: Connection, numbers: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for some in in_parts(numbers):
        for number, thing in connection.execute(_HOLDERS.where(thing_keys.c.key.in_(some))):
            found.setdefault(number, set()).add(thing)
    return found


@functools.lru_cache(maxsize=65536)
def _place_of(name: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)
