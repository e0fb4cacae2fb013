"""The clocks of the speed benchmark: one text read by Dateline, or parsed by spaCy alone.

A module of its own because a second process can import it, and cannot import a `__main__`.
"""

import functools
import time
from dataclasses import dataclass

import spacy
from spacy.language import Language

from dateline import Reader
from dateline.settings import settings


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


def time_spacy(text: str) -> Seconds:
    """Parse a text with the same spaCy model and nothing else."""
    nlp, started = _spacy(), _now()
    nlp(text)
    return _since(started)


def _now() -> Seconds:
    return Seconds(time.perf_counter(), time.process_time())


def _since(started: Seconds) -> Seconds:
    now = _now()
    return Seconds(now.clock - started.clock, now.processor - started.processor)


@functools.cache
def _reader() -> Reader:
    return Reader()


@functools.cache
def _spacy() -> Language:
    return spacy.load(settings().spacy_model)
