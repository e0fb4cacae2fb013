"""A brief as HTML in a real browser: for every width and scheme, alone and without script."""

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dateline.export import Leftovers
from dateline.export.brief import compose, write_html
from dateline.export.selection import Selection
from dateline.pipeline import Reader
from dateline.store import Archive
from tests.browser.conftest import Served
from tests.desk import BLAST, HOSTILE, open_desk

pytestmark = pytest.mark.browser


def _written(archive: Archive, tmp_path: Path) -> str:
    brief = compose(Selection(archive), Leftovers(), made_on=date(2026, 3, 4))
    assert brief.notes
    path = tmp_path / "brief.html"
    with path.open("wb") as out:
        write_html(brief, out)
    return path.as_uri()


@pytest.mark.parametrize("width", [360, 1280, 2560])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_brief_is_read_at_every_width(
    served: Served, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    address = _written(served.desk.archive, tmp_path)
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert asked == [address]
    page.click("sup a >> nth=0")
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"
    page.close()


def test_nothing_in_a_hostile_article_runs(
    reader: Reader, browser: Browser, tmp_path: Path
) -> None:
    with open_desk(tmp_path, reader, HOSTILE, BLAST) as (desk, _):
        address = _written(desk.archive, tmp_path)
    page = browser.new_page(bypass_csp=True)  # escaping alone must do
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: said.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    assert said == [address]
    assert page.locator("script, iframe, object, [onerror], [onload]").count() == 0
    page.close()
