"""A table of upper-case wire copy and the case that a parser is given instead."""

import pytest

from dateline.reading.recase import recase

# upper-case text, recased, what the row proves
ROWS = [
    ("THREE SOLDIERS WERE KILLED.", "Three soldiers were killed.", "ordinary words are small"),
    ("A BOMB HURT ANSELMO TRIGO.", "A bomb hurt Anselmo Trigo.", "an unlisted word is a name"),
    ("HE LEFT ON MONDAY. SHE STAYED.", "He left on Monday. She stayed.", "days and sentences"),
    ("THE US MEN AND THE UN LEFT.", "The US men and the UN left.", "letters stay capitals"),
    ("GEN. TRIGO SAID NO.", "Gen. Trigo said no.", "a title ends no sentence"),
    ("THE U.S. TROOPS LEFT.", "The U.S. troops left.", "letters with stops end no sentence"),
    ("HE CAME. TROOPS LEFT.", "He came. Troops left.", "a word of four letters does"),
    (
        "THE LUND POPULAR FRONT [LPF] STRUCK.",
        "The Lund Popular Front [LPF] struck.",
        "words that letters in brackets stand for",
    ),
    (
        "THE FRONT OF THE NORTH (FN) STRUCK.",
        "The Front of the North (FN) struck.",
        "small words inside",
    ),
    ("THE SHINING PATH STRUCK.", "The Shining Path struck.", "a known name of ordinary words"),
    ("A SHINING PATHWAY LAY THERE.", "A shining pathway lay there.", "only whole words"),
    ("FMLN MEN FLED.", "FMLN men fled.", "known letters"),
    ("TRIGO'S MEN FLED.", "Trigo's men fled.", "an owner"),
    ('"WE WON," HE SAID.', '"We won," he said.', "a sentence after a quotation mark"),
    ("They left Oslo.", "They left Oslo.", "text in ordinary case is left as it is"),
]


@pytest.mark.parametrize(("text", "expected", "proves"), ROWS, ids=[row[0] for row in ROWS])
def test_recase(text: str, expected: str, proves: str) -> None:
    assert recase(text) == expected, proves


@pytest.mark.parametrize("text", ["İZMİR FELL.", "STRASSE ẞ", "ŉ", "", "A\tB\nC  D"])
def test_length_is_kept(text: str) -> None:
    assert len(recase(text)) == len(text)
