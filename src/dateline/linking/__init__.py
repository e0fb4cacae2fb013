"""Many reports → what is the same in them: copies, origins; each link with its reason.

What is linked is a function of the things themselves, never of the order in which they came.
"""
"""Many reports: the same event, the same actor, one record each.

In: records of many articles. Out: records of what they add up to. What is linked depends on the
reports and on people's decisions alone, never on the order in which they came.
"""

from dateline.linking.actor_summary import summarise_actor
from dateline.linking.actors import (
    Identity,
    contradicts,
    find_identities,
    group_identities,
    identity_keys,
    link_identities,
    same_actor,
)
from dateline.linking.summary import summarise_event

__all__ = [
    "Identity",
    "contradicts",
    "find_identities",
    "group_identities",
    "identity_keys",
    "link_identities",
    "same_actor",
    "summarise_actor",
    "summarise_event",
]
"""Many reports: which of their claims tell of the same happening.

In: reports, and links between them. Out: links, each with its reason, and groups. All of it looks
at the things alone and at constants that ship, so the order of arrival cannot matter.
"""
