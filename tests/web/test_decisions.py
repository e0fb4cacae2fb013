"""The list of decisions says in words what each is about, and leads there."""

import dataclasses

from lxml import html

from dateline.records import Span
from dateline.store import EventQuery
from tests.web.conftest import Opened


def _lines(opened: Opened) -> list[tuple[str, list[str]]]:
    """What each decision is told to be about, newest first, and where its links lead."""
    answer = opened.client.get("/decisions")
    assert answer.status_code == 200, answer.text
    items = html.fromstring(answer.text).xpath("//li[starts-with(@id, 'decision-')]")
    return [
        (" ".join(item.xpath("./p")[0].text_content().split()), item.xpath("./p[1]//a/@href"))
        for item in items
    ]


def test_claims_are_told_by_type_who_whom_and_where(opened: Opened) -> None:
    archive, article = opened.desk.archive, opened.reports[0].article.id
    name = f"{article}#c1"
    archive.accept(name, by="Ada")
    archive.correct(name, {"status": "planned"}, by="Ada", why="a plan")
    archive.comment(article, "look again", by="Bo")
    comment, correct, accept = _lines(opened)
    assert comment == ("Comment on Explosion at Varda depot kills nine", [f"/articles/{article}"])
    where = [f"/articles/{article}?show=c1#lit"]
    told = "Assault explosives: nobody named → people, a bus depot in Tirana, Tirana planned"
    assert correct[0].startswith(f"Corrected {told}"), correct
    assert accept[0].startswith(f"Accepted {told}"), accept
    assert correct[1] == accept[1] == where
    for address in where:
        assert 'id="lit"' in opened.client.get(address).text
    page = opened.client.get("/decisions").text
    assert "<s>happened</s> → planned" in page
    assert "a plan" in page
    assert name not in page
    assert article[:8] + "#" not in page


def test_what_was_rejected_added_or_taken_back_is_still_told(opened: Opened) -> None:
    archive, report = opened.desk.archive, opened.reports[0]
    archive.reject(f"{report.article.id}#c1", by="Ada")
    start = report.article.text.index("blame")
    added = archive.add_claim(
        report.article.id, {"type": "ACCUSE"}, [Span(start, start + 5)], by="Ada"
    )
    undone, rejected = (line[0] for line in _lines(opened))
    assert undone.startswith("Added Accuse")
    assert rejected.startswith("Rejected Assault explosives")
    archive.undo(added.number, by="Bo")
    undo, again, _ = _lines(opened)
    assert undo == (f"Undid decision {added.number}", [f"#decision-{added.number}"])
    assert again[0] == "Added Accuse no longer there undone by 3"
    assert again[1] == [f"/articles/{report.article.id}"]


def test_a_claim_is_told_by_its_words_whatever_number_another_reading_gives_it(
    opened: Opened,
) -> None:
    archive, report = opened.desk.archive, opened.reports[0]
    archive.accept(f"{report.article.id}#c1", by="Ada")
    before = _lines(opened)[0][0]
    (claim,) = report.claims
    first = dataclasses.replace(claim, type="PROTEST", modes=(), trigger=(Span(0, 9),))
    title = dataclasses.replace(report.article, furniture=())
    renumbered = (first, dataclasses.replace(claim, id="c2"))
    archive.add(dataclasses.replace(report, article=title, claims=renumbered), replace=True)
    told, links = _lines(opened)[0]
    assert told == before
    assert links == [f"/articles/{report.article.id}?show=c2#lit"]


def test_events_and_actors_are_told_by_their_names(opened: Opened) -> None:
    archive = opened.desk.archive
    first, second = list(archive.events(EventQuery()))[:2]
    archive.merge(first.id, second.id, by="Ada")
    one, other = list(archive.actors())[:2]
    archive.merge(one.id, other.id, by="Ada")
    actors, events = _lines(opened)
    assert actors[0].startswith("Merged ")
    assert one.name in actors[0] or other.name in actors[0]
    assert "event-" not in events[0] + actors[0]
    for _, links in (actors, events):
        assert links
        for address in links:
            assert opened.client.get(address).status_code == 200
    (now,) = [row for row in archive.events(EventQuery()) if row.id in (first.id, second.id)][:1]
    archive.split(now.id, f"{opened.reports[2].article.id}#c1", by="Bo")
    told, links = _lines(opened)[0]
    assert told.startswith("Split off from ")
    assert "Protest" in told.partition(" : ")[2]  # what was split off stands last
    assert links[-1] == f"/articles/{opened.reports[2].article.id}?show=c1#lit"
    archive.merge(f"{opened.reports[2].article.id}#c1", first.id, by="Bo")
    told, links = _lines(opened)[0]
    assert "Protest" in told.partition(" and ")[0]


def test_who_merges_chooses_by_name_or_types_an_id(opened: Opened) -> None:
    archive = opened.desk.archive
    (whole,) = archive.events(EventQuery(type="ASSAULT"))
    archive.split(whole.id, f"{opened.reports[1].article.id}#c1", by="Bo")
    first, second = archive.events(EventQuery(type="ASSAULT"))
    page = html.fromstring(opened.client.get(f"/events/{first.id}").text)
    chosen = {
        option.get("value"): option.text_content()
        for option in page.xpath("//select[@id='merge-b']/option")
    }
    assert chosen.pop("") == "choose one"
    assert all(told.startswith("Assault") for told in chosen.values())
    assert second.id in chosen
    (form,) = page.xpath("//form[.//select[@id='merge-b']]")
    fields = dict(form.form_values()) | {"by": "Ada"}
    refused = opened.client.post("/decisions", data=fields)
    assert refused.status_code == 400
    assert "Name the two that this is about" in refused.text
    merged = opened.client.post("/decisions", data=fields | {"b_id": second.id})
    assert merged.status_code == 200
    newest, _ = archive.decisions()
    assert (newest.kind, newest.a, newest.b) == ("merge", first.id, second.id)
