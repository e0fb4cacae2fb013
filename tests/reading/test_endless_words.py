"""What is no word of any language does not keep the rest of an article from being read."""

from collections.abc import Callable

import pytest

from dateline.records import Report

_TOLD = "Gunmen killed 12 villagers near Varda on Monday, police said."


@pytest.mark.parametrize("row", ["(" * 5000, "." * 5000, "1/" * 2500, "—" * 900])
def test_the_rest_is_read_with_true_ranges(read: Callable[..., Report], row: str) -> None:
    for text in (f"{row}\n\n{_TOLD}", f"{_TOLD}\n\n{row}", f"{_TOLD} {row} {_TOLD}"):
        report = read(text)
        assert report.article.text == text
        assert report.claims
        assert {report.article.quote(claim.trigger[0]) for claim in report.claims} == {"killed"}


def test_a_text_of_nothing_else_has_no_records(read: Callable[..., Report]) -> None:
    assert read("(" * 5000).claims == ()


def test_long_addresses_stay_words(read: Callable[..., Report]) -> None:
    address = "https://example.org/" + "a" * 400
    report = read(f"{_TOLD} More at {address}.")
    assert report.article.text.endswith(f"{address}.")
    assert report.claims
