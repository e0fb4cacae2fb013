"""What an article leads one to expect of its words: reports of violence tell of much of it.

In: the deeds of an article, judged sentence by sentence. Out: how sure one must be of an act of
force in this article: where most sentences tell of such acts, one that may tell of another likely
does.

Source: Saerens, Latinne and Decaestecker (2002), "Adjusting the Outputs of a Classifier to New a
Priori Probabilities", for one step; an article has too few sentences for more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reading.deeds import Deed

# The share of sentences that tell of acts of force in ordinary news (PolNeAR dev: .03).
_ORDINARY = 0.05
_BEFORE_READING = 4.0  # sentences of ordinary news, for which each article is given credit
_OF_VIOLENCE = 4.0  # times the odds of ordinary news
_MOST = 0.3  # what more of an article tells of acts of force says no more of its other words


@dataclass(frozen=True, slots=True)
class Expected:
    """How many times the odds of ordinary news acts of force have in an article; 1 or more."""

    odds: float = 1.0

    @property
    def is_of_violence(self) -> bool:
        """Whether it tells of acts of force throughout."""
        return self.odds >= _OF_VIOLENCE

    def bound(self, given: float) -> float:
        """The probability at which something is as sure here as at `given` in ordinary news."""
        odds = _odds(given) / self.odds
        return odds / (1 + odds)


def expect(deeds: Iterable[Deed]) -> Expected:
    """Tell by the deeds of an article how much of it tells of acts of force."""
    told = {deed.trigger.sent: deed.is_told for deed in deeds}
    share = (sum(told.values()) + _ORDINARY * _BEFORE_READING) / (len(told) + _BEFORE_READING)
    return Expected(max(1.0, _odds(min(share, _MOST)) / _odds(_ORDINARY)))


def _odds(share: float) -> float:
    return share / (1 - share)
