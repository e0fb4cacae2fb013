"""`pipeline.linker` in an archive: what `dateline.linking` judges, kept and told."""

import dataclasses
from pathlib import Path

import pytest

from dateline.pipeline import open_archive, read_actor
from dateline.store import ActorQuery, Archive
from tests.linking.people import make_actor_report


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
