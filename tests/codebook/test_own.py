"""A codebook of the user's own: read, checked, and used."""

import re
from pathlib import Path

import pytest

from dateline import Reader
from dateline.codebook.own import read_own_codebook
from dateline.errors import ConfigError

HERDERS = Path(__file__).parents[2] / "examples" / "codebooks" / "herders.yaml"


def test_the_example_is_a_codebook():
    codebook = read_own_codebook(HERDERS)
    assert codebook.name == "herders"
    assert "Cattle raid" in codebook.types
    assert codebook.types["Crop damage"].examples[0].startswith("Cattle trampled")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a list", "needs `name:` and `types:`"),
        ("types: {A: {examples: [x, y, z]}}", "at least two types"),
        ("types: {A: {examples: [x]}, B: {examples: [x, y, z]}}", "'A' needs a list of at least 3"),
        ("types: {A: [x, y", "no YAML"),
    ],
)
def test_a_codebook_that_cannot_be_used_says_what_is_wrong(tmp_path, text, complaint):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=re.escape(complaint)):
        read_own_codebook(path)


def test_a_codebook_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"nowhere\.yaml cannot be read"):
        read_own_codebook(tmp_path / "nowhere.yaml")


def test_claims_are_coded_by_what_their_sentences_mean():
    text = (
        "Gunmen attacked a cattle camp near Kano on Monday and stole 300 cows. The governor met"
        " leaders of the Fulani on Friday. Soldiers shelled a factory in Kharkiv."
    )
    report = Reader(codebook=HERDERS).read_text(text, verbatim=True)
    codes = {
        report.article.quote(claim.evidence[0])[:7]: [code.type for code in claim.codes]
        for claim in report.claims
    }
    assert codes["Gunmen "] == ["Cattle raid"]
    assert codes["The gov"] == ["Peace meeting"]
    assert Reader().read_text(text, verbatim=True).claims[0].codes == ()
