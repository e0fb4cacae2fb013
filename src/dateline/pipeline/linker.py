"""What `dateline.linking` judges, as the archive asks for it: the `Linker` of `store`."""

import dataclasses
import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from dateline.linking.actors import (
    Identity,
    find_identities,
    group_identities,
    is_added_only,
    same_actor,
)
from dateline.linking.copies import compare_articles, copy_keys
from dateline.linking.events import are_apart_by_outline, group_happenings, same_event
from dateline.linking.happenings import Happening, find_happenings
from dateline.linking.origins import claim_sources
from dateline.linking.summary import summarise_event
from dateline.records import Article, Claim, EntityRef, Event, Link, Report, event_to_json
from dateline.records.iso_days import days_between
from dateline.store import ActorSummary, EventSummary, Outline, Pairs, Thing, ThingKind

# To be raised with every change of a rule or a number in `linking`: archives are linked anew then.
VERSION = "linking-4"


class ReportLinker:
    """Links articles that are copies, claims of one happening, and names of one actor."""

    version = VERSION

    def find_things(self, report: Report, kind: ThingKind) -> list[Thing]:
        """The article, its claims or its named actors."""
        if kind == "article":
            article = report.article
            keys = copy_keys(article)
            return [Thing(kind=kind, id=article.id, ref=article.id, keys=keys, what=article)]
        if kind == "claim":
            return [
                Thing(kind=kind, id=one.ref.claim, ref=str(one.ref), keys=one.keys, what=one)
                for one in find_happenings(report)
            ]
        return [
            Thing(
                kind=kind,
                id=one.ref.entity,
                # Those of one profile are one actor without being compared.
                ref=one.profile or str(one.ref),
                keys=one.keys,
                what=one,
            )
            for one in find_identities(report)
        ]

    def as_itself(self, entity: Thing, ref: str) -> Thing:
        """The same actor without a profile, which would join it again with the others."""
        alone = dataclasses.replace(entity.what, profile=None)
        return dataclasses.replace(entity, ref=ref, what=alone)

    def compare(self, a: Thing, b: Thing) -> Link | None:
        """Why two are the same; None when they are not."""
        first, second = a.what, b.what
        if isinstance(first, Article):
            return compare_articles(first, second)
        if isinstance(first, Happening):
            return same_event(first, second)
        return same_actor(first, second)

    def rules_out(self, claim: Thing, other: Outline) -> bool:
        """Whether status, country and days alone tell two claims apart."""
        return are_apart_by_outline(
            claim.what,
            type_=other.type,
            status=other.status,
            country=other.country,
            first_on=other.first_on,
            last_on=other.last_on,
            published_on=other.published_on,
        )

    def group(
        self,
        things: Sequence[Thing],
        links: Sequence[Link],
        together: Pairs,
        apart: Pairs,
        unseen: Sequence[int] = (),
    ) -> list[tuple[str, ...]]:
        """Claims as events, identities as actors."""
        ref_of = {thing.ref: thing.what.ref for thing in things}
        joined = [(ref_of[a], ref_of[b]) for a, b in together]
        parted = [(ref_of[a], ref_of[b]) for a, b in apart]
        whats = [thing.what for thing in things]
        if isinstance(whats[0], Happening):  # which go by their own references
            events = group_happenings(whats, links, joined, parted, unseen)
            return [tuple(map(str, members)) for members in events]
        judged = [
            dataclasses.replace(link, a=a, b=b)
            for link in links
            for a, b in [sorted((str(ref_of[link.a]), str(ref_of[link.b])))]
        ]
        name_of = {ref: name for name, ref in ref_of.items()}
        return [
            tuple(name_of[ref] for ref in members)
            for members in group_identities(whats, judged, joined, parted)
        ]

    def adds_nothing(
        self, identity: Thing, earlier: Sequence[Thing], actor: str, joined: Collection[str]
    ) -> bool:
        """Whether an identity joins an actor and that is all: it says nothing new of it.

        It is called what the actor is mostly called, so that this stays so, and by no other name
        than one before it, so that it is the first of nothing.
        """
        what: Identity = identity.what
        record = json.loads(actor)
        return (
            record["name"] == what.name
            and any(
                what.name == one.what.name and set(what.names) <= set(one.what.names)
                for one in earlier
            )
            and is_added_only(
                what,
                record["names"],
                (name for other in joined for name in json.loads(other)["names"]),
            )
        )

    def summarise_event(
        self,
        event_id: str,
        members: Sequence[tuple[Report, Claim]],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str],
    ) -> EventSummary:
        """The record of an event, and what it is asked by."""
        sources = claim_sources(members, links)
        event = summarise_event(
            event_id, members, sources.origins, links, relays=sources.relays, actors=actors
        )
        first_on, last_on = _days(event)
        killed = next((toll for toll in event.toll if toll.kind == "killed"), None)
        return EventSummary(
            record=event_to_json(event),
            type=event.what.type,
            certainties=tuple(sorted({claim.certainty for _, claim in members})),
            first_on=first_on,
            last_on=last_on,
            country=event.where.country if event.where else None,
            places=tuple(value.name for value in event.where.reported) if event.where else (),
            names=_names(event),
            killed_low=killed.low if killed else None,
            killed=killed.best if killed else None,
            killed_high=killed.high if killed else None,
            origins=event.counts.origins,
        )

    def summarise_actor(
        self, actor_id: str, things: Sequence[Thing], links: Sequence[Link]
    ) -> ActorSummary:
        """An actor in short; `dateline show` makes the whole record."""
        identities: list[Identity] = [thing.what for thing in things]
        called = Counter(one.name for one in identities)
        # What it is mostly called; of equals what it was called first.
        first = max(identities, key=lambda one: called[one.name])
        names = tuple(dict.fromkeys(name for one in identities for name in (one.name, *one.names)))
        country = next((one.country for one in identities if one.country), None)
        known = next((one.known for one in identities if one.known), None)
        record = {
            "id": actor_id,
            "name": first.name,
            "kind": first.kind,
            "country": country,
            "known": known,
            "names": names,
        }
        return ActorSummary(
            record=json.dumps(record, ensure_ascii=False),
            kind=first.kind,
            name=first.name,
            names=names,
            country=country,
        )


def _days(event: Event) -> tuple[date | None, date | None]:
    """The days of an event; "since 2011" has no end, and is taken to go on."""
    if event.when is None:
        return None, None
    return days_between(event.when.start, event.when.end) or (None, None)


def _names(event: Event) -> tuple[str, ...]:
    parties = (*event.actors, *event.recipients)
    words = (value.words for party in parties for value in party.reported)
    return tuple(dict.fromkeys((*(party.name for party in parties), *words)))
