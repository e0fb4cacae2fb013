"""From probabilities of tags to spans: the best of all, as trying all of them finds it."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder import TAGS, Pieces
from dateline.reading.tagging import Tagged, best_spans

_FOLLOWS = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
_NEW_LINE, _SPACE = 2, 1


def pieces_of(lines: list[int]) -> Pieces:
    """Pieces of lines of so many pieces each."""
    n = sum(lines)
    shapes = np.zeros((n, 3), dtype=np.int64)
    shapes[:, 1] = _SPACE
    shapes[np.cumsum([0, *lines[:-1]])[: len(lines)], 1] = _NEW_LINE
    return Pieces(np.zeros(n, dtype=np.int64), np.zeros((n, 2), dtype=np.int64), shapes)


def tried(logs: np.ndarray, bias: float) -> list[tuple[int, int]]:
    """The spans of one line and kind, found by trying every sequence of tags; logs: (n, 5)."""

    def may_be(tags: tuple[str, ...]) -> bool:
        is_whole = tags[0] in "OBS" and tags[-1] in "OES"
        return is_whole and all(b in _FOLLOWS[a] for a, b in pairwise(tags))

    def worth(tags: tuple[str, ...]) -> float:
        numbers = [TAGS.index(tag) for tag in tags]
        return logs[range(len(tags)), numbers].sum() + bias * tags.count("O")

    best = max(filter(may_be, product(TAGS, repeat=len(logs))), key=worth)
    firsts = [at for at, tag in enumerate(best) if tag in "BS"]
    lasts = [at for at, tag in enumerate(best) if tag in "ES"]
    return list(zip(firsts, lasts, strict=True))


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.integers(0, 2**32 - 1),
    st.sampled_from([-1.0, 0.0, 0.7]),
)
def test_the_best_of_all_taggings_is_found_line_by_line(lines, seed, bias):
    logs = np.log(np.random.default_rng(seed).dirichlet(np.ones(5), (sum(lines), 2)))
    found = best_spans(pieces_of(lines), logs.astype(np.float32), (bias, 0.0))
    for kind, of_kind in enumerate((bias, 0.0)):
        expected, start = [], 0
        for length in lines:
            spans = tried(logs[start : start + length, kind], of_kind)
            expected += [(start + first, start + last) for first, last in spans]
            start += length
        assert [(span.first, span.last) for span in found[kind]] == expected


def test_many_lines_are_tagged_as_each_alone(monkeypatch):
    lines = [3, 40, 1, 7, 40, 2, 90, 5] * 6
    logs = np.log(np.random.default_rng(4).dirichlet(np.ones(5), (sum(lines), 3)))
    logs = logs.astype(np.float32)
    together = best_spans(pieces_of(lines), logs, (0.0, -1.0, 0.5))
    monkeypatch.setattr("dateline.reading.tagging._CELLS", 1)  # one line at a time
    assert best_spans(pieces_of(lines), logs, (0.0, -1.0, 0.5)) == together


def test_a_span_is_as_sure_as_its_tags():
    logs = np.full((3, 1, 5), -9.0, dtype=np.float32)
    logs[range(3), 0, [TAGS.index(tag) for tag in "BEO"]] = [-0.2, -0.4, 0.0]
    (found,) = best_spans(pieces_of([3]), logs, (0.0,))
    assert found == [Tagged(0, 1, pytest.approx(-0.3))]


def test_no_pieces_have_no_spans():
    assert best_spans(pieces_of([]), np.zeros((0, 2, 5), np.float32), (0.0, 0.0)) == [[], []]
