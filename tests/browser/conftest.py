"""A desk that really listens, and a real chromium that asks it and nobody else."""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dateline.pipeline import Reader
from dateline.records import Report
from dateline.watch import add_watch, make_draft
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.desk import BLAST, BLAST_AGAIN, MANY, MARCH, open_desk, open_team_desk

_REFUSAL = re.compile(r"responded with a status of 4(09|22) ")
NAMES = ("chromium", "chromium-browser", "google-chrome")


class Served(NamedTuple):
    """A desk, what is in it, and where it is."""

    desk: Desk
    reports: list[Report]
    url: str


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        told = f"no browser: install one of {', '.join(NAMES)}, or run .ci/with_browser COMMAND"
        # Where a browser is promised, journeys that nobody walks are a failure.
        (pytest.fail if os.environ.get("DATELINE_TEST_BROWSER") else pytest.skip)(told)
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def served(tmp_path: Path, reader: Reader) -> Iterator[Served]:
    """A desk with a watch that has told of a match and of what moved."""
    with open_desk(tmp_path, reader, BLAST) as (desk, reports):
        add_watch(desk.archive, make_draft("Everything", {}, mails=["ada@example.org"]))
        reports += [reader.read_text(text) for text in (BLAST_AGAIN, MARCH)]
        for report in reports[1:]:
            desk.keep(report)
        yield from serve_desk(desk, reports)


@pytest.fixture
def served_team(tmp_path: Path, reader: Reader) -> Iterator[Served]:
    with open_team_desk(tmp_path, reader, BLAST, BLAST_AGAIN, MARCH) as (desk, reports):
        yield from serve_desk(desk, reports)


@pytest.fixture
def served_many(tmp_path: Path, reader: Reader) -> Iterator[Served]:
    """A desk with an article of many claims."""
    with open_desk(tmp_path, reader, BLAST, MANY) as (desk, reports):
        yield from serve_desk(desk, reports)


def serve_desk(desk: Desk, reports: list[Report]) -> Iterator[Served]:
    """Let a desk listen until the test is over."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(desk), log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        assert server.started, "the desk did not start to listen"
        yield Served(desk, reports, f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a page; at the end nothing was asked of another machine, and nothing was blocked.

    Chromium complains of a form that is refused; tests marked `refused` must have that, no others.
    """
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def open_address(url: str, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on(
            "console", lambda told: complaints.append(told.text) if told.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    refused = [told for told in complaints if _REFUSAL.search(told)]
    assert bool(refused) == (request.node.get_closest_marker("refused") is not None)
    assert [told for told in complaints if told not in refused] == []
