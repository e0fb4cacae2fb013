"""What a screen shows of the whole archive."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dateline.store import (
    ActorQuery,
    Archive,
    EventDays,
    EventQuery,
    full_text,
    linked_questions,
    overviews,
)
from tests.making import MadeClaim
from tests.store.test_linking import blast, told


def test_events_are_counted_by_the_day_they_began(archive: Archive) -> None:
    archive.add(told(1, blast(1), blast(2, place="Oslo")))
    archive.add(told(2, blast(1)))
    archive.add(told(3, MadeClaim(place="Oslo", actor="Weavers")))
    days = archive.count_event_days(EventQuery(limit=1, offset=7))
    assert days.number == len(list(archive.events()))
    assert dict(days.days)[None] == 1
    assert dict(days.days)[date(2021, 3, 2)] == 1
    assert archive.count_event_days(EventQuery(place="nowhere")) == EventDays([])


def test_the_days_of_an_actor_are_those_of_its_events(archive: Archive) -> None:
    archive.add(told(1, blast(1), blast(2, place="Oslo"), MadeClaim(place="Oslo", actor="Weavers")))
    archive.add(told(2, blast(1), MadeClaim(place="Lima", actor="Weavers", when=(None, "2011"))))
    for row in archive.actors():
        for period in ({}, {"since": "2021"}, {"until": "2021-03-02"}, {"until": "2020"}):
            query = EventQuery(actor=row.id, **period)
            events = list(archive.events(query))
            begun = Counter(
                None if event.first_on == date.min else event.first_on for event in events
            )
            days = archive.count_event_days(query)
            assert dict(days.days) == begun
            assert days == archive.count_event_days(replace(query, limit=1, offset=3))


def test_frequent_words_are_counted_in_the_newest_events(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, place in enumerate(("Varda", "Oslo", "Lima"), 1):
        archive.add(told(number, blast(number, place=place)))
    query, rare = EventQuery(text="attacked"), EventQuery(text="nothing of the kind")
    whole = archive.count_event_days(query)
    assert whole.number == 3
    monkeypatch.setattr(full_text, "_SEVERAL", 0)
    assert archive.count_event_days(query) == whole
    monkeypatch.setattr(overviews, "_LOOKED_THROUGH", 2)
    newest = archive.count_event_days(query)
    assert newest.newest == 2
    assert newest.number == 2
    assert newest.days == whole.days[-2:]
    assert archive.count_event_days(rare) == EventDays([])
    early = replace(query, until=str(whole.days[0][0]))
    assert archive.count_event_days(early) == EventDays(whole.days[:1])


def test_who_knows_no_beginning_counts_none(archive: Archive) -> None:
    """ "Until 2011" did not begin in the year one."""
    archive.add(told(1, MadeClaim(place="Oslo", when=(None, "2011"))))
    archive.add(told(2, MadeClaim(place="Varda")))
    assert archive.count_event_days(EventQuery()) == EventDays([(None, 2)])


def test_actors_are_counted_whatever_the_limit(archive: Archive) -> None:
    archive.add(told(1, blast(1), blast(2, actor="Blue Guard", place="Oslo")))
    assert archive.count_actors(ActorQuery(limit=1)) == len(list(archive.actors()))
    assert archive.count_actors(ActorQuery(actor="blue")) == 1


def test_actors_of_many_events_are_found_as_those_of_few(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(told(1, blast(1), blast(2, actor="Blue Guard", place="Oslo")))
    archive.add(told(2, blast(1), MadeClaim(place="Lima", actor="Weavers", country="PER")))
    asked = [
        ActorQuery(type="ASSAULT"),
        ActorQuery(since="2021", until="2021"),
        ActorQuery(),
        ActorQuery(since="2022"),
        ActorQuery(until="2021-03-02"),
        ActorQuery(type="ASSAULT", since="2021-03-02"),
        ActorQuery(type="PROTEST", since="2021"),
    ]
    few = [[row.id for row in archive.actors(query)] for query in asked]
    assert few[0]
    assert few[0] != few[2]
    monkeypatch.setattr(linked_questions, "_SEVERAL", 0)
    assert [[row.id for row in archive.actors(query)] for query in asked] == few
    assert [archive.count_actors(query) for query in asked] == list(map(len, few))


def test_events_of_a_period_are_found_in_the_same_order_however_many_there_are(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(told(1, blast(1), blast(2, place="Oslo"), MadeClaim(place="Oslo", actor="Weavers")))
    archive.add(told(2, blast(1), blast(2, place="Lima", actor="Weavers"), published=3))
    asked = [
        EventQuery(since="2021"),
        EventQuery(until="2021-03-01"),
        EventQuery(limit=2, offset=1),
    ]
    asked.append(EventQuery(since="2021-03-01", until="2021-03-02", type="ASSAULT", limit=2))
    few = [list(archive.events(query)) for query in asked]
    assert len(few[0]) == 3
    assert few[3] == few[0][:2]
    monkeypatch.setattr(linked_questions, "_SEVERAL", 0)
    assert [list(archive.events(query)) for query in asked] == few


def test_what_takes_long_is_not_counted(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    report = told(1, blast(1), blast(2, actor="Blue Guard", place="Oslo"))
    archive.add(report)
    word = report.article.text.split()[0]
    everybody = len(list(archive.actors()))
    assert archive.count_actors(ActorQuery(text=word)) == everybody
    monkeypatch.setattr(linked_questions, "_MANY", 1)
    assert archive.count_actors(ActorQuery(type="ASSAULT")) is None
    assert archive.count_actors(ActorQuery(type="ASSAULT", since="2021-03-02")) is not None
    assert archive.count_actors(ActorQuery(text=word)) is None
    assert archive.count_actors(ActorQuery(actor="blue")) == 1


def test_an_actor_is_told_by_the_newest_articles(archive: Archive) -> None:
    for number in (1, 2, 3):
        archive.add(told(number, blast(number)))
    (row, *_) = archive.actors()
    whole = archive.entities_of(row.id)
    assert row.articles == 3
    assert archive.entities_of(row.id, newest=3) == whole
    assert archive.entities_of(row.id, newest=2) == whole[-2:]
    assert archive.entities_of(row.id, newest=1, offset=1) == whole[-2:-1]
    assert archive.entities_of(row.id, offset=2) == whole[:1]
    assert archive.entities_of(row.id, newest=2, offset=3) == []
    assert archive.count_articles_naming(row.id) == 3
    assert archive.count_articles_naming("actor-0123456789abcdef") == 0


def test_the_newest_articles_and_changes_come_first(archive: Archive) -> None:
    for number in (1, 2, 3):
        archive.add(told(number, blast(number)))
    assert [r.article.id for r in archive.newest_articles(2)] == ["article-03", "article-02"]
    assert [r.article.id for r in archive.newest_articles(2, 2)] == ["article-01"]
    oldest_first = list(archive.changes())
    assert archive.newest_changes(1000) == oldest_first[::-1]
    assert archive.newest_changes(2) == oldest_first[:-3:-1]


def test_the_records_of_an_article_know_their_groups(archive: Archive) -> None:
    report = told(1, blast(1), blast(2, place="Oslo"))
    archive.add(report)
    groups = archive.groups_of(report.article.id)
    assert set(groups.events) == {claim.id for claim in report.claims}
    for claim_id, event_id in groups.events.items():
        assert claim_id in {row.claim.id for row in archive.claims_of(event_id)}
    for entity_id, actor_id in groups.actors.items():
        assert entity_id in {entity.id for _, entity in archive.entities_of(actor_id)}
    assert groups.actors
    assert archive.groups_of("article-99").events == {}
