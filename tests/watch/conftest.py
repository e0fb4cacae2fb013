"""An archive with the real linker, and what watches on it tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.pipeline import open_archive
from dateline.settings import settings
from dateline.store import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(str(tmp_path / "archive.sqlite")) as archive:
        yield archive


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings of the test's own."""
    monkeypatch.setenv("DATELINE_TIMEOUT_SECONDS", "1")
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()
