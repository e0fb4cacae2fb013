"""A small but real linker for tests of the archive, on the reports of `making.py`.

Claims of one type at one place on one day are one event; so are claims of neighbouring days when
their actors have the same name, which makes chains that must be divided. Entities of one name and
kind are one identity, and identities that share their last word one actor. Articles of the same
length are copies.
"""

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dateline.records import Article, Claim, Entity, EntityRef, Link, Report
from dateline.store import ActorSummary, EventSummary, Outline, Pairs, Thing, ThingKind


class SimpleLinker:
    """Links by what stands in the records, and nothing else."""

    version = "simple-1"

    def find_things(self, report: Report, kind: ThingKind) -> list[Thing]:
        article = report.article
        found = [
            Thing(
                kind="article",
                id=article.id,
                ref=article.id,
                keys=(f"length {len(article.text)}",),
                what=article,
            )
        ]
        for claim in report.claims:
            if claim.status != "hypothetical":
                keys = (f"{claim.type} {_place(claim)}",)
                what = (claim, _actors(report, claim))
                ref = f"{article.id}#{claim.id}"
                found.append(Thing(kind="claim", id=claim.id, ref=ref, keys=keys, what=what))
        for entity in report.entities:
            if entity.kind != "place":
                ref = f"{entity.kind} {entity.name}"
                keys = (f"{entity.kind} {entity.name.rpartition(' ')[2]}",)
                found.append(Thing(kind="entity", id=entity.id, ref=ref, keys=keys, what=entity))
        return [thing for thing in found if thing.kind == kind]

    def as_itself(self, entity: Thing, ref: str) -> Thing:
        return dataclasses.replace(entity, ref=ref)

    def compare(self, a: Thing, b: Thing) -> Link | None:
        assert a.ref < b.ref
        assert set(a.keys) & set(b.keys)
        if isinstance(a.what, Article):
            return Link(kind="copy", a=a.ref, b=b.ref, score=1.0, reason="equally long")
        if isinstance(a.what, Entity):
            return Link(kind="same-actor", a=a.ref, b=b.ref, score=0.8, reason="last word")
        apart = _days_between(a.what[0], b.what[0])
        if apart == 0 or (apart == 1 and a.what[1] == b.what[1]):
            reason = f"{apart} days apart"
            return Link(kind="same-event", a=a.ref, b=b.ref, score=1 - apart / 2, reason=reason)
        return None

    def rules_out(self, claim: Thing, other: Outline) -> bool:
        day = _day(claim.what[0])
        if day is None or other.first_on is None or other.first_on != other.last_on:
            return False
        return abs((day - other.first_on).days) > 1

    def group(
        self,
        things: Sequence[Thing],
        links: Sequence[Link],
        together: Pairs,
        apart: Pairs,
        unseen: Sequence[int],
    ) -> list[tuple[str, ...]]:
        """Join the surest first, unless that brings together what is apart or three days wide."""
        known = {thing.ref: thing for thing in things}
        group_of = {ref: [ref] for ref in known}
        pairs = [(2.0, a, b) for a, b in together] + [
            (link.score, link.a, link.b) for link in links
        ]
        for score, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
            ours, theirs = group_of[a], group_of[b]
            if ours is theirs or any(tuple(sorted((x, y))) in apart for x in ours for y in theirs):
                continue
            if score < 2 and _are_too_wide([known[ref] for ref in ours + theirs]):
                continue
            ours += theirs
            group_of |= dict.fromkeys(theirs, ours)
        return sorted({tuple(sorted(group)) for group in group_of.values()})

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        return False

    def summarise_event(
        self,
        event_id: str,
        members: Sequence[tuple[Report, Claim]],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str],
    ) -> EventSummary:
        claims = [claim for _, claim in members]
        killed = [toll.best for claim in claims for toll in claim.toll if toll.best is not None]
        days = sorted(day for claim in claims if (day := _day(claim)))
        articles = sorted({report.article.id for report, _ in members})
        record = {
            "id": event_id,
            "claims": [f"{report.article.id}#{claim.id}" for report, claim in members],
            "links": [[link.kind, link.a, link.b, link.reason] for link in links],
            "killed": killed,
            "one actor": sorted(
                sorted(map(str, (ref for ref in actors if actors[ref] == name)))
                for name in set(actors.values())
            ),
        }
        return EventSummary(
            record=json.dumps(record),
            type=claims[0].type,
            certainties=tuple(sorted({claim.certainty for claim in claims})),
            first_on=days[0] if days else None,
            last_on=days[-1] if days else None,
            country=next((c.where.country for c in claims if c.where and c.where.country), None),
            places=tuple(sorted({c.where.name for c in claims if c.where})),
            names=tuple(sorted({n for report, c in members for n in _actors(report, c)})),
            killed_low=min(killed, default=None),
            killed=max(killed, default=None),
            killed_high=max(killed, default=None),
            origins=len(articles) - sum(link.kind == "copy" for link in links),
        )

    def summarise_actor(
        self, actor_id: str, things: Sequence[Thing], links: Sequence[Link]
    ) -> ActorSummary:
        entities = [thing.what for thing in things]
        names = sorted({entity.name for entity in entities})
        record = {"id": actor_id, "names": names, "links": [[x.a, x.b] for x in links]}
        return ActorSummary(
            record=json.dumps(record), kind=entities[0].kind, name=names[0], names=tuple(names)
        )


def _actors(report: Report, claim: Claim) -> tuple[str, ...]:
    return tuple(report.article.quote(who.span) for who in claim.actors)


def _place(claim: Claim) -> str:
    return claim.where.name if claim.where else ""


def _day(claim: Claim) -> date | None:
    start = claim.when.start if claim.when else None
    return date.fromisoformat(start) if start and len(start) == 10 else None


def _days_between(a: Claim, b: Claim) -> int:
    first, second = _day(a), _day(b)
    return 99 if first is None or second is None else abs((first - second).days)


def _are_too_wide(things: Sequence[Thing]) -> bool:
    if things[0].kind == "entity":
        return False
    days = [day for thing in things if (day := _day(thing.what[0]))]
    return (max(days) - min(days)).days > 2
