"""From tags to spans, and from ties to attributions, on labels made by hand."""

from typing import ClassVar

import numpy as np
import pytest

from dateline.encoder import ROLES, TAGS, Labels
from dateline.encoder.pieces import Pieces
from dateline.reading.labelled import SHIPPED, find_labelled, find_spans

WORDS = "We left said Ruiz . Go away he added".split()


class Made(Labels):
    """Labels whose ties are given: {(cue, role): pieces}."""

    tied: ClassVar[dict[tuple[int, str], set[int]]] = {}

    def ties(self, cue, role):
        mine = self.tied.get((cue, role), set())
        return np.array([4.0 if p in mine else -4.0 for p in range(len(self.pieces))])


def make(tagged: dict[str, str], new_lines: set[int] = frozenset({0}), sure: float = 0.9) -> Labels:
    """Labels of `WORDS`, one tag a word and role; `sure` is the probability of each tag."""
    n = len(WORDS)
    starts = np.cumsum([0] + [len(word) + 1 for word in WORDS[:-1]])
    spans = np.stack([starts, starts + [len(word) for word in WORDS]], axis=1)
    shapes = np.zeros((n, 3), dtype=np.int64)
    shapes[sorted(new_lines), 1] = 2
    tags = np.full((n, 3, 5), np.log((1 - sure) / 4), dtype=np.float32)
    for number, role in enumerate(ROLES):
        for piece, tag in enumerate(tagged.get(role, "O" * n)):
            tags[piece, number, TAGS.index(tag)] = np.log(sure)
    pieces = Pieces(np.zeros(n, dtype=np.int64), spans, shapes)
    unused = np.zeros((n, 0, 0), dtype=np.float32)
    return Made(pieces, tags, unused, unused, ())


def ends(found) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in found]


GOOD = {"source": "OOOSOOOSO", "cue": "OOSOOOOOS", "content": "BEOOOBEOO"}


def test_tags_spell_spans():
    sources, cues, contents = find_spans(make(GOOD))
    assert ends(sources) == [(3, 3), (7, 7)]
    assert ends(cues) == [(2, 2), (8, 8)]
    assert ends(contents) == [(0, 1), (5, 6)]


@pytest.mark.parametrize(
    ("content", "spans"),
    [
        ("BIOOOBEOO", [(0, 1), (5, 6)]),  # an end is missing: the nearest whole reading
        ("OEOOOBEOO", [(5, 6)]),
        ("BIIIIIIEO", [(0, 7)]),
    ],
)
def test_tags_that_spell_nothing_are_read_as_the_most_probable_spans(content, spans):
    found = ends(find_spans(make(GOOD | {"content": content}))[2])
    assert spans[-1] in found
    assert all(first <= last for first, last in found)


def test_no_span_runs_over_a_new_line():
    labels = make({"content": "BIIIIIIEO"}, new_lines={0, 5})
    assert all(not first < 5 <= last for first, last in ends(find_spans(labels)[2]))


def test_each_content_goes_to_the_cue_that_it_is_tied_to():
    labels = make(GOOD)
    labels.__class__.tied = {
        (2, "content"): {0, 1}, (2, "source"): {3}, (8, "content"): {5, 6}, (8, "source"): {7},
    }  # fmt: skip
    text = " ".join(WORDS)
    found = [
        (text[slice(*one.source)], text[slice(*one.cue)], [text[a:b] for a, b in one.content])
        for one in find_labelled(labels)
    ]
    assert found == [("Ruiz", "said", ["We left"]), ("he", "added", ["Go away"])]


def test_a_cue_without_content_is_left_out_and_one_without_source_is_not():
    labels = make(GOOD)
    labels.__class__.tied = {(2, "content"): {0, 1}}
    [one] = find_labelled(labels)
    assert one.source is None
    assert len(one.signs) == len(SHIPPED.score)


def test_a_score_falls_with_the_probability_of_the_tags():
    scores = []
    for sure in (0.95, 0.6):
        labels = make(GOOD, sure=sure)
        labels.__class__.tied = {(2, "content"): {0, 1}, (2, "source"): {3}}
        scores.append(find_labelled(labels)[0].score)
    assert 0 < scores[1] < scores[0] < 1


def test_nothing_is_found_in_nothing():
    empty = Pieces(
        np.zeros(0, dtype=np.int64), np.zeros((0, 2), dtype=np.int64), np.zeros((0, 3), dtype=int)
    )
    nothing = np.zeros((0, 3, 5), dtype=np.float32)
    assert find_labelled(Labels(empty, nothing, nothing, nothing, ())) == []
