"""Ordinary English words: which words of an upper-case text are no names."""

import functools
from importlib import resources


def is_common_word(word: str) -> bool:
    """Whether a word, in any case, stands in the list of ordinary lower-case English words."""
    return word.lower() in _words()


@functools.cache
def _words() -> frozenset[str]:
    text = resources.files(__package__).joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#")) | {"a", "i"}
