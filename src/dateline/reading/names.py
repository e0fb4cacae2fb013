"""Names of people and bodies in short and in full: "Berg" is "Ola Berg", "SDF" its initials.

In: the names an article gives. Out: for a shorter form the one full name it can mean, None when it
can mean several: of Ana Ruiz and Luis Ruiz, "Ruiz" names neither.
"""

import functools
import re
import unicodedata
from collections.abc import Container, Iterable

from dateline.reading.pronouns import Gender, gender_of_name
from dateline.resources.common_words import is_common_word

_COURTESY = frozenset("mr mrs ms miss dr sir dame lady lord don doña dona señor senor".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset("of the and for de la del des du y los las".split())
_SHARED_LETTERS = 0.6  # "FMLN" of "Farabundo Martí Front": translated names keep old initials


class FullNames:
    """The people whom an article names with more than one word."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: list[str] = []
        given = {plain_words(name): name for name in names}
        for words, name in sorted(given.items(), key=lambda pair: (-len(pair[0]), pair[1])):
            if len(words) > 1 and self.find(name) is None and not _has_prefix(words, given):
                self._names.append(name)
        self.names = frozenset(map(_display, self._names))
        self._surnames = {word for name in self._names for word in plain_words(name)[1:]}

    def find(
        self, name: str, *, surname_only: bool = False, gender: Gender | None = None
    ) -> str | None:
        """The full name of a shorter form: a surname first, else a first name, if only one fits.

        gender: of the one who is meant, where it is known: "Mr Ruiz" is not Ana Ruiz.
        """
        words = plain_words(name)
        if not words:
            return None
        tests = [_ends_alike, _holds_surname]
        if not surname_only:
            tests.append(_begins_alike)
        for start in range(len(words) - 2, 0, -1):  # "Crooked Hillary Clinton"
            is_prefix = all(map(is_common_word, words[:start]))
            if is_prefix and words[start:] in map(plain_words, self._names):
                words = words[start:]
        for test in tests:
            fitting = [full for full in self._names if test(words, plain_words(full))]
            fitting = [full for full in fitting if _may_be(full, gender)]
            if fitting:
                return _display(fitting[0]) if len(fitting) == 1 else None
        return None

    def sharing(self, name: str, gender: Gender | None = None) -> frozenset[str]:
        """The several people whom a surname alone can mean; empty if it is one or none."""
        words = plain_words(name)
        if len(words) != 1:
            return frozenset()
        fitting = (n for n in self._names if plain_words(n)[-1] == words[0])
        found = frozenset(_display(name) for name in fitting if _may_be(name, gender))
        return found if len(found) > 1 else frozenset()

    def has_surname(self, word: str) -> bool:
        """Whether a word stands in one of the full names, other than first."""
        return "".join(plain_words(word)) in self._surnames


def _may_be(name: str, gender: Gender | None) -> bool:
    return gender is None or gender_of_name(_display(name)) in {None, gender}


@functools.lru_cache(maxsize=4096)
def plain_words(name: str) -> tuple[str, ...]:
    """The words that tell a person from another: no "Mr", "Jr.", "al-", case or accents."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = [re.sub(r"^(?:al|el|ash|as|ul)[-‑ ]", "", w.strip(".,'’\"")) for w in folded.split()]
    words = [w for w in words if w and w not in _COURTESY]
    if len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def is_initials(short: str, long: str) -> bool:
    """Whether letters may stand for a name: "SDF" for "Sava Defence Force".

    Most letters have to begin a word of the name, in any order, because translated names keep
    the letters of the language they come from.
    """
    letters = [c for c in short.casefold() if c.isalpha()]
    if len(letters) < 2 or not long[:1].isupper():
        return False
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", long.casefold())]
    return sum(letter in initials for letter in letters) >= _SHARED_LETTERS * len(letters)


def is_short_form(short: str, long: str) -> bool:
    """Whether a body's name is the beginning or the end of a longer one.

    "Lund Institute" of "Lund Institute of Peace", "the Covenant" of "Northern Covenant"; or its
    initials, letter by letter: "SDF".
    """
    few, many = _body_words(short), _body_words(long)
    if not few or len(few) >= len(many):
        return False
    if few == many[: len(few)] or few == many[-len(few) :]:
        return True
    initials = "".join(word[0] for word in many)
    return len(few) == 1 and short.isupper() and len(short) >= 3 and few[0] == initials


def _body_words(name: str) -> tuple[str, ...]:
    return tuple(w for w in re.findall(r"\w+", name.casefold()) if w not in _PARTICLES)


def _has_prefix(words: tuple[str, ...], given: Container[tuple[str, ...]]) -> bool:
    """As in "Crooked Hillary Clinton" where "Hillary Clinton" is named as well."""
    return any(
        words[start:] in given and all(map(is_common_word, words[:start]))
        for start in range(1, len(words) - 1)
    )


def _display(name: str) -> str:
    return re.sub(r"^(?:Mr|Mrs|Ms|Dr|Sir)\.? ", "", name)


def _ends_alike(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """As in "Berg", "O. Berg", "Ola Berg" of "Ola Petter Berg"."""
    if words[-1] != full[-1] or len(words) > len(full):
        return False
    if len(words) == 1 or words == full[-len(words) :]:  # "Rosa Chávez" of "Gregorio Rosa Chávez"
        return True
    return _in_order(words, full) and words[0][0] == full[0][0]


def _holds_surname(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """As in "Cruz" or "Ana Cruz" of "Ana Cruz Vidal": the first of two surnames."""
    if len(words) == 1:
        return words[0] in full[1:]
    return words[0] == full[0] and words[-1] in full[1:] and _in_order(words, full)


def _begins_alike(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(words) == 1 and words[0] == full[0]


def _in_order(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether every word, or its initial, stands in the full name in the same order."""
    rest = iter(full)
    return all(any(_same_word(word, other) for other in rest) for word in words)


def _same_word(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))
