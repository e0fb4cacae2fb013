"""Nothing that an article, a page of another site or another machine does turns the desk."""

import json
import re
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from dateline.cli import cli
from dateline.errors import ConfigError
from dateline.store import Archive
from dateline.web.serving import serve
from tests.desk import HOSTILE
from tests.web.conftest import Opened
from tests.web.test_pages import _addresses

WEB = Path(__file__).parents[2] / "src" / "dateline" / "web"


def test_what_is_served_names_no_other_machine() -> None:
    """Only the name of the SVG language is a URL, and it is never fetched."""
    for path in [
        *WEB.rglob("*.html"),
        *WEB.rglob("*.css"),
        *WEB.rglob("*.js"),
        *WEB.rglob("*.svg"),
    ]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|//[\w-]+\.|@import|url\(", text), path


def test_templates_have_no_script_or_style_of_their_own() -> None:
    for path in WEB.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text), path
        assert re.findall(r"<script[^>]*>", text) in ([], ['<script src="/static/desk.js" defer>'])


def test_every_answer_forbids_scripts_that_are_not_ours(opened: Opened) -> None:
    for address in [*_addresses(opened), "/static/desk.css", "/nothing", "/api/v1/events"]:
        headers = opened.client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8017", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8017", 200),
        ("evil.example", 403),
        ("evil.example:8017", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("192.168.1.5:8017", 403),
        ("localhost:8017@evil.example", 403),
        ("", 403),
    ],
)
def test_it_answers_only_as_this_machine(opened: Opened, host: str, status: int) -> None:
    for address in ("/events", "/api/v1/events", "/static/desk.css"):
        assert opened.client.get(address, headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://[::1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(opened: Opened, headers: dict[str, str]) -> None:
    claim = f"{opened.reports[0].article.id}#{opened.reports[0].claims[0].id}"
    form = {"kind": "merge", "a": claim, "b": claim, "by": "Eve", "token": opened.desk.token}
    assert opened.client.post("/decisions", data=form, headers=headers).status_code == 403
    told = {name: value for name, value in form.items() if name != "token"}
    assert opened.client.post("/api/v1/decisions", json=told, headers=headers).status_code == 403
    assert opened.desk.archive.decisions() == []


@pytest.mark.parametrize("token", [None, "", "wrong", "\u00e9"])
def test_a_form_without_the_token_changes_nothing(opened: Opened, token: str | None) -> None:
    form = {"kind": "undo", "a": "1", "by": "Eve", "text": "x"} | (
        {"token": token} if token is not None else {}
    )
    for address in ("/decisions", "/paste", "/paste/abc"):
        assert opened.client.post(address, data=form).status_code == 403, address


def test_the_api_takes_decisions_as_json_only(opened: Opened) -> None:
    """A form of another site could be sent without asking; JSON cannot."""
    body = json.dumps({"kind": "undo", "a": "1", "by": "Eve"})
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = opened.client.post(
            "/api/v1/decisions", content=body, headers={"content-type": kind}
        )
        assert answer.status_code == 422, kind


def test_a_request_that_is_too_large_is_refused(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = b"x" * 22_000_000
    assert opened.client.post("/paste", content=large).status_code == 413
    pieces = iter([b"x" * 11_000_000] * 2)  # without a length
    assert opened.client.post("/paste", content=pieces).status_code == 413
    answer = opened.client.post("/api/v1/decisions", content=large)
    assert answer.json()["error"]["status"] == 413


def test_serve_refuses_another_address_before_it_does_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.sqlite"
    Archive.open(str(archive)).close()
    monkeypatch.setattr(sys.modules["dateline.cli.serve"], "_add_examples", pytest.fail)
    for source in (["--archive", str(archive)], ["--examples"]):
        for where in (["--host", "192.168.1.5"], ["--url", "https://desk.example.org"]):
            result = CliRunner().invoke(cli, ["serve", *where, *source])
            assert isinstance(result.exception, ConfigError)
            assert "has no accounts" in str(result.exception)


def test_serve_without_archive_and_examples_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = sys.modules["dateline.cli.serve"]
    monkeypatch.setattr(command, "_EXAMPLES", tmp_path / "none")
    monkeypatch.setattr(command, "archive_target", lambda _: str(tmp_path / "no.sqlite"))
    result = CliRunner().invoke(cli, ["serve"])
    assert "no example articles came with this installation" in str(result.exception)


def test_a_hostile_article_is_shown_and_does_nothing(hostile: Opened) -> None:
    assert hostile.reports[0].claims
    for address in _addresses(hostile):
        answer = hostile.client.get(address)
        assert answer.status_code == (404 if address == "/events/event-000000" else 200), address
        page = html.fromstring(answer.text)
        assert [s.get("src") for s in page.xpath("//script")] == ["/static/desk.js"], address
        assert not page.xpath("//*[name()='img']"), address
        assert not [
            name for name in page.xpath("//@*") if getattr(name, "attrname", "").startswith("on")
        ]
        assert not [link for link in page.xpath("//@href") if "javascript" in link], address
        assert not set(answer.text) & set("\0\x07\u202e\u2066"), address
    article = hostile.client.get(f"/articles/{hostile.reports[0].article.id}").text
    assert "{{ 7 * 7 }}" in article
    assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in article


@pytest.mark.parametrize(
    "name", ["%00", "%E2%80%AE", "..%2f..%2fetc%2fpasswd", "%27%22%3E%3Cscript%3E", "x" * 3000]
)
def test_hostile_addresses_are_not_there(opened: Opened, name: str) -> None:
    for kind in (
        "events",
        "actors",
        "articles",
        "paste",
        "api/v1/events",
        "api/v1/articles",
        "static",
    ):
        answer = opened.client.get(f"/{kind}/{name}")
        assert answer.status_code == 404, (kind, answer.status_code)
        is_page = answer.headers["content-type"].startswith("text/html")
        assert not is_page or "<script>" not in answer.text


@pytest.mark.slow
def test_a_megabyte_of_one_word_is_read_and_shown(empty: Opened) -> None:
    answer = empty.client.post("/paste", data={"text": "a" * 1_000_000, "token": empty.desk.token})
    assert answer.status_code == 200
    assert "a" * 1_000_000 in answer.text.replace("<wbr>", "")


def test_a_hostile_text_can_be_pasted(empty: Opened) -> None:
    form = {"text": HOSTILE.replace("\0", ""), "keep": "yes", "token": empty.desk.token}
    answer = empty.client.post("/paste", data=form)
    assert answer.status_code == 200
    assert "<script>window" not in answer.text
    binary = empty.client.post("/paste", data=form | {"text": HOSTILE})
    assert binary.status_code == 422
    assert "<script>window" not in binary.text


def test_a_port_that_is_taken_is_told(opened: Opened) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f"{port} of 127.0.0.1 cannot be used"):
            serve(opened.desk, "127.0.0.1", port, print)
