"""Words and dates as the archive compares them."""

from datetime import date

import pytest

from dateline.store.folding import days_of, fold_names, fold_text, pad_words, split_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Port\n Authority ", "port authority"),  # a line broken in the text
        ("STRAẞE straße", "strasse strasse"),  # more than lower case
        ("Zoe\u0308", "zo\u00eb"),  # one accent, two spellings
        ("Ｔａｒｓｋ", "tarsk"),  # full width
        ("Sana’a", "sana'a"),
        ("a\0b", "a b"),  # SQLite's LIKE stops at a nought
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold_text(text) == folded


def test_names_stand_on_lines_of_their_own_once() -> None:
    assert fold_names(["Ada\nFinch", "ADA FINCH", "Bo"]) == "ada finch\nbo"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The raid, the RAID!", ["the", "raid"]),
        ("Sana’a: 12,000 left", ["sana", "a", "12", "000", "left"]),
        ("“…”", []),
    ],
)
def test_words_are_split(text: str, words: list[str]) -> None:
    assert split_words(text) == words
    assert all(pad_words([word]) in pad_words(words) for word in words)


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
