"""An archive in an empty folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(str(tmp_path / "archive.sqlite")) as archive:
        yield archive
