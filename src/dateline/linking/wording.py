"""Words of a text, weighed by constants: names most, then what is rare in English.

In: a text. Out: `Wording`, which `likeness` compares with another (the cosine). Weights never come
from an archive: a word weighs the same whatever else was read.
"""

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.encoder.commonness import word_rank
from dateline.resources.common_words import is_common_word

# Names tell which of two similar happenings is meant. Found on half of ECB+'s topics: 2 to 5 are
# about as good; re-run `benchmarks.linking` after changing it.
_NAME = 3.0
_COMMONEST = 3.5  # log of the rank (33) up to which a word weighs nothing: the, of, was

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d|[.!?:\"“”\n]")
_BREAKS = frozenset('.!?:"“”\n')


@dataclass(frozen=True, slots=True)
class Wording:
    """Weights of words that make a vector of length 1, and which of the words are names.

    `weights` is empty for a text without words that weigh anything.
    """

    weights: Mapping[str, float]
    names: frozenset[str]

    def likeness(self, other: "Wording", without: Collection[str] = ()) -> float:
        """How much the two say in the same words: 0 nothing, 1 all; some may be left out."""
        few, many = sorted((self.weights, other.weights), key=len)
        # Summed in one order, so that it is the same whichever of the two is asked.
        return math.fsum(
            weight * many[word]
            for word, weight in few.items()
            if word in many and word not in without
        )

    def shared(self, other: "Wording", most: int) -> list[str]:
        """Up to `most` words of both that weigh most in them."""
        both = {w: x * other.weights[w] for w, x in self.weights.items() if w in other.weights}
        return sorted(both, key=lambda word: (-both[word], word))[:most]

    def heaviest_names(self, most: int) -> list[str]:
        """Up to `most` names that weigh most."""
        return sorted(self.names, key=lambda name: (-self.weights[name], name))[:most]


def find_wording(text: str) -> Wording:
    """Weigh the words of a text; those that it uses often weigh more, by the square root."""
    counts: Counter[str] = Counter()
    inside: Counter[str] = Counter()  # not at the beginning of a sentence, where all are capitals
    capital: Counter[str] = Counter()
    is_shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    for word, is_capital, starts in _words(text):
        counts[word] += 1
        tells = not starts and not is_shouted
        inside[word] += tells
        capital[word] += is_capital and tells
    names = {word for word in counts if _is_name(word, inside[word], capital[word])}
    raw = {
        word: math.sqrt(count) * word_weight(word) * (_NAME if word in names else 1.0)
        for word, count in counts.items()
        if word_weight(word) > 0
    }
    return Wording(_unit(raw), frozenset(names & raw.keys()))


def find_numbers(text: str) -> Wording:
    """Weigh the numbers of two digits or more, each once."""
    figures = (fold(word) for word in _WORD.findall(text) if not word[0].isalpha())
    found = {word for word in figures if word[0].isdigit() and len(word) > 1}
    return Wording(_unit({word: word_weight(word) for word in found}), frozenset())


def find_stems(text: str) -> frozenset[str]:
    """The words of a text that weigh something, without the endings of plural, past and -ing."""
    return frozenset(stem(word) for word, _, _ in _words(text) if word_weight(word) > 0)


def stem(word: str) -> str:
    """Cut the commonest endings off: "bombings" → "bomb", "denied" → "deny"; rough on purpose."""
    for ending, put, least in (("ies", "y", 5), ("ied", "y", 5), ("s", "", 4), ("ing", "", 6)):
        if len(word) >= least and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)] + put
    if len(word) >= 5 and word.endswith("ed"):
        word = word[:-2]
    return word.removesuffix("e")


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Small letters without accents: "Rondón" → "rondon"."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@functools.lru_cache(maxsize=65536)
def word_weight(word: str) -> float:
    """What a folded word weighs: 0 for the commonest, 7.5 for one that no word list holds."""
    return max(0.0, math.log(word_rank(word)) - _COMMONEST)


def _words(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Each word folded, whether it has a capital, and whether it starts a sentence or a quote."""
    starts = True
    for match in _WORD.finditer(text):
        word = match.group()
        if word in _BREAKS:
            starts = True
            continue
        yield fold(word).removesuffix("'s"), word[0].isupper(), starts
        starts = False


def _is_name(word: str, inside: int, capital: int) -> bool:
    if not word.isalpha():
        return False
    return capital * 2 > inside if inside else not is_common_word(word)


def _unit(raw: dict[str, float]) -> Mapping[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in raw.values()))
    ordered = sorted(raw.items())
    return MappingProxyType({word: weight / length for word, weight in ordered} if length else {})
