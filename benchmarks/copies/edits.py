"""What outlets do to a report before they print it: cut, re-order, edit, build in, merge.

A text in, a text out; a sentence that is edited keeps its origin.
"""

import functools
import random
import re
from collections.abc import Callable
from pathlib import Path

from benchmarks.copies.reports import Line, Paragraph, Text

Edit = Callable[[Text, random.Random], Text]
_SPELLED = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen""".split()
_ADVERBS = ["reportedly", "meanwhile", "in fact", "however", "on the spot", "at the time"]
_DETERMINERS = ["the ", "a ", "their ", "this ", ""]
_SAID = re.compile(
    r"^(?P<words>[^\"]{30,}?), (?P<who>[^,\"]{4,60}?)"
    r" (?P<cue>said|announced|warned|claimed|added)\.$"
)
_SPOKEN = re.compile(r'^"(?P<words>[^"]+)," (?:said (?P<a>[^"]+)|(?P<b>[^"]+) said)\.$')


def keep_all(text: Text, rng: random.Random) -> Text:
    """Print it as it came."""
    return text


def cut(text: Text, rng: random.Random) -> Text:
    """Print the beginning, two fifths to four fifths of it."""
    wanted = max(5, round(len(text.lines) * rng.uniform(0.4, 0.8)))
    kept: list[Paragraph] = []
    for paragraph in text.paragraphs:
        if sum(map(len, kept)) >= wanted:
            break
        kept.append(paragraph)
    return text.with_paragraphs(tuple(kept))


def thin(text: Text, rng: random.Random) -> Text:
    """Leave out paragraphs here and there."""
    kept = [p for n, p in enumerate(text.paragraphs) if n == 0 or rng.random() < 0.65]
    return text.with_paragraphs(tuple(kept))


def reorder(text: Text, rng: random.Random) -> Text:
    """Move paragraphs about; the first may move, too."""
    paragraphs = list(text.paragraphs)
    rng.shuffle(paragraphs)
    return text.with_paragraphs(tuple(paragraphs))


def edit_lightly(text: Text, rng: random.Random) -> Text:
    """Change a word in three where there is a choice, and the house style of numbers."""
    return _each_line(text, lambda words: in_house_style(_reworded(words, rng, 0.3), rng))


def edit_heavily(text: Text, rng: random.Random) -> Text:
    """Rewrite nearly every sentence; about three word 3-grams in ten survive."""
    rewritten = _each_line(text, lambda words: _rewritten(words, rng))
    return rewritten.with_paragraphs(_joined_anew(rewritten.lines, rng))


def build_in(text: Text, around: tuple[Paragraph, ...], rng: random.Random) -> Text:
    """Put most of a report into the middle of a longer piece."""
    at = rng.randint(1, max(1, len(around) - 1))
    inner = thin(text, rng).paragraphs if rng.random() < 0.4 else text.paragraphs
    return text.with_paragraphs((*around[:at], *inner, *around[at:]))


def merge(first: Text, second: Text, rng: random.Random) -> Text:
    """Make one article of two agencies' reports, mixing their paragraphs or not."""
    one, two = (list(cut(text, rng).paragraphs) for text in (first, second))
    if rng.random() < 0.5:
        return first.with_paragraphs((*one, *two))
    mixed: list[Paragraph] = []
    while one or two:
        source = one if one and (not two or rng.random() < 0.5) else two
        mixed.append(source.pop(0))
    return first.with_paragraphs(tuple(mixed))


def in_house_style(words: str, rng: random.Random) -> str:
    """Write numbers and quotation marks as another house does."""
    style = rng.random()
    if style < 0.5:
        words = words.replace("per cent", "%").replace(" %", "%")
    else:
        words = words.replace("per cent", "percent")
    if style > 0.3:
        words = re.sub(r"\b([2-9]|1\d)\b(?![,.%]\d)", _spelled, words)
    words = re.sub(r"isation\b", "ization", words).replace("labour", "labor")
    if style > 0.6:
        words = re.sub(r'"([^"]*)"', r"“\1”", words).replace("'", "’")
    return words


def trigrams_kept(before: Text, after: Text) -> float:
    """The share of word 3-grams of the sentences kept that were left as they were."""
    old, new = (
        [re.findall(r"\w+", line.text.casefold()) for line in text.lines]
        for text in (before, after)
    )
    kept = {line.origin for line in after.lines}
    had = {
        gram
        for line, words in zip(before.lines, old, strict=True)
        if line.origin in kept
        for gram in zip(words, words[1:], words[2:], strict=False)
    }
    have = {gram for words in new for gram in zip(words, words[1:], words[2:], strict=False)}
    return len(had & have) / max(1, len(had))


def _each_line(text: Text, change: Callable[[str], str]) -> Text:
    return text.with_paragraphs(
        tuple(
            tuple(Line(change(line.text), line.origin) for line in paragraph)
            for paragraph in text.paragraphs
        )
    )


def _rewritten(words: str, rng: random.Random) -> str:
    words = _other_way_round(words, rng)
    parts = re.split(r'("[^"]*")', words)  # what was said stays as it was said
    parts = [part if part.startswith('"') else _loosened(part, rng) for part in parts]
    words = in_house_style("".join(parts), rng)
    return words[:1].upper() + words[1:]


def _other_way_round(words: str, rng: random.Random) -> str:
    """Put the speaker first or last."""
    if match := _SPOKEN.match(words):
        return f'{match["a"] or match["b"]} told the press: "{match["words"]}."'
    match = _SAID.match(words)
    if match and rng.random() < 0.8:
        who = match["who"][0].upper() + match["who"][1:]
        return f"{who} {match['cue']} that {match['words'][0].lower()}{match['words'][1:]}."
    return words


def _loosened(words: str, rng: random.Random) -> str:
    if rng.random() < 0.5:  # a clause or an aside less
        words = re.sub(
            r", (?:who|which|where|whose|among|most|some) [^,.\"]{8,70}(?=[,.])", "", words
        )
    words = _reworded(words, rng, 1.0)
    if rng.random() < 0.4:  # "on Thursday" goes to the front
        words = re.sub(r"^(.{20,}?) (on [A-Z][a-z]+day)\b", r"\2 \1", words)
    if rng.random() < 0.35 and ", " in words:
        words = words.replace(", ", f", {rng.choice(_ADVERBS)}, ", 1)
    words = re.sub(r"\b(?:the|a|an) (?=[a-z])", lambda _: rng.choice(_DETERMINERS), words)
    return re.sub(
        r"(?<=[a-z] )(?=[a-z]{4,} )", lambda _: "" if rng.random() < 0.88 else "then ", words
    )


def _reworded(words: str, rng: random.Random, share: float) -> str:
    def other(match: re.Match[str]) -> str:
        if rng.random() >= share:
            return match[0]
        group = _synonyms()[1][match[0].lower()]
        chosen = rng.choice([word for word in group if word != match[0].lower()])
        return chosen[0].upper() + chosen[1:] if match[0][0].isupper() else chosen

    return _synonyms()[0].sub(other, words)


def _joined_anew(lines: list[Line], rng: random.Random) -> tuple[Paragraph, ...]:
    """Set paragraphs anew."""
    paragraphs: list[Paragraph] = []
    while lines:
        size = rng.choice((1, 1, 2))
        paragraphs.append(tuple(lines[:size]))
        lines = lines[size:]
    return tuple(paragraphs)


def _spelled(match: re.Match[str]) -> str:
    return _SPELLED[int(match[1]) - 2]


@functools.cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """A pattern for every word that has others, longest first, and the groups they stand in."""
    groups: dict[str, list[str]] = {}
    text = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            words = line.split("|")
            for word in words:
                groups.setdefault(word, words)
    longest = sorted(groups, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE), groups
