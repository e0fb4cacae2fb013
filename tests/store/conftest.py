"""An archive that is new and empty, on each kind of database that is there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Archive
from tests.simple_linker import SimpleLinker
from tests.store.databases import KINDS, SERVER, new_target

collect_ignore = [] if SERVER else ["test_postgresql.py"]


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of database, for tests that need several archives."""
    return str(request.param)


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an archive that is not there yet."""
    with new_target(request.param, tmp_path) as target:
        yield target


@pytest.fixture
def archive(target: str) -> Iterator[Archive]:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        yield archive
