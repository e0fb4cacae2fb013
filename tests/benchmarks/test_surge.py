"""The benchmark of surges: one figure each, the same for the same seed."""

import numpy as np

from benchmarks.surge.__main__ import count_onsets, draw, measure


def test_a_seed_gives_the_same_figures() -> None:
    first = measure(6, 1)
    assert measure(6, 1) == first
    assert measure(6, 2) != first
    assert first["series_months"] == 144  # six series of two years


def test_what_is_drawn_is_as_wide_as_it_should_be() -> None:
    for spread in (1.0, 2.0):
        counts = draw(10, spread, 20_000, np.random.default_rng(1))
        assert abs(np.mean(counts) - 10) < 0.2
        assert abs(np.var(counts) / np.mean(counts) - spread) < 0.1


def test_a_surge_that_goes_on_begins_once() -> None:
    calm = [2, 3] * 28
    assert count_onsets([*calm, 30, 30, *calm[:6]], 55) == 1
    assert count_onsets([*calm, 30, *[2, 3] * 6, 40], 55) == 2
    assert count_onsets(calm, 55) == 0
