"""The claims of one event → its record.

Every field lists all that the claims report of it, with who says so and the words; the best values
follow the rules stated in `best_values.py` (what, when, where, status, certainty), `tolls.py` and
`accusations.py`. An actor is named by the certainty-weighted number of independent voices that name
it; one that is only alleged stays alleged, one whose part is denied is disputed.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar, get_args

from dateline.linking.accusations import accusations_of, contradictions_of_accusations
from dateline.linking.best_values import (
    certainty_of,
    contradictions_of_values,
    status_of,
    what_of,
    when_of,
    where_of,
)
from dateline.linking.credits import outlet_key
from dateline.linking.grouping import spanning_pairs
from dateline.linking.tolls import contradictions_of_tolls, moves_of_tolls, toll_of
from dateline.linking.voices import WEIGHTS, Member, Voices, moment
from dateline.records import (
    Accusation,
    Certainty,
    Claim,
    Counts,
    EntityKind,
    EntityRef,
    Event,
    EventClaim,
    EventTarget,
    FirstReport,
    Link,
    Origin,
    Participant,
    Party,
    PartyValue,
    Relay,
    Report,
    TargetKind,
    TargetValue,
    TollKind,
    voices_of,
)

_Text = TypeVar("_Text", bound=str)

# What counts people in a description and tells nobody apart: "at least 17 people".
_COUNTING = re.compile(
    r"\b(?:at least|up to|more than|fewer than|about|around|some|nearly|almost|over|an?|the|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?"
    r"|hundreds? of|dozens? of|scores of|thousands of|several|many|other|\d[\d,.]{0,20})\s+",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    "who whom he she it they him her them his their its which that this these those we i you us me"
    " himself herself itself themselves one others".split()
)


def summarise_event(
    event_id: str,
    members: Iterable[tuple[Report, Claim]],
    origins: Sequence[Origin] = (),
    links: Sequence[Link] = (),
    *,
    relays: Sequence[Relay] = (),
    actors: Mapping[EntityRef, str] | None = None,
) -> Event:
    """Make the record of an event of its claims; the order in which they come does not matter.

    Args:
        event_id: the id that the record gets.
        members: at least one claim, each with its report.
        origins: the independent origins behind the articles; an article that none of them has is
            one whose origin is not proven.
        links: why these claims are one event and which articles are copies. The record keeps of
            each kind the surest that hold its groups together: one reason for every merge.
        relays: which of the articles took their reports from whom.
        actors: which entities of the reports are one actor: equal names for one. None has them
            found in these reports alone, without what an archive and people know.
    """
    voices = Voices(members, origins, links, actors)
    accusations = accusations_of(voices)
    tolls = (toll_of(voices, kind) for kind in get_args(TollKind))
    event = Event(
        id=event_id,
        what=what_of(voices),
        when=when_of(voices),
        where=where_of(voices),
        actors=_actors(voices, accusations),
        recipients=_parties(voices, _Table().add_all(voices, "recipients"), frozenset()),
        targets=_targets(voices),
        toll=tuple(toll for toll in tolls if toll is not None),
        status=status_of(voices),
        certainty=certainty_of(voices),
        accusations=tuple(accusations),
        contradictions=(
            *contradictions_of_tolls(voices),
            *contradictions_of_accusations(accusations),
            *contradictions_of_values(voices),
        ),
        moves=tuple(moves_of_tolls(voices)),
        claims=tuple(_claim(voices, member) for member in voices.members),
        first=_first(voices.members[0]),
        counts=_counts(voices, ()),
        origins=voices.origins(),
        links=tuple(_reasons(links)),
    )
    used = voices.origins(voice.origin for voice in voices_of(event))
    return replace(
        event,
        origins=used,
        counts=_counts(voices, used),
        relays=tuple(_relays(voices, event, relays, used)),
    )


@dataclass(slots=True)
class _Table:
    """Parties by key: what was reported of each, its kinds and countries."""

    values: dict[str, list[PartyValue]] = field(default_factory=dict)
    kinds: dict[str, list[EntityKind]] = field(default_factory=dict)
    countries: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    def add_all(self, voices: Voices, role: str) -> "_Table":
        """Add the actors or the recipients of every claim."""
        for member in voices.deeds:
            people: tuple[Participant, ...] = getattr(member.claim, role)
            for who in people:
                self._add(voices, member, who)
        return self

    def put(self, voices: Voices, report: Report, entity_id: str, value: PartyValue) -> None:
        """Add a value of a known entity."""
        entity = report.entity(entity_id)
        key = _key(voices, report, entity_id)
        self._enter(key, entity.name, value)
        self.kinds.setdefault(key, []).append(entity.kind)
        if entity.country:
            self.countries.setdefault(key, []).append(entity.country)

    def _add(self, voices: Voices, member: Member, who: Participant) -> None:
        claim, report = member.claim, member.report
        certainty = who.certainty or claim.certainty
        said_by = who.said_by if who.certainty else claim.said_by
        words = report.article.quote(who.span)
        ref = EntityRef(report.article.id, who.entity) if who.entity else None
        voice = voices.voice(member, (who.span,), said_by, certainty)
        value = PartyValue(words=words, entity=ref, voice=voice)
        if who.entity is not None:
            self.put(voices, report, who.entity, value)
        elif words.lower() not in _PRONOUNS:
            self._enter(f"words:{_plain(words)}", words, value)

    def _enter(self, key: str, name: str, value: PartyValue) -> None:
        self.values.setdefault(key, []).append(value)
        self.names.setdefault(key, []).append(name)


def _actors(voices: Voices, accusations: Sequence[Accusation]) -> tuple[Party, ...]:
    """The actors of the claims, and whoever is accused, who is alleged or disputed."""
    table = _Table().add_all(voices, "actors")
    disputed = set()
    for accusation in accusations:
        for ref in accusation.entities:
            key = _key(voices, voices.reports[ref.article], ref.entity)
            disputed |= {key} if accusation.denied_by else set()
        if accusation.entities and accusation.accused_by:
            _add_accused(voices, table, accusation)
    return _parties(voices, table, frozenset(disputed))


def _add_accused(voices: Voices, table: _Table, accusation: Accusation) -> None:
    by_article = {ref.article: ref for ref in reversed(accusation.entities)}
    for stand in accusation.accused_by:
        article = stand.voice.claim.article
        ref = by_article.get(article)
        if ref is None or stand.stance != "accuses":
            continue
        report = voices.reports[article]
        value = PartyValue(words=report.entity(ref.entity).name, entity=ref, voice=stand.voice)
        table.put(voices, report, ref.entity, value)


def _parties(voices: Voices, table: _Table, disputed: frozenset[str]) -> tuple[Party, ...]:
    made = []
    for key, values in table.values.items():
        said = [value.voice for value in values]
        certainty: Certainty = max((one.certainty for one in said), key=lambda one: WEIGHTS[one])
        if key in disputed and WEIGHTS[certainty] > WEIGHTS["disputed"]:
            certainty = "disputed"
        made.append(
            Party(
                name=_fullest(table.names[key])
                if key.startswith("actor:")
                else table.names[key][0],
                kind=_most(table.kinds.get(key, [])),
                country=_most(table.countries.get(key, [])),
                certainty=certainty,
                voices=voices.independent(said),
                weight=voices.weigh(said),
                reported=tuple(values),
            )
        )
    return tuple(sorted(made, key=lambda party: (-party.weight, party.name)))


def _targets(voices: Voices) -> tuple[EventTarget, ...]:
    found: dict[str, list[TargetValue]] = {}
    kinds: dict[str, TargetKind] = {}
    for member in voices.deeds:
        claim = member.claim
        for target in claim.targets:
            words = member.report.article.quote(target.span)
            key = _plain(words)
            voice = voices.voice(member, (target.span,), claim.said_by, claim.certainty)
            found.setdefault(key, []).append(TargetValue(words=words, voice=voice))
            kinds.setdefault(key, target.kind)
    made = [
        EventTarget(
            words=values[0].words,
            kind=kinds[key],
            voices=voices.independent(value.voice for value in values),
            reported=tuple(values),
        )
        for key, values in found.items()
    ]
    return tuple(sorted(made, key=lambda target: (-target.voices, target.words)))


def _claim(voices: Voices, member: Member) -> EventClaim:
    claim, article = member.claim, member.report.article
    return EventClaim(
        type=claim.type,
        modes=claim.modes,
        status=claim.status,
        title=article.title,
        url=article.url,
        score=claim.score,
        voice=voices.voice(member, claim.evidence, claim.said_by, claim.certainty),
    )


def _first(member: Member) -> FirstReport:
    article = member.report.article
    outlet = article.outlet or article.header.agency
    return FirstReport(article=article.id, outlet=outlet, published=article.published)


def _counts(voices: Voices, origins: Sequence[Origin]) -> Counts:
    outlets = [
        outlet_key(outlet)
        for report in voices.reports.values()
        if (outlet := report.article.outlet or report.article.header.agency)
    ]
    proven = sum(origin.is_proven for origin in origins)
    return Counts(
        articles=len(voices.reports),
        copies=len(voices.copies),
        versions=len(voices.versions),
        outlets=len(set(outlets)),
        origins=proven,
        unproven=len(origins) - proven,
    )


def _relays(
    voices: Voices, event: Event, found: Iterable[Relay], used: Sequence[Origin]
) -> list[Relay]:
    """Who took what from whom, first published first; words of voices that `found` lacks, too."""
    names = {origin.id: origin.name for origin in used}
    relays = [_of_origins(relay, names) for relay in found]
    told = {(relay.article, relay.origin) for relay in relays}
    for voice in voices_of(event):
        article = voice.claim.article
        if voice.origin != voices.home(article) and (article, voice.origin) not in told:
            told.add((article, voice.origin))
            source = names[voice.origin] or "somebody unknown"
            relays.append(
                Relay(
                    article=article,
                    outlet=voice.outlet,
                    published=voice.published,
                    how="words",
                    source=names[voice.origin],
                    origin=voice.origin,
                    taken_from=voices.report_of(voice.origin),
                    reason=f"{voice.outlet or 'an article'} gives words on the word of {source}",
                )
            )
    return sorted(relays, key=lambda one: (moment(one.published), one.article))


def _of_origins(relay: Relay, origins: Collection[str]) -> Relay:
    """The relay, naming its origin only where that stands behind a claim."""
    # Whom nobody but relays knows is an origin of words, and not of articles.
    names = (relay.origin, f"relayed:{relay.origin}")
    return replace(relay, origin=next((name for name in names if name in origins), None))


def _reasons(links: Iterable[Link]) -> Iterator[Link]:
    """Of each kind the surest links that hold together what all of them hold together."""
    for _, of_kind in itertools.groupby(sorted(links, key=_kind_and_place), lambda one: one.kind):
        every = list(of_kind)
        surest = sorted(every, key=lambda link: (-link.score, link.a, link.b))
        pairs = set(spanning_pairs((link.a, link.b) for link in surest))
        yield from (link for link in every if (link.a, link.b) in pairs)


def _kind_and_place(link: Link) -> tuple[str, str, str]:
    return link.kind, link.a, link.b


def _key(voices: Voices, report: Report, entity_id: str) -> str:
    """One key for an actor in all articles; "17 people" and "the 21 people" have one, too."""
    key = voices.actor_key(report, entity_id)
    return key if key.startswith("actor:") else f"words:{_plain(report.entity(entity_id).name)}"


def _plain(words: str) -> str:
    """A description without its numbers and articles, in small letters."""
    text = re.sub(r"\s+", " ", words)
    while (shorter := _COUNTING.sub("", text, count=1)) != text:
        text = shorter
    return text.lower() or words.lower()


def _fullest(names: Sequence[str]) -> str:
    return max(set(names), key=lambda name: (len(name), name))


def _most(values: Sequence[_Text]) -> _Text | None:
    return min(set(values), key=lambda value: (-values.count(value), value), default=None)
