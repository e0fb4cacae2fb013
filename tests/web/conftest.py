from collections.abc import Iterator
from typing import NamedTuple

import argon2
import pytest
from httpx import Response
from lxml import html
from starlette.testclient import TestClient

from dateline.pipeline import Reader
from dateline.records import Report
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.desk import BLAST, BLAST_AGAIN, HOSTILE, MARCH, WORDS, open_desk, open_team_desk


class Opened(NamedTuple):
    """A desk, what is in it, and a client that asks it as a browser on this machine does."""

    desk: Desk
    reports: list[Report]
    client: TestClient


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


def _client(desk: Desk) -> TestClient:
    return TestClient(
        make_app(desk), base_url="http://127.0.0.1:8017", raise_server_exceptions=False
    )


@pytest.fixture
def opened(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("desk")
    with open_desk(folder, reader, BLAST, BLAST_AGAIN, MARCH) as (desk, reports):
        yield Opened(desk, reports, _client(desk))


@pytest.fixture
def hostile(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Opened]:
    with open_desk(tmp_path_factory.mktemp("desk"), reader, HOSTILE) as (desk, reports):
        yield Opened(desk, reports, _client(desk))


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Iterator[Opened]:
    with open_desk(tmp_path_factory.mktemp("desk"), reader) as (desk, reports):
        yield Opened(desk, reports, _client(desk))


@pytest.fixture
def team(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    """A desk with accounts; nobody is logged in yet."""
    make_hashing_cheap(monkeypatch)
    folder = tmp_path_factory.mktemp("desk")
    with open_team_desk(folder, reader, BLAST, BLAST_AGAIN, MARCH) as (desk, reports):
        yield Opened(desk, reports, _client(desk))


def make_hashing_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test log in often; that hashing is dear is tested in tests/store."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("dateline.store.passwords._hasher", lambda: cheap)


def form_token(client: TestClient, page: str = "/login") -> str:
    """The token of the forms that this browser is shown."""
    found = html.fromstring(client.get(page).text).xpath("//input[@name='token']/@value")
    return str(found[0])


def log_in(client: TestClient, name: str, password: str = WORDS, **more: str) -> Response:
    """Fill in the form to log in."""
    form = {"name": name, "password": password, "token": form_token(client)} | more
    return client.post("/login", data=form, follow_redirects=False)
