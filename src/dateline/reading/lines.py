"""The lines of a text: how they were set (broken at a fixed width, all in capitals), and `Line`."""

import re
import statistics
from dataclasses import dataclass

from dateline.records import Span

_WIDEST = 90  # no wire set wider lines
_TYPICAL = 55  # lines that do not end a paragraph come close to the width
_BULLET = re.compile(r"^(?:[*+•·▪»›–-]|\d{1,2}\.)\s+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(r"[.!?…。][\"”’»')\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, or one paragraph of a text whose lines were broken at a fixed width."""

    start: int
    end: int
    indent: int
    is_item: bool
    words: tuple[str, ...]
    core: str  # without list bullet, white space made plain

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)

    @property
    def key(self) -> str:
        """What two printings of one headline share."""
        return line_key(self.core)

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.core))

    @property
    def is_title_case(self) -> bool:
        """Whether Its Long Words Are Capitalized."""
        long_words = [word for word in self.words if len(word) > 3]
        capitals = sum(word[0].isupper() for word in long_words)
        return len(long_words) >= 3 and capitals > 0.8 * len(long_words)

    @property
    def is_plain(self) -> bool:
        """A sentence in ordinary case: "Rebels released a video of two hostages." is no caption."""
        return self.core.endswith(".") and not self.is_title_case

    @property
    def is_prose(self) -> bool:
        """A sentence too long to be anything but part of a paragraph."""
        return self.is_sentence and len(self.core) > 80


def line_at(text: str, start: int, end: int) -> Line:
    """The line of a range that neither begins nor ends with white space."""
    raw = text[start:end]
    core = re.sub(r"\s+", " ", _BULLET.sub("", raw)) or raw
    indent = start - (text.rfind("\n", 0, start) + 1)
    return Line(start, end, indent, bool(_BULLET.match(raw)), tuple(_WORD.findall(core)), core)


def line_key(text: str) -> str:
    """What is left of a headline without case and punctuation."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: then a line is no paragraph."""
    blocks = [block.splitlines() for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    inner = [len(line) for block in blocks for line in block[:-1]]
    longest = max((len(line) for block in blocks for line in block), default=0)
    return len(inner) >= 3 and longest <= _WIDEST and statistics.median(inner) >= _TYPICAL


def is_upper_case(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) / len(letters) > 0.8
