"""The HTTP API of coders: review, assign, finish, compare, adjudicate, agree; also by token."""

from typing import Any

import pytest
from httpx import Response

from dateline.pipeline.agreement import COMPARED
from tests.web.conftest import Opened


def _get(opened: Opened, path: str, **asked: Any) -> Any:
    answer = opened.client.get(f"/api/v1/{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _send(opened: Opened, method: str, path: str, **told: Any) -> Response:
    return opened.client.request(method, f"/api/v1/{path}", json=told)


def _refused(answer: Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["status"] == status
    return str(error["message"])


def test_a_review_tells_claims_as_read_and_as_they_stand(opened: Opened) -> None:
    archive, article = opened.desk.archive, opened.reports[0].article.id
    archive.correct(f"{article}#c1", {"status": "planned"}, by="Ada", why="a plan")
    archive.reject(f"{article}#c1", by="Bo")
    archive.comment(article, "look again", by="Bo")
    told = _get(opened, f"articles/{article[:8]}/review")
    (claim,) = told["claims"]
    assert (claim["verdict"], claim["claim"]["status"]) == ("rejected", "planned")
    assert claim["as_read"]["status"] == "happened"
    assert [(one["kind"], one["by"], one["field"], one["after"]) for one in claim["rulings"]] == [
        ("correct", "Ada", "status", "planned"),
        ("reject", "Bo", None, None),
    ]
    assert [one["why"] for one in told["comments"]] == ["look again"]
    assert claim["event"] is None  # it counts nowhere
    assert _get(opened, f"articles/{opened.reports[1].article.id}/review")["claims"][0]["event"]


def test_who_saw_another_version_is_told_what_changed(opened: Opened) -> None:
    article = opened.reports[0].article.id
    review = _get(opened, f"articles/{article}/review")
    seen = review["claims"][0]["version"]
    deciding: dict[str, Any] = {"kind": "correct", "a": f"{article}#c1", "by": "Bo", "seen": seen}
    first = deciding | {"field": "status", "value": "planned", "by": "Ada"}
    assert _send(opened, "POST", "decisions", **first).status_code == 201
    for told in (
        deciding | {"field": "modes", "value": []},
        deciding | {"kind": "accept"},
        deciding | {"kind": "reject"},
    ):
        message = _refused(_send(opened, "POST", "decisions", **told), 409)
        assert "Ada corrected the status (happened → planned)" in message
    again = _get(opened, f"articles/{article}/review")["claims"][0]["version"]
    told = deciding | {"field": "modes", "value": [], "seen": again}
    assert _send(opened, "POST", "decisions", **told).status_code == 201
    for wrong in ("", "1", "1-00", "x-" + "0" * 16):
        _refused(_send(opened, "POST", "decisions", **(deciding | {"seen": wrong})), 422)


def test_an_addition_is_refused_after_another_reading(opened: Opened) -> None:
    article = opened.reports[2].article
    version = _get(opened, f"articles/{article.id}/review")["version"]
    told = {
        "kind": "add", "a": article.id, "by": "Ada", "trigger": [[0, 8]],
        "values": {"type": "REQUEST"},
    }  # fmt: skip
    other = "0-" + "0" * 16
    assert "was read anew" in _refused(_send(opened, "POST", "decisions", **told, seen=other), 409)
    start = article.text.index("bus fares")
    told["trigger"] = [[start, start + 9]]
    assert _send(opened, "POST", "decisions", **told, seen=version).status_code == 201


def test_two_code_blind_are_compared_adjudicated_and_agree(opened: Opened) -> None:
    article = opened.reports[0].article.id
    for coder in ("Ada", "Bo"):
        made = _send(opened, "POST", "assignments", article=article[:8], coder=coder, by="Cy")
        assert made.status_code == 201, made.text
        assert made.json() | {"assigned_at": ""} == {
            "article": article, "coder": coder, "assigned_by": "Cy", "assigned_at": "",
            "done_at": None, "adjudicated_at": None,
        }  # fmt: skip
    again = _send(opened, "POST", "assignments", article=article, coder="Ada", by="Cy")
    assert "before" in _refused(again, 409)
    assert "still code" in _refused(opened.client.get(f"/api/v1/codings/{article}"), 409)

    told = {"kind": "reject", "a": f"{article}#c1", "by": "Ada", "why": "a secret"}
    assert _send(opened, "POST", "decisions", **told).status_code == 201
    assert _get(opened, f"articles/{article}/review", coder="Ada")["claims"][0]["verdict"]
    for name in ("Bo", "Cy"):
        seen = opened.client.get(f"/api/v1/articles/{article}/review", params={"coder": name})
        assert "a secret" not in seen.text
    for coder in ("Ada", "Bo"):
        done = _send(opened, "PATCH", f"assignments/{article}", is_done=True, coder=coder)
        assert done.json()["done_at"], done.text
    back = _send(opened, "PATCH", f"assignments/{article}", is_done=False, coder="Bo")
    assert "are done" in _refused(back, 409)
    assert [one["coder"] for one in _get(opened, "assignments", state="done")["items"]] == [
        "Ada",
        "Bo",
    ]

    compared = _get(opened, f"codings/{article}")
    assert compared["coders"] == ["Ada", "Bo"]
    (unit,) = compared["units"]
    assert unit["versions"]["Ada"] is None
    assert unit["versions"]["Bo"]["id"] == unit["versions"]["Dateline"]["id"] == "c1"
    assert (unit["agreed"], unit["differs"]) == (None, ["claim"])
    agreement = _get(opened, "agreement")
    assert (agreement["coders"], agreement["articles"]) == (["Ada", "Bo"], 1)
    assert agreement["fields"][0] == {"field": "claim", "pairs": 1, "share": 0.0, "alpha": 0.0}
    assert agreement["against_machine"]["Bo"][0]["share"] == 1
    assert agreement["machine"]["claims"] == 0

    path = f"codings/{article}"
    assert "choose a version" in _refused(_send(opened, "POST", path, choices=[], by="Cy"), 400)
    assert "choose" in _refused(_send(opened, "POST", path, choices=["Cy"], by="Cy"), 400)
    other = _send(opened, "POST", path, choices=["Ada"], by="Cy", seen="0" * 16)
    assert "was read anew" in _refused(other, 409)
    taken = _send(opened, "POST", path, choices=["Ada"], by="Cy", seen=compared["version"])
    assert taken.status_code == 201, taken.text
    assert [(one["kind"], one["by"]) for one in taken.json()["decisions"]] == [("reject", "Cy")]
    assert _get(opened, f"codings/{article}")["is_adjudicated"]
    assert _get(opened, "agreement")["machine"]["fields"][0]["share"] == 0
    assert "adjudicated" in _refused(_send(opened, "POST", path, choices=["Ada"], by="Cy"), 409)


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"article": "ffffffff", "coder": "Ada", "by": "Cy"}, 404),
        ({"article": "", "coder": "Ada", "by": "Cy"}, 422),
        ({"coder": "Ada", "by": "Cy"}, 422),
        ({"coder": "  ", "by": "Cy"}, 400),
        ({"coder": "dateline", "by": "Cy"}, 400),
        ({"coder": "Ada"}, 400),
        ({"coder": "A\0", "by": "Cy"}, 400),
        ({"coder": "Ada", "by": "Cy", "colour": "red"}, 422),
    ],
)
def test_what_cannot_be_assigned_is_told(opened: Opened, told: dict[str, Any], status: int) -> None:
    article = opened.reports[0].article.id
    whole = {"article": article} | told
    if told == {"coder": "Ada", "by": "Cy"}:
        whole = told
    _refused(_send(opened, "POST", "assignments", **whole), status)
    assert opened.desk.archive.assignments() == []


def test_what_nobody_codes_cannot_be_finished_or_compared(opened: Opened) -> None:
    article = opened.reports[0].article.id
    path = f"assignments/{article}"
    assert "is not assigned" in _refused(
        _send(opened, "PATCH", path, is_done=True, coder="Ada"), 409
    )
    _refused(_send(opened, "PATCH", path, is_done=True), 400)
    _refused(opened.client.get(f"/api/v1/codings/{article}"), 409)
    _refused(opened.client.get("/api/v1/codings/ffffffff"), 404)


def test_assignments_come_in_parts_and_by_filters(opened: Opened) -> None:
    ids = [report.article.id for report in opened.reports]
    for article in ids:
        for coder in ("Ada", "Bo"):
            opened.desk.archive.assign(article, coder, by="Cy")
    opened.desk.archive.finish_coding(ids[0], "Ada")
    whole = _get(opened, "assignments")["items"]
    assert len(whole) == 6
    found, address = [], "/api/v1/assignments?limit=4"
    while address:
        answer = opened.client.get(address).json()
        found += answer["items"]
        address = answer["next"]
    assert found == whole
    assert len(_get(opened, "assignments", coder="Bo")["items"]) == 3
    assert len(_get(opened, "assignments", article=ids[1][:8])["items"]) == 2
    assert len(_get(opened, "assignments", state="at work", coder="Ada")["items"]) == 2
    _refused(opened.client.get("/api/v1/assignments?state=asleep"), 422)


def test_fields_of_agreement_are_those_of_the_page(opened: Opened) -> None:
    archive, article = opened.desk.archive, opened.reports[0].article.id
    archive.accept(f"{article}#c1", by="Ada")
    found = _get(opened, "agreement")
    assert [one["field"] for one in found["machine"]["fields"]] == list(COMPARED)
    assert found["fields"] == []  # nobody has coded blind
    ((month,),) = ([one["month"] for one in found["machine"]["by_month"]],)
    assert len(month) == 7


def test_a_token_codes_for_its_owner_alone(team: Opened) -> None:
    archive, article = team.desk.archive, team.reports[0].article.id
    bearer = {
        name: {"authorization": f"Bearer {archive.accounts.make_token(name)}"}
        for name in ("Ada", "Rea")
    }
    path, told = "/api/v1/assignments", {"article": article, "coder": "ada"}
    for method, url in (
        ("POST", path), ("GET", path), ("GET", "/api/v1/agreement"),
        ("GET", f"/api/v1/codings/{article}"),
    ):  # fmt: skip
        refused = team.client.request(method, url, headers=bearer["Rea"], json=told)
        _refused(refused, 403)
    made = team.client.post(path, json=told, headers=bearer["Ada"])
    assert made.json()["coder"] == made.json()["assigned_by"] == "Ada", made.text
    nobody = team.client.post(path, json=told | {"coder": "Zoe"}, headers=bearer["Ada"])
    _refused(nobody, 409)
    for other in ({"is_done": True, "coder": "Rea"}, {"is_done": True, "coder": "ada"}):
        url = f"{path}/{article}"
        _refused(team.client.patch(url, json=other, headers=bearer["Ada"]), 400)
    done = team.client.patch(f"{path}/{article}", json={"is_done": True}, headers=bearer["Ada"])
    assert done.json()["done_at"]
    _refused(
        team.client.get(
            f"/api/v1/articles/{article}/review", params={"coder": "Ada"}, headers=bearer["Rea"]
        ),
        400,
    )
