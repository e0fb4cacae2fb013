"""The header that opens a report: texts, and what must come out of them."""

import pytest

from dateline.reading.furniture import mark_furniture
from dateline.reading.header import find_header
from dateline.records import Article, Furniture, Provenance

SOURCE = Provenance(kind="file", ref="t.txt", retrieved_at="2024-01-01T00:00:00+00:00")
BODY = "Gunmen attacked a police post near the river, killing two officers, the army said."


def article(text: str, *furniture: Furniture) -> Article:
    return Article(id="t", text=text, furniture=furniture, source=SOURCE)


HEADERS = [
    # header, place, date, agency
    ("MIRNA, 3 March (Reuters) —", "Mirna", "--03-03", "Reuters"),  # day before month, no year
    ("MIRNA (AP) -", "Mirna", None, "AP"),  # agency alone, plain hyphen
    ("PORT KARA, July 14 (Xinhua) --", "Port Kara", "--07-14", "Xinhua"),  # month before day
    ("MIRNA, Wednesday, 5 May 2011 (IRIN) -", "Mirna", "2011-05-05", "IRIN"),  # a weekday; acronym
    ("MIRNA, N.D., Sept. 28, 2016 (UPI) —", "Mirna, N.D.", "2016-09-28", "UPI"),  # dots stay
    ("MIRNA, Karelia —", "Mirna, Karelia", None, None),  # capitals are enough
    ("Mirna –", "Mirna", None, None),  # a bare name with a dash
    ("(Reuters) -", None, None, "Reuters"),  # an agency and no place
    ("March 3 (UPI) --", None, "--03-03", "UPI"),  # a date and no place
    ("MIRNA/PORT KARA (Reuters) -", "Mirna/Port Kara", None, "Reuters"),  # two places
    ("PORT-AU-MER, Haiti (AP) _", "Port-au-Mer, Haiti", None, "AP"),  # hyphens; old AP underscore
    ("MIRNA, March 3. /TASS/.", "Mirna", "--03-03", "TASS"),  # no dash at all
    ("MIRNA, March 3 (APP):", "Mirna", "--03-03", "APP"),  # a colon after the bracket
    ("SANA'A, Yemen (Saba) --", "Sana'a, Yemen", None, "Saba"),  # an apostrophe is no word's start
    ("MIRNA, 31 Feb (AP) —", "Mirna", None, "AP"),  # no such day: unknown, not guessed
]  # fmt: skip


@pytest.mark.parametrize(("header", "place", "date", "agency"), HEADERS)
def test_reads_headers(
    header: str, place: str | None, date: str | None, agency: str | None
) -> None:
    text = f"{header} {BODY}"
    found = find_header(article(text))
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert [text[span.start : span.end] for span in found.evidence] == [header]


WIRES = [
    # upper-case wire header, place, date, agency, where the body begins
    ("MIRNA, 8 DEC 89 (ACAN-EFE) -- [TEXT]", "Mirna", "1989-12-08", "ACAN-EFE"),
    ("SAN PORTO, 7 JUL 03 (RADIO DE MAR) -- [TEXT]", "San Porto", "2003-07-07", "Radio de Mar"),
    ("MIRNA (KARELIA), 11 OCT 88 (DOMESTIC SERVICE)-- [REPORT] [ANA RUIZ] [TEXT]",
     "Mirna, Karelia", "1988-10-11", "Domestic Service"),  # country, no space before the dash
    ("NO CITY (KARELIA), NO DATE -- [SPEECH] [RUIZ] [TEXT] [CONTINUED]", "Karelia", None, None),
    ("CLANDESTINE, 5 MAY 90 (RADIO ALBA) -- [EXCERPTS]", None, "1990-05-05", "Radio Alba"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "place", "date", "agency"), WIRES)
def test_reads_wire_headers_and_their_tags(
    header: str, place: str | None, date: str | None, agency: str | None
) -> None:
    text = f"XX-ABC1-0007 (DESK)\n\n   {header} [RUIZ] {BODY.upper()}\n\n   {BODY.upper()}\n"
    found = find_header(mark_furniture(article(text)))
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert [text[span.start : span.end] for span in found.evidence] == [header]


NOT_HEADERS = [
    ("The war — now in its third year — has emptied the valley.", "an aside after an article"),
    ("President Ruiz, 54 - elected in May - resigned on Monday.", "a title and an age"),
    ("Ruiz — mayor since 2009 — resigned on Monday.", "an aside after a name"),
    ("Ruiz – The car of the mayor was shot at. Later Ana Ruiz said she was well.", "a person"),
    ("UPDATE — Police found the missing boy in Mirna.", "a label in capitals"),
    ("NATO — The alliance sent two ships.", "an organization in capitals"),
    ("Mirna's mayor (Labour) - who resigned - was seen on Monday.", "the body goes on small"),
    ("March 3 — We walked to the river.", "an entry of a diary"),
    ("THE WAR -- NOW IN ITS THIRD YEAR -- HAS EMPTIED THE VALLEY.", "capitals everywhere"),
    ("Two men (brothers) were shot in Mirna.", "no dash"),
]


@pytest.mark.parametrize(("text", "why"), NOT_HEADERS)
def test_a_sentence_with_a_dash_is_no_header(text: str, why: str) -> None:
    assert find_header(article(f"{text} {text}")).evidence == (), why


def test_looks_below_furniture() -> None:
    text = f"Post Attacked\nBy Ana Ruiz\nMIRNA (AP) — {BODY}"
    marked = article(text, Furniture(start=0, end=25, kind="byline"))
    found = find_header(marked)
    assert found.place == "Mirna"
    assert text[found.evidence[0].start :].startswith("MIRNA (AP) —")


def test_never_reads_a_header_inside_furniture() -> None:
    text = f"MIRNA (AP) — A teaser.\n{BODY}"
    assert find_header(article(text, Furniture(start=0, end=22, kind="teaser"))).evidence == ()


def test_a_header_ends_before_the_next_paragraph() -> None:
    assert find_header(article(f"MIRNA\n\n— {BODY}")).evidence == ()


ALONE = [
    # a header on a line of its own; place, date, agency
    ("TBILISI, 9 July 2020", "Tbilisi", "2020-07-09", None),
    ("PORT KARA, Karelia, 9 July 2020", "Port Kara, Karelia", "2020-07-09", None),
    ("MIRNA, 3 March (Reuters)", "Mirna", "--03-03", "Reuters"),
    ("MIRNA, 3 March", None, None, None),  # a day without a year may open an entry of a list
    ("Mirna, 9 July 2020", None, None, None),  # may say when a picture was taken
    ("MIRNA POST", None, None, None),  # an outlet
    ("9 July 2020", None, None, None),
]


@pytest.mark.parametrize(("line", "place", "date", "agency"), ALONE)
def test_a_header_may_stand_alone(
    line: str, place: str | None, date: str | None, agency: str | None
) -> None:
    text = f"{line}\n\n{BODY}"
    found = find_header(article(text))
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert [text[span.start : span.end] for span in found.evidence] == ([line] if place else [])
