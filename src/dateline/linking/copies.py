"""Articles that are one report: reprinted, cut, re-ordered, edited, built into others.

`copy_keys` proposes: two articles are compared if they share a key. `compare_articles` decides, by
laying the sentences of one beside those of the other. Both look at nothing but the articles
themselves, so it does not matter which came first or what else is in the archive.

Source: the two steps follow NEWS-COPY (Silcock et al. 2023), which finds that true copies of wire
reports share so few word sequences that hashing alone misses most.
"""

import functools
import hashlib
import heapq
import itertools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.linking.bodies import Body, Sentence, read_body
from dateline.linking.credits import outlet_key
from dateline.linking.levelled import level_words, stem, weigh
from dateline.records import Article, Link

# Keys: at most 2 * _FEATURES + _LASTING + 6 pairs + 2 = 64 an article, about 35 mostly.
_FEATURES = 22
_LASTING = 12
_PAIRED = 4
_WORDS_OF_KEY = 3  # words of a sentence that make its key: of a heavily edited one two thirds stay
_FEWEST_WORDS_FOR_KEY = 6
_WEEKDAYS = frozenset(
    stem(day) for day in "monday tuesday wednesday thursday friday saturday sunday".split()
)
_PERIOD_DAYS = 28
_OVERLAP_DAYS = 7  # reprints up to a week apart always share a period

# A sentence stands in the other article from _SAME up, and half of it counts at the middle.
_ALIKE = 0.40
_SAME = 0.65
_LEAST_ORDER = 0.7
_FEWEST_SHARED = 3.0  # weight
_FEWEST_SAME = 3  # sentences, or all of a shorter article
_FEWEST_SPECIFIC = 2  # names and numbers in the sentences that are the same
_LEAST_MATTER = 8.0  # weight of an article of one or two sentences
_VERSION_SHARE = 0.25  # of an article that has the other's address or title and opening
_COPY_SHARE = 0.42
_FEWEST_FIGURES = 4
_AGREEING_SHARE = 0.5


def copy_keys(article: Article) -> tuple[str, ...]:
    """The strings under which an article is found by its copies: at most 64, sorted.

    A key is made of three words of a sentence or of a quotation, chosen by hash so that a sentence
    that was edited mostly chooses the same ones; of these the lowest hashes are kept, so that a
    report inside a longer piece chooses the same sentences. Keys of a dated article hold in a
    period of four weeks: a paragraph that an agency repeats under its reports for years is in a
    million articles no hotter than in ten thousand. Articles without a date are found by what is
    hardly written twice: speech with its speaker, sentences that name a weekday, and two
    sentences at once.
    """
    body = read_body(article)
    features = _lowest(_FEATURES, _features(body, draw=0))
    if len(features) < _FEATURES:  # a short report can be found in two ways by each sentence
        features += _lowest(_FEATURES - len(features), _features(body, draw=1))
    keys = {f"{period}:{name}" for period in _periods(article) for name in features}
    keys |= {f"-:{name}" for name in _lowest(_LASTING, _lasting_features(body))}
    keys |= {f"{a}+{b}" for a, b in itertools.combinations(features[:_PAIRED], 2)}
    keys |= {key for key in (_url_key(article), _title_key(article)) if key is not None}
    return tuple(sorted(keys))


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two articles is the same, as shares (0–1) of what their sentences weigh.

    `of_a` is the share of a that stands in b. `same_a` are the sentences of a, by number, that
    stand in b. `figures` and `names` are the shares of numbers and names on which sentences that
    are otherwise alike agree, None where too few are told.
    """

    of_a: float
    of_b: float
    same_a: frozenset[int]
    same_b: frozenset[int]
    figures: float | None
    names: float | None
    is_reordered: bool


def measure_overlap(a: Article, b: Article) -> Overlap:
    """Lay the sentences of two articles beside each other."""
    return _overlap(a, b) if a.id <= b.id else _turned(_overlap(b, a))


# A reprint is looked at again with each further one: a family's pairs are measured once.
@functools.lru_cache(maxsize=16_384)
def _overlap(a: Article, b: Article) -> Overlap:
    return _measure(read_body(a), read_body(b))


def _turned(overlap: Overlap) -> Overlap:
    return replace(
        overlap,
        of_a=overlap.of_b,
        of_b=overlap.of_a,
        same_a=overlap.same_b,
        same_b=overlap.same_a,
    )


def compare_articles(a: Article, b: Article) -> Link | None:
    """Judge whether two articles are one report, and say why; None when they are not.

    A `version` is the same outlet's article with changed text; every other copy is a `copy`.
    Reports that share a background paragraph or a speech, or the form of a bulletin with other
    figures, are no copies.
    """
    if a.id == b.id:
        return None
    first, second = sorted((a, b), key=lambda article: article.id)
    overlap = measure_overlap(first, second)
    is_copy = _is_one_report(read_body(first), read_body(second), overlap)
    signs = _signs_of_version(first, second, overlap, is_copy=is_copy)
    if not is_copy and not signs:
        return None
    return Link(
        kind="version" if signs else "copy",
        a=first.id,
        b=second.id,
        score=_score(overlap, signs),
        reason="; ".join([*signs, _counted(first, second, overlap)]),
    )


def _is_one_report(a: Body, b: Body, overlap: Overlap) -> bool:
    """Whether enough of the one stands in the other, and not only the form with other figures."""
    if overlap.figures is not None and overlap.figures < _AGREEING_SHARE:
        return False
    if overlap.names is not None and overlap.names < _AGREEING_SHARE:
        return False
    same = [a.sentences[number] for number in overlap.same_a]
    if sum(len(sentence.names | sentence.numbers) for sentence in same) < _FEWEST_SPECIFIC:
        return False  # "He spoke on condition of anonymity …": what any report may say
    shortest = min(len(a.sentences), len(b.sentences))
    if min(len(overlap.same_a), len(overlap.same_b)) < min(_FEWEST_SAME, shortest):
        return False
    if shortest < _FEWEST_SAME and min(a.matter, b.matter) < _LEAST_MATTER:
        return False
    return max(overlap.of_a, overlap.of_b) >= _COPY_SHARE


def _signs_of_version(a: Article, b: Article, overlap: Overlap, *, is_copy: bool) -> list[str]:
    """What says that two articles are one article at two times."""
    share = max(overlap.of_a, overlap.of_b)
    if _url_key(a) is not None and _url_key(a) == _url_key(b):
        return ["one address"] if is_copy or share >= _VERSION_SHARE else []
    if a.outlet is None or b.outlet is None or outlet_key(a.outlet) != outlet_key(b.outlet):
        return []
    if is_copy:
        return [f"both of {a.outlet}"]
    has_same_opening = 0 in overlap.same_a and 0 in overlap.same_b
    if has_same_opening and share >= _VERSION_SHARE and _has_same_title(a, b):
        return [f"both of {a.outlet}, under one title and with one opening"]
    return []


def _has_same_title(a: Article, b: Article) -> bool:
    """Whether two titles share most of their words: "Five die" and "Five die - latest"."""
    first, second = (
        {stem(word) for word in level_words(article.title or "") if weigh(word)}
        for article in (a, b)
    )
    return len(first & second) * 2 > len(first | second)


def _score(overlap: Overlap, signs: list[str]) -> float:
    share = max(overlap.of_a, overlap.of_b)
    return round(min(0.99, (0.6 if signs else 0.5) + share / 2), 3)


def _counted(a: Article, b: Article, overlap: Overlap) -> str:
    """Say how much: "11 of 12 sentences of one stand in the other, in another order"."""
    of_a = (overlap.of_a, len(overlap.same_a), len(read_body(a).sentences))
    of_b = (overlap.of_b, len(overlap.same_b), len(read_body(b).sentences))
    _, same, of = max(of_a, of_b)
    order = ", in another order" if overlap.is_reordered else ""
    return f"{same} of {of} sentences of one stand in the other{order}"


def _measure(a: Body, b: Body) -> Overlap:
    shared = _shared_words(a, b)
    pairs = _best_pairs(shared)
    ordered = {
        (i, j): score * _in_order(a.sentences[i], b.sentences[j])
        for (i, j), score in shared.items()
        if score >= _ALIKE
    }
    to_b, to_a = _best(ordered), _best({(j, i): score for (i, j), score in ordered.items()})
    same = sorted((i, j) for i, (score, j) in to_b.items() if score >= _SAME)
    return Overlap(
        of_a=_share(a, to_b),
        of_b=_share(b, to_a),
        same_a=frozenset(i for i, (score, _) in to_b.items() if score >= _SAME),
        same_b=frozenset(j for j, (score, _) in to_a.items() if score >= _SAME),
        figures=_agreement((a.sentences[i].numbers, b.sentences[j].numbers) for i, j in pairs),
        names=_agreement((a.sentences[i].names, b.sentences[j].names) for i, j in pairs),
        is_reordered=[j for _, j in same] != sorted(j for _, j in same),
    )


def _best_pairs(scores: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Each sentence of the two with the one that is most like it, where they are alike at all."""
    there, back = _best(scores), _best({(j, i): score for (i, j), score in scores.items()})
    pairs = {(i, j) for i, (score, j) in there.items() if score >= _ALIKE}
    return pairs | {(i, j) for j, (score, i) in back.items() if score >= _ALIKE}


def _best(scores: dict[tuple[int, int], float]) -> dict[int, tuple[float, int]]:
    """For each first number the best score and its second number; of equals the first sentence."""
    found: dict[int, tuple[float, int]] = {}
    for (i, j), score in sorted(scores.items()):
        if score > found.get(i, (0.0, 0))[0]:
            found[i] = (score, j)
    return found


def _in_order(a: Sentence, b: Sentence) -> float:
    """1 where half of the neighbours are still neighbours, down to _LEAST_ORDER where none are.

    Two reporters who tell one fact share its names and figures, hardly their order.
    """
    first, second = (set(itertools.pairwise(sentence.runs)) for sentence in (a, b))
    kept = len(first & second) / max(1, min(len(first), len(second)))
    return _LEAST_ORDER + (1 - _LEAST_ORDER) * min(1.0, 2 * kept)


def _shared_words(a: Body, b: Body) -> dict[tuple[int, int], float]:
    """For each pair of sentences what they share, over the geometric mean of what they weigh."""
    shared: dict[tuple[int, int], float] = {}
    for i, sentence in enumerate(a.sentences):
        for word, weight in sentence.weights.items():
            for j in b.places.get(word, ()):
                other = b.sentences[j].weights[word]
                shared[i, j] = shared.get((i, j), 0.0) + min(weight, other)
    return {
        (i, j): weight / math.sqrt(a.sentences[i].weight * b.sentences[j].weight)
        for (i, j), weight in shared.items()
        if weight >= _FEWEST_SHARED
    }


def _share(body: Body, best: dict[int, tuple[float, int]]) -> float:
    if not body.matter:
        return 0.0
    found = sum(
        body.sentences[number].matter * min(1.0, max(0.0, (score - _ALIKE) / (_SAME - _ALIKE)))
        for number, (score, _) in best.items()
    )
    return found / body.matter


def _agreement(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> float | None:
    told = agreed = 0
    for a, b in pairs:
        told += min(len(a), len(b))
        agreed += len(a & b)
    return agreed / told if told >= _FEWEST_FIGURES else None


def _lowest(number: int, features: Iterable[int]) -> list[str]:
    return [f"{feature:016x}" for feature in heapq.nsmallest(number, set(features))]


def _features(body: Body, draw: int) -> Iterator[int]:
    for sentence in body.sentences:
        yield from _sentence_feature(sentence, draw)
        yield from _quote_features(sentence)


def _lasting_features(body: Body) -> Iterator[int]:
    """What is hardly written twice: background that is repeated names years, not weekdays."""
    for sentence in body.sentences:
        if not _WEEKDAYS.isdisjoint(sentence.weights):
            yield from _sentence_feature(sentence, 0)
        if sentence.names:  # "Our thoughts are with the families": stock phrases, but of whom?
            speaker = min(sentence.names)
            yield from (_hash("q", speaker, *sorted(quote)) for quote in sentence.quotes)


def _sentence_feature(sentence: Sentence, draw: int) -> Iterator[int]:
    words = set(sentence.runs)
    if len(words) >= _FEWEST_WORDS_FOR_KEY and words & (sentence.names | sentence.numbers):
        order = {word: _rank(word, draw, sentence.weights[word]) for word in words}
        chosen = heapq.nsmallest(_WORDS_OF_KEY, words, key=lambda word: (order[word], word))
        yield _hash("s", *sorted(chosen))


def _quote_features(sentence: Sentence) -> Iterator[int]:
    return (_hash("q", *sorted(quote)) for quote in sentence.quotes)


@functools.lru_cache(maxsize=65536)
def _rank(word: str, draw: int, weight: float) -> float:
    """A fixed draw for a word, in which words that tell reports apart come first more often."""
    chance = (_hash(str(draw), word) + 1) / 2**64
    return -math.log(chance) / weight**2


def _hash(*parts: str) -> int:
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _periods(article: Article) -> list[str]:
    """The four weeks an article was published in, and the next ones if they are near."""
    if article.published is None:
        return ["-"]
    try:
        day = date.fromisoformat(article.published[:10]).toordinal()
    except ValueError:  # "2024-03": a month is no day
        return ["-"]
    first, last = day // _PERIOD_DAYS, (day + _OVERLAP_DAYS) // _PERIOD_DAYS
    return [str(period) for period in range(first, last + 1)]


def _url_key(article: Article) -> str | None:
    """The address without what does not name the page; None for an outlet's front page."""
    if article.url is None:
        return None
    match = re.match(r"(?:https?://)?(?:www\.|m\.|amp\.)?([^?#]*)", article.url.strip().lower())
    address = match[1].rstrip("/") if match else ""
    return f"u:{_hash(address):016x}" if "/" in address else None


def _title_key(article: Article) -> str | None:
    if article.outlet is None or article.title is None or article.published is None:
        return None
    words = sorted({stem(word) for word in level_words(article.title) if weigh(word)})
    outlet = outlet_key(article.outlet)
    return f"t:{article.published[:7]}:{_hash(outlet, *words):016x}" if len(words) > 2 else None
