"""Articles that tell one story, and words that weigh what they weigh."""

import dataclasses

import pytest

from dateline.linking.stories import candidate_pairs, find_story, group_stories, story_likeness
from dateline.linking.wording import find_numbers, find_stems, find_wording, fold, stem
from dateline.records import Article, Furniture, Provenance

FIRE = (
    "Fire swept through the Ostrava brewery late on Sunday, the owner, Karel Dvorak, said. "
    "Dvorak said that 240 workers would be paid. The Ostrava fire brigade needed seven hours."
)
SAME_FIRE = (
    "The brewery of Ostrava lies in ashes. Its owner Karel Dvorak promised on Monday to pay all "
    "240 workers, and thanked the fire brigade of Ostrava, which fought for seven hours."
)
OTHER_FIRE = (
    "Fire swept through a brewery in Leuven late on Sunday. The owner, Marijke Peeters, said that "
    "90 workers would be paid. The Leuven fire brigade needed four hours."
)


def article(id_: str, text: str, **known: object) -> Article:
    made = Article(
        id=id_,
        text=text,
        source=Provenance(kind="text", ref=id_, retrieved_at="2020-01-01T00:00:00+00:00"),
    )
    return dataclasses.replace(made, **known)  # type: ignore[arg-type]


STORIES = [
    find_story(article(id_, text))
    for id_, text in (("a", FIRE), ("b", SAME_FIRE), ("c", OTHER_FIRE))
]


def test_names_decide_and_not_the_kind_of_story() -> None:
    fire, same, other = STORIES
    assert story_likeness(fire, same) > 0.5 > 0.1 > story_likeness(fire, other)
    assert story_likeness(fire, same) == story_likeness(same, fire)


def test_groups() -> None:
    assert group_stories(STORIES) == [("a", "b"), ("c",)]
    assert group_stories(STORIES[::-1]) == group_stories(STORIES)


def test_candidates_share_a_key() -> None:
    assert candidate_pairs(STORIES) == {("a", "b")}
    assert max(len(story.keys) for story in STORIES) <= 30


def test_an_event_of_both_brings_articles_together() -> None:
    texts = ("Nobody knows why the dam broke.", "Nobody saw the flood of the dam come.")
    near, far = (find_story(article(i, text)) for i, text in zip("de", texts, strict=True))
    assert group_stories([near, far]) == [("d",), ("e",)]
    assert group_stories([near, far], {("d", "e")}) == [("d", "e")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("2024-04-09", "2024-04-10T07:15:00+02:00", id="the next day"),
        pytest.param(None, "2024-04-10", id="unknown"),
    ],
)
def test_days_of_publication_that_part_nothing(a: str | None, b: str) -> None:
    one, two = (find_story(article(i, FIRE, published=p)) for i, p in (("a", a), ("b", b)))
    assert story_likeness(one, two) > 0.9
    assert candidate_pairs([one, two])


def test_another_year_is_another_story_unless_all_else_is_alike() -> None:
    then, now = (
        find_story(article(i, SAME_FIRE, published=p))
        for i, p in (("a", "2011-05-01"), ("b", None))
    )
    later = find_story(article("c", FIRE, published="2024-05-01"))
    assert story_likeness(then, later) < story_likeness(now, later)


def test_furniture_is_no_part_of_a_story() -> None:
    text = f"{FIRE}\n\nMost read\nElections in Madagascar"
    start = text.index("Most read")
    furniture = (Furniture(start=start, end=len(text), kind="related-links"),)
    story = find_story(article("a", text, furniture=furniture))
    assert "madagascar" not in story.wording.weights


def test_a_wording_has_length_one_and_is_as_like_itself_as_can_be() -> None:
    wording = find_wording(FIRE)
    assert wording.likeness(wording) == pytest.approx(1)
    assert {"ostrava", "dvorak"} <= wording.names
    assert "fire" not in wording.names
    assert find_wording("").likeness(wording) == 0


def test_capitals_name_nothing_where_all_is_in_capitals() -> None:
    assert find_wording("REBELS ATTACKED THE VILLAGE OF TZANEEN").names == {"tzaneen"}


def test_numbers_of_two_digits_or_more() -> None:
    assert set(find_numbers("2 men, 34 women and 1,200 goats").weights) == {"34", "1,200"}


@pytest.mark.parametrize(
    ("word", "root"),
    [("denied", "deny"), ("bombings", "bomb"), ("attacked", "attack"), ("press", "press")],
)
def test_stems(word: str, root: str) -> None:
    assert stem(word) == root


def test_stems_leave_out_what_weighs_nothing() -> None:
    assert find_stems("The attacks were in the news") >= {"attack"}
    assert not find_stems("it was of the and") & {"it", "of", "the", "and"}


def test_folding() -> None:
    assert fold("Rondón’s") == "rondon's"
