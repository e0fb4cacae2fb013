"""Briefs: each sentence stands on quoted words, nothing is surer than its voices, three pages."""

import base64
import dataclasses
import io
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from dateline.errors import ConfigError
from dateline.export import FORMATS, ClaimFilters, Leftovers, export
from dateline.export.brief import (
    Brief,
    Sentence,
    Words,
    compose,
    write_html,
    write_markdown,
    write_pdf,
)
from dateline.export.brief.telling import Telling, denied_later
from dateline.export.brief.voices import Notes
from dateline.export.brief.wording import asked_words, day_words, name_words, sentence, time_words
from dateline.export.selection import Selection
from dateline.export.tables import one_line
from dateline.records import Certainty, Event, Report, event_from_json, event_to_json
from dateline.store import Archive
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]
GOLDEN = Path(__file__).parent / "brief-of-examples.md"
TODAY = date(2026, 3, 4)
SURE = ("stated by", "according to", "alleged by", "as alleged by", "as told by", "disputed",
        "denied by")  # fmt: skip


def brief_of(archive: Archive, **filters: object) -> tuple[Brief, Leftovers]:
    leftovers = Leftovers()
    selection = Selection(archive, ClaimFilters(**filters))  # type: ignore[arg-type]
    return compose(selection, leftovers, made_on=TODAY), leftovers


def written(brief: Brief, write: Callable[[Brief, io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    write(brief, out)
    return out.getvalue()


def as_pdf(brief: Brief, out: io.BytesIO) -> None:
    leftovers = Leftovers()
    write_pdf(brief, out, leftovers)
    assert leftovers.lines("a brief") == []


def markdown(brief: Brief) -> str:
    return written(brief, write_markdown).decode()


def sentences(brief: Brief) -> Iterator[Sentence]:
    for section in brief.sections:
        for item in section.items:
            yield item.heading
            yield from item.sentences


def words(one: Sequence[Sentence]) -> list[str]:
    return ["".join(words.text for words in sentence) for sentence in one]


def of_section(brief: Brief, title: str) -> list[str]:
    """The sentences of a section, without headings."""
    found = [section for section in brief.sections if section.title == title]
    return [one for section in found for item in section.items for one in words(item.sentences)]


def test_the_brief_of_the_examples_is_as_checked(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    found = re.sub(r"(?m)^(\[\w+\]: data:image/svg\+xml;base64,)\S+$", r"\1…", markdown(brief))
    if not GOLDEN.exists():
        GOLDEN.write_text(found, encoding="utf-8")
        pytest.fail(f"{GOLDEN.name} was written: read it, then commit it")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_every_sentence_says_who_says_so_and_points_at_the_words(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    all_sentences = list(sentences(brief))
    assert len(all_sentences) > 30
    numbers = [note.number for note in brief.notes]
    assert numbers == list(range(1, len(numbers) + 1))
    pointed = {note for one in all_sentences for words in one for note in words.notes}
    assert pointed == set(numbers)
    for one in all_sentences:
        assert any(words.notes for words in one), one
    for section in brief.sections:
        for item in section.items:
            for text in words(item.sentences):
                assert any(phrase in text for phrase in SURE), text


def test_every_note_quotes_its_article(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    for note in brief.notes:
        report = examples.report(note.article)
        assert report is not None
        assert report.article.outlet in {None, note.outlet}
        assert note.published == report.article.published
        assert note.quotes
        for quote in note.quotes:
            assert quote in one_line(report.article.text)
            assert len(quote) <= 240


def test_copies_are_no_voices_and_origins_stand_beside_articles(examples: Archive) -> None:
    """Coastline Today reprints Meridian."""
    brief, _ = brief_of(examples, place="Beira")
    first = of_section(brief, "What is new")[0]
    assert "5 articles (1 of them a reprint), 4 independent origins" in first
    assert "Coastline Today" not in {note.outlet for note in brief.notes}


def test_what_moved_is_told_in_order(examples: Archive) -> None:
    brief, _ = brief_of(examples, place="Beira")
    killed = next(one for one in of_section(brief, "What moved") if one.startswith("Killed"))
    figures = re.findall(r"(?:^Killed: |then )([\w ]+?) on (\d+) April 2024", killed)
    assert figures == [("at least 17", "9"), ("21", "10"), ("19 to 23", "10"), ("up to 25", "11")]


def test_the_accused_and_their_denial_stand_together(examples: Archive) -> None:
    brief, _ = brief_of(examples, place="Beira")
    (accused,) = (one for one in of_section(brief, "What is new") if one.startswith("Accused"))
    assert "alleged by Rosa Chicombe" in accused
    assert "denied by Front for Coastal Liberation (The Harbour Gazette)" in accused
    (who,) = of_section(brief, "What is contradicted")
    assert " did it, alleged by Rosa Chicombe" in who
    assert " — but Front for Coastal Liberation did not do it, denied by" in who


@pytest.mark.parametrize(
    ("certainty", "speaker", "said"),
    [
        ("stated", None, "reported as having happened, stated by The Harbour Gazette — "),
        ("attributed", "Ilse Brandt", "according to Ilse Brandt (The Harbour Gazette) — "),
        ("attributed", None, "according to unnamed others, told by The Harbour Gazette — "),
        ("alleged", "Ilse Brandt", "alleged by Ilse Brandt (The Harbour Gazette) — "),
        ("disputed", "Ilse Brandt", "disputed, as told by Ilse Brandt (The Harbour Gazette) — "),
        ("denied", "Ilse Brandt", "denied by Ilse Brandt (The Harbour Gazette) — "),
    ],
)
def test_how_sure_it_is(made: Make, certainty: Certainty, speaker: str | None, said: str) -> None:
    claim = MadeClaim(certainty=certainty, speaker=speaker)
    brief, _ = brief_of(made([make_report(claims=[claim])]))
    assert said in of_section(brief, "What is new")[0]
    heading = words([brief.sections[0].items[0].heading])[0]
    is_sure = certainty in {"stated", "attributed"}
    assert heading == f"Assault, day not known{'' if is_sure else f' — {certainty}'}"


def test_a_plan_is_called_one(made: Make) -> None:
    brief, _ = brief_of(made([make_report(claims=[MadeClaim(type="PROTEST", status="planned")])]))
    heading, support = (one(brief) for one in (
        lambda brief: words([brief.sections[0].items[0].heading])[0],
        lambda brief: of_section(brief, "What is new")[0],
    ))  # fmt: skip
    assert heading == "Protest, day not known — planned"
    assert " — reported as planned, stated by" in support


def blast_of(archive: Archive) -> Event:
    found = (event_from_json(row.record) for row in archive.events())
    return max(found, key=lambda event: event.counts.articles)


def told_of(event: Event) -> list[str]:
    return words(Telling(event, 1, Notes()).news().sentences)


def test_a_figure_of_a_reprint_alone_is_not_told(examples: Archive) -> None:
    blast = blast_of(examples)
    (killed,) = (toll for toll in blast.toll if toll.kind == "killed")
    copies = tuple(
        dataclasses.replace(value, low=99, best=99, high=99) if value.voice.is_copy else value
        for value in killed.reported
    )
    assert copies != killed.reported
    changed = dataclasses.replace(blast, toll=(dataclasses.replace(killed, reported=copies),))
    (told,) = (one for one in told_of(changed) if one.startswith("Killed"))
    assert "99" not in told


def test_who_is_only_said_not_to_have_done_it_is_not_called_accused(examples: Archive) -> None:
    blast = blast_of(examples)
    (accusation,) = blast.accusations
    changed = dataclasses.replace(
        blast, accusations=(dataclasses.replace(accusation, accused_by=()),)
    )
    told = told_of(changed)
    assert not any(one.startswith(("Accused", "By own")) for one in told)
    assert any(one.startswith("Part denied: Front for Coastal Liberation, denied") for one in told)
    assert not denied_later(changed)


def test_nothing_found_is_a_brief_of_nothing(examples: Archive) -> None:
    brief, leftovers = brief_of(examples, since="1900", until="1900")
    assert (brief.sections, brief.pictures, brief.notes) == ((), (), ())
    assert dict(brief.figures)["Events"] == 0
    assert brief.asked == "since 1900, until 1900"
    assert leftovers.lines("a brief") == []
    for write in (write_markdown, write_html, as_pdf):
        assert written(brief, write)


def test_what_has_no_room_is_counted(examples: Archive) -> None:
    brief, leftovers = brief_of(examples)
    told = len(next(one for one in brief.sections if one.title == "What is new").items)
    assert leftovers.count("events") == dict(brief.figures)["Events"] - told > 0


class ManyBlasts(Selection):
    """The event of the examples that is told most, again and again, by other articles each time."""

    def events(self) -> Iterator[Event]:
        blast = blast_of(self.archive)
        articles = {claim.voice.claim.article for claim in blast.claims}
        for number in range(14):
            record = event_to_json(blast)
            for article in articles:
                record = record.replace(article, f"{number:02}{article[2:]}")
            yield event_from_json(record.replace(blast.id, f"event-{number}"))


def test_a_brief_is_never_longer_than_three_pages(examples: Archive) -> None:
    leftovers = Leftovers()
    brief = compose(ManyBlasts(examples), leftovers, made_on=TODAY)
    told = {section.title: len(section.items) for section in brief.sections}
    assert list(told) == ["What is new", "What is contradicted", "What moved"]
    assert min(told.values()) >= 2
    assert leftovers.count("events") == 14 - told["What is new"]
    assert leftovers.count("contradicted events") == 14 - told["What is contradicted"]
    with pypdfium2.PdfDocument(written(brief, as_pdf)) as document:
        assert len(document) <= 3


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "[press](javascript:alert(3)) ![x](http://evil.example/x.png)",
    '#read("/etc/passwd") $ x $ @cite <label> #include "x"',
    "*bold* _it_ `code` ~~gone~~ ^x^ | cell | {{ 7*7 }}",
    "]]> --> </style></svg><svg onload=alert(4)>",
    "\u202egnihton\u2066 \x1b[2J\x07",
    "# Heading",
    "- item\n1. item\n> quote\n\n```\ncode\n```",
)


@pytest.fixture
def hostile(made: Make) -> Brief:
    """A brief of articles in which everything that can be named tries to break out."""
    reports = []
    for number, words in enumerate(HOSTILE):
        claim = MadeClaim(actor=words, recipient=words, speaker=words, certainty="attributed",
                          place=words, country="RUS", toll=(3, 3, 3))  # fmt: skip
        report = make_report(number, outlet=words, title=words, claims=[claim], said=[],
                             url=f"https://a.example/{number}?q=<b>\"'>)")  # fmt: skip
        (told,) = report.claims
        assert told.where is not None
        placed = dataclasses.replace(told.where, lat=10.0 * number, lon=20.0)
        reports.append(
            dataclasses.replace(report, claims=(dataclasses.replace(told, where=placed),))
        )
    reports.append(make_report(99, url="javascript:alert(5)"))
    brief, _ = brief_of(made(reports))
    assert len(brief.notes) >= len(HOSTILE)
    assert {picture.name for picture in brief.pictures} == {"map"}
    return brief


def test_hostile_words_stay_words_in_html(hostile: Brief) -> None:
    page = written(hostile, write_html).decode()
    tree = lxml_html.document_fromstring(page)
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert names <= {
        "html", "head", "body", "meta", "title", "style", "main", "h1", "h2", "h3", "p", "time",
        "dl", "div", "dt", "dd", "figure", "figcaption", "section", "ul", "ol", "li", "b", "sup",
        "a", "svg", "rect", "path", "circle", "text",
    }  # fmt: skip
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not any(name.startswith("on") for name in attributes)
    addresses = [element.get("href") for element in tree.iter("a")]
    assert all(re.match(r"#|https://a\.example/", address) for address in addresses)
    assert not any(set(address) & set("<>\"' ") for address in addresses)
    assert "alert(1)</script>" in tree.text_content()
    assert not re.search("[\u202e\u2066\x1b\x07]", page)
    for element in tree.iter("svg"):
        ElementTree.fromstring(lxml_html.tostring(element))  # noqa: S314  # our own


def test_hostile_words_stay_words_in_markdown(hostile: Brief) -> None:
    page = markdown(hostile)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(page)
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert kinds <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
        "strong_open", "strong_close", "em_open", "em_close", "image", "link_open", "link_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "softbreak",
        "text_special",
    }  # fmt: skip
    headings = [tokens[at + 1].content for at, token in enumerate(tokens)
                if token.type == "heading_open"]  # fmt: skip
    assert headings == ["Brief", "What is new"]
    links = [token.attrs["href"] for token in inner if token.type == "link_open"]
    assert links
    assert all(str(link).startswith("https://a.example/") for link in links)
    images = [token.attrs["src"] for token in inner if token.type == "image"]
    assert all(str(image).startswith("data:image/svg+xml;base64,") for image in images)
    assert sum(token.type == "em_open" for token in inner) == 1, "only our own last line"
    assert not re.search("[\u202e\u2066\x1b\x07]", page)


def test_hostile_words_stay_words_in_pdf(hostile: Brief) -> None:
    with pypdfium2.PdfDocument(written(hostile, as_pdf)) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert '#read("/etc/passwd")' in one_line(text)
    assert "root:" not in text
    assert "*bold*" in one_line(text)


def test_letters_that_no_font_has_stand_as_boxes_and_are_told(made: Make) -> None:
    claim = MadeClaim(actor="Red \uffff Guard")
    brief, leftovers = brief_of(made([make_report(claims=[claim], outlet="Łódź Ελλάδα Москва")]))
    out = io.BytesIO()
    write_pdf(brief, out, leftovers)
    (line,) = leftovers.lines("a brief")
    assert line.startswith("1 script has no place in a brief: no font of this machine has its")
    assert b"/MarkInfo" in out.getvalue()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        text = one_line(" ".join(page.get_textpage().get_text_bounded() for page in document))
    assert "Łódź Ελλάδα Москва" in text


def test_pictures_are_svg_of_their_own(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    assert [picture.name for picture in brief.pictures] == ["map", "time"]
    packed = re.findall(r"(?m)^\[\w+\]: data:image/svg\+xml;base64,(\S+)$", markdown(brief))
    for picture, data in zip(brief.pictures, packed, strict=True):
        assert base64.b64decode(data).decode() == picture.svg
        root = ElementTree.fromstring(picture.svg)  # noqa: S314  # our own
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert names <= {"svg", "rect", "path", "circle", "text"}
    labels = re.findall(r">([^<]+)</text>", brief.pictures[0].svg)
    assert "1  Beira" in labels


def test_the_same_number_is_the_same_event_everywhere(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    events: dict[int, set[str]] = {}
    for section in brief.sections:
        for item in section.items:
            events.setdefault(item.number, set()).add(item.event)
    assert sorted(events) == list(range(1, len(events) + 1))
    assert all(len(found) == 1 for found in events.values())


def test_a_page_stands_alone(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    tree = lxml_html.document_fromstring(written(brief, write_html))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for address in (element.get("href") for element in tree.iter("a")):
        assert not address.startswith("#") or address[1:] in ids
    assert not list(tree.iter("script", "link", "img", "iframe"))
    assert {f"n{note.number}" for note in brief.notes} <= set(ids)


def test_the_pdf_is_tagged_and_holds_the_words(examples: Archive) -> None:
    brief, _ = brief_of(examples)
    data = written(brief, as_pdf)
    assert b"/MarkInfo" in data
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "Brief: The whole archive"
        text = one_line(" ".join(page.get_textpage().get_text_bounded() for page in document))
    assert "4 independent origins" in text
    assert "Interior Minister Rosa Chicombe blamed the Front for Coastal Liberation" in text
    assert data == written(brief, as_pdf), "the same brief is the same file"


@pytest.mark.parametrize(
    ("kind", "file_name", "expected"),
    [
        (None, None, "markdown"),
        ("html", None, "html"),
        ("pdf", "brief.md", "pdf"),
        (None, "out/brief.PDF", "pdf"),
        (None, "brief.html", "html"),
    ],
)
def test_the_kind_of_file(kind: str | None, file_name: str | None, expected: str) -> None:
    assert FORMATS["brief"].as_kind(kind, file_name).name == expected


@pytest.mark.parametrize(
    ("kind", "file_name"), [("docx", None), (None, "brief.docx"), (None, "brief")]
)
def test_a_kind_that_is_not_known(kind: str | None, file_name: str | None) -> None:
    with pytest.raises(ConfigError, match=r"brief can be written as markdown \(\.md\), html"):
        FORMATS["brief"].as_kind(kind, file_name)
    with pytest.raises(ConfigError, match=r"acled is written as \.csv only"):
        FORMATS["acled"].as_kind("pdf")


def test_a_missing_library_explains_itself(
    examples: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ConfigError, match=r"pip install 'dateline\[brief\]'"):
        export(examples, "brief", io.BytesIO(), kind="pdf")
    out = io.BytesIO()
    export(examples, "brief", out, kind="html")
    assert out.getvalue().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("2024-04-09", "9 April 2024"),
        ("2024-04-09T07:15:00+02:00", "9 April 2024"),
        ("2024-04", "April 2024"),
        ("2024", "2024"),
        ("0987-12-01", "1 December 0987"),
        ("--04-09", "--04-09"),
        ("2024-13-01", "2024-13-01"),
    ],
)
def test_days(prefix: str, said: str) -> None:
    assert day_words(prefix) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-04-09", "2024-04-09", "9 April 2024"),
        ("2023-03-11", "2023-03-12", "11 March 2023 to 12 March 2023"),
        ("2023-03", None, "since March 2023"),
        (None, "2023", "until 2023"),
        (None, None, "day not known"),
    ],
)
def test_times(made: Make, start: str | None, end: str | None, said: str) -> None:
    archive = made([make_report(claims=[MadeClaim(when=(start, end))])])
    (row,) = archive.events()
    assert time_words(event_from_json(row.record).when) == said


def test_what_was_asked() -> None:
    filters = ClaimFilters(type="ASSAULT", place="MOZ", since="2024", min_killed=10)
    assert asked_words(filters) == "type ASSAULT, place MOZ, since 2024, at least 10 killed"
    assert asked_words(ClaimFilters()) == "the whole archive"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("The interior minister", "the interior minister"),
        ("A  ministry\nofficial", "a ministry official"),
        ("Abu Nasr", "Abu Nasr"),
        ("Theodora Lund", "Theodora Lund"),
        ("Her account", "her account"),
        ("Thousands of students", "thousands of students"),
        ("Two Rivers Council", "Two Rivers Council"),
        ("A", "A"),
    ],
)
def test_names_inside_a_sentence(name: str, said: str) -> None:
    assert name_words(name) == said


def test_the_time_line_puts_a_year_into_no_month_of_it(made: Make) -> None:
    claims = [
        MadeClaim(trigger=trigger, when=(day, day))
        for trigger, day in (
            ("attacked", "2021"), ("raided", "2021-03"), ("bombed", "2021-04-05"),
            ("shot", "2021-06-07"),
        )
    ]  # fmt: skip
    brief, _ = brief_of(made([make_report(claims=claims)]))
    (line,) = (picture for picture in brief.pictures if picture.name == "time")
    counted = {label: int(number) for label, number in re.findall(r"(\w+ 2021): (\d)", line.words)}
    assert counted == {"March 2021": 1, "April 2021": 1, "June 2021": 1}
    assert line.title == "When: 3 events whose month is known"


def test_a_note_that_comes_again_stands_once() -> None:
    found = sentence(Words("a", (1,)), [Words("b", (2,)), Words("c", (1,))], ".")
    assert [(one.text, one.notes) for one in found] == [
        ("a", ()), ("b", (2,)), ("c", (1,)), (".", ()),
    ]  # fmt: skip
