"""What people do at the desk, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dateline.store import EventQuery
from tests.browser.conftest import Open, Served
from tests.desk import MARCH

pytestmark = pytest.mark.browser

WIDTHS = [360, 1280, 2560]


def _bombing(served: Served) -> str:
    (row,) = served.desk.archive.events(EventQuery(place="Tirana", min_killed=1))
    return f"/events/{row.id}"


def _addresses(served: Served) -> list[str]:
    archive = served.desk.archive
    return [
        "/", "/events", "/actors", "/decisions", "/coders", "/paste", "/about",
        "/watches", "/watches/Everything",
        "/export?format=acled&place=Tirana",
        _bombing(served), f"/actors/{next(iter(archive.actors())).id}",
        *(f"/articles/{r.article.id}?show={r.claims[0].id}" for r in served.reports if r.claims),
    ]  # fmt: skip


@pytest.mark.parametrize("has_script", [True, False])
def test_paste_an_article_see_its_claims_open_the_evidence_keep_it(
    served: Served, open_page: Open, has_script: bool
) -> None:
    page = open_page(served.url + "/", java_script_enabled=has_script)
    page.get_by_role("link", name="Paste", exact=True).click()
    page.get_by_label("Text", exact=True).fill(MARCH.replace("Arequipa", "Trujillo"))
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Read just now, and not kept.")).to_be_visible()
    expect(page.locator(".text")).not_to_contain_text("\ufffd")  # the CR that browsers send
    claim = page.locator(".record", has_text="Protest").first
    claim.get_by_role("link", name="Show the evidence of c1 in the text").click()
    expect(page.locator(".text .lit").first).to_contain_text("Thousands of students")
    expect(page.locator(".text .lit").first).to_be_in_viewport()
    page.get_by_role("button", name="Keep it in the archive").click()
    page.wait_for_url("**/articles/*")
    page.reload()
    expect(page.locator("h1")).to_contain_text("Students march in Trujillo")
    assert served.desk.archive.counts().articles == len(served.reports) + 1


def test_filter_events_open_the_url_anew_same_list(served: Served, open_page: Open) -> None:
    page = open_page(served.url + "/events")
    everything = page.locator("tbody tr").count()
    page.get_by_label("Where").fill("Tirana")
    page.get_by_text("More filters").click()
    page.get_by_label("Killed, at least").fill("9")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**place=Tirana**")
    first = page.locator("tbody tr").all_inner_texts()
    assert 0 < len(first) < everything
    again = open_page(page.url)
    assert again.locator("tbody tr").all_inner_texts() == first
    expect(again.get_by_label("Where")).to_have_value("Tirana")
    again.locator(".map a").first.click()
    expect(again.locator("h1")).to_contain_text("Tirana")


def test_split_a_claim_off_then_undo_by_keyboard(served: Served, open_page: Open) -> None:
    page = open_page(served.url + _bombing(served))
    claims = page.locator("section.claim").count()
    assert claims > 1
    page.locator("section.claim summary").first.focus()
    page.keyboard.press("Enter")
    form = page.locator("section.claim form").first
    form.get_by_label("Who decides").fill("Ada")
    form.get_by_label("Why").fill("another bomb")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*")
    expect(page.get_by_text("another bomb")).to_be_visible()
    assert page.locator("section.claim").count() < claims
    page.get_by_text("Undo", exact=True).click()
    page.locator(".decision").get_by_label("Who decides").fill("Ben")
    page.get_by_role("button", name="Undo it").click()
    page.wait_for_url(f"**{_bombing(served)}")
    expect(page.locator("section.claim")).to_have_count(claims)
    expect(page.get_by_text("undone by 2")).to_be_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_create_a_watch_and_see_its_alert(
    served: Served, open_page: Open, has_script: bool
) -> None:
    page = open_page(served.url + "/", java_script_enabled=has_script)
    page.get_by_role("link", name="Watches", exact=True).click()
    page.get_by_label("Name of the watch").fill("Marches in Trujillo")
    page.get_by_label("Where").fill("Trujillo")
    page.get_by_label("surge").uncheck()
    page.get_by_role("button", name="Watch this").click()
    page.wait_for_url("**/watches/watch-*")
    expect(page.get_by_text("Nothing new has come since it was made.")).to_be_visible()
    page.get_by_role("link", name="Paste", exact=True).click()
    page.get_by_label("Text", exact=True).fill(MARCH.replace("Arequipa", "Trujillo"))
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Keep it in the archive").click()
    page.wait_for_url("**/articles/*")
    page.get_by_role("link", name="Inbox", exact=True).click()
    alert = page.locator(".alert", has_text="Marches in Trujillo")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text("Thousands of students")
    expect(alert).to_contain_text("Andes Courier")
    alert.get_by_role("link", name="Marches in Trujillo").click()
    expect(page.get_by_role("heading", name="1 alert")).to_be_visible()
    page.locator(".alert h3 a").click()
    expect(page.locator("h1")).to_contain_text("Trujillo")


def test_pointing_at_a_record_lights_its_evidence(served: Served, open_page: Open) -> None:
    report = served.reports[0]
    page = open_page(served.url + f"/articles/{report.article.id}")
    expect(page.locator(".text .lit")).to_have_count(0)
    page.locator(f"[data-record='{report.claims[0].id}']").hover()
    expect(page.locator(".text .lit").first).to_be_visible()
    page.locator("h1").first.hover()
    expect(page.locator(".text .lit")).to_have_count(0)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(served: Served, open_page: Open, width: int) -> None:
    for address in _addresses(served):
        page = open_page(served.url + address, viewport={"width": width, "height": 900})
        spare = "document.documentElement.clientWidth - document.documentElement.scrollWidth"
        assert page.evaluate(spare) >= 0, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(served: Served, open_page: Open, scheme: str) -> None:
    """Contrast, labels, landmarks, names, order of headings: WCAG A and AA, and best practices."""
    for address in _addresses(served):
        page = open_page(served.url + address, color_scheme=scheme, bypass_csp=True)
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())
