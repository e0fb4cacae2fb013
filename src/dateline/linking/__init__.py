"""Many reports → what is the same in them: copies, origins, events, actors; links with reasons.

In: reports, and links between them. Out: links, groups, and the records of what they add up to. All
of it looks at the things alone and at constants that ship, never at the order in which they came.
"""

from dateline.linking.actor_summary import summarise_actor
from dateline.linking.actors import (
    Identity,
    contradicts,
    find_identities,
    group_identities,
    link_identities,
    same_actor,
)
from dateline.linking.summary import summarise_event

__all__ = [
    "Identity",
    "contradicts",
    "find_identities",
    "group_identities",
    "link_identities",
    "same_actor",
    "summarise_actor",
    "summarise_event",
]
