"""What the archive answers: a record with the words and names needed to show it.

In: a report and the position of a record in it. Out: `ClaimRow`, `SaidRow`; beside
them the rows of events and actors, which a linker has summed up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.records import Attribution, Claim, Participant, Report, Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One claim and its article.

    `quotes` are the words of `claim.evidence`, range by range. `actors` and `recipients` are names
    in the order of the claim's own, the article's words where the entity is not known; `targets`
    are the article's words. `speakers`
    are those of `claim.said_by`; empty when the outlet says it itself.
    """

    claim: Claim
    article_id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    quotes: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    targets: tuple[str, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """One attribution and its article.

    `quotes` are the words of `attribution.content`, range by range. `speakers` are names, or the
    article's words where no entity is known; `relayed_by` are the names of outlets.
    """

    attribution: Attribution
    article_id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    quotes: tuple[str, ...]
    speakers: tuple[str, ...]
    relayed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event: its record as JSON (`dateline.event/1`), and what it was found by.

    Names are folded. `first_on`, `last_on`: None where no date is known; `killed` is the best
    figure. `origins` are those proven independent.
    """

    id: str
    type: str
    certainties: tuple[str, ...]
    first_on: date | None
    last_on: date | None
    country: str | None
    places: tuple[str, ...]
    names: tuple[str, ...]
    killed_low: int | None
    killed: int | None
    killed_high: int | None
    articles: int
    origins: int
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """One actor across articles: in short as JSON, and what it was found by.

    `names` are folded. `articles`: how many name it.
    """

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    country: str | None
    articles: int
    record: str


def claim_row(report: Report, position: int) -> ClaimRow:
    """Show the claim at a position of `report.claims`."""
    claim, article = report.claims[position], report.article
    return ClaimRow(
        claim=claim,
        article_id=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        url=article.url,
        quotes=_quotes(report, claim.evidence),
        actors=_participants(report, claim.actors),
        recipients=_participants(report, claim.recipients),
        targets=_quotes(report, tuple(target.span for target in claim.targets)),
        speakers=speakers_of(report, claim.said_by),
    )


def said_row(report: Report, position: int) -> SaidRow:
    """Show the attribution at a position of `report.attributions`."""
    said, article = report.attributions[position], report.article
    return SaidRow(
        attribution=said,
        article_id=article.id,
        outlet=article.outlet,
        title=article.title,
        published=article.published,
        url=article.url,
        quotes=_quotes(report, said.content),
        speakers=_speakers(report, said),
        relayed_by=tuple(report.entity(outlet).name for outlet in said.relayed_by),
    )


def speakers_of(report: Report, said_by: Iterable[str]) -> tuple[str, ...]:
    """On whose word something is: each speaker of these attributions once.

    Names, or the article's words where no entity is known; nobody when the outlet says it itself.
    """
    said = (report.attribution(attribution_id) for attribution_id in said_by)
    return tuple(dict.fromkeys(name for one in said for name in _speakers(report, one)))


def _speakers(report: Report, said: Attribution) -> tuple[str, ...]:
    if said.speakers:
        return tuple(report.entity(speaker).name for speaker in said.speakers)
    return _quotes(report, said.speaker_spans)


def _participants(report: Report, participants: tuple[Participant, ...]) -> tuple[str, ...]:
    return tuple(
        report.article.quote(who.span) if who.entity is None else report.entity(who.entity).name
        for who in participants
    )


def _quotes(report: Report, spans: Spans) -> tuple[str, ...]:
    return tuple(report.article.quote(span) for span in spans)
