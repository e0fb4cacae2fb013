"""Watches, their marks, alerts and the outbox, on each database."""

import dataclasses
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dateline.errors import ConfigError, StoreError
from dateline.store import (
    Archive,
    EventQuery,
    Looking,
    NewAlert,
    Question,
    Watch,
    WatchDraft,
    make_question,
)
from tests.making import make_report
from tests.simple_linker import SimpleLinker

NOW = datetime(2021, 3, 10, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def draft(name: str = "Raids", **more: Any) -> WatchDraft:
    return WatchDraft(name=name, question=make_question({"place": "Varda"}), **more)


def nothing(_: Looking) -> Mapping[str, str]:
    return {}


def alert(number: int, **more: Any) -> NewAlert:
    given = {"id": f"alert-{number}", "mark": f"mark {number}", "kind": "match", "at": NOW}
    return NewAlert(**given | {"record": f'{{"number": {number}}}'} | more)  # type: ignore[arg-type]


@pytest.fixture
def watch(archive: Archive) -> Watch:
    return archive.watches.add(draft(channels=("webhook https://a/b", "mail a@b")), nothing)


def test_a_watch_is_kept_as_it_was_made(archive: Archive) -> None:
    question = make_question({"type": "assault", "min_killed": 3, "near": "1.5,-2,30", "text": "ü"})
    made = archive.watches.add(
        WatchDraft(
            name="Rød", question=question, kinds=("surge", "first"), digest="weekly", made_by="Ada"
        ),
        nothing,
    )
    assert archive.watches.find("Rød") == archive.watches.find(made.id) == made
    assert made.question == question
    assert (made.kinds, made.digest, made.made_by) == (("surge", "first"), "weekly", "Ada")
    assert made.is_on
    assert archive.watches.all() == [made]


def test_a_new_watch_begins_at_the_newest_change_and_knows_what_it_learned(
    archive: Archive,
) -> None:
    archive.add(make_report(1))

    def learn(look: Looking) -> Mapping[str, str]:
        return {event.id: "known" for event in look.events(EventQuery())}

    made = archive.watches.add(draft(), learn)
    newest = archive.newest_changes(1)[0].number
    assert made.seen == newest
    with archive.watches.looking() as look:
        assert look.changes(made.seen, 10) == []
        ids = [event.id for event in look.events(EventQuery())]
        assert look.marks(made.id, [*ids, "other"]) == dict.fromkeys(ids, "known")


def test_what_a_round_has_found_is_kept_together(archive: Archive, watch: Watch) -> None:
    kept = archive.watches.keep(watch, 7, [alert(1), alert(2)], {"a": "1"}, NOW)
    assert kept == [alert(1), alert(2)]
    now = archive.watches.find(watch.id)
    assert now == dataclasses.replace(watch, seen=7)
    rows = archive.watches.alerts()
    assert [row.id for row in rows] == ["alert-2", "alert-1"]
    assert rows[0].watch_name == "Raids"
    assert rows[0].at == NOW
    assert archive.watches.counts() == {watch.id: 2}
    assert archive.watches.alerts(kind="surge") == []
    assert archive.watches.alerts(limit=1, offset=1) == rows[1:]


def test_who_asks_from_an_old_number_keeps_nothing(archive: Archive, watch: Watch) -> None:
    assert archive.watches.keep(watch, 7, [alert(1)], {}, NOW) is not None
    assert archive.watches.keep(watch, 8, [alert(2)], {"late": ""}, NOW) is None
    assert len(archive.watches.alerts()) == 1
    with archive.watches.looking() as look:
        assert look.marks(watch.id, ["late"]) == {}


def test_the_same_thing_is_told_once(archive: Archive, watch: Watch) -> None:
    archive.watches.keep(watch, 7, [alert(1)], {}, NOW)
    now = archive.watches.find(watch.id)
    again = alert(1, id="alert-9")
    assert archive.watches.keep(now, 8, [again, alert(2)], {}, NOW) == [alert(2)]


def test_two_at_once_keep_it_once(target: str) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        watch = archive.watches.add(draft(channels=("mail a@b",)), nothing)
        results: list[object] = []

        def keep() -> None:
            with Archive.open(target, linker=SimpleLinker()) as other:
                results.append(other.watches.keep(watch, 7, [alert(1)], {"a": ""}, NOW))

        threads = [threading.Thread(target=keep) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(map(str, results)) == sorted([*["None"] * 3, str([alert(1)])])
        assert archive.watches.take_due(NOW, LATER) is not None
        assert archive.watches.take_due(NOW, LATER) is None


def test_each_channel_gets_each_alert_once(archive: Archive, watch: Watch) -> None:
    archive.watches.keep(watch, 7, [alert(1), alert(2)], {}, NOW)
    parcels = list(_taken(archive))
    assert sorted((parcel.channel, parcel.records) for parcel in parcels) == sorted(
        (channel, (f'{{"number": {number}}}',)) for channel in watch.channels for number in (1, 2)
    )
    assert len({parcel.message for parcel in parcels}) == 4
    assert {parcel.tries for parcel in parcels} == {1}
    archive.watches.delivered(parcels[0], NOW)
    archive.watches.failed(parcels[1], "no\0 answer", NOW, NOW + timedelta(hours=1))
    archive.watches.failed(parcels[2], "gone", NOW, None)
    sendings = {sending.channel: sending for sending in archive.watches.sendings(watch.id)}
    assert sum(sending.delivered for sending in sendings.values()) == 1
    assert sum(sending.given_up for sending in sendings.values()) == 1
    assert sum(sending.waiting for sending in sendings.values()) == 2
    at = NOW + timedelta(hours=2)
    again = list(_taken(archive, at))
    assert {parcel.message for parcel in again} == {parcels[1].message, parcels[3].message}
    assert {parcel.tries for parcel in again} == {2}


def test_a_digest_takes_all_that_is_due_of_its_watch_and_channel(archive: Archive) -> None:
    watch = archive.watches.add(draft(channels=("mail a@b",), digest="daily"), nothing)
    other = archive.watches.add(draft("Other", channels=("mail a@b",), digest="daily"), nothing)
    archive.watches.keep(watch, 7, [alert(1), alert(2)], {}, LATER)
    archive.watches.keep(other, 7, [alert(3)], {}, LATER)
    assert archive.watches.take_due(NOW, LATER) is None
    parcels = list(_taken(archive, LATER))
    assert [(parcel.watch_name, len(parcel.records)) for parcel in parcels] == [
        ("Raids", 2),
        ("Other", 1),
    ]
    assert all(parcel.is_digest for parcel in parcels)


def test_nothing_goes_where_a_watch_does_not_want_it_any_more(
    archive: Archive, watch: Watch
) -> None:
    archive.watches.keep(watch, 7, [alert(1)], {}, NOW)
    archive.watches.change(watch.id, draft(channels=("mail a@b", "mail new@b")), nothing)
    archive.watches.switch(watch.id, nothing, is_on=False)
    assert archive.watches.take_due(NOW, LATER) is None, "it is off"
    archive.watches.switch(watch.id, nothing, is_on=True)
    (parcel,) = _taken(archive)
    assert parcel.channel == "mail a@b", "the new address gets what comes from now on"


def test_alerts_after_one(archive: Archive, watch: Watch) -> None:
    archive.watches.keep(watch, 7, [alert(1), alert(2), alert(3)], {}, NOW)
    number = archive.watches.alert_number("alert-1")
    assert [row.id for row in archive.watches.alerts(after=number)] == ["alert-3", "alert-2"]
    with pytest.raises(StoreError, match="no alert"):
        archive.watches.alert_number("alert-9")


def test_forgetting_a_watch_forgets_all_of_it(archive: Archive, watch: Watch) -> None:
    other = archive.watches.add(draft("Other"), nothing)
    archive.watches.keep(watch, 7, [alert(1)], {"a": ""}, NOW)
    archive.watches.keep(other, 7, [alert(2)], {"a": ""}, NOW)
    assert archive.watches.remove(watch.id) == 1
    assert [row.id for row in archive.watches.alerts()] == ["alert-2"]
    assert archive.watches.take_due(NOW, LATER) is None
    with pytest.raises(StoreError, match="any more"):
        archive.watches.remove(watch.id)
    with pytest.raises(StoreError, match="any more"):
        archive.watches.switch(watch.id, nothing, is_on=False)


def test_a_watch_is_found_by_its_name_or_the_beginning_of_its_id(
    archive: Archive, watch: Watch
) -> None:
    for name in ("Raids", watch.id, watch.id[:12]):
        assert archive.watches.find(name) == watch
    for name in ("raids", "watch-", watch.id[:9], "%", "\0", "watch-zzzzzz"):
        with pytest.raises(StoreError, match="no watch"):
            archive.watches.find(name)


def test_questions_are_checked_when_they_are_made() -> None:
    for asked in ({"near": "a,b,c"}, {"near": "0,0,0"}, {"near": "nan,0,1"}, {"tie": "x"}):
        with pytest.raises(ConfigError):
            make_question(asked)
    assert Question().asked() == {}


@pytest.mark.parametrize(
    ("lat", "lon", "is_in"),
    [
        (0, 0, True),
        (0, 0.4, True),
        (0, 0.5, False),
        (0.4, 0, True),
        (0, 359.7, True),
        (9, 9, False),
    ],
)
def test_a_circle_is_round(lat: float, lon: float, is_in: bool) -> None:
    near = make_question({"near": "0,0,50"}).near
    assert near is not None
    assert near.holds(lat, lon) is is_in


def test_a_circle_goes_over_the_date_line() -> None:
    near = make_question({"near": "0,179.9,50"}).near
    assert near is not None
    assert near.holds(0, -179.9)


def _taken(archive: Archive, at: datetime = NOW) -> Iterator[Any]:
    while (parcel := archive.watches.take_due(at, at + timedelta(minutes=5))) is not None:
        yield parcel
