"""Who says what in the claims of one event, and which of them are independent.

In: reports with their claims, origins, links between articles. Out: `Voices`, which gives each
reported value its `Voice`: the outlet that prints it, the speakers, the relays, the origin.

What counts as one voice: a named speaker, in whichever outlet it is quoted; a speaker without a
name in the articles of one origin; where nobody or only an outlet is quoted, the origin itself.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.linking.actors import find_identities, group_identities, link_identities
from dateline.linking.credits import outlet_key
from dateline.linking.grouping import find_components
from dateline.linking.happenings import TALK
from dateline.records import (
    Attribution,
    Certainty,
    Claim,
    ClaimRef,
    EntityRef,
    Link,
    Origin,
    Quote,
    Report,
    Span,
    Voice,
)
from dateline.resources.outlet_names import is_outlet_name

SpeakerKey = tuple[str, ...]
_Said = tuple[ClaimRef, tuple[Span, ...], tuple[str, ...], Certainty]
WEIGHTS: Mapping[Certainty, float] = {
    "stated": 1.0, "attributed": 0.7, "alleged": 0.3, "disputed": 0.1, "denied": 0.0,
}  # fmt: skip
_LATEST = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of the event and the report it stands in."""

    report: Report
    claim: Claim

    @property
    def ref(self) -> ClaimRef:
        """The claim in the archive."""
        return ClaimRef(self.report.article.id, self.claim.id)


class Voices:
    """The voices of one event; members in order of publication, copies after what they copy.

    `deeds` are the members that tell what was done, not who denies or condemns it. `actors` tells
    which entities are one actor, by any names; None has them found in these reports alone.
    """

    def __init__(
        self,
        members: Iterable[tuple[Report, Claim]],
        origins: Sequence[Origin],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str] | None = None,
    ) -> None:
        made = [Member(report, claim) for report, claim in members]
        self.reports = {member.report.article.id: member.report for member in made}
        self.copies, self.versions = _later_ones(self.reports, links)
        self.members = sorted(
            made,
            key=lambda member: (
                moment(member.report.article.published),
                member.report.article.id in self.copies,
                member.ref.article,
                len(member.ref.claim),
                member.ref.claim,
            ),
        )
        deeds = [member for member in self.members if member.claim.type not in TALK]
        # A claim that denies a deed belongs to its event; its day and parties are the denial's.
        self.deeds = deeds or self.members
        self._origins = _with_unknown(origins, self.reports)
        heard: dict[str, list[Origin]] = {}
        for origin in self._origins.values():
            for article in origin.articles:
                heard.setdefault(article, []).append(origin)
        self._home = {
            article: _home(report, heard[article]) for article, report in self.reports.items()
        }
        self._own: dict[str, list[str]] = {}
        for article, home in self._home.items():
            self._own.setdefault(home, []).append(article)
        self._by_outlet = self._outlets()
        grouped = _actors_of(self.reports.values()) if actors is None else actors
        self._actors = _by_first(grouped, self.reports)
        # Each value of a claim is asked for many times, and a voice is dear to make and to hash.
        self._made: dict[_Said, Voice] = {}
        self._same: dict[Voice, Voice] = {}  # equal ones are one
        self._keys: dict[int, SpeakerKey] = {}  # by the identity of that one
        self._of_article: dict[str, list[Member]] = {}
        for member in self.members:
            self._of_article.setdefault(member.ref.article, []).append(member)

    def members_of(self, report: Report) -> list[Member]:
        """The members that stand in a report, in their order."""
        return self._of_article[report.article.id]

    def home(self, article: str) -> str:
        """The origin of an article's own words, by the article's id."""
        return self._home[article]

    def report_of(self, origin: str) -> str | None:
        """The one article of the event with an origin's own report; None for none or several."""
        own = self._own.get(origin, [])
        return own[0] if len(own) == 1 else None

    def origins(self, used: Iterable[str] | None = None) -> tuple[Origin, ...]:
        """The origins of the event's articles and those used by voices, by id; None: all."""
        own = {self._home[article] for article in self.reports}
        names = self._origins if used is None else own.union(used)
        return tuple(self._origins[name] for name in sorted(names))

    def independent(self, voices: Iterable[Voice]) -> int:
        """How many independent voices these are.

        What is not proven independent may be one of the others: alone it is one voice, beside
        proven ones none.
        """
        proven, others = self._weights(voices, dict.fromkeys(WEIGHTS, 1.0))
        return len(proven) or min(1, len(others))

    def is_proven(self, origin: str) -> bool:
        """Whether an origin is known to be independent of the others."""
        return self._origins[origin].is_proven

    def weigh(self, voices: Iterable[Voice]) -> float:
        """The number of independent voices, each weighed by the highest certainty it gives."""
        proven, others = self._weights(voices, WEIGHTS)
        return round(sum(proven) if proven else max(others, default=0.0), 3)

    def voice(
        self, member: Member, spans: Sequence[Span], said_by: Sequence[str], certainty: Certainty
    ) -> Voice:
        """The voice of a value of a claim, which these ranges and attributions support."""
        asked = (member.ref, tuple(spans), tuple(said_by), certainty)
        if asked not in self._made:
            said = [member.report.attribution(name) for name in said_by]
            voice = self._make(member, spans, said, certainty)
            self._made[asked] = self._same.setdefault(voice, voice)
            if self._made[asked] is voice:
                self._keys[id(voice)] = self._key(member.report, said, voice.origin)
        return self._made[asked]

    def _make(
        self,
        member: Member,
        spans: Sequence[Span],
        said: Sequence[Attribution],
        certainty: Certainty,
    ) -> Voice:
        report = member.report
        speakers = [name for one in said for name in speaker_names(report, one)]
        relays = [report.entity(name).name for one in said for name in one.relayed_by]
        return Voice(
            claim=member.ref,
            outlet=report.article.outlet or report.article.header.agency,
            published=report.article.published,
            speakers=tuple(dict.fromkeys(speakers)),
            relayed_by=tuple(dict.fromkeys(relays)),
            certainty=certainty,
            origin=self._origin_of(report, said),
            is_copy=report.article.id in self.copies,
            evidence=quotes(report, spans),
        )

    def key(self, voice: Voice) -> SpeakerKey:
        """Who vouches: equal for what one voice says in several articles."""
        key = self._keys.get(id(voice))
        return self._keys[id(self._same[voice])] if key is None else key

    def actor_key(self, report: Report, entity: str) -> str:
        """The same for one actor in all articles of the event; a description is its words."""
        group = self._actors.get(EntityRef(report.article.id, entity))
        name = report.entity(entity).name
        return f"actor:{group}" if group is not None else f"words:{name.lower()}"

    def is_own_outlet(self, report: Report, name: str) -> bool:
        """Whether an outlet that a report names is the one that publishes it."""
        own = (report.article.outlet, report.article.header.agency)
        return outlet_key(name) in [outlet_key(outlet) for outlet in own if outlet]

    def _weights(
        self, voices: Iterable[Voice], weights: Mapping[Certainty, float]
    ) -> tuple[list[float], list[float]]:
        """The highest weight of each voice: of those proven independent, and of the others."""
        best: dict[SpeakerKey, float] = {}
        proven = set()
        for voice in voices:
            key = self.key(voice)
            best[key] = max(weights[voice.certainty], best.get(key, 0.0))
            proven |= {key} if self.is_proven(voice.origin) else set()
        return (
            [weight for key, weight in best.items() if key in proven],
            [weight for key, weight in best.items() if key not in proven],
        )

    def _key(self, report: Report, said: Sequence[Attribution], origin: str) -> SpeakerKey:
        keys: list[str] = []
        for one in said:
            if not one.relayed_by and self._credited(report, one):
                continue
            keys += [self.actor_key(report, name) for name in one.speakers]
            if not one.speakers:
                words = map(report.article.quote, one.speaker_spans)
                keys += [f"words:{word.lower()}" for word in words]
        if not keys:
            return ("origin", origin)
        is_named = all(key.startswith("actor:") for key in keys)
        return tuple(sorted(set(keys))) if is_named else (*sorted(set(keys)), origin)

    def _origin_of(self, report: Report, said: Sequence[Attribution]) -> str:
        """The farthest outlet that is credited, where every attribution credits one."""
        credited = [self._credited(report, one) for one in said]
        home = self._home[report.article.id]
        if not credited or not all(credited):
            return home
        name = credited[0][-1]
        if self.is_own_outlet(report, name):
            return home
        known = self._by_outlet.get(outlet_key(name))
        if known is not None:
            return known
        made = Origin(
            id=f"relayed:{outlet_key(name)}",
            name=name,
            kind="outlet",
            articles=(),
            is_proven=False,
            reasons=(
                f"credited by {report.article.outlet or 'an article'}; its own report is not here",
            ),
        )
        self._origins.setdefault(made.id, made)
        return made.id

    def _credited(self, report: Report, said: Attribution) -> list[str]:
        """The outlets that an attribution credits: relays, or an outlet in the speaker's place."""
        if said.relayed_by:
            return [report.entity(name).name for name in said.relayed_by]
        names = speaker_names(report, said)
        is_outlet = [is_outlet_name(name) or outlet_key(name) in self._by_outlet for name in names]
        return list(names) if names and all(is_outlet) else []

    def _outlets(self) -> dict[str, str]:
        """Outlets and agencies of the event's articles and origins, with the origin of each."""
        found: dict[str, str] = {}
        for article_id, report in sorted(self.reports.items()):
            if outlet := report.article.outlet:
                found.setdefault(outlet_key(outlet), self._home[article_id])
        for origin in self._origins.values():
            if origin.name:
                found[outlet_key(origin.name)] = origin.id
        for article_id, report in sorted(self.reports.items()):
            if agency := report.article.header.agency:
                found.setdefault(outlet_key(agency), self._home[article_id])
        return found


def moment(published: str | None) -> datetime.datetime:
    """When an article was published, for putting in order: a day without time is its noon."""
    try:
        found = datetime.datetime.fromisoformat(published or "")
    except ValueError:
        return _LATEST  # not known: after all that is
    if published and len(published) <= len("2015-07-14"):
        found += datetime.timedelta(hours=12)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def speaker_names(report: Report, said: Attribution) -> tuple[str, ...]:
    """The names of those who say it, or the words for them."""
    if said.speakers:
        return tuple(report.entity(name).name for name in said.speakers)
    return tuple(report.article.quote(span) for span in said.speaker_spans)


def quotes(report: Report, spans: Iterable[Span]) -> tuple[Quote, ...]:
    """Ranges of a report with their words."""
    return tuple(
        Quote(start=span.start, end=span.end, text=report.article.quote(span)) for span in spans
    )


def _later_ones(
    reports: Mapping[str, Report], links: Sequence[Link]
) -> tuple[frozenset[str], frozenset[str]]:
    """The articles that copy an earlier one, and those that are newer versions of one."""

    def order(article: str) -> tuple[datetime.datetime, bool, str]:
        # A reprint may bear the agency's day: what has the agency for its outlet came first.
        return (
            moment(reports[article].article.published),
            bool(reports[article].article.outlet),
            article,
        )

    later: dict[str, set[str]] = {"copy": set(), "version": set()}
    for kind, found in later.items():
        pairs = [(link.a, link.b) for link in links if link.kind == kind]
        for family in find_components(reports, pairs):
            found |= set(sorted(family, key=order)[1:])
    return frozenset(later["copy"]), frozenset(later["version"] - later["copy"])


def _with_unknown(origins: Sequence[Origin], reports: Mapping[str, Report]) -> dict[str, Origin]:
    """The origins by id; an article that none of them has gets one that is not proven."""
    found = {origin.id: origin for origin in origins}
    homes = {article for origin in origins for article in origin.articles}
    for article in sorted(set(reports) - homes):
        outlet = reports[article].article.outlet or reports[article].article.header.agency
        found[article] = Origin(
            id=article,
            name=outlet,
            kind="unknown",
            articles=(article,),
            is_proven=False,
            reasons=("where this report comes from has not been looked into",),
        )
    return {
        name: replace(one, articles=tuple(sorted(set(one.articles)))) for name, one in found.items()
    }


def _home(report: Report, heard: Iterable[Origin]) -> str:
    """The origin of an article's own words, of those heard in it; others are what it relays."""
    article = report.article
    own = [outlet_key(name) for name in (article.outlet, article.header.agency) if name]

    def rank(origin: Origin) -> tuple[int, bool, str]:
        name = outlet_key(origin.name or "")
        return own.index(name) if name in own else len(own), not origin.is_proven, origin.id

    return min(heard, key=rank).id


def _by_first(
    actors: Mapping[EntityRef, str], reports: Mapping[str, Report]
) -> dict[EntityRef, str]:
    """For each entity the first of its actor in these reports.

    An actor's own name tells of articles beyond the event, and may change with them.
    """
    first: dict[str, str] = {}
    here = sorted(ref for ref in actors if ref.article in reports)
    return {ref: first.setdefault(actors[ref], str(ref)) for ref in here}


def _actors_of(reports: Iterable[Report]) -> dict[EntityRef, str]:
    """The actors of these reports: for each identity the reference of its group's first."""
    identities = [identity for report in reports for identity in find_identities(report)]
    links = link_identities(identities)
    return {ref: str(group[0]) for group in group_identities(identities, links) for ref in group}
