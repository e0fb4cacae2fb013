"""Ask watches what is new: changes in; out come alerts, kept in the archive and its outbox.

A watch asks only about what has changed since the number it has seen. What it finds, what it knows
from then on and that number are kept together or not at all; if another process was quicker, what
this one found is dropped, because the other has kept the same.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from dateline.records import Alert, WatchRef, alert_to_json
from dateline.store import Archive, Digest, EventQuery, Looking, NewAlert, Watch, WatchDraft
from dateline.watch.findings import Draft, findings_of_events, names_of_takers
from dateline.watch.marks import claim_marks, place_mark, reading_marks
from dateline.watch.news import Round, answers, state_of
from dateline.watch.series import findings_of_series
from dateline.watch.ties import findings_of_ties

_CHANGES_AT_ONCE = 2000
_DIGEST_HOUR = 6  # UTC


def add_watch(archive: Archive, draft: WatchDraft) -> Watch:
    """Keep a new watch; it tells of what comes from now on.

    Raises:
        StoreError: there is one of this name, or it could not be kept.
    """
    return archive.watches.add(draft, lambda look: _known(draft, look))


def change_watch(archive: Archive, watch: Watch, draft: WatchDraft) -> Watch:
    """Have a watch ask something else; what answers now is known to it.

    Raises:
        StoreError: it is not there any more, another has its name, or it could not be kept.
    """
    return archive.watches.change(watch.id, draft, lambda look: _known(draft, look))


def switch_watch(archive: Archive, watch: Watch, *, is_on: bool) -> Watch:
    """Let a watch rest, or ask again; of what came while it rested it tells nothing.

    Raises:
        StoreError: it is not there any more, or the archive cannot be written to.
    """
    return archive.watches.switch(watch.id, lambda look: _known(watch, look), is_on=is_on)


def ask_watches(archive: Archive, now: datetime | None = None) -> Iterator[Alert]:
    """Ask every watch that is on what is new; each alert is kept when it is given back.

    Args:
        archive: what has changed.
        now: what time it is, in UTC.

    Raises:
        StoreError: the archive cannot be read or written to; what was given back is kept.
    """
    for watch in archive.watches.all():
        if watch.is_on:
            yield from ask_watch(archive, watch, now)


def ask_watch(archive: Archive, watch: Watch, now: datetime | None = None) -> Iterator[Alert]:
    """Ask one watch what is new.

    Raises:
        StoreError: the archive cannot be read or written to.
    """
    at = now or datetime.now(UTC)
    while True:
        with archive.watches.looking() as look:
            changes = look.changes(watch.seen, _CHANGES_AT_ONCE)
            if not changes:
                return
            news = Round(watch, changes, look, at)
            found = [_alert(watch, draft, at) for draft in _findings(news)]
        seen = changes[-1].number
        rows = [_row(alert, mark, at) for alert, mark in found]
        kept = archive.watches.keep(watch, seen, rows, news.marks, due_at(watch.digest, at))
        if kept is None:
            return  # another process has asked, or somebody has changed the watch
        ids = {row.id for row in kept}
        yield from (alert for alert, _ in found if alert.id in ids)
        watch = replace(watch, seen=seen)


def due_at(digest: Digest, at: datetime) -> datetime:
    """When an alert of a moment is to be sent: at once, or with the next digest."""
    if digest == "at-once":
        return at
    day = datetime.combine(at.date(), time(_DIGEST_HOUR), UTC)
    if digest == "weekly":
        day += timedelta(days=-day.weekday() % 7)
    step = timedelta(days=7 if digest == "weekly" else 1)
    return day if day > at else day + step


def _findings(news: Round) -> list[Draft]:
    """What the watch is to tell; its marks are made of everything, told or not."""
    found = list(findings_of_events(news))
    if "first" in news.watch.kinds:
        found += findings_of_ties(news)
    if "surge" in news.watch.kinds:
        found += findings_of_series(news)
    return [draft for draft in found if draft.kind in news.watch.kinds]


def _alert(watch: Watch, draft: Draft, at: datetime) -> tuple[Alert, str]:
    name = hashlib.blake2b(f"{watch.id} {draft.mark}".encode(), digest_size=8).hexdigest()
    alert = Alert(
        id=f"alert-{name}",
        watch=WatchRef(id=watch.id, name=watch.name),
        kind=draft.kind,
        at=at.isoformat(timespec="seconds"),
        **draft.parts,
    )
    return alert, draft.mark


def _row(alert: Alert, mark: str, at: datetime) -> NewAlert:
    return NewAlert(id=alert.id, mark=mark, kind=alert.kind, at=at, record=alert_to_json(alert))


def _known(draft: WatchDraft, look: Looking) -> dict[str, str]:
    """What a watch knows from the first: the claims, actors and places that answer it now.

    Ties need not be remembered: whether one was told before is seen in the articles.
    """
    if draft.question.tie is not None:
        return {}
    marks: dict[str, str] = {}
    ids = [sketch.id for sketch in answers(look, draft.question)]
    for row in look.events(EventQuery(), ids):
        event = json.loads(row.record)
        claims = (*claim_marks(event).values(), *reading_marks(event).values())
        marks |= dict.fromkeys(claims, state_of(event))
        if event["where"] is not None:
            marks[place_mark(event["where"]["name"], event["where"]["country"])] = ""
    for _, names in names_of_takers(look.takers(ids)):
        marks |= dict.fromkeys(names, "")
    return marks
