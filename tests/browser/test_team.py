"""What a team does at a desk with accounts, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dateline.store import EventQuery
from tests.browser.conftest import Open, Served
from tests.desk import WORDS

pytestmark = pytest.mark.browser


def _log_in(page: Page, name: str, password: str = WORDS) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():  # so that what comes next is asked by who is logged in
        page.get_by_role("button", name="Log in").click()


def _bombing(served: Served) -> str:
    (row,) = served.desk.archive.events(EventQuery(place="Tirana", min_killed=1))
    return f"/events/{row.id}"


@pytest.mark.parametrize("has_script", [True, False])
def test_log_in_and_be_refused_what_the_role_may_not(
    served_team: Served, open_page: Open, has_script: bool
) -> None:
    """A reader comes to the event that was asked for, is offered nothing, and is refused the rest;
    a coder decides there with the own name."""
    url, event = served_team.url, _bombing(served_team)
    page = open_page(url + event, java_script_enabled=has_script)
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert page.get_by_role("navigation").get_by_role("link").count() == 0
    _log_in(page, "Rea")
    page.wait_for_url(f"**{event}")
    expect(page.locator("section.claim").first).to_be_visible()
    expect(page.get_by_text("Not of this event")).to_have_count(0)
    expect(page.get_by_role("link", name="Paste", exact=True)).to_have_count(0)
    asked = page.request.get(f"{url}/paste")
    assert asked.status == 403
    assert "Rea is a reader here; this is for a coder." in asked.text()
    assert page.request.get(f"{url}/users").status == 403
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login")

    page.goto(url + event)
    _log_in(page, "Ada")
    page.wait_for_url(f"**{event}")
    page.locator("section.claim summary").first.click()
    form = page.locator("section.claim form").first
    expect(form.get_by_text("Kept with your name, Ada.")).to_be_visible()
    form.get_by_label("Why").fill("another bomb")
    form.get_by_role("button", name="Split it off").click()
    expect(page.get_by_text("by Ada")).to_be_visible()
    assert [one.by for one in served_team.desk.archive.decisions()] == ["Ada"]


def test_an_editor_makes_an_account_with_which_one_logs_in(
    served_team: Served, open_page: Open
) -> None:
    page = open_page(served_team.url + "/users")
    _log_in(page, "Eve")
    page.wait_for_url("**/users")
    page.get_by_label("Name, as decisions will carry it").fill("Ola Berg")
    page.locator("#new-role").select_option("reader")
    page.get_by_label("Password to begin with").fill(WORDS)
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Ola Berg")).to_be_visible()
    page.get_by_role("button", name="Log out").click()
    _log_in(page, "Ola Berg")
    page.get_by_role("link", name="Ola Berg").click()
    expect(page.get_by_text("A reader: looks at everything")).to_be_visible()
    page.get_by_role("button", name="Make a token").click()
    secret = page.locator(".secret").inner_text()
    assert served_team.desk.archive.accounts.token_user(secret) is not None
    page.goto(served_team.url + "/account")
    expect(page.locator(".secret")).to_have_count(0)


PAGES = ["/account", "/users", "/", "/events"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(
    served_team: Served, open_page: Open, scheme: str
) -> None:
    page = open_page(served_team.url + "/login", color_scheme=scheme, bypass_csp=True)
    _complain(page, "/login")
    _log_in(page, "Eve")
    for address in PAGES:
        page.goto(served_team.url + address)
        for summary in page.locator("details.act summary").all():
            summary.click()
        _complain(page, address)


def _complain(page: Page, address: str) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, (address, found.generate_report())


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_no_page_is_wider_than_its_window(served_team: Served, open_page: Open, width: int) -> None:
    page = open_page(served_team.url + "/login", viewport={"width": width, "height": 900})
    spare = "document.documentElement.clientWidth - document.documentElement.scrollWidth"
    assert page.evaluate(spare) >= 0
    _log_in(page, "Eve")
    for address in PAGES:
        page.goto(served_team.url + address)
        assert page.evaluate(spare) >= 0, address
