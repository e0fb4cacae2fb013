"""The `dateline.alert/1` contract: what a watch tells when news has arrived, and on whose word.

An alert says nothing that its voices do not say: every figure, name and place in it stands in their
quotes, or is counted from events that do. An `Alert` without a quote is refused.
"""

from dataclasses import dataclass
from typing import Any, Literal

from dateline.records.contract import Contract
from dateline.records.event import Quotes
from dateline.records.refusals import refuse_no_evidence, refuse_unknown_choices
from dateline.records.report import Certainty, EntityKind, Status, TieKind

ALERT_SCHEMA: Literal["dateline.alert/1"] = "dateline.alert/1"

AlertKind = Literal["match", "surge", "first", "moved"]
NewThing = Literal["actor", "place", "tie"]
MovedField = Literal[
    "killed", "wounded", "abducted", "arrested", "displaced", "missing", "certainty", "status",
    "denied",
]  # fmt: skip
SeriesOf = Literal["watch", "type", "actor", "place", "country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertVoice:
    """Whose word it is: the outlet, the speakers it quotes, whom it relays, and the words.

    `claim` is the id of the claim in the article's report, None for a tie. `origin` is the name of
    the independent origin behind it, None where nobody knows.
    """

    article: str
    claim: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    speakers: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    certainty: Certainty
    origin: str | None = None
    is_copy: bool = False
    evidence: Quotes

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.evidence, f"a voice of article {self.article}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertEvent:
    """The event as it was when the alert was given; tolls and places in the words of people."""

    id: str
    type: str
    modes: tuple[str, ...] = ()
    when: str
    where: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    toll: tuple[str, ...] = ()
    status: Status
    certainty: Certainty

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """A tie, an actor or a place that this watch had never met."""

    of: NewThing
    name: str
    kind: EntityKind | TieKind | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure, the certainty or the status that changed; or somebody denies (`denied`)."""

    field: MovedField
    before: str | None
    after: str
    voice: AlertVoice

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSurge:
    """A series that is too high: `observed` events in the weeks from `since` to `until`.

    `expected` of its own history of `history_weeks`; `chance` (0–1): how likely so many or more are
    without a change. `is_new`: it was not told last week already.
    """

    of: SeriesOf
    name: str
    since: str
    until: str
    observed: int
    expected: float
    chance: float
    history_weeks: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRef:
    """The watch that gives an alert, by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What a watch tells.

    title: one line. why: a sentence that says what is new. event: of a match, a first time or a
    move; of a surge None, and `events` are those that are counted. articles, copies: how many tell
    it, and how many of these are reprints; origins are proven independent, unproven are not; all
    None where they were not counted (a tie, which one article tells). looked_at: of a surge, how
    many series were tested.

    Raises:
        EvidenceError: nobody is quoted.
    """

    schema: Literal["dateline.alert/1"] = ALERT_SCHEMA
    id: str
    watch: WatchRef
    kind: AlertKind
    at: str
    title: str
    why: str
    event: AlertEvent | None = None
    events: tuple[str, ...] = ()
    first: tuple[First, ...] = ()
    moved: tuple[Moved, ...] = ()
    surges: tuple[SeriesSurge, ...] = ()
    looked_at: int | None = None
    articles: int | None = None
    copies: int | None = None
    origins: int | None = None
    unproven: int | None = None
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    voices: tuple[AlertVoice, ...]

    def __post_init__(self) -> None:
        refuse_unknown_choices(self)
        refuse_no_evidence(self.voices, f"alert {self.id}")


_CONTRACT = Contract(Alert, ALERT_SCHEMA)


def alert_to_json(alert: Alert, *, indent: int | None = None) -> str:
    """Write an alert as a `dateline.alert/1` object: one line unless `indent` is given."""
    return _CONTRACT.to_json(alert, indent=indent)


def alert_from_json(text: str | bytes) -> Alert:
    """Read a `dateline.alert/1` object.

    Raises:
        EvidenceError: it is not JSON or breaks the contract.
    """
    return _CONTRACT.from_json(text)


def alert_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dateline.alert/1`, made from these classes."""
    return _CONTRACT.schema()
