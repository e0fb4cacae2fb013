"""Sentences are split by what stands at their end, in a time that grows with the text alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking import levelled
from dateline.linking.levelled import split_sentences

# As one would write it first; it tries a long word anew from each of its letters.
_PLAIN = re.compile(r"(?P<word>\S*?)[.!?…]+[\"”’»')\]]*\s+(?=[\"“‘«(\[]*[^\W_a-z])")


@given(st.text(alphabet="aB.!\"') \n1…[", max_size=40))
def test_stops_are_found_where_the_plain_pattern_finds_them(text: str) -> None:
    found = [(stop.end(), stop["word"]) for stop in levelled._STOP.finditer(text)]
    assert found == [(stop.end(), stop["word"]) for stop in _PLAIN.finditer(text)]


def test_sentences_end_where_people_end_them() -> None:
    told = "Gen. A. Bo said nothing. “He left…” Then it rained! 12 stayed, e.g. five in No. 9."
    assert list(split_sentences(told)) == [
        "Gen. A. Bo said nothing.", "“He left…”", "Then it rained!",
        "12 stayed, e.g. five in No. 9.",
    ]  # fmt: skip


@pytest.mark.parametrize("piece", ["a", ".", "a.", ".)", "a.b", '"', "(", "…"])
def test_half_a_megabyte_without_a_space_is_one_sentence(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    assert list(split_sentences(text)) == [text]
