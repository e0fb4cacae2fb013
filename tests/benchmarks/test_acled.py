"""`benchmarks.acled`: its classes are all those that the codebook can answer with, and more."""

from importlib import resources

import yaml

from benchmarks.acled.__main__ import CLASSES, LEFT_OUT, read_snippets


def test_every_answer_of_the_codebook_has_a_class():
    text = resources.files("dateline.codebook").joinpath("mappings.yaml").read_text("utf-8")
    answers = {name for modes in yaml.safe_load(text)["acled"].values() for name in modes.values()}
    assert answers - {None} <= CLASSES.keys()


def test_there_are_25_classes_and_none_of_them_is_left_out():
    assert len(set(CLASSES.values())) == 25
    assert not LEFT_OUT & set(CLASSES.values())


def test_quotation_marks_in_a_snippet_are_only_characters(tmp_path):
    path = tmp_path / "snippets.tsv"
    path.write_text(
        'id\tEventSnippet\tSubType\n1\t"Go home, they cried.\tATTACK\n2\tA "raid".\tARREST\n',
        encoding="utf-8",
    )
    assert read_snippets(path) == [('"Go home, they cried.', "ATTACK"), ('A "raid".', "ARREST")]
    assert read_snippets(path, limit=1) == [('"Go home, they cried.', "ATTACK")]
