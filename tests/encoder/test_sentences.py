"""The reader of sentences that ships: what sentences mean, and which events their words tell."""

import numpy as np
import pytest

from dateline.encoder import ACLED, TYPES, SentenceReader


@pytest.fixture(scope="module")
def reader() -> SentenceReader:
    return SentenceReader()


def test_sentences_that_mean_the_same_are_near_each_other(reader):
    bomb, blast, cake = (
        reader.read(text).vector
        for text in (
            "A bomb exploded in the market, killing nine.",
            "Nine people died when an explosive device went off at the bazaar.",
            "Whisk the eggs with sugar and bake the cake for an hour.",
        )
    )
    assert np.linalg.norm(bomb) == pytest.approx(1.0, abs=1e-3)
    assert bomb @ blast > 0.5 > bomb @ cake


@pytest.mark.parametrize(
    ("text", "trigger", "type_"),
    [
        ("Rebels attacked the village.", "attacked", "ASSAULT"),
        ("The minister condemned the verdict.", "condemned", "ACCUSE"),
        ("Chad agreed to lend Niger money.", "agreed", "AGREE"),
        ("The committee rejected the proposal.", "rejected", "REJECT"),
        ("He wore a green coat.", "wore", "NONE"),
    ],
)
def test_a_word_tells_of_an_event_of_a_type(reader, text, trigger, type_):
    meaning = reader.read(text)
    at = text.index(trigger)
    piece = next(i for i, (start, _) in enumerate(meaning.pieces.spans) if start == at)
    types = reader.judge(meaning, np.array([[piece, 0, -1]]))
    assert np.exp(types).sum() == pytest.approx(1.0, abs=1e-4)
    assert TYPES[int(types[0].argmax())] == type_


def test_acleds_types_are_probabilities(reader):
    acled = np.exp(reader.read("Police fired tear gas at students who were protesting.").acled)
    assert acled.sum() == pytest.approx(1.0, abs=1e-4)
    assert ACLED[int(acled.argmax())] == "Protest with intervention"


def test_a_sentence_means_the_same_whatever_was_read_before(reader):
    text = "Farmers blocked the road to the port."
    alone = SentenceReader().read(text)
    reader.read("Something else altogether was read in between.")
    assert np.array_equal(alone.vector, reader.read(text).vector)


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_what_has_no_words_means_nothing(reader, text):
    assert reader.read(text) is None


def test_a_very_long_sentence_is_read_as_far_as_it_goes(reader):
    meaning = reader.read("they came and " * 400)
    far = len(meaning.pieces) - 1
    assert reader.judge(meaning, np.array([[far, -1, -1]])).shape == (1, len(TYPES))
