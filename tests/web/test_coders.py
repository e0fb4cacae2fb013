"""Coders at the desk: assigned, blind, compared, adjudicated; the machine as one more of them."""

from typing import Any

import pytest
from httpx import Response
from lxml import html

from dateline.records import Span
from dateline.web import coding
from tests.web.conftest import Opened


def _as(opened: Opened, name: str) -> None:
    form = {"token": opened.desk.token, "by": name}
    assert opened.client.post("/coders", data=form, follow_redirects=False).status_code == 303


def _send(opened: Opened, address: str, **form: Any) -> Response:
    return opened.client.post(
        address, data={"token": opened.desk.token} | form, follow_redirects=False
    )


def _text(page: Response) -> str:
    return " ".join(html.fromstring(page.text).text_content().split())


def test_two_code_blind_agreement_appears_and_is_adjudicated(opened: Opened) -> None:
    article_id = opened.reports[0].article.id
    address = f"/articles/{article_id}/review"
    assert "Agreement appears when" in _text(opened.client.get("/coders"))
    answer = _send(opened, "/coders", act="assign", article=article_id[:8], coders="Ada, Bo")
    assert answer.status_code == 303, answer.text
    assert opened.client.get(f"/coders/{article_id}").status_code == 409

    _as(opened, "Ada")
    assert "You code this article blind" in opened.client.get(f"/articles/{article_id}").text
    assert _send(opened, address, act="reject", claim="c1", why="a secret").status_code == 303
    assert "a secret" in opened.client.get(f"/articles/{article_id}").text
    _as(opened, "Bo")
    for page in (f"/articles/{article_id}", "/decisions", "/coders", "/api/v1/decisions"):
        assert "a secret" not in opened.client.get(page).text, page
    assert _send(opened, address, act="accept", claim="c1").status_code == 303
    assert _send(opened, "/coders", act="done", article=article_id).status_code == 303
    assert "still codes" in opened.client.get(f"/coders/{article_id}").text
    _as(opened, "Ada")
    _send(opened, "/coders", act="done", article=article_id)

    page = _text(opened.client.get("/coders"))
    assert "1 claim in 1 article, coded blind by Ada, Bo" in page
    assert "Compare and adjudicate" in page
    compared = _text(opened.client.get(f"/coders/{article_id}"))
    assert "the article does not say it" in compared
    assert _send(opened, f"/coders/{article_id}", unit_0="nobody").status_code == 400
    assert _send(opened, f"/coders/{article_id}", unit_0="Ada").status_code == 303
    review = opened.desk.archive.review(article_id)
    assert review is not None
    assert [one.verdict for one in review.claims] == ["rejected"]
    page = _text(opened.client.get("/coders"))
    assert "adjudicated" in page
    assert "Of 1 claim that people accepted" in page
    assert "is it said at all1100 %" in page.replace(" 1 ", "1").replace(" 100", "100")


def test_what_is_not_counted_yet_is_said_and_counted_later(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "_REVIEWED_AT_ONCE", 1)
    ids = [report.article.id for report in opened.reports]
    for article_id in ids:
        opened.desk.archive.accept(f"{article_id}#c1", by="Ada")
    assert len(ids) == 3
    page = _text(opened.client.get("/coders"))
    assert "Of 1 claim that people accepted, corrected, rejected or added. 2 older articles" in page
    page = _text(opened.client.get("/coders"))
    assert "Of 2 claims" in page
    assert "1 older article is not counted yet" in page
    page = _text(opened.client.get("/coders"))
    assert "Of 3 claims" in page
    assert "counted yet" not in page
    opened.desk.archive.reject(f"{ids[0]}#c1", by="Ada")
    assert "Of 3 claims" in _text(opened.client.get("/coders"))


def test_codings_are_counted_the_newest_first(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coding, "_CODED_AT_ONCE", 1)
    archive = opened.desk.archive
    for report in opened.reports[:2]:
        for coder in ("Ada", "Bo"):
            archive.assign(report.article.id, coder, by="Ada")
        for coder in ("Ada", "Bo"):
            archive.finish_coding(report.article.id, coder)
    page = _text(opened.client.get("/coders"))
    assert "in 1 article, coded blind by Ada, Bo" in page
    assert "1 older article is not counted yet; open this page again" in page
    page = _text(opened.client.get("/coders"))
    assert "in 2 articles, coded blind by Ada, Bo" in page
    assert "counted yet" not in page


def test_a_coders_version_is_taken_with_all_its_values(opened: Opened) -> None:
    archive, article_id = opened.desk.archive, opened.reports[0].article.id
    start = opened.reports[0].article.text.index("blame")
    archive.assign(article_id, "Ada", by="Cy")
    archive.correct(f"{article_id}#c1", {"status": "planned", "certainty": "alleged"}, by="Ada")
    archive.add_claim(article_id, {"type": "ACCUSE"}, [Span(start, start + 5)], by="Ada")
    archive.finish_coding(article_id, "Ada")
    _as(opened, "Cy")
    assert _send(opened, f"/coders/{article_id}", unit_0="Ada", unit_1="Ada").status_code == 303
    report = archive.report(article_id)
    assert report is not None
    assert [(claim.type, claim.status) for claim in report.claims] == [
        ("ASSAULT", "planned"),
        ("ACCUSE", "happened"),
    ]
    assert {decided.by for claim in report.claims for decided in claim.decided} == {"Cy"}
    assert {decided.why for claim in report.claims for decided in claim.decided} == {
        "as Ada has it"
    }


def test_what_cannot_be_assigned_is_told(opened: Opened) -> None:
    for form in ({"article": "", "coders": "Ada"}, {"article": "ffffffff", "coders": "Ada"},
                 {"article": opened.reports[0].article.id, "coders": " , "}):  # fmt: skip
        answer = _send(opened, "/coders", act="assign", **form)
        assert answer.status_code == 409
        assert 'role="alert"' in answer.text
    assert opened.desk.archive.assignments() == []
    assert opened.client.get("/coders/ffffffff").status_code == 404


def test_errors_of_the_machine_are_counted_by_field_and_month(opened: Opened) -> None:
    archive = opened.desk.archive
    first, second = (report.article.id for report in opened.reports[:2])
    archive.correct(f"{first}#c1", {"status": "planned"}, by="Ada")
    archive.accept(f"{second}#c1", by="Ada")
    page = html.fromstring(opened.client.get("/coders").text)
    rows = {
        row.xpath("string(./th)"): [" ".join(cell.split()) for cell in row.xpath("./td/text()")]
        for row in page.xpath("//section[@aria-labelledby='wrong']//tbody/tr")
    }
    assert rows["status"] == ["2", "50 %"]
    assert rows["type"] == ["2", "0 %"]
    archive.undo(1, by="Ada")
    page = html.fromstring(opened.client.get("/coders").text)
    (row,) = page.xpath("//section[@aria-labelledby='wrong']//tbody/tr[th='status']")
    assert [" ".join(cell.split()) for cell in row.xpath("./td/text()")] == ["1", "0 %"]
