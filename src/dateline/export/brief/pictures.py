"""The map and the time line of a brief, as SVG that needs no style, no script and no network.

In: events with their numbers, spans of days with their counts. Out: pictures. Where lines and dots
go is `export/charts.py`'s business.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from dateline import resources
from dateline.export.brief.content import Picture
from dateline.export.brief.wording import day_words
from dateline.export.charts import HEIGHT, WIDTH, TimeLine, WorldMap, time_line, world_map
from dateline.export.days import days_of
from dateline.export.tables import one_line
from dateline.records import Event
from dateline.records.in_words import number_text
from dateline.records.seen import seen

_WIDE, _HIGH = 480.0, 240.0  # of the map, in units of the picture; letters are 14 high
_LETTER = 14
_LABEL = 160.0  # as far as a label reaches
_FONT = 'font-family="Libertinus Serif, Charter, Georgia, serif"'
_LAND, _SEA, _SHORE = "#e3ddcf", "#f2f6f9", "#b9b09c"
_INK, _DOT, _BAR = "#1c2530", "#a3271f", "#55738f"

_Point = tuple[float, float]
Days = tuple[date, date]  # the first and the last that are possible


def pictures(told: Sequence[tuple[int, Event]], spans: Mapping[Days, int]) -> tuple[Picture, ...]:
    """What there is to see.

    Args:
        told: the events of the brief with their numbers.
        spans: how many of all events that were found have which first and last possible day.
    """
    found = (_map(told), _time_line(told, spans))
    return tuple(picture for picture in found if picture is not None)


def _map(told: Sequence[tuple[int, Event]]) -> Picture | None:
    at: dict[tuple[str, float, float], list[int]] = {}
    for number, event in told:
        where = event.where
        if where is not None and where.lat is not None and where.lon is not None:
            at.setdefault((where.name, where.lat, where.lon), []).append(number)
    labels = {f"{lat} {lon}": (_numbers(numbers), seen(one_line(name)))
              for (name, lat, lon), numbers in at.items()}  # fmt: skip
    drawn = world_map((f"{lat} {lon}", name, lat, lon, 1) for name, lat, lon in at)
    if drawn is None:
        return None
    words = "; ".join(f"{numbers} {name}" for numbers, name in labels.values())
    return Picture(
        name="map", title="Where", svg=_map_svg(drawn, labels), words=f"Map of the events: {words}"
    )


def _map_svg(drawn: WorldMap, labels: Mapping[str, tuple[str, str]]) -> str:
    west, top, width, height = map(float, drawn.view_box.split())
    scale = _WIDE / width

    def place(longitude: float, south: float) -> _Point:
        return round((longitude - west) * scale, 1), round((south - top) * scale, 1)

    box = (west, top, west + width, top + height)
    rings = (_clipped([(lon, -lat) for lon, lat in ring], box) for ring in resources.land())
    land = "".join(_path([place(*point) for point in ring]) for ring in rings if ring)
    dots = sorted(((*place(dot.x, dot.y), *labels[dot.event]) for dot in drawn.dots),
                  key=lambda dot: dot[1])  # fmt: skip
    spots = [(x, y) for x, y, _, _ in dots]
    heights = _apart(spots)
    body = "".join(f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{_DOT}" stroke="#fff"/>'
                   for x, y in spots)  # fmt: skip
    body += "".join(
        _label((x, y), height, f"{numbers}  {name}", spots)
        for (x, y, numbers, name), height in zip(dots, heights, strict=True)
    )
    return _svg(
        _HIGH,
        f'<rect width="{_WIDE:g}" height="{_HIGH:g}" fill="{_SEA}"/>'
        f'<path d="{land}" fill="{_LAND}" stroke="{_SHORE}" stroke-width="0.8"/>{body}',
    )


def _label(dot: _Point, height: float, label: str, dots: Sequence[_Point]) -> str:
    """The label of a dot on the side that has room, with a line to it if it had to move."""
    x, y = dot
    width = _LETTER * 0.52 * len(label)
    right, left = (x + 9, x + 9 + width), (x - 9 - width, x - 9)
    free = [
        (first, last)
        for first, last in (right, left)
        if first >= 0 and last <= _WIDE
        and not any(first - 5 < dx < last + 5 and abs(dy - height) < _LETTER * 0.7
                    for dx, dy in dots if (dx, dy) != dot)
    ]  # fmt: skip
    is_left = left in free if right not in free else False
    is_left = is_left or (not free and right[1] > _WIDE)
    at = x - 9 if is_left else x + 9
    anchor = "end" if is_left else "start"
    leader = "" if abs(height - y) < 2 else (
        f'<path d="M{x:g} {y:g}L{at:g} {height:g}" stroke="{_DOT}" stroke-width="0.8"/>'
    )  # fmt: skip
    return leader + _text(at, height + 4.5, label, anchor=anchor, is_bold=True)


def _apart(dots: Sequence[_Point]) -> list[float]:
    """The heights of labels, from the top, moved down so that none covers another beside it."""
    out: list[float] = []
    for x, y in dots:
        beside = [height for (other, _), height in zip(dots, out, strict=False)
                  if abs(other - x) < _LABEL]  # fmt: skip
        lowest = max(beside, default=-_LETTER)
        out.append(round(min(max(y, lowest + _LETTER, 8.0), _HIGH - 8), 1))
    return out


def _time_line(told: Sequence[tuple[int, Event]], spans: Mapping[Days, int]) -> Picture | None:
    drawn = _drawn(spans)
    if drawn is None:
        return None
    at: dict[str, list[int]] = {}
    for number, event in told:
        known = days_of(event.when)
        if known is not None and _is_within(known, drawn):
            at.setdefault(known[0].isoformat()[: len(drawn.first)], []).append(number)
    bars = "; ".join(f"{day_words(bar.label)}: {bar.number}" for bar in drawn.bars)
    return Picture(
        name="time",
        title=f"When: {number_text(drawn.number, 'event')} whose {drawn.unit} is known",
        svg=_time_svg(drawn, at),
        words=f"Events by {drawn.unit}: {bars}",
    )


def _drawn(spans: Mapping[Days, int]) -> TimeLine | None:
    """A time line of the events that lie within one of its days, months or years each.

    An event of "2019" has no place in January: where months are drawn it is left out.
    """
    left = dict(spans)
    while True:
        days: Counter[date] = Counter()
        for (first, _), number in left.items():
            days[first] += number
        drawn = time_line(sorted(days.items()))
        if drawn is None:
            return None
        kept = {span: number for span, number in left.items() if _is_within(span, drawn)}
        if len(kept) == len(left):
            return drawn
        left = kept


def _is_within(days: Days, drawn: TimeLine) -> bool:
    """Whether days lie within one period of a time line."""
    first, last = (day.isoformat()[: len(drawn.first)] for day in days)
    return first == last


def _time_svg(drawn: TimeLine, at: Mapping[str, Sequence[int]]) -> str:
    top, height, left = 24.0, 150.0, 4.0
    across, up = (_WIDE - 2 * left) / WIDTH, height / HEIGHT
    body = [f'<rect width="{_WIDE:g}" height="{_HIGH:g}" fill="#fff"/>']
    for bar in drawn.bars:
        x, width = left + bar.x * across, bar.width * across
        y = top + bar.y * up
        body.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{bar.height * up:.1f}"'
            f' fill="{_BAR}"/>'
        )
    base = top + height
    body.append(f'<path d="M0 {base:g}H{_WIDE:g}" stroke="{_INK}" stroke-width="0.8"/>')
    tallest = next(bar for bar in drawn.bars if bar.number == drawn.highest)
    middle = left + (tallest.x + tallest.width / 2) * across
    body.append(_text(_within(middle), 17, str(drawn.highest), anchor="middle"))
    body += _marks(drawn, at, left, across, base)
    ends = base + 54
    body.append(_text(4, ends, day_words(drawn.first)))
    body.append(_text(_WIDE - 4, ends, day_words(drawn.last), anchor="end"))
    return _svg(ends + 8, "".join(body))


def _marks(
    drawn: TimeLine, at: Mapping[str, Sequence[int]], left: float, across: float, base: float
) -> Iterable[str]:
    """The numbers of the events told, under their bars, in two rows where they are close."""
    found = [(left + (bar.x + bar.width / 2) * across, _numbers(at[bar.label]))
             for bar in drawn.bars if bar.label in at]  # fmt: skip
    ends = [-20.0, -20.0]  # where the last label of each row stops
    for x, numbers in found:
        half = 4.0 * len(numbers)
        middle = _within(x, half)
        row = 0 if middle - half > ends[0] + 4 else 1
        middle = _within(max(middle, ends[row] + 4 + half), half)
        ends[row] = middle + half
        y = base + 16 + 16 * row
        yield f'<path d="M{x:.1f} {base:g}V{y - 11:g}" stroke="{_DOT}" stroke-width="0.8"/>'
        yield _text(middle, y, numbers, anchor="middle", is_bold=True, color=_DOT)


def _within(x: float, half: float = 10.0) -> float:
    return round(min(max(x, half), _WIDE - half), 1)


def _numbers(numbers: Sequence[int]) -> str:
    """As in "1, 4–6"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _clipped(ring: list[_Point], box: tuple[float, float, float, float]) -> list[_Point]:
    """The part of a ring inside a box (Sutherland–Hodgman)."""
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not ring:
            return []
        kept: list[_Point] = []
        for one, other in pairwise([ring[-1], *ring]):
            inside = sign * (other[axis] - limit) >= 0
            if inside != (sign * (one[axis] - limit) >= 0):
                share = (limit - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + share * (other[0] - one[0]),
                             one[1] + share * (other[1] - one[1])))  # fmt: skip
            if inside:
                kept.append(other)
        ring = kept
    return ring


def _path(points: Sequence[_Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in dict.fromkeys(points)) + "Z"


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", is_bold: bool = False,
    color: str = _INK,
) -> str:  # fmt: skip
    weight = ' font-weight="bold"' if is_bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{_LETTER}" {_FONT} fill={quoteattr(color)}'
        f' text-anchor="{anchor}"{weight} stroke="#fff" stroke-width="3" stroke-linejoin="round"'
        f' paint-order="stroke">{escape(words)}</text>'
    )


def _svg(height: float, body: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="0 0 {_WIDE:g} {height:g}" width="{_WIDE:g}" height="{height:g}">{body}</svg>'
    )
