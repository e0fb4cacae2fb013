"""Expressions of time in sentences of our own, and what they mean."""

import itertools
import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.calendar_words import first_day, last_day
from dateline.reading.when import Time, find_times
from dateline.records import Span

WEDNESDAY = "2015-07-15"


def sentences_of(text: str) -> list[Span]:
    return [
        Span(*found.span()) for found in re.finditer(r"\S[^|]*?(?:[.!?](?=\s+[A-Z]|$)|$)", text)
    ]


def times_in(text: str, published: str | None = None) -> list[Time]:
    return find_times(text, sentences_of(text), published=published)


def shown(text: str, published: str | None = None) -> list[str]:
    """Each expression as "words = start..end/precision", "words = ?" when unresolved."""
    found = []
    for item in times_in(text, published):
        when = item.when
        ends = f"{when.start}..{when.end}/{when.precision}" if when.start else "?"
        found.append(f"{text[item.span.start : item.span.end]} = {ends}")
    return found


def day(words: str, value: str) -> list[str]:
    return [f"{words} = {value}..{value}/1"]


DATES = [
    ("He fell on 3 March 2014.", day("3 March 2014", "2014-03-03")),
    ("He fell on March 3, 2014.", day("March 3, 2014", "2014-03-03")),
    ("He fell on Thursday, March 6, 2014.", day("Thursday, March 6, 2014", "2014-03-06")),
    ("He fell on April 28 , 2009.", day("April 28 , 2009", "2009-04-28")),  # spaced by a tokeniser
    ("TALVA, 8 DEC 89 -- A BOMB.", day("8 DEC 89", "1989-12-08")),
    ("He fell on 13/4/2014.", day("13/4/2014", "2014-04-13")),
    ("He fell on 4/13/2014.", day("4/13/2014", "2014-04-13")),
    ("He fell on 3/4/2014.", ["3/4/2014 = ?"]),  # March to some, April to others
    ("He fell on 30 February 2014.", ["30 February 2014 = ?"]),  # there is no such day
    ("He fell on 3 March.", ["3 March = ?"]),  # no year is invented
    ("Mines went off on 16 and 17 May 2001.", ["16 and 17 May 2001 = 2001-05-16..2001-05-17/2"]),
    ("He was born in 1938.", ["1938 = 1938..1938/5"]),
    ("The 2013 attack failed.", ["2013 = 2013..2013/5"]),
    ("It fell in winter 2012.", ["winter 2012 = 2011-12..2013-02/5"]),  # either of two winters
    ("It fell between 1992 and 1995.", ["between 1992 and 1995 = 1992..1995/5"]),
    ("The 1992-95 war ended.", ["1992-95 = 1992..1995/5"]),
    ("The end of the 2003 war came.", ["2003 = 2003..2003/5"]),  # the war's end, not the year's
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_date_that_says_its_year_needs_no_publication(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


TOLD_FROM_PUBLICATION = [
    ("He was shot on Monday.", day("Monday", "2015-07-13")),
    ("He was shot on Wednesday.", day("Wednesday", "2015-07-15")),  # the day of publication itself
    ("He will speak on Monday.", day("Monday", "2015-07-20")),
    ("On Monday, voters will choose.", day("Monday", "2015-07-20")),  # the cue comes after
    ("The minister said on Monday that he would go.", day("Monday", "2015-07-13")),
    (
        "The road was shut due to snow on Monday.",
        day("Monday", "2015-07-13"),
    ),  # no plan in "due to"
    ("The shops open every Monday.", []),
    ("Friday prayers passed calmly.", []),
    ("The men of Bloody Sunday marched.", []),
    ("He read it in USA Today.", []),
    ("He spoke today.", day("today", "2015-07-15")),
    ("Elections were held in September.", ["September = 2014-09..2014-09/4"]),
    ("Elections will be held in September.", ["September = 2015-09..2015-09/4"]),
    ("He was shot last June.", ["last June = ?"]),  # this year's to some, last year's to others
    ("He was shot last November.", ["last November = 2014-11..2014-11/4"]),
    ("He was shot on 20 July.", day("20 July", "2014-07-20")),
    ("It lasted from Monday to Tuesday.", ["from Monday to Tuesday = 2015-07-13..2015-07-14/2"]),
    ("The vote was moved from Thursday to Friday.", ["Thursday", "Friday"]),  # two days, no range
    ("He was shot a few days ago.", ["a few days ago = 2015-07-09..2015-07-13/2"]),
    ("He was shot 9000 years ago.", ["9000 years ago = ?"]),  # before the calendar begins
    ("He has been ill since Monday.", ["since Monday = 2015-07-13..2015-07-15/2"]),
    ("Nine have died in recent weeks.", ["in recent weeks = ?"]),
    (
        "HE WAS HELD FROM 27 JUNE TO\n2 JULY.",
        ["FROM 27 JUNE TO\n2 JULY = 2015-06-27..2015-07-02/2"],
    ),
    ("The United front on Monday stood.", day("Monday", "2015-07-13")),
    ("He saw the Boxing Day tsunami.", ["Boxing Day = ?"]),  # its name does not tell the year
    ("He was shot less than two years ago.", ["less than two years ago = 2013..2014/5"]),
    ("They sent aid in the two years after the 2003 coup.", ["after the 2003 = 2003..2003/5"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_FROM_PUBLICATION)
def test_words_near_publication_are_counted_from_it(text: str, expected: list[str]) -> None:
    found = shown(text, WEDNESDAY)
    if expected and " = " not in expected[0]:
        found = [words.split(" = ")[0] for words in found]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["He was shot on Monday.", "He was shot yesterday.", "It began last week.", "It began in May."],
)
def test_without_publication_nothing_is_invented(text: str) -> None:
    (found,) = times_in(text)
    assert (found.when.start, found.when.end, found.when.precision) == (None, None, None)
    assert found.when.evidence == (found.span,)


NOT_TIMES = [
    "Some 2,002 people fled.",
    "They sent 2000 soldiers.",
    "On the hill 1999 armed men waited.",
    "Resolution 1701 was read out.",
    "Flight 2013 was late.",
    "It began at 2014 GMT.",
    "Fares rose to $2014 a seat.",
    "Prime Minister May spoke.",
    "They may march again.",
    "The Sun and the Second Brigade agree.",
    "A 12-year-old boy waited for three hours.",
    "A man in his early 30s fell.",
    "The 19 April Movement laid down its arms.",
    "After this fall in prices, shops shut.",
    "The score was 5-3 at half-time.",
    "From 1200 to 1800 the shelling went on.",
    "The previous year and a half was calm.",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_what_only_looks_like_a_time_is_left_alone(text: str) -> None:
    assert shown(text, WEDNESDAY) == []


ANCHORED = [
    ("In 2002 it fell. Two years later it rose.", "2004/5", "Two years later + 2002"),
    ("On 5 May 2002 it fell. The following day it rose.", "2002-05-06/1",
     "The following day + 5 May 2002"),
    ("On 5 May 2002 it fell. A month earlier it stood.", "2002-04/4",
     "A month earlier + 5 May 2002"),
    ("In 2002 it fell. Two years later it rose. A year later it fell.", "2005/5",
     "A year later + Two years later + 2002"),
    ("In 2002 it fell, he said on Thursday. Two years later it rose.", "2004/5",
     "Two years later + 2002"),  # Thursday dates only what he said
    ("In 2011, the riots began in March.", "2011-03/4", "March + 2011"),
    ("On 5 May 2002 a bombing hit. Two days after the bombing he fled.", "2002-05-07/1",
     "Two days after the bombing + 5 May 2002"),
    ("They left 11 years after the 2003 invasion.", "2014/5", "11 years after the 2003"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "evidence"), ANCHORED)
def test_what_leans_on_an_earlier_time_quotes_both(text: str, value: str, evidence: str) -> None:
    last = times_in(text)[-1]
    assert last.when.start == last.when.end
    assert f"{last.when.start}/{last.when.precision}" == value
    assert {text[s.start : s.end] for s in last.when.evidence} == set(evidence.split(" + "))


UNANCHORED = [
    "Two years later they came back.",  # nothing was told before
    "In 2002 it fell. The following day rain came.",  # a year has no following day
    "It will fall in 2030. Two years later rain came.",  # what is to come is no anchor
    "Decades ago it fell. Two years later it rose.",  # the anchor itself is not known
]


@pytest.mark.parametrize("text", UNANCHORED)
def test_without_an_anchor_that_is_fine_enough_nothing_is_resolved(text: str) -> None:
    last = times_in(text)[-1]
    assert last.when.start is None
    assert last.when.evidence == (last.span,)


ROLES = [
    ("He must leave by Friday.", "deadline", "2015-07-17", False),
    ("The shop is shut until Friday.", "deadline", "2015-07-17", False),
    ("Turnout by Friday was low.", "deadline", "2015-07-10", False),
    ("He was killed by Tuesday's blast.", "point", "2015-07-14", True),  # "by" names the blast
    ("He fled before 2003.", "before", "2003", False),
    ("He fled after the 2003 coup.", "after", "2003", False),
    ("He has been held since 3 July.", "since", "2015-07-03", True),
    ("Rain fell from 3 July to 5 July.", "interval", "2015-07-03", True),
    ("Rain fell on 3 July.", "point", "2015-07-03", True),
]


@pytest.mark.parametrize(("text", "role", "start", "tells_when"), ROLES)
def test_the_role_says_which_side_of_the_time_is_meant(
    text: str, role: str, start: str, tells_when: bool
) -> None:
    (found,) = times_in(text, WEDNESDAY)
    assert (found.role, found.when.start, found.tells_when) == (role, start, tells_when)


def test_since_without_publication_has_no_known_end() -> None:
    (found,) = times_in("He has been in hiding since 1990.")
    assert (found.when.start, found.when.end, found.when.precision) == ("1990", None, None)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He saw the September 11 attacks.", WEDNESDAY, "2001-09-11"),
        ("He saw the September 11 attacks.", None, "2001-09-11"),
        ("He saw 9/11.", "1999-01-01", None),  # it had not happened
        ("He saw the Oct. 7 attack.", "2025-03-01", "2023-10-07"),
        ("He saw the Oct. 7 attack.", "2024-10-20", None),  # perhaps one of this month
        ("He saw the Oct. 7 attack.", "2019-10-20", "2019-10-07"),
        ("He saw the Oct. 7 match.", "2025-03-01", "2024-10-07"),
    ],
)
def test_days_that_became_names(text: str, published: str | None, expected: str | None) -> None:
    (found,) = times_in(text, published)
    assert found.when.start == expected


@pytest.mark.parametrize("published", ["2015-07-15T23:59:00+02:00", "2015-07-15 08:00"])
def test_a_datetime_of_publication_counts_by_its_own_day(published: str) -> None:
    assert shown("He spoke yesterday.", published) == day("yesterday", "2015-07-14")


@pytest.mark.parametrize("published", ["", "2015-07", "2015-02-31", "yesterday", "--07-14"])
def test_what_is_not_a_day_of_publication_counts_as_none(published: str) -> None:
    assert shown("He spoke yesterday.", published) == ["yesterday = ?"]


def test_an_expression_may_be_broken_over_lines() -> None:
    text = "AN ATTACK IN LIMORA ON 3 OCTOBER\n    1989 KILLED FOUR."
    (found,) = find_times(text, [Span(0, len(text))], published=None)
    assert found.when.start == "1989-10-03"


WORDS = st.sampled_from(
    """on the a of in by since between and from to 3 5 12 31 2014 1999 2000 '80s May March Sept.
    Monday Friday Sun today yesterday last next this that week month year days two three several
    ago later earlier after before following day early late mid- end start 9/11 3/4/2014 , . - –
    will said attack soldiers anniversary century 19th summer winter past few recent same""".split()
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80)
PUBLISHED = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str)


@settings(deadline=None, max_examples=300)
@given(TEXTS, PUBLISHED)
def test_times_lie_in_sentences_in_order_and_end_after_they_start(
    text: str, published: str | None
) -> None:
    sentences = sentences_of(text)
    times = find_times(text, sentences, published=published)
    spans = [found.span for found in times]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for found in times:
        assert any(sentence.covers(found.span) for sentence in sentences)
        assert found.span in found.when.evidence
        if found.when.start is None:
            assert (found.when.end, found.when.precision) == (None, None)
        elif found.when.end is not None:
            assert first_day(found.when.start) <= last_day(found.when.end)
            assert found.when.precision in {1, 2, 3, 4, 5}


@settings(deadline=None, max_examples=150)
@given(TEXTS, PUBLISHED, st.integers(1, 40))
def test_text_before_only_moves_the_ranges(text: str, published: str | None, by: int) -> None:
    sentences = sentences_of(text)
    moved = [Span(s.start + by, s.end + by) for s in sentences]
    here = find_times(text, sentences, published=published)
    there = find_times("\n" * by + text, moved, published=published)
    assert [(t.span.start + by, t.when.start, t.when.end, t.role) for t in here] == [
        (t.span.start, t.when.start, t.when.end, t.role) for t in there
    ]


@pytest.mark.parametrize(
    "piece",
    ["3 ", "March ", "the last ", "a few ", "1999-", "on Monday and ", "in 2000, ", "since the "],
)
def test_long_strings_of_half_expressions_take_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    started = time.process_time()
    find_times(text, [Span(0, len(text))], published=WEDNESDAY)
    assert time.process_time() - started < 5  # 40,000 characters
