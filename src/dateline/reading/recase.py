"""Upper-case wire copy in the case that a parser was trained on, character for character.

In: "THREE SOLDIERS WERE KILLED IN SAN MIGUEL". Out: "Three soldiers were killed in San Miguel", of
the same length, so that every range stays true. What is no ordinary word is taken for a name.
"""

import functools
import re
from collections.abc import Mapping, Sequence

from dateline import resources
from dateline.resources.common_words import is_common_word

# A word not in the list that ends like this is rather an unlisted form than a name: "AMBUSHING".
_WORD_ENDINGS = ("ing", "ed", "ly", "tion", "tions", "ness", "ists", "ization", "ers", "ments")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)\]]*\s+|\[)\s*['\"“‘(]*$")
# "U.S. TROOPS", "GEN. RUIZ": after such a stop no sentence begins.
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z](?:\.[A-Z])+|GEN|COL|MAJ|CAPT|LT|SGT|MR|MRS|MSGR|DR|ST|REV|GOV|SEN|NO|KM)\. $"
)
_WE = re.compile(
    r"\b(?:TOLD|TELL|LET|GIVE|GAVE|ASKED|FOR|TO|WITH|FROM|AMONG|AROUND|BEHIND|HELP|SHOW|ALL) $"
)
_ALWAYS_UPPER = frozenset({"I", "US", "UN", "EU", "USA", "UK", "TV"})
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "del", "y"})
_CAPITALISED_WORDS = frozenset(
    "january february april june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday".split()
)


# "FRENTE POPULAR DE LUND [FPL]": a short name in brackets, with the words it may stand for.
_BRACKETED = re.compile(r"(?<![^\W\d_])((?:[^\W\d_]++[ -]){1,7})([(\[])([^\W\d_]{2,8})([)\]])")


def recase(text: str) -> str:
    """Put upper-case text into ordinary case; the result has the same length."""
    cased = _WORD.sub(lambda match: _cased(match, text), text)
    cased = _with_known_phrases(cased)
    cased = _BRACKETED.sub(_spelled_out, cased)
    return cased if len(cased) == len(text) else text


def _cased(match: re.Match[str], text: str) -> str:
    word = match.group()
    if not word.isupper():
        return word
    before = text[max(0, match.start() - 12) : match.start()]
    starts_sentence = bool(_SENTENCE_START.search(before)) and not _ABBREVIATED.search(before)
    lower = _same_length(word.lower(), word)
    if word == "US" and _WE.search(before):
        return lower  # "THEY TOLD US"
    if _is_acronym(word):
        return word
    if starts_sentence or not _is_ordinary(word) or lower in _CAPITALISED_WORDS:
        return _same_length(word.capitalize(), word)
    return lower


def _same_length(cased: str, word: str) -> str:
    """Some letters change in number with their case: "İ"."""
    return cased if len(cased) == len(word) else word


def _is_acronym(word: str) -> bool:
    if word in _ALWAYS_UPPER:
        return True
    if is_common_word(word) or len(word) > 6:
        return False
    return len(word) <= 5 and resources.find_actor(word) is not None


def _is_ordinary(word: str) -> bool:
    stem = re.sub(r"['’]S?$", "", word)
    if is_common_word(stem):
        return True
    return stem.lower().endswith(_WORD_ENDINGS) and len(stem) > 7


def _with_known_phrases(text: str) -> str:
    """Give names of several words their capitals, though some are ordinary: "Shining Path"."""
    folded = text.lower()
    if len(folded) != len(text):
        return text
    cased, end = list(text), 0
    for match in _WORD.finditer(folded):
        if match.start() < end:
            continue
        for name in _known_phrases().get(match.group(), ()):
            end = match.start() + len(name)
            if (
                folded.startswith(name.lower(), match.start())
                and not folded[end : end + 1].isalnum()
            ):
                cased[match.start() : end] = _as_known(text[match.start() : end])
                break
        else:
            end = match.start()
    return "".join(cased)


@functools.cache
def _known_phrases() -> Mapping[str, Sequence[str]]:
    """Names with an ordinary word in them, by their first word in small letters, longest first."""
    found: dict[str, set[str]] = {}
    for alias, _ in resources.phrases(all_capitals=True):
        if " " in alias and any(is_common_word(word) for word in alias.split()):
            first = _WORD.match(alias.lower())
            if first is not None:
                found.setdefault(first.group(), set()).add(alias)
    return {word: sorted(names, key=lambda n: (-len(n), n)) for word, names in found.items()}


def _as_known(name: str) -> str:
    """Capitalise the words of a name, but not the "of" and "the" inside it."""
    words = re.split(r"(\W+)", name)
    return "".join(w if w in _SMALL_WORDS else w[:1].upper() + w[1:] for w in words)


def _spelled_out(match: re.Match[str]) -> str:
    """Give a short name in brackets its capitals, and the words whose initials make it up."""
    short = match[3].upper()
    if is_common_word(short) and not short.isupper():
        return match.group()
    left = list(short)
    words = re.split(r"([ -])", match[1])
    for index in range(len(words) - 1, -1, -1):
        word = words[index].lower()
        if not word.strip(" -") or word in _SMALL_WORDS:
            continue
        if word[0].upper() not in left:
            break
        left.remove(word[0].upper())
        words[index] = words[index][0].upper() + words[index][1:]
    if len(left) > len(short) // 3:
        return match.group()
    return "".join(words) + match[2] + short + match[4]
