"""Which version of a claim somebody saw, so that nobody decides about one that they never saw.

In: a review. Out: a short text, as "17-9f2c…": the newest ruling on the claim that was seen, and a
digest of the claim as it stood. It is another one as soon as the claim stands otherwise, or what
the ids in it mean is numbered anew; comments change nothing.
"""

import dataclasses
import hashlib
import re
from collections.abc import Iterator

from dateline.errors import ChangedMeanwhile, StoreError
from dateline.records import Claim
from dateline.store.reviewing import Review, ReviewedClaim, Ruling, apply_rulings

_VERSION = re.compile(r"([0-9]{1,18})-([0-9a-f]{16})")
_VERBS = {"accept": "accepted it", "reject": "rejected it", "add": "added it"}


def versions_of(review: Review) -> dict[str, str]:
    """The version of each claim as it stands, by its id; by "" that of the reading they are of."""
    reading = _reading_of(review)
    return {"": f"0-{_digest(reading, None)}"} | {
        one.claim.id: f"{_newest(one)}-{_digest(reading, one)}" for one in review.claims
    }


def refuse_changed(review: Review, one: ReviewedClaim | None, seen: str | None) -> None:
    """Refuse a decision about a claim, or an addition, by who saw another version.

    Args:
        review: the article as it stands.
        one: the claim; None for an addition.
        seen: the version that was seen; None asks for nothing.

    Raises:
        ChangedMeanwhile: it stands otherwise now.
        StoreError: `seen` is no version.
    """
    if seen is None:
        return
    newest, digest = _parts(seen)
    if digest == _digest(_reading_of(review), one):
        return
    if one is None:
        raise ChangedMeanwhile(
            f"article {review.report.article.id} was read anew after you saw it; look at it as it"
            " is read now, and add the claim again if it is still missing"
        )
    later = [ruling for ruling in one.rulings if ruling.number > newest]
    told = "; ".join(_told(ruling) for ruling in later if ruling.kind != "comment")
    raise ChangedMeanwhile(
        f"claim {one.claim.id} was changed after you saw it:"
        f" {told or 'a decision about it was undone, or the article was read anew'}. Nothing of"
        " yours was kept; look at it as it stands now, and decide again"
    )


def claim_as_seen(review: Review, claim_id: str, seen: str) -> Claim | None:
    """A claim as it was when somebody saw it; None when that can not be told any more."""
    newest, digest = _parts(seen)
    known = sorted(_rulings(review), key=lambda ruling: ruling.number)
    then = apply_rulings(review.as_read, [one for one in known if one.number <= newest])
    found = then.claim(claim_id)
    if found is None or _digest(_reading_of(then), found) != digest:
        return None
    return found.claim


def _rulings(review: Review) -> Iterator[Ruling]:
    for one in review.claims:
        yield from one.rulings
    yield from review.sleeping


def _parts(seen: str) -> tuple[int, str]:
    found = _VERSION.fullmatch(seen)
    if found is None:
        raise StoreError(f"{seen[:40]!r} is no version of a claim; give the one that was shown")
    return int(found[1]), found[2]


def _newest(one: ReviewedClaim) -> int:
    return max((ruling.number for ruling in one.rulings), default=0)


def _reading_of(review: Review) -> str:
    """Whom and what the ids of a reading mean."""
    report = review.as_read
    entities = [(entity.id, entity.name, entity.mentions[:1]) for entity in report.entities]
    return repr((entities, [(said.id, said.content[:1]) for said in report.attributions]))


def _digest(reading: str, one: ReviewedClaim | None) -> str:
    """Of all that a form shows: the values, whether it is rejected, and whom its ids mean."""
    claim = None if one is None else dataclasses.replace(one.claim, decided=())
    shown = f"{reading} {claim!r} {one is not None and one.is_rejected}"
    return hashlib.blake2b(shown.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def _told(ruling: Ruling) -> str:
    """As in "Ada corrected the toll (9 killed → 14 killed)"."""
    if ruling.kind != "correct":
        return f"{ruling.by} {_VERBS[ruling.kind]}"
    before, after = ruling.details["told"]
    field = ruling.details["field"].replace("_", " ")
    return f"{ruling.by} corrected the {field} ({before} → {after})"
