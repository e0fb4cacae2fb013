"""Words of the text as MUC-4 fills them in: a phrase without its articles, counts and relatives.

In: quotes of a report. Out: capital letters, as they stand in the text; and how many they mean.
"""

import re
import unicodedata

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN"
        " SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY".split(),
        1,
    )
}
_LEADING = frozenset(
    "A AN THE THIS THAT THESE THOSE HIS HER ITS THEIR OUR MY YOUR SOME SEVERAL MANY FEW VARIOUS"
    " ANOTHER OTHER OTHERS NEARLY ABOUT ALMOST AROUND APPROXIMATELY MORE THAN AT LEAST ALL BOTH"
    " ONLY SAME ALLEGED PRESUMED SO-CALLED HOW".split()
)
_ROUGHLY = frozenset("ABOUT AROUND APPROXIMATELY NEARLY ALMOST SOME".split())
_RELATIVE = re.compile(
    r",| (?:WHO|WHOM|WHICH|THAT|WHERE|WHEN|IN|ON|AT|FROM|WITH|NEAR|FOR|BY|TO|DURING|WHILE|AND|AS"
    r"|IS|ARE|WAS|WERE|HAD|HAVE|TRAVELING|KILLED|MURDERED|LOCATED|BELONGING|GUARDING|BEING|WOUNDED"
    r"|THOUGHT|CAUSING|REPORTEDLY|KIDNAPPED|INJURED|ACCUSED|CHARGED)\b.*$"
)
_PRONOUNS = frozenset(
    "HE SHE IT THEY HIM HER THEM WE US I ME YOU WHO WHOM WHICH THAT THIS THESE THOSE ONE HIMSELF"
    " THEMSELVES OTHERS ANOTHER".split()
)
_MEN = ("MEN", "PEOPLE", "CHILDREN", "POLICE", "TROOPS", "WOMEN", "YOUTH")


def plain(text: str) -> str:
    """Capital letters, no accents, one line, no "[FMLN]" beside a name."""
    bare = re.sub(r"\[[^\]]*\]|^[^\[]*\]", " ", text)
    folded = unicodedata.normalize("NFKD", bare)
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(letters.upper().split()).strip(" ,.;:-")


def core(text: str) -> str | None:
    """The phrase that names: "THE TWO ARMED MEN WHO FLED" → "ARMED MEN"; None when none is left."""
    phrase = plain(text)
    phrase = _RELATIVE.sub("", phrase, count=1)
    words = phrase.split()
    while words and (words[0] in _LEADING or words[0] in _NUMBERS or _is_figure(words[0])):
        words = words[1:]
    return " ".join(words).strip(" ,.;:") or None


def is_pronoun(text: str) -> bool:
    """Whether a mention only points at what was named before."""
    return plain(text) in _PRONOUNS


def count_of(text: str) -> str | None:
    """How many a phrase means, as MUC writes it: 1, 12, ~50, 6-, PLURAL; None for no phrase."""
    words = plain(text).split()
    if not words:
        return None
    numbers = [(at, _figure(word)) for at, word in enumerate(words[:5])]
    for at, number in numbers:
        if number is None:
            continue
        before = words[:at]
        if {"LEAST"} & set(before) or {"MORE", "OVER"} & set(before):
            return f"{number}-"
        return f"~{number}" if _ROUGHLY & set(before) else str(number)
    return "PLURAL" if is_plural(text) else "1"


def is_plural(text: str) -> bool:
    """Whether the phrase names several: by the last word of its core."""
    head = re.sub(r" (?:OF|IN)\b.*$", "", core(text) or "").split()[-1:]
    word = head[0] if head else ""
    return word.endswith(_MEN) or (word.endswith("S") and not word.endswith(("SS", "US")))


def _is_figure(word: str) -> bool:
    return bool(re.fullmatch(r"\d[\d,.]*", word))


def _figure(word: str) -> int | None:
    if _is_figure(word):
        return int(re.sub(r"\D", "", word))
    return _NUMBERS.get(word)
