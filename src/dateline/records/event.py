"""The `dateline.event/1` contract: what the claims of several articles add up to.

Every field lists all that was reported of it, each with the voice that says so and the words that
say it, beside a best value; `dateline.linking.summary` states the rules of the best values. An
`Event` refuses a best value that nobody reported, a voice without a quote, an origin or a claim
that it does not list.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, get_args

import pydantic

from dateline import codebook
from dateline.errors import EvidenceError
from dateline.records.contract import Contract
from dateline.records.link import ClaimRef, EntityRef, Link
from dateline.records.refusals import (
    refuse_figures,
    refuse_no_evidence,
    refuse_precision,
    refuse_score,
    refuse_unknown_choices,
)
from dateline.records.report import (
    Certainty,
    EntityKind,
    Span,
    Stance,
    Status,
    TargetKind,
    TollKind,
)

EVENT_SCHEMA: Literal["dateline.event/1"] = "dateline.event/1"

OriginKind = Literal["agency", "outlet", "unknown"]
RelayKind = Literal["copy", "version", "credit", "compilation", "words"]
# A party to an accusation says so of itself: "claims" responsibility.
AccusationStance = Stance | Literal["claims"]
ContradictionField = Literal[
    "when", "where", "status", "certainty", "actors", "killed", "wounded", "abducted", "arrested",
    "displaced", "missing",
]  # fmt: skip


class Figure(NamedTuple):
    """How many: "at least 12" is 12, 12, None; "up to 25" is None, None, 25."""

    low: int | None
    best: int | None
    high: int | None

    def __str__(self) -> str:
        """As people say it: "at least 12", "about 80", "19 to 23", "up to 25".

        Where more than the least is known, it is told too: "at least 17, best 18".
        """
        low, best, high = self
        if low is not None and high is not None:
            return f"{high:,}" if low == high else f"{low:,} to {high:,}"
        if high is not None:
            return f"up to {high:,}"
        if low is not None:
            told = "" if best in (None, low) else f", best {best:,}"
            return f"at least {low:,}{told}"
        return "not known" if best is None else f"about {best:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of an article and their range in its text."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        _ = self.span
        if not self.text:
            raise EvidenceError(f"a quote at [{self.start}, {self.end}) has no words")

    @property
    def span(self) -> Span:
        """The quoted range of the article's text."""
        return Span(self.start, self.end)


Quotes = tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One voice behind articles: an outlet's own report, or an agency's that others reprint.

    `name` is None when nobody knows whose it is. `articles` are ids of those in which it is heard.
    `is_proven`: it is known to be independent of the others; unknown is never independent.
    `reasons` say in sentences why these articles are one voice, or why that is not proven.
    """

    id: str
    name: str | None
    kind: OriginKind
    articles: tuple[str, ...]
    is_proven: bool
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """An article of the event that took its report, or words of it, from somebody else.

    `how`: it prints the other's report (copy), it is another version of the outlet's own (version),
    it credits the other for its report (credit), it is put together from several (compilation), or
    it passes on words (words). `source` is whom it took them from, None when nobody knows whose
    they are; `origin` the id of that voice, None when it stands behind no claim of the event.
    `taken_from` is the article of the event that holds them, None when that is not here. `reason`
    says in a sentence what shows it.
    """

    article: str
    outlet: str | None
    published: str | None
    how: RelayKind
    source: str | None
    origin: str | None
    taken_from: str | None
    reason: str

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says a value: the outlet that prints it, the speakers it quotes, whom it relays.

    `speakers` are names or the words for them; none means the outlet itself. `relayed_by` are the
    outlets credited for the words, nearest first. `origin` is the id of an `Origin` of the event.
    `is_copy`: the article is a reprint of an earlier one of the event.
    """

    claim: ClaimRef
    outlet: str | None = None
    published: str | None = None
    speakers: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    certainty: Certainty
    origin: str
    is_copy: bool = False
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, f"a voice of {self.claim}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatValue:
    """What one claim calls it."""

    type: str
    modes: tuple[str, ...]
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """The type and the modes of an event; `acled` and `muc` are None where there is none."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    acled: str | None = None
    muc: str | None = None
    reported: tuple[WhatValue, ...]

    def __post_init__(self) -> None:
        if self.type not in codebook.event_types():
            raise EvidenceError(f"event: unknown type {self.type!r}")
        _refuse_unreported(self.type, [value.type for value in self.reported], "type")
        for mode in self.modes:
            _refuse_unreported(mode, [m for value in self.reported for m in value.modes], "mode")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """When, as one claim has it; all None for an expression without a date."""

    start: str | None
    end: str | None
    precision: int | None
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When, as ISO date prefixes; all None when it was said but no date can be given."""

    start: str | None
    end: str | None
    precision: int | None  # UCDP date_prec 1–5
    reported: tuple[TimeValue, ...]

    def __post_init__(self) -> None:
        refuse_precision(self.precision, 5, "event.when")
        if self.start is not None or self.end is not None:
            reported = [(value.start, value.end) for value in self.reported]
            _refuse_unreported((self.start, self.end), reported, "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceValue:
    """Where, as one claim has it."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where it happened; `precision` is UCDP's where_prec 1–7, None when not in the gazetteer."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: int | None
    reported: tuple[PlaceValue, ...]

    def __post_init__(self) -> None:
        refuse_precision(self.precision, 7, "event.where")
        _refuse_unreported(self.name, [value.name for value in self.reported], "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyValue:
    """One claim's words for a party, and the entity they refer to in that report if known."""

    words: str
    entity: EntityRef | None
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor or a recipient of the event under its fullest name.

    `certainty` is the highest that any voice gives, and "disputed" where the party or somebody
    else denies its part; a party that is only alleged or disputed stays so. `voices`: independent
    voices that name it. `weight`: their number, each weighed by its certainty.
    """

    name: str
    kind: EntityKind | None = None
    country: str | None = None
    certainty: Certainty
    voices: int
    weight: float
    reported: tuple[PartyValue, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.reported, f"party {self.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetValue:
    """One claim's words for a thing that was hit."""

    words: str
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTarget:
    """A thing that was attacked, seized or damaged."""

    words: str
    kind: TargetKind
    voices: int
    reported: tuple[TargetValue, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        _refuse_unreported(self.words, [value.words for value in self.reported], "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class TollValue:
    """A figure that one claim gives, `of` whom in the text's words.

    `is_part`: it counts a part of the dead ("23 of them police officers") and is no total.
    `is_latest`: its voice gives no later total.
    """

    low: int | None
    best: int | None
    high: int | None
    of: str | None = None
    is_part: bool = False
    is_latest: bool = True
    voice: Voice

    def __post_init__(self) -> None:
        refuse_figures(self.low, self.best, self.high)

    @property
    def figure(self) -> Figure:
        """The numbers alone."""
        return Figure(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToll:
    """How many, over independent voices; all None when only figures of parts were given."""

    kind: TollKind
    low: int | None
    best: int | None
    high: int | None
    voices: int
    reported: tuple[TollValue, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.reported, f"toll of {self.kind}")
        numbers = [number for value in self.reported for number in value.figure]
        for number in (self.low, self.best, self.high):
            _refuse_unreported(number, [*numbers, None], f"figure of {self.kind}")

    @property
    def figure(self) -> Figure:
        """The numbers alone."""
        return Figure(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusValue:
    """Whether it happened, as one claim has it."""

    status: Status
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStatus:
    """Whether it happened."""

    best: Status
    reported: tuple[StatusValue, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        _refuse_unreported(self.best, [value.status for value in self.reported], "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCertainty:
    """How sure it is that it happened; `reported` are the voices, each with its certainty."""

    best: Certainty
    reported: tuple[Voice, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.reported, "event.certainty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Somebody accuses, claims, denies or doubts; `reason` says why it is about this event."""

    stance: AccusationStance
    voice: Voice
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Who is accused of the event, by whom, and who denies it."""

    accused: str
    entities: tuple[EntityRef, ...] = ()
    accused_by: tuple[Stand, ...] = ()
    denied_by: tuple[Stand, ...] = ()

    def __post_init__(self) -> None:
        refuse_no_evidence(self.accused_by + self.denied_by, f"accusation of {self.accused}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: what is said, and by whom."""

    value: str
    voices: tuple[Voice, ...]

    def __post_init__(self) -> None:
        refuse_no_evidence(self.voices, f"side {self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two or more sides that cannot all be right."""

    field: ContradictionField
    reason: str
    sides: tuple[Side, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        if len(self.sides) < 2:
            raise EvidenceError(f"a contradiction of {self.field} needs two sides")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A figure that replaced another one: at (publication), of which kind, from what to what."""

    at: str | None
    field: TollKind
    from_: Annotated[Figure | None, pydantic.Field(alias="from")]
    to: Figure
    claim: ClaimRef


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim:
    """One claim of the event, to stand side by side with the others."""

    type: str
    modes: tuple[str, ...] = ()
    status: Status
    title: str | None = None
    url: str | None = None
    score: float
    voice: Voice

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_score(self.score, f"claim {self.voice.claim}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReport:
    """The article that was published first."""

    article: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many articles tell it, copies and newer versions among them; and how many voices.

    `origins` are proven independent of each other, `unproven` are not.
    """

    articles: int
    copies: int
    versions: int
    outlets: int
    origins: int
    unproven: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the claims of several articles add up to.

    Raises:
        EvidenceError: a value without a voice, or a voice of a claim or an origin not listed.
    """

    schema: Literal["dateline.event/1"] = EVENT_SCHEMA
    id: str
    what: What
    when: EventTime | None = None
    where: EventPlace | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    targets: tuple[EventTarget, ...] = ()
    toll: tuple[EventToll, ...] = ()
    status: EventStatus
    certainty: EventCertainty
    accusations: tuple[Accusation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    moves: tuple[Move, ...] = ()
    claims: tuple[EventClaim, ...]
    first: FirstReport
    counts: Counts
    origins: tuple[Origin, ...]
    relays: tuple[Relay, ...] = ()
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        refuse_no_evidence(self.claims, f"event {self.id}")
        articles = {claim.voice.claim.article for claim in self.claims}
        origins = {origin.id for origin in self.origins}
        for relay in self.relays:
            if not {relay.article, relay.taken_from or relay.article} <= articles:
                raise EvidenceError(f"event {self.id}: a relay of {relay.article} is of no claim")
            if relay.origin is not None and relay.origin not in origins:
                raise EvidenceError(f"event {self.id}: {relay.origin!r} is none of its origins")
        for voice in voices_of(self):
            if voice.claim.article not in articles:
                raise EvidenceError(
                    f"event {self.id}: {voice.claim} is of no article of its claims"
                )
            if voice.origin not in origins:
                raise EvidenceError(f"event {self.id}: {voice.origin!r} is none of its origins")


def voices_of(record: Any) -> Iterator[Voice]:
    """Every voice in an event or a part of one, in the order of the fields."""
    found: list[Voice] = []
    _collect_voices(record, found)
    return iter(found)


def _collect_voices(record: Any, found: list[Voice]) -> None:
    if isinstance(record, Voice):
        found.append(record)
    elif isinstance(record, tuple):
        for item in record:
            _collect_voices(item, found)
    else:
        for name in _fields_with_voices(type(record)):
            _collect_voices(getattr(record, name), found)


def _fields_with_voices(kind: type) -> tuple[str, ...]:
    """The fields of a record that are voices or hold such; none of what is no record."""
    if kind not in _FIELDS_WITH_VOICES:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        names = tuple(field.name for field in fields if _may_hold_voices(field.type))
        _FIELDS_WITH_VOICES[kind] = names
    return _FIELDS_WITH_VOICES[kind]


def _may_hold_voices(annotation: Any) -> bool:
    if dataclasses.is_dataclass(annotation):
        held = (field.type for field in dataclasses.fields(annotation))
        return annotation is Voice or any(map(_may_hold_voices, held))
    return any(map(_may_hold_voices, get_args(annotation)))


# As they were asked for: to look them up is dear, and an event of a thousand reports has a hundred
# thousand words and numbers.
_FIELDS_WITH_VOICES: dict[type, tuple[str, ...]] = {}
_CONTRACT = Contract(Event, EVENT_SCHEMA)


def event_to_json(event: Event, *, indent: int | None = None) -> str:
    """Write an event as a `dateline.event/1` object: one line unless `indent` is given."""
    return _CONTRACT.to_json(event, indent=indent)


def event_from_json(text: str | bytes) -> Event:
    """Read a `dateline.event/1` object.

    Raises:
        EvidenceError: it is not JSON, breaks the contract, or has a value that nobody reported.
    """
    return _CONTRACT.from_json(text)


def event_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dateline.event/1`, made from these classes."""
    schema = _CONTRACT.schema()
    for name in ("What", "WhatValue", "EventClaim"):
        schema["$defs"][name]["properties"]["type"]["enum"] = list(codebook.event_types())
    return schema


def _refuse_unreported(best: object, reported: list[Any], what: str) -> None:
    if best not in reported:
        raise EvidenceError(f"event: nobody reported the {what} {best!r}")
