"""What decisions are about, in words and with a link, for whoever reads a list of them.

In: decisions. Out: by decision and side an event, an actor, a claim, an entity or an article as it
is called now.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.errors import StoreError
from dateline.records import Claim, Event, Report, event_from_json
from dateline.store import Decision, Review, Subject, claim_decided, entity_decided
from dateline.web.desk import Desk
from dateline.web.outage import outage_passes
from dateline.web.templating import path_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What one side of a decision is.

    `claim` with its `report`, else `words`; `path` is where it is shown; `of` is the article that
    tells it. `is_gone`: this archive, or this reading of the article, has it no more.
    """

    words: str = ""
    path: str | None = None
    claim: Claim | None = None
    report: Report | None = None
    of: str | None = None
    is_gone: bool = False


def name_subjects(
    desk: Desk, decisions: Sequence[Decision], event_heading: Callable[[Event], str]
) -> dict[int, tuple[Named | None, Named | None]]:
    """What each decision is about, by its number; an article that is gone is named as it was.

    Args:
        desk: whose archive.
        decisions: to be told.
        event_heading: how an event is headed.

    Raises:
        StoreError: the archive cannot be read.
    """
    found = desk.archive.subjects_of([one.number for one in decisions])
    subjects = {(one.decision, "a" if one.side == "e" else one.side): one for one in found}
    reviews = {article: desk.archive.review(article) for article in {one.article for one in found}}
    naming = _Naming(desk, reviews, event_heading)
    return {
        one.number: (
            naming.name(one.a, subjects.get((one.number, "a"))),
            naming.name(one.b, subjects.get((one.number, "b"))) if one.b is not None else None,
        )
        for one in decisions
    }


class _Naming:
    """Names what is decided about, each article being read once."""

    def __init__(
        self, desk: Desk, reviews: dict[str, Review | None], event_heading: Callable[[Event], str]
    ) -> None:
        self._desk = desk
        self._reviews = reviews
        self._heading = event_heading

    def name(self, name: str, subject: Subject | None) -> Named:
        return self._linked(name) or self._told(name, subject)

    def _linked(self, name: str) -> Named | None:
        """An event or an actor that is still there."""
        if not name.startswith(("event-", "actor-")):
            return None
        archive = self._desk.archive
        try:
            with outage_passes():
                found = archive.find(name)
        except StoreError:  # the beginning of an id that several have by now
            return None
        if found is None:
            return None
        if found[0] == "event" and (event := archive.event(found[1])) is not None:
            words = self._heading(event_from_json(event.record))
            return Named(words=words, path=f"/events/{path_part(event.id)}")
        if found[0] == "actor" and (actor := archive.actor(found[1])) is not None:
            return Named(words=actor.name, path=f"/actors/{path_part(actor.id)}")
        return None

    def _told(self, name: str, subject: Subject | None) -> Named:
        """A claim, an entity or an article; of an event that is gone, a claim that was in it."""
        review = self._reviews.get(subject.article) if subject is not None else None
        if subject is None or review is None:
            return Named(words=name, is_gone=not name.isdecimal())
        report = review.report
        path = f"/articles/{path_part(subject.article)}"
        title = report.article.title or "An article without a title"
        if subject.kind == "article":
            return Named(words=title, path=path)
        if subject.kind == "claim":
            found = claim_decided(review, subject)
            if found is None:
                return Named(words=subject.anchor.type.capitalize(), of=title, path=path,
                             is_gone=True)  # fmt: skip
            shown = f"{path}?show={path_part(found.claim.id)}#lit"
            return Named(claim=found.claim, report=review.whole, path=shown, of=title)
        entity = entity_decided(review, subject)
        if entity is None:
            return Named(words=name, of=title, path=path, is_gone=True)
        return Named(words=entity.name, of=title, path=f"{path}?show={path_part(entity.id)}#lit")
