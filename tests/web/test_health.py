"""What machines ask of the desk: /health and /metrics, and who may."""

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from dateline.pipeline import open_archive
from dateline.settings import settings
from dateline.store import Archive
from dateline.watch import add_watch, make_draft
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.making import make_report
from tests.simple_linker import SimpleLinker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(str(tmp_path / "archive.sqlite"), linker=SimpleLinker()) as archive:
        yield _desk_of(archive)


@pytest.fixture
def linked_desk(tmp_path: Path) -> Iterator[Desk]:
    """Its events are those of the contract."""
    with open_archive(str(tmp_path / "archive.sqlite")) as archive:
        yield _desk_of(archive)


def _desk_of(archive: Archive) -> Desk:
    archive.add(make_report())

    def no_reader() -> None:
        raise AssertionError

    return Desk(archive, no_reader)  # type: ignore[arg-type]


def _client(desk: Desk, address: str = "127.0.0.1") -> TestClient:
    return TestClient(
        make_app(desk), base_url="http://127.0.0.1:8017", client=(address, 50_000),
        raise_server_exceptions=False,
    )  # fmt: skip


def test_a_desk_that_works_says_so_and_nothing_else(desk: Desk) -> None:
    answer = _client(desk, "192.0.2.7").get("/health")
    assert answer.status_code == 200
    assert answer.json().keys() == {"status", "version", "tables"}
    assert answer.json()["status"] == "ok"


def test_an_archive_that_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.archive.close()
    (tmp_path / "archive.sqlite").write_bytes(b"Dear Ada" * 2000)
    client = _client(desk)
    answer = client.get("/health")
    assert answer.status_code == 503
    assert "the file is no archive" in answer.json()["reason"]
    assert "dateline_archive_up 0.0" in client.get("/metrics").text


_ID = make_report().article.id


@pytest.mark.parametrize("for_good", [True, False])
@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("/export?format=claims", None),
        ("/coders", None),
        (f"/articles/{_ID}", None),
        ("/watches", None),
        ("/watches/harbour", None),
        ("/api/v1/events", None),
        (f"/articles/{_ID}/review", {"act": "accept", "claim": "c1"}),
        (f"/articles/{_ID}/review", {"act": "comment", "claim": "c1", "why": "look"}),
        ("/coders", {"act": "assign", "article": _ID, "coders": "Ada"}),
        ("/watches", {"name": "river {}", "match": "on", "type": "ASSAULT"}),
        (
            "/watches/harbour",
            {"name": "harbour", "act": "change", "match": "on", "type": "ASSAULT"},
        ),
    ],
)
def test_a_page_says_that_the_database_is_gone_whenever_that_happens(
    linked_desk: Desk, page: str, form: dict[str, str] | None, *, for_good: bool
) -> None:
    """For good, or for one statement: a page that tells of it by itself asks the archive anew."""
    desk = linked_desk
    add_watch(desk.archive, make_draft("harbour", {"type": "ASSAULT"}, kinds=["match"]))
    client = _client(desk)
    client.cookies.set("coder", "Ada")

    def ask(number: int) -> int:
        if form is None:
            return client.get(page).status_code
        told = {name: typed.format(number) for name, typed in form.items()}
        return client.post(
            page, data=told | {"token": desk.token}, follow_redirects=False
        ).status_code

    answers = []
    for statements in range(500):
        with _gone_after(desk.archive, statements, for_good=for_good) as was_missed:
            answers.append(ask(statements))
            if not was_missed:
                break
    *gone, whole = answers
    assert whole in {200, 303}
    assert gone
    assert set(gone) == {503}


@contextlib.contextmanager
def _gone_after(archive: Archive, statements: int, *, for_good: bool) -> Iterator[list[str]]:
    """A database that fails after so many statements; those that it did not answer."""
    left = itertools.count(statements, -1)
    missed: list[str] = []

    def fail(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        number = next(left)
        if number == 0 or (for_good and number < 0):
            missed.append(statement)
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(archive._engine, "before_cursor_execute", fail)
    try:
        yield missed
    finally:
        event.remove(archive._engine, "before_cursor_execute", fail)


def test_answers_are_counted_by_the_pattern_of_their_route(desk: Desk) -> None:
    client = _client(desk)
    article_id = make_report().article.id
    assert client.get(f"/articles/{article_id}").status_code == 200
    assert client.get("/articles/ffffffff").status_code == 404
    assert client.get("/made/up/path").status_code == 404
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    for line in (
        'dateline_http_requests_total{route="/articles/{article_id}",status="200"} 1.0',
        'dateline_http_requests_total{route="/articles/{article_id}",status="404"} 1.0',
        'dateline_http_requests_total{route="none",status="404"} 1.0',
        'dateline_archive_records{kind="article"} 1.0',
        'dateline_archive_records{kind="claim"} 1.0',
        "dateline_archive_up 1.0",
    ):
        assert line in answer.text
    assert article_id not in answer.text


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.0.2.7", {}, 403),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403),
        ("127.0.0.1", {"Forwarded": "for=192.0.2.7"}, 403),
        ("192.0.2.7", {"Authorization": "Bearer let-me-in"}, 200),
        ("192.0.2.7", {"Authorization": "Bearer let-me-on"}, 403),
        ("192.0.2.7", {"Authorization": "Bearer "}, 403),
    ],
)
def test_metrics_are_for_this_machine_or_for_who_has_the_token(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    headers: dict[str, str],
    status: int,
) -> None:
    monkeypatch.setenv("DATELINE_METRICS_TOKEN", "let-me-in")
    settings.cache_clear()
    try:
        assert _client(desk, address).get("/metrics", headers=headers).status_code == status
    finally:
        settings.cache_clear()


def test_without_a_token_in_the_settings_no_token_opens(desk: Desk) -> None:
    for given in ("Bearer None", "Bearer ", ""):
        answer = _client(desk, "192.0.2.7").get("/metrics", headers={"Authorization": given})
        assert answer.status_code == 403
