"""What is parsed of an article, and what is left unread."""

import pytest

from dateline.pipeline import Reader
from dateline.reading.prose import LONGEST_PARAGRAPH, parse_prose
from dateline.records import Article, Provenance


@pytest.mark.parametrize("word", ["a", "word "])
def test_a_paragraph_that_is_no_prose_is_left_unread_and_the_rest_is_read(
    reader: Reader, word: str
) -> None:
    long = (word * (LONGEST_PARAGRAPH + 1))[: LONGEST_PARAGRAPH + 1].strip() + "bcd"
    text = f"Gunmen killed two people.\n\n{long}\n\nPolice said so."
    source = Provenance(kind="text", ref="t", retrieved_at="2024-01-01")
    prose = parse_prose(Article(id="t", text=text, source=source), reader._articles._nlp)
    assert [sentence.text for sentence in prose.sentences()] == [
        "Gunmen killed two people.", "Police said so.",
    ]  # fmt: skip
    (unread,) = prose.unread
    assert text[unread.start : unread.end] == long
