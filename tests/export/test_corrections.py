"""What people decided about claims comes out as examples to learn from."""

import json
from typing import Any

from dateline.records import Span
from tests.export.conftest import export_bytes
from tests.making import MadeClaim, make_report, with_id


def test_each_decision_is_one_example(made: Any) -> None:
    claims = [
        MadeClaim(place="Varda", toll=(3, 3, 3)), MadeClaim(actor="Weavers"),
        MadeClaim(actor="Smugglers"), MadeClaim(actor="Pirates"),
    ]  # fmt: skip
    report = with_id(make_report(claims=claims), "article-00")
    archive = made([report, with_id(make_report(1), "article-01")])
    span = report.claims[0].toll[0].evidence[0]
    name = "article-00#c"
    for number in (4, 5):
        toll = {"kind": "killed", "low": number, "best": number, "high": number, "evidence": [span]}
        archive.correct(f"{name}1", {"toll": [toll]}, by="Ada", why="misread", evidence=[span])
    archive.reject(f"{name}2", by="Bo", why="a drill")
    archive.accept(f"{name}3", by="Ada")
    archive.comment(f"{name}4", "who are they?", by="Ada")
    missed = archive.add_claim("article-00", {"type": "PROTEST"}, [Span(0, 6)], by="Ada")

    data, leftovers = export_bytes(archive, "corrections")
    lines = {line["claim"]: line for line in map(json.loads, data.splitlines())}

    assert list(lines) == [f"d{missed.number}", "c1", "c2", "c3"]
    corrected = lines["c1"]
    assert (corrected["field"], corrected["verdict"]) == ("toll", "correct")
    assert [toll["best"] for toll in corrected["before"] + corrected["after"]] == [3, 5]
    assert corrected["quotes"] == ["leaving 3 killed"]
    assert report.article.quote(Span(*corrected["span"])) == corrected["words"] == "attacked"
    assert (corrected["by"], corrected["why"]) == ("Ada", "misread")
    assert lines["c2"]["after"] is None
    assert lines["c2"]["before"]["id"] == "c2"
    assert lines["c3"]["before"] == lines["c3"]["after"]
    assert lines[f"d{missed.number}"]["before"] is None
    assert lines[f"d{missed.number}"]["after"]["type"] == "PROTEST"
    assert leftovers.lines("x") == []
    assert export_bytes(archive, "corrections", type="THREATEN")[0] == b""


def test_other_exports_have_what_people_decided_and_leave_out_what_they_rejected(made: Any) -> None:
    report = with_id(make_report(claims=[MadeClaim(), MadeClaim(actor="Weavers")]), "article-00")
    archive = made([report])
    archive.reject("article-00#c2", by="Bo")
    archive.correct("article-00#c1", {"type": "COERCE"}, by="Ada")
    (line,) = export_bytes(archive, "reports")[0].splitlines()
    (claim,) = json.loads(line)["claims"]
    assert claim["decided"][0]["before"] == "ASSAULT"
    (header, row) = export_bytes(archive, "claims")[0].decode().splitlines()
    assert "type=Ada" in row
    assert "Weavers" not in export_bytes(archive, "events")[0].decode()
    assert header.count("decided") == 1
