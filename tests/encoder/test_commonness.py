"""How common words are: constants that ship."""

from dateline.encoder.commonness import RAREST, word_rank


def test_common_words_rank_before_rare_ones() -> None:
    assert word_rank("the") < word_rank("said") < word_rank("bomb") < word_rank("klitschko")
    assert word_rank("klitschko") == RAREST


def test_letters_and_digits_are_common() -> None:
    assert word_rank("a") == word_rank("7") == 1
