"""What may be said: PLOVER's event types, modes, contexts, sectors; ACLED's and MUC's names.

Data in `plover.yaml` and `mappings.yaml`, read once. Follows the PLOVER 2.0 manual (Open Event
Data Alliance), the ACLED codebook's sub-event types and the MUC-4 incident types.
"""

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER event type; `modes` gives each mode its conflict–cooperation score, -10 to 10."""

    name: str
    gloss: str
    quad: (
        int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    )
    score: float
    needs_recipient: bool
    modes: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, or a head and a word that hangs on it, that announces an event; see triggers.yaml."""

    words: tuple[str, ...]
    pos: str  # verb or noun
    type: str
    mode: str | None
    frame: str
    object: str
    actor: str


@functools.cache
def event_types() -> Mapping[str, EventType]:
    """The 16 event types by name, in the manual's order."""
    return {
        name: EventType(
            name, entry["gloss"], entry["quad"], entry["score"], entry["recipient"], entry["modes"]
        )
        for name, entry in _read("plover.yaml")["types"].items()
    }


@functools.cache
def contexts() -> frozenset[str]:
    """The 37 contexts an event can be put in."""
    return frozenset(_read("plover.yaml")["contexts"])


@functools.cache
def sectors() -> frozenset[str]:
    """The sectors an actor can belong to, the international ones included."""
    book = _read("plover.yaml")
    return frozenset(book["sectors"]) | frozenset(book["international"])


@functools.cache
def triggers() -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """The lexicon by (pos, head word); longer triggers of a head come first.

    The head is the first word of a verb ("hold hostage") and the last of a noun ("car bomb").
    """
    found: dict[tuple[str, str], list[Trigger]] = {}
    for group in _read("triggers.yaml"):
        for words in _spelled_out(group["words"]):
            head = words[0] if group["pos"] == "verb" else words[-1]
            found.setdefault((group["pos"], head), []).append(
                Trigger(
                    words,
                    group["pos"],
                    group["type"],
                    group.get("mode"),
                    group["frame"],
                    group.get("object", "any"),
                    group.get("actor", "any"),
                )
            )
    return {
        key: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for key, entries in found.items()
    }


@functools.cache
def acled_types() -> Mapping[str, tuple[str, ...]]:
    """ACLED's 25 sub-event types, in its order, each with PLOVER's types that it may be."""
    return {name: tuple(types) for name, types in _read("mappings.yaml")["acled_types"].items()}


def acled_choices(event_type: str, by_mode: str | None) -> tuple[str, ...]:
    """Those of ACLED's types that an event may be, where type and mode leave that open.

    `by_mode` is what `acled_type` says, itself a choice; None: it says nothing. Where type and mode
    have decided there are no choices.
    """
    fitting = tuple(name for name, types in acled_types().items() if event_type in types)
    if by_mode is None:
        return fitting
    finer = _read("mappings.yaml")["acled_open"].get(by_mode, ())
    return fitting if finer == "any" else (by_mode, *finer) if finer else ()


def acled_type(event_type: str, modes: tuple[str, ...], *, mutual: bool = False) -> str | None:
    """ACLED's sub-event type for a PLOVER type and its modes; None where there is no counterpart.

    `mutual`: both sides act, as in a clash or an accord.
    """
    return _counterpart("acled", event_type, ("mutual", *modes) if mutual else modes)


def muc_type(event_type: str, modes: tuple[str, ...]) -> str | None:
    """MUC-4's incident type for a PLOVER type and its modes; None where there is no counterpart."""
    return _counterpart("muc", event_type, modes)


def _spelled_out(phrases: list[str]) -> Iterator[tuple[str, ...]]:
    """Each phrase word by word: "lift|ease ban|curfew" is four phrases of two words."""
    for phrase in phrases:
        yield from itertools.product(*(word.split("|") for word in phrase.split()))


def _counterpart(scheme: str, event_type: str, modes: tuple[str, ...]) -> str | None:
    names: dict[str, str | None] = _read("mappings.yaml")[scheme].get(event_type, {})
    decided = [names[mode] for mode in modes if mode in names]
    if not decided:
        return names.get("any")
    return next((name for name in decided if name is not None), None)


@functools.cache
def _read(name: str) -> Any:
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return yaml.safe_load(text)
