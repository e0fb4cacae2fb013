"""The change feed: what became of articles, events and actors, one row each, numbered for good."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select

from dateline.errors import ConfigError
from dateline.records.iso_days import days_of
from dateline.store.tables import changes

ChangeKind = Literal["insert", "update", "retract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was inserted, updated or retracted.

    `of`: article, event or actor; `id`: its id. `details`: which claims (of an event) or identities
    (of an actor) `joined` and `left`, and in which others those of a retracted one are now
    (`moved_to`).
    """

    number: int
    at: datetime
    kind: str
    of: str
    id: str
    reason: str
    details: Mapping[str, Sequence[str]]


class Note(NamedTuple):
    """A change that is about to be written down."""

    kind: ChangeKind
    of: str
    id: str
    reason: str
    details: Mapping[str, list[str]]


def note(connection: Connection, notes: Sequence[Note]) -> None:
    """Write down changes, in the transaction that makes them."""
    now = datetime.now(UTC)
    rows = [
        made._asdict()
        | {
            "at": now,
            "reason": made.reason.replace("\0", " "),
            "details": json.dumps(made.details, ensure_ascii=True),
        }
        for made in notes
    ]
    if rows:
        connection.execute(insert(changes), rows)


def read_changes(connection: Connection, since: int | date | None) -> Iterator[Change]:
    """The changes after a number, or from a day on (UTC), oldest first."""
    asked = select(changes).order_by(changes.c.number)
    if isinstance(since, date):
        asked = asked.where(changes.c.at >= datetime.combine(since, time(), UTC))
    elif since is not None:
        asked = asked.where(changes.c.number > since)
    with connection.execute(asked, execution_options={"yield_per": 500}) as rows:
        yield from map(_change, rows)


def some_changes(connection: Connection, after: int, limit: int) -> list[Change]:
    """So many of the changes after a number, oldest first."""
    asked = select(changes).where(changes.c.number > after).order_by(changes.c.number)
    return list(map(_change, connection.execute(asked.limit(limit))))


def last_number(connection: Connection) -> int:
    """The number of the newest change; 0 when there is none."""
    return connection.scalar(select(func.max(changes.c.number))) or 0


def newest_changes(connection: Connection, limit: int) -> list[Change]:
    """The last changes, the newest first."""
    asked = select(changes).order_by(changes.c.number.desc()).limit(limit)
    return list(map(_change, connection.execute(asked)))


def parse_since(text: str) -> int | date:
    """A number of a change, or a day: "1204", "2026-07-14"; "2026-07" is its first day.

    Raises:
        ConfigError: it is neither. Four digits are a number, not a year.
    """
    if text.isascii() and text.isdigit():
        return min(int(text), 2**63 - 1)
    days = days_of(text)
    if days is None:
        raise ConfigError(f"since: {text!r} is neither the number of a change nor a date")
    return days[0]


def _change(row: Row[*tuple[Any, ...]]) -> Change:
    return Change(
        number=row.number,
        at=_as_utc(row.at),
        kind=row.kind,
        of=row.of,
        id=row.id,
        reason=row.reason,
        details=_details(row.details),
    )


def _details(text: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(text)
    return found


def _as_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
