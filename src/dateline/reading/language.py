"""The language a text is written in, as an ISO 639-1 code: py3langid's n-gram model, offline."""

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Pieces of the tests' samples: of 40 letters none is taken for another language, of 30 an English
# one with a Spanish name is, of 20 three are. After a change cut the samples up again.
_LEAST_LETTERS = 40
_READ_CHARACTERS = 2000  # more only costs time
_PARAGRAPH = 80  # characters; menus and names are shorter, and say nothing of the report's language
_SURE_WORDS = 30
_ENGLISH = frozenset(
    "the and of to that with was were from which this have has had they their would who been after"
    " said about".split()
)
# Words that no Nigerian Pidgin goes without for long; the model takes one English sentence in a
# thousand for it.
_PIDGIN = frozenset("dey wey di dem dis dat sey tok na wetin abeg una".split())
_WHOLE_WORD_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None when it is too short to tell.

    Capitals are lowered first: the model knows "the army", and takes "THE ARMY" for something else.
    Long lines are read before short ones, since a saved page may begin with a menu of languages.
    """
    sample = _sample(text).lower()
    letters = sum(map(str.isalpha, sample)) + 2 * len(_WHOLE_WORD_SIGNS.findall(sample))
    if letters < _LEAST_LETTERS:
        return None
    if _is_plainly_english(sample):
        return "en"
    code, _ = _model().classify(sample)
    is_pidgin = bool(_PIDGIN & set(re.findall(r"[a-z]+", sample)))
    return "en" if code == "pcm" and not is_pidgin else str(code)


def _is_plainly_english(sample: str) -> bool:
    """Whether the small words leave no doubt: then the model, half a second to load, is not asked.

    Each word here is common in English and rare or unknown in its neighbours; English news has 18
    to 30 of them in a hundred, the tests' samples of other languages at most 2.
    """
    words = re.findall(r"[a-z]+", sample)
    return len(words) >= _SURE_WORDS and sum(map(_ENGLISH.__contains__, words)) > 0.12 * len(words)


def _sample(text: str) -> str:
    paragraphs = "\n".join(line for line in text.splitlines() if len(line) > _PARAGRAPH)
    return (paragraphs if len(paragraphs) > 2 * _PARAGRAPH else text)[:_READ_CHARACTERS]


@functools.cache
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)
