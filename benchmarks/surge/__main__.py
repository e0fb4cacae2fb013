"""Made-up weekly counts in; false alarms per series-month and surges found in time out.

A third of the series without a change are Poisson, a third each spread one and a half times and
twice as wide (negative binomial), since events come in clusters. The constants were chosen with
seeds 5 and 6; the figures that are told are of others.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import data
from dateline.watch.surges import LONGEST_WINDOW, MOST_HISTORY, find_surge

SERIES = 1000
WATCHED = 104  # weeks, after a year of history
WEEKS_OF_A_MONTH = 365.25 / 12 / 7
RATES = (1, 2, 3, 5, 7, 10, 12, 15, 20, 30)  # events a week
SPREADS = (1.0, 1.5, 2.0)  # variance over mean
SHORT_HISTORY = 12  # weeks, the least that is tested


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.surge", description=__doc__)
    parser.add_argument("--data", type=Path, help="not used: the series are made up")
    parser.add_argument("--limit", type=data.positive, default=SERIES, help="series of each kind")
    parser.add_argument("--seed", type=int, default=20, help="of the made-up series")
    options = parser.parse_args()
    print(json.dumps(measure(options.limit, options.seed)))


def measure(series: int, seed: int) -> dict[str, Any]:
    """All figures: of unchanged series together and by spread, of doubled ones by rate."""
    random = np.random.default_rng(seed)
    alarms, months = false_alarms(series, random)
    found = {
        f"{rate:g}": {
            f"{spread:g}": found_in_time(series, rate, spread, random) for spread in SPREADS
        }
        for rate in RATES
    }
    return {
        "series": series,
        "series_months": round(months),
        "false_alarms": alarms,
        "false_alarms_per_100_series_months": _share(alarms, months),
        "by_spread": {
            f"{spread:g}": _share(*false_alarms(series, random, spreads=(spread,)))
            for spread in SPREADS
        },
        "with_12_weeks_of_history": _share(*false_alarms(series, random, history=SHORT_HISTORY)),
        "quiet_months_share": round(1 - alarms / months, 4),
        "doubled_from_15_found_share": found["15"]["1"],
        "doubled_found_within_3_weeks": found,
    }


def false_alarms(
    series: int,
    random: np.random.Generator,
    *,
    history: int = MOST_HISTORY,
    spreads: Sequence[float] = SPREADS,
) -> tuple[int, float]:
    """How many surges are told in series without a change, and how many months these are."""
    alarms = 0
    for number in range(series):
        rate = RATES[number % len(RATES)]
        spread = spreads[number // len(RATES) % len(spreads)]
        counts = draw(rate, spread, history + LONGEST_WINDOW + WATCHED, random)
        alarms += count_onsets(counts, history + LONGEST_WINDOW)
    return alarms, series * WATCHED / WEEKS_OF_A_MONTH


def found_in_time(
    series: int,
    rate: float,
    spread: float,
    random: np.random.Generator,
    *,
    history: int = MOST_HISTORY,
) -> float:
    """The share of series found within three weeks after their rate has doubled."""
    found = 0
    for _ in range(series):
        before = draw(rate, spread, history + LONGEST_WINDOW, random)
        after = draw(2 * rate, spread, 3, random)
        whole = before + after
        found += any(find_surge(whole[: len(before) + week]) for week in (1, 2, 3))
    return round(found / series, 3)


def count_onsets(counts: list[int], start: int) -> int:
    """How many surges begin: weeks with an alarm after three without one."""
    onsets, last = 0, -LONGEST_WINDOW - 1
    for end in range(start + 1, len(counts) + 1):
        if find_surge(counts[max(0, end - LONGEST_WINDOW - MOST_HISTORY) : end]) is not None:
            onsets += end - last > LONGEST_WINDOW
            last = end
    return onsets


def draw(rate: float, spread: float, weeks: int, random: np.random.Generator) -> list[int]:
    """Weekly counts of a mean and a variance of `spread` times the mean."""
    if spread == 1.0:
        return [int(count) for count in random.poisson(rate, weeks)]
    size = rate / (spread - 1)
    return [int(count) for count in random.negative_binomial(size, 1 / spread, weeks)]


def _share(alarms: int, months: float) -> float:
    return round(100 * alarms / months, 3)


if __name__ == "__main__":
    main()
