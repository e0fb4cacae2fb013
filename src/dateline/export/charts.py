"""Where the lines and dots of the charts go; the desk and the brief draw them as SVG.

In: days, places, figures. Out: plain geometry in the units of each picture. A time line of events,
a map, a toll over time.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateline import resources
from dateline.records import EventToll, Figure, TollValue

WIDTH, HEIGHT = 800.0, 120.0  # of the time line, without its labels
_DAYS_BY_DAY, _DAYS_BY_MONTH = 92, 3660
_MOST_BARS = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events began in a period; its `label` as `since` and `until` asks for just these."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Bars from the first period to the last: `number` events, `highest` in the tallest bar."""

    bars: tuple[Bar, ...]
    number: int
    highest: int
    unit: str
    first: str
    last: str


def time_line(days: Sequence[tuple[date, int]]) -> TimeLine | None:
    """Count by day, month or year, whichever fits; None when there are fewer than two periods."""
    if not days:
        return None
    first, last = days[0][0], days[-1][0]
    unit, period = _unit((last - first).days)
    counted: dict[str, int] = {}
    for day, number in days:
        counted[period(day)] = counted.get(period(day), 0) + number
    periods = list(dict.fromkeys(_periods(first, last, period)))[-_MOST_BARS:]
    if len(periods) < 2:
        return None
    highest = max(counted[name] for name in periods if name in counted)
    step = WIDTH / len(periods)
    bars = tuple(
        Bar(name, counted[name], *_box(number * step, step, counted[name] / highest))
        for number, name in enumerate(periods)
        if name in counted
    )
    return TimeLine(bars, sum(bar.number for bar in bars), highest, unit, periods[0], periods[-1])


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the map; `radius` grows with the number of articles."""

    event: str
    label: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class WorldMap:
    """Dots over a part of the world; `view_box` as SVG has it, in degrees, south downwards."""

    view_box: str
    dots: tuple[Dot, ...]


def world_map(places: Iterable[tuple[str, str, float, float, int]]) -> WorldMap | None:
    """Look at the part of the world in which the places lie; None when there is none.

    Args:
        places: of each event its id, a label, latitude, longitude, and its number of articles.
    """
    found = list(places)
    if not found:
        return None
    west, east = min(p[3] for p in found), max(p[3] for p in found)
    north, south = max(p[2] for p in found), min(p[2] for p in found)
    width = min(360.0, max(40.0, (east - west) * 1.3, (north - south) * 1.3 * 2))
    height = width / 2
    x = min(max((west + east - width) / 2, -180.0), 180.0 - width)
    y = min(max((-north - south - height) / 2, -90.0), 90.0 - height)
    unit = width / 130
    dots = []
    at_place: Counter[tuple[float, float]] = Counter()
    for event, label, latitude, longitude, articles in found:
        east_by, south_by = _beside(at_place[latitude, longitude], unit)
        at_place[latitude, longitude] += 1
        radius = unit * (1 + math.log2(articles)) ** 0.5
        dots.append(Dot(event, label, longitude + east_by, south_by - latitude, radius))
    largest_first = sorted(dots, key=lambda dot: -dot.radius)
    return WorldMap(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f}", tuple(largest_first))


def _beside(number: int, unit: float) -> tuple[float, float]:
    """Where the nth dot of one place goes, so that each can be seen and clicked: on a spiral."""
    angle, distance = number * math.pi * (3 - 5**0.5), 2.2 * unit * number**0.5
    return distance * math.cos(angle), distance * math.sin(angle)


def land_path() -> str:
    """The outline of the world's land as the path of an SVG, in degrees, south downwards."""
    rings = (
        "M" + "L".join(f"{longitude:g} {-latitude:g}" for longitude, latitude in ring) + "Z"
        for ring in resources.land()
    )
    return "".join(rings)


TOLL_WIDTH, TOLL_HEIGHT = 640.0, 200.0


@dataclass(frozen=True, slots=True)
class TollMark:
    """A figure that a voice gave: from `y_low` to `y_high`, with a dot at `y_best` if known.

    `is_open`: nobody bounds it above. `label` says it in words.
    """

    label: str
    x: float
    y_low: float
    y_high: float
    y_best: float | None
    is_open: bool
    is_copy: bool


@dataclass(frozen=True, slots=True)
class TollChart:
    """Figures by day of publication; `ticks` are heights with the number they stand for."""

    marks: tuple[TollMark, ...]
    ticks: tuple[tuple[float, int], ...]
    first: str
    last: str


def toll_chart(toll: EventToll, voice_text: Callable[[TollValue], str]) -> TollChart | None:
    """Draw the totals that have a day of publication; None when fewer than two have.

    Args:
        toll: of one kind.
        voice_text: says who gives a figure.
    """
    timed = [(at, value) for value in toll.reported if (at := _moment(value)) and not value.is_part]
    timed.sort(key=lambda pair: pair[0])
    if len(timed) < 2:
        return None
    first, last = timed[0][0], timed[-1][0]
    top = max(max(_numbers(value.figure)) for _, value in timed) * 1.15 or 1.0
    seconds = (last - first).total_seconds() or 1.0

    def height(number: float) -> float:
        return round(TOLL_HEIGHT * (1 - number / top), 1)

    marks = []
    for number, (at, value) in enumerate(timed):
        along = (at - first).total_seconds() / seconds if first != last else number / len(timed)
        low, high = min(_numbers(value.figure)), max(_numbers(value.figure))
        is_open = value.high is None
        marks.append(
            TollMark(
                label=f"{value.figure}: {voice_text(value)}",
                x=round(20 + along * (TOLL_WIDTH - 40) + number % 3 * 5, 1),
                y_low=height(low if value.low is not None else 0),
                y_high=height(top if is_open else high),
                y_best=None if value.best is None else height(value.best),
                is_open=is_open,
                is_copy=value.voice.is_copy,
            )
        )
    step = _tick_step(top)
    ticks = tuple((height(number), number) for number in range(0, int(top) + 1, step))
    return TollChart(tuple(marks), ticks, first.date().isoformat(), last.date().isoformat())


def _unit(days: int) -> tuple[str, Callable[[date], str]]:
    if days <= _DAYS_BY_DAY:
        return "day", date.isoformat
    if days <= _DAYS_BY_MONTH:
        return "month", lambda day: day.isoformat()[:7]
    return "year", lambda day: day.isoformat()[:4]


def _periods(first: date, last: date, period: Callable[[date], str]) -> Iterable[str]:
    if len(period(first)) == 4:
        return (f"{year:04}" for year in range(first.year, last.year + 1))
    return (period(first + timedelta(days=n)) for n in range((last - first).days + 1))


def _box(x: float, width: float, share: float) -> tuple[float, float, float, float]:
    height = max(3.0, share * HEIGHT)
    return (
        round(x, 2),
        round(HEIGHT - height, 2),
        round(max(width * 0.85, 1.0), 2),
        round(height, 2),
    )


def _numbers(figure: Figure) -> list[int]:
    return [number for number in figure if number is not None] or [0]


def _moment(value: TollValue) -> datetime | None:
    """When a figure was published, a day without a time at its noon."""
    published = value.voice.published
    if published is None:
        return None
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return None
    at = at.replace(hour=12) if len(published) == len("2015-07-14") else at
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _tick_step(top: float) -> int:
    step = 1
    while top / step > 5:
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return step
