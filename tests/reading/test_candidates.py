"""Words that may tell of an event, with those around them."""

import pytest

from dateline.reading.candidates import find_candidates
from tests.reading.casting import read_cast


def found(text: str) -> list[str]:
    return [
        f"{c.trigger.text}: {'+'.join(h.text for h in c.frame.actors)}"
        f" > {'+'.join(h.text for h in c.frame.recipients)}"
        for sentence in read_cast(text).prose.sentences()
        for c in find_candidates(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("The minister praised the nurses.", ["praised: minister > nurses"]),
        ("The nurses were praised by the minister.", ["praised: minister > nurses"]),
        ("Soldiers fired at the crowd.", ["fired: Soldiers > crowd"]),
        ("The talks between Mali and Chad failed.", ["talks:  > ", "failed: talks > "]),
        ("The town is small, he said.", []),
    ],
)
def test_candidates_are_full_verbs_and_nouns_of_deeds(text, candidates):
    assert found(text) == candidates
