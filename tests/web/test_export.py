"""The Export page gives what `dateline export` gives, by filters that are a URL."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html

from dateline.export import FORMATS, ClaimFilters, export
from tests.web.conftest import Opened


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"geopackage", "stix"}))
def test_a_file_is_what_the_command_writes(opened: Opened, name: str) -> None:
    answer = opened.client.get(f"/export/file?format={name}")
    assert answer.status_code == 200
    suffix = FORMATS[name].suffix
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="dateline-{name}{suffix}"'
    )
    assert "html" not in answer.headers["content-type"]
    out = BytesIO()
    export(opened.desk.archive, name, out)
    assert answer.content == out.getvalue()
    assert answer.content or name == "corrections"  # nobody has corrected anything here


@pytest.mark.parametrize("name", ["geopackage", "stix"])
def test_formats_with_a_time_of_their_making_are_whole(opened: Opened, name: str) -> None:
    answer = opened.client.get(f"/export/file?format={name}")
    begins = b"SQLite format 3" if name == "geopackage" else b"{"
    assert answer.content.startswith(begins)


def test_the_filters_are_the_url(opened: Opened) -> None:
    asked = "type=protest&place=PER&mode=&status=happened"
    answer = opened.client.get(f"/export/file?format=claims&{asked}")
    out = BytesIO()
    filters = ClaimFilters(type="PROTEST", place="PER", status="happened")
    export(opened.desk.archive, "claims", out, filters)
    assert answer.content == out.getvalue()
    everything = opened.client.get("/export/file?format=claims").content
    assert 1 < len(answer.content.splitlines()) < len(everything.splitlines())
    page = html.fromstring(opened.client.get(f"/export?format=claims&{asked}").text)
    (download,) = page.xpath("//a[text()='Download']/@href")
    assert opened.client.get(download).content == answer.content
    assert page.xpath("//select[@name='type']/option[@selected]/@value") == ["PROTEST"]
    assert page.xpath("//input[@name='format'][@checked]/@value") == ["claims"]


def test_a_look_at_a_file_tells_what_has_no_place_in_it(opened: Opened) -> None:
    out = BytesIO()
    lines = export(opened.desk.archive, "acled", out).lines("ACLED-style CSV")
    assert lines
    page = opened.client.get("/export?format=acled").text
    for line in lines:
        assert line in page
    assert f"{len(out.getvalue()):,} bytes" in page


def test_events_lead_to_their_export(opened: Opened) -> None:
    page = html.fromstring(opened.client.get("/events?place=PER").text)
    (address,) = page.xpath("//a[text()='Export these']/@href")
    assert address == "/export?place=PER"
    shown = html.fromstring(opened.client.get(address).text)
    assert shown.xpath("//input[@name='place']/@value") == ["PER"]


def test_tables_of_our_own_have_a_codebook(opened: Opened) -> None:
    for name, each in FORMATS.items():
        answer = opened.client.get(f"/export/{name}/codebook")
        assert answer.status_code == (200 if each.columns else 404), name
        if each.columns:
            assert answer.text == each.codebook()


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("format=word", 400, "is none of reports, claims"),
        ("format=claims&since=yesterday", 400, "is no date"),
        ("format=claims&type=WAR", 400, "WAR"),
        ("format=claims&min_killed=many", 400, "whole number"),
        ("type=WAR", 400, "WAR"),
    ],
)
def test_what_cannot_be_asked_is_told_beside_the_form(
    opened: Opened, asked: str, status: int, told: str
) -> None:
    answer = opened.client.get(f"/export?{asked}")
    assert answer.status_code == status
    assert told in answer.text
    if "format" in asked:
        assert opened.client.get(f"/export/file?{asked}").status_code == status


def test_one_export_is_made_at_a_time(opened: Opened) -> None:
    with opened.desk.exporting:
        for address in ("/export?format=claims", "/export/file?format=claims"):
            answer = opened.client.get(address)
            assert answer.status_code == 409
            assert "nother export is just being made" in answer.text
    assert opened.client.get("/export/file?format=claims").status_code == 200


def test_a_missing_library_is_told_and_the_next_export_works(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    answer = opened.client.get("/export?format=parquet")
    assert answer.status_code == 400
    assert "dateline[parquet]" in answer.text
    assert opened.client.get("/export?format=claims").status_code == 200


def test_a_hostile_article_is_exported_as_it_is(hostile: Opened, tmp_path: Path) -> None:
    """A browser saves the file and never shows it as a page."""
    for name in FORMATS:
        answer = hostile.client.get(f"/export/file?format={name}")
        assert answer.status_code == 200, name
        assert answer.headers["content-disposition"].startswith("attachment"), name
        assert answer.headers["x-content-type-options"] == "nosniff", name
    lines = hostile.client.get("/export/file?format=reports").content.splitlines()
    assert json.loads(lines[0])["article"]["text"] == hostile.reports[0].article.text
