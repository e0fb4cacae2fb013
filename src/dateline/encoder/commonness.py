"""How common an English word is: its rank in the vocabulary that the encoder's weights came with.

The vocabulary is sorted by how often its entries stand in a large body of English prose, so a rank
is a constant of Dateline: it says the same of a word whatever an archive holds.
"""

import functools

from tokenizers import Tokenizer

from dateline.encoder.running import load_tokenizer

RAREST = 60_000  # the rank given to what is no entry: it stands in pieces, so it is rarer than any

_FIRST = 1_995  # the entries before are marks, single letters and digits


@functools.lru_cache(maxsize=100_000)
def word_rank(word: str) -> int:
    """The rank of a word in small letters without accents: "said" 61, "klitschko" 60,000."""
    number = _tokenizer().token_to_id(word)
    return RAREST if number is None else max(1, number - _FIRST)


@functools.cache
def _tokenizer() -> Tokenizer:
    return load_tokenizer()
