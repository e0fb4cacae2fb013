"""Numbers as news writes them, in digits and words, with the hedge that goes before them.

In: the lower-case words of a sentence and an index. Out: what the text states of the number — low,
best, high — and where it ends. "12" is 12/12/12; "at least 12" and "more than 12" are 12/12/None
(the number printed: 13 stands nowhere); "up to 12" None/None/12; "about 12" None/12/None; "nearly
12" None/12/12; "five to seven" 5/None/7, since the text picks no best; "dozens" 24/None/None.
"""

import re

Bounds = tuple[int | None, int | None, int | None]

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
# A vague word has only the least it can mean: plural "dozens" is two dozens, "several" is three.
_VAGUE = {
    "tens of thousands": 20_000, "hundreds of thousands": 200_000, "tens of": 20, "dozens": 24,
    "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "several dozen": 36,
    "several hundred": 300, "several thousand": 3000, "several": 3, "a few dozen": 24,
    "a few hundred": 200, "a few thousand": 2000, "a few": 2, "a couple dozen": 24, "a couple": 2,
    "a handful": 2, "multiple": 2,
}  # fmt: skip
_EXACT = {"half a dozen": 6, "a pair": 2, "both": 2}
_HEDGES = {
    "at least": "least", "no fewer than": "least", "no less than": "least",
    "not less than": "least", "not fewer than": "least", "a minimum of": "least",
    "more than": "least", "over": "least", "upwards of": "least", "in excess of": "least",
    "above": "least", "past": "least", "exceeding": "least", "exceeded": "least",
    "surpassed": "least", "passed": "least", "topped": "least",
    "up to": "most", "as many as": "most", "at most": "most", "no more than": "most",
    "not more than": "most", "fewer than": "most", "less than": "most", "a maximum of": "most",
    "about": "about", "around": "about", "some": "about", "approximately": "about",
    "roughly": "about", "an estimated": "about", "estimated": "about", "perhaps": "about",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "just under": "nearly",
}  # fmt: skip


def read_number(words: list[str], at: int) -> tuple[Bounds, int] | None:
    """A hedged number at `at`: its bounds and where it ends."""
    hedge, start = _hedge(words, at)
    ranged = _number_range(words, start, is_between=words[at] in {"between", "from"})
    if ranged:
        return ranged
    vague = _phrase_value(words, start, _VAGUE)
    if vague:
        return (vague[0], None, None), vague[1]
    plain = _phrase_value(words, start, _EXACT) or plain_number(words, start)
    if not plain or (start == at and words[at] == "one" and words[at + 1 : at + 2] == ["another"]):
        return None
    value, end = plain
    after = " ".join(words[end : end + 2])
    if after in {"or more", "or so"}:
        return _bounds(value, "least" if after == "or more" else "about"), end + 2
    return _bounds(value, hedge), end


def _hedge(words: list[str], at: int) -> tuple[str | None, int]:
    if words[at] == "between":
        return None, at + 1
    if words[at] in {"only", "just", "exactly", "well"} and " ".join(words[at : at + 2]) != (
        "just under"
    ):
        at += 1
    for length in (3, 2, 1):
        hedge = _HEDGES.get(" ".join(words[at : at + length]))
        if hedge:
            return hedge, at + length
    return None, at


def _bounds(value: int, hedge: str | None) -> Bounds:
    shapes: dict[str | None, Bounds] = {
        None: (value, value, value),
        "least": (value, value, None),
        "most": (None, None, value),
        "about": (None, value, None),
        "nearly": (None, value, value),
    }
    return shapes[hedge]


def _number_range(words: list[str], at: int, *, is_between: bool) -> tuple[Bounds, int] | None:
    """Between five and seven; five to seven; five or six; 5-7."""
    joined = re.fullmatch(r"(\d+)[-–](\d+)", words[at]) if at < len(words) else None
    if joined and int(joined[1]) < int(joined[2]):
        return (int(joined[1]), None, int(joined[2])), at + 1
    first = plain_number(words, at)
    if not first or first[1] >= len(words):
        return None
    joiners = {"to", "or", "-", "–"} | ({"and"} if is_between else set())
    second = plain_number(words, first[1] + 1) if words[first[1]] in joiners else None
    if not second or second[0] <= first[0]:
        return None
    return (first[0], None, second[0]), second[1]


def _phrase_value(words: list[str], at: int, table: dict[str, int]) -> tuple[int, int] | None:
    for length in (3, 2, 1):
        value = table.get(" ".join(words[at : at + length]))
        if value is not None and at + length <= len(words):
            return value, at + length
    return None


def plain_number(words: list[str], at: int) -> tuple[int, int] | None:
    """A number in digits or words: 1,200 · 1.2 million · twenty-three · a hundred and thirty."""
    if at >= len(words):
        return None
    if words[at][0].isdigit():
        return _digits(words, at)
    if words[at] in {"a", "one"} and words[at + 1 : at + 2] and words[at + 1] in _SCALES:
        return _worded(words, at + 1)
    return _worded(words, at)


def _digits(words: list[str], at: int) -> tuple[int, int] | None:
    if not re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", words[at]):
        return None
    value, end = float(words[at].replace(",", "")), at + 1
    while end < len(words) and words[end] in _SCALES:
        value *= _SCALES[words[end]]
        end += 1
    return (round(value), end) if value.is_integer() or end > at + 1 else None


def _worded(words: list[str], at: int) -> tuple[int, int] | None:
    total, current, end, index, last = 0, 0, at, at, ""
    while index < len(words):
        word = words[index]
        kind = _word_kind(word, last, end > at)
        if not kind:
            break
        if kind in {"one", "ten"}:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif kind == "scale":
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        index += 1
        if kind != "joint":
            end = index
        last = kind if kind != "joint" else f"{last}-joint"
    return (total + current, end) if end > at else None


def _word_kind(word: str, last: str, begun: bool) -> str:
    """What a word adds to the number so far: one, ten, scale, joint ("-", "and"), or nothing."""
    if word in _ONES:
        return "one" if last in {"", "ten", "ten-joint", "scale", "scale-joint"} else ""
    if word in _TENS:
        return "ten" if last in {"", "scale", "scale-joint"} else ""
    if word in _SCALES:
        return "scale" if not last.endswith("joint") else ""
    joins = (word == "-" and last == "ten") or (word == "and" and last == "scale")
    return "joint" if begun and joins else ""
