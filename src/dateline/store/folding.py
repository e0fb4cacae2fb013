"""Text made comparable: in go words, out comes what SQL can compare.

Case is folded here and not in the database, because SQLite folds only ASCII letters and
PostgreSQL folds by locale: both sides of every comparison pass through this file.
"""

import re
import unicodedata
from collections.abc import Iterable


def fold_text(text: str) -> str:
    """Fold case, widths, white space and apostrophes: "Sana’a  Airport" gives "sana'a airport"."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("\0", " ")
    return " ".join(folded.split())


def fold_names(names: Iterable[str]) -> str:
    """The folded names, one a line, so that no search runs over from one into the next."""
    return "\n".join(dict.fromkeys(map(fold_text, names)))


def split_words(text: str) -> list[str]:
    """The folded words of a text, each once, in order: "The raid, the raid!" gives the, raid."""
    return list(dict.fromkeys(re.findall(r"\w+", fold_text(text))))


def pad_words(words: Iterable[str]) -> str:
    """One string in which each word stands between spaces, so that " raid " is not in "afraid"."""
    return f" {' '.join(words)} "
