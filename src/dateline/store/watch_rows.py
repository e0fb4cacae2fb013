"""What the archive keeps of watches: the watch, its alerts, and what is to be sent.

In: rows of `watches`, `alerts`, `deliveries`. Out: frozen records for those who watch and show.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from sqlalchemy import Row

from dateline.errors import ConfigError
from dateline.records import AlertKind
from dateline.store.questions import check_filled, check_known
from dateline.store.watch_question import Question, question_from_json

Digest = Literal["at-once", "daily", "weekly"]
ALERT_KINDS: tuple[AlertKind, ...] = get_args(AlertKind)
DIGESTS: tuple[Digest, ...] = get_args(Digest)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchDraft:
    """A watch as its user wants it.

    kinds: of which alerts it tells. channels: where alerts are sent besides the archive, as
    "webhook https://…" or "mail ada@example.org". digest: whether at once, or together.

    Raises:
        ConfigError: it has no name, a name that is too long, or tells of no known kind.
    """

    name: str
    question: Question
    kinds: tuple[AlertKind, ...] = ALERT_KINDS
    channels: tuple[str, ...] = ()
    digest: Digest = "at-once"
    made_by: str | None = None

    def __post_init__(self) -> None:
        check_filled("name", self.name)
        if len(self.name) > _LONGEST_NAME or not self.name.isprintable():
            raise ConfigError(
                f"name: at most {_LONGEST_NAME} characters on one line; got {self.name[:60]!r}"
            )
        if not self.kinds:
            raise ConfigError(f"kinds: name at least one of {', '.join(ALERT_KINDS)}")
        for kind in self.kinds:
            check_known("kinds", kind, ALERT_KINDS)
        check_known("digest", self.digest, DIGESTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch(WatchDraft):
    """A watch that is kept; `seen`: the last change it has asked about."""

    id: str
    is_on: bool
    made_at: datetime
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """An alert that is about to be kept: `mark` stands for what it tells, `record` is JSON."""

    id: str
    mark: str
    kind: AlertKind
    at: datetime
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert that is kept; `record` is JSON (`dateline.alert/1`). Numbers only grow."""

    number: int
    id: str
    watch_id: str
    watch_name: str
    kind: str
    at: datetime
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A message that is due, and the alerts in it; `message` is its id at every try."""

    message: str
    channel: str
    watch_id: str
    watch_name: str
    is_digest: bool
    tries: int  # this one included
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How far sending is: how many alerts wait, arrived and were given up, and the last problem."""

    channel: str
    waiting: int
    delivered: int
    given_up: int
    problem: str | None


def watch_of(row: Row[*tuple[Any, ...]], channels: Sequence[str]) -> Watch:
    """A watch of its row."""
    return Watch(
        id=row.id,
        name=row.name,
        question=question_from_json(row.question),
        kinds=tuple(row.kinds.split()),
        channels=tuple(channels),
        digest=row.digest,
        is_on=row.is_on,
        made_by=row.made_by,
        made_at=as_utc(row.made_at),
        seen=row.seen,
    )


def alert_of(row: Row[*tuple[Any, ...]]) -> AlertRow:
    """An alert of its row, with the id and the name of its watch."""
    return AlertRow(
        number=row.key,
        id=row.id,
        watch_id=row.watch_id,
        watch_name=row.watch_name,
        kind=row.kind,
        at=as_utc(row.at),
        record=row.record,
    )


def as_utc(at: datetime) -> datetime:
    """A time as it was kept; SQLite forgets that it is UTC."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
