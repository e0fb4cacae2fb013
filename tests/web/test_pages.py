"""What each page shows; without a browser, and so without JavaScript."""

import dataclasses
import re
from html import unescape

import pytest
from lxml import html
from markupsafe import escape
from starlette.testclient import TestClient

from dateline.linking import summarise_event
from dateline.pipeline import Reader, read_actor
from dateline.records import Event, Origin, Tie, event_from_json
from dateline.store import Archive, EventQuery, full_text, overviews, speakers_of
from dateline.web import asked, routes
from dateline.web.app import make_app
from dateline.web.marked import set_for_reading
from dateline.web.routes.events import heading
from dateline.web.templating import breakable, seen
from tests.desk import BLAST, HOSTILE, MARCH, open_desk
from tests.making import MadeClaim, make_report
from tests.sources.pages import answer_every_address
from tests.web.conftest import Opened

PAGES = ["/", "/events", "/actors", "/decisions", "/paste", "/export", "/about"]


def _event_id(opened: Opened) -> str:
    """The bombing, told by two outlets."""
    (row,) = opened.desk.archive.events(EventQuery(place="Tirana", min_killed=1))
    return row.id


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", html.fromstring(page).text_content())


def _addresses(opened: Opened) -> list[str]:
    archive = opened.desk.archive
    return [
        *PAGES,
        *(f"/articles/{report.article.id}" for report in archive.reports()),
        *(f"/events/{row.id}" for row in archive.events()),
        *(f"/actors/{row.id}" for row in archive.actors()),
        "/events/event-000000",
    ]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_an_empty_archive_say_what_to_do_next(empty: Opened, page: str) -> None:
    answer = empty.client.get(page)
    assert answer.status_code == 200
    if page in {"/", "/events", "/actors"}:
        assert 'href="/paste"' in html.tostring(
            html.fromstring(answer.text).get_element_by_id("main"), encoding="unicode"
        )


def test_events_are_counted_and_filtered_by_the_url(opened: Opened) -> None:
    everything = opened.client.get("/events")
    asked = opened.client.get("/events?type=protest&place=PER&certainty=")
    archive = opened.desk.archive
    total = len(list(archive.events()))
    found = len(list(archive.events(EventQuery(type="PROTEST", place="PER"))))
    assert 0 < found < total
    assert f"{total} events;" in _text(everything.text)
    assert f"{found} event match" in _text(asked.text)
    assert "Arequipa" in asked.text
    assert "Tirana" not in asked.text


def test_a_filter_that_cannot_be_is_told_beside_the_form(opened: Opened) -> None:
    answer = opened.client.get("/events?since=yesterday&actor=front")
    assert answer.status_code == 400
    assert "is no date" in unescape(answer.text)
    assert 'value="front"' in answer.text


def test_the_pages_of_the_table_hold_every_event_once(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.web.asked.PAGE", 2)
    shown: list[str] = []
    address: str | None = "/events"
    while address:
        page = html.fromstring(opened.client.get(address).text)
        shown += page.xpath("//tbody//th/a/@href")
        address = next(iter(page.xpath("//a[@rel='next']/@href")), None)
    assert sorted(shown) == sorted(f"/events/{row.id}" for row in opened.desk.archive.events())


def test_an_event_shows_every_claim_with_its_outlet_quote_and_evidence(opened: Opened) -> None:
    event_id = _event_id(opened)
    row = opened.desk.archive.event(event_id)
    assert row is not None
    event = event_from_json(row.record)
    assert len(event.claims) >= 2
    answer = opened.client.get(f"/events/{event_id}")
    text = _text(answer.text)
    for claim in event.claims:
        assert claim.voice.outlet is not None
        assert claim.voice.outlet in text
        assert (
            f"/articles/{claim.voice.claim.article}?show={claim.voice.claim.claim}#lit"
            in answer.text
        )
        for quote in claim.voice.evidence:
            assert " ".join(quote.text.split()) in text
    for contradiction in event.contradictions:
        assert contradiction.reason in text
    for link in event.links:
        assert link.reason in text
    assert event.contradictions


def test_a_heading_keeps_status_and_certainty(reader: Reader) -> None:
    """Claims are not facts: in the inbox, on the map and in the title as well."""
    assert (
        heading(_event_of(MadeClaim(place="Oslo", modes=("abduct",)))) == "Assault (abduct), Oslo"
    )
    doubted = MadeClaim(place="Oslo", modes=("abduct",), status="planned", certainty="alleged")
    assert heading(_event_of(doubted)) == "Assault (abduct), Oslo: planned, alleged"


def _event_of(claim: MadeClaim) -> Event:
    report = make_report(1, claims=[claim])
    origin = Origin(
        id="o", name="o", kind="outlet", is_proven=True, articles=(report.article.id,)
    )  # fmt: skip
    return summarise_event("event-1", [(report, report.claims[0])], [origin], [])


def test_a_tie_tells_on_whose_word_it_stands(opened: Opened) -> None:
    report = opened.reports[0]
    said = next(one for one in report.attributions if one.speakers)
    ends = {"from_": report.entities[0].id, "to": report.entities[1].id, "kind": "allied"}
    evidence = said.content
    ties = (
        Tie(**ends, certainty="alleged", said_by=(said.id,), when=None, evidence=evidence),
        Tie(**ends, certainty="stated", said_by=(), when=None, evidence=evidence),
    )
    opened.desk.archive.add(dataclasses.replace(report, ties=ties), replace=True)
    page = html.fromstring(opened.client.get(f"/articles/{report.article.id}").text)
    (section,) = page.xpath("//section[@aria-labelledby='ties']")
    shown = [_text(html.tostring(one, encoding="unicode")) for one in section.xpath("./div/p")]
    (speaker,) = speakers_of(report, [said.id])
    assert [one.strip() for one in shown] == [
        f"alleged on the word of {speaker}", "stated in the outlet's own voice",
    ]  # fmt: skip


def test_the_inbox_says_when_it_counts_a_part(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "and more" not in opened.client.get("/").text
    monkeypatch.setattr("dateline.web.routes.inbox._CHANGES", 2)
    assert "and more" in opened.client.get("/").text


def test_an_event_draws_its_toll_and_the_table_has_each_figure(opened: Opened) -> None:
    page = html.fromstring(opened.client.get(f"/events/{_event_id(opened)}").text)
    (chart,) = page.xpath("//figure[@class='toll']//*[name()='svg']")
    assert len(chart.xpath(".//*[name()='circle']")) == 2
    figures = [cell.text_content() for cell in page.xpath("//td[@data-label='Figure']/b")]
    assert {"9", "14"} <= set(figures)


@pytest.mark.parametrize(
    "text", [BLAST, MARCH, HOSTILE, "One line", "\n\n\nA\n\n \n\nB\r\n\r\nC\n\n"]
)
def test_an_article_set_for_reading_is_its_whole_text(reader: Reader, text: str) -> None:
    report = reader.read_text(text)
    end = 0
    for paragraph in set_for_reading(report):
        for piece in paragraph.pieces:
            assert not text[end : piece.start].strip()
            assert text[piece.start :].startswith(piece.text)
            end = piece.start + len(piece.text)
    assert not text[end:].strip()


@pytest.mark.parametrize("text", ["short & <b>", f"a {'x<&' * 200} b\n {'y' * 999}", HOSTILE * 3])
def test_a_long_word_can_be_broken_and_is_the_same_text(text: str) -> None:
    page = html.fromstring(f"<p>{escape(breakable(text))}</p>")
    assert page.text_content() == seen(text)
    assert {one.tag for one in page.iterdescendants()} <= {"wbr"}
    assert max(map(len, re.split(r"\s|<wbr>", html.tostring(page).decode()))) < 1200


def test_the_record_that_is_asked_for_is_lit_by_the_server(opened: Opened) -> None:
    report = opened.reports[0]
    claim = report.claims[0]
    page = html.fromstring(opened.client.get(f"/articles/{report.article.id}?show={claim.id}").text)
    lit = page.xpath("//article//span[contains(@class, 'lit')]")
    assert lit[0].get("id") == "lit"
    words = "".join(span.text for span in lit)
    for span in claim.evidence:
        assert report.article.quote(span) in words
    assert page.xpath(f"//aside//*[@data-record='{claim.id}'][contains(@class, 'lit')]")


def test_no_record_of_that_name_lights_nothing(opened: Opened) -> None:
    page = opened.client.get(f"/articles/{opened.reports[0].article.id}?show=<script>")
    assert page.status_code == 200
    assert " lit" not in page.text


def test_an_actor_shows_what_it_did_and_what_is_said_of_it(opened: Opened) -> None:
    (row,) = [row for row in opened.desk.archive.actors() if row.name == "Northern Front"]
    text = _text(opened.client.get(f"/actors/{row.id}").text)
    assert "Named in 2 articles" in text
    assert "Ilse Brandt" in text


def test_a_claim_leads_to_its_event_and_an_entity_to_its_actor(opened: Opened) -> None:
    report = opened.reports[0]
    groups = opened.desk.archive.groups_of(report.article.id)
    claim = report.claims[0].id
    answer = opened.client.get(
        f"/articles/{report.article.id}/claims/{claim}", follow_redirects=False
    )
    assert answer.headers["location"] == f"/events/{groups.events[claim]}"
    entity, actor = next(iter(groups.actors.items()))
    answer = opened.client.get(
        f"/articles/{report.article.id}/entities/{entity}", follow_redirects=False
    )
    assert answer.headers["location"] == f"/actors/{actor}"


def test_a_pasted_article_is_read_and_forgotten_unless_it_is_kept(empty: Opened) -> None:
    form = {"text": BLAST, "outlet": "The Evening Wire", "token": empty.desk.token}
    answer = empty.client.post("/paste", data=form)
    assert answer.status_code == 200
    assert "not kept" in answer.text
    assert "The Evening Wire" in answer.text
    assert empty.desk.archive.counts().articles == 0
    kept = empty.client.post(answer.url.path, data={"token": empty.desk.token})
    assert kept.status_code == 200
    assert kept.url.path.startswith("/articles/")
    assert empty.desk.archive.counts().articles == 1
    again = empty.client.post(answer.url.path, data={"token": empty.desk.token})
    assert again.url.path == kept.url.path
    empty.desk.archive.forget([kept.url.path.rpartition("/")[2]], by="Ada", why="asked to")
    assert empty.client.get(answer.url.path).status_code == 404, "forgotten here as well"


def test_a_file_is_read_as_what_it_is(empty: Opened) -> None:
    paragraphs = "".join(f"<p>{words}</p>" for words in BLAST.split("\n\n"))
    page = f"<html><body><article><h1>Blast</h1>{paragraphs}</article></body></html>"
    files = {"file": ("blast.html", page.encode(), "text/html")}
    answer = empty.client.post(
        "/paste", data={"token": empty.desk.token, "keep": "yes"}, files=files
    )
    assert answer.status_code == 200
    assert empty.desk.archive.counts().articles == 1
    assert "bus depot" in answer.text


def test_what_cannot_be_read_is_told_on_the_form(empty: Opened) -> None:
    answer = empty.client.post("/paste", data={"text": "  ", "token": empty.desk.token})
    assert answer.status_code == 422
    assert "empty" in answer.text


def test_a_web_address_is_read(empty: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer_every_address(monkeypatch)
    form = {"url": "https://lakeside.example/ferry", "token": empty.desk.token}
    answer = empty.client.post("/paste", data=form)
    assert answer.status_code == 200
    assert "The ferry of /ferry" in answer.text
    assert "https://lakeside.example/ferry" in answer.text
    assert asked == ["https://lakeside.example/ferry"]
    assert empty.desk.archive.counts().articles == 0


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://127.0.0.1:8017/api/v1/articles", "private"),
        ("http://[::1]/", "private"),
        ("http://169.254.169.254/latest/meta-data", "private"),
        ("http://10.0.0.1/", "private"),
        ("http://localhost/", "private"),
        ("file:///etc/passwd", "is no web address"),
        ("/etc/passwd", "is no web address"),
        ("-", "is no web address"),
        ("ftp://lakeside.example/", "is no web address"),
        ("javascript:alert(1)", "is no web address"),
        ("https://user:secret@lakeside.example/", "name"),
        ("https://", ""),
    ],
)
def test_a_web_address_leads_to_no_private_place(empty: Opened, url: str, told: str) -> None:
    answer = empty.client.post("/paste", data={"url": url, "token": empty.desk.token})
    assert answer.status_code == 422
    (problem,) = html.fromstring(answer.text).xpath("//p[@role='alert']/text()")
    assert told in problem
    assert "root:" not in answer.text
    assert html.fromstring(answer.text).xpath("//input[@name='url']/@value") == [url]


def test_a_text_and_a_web_address_are_two_things(empty: Opened) -> None:
    form = {"url": "https://lakeside.example/", "text": BLAST, "token": empty.desk.token}
    answer = empty.client.post("/paste", data=form)
    assert answer.status_code == 422
    assert "not two of them" in answer.text


def test_decisions_come_in_pages(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes.decisions, "PAGE", 2)
    monkeypatch.setattr(asked, "PAGE", 2)
    claim = f"{opened.reports[0].article.id}#{opened.reports[0].claims[0].id}"
    for number in range(5):
        opened.desk.archive.comment(claim, f"note {number}", by="Ada")
    first, last = (opened.client.get(f"/decisions?page={page}").text for page in (1, 3))
    assert "note 4" in first
    assert "note 3" in first
    assert "note 2" not in first
    assert 'rel="next"' in first
    assert "note 0" in last
    assert 'rel="next"' not in last


def test_what_is_not_counted_has_pages_all_the_same(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = _text(opened.client.get("/actors").text)
    monkeypatch.setattr(Archive, "count_actors", lambda self, query: None)
    assert _text(opened.client.get("/actors").text) == counted
    monkeypatch.setattr(routes.actors, "PAGE", 1)
    monkeypatch.setattr(asked, "PAGE", 1)
    page = opened.client.get("/actors?page=2").text
    assert "More actors than can be counted at once; 2–2 are shown" in _text(page)
    assert 'rel="next"' in page


def test_events_of_frequent_words_are_counted_as_far_as_was_looked(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/events?text=killed"
    counted = _text(opened.client.get(address).text)
    number = len(list(opened.desk.archive.events(EventQuery(text="killed"))))
    assert number > 1
    assert f"{number} events match;" in counted
    monkeypatch.setattr(full_text, "_SEVERAL", 0)
    assert _text(opened.client.get(address).text) == counted
    monkeypatch.setattr(overviews, "_LOOKED_THROUGH", 1)
    # All that is there is on the page, so that the number is known after all.
    assert f"{number} events match; 1–{number} are shown" in _text(opened.client.get(address).text)
    monkeypatch.setattr(asked, "PAGE", 1)
    page = opened.client.get(address).text
    assert (
        "At least 2 events match (such frequent words are counted in the newest 1 events only);"
        " 1–1 are shown" in _text(page)
    )
    assert 'rel="next"' in page
    last = opened.client.get(f"{address}&page={number}").text
    assert f"{number} events match; {number}–{number} are shown" in _text(last)
    assert 'rel="next"' not in last


def test_people_merge_split_and_undo_with_name_and_reason(opened: Opened) -> None:
    archive, client, token = opened.desk.archive, opened.client, opened.desk.token
    event_id = _event_id(opened)
    row = archive.event(event_id)
    assert row is not None
    claims = [str(claim.voice.claim) for claim in event_from_json(row.record).claims]
    split = {
        "kind": "split",
        "a": event_id,
        "b": claims[0],
        "then": claims[0],
        "by": "Ada",
        "why": "another bomb",
        "token": token,
    }
    answer = client.post("/decisions", data=split)
    assert answer.status_code == 200
    alone = event_from_json(archive.event(answer.url.path.rpartition("/")[2]).record)  # type: ignore[union-attr]
    assert claims[0] in {str(claim.voice.claim) for claim in alone.claims}
    assert not set(claims[1:]) & {str(claim.voice.claim) for claim in alone.claims}
    assert "another bomb" in answer.text
    undone = client.post(
        "/decisions",
        data={"kind": "undo", "a": "1", "by": "Ben", "then": claims[0], "token": token},
    )
    assert undone.url.path == f"/events/{event_id}"
    merge = {
        "kind": "merge",
        "a": event_id,
        "b": f"{opened.reports[2].article.id}#{opened.reports[2].claims[0].id}",
        "by": "Ada",
        "then": claims[0],
        "token": token,
    }
    merged = client.post("/decisions", data=merge)
    assert "Andes Courier" in merged.text
    listed = _text(client.get("/decisions").text)
    assert "undone by 2" in listed
    assert [one.by for one in archive.decisions()] == ["Ada", "Ben", "Ada"]


def test_people_merge_and_split_actors(opened: Opened) -> None:
    archive, client = opened.desk.archive, opened.client
    one, other = list(archive.actors())[:2]
    entities = [str(ref) for ref in read_actor(archive, other.id).entities]
    form = {
        "by": "Ada",
        "then": str(read_actor(archive, one.id).entities[0]),
        "token": opened.desk.token,
    }
    assert "Merge with another actor" in client.get(f"/actors/{one.id}").text
    merged = client.post("/decisions", data=form | {"kind": "merge", "a": one.id, "b": other.id})
    both = merged.url.path.rpartition("/")[2]
    assert merged.url.path.startswith("/actors/")
    assert set(entities) <= {str(ref) for ref in read_actor(archive, both).entities}
    assert f'<option value="{entities[0]}">{other.name}, in ' in merged.text
    parted = client.post("/decisions", data=form | {"kind": "split", "a": both, "b": entities[0]})
    left = parted.url.path.rpartition("/")[2]
    assert entities[0] not in {str(ref) for ref in read_actor(archive, left).entities}


def test_a_decision_without_a_name_is_refused(opened: Opened) -> None:
    form = {"kind": "undo", "a": "1", "by": " ", "token": opened.desk.token}
    answer = opened.client.post("/decisions", data=form)
    assert answer.status_code == 400
    assert "say who decides" in answer.text


def test_a_decision_about_nothing_is_told(opened: Opened) -> None:
    form = {
        "kind": "merge",
        "a": "event-000000",
        "b": "event-111111",
        "by": "Ada",
        "token": opened.desk.token,
    }
    assert opened.client.post("/decisions", data=form).status_code == 409


def test_every_link_of_every_page_leads_somewhere_here(opened: Opened) -> None:
    """Nothing of a page comes from another machine, and no link is dead."""
    seen: dict[str, int] = {}
    for address in _addresses(opened):
        page = html.fromstring(opened.client.get(address).text)
        for link in page.xpath("//@href | //@src | //@action"):
            path = link.partition("#")[0]
            if not path:
                continue  # a place on the same page
            assert path.startswith("/"), (address, link)
            assert not path.startswith("//"), (address, link)
            if path not in seen:
                seen[path] = opened.client.get(path).status_code
            assert seen[path] == 200, (address, link)
    archive = opened.desk.archive
    for kind, ids in (
        ("articles", {report.article.id for report in archive.reports()}),
        ("events", {row.id for row in archive.events()}),
        ("actors", {row.id for row in archive.actors()}),
    ):
        assert {f"/{kind}/{one}" for one in ids} <= set(seen), kind


def test_pages_are_labelled(opened: Opened) -> None:
    for address in _addresses(opened):
        page = html.fromstring(opened.client.get(address).text)
        assert len(page.xpath("//main")) == 1, address
        assert len(page.xpath("//h1")) == 1, address
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), address
        for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
            has_label = field.xpath("ancestor::label") or page.xpath(
                f"//label[@for='{field.get('id')}']"
            )
            assert has_label, (address, field.get("name"))


def test_who_is_only_accused_is_marked_in_lists_as_well(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader
) -> None:
    accused = (
        "Post of Varda\n\nA bomb killed nine people in Tirana on 3 March 2021, police said. The"
        " minister blamed the Red Front for the bombing. The Red Front denied that it was behind"
        " the bombing."
    )
    with open_desk(tmp_path_factory.mktemp("desk"), reader, accused) as (desk, _):
        events = [event_from_json(row.record) for row in desk.archive.events()]
        client = TestClient(make_app(desk), base_url="http://127.0.0.1:8017")
        page = _text(client.get("/events").text)
    parties = [party for event in events for party in event.actors if party.certainty != "stated"]
    assert any(party.name.endswith("Red Front") for party in parties)
    for party in parties:
        assert f"{party.name} {party.certainty}" in page


def test_a_headline_ends_where_the_byline_begins(reader: Reader) -> None:
    text = (
        "Two dead in Tirana\nThe Varda Post\n14 July 2015\nBy Ilse Brandt\n\nTIRANA, July 14 -"
        " Gunmen killed two people in Tirana on Tuesday, police said.\n"
    )
    first, second, *_ = set_for_reading(reader.read_text(text))
    told = ["".join(piece.text for piece in one.pieces) for one in (first, second)]
    assert (first.is_title, second.is_title) == (True, False)
    assert told[0] == "Two dead in Tirana"
    assert told[1].startswith("The Varda Post\n")


def test_nobody_is_told_where_the_archive_lies(opened: Opened) -> None:
    for address in ("/events/event-000000", "/api/v1/events/event-000000", "/watches/none"):
        answer = opened.client.get(address)
        assert answer.status_code == 404
        assert opened.desk.archive.name not in answer.text
        assert "in this archive" in answer.text, address
    form = {"token": opened.desk.token, "act": "assign", "article": "ffffffff", "coders": "Ada"}
    refused = opened.client.post("/coders", data=form)
    assert "there is no article ffffffff in this archive" in refused.text
