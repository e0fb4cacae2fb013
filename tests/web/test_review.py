"""Deciding about claims by forms, as they are sent without JavaScript."""

import dataclasses
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from httpx import Response
from lxml import html

from dateline.pipeline import typed
from dateline.records import Code
from dateline.settings import settings
from dateline.store import Review, value_of
from tests.web.conftest import Opened

_HERDERS = Path(__file__).parents[2] / "examples" / "codebooks" / "herders.yaml"


def _article(opened: Opened, number: int = 0) -> str:
    return opened.reports[number].article.id


def _send(opened: Opened, act: str, claim: str = "c1", **more: Any) -> Response:
    form = {"token": opened.desk.token, "act": act, "claim": claim} | more
    address = f"/articles/{_article(opened)}/review"
    return opened.client.post(address, data=form, follow_redirects=False)


def _as_shown(opened: Opened, claim_id: str = "c1", **changed: Any) -> dict[str, Any]:
    """The fields of the form of a claim as the page has them, with some changed."""
    page = html.fromstring(opened.client.get(f"/articles/{_article(opened)}?edit={claim_id}").text)
    (form,) = page.xpath("//form[@class='editing']")
    fields: dict[str, Any] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields | changed


def _review(opened: Opened, number: int = 0) -> Review:
    review = opened.desk.archive.review(_article(opened, number))
    assert review is not None
    return review


def _claim(opened: Opened) -> Any:
    return _review(opened).claims[0].claim


def test_a_form_that_is_sent_as_it_came_decides_nothing(opened: Opened) -> None:
    answer = opened.client.post(
        f"/articles/{_article(opened)}/review", data=_as_shown(opened), follow_redirects=False
    )
    assert answer.status_code == 422
    assert "nothing is another than before" in answer.text
    assert opened.desk.archive.decisions() == []


def test_accept_reject_undo_and_comment_lead_back_to_the_claims(opened: Opened) -> None:
    article_id = _article(opened)
    for act in ("accept", "undo", "reject", "comment"):
        more = {"number": "1"} if act == "undo" else {}
        answer = _send(opened, act, why="because", **more)
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == f"/articles/{article_id}#claim-c1"
    kinds = [decision.kind for decision in opened.desk.archive.decisions()]
    assert kinds == ["comment", "reject", "undo", "accept"]
    page = opened.client.get(f"/articles/{article_id}").text
    assert 'class="record claimrecord rejected"' in page
    assert "because" in page


@pytest.mark.parametrize(
    ("changed", "field", "expected"),
    [
        ({"status": "planned"}, "status", "planned"),
        ({"certainty": "alleged"}, "certainty", "alleged"),
        ({"type": "COERCE"}, "type", "COERCE"),
        ({"modes": ["explosives", "targeted"]}, "modes", ["explosives", "targeted"]),
        ({"said_by": []}, "said_by", []),
        ({"start": "2015-07-13", "end": "2015-07-14"}, "when", ("2015-07-13", "2015-07-14", 2)),
        ({"start": "2015-07", "end": "2015-07"}, "when", ("2015-07", "2015-07", 4)),
        ({"no_time": "on"}, "when", None),
        ({"recipients_kept": []}, "recipients", []),
        ({"actors_words": "the Northern Front"}, "actors", ["the Northern Front"]),
        ({"targets_words": "Tirana", "targets_kept": []}, "targets", ["Tirana"]),
        ({"targets_0_kind": "infrastructure"}, "targets", ["a bus depot in Tirana"]),
        ({"instruments_words": "bomb", "instruments_kept": []}, "instruments", ["bomb"]),
        ({"contexts": ["terrorism", "crime"]}, "contexts", ["terrorism", "crime"]),
        ({"trigger": "bomb exploded"}, "trigger", ["bomb exploded"]),
        ({"evidence": "A bomb exploded"}, "evidence", ["A bomb exploded"]),
    ],
)
def test_every_field_can_be_corrected(
    opened: Opened, changed: dict[str, Any], field: str, expected: Any
) -> None:
    answer = opened.client.post(
        f"/articles/{_article(opened)}/review",
        data=_as_shown(opened, **changed),
        follow_redirects=False,
    )
    assert answer.status_code == 303, answer.text
    claim, article = _claim(opened), opened.reports[0].article
    found = getattr(claim, field)
    if field == "when" and found is not None:
        found = (found.start, found.end, found.precision)
    elif field in {"actors", "recipients", "targets", "instruments"}:
        found = [article.quote(one.span) for one in found]
    elif field in {"trigger", "evidence"}:
        found = [article.quote(span) for span in found]
    assert (list(found) if isinstance(found, tuple) and field != "when" else found) == expected
    (made,) = opened.desk.archive.decisions()
    assert made.field == field


def test_a_figure_alone_is_exact_and_stands_on_the_words_that_were_chosen(opened: Opened) -> None:
    changed = {"toll_0_low": "", "toll_0_best": "11", "toll_0_high": "", "shown": "killing nine"}
    article = opened.reports[0].article
    start = article.text.index("killing nine")
    changed["shown_at"] = f"{start}-{start + 12}"
    opened.client.post(
        f"/articles/{article.id}/review", data=_as_shown(opened, **changed), follow_redirects=False
    )
    first, second = _claim(opened).toll
    assert (first.kind, first.low, first.best, first.high) == ("killed", 11, 11, 11)
    assert [article.quote(span) for span in first.evidence] == ["killing nine"]
    assert second == opened.reports[0].claims[0].toll[1]


def test_whom_a_figure_counts_and_on_whose_word_stands_on_words_of_the_text(
    opened: Opened,
) -> None:
    address, article = f"/articles/{_article(opened)}/review", opened.reports[0].article
    changed = {"toll_1_of": "people", "toll_1_said_by": "", "toll_0_of": "Minister"}
    assert opened.client.post(address, data=_as_shown(opened, **changed)).status_code == 200
    first, second = _claim(opened).toll
    assert (first.of, second.of, second.said_by) == ("Minister", "people", ())
    assert "Minister" in [article.quote(span) for span in first.evidence]
    (made,) = opened.desk.archive.decisions()
    assert made.field == "toll"
    assert made.after is not None
    assert "9 Minister killed" in made.after
    wrong = opened.client.post(address, data=_as_shown(opened, toll_0_of="nuns"))
    assert (wrong.status_code, "do not stand in the text" in wrong.text) == (422, True)
    opened.client.post(address, data=_as_shown(opened, toll_0_of=""))
    assert _claim(opened).toll[0].of is None
    opened.desk.archive.undo(2, by="Ben")
    opened.desk.archive.undo(1, by="Ben")
    assert _claim(opened).toll == opened.reports[0].claims[0].toll


def test_another_kind_takes_nothing_from_the_next_figure(opened: Opened) -> None:
    before = opened.reports[0].claims[0].toll
    changed = _as_shown(opened, toll_0_kind="missing", toll_1_kind="killed")
    opened.client.post(f"/articles/{_article(opened)}/review", data=changed)
    after = _claim(opened).toll
    assert [toll.kind for toll in after] == ["missing", "killed"]
    assert [toll.evidence for toll in after] == [toll.evidence for toll in before]
    assert [toll.of for toll in after] == [toll.of for toll in before]


def test_who_is_named_can_be_accused_only(opened: Opened) -> None:
    address, said = f"/articles/{_article(opened)}/review", opened.reports[0].attributions
    opened.client.post(address, data=_as_shown(opened, actors_words="the Northern Front"))
    changed = {"actors_0_certainty": "alleged", "actors_0_said_by": said[1].id}
    assert opened.client.post(address, data=_as_shown(opened, **changed)).status_code == 200
    (actor,) = _claim(opened).actors
    assert (actor.certainty, actor.said_by) == ("alleged", (said[1].id,))
    made = opened.desk.archive.decisions()[0]
    assert made.after is not None
    assert "(alleged, on the word of" in made.after
    opened.client.post(address, data=_as_shown(opened, actors_0_certainty="", actors_0_said_by=""))
    (actor,) = _claim(opened).actors
    assert (actor.certainty, actor.said_by) == (None, ())


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"toll_0_said_by": "a77"}, "which is not in the article"),
        ({"actors_words": "bomb", "actors_0_certainty": "sure"}, None),
        ({"contexts": ["witchcraft"]}, "unknown context"),
        ({"targets_0_kind": "planet"}, "targets.0.kind"),
        ({"instruments_words": "a spoon"}, "do not stand in the text"),
        ({"shown": "words that nobody wrote"}, "do not stand in the text"),
        ({"shown": "killing nine", "shown_at": "0-4", "status": "planned"}, None),
        ({"toll_0_best": "many"}, "is not a whole number"),
        ({"toll_0_low": "9", "toll_0_high": "2"}, "is no range"),
        ({"toll_2_best": "4"}, "say of what the figure is"),
        ({"toll_2_kind": "eaten", "toll_2_best": "4"}, "toll.2.kind"),
        ({"start": "yesterday"}, "is no date"),
        ({"start": "2016", "end": "2015"}, "is later than"),
        ({"type": "WAR"}, "unknown type"),
        ({"modes": ["hug"]}, "has no mode"),
        ({"said_by": ["a77"]}, "which is not in the article"),
        ({"actors_entity": "e77"}, "there is no entity e77"),
        ({"act": "dance"}, "nothing that can be done"),
        ({"claim": "c77"}, "there is no claim c77"),
    ],
)
def test_what_cannot_be_is_told_with_what_was_typed(
    opened: Opened, changed: dict[str, Any], told: str | None
) -> None:
    answer = opened.client.post(
        f"/articles/{_article(opened)}/review",
        data=_as_shown(opened, why="a reason", **changed),
        follow_redirects=False,
    )
    if told is None:  # a wrong place gives way to the words
        assert answer.status_code == 303
        return
    assert answer.status_code in {409, 422}
    assert told in unescape(answer.text)
    if "claim" not in changed and "act" not in changed:
        assert 'value="a reason"' in answer.text
    assert opened.desk.archive.decisions() == []


def test_a_place_stays_pinned_only_as_far_as_its_words_say(opened: Opened) -> None:
    known = [one.kind for one in typed.candidates("Durres")]
    answer = _send(
        opened, "place", name="Durres", place=str(known.index("city")), shown="in Tirana"
    )
    assert answer.status_code == 303, answer.text
    where = _claim(opened).where
    assert (where.name, where.country, where.precision) == ("Durrës", "ALB", 1)
    assert opened.reports[0].article.quote(where.evidence[0]) == "in Tirana"
    assert _send(opened, "place", name="Nowhere at all", place="unknown").status_code == 303
    assert (_claim(opened).where.name, _claim(opened).where.lat) == ("Nowhere at all", None)
    assert _send(opened, "place", place="none").status_code == 303
    assert _claim(opened).where is None
    for choice in ("99", "x", ""):
        assert _send(opened, "place", name="Durres", place=choice).status_code == 422


def test_the_name_of_who_decides_is_kept_for_the_next_pages(opened: Opened) -> None:
    form = {"token": opened.desk.token, "by": "Žofie  Ó <b>", "then": "//evil.example/"}
    answer = opened.client.post("/coders", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/coders"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    _send(opened, "accept")
    assert opened.desk.archive.decisions()[0].by == "Žofie  Ó <b>"
    page = opened.client.get(f"/articles/{_article(opened)}").text
    assert "Žofie  Ó &lt;b&gt;" in page
    assert "Ó <b>" not in page


def test_a_form_of_another_site_decides_nothing(opened: Opened) -> None:
    address = f"/articles/{_article(opened)}/review"
    for form in ({"act": "accept", "claim": "c1"}, {"act": "accept", "claim": "c1", "token": "x"}):
        assert opened.client.post(address, data=form).status_code == 403
    assert opened.desk.archive.decisions() == []


def test_the_api_corrects_too(opened: Opened) -> None:
    claim = f"{_article(opened)}#c1"
    start = opened.reports[0].article.text.index("bomb")
    body = {"kind": "correct", "a": claim, "field": "status", "value": "planned", "by": "Ada"}
    made = opened.client.post("/api/v1/decisions", json=body | {"evidence": [[start, start + 4]]})
    assert made.status_code == 201, made.text
    assert made.json()["before"] == "happened"
    assert made.json()["after"] == "planned"
    assert opened.client.post("/api/v1/decisions", json=body).status_code == 400
    rejected = opened.client.post(
        "/api/v1/decisions", json={"kind": "reject", "a": claim, "by": "Ada"}
    )
    assert rejected.status_code == 201
    wrong = opened.client.post("/api/v1/decisions", json=body | {"field": "colour"})
    assert wrong.status_code in {409, 422}


def test_an_added_claim_and_its_figures_stand_on_the_word_of_who_tells_it(opened: Opened) -> None:
    page = html.fromstring(opened.client.get(f"/articles/{_article(opened)}?add=1").text)
    chosen = page.xpath("//form[@id='missed']//select[@name='certainty']")[0].value
    made = _send(
        opened, "add", "", trigger="bomb exploded", type="ASSAULT", status="happened",
        certainty=chosen, toll_0_kind="killed", toll_0_best="9",
    )  # fmt: skip
    assert made.status_code == 303, made.text
    (added,) = [one.claim for one in _review(opened).claims if one.claim.id.startswith("d")]
    assert added.certainty == "attributed"
    assert len(added.said_by) == 1
    assert added.toll[0].said_by == added.said_by


def test_a_hostile_article_can_be_reviewed(hostile: Opened) -> None:
    article_id = _article(hostile)
    for address in (f"/articles/{article_id}?edit=c1", f"/articles/{article_id}?add=1"):
        page = hostile.client.get(address)
        assert page.status_code == 200
        assert "<script>window" not in page.text
        assert not set(page.text) & set("\0\x07\u202e\u2066")
    answer = _send(
        hostile, "add", "", trigger="Gunmen killed nine", type="ASSAULT", status="happened",
        certainty="stated", why="<img src=x onerror=alert(1)>",
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    assert "<img" not in hostile.client.get(f"/articles/{article_id}").text


def _told(answer: Response) -> str:
    (problem,) = html.fromstring(answer.text).xpath("//*[@role='alert']")
    return " ".join(problem.text_content().split())


def test_who_corrects_what_somebody_else_corrected_meanwhile_is_told_and_hits_no_other_row(
    opened: Opened,
) -> None:
    archive, article_id = opened.desk.archive, _article(opened)
    form = _as_shown(opened, toll_0_best="10", toll_0_low="10", toll_0_high="10")
    before = _claim(opened)
    wounded = value_of(before, "toll")[1:]
    assert before.toll[0].kind == "killed"
    assert wounded, "two figures, so that one can be taken away"
    archive.correct(f"{article_id}#c1", {"toll": wounded}, by="Ada", why="nobody was killed")

    answer = opened.client.post(f"/articles/{article_id}/review", data=form)

    assert answer.status_code == 409
    told = _told(answer)
    assert "Ada corrected the toll (9 killed (police); 30 wounded (police) → 30 wounded" in told
    assert "You had chosen:toll: 9 killed (police)" in told
    assert "→ 10 killed (police); 30 wounded (police)" in told
    assert [toll.kind for toll in _claim(opened).toll] == ["wounded"]
    assert len(archive.decisions()) == 1
    page = html.fromstring(answer.text)  # the form is there anew, with what the claim says now
    assert page.xpath("//select[@name='toll_0_kind']/option[@selected]/@value") == ["wounded"]
    again = _as_shown(opened, toll_0_best="31", toll_0_low="31", toll_0_high="31")
    sent = opened.client.post(f"/articles/{article_id}/review", data=again, follow_redirects=False)
    assert sent.status_code == 303
    assert [toll.best for toll in _claim(opened).toll] == [31]


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_a_verdict_on_what_is_another_claim_now_is_refused_beside_it(
    opened: Opened, act: str
) -> None:
    article_id = _article(opened)
    page = html.fromstring(opened.client.get(f"/articles/{article_id}").text)
    (seen,) = page.xpath("//form[@aria-label='Decide about c1']/input[@name='seen']/@value")
    opened.desk.archive.correct(f"{article_id}#c1", {"status": "planned"}, by="Ada")
    answer = _send(opened, act, seen=seen)
    assert answer.status_code == 409
    assert "Ada corrected the status (happened → planned)" in _told(answer)
    assert "You had chosen" not in _told(answer)
    (near,) = html.fromstring(answer.text).xpath("//*[@id='claim-c1']//*[@role='alert']")
    assert near is not None
    assert len(opened.desk.archive.decisions()) == 1


def test_what_cannot_be_taken_is_told_in_the_form(opened: Opened) -> None:
    answer = opened.client.post(
        f"/articles/{_article(opened)}/review", data=_as_shown(opened, toll_0_best="many")
    )
    assert answer.status_code == 422
    (near,) = html.fromstring(answer.text).xpath("//*[@id='claim-c1']//*[@role='alert']/@id")
    (action,) = html.fromstring(answer.text).xpath("//form[@class='editing']/@action")
    assert action.endswith(f"#{near}")  # so that the browser shows it


def test_codes_of_ones_own_codebook_are_given_changed_and_taken_away(opened: Opened) -> None:
    address = f"/articles/{_article(opened)}"
    assert "codes" not in _as_shown(opened)  # nobody has a codebook of their own
    opened.desk.own_codes = typed.own_codes(_HERDERS)
    raid = Code(codebook="herders", type="Cattle raid", score=1.0)
    for chosen, codes in (
        (["Cattle raid (herders)", ""], (raid,)),
        (["Crop damage (herders)", ""], (dataclasses.replace(raid, type="Crop damage"),)),
        (["", ""], ()),
    ):
        sent = opened.client.post(
            f"{address}/review", data=_as_shown(opened, codes=chosen), follow_redirects=False
        )
        assert sent.status_code == 303, sent.text
        assert _claim(opened).codes == codes
        shown = html.fromstring(opened.client.get(address).text).xpath("//dt[.='Code']/../dd")
        assert [" ".join(one.text_content().split()) for one in shown] == [
            f"{code.type} of {code.codebook}" for code in codes
        ]
    told = [(one.before, one.after) for one in opened.desk.archive.decisions()]
    assert told[-1] == ("none", "Cattle raid (herders)")
    refused = opened.client.post(f"{address}/review", data=_as_shown(opened, codes=["Rain"]))
    assert refused.status_code == 422
    assert "is none of those known: Cattle raid (herders)" in _told(refused)


def test_a_code_that_was_read_keeps_its_score_and_can_be_given_elsewhere(opened: Opened) -> None:
    name = f"{_article(opened)}#c1"
    read = {"codebook": "mine", "type": "Blast", "score": 0.4}
    opened.desk.archive.correct(name, {"codes": [read]}, by="Ada")
    opened.desk.own_codes = typed.own_codes(_HERDERS)
    chosen = ["Blast (mine)", "Crop damage (herders)"]
    opened.client.post(f"/articles/{_article(opened)}/review", data=_as_shown(opened, codes=chosen))
    assert [(code.type, code.score) for code in _claim(opened).codes] == [
        ("Blast", 0.4),
        ("Crop damage", 1.0),
    ]


def test_a_codebook_that_cannot_be_read_takes_no_page_away(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_CODEBOOK", str(tmp_path / "none.yaml"))
    settings.cache_clear()
    try:
        assert opened.client.get(f"/articles/{_article(opened)}?edit=c1").status_code == 200
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_rounded_figure_that_nobody_touches_stays_rounded(opened: Opened) -> None:
    name = f"{_article(opened)}#c1"
    about = dataclasses.replace(_claim(opened).toll[1], low=None, best=30, high=None)
    killed = value_of(_claim(opened), "toll")[0]
    rounded = value_of(dataclasses.replace(_claim(opened), toll=(about,)), "toll")
    opened.desk.archive.correct(name, {"toll": [killed, *rounded]}, by="Ada")
    changed = {f"toll_0_{bound}": "10" for bound in ("low", "best", "high")}
    opened.client.post(f"/articles/{_article(opened)}/review", data=_as_shown(opened, **changed))
    figures = [(toll.low, toll.best, toll.high) for toll in _claim(opened).toll]
    assert figures == [(10, 10, 10), (None, 30, None)]
    opened.client.post(
        f"/articles/{_article(opened)}/review", data=_as_shown(opened, toll_1_best="31")
    )
    assert _claim(opened).toll[1].low == 31  # a figure that is typed into best alone is exact
