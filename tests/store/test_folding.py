"""Words and dates as the archive compares them."""

import pytest

from dateline.store.folding import fold_names, fold_text, pad_words, split_words


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
