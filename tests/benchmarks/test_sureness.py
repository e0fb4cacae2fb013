"""Calibration counted by hand."""

import pytest

from benchmarks.sureness import calibration_error, reliability


def test_scores_that_are_shares_have_no_error():
    judged = [(0.5, True), (0.5, False), (1.0, True), (1.0, True)]
    assert calibration_error(judged, bins=2) == 0


def test_the_error_is_the_mean_distance_weighed_by_mass():
    judged = [(0.2, True), (0.4, True), (0.9, False), (0.7, True)]
    # bins: {.2, .4} mean .3, all right: .7 off; {.7, .9} mean .8, half right: .3 off
    assert calibration_error(judged, bins=2) == pytest.approx(0.5)


def test_bins_hold_the_same_number_and_all_pairs():
    bins = reliability([(n / 100, True) for n in range(100)], bins=15)
    assert sum(b.n for b in bins) == 100
    assert {b.n for b in bins} <= {6, 7}


def test_fewer_pairs_than_bins():
    assert [b.n for b in reliability([(0.1, True), (0.2, False)], bins=15)] == [1, 1]
    assert calibration_error([], bins=15) == 0
