"""Who stands behind a set of articles: reports and copy links in, independent origins out.

An origin is one voice: an agency, an outlet that reports for itself, or nobody knows whom. Copies
are one voice with what they copy, articles that credit an agency are one voice with it, and words
that an article relays are the relayed outlet's. Every merge of two voices says its reason.

Proven is an agency that an article names as its own or as the writer of its report, and an outlet
with a writer or interviews of its own that credits nobody and prints no other's text. Everything
else, an article of no known outlet above all, may be somebody's copy: it is never counted as
independent, only as not proven.
"""

import functools
import heapq
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.linking.bodies import paragraphs
from dateline.linking.credits import Credit, find_credits, outlet_key, outlet_label
from dateline.linking.families import Family, find_families
from dateline.records import (
    Article,
    Attribution,
    Claim,
    Link,
    Origin,
    OriginKind,
    Relay,
    RelayKind,
    Report,
)
from dateline.resources import outlets
from dateline.resources.outlet_names import is_outlet_name


@dataclass(frozen=True, slots=True)
class Sources:
    """The independent origins behind claims, by id, and which article took what from whom."""

    origins: tuple[Origin, ...]
    relays: tuple[Relay, ...]


def find_origins(reports: Sequence[Report], links: Sequence[Link]) -> tuple[Origin, ...]:
    """Find the independent origins behind a set of articles; sorted by id.

    Args:
        reports: in any order.
        links: copies and versions among them; others are passed over.
    """
    voices = _Voices(reports, links)
    for report in sorted(reports, key=lambda report: report.article.id):
        for heard in voices.of_article(report):
            voices.hear(heard)
    return voices.origins()


def claim_sources(members: Sequence[tuple[Report, Claim]], links: Sequence[Link]) -> Sources:
    """Find the independent origins behind the claims of one event, and who relays them.

    A claim whose words are all relayed ("…, Meridian reported") adds the relayed outlets and not
    the article's own voice; of a chain of relays the first source counts.
    """
    reports = {report.article.id: report for report, _ in members}
    voices = _Voices(list(reports.values()), links)
    relays: dict[Relay, None] = {}
    for report, claim in sorted(members, key=lambda pair: (pair[0].article.id, pair[1].id)):
        for heard in voices.of_words(report, claim.said_by):
            voices.hear(heard)
        relays |= dict.fromkeys(voices.relays(report, _carriers(claim)))
    return Sources(voices.origins(), tuple(relays))


def _carriers(claim: Claim) -> tuple[str, ...]:
    """The attributions on whose word a claim or a part of it stands, each once."""
    names = [*claim.said_by]
    for toll in claim.toll:
        names += toll.said_by
    for who in (*claim.actors, *claim.recipients):
        names += who.said_by
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class _Heard:
    """A voice in an article, and why it is this voice's; `reason` is None for its own report.

    `taken_from` is the article of the set that it was taken from, None where that is not here.
    """

    voice: str
    article: str
    reason: str | None
    how: RelayKind = "credit"
    taken_from: str | None = None


@dataclass(slots=True)
class _Voice:
    """What is known of a voice before it becomes an origin."""

    name: str | None
    kind: OriginKind
    is_proven: bool = False
    doubts: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)


class _Voices:
    """The voices of a set of articles, and those that were heard."""

    def __init__(self, reports: Sequence[Report], links: Sequence[Link]) -> None:
        ordered = sorted(reports, key=lambda report: report.article.id)
        self._articles = {report.article.id: report.article for report in ordered}
        self._credits = {
            name: find_credits(article, tuple(paragraphs(article)))
            for name, article in self._articles.items()
        }
        self._writers = {name: self._whole_credits(name) for name in self._articles}
        self._agencies = {key for writers in self._writers.values() for key in writers}
        self._of_outlet: dict[str, list[str]] = {}
        for name, article in self._articles.items():
            if article.outlet:
                self._of_outlet.setdefault(outlet_key(article.outlet), []).append(name)
        self._known = self._agencies | self._of_outlet.keys()
        self._voices: dict[str, _Voice] = {}
        self._heard: dict[str, dict[str, None]] = {}
        self._own: dict[str, tuple[_Heard, ...]] = {}
        self._place(find_families(tuple(self._articles.values()), links, self._writers))

    def hear(self, heard: _Heard) -> None:
        """Note that a voice is heard in an article."""
        self._heard.setdefault(heard.voice, {})[heard.article] = None
        if heard.reason is not None:
            self._voices[heard.voice].reasons[heard.reason] = None

    def origins(self) -> tuple[Origin, ...]:
        """The origins heard, by id."""
        return tuple(self._origin(key) for key in sorted(self._heard))

    def of_article(self, report: Report) -> tuple[_Heard, ...]:
        """The voices of a whole article: its own, or the outlets it only relays."""
        said = [spoken for spoken in report.attributions if spoken.speaker_spans]
        relayed = [self._relay(report, spoken) for spoken in said]
        if relayed and all(relayed):
            return tuple(heard for found in relayed for heard in found)
        return self._own[report.article.id]

    def of_words(self, report: Report, said_by: Sequence[str]) -> tuple[_Heard, ...]:
        """The voices of words that some attributions carry; of none, the article's own."""
        relayed = [self._relay(report, report.attribution(name)) for name in said_by]
        found = [heard for group in relayed for heard in group]
        if not relayed or not all(relayed):
            found += self._own[report.article.id]
        return tuple(found)

    def relays(self, report: Report, said_by: Sequence[str]) -> Iterator[Relay]:
        """What an article passes on: the whole of others' reports, then words it stands on."""
        spoken = (self._relay(report, report.attribution(name)) for name in said_by)
        for heard in (*self._own[report.article.id], *itertools.chain(*spoken)):
            if heard.reason is not None:
                yield Relay(
                    article=heard.article,
                    outlet=report.article.outlet or report.article.header.agency,
                    published=report.article.published,
                    how=heard.how,
                    source=self._voices[heard.voice].name,
                    origin=heard.voice,
                    taken_from=heard.taken_from,
                    reason=heard.reason,
                )

    def _whole_credits(self, name: str) -> dict[str, Credit]:
        """Who wrote an article's report by its own word; an agency's own header counts, too."""
        article = self._articles[name]
        found = {
            outlet_key(credit.name): credit
            for credit in self._credits[name].others
            if credit.is_whole and credit.name is not None
        }
        agency = article.header.agency
        own = outlet_key(article.outlet) if article.outlet else None
        if not found and own is not None and (_is_agency(own) or outlet_key(agency or "") == own):
            found[own] = Credit(article.outlet, is_whole=True, words=agency or article.outlet or "")
        return found

    def _place(self, families: Sequence[Family]) -> None:
        """Give each family its voice; compilations come after their parts."""
        waiting = sorted(families, key=lambda family: (len(family.parts), family.articles))
        for family in waiting:
            placed = [part[0] in self._own for part in family.parts]
            if placed and all(placed):
                self._place_compilation(family)
            else:
                self._place_family(family)

    def _place_compilation(self, family: Family) -> None:
        sources = {heard.voice: part[0] for part in family.parts for heard in self._own[part[0]]}
        names = _listed(
            sorted(self._voices[voice].name or "an unknown outlet" for voice in sources)
        )
        for name in family.articles:
            reason = f"{self._label(name)} is put together from the reports of {names}"
            self._own[name] = tuple(
                _Heard(voice, name, reason, "compilation", part) for voice, part in sources.items()
            )

    def _place_family(self, family: Family) -> None:
        voice = self._agency_of(family) or self._outlet_of(family) or self._unknown(family)
        mine = [name for name in family.articles if self._home(name) == voice]
        joined = _joined_by(family, (mine or list(family.articles))[0])
        for name in family.articles:
            heard = []
            if (reason := self._credit_reason(name, voice)) is not None:
                heard.append(_Heard(voice, name, reason))
            if name in joined:
                other, link = joined[name]
                labels = f"{self._label(other)} and {self._label(name)}"
                reason = f"{labels} print one report: {link.reason}"
                how: RelayKind = "version" if link.kind == "version" else "copy"
                heard.append(_Heard(voice, name, reason, how, other))
            heard += [
                _Heard(self._agency(key, credit), name, self._credit_reason(name, key))
                for key, credit in self._writers[name].items()
                if key != voice and len(self._writers[name]) > 1
            ]
            if not any(one.voice == voice for one in heard):
                heard.append(_Heard(voice, name, None))
            self._own[name] = tuple(heard)

    def _agency_of(self, family: Family) -> str | None:
        """The agency that the articles of a family credit: the one that most name alone."""
        writers = [self._writers[name] for name in family.articles if self._writers[name]]
        alone = [key for found in writers if len(found) == 1 for key in found]
        if writers:
            key = min(alone or writers[0], key=lambda key: (-alone.count(key), key))
            return self._agency(key, next(found[key] for found in writers if key in found))
        shared = {
            outlet_key(credit.name): credit
            for name in family.articles
            for credit in self._credits[name].others
            if credit.name is not None
        }
        if len(shared) != 1 or len(family.articles) == 1:
            return None
        # "Meridian contributed to this report", which others print, too: that part is Meridian's.
        key, credit = next(iter(shared.items()))
        voice = self._voice(key, credit.name, "agency")
        voice.doubts[f"{credit.name} is credited only for a part"] = None
        return key

    def _agency(self, key: str, credit: Credit) -> str:
        self._voice(key, credit.name, "agency").is_proven = True
        return key

    def _outlet_of(self, family: Family) -> str | None:
        """The outlet of a family that names no agency: the one with signs of its own reporting."""
        named = [name for name in family.articles if self._articles[name].outlet is not None]
        if not named or any(self._is_unnamed_agency(name) for name in family.articles):
            return None
        owner = min(named, key=self._claim_to_report)
        outlet = self._articles[owner].outlet
        key = outlet_key(outlet or "")
        voice = self._voice(key, outlet, "agency" if _is_agency(key) else "outlet")
        doubts = self._doubts(owner, family)
        voice.doubts |= dict.fromkeys(doubts)
        voice.is_proven = voice.is_proven or not doubts
        return key

    def _claim_to_report(self, name: str) -> tuple[bool, bool, str, str]:
        found = self._credits[name]
        published = self._articles[name].published or "9999"
        return not found.has_own_words, not found.has_byline, published[:10], name

    def _doubts(self, owner: str, family: Family) -> list[str]:
        """Why an outlet's report may be somebody else's."""
        found = self._credits[owner]
        label = self._label(owner)
        doubts = [
            f"{label} credits {credit.name or 'agencies'} for a part" for credit in found.others
        ]
        if not found.has_byline and not found.has_own_words:
            doubts.append(f"{label} names no writer, and nobody spoke to it")
        if not found.has_own_words and self._may_be_copied(owner, family):
            doubts.append(f"others print the report of {label}, and may have had it first")
        return doubts

    def _may_be_copied(self, owner: str, family: Family) -> bool:
        mine = self._articles[owner]
        for name in family.articles:
            other = self._articles[name]
            if other.outlet is not None and outlet_key(other.outlet) == outlet_key(
                mine.outlet or ""
            ):
                continue
            is_later = (mine.published or "9999")[:10] <= (other.published or "")[:10]
            if self._credits[name].has_byline or not is_later:
                return True
        return False

    def _unknown(self, family: Family) -> str:
        key = f"unknown:{family.articles[0]}"
        what = "agencies that are not named" if self._is_credited(family) else "no known outlet"
        self._voice(key, None, "unknown").doubts[f"the report is of {what}"] = None
        return key

    def _is_credited(self, family: Family) -> bool:
        return any(self._is_unnamed_agency(name) for name in family.articles)

    def _is_unnamed_agency(self, name: str) -> bool:
        return any(one.is_whole and one.name is None for one in self._credits[name].others)

    def _voice(self, key: str, name: str | None, kind: OriginKind) -> _Voice:
        label = None if name is None else outlet_label(name)
        return self._voices.setdefault(key, _Voice(label, kind))

    def _credit_reason(self, name: str, voice: str) -> str | None:
        credit = self._writers[name].get(voice)
        own = self._articles[name].outlet
        is_own = own is not None and outlet_key(own) == voice
        if credit is not None and not is_own and self._label(name) != credit.name:
            return f"{self._label(name)} credits {credit.name}: {credit.words}"
        return None

    def _relay(self, report: Report, spoken: Attribution) -> tuple[_Heard, ...]:
        """The outlet whose words an attribution passes on: of a chain the first source."""
        article = report.article
        outlets = [report.entity(name).name for name in spoken.relayed_by][-1:]
        if not outlets:
            words = [article.quote(span) for span in spoken.speaker_spans]
            outlets = words[:1] if words and all(map(self._is_outlet, words)) else []
        own = outlet_key(article.outlet) if article.outlet else None
        return tuple(
            _Heard(
                self._relayed(outlet),
                article.id,
                self._relay_reason(article, outlet, spoken),
                "words",
                self._report_of(outlet),
            )
            for outlet in outlets
            if outlet_key(outlet) != own and not self._is_writer(article.id, outlet)
        )

    def _is_outlet(self, words: str) -> bool:
        return is_outlet_name(words) or outlet_key(words) in self._known

    def _is_writer(self, name: str, outlet: str) -> bool:
        return outlet_key(outlet) in self._writers[name]

    def _relayed(self, outlet: str) -> str:
        """The voice of a relayed outlet: where its own article is at hand, whoever wrote that."""
        key = outlet_key(outlet)
        voices = {heard.voice for name in self._of_outlet.get(key, ()) for heard in self._own[name]}
        if len(voices) == 1:
            return voices.pop()
        is_agency = _is_agency(key) or key in self._agencies
        voice = self._voice(key, re.sub(r"^the ", "", outlet), "agency" if is_agency else "outlet")
        if is_agency:
            voice.is_proven = True
        else:
            voice.doubts[f"{voice.name} is known only from those who relay it"] = None
        return key

    def _report_of(self, outlet: str) -> str | None:
        """The article that words of an outlet were taken from, where it has but one here."""
        of_outlet = self._of_outlet.get(outlet_key(outlet), ())
        return of_outlet[0] if len(of_outlet) == 1 else None

    def _relay_reason(self, article: Article, outlet: str, spoken: Attribution) -> str:
        cue = " … ".join(article.quote(span) for span in spoken.cue)
        said = f"{outlet} ({cue})" if cue else outlet
        return f"{self._label(article.id)} relays {said}"

    def _home(self, name: str) -> str | None:
        """Whose article it is: its outlet's, or where that is not known its agency's."""
        article = self._articles[name]
        whose = article.outlet or article.header.agency
        return None if whose is None else outlet_key(whose)

    def _label(self, name: str) -> str:
        article = self._articles[name]
        return article.outlet or article.header.agency or f"an article of no outlet ({name[:8]})"

    def _origin(self, key: str) -> Origin:
        voice = self._voices[key]
        articles = tuple(sorted(self._heard[key]))
        reasons = dict(voice.reasons)
        own = [name for name in articles if self._home(name) == key]
        if len(own) > 1:
            reasons[f"{len(own)} articles are of {voice.name}"] = None
        if not voice.is_proven:
            reasons |= {f"not proven: {doubt}": None for doubt in voice.doubts}
        return Origin(
            id=key,
            name=voice.name,
            kind=voice.kind,
            articles=articles,
            is_proven=voice.is_proven,
            reasons=tuple(reasons),
        )


def _joined_by(family: Family, first: str) -> Mapping[str, tuple[str, Link]]:
    """For each article but the first the link that ties it to one that was reached before."""
    touching: dict[str, list[int]] = {}
    for number, link in enumerate(family.links):
        for article in (link.a, link.b):
            touching.setdefault(article, []).append(number)
    joined: dict[str, tuple[str, Link]] = {}
    reached = {first}
    waiting = touching.get(first, [])  # in order, which makes it a heap
    while waiting:
        link = family.links[heapq.heappop(waiting)]
        for near, far in ((link.a, link.b), (link.b, link.a)):
            if far not in reached:  # the other end is
                joined[far] = (near, link)
                reached.add(far)
                for number in touching[far]:
                    heapq.heappush(waiting, number)
    return joined


@functools.cache
def _known_agencies() -> frozenset[str]:
    return frozenset(outlet.id for outlet in outlets() if outlet.kind == "agency")


def _is_agency(key: str) -> bool:
    return key in _known_agencies()


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
