"""The identities of one actor → its record.

Names, kinds and countries are counted by articles; everything else is listed with the article, the
words, and the certainty of the actor's part: what was only alleged of it stays alleged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dateline.linking.actors import find_identities
from dateline.linking.voices import moment, quotes, speaker_names
from dateline.records import (
    Actor,
    ActorRole,
    ActorTie,
    AttributionRef,
    Certainty,
    Claim,
    ClaimRef,
    Counted,
    Deed,
    Entity,
    EntityRef,
    Link,
    Participant,
    Report,
    Speech,
)
from dateline.records.iso_days import days_of

_Member = tuple[Report, Entity]


def summarise_actor(
    actor_id: str,
    members: Iterable[tuple[Report, Entity]],
    links: Sequence[Link] = (),
    *,
    articles: int | None = None,
) -> Actor:
    """Make the record of an actor of its entities; the order in which they come does not matter.

    Args:
        actor_id: the id that the record gets.
        members: at least one entity, each with its report.
        links: why these entities are one actor; kept in the record.
        articles: how many name it; None: those of the members.
    """
    ordered = sorted(members, key=_order)
    names = _counted((report, entity.name) for report, entity in ordered)
    kinds = _counted((report, entity.kind) for report, entity in ordered)
    countries = _counted((report, entity.country) for report, entity in ordered)
    sectors = _counted((report, entity.sector) for report, entity in ordered)
    known_as = [
        identity.known
        for report, entity in ordered
        for identity in find_identities(report)
        if identity.ref.entity == entity.id and identity.known
    ]
    told = len({report.article.id for report, _ in ordered})
    return Actor(
        id=actor_id,
        name=names[0].value,
        kind=next(entity.kind for _, entity in ordered if entity.kind == kinds[0].value),
        country=countries[0].value if countries else None,
        sector=next((one.value for one in sectors if one.value != "UNK"), None),
        known=min(known_as, default=None),
        entities=tuple(EntityRef(report.article.id, entity.id) for report, entity in ordered),
        names=names,
        kinds=kinds,
        countries=countries,
        roles=tuple(role for member in ordered for role in _roles(*member)),
        did=tuple(deed for member in ordered for deed in _deeds(*member, role="actors")),
        suffered=tuple(deed for member in ordered for deed in _deeds(*member, role="recipients")),
        said=tuple(said for member in ordered for said in _speeches(*member, by_actor=True)),
        said_of=tuple(said for member in ordered for said in _speeches(*member, by_actor=False)),
        ties=tuple(sorted((tie for member in ordered for tie in _ties(*member)), key=_when)),
        articles=told if articles is None else max(told, articles),
        left_out=0 if articles is None else max(0, articles - told),
        links=tuple(sorted(links, key=lambda link: (link.a, link.b))),
    )


def _order(member: _Member) -> tuple[object, ...]:
    report, entity = member
    return moment(report.article.published), report.article.id, len(entity.id), entity.id


def _counted(values: Iterable[tuple[Report, str | None]]) -> tuple[Counted, ...]:
    """Values by the number of articles that have them, the most frequent first."""
    pairs = {(report.article.id, value) for report, value in values if value is not None}
    counts = Counter(value for _, value in pairs)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
    return tuple(Counted(value=value, articles=number) for value, number in ordered)


def _roles(report: Report, entity: Entity) -> Iterator[ActorRole]:
    for role in entity.roles:
        yield ActorRole(
            title=role.title,
            organization=report.entity(role.organization).name if role.organization else None,
            article=report.article.id,
            published=report.article.published,
            evidence=quotes(report, role.evidence),
        )


def _deeds(
    report: Report, entity: Entity, *, role: Literal["actors", "recipients"]
) -> Iterator[Deed]:
    for claim in report.claims:
        people = claim.actors if role == "actors" else claim.recipients
        for who in people:
            if who.entity == entity.id:
                yield _deed(report, claim, who)
                break  # once a claim, though two of its mentions take part


def _deed(report: Report, claim: Claim, who: Participant) -> Deed:
    certainty: Certainty = who.certainty or claim.certainty
    return Deed(
        claim=ClaimRef(report.article.id, claim.id),
        type=claim.type,
        modes=claim.modes,
        status=claim.status,
        certainty=certainty,
        outlet=report.article.outlet,
        published=report.article.published,
        evidence=quotes(report, claim.evidence),
    )


def _speeches(report: Report, entity: Entity, *, by_actor: bool) -> Iterator[Speech]:
    """What the actor said, or what others said in words that name it."""
    for said in report.attributions:
        is_speaker = entity.id in said.speakers
        is_named = any(part.covers(span) for part in said.content for span in entity.mentions)
        if is_speaker if by_actor else is_named and not is_speaker:
            yield Speech(
                attribution=AttributionRef(report.article.id, said.id),
                stance=said.stance,
                speakers=speaker_names(report, said),
                outlet=report.article.outlet,
                published=report.article.published,
                evidence=quotes(report, said.content),
            )


def _ties(report: Report, entity: Entity) -> Iterator[ActorTie]:
    for tie in report.ties:
        if entity.id not in {tie.from_, tie.to}:
            continue
        is_from = tie.from_ == entity.id
        other = tie.to if is_from else tie.from_
        said_by = [
            name for one in tie.said_by for name in speaker_names(report, report.attribution(one))
        ]
        yield ActorTie(
            kind=tie.kind,
            other=report.entity(other).name,
            other_entity=EntityRef(report.article.id, other),
            is_from=is_from,
            start=tie.when.start if tie.when else None,
            published=report.article.published,
            said_by=tuple(dict.fromkeys(said_by)),
            certainty=tie.certainty,
            outlet=report.article.outlet,
            evidence=quotes(report, tie.evidence),
        )


def _when(tie: ActorTie) -> tuple[object, ...]:
    """By the beginning of what is told: the first day of "2014"; else by publication."""
    start = days_of(tie.start)
    at = start[0].isoformat() if start else tie.published
    return moment(at), tie.other_entity, tie.kind
