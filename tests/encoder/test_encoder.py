"""The encoder that ships: equal to the one that was trained, and the same every time."""

import json
from pathlib import Path

import numpy as np
import pytest

from dateline.encoder import LINKED, ROLES, TAGS, Encoder

# What torch (float32) said of these sentences; `training/said/export.py` writes it.
CASES = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:30] for case in CASES])
def test_the_shipped_file_says_what_torch_said(encoder, case):
    expected = np.array(case["tags"]).reshape(-1, len(ROLES), len(TAGS))
    found = np.exp(encoder.label(case["text"]).tags)
    assert found.shape == expected.shape
    assert np.abs(found - expected).mean() < 0.01  # what eight bits cost
    assert (found.argmax(-1) == expected.argmax(-1)).mean() > 0.97


def test_labels_are_probabilities(encoder):
    tags = encoder.label(CASES[0]["text"]).tags
    assert np.exp(tags).sum(-1) == pytest.approx(1.0, abs=1e-4)


def test_a_text_gets_the_same_labels_whatever_was_read_before(encoder):
    text = CASES[3]["text"]
    alone = Encoder().label(text)
    encoder.label("\n".join(case["text"] for case in CASES))
    again = encoder.label(text)
    assert np.array_equal(alone.tags, again.tags)
    assert np.array_equal(alone.ties(3, "content"), again.ties(3, "content"))


def test_a_long_text_is_read_in_windows(encoder):
    paragraph = CASES[0]["text"]
    labels = encoder.label("\n".join([paragraph] * 40))
    assert len(labels.tags) == len(labels.pieces) > 254
    # The tags of a paragraph hardly depend on which window it stands in.
    rows = labels.tags.reshape(40, -1, len(ROLES), len(TAGS)).argmax(-1)
    assert (rows == rows[0]).mean() > 0.97


def test_what_no_window_shows_together_is_not_tied(encoder):
    labels = encoder.label("\n".join([CASES[0]["text"]] * 40))
    for role in LINKED:
        ties = labels.ties(0, role)
        assert ties.shape == (len(labels.pieces),)
        assert (ties[400:] == ties[-1]).all()
        assert ties[-1] < -20


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "\x00", "🔥", "a" * 5000])
def test_any_text_can_be_labelled(encoder, text):
    labels = encoder.label(text)
    assert len(labels.tags) == len(labels.pieces)
