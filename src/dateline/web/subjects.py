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
    # Reading reports is dear; those of the last page are the same until one is read anew.
    told = desk.remembered("subjects", found, lambda missing: _tell(desk, missing))
    sides = {(one.decision, "a" if one.side == "e" else one.side): told[one] for one in found}

    def name(number: int, side: str, given: str) -> Named:
        linked = _linked(desk, given, event_heading)
        return linked or sides.get((number, side)) or Named(words=given, is_gone=_is_id(given))

    return {
        one.number: (
            name(one.number, "a", one.a),
            None if one.b is None else name(one.number, "b", one.b),
        )
        for one in decisions
    }


def _linked(desk: Desk, name: str, event_heading: Callable[[Event], str]) -> Named | None:
    """An event or an actor that is still there."""
    if not name.startswith(("event-", "actor-")):
        return None
    archive = desk.archive
    try:
        with outage_passes():
            found = archive.find(name)
    except StoreError:  # the beginning of an id that several have by now
        return None
    if found is None:
        return None
    if found[0] == "event" and (event := archive.event(found[1])) is not None:
        words = event_heading(event_from_json(event.record))
        return Named(words=words, path=f"/events/{path_part(event.id)}")
    if found[0] == "actor" and (actor := archive.actor(found[1])) is not None:
        return Named(words=actor.name, path=f"/actors/{path_part(actor.id)}")
    return None


def _tell(desk: Desk, subjects: Sequence[Subject]) -> dict[Subject, Named]:
    """Claims, entities and articles; of an event that is gone, a claim that was in it."""
    articles = dict.fromkeys(one.article for one in subjects)
    reviews = {article: desk.archive.review(article) for article in articles}
    return {
        one: _named(review, one) if (review := reviews[one.article]) else Named(is_gone=True)
        for one in subjects
    }


def _named(review: Review, subject: Subject) -> Named:
    path = f"/articles/{path_part(subject.article)}"
    title = review.report.article.title or "An article without a title"
    if subject.kind == "article":
        return Named(words=title, path=path)
    if subject.kind == "claim" and (found := claim_decided(review, subject)) is not None:
        shown = f"{path}?show={path_part(found.claim.id)}#lit"
        return Named(claim=found.claim, report=review.whole, path=shown, of=title)
    if subject.kind == "entity" and (entity := entity_decided(review, subject)) is not None:
        shown = f"{path}?show={path_part(entity.id)}#lit"
        return Named(words=entity.name, path=shown, of=title)
    return Named(words=subject.anchor.type.capitalize(), path=path, of=title, is_gone=True)


def _is_id(name: str) -> bool:
    """Whether this named something, and is not a number or what is left of what was forgotten."""
    return name.startswith(("event-", "actor-")) or "#" in name
