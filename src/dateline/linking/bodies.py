"""The body of an article as sentences of weighed words, for comparing it with another.

In: an article with its furniture and header marked. Out: `Body`. Only what the report itself says
counts: furniture, header and credits ("(Reporting by …)") are left out.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.linking.credits import is_credit_line
from dateline.linking.levelled import is_number, level_words, split_sentences, stem, weigh
from dateline.records import Article

# Two reporters at one press conference write down the same words: speech says less of copying.
_QUOTED_SHARE = 0.5
_FEWEST_WORDS = 4  # shorter sentences ("He gave no details.") stand in unrelated reports
_FEWEST_QUOTED_WORDS = 5
_LINE_END = re.compile(r"[.!?…][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the stems of its words, function words left out, and what each weighs.

    `weight` is their sum, `matter` the same with less for what is quoted. `runs` are the words in
    order with a name of several words shortened to its last; `numbers` and `names` are among the
    stems: a name is any word that is not ordinary English.
    """

    weights: Mapping[str, float]
    weight: float
    matter: float
    numbers: frozenset[str]
    names: frozenset[str]
    runs: tuple[str, ...]
    quotes: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The sentences that are long enough to tell an article from others.

    `matter` is the sum of theirs; `places` tells for each stem in which sentences it stands.
    """

    sentences: tuple[Sentence, ...]
    matter: float
    places: Mapping[str, tuple[int, ...]]


@functools.lru_cache(maxsize=2048)
def read_body(article: Article) -> Body:
    """Read the sentences of an article's body."""
    sentences = []
    for paragraph in paragraphs(article):
        if is_credit_line(paragraph):
            continue
        reader = _Reader()
        for text in split_sentences(paragraph):
            sentence = reader.read(text)
            if len(sentence.weights) >= _FEWEST_WORDS:
                sentences.append(sentence)
    places: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for word in sentence.weights:
            places.setdefault(word, []).append(number)
    return Body(
        tuple(sentences),
        sum(sentence.matter for sentence in sentences),
        {word: tuple(numbers) for word, numbers in places.items()},
    )


def paragraphs(article: Article) -> Iterator[str]:
    """The paragraphs of the report itself, lines that were broken at a width made whole."""
    kept = list(article.text)
    for start, end in [*(piece.span for piece in article.furniture), *article.header.evidence]:
        kept[start:end] = "\n" * (end - start)
    for block in re.split(r"\n[ \t]*\n", "".join(kept)):
        paragraph = ""
        for line in block.split("\n"):
            paragraph = f"{paragraph} {line.strip()}".strip()
            if _LINE_END.search(paragraph):
                yield paragraph
                paragraph = ""
        if paragraph:
            yield paragraph


class _Reader:
    """Reads the sentences of one paragraph in order, and knows whether a quotation is open."""

    def __init__(self) -> None:
        self._is_quoted = False

    def read(self, text: str) -> Sentence:
        """Read the next sentence."""
        weights: dict[str, float] = {}
        runs: list[str] = []
        quotes: list[set[str]] = []
        before_is_name = False
        numbers, names = set(), set()
        matter = 0.0
        for word in level_words(text):
            if word == '"':
                self._is_quoted = not self._is_quoted
                quotes += [set()] if self._is_quoted else []
                continue
            weight = weigh(word)
            if not weight:
                before_is_name = False
                continue
            stemmed = stem(word)
            is_name = not is_number(word) and weight > 1
            if is_number(word):
                numbers.add(stemmed)
            elif is_name:
                names.add(stemmed)
            if self._is_quoted:
                if not quotes:  # a quotation that began in an earlier sentence
                    quotes.append(set())
                quotes[-1].add(stemmed)
            if stemmed not in weights:
                matter += weight * (_QUOTED_SHARE if self._is_quoted else 1.0)
            weights[stemmed] = max(weights.get(stemmed, 0.0), weight)
            if is_name and before_is_name:
                runs[-1] = stemmed
            else:
                runs.append(stemmed)
            before_is_name = is_name
        return Sentence(
            weights,
            sum(weights.values()),
            matter,
            frozenset(numbers),
            frozenset(names),
            tuple(runs),
            tuple(frozenset(quote) for quote in quotes if len(quote) >= _FEWEST_QUOTED_WORDS),
        )
