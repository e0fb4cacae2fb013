"""A watch tells what is new: once, on whose word, and not for copies."""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from dateline.errors import ConfigError, EvidenceError, StoreError
from dateline.records import Alert, Report, Span, alert_from_json, alert_to_json, event_from_json
from dateline.store import Archive, EventQuery, Watch
from dateline.watch import add_watch, ask_watch, ask_watches, change_watch, make_draft, switch_watch
from dateline.watch.asking import due_at
from tests.watch.told import raid, with_tie

NOW = datetime(2021, 3, 10, 12, tzinfo=UTC)


def watch(archive: Archive, kinds: Sequence[str] = (), **asked: Any) -> Watch:
    return add_watch(archive, make_draft("The watch", asked, kinds=kinds))


def ask(archive: Archive) -> list[Alert]:
    return list(ask_watches(archive, NOW))


def told(archive: Archive, *reports: Report) -> list[tuple[str, str]]:
    """What is told after these reports have come, by kind and title."""
    for report in reports:
        archive.add(report)
    return [(alert.kind, alert.title) for alert in ask(archive)]


def test_a_new_event_is_told_once_with_whose_word_it_is(archive: Archive) -> None:
    watch(archive, place="Varda")
    archive.add(raid(1, speaker="Ilse Brandt", certainty="attributed"))
    (alert,) = ask(archive)
    assert alert.kind == "match"
    assert (alert.outlets, alert.speakers) == (("Gazette of 1",), ("Ilse Brandt",))
    assert (alert.articles, alert.copies) == (1, 0)
    assert alert.event is not None
    assert (alert.event.certainty, alert.event.toll) == ("attributed", ("9 killed",))
    (voice,) = alert.voices
    report = archive.report(voice.article)
    assert report is not None
    assert [report.article.quote(quote.span) for quote in voice.evidence] == [
        quote.text for quote in voice.evidence
    ]
    assert {first.name for first in alert.first} == {"Red Guard", "Varda, MOZ"}
    assert ask(archive) == []


def test_what_was_there_before_the_watch_is_not_told(archive: Archive) -> None:
    archive.add(raid(1))
    watch(archive, place="Varda")
    assert told(archive) == []
    (alert,) = told(archive, raid(2, day="2021-06-01"))
    assert "first" not in alert[1], "the actor and the place are known"


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ({"place": "Oslo"}, False),
        ({"type": "assault"}, True),
        ({"type": "PROTEST"}, False),
        ({"actor": "red"}, True),
        ({"min_killed": 10}, False),
        ({"text": "siege villagers"}, False),
        ({"text": "attacked villagers"}, True),
        ({"near": "42.05,20.05,10"}, True),
        ({"near": "42.5,20.5,10"}, False),
        ({"outlet": "gazette of 1"}, True),
        ({"certainty": "alleged"}, False),
        ({}, True),
    ],
)
def test_a_watch_is_asked_as_events_are(
    archive: Archive, asked: dict[str, Any], answers: bool
) -> None:
    watch(archive, kinds=["match"], **asked)
    assert bool(told(archive, raid(1))) is answers


def test_the_middle_of_a_province_is_not_in_a_circle(archive: Archive) -> None:
    watch(archive, near="42,20,10")
    assert told(archive, raid(1, precision=4)) == []


def test_a_copy_tells_nothing(archive: Archive) -> None:
    watch(archive)
    original = raid(1, speaker="Ilse Brandt")
    assert told(archive, original) != []
    copied = dataclasses.replace(
        original,
        article=dataclasses.replace(original.article, outlet="The Copier", id="a-copy-of-it"),
    )
    assert told(archive, copied) == []
    (row,) = archive.events(EventQuery())
    assert row.articles == 2


def test_a_toll_that_moves_is_told_with_the_words(archive: Archive) -> None:
    watch(archive, place="Varda")
    told(archive, raid(1, killed=9))
    archive.add(raid(2, killed=14, published="2021-03-05", speaker="Anna Sorin"))
    (alert,) = ask(archive)
    assert alert.kind == "moved"
    (moved,) = (one for one in alert.moved if one.field == "killed")
    assert (moved.before, moved.after) == ("9", "14")
    assert moved.voice.speakers == ("Anna Sorin",)
    assert "14" in moved.voice.evidence[0].text
    assert told(archive, raid(3, killed=14, published="2021-03-06")) == [], "the same figure again"


def test_a_newer_version_of_an_article_moves_its_figure(archive: Archive) -> None:
    watch(archive, place="Varda")
    told(archive, raid(1, killed=9))
    newer = raid(1, killed=11, published="2021-03-05", outlet="Gazette of 1")
    ((kind, title),) = told(archive, newer)
    assert kind == "moved"
    assert "killed 9 → 11" in title
    (row,) = archive.events(EventQuery())
    assert event_from_json(row.record).counts.versions == 1


def test_certainty_and_denials_move(archive: Archive) -> None:
    watch(archive, place="Varda")
    told(archive, raid(1, certainty="alleged", speaker="Ilse Brandt"))
    archive.add(raid(2, published="2021-03-05", certainty="stated"))
    (alert,) = ask(archive)
    assert ("certainty", "alleged", "stated") in [
        (one.field, one.before, one.after) for one in alert.moved
    ]
    archive.add(raid(3, published="2021-03-06", certainty="denied", speaker="The Red Guard"))
    (alert,) = ask(archive)
    assert ("denied", "The Red Guard denies it") in [(one.field, one.after) for one in alert.moved]


def test_an_event_that_begins_to_answer_is_a_match(archive: Archive) -> None:
    watch(archive, min_killed=12)
    assert told(archive, raid(1, killed=None)) == []
    ((kind, title),) = told(archive, raid(2, killed=30, published="2021-03-05"))
    assert kind == "match"
    assert "killed" in title


def test_first_times_alone(archive: Archive) -> None:
    watch(archive, kinds=["first"], place="Varda")
    assert [kind for kind, _ in told(archive, raid(1))] == ["first"]
    ((_, title),) = told(archive, raid(2, day="2021-06-01", actor="Blue Guard"))
    assert title.startswith("First time: Blue Guard –")
    assert told(archive, raid(3, day="2021-09-01", actor="Blue Guard")) == []


def test_a_new_tie_is_told_and_a_known_one_is_not(archive: Archive) -> None:
    archive.add(with_tie(raid(1), "Red Guard", "Blue Guard"))
    watch(archive, tie="any")
    assert told(archive, with_tie(raid(2, day="2021-06-01"), "Blue Guard", "Red Guard")) == []
    archive.add(with_tie(raid(3, day="2021-07-01"), "Red Guard", "Green Guard", "fights"))
    (alert,) = ask(archive)
    assert alert.title == "First time: tie Red Guard – fights – Green Guard"
    assert alert.voices[0].evidence[0].text == "Red Guard stands with Green Guard."
    assert alert.articles is None, "whether others tell it was not counted"


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ({"tie": "allied"}, True),
        ({"tie": "fights"}, False),
        ({"tie": "any", "actor": "blue"}, True),
        ({"tie": "any", "actor": "gunmen"}, False),
        ({"tie": "any", "certainty": "alleged"}, False),
        ({"tie": "any", "place": "Varda"}, True),
        ({"tie": "any", "place": "Oslo"}, False),
    ],
)
def test_ties_are_asked_by_their_ends_and_by_the_events_of_their_article(
    archive: Archive, asked: dict[str, Any], answers: bool
) -> None:
    watch(archive, **asked)
    assert bool(told(archive, with_tie(raid(1), "Red Guard", "Blue Guard"))) is answers


def test_an_earlier_report_that_renames_the_event_tells_nothing_twice(archive: Archive) -> None:
    watch(archive, kinds=["match"])
    told(archive, raid(1, published="2021-03-08"))
    (before,) = archive.events(EventQuery())
    assert told(archive, raid(2, published="2021-03-05")) == []
    (after,) = archive.events(EventQuery())
    assert before.id != after.id, "the first report gives the event its id"


def test_reading_anew_and_deciding_tell_nothing(archive: Archive) -> None:
    watch(archive)
    report = raid(1)
    told(archive, report, raid(2, day="2021-08-01"))
    for begin in (0, 4):  # with another id; and with evidence that begins elsewhere
        claims = tuple(
            dataclasses.replace(
                one,
                id=f"c{begin + 7}",
                evidence=tuple(Span(span.start + begin, span.end) for span in one.evidence),
            )
            for one in report.claims
        )
        archive.add(dataclasses.replace(report, claims=claims), replace=True)
        assert told(archive) == []
    first, second = archive.events(EventQuery())
    archive.merge(first.id, second.id, by="Ada")
    assert told(archive) == []
    archive.undo(by="Ada")
    assert told(archive) == []


def test_a_watch_that_rests_tells_nothing_of_that_time(archive: Archive) -> None:
    made = watch(archive)
    off = switch_watch(archive, made, is_on=False)
    assert told(archive, raid(1)) == []
    switch_watch(archive, off, is_on=True)
    assert told(archive) == []
    assert [kind for kind, _ in told(archive, raid(2, day="2021-06-01"))] == ["match"]


def test_a_changed_question_knows_what_answers_it(archive: Archive) -> None:
    made = watch(archive, place="Oslo")
    archive.add(raid(1))
    change_watch(archive, made, make_draft("Another", {"place": "Varda"}))
    assert told(archive) == []
    assert [kind for kind, _ in told(archive, raid(2, day="2021-06-01"))] == ["match"]


def test_two_that_ask_at_once_tell_it_once(archive: Archive) -> None:
    made = watch(archive)
    archive.add(raid(1))
    assert len(list(ask_watch(archive, made, NOW))) == 1
    assert list(ask_watch(archive, made, NOW)) == [], "it has asked from an old number"
    assert len(archive.watches.alerts()) == 1


def test_many_changes_are_asked_in_parts(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    watch(archive, kinds=["match"])
    monkeypatch.setattr("dateline.watch.asking._CHANGES_AT_ONCE", 1)
    months = [f"2020-{month:02}-01" for month in range(1, 7)]
    assert len(told(archive, *(raid(n, day=day) for n, day in enumerate(months)))) == 6


def test_alerts_are_kept_as_they_were_told(archive: Archive) -> None:
    made = watch(archive)
    archive.add(raid(1))
    alerts = ask(archive)
    rows = archive.watches.alerts(made.id)
    assert [alert_from_json(row.record) for row in rows] == alerts
    assert alert_from_json(alert_to_json(alerts[0])) == alerts[0]
    with pytest.raises(EvidenceError, match="quotes nothing"):
        dataclasses.replace(alerts[0], voices=())
    with pytest.raises(EvidenceError, match="not a dateline"):
        alert_from_json("{}")


@pytest.mark.parametrize(
    ("digest", "at", "due"),
    [
        ("at-once", "2021-03-10T12:00", "2021-03-10T12:00"),
        ("daily", "2021-03-10T12:00", "2021-03-11T06:00"),
        ("daily", "2021-03-10T05:59", "2021-03-10T06:00"),
        ("weekly", "2021-03-10T12:00", "2021-03-15T06:00"),  # a Wednesday, the Monday after
        ("weekly", "2021-03-15T05:00", "2021-03-15T06:00"),
        ("weekly", "2021-03-15T06:00", "2021-03-22T06:00"),
    ],
)
def test_when_digests_are_due(digest: Any, at: str, due: str) -> None:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert due_at(digest, when) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "asked", "channels", "told_so"),
    [
        ("", {}, {}, "name"),
        ("x" * 201, {}, {}, "name: at most 200"),
        ("x", {"near": "1,2"}, {}, "near"),
        ("x", {"near": "91,0,5"}, {}, "near"),
        ("x", {"tie": "friends"}, {}, "tie: unknown"),
        ("x", {"type": "none"}, {}, "type: unknown"),
        ("x", {"since": "soon"}, {}, "since"),
        ("x", {}, {"webhooks": ["ftp://a/b"]}, "webhook"),
        ("x", {}, {"webhooks": ["https://me:secret@a/b"]}, "webhook"),
        ("x", {}, {"webhooks": ["https://a/b\nHost: c"]}, "webhook"),
        ("x", {}, {"mails": ["ada"]}, "mail"),
        ("x", {}, {"mails": ["ada@b\nBcc: c@d"]}, "mail"),
        ("x", {}, {"digest": "hourly"}, "digest"),
        ("x", {}, {"kinds": ["all"]}, "kinds"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    name: str, asked: dict[str, Any], channels: dict[str, Any], told_so: str
) -> None:
    with pytest.raises(ConfigError, match=told_so):
        make_draft(name, asked, **channels)


def test_names_are_taken_once(archive: Archive) -> None:
    made = watch(archive)
    with pytest.raises(StoreError, match="already"):
        watch(archive)
    assert archive.watches.find(made.id[:14]) == made
    assert archive.watches.remove(made.id) == 0
    with pytest.raises(StoreError, match="no watch"):
        archive.watches.find("The watch")
