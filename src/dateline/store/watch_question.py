"""What a watch asks: the filters of events, a circle on the map, or ties.

In: a `Question`, as its user gives it or as JSON. Out: the same, checked; and an `EventQuery`.
"""

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from dateline.errors import ConfigError
from dateline.records import TieKind
from dateline.store.linked_questions import EventQuery
from dateline.store.questions import Filters, check_known

ANY_TIE = "any"
_EARTH_KM = 6371.0


class Circle(NamedTuple):
    """A place on the map, in degrees, and how far around it."""

    lat: float
    lon: float
    km: float

    def __str__(self) -> str:
        """As it is typed: "36.34,43.13,25"."""
        return ",".join(f"{number:.10g}" for number in self)

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a place lies within it, by the great circle (haversine)."""
        lat_a, lat_b = math.radians(self.lat), math.radians(lat)
        across = math.radians(lon - self.lon) / 2
        half = math.sin((lat_b - lat_a) / 2) ** 2
        half += math.cos(lat_a) * math.cos(lat_b) * math.sin(across) ** 2
        return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half))) <= self.km


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Filters):
    """What a watch asks; all that are set must hold. See `EventQuery` for the filters of events.

    near: a circle; only what is placed there, or in its district, counts (UCDP where_prec 1–3).
    tie: a kind of tie, or "any": then ties are asked for and no events. `actor` is one end of it,
        `certainty` its own; the other filters are asked of the events that its article tells.

    Raises:
        ConfigError: a value is none that could be found.
    """

    near: Circle | None = None
    tie: str | None = None

    def __post_init__(self) -> None:
        Filters.__post_init__(self)
        check_known("tie", self.tie, (*get_args(TieKind), ANY_TIE))

    def event_query(self) -> EventQuery:
        """What the archive can be asked; the circle is for who looks at the answers."""
        return EventQuery(**{name: getattr(self, name) for name in _EVENT_FILTERS})

    def asked(self) -> dict[str, Any]:
        """What is set, in the words of the commands; the circle as text."""
        given = {name: getattr(self, name) for name in (*_EVENT_FILTERS, "tie")}
        if self.near is not None:
            given["near"] = str(self.near)
        return {name: value for name, value in given.items() if value is not None}


_EVENT_FILTERS = tuple(field.name for field in dataclasses.fields(Filters))


def make_question(asked: Mapping[str, Any]) -> Question:
    """A question of what `Question.asked` gives, or of what somebody typed.

    Raises:
        ConfigError: a value is none that could be found.
    """
    given = dict(asked)
    if unknown := given.keys() - {*_EVENT_FILTERS, "tie", "near"}:
        raise ConfigError(f"a watch cannot ask by {', '.join(sorted(unknown))}")
    near = given.pop("near", None)
    if isinstance(given.get("type"), str):
        given["type"] = given["type"].upper()
    return Question(**given, near=parse_circle(near) if near else None)


def parse_circle(text: str) -> Circle:
    """A circle as it is typed: latitude, longitude, kilometres.

    Raises:
        ConfigError: it is none.
    """
    try:
        circle = Circle(*(float(part) for part in text.split(",")))
    except (TypeError, ValueError):
        circle = Circle(math.nan, math.nan, math.nan)
    if not (abs(circle.lat) <= 90 and abs(circle.lon) <= 180 and 0 < circle.km <= 20_000):
        raise ConfigError(
            f"near: {text[:60]!r} is no circle; write latitude,longitude,kilometres as in"
            " 36.34,43.13,25"
        )
    return circle


def question_to_json(question: Question) -> str:
    """A question as it is kept."""
    return json.dumps(question.asked(), ensure_ascii=True)


def question_from_json(text: str) -> Question:
    """A question that was kept.

    Raises:
        ConfigError: it asks by what this version does not know.
    """
    return make_question(json.loads(text))
