"""Days of ISO prefixes, and of two of them."""

from datetime import date

import pytest

from dateline.records.iso_days import days_between, days_of


@pytest.mark.parametrize(
    ("prefix", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),  # a leap year
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),  # no leap year
        ("2015-07-14", date(2015, 7, 14), date(2015, 7, 14)),
        ("2015-07-14T23:30:00+02:00", date(2015, 7, 14), date(2015, 7, 14)),  # its own time zone
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_prefix_stands_for_days(prefix: str, first: date, last: date) -> None:
    assert days_of(prefix) == (first, last)


@pytest.mark.parametrize(
    "prefix",
    [None, "", "15", "0000", "2015-13", "2015-00", "2015-02-30", "2015-07-00", "--07-14", "July",
     "2015-7", "2015-07-14x", "٢٠١٥"],
)  # fmt: skip
def test_what_is_no_prefix_stands_for_no_days(prefix: str | None) -> None:
    assert days_of(prefix) is None


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2011", "2012-06", (date(2011, 1, 1), date(2012, 6, 30))),
        (None, "2011", (date.min, date(2011, 12, 31))),
        ("2011-05", None, (date(2011, 5, 1), date.max)),
        ("2012", "2011", None),
        (None, None, None),
        ("--07-14", "2011", None),
        ("2011", "2023-02-29", None),
    ],
)
def test_an_end_that_is_not_given_lies_open(
    start: str | None, end: str | None, days: tuple[date, date] | None
) -> None:
    assert days_between(start, end) == days
