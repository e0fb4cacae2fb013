"""The detector of surges: what it must find, what it must leave alone, and how often it errs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.surge.__main__ import false_alarms, found_in_time
from dateline.watch.surges import (
    FEWEST_EVENTS,
    LEAST_HISTORY,
    MOST_HISTORY,
    chance_of_at_least,
    find_surge,
)

CALM = [3, 4, 2, 5, 3] * 11


def test_a_surge_says_what_was_expected() -> None:
    surge = find_surge([*CALM, 14])
    assert surge is not None
    assert (surge.weeks, surge.observed) == (1, 14)
    assert surge.expected == pytest.approx(3.4, abs=0.1)
    assert surge.history_weeks == MOST_HISTORY
    assert surge.chance < 0.002


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ([*CALM, 5], "so many come often"),
        ([*CALM, 0], "fewer is no surge"),
        ([0] * 55 + [FEWEST_EVENTS - 1], "too few events to tell anything"),
        ([1] * (LEAST_HISTORY - 1) + [1, 1, 30], "too short a history"),
        ([40, 0, 0, 1] * 14 + [45], "it always comes in clusters"),
        ([], "nothing at all"),
    ],
)
def test_what_is_no_surge(counts: list[int], why: str) -> None:
    assert find_surge(counts) is None, why


def test_what_lasts_is_found_where_one_week_would_not_do() -> None:
    base = [10, 9, 11, 10] * 14
    assert find_surge([*base, 17]) is None
    surge = find_surge([*base, 17, 17, 17])
    assert surge is not None
    assert surge.weeks == 3


@given(
    st.integers(0, 60),
    st.floats(0.05, 40),
    st.floats(1.01, 4),
)
def test_the_chance_is_that_of_the_negative_binomial(
    number: int, mean: float, spread: float
) -> None:
    variance = mean * spread
    size, share = mean**2 / (variance - mean), mean / variance
    log_terms = (
        math.lgamma(size + count)
        - math.lgamma(size)
        - math.lgamma(count + 1)
        + size * math.log(share)
        + count * math.log1p(-share)
        for count in range(number)
    )
    expected = 1 - math.fsum(map(math.exp, log_terms))
    assert chance_of_at_least(number, mean, variance) == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(0, 30), min_size=16, max_size=60), st.integers(1, 40))
def test_a_week_that_fills_only_grows_less_likely(counts: list[int], more: int) -> None:
    """So looks while a week fills are one look: the last."""
    before = find_surge(counts)
    after = find_surge([*counts[:-1], counts[-1] + more])
    if before is not None:
        assert after is not None
        assert after.chance <= before.chance


def test_at_most_one_false_alarm_in_a_hundred_series_months() -> None:
    alarms, months = false_alarms(240, np.random.default_rng(4))
    assert months > 5000
    assert 100 * alarms / months <= 1


@pytest.mark.parametrize(("rate", "spread"), [(12, 1.0), (20, 1.0), (20, 1.5)])
def test_doubled_rates_are_found_within_three_weeks(rate: float, spread: float) -> None:
    assert found_in_time(200, rate, spread, np.random.default_rng(8)) >= 0.9
