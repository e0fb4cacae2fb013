"""What a watch asks while it looks at news, on each database, of what the real linker has made."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from dateline.pipeline import open_archive
from dateline.store import Archive, EventQuery, Looking
from dateline.watch import add_watch, ask_watches, make_draft
from tests.watch.told import raid, with_tie

FIRST, SECOND = raid(1), raid(2, day="2021-06-01", place="Oslo", killed=None, certainty="alleged")
TIED = with_tie(raid(3, day="2021-09-01"), "Red Guard", "Blue Band")


@pytest.fixture
def linked(target: str) -> Iterator[Archive]:
    with open_archive(target) as archive:
        for report in (FIRST, SECOND, TIED):
            archive.add(report)
        yield archive


@pytest.fixture
def look(linked: Archive) -> Iterator[Looking]:
    with linked.watches.looking() as look:
        yield look


def test_sketches_say_in_short_what_events_say(look: Looking) -> None:
    first, second = list(look.sketches(EventQuery(until="2021-06")))[::-1]
    assert (first.place, first.country, first.precision) == ("Varda", "MOZ", 1)
    assert (first.lat, first.lon) == (42.0, 20.0)
    assert (first.first_on, first.last_on) == (date(2021, 3, 4), date(2021, 3, 4))
    assert (second.status, second.certainty) == ("happened", "alleged")
    assert list(look.sketches(EventQuery(), [first.id])) == [first]
    assert list(look.sketches(EventQuery(place="Oslo"), [first.id])) == []
    assert [row.id for row in look.events(EventQuery(), [first.id, "other"])] == [first.id]


def test_an_event_without_a_place_has_none(target: str) -> None:
    with open_archive(target) as archive:
        archive.add(dataclasses.replace(
            FIRST, claims=tuple(dataclasses.replace(one, where=None) for one in FIRST.claims)
        ))  # fmt: skip
        with archive.watches.looking() as look:
            (sketch,) = look.sketches(EventQuery())
    assert (sketch.place, sketch.lat, sketch.lon, sketch.precision) == (None, None, None, None)


def test_who_takes_part(look: Looking) -> None:
    ids = [sketch.id for sketch in look.sketches(EventQuery(place="Oslo"))]
    takers = list(look.takers(ids))
    assert ("armed-group", "Red Guard", ("red guard",)) in [
        (taker.kind, taker.name, taker.names) for taker in takers
    ]
    assert {taker.event_id for taker in takers} == set(ids)


def test_articles_that_name_two_and_came_before(look: Looking) -> None:
    actors = look.actors_in(TIED.article.id)
    ends = [
        actors[entity.id] for entity in TIED.entities if entity.name.endswith(("Guard", "Band"))
    ]
    assert len(ends) == 2
    assert list(look.reports_naming(ends, before=TIED.article.id)) == []
    (red,) = {actors[entity.id] for entity in TIED.entities if entity.name == "Red Guard"}
    assert list(look.reports_naming([red], before=TIED.article.id)) == [FIRST, SECOND]
    assert list(look.reports_naming([red], before=SECOND.article.id)) == [FIRST]


def test_what_an_article_tells_and_when_any_was_published(look: Looking) -> None:
    (event_id,) = look.events_in(FIRST.article.id)
    assert event_id in {sketch.id for sketch in look.sketches(EventQuery(place="Varda"))}
    assert look.report(FIRST.article.id) == FIRST
    assert look.report("none") is None
    assert sorted(look.days_published(date(2021, 6, 1))) == [date(2021, 6, 1), date(2021, 9, 1)]


def test_copies_know_their_originals(linked: Archive) -> None:
    copied = dataclasses.replace(
        FIRST, article=dataclasses.replace(FIRST.article, outlet="The Copier", id="a-copy-of-it")
    )
    linked.add(copied)
    with linked.watches.looking() as look:
        assert look.originals(["a-copy-of-it"]) == {"a-copy-of-it": {FIRST.article.id}}
        assert look.originals([SECOND.article.id]) == {}


def test_a_watch_on_each_database(target: str) -> None:
    now = datetime(2021, 9, 2, tzinfo=UTC)
    with open_archive(target) as archive:
        archive.add(FIRST)
        add_watch(archive, make_draft("All", {"near": "59.9,10.7,30"}))
        add_watch(archive, make_draft("Ties", {"tie": "any"}))
        archive.add(SECOND)
        archive.add(TIED)
        told = {alert.watch.name: alert.kind for alert in ask_watches(archive, now)}
        assert told == {"All": "match", "Ties": "first"}
        assert list(ask_watches(archive, now)) == []
