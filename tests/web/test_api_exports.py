"""The HTTP API of exports: every format, by the filters of the command, and what has no place."""

import csv
import io
import json

import pytest

from dateline.export import FORMATS, ClaimFilters, export
from tests.web.conftest import Opened


def test_formats_come_in_parts_and_with_their_columns(opened: Opened) -> None:
    found, address = [], "/api/v1/exports?limit=6"
    while address:
        answer = opened.client.get(address).json()
        found += answer["items"]
        address = answer["next"]
    assert [one["name"] for one in found] == list(FORMATS)
    by_name = {one["name"]: one for one in found}
    assert by_name["brief"]["kinds"] == ["markdown", "html", "pdf"]
    assert {"name", "type", "meaning"} == set(by_name["claims"]["columns"][0])
    assert by_name["geojson"]["columns"] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_what_the_command_writes(opened: Opened, name: str) -> None:
    answer = opened.client.get(f"/api/v1/exports/{name}")
    assert answer.status_code == 200, answer.text
    out = io.BytesIO()
    leftovers = export(opened.desk.archive, name, out)
    preview = opened.client.get(f"/api/v1/exports/{name}/preview").json()
    assert preview["leftovers"] == list(leftovers.lines(FORMATS[name].title))
    if not FORMATS[name].is_binary and name not in {
        "stix",
        "brief",
    }:  # which tell when they are made
        assert answer.content == out.getvalue()
        assert preview["bytes"] == len(out.getvalue())
    assert f"dateline-{name}" in answer.headers["content-disposition"]


def test_filters_are_those_of_the_command(opened: Opened) -> None:
    answer = opened.client.get("/api/v1/exports/claims?type=PROTEST&place=PER")
    out = io.BytesIO()
    export(opened.desk.archive, "claims", out, ClaimFilters(type="PROTEST", place="PER"))
    assert answer.content == out.getvalue()
    assert len(list(csv.DictReader(io.StringIO(answer.text)))) == 1
    near = opened.client.get("/api/v1/exports/geojson?near=41.3,19.8,50").json()
    assert near["features"]
    far = opened.client.get("/api/v1/exports/geojson?near=0,0,50").json()
    assert far["features"] == []


def test_a_brief_comes_as_what_is_asked_for(opened: Opened) -> None:
    for kind, start in (("markdown", b"#"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")):
        answer = opened.client.get(f"/api/v1/exports/brief?as={kind}")
        assert answer.content.startswith(start), kind
        page = opened.client.get(f"/export/file?format=brief.{kind}")
        assert page.content.startswith(start), kind
        assert page.headers["content-disposition"] == answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("none", 404),
        ("none/preview", 404),
        ("claims?as=pdf", 400),
        ("brief?as=odt", 400),
        ("claims?since=yesterday", 400),
        ("claims?near=1,2,3", 400),
        ("geojson?near=here", 400),
        ("claims?min_killed=many", 422),
    ],
)
def test_what_cannot_be_exported_is_told(opened: Opened, address: str, status: int) -> None:
    answer = opened.client.get(f"/api/v1/exports/{address}")
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["status"] == status


def test_one_export_is_made_at_a_time(opened: Opened) -> None:
    with opened.desk.exporting:
        answer = opened.client.get("/api/v1/exports/claims")
    assert answer.status_code == 409
    assert "another export" in json.loads(answer.text)["error"]["message"]
