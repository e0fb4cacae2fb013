"""The pages of watches and their API: the same watches, the same alerts, safely shown."""

import json
import time
from typing import Any

import feedparser
import pytest

from dateline.records import Report, alert_from_json
from dateline.watch import add_watch, make_draft
from dateline.web.routes import watches
from dateline.web.watching import asking_watches
from tests.desk import BLAST_AGAIN, HOSTILE, MARCH
from tests.web.conftest import Opened, log_in


def post(opened: Opened, path: str, **fields: str) -> Any:
    form = {"token": opened.desk.token} | fields
    return opened.client.post(path, data=form, follow_redirects=False)


def save(opened: Opened, **told: Any) -> dict[str, Any]:
    answer = opened.client.post("/api/v1/watches", json={"name": "All"} | told)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def keep(opened: Opened, text: str) -> Report:
    report = opened.desk._make_reader().read_text(text)
    opened.desk.keep(report)
    return report


def other(text: str) -> str:
    """The same news of another place, which no watch knows."""
    return text.replace("Arequipa", "Trujillo").replace("Tirana", "Durres").replace("July", "May")


def test_a_watch_is_made_and_its_alert_shown(opened: Opened) -> None:
    made = post(opened, "/watches", name="Trujillo", place="Trujillo", match="on", by="Ada")
    assert made.status_code == 303
    page = opened.client.get(made.headers["location"])
    assert "Nothing new has come" in page.text
    report = keep(opened, other(MARCH))
    for path in ("/", made.headers["location"]):
        shown = opened.client.get(path).text
        assert "Protest (demo), Trujillo" in shown, path
        assert "Thousands of students marched through" in shown
        assert "Andes Courier" in shown
        assert f"/articles/{report.article.id}/claims/c1" in shown
    assert "1 alert" in opened.client.get("/watches").text


def test_asking_is_a_button_too(opened: Opened) -> None:
    save(opened, place="Trujillo", alerts_of=["match"])
    report = opened.desk._make_reader().read_text(other(MARCH))
    opened.desk.archive.add(report)  # as `dateline add` does, without the desk
    assert opened.client.get("/api/v1/alerts").json()["items"] == []
    assert post(opened, "/watches/ask").status_code == 303
    assert len(opened.client.get("/api/v1/alerts").json()["items"]) == 1


def test_a_watch_is_changed_switched_and_forgotten(opened: Opened) -> None:
    made = save(opened, place="Trujillo")
    path = f"/watches/{made['id']}"
    sent = {"mail": "ada@example.org", "webhook": "https://example.org/h", "digest": "daily"}
    changed = post(opened, path, act="change", name="Moved", actor="students", surge="on", **sent)
    assert changed.status_code == 303
    (now,) = opened.desk.archive.watches.all()
    assert (now.name, now.question.asked(), now.kinds) == (
        "Moved",
        {"actor": "students"},
        ("surge",),
    )
    assert now.channels == ("webhook https://example.org/h", "mail ada@example.org")
    assert 'value="ada@example.org"' in opened.client.get(path).text
    post(opened, path, act="off")
    assert not opened.desk.archive.watches.find("Moved").is_on
    assert "Switch it on" in opened.client.get(path).text
    post(opened, path, act="on")
    assert opened.desk.archive.watches.find("Moved").is_on
    assert post(opened, path, act="burn").status_code == 400
    assert post(opened, path, act="remove").headers["location"] == "/watches"
    assert opened.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "x", "near": "here"}, "36.34,43.13,25"),
        ({"name": "", "place": "Oslo"}, "name"),
        ({"name": "x", "min_killed": "many"}, "min_killed"),
        ({"name": "x", "webhook": "javascript:alert(1)"}, "webhook"),
        ({"name": "All", "place": "Oslo"}, "already"),
    ],
)
def test_what_was_typed_wrongly_stays_in_the_form(
    opened: Opened, fields: dict[str, str], told: str
) -> None:
    made = save(opened)
    for path, more in (("/watches", {}), (f"/watches/{made['id']}", {"act": "change"})):
        if fields.get("name") == "All" and more:
            continue  # it may keep its own name
        page = post(opened, path, match="on", **fields, **more)
        assert page.status_code == 400
        assert told in page.text
        for value in filter(None, fields.values()):
            assert value in page.text


def test_nothing_is_changed_without_the_token(opened: Opened) -> None:
    made = save(opened)
    for path in ("/watches", "/watches/ask", f"/watches/{made['id']}"):
        answer = opened.client.post(path, data={"name": "x", "act": "remove"})
        assert answer.status_code == 403, path
    assert len(opened.desk.archive.watches.all()) == 1


def test_feeds(opened: Opened) -> None:
    made = save(opened, alerts_of=["match"])
    keep(opened, other(MARCH))
    for path in ("/watches/alerts.atom", f"/watches/{made['id']}/alerts.atom"):
        answer = opened.client.get(path)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        read = feedparser.parse(answer.content)
        assert not read.bozo
        assert read.entries
        assert opened.client.get(read.entries[0].link.partition("#")[0]).status_code == 200


def test_hostile_articles_are_only_text_in_alerts(empty: Opened) -> None:
    made = save(empty, name="<b>All</b>")
    keep(empty, HOSTILE)
    for path in ("/", "/watches", f"/watches/{made['id']}"):
        page = empty.client.get(path)
        assert page.status_code == 200
        assert "<img src=x" not in page.text
        assert "<b>All" not in page.text


def test_the_api_saves_asks_and_lists(opened: Opened) -> None:
    made = save(opened, name="Blasts", type="assault", near="41.33,19.82,30", by="Ada")
    assert made["asked"] == {"type": "ASSAULT", "near": "41.33,19.82,30"}
    (listed,) = opened.client.get("/api/v1/watches").json()["items"]
    assert listed == made == opened.client.get("/api/v1/watches/Blasts").json()
    assert opened.client.post("/api/v1/alerts").json()["items"] == []
    opened.desk.archive.add(
        opened.desk._make_reader().read_text(
            BLAST_AGAIN.replace("Fourteen", "Sixteen").replace("15 July", "16 July")
        )
    )
    found = opened.client.post("/api/v1/alerts").json()["items"]
    assert found
    assert opened.client.get("/api/v1/alerts?watch=Blasts").json()["items"] == found[::-1]
    kind = found[0]["kind"]
    assert opened.client.get(f"/api/v1/alerts?kind={kind}&limit=1").json()["items"] == found[:1]
    assert alert_from_json(json.dumps(found[0])).watch.name == "Blasts"
    schema = opened.client.get("/api/v1/schemas/alert").json()
    assert schema["title"] == "dateline.alert/1"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"name": "x", "tie": "friends"}, 400),
        ({"name": "x", "colour": "red"}, 422),
        ({"name": ""}, 422),
        ({"name": "x", "webhooks": ["file:///etc/passwd"]}, 400),
        ({"name": "All"}, 409),
    ],
)
def test_the_api_refuses(opened: Opened, told: dict[str, Any], status: int) -> None:
    save(opened)
    answer = opened.client.post("/api/v1/watches", json=told)
    assert answer.status_code == status
    assert answer.json()["error"]["status"] == status
    assert opened.client.get("/api/v1/alerts?watch=none").status_code == 404


def test_an_open_desk_asks_by_itself(opened: Opened) -> None:
    save(opened, place="Trujillo", alerts_of=["match"])
    with asking_watches(opened.desk, seconds=0.02):
        opened.desk.archive.add(opened.desk._make_reader().read_text(other(MARCH)))
        until = time.monotonic() + 20
        while not opened.desk.archive.watches.alerts() and time.monotonic() < until:
            time.sleep(0.02)
    assert len(opened.desk.archive.watches.alerts()) == 1


def test_every_kind_of_alert_is_on_the_form(opened: Opened) -> None:
    page = opened.client.get("/watches").text
    assert all(f'name="{kind}"' in page for kind in watches.ALERT_KINDS)


def test_a_watch_is_changed_switched_and_forgotten_by_the_api(opened: Opened) -> None:
    path = f"/api/v1/watches/{save(opened, place='Trujillo')['id']}"
    told = {"name": "Moved", "actor": "students", "mails": ["ada@example.org"]}
    changed = opened.client.put(path, json=told)
    assert (changed.status_code, changed.json()["asked"]) == (200, {"actor": "students"})
    assert changed.json()["channels"] == ["mail ada@example.org"]
    assert opened.client.patch(path, json={"is_on": False}).json()["is_on"] is False
    save(opened, name="Other")
    assert opened.client.put(path, json={"name": "Other"}).status_code == 409
    assert opened.client.delete(path).status_code == 204
    assert opened.client.get(path).status_code == 404
    assert opened.client.delete(path).status_code == 404


def test_addresses_are_shown_to_those_who_may_change_the_watch(team: Opened) -> None:
    draft = make_draft(
        "Sent", {}, mails=["ada@example.org"], webhooks=["https://hook.example.org/secret"]
    )
    made = add_watch(team.desk.archive, draft)
    pages = ("/watches", f"/watches/{made.id}", "/api/v1/watches", f"/api/v1/watches/{made.id}")
    for name, sees in (("Rea", False), ("Ada", True)):
        log_in(team.client, name)
        for path in pages:
            shown = team.client.get(path)
            assert shown.status_code == 200
            assert ("ada@example.org" in shown.text) == sees, (name, path)
            assert ("hook.example.org" in shown.text) == sees, (name, path)
    log_in(team.client, "Rea")
    assert "2 addresses" in team.client.get("/watches").text
    assert team.client.get(f"/api/v1/watches/{made.id}").json()["channels"] is None


def test_whose_a_watch_is_is_asked_once(opened: Opened) -> None:
    made = post(opened, "/watches", name="Mine", match="on", by="Ada").headers["location"]
    assert 'name="by"' not in opened.client.get(made).text
    post(opened, made, act="change", name="Ours", match="on")
    assert "by Ada" in opened.client.get(made).text
