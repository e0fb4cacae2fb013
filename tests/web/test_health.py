"""What machines ask of the desk: /health and /metrics, and who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.settings import settings
from dateline.store import Archive
from dateline.web.app import make_app
from dateline.web.desk import Desk
from tests.making import make_report
from tests.simple_linker import SimpleLinker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(str(tmp_path / "archive.sqlite"), linker=SimpleLinker()) as archive:
        archive.add(make_report())

        def no_reader() -> None:
            raise AssertionError

        yield Desk(archive, no_reader)  # type: ignore[arg-type]


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
