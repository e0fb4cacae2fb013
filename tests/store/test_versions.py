"""Who decides about a claim decides about what they saw, or is told what changed meanwhile."""

from collections.abc import Callable

import pytest

from dateline.errors import ChangedMeanwhile, StoreError
from dateline.records import Span
from dateline.store import Archive, claim_as_seen, versions_of
from tests.store.test_linking import blast, fill, told

NAME = "article-00"
CLAIM = f"{NAME}#c1"
Act = Callable[[Archive, str], object]

ACTS: dict[str, Act] = {
    "accept": lambda archive, seen: archive.accept(CLAIM, by="Bo", seen=seen),
    "reject": lambda archive, seen: archive.reject(CLAIM, by="Bo", seen=seen),
    "correct": lambda archive, seen: archive.correct(
        CLAIM, {"modes": ["firearms"]}, by="Bo", seen=seen
    ),
}


def version(archive: Archive, claim_id: str = "c1") -> str:
    review = archive.review(NAME)
    assert review is not None
    return versions_of(review)[claim_id]


@pytest.mark.parametrize("act", ACTS)
def test_what_somebody_else_corrected_is_told_and_nothing_is_kept(
    archive: Archive, act: str
) -> None:
    fill(archive, [told(0, blast())])
    seen = version(archive)
    archive.correct(CLAIM, {"status": "planned"}, by="Ada")
    kept = archive.decisions()
    with pytest.raises(ChangedMeanwhile, match=r"Ada corrected the status \(happened → planned\)"):
        ACTS[act](archive, seen)
    assert archive.decisions() == kept
    ACTS[act](archive, version(archive))
    assert len(archive.decisions()) == len(kept) + 1


@pytest.mark.parametrize("act", ["accept", "correct"])
def test_a_rejection_is_told_to_who_did_not_see_it(archive: Archive, act: str) -> None:
    fill(archive, [told(0, blast())])
    seen = version(archive)
    archive.reject(CLAIM, by="Ada")
    with pytest.raises(ChangedMeanwhile, match="Ada rejected it"):
        ACTS[act](archive, seen)


@pytest.mark.parametrize("act", ACTS)
def test_what_changes_no_value_stands_in_nobodys_way(archive: Archive, act: str) -> None:
    fill(archive, [told(0, blast(), blast(20, actor="Weavers"))])
    seen = version(archive)
    archive.comment(CLAIM, "look again", by="Ada")
    archive.accept(CLAIM, by="Ada")
    archive.correct(f"{NAME}#c2", {"status": "planned"}, by="Ada")
    ACTS[act](archive, seen)
    assert archive.decisions()[0].by == "Bo"


def test_an_undone_correction_is_a_change_too(archive: Archive) -> None:
    fill(archive, [told(0, blast())])
    before = version(archive)
    archive.correct(CLAIM, {"status": "planned"}, by="Ada")
    seen = version(archive)
    archive.undo(by="Ada")
    with pytest.raises(ChangedMeanwhile, match="was undone, or the article was read anew"):
        archive.accept(CLAIM, by="Bo", seen=seen)
    archive.accept(CLAIM, by="Bo", seen=before)  # as it was


def test_another_reading_in_which_the_ids_mean_others_is_a_change(archive: Archive) -> None:
    fill(archive, [told(0, blast())])
    seen, reading = version(archive), version(archive, "")
    archive.add(told(0, blast(actor="Weavers")), replace=True)
    with pytest.raises(ChangedMeanwhile):
        archive.reject(CLAIM, by="Bo", seen=seen)
    with pytest.raises(ChangedMeanwhile, match="was read anew"):
        archive.add_claim(NAME, {"type": "ASSAULT"}, [Span(0, 6)], by="Bo", seen=reading)
    archive.add_claim(NAME, {"type": "ASSAULT"}, [Span(0, 6)], by="Bo", seen=version(archive, ""))


def test_a_claim_is_known_as_it_was_seen(archive: Archive) -> None:
    fill(archive, [told(0, blast(modes=("firearms",)))])
    archive.correct(CLAIM, {"status": "planned"}, by="Ada")
    seen = version(archive)
    archive.correct(CLAIM, {"status": "ongoing", "modes": []}, by="Ada")
    review = archive.review(NAME)
    assert review is not None
    then = claim_as_seen(review, "c1", seen)
    assert then is not None
    assert (then.status, then.modes) == ("planned", ("firearms",))
    archive.undo(1, by="Ada")
    review = archive.review(NAME)
    assert review is not None
    assert claim_as_seen(review, "c1", seen) is None


@pytest.mark.parametrize("seen", ["", "1", "1-xyz", "-", "1-" + "0" * 17, "\ud800"])
def test_what_is_no_version_is_refused(archive: Archive, seen: str) -> None:
    fill(archive, [told(0, blast())])
    with pytest.raises(StoreError, match="is no version of a claim"):
        archive.accept(CLAIM, by="Bo", seen=seen)


def test_each_claim_has_a_version_of_its_own(archive: Archive) -> None:
    fill(archive, [told(0, blast(), blast(20, actor="Weavers"))])
    review = archive.review(NAME)
    assert review is not None
    assert set(versions_of(review)) == {"", "c1", "c2"}
    assert len(set(versions_of(review).values())) == 3
