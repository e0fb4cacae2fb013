"""Parts of records in the words of people: nothing that is known is lost, nothing is made surer."""

from datetime import date

import pytest

from dateline.records import Span, Toll, When
from dateline.records.in_words import days_text, number_text, toll_text, when_text


@pytest.mark.parametrize(
    ("figures", "of", "told"),
    [
        ((12, 12, None), "soldiers", "at least 12 soldiers killed"),
        ((None, 80, None), None, "about 80 killed"),  # never "80 killed": somebody rounded
        ((None, 80, 100), None, "up to 100 killed"),
        ((5, 6, 7), "people", "5 to 7 people killed"),
        ((1200, 1200, 1200), None, "1,200 killed"),
        ((0, 0, 0), None, "nobody killed"),
        ((1, 1, 1), "Ana Ruiz", "Ana Ruiz killed"),
    ],
)
def test_a_toll_is_as_sure_as_it_was_told(
    figures: tuple[int | None, int | None, int | None], of: str | None, told: str
) -> None:
    low, best, high = figures
    toll = Toll(kind="killed", low=low, best=best, high=high, of=of, evidence=(Span(0, 1),))
    assert toll_text(toll) == told


@pytest.mark.parametrize(
    ("start", "end", "precision", "told"),
    [
        ("2015-07-14", "2015-07-14", 1, "2015-07-14 (that day)"),
        ("2015", "2015", 5, "2015 (that year)"),
        ("2015-07-14", "2015-07-16", 2, "2015-07-14 to 2015-07-16 (within those days)"),
        ("2011", None, None, "since 2011"),
        (None, "2011", None, "until 2011"),
        (None, None, None, "said, but no date can be given"),
    ],
)
def test_open_ends_of_a_time_are_told(
    start: str | None, end: str | None, precision: int | None, told: str
) -> None:
    when = When(start=start, end=end, precision=precision, evidence=(Span(0, 1),))
    assert when_text(when) == told


@pytest.mark.parametrize(
    ("first_on", "last_on", "told"),
    [
        (None, None, "no date"),
        (date(2011, 1, 1), date(2011, 1, 1), "2011-01-01"),
        (date(2011, 1, 1), date(2011, 1, 3), "2011-01-01 to 2011-01-03"),
        (date.min, date(2011, 12, 31), "until 2011-12-31"),
        (date(2011, 1, 1), date.max, "since 2011-01-01"),
    ],
)
def test_days_that_nobody_knows_are_no_years(
    first_on: date | None, last_on: date | None, told: str
) -> None:
    assert days_text(first_on, last_on) == told


def test_things_are_counted_in_words() -> None:
    assert [number_text(n, "copy", "copies") for n in (0, 1, 1200)] == [
        "0 copies", "1 copy", "1,200 copies",
    ]  # fmt: skip
