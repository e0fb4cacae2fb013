"""Write `resources/given_names.tsv`: which given names say whether "he" or "she" may be meant.

`python -m training.given_names`, with the PyPI packages Faker (MIT), which has such lists for some
seventy languages and countries, and anyascii (ISC), which spells them in Latin letters. In: those
lists, but for scripts that do not write vowels or that news spells otherwise. Out: the names that
nine in ten of the lists which have them, and all but one, give to the same gender: Andrea, a man
in Italian, and Nino, a woman in Georgian, are none of them. Nor are words that stand before a name:
General Ann Ruiz is no man.
"""

import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import faker
from anyascii import anyascii
from faker.providers import person

from dateline.resources import roles

OUT = Path("src/dateline/resources/given_names.tsv")
_CLEAR = 0.9
_SPELT_OTHERWISE = frozenset({"ar", "fa", "he", "ja", "ko", "th", "zh"})
_BEFORE_A_NAME = frozenset({"don", "north", "saint", "santa", "sir", "west"})
_HEAD = """\
# Given names of men (m) and women (f), in small letters without accents: whom "he" can mean.
# Origin: the lists of Faker {version} (github.com/joke2k/faker), by training/given_names.py.
# Licence: MIT.
name\tgender
"""


def main() -> None:
    """Count in how many lists a name is a man's and a woman's; write the clear ones."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for gender, names in _lists():
        for name in names:
            counts[name][gender] += 1
    names = [name for name in sorted(counts) if name not in _BEFORE_A_NAME and name not in roles()]
    rows = [f"{name}\t{gender}\n" for name in names if (gender := _clear(counts[name]))]
    OUT.write_text(_HEAD.format(version=faker.VERSION) + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} of {len(counts)} names")


def _lists() -> Iterator[tuple[str, set[str]]]:
    """The lists of all languages, each with its gender."""
    for module in pkgutil.iter_modules(person.__path__, f"{person.__name__}."):
        if module.name.rpartition(".")[2].split("_")[0] in _SPELT_OTHERWISE:
            continue
        provider = importlib.import_module(module.name).Provider
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            plain = (anyascii(name).lower() for name in getattr(provider, attribute, ()))
            yield gender, {name for name in plain if name.isalpha()}


def _clear(count: Counter[str]) -> str | None:
    (gender, most), *other = count.most_common()
    less = other[0][1] if other else 0
    return gender if less <= 1 and most >= _CLEAR * (most + less) else None


if __name__ == "__main__":
    main()
