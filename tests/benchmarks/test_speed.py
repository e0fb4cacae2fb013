"""`benchmarks.speed`: articles of the length asked for, and rates counted by hand."""

import pytest

from benchmarks.speed.__main__ import articles, figures
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
