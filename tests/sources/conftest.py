"""Settings that a test may change."""

import socket
from collections.abc import Iterator

import pytest

from dateline.settings import settings
from tests.sources.site import Site, Time, running_site


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Inputs over 20,000 bytes are refused, and a URL may take one second."""
    monkeypatch.setenv("DATELINE_MAX_MEGABYTES", "0.02")
    monkeypatch.setenv("DATELINE_TIMEOUT_SECONDS", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _no_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up hosts are unknown without asking the network."""
    real_lookup = socket.getaddrinfo

    def lookup(host: str, *args: int, **kwargs: int) -> list[object]:
        if host.endswith((".example", ".invalid")):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(real_lookup(host, *args, **kwargs))

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site of this test's own, on this machine."""
    with running_site() as running:
        yield running


@pytest.fixture
def time() -> Time:
    """A clock that only waiting moves."""
    return Time()
