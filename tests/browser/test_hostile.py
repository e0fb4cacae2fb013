"""A hostile article, name, reason or file in every page: nothing runs, nothing breaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dateline.pipeline import Reader
from tests.browser.conftest import Open, Served, serve_desk
from tests.desk import BLAST, HOSTILE, WORDS, open_team_desk

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror='window.hacked=5'>Eve"  # of an editor
REASON = "</p><script>window.hacked = 6</script>\u202egnp.exe"
_RUNS = """
() => {
  const main = document.querySelector("main");
  const all = Array.from(document.querySelectorAll("*"));
  return {
    hacked: window.hacked ?? null,
    foreign: main.querySelectorAll("img, script, iframe, object, embed, style, base, meta").length,
    handlers: all.filter((e) => e.getAttributeNames().some((n) => n.startsWith("on"))).length,
    links: all.filter((e) => /^\\s*javascript:/i.test(e.getAttribute("href") ?? "")).length,
    unseen: /[\\0\\x07\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML),
  };
}
"""
_NOTHING = {"hacked": None, "foreign": 0, "handlers": 0, "links": 0, "unseen": False}


@pytest.fixture
def served(tmp_path: Path, reader: Reader) -> Iterator[Served]:
    """A desk with accounts, of which one has a hostile name, and a hostile decision."""
    with open_team_desk(tmp_path, reader, HOSTILE, BLAST) as (desk, reports):
        desk.archive.accounts.add(NAME, "editor", WORDS)
        claims = [f"{report.article.id}#{report.claims[0].id}" for report in reports]
        desk.archive.split(claims[0], claims[1], by=NAME, why=REASON)
        desk.archive.split(claims[1], claims[0], by=HOSTILE[:80].replace("\n", " "), why=REASON)
        yield from serve_desk(desk, reports)


def _log_in(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(WORDS)
    with page.expect_navigation():  # so that what comes next is asked by who is logged in
        page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("has_script", [True, False])
def test_nothing_runs_on_any_page(served: Served, open_page: Open, has_script: bool) -> None:
    archive = served.desk.archive
    page = open_page(served.url + "/login", java_script_enabled=has_script)
    _log_in(page, NAME)
    hostile = served.reports[0]
    addresses = [
        "/", "/events", "/actors", "/decisions", "/paste", "/about", "/account", "/users",
        "/events?actor=%3Cscript%3Ewindow.hacked=7%3C/script%3E&place=%22onload%3D%22",
        "/export?format=acled&text=%3Cscript%3Ewindow.hacked=8%3C/script%3E",
        *(f"/events/{row.id}" for row in archive.events()),
        *(f"/actors/{row.id}" for row in archive.actors()),
        *(f"/articles/{hostile.article.id}?show={claim.id}" for claim in hostile.claims),
    ]  # fmt: skip
    for address in addresses:
        answer = page.goto(served.url + address)
        assert answer is not None
        assert answer.status == 200, address
        expect(page.locator("main")).to_be_visible()
        if has_script:
            assert page.evaluate(_RUNS) == _NOTHING, address
    page.goto(served.url + f"/articles/{hostile.article.id}")
    expect(page.get_by_text("<script>window.hacked = 1</script>").first).to_be_visible()
    page.goto(served.url + "/decisions")
    expect(page.get_by_text("<script>window.hacked = 6</script>").first).to_be_visible()


def test_a_hostile_text_is_pasted_and_kept(served: Served, open_page: Open) -> None:
    page = open_page(served.url + "/paste")
    _log_in(page, NAME)
    page.get_by_label("Text", exact=True).fill(HOSTILE.replace("\0", "").replace("nine", "ten"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Read just now, and not kept.")).to_be_visible()
    assert page.evaluate(_RUNS) == _NOTHING
    page.get_by_role("button", name="Keep it in the archive").click()
    page.wait_for_url("**/articles/*")
    assert page.evaluate(_RUNS) == _NOTHING


@pytest.mark.slow
def test_five_megabytes_of_one_word_break_nothing(served: Served, open_page: Open) -> None:
    report = served.desk.archive.report(served.reports[1].article.id)
    assert report is not None
    page = open_page(served.url + "/paste", viewport={"width": 360, "height": 900})
    page.set_default_timeout(120_000)
    _log_in(page, NAME)
    long = f"{BLAST}\n{'a' * 5_000_000}\n".encode()
    page.get_by_label("or a file").set_input_files(
        {"name": "long.txt", "mimeType": "text/plain", "buffer": long}
    )
    page.get_by_label("Keep it in the archive").check()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/articles/*")
    expect(page.get_by_text("a paragraph of 5,000,000 characters")).to_be_visible()
    spare = "document.documentElement.clientWidth - document.documentElement.scrollWidth"
    assert page.evaluate(spare) >= 0
    for address in ("/", "/events", "/actors", "/export?format=reports"):
        page.goto(served.url + address)
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(spare) >= 0, address
