"""A reader that is settled reads as one that is not."""

import gc
from collections.abc import Iterator

import pytest

from dateline import Reader

TEXT = "Gunmen killed two people in Tirana on 3 March 2021, police said."


@pytest.fixture
def collector() -> Iterator[None]:
    """Python's collector of garbage as it was, with nothing that another test has spared."""
    before = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collector")
def test_a_settled_reader_reads_the_same_and_spares_what_is_loaded() -> None:
    reader = Reader()
    before = reader.read_text(TEXT)
    frozen = gc.get_freeze_count()
    assert reader.settle() is reader
    assert gc.get_freeze_count() > frozen + 100_000
    after = reader.read_text(TEXT)
    assert (after.claims, after.entities) == (before.claims, before.entities)


@pytest.mark.usefixtures("collector")
def test_a_reader_with_processes_loads_nothing_here() -> None:
    frozen = gc.get_freeze_count()
    reader = Reader(processes=2).settle()
    assert "_articles" not in vars(reader)
    assert gc.get_freeze_count() == frozen
