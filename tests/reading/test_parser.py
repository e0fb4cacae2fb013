"""The parser that Dateline reads with says of every word what spaCy itself says."""

from collections.abc import Iterator

import pytest
import spacy
import threadpoolctl
from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import ConfigError
from dateline.reading.parser import load_parser, one_thread
from dateline.settings import settings

PARAGRAPHS = [
    # Rules of several words: "gon na", "let 's", "y' all", "ai n't", "there is".
    "He said he's gonna talk. Let's see, y'all: it ain't over. There were no talks.",
    # White space has a tag of its own; "nothin'" is told by its form; "gets" by its tag.
    "  The  minister gets nothin'   from the\u00a0talks, and the dogs got it. ",
    "Two men were killed on Monday in Lund, the Governor of Skåne, Ana Ruiz, told the Echo.",
    "The killing of two men angered Lund. Killing goes on; the men had been killing time.",
    "Leaves fall. He leaves. Data are data; their children saw better mice than the worst geese.",
    "10 a.m.",
    "",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(settings().spacy_model)


@pytest.fixture(scope="module")
def ours() -> Language:
    return load_parser(settings().spacy_model)


def told(doc: Doc) -> Iterator[tuple[object, ...]]:
    """What is said of each word."""
    for token in doc:
        yield token.text, token.tag_, token.pos_, token.lemma_, str(token.morph)
        yield token.dep_, token.head.i, token.sent.start, token.ent_type_, token.ent_iob_


def test_every_word_is_told_as_by_spacy(plain: Language, ours: Language) -> None:
    for _ in range(2):  # the second time from memory
        for theirs, found in zip(plain.pipe(PARAGRAPHS), ours.pipe(PARAGRAPHS), strict=True):
            assert list(told(found)) == list(told(theirs))


def test_rules_of_this_model_are_remembered(ours: Language) -> None:
    assert ours.pipe_names[-2:] == ["dateline_words", "dateline_steps_ner"]


def test_one_paragraph_is_parsed_as_many_are(ours: Language) -> None:
    for text, found in zip(PARAGRAPHS, ours.pipe(PARAGRAPHS), strict=True):
        assert list(told(ours(text))) == list(told(found))


def test_what_is_remembered_is_bounded(ours: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reading.parser._MOST_WORDS", 10)
    before = [list(told(ours(text))) for text in PARAGRAPHS]
    assert [list(told(ours(text))) for text in PARAGRAPHS] == before


def test_a_model_with_other_rules_keeps_its_own_pipes(
    monkeypatch: pytest.MonkeyPatch, plain: Language
) -> None:
    other = spacy.load(settings().spacy_model)
    other.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxxx"}]], {"LEMMA": "shape"})  # type: ignore[attr-defined]
    monkeypatch.setattr("dateline.reading.parser.spacy.load", lambda *_, **__: other)
    loaded = load_parser("other")
    assert "dateline_words" not in loaded.pipe_names
    assert loaded("They saw Lund.")[2].lemma_ == "shape"


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigError, match="no_such_model"):
        load_parser("no_such_model")


def test_two_readers_at_once_leave_the_threads_as_they_were() -> None:
    def threads() -> set[int]:
        found = threadpoolctl.threadpool_info()
        return {one["num_threads"] for one in found if one["user_api"] == "blas"}

    with threadpoolctl.threadpool_limits(2, user_api="blas"):
        first, second = one_thread(), one_thread()
        with first:
            second.__enter__()
        assert threads() == {1}, "the second still reads"
        second.__exit__(None, None, None)
        assert threads() == {2}
