"""Marks: what a watch knows, each a hash of what it stands for, so that it tells nothing twice.

A claim is marked by the words that tell it and not by its id: ids of claims and of events change
when an article is read anew or an earlier one comes to light, words do not. Marks are made of the
JSON of an event, which is eight times quicker than its record: a new watch looks at all that is
there.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from dateline.records import ClaimRef
from dateline.store.folding import fold_text


def mark_of(kind: str, *words: str) -> str:
    """The mark of a thing of a kind."""
    text = "\n".join((kind, *words))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def claim_marks(event: Mapping[str, Any]) -> dict[ClaimRef, str]:
    """The marks of an event's claims: article, type, and where the evidence begins.

    Args:
        event: the JSON object of `dateline.event/1`.
    """
    found = {}
    for claim in event["claims"]:
        article, name = claim["voice"]["claim"]
        start = min(quote["start"] for quote in claim["voice"]["evidence"])
        found[ClaimRef(article, name)] = mark_of("claim", article, claim["type"], str(start))
    return found


def reading_marks(event: Mapping[str, Any]) -> dict[ClaimRef, str]:
    """Wider marks of an event's claims, by which they are known in another reading: without place.

    Args:
        event: the JSON object of `dateline.event/1`.
    """
    found = {}
    for claim in event["claims"]:
        article, name = claim["voice"]["claim"]
        found[ClaimRef(article, name)] = mark_of("claims of", article, claim["type"])
    return found


def actor_marks(actor_id: str, names: Iterable[str]) -> list[str]:
    """The marks of an actor, one for each name: an actor is new if none of them is known."""
    return [mark_of("actor", actor_id), *(mark_of("actor named", name) for name in names)]


def place_mark(name: str, country: str | None) -> str:
    """The mark of a place."""
    return mark_of("place", fold_text(name), country or "")
