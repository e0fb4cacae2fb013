"""The nouns of Dateline, and the `dateline.report/1` contract made of them.

Frozen dataclasses; a constructor refuses what the contract forbids. JSON goes in and out through
`report_to_json` and `report_from_json`; `report_schema` is the JSON Schema of the same classes.
Every range is half-open, in Unicode code points of `article.text`.
"""

import dataclasses
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args

import pydantic

from dateline import codebook
from dateline.errors import EvidenceError
from dateline.records.contract import Contract
from dateline.records.refusals import (
    refuse_figures,
    refuse_no_evidence,
    refuse_precision,
    refuse_score,
    refuse_unknown_choices,
)

SCHEMA: Literal["dateline.report/1"] = "dateline.report/1"

FurnitureKind = Literal[
    "title", "related-links", "teaser", "caption", "share", "repeated-headline", "navigation",
    "byline", "boilerplate",
]  # fmt: skip
EntityKind = Literal[
    "person", "organization", "armed-group", "state", "population", "outlet", "place", "facility"
]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "states", "believes", "predicts", "warns", "intends", "demands", "asks", "accuses", "denies",
    "doubts", "hears",
]  # fmt: skip
TollKind = Literal["killed", "wounded", "abducted", "arrested", "displaced", "missing"]
Status = Literal[
    "happened", "ongoing", "attempted", "planned", "threatened", "hypothetical", "negated"
]
TOOK_PLACE: frozenset[Status] = frozenset({"happened", "ongoing"})
UNDERTAKEN: frozenset[Status] = TOOK_PLACE | {"attempted"}  # somebody acted, if in vain
Certainty = Literal["stated", "attributed", "alleged", "disputed", "denied"]
TieKind = Literal[
    "affiliated", "allied", "cooperates", "seeks-ties", "pledges", "supplies", "trains", "fights",
    "splits", "originates",
]  # fmt: skip
TargetKind = Literal["facility", "vehicle", "infrastructure", "property", "person", "other"]
DecidedKind = Literal["add", "accept", "correct"]


class _Range(NamedTuple):
    start: int
    end: int


class Span(_Range):
    """A half-open range `[start, end)` of code points of `article.text`; never empty.

    Raises:
        EvidenceError: the range is empty, reversed, or begins before the text.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> "Span":
        """Refuse a range that holds no character."""
        if start < 0 or end <= start:
            raise EvidenceError(f"a range must hold at least one character; got [{start}, {end})")
        return super().__new__(cls, start, end)

    def covers(self, other: _Range) -> bool:
        """Whether `other` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: _Range) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A part of `article.text` that is not the report: kept, marked, never read for claims."""

    start: int
    end: int
    kind: FurnitureKind

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        _ = self.span

    @property
    def span(self) -> Span:
        """The marked range."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The "MOSCOW, 3 March (Reuters) —" that opens an article."""

    place: str | None = None
    date: str | None = None  # ISO prefix: 2015-07-14, or --07-14 when the year is not said
    agency: str | None = None
    evidence: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where Dateline took the article from; `ref` is the path or URL as it was given."""

    kind: str
    ref: str
    retrieved_at: str  # ISO datetime with offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One report as published.

    `published` is an ISO date or datetime, None when the page does not say. `header` and
    `furniture` are empty until the article has been read.
    """

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None  # ISO 639-1
    published: str | None = None
    header: Header = Header()
    text: str
    furniture: tuple[Furniture, ...] = ()
    source: Provenance

    def __post_init__(self) -> None:
        for piece in self.furniture:
            if piece.end > len(self.text):
                raise EvidenceError(
                    f"article {self.id}: furniture [{piece.start}, {piece.end}) ends after the text"
                    f" ({len(self.text)} characters)"
                )

    def quote(self, span: _Range) -> str:
        """The words of a range."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a place entity lies; coordinates are None for what has no point: a region, a sea."""

    lat: float | None = None
    lon: float | None = None
    country: str | None = None  # ISO 3166 alpha-3
    admin1: str | None = None
    geonames_id: int | None = None
    kind: str = "place"  # city, admin1, country, region, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a text says somebody is: a title, an organization (an entity's id), or both."""

    title: str | None = None
    organization: str | None = None
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_no_evidence(self.evidence, "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What one or several mentions in a text refer to."""

    id: str
    kind: EntityKind
    name: str
    mentions: Spans
    roles: tuple[Role, ...] = ()
    country: str | None = None  # ISO 3166 alpha-3
    sector: str | None = None  # PLOVER
    place: Place | None = None

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.mentions, f"entity {self.id}")
        if not self.name:
            raise EvidenceError(f"entity {self.id} has no name")
        if self.sector is not None and self.sector not in codebook.sectors():
            raise EvidenceError(f"entity {self.id}: unknown sector {self.sector!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A speaker, the cue that says they said it, and what they said.

    `speakers` are entity ids, `relayed_by` the outlets credited for the words, nearest first.
    `score` (0–1): how sure Dateline is that speaker, cue and content belong together.
    """

    id: str
    speakers: tuple[str, ...]
    speaker_spans: Spans
    cue: Spans
    content: Spans
    form: Form
    stance: Stance
    relayed_by: tuple[str, ...] = ()
    score: float

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.content, f"attribution {self.id}")
        refuse_score(self.score, f"attribution {self.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or a recipient of a claim: the words, and the entity they refer to if known.

    `certainty` and `said_by` (attribution ids) are set only where they differ from the claim's: a
    blast the outlet states, and a group that a minister blames for it.
    """

    entity: str | None
    span: Span
    certainty: Certainty | None = None
    said_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.certainty is not None and self.certainty not in get_args(Certainty):
            raise EvidenceError(f"Participant.certainty: unknown {self.certainty!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A thing that was attacked, seized or damaged."""

    span: Span
    kind: TargetKind

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What was used: the words for a weapon or a means."""

    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many: "at least 12" is low 12, best 12, high None. `of` says of whom in the text's words.

    `said_by` are attribution ids; empty means the outlet's own voice.
    """

    kind: TollKind
    low: int | None
    best: int | None
    high: int | None
    of: str | None = None
    said_by: tuple[str, ...] = ()
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, "toll")
        refuse_figures(self.low, self.best, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval as ISO date prefixes, both ends included; all None for time that is unresolved.

    `precision` is UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month,
    5 more than a month up to a year or more.
    """

    start: str | None
    end: str | None
    precision: int | None
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_no_evidence(self.evidence, "when")
        refuse_precision(self.precision, 5, "when")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where it happened. No point is given when only a country or a region is known.

    `precision` is UCDP's where_prec: 1 the place itself, 2 near it, 3 second-order division,
    4 first-order division, 5 a part of a country, 6 the country, 7 no country.
    """

    entity: str | None
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_no_evidence(self.evidence, "where")
        refuse_precision(self.precision, 7, "where")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """How a claim is called in a codebook of the user's own; `score` (0–1): how alike it is.

    1 for a code that a person gave.
    """

    codebook: str
    type: str
    score: float

    def __post_init__(self) -> None:
        refuse_score(self.score, f"code {self.type}")
        if not (self.codebook and self.type):
            raise EvidenceError("a code needs the name of a codebook and of a type in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided about a claim: that it is missing, right, or wrong in a `field`.

    `before` is the field's JSON value as it was, `at` an ISO datetime with offset. `evidence` are
    the words that the person chose, else those on which the claim stands.
    """

    kind: DecidedKind
    field: str | None = None
    before: pydantic.JsonValue = None
    by: str
    at: str
    why: str | None = None
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, "decided")
        if (self.field is not None) != (self.kind == "correct"):
            raise EvidenceError("decided: a correction is of a field, and nothing else is")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One article says (that somebody says) that this happened.

    `said_by` are ids of the attributions that carry it; empty means the outlet itself.
    `score` (0–1): how sure Dateline is that the article reports this, so typed; 1 for a claim that
    a person added. `decided`: what people decided about it, oldest first; the values are theirs.
    """

    id: str
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    acled: str | None = None
    muc: str | None = None
    codes: tuple[Code, ...] = ()
    trigger: Spans
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    targets: tuple[Target, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    toll: tuple[Toll, ...] = ()
    when: When | None = None
    where: Where | None = None
    status: Status
    certainty: Certainty
    said_by: tuple[str, ...] = ()
    score: float
    evidence: Spans
    decided: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        label = f"claim {self.id}"
        refuse_no_evidence(self.trigger, label)
        refuse_no_evidence(self.evidence, label)
        refuse_score(self.score, label)
        known = codebook.event_types()
        if self.type not in known:
            raise EvidenceError(f"{label}: unknown type {self.type!r}; one of {', '.join(known)}")
        if unknown := set(self.modes) - set(known[self.type].modes):
            raise EvidenceError(f"{label}: {self.type} has no mode {', '.join(sorted(unknown))}")
        if unknown := set(self.contexts) - codebook.contexts():
            raise EvidenceError(f"{label}: unknown context {', '.join(sorted(unknown))}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation between two actors (entity ids) that a claim or a description supports."""

    from_: Annotated[str, pydantic.Field(alias="from")]
    to: str
    kind: TieKind
    said_by: tuple[str, ...] = ()
    certainty: Certainty
    when: When | None = None
    evidence: Spans

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, "tie")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything read from one article, in one self-consistent record.

    Raises:
        EvidenceError: a range lies outside the text or inside furniture, an id stands twice, or
            a reference names nothing.
    """

    schema: Literal["dateline.report/1"] = SCHEMA
    article: Article
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    ties: tuple[Tie, ...] = ()
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_ranges()
        self._check_references()

    def entity(self, entity_id: str) -> Entity:
        """The entity of an id.

        Raises:
            KeyError: there is none.
        """
        return _by_id(self.entities, entity_id)

    def attribution(self, attribution_id: str) -> Attribution:
        """The attribution of an id.

        Raises:
            KeyError: there is none.
        """
        return _by_id(self.attributions, attribution_id)

    def _check_ranges(self) -> None:
        length = len(self.article.text)
        furniture = [piece.span for piece in self.article.furniture]
        # Each page of the desk reads dozens of reports, so that where a range stands is only
        # looked up when one is wrong.
        spans: list[Span] = []
        _gather_spans(self, spans)
        if all(
            span.end <= length and not any(span.overlaps(piece) for piece in furniture)
            for span in spans
        ):
            return
        for path, span in _ranges(self):
            if span.end > length:
                raise EvidenceError(
                    f"{path}: [{span.start}, {span.end}) ends after the text ({length} characters)"
                )
            if any(span.overlaps(piece) for piece in furniture):
                raise EvidenceError(f"{path}: {self.article.quote(span)!r} lies in furniture")

    def _check_references(self) -> None:
        entities = _unique_ids(self.entities)
        attributions = _unique_ids(self.attributions)
        _unique_ids(self.claims)
        for owner, wanted, known in self._references(entities, attributions):
            if missing := {name for name in wanted if name is not None} - known:
                raise EvidenceError(f"{owner} refers to {sorted(missing)}, which is not there")

    def _references(
        self, entities: set[str], attributions: set[str]
    ) -> Iterator[tuple[str, Iterable[str | None], set[str]]]:
        for entity in self.entities:
            yield entity.id, (role.organization for role in entity.roles), entities
        for said in self.attributions:
            yield said.id, (*said.speakers, *said.relayed_by), entities
        for claim in self.claims:
            yield claim.id, (p.entity for p in (*claim.actors, *claim.recipients)), entities
            yield claim.id, (claim.where.entity,) if claim.where else (), entities
            yield claim.id, claim.said_by, attributions
            people = (*claim.actors, *claim.recipients)
            yield claim.id, (name for p in people for name in p.said_by), attributions
            yield claim.id, (name for toll in claim.toll for name in toll.said_by), attributions
        for tie in self.ties:
            yield "a tie", (tie.from_, tie.to), entities
            yield "a tie", tie.said_by, attributions


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read: `ref` as given, and why in one line."""

    ref: str
    reason: str


def article_id(*, outlet: str | None, url: str | None, text: str) -> str:
    """The identity of an article: 32 hex digits, a hash of outlet, URL and text."""
    key = "\x00".join((outlet or "", url or "", text))
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


_CONTRACT = Contract(Report, SCHEMA)
_ADAPTERS: dict[type, pydantic.TypeAdapter[Any]] = {}
_FIELDS_WITH_RANGES: dict[type, tuple[str, ...]] = {}


def report_to_json(report: Report, *, indent: int | None = None) -> str:
    """Write a report as a `dateline.report/1` object: one line unless `indent` is given."""
    return _CONTRACT.to_json(report, indent=indent)


def record_to_json(record: Claim | Attribution | Tie | Entity) -> str:
    """Write one record of a report as the contract spells it."""
    kind = type(record)
    if kind not in _ADAPTERS:  # they are dear to make: two milliseconds
        _ADAPTERS[kind] = pydantic.TypeAdapter(kind)
    return _ADAPTERS[kind].dump_json(record, by_alias=True).decode()


def report_from_json(text: str | bytes) -> Report:
    """Read a `dateline.report/1` object.

    Raises:
        EvidenceError: it is not JSON, breaks the contract, or quotes what is not there.
    """
    return _CONTRACT.from_json(text)


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dateline.report/1`, made from these classes."""
    schema = _CONTRACT.schema()
    claim = schema["$defs"]["Claim"]["properties"]
    claim["type"]["enum"] = list(codebook.event_types())
    claim["contexts"]["items"]["enum"] = sorted(codebook.contexts())
    return schema


def _ranges(value: Any, path: str = "report") -> Iterator[tuple[str, Span]]:
    """Every evidence range of a record, with the path to it; furniture itself is not evidence."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _ranges(item, f"{path}[{index}]")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _ranges(getattr(value, field.name), f"{path}.{field.name}")


def _gather_spans(value: Any, found: list[Span]) -> None:
    """The same ranges, eight times as quick; without the paths."""
    if isinstance(value, Span):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather_spans(item, found)
    else:
        for name in _fields_with_ranges(type(value)):
            _gather_spans(getattr(value, name), found)


def _fields_with_ranges(kind: type) -> tuple[str, ...]:
    """The fields of a record that are ranges or records or hold such; none of anything else."""
    if kind not in _FIELDS_WITH_RANGES:
        fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
        names = tuple(field.name for field in fields if _may_hold_ranges(field.type))
        _FIELDS_WITH_RANGES[kind] = names
    return _FIELDS_WITH_RANGES[kind]


def _may_hold_ranges(annotation: Any) -> bool:
    is_record = annotation is Span or dataclasses.is_dataclass(annotation)
    return is_record or any(map(_may_hold_ranges, get_args(annotation)))


_Record = TypeVar("_Record", Entity, Attribution)


def _by_id(records: Iterable[_Record], record_id: str) -> _Record:
    # An event asks for some names of each of its reports, so that no table of all is worth making.
    for record in records:
        if record.id == record_id:
            return record
    raise KeyError(record_id)


def _unique_ids(records: Iterable[Entity | Attribution | Claim]) -> set[str]:
    ids = [record.id for record in records]
    if len(ids) != len(set(ids)):
        raise EvidenceError(f"an id stands twice: {sorted({i for i in ids if ids.count(i) > 1})}")
    return set(ids)
