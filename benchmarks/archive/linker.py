"""A plain linker for made-up reports: what the archive itself costs, not what judging costs.

Claims of one type, town and day are one event; entities of one name and kind are one actor;
articles are never copies, but have forty keys each, as real ones do.
"""

import dataclasses
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dateline.records import Claim, EntityRef, Link, Report
from dateline.store import ActorSummary, EventSummary, Outline, Pairs, Thing, ThingKind

_ARTICLE_KEYS = 40


class PlainLinker:
    """Links by equality of type, town and day, or of name."""

    version = "plain-1"

    def find_things(self, report: Report, kind: ThingKind) -> list[Thing]:
        """The article, its claims, its named entities."""
        article = report.article
        words = article.text.split()
        # Ten words: five would often be "the day leaving 12 killed", which a real key never is.
        keys = tuple(" ".join(words[n : n + 10]) for n in range(0, 5 * _ARTICLE_KEYS, 5))
        found = [Thing(kind="article", id=article.id, ref=article.id, keys=keys, what=article.id)]
        for claim in report.claims:
            key = f"{claim.type} {claim.where.name if claim.where else ''} {_day(claim)}"
            ref = f"{article.id}#{claim.id}"
            found.append(Thing(kind="claim", id=claim.id, ref=ref, keys=(key,), what=claim))
        for entity in report.entities:
            if entity.kind != "place":
                ref = f"{entity.kind} {entity.name}"
                found.append(
                    Thing(kind="entity", id=entity.id, ref=ref, keys=(ref,), what=entity.name)
                )
        return [thing for thing in found if thing.kind == kind]

    def as_itself(self, entity: Thing, ref: str) -> Thing:
        """The same under another name."""
        return dataclasses.replace(entity, ref=ref)

    def compare(self, a: Thing, b: Thing) -> Link | None:
        """Claims that share their key are the same."""
        if a.kind != "claim":
            return None
        return Link(kind="same-event", a=a.ref, b=b.ref, score=0.9, reason=f"both {a.keys[0]}")

    def rules_out(self, claim: Thing, other: Outline) -> bool:
        """Claims that share their key are the same."""
        return False

    def group(
        self,
        things: Sequence[Thing],
        links: Sequence[Link],
        together: Pairs,
        apart: Pairs,
        unseen: Sequence[int],
    ) -> list[tuple[str, ...]]:
        """All that is connected."""
        return [tuple(thing.ref for thing in things)]

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        """Nothing is certain."""
        return False

    def summarise_event(
        self,
        event_id: str,
        members: Sequence[tuple[Report, Claim]],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str],
    ) -> EventSummary:
        """A record of some size for each claim."""
        claims = [claim for _, claim in members]
        killed = [toll.best for claim in claims for toll in claim.toll if toll.best is not None]
        quotes = [[r.article.quote(span) for span in c.evidence] for r, c in members]
        day, where = _day(claims[0]), claims[0].where
        return EventSummary(
            record=json.dumps({"id": event_id, "quotes": quotes, "links": len(links)}),
            type=claims[0].type,
            certainties=tuple({claim.certainty for claim in claims}),
            first_on=day,
            last_on=day,
            country=where.country if where else None,
            places=(where.name,) if where else (),
            names=tuple(
                report.article.quote(who.span)
                for report, claim in members
                for who in (*claim.actors, *claim.recipients)
            ),
            killed_low=min(killed, default=None),
            killed=max(killed, default=None),
            killed_high=max(killed, default=None),
            origins=len({report.article.id for report, _ in members}),
        )

    def summarise_actor(
        self, actor_id: str, things: Sequence[Thing], links: Sequence[Link]
    ) -> ActorSummary:
        """Its name."""
        kind = things[0].ref.partition(" ")[0]
        record = json.dumps({"id": actor_id, "name": things[0].what})
        return ActorSummary(record=record, kind=kind, name=things[0].what)


def _day(claim: Claim) -> date:
    return date.fromisoformat((claim.when.start if claim.when else None) or "2019-01-01")
