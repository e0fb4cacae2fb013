"""The HTTP API: the same answers as the commands, one shape of errors, never a 500."""

import json
from collections import Counter

import hypothesis
import pytest
import schemathesis
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dateline.pipeline import read_actor
from dateline.records import actor_from_json, event_from_json, report_from_json
from dateline.store import FIELDS, ClaimQuery, EventQuery
from dateline.store.as_json import claim_as_json
from dateline.web.app import make_app
from tests.desk import MARCH
from tests.web.conftest import Opened, log_in

LISTS = [
    "articles",
    "claims",
    "events",
    "actors",
    "said",
    "changes",
    "decisions",
    "watches",
    "alerts",
]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_parts_is_the_whole_list(opened: Opened, name: str) -> None:
    first, second, third = (f"{r.article.id}#{r.claims[0].id}" for r in opened.reports)
    for number in range(4):  # so that decisions too come in parts
        opened.desk.archive.split(first, (second, third)[number % 2], by=f"Ada {number}")
    whole = opened.client.get(f"/api/v1/{name}?limit=500").json()
    assert whole["next"] is None
    parts, address = [], f"/api/v1/{name}?limit=2"
    while address:
        answer = opened.client.get(address)
        assert answer.status_code == 200
        assert len(answer.json()["items"]) <= 2
        parts.append(answer.json()["items"])
        address = answer.json()["next"]
    assert [item for part in parts for item in part] == whole["items"]
    assert len(parts) == -(-len(whole["items"]) // 2) or name in {"watches", "alerts"}


def test_claims_are_what_the_command_prints(opened: Opened) -> None:
    asked = opened.client.get("/api/v1/claims?type=PROTEST&place=PER").json()["items"]
    rows = opened.desk.archive.claims(ClaimQuery(type="PROTEST", place="PER"))
    assert asked == json.loads(json.dumps([claim_as_json(row) for row in rows]))
    assert asked


def test_single_records_keep_their_contracts(opened: Opened) -> None:
    report = opened.client.get(f"/api/v1/articles/{opened.reports[0].article.id}")
    assert report_from_json(report.content) == opened.reports[0]
    row = next(opened.desk.archive.events(EventQuery()))
    assert event_from_json(opened.client.get(f"/api/v1/events/{row.id}").content).id == row.id
    actor = next(iter(opened.desk.archive.actors()))
    assert actor_from_json(opened.client.get(f"/api/v1/actors/{actor.id}").content).id == actor.id


def test_an_actor_is_told_in_parts_that_say_what_they_leave_out(opened: Opened) -> None:
    whole = next(
        found
        for row in opened.desk.archive.actors()
        if (found := read_actor(opened.desk.archive, row.id)).articles > 1
    )
    address: str | None = f"/api/v1/actors/{whole.id}?limit=1"
    parts = []
    while address:
        answer = opened.client.get(address)
        parts.append(actor_from_json(answer.content))
        address = answer.links.get("next", {}).get("url")
    assert len(parts) == whole.articles
    assert {(part.articles, part.left_out) for part in parts} == {
        (whole.articles, whole.articles - 1)
    }
    for name in ("entities", "did", "suffered", "said", "said_of", "ties"):
        told = [one for part in parts[::-1] for one in getattr(part, name)]
        assert told == list(getattr(whole, name)), name
    assert (whole.left_out, parts[0].links) == (0, whole.links)
    all_at_once = opened.client.get(f"/api/v1/actors/{whole.id}")
    assert actor_from_json(all_at_once.content) == whole
    assert "next" not in all_at_once.links
    beyond = opened.client.get(f"/api/v1/actors/{whole.id}?offset={whole.articles}")
    assert beyond.status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/events/event-000000", 404),
        ("/api/v1/events/ev", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/events?since=yesterday", 400),
        ("/api/v1/events?type=NONE", 400),
        ("/api/v1/events?limit=0", 422),
        ("/api/v1/events?min_killed=many", 422),
        ("/api/v1/changes?since=x", 400),
        ("/api/v1/schemas/none", 422),
    ],
)
def test_errors_have_one_shape(opened: Opened, address: str, status: int) -> None:
    answer = opened.client.get(address)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["status"] == status
    assert error["message"]
    assert isinstance(error["where"], list)


def test_decisions_are_made_and_undone(opened: Opened) -> None:
    first, second = (
        f"{r.article.id}#{r.claims[0].id}" for r in (opened.reports[0], opened.reports[2])
    )
    told = {"kind": "merge", "a": first, "b": second, "by": "Ada", "why": "to see"}
    made = opened.client.post("/api/v1/decisions", json=told)
    assert made.status_code == 201
    assert made.json()["why"] == "to see"
    undone = opened.client.post(
        "/api/v1/decisions", json={"kind": "undo", "a": str(made.json()["number"]), "by": "Ben"}
    )
    assert undone.status_code == 201
    again = opened.client.post(
        "/api/v1/decisions", json={"kind": "undo", "a": str(made.json()["number"]), "by": "Ben"}
    )
    assert again.status_code == 409
    assert [one["kind"] for one in opened.client.get("/api/v1/decisions").json()["items"]] == [
        "undo",
        "merge",
    ]


@hypothesis.given(
    told=st.dictionaries(
        st.sampled_from(["kind", "a", "b", "by", "why", "else"]),
        st.one_of(
            st.text(),
            st.sampled_from(["undo", "merge", "split", "1", "\ud800", "a\0"]),
            st.none(),
            st.integers(),
        ),
    )
)
@hypothesis.settings(
    max_examples=60, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_any_decision_is_answered(opened: Opened, told: dict[str, object]) -> None:
    _decide(opened, told)


_RANGES = st.lists(
    st.tuples(st.integers(-1, 400), st.integers(-1, 400)).map(list)
    | st.tuples(st.integers(0, 150), st.integers(1, 12)).map(lambda one: [one[0], sum(one)]),
    max_size=3,
)
_WORDS = st.sampled_from(
    ["ASSAULT", "explosives", "planned", "alleged", "a1", "e1", "killed", "terrorism", "2015-07"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**70) | st.text(max_size=5) | _WORDS | _RANGES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["kind", "low", "best", "high", "of", "said_by", "evidence", "entity", "span",
                 "name", "start", "end", "precision", "certainty", "lat"]
            ),
            inner,
            max_size=7,
        )
    ),
    max_leaves=8,
)  # fmt: skip
_FIELDS = st.sampled_from((*FIELDS, "colour"))


@hypothesis.given(
    kind=st.sampled_from(["correct", "add", "comment", "accept", "reject", "undo"]),
    on=st.integers(0, 2),
    whole=st.booleans(),
    more=st.fixed_dictionaries(
        {},
        optional={
            "field": _FIELDS,
            "value": _VALUES,
            "values": st.dictionaries(_FIELDS, _VALUES, max_size=4),
            "evidence": _RANGES,
            "trigger": _RANGES,
            "why": st.text(max_size=9),
        },
    ),
)
@hypothesis.settings(
    max_examples=150, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_any_correction_addition_and_comment_is_answered(
    opened: Opened, kind: str, on: int, whole: bool, more: dict[str, object]
) -> None:
    article = opened.reports[on].article.id
    name = article if whole or kind == "add" else f"{article}#c1"
    type_ = {"type": "ASSAULT"} | dict(more.get("values") or {})  # type: ignore[call-overload]
    told = {"kind": kind, "a": "1" if kind == "undo" else name, "by": "Ada"} | more
    _decide(opened, told | ({"values": type_} if kind == "add" and whole else {}))
    again = opened.client.get(f"/articles/{article}?edit=c1")
    assert again.status_code == 200  # and what was decided can be shown
    assert report_from_json(opened.client.get(f"/api/v1/articles/{article}").content)


def _decide(opened: Opened, told: dict[str, object]) -> None:
    answer = opened.client.post(
        "/api/v1/decisions", content=json.dumps(told), headers={"content-type": "application/json"}
    )
    assert answer.status_code < 500, (told, answer.text)
    if answer.status_code >= 400:
        assert answer.json()["error"]["status"] == answer.status_code


def test_a_missed_claim_is_added_and_undone(opened: Opened) -> None:
    report = opened.reports[2]
    article, start = report.article, report.article.text.index("bus fares")
    told = {
        "kind": "add", "a": article.id, "by": "Ada", "why": "it was missed",
        "trigger": [[start, start + 9]],
        "values": {"type": "REQUEST", "status": "happened", "contexts": ["economic"]},
    }  # fmt: skip
    made = opened.client.post("/api/v1/decisions", json=told)
    assert made.status_code == 201, made.text
    claims = opened.client.get(f"/api/v1/articles/{article.id}").json()["claims"]
    (added,) = [claim for claim in claims if claim["id"] == f"d{made.json()['number']}"]
    assert (added["type"], added["contexts"]) == ("REQUEST", ["economic"])
    assert added["evidence"] == [[start, start + 9]]
    undo = {"kind": "undo", "a": str(made.json()["number"]), "by": "Ada"}
    assert opened.client.post("/api/v1/decisions", json=undo).status_code == 201
    after = opened.client.get(f"/api/v1/articles/{article.id}").json()["claims"]
    assert len(after) == len(claims) - 1
    for wrong in (
        {"trigger": []},
        {"values": {}},
        {"trigger": [[5, 5]]},
        {"values": {"type": "X"}},
    ):
        refused = opened.client.post("/api/v1/decisions", json=told | wrong)
        assert refused.status_code == 422, refused.text


def _toll(of: str, start: int, end: int) -> dict[str, object]:
    figures = dict.fromkeys(("low", "best", "high"), 9)
    return {"kind": "killed", **figures, "of": of, "evidence": [[start, end]]}


def test_whom_a_figure_counts_is_told_in_words_of_the_text(opened: Opened) -> None:
    article = opened.reports[0].article
    start = article.text.index("killing nine")
    end = start + len("killing nine")
    add = {"kind": "add", "a": article.id, "by": "Ada", "trigger": [[start, end]]}
    correct = {"kind": "correct", "a": f"{article.id}#c1", "by": "Ada", "field": "toll"}
    for of, status in (("nuns", 422), (" ", 422), ("killing nine people", 201)):
        toll = [_toll(of, start, end)]
        for told in (
            add | {"values": {"type": "ASSAULT", "toll": toll}},
            correct | {"value": toll},
        ):
            made = opened.client.post("/api/v1/decisions", json=told)
            assert made.status_code == status, made.text
            assert (status == 201) or "do not stand in the text" in made.json()["error"]["message"]


@pytest.mark.parametrize(
    ("number", "words", "values", "certainty", "speakers"),
    [
        (0, "bomb exploded", {}, "attributed", 1),
        (0, "bomb exploded", {"said_by": []}, "attributed", 1),
        (0, "bomb exploded", {"certainty": "stated"}, "stated", 0),
        (1, "planted the bomb", {}, "denied", 1),
        (0, "police", {}, "stated", 0),
    ],
)
def test_a_claim_that_is_added_stands_on_the_word_of_who_tells_it(
    opened: Opened,
    number: int,
    words: str,
    values: dict[str, object],
    certainty: str,
    speakers: int,
) -> None:
    article = opened.reports[number].article
    start = article.text.index(words)
    told = {
        "kind": "add", "a": article.id, "by": "Ada", "trigger": [[start, start + len(words)]],
        "values": {"type": "ASSAULT"} | values,
    }  # fmt: skip
    made = opened.client.post("/api/v1/decisions", json=told)
    assert made.status_code == 201, made.text
    report = opened.desk.archive.report(article.id)
    assert report is not None
    (added,) = [one for one in report.claims if one.id == f"d{made.json()['number']}"]
    assert (added.certainty, len(added.said_by)) == (certainty, speakers)
    for one in added.said_by:
        said = report.attribution(one)
        assert any(part.covers(added.trigger[0]) for part in said.content)


def test_an_article_is_read_and_kept(opened: Opened) -> None:
    text = MARCH.replace("Arequipa", "Trujillo")
    before = opened.desk.archive.counts().articles
    read = opened.client.post("/api/v1/articles", json={"text": text, "keep": False})
    assert read.status_code == 200
    assert opened.desk.archive.counts().articles == before
    kept = opened.client.post("/api/v1/articles", json={"text": text})
    assert kept.status_code == 201
    report = report_from_json(kept.content)
    assert opened.desk.archive.report(report.article.id) == report
    assert report_from_json(read.content).claims == report.claims
    named = {"text": "Nothing happened.", "outlet": "The Lake Gazette", "published": "2024-05-01"}
    article = opened.client.post("/api/v1/articles", json=named).json()["article"]
    assert (article["outlet"], article["published"]) == ("The Lake Gazette", "2024-05-01")


def test_what_is_read_without_keeping_it_is_forgotten_at_once(opened: Opened) -> None:
    text = MARCH.replace("Arequipa", "Trujillo")
    read = opened.client.post("/api/v1/articles", json={"text": text, "keep": False})
    article_id = read.json()["article"]["id"]
    assert opened.client.get(f"/paste/{article_id}").status_code == 404
    form = {"token": opened.desk.token, "text": text}
    assert opened.client.post("/paste", data=form).url.path == f"/paste/{article_id}"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, 400),
        ({"text": "a", "url": "https://example.org/"}, 400),
        ({"url": "file:///etc/passwd"}, 400),
        ({"url": "http://127.0.0.1:8017/"}, 422),
        ({"text": ""}, 422),
        ({"text": "a", "published": "yesterday"}, 400),
        ({"text": "a", "colour": "red"}, 422),
    ],
)
def test_an_article_that_cannot_be_read_is_refused(
    opened: Opened, told: dict[str, str], status: int
) -> None:
    answer = opened.client.post("/api/v1/articles", json=told)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["status"] == status


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_whatever_the_description_allows_is_answered(opened: Opened) -> None:
    """Schemathesis makes requests of the OpenAPI description, right ones and wrong ones."""
    asked = _ask_all(opened, {}, 15)
    assert sum(asked.values()) > 100


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", ["Rea", "Ada", "Eve", None])
def test_whatever_is_asked_with_a_token_is_answered_or_refused(
    team: Opened, name: str | None
) -> None:
    """For each role, and for a token that is none: no 500, and nothing that the role may not."""
    token = "dateline_wrong" if name is None else team.desk.archive.accounts.make_token(name)
    asked = _ask_all(team, {"authorization": f"Bearer {token}"}, 8)
    assert sum(asked.values()) > 50
    if name is None:
        assert set(asked) <= {401, 405}  # a method that is none of the route's is told first
    else:
        assert 401 not in asked
        assert (403 in asked) == (name == "Rea")
        assert 200 in asked


def _ask_all(opened: Opened, headers: dict[str, str], examples: int) -> Counter[int]:
    """Ask every operation of the description; how often each status was the answer."""
    app = make_app(opened.desk)
    client = TestClient(app, base_url="http://127.0.0.1:8017", raise_server_exceptions=False)
    if opened.desk.has_accounts:
        log_in(client, "Rea")
    description = client.get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(description)
    schema.app = app
    asked: Counter[int] = Counter()
    for operation in schema.get_all_operations():

        @hypothesis.given(case=operation.ok().as_strategy())
        @hypothesis.settings(
            max_examples=examples,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
            database=None,
        )
        def ask(case: schemathesis.Case) -> None:
            response = case.call(base_url="http://127.0.0.1:8017", headers=headers)
            asked[response.status_code] += 1
            assert response.status_code < 500, (case.path, response.text)
            if response.status_code >= 400:
                assert response.json()["error"]["status"] == response.status_code

        ask()
    return asked


@hypothesis.given(
    name=st.sampled_from(
        [
            "/events",
            "/actors",
            "/api/v1/events",
            "/api/v1/claims",
            "/api/v1/said",
            "/api/v1/actors",
            "/api/v1/changes",
        ]
    ),
    asked=st.dictionaries(
        st.sampled_from(
            [
                "type",
                "actor",
                "place",
                "since",
                "until",
                "min_killed",
                "certainty",
                "outlet",
                "text",
                "page",
                "limit",
                "offset",
                "kind",
                "stance",
                "speaker",
            ]
        ),
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                [
                    "2015",
                    "9999-12-31",
                    "0001-01-01",
                    "0",
                    "-1",
                    "9" * 30,
                    "%",
                    "_",
                    "\\",
                    "\0",
                    "PROTEST",
                    "PER",
                    "bomb",
                ]
            ),
        ),
    ),
)
@hypothesis.settings(
    max_examples=120, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_any_question_is_answered(opened: Opened, name: str, asked: dict[str, str]) -> None:
    assert opened.client.get(name, params=asked).status_code < 500
