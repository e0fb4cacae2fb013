"""The words that say who says, read from `cues.txt`: verbs, nouns, adjectives, adverbs.

In: a lemma. Out: its `Cue`, with the stance it gives and the frames (kinds of complement) in which
it introduces what somebody says; None for a word that introduces nothing.
"""

import functools
from dataclasses import dataclass
from importlib import resources
from typing import cast, get_args

from dateline.errors import ConfigError
from dateline.records import Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that introduces content; `frames` as `cues.txt` explains them."""

    lemma: str
    stance: Stance
    frames: frozenset[str]

    def takes(self, frame: str) -> bool:
        """Whether this kind of complement is what somebody says."""
        return frame in self.frames


# What the small model makes of some inflected cues ("hoped" → "hop").
_WRONG_LEMMAS = {
    "hop": "hope", "retweete": "retweet", "rumour": "rumor", "criticise": "criticize",
    "recognise": "recognize", "apologise": "apologize", "emphasise": "emphasize",
    "characterise": "characterize", "favour": "favor", "cit": "cite", "stat": "state",
}  # fmt: skip

# The stance of a cue that is negated: "did not say", "no longer believes", "refused to leave".
_NEGATED: dict[Stance, Stance] = {
    "states": "doubts", "believes": "doubts", "predicts": "doubts", "warns": "doubts",
    "hears": "doubts", "accuses": "denies", "intends": "denies", "demands": "denies",
    "asks": "doubts", "denies": "doubts", "doubts": "states",
}  # fmt: skip


def verb_cue(lemma: str) -> Cue | None:
    """The cue that a verb is: `say` → states."""
    return _table("verbs").get(_mended(lemma))


def noun_cue(lemma: str) -> Cue | None:
    """The cue that a noun is: `warning` → warns."""
    return _table("nouns").get(_mended(lemma))


def adjective_cue(lemma: str) -> Cue | None:
    """The cue that an adjective is: `confident` → believes."""
    return _table("adjectives").get(lemma.lower())


def adverb_cue(lemma: str) -> Cue | None:
    """The cue that an adverb is: `allegedly` → accuses."""
    return _table("adverbs").get(lemma.lower())


def negated(stance: Stance) -> Stance:
    """The stance of a negated cue: she *did not say* that → doubts."""
    return _NEGATED[stance]


def _mended(lemma: str) -> str:
    lowered = lemma.lower()
    return _WRONG_LEMMAS.get(lowered, lowered)


def _table(section: str) -> dict[str, Cue]:
    return _tables().get(section, {})


@functools.cache
def _tables() -> dict[str, dict[str, Cue]]:
    tables: dict[str, dict[str, Cue]] = {}
    section: dict[str, Cue] = {}
    lines = resources.files(__package__).joinpath("cues.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("["):
            section = tables.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            cue = _read_cue(line)
            section[cue.lemma] = cue
    return tables


def _read_cue(line: str) -> Cue:
    lemma, stance, *frames = (part.strip() for part in line.split("|"))
    if stance not in get_args(Stance):
        raise ConfigError(f"cues.txt: {lemma!r} has the unknown stance {stance!r}")
    return Cue(lemma, cast("Stance", stance), frozenset(" ".join(frames).split()))
