"""What constructors of records refuse: values that a contract forbids.

Each raises EvidenceError with the record and what was found in it.
"""

import dataclasses
import functools
from collections.abc import Sequence
from typing import Any, get_args

from dateline.errors import EvidenceError


def refuse_unknown_choices(record: Any) -> None:
    """Refuse a value that its field's Literal does not list."""
    cls: type = type(record)
    for name, allowed in _choices(cls).items():
        value = getattr(record, name)
        if value not in allowed:
            raise EvidenceError(
                f"{type(record).__name__}.{name}: unknown {value!r}; one of {', '.join(allowed)}"
            )


def refuse_no_evidence(evidence: Sequence[object], owner: str) -> None:
    """Refuse a record that quotes nothing."""
    if not evidence:
        raise EvidenceError(f"{owner}: no value without evidence; it quotes nothing")


def refuse_score(score: float, owner: str) -> None:
    """Refuse a score that is no probability."""
    if not 0 <= score <= 1:
        raise EvidenceError(f"{owner}: score {score} is not between 0 and 1")


def refuse_precision(level: int | None, highest: int, owner: str) -> None:
    """Refuse a precision outside UCDP's scale."""
    if level is not None and not 1 <= level <= highest:
        raise EvidenceError(f"{owner}: precision {level} is not between 1 and {highest}")


def refuse_figures(low: int | None, best: int | None, high: int | None) -> None:
    """Refuse a figure without a number, or one that falls from low to high."""
    known = [n for n in (low, best, high) if n is not None]
    if not known or known != sorted(known) or known[0] < 0:
        raise EvidenceError(f"toll: low {low}, best {best}, high {high} is no range of people")


@functools.cache
def _choices(cls: type) -> dict[str, tuple[str, ...]]:
    found = {field.name: get_args(field.type) for field in dataclasses.fields(cls)}
    return {
        name: values
        for name, values in found.items()
        if values and all(isinstance(value, str) for value in values)
    }
