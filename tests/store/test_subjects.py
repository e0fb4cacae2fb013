"""A decision finds what it is on again, in whatever reading and under whatever number."""

import dataclasses

from dateline.store import Archive, EventQuery, claim_decided, entity_decided
from tests.store.test_linking import blast, fill, told

NAME = "article-00"


def test_each_side_of_a_decision_has_one_subject(archive: Archive) -> None:
    fill(archive, [told(number, blast()) for number in range(3)])
    (event,) = archive.events(EventQuery())
    archive.accept(f"{NAME}#c1", by="Ada")
    archive.comment(NAME, "look again", by="Ada")
    archive.comment(event.id, "all of them", by="Ada")
    archive.split(event.id, "article-01#c1", by="Ada")
    archive.undo(by="Ada")
    found = archive.subjects_of([1, 2, 3, 4, 5])
    sides = [(one.decision, one.side, one.kind) for one in found]
    assert sorted(sides) == [
        (1, "a", "claim"),
        (2, "a", "article"),
        (3, "e", "claim"),
        (4, "a", "claim"),
        (4, "b", "claim"),
    ]
    (split_off,) = (one for one in found if (one.decision, one.side) == (4, "b"))
    assert split_off.article == "article-01"
    assert archive.subjects_of([]) == []
    assert archive.subjects_of([99]) == []


def test_claims_and_entities_are_found_by_their_words_in_another_reading(archive: Archive) -> None:
    report = told(0, blast(), blast(20, actor="Weavers"))
    fill(archive, [report, told(1, blast(), blast(20, actor="Weavers"))])
    archive.accept(f"{NAME}#c2", by="Ada")
    entity = report.entities[0]
    archive.merge(f"{NAME}#{entity.id}", f"article-01#{entity.id}", by="Ada")
    claim, *entities = archive.subjects_of([1, 2])
    backwards = tuple(
        dataclasses.replace(one, id=f"c{number}")
        for number, one in enumerate(reversed(report.claims), start=1)
    )
    archive.add(dataclasses.replace(report, claims=backwards), replace=True)
    review = archive.review(NAME)
    assert review is not None
    found = claim_decided(review, claim)
    assert found is not None
    assert found.claim.id == "c1"
    assert found.claim.trigger == report.claims[1].trigger
    (one,) = (each for each in entities if each.article == NAME)
    known = entity_decided(review, one)
    assert known is not None
    assert known.name == entity.name
    (again,) = (each for each in archive.subjects_of([1]) if each.side == "a")
    assert again.reading > claim.reading  # so that what was told of it is told anew


def test_what_another_reading_does_not_have_is_not_found(archive: Archive) -> None:
    report = told(0, blast())
    fill(archive, [report])
    archive.accept(f"{NAME}#c1", by="Ada")
    (subject,) = archive.subjects_of([1])
    archive.add(dataclasses.replace(report, claims=()), replace=True)
    review = archive.review(NAME)
    assert review is not None
    assert claim_decided(review, subject) is None
