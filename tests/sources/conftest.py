"""Settings that a test may change."""

from collections.abc import Iterator

import pytest

from dateline.settings import settings


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inputs over 20,000 bytes are refused, and a URL may take one second."""
    monkeypatch.setenv("DATELINE_MAX_MEGABYTES", "0.02")
    monkeypatch.setenv("DATELINE_TIMEOUT_SECONDS", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
