"""Does memory grow with what is read? Short made-up articles, each with names nobody had before.

    python -m benchmarks.speed --memory N

The articles have some forty words, so that thousands take minutes: what could grow is what is kept
of words and names, and each article brings new ones, as a page of real news does.
"""

import gc
import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks import data
from dateline import Reader

_TOLD = (
    "Gunmen killed {n} people in {town} on {day}, Governor {first} {last} said. Police arrested"
    " {m} men near {village} after the attack. “We will find them,” {last} told the {paper}. The"
    " {group} denied that it had been there."
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_SYLLABLES = (
    "ba da fe gor hal in jo ka lin mar nev or pel qua ros sin tur ul vek wy xan zor".split()
)
_STEPS = 20


def made_up_articles(count: int, seed: int = 0) -> Iterator[str]:
    """Short articles, each of other names; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    for _ in range(count):
        names = {
            kind: "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
            for kind in ("town", "first", "last", "village", "paper", "group")
        }
        yield _TOLD.format(
            n=chance.randint(2, 90), m=chance.randint(2, 9), day=chance.choice(_DAYS), **names
        )


def memory_while_reading(count: int) -> list[tuple[int, float]]:
    """Megabytes that this process holds after so many articles, twenty times."""
    reader = Reader().settle()
    measured: list[tuple[int, float]] = []
    for number, text in enumerate(data.track(list(made_up_articles(count)), "memory"), 1):
        reader.read_text(text, verbatim=True)
        if number % max(1, count // _STEPS) == 0:
            gc.collect()
            measured.append((number, _held_megabytes()))
            print(f"{number:8} articles {measured[-1][1]:8.1f} MB", flush=True)
    return measured


def _held_megabytes() -> float:
    """What this process holds now, on Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * 4096 / 1024**2, 1)
