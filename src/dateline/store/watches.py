"""Watches: saved questions, what they know, their alerts, and the outbox.

In: drafts, alerts, marks. Out: the same, kept. An alert, the marks that it leaves, its place in
the outbox and the number up to which its watch has asked are written in one transaction, so that
a crash or a second process tells nothing twice and loses nothing.
"""

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dateline.errors import StoreError
from dateline.store import changing
from dateline.store.looking import Looking
from dateline.store.opening import Transaction
from dateline.store.postgresql import wait_for_other_linkers
from dateline.store.tables import alerts, deliveries, watch_marks, watches
from dateline.store.things import in_parts
from dateline.store.watch_question import question_to_json
from dateline.store.watch_rows import (
    AlertRow,
    NewAlert,
    Parcel,
    Sending,
    Watch,
    WatchDraft,
    alert_of,
    watch_of,
)

# What a new watch knows from the first, by marks: its user is not told what was there before.
Learn = Callable[[Looking], Mapping[str, str]]

_Insert = Callable[[Table], sqlite.Insert | postgresql.Insert]
_INSERTS: dict[str, _Insert] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_AT_ONCE = 500  # marks written by one statement


class Watches:
    """The watches of an archive; `Archive.watches` makes it."""

    def __init__(self, name: str, reading: Transaction, writing: Transaction) -> None:
        self._name = name
        self._reading = reading
        self._writing = writing

    def all(self) -> list[Watch]:
        """Every watch, by name.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the watches of") as connection:
            rows = connection.execute(select(watches).order_by(watches.c.name))
            return [_watch(row) for row in rows]

    def find(self, name: str) -> Watch:
        """A watch by its name, or by its id or the first six or more characters of it.

        Raises:
            StoreError: there is none, or the archive cannot be read.
        """
        with self._reading("looking for a watch in") as connection:
            row = _find(connection, name)
            if row is None:
                raise StoreError(
                    f"there is no watch {name!r} in {self._name}; `dateline watch list` shows them"
                )
            return _watch(row)

    def add(self, draft: WatchDraft, learn: Learn) -> Watch:
        """Keep a new watch, which knows all that is there.

        Raises:
            StoreError: there is one of this name, or it could not be kept.
        """
        watch_id = f"watch-{secrets.token_hex(8)}"
        with self._writing(f"adding the watch {draft.name!r} to") as connection:
            self._refuse_name(connection, draft.name, watch_id)
            row = _columns(draft) | {
                "id": watch_id,
                "is_on": True,
                "made_by": draft.made_by,
                "made_at": datetime.now(UTC),
                "seen": 0,
            }
            key = connection.execute(insert(watches).returning(watches.c.key), row).scalar_one()
            _learn(connection, key, learn)
        return self.find(watch_id)

    def change(self, watch_id: str, draft: WatchDraft, learn: Learn) -> Watch:
        """Have a watch ask something else; what answers now is known to it.

        Raises:
            StoreError: it is not there, another has its name, or it could not be kept.
        """
        with self._writing(f"changing the watch {draft.name!r} in") as connection:
            key = self._lock(connection, watch_id)
            self._refuse_name(connection, draft.name, watch_id)
            connection.execute(
                update(watches).where(watches.c.key == key).values(**_columns(draft))
            )
            _take_back(connection, key, draft)
            _learn(connection, key, learn)
        return self.find(watch_id)

    def switch(self, watch_id: str, learn: Learn, *, is_on: bool) -> Watch:
        """Let a watch rest, or ask again; of what came while it rested it tells nothing.

        Raises:
            StoreError: it is not there, or the archive cannot be written to.
        """
        with self._writing("switching a watch of") as connection:
            key = self._lock(connection, watch_id)
            connection.execute(update(watches).where(watches.c.key == key).values(is_on=is_on))
            if is_on:
                _learn(connection, key, learn)
        return self.find(watch_id)

    def remove(self, watch_id: str) -> int:
        """Forget a watch with its alerts; how many these were.

        Raises:
            StoreError: it is not there, or the archive cannot be written to.
        """
        with self._writing("removing a watch from") as connection:
            key = self._lock(connection, watch_id)
            told = select(alerts.c.key).where(alerts.c.watch_key == key)
            connection.execute(delete(deliveries).where(deliveries.c.alert_key.in_(told)))
            connection.execute(delete(watch_marks).where(watch_marks.c.watch_key == key))
            gone = connection.execute(delete(alerts).where(alerts.c.watch_key == key)).rowcount
            connection.execute(delete(watches).where(watches.c.key == key))
            return gone

    @contextlib.contextmanager
    def looking(self) -> Iterator[Looking]:
        """Ask about one moment of the archive.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("watching") as connection:
            yield Looking(connection)

    def keep(
        self,
        watch: Watch,
        seen: int,
        found: Sequence[NewAlert],
        marks: Mapping[str, str],
        due_at: datetime,
    ) -> list[NewAlert] | None:
        """Keep what a watch has found in the changes up to a number, all or nothing.

        Args:
            watch: as it was when it began to ask.
            seen: the number up to which it has asked now.
            found: its alerts; those whose mark it has told before are left out.
            marks: what it knows from now on.
            due_at: when the alerts are to be sent.

        Returns:
            The alerts that are new; None when another process has asked meanwhile, or the watch
            was changed: then nothing is kept, and that other has it all.

        Raises:
            StoreError: the archive cannot be written to.
        """
        with self._writing(f"keeping the alerts of {watch.name!r} in") as connection:
            asked = select(watches).where(watches.c.id == watch.id).with_for_update()
            row = connection.execute(asked).one_or_none()
            if row is None or _watch(row) != watch:
                return None
            kept = [one for one in found if _insert_alert(connection, row.key, watch, one, due_at)]
            _insert_marks(connection, row.key, marks)
            connection.execute(update(watches).where(watches.c.key == row.key).values(seen=seen))
            return kept

    def alerts(
        self,
        watch_id: str | None = None,
        kind: str | None = None,
        *,
        after: int | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[AlertRow]:
        """The alerts of one watch or of all, the newest first.

        Args:
            watch_id: whose; None for all.
            kind: of which kind; None for all.
            after: only those of a higher number.
            limit: how many at most.
            offset: how many to pass over first.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = _select_alerts().order_by(alerts.c.key.desc()).limit(limit).offset(offset)
        if watch_id is not None:
            asked = asked.where(watches.c.id == watch_id)
        if kind is not None:
            asked = asked.where(alerts.c.kind == kind)
        if after is not None:
            asked = asked.where(alerts.c.key > after)
        with self._reading("reading the alerts of") as connection:
            return [alert_of(row) for row in connection.execute(asked)]

    def alert_number(self, alert_id: str) -> int:
        """The number of an alert, by its whole id.

        Raises:
            StoreError: there is none, or the archive cannot be read.
        """
        with self._reading(f"looking for {alert_id} in") as connection:
            number: int | None = connection.scalar(
                select(alerts.c.key).where(alerts.c.id == alert_id)
            )
        if number is None:
            raise StoreError(f"there is no alert {alert_id} in {self._name}")
        return number

    def counts(self) -> dict[str, int]:
        """How many alerts each watch has given, by its id.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = select(watches.c.id, func.count()).join(alerts).group_by(watches.c.id)
        with self._reading("counting the alerts of") as connection:
            return {row[0]: row[1] for row in connection.execute(asked)}

    def take_due(self, now: datetime, until: datetime) -> Parcel | None:
        """Take the next message that is due, for this process alone until a moment.

        A message is one alert, or all that wait for a digest. It keeps its id when it is taken
        again, because it did not arrive or because nobody lived to say so.

        Raises:
            StoreError: the archive cannot be written to.
        """
        with self._writing("taking what is to be sent out of") as connection:
            # One process at a time makes up messages; a row each is locked, and there are few.
            connection.execute(select(watches.c.key).with_for_update()).all()
            first = connection.execute(_select_due(now).limit(1)).one_or_none()
            if first is None:
                return None
            message = first.message or _make_message(connection, first, now)
            with_it = deliveries.c.message == message
            connection.execute(
                update(deliveries)
                .where(with_it)
                .values(taken_until=until, tries=deliveries.c.tries + 1)
            )
            is_of = deliveries.c.alert_key == alerts.c.key
            records = select(alerts.c.record).join(deliveries, is_of).where(with_it)
            return Parcel(
                message=message,
                channel=first.channel,
                watch_id=first.watch_id,
                watch_name=first.watch_name,
                is_digest=first.digest != "at-once",
                tries=first.tries + 1,
                records=tuple(connection.scalars(records.order_by(alerts.c.key))),
            )

    def delivered(self, parcel: Parcel, at: datetime) -> None:
        """Strike a message out: it has arrived.

        Raises:
            StoreError: the archive cannot be written to; then it is sent again under the same id.
        """
        self._note(parcel, delivered_at=at, problem=None, taken_until=None)

    def failed(self, parcel: Parcel, problem: str, at: datetime, again_at: datetime | None) -> None:
        """Note why a message did not arrive, and when to try again; None: it is given up.

        Raises:
            StoreError: the archive cannot be written to.
        """
        ending: dict[str, Any] = {"given_up_at": at} if again_at is None else {"due_at": again_at}
        self._note(parcel, problem=problem.replace("\0", " "), taken_until=None, **ending)

    def sendings(self, watch_id: str) -> list[Sending]:
        """How far the sending of a watch's alerts is, a channel each.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = (
            select(deliveries)
            .join(alerts, alerts.c.key == deliveries.c.alert_key)
            .join(watches, watches.c.key == alerts.c.watch_key)
            .where(watches.c.id == watch_id)
            .order_by(deliveries.c.key)
        )
        with self._reading("reading what was sent out of") as connection:
            rows: dict[str, list[Any]] = {}
            for row in connection.execute(asked):
                rows.setdefault(row.channel, []).append(row)
        return [_sending(channel, of_channel) for channel, of_channel in sorted(rows.items())]

    def _note(self, parcel: Parcel, **values: Any) -> None:
        with self._writing("noting what was sent out of") as connection:
            at = deliveries.c.message == parcel.message
            connection.execute(update(deliveries).where(at).values(**values))

    def _lock(self, connection: Connection, watch_id: str) -> int:
        asked = select(watches.c.key).where(watches.c.id == watch_id).with_for_update()
        key: int | None = connection.scalar(asked)
        if key is None:
            raise StoreError(f"there is no watch {watch_id} in {self._name} any more")
        return key

    def _refuse_name(self, connection: Connection, name: str, watch_id: str) -> None:
        taken = select(watches.c.id).where(watches.c.name == name, watches.c.id != watch_id)
        if connection.scalar(taken) is not None:
            raise StoreError(
                f"there is a watch {name!r} in {self._name} already; name it otherwise"
            )


def _columns(draft: WatchDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "question": question_to_json(draft.question),
        "kinds": " ".join(draft.kinds),
        "channels": json.dumps(draft.channels),
        "digest": draft.digest,
    }


def _watch(row: Row[*tuple[Any, ...]]) -> Watch:
    return watch_of(row, json.loads(row.channels))


def _find(connection: Connection, name: str) -> Row[*tuple[Any, ...]] | None:
    if "\0" in name:
        return None
    exact = or_(watches.c.name == name, watches.c.id == name)
    row = connection.execute(select(watches).where(exact)).one_or_none()
    if row is not None or len(name.removeprefix("watch-")) < 6:
        return row
    begins = watches.c.id.startswith(name, autoescape=True)
    found = connection.execute(select(watches).where(begins).limit(2)).all()
    return found[0] if len(found) == 1 else None


def _learn(connection: Connection, key: int, learn: Learn) -> None:
    """Have a watch know what is there; nothing is linked meanwhile, so that nothing is missed."""
    if connection.dialect.name == "postgresql":
        wait_for_other_linkers(connection)
    _insert_marks(connection, key, learn(Looking(connection)))
    number = changing.last_number(connection)
    connection.execute(update(watches).where(watches.c.key == key).values(seen=number))


def _take_back(connection: Connection, key: int, draft: WatchDraft) -> None:
    """Have nothing wait for a channel that the watch has no longer."""
    told = select(alerts.c.key).where(alerts.c.watch_key == key)
    connection.execute(
        delete(deliveries).where(
            deliveries.c.alert_key.in_(told),
            deliveries.c.channel.not_in(draft.channels),
            deliveries.c.delivered_at.is_(None),
            deliveries.c.given_up_at.is_(None),
        )
    )


def _insert_alert(
    connection: Connection, key: int, watch: Watch, found: NewAlert, due_at: datetime
) -> bool:
    row = {
        "id": found.id,
        "watch_key": key,
        "mark": found.mark,
        "kind": found.kind,
        "at": found.at,
        "record": found.record,
    }
    added = _INSERTS[connection.dialect.name](alerts).values(row).on_conflict_do_nothing()
    alert_key = connection.scalar(added.returning(alerts.c.key))
    if alert_key is None:
        return False
    for channel in dict.fromkeys(watch.channels):
        sent = {"alert_key": alert_key, "channel": channel, "due_at": due_at, "tries": 0}
        connection.execute(insert(deliveries), sent)
    return True


def _insert_marks(connection: Connection, key: int, marks: Mapping[str, str]) -> None:
    made = _INSERTS[connection.dialect.name](watch_marks)
    upsert = made.on_conflict_do_update(
        index_elements=[watch_marks.c.watch_key, watch_marks.c.mark],
        set_={"value": made.excluded.value},
    )
    rows = [
        {"watch_key": key, "mark": mark, "value": value} for mark, value in sorted(marks.items())
    ]
    for some in in_parts(rows, _AT_ONCE):
        connection.execute(upsert, some)


def _select_alerts() -> Select[*tuple[Any, ...]]:
    named = watches.c.id.label("watch_id"), watches.c.name.label("watch_name")
    return select(alerts, *named).join(watches)


def _select_due(now: datetime) -> Select[*tuple[Any, ...]]:
    named = watches.c.id.label("watch_id"), watches.c.name.label("watch_name"), watches.c.digest
    return (
        select(deliveries, *named)
        .join(alerts, alerts.c.key == deliveries.c.alert_key)
        .join(watches, watches.c.key == alerts.c.watch_key)
        .where(
            deliveries.c.delivered_at.is_(None),
            deliveries.c.given_up_at.is_(None),
            deliveries.c.due_at <= now,
            watches.c.is_on,
            or_(deliveries.c.taken_until.is_(None), deliveries.c.taken_until < now),
        )
        .order_by(deliveries.c.due_at, deliveries.c.key)
    )


def _make_message(connection: Connection, first: Row[*tuple[Any, ...]], now: datetime) -> str:
    """Put what is due together under an id: one alert, or those of a digest."""
    message = f"msg_{secrets.token_hex(12)}"
    keys = [first.key]
    if first.digest != "at-once":
        asked = _select_due(now).where(
            watches.c.id == first.watch_id,
            deliveries.c.channel == first.channel,
            deliveries.c.message.is_(None),
        )
        keys = [row.key for row in connection.execute(asked)]
    for some in in_parts(keys):
        connection.execute(
            update(deliveries).where(deliveries.c.key.in_(some)).values(message=message)
        )
    return message


def _sending(channel: str, rows: Sequence[Row[*tuple[Any, ...]]]) -> Sending:
    waiting = [row for row in rows if row.delivered_at is None and row.given_up_at is None]
    problems = [row.problem for row in rows if row.problem is not None]
    return Sending(
        channel=channel,
        waiting=len(waiting),
        delivered=sum(row.delivered_at is not None for row in rows),
        given_up=sum(row.given_up_at is not None for row in rows),
        problem=problems[-1] if problems else None,
    )
