"""The spaCy model as far as it is read: what nothing asks for is left out, nothing is done twice.

In: the model's name. Out: a `Language` whose documents have the tags, lemmas and parses of spaCy's
own. A word that was met before with the same tag and part in its sentence keeps what the rules said
of it, and matrices are multiplied by numpy, nearly three times as fast as by what spaCy chooses.
"""

import contextlib
import functools
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import spacy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from thinc.backends import NumpyOps
from threadpoolctl import ThreadpoolController

from dateline.errors import ConfigError

_UNREAD = ("senter", "entity_linker", "spancat", "textcat", "textcat_multilabel")
_PARSER, _NAMES, _STEPS = "parser", "ner", "dateline_steps"
_BRACKETS = "dateline_brackets"
_RULES, _LEMMAS, _WORDS = "attribute_ruler", "lemmatizer", "dateline_words"
_OTHER = 1  # stands for what no rule names; no word's number
_OF_A_WORD = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_MOST_WORDS = 100_000  # remembered at once, some 30 MB; ten thousand make up most of any text

_ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]
_TOLD: list[int | str] = ["POS", "MORPH", "LEMMA"]
_Key = tuple[int, int, int]  # a word as it is written, its tag, its part in the sentence
_Told = tuple[int, int, int]  # its part of speech, its morphology, its lemma


def load_parser(name: str) -> Language:
    """Load a spaCy model for reading.

    Raises:
        ConfigError: it is not installed.
    """
    try:
        nlp = spacy.load(name, exclude=_UNREAD)
    except OSError as error:
        raise ConfigError(
            f"the spaCy model {name!r} (DATELINE_SPACY_MODEL) is not installed: pip install it, or"
            " unset the variable to use the one that comes with Dateline"
        ) from error
    _mend_lemmas(nlp)
    _multiply_by_numpy(pipe for _, pipe in nlp.pipeline)
    nlp.add_pipe(_BRACKETS, first=True)
    for pipe in (_PARSER, _NAMES):
        if pipe in nlp.pipe_names and _is_greedy(nlp.get_pipe(pipe)):
            nlp.add_pipe(_STEPS, f"{_STEPS}_{pipe}", after=pipe, config={"pipe": pipe})
            nlp.disable_pipe(pipe)
    if _can_be_remembered(nlp):
        nlp.add_pipe(_WORDS, after=_LEMMAS)
        nlp.disable_pipe(_RULES)
        nlp.disable_pipe(_LEMMAS)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Have "staged" and "raped" come from "stage" and "rape": spaCy's rules say "stag" and "rap".

    The last rule that fits wins, which takes -e off; but the verb without it doubles its last
    letter ("stagged"), so that where the index knows both it is the other.
    """
    lemmatizer = nlp.get_pipe(_LEMMAS) if _LEMMAS in nlp.pipe_names else None
    if isinstance(lemmatizer, EnglishLemmatizer) and lemmatizer.mode == "rule":
        rules = lemmatizer.lookups.get_table("lemma_rules")
        rules["verb"] = sorted(rules["verb"], key=lambda rule: rule[1] == "e")


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy use one thread for a while: there is a process for every core already.

    Matrices of a paragraph are too small to be shared out, and a thread that waits for its share
    takes the core of another process. Who reads in several threads shares the limit, which the
    whole process has: the first sets it, the last lifts it.
    """
    _limit.begin()
    try:
        yield
    finally:
        _limit.end()


class _Limit:
    """The limit on numpy's threads, and how many want it at the moment."""

    def __init__(self) -> None:
        self._lock, self._wanted = threading.Lock(), 0
        self._set: Any = None

    def begin(self) -> None:
        with self._lock:
            if self._wanted == 0:
                self._set = _libraries().limit(limits=1, user_api="blas")
            self._wanted += 1

    def end(self) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0:
                self._set.restore_original_limits()


_limit = _Limit()


@functools.cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()  # looks through all that is loaded, which takes milliseconds


@Language.component(_BRACKETS)
def keep_brackets(doc: Doc) -> Doc:
    """Have no sentence begin at the bracket of "the Liberation Front [LF] attacked"."""
    words = doc.to_array("ORTH")
    for at in np.flatnonzero(np.isin(words, [doc.vocab.strings[mark] for mark in "[("])).tolist():
        if at and doc[at - 1].is_alpha and doc[at - 1].whitespace_:
            doc[at].is_sent_start = False
    return doc


@Language.factory(_STEPS)
def make_steps(nlp: Language, name: str, pipe: str) -> "Steps":
    """Make the pipe that stands for a parser, or for a finder of names."""
    return Steps(nlp.get_pipe(pipe))


class Steps:
    """Takes the steps of a parser's own machine, for many paragraphs at once.

    spaCy does so without Python's lock, and takes the lock back and gives it away for each of some
    seventy thousand questions that finding the names of one article asks; that took longer than
    answering them. Here the lock is kept. Nothing else differs.
    """

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Parse one document."""
        self._parse([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Parse documents, those of like length at once, and give them in order."""
        coming = iter(docs)
        while batch := list(islice(coming, batch_size)):
            by_length, some = sorted(batch, key=len), max(batch_size // 4, 2)
            for start in range(0, len(batch), some):
                self._parse(by_length[start : start + some])
            yield from batch

    def _parse(self, docs: Sequence[Doc]) -> None:
        parser = self._parser
        found = parser.moves.init_batch(docs)
        if any(len(doc) for doc in docs):
            network = parser.model.predict(docs)
            going = [state for state in found if not state.is_final()]
            while going:
                going = parser.transition_states(going, network.predict(going))
            network.clear_memory()
        parser.set_annotations(docs, found)


@Language.factory(_WORDS)
def make_words(nlp: Language, name: str) -> "Words":
    """Make the pipe that stands for a model's rules and its lemmatizer."""
    return Words(nlp.get_pipe(_RULES), nlp.get_pipe(_LEMMAS))


class Words:
    """Tells parts of speech and lemmas as the model's own rules do, and remembers what they told.

    Rules of single words ask for nothing but the word, its tag and its part in the sentence, so
    one answer serves wherever the three are the same. Where a rule of several words applies
    ("gon" before "na"), the rules themselves go over the paragraph.
    """

    def __init__(self, rules: Any, lemmas: Any) -> None:
        self._rules, self._lemmas = rules, lemmas
        forms = lemmas.lookups.get_table("lemma_index", {})
        for part in forms:  # lists of up to 57,528 words, in which each form is looked for
            forms[part] = dict.fromkeys(forms[part])
        self._phrases = Matcher(rules.vocab)
        for number, rule in enumerate(rules.patterns):
            if longer := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._phrases.add(str(number), longer)
        single = _single(rules)
        add = rules.vocab.strings.add
        self._asked_parts = {add(part) for asked in single for part in _named(asked, "DEP")}
        self._asked_words = {word for asked in single for word in _named(asked, "LOWER")}
        self._asked_forms = [re.compile(f) for asked in single for f in _forms(asked, "LOWER")]
        self._numbers: dict[_Key, list[tuple[int, int]]] = {}
        self._known: dict[_Key, _Told] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Write the parts of speech, the morphology and the lemmas of a parsed document."""
        if not len(doc):
            return doc
        if self._phrases(doc, allow_missing=True):
            told_by_rules: Doc = self._lemmas(self._rules(doc))
            return told_by_rules
        if len(self._known) > _MOST_WORDS:
            self._known.clear()
            self._lemmas.cache.clear()
        known, parts = self._known, self._asked_parts
        keys: list[_Key] = [
            (word, tag, part if part in parts else _OTHER)
            for word, tag, part in doc.to_array(_ASKED).tolist()
        ]
        told = [known.get(key) or self._learn(doc[at], key) for at, key in enumerate(keys)]
        values: Any = np.array(told, dtype=np.uint64)
        return doc.from_array(_TOLD, values)

    def _learn(self, token: Token, key: _Key) -> _Told:
        """Ask the rules and the lemmatizer of one word."""
        tag = token.tag
        numbers = [
            (number, rule, token.i, token.i + 1) for number, rule in self._rules_of(token, key)
        ]
        self._rules.set_annotations(token.doc, numbers)
        if token.lemma == 0:
            token.lemma_ = self._lemmas.lemmatize(token)[0]
        morph: Any = token.morph
        told = (token.pos, morph.key, token.lemma)
        if token.tag == tag and not token.is_space:  # the rules give white space another tag
            self._known[key] = told
        return told

    def _rules_of(self, token: Token, key: _Key) -> list[tuple[int, int]]:
        """The rules that a word matches, by their numbers: of two the later one is right."""
        word = token.lower_
        is_asked = (
            word in self._asked_words
            or token.is_space
            or any(form.search(word) for form in self._asked_forms)
        )
        short = (key[0] if is_asked else _OTHER, key[1], key[2])
        if short not in self._numbers:
            alone = token.doc[token.i : token.i + 1]
            found = self._rules.matcher(alone, allow_missing=True, as_spans=False)
            self._numbers[short] = sorted((int(token.vocab.strings[r]), r) for r, _, _ in found)
        return self._numbers[short]


def _single(rules: Any) -> list[dict[str, Any]]:
    """What each rule of a single word asks for."""
    return [p[0] for rule in rules.patterns for p in rule["patterns"] if len(p) == 1]


def _named(asked: dict[str, Any], name: str) -> list[str]:
    """The values of an attribute that a pattern names; it treats all others alike."""
    value = asked.get(name, [])
    if isinstance(value, dict):
        return [*value.get("IN", ()), *value.get("NOT_IN", ())]
    return [value] if isinstance(value, str) else value


def _forms(asked: dict[str, Any], name: str) -> list[str]:
    """The regular expressions by which a pattern tells values of an attribute."""
    value = asked.get(name)
    return [value["REGEX"]] if isinstance(value, dict) and "REGEX" in value else []


def _can_be_remembered(nlp: Language) -> bool:
    """Whether the model's rules are of the kinds that `Words` knows."""
    names = nlp.pipe_names
    if _RULES not in names or names[names.index(_RULES) :][1:2] != [_LEMMAS]:
        return False
    rules: Any = nlp.get_pipe(_RULES)
    lemmas: Any = nlp.get_pipe(_LEMMAS)
    single = _single(rules)
    ways = {way for asked in single for v in asked.values() if isinstance(v, dict) for way in v}
    plain = all(asked.keys() <= _OF_A_WORD for asked in single)
    plain = plain and ways <= {"IN", "NOT_IN", "REGEX"}
    plain = plain and not any(_forms(asked, "DEP") for asked in single)
    return plain and type(lemmas) is EnglishLemmatizer and not lemmas.overwrite


def _is_greedy(pipe: Any) -> bool:
    """Whether it is spaCy's own machine, taking the best step each time."""
    return hasattr(pipe, "transition_states") and pipe.cfg["beam_width"] == 1


def _multiply_by_numpy(pipes: Iterable[Callable[[Doc], Doc]]) -> None:
    ops = NumpyOps(use_blis=False)
    for pipe in pipes:
        for layer in _layers(pipe):
            if type(layer.ops) is NumpyOps:  # not those of a graphics card or of macOS
                layer.ops = ops


def _layers(pipe: object) -> Iterator[Any]:
    """The layers of a pipe's network, if it has one."""
    network: Any = getattr(pipe, "model", None)
    if hasattr(network, "walk"):
        yield from network.walk()
