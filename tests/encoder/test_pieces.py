"""How a text is cut into pieces and windows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.encoder import load_tokenizer
from dateline.encoder.pieces import LONGEST, cut, find_windows

CASES = ["no letter", "lower", "capitalised", "upper", "mixed"]
GAPS = ["nothing", "space", "new line"]


def shapes(text: str) -> list[tuple[str, str, str, bool]]:
    pieces = cut(text, load_tokenizer())
    return [
        (text[start:end], CASES[case], GAPS[gap], bool(quoted))
        for (start, end), (case, gap, quoted) in zip(
            pieces.spans.tolist(), pieces.shapes.tolist(), strict=True
        )
    ]


def test_a_piece_knows_how_its_word_was_written():
    assert [shape[:2] for shape in shapes("The UN told Ana McRay 12 lies")] == [
        ("The", "capitalised"),
        ("UN", "upper"),
        ("told", "lower"),
        ("Ana", "capitalised"),
        ("Mc", "mixed"),
        ("Ray", "mixed"),
        ("12", "no letter"),
        ("lies", "lower"),
    ]


def test_a_piece_knows_what_stands_before_it():
    assert [shape[2] for shape in shapes("No.\nYes, sir")] == [
        "new line", "nothing", "new line", "nothing", "space",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He “ran” home", ["“", "ran", "”"]),
        ('He "ran" home', ['"', "ran", '"']),
        ("“One.\n“Two.” Three", ["“", "One", ".", "“", "Two", ".", "”"]),
        ("He said “ran\nand fell", ["“", "ran"]),
        ("No marks here", []),
        ("a stray ” mark", []),
    ],
)
def test_a_piece_knows_whether_it_is_quoted(text, quoted):
    assert [word for word, _, _, inside in shapes(text) if inside] == quoted


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB 1.“”\"\n\r\t'é𝔸🔥İ\u00ad\u200b"), max_size=80))
def test_pieces_lie_in_the_text_in_order(text):
    pieces = cut(text, load_tokenizer())
    assert len(pieces.ids) == len(pieces.spans) == len(pieces.shapes)
    assert (pieces.spans[:, 0] <= pieces.spans[:, 1]).all()
    assert (np.diff(pieces.spans[:, 0]) >= 0).all()
    assert not len(pieces) or pieces.spans.max() <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=6))
def test_every_piece_is_owned_by_one_window(lengths):
    text = "\n".join(" ".join(["word"] * length) for length in lengths)
    pieces = cut(text, load_tokenizer())
    windows = find_windows(pieces)
    owned = [piece for window in windows for piece in range(window.own, window.end)]
    assert owned == list(range(len(pieces)))
    assert all(0 < window.end - window.start <= LONGEST for window in windows)


def test_a_paragraph_that_fits_is_not_cut():
    pieces = cut("\n".join(" ".join(["word"] * 60) for _ in range(5)), load_tokenizer())
    assert [(w.own, w.end) for w in find_windows(pieces)] == [(0, 180), (180, 300)]


def test_an_empty_text_has_no_pieces():
    pieces = cut(" \n ", load_tokenizer())
    assert len(pieces) == 0
    assert find_windows(pieces) == []
