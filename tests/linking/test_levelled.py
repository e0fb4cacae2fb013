"""Sentences are split token by token, as one pattern did that went back and forth."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.linking import levelled
from dateline.linking.levelled import split_sentences

_BY_PATTERN = re.compile(r"(?P<word>\S*?)[.!?…]+[\"”’»')\]]*\s+(?=[\"“‘«(\[]*[^\W_a-z])")
_PIECES = st.sampled_from([*"aBz.!?…\"”’»')]“‘«([ \n\t1_é", "Gen. ", "U.S. ", "said. He ", "... "])


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_sentences_are_those_of_the_pattern(paragraph: str) -> None:
    expected, start = [], 0
    for stop in _BY_PATTERN.finditer(paragraph):
        if not levelled._ABBREVIATED.match(stop["word"]):
            expected.append(paragraph[start : stop.end()].strip())
            start = stop.end()
    expected += [paragraph[start:].strip()] if paragraph[start:].strip() else []

    assert list(split_sentences(paragraph)) == expected


def test_a_long_row_of_dots_is_one_sentence() -> None:
    row = "Contents " + "." * 100_000 + " 7"
    assert list(split_sentences(row)) == ["Contents " + "." * 100_000, "7"]
