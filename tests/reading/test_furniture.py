"""What of a saved page is furniture; every text is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.furniture import (
    find_bylines,
    find_outlet_line,
    find_publication_date,
    mark_furniture,
)
from dateline.records import Article, Furniture, Provenance

BODY = [
    "Gunmen attacked a police post near the river on Monday, killing two officers and wounding a"
    " passer-by, the army said in a statement.",
    "The attackers came on motorcycles shortly after dawn and opened fire on the guards, according"
    " to Lena Ortiz, who sells bread across the road.",
    '"They shouted nothing, they just shot," she said. "It was over before I could close the door'
    ' of my shop."',
    "No group claimed the attack, the third in the valley since the truce between the government"
    " and the Dawn Front ended in May.",
]
TITLE = "Two officers killed in attack on police post in Mirna valley"


def article(text: str, **fields: object) -> Article:
    source = Provenance(kind="file", ref="t.txt", retrieved_at="2024-01-01T00:00:00+00:00")
    return Article(id="t", text=text, source=source, **fields)  # type: ignore[arg-type]


def kept(marked: Article) -> list[str]:
    """The lines that are left when furniture is taken out."""
    text = marked.text
    for piece in reversed(marked.furniture):
        text = text[: piece.start] + "\n" + text[piece.end :]
    return [line.strip() for line in text.splitlines() if line.strip()]


def kinds(marked: Article) -> dict[str, str]:
    """The kind of each marked line."""
    return {
        line: piece.kind
        for piece in marked.furniture
        for line in marked.text[piece.start : piece.end].splitlines()
        if line
    }


PAGE = "\n".join([
    "Home", "World", "Sport", "Sign in", "", TITLE, "By Ana Ruiz",
    "Published: 3 March 2014 10:15 GMT", "Share on Facebook", "",
    *(f"{paragraph}\n" for paragraph in BODY), "Tags: Mirna, police", "",
    "Related articles", "Ferry sinks off Port Kara with ninety people on board",
    "Ferry sinks off Port Kara with ninety people on board", "",
    "Dawn Front names a new leader", "The former teacher has led the group's talks.", "",
    "3 comments", "Tom Hale says:",
    "This happens every year and nobody does anything about it, which I find a shame.",
    "Sign up for our newsletter", "© 2014 The Mirna Post. All rights reserved.",
])  # fmt: skip


def test_a_saved_page_keeps_its_body_and_nothing_else() -> None:
    marked = mark_furniture(article(PAGE))
    assert kept(marked) == BODY
    assert marked.title == TITLE


@pytest.mark.parametrize(("line", "kind"), [
    (TITLE, "title"),
    ("Home", "navigation"),
    ("By Ana Ruiz", "byline"),
    ("Published: 3 March 2014 10:15 GMT", "byline"),
    ("Share on Facebook", "share"),
    ("Related articles", "related-links"),
    ("Ferry sinks off Port Kara with ninety people on board", "repeated-headline"),
    ("The former teacher has led the group's talks.", "teaser"),
    ("Sign up for our newsletter", "boilerplate"),
    ("© 2014 The Mirna Post. All rights reserved.", "boilerplate"),
])  # fmt: skip
def test_says_what_each_line_is(line: str, kind: str) -> None:
    assert kinds(mark_furniture(article(PAGE)))[line] == kind


@pytest.mark.parametrize("line", [
    "Advertisement",
    "Image caption The post after the attack",
    "(Photo: Tom Hale)",
    "Read more: Ferry sinks off Port Kara",
    "Story continues below",
    "Related: Who are the Dawn Front?",
])  # fmt: skip
def test_a_line_that_is_certain_is_marked_between_paragraphs(line: str) -> None:
    marked = mark_furniture(article("\n\n".join([*BODY[:2], line, *BODY[2:]])))
    assert kept(marked) == BODY


WHOLE = [
    ("\n\n".join(BODY), "plain paragraphs"),
    ("A bomb killed two people in Mirna on Monday.\n\nNo one claimed the attack.", "a short note"),
    ("Police fired on a crowd in Port Kara. Three people died.", "one line"),
    ("\n\n".join([BODY[0], "Ruiz went on:", BODY[2], "Asked why, he laughed."]), "short lines"),
    ("\n\n".join([*BODY[:2], "A broken truce", *BODY[2:]]), "a subheading is part of the report"),
    ("The army released a video of the attack.\n\nThe image showed two men.\n\nBoth were armed.",
     "words of captions in sentences"),
    ("Rebels released a video of two men.\n\nThe file, posted late, was short.", "the same, alone"),
    ("Home\nSport", "nothing but a menu: an article is never marked away whole"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), WHOLE)
def test_clean_texts_survive_whole(text: str, why: str) -> None:
    assert mark_furniture(article(text)).furniture == (), why


def test_a_hard_wrapped_wire_in_capitals_keeps_all_but_its_number() -> None:
    wire = """XX-ABC1-0007 (DESK SYS INC)

   MIRNA, 3 JAN 90 (EFE) -- [TEXT] GUNMEN TODAY ATTACKED A POLICE POST
NEAR THE RIVER AND KILLED TWO OFFICERS.  THE ARMY SAID THAT THE
ATTACKERS CAME ON MOTORCYCLES.

   THE DAWN FRONT DENIED THAT ITS MEN HAD BEEN THERE.  ITS SPOKESMAN
TOLD THIS STATION THAT THE TRUCE WOULD BE KEPT.

   [RUIZ] WE WERE NOT THERE.
"""
    marked = mark_furniture(article(wire))
    assert kinds(marked) == {"XX-ABC1-0007 (DESK SYS INC)": "boilerplate"}
    assert marked.title is None


@pytest.mark.parametrize("line", [
    TITLE,
    "Two Officers Killed in Mirna Valley.",  # a full stop, but words capitalized
    "Who attacked the police post?",
])  # fmt: skip
def test_the_first_line_of_a_plain_text_may_be_its_title(line: str) -> None:
    marked = mark_furniture(article("\n\n".join([line, *BODY])))
    assert kinds(marked) == {line: "title"}
    assert marked.title == line


@pytest.mark.parametrize("line", [
    "A bomb killed two people in Mirna on Monday.",  # may be the whole first paragraph
    "MIRNA, Karelia —",  # a header on a line of its own
    "The mayor said:",
    "Gunmen attacked a police post near the river on Monday, killing two\nofficers.",  # wrapped
    "MIRNA, 3 JAN 90 -- [TEXT] GUNMEN TODAY KILLED TWO OFFICERS AND A\nPASSER-BY IN MIRNA.",
])  # fmt: skip
def test_a_first_line_that_is_no_title(line: str) -> None:
    marked = mark_furniture(article("\n\n".join([line, *BODY])))
    assert marked.title is None
    assert marked.furniture == ()


def test_a_known_title_is_marked_wherever_it_stands() -> None:
    text = "\n\n".join(["Officers killed in Mirna.", *BODY, "Officers killed in Mirna."])
    marked = mark_furniture(article(text, title="Officers killed in Mirna"))
    assert marked.furniture[0].kind == "title"
    assert marked.title == "Officers killed in Mirna"


def test_a_page_whose_body_was_found_loses_only_what_is_certain() -> None:
    lines = [TITLE, "By Ana Ruiz", *BODY[:2], "June 9 - Port Kara, North Hall", "Advertisement"]
    text = "\n\n".join([*lines, *BODY[2:]])
    title = Furniture(start=0, end=len(TITLE), kind="title")
    marked = mark_furniture(article(text, title=TITLE, furniture=(title,)))
    assert title in marked.furniture
    assert kept(marked) == [*BODY[:2], "June 9 - Port Kara, North Hall", *BODY[2:]]


def test_links_in_the_middle_do_not_end_the_report() -> None:
    links = "More on this story\n* Ferry sinks off Port Kara\n* Dawn Front names a new leader\n"
    text = PAGE.replace(BODY[1], f"{BODY[1]}\n{links}")
    assert kept(mark_furniture(article(text))) == BODY


@given(
    st.lists(st.sampled_from([*PAGE.splitlines(), *BODY, "", "  ", "\t* item", "«»"]), max_size=30)
)
def test_furniture_is_sorted_apart_and_trimmed(lines: list[str]) -> None:
    marked = mark_furniture(article("\n".join(lines)))
    end = -1
    for piece in marked.furniture:
        quote = marked.text[piece.start : piece.end]
        assert piece.start > end
        assert quote == quote.strip() != ""
        end = piece.end


DATES = [
    ("Published: 3 March 2014 10:15 GMT", "2014-03-03"),
    ("July 14, 2015 | By Ana Ruiz", "2015-07-14"),
    ("Posted on Mon, 5th May 2014 at 9:05 am", "2014-05-05"),
    ("2014-03-03", "2014-03-03"),
    ("Updated 3 March 2014", None),  # says when it was changed
    ("03/04/2014", None),  # two readings
    ("31 February 2014", None),  # no such day
    ("The truce of 3 March 2014", None),  # a date among other words
    ("April 10, 2024, 6:30 p.m.", "2024-04-10"),  # a time after the date
    ("19 September 2023 - The Mirna Monitor", "2023-09-19"),  # the outlet beside it
    ("Kara Courier, June 2, 2025", "2025-06-02"),
    ("(Reuters) 3 March 2014", "2014-03-03"),
    ("Kara Courier | Sunday, June 8, 2025", "2025-06-08"),
    ("By Ana Ruiz | Mirna Daily | 3 November 2021, 09:12", "2021-11-03"),
    ("Saturday 14 October 2017 - Match report by Tom Hale", "2017-10-14"),
    ("Market hall, Port Kara, 3 March 2014", None),  # may say when a picture was taken
]


@pytest.mark.parametrize(("line", "date"), DATES)
def test_finds_the_publication_date(line: str, date: str | None) -> None:
    marked = mark_furniture(article("\n\n".join([TITLE, line, *BODY])))
    found = find_publication_date(marked)
    assert (found[0] if found else None) == date
    if found:
        assert marked.quote(found[1]) in line


def test_a_wire_in_capitals_has_no_byline_in_its_prose() -> None:
    line = "BY THE ARMY, THE POLICE, AND THE DAWN FRONT ALIKE WAS THE TRUCE KEPT"
    wire = f"MIRNA, 3 JAN 90 -- [TEXT] FOR A WEEK\n{line}\n{line}\n\n{line}\n{line}\nDAY."
    assert mark_furniture(article(wire)).furniture == ()


def test_a_date_in_prose_is_no_publication_date() -> None:
    prose = (
        "On 3 March 2014 the truce ended, and on 4 March 2014 the first shots were heard in Mirna."
    )
    assert (
        find_publication_date(mark_furniture(article("\n\n".join([TITLE, prose, *BODY])))) is None
    )


def test_two_dates_that_disagree_are_none() -> None:
    text = "\n\n".join([TITLE, "3 March 2014", "5 March 2014", *BODY])
    assert find_publication_date(mark_furniture(article(text))) is None


@pytest.mark.parametrize(("line", "names"), [
    ("By Ana Ruiz", ("Ana Ruiz",)),
    ("By Ana Ruiz and Tom Hale, Staff Reporters", ("Ana Ruiz", "Tom Hale")),
    ("July 14, 2015 | By Ana de la Cruz", ("Ana de la Cruz",)),
    ("Written by ANA RUIZ", ("ANA RUIZ",)),
    ("By Staff Reporter", ()),
    ("By Ana Ruiz and agencies", ("Ana Ruiz",)),  # agencies are nobody's name
    ("By Ana Ruiz in Port Kara", ("Ana Ruiz",)),
    ("3 March 2014 - Match report by Tom Hale", ("Tom Hale",)),
    ("By our correspondents in Mirna", ()),
    ("3 March 2014", ()),
])  # fmt: skip
def test_finds_bylines(line: str, names: tuple[str, ...]) -> None:
    assert find_bylines(mark_furniture(article("\n\n".join([TITLE, line, *BODY])))) == names


HEADS = [
    ([TITLE, "By Ana Ruiz and agencies", "19 September 2023 - The Mirna Monitor"],
     "bylines and dates of any make"),
    ([TITLE, "The Kara Gazette\nApril 10, 2024, 6:30 p.m."], "an outlet on its own line"),
    (["RADIO ALBA - NEWSROOM\n" + TITLE + "\n6 June 2025"], "an outlet above the title"),
    (["Home > World > Africa", TITLE, "The Kara Gazette", "Published 3 March 2014"],
     "the way to the page is no title"),
    ([TITLE, "A day of grief for the valley", "3 March 2014"], "a line between title and date"),
    (["Analysis", TITLE, "Kara Courier, June 2, 2025", "Ana Ruiz in Port Kara"],
     "a section, and an author without By"),
    (["All of Kara in one paper", TITLE, "3 March 2014"], "a slogan shares no words with the body"),
    (["Gunmen Attack Police Post", "3 March 2014"], "a headline may end like the name of a paper"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "why"), HEADS)
def test_the_lines_above_the_first_paragraph_are_no_report(head: list[str], why: str) -> None:
    marked = mark_furniture(article("\n\n".join([*head, *BODY])))
    assert kept(marked) == BODY, why
    assert marked.title in {TITLE, "Gunmen Attack Police Post"}, why
    assert [piece.kind for piece in marked.furniture].count("title") == 1, why


@pytest.mark.parametrize(("head", "left", "why"), [
    ([TITLE, "A broken truce"], ["A broken truce"], "no date or byline says where the head ends"),
    ([TITLE, "3 March 2014", "Mirna Rovers 4 Kara Albion 3"], ["Mirna Rovers 4 Kara Albion 3"],
     "below the last sure line a short line may be the report's"),
    ([TITLE, "KARA, 9 July 2020"], ["KARA, 9 July 2020"], "a header is read later"),
    ([TITLE, "By Ana Ruiz", "Two people died."], ["Two people died."], "a sentence is report"),
])  # fmt: skip
def test_what_stays_above_the_first_paragraph(head: list[str], left: list[str], why: str) -> None:
    marked = mark_furniture(article("\n\n".join([*head, *BODY])))
    assert kept(marked) == [*left, *BODY], why
    assert marked.title == TITLE, why


@pytest.mark.parametrize("tail", [
    ["Also in the news", "Ferry sinks off Port Kara", "Kara onions are dear"],
    ["Listen live on 98.3 FM", "Follow us: Facebook - Instagram - TikTok"],
    ["Tweet | Share | Print"],
    ["Latest scores | Fixtures | Tables | Fantasy league"],
    ["All quotes delayed by at least 15 minutes."],
    ["Gazette journalism is funded by its readers. Support us."],
])  # fmt: skip
def test_short_lines_below_the_last_paragraph(tail: list[str]) -> None:
    marked = mark_furniture(article("\n\n".join([TITLE, *BODY, "\n".join(tail)])))
    assert kept(marked) == BODY


OUTLETS = [
    ([TITLE, "The Kara Gazette", "3 March 2014"], [], "The Kara Gazette", "above the date"),
    ([TITLE, "3 March 2014", "The Kara Gazette"], [], "The Kara Gazette", "below it"),
    ([TITLE, "Kara Courier, June 2, 2025"], [], "Kara Courier", "beside it"),
    ([TITLE, "Kara Wire", "KARA, 9 July 2020"], [], "Kara Wire", "above a header"),
    (["RADIO ALBA - NEWSROOM", TITLE, "6 June 2025"], [], "Radio Alba", "above the title"),
    ([TITLE, "The Guardian", "3 March 2014"], [], "The Guardian", "a known outlet"),
    ([TITLE], ["© 2016 The Kara Observer"], "The Kara Observer", "in the last line"),
    ([TITLE], ["© 2016 The Kara Post. All rights reserved."], "The Kara Post", "with more words"),
    ([TITLE, "Reuters", "3 March 2014"], [], None, "an agency's report that another may print"),
    ([TITLE, "3 March 2014", "MIRNA (Reuters) - " + BODY[0]], [], None, "an agency in the header"),
    ([TITLE, "3 March 2014"], ["© 2016 Kara Holdings Ltd"], None, "a company is no outlet"),
    ([TITLE, "Kara Post | 3 March 2014"], ["© 2016 The Mirna Sun"], "Kara Post", "head before end"),
    ([TITLE, "Kara Post", "3 March 2014", "Mirna Sun"], [], None, "two that disagree"),
    ([TITLE, "World News", "3 March 2014"], [], None, "a section"),
    ([TITLE, "Ana Ruiz", "3 March 2014"], [], None, "a person"),
    ([TITLE, "By Ana Post", "3 March 2014"], [], None, "a person who is called like a paper"),
    ([TITLE], [], None, "nothing says it"),
]


@pytest.mark.parametrize(("head", "tail", "name", "why"), OUTLETS)
def test_finds_the_outlet(head: list[str], tail: list[str], name: str | None, why: str) -> None:
    marked = mark_furniture(article("\n\n".join([*head, *BODY, *tail])))
    found = find_outlet_line(marked)
    assert (found[0] if found else None) == name, why
    if found:
        assert marked.quote(found[1]).casefold() == found[0].casefold()


def test_an_author_without_by_needs_a_date_beside() -> None:
    head = [TITLE, "Ana Ruiz in Port Kara"]
    beside = mark_furniture(article("\n\n".join([*head, "3 March 2014", *BODY])))
    alone = mark_furniture(article("\n\n".join([*head, "By Tom Hale", *BODY])))
    assert find_bylines(beside) == ("Ana Ruiz",)
    assert find_bylines(alone) == ("Tom Hale",)


def test_ordinary_words_are_no_authors_name() -> None:
    head = ["War Crimes in Karelia", "3 March 2014"]
    marked = mark_furniture(article("\n\n".join([*head, *BODY])))
    assert find_bylines(marked) == ()


def test_a_number_of_several_words_is_a_wires_number() -> None:
    wire = "DESK-KARA-0004 (ALBA)\n\n   " + "\n\n   ".join(BODY).upper()
    assert kinds(mark_furniture(article(wire))) == {"DESK-KARA-0004 (ALBA)": "boilerplate"}
