"""The figures of `benchmarks.said`, on texts small enough to count by hand."""

import pytest

from benchmarks.said.metric import Said, Tally, is_direct, is_same, match
from benchmarks.said.polnear import articles, parse_standoff

TEXT = "“Go on,” said Ana. Ben left."  # [0,8) quotation, [9,13) said, [14,17) Ana, [19,22) Ben
GOLD = Said(((14, 17),), ((9, 13),), ((0, 8),))

SAME = {
    "identical": (Said(((14, 17),), (), ((0, 8),)), True),
    "half of the content is enough": (Said(((14, 17),), (), ((0, 4),)), True),
    "less than half is not": (Said(((14, 17),), (), ((0, 3),)), False),
    "twice the content is still half": (Said(((14, 17),), (), ((0, 16),)), True),
    "more than twice is not": (Said(((14, 17),), (), ((0, 17),)), False),
    "a source that shares one character": (Said(((16, 22),), (), ((0, 8),)), True),
    "a source that shares none": (Said(((17, 22),), (), ((0, 8),)), False),
    "parts count together": (Said(((14, 17),), (), ((0, 3), (4, 8))), True),
}


@pytest.mark.parametrize(("predicted", "expected"), SAME.values(), ids=SAME.keys())
def test_is_same(predicted, expected):
    assert is_same(GOLD, predicted) is expected


def test_match_is_one_to_one_and_as_large_as_can_be():
    wide, narrow = Said(((14, 22),), (), ((0, 8),)), Said(((14, 17),), (), ((0, 8),))
    ben = Said(((19, 22),), (), ((0, 8),))
    # `wide` fits both golds; a greedy pairing with Ana would leave Ben without one.
    assert match([GOLD, ben], [wide, narrow]) == {0: 1, 1: 0}
    assert match([GOLD], [wide, narrow]) in ({0: 0}, {0: 1})


def test_perfect_prediction():
    tally = Tally()
    tally.add(TEXT, [GOLD], [GOLD])
    figures = tally.figures()
    assert figures.pop("n") == 1
    assert figures.pop("ece") == 0  # a score of 1, and right
    assert set(figures.values()) == {1.0}


def test_nothing_predicted_is_zero_not_an_error():
    tally = Tally()
    tally.add(TEXT, [GOLD], [])
    assert {v for name, v in tally.figures().items() if name != "n"} == {0.0}


def test_characters_ignore_white_space_and_exact_spans_do_not():
    tally = Tally()
    tally.add("a b c", [Said((), (), ((0, 3),))], [Said((), (), ((0, 4),))])
    figures = tally.figures()
    assert figures["content_f1"] == 1.0
    assert figures["exact_content_f1"] == 0.0


def test_what_has_no_source_counts_for_characters_only():
    tally = Tally()
    nobody = Said((), ((9, 13),), ((0, 8),))
    tally.add(TEXT, [GOLD], [GOLD, nobody])
    assert tally.figures()["linked_f1"] == 1.0
    tally.add(TEXT, [nobody], [])
    assert tally.figures()["linked_f1"] == 1.0
    assert tally.figures()["content_f1"] == pytest.approx(2 / 3, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“Go”", True), ('"Go"', True), ("''Go''", True), ("‘Go’", True), ("Go “on”", False)],
)
def test_direct_begins_with_a_mark(text, expected):
    assert is_direct(text, Said((), (), ((0, len(text)),))) is expected


def test_standoff_with_parts_and_without_a_source():
    annotation = (
        "T1\tSource 14 17\tAna\n"
        "T2\tCue 9 13\tsaid\n"
        "T3\tContent 0 3;4 8\t“Go on,”\n"
        "T4\tAttribution 9 13\tsaid\n"
        "#1\tAnnotatorNotes T4\tsure?\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        "E2\tAttribution-no-source:T4 Content2:T3 Cue:T2\n"
    )
    assert parse_standoff(annotation) == (
        Said(((14, 17),), ((9, 13),), ((0, 3), (4, 8))),
        Said((), ((9, 13),), ((0, 3), (4, 8))),
    )


def test_the_first_annotator_by_name_counts_and_line_ends_stay(tmp_path):
    for folder in ("text", "attributions"):
        (tmp_path / "polnear" / "dev" / folder).mkdir(parents=True)
    part = tmp_path / "polnear" / "dev"
    (part / "text" / "a.txt").write_bytes(b"x\r\nAna")
    (part / "text" / "unread.txt").write_bytes(b"nobody annotated this")
    for annotator, at in (("b", "0 1"), ("a", "3 6")):
        annotation = f"T1\tSource {at}\tAna\nE1\tAttribution:T2 Source:T1\n"
        (part / "attributions" / f"a_{annotator}.ann").write_text(annotation, "utf-8")
    [article] = articles(tmp_path, "dev")
    assert article.text == "x\r\nAna"
    assert article.said == (Said(((3, 6),), (), ()),)
