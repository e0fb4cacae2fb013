"""A desk with accounts: who is let in, what each role may, and what a stranger cannot do."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from lxml import html
from starlette.testclient import TestClient

from dateline.errors import ConfigError
from dateline.pipeline import Reader
from dateline.store import ROLES, accounts
from dateline.web import attempts
from dateline.web.access import ACCESS
from dateline.web.app import make_app
from dateline.web.attempts import Attempts
from dateline.web.guard import Reach, reach_of
from dateline.web.routes import ROUTERS
from dateline.web.routes.account import local_path
from dateline.web.serving import find_reach, serve, server_config
from tests.desk import BLAST, TEAM, WORDS, open_team_desk
from tests.web.conftest import Opened, form_token, log_in, make_hashing_cheap


def _routes() -> Iterator[tuple[str, str]]:
    """Every line that the table must have, read off the application."""
    for router in ROUTERS:
        for route in router.routes:
            for method in sorted(route.methods - {"HEAD"}):  # type: ignore[attr-defined]
                yield f"{method} {route.path}", route.path  # type: ignore[attr-defined]
    yield "GET /api/v1/openapi.json", "/api/v1/openapi.json"
    yield "GET /static/{path:path}", "/static"


ROUTES = dict(_routes())
WORD = re.compile(r"\{[a-z_:]+\}")


def test_every_route_has_a_role_and_every_role_a_route(team: Opened) -> None:
    assert set(ROUTES) == set(ACCESS)


def test_the_application_has_no_route_beside_these(team: Opened) -> None:
    """Whatever is mounted next to the routers must be named in `_routes` as well."""
    app = make_app(team.desk)._app._app._app  # type: ignore[attr-defined]
    assert isinstance(app, FastAPI)
    named = [getattr(route, "path", None) for route in app.routes]
    assert [path for path in named if path] == ["/api/v1/openapi.json", "/static"]
    assert len(named) == len(ROUTERS) + 2


def test_each_role_is_let_through_or_refused(team: Opened) -> None:
    """Nobody, and each role by cookie and by token: as the table says, at every route."""
    stranger = _browser(team)
    browsers = {role: _browser(team, name) for name, role in TEAM.items()}
    bearers = {
        role: {"authorization": f"Bearer {team.desk.archive.accounts.make_token(name)}"}
        for name, role in TEAM.items()
    }
    for line, least in ACCESS.items():
        if line == "GET /metrics":
            continue  # it asks by itself: tests/web/test_health.py
        method, _, template = line.partition(" ")
        path = WORD.sub("desk.css" if "static" in template else "abcdef", template)
        is_api, is_change = path.startswith("/api/"), method != "GET"
        answer = stranger.request(method, path, follow_redirects=False)
        if least is None:
            assert answer.status_code in {200, 403}, line  # 403: the form lacks its token
        else:
            assert answer.status_code == (401 if is_api or is_change else 303), line
        for role, browser in browsers.items():
            is_enough = least is None or ROLES.index(role) >= ROLES.index(least)
            answer = browser.request(method, path, follow_redirects=False)
            told = (line, role, answer.status_code)
            if is_api and is_change:
                assert answer.status_code == 401, told  # never by a cookie
            elif not is_enough:
                assert answer.status_code == 403, told
                assert "this is for a" in answer.text, told
            elif is_change:
                assert answer.status_code == 403, told
                assert "earlier run or session" in answer.text, told  # of the form, not the role
            else:
                assert answer.status_code in {200, 303, 400, 404, 422}, told
            if is_api:
                answer = stranger.request(method, path, headers=bearers[role])
                allowed = {200, 404, 422} if is_enough else {403}
                assert answer.status_code in allowed, (line, role, answer.status_code)


def _browser(team: Opened, name: str | None = None) -> TestClient:
    """Another browser; somebody is logged in there if a name is given."""
    client = TestClient(make_app(team.desk), base_url="http://127.0.0.1:8017")
    if name is not None:
        assert log_in(client, name).status_code == 303
    return client


def test_what_the_table_does_not_name_is_for_editors(
    team: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(ACCESS, "GET /events")
    ada, eve = _browser(team, "Ada"), _browser(team, "Eve")
    assert ada.get("/events").status_code == 404
    assert 'href="/events"' not in ada.get("/").text
    assert eve.get("/events").status_code == 200
    assert ada.get("/actors/").url.path == "/actors"  # led on, and asked again there
    assert ada.get("/nothing").status_code == eve.get("/nothing").status_code == 404


def test_one_logs_in_and_comes_to_what_was_asked(team: Opened) -> None:
    asked = team.client.get("/events?place=Tirana&type=", follow_redirects=False)
    assert asked.status_code == 303
    login = team.client.get(asked.headers["location"])
    (following,) = html.fromstring(login.text).xpath("//input[@name='next']/@value")
    assert following == "/events?place=Tirana&type="
    answer = log_in(team.client, "ada", next=following)
    assert (answer.status_code, answer.headers["location"]) == (303, following)
    page = team.client.get(following)
    assert "Ada" in page.text
    assert "Log out" in page.text
    assert team.client.get("/login", follow_redirects=False).headers["location"] == "/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "/\t/evil.example", "/ /evil.example", "evil.example", "",
        "/a\\..\\b", "/\x00", "/a\nset-cookie: b",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(team: Opened, elsewhere: str) -> None:
    assert local_path(elsewhere) == "/"
    if "\x00" not in elsewhere:
        assert log_in(team.client, "Ada", next=elsewhere).headers["location"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/events?since=2024&place=S%C3%A3o", "/articles/a?show=c1#lit"]
)
def test_paths_of_our_own_are_followed(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    ("name", "password"),
    [("Ada", "wrong"), ("Nobody", WORDS), ("Ada", ""), ("", WORDS), ("Ada", WORDS + " ")],
)
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(
    team: Opened, name: str, password: str
) -> None:
    answer = log_in(team.client, name, password)
    assert answer.status_code == 401
    assert "There is no such name with this password." in answer.text
    assert team.client.get("/events", follow_redirects=False).status_code == 303


def test_a_session_that_somebody_else_has_set_is_never_logged_in(team: Opened) -> None:
    """Session fixation: the cookie from before is worth nothing after."""
    planted = "planted-by-a-stranger"
    team.client.cookies.set("dateline", planted, domain="127.0.0.1")
    assert log_in(team.client, "Ada").status_code == 303
    assert team.client.cookies["dateline"] != planted
    stranger = _browser(team)
    stranger.cookies.set("dateline", planted, domain="127.0.0.1")
    assert stranger.get("/events", follow_redirects=False).status_code == 303


def test_who_logs_in_again_leaves_no_session_behind(team: Opened) -> None:
    log_in(team.client, "Ada")
    first = team.client.cookies["dateline"]
    team.client.cookies.set("other", "x", domain="127.0.0.1")
    form = {"name": "Rea", "password": WORDS, "token": form_token(team.client, "/account")}
    assert team.client.post("/login", data=form, follow_redirects=False).status_code == 303
    assert team.client.cookies["dateline"] != first
    assert team.desk.archive.accounts.session_user(first) is None


def test_a_session_that_has_ended_must_log_in_again(
    team: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(team.client, "Ada")
    token = form_token(team.client, "/account")
    assert team.client.get("/events", follow_redirects=False).status_code == 200

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + accounts.SESSION + timedelta(seconds=1)

    monkeypatch.setattr(accounts, "datetime", Later)
    assert team.client.get("/events", follow_redirects=False).status_code == 303
    late = team.client.post("/decisions", data={"kind": "undo", "a": "1", "token": token})
    assert late.status_code == 401
    assert "Log in" in late.text


def test_who_logs_out_is_out(team: Opened) -> None:
    log_in(team.client, "Ada")
    secret = team.client.cookies["dateline"]
    assert team.client.post("/logout").status_code == 403  # not without the form
    answer = team.client.post(
        "/logout", data={"token": form_token(team.client, "/account")}, follow_redirects=False
    )
    assert answer.headers["location"] == "/login"
    assert "dateline" not in team.client.cookies
    assert team.desk.archive.accounts.session_user(secret) is None


@pytest.mark.parametrize("url", [None, "https://desk.example.org"])
def test_the_cookie_is_for_this_desk_alone(
    tmp_path_factory: pytest.TempPathFactory,
    reader: Reader,
    monkeypatch: pytest.MonkeyPatch,
    url: str | None,
) -> None:
    make_hashing_cheap(monkeypatch)
    folder = tmp_path_factory.mktemp("desk")
    with open_team_desk(folder, reader, reach=Reach(url=url)) as (desk, _):
        client = TestClient(make_app(desk), base_url=url or "http://127.0.0.1:8017")
        for answer in (client.get("/login"), log_in(client, "Ada")):
            cookies = answer.headers.get_list("set-cookie")
            assert cookies or answer.request.method == "GET"
            for cookie in cookies:
                name, *flags = re.split("[=;] ?", cookie)
                lowered = [flag.lower() for flag in flags]
                assert "httponly" in lowered
                assert lowered[lowered.index("samesite") + 1] == "lax"
                assert lowered[lowered.index("path") + 1] == "/"
                assert "domain" not in lowered
                assert ("secure" in lowered) == (url is not None)
                assert name == ("dateline" if url is None else "__Host-dateline")
        if url is not None:  # behind HTTPS, a cookie that another program of the host set is none
            client.cookies.clear()
            client.cookies.set("dateline", desk.archive.accounts.open_session("Ada"))
            assert client.get("/", follow_redirects=False).status_code == 303


def test_a_form_carries_the_token_of_its_own_browser(team: Opened) -> None:
    """Neither no token, nor another's, nor that of the process changes anything."""
    log_in(team.client, "Eve")
    other = _browser(team, "Ada")
    forms = [
        line.partition(" ")[2] for line in ACCESS if line.startswith("POST") and "api" not in line
    ]
    for token in (None, "", "wrong", team.desk._token, form_token(other, "/account")):
        form = {
            "name": "Rea",
            "role": "editor",
            "password": WORDS,
            "text": "x",
            "kind": "undo",
            "a": "1",
        }
        form |= {} if token is None else {"token": token}
        for path in forms:
            answer = team.client.post(path.replace("{article_id}", "abc"), data=form)
            assert answer.status_code == 403, path
    assert team.desk.archive.accounts.user("Rea").role == "reader"


def test_a_login_form_of_another_site_is_refused(team: Opened) -> None:
    """Login CSRF: without the cookie that goes with its form, nobody is logged in."""
    token = form_token(team.client)
    stranger = _browser(team)
    form = {"name": "Ada", "password": WORDS, "token": token}
    assert stranger.post("/login", data=form).status_code == 403
    headers = {"origin": "https://evil.example"}
    assert team.client.post("/login", data=form, headers=headers).status_code == 403


def test_an_account_and_an_address_can_be_tried_so_often(
    team: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    team.desk.attempts = Attempts(lambda: now)
    monkeypatch.setattr(attempts, "LIMITS", {"account": 3, "address": 5})
    for _ in range(3):
        assert log_in(team.client, "Ada", "wrong").status_code == 401
    locked = log_in(team.client, "ADA")  # with the right password
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 901
    assert log_in(team.client, "Rea").status_code == 303  # others may; success counts for nothing
    team.client.cookies.clear()
    for name in ("Nobody", "Somebody"):
        assert log_in(team.client, name, "wrong").status_code == 401
    assert log_in(team.client, "Rea").status_code == 429  # now the address is locked out
    now += attempts.WINDOW_SECONDS
    assert log_in(team.client, "Ada").status_code == 303


def test_tries_of_a_network_of_ipv6_are_of_one_address() -> None:
    tries = Attempts(lambda: 0.0)
    waits = [tries.enter(f"name {n}", f"2001:db8::{n:x}") for n in range(31)]
    assert waits == [0] * 30 + [901]
    assert tries.enter("name", "2001:db8:0:1::1") == 0


def test_what_is_remembered_of_tries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_MOST_REMEMBERED", 10)
    tries = Attempts(lambda: 0.0)
    for number in range(50):
        tries.enter(f"name {number}", f"10.0.0.{number}")
    assert len(tries._tries) == 10


def test_a_decision_carries_the_name_of_who_is_logged_in(team: Opened) -> None:
    """Whatever else a form or a program says."""
    first, second = (f"{r.article.id}#{r.claims[0].id}" for r in (team.reports[0], team.reports[2]))
    log_in(team.client, "Ada")
    page = team.client.get(f"/articles/{team.reports[0].article.id}/claims/c1")
    assert "Kept with your name, Ada." in page.text
    assert not html.fromstring(page.text).xpath("//input[@name='by']")
    token = form_token(team.client, "/account")
    form = {"kind": "merge", "a": first, "b": second, "by": "Eve", "token": token}
    assert team.client.post("/decisions", data=form).status_code == 200
    bearer = {"authorization": f"Bearer {team.desk.archive.accounts.make_token('Eve')}"}
    program = _browser(team)
    undo = {"kind": "undo", "a": "1"}
    refused = program.post("/api/v1/decisions", json=undo | {"by": "Ada"}, headers=bearer)
    assert refused.status_code == 400
    assert "the name that you are logged in with, Eve" in refused.json()["error"]["message"]
    assert program.post("/api/v1/decisions", json=undo, headers=bearer).json()["kind"] == "merge"
    assert [one.by for one in team.desk.archive.decisions()] == ["Eve", "Ada"]

    correct = {"kind": "correct", "a": first, "field": "status", "value": "planned"}
    refused = program.post("/api/v1/decisions", json=correct | {"by": "Ada"}, headers=bearer)
    assert refused.status_code == 400
    assert program.post("/api/v1/decisions", json=correct, headers=bearer).json()["by"] == "Eve"
    watched = {"name": "Mine", "place": "Tirana", "by": "Ada"}
    assert program.post("/api/v1/watches", json=watched, headers=bearer).status_code == 400


def test_coders_are_assigned_as_their_accounts_spell_them(team: Opened) -> None:
    log_in(team.client, "Eve")
    form = {"token": form_token(team.client, "/account"), "act": "assign"}
    form["article"] = team.reports[0].article.id
    assert team.client.post("/coders", data=form | {"coders": "ada"}).status_code == 200
    assert [one.coder for one in team.desk.archive.assignments()] == ["Ada"]
    for name, told in (("Nobody", "Nobody"), ("dateline", "name a person")):
        answer = team.client.post("/coders", data=form | {"coders": name})
        assert answer.status_code == 409
        assert told in answer.text


def test_a_reader_is_shown_no_form_to_decide(team: Opened) -> None:
    log_in(team.client, "Ada")
    first, second = (f"{r.article.id}#{r.claims[0].id}" for r in team.reports[:2])
    team.desk.archive.merge(first, second, by="Ada")
    addresses = [f"/articles/{r.article.id}/claims/c1" for r in team.reports] + ["/decisions", "/"]
    offered = [_forms(team.client.get(address).text) for address in addresses]
    assert any("/decisions" in forms for forms in offered)
    log_in_anew(team.client, "Rea")
    for address in addresses:
        page = team.client.get(address).text
        assert _forms(page) <= {"/logout"}, address
        assert 'href="/paste"' not in page, address


def log_in_anew(client: TestClient, name: str) -> None:
    client.cookies.clear()
    log_in(client, name)


def _forms(page: str) -> set[str]:
    return set(html.fromstring(page).xpath("//form[@method='post']/@action"))


def test_the_api_has_one_shape_of_errors_for_strangers_too(team: Opened) -> None:
    rea = f"Bearer {team.desk.archive.accounts.make_token('Rea')}"
    for headers, status in (
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer"}, 401),
        ({"authorization": "Basic QWRhOng="}, 401),
        ({"authorization": rea}, 403),
    ):
        answer = team.client.post(
            "/api/v1/decisions", json={"kind": "undo", "a": "1"}, headers=headers
        )
        error = answer.json()["error"]
        assert (answer.status_code, error["status"]) == (status, status)
        assert error["message"]
        assert ("www-authenticate" in answer.headers) == (status == 401)
    assert team.client.get("/api/v1/events", headers={"authorization": rea}).status_code == 200


def test_a_token_opens_no_page(team: Opened) -> None:
    bearer = {"authorization": f"Bearer {team.desk.archive.accounts.make_token('Eve')}"}
    assert team.client.get("/users", headers=bearer, follow_redirects=False).status_code == 303


def test_one_changes_the_own_password_with_the_old_one(team: Opened) -> None:
    log_in(team.client, "Ada")
    elsewhere = _browser(team, "Ada")

    def change(old: str, new: str, again: str) -> tuple[int, str]:
        form = {"old": old, "new": new, "again": again}
        form["token"] = form_token(team.client, "/account")
        answer = team.client.post("/account/password", data=form)
        return answer.status_code, answer.text

    assert change("wrong", "another good one", "another good one")[0] == 400
    assert change(WORDS, "another good one", "another bad one")[0] == 400
    assert change(WORDS, "short", "short")[0] == 400
    assert team.desk.archive.accounts.check("Ada", WORDS) is not None
    status, page = change(WORDS, "another good one", "another good one")
    assert (status, "Your password is changed" in page) == (200, True)
    assert team.client.get("/events", follow_redirects=False).status_code == 200
    assert elsewhere.get("/events", follow_redirects=False).status_code == 303
    assert team.desk.archive.accounts.check("Ada", "another good one") is not None


def test_a_token_is_made_shown_once_and_revoked(team: Opened) -> None:
    log_in(team.client, "Ada")
    token = form_token(team.client, "/account")
    page = team.client.post("/account/tokens", data={"token": token}).text
    (secret,) = html.fromstring(page).xpath("//code[@class='secret']/text()")
    assert secret not in team.client.get("/account").text
    bearer = {"authorization": f"Bearer {secret}"}
    assert team.client.get("/api/v1/events", headers=bearer).status_code == 200
    (number,) = team.desk.archive.accounts.user("Ada").tokens
    form = {"number": str(number), "token": token}
    assert team.client.post("/account/tokens/revoke", data=form).status_code == 200
    assert team.client.get("/api/v1/events", headers=bearer).status_code == 401
    assert team.client.post("/account/tokens/revoke", data=form).status_code == 409


def test_an_editor_makes_changes_and_removes_accounts(team: Opened) -> None:
    log_in(team.client, "Eve")
    token = form_token(team.client, "/users")

    def post(path: str, **form: str) -> tuple[int, str]:
        answer = team.client.post(path, data=form | {"token": token})
        return answer.status_code, answer.text

    kept = team.desk.archive.accounts
    assert post("/users", name="Ola/Berg", role="reader", password=WORDS)[0] == 200
    assert kept.user("Ola/Berg").role == "reader"
    assert post("/users", name="ola/berg", role="reader", password=WORDS)[0] == 409
    assert post("/users", name="Bo", role="king", password=WORDS)[0] == 400
    assert post("/users", name="Bo", role="coder", password="short")[0] == 400
    assert post("/users/role", name="Ola/Berg", role="coder")[0] == 200
    assert post("/users/password", name="Ola/Berg", password="another good one")[0] == 200
    assert kept.check("Ola/Berg", "another good one") is not None
    status, page = post("/users/remove", name="Eve")
    assert status == 409
    assert "the last editor" in page
    assert post("/users/remove", name="Ola/Berg")[0] == 200
    assert [user.name for user in kept.users()] == ["Ada", "Eve", "Rea"]


def test_a_hostile_name_is_text(team: Opened) -> None:
    team.desk.archive.accounts.add('<b onclick="x">"Bo', "editor", WORDS)
    log_in(team.client, '<b onclick="x">"Bo')
    for address in ("/users", "/account", "/"):
        page = html.fromstring(team.client.get(address).text)
        assert not page.xpath("//main//b[@onclick]"), address
        assert '<b onclick="x">"Bo' in page.text_content(), address


def test_one_persons_desk_has_no_accounts_to_show(opened: Opened) -> None:
    for address in ("/account", "/users"):
        assert opened.client.get(address).status_code == 404
    assert opened.client.get("/login", follow_redirects=False).headers["location"] == "/"
    form = {"token": opened.desk.token, "name": "Ada", "role": "editor", "password": WORDS}
    for address in (
        "/users",
        "/users/role",
        "/users/remove",
        "/account/password",
        "/account/tokens",
    ):
        assert opened.client.post(address, data=form).status_code == 404, address
    assert opened.desk.archive.accounts.users() == []
    assert "Log out" not in opened.client.get("/").text


@pytest.mark.parametrize("name", ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"])
def test_one_persons_desk_is_not_shown_through_a_proxy(opened: Opened, name: str) -> None:
    """A proxy that says localhost would let everybody in."""
    assert opened.client.get("/events", headers={name: "203.0.113.9"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8017", 200),
        ("192.168.1.5:8017", 200),  # addresses are not names that somebody else can point here
        ("[fd00::5]:8017", 200),
        ("desk.example.org", 200),
        ("newsroom-3:8017", 200),
        ("evil.example", 403),
        ("desk.example.org.evil.example", 403),
        ("", 403),
    ],
)
def test_a_teams_desk_answers_under_its_own_names(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, host: str, status: int
) -> None:
    reach = reach_of(("newsroom-3", ""), "https://desk.example.org")
    with open_team_desk(tmp_path_factory.mktemp("desk"), reader, reach=reach) as (desk, _):
        client = TestClient(make_app(desk), base_url="http://127.0.0.1:8017")
        assert client.get("/login", headers={"host": host}).status_code == status


def test_behind_a_proxy_that_changes_the_host_our_own_forms_are_ours(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_hashing_cheap(monkeypatch)
    reach = Reach(url="https://desk.example.org")
    with open_team_desk(tmp_path_factory.mktemp("desk"), reader, BLAST, reach=reach) as (desk, _):
        client = TestClient(make_app(desk), base_url="https://127.0.0.1:8017")
        form = {"name": "Ada", "password": WORDS, "token": form_token(client)}
        for origin, status in (("https://evil.example", 403), ("https://desk.example.org", 303)):
            answer = client.post(
                "/login", data=form, headers={"origin": origin}, follow_redirects=False
            )
            assert answer.status_code == status


@pytest.mark.parametrize("proxy", ["*", "localhost", "10.0.0.0/8", ""])
def test_a_proxy_is_named_by_its_address(team: Opened, proxy: str) -> None:
    with pytest.raises(ConfigError, match="is no address"):
        serve(team.desk, "127.0.0.1", 0, print, proxy=proxy)


@pytest.mark.parametrize(
    ("proxy", "peer", "counted", "is_secure"),
    [
        ("10.0.0.2", "10.0.0.2", "203.0.113.9", True),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3", False),  # who is no proxy may say what they like
        (None, "127.0.0.1", "127.0.0.1", False),
    ],
)
def test_only_the_proxy_is_believed_who_asks(
    team: Opened, proxy: str | None, peer: str, counted: str, is_secure: bool
) -> None:
    config = server_config(team.desk, proxy)
    config.load()
    client = TestClient(config.loaded_app, client=(peer, 5), base_url="http://10.0.0.1:8017")
    told = {"x-forwarded-for": "1.2.3.4, 203.0.113.9", "x-forwarded-proto": "https"}
    client.headers.update(told)
    cookie = client.get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-dateline=" if is_secure else "dateline=")
    client.cookies.clear()
    client.headers["cookie"] = cookie.partition(";")[0]  # as a browser at the proxy's HTTPS does
    assert log_in(client, "Ada", "wrong").status_code == 401
    assert [key for key in team.desk.attempts._tries if key[0] == "address"] == [
        ("address", counted)
    ]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])  # noqa: S104
def test_others_reach_a_desk_with_accounts_only(host: str) -> None:
    with pytest.raises(ConfigError, match="has no accounts, so everybody"):
        find_reach(host, None, has_accounts=False)
    assert find_reach(host, None, has_accounts=True) is not None


def test_where_there_are_accounts_everybody_logs_in() -> None:
    """On this machine as well: a proxy in front may say that it is this machine."""
    assert find_reach("127.0.0.1", None, has_accounts=False) is None
    assert find_reach("127.0.0.1", None, has_accounts=True) is not None
    with pytest.raises(ConfigError, match=r"url: https://desk[.]example[.]org can be reached"):
        find_reach("127.0.0.1", "https://desk.example.org", has_accounts=False)


@pytest.mark.parametrize(
    "url",
    ["desk.example.org", "ftp://a.example", "https://", "https://a.example/desk", "https://[",
     "https://a:99999"],
)  # fmt: skip
def test_a_url_that_is_none_is_told(url: str) -> None:
    with pytest.raises(ConfigError, match="is not where a proxy could answer"):
        reach_of((), url)


def test_a_damaged_archive_is_told_at_the_door(
    team: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(team.client, "Ada")
    team.desk.archive.close()
    with team.desk.archive._engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sessions")
    answer = team.client.get("/api/v1/events")
    assert answer.status_code == 503
    assert json.loads(answer.text)["error"]["message"]
