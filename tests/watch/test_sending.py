"""Alerts go out at least once, under one id, and never where they must not."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import StoreError
from dateline.pipeline import open_archive
from dateline.records import alert_from_json
from dateline.settings import settings
from dateline.store import Archive
from dateline.watch import add_watch, ask_watches, make_draft
from dateline.watch.sending import MOST_TRIES, Sent, pause_after, send_due
from tests.watch.receivers import Hook, listening_hook
from tests.watch.told import raid

SECRET = "whsec_" + base64.b64encode(b"a key of thirty-two bytes, no more").decode()
NOW = datetime(2021, 3, 10, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def secret(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATELINE_WEBHOOK_SECRET", SECRET)
    settings.cache_clear()


def tell(archive: Archive, url: str, *, alerts: int = 1, **draft: Any) -> None:
    """A watch that posts to an address has told of so many raids."""
    add_watch(archive, make_draft("Raids", {}, kinds=["match"], webhooks=[url], **draft))
    for number in range(alerts):
        archive.add(raid(number, day=f"2020-0{number + 1}-04"))
    assert len(list(ask_watches(archive, NOW))) == alerts


def send(archive: Archive, at: datetime = NOW, *, allow_private: bool = True) -> list[Sent]:
    return list(send_due(archive, allow_private=allow_private, clock=lambda: at))


def problem(archive: Archive, hook: Hook, at: datetime = NOW) -> str:
    """Why the one message did not arrive."""
    (sent,) = send(archive, at)
    assert sent.problem is not None
    return sent.problem


def test_an_alert_is_posted_once_and_signed(archive: Archive) -> None:
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address)
        (sent,) = send(archive)
        assert sent.problem is None
        assert send(archive, NOW + timedelta(days=9)) == []
    ((headers, body),) = hook.posted
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{signature}"
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    told = json.loads(body)
    assert told["type"] == "dateline.alert"
    (record,) = told["data"]["alerts"]
    assert alert_from_json(json.dumps(record)).voices[0].evidence


def test_a_server_in_trouble_is_tried_again_under_the_same_id(archive: Archive) -> None:
    with listening_hook((500, {}), (503, {}), (204, {})) as hook:
        tell(archive, hook.address)
        assert "answered 500" in problem(archive, hook)
        assert send(archive) == [], "not before its time"
        at = NOW + timedelta(seconds=pause_after(1))
        assert "answered 503" in problem(archive, hook, at)
        assert send(archive, at + timedelta(seconds=pause_after(2) - 1)) == []
        (sent,) = send(archive, at + timedelta(seconds=pause_after(2)))
        assert sent.problem is None
        assert len(hook.posted) == 3
        assert len(set(hook.ids)) == 1


def test_a_server_that_hangs_does_not_hold_up_the_others(archive: Archive) -> None:
    with listening_hook("hang", (200, {})) as hook:
        tell(archive, hook.address, alerts=2)
        first, second = send(archive)
    assert first.problem is not None
    assert "no answer" in first.problem
    assert second.problem is None


def test_redirects_are_not_followed(archive: Archive) -> None:
    with listening_hook((307, {"Location": "/elsewhere"})) as hook:
        tell(archive, hook.address)
        assert "points elsewhere" in problem(archive, hook)
        assert (len(hook.posted), hook.asked_elsewhere) == (1, [])


def test_who_asks_to_wait_is_waited_for(archive: Archive) -> None:
    with listening_hook((429, {"Retry-After": "600"}), (200, {})) as hook:
        tell(archive, hook.address)
        problem(archive, hook)
        assert send(archive, NOW + timedelta(seconds=599)) == []
        assert len(send(archive, NOW + timedelta(seconds=600))) == 1


def test_who_is_gone_is_given_up_and_so_is_who_never_answers(archive: Archive) -> None:
    with listening_hook((410, {})) as hook:
        tell(archive, hook.address)
        (sent,) = send(archive)
        assert sent.is_given_up
        assert send(archive, NOW + timedelta(days=99)) == []
        (watch,) = archive.watches.all()
        (sending,) = archive.watches.sendings(watch.id)
        assert (sending.given_up, sending.waiting) == (1, 0)


def test_tries_end_after_about_two_days(archive: Archive) -> None:
    assert timedelta(days=1.5) < timedelta(
        seconds=sum(pause_after(tries) for tries in range(1, MOST_TRIES))
    ) < timedelta(days=2.5)  # fmt: skip
    with listening_hook((500, {})) as hook:
        tell(archive, hook.address)
        at = NOW
        for tries in range(1, MOST_TRIES + 1):
            (sent,) = send(archive, at)
            assert sent.is_given_up is (tries == MOST_TRIES)
            at += timedelta(hours=6)
        assert len(hook.posted) == MOST_TRIES


def test_private_addresses_are_refused_unless_allowed(archive: Archive) -> None:
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address)
        (sent,) = send(archive, allow_private=False)
        assert sent.problem is not None
        assert "private network" in sent.problem
        assert hook.posted == []


@pytest.mark.parametrize(
    ("given", "told"),
    [(None, "set DATELINE_WEBHOOK_SECRET"), ("short", "too short"), ("whsec_%", "not base64")],
)
def test_nothing_is_posted_without_a_signature(
    archive: Archive, environment: pytest.MonkeyPatch, given: str | None, told: str
) -> None:
    if given is None:
        environment.delenv("DATELINE_WEBHOOK_SECRET")
    else:
        environment.setenv("DATELINE_WEBHOOK_SECRET", given)
    settings.cache_clear()
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address)
        assert told in problem(archive, hook)
        assert hook.posted == []


def test_a_digest_is_one_message_and_the_same_when_it_is_sent_again(archive: Archive) -> None:
    with listening_hook((500, {}), (200, {})) as hook:
        tell(archive, hook.address, alerts=2, digest="daily")
        assert send(archive) == [], "not before the morning"
        morning = NOW.replace(day=11, hour=6)
        problem(archive, hook, morning)
        archive.add(raid(5, day="2020-09-04"))
        list(ask_watches(archive, morning + timedelta(seconds=1)))
        (sent,) = send(archive, morning + timedelta(minutes=1))
        assert len(sent.parcel.records) == 2, "what came later waits for the next"
        first, second = (json.loads(body)["data"] for _, body in hook.posted)
        assert first == second
        assert len(set(hook.ids)) == 1
        assert len(send(archive, morning + timedelta(days=1))) == 1


def test_what_a_dead_process_had_taken_is_sent_again_under_the_same_id(archive: Archive) -> None:
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address)
        taken = archive.watches.take_due(NOW, NOW + timedelta(seconds=60))
        assert taken is not None
        assert send(archive, NOW + timedelta(seconds=59)) == [], "it may still be at work"
        (sent,) = send(archive, NOW + timedelta(seconds=61))
        assert sent.parcel.message == taken.message
        assert hook.ids == [taken.message]


def test_a_message_that_arrived_but_was_not_noted_has_the_same_id_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the answer and the note: twice, but known by its id."""
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address)

        def fail(*_: object) -> None:
            raise StoreError("the disk is full")

        with monkeypatch.context() as patch:
            patch.setattr("dateline.store.Watches.delivered", fail)
            with pytest.raises(StoreError):
                send(archive)
        assert len(send(archive, NOW + timedelta(hours=1))) == 1
        assert len(hook.ids) == 2
        assert len(set(hook.ids)) == 1


def test_two_processes_send_each_message_once(archive: Archive, tmp_path: Path) -> None:
    with listening_hook((200, {})) as hook:
        tell(archive, hook.address, alerts=4)
        with open_archive(str(tmp_path / "archive.sqlite")) as other:
            mine = send_due(archive, allow_private=True, clock=lambda: NOW)
            theirs = send_due(other, allow_private=True, clock=lambda: NOW)
            assert len([next(mine), next(theirs), *mine, *theirs]) == 4
        assert len(set(hook.ids)) == len(hook.ids) == 4
