"""Is a series of weekly counts higher than its own history lets one expect?

In: counts of weeks, the present one last. Out: the surge that it is in, or None.

The test. The last one, two and three weeks are summed; the history is the up to 52 weeks before
these three. The sum of k weeks is compared with a negative binomial of mean k·m and variance
f·(k·m + k²·m/n), where m is the mean of the n weeks of history and f their variance over their
mean, at least 1: the first term is chance, the second that m itself is an estimate. A window that
is less likely than its share of `ALARM_SHARE` is a surge, if at least five events are in it.

Looks. The share is of all that is looked at in a week: three windows, and any number of looks while
the week fills, since a sum only grows, and the last look is the most likely to alarm. A surge that
goes on is one surge until three weeks pass without an alarm.

Source: the negative binomial threshold and the rule of five are those of Noufaily et al. (2013),
"An improved algorithm for outbreak detection in multiple surveillance systems", Statistics in
Medicine 32(7), after Farrington et al. (1996), Journal of the Royal Statistical Society A 159(3);
without their trend and seasons. Measured by `benchmarks.surge`; run it after changing a constant.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_WINDOW = 3  # weeks
MOST_HISTORY = 52  # weeks
LEAST_HISTORY = 12  # weeks; with fewer nothing is tested
FEWEST_EVENTS = 5  # in a window
# Of all weeks without a change, how many may alarm. One alarm in a hundred months is .0023 a week;
# how widely a series is spread must be guessed from its history, which costs the rest.
ALARM_SHARE = 0.002
_SHARES = (0.2, 0.3, 0.5)  # of it for one, two and three weeks: long windows find what lasts
_PRIOR_EVENTS = 0.5  # in the history, so that a first event is not infinitely surprising


@dataclass(frozen=True, slots=True, kw_only=True)
class Surge:
    """A sum that is too high: `observed` events in `weeks`, where `expected` are.

    `chance`: how likely so many or more are without a change (0–1); `history_weeks`: how many weeks
    the expectation rests on.
    """

    weeks: int
    observed: int
    expected: float
    chance: float
    history_weeks: int


def find_surge(counts: Sequence[int]) -> Surge | None:
    """The surge that a series is in at its end: of several windows the least likely.

    Args:
        counts: events of each week, oldest first, the present week last.
    """
    history = counts[:-LONGEST_WINDOW][-MOST_HISTORY:]
    if len(history) < LEAST_HISTORY:
        return None
    mean, spread = _mean_and_spread(history)
    found = []
    for weeks, share in enumerate(_SHARES, start=1):
        observed, expected = sum(counts[-weeks:]), weeks * mean
        if observed < FEWEST_EVENTS or observed <= expected:
            continue
        variance = spread * (expected + weeks**2 * mean / len(history))
        chance = chance_of_at_least(observed, expected, variance)
        if chance <= share * ALARM_SHARE:
            found.append(
                Surge(
                    weeks=weeks,
                    observed=observed,
                    expected=expected,
                    chance=chance,
                    history_weeks=len(history),
                )
            )
    return min(found, key=lambda surge: surge.chance, default=None)


def chance_of_at_least(number: int, mean: float, variance: float) -> float:
    """How likely a negative binomial is to give so many or more.

    Args:
        number: how many.
        mean: of the distribution, above 0.
        variance: above the mean.
    """
    size = mean**2 / (variance - mean)
    share = mean / (mean + size)
    # The sum of all below; each term is made of the one before.
    term = math.exp(size * math.log1p(-share))
    below = 0.0
    for count in range(number):
        below += term
        term *= (size + count) / (count + 1) * share
    return max(0.0, 1.0 - below)


def _mean_and_spread(history: Sequence[int]) -> tuple[float, float]:
    """The mean of a week, and how many times wider than chance the weeks are spread."""
    weeks = len(history)
    mean = (sum(history) + _PRIOR_EVENTS) / weeks
    variance = sum((count - mean) ** 2 for count in history) / (weeks - 1)
    return mean, max(1.0, variance / mean)
