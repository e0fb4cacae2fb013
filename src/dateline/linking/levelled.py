"""Text in, words out in the one spelling that all house styles are brought to.

"Twenty-one per cent of labour leaders" and "21% of labor leaders" give the same words, and each
word has a weight: a constant of the language, never a count of an archive, because what is linked
must not depend on what else was read.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator

from dateline.resources.common_words import is_common_word

# A number or a name tells reports apart; "said" and "police" stand in all of them.
_SPECIFIC = 1.6
_COMMON = 1.0
_LIGHT = 0.5

_FUNCTION_WORDS = frozenset(
    """
    a about above after again against ago all along already also although am among an and another
    any are around as at away back be became because become been before being below between both
    but by came can cannot come could did do does doing done down during each early either else
    ever every few for from further get give given go going gone got had has have having he her
    here hers herself him himself his how however i if in into is it its itself just late later
    least less like many may me meanwhile might more most much must my near nearly neither never
    no none nor not now of off often on once one only onto or other others our out over own per
    put quite rather same several shall she should since so some still such take taken than that
    the their theirs them themselves then there these they this those though through throughout
    thus to together too took toward towards under until up upon us very was we well went were
    what when where whether which while who whom whose why will with within without would yet you
    your amid via don didn isn wasn doesn won couldn wouldn
    """.split()
)
_LIGHT_WORDS = frozenset(
    """
    say said says saying told tell tells adding add added adds according statement report reported
    reports reporter reporters people person persons man men woman women official officials officer
    officers police government minister ministry president spokesman spokeswoman spokesperson
    authority authorities news agency media country state city town village area local national new
    old first last next day days week weeks month months year years time hour hours morning
    afternoon evening night today yesterday tomorrow monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november
    december made make call called ask asked show showed number part place expect expected include
    including mr mrs ms dr dead death deaths die died kill killed killing injure injured injuring
    wound wounded wounding hundred hundreds thousand thousands million
    """.split()
)
_SHORT_FORMS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "aug": "august",
    "sep": "september", "sept": "september", "oct": "october", "nov": "november",
    "dec": "december", "mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday",
    "thu": "thursday", "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "sgt": "sergeant", "capt": "captain",
    "gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor",
    "percent": "%", "km": "kilometer", "kms": "kilometer",
}  # fmt: skip
_NUMBERS = {
    word: value
    for value, word in enumerate(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split(),
        2,
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*|[%\"“”]")
_TENS_AND_UNIT = re.compile(rf"\b({'|'.join(_TENS)})-(one|{'|'.join(_NUMBERS)})\b", re.IGNORECASE)
_PER_CENT = re.compile(r"\bper cent\b", re.IGNORECASE)
_TOKEN = re.compile(r"(\S+)(\s*)")
_STOPS, _CLOSING = ".!?…", "\"”’»')]"
_BEGINNING = re.compile(r"[\"“‘«(\[]*[^\W_a-z]")
_ABBREVIATED = re.compile(
    r"^[\"“‘(]*(?:[a-z]|(?:[a-z]\.)+[a-z]?|mr|mrs|ms|dr|st|no|vs|gen|lt|col|sgt|capt|gov|sen|rep"
    r"|prof|maj|brig|jan|feb|mar|apr|aug|sept?|oct|nov|dec|inc|ltd|co|jr|sr)$",
    re.IGNORECASE,
)
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|ers?$|able$)"), "or"),
    (re.compile(r"is(?=e[ds]?$|ing$|ations?$)"), "iz"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=[a-z]{3})ence(?=s?$)"), "ense"),
)
_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ies|ied|ing|ed|es|s|e)$")


def level_words(text: str) -> list[str]:
    """The words of a text in order, quotation marks among them as '"'."""
    text = _PER_CENT.sub("%", _TENS_AND_UNIT.sub(_as_number, text))
    return [_level(match.group()) for match in _WORD.finditer(text)]


def split_sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph: "Gen. A. Bo said no. He left." has two."""
    start = 0
    # Token by token and not by one pattern, which would go back and forth in a row of dots.
    for token in _TOKEN.finditer(paragraph):
        stopped = token[1].rstrip(_CLOSING)
        word = stopped.rstrip(_STOPS)
        if word == stopped or not token[2] or not _BEGINNING.match(paragraph, token.end()):
            continue
        if not _ABBREVIATED.match(word):
            yield paragraph[start : token.end()].strip()
            start = token.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


@functools.lru_cache(maxsize=65536)
def weigh(word: str) -> float:
    """What a levelled word says about which report it stands in; 0 for function words."""
    if is_number(word):
        return _SPECIFIC
    if word in _FUNCTION_WORDS or len(word) == 1:
        return 0.0
    if word in _LIGHT_WORDS or word == "%":
        return _LIGHT
    return _COMMON if is_common_word(word) else _SPECIFIC


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without spelling variants and endings: "labour" and "labors" are one."""
    if not word.isascii() or not word.isalpha():
        return word
    for spelling, ours in _SPELLINGS:
        word = spelling.sub(ours, word)
    return _ENDINGS.sub("", word)


def is_number(word: str) -> bool:
    """Whether a levelled word is written in digits; words for numbers have become digits."""
    return word[0].isdigit()


def _as_number(match: re.Match[str]) -> str:
    return str(_TENS[match[1].lower()] + (_NUMBERS.get(match[2].lower()) or 1))


@functools.lru_cache(maxsize=65536)
def _level(word: str) -> str:
    if word in '"“”':
        return '"'
    if word[0].isdigit():
        return word.replace(",", "")
    word = _without_accents(word.casefold().replace("’", "'"))
    word = word.removesuffix("'s").replace(".", "").replace("'", "")
    number = _NUMBERS.get(word) or _TENS.get(word)
    return str(number) if number else _SHORT_FORMS.get(word, word)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))
