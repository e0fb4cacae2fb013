"""What people decide about claims, in a real browser: with and without a mouse or JavaScript."""

import dataclasses

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dateline.store import ClaimQuery, EventQuery, Review
from tests.browser.conftest import Open, Served
from tests.desk import MARCH

pytestmark = pytest.mark.browser


def _review(served: Served, article_id: str) -> Review:
    review = served.desk.archive.review(article_id)
    assert review is not None
    return review


def _focused(page: Page) -> str | None:
    """The claim that has the focus."""
    found = page.evaluate("document.activeElement.closest('[data-claim]')?.dataset.claim")
    return None if found is None else str(found)


def _select(page: Page, words: str) -> None:
    """Select words in the text of the article, as with the mouse."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector(".text"), 4);
            for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            }
        }""",
        words,
    )


@pytest.mark.parametrize("has_script", [True, False])
def test_paste_see_claims_open_evidence_correct_a_toll_reload_it_stayed(
    served: Served, open_page: Open, has_script: bool
) -> None:
    page = open_page(served.url + "/paste", java_script_enabled=has_script)
    text = MARCH.replace(
        "Thousands of students marched", "Police shot dead two students who marched"
    )
    page.get_by_label("Text", exact=True).fill(text.replace("Arequipa", "Trujillo"))
    page.get_by_label("Keep it in the archive").check()
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/articles/*")
    claim = page.locator(".claimrecord", has_text="2 students killed").first
    claim.get_by_role("link", name="in the text").click()
    expect(page.locator(".text .lit").first).to_contain_text("Police")

    claim.get_by_role("link", name="Correct").click()
    form = page.get_by_role("form", name="Correct")
    form.get_by_label("The words that show it").fill("shot dead two students")
    for bound in ("at least", "best", "at most"):
        form.get_by_label(bound).first.fill("3")
    form.get_by_label("Why").fill("the desk called back")
    form.get_by_role("button", name="Save").click()

    expect(page.locator(".claimrecord.corrected")).to_contain_text("3 students killed")
    page.reload()
    corrected = page.locator(".claimrecord.corrected")
    expect(corrected).to_contain_text("2 students killed (police) → 3 students killed (police)")
    expect(corrected).to_contain_text("the desk called back")
    article_id = page.url.split("/articles/")[1].partition("#")[0]
    report = _review(served, article_id).report
    (decided,) = [decided for claim in report.claims for decided in claim.decided]
    assert [report.article.quote(span) for span in decided.evidence] == ["shot dead two students"]
    (row,) = served.desk.archive.claims(ClaimQuery(min_killed=3, text="students"))
    event_id = served.desk.archive.groups_of(article_id).events[row.claim.id]
    page.goto(f"{served.url}/events/{event_id}")
    expect(page.get_by_text("3 students").first).to_be_visible()


def test_review_ten_claims_by_keyboard_only(served_many: Served, open_page: Open) -> None:
    report = served_many.reports[1]
    ids = [claim.id for claim in report.claims]
    assert len(ids) == 10
    page = open_page(served_many.url + f"/articles/{report.article.id}")
    keys = page.keyboard
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    keys.press("j")
    assert _focused(page) == ids[0]
    for number, claim_id in enumerate(ids[:8]):
        assert _focused(page) == claim_id
        with page.expect_navigation():
            keys.press("r" if number in {2, 5} else "a")
        expect(page.locator(f"#claim-{ids[number + 1]}")).to_be_focused()
    with page.expect_navigation():
        keys.press("e")
    expect(page.get_by_label("The words that show it").first).to_be_focused()
    keys.type("killed seven people")
    page.get_by_role("form", name="Correct").get_by_label("best").first.focus()
    keys.press("Control+A")
    keys.type("8")
    for bound in ("at least", "at most"):
        page.get_by_role("form", name="Correct").get_by_label(bound).first.focus()
        keys.press("Control+A")
        keys.type("8")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.locator(f"#claim-{ids[8]}")).to_be_focused()
    keys.press("j")
    keys.press("c")
    keys.type("aj")  # into the field, and no key of the desk
    with page.expect_navigation():
        keys.press("Tab")
        keys.press("Enter")
    expect(page.locator(f"#claim-{ids[9]}")).to_be_focused()
    with page.expect_navigation():
        keys.press("u")
    with page.expect_navigation():
        keys.press("a")
    expect(page.get_by_role("status")).to_contain_text("10 of 10 claims decided")

    verdicts = [one.verdict for one in _review(served_many, report.article.id).claims]
    assert verdicts.count("accepted") == 7
    assert [number for number, verdict in enumerate(verdicts) if verdict == "rejected"] == [2, 5]
    assert verdicts[8] == "corrected"
    keys.press("k")
    keys.press("k")
    with page.expect_navigation():
        keys.press("n")
    expect(page.locator("h1")).to_contain_text("Explosion at Varda depot")


def test_the_keys_can_be_turned_off(served: Served, open_page: Open) -> None:
    page = open_page(served.url + f"/articles/{served.reports[0].article.id}")
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("button", name="Turn the keys off").click()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert _focused(page) is None


def test_a_claim_that_was_missed_is_added_by_selecting_its_words(
    served_many: Served, open_page: Open
) -> None:
    report = served_many.reports[1]
    page = open_page(served_many.url + f"/articles/{report.article.id}")
    page.get_by_role("link", name="Add a missed claim").click()
    form = page.get_by_role("form", name="Add a claim")
    expect(form).to_be_visible()
    page.wait_for_load_state()  # the script that listens for a selection has run
    _select(page, "marched")
    expect(form.get_by_label("The words that tell it")).to_have_value("marched")
    form.locator("[name=type]").select_option("PROTEST")
    form.get_by_label("or by words of the text").first.fill("Thousands")
    form.get_by_role("button", name="Add it").click()
    added = page.locator(".claimrecord.added")
    expect(added).to_contain_text("Protest")
    expect(added).to_contain_text("Thousands")
    (claim,) = [one for one in _review(served_many, report.article.id).claims if one.addition]
    quoted = [report.article.quote(span) for span in claim.claim.trigger]
    assert quoted == ["marched"]


def test_whom_a_figure_counts_is_selected_and_a_context_is_ticked(
    served: Served, open_page: Open
) -> None:
    report = served.reports[0]
    page = open_page(f"{served.url}/articles/{report.article.id}?edit=c1")
    form = page.get_by_role("form", name="Correct")
    form.get_by_label("counting whom").first.focus()
    _select(page, "people")
    expect(form.get_by_label("counting whom").first).to_have_value("people")
    form.get_by_text("Contexts:").click()
    form.get_by_label("terrorism").check()
    form.get_by_label("Why").fill("the police call it so")
    form.get_by_role("button", name="Save").click()
    corrected = page.locator("#claim-c1")
    expect(corrected).to_contain_text("9 people killed")
    expect(corrected).to_contain_text("none → terrorism")
    claim = _review(served, report.article.id).claims[0].claim
    assert (claim.contexts, claim.toll[0].of) == (("terrorism",), "people")


def test_a_place_is_chosen_from_the_gazetteer_on_a_map(served: Served, open_page: Open) -> None:
    report = served.reports[0]
    page = open_page(served.url + f"/articles/{report.article.id}?edit=c1")
    placing = page.get_by_role("region", name="Place of")
    placing.get_by_label("Place", exact=True).fill("Varda")
    with page.expect_navigation():
        placing.get_by_role("button", name="Look up").click()
    placing.get_by_label("Place", exact=True).fill("Santiago")
    with page.expect_navigation():
        placing.get_by_role("button", name="Look up").click()
    expect(placing.get_by_role("radio").nth(3)).to_be_visible()
    expect(placing.locator(".map circle").first).to_be_visible()
    placing.get_by_text(", CUB").first.click()
    placing.get_by_role("button", name="Save the place").click()
    expect(page.locator("#claim-c1")).to_contain_text("CUB")
    (row,) = served.desk.archive.events(EventQuery(place="CUB"))
    assert row.country == "CUB"


def test_what_is_rejected_is_struck_through_and_what_sleeps_is_told(
    served: Served, open_page: Open
) -> None:
    report = served.reports[2]
    page = open_page(served.url + f"/articles/{report.article.id}")
    page.get_by_role("button", name="Reject", exact=True).first.click()
    rejected = page.locator(".claimrecord.rejected .says").first
    expect(rejected).to_be_visible()
    line = rejected.evaluate("element => getComputedStyle(element).textDecorationLine")
    assert line == "line-through"

    served.desk.archive.add(dataclasses.replace(report, claims=()), replace=True)
    page.reload()
    expect(page.get_by_role("heading", name="Decisions that sleep")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_the_pages_of_a_review_fit_and_axe_finds_nothing(
    served: Served, open_page: Open, width: int, scheme: str
) -> None:
    archive, article_id = served.desk.archive, served.reports[0].article.id
    archive.correct(f"{article_id}#c1", {"status": "planned"}, by="Ada", why="a plan")
    archive.comment(f"{article_id}#c1", "which depot?", by="Bo")
    archive.reject(f"{served.reports[1].article.id}#c1", by="Ada")
    for coder in ("Ada", "Bo"):
        archive.assign(served.reports[2].article.id, coder, by="Cy")
    for coder in ("Ada", "Bo"):
        archive.finish_coding(served.reports[2].article.id, coder)
    for address in (
        f"/articles/{article_id}",
        f"/articles/{article_id}?edit=c1&place=Santiago",
        f"/articles/{article_id}?add=1",
        f"/articles/{served.reports[1].article.id}",
        "/decisions",
        "/coders",
        f"/coders/{served.reports[2].article.id}",
    ):
        viewport = {"width": width, "height": 900}
        page = open_page(
            served.url + address, color_scheme=scheme, bypass_csp=True, viewport=viewport
        )
        spare = "document.documentElement.clientWidth - document.documentElement.scrollWidth"
        assert page.evaluate(spare) >= 0, address
        found = Axe().run(page)
        assert found.violations_count == 0, (address, found.generate_report())


def test_two_coders_code_the_same_article_agreement_appears(
    served_many: Served, open_page: Open
) -> None:
    report = served_many.reports[1]
    page = open_page(served_many.url + "/coders")
    page.get_by_label("Article").fill(report.article.id[:10])
    page.get_by_label("Coders", exact=True).fill("Ada, Bo")
    with page.expect_navigation():
        page.get_by_role("button", name="Assign it").click()
    for coder, verdicts in (("Ada", "aaraaaaaaa"), ("Bo", "aaaaaaaaar")):
        page.goto(f"{served_many.url}/articles/{report.article.id}")
        page.get_by_text("You decide as").click()
        page.get_by_label("Who decides").fill(coder)
        page.get_by_role("button", name="That is me").click()
        expect(page.get_by_text("You code this article blind")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("0 of 10 claims decided")
        page.wait_for_load_state()  # the script that listens for keys has run
        page.keyboard.press("j")
        for key in verdicts:
            with page.expect_navigation():
                page.keyboard.press(key)
        with page.expect_navigation():
            page.get_by_role("button", name="I am done with this article").click()
    page.goto(served_many.url + "/coders")
    row = page.locator("section[aria-labelledby=between] tbody tr").first
    expect(row).to_contain_text("80 %")
    expect(row).to_contain_text("−0.06")  # as of two who reject at random
    page.get_by_role("link", name="Compare and adjudicate").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(8)
    for number, name in ((2, "Ada"), (9, "Bo")):
        page.locator(f"input[name=unit_{number}][value={name}]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Decide so").click()
    verdicts = [one.verdict for one in _review(served_many, report.article.id).claims]
    assert verdicts == [*["accepted"] * 2, "rejected", *["accepted"] * 6, "rejected"]


@pytest.mark.refused
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("has_script", [True, False])
def test_two_correct_one_claim_and_the_second_is_told_what_changed(
    served: Served, open_page: Open, width: int, has_script: bool
) -> None:
    archive, article_id = served.desk.archive, served.reports[0].article.id
    viewport = {"width": width, "height": 800}
    page = open_page(
        f"{served.url}/articles/{article_id}?edit=c1",
        viewport=viewport, java_script_enabled=has_script, bypass_csp=True,
    )  # fmt: skip
    form = page.get_by_role("form", name="Correct c1")
    form.get_by_label("Status").select_option("ongoing")
    archive.correct(f"{article_id}#c1", {"status": "planned"}, by="Ada")
    with page.expect_navigation():
        form.get_by_role("button", name="Save").click()
    told = page.get_by_role("alert")
    expect(told).to_be_in_viewport()  # beside the form, below the whole text on a telephone
    expect(told).to_contain_text("Ada corrected the status (happened → planned)")
    expect(told).to_contain_text("status: happened → ongoing")
    expect(form.get_by_label("Status")).to_have_value("planned")
    if has_script:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    form.get_by_label("Status").select_option("ongoing")
    with page.expect_navigation():
        form.get_by_role("button", name="Save").click()
    expect(page.locator(".claimrecord.corrected")).to_contain_text("ongoing")
    made = archive.decisions()
    assert [(one.before, one.after) for one in made] == [
        ("planned", "ongoing"),
        ("happened", "planned"),
    ]
