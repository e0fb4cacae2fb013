"""`linking.copies`: what is one report and what is not, and that copies share a key."""

import itertools

import pytest

from dateline.linking.copies import compare_articles, copy_keys
from dateline.records import Article
from tests.linking.writing import NEXT_DAY, OTHER, WIRE, with_words, write_article

ORIGINAL = write_article(*WIRE, outlet="Meridian", agency="Meridian", title="Blast kills 17")

COPIES = {
    "exact": write_article(*WIRE, outlet="Coastline Today"),
    "cut after half": write_article(*WIRE[:4], outlet="Coastline Today"),
    "its middle alone": write_article(*WIRE[2:6], outlet="Coastline Today"),
    "in another order": write_article(*reversed(WIRE), outlet="Coastline Today"),
    "in a longer piece": write_article(*OTHER[:4], *WIRE, *NEXT_DAY, outlet="Coastline Today"),
    "merged with another report": write_article(*WIRE[:5], *OTHER, outlet="Coastline Today"),
    "with other furniture": write_article(
        *WIRE,
        furniture="Most read: Ferry fares to rise from June. Ten beaches for you.",
        agency="X",
    ),
    "in house style": with_words(
        write_article(*WIRE, outlet="Coastline Today"),
        ("17", "seventeen"),
        ("harbour", "harbor"),
        ('"', "”"),
        ("about 80", "roughly eighty"),
    ),
    "reworded": with_words(
        write_article(*WIRE, outlet="Coastline Today"),
        ("A powerful explosion tore through", "A massive blast ripped through"),
        ("killing at least 17 dockers and wounding", "leaving no fewer than 17 dockers dead and"),
        ("The blast shattered windows", "Windows were shattered by the explosion"),
        ("set two warehouses of the Quillan company on fire", "two Quillan warehouses set alight"),
        ("blamed", "pointed the finger at"),
        ("closed the harbour road and detained", "shut the harbour road, arresting"),
        ("handles", "deals with"),
        ("hoped to reopen its", "wants to open the"),
        ("destroyed", "wrecked"),
    ),
}
OTHERS = {
    "another outlet's report": write_article(*OTHER, outlet="Morning Post"),
    "the next day with two sentences of background": write_article(
        *NEXT_DAY, WIRE[5], WIRE[7], outlet="Meridian", published="2024-04-10"
    ),
    "the next day with a speech repeated": write_article(
        *NEXT_DAY[:5], WIRE[2], outlet="Morning Post", published="2024-04-10"
    ),
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_copies_are_found_and_share_a_key(copy: Article):
    assert set(copy_keys(ORIGINAL)) & set(copy_keys(copy))
    link = compare_articles(ORIGINAL, copy)
    assert link is not None
    assert link.kind == "copy"
    assert "sentences of one stand in the other" in link.reason


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_reports_stay_apart(other: Article):
    assert compare_articles(ORIGINAL, other) is None


def test_the_order_of_two_articles_does_not_matter():
    for a, b in itertools.permutations([ORIGINAL, *COPIES.values(), *OTHERS.values()], 2):
        assert compare_articles(a, b) == compare_articles(b, a)


def test_an_order_that_changed_is_told():
    link = compare_articles(ORIGINAL, COPIES["in another order"])
    assert link is not None
    assert link.reason == "8 of 8 sentences of one stand in the other, in another order"


def test_bulletins_with_other_figures_are_two_reports():
    words = (
        "The index of the Marrowick exchange rose by 12.4 points to 5,120 on Tuesday.",
        "Quillan shares gained 3 per cent after the firm forecast a profit of 40 million.",
        "The currency traded at 17.2 to the dollar, against 17.9 a week ago.",
        "Dealers said that investors were waiting for figures on inflation in the valley.",
    )
    today = write_article(*words, outlet="Post", title="Markets")
    figures = [
        ("12.4", "8.1"),
        ("5,120", "5,077"),
        ("3 per", "5 per"),
        ("40", "62"),
        ("17.2", "18.3"),
    ]
    tomorrow = with_words(today, *figures, ("17.9", "18.8"))
    assert compare_articles(today, tomorrow) is None


def test_one_address_or_one_outlet_makes_a_version():
    first = write_article(*WIRE, url="https://post.example/a?from=feed", outlet="Post")
    updated = write_article(NEXT_DAY[0], *WIRE, url="http://www.post.example/a/", outlet="Post")
    link = compare_articles(first, updated)
    assert link is not None
    assert link.kind == "version"
    assert link.reason.startswith("one address; ")
    same_outlet = compare_articles(first, write_article(*WIRE[:6], outlet="The Post"))
    assert same_outlet is not None
    assert same_outlet.kind == "version"


def test_a_rewritten_article_keeps_its_title_and_its_opening():
    first = write_article(*WIRE[:5], title="Blast kills 17 in Marrowick", outlet="Post")
    rewritten = write_article(
        *WIRE[:2], *OTHER[:5], title="Blast kills 17 in Marrowick - latest", outlet="Post"
    )
    link = compare_articles(first, rewritten)
    assert link is not None
    assert link.kind == "version"
    assert set(copy_keys(first)) & set(copy_keys(rewritten))


def test_an_article_is_no_copy_of_itself():
    assert compare_articles(ORIGINAL, ORIGINAL) is None


def test_keys_are_few_and_do_not_depend_on_what_is_not_the_report():
    long = write_article(
        *(f"{one} {n}." for n in range(40) for one in WIRE), published="2024-04-30"
    )
    assert len(copy_keys(long)) <= 64
    plain, marked = (
        write_article(*WIRE),
        write_article(*WIRE, furniture="Read more about Marrowick."),
    )
    assert copy_keys(plain) == copy_keys(marked)


def test_sentences_that_stand_everywhere_are_no_keys():
    boilerplate = (
        "This is a developing story.",
        "Please check back for updates.",
        "The ministry did not immediately respond to a request for comment.",
        "He spoke on condition of anonymity because he was not authorised to speak to the media.",
    )
    assert copy_keys(write_article(*boilerplate)) == ()
    assert (
        compare_articles(write_article(*boilerplate, *OTHER), write_article(*boilerplate)) is None
    )


@pytest.mark.parametrize(
    ("published", "shared"),
    [("2024-04-09", True), ("2024-04-16", True), (None, True), ("2024-07-20", False)],
)
def test_plain_sentences_are_keys_for_some_weeks_only(published: str | None, *, shared: bool):
    # Without a weekday or a speech, as background is: hot for years if it held for ever.
    words = [one for one in WIRE if not any(mark in one for mark in ('"', "day"))]
    assert len(words) == 4
    first, later = write_article(*words), write_article(*words, *NEXT_DAY, published=published)
    keys = {key for key in copy_keys(first) if "+" not in key}
    if published is None:
        assert set(copy_keys(first)) & set(copy_keys(write_article(*words, published=None)))
    else:
        assert bool(keys & set(copy_keys(later))) is shared


def test_a_copy_without_a_date_is_found():
    undated = write_article(WIRE[6], WIRE[3], *WIRE[:3], published=None)
    assert set(copy_keys(ORIGINAL)) & set(copy_keys(undated))
    assert compare_articles(ORIGINAL, undated) is not None


def test_an_article_without_sentences_is_nobodys_copy():
    empty, other = write_article("Photo."), write_article("Photo!")
    assert copy_keys(empty) == ()
    assert compare_articles(empty, other) is None
