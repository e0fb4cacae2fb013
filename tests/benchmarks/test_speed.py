"""`benchmarks.speed`: articles of the length asked for, and rates counted by hand."""

import pytest

from benchmarks.speed.__main__ import articles, beside_textacy, figures, medians
from benchmarks.speed.memory import made_up_articles
from benchmarks.speed.timing import Seconds


def test_articles_end_with_the_line_that_makes_them_long_enough(tmp_path):
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    files[0].write_text("one two\nthree four five", encoding="utf-8")
    files[1].write_text("six\nseven eight nine ten\neleven", encoding="utf-8")
    # The rest, too short for an article, is left out.
    assert list(articles(files, words=4)) == [
        "one two\nthree four five",
        "six\nseven eight nine ten",
    ]


def test_rates_are_over_the_whole_run():
    measured = figures(
        [Seconds(1, 0.5), Seconds(3, 1.5)],
        [Seconds(9, 0.4), Seconds(9, 0.35)],
        [Seconds(0.5, 0.5), Seconds(0.5, 0.5)],
    )
    assert measured["articles_per_second"] == 0.5
    assert measured["spacy_articles_per_second"] == 2
    assert measured["ratio_to_spacy"] == pytest.approx(0.25)
    assert measured["articles_per_processor_second"] == 1
    assert measured["said_cost_to_spacy"] == pytest.approx(0.75)
    assert measured["slowest_seconds"] == 3


def test_textacy_is_compared_over_what_it_does_not_refuse():
    measured = beside_textacy(
        [Seconds(1, 1), Seconds(100, 1)],
        [Seconds(0.5, 1), Seconds(0.5, 1)],
        [Seconds(1.5, 1), None],
    )
    assert measured == {
        "textacy_articles_per_second": 0.5,
        "ratio_to_textacy": 2.0,
        "textacy_refused_share": 0.5,
    }
    assert beside_textacy([Seconds(1, 1)], [Seconds(1, 1)], [None]) == {}


def test_figures_are_medians_over_rounds():
    assert medians([{"a": 1, "b": 9}, {"a": 5, "b": 7}, {"a": 3, "b": 8}]) == {"a": 3, "b": 8}


def test_made_up_articles_bring_new_names_and_are_the_same_each_time():
    texts = list(made_up_articles(50))
    assert texts == list(made_up_articles(50))
    assert len(set(texts)) == 50
    assert len({text.split(" on ")[0].split()[-1] for text in texts}) > 45
