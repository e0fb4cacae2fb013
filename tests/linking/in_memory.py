"""What the archive does by its index, in memory: compare all claims that share a key."""

import itertools
from collections.abc import Iterable

from dateline.linking.events import same_event
from dateline.linking.happenings import Happening
from dateline.records import Link


def link_happenings(happenings: Iterable[Happening]) -> list[Link]:
    """Compare all that share a key."""
    by_name = {str(happening.ref): happening for happening in happenings}
    holders: dict[str, set[str]] = {}
    for name, happening in by_name.items():
        for key in happening.keys:
            holders.setdefault(key, set()).add(name)
    pairs = {pair for held in holders.values() for pair in itertools.combinations(sorted(held), 2)}
    found = (same_event(by_name[a], by_name[b]) for a, b in sorted(pairs))
    return [link for link in found if link is not None]
