"""The clocks of the speed benchmark: a text read by Dateline, its attributions, spaCy alone.

A module of its own because a second process can import it, and cannot import a `__main__`.
"""

import functools
import importlib.util
import time
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language

from dateline import Article, Reader
from dateline.reading import ArticleReader
from dateline.reading.attributions import find_attributions
from dateline.reading.encoded import Encoded
from dateline.reading.mentions import find_mentions
from dateline.reading.roles import find_roles
from dateline.reading.where import find_places
from dateline.reading.who import Cast
from dateline.records import Provenance
from dateline.settings import settings

_SOURCE = Provenance(kind="text", ref="text", retrieved_at="")


@dataclass(frozen=True, slots=True)
class Seconds:
    """What one article took: by the clock, and of the processor."""

    clock: float
    processor: float


def time_dateline(text: str) -> Seconds:
    """Read a text with Dateline."""
    reader, started = _reader(), _now()
    reader.read_text(text, verbatim=True)
    return _since(started)


def time_said(text: str) -> Seconds:
    """Find the attributions of a text that is parsed already and whose names are known."""
    prose = _articles().parse(Article(id="text", text=text, source=_SOURCE))
    mentions = find_mentions(prose, find_places(prose))
    cast = Cast(prose, mentions)
    find_roles(cast, mentions)
    started = _now()
    find_attributions(prose, cast, Encoded(prose, _articles().encoder))
    return _since(started)


def time_spacy(text: str) -> Seconds:
    """Parse a text with the same spaCy model and nothing else."""
    nlp, started = _spacy(), _now()
    nlp(text)
    return _since(started)


def time_textacy(text: str) -> Seconds | None:
    """Find quotations with textacy over a parse that is not counted.

    None without textacy, and where it refuses a text: one with a mark that is not closed.
    """
    textacy = _textacy()
    if textacy is None:
        return None
    doc = _spacy()(text)
    started = _now()
    try:
        list(textacy.direct_quotations(doc))
    except ValueError:
        return None
    return _since(started)


def _now() -> Seconds:
    return Seconds(time.perf_counter(), time.process_time())


def _since(started: Seconds) -> Seconds:
    now = _now()
    return Seconds(now.clock - started.clock, now.processor - started.processor)


@functools.cache
def _reader() -> Reader:
    return Reader().settle()


@functools.cache
def _textacy() -> Any:
    if importlib.util.find_spec("textacy") is None:
        return None
    return importlib.import_module("textacy.extract")


@functools.cache
def _articles() -> ArticleReader:
    return ArticleReader(settings().spacy_model)


@functools.cache
def _spacy() -> Language:
    return spacy.load(settings().spacy_model)
