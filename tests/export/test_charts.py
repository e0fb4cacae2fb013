"""Where lines and dots go."""

import itertools
from datetime import date, timedelta

import pytest

from dateline import resources
from dateline.export.charts import HEIGHT, WIDTH, land_path, time_line, world_map

DAY = date(2024, 4, 9)


@pytest.mark.parametrize(
    ("days_between", "unit", "last"),
    [
        (1, "day", "2024-04-10"),
        (92, "day", "2024-07-10"),
        (93, "month", "2024-07"),
        (5000, "year", "2037"),
    ],
)
def test_a_time_line_counts_by_what_fits(days_between: int, unit: str, last: str) -> None:
    line = time_line([(DAY, 3), (DAY + timedelta(days=days_between), 1)])
    assert line is not None
    assert (line.unit, line.last, line.highest, line.number) == (unit, last, 3, 4)
    assert line.bars[0].height == HEIGHT
    for bar in line.bars:
        assert 0 <= bar.x < bar.x + bar.width <= WIDTH
        assert bar.y + bar.height == pytest.approx(HEIGHT)


@pytest.mark.parametrize("days", [[], [(DAY, 5)]])
def test_one_period_is_no_time_line(days: list[tuple[date, int]]) -> None:
    assert time_line(days) is None


def test_a_map_shows_all_its_places_each_dot_apart() -> None:
    places = [(f"event-{n}", "Beira", -19.8, 34.8, 1) for n in range(5)]
    places += [("event-x", "Suva", -18.1, 178.4, 9), ("event-y", "Nome", 64.5, -165.4, 1)]
    world = world_map(places)
    assert world is not None
    x, y, width, height = map(float, world.view_box.split())
    assert x >= -180
    assert x + width <= 180
    assert y >= -90
    assert y + height <= 90
    assert len({(dot.x, dot.y) for dot in world.dots}) == len(places)
    assert world.dots[0].event == "event-x"  # the largest lies lowest
    for dot in world.dots:
        assert x <= dot.x <= x + width
        assert y <= dot.y <= y + height


def test_a_map_of_nothing_is_none() -> None:
    assert world_map([]) is None


def test_the_land_is_drawn_without_lines_across_the_world() -> None:
    for ring in resources.land():
        for (east, north), (west, south) in itertools.pairwise(ring):
            assert -180 <= east <= 180
            assert -90 <= north <= 90
            assert abs(east - west) < 90 or north == south == -90
    assert land_path().count("M") == land_path().count("Z") == len(resources.land())
