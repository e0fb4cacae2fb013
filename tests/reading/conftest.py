"""The model, loaded once for all tests of reading."""

from collections.abc import Callable

import pytest

from dateline.pipeline import Reader
from dateline.records import Report


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Report]:
    """Read a text as clean body: `read(text, published="2020-05-06")`."""

    def read_text(text: str, published: str | None = None) -> Report:
        return reader.read_text(text, published=published, verbatim=True)

    return read_text
