"""`pipeline.linker` in an archive: what `dateline.linking` judges, kept and told."""

import dataclasses
from pathlib import Path

import pytest

from dateline.pipeline import open_archive, read_actor
from dateline.records import EntityKind, Event, event_from_json
from dateline.store import ActorQuery, Archive, EventQuery
from tests.linking.people import make_actor_report
from tests.making import MadeClaim, make_report


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that links by the rules that ship."""
    return open_archive(str(tmp_path / "archive.sqlite"))


def test_an_actor_goes_by_what_it_is_mostly_called(archive: Archive) -> None:
    called = ["Oumar Sidibe", "Oumar Sidibé", "Oumar Sidibé"]
    titles = ["general", "minister", "mayor"]  # so that they are three identities
    for number, (name, title) in enumerate(zip(called, titles, strict=True)):
        report = make_actor_report(name, number, title=title)
        article = dataclasses.replace(report.article, published=f"2021-03-0{number + 1}")
        archive.add(dataclasses.replace(report, article=article))
    (row,) = archive.actors(ActorQuery(actor="Oumar"))
    assert row.name == "Oumar Sidibé"


def test_the_record_of_an_actor_says_why_it_is_one(archive: Archive) -> None:
    reports = [
        make_actor_report(name, number)
        for number, name in enumerate(("Oumar Sidibé", "Oumar Sidibe", "Oumar Sidibé"))
    ]
    for report in reports:
        archive.add(report)
    (row,) = archive.actors(ActorQuery(actor="Oumar"))
    actor = read_actor(archive, row.id)
    (link,) = actor.links  # the first and the third are of one profile
    first = min(f"{report.article.id}#e1" for report in reports[::2])
    assert {link.a, link.b} == {first, f"{reports[1].article.id}#e1"}
    assert "are spellings of one name" in link.reason or "are one name" in link.reason


def test_an_actor_is_of_one_kind_in_the_list_and_in_its_record(archive: Archive) -> None:
    kinds: tuple[EntityKind, ...] = ("armed-group", "organization", "organization")
    for number, kind in enumerate(kinds):
        archive.add(make_actor_report("Banner of the Dunes", number, kind=kind))
    first, *others = (f"{report.article.id}#e1" for report in archive.reports())
    for other in others:
        archive.merge(first, other, by="Ada")
    (row,) = archive.actors(ActorQuery(actor="Banner"))
    for newest in (None, 1, 2):
        actor = read_actor(archive, row.id, newest=newest)
        assert (actor.kind, actor.name, actor.country) == (row.kind, row.name, row.country)
    counted = read_actor(archive, row.id).kinds
    assert [(one.value, one.articles) for one in counted] == [
        ("organization", 2),
        ("armed-group", 1),
    ]


BLAST = MadeClaim(
    modes=("explosives",),
    place="Beira",
    country="MOZ",
    when=("2024-04-09", "2024-04-09"),
    toll=(17, 17, 17),
    trigger="explosion",
    recipient="dockworkers",
)


def fill(archive: Archive, *actors: str) -> Event:
    """Add an article on one blast for each actor who is said to have done it."""
    for number, actor in enumerate(actors):
        claim = dataclasses.replace(BLAST, actor=actor)
        archive.add(
            make_report(number, outlet=f"Paper {number}", published="2024-04-10", claims=[claim],
                        said=[])
        )  # fmt: skip
    return blast(archive)


def blast(archive: Archive) -> Event:
    """The only event."""
    (row,) = archive.events(EventQuery(type="ASSAULT"))
    return event_from_json(row.record)


def ref(event: Event, number: int) -> str:
    """The entity that the nth party is first named by."""
    return str(event.actors[number].reported[0].entity)


def test_people_who_join_and_part_actors_are_heard_in_events(archive: Archive) -> None:
    before = fill(archive, "Ansar Dinaru", "Harakat Tazmur")
    assert {party.name for party in before.actors} == {"Ansar Dinaru", "Harakat Tazmur"}
    archive.merge(ref(before, 0), ref(before, 1), by="Ada")
    joined = blast(archive)
    (party,) = joined.actors
    assert {value.words for value in party.reported} == {"Ansar Dinaru", "Harakat Tazmur"}
    archive.undo(by="Ada")
    assert blast(archive) == before


def test_people_who_part_an_actor_are_heard_in_events(archive: Archive) -> None:
    before = fill(archive, "Ansar Dinaru", "Ansar Dinaru")
    (party,) = before.actors
    a, b = (str(value.entity) for value in party.reported)
    archive.split(a, b, by="Ada")
    assert [party.name for party in blast(archive).actors] == ["Ansar Dinaru", "Ansar Dinaru"]
    archive.undo(by="Ada")
    assert blast(archive) == before


def test_an_article_elsewhere_that_joins_two_actors_is_heard_in_their_event(
    archive: Archive, tmp_path: Path
) -> None:
    reports = [
        make_actor_report("Oumar Sidibe", 1, title="General", body="Banner of the Dunes"),
        make_actor_report("Sidibe", 2, title="General", body="Banner of the Dunes"),
    ]
    claims = [
        dataclasses.replace(BLAST, actor=name, actor_kind="person")
        for name in ("Oumar Sidibe", "Sidibe")
    ]
    told = [
        make_report(n, outlet=f"Paper {n}", published="2024-04-10", claims=[claim], said=[])
        for n, claim in enumerate(claims)
    ]
    every = [*told, *reports]
    with open_archive(str(tmp_path / "other.sqlite")) as other:
        for report in reversed(every):
            other.add(report)
        expected = blast(other)
    for report in every:
        archive.add(report)
    assert blast(archive) == expected
