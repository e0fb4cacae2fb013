"""One claim, as it is compared with the claims of other articles.

In: a report. Out: a `Happening` for each claim, computed from the report alone. Two are compared
when they share one of their `keys`: type, place and day; or names of their stories.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from dateline.linking.stories import Story, find_story, name_keys
from dateline.linking.wording import Wording, find_stems, find_wording, fold, stem
from dateline.records import Claim, ClaimRef, Participant, Report, Span, Spans, Toll, When, Where
from dateline.records.iso_days import days_between

# Types that reporters tell one happening as; a key holds their word, so that they meet.
KINDRED_TYPES = {
    "ASSAULT": "force", "PROTEST": "force", "COERCE": "force", "MOBILIZE": "force",
    "SANCTION": "force", "ACCUSE": "words", "REJECT": "words", "THREATEN": "words",
    "REQUEST": "words", "AGREE": "talks", "CONSULT": "talks", "SUPPORT": "talks",
    "COOPERATE": "talks", "AID": "talks", "CONCEDE": "talks", "RETREAT": "talks",
}  # fmt: skip

# Types of claims that are words about a deed: beside it they tell who says so, not what happened.
TALK = frozenset(
    ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "CONSULT", "AGREE", "THREATEN", "CONCEDE")
)
AHEAD = frozenset({"planned", "threatened", "hypothetical"})  # what has not happened
TOWN = 2  # UCDP's where_prec up to which a place is a town or near one

_KEYS, _NAMED, _PAIRED, _ALONE = 24, 2, 4, 5
_ABOUT_WORDS = 16  # further on, another clause is likelier than the deed
_NEWS = 3  # days before publication in which happened what is told without a day
_COARSEST = 5  # precision
_LONGEST = 31  # days; what took longer is found by the names of its story
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing))\b", re.IGNORECASE)
# "blamed the Front, a group that has attacked pipelines": another deed begins at the comma.
_CLAUSE_END = re.compile(r"[,;:.“”\"]|\b(?:which|who)\b")
_GENERIC = frozenset(
    "the a an his her its their our police officials officers people group gunmen men he she it"
    " they who army government authorities".split()
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days within which something happened, as ordinals; `precision` as in `When`.

    An end that is not known is the first or the last day of the calendar.
    """

    first: int
    last: int
    precision: int

    def overlaps(self, other: "Days") -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it happened; `key` is the folded name. lat and lon are None when no point is known."""

    name: str
    key: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None

    @property
    def is_town(self) -> bool:
        """Whether it is known to be a town, or to be near one."""
        return self.precision is not None and self.precision <= TOWN


class Named(NamedTuple):
    """Who takes part: the folded name that is compared, and the name as people read it."""

    key: str
    shown: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """What of a claim is compared.

    `days`, `spot` are None where the report does not say. `about`: stems of the deed that a denial
    or an accusation speaks of, none for other claims; `trigger` and `told` are the stems of the
    claim's own words and of all its evidence. `is_ahead`: planned or threatened, so it cannot be
    what has happened.
    """

    ref: ClaimRef
    type: str
    modes: frozenset[str]
    is_ahead: bool
    is_denial: bool
    days: Days | None
    spot: Spot | None
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    toll: tuple[Toll, ...]
    about: frozenset[str]
    trigger: frozenset[str]
    told: frozenset[str]
    wording: Wording
    story: Story
    keys: tuple[str, ...]


def find_happenings(report: Report) -> list[Happening]:
    """Make one for each claim, in order; claims of one article stay separate."""
    story = find_story(report.article)
    return [_happening(report, claim, story) for claim in report.claims]


def _happening(report: Report, claim: Claim, story: Story) -> Happening:
    days = _days(claim.when)
    spot = _spot(claim.where)
    evidence = _quote(report, claim.evidence)
    is_denial = claim.type in {"REJECT", "ACCUSE"} and _is_denial(report, claim)
    family = "force" if is_denial else KINDRED_TYPES[claim.type]
    wording = find_wording(evidence)
    return Happening(
        ref=ClaimRef(report.article.id, claim.id),
        type=claim.type,
        modes=frozenset(claim.modes),
        is_ahead=claim.status in AHEAD,
        is_denial=is_denial,
        days=days,
        spot=spot,
        actors=_names(report, claim.actors),
        recipients=_names(report, claim.recipients),
        toll=claim.toll,
        about=_about(report, claim, is_denial),
        trigger=find_stems(_quote(report, claim.trigger)),
        told=find_stems(evidence),
        wording=wording,
        story=story,
        keys=_keys(family, days, spot, wording, story),
    )


def _days(when: When | None) -> Days | None:
    """None for what is no date; a caller's records may say "--07-14", or not how precise it is."""
    days = days_between(when.start, when.end) if when is not None else None
    if when is None or days is None:
        return None
    return Days(days[0].toordinal(), days[1].toordinal(), when.precision or _COARSEST)


def _spot(where: Where | None) -> Spot | None:
    if where is None:
        return None
    return Spot(where.name, fold(where.name), where.country, where.lat, where.lon, where.precision)


def _names(report: Report, people: tuple[Participant, ...]) -> tuple[Named, ...]:
    """Names of entities, else the words; "he" and "police" are left out, they name nobody."""
    known = {entity.id: entity for entity in report.entities}
    found = {}
    for person in people:
        entity = known.get(person.entity or "")
        shown = entity.name if entity is not None else report.article.quote(person.span)
        words = [word for word in fold(shown).split() if word not in _GENERIC]
        if words:
            is_person = entity is not None and entity.kind == "person"
            found[" ".join(words)] = Named(" ".join(words), shown, is_person)
    return tuple(named for _, named in sorted(found.items()))


def _about(report: Report, claim: Claim, is_denial: bool) -> frozenset[str]:
    """Stems of the deed that is denied, or of which somebody is accused."""
    if not is_denial and not (claim.type == "ACCUSE" and "allege" in claim.modes):
        return frozenset()
    start = max(span.end for span in claim.trigger)
    end = max(span.end for span in claim.evidence)
    content = report.article.text[start : max(start, end)]
    if stop := _CLAUSE_END.search(content):
        content = content[: stop.start()]
    deed = " ".join(content.split()[:_ABOUT_WORDS])
    return find_stems(deed) - {stem(name) for name in find_wording(deed).names}


def _is_denial(report: Report, claim: Claim) -> bool:
    return _DENIES.search(_quote(report, claim.trigger)) is not None


def _quote(report: Report, spans: Spans | tuple[Span, ...]) -> str:
    return "\n".join(report.article.quote(span) for span in spans)


def _keys(
    family: str, days: Days | None, spot: Spot | None, told: Wording, story: Story
) -> tuple[str, ...]:
    """Family, place or rare name, and day or week; then the names of the story: 24 at most.

    The article itself comes first: a denial is compared with the deeds of its own article.
    """
    day, weeks = _when_keys(days, story.published)
    found = [f"article|{story.article}"]
    if spot is not None:
        places = [spot.key]
        if spot.lat is not None and spot.lon is not None:
            places.append(f"{round(spot.lat, 1)}/{round(spot.lon, 1)}")
        found += [f"{family}|{place}|{when}" for place in places for when in (*day, *weeks)]
    names = told.heaviest_names(_NAMED)
    found += [f"{family}|{name}|{week}" for name in names for week in weeks]
    around = name_keys(story.wording, story.published, _PAIRED, _ALONE)
    found += [f"{family}|{key}" for key in around]
    return tuple(dict.fromkeys(found))[:_KEYS]


def _when_keys(days: Days | None, published: int | None) -> tuple[list[str], list[str]]:
    """The day, and the weeks, so that "in April" meets "on 9 April"; without a day, the news's."""
    if days is None and published is not None:
        days = Days(published - _NEWS, published, 2)
    if days is None or days.last - days.first > _LONGEST:
        return [], []
    day = [f"d{days.first}"] if days.first == days.last else []
    return day, [f"w{week}" for week in range(days.first // 7, days.last // 7 + 1)]
