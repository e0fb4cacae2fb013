"""Text and dates made comparable: in go words and ISO prefixes, out come what SQL can compare.

Case is folded here and not in the database, because SQLite folds only ASCII letters and
PostgreSQL folds by locale: both sides of every comparison pass through this file.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

_ISO_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?)?", re.DOTALL)


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


def days_of(prefix: str | None) -> tuple[date, date] | None:
    """The first and the last day of an ISO prefix: "2012-02" gives 1 and 29 February 2012.

    The time of day is left out. None for what is no such prefix.
    """
    match = _ISO_PREFIX.fullmatch(prefix or "")
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or 12)
        return first, date(
            first.year, last_month, int(day or calendar.monthrange(first.year, last_month)[1])
        )
    except ValueError:  # "2015-13", "2015-02-30", "0000"
        return None
