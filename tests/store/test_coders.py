"""Two who code an article blind see nothing of each other before both are done."""

import pytest

from dateline.errors import StoreError
from dateline.store import Archive
from tests.store.test_linking import blast, state, told

NAME = "article-00"
CLAIM = f"{NAME}#c1"


@pytest.fixture
def coded(archive: Archive) -> Archive:
    archive.add(told(0, blast(), blast(20, actor="Weavers")))
    for coder in ("Ada", "Bo"):
        archive.assign(NAME, coder, by="Cy")
    return archive


def _verdicts(archive: Archive, coder: str | None) -> list[str | None]:
    review = archive.review(NAME, coder=coder)
    assert review is not None
    return [one.verdict for one in review.claims]


def test_what_is_decided_blind_counts_for_its_coder_alone(coded: Archive) -> None:
    before = state(coded)
    seen = list(coded.changes())[-1].number
    coded.reject(CLAIM, by="Ada")
    coded.correct(CLAIM, {"status": "planned"}, by="Bo")

    assert state(coded) == before
    assert list(coded.changes(seen)) == []
    assert coded.decisions() == []
    assert _verdicts(coded, "Ada") == ["rejected", None]
    assert _verdicts(coded, "Bo") == ["corrected", None]
    assert _verdicts(coded, "Cy") == _verdicts(coded, None) == [None, None]


def test_nobody_sees_the_others_before_all_are_done(coded: Archive) -> None:
    coded.reject(CLAIM, by="Ada")
    coded.finish_coding(NAME, "Ada")
    with pytest.raises(StoreError, match="Bo still codes article"):
        coded.codings(NAME)
    with pytest.raises(StoreError, match="Bo still codes article"):
        coded.close_coding(NAME)
    with pytest.raises(StoreError, match="Ada has finished coding"):
        coded.accept(CLAIM, by="Ada")
    coded.finish_coding(NAME, "Ada", done=False)
    coded.undo(1, by="Ada", why="too soon to say")
    coded.reject(CLAIM, by="Ada")
    assert coded.decisions() == []  # neither what was undone nor the reason for that
    coded.finish_coding(NAME, "Ada")
    coded.finish_coding(NAME, "Bo")

    codings = coded.codings(NAME)
    assert {name: [one.verdict for one in each.claims] for name, each in codings.items()} == {
        "Ada": ["rejected", None],
        "Bo": [None, None],
    }
    assert [one.kind for one in coded.decisions()] == ["reject", "undo", "reject"]
    assert coded.decisions()[1].reason == "too soon to say"
    with pytest.raises(StoreError, match="decision 3 was made while coding blind, and Ada is done"):
        coded.undo(3, by="Ada")
    with pytest.raises(StoreError, match="all who code this article are done"):
        coded.finish_coding(NAME, "Ada", done=False)


def test_nobody_undoes_what_another_decided_blind(coded: Archive) -> None:
    coded.reject(CLAIM, by="Ada")
    with pytest.raises(StoreError, match="was made by Ada while coding blind"):
        coded.undo(1, by="Bo")
    with pytest.raises(StoreError, match="nothing to undo"):
        coded.undo(by="Bo")


def test_blind_coders_do_not_see_what_was_decided_before(coded: Archive) -> None:
    coded.reject(CLAIM, by="Cy")
    assert _verdicts(coded, "Ada") == [None, None]
    assert _verdicts(coded, "Cy") == ["rejected", None]


def test_after_adjudication_decisions_count_again(coded: Archive) -> None:
    for coder in ("Ada", "Bo"):
        coded.finish_coding(NAME, coder)
    with pytest.raises(StoreError, match="may have seen the others"):
        coded.assign(NAME, "Di", by="Cy")
    coded.close_coding(NAME)
    with pytest.raises(StoreError, match="is adjudicated"):
        coded.close_coding(NAME)
    coded.reject(CLAIM, by="Ada")
    assert _verdicts(coded, None) == ["rejected", None]
    assert coded.counts().claims == 1
    with pytest.raises(StoreError, match="is adjudicated"):
        coded.assign(NAME, "Di", by="Cy")


def test_an_article_is_assigned_once_to_each(coded: Archive) -> None:
    with pytest.raises(StoreError, match="was assigned to Ada before"):
        coded.assign(NAME, "Ada", by="Cy")
    with pytest.raises(StoreError, match="there is no article article-77"):
        coded.assign("article-77", "Ada", by="Cy")
    with pytest.raises(StoreError, match="is not assigned to Di"):
        coded.finish_coding(NAME, "Di")
    assert [one.coder for one in coded.assignments()] == ["Ada", "Bo"]
