from collections.abc import Iterator
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from dateline.pipeline import Reader
from dateline.records import Report
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.desk import BLAST, BLAST_AGAIN, HOSTILE, MARCH, open_desk


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
