"""Sentences with a PLOVER type and the two actors it is told of.

In: `plover/dyads_<split>.jsonl` (Zero-Shot-PLOVER) and `plover/gsr.json` (PLOVER's Gold Standard
Records). Out: `Dyad`s; the GSR's older names of types are read as today's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# PLOVER's first draft, which the GSR follows, had types of their own for these.
_TODAY = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
_YIELD = frozenset({"CONCEDE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Dyad:
    """A sentence, the names of source and target as far as given, and the type it was given."""

    sentence: str
    names: tuple[str, ...]
    type: str


def read_dyads(path: Path, limit: int | None = None) -> list[Dyad]:
    """The sentences of a JSON Lines file; the first `limit` of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Dyad(row["sentence"], (row["source"], row["target"]), as_told(row["type"]))
        for row in rows[:limit]
    ]


def read_records(path: Path, limit: int | None = None) -> list[Dyad]:
    """The Gold Standard Records that have a text; the first `limit` of them."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    found = [_record(row) for row in rows if row.get("text") and row["event"] != "DOCUMENT"]
    return found[:limit]


def as_told(event_type: str) -> str:
    """The type as it is scored: CONCEDE and RETREAT are both YIELD."""
    today = _TODAY.get(event_type, event_type)
    return "YIELD" if today in _YIELD else today


def _record(row: dict[str, Any]) -> Dyad:
    names = [*_names(row.get("source")), *_names(row.get("target"))]
    return Dyad(row["text"], tuple(names), as_told(row["event"]))


def _names(actors: Any) -> Iterable[str]:
    """The words of a record's actors; a record without one has null or a note in its place."""
    if isinstance(actors, list):
        yield from (actor["actorText"] for actor in actors if actor.get("actorText"))
