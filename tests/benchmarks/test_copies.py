"""`benchmarks.copies`: the made-up cases are the same each time, and their truth is true."""

import itertools
import random

import pytest

from benchmarks.copies import edits
from benchmarks.copies.__main__ import Tally, count, summary
from benchmarks.copies.cases import is_copy, make_cases
from benchmarks.copies.facts import make_facts
from benchmarks.copies.reports import Hand, Templates, Text, Writer


def draw(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311


def report(hand: Hand = "A", seed: int = 1) -> Text:
    rng = draw(seed)
    return Writer(Templates("tuning"), "flood", make_facts(rng, 2), rng).report(hand, "r1")


def test_cases_are_the_same_each_time():
    assert list(make_cases("tuning", 12)) == list(make_cases("tuning", 12))


def test_the_halves_share_no_template():
    tuning, held_out = Templates("tuning"), Templates("held-out")
    assert not set(tuning.topics) & set(held_out.topics)
    for block, kind in (("filler", "A"), ("filler", "B"), ("quotes", "Q")):
        assert not set(tuning.of(block, kind)) & set(held_out.of(block, kind))


@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_every_template_can_be_filled(half):
    templates = Templates(half)
    for topic in templates.topics:
        writer = Writer(templates, topic, make_facts(draw(1), 0), draw(1))
        for text in (writer.report("A", "r"), writer.report("B", "r"), writer.bulletin("r")):
            assert not any("{" in line.text for line in text.lines)
        assert 12 <= len(writer.report("A", "r").lines) <= 25


def test_two_reporters_share_hardly_a_word_sequence():
    assert edits.trigrams_kept(report("A"), report("A")) == 1
    assert edits.trigrams_kept(report("A"), report("B")) < 0.15


def test_a_heavy_edit_keeps_about_a_third_of_the_trigrams():
    kept = [
        edits.trigrams_kept(text, edits.edit_heavily(text, draw(seed)))
        for seed in range(20)
        for text in [report(seed=seed)]
    ]
    assert 0.2 < sum(kept) / len(kept) < 0.4


def test_the_truth_of_pairs():
    cases = list(make_cases("tuning", 60))
    for case in cases:
        for a, b in itertools.combinations(case.articles, 2):
            if case.kind == "reprints" and {a.made_by, b.made_by} <= {"report", "exact"}:
                assert is_copy(a, b) is True
            if case.kind in {"twins", "follow-ups"}:
                assert is_copy(a, b) is False
        assert 1 <= case.origins <= len(case.articles)
        assert case.proven <= case.origins


def test_furniture_and_headers_are_marked_where_they_stand():
    for case in make_cases("held-out", 20):
        for made in case.articles:
            article = made.article
            kept = {line.text for line in made.text.lines}
            for piece in article.furniture:
                assert not any(line in article.quote(piece.span) for line in kept)
            for span in article.header.evidence:
                assert article.quote(span).endswith(f"({article.header.agency}) -")


def test_figures():
    tally = Tally(right=8, wrong_merges=1, wrong_splits=1, cases=4, exact=3, too_few=1)
    figures = summary(tally)
    assert figures["pair_f1"] == pytest.approx(16 / 18, abs=1e-4)
    assert figures["origins_exact"] == 0.75
    assert (figures["wrong_merges"], figures["wrong_splits"]) == (1, 1)


def test_a_few_cases_are_measured_well():
    tally = Tally()
    for case in make_cases("held-out", 20):
        count(case, tally)
    assert tally.cases == 20
    assert tally.wrong_merges == 0
    assert tally.right > 10 * tally.wrong_splits
