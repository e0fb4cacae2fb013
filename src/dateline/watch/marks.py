"""Marks: what a watch knows, each a hash of what it stands for, so that it tells nothing twice.

A claim is marked by the words that tell it and not by its id: ids of claims and of events change
when an article is read anew or an earlier one comes to light, words do not.
"""

import hashlib
from collections.abc import Iterable

from dateline.records import ClaimRef, EventClaim
from dateline.store.folding import fold_text


def mark_of(kind: str, *words: str) -> str:
    """The mark of a thing of a kind."""
    text = "\n".join((kind, *words))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def claim_mark(claim: EventClaim) -> str:
    """The mark of a claim: its article, its type, and where its evidence begins."""
    voice = claim.voice
    start = min(quote.start for quote in voice.evidence)
    return mark_of("claim", voice.claim.article, claim.type, str(start))


def claim_marks(claims: Iterable[EventClaim]) -> dict[ClaimRef, str]:
    """The marks of the claims of an event."""
    return {claim.voice.claim: claim_mark(claim) for claim in claims}


def actor_marks(actor_id: str, names: Iterable[str]) -> list[str]:
    """The marks of an actor, one for each name: an actor is new if none of them is known."""
    return [mark_of("actor", actor_id), *(mark_of("actor named", name) for name in names)]


def place_mark(name: str, country: str | None) -> str:
    """The mark of a place."""
    return mark_of("place", fold_text(name), country or "")
