"""`linking.credits`: whom an article credits, wholly or for a part, and what is its own."""

import pytest

from dateline.linking.credits import find_credits, is_credit_line, outlet_key
from tests.linking.writing import OTHER, write_article

LINES = [
    # last line, credited, wholly
    ("(Reuters)", ["Reuters"], True),
    ("— AFP", ["AFP"], True),
    ("Source: Xinhua", ["Xinhua"], True),
    ("The Associated Press contributed to this report.", ["The Associated Press"], False),
    ("Reuters and AFP contributed to this article.", ["Reuters", "AFP"], False),
    ("Meridian contributed to this report.", ["Meridian"], False),  # on no list
    ("With reporting by Reuters", ["Reuters"], False),
    ("(With inputs from agencies)", [None], False),
    ("Agencies", [None], True),
    ("(Reporting by Paula Wirth; editing by Tom Askew)", [], None),
    ("Rosa Chicombe", [], None),
]


@pytest.mark.parametrize(("line", "names", "is_whole"), LINES, ids=[line for line, *_ in LINES])
def test_last_lines(line, names, is_whole):
    found = find_credits(write_article(*OTHER, outlet="Kara Post"), (*OTHER, line)).others
    assert [credit.name for credit in found] == names
    assert all(credit.is_whole is is_whole for credit in found)
    assert is_credit_line(line) or (not names and is_whole is None)


BYLINES = [
    (("Ana Ruiz", "Reuters"), ["Reuters"], True, True),  # her agency's report
    (("Reuters",), ["Reuters"], True, False),
    (("Post staff and agencies",), [None], False, True),
    (("Ana Ruiz with AFP",), ["AFP"], False, True),
    (("Ana Ruiz",), [], None, True),
    (("Kara Post",), [], None, True),  # its own name
]


@pytest.mark.parametrize(("bylines", "names", "is_whole", "has_byline"), BYLINES)
def test_bylines(bylines, names, is_whole, has_byline):
    article = write_article(*OTHER, outlet="Kara Post", bylines=bylines)
    found = find_credits(article, OTHER)
    assert [credit.name for credit in found.others] == names
    assert all(credit.is_whole is is_whole for credit in found.others)
    assert found.has_byline is has_byline


def test_headers():
    two = find_credits(write_article(*OTHER, agency="Meridian/AFP"), OTHER)
    assert [(credit.name, credit.is_whole) for credit in two.others] == [
        ("Meridian", True),
        ("AFP", True),
    ]
    own = find_credits(write_article(*OTHER, agency="Meridian", outlet="Meridian"), OTHER)
    assert own.others == ()


@pytest.mark.parametrize(
    ("words", "is_own"),
    [
        ("“It was a bang,” he told the Kara Post.", True),
        ("“It was a bang,” he said in a telephone call to the Kara Post.", True),
        ("A Kara Post reporter saw the column.", True),
        ("“It was a bang,” he told this newspaper.", True),
        ("“It was a bang,” he told the Evening Herald.", False),
    ],
)
def test_who_spoke_to_the_outlet(words, is_own):
    article = write_article(*OTHER, words, outlet="The Kara Post")
    assert find_credits(article, OTHER).has_own_words is is_own


def test_prose_is_no_credit():
    assert not is_credit_line("Reuters said on Tuesday that the bridge was closed.")
    assert not is_credit_line("The minister contributed to this debate with a speech.")


def test_one_outlet_has_one_key():
    assert outlet_key("AP") == outlet_key("The Associated Press")
    assert outlet_key("The Harbour Gazette") == outlet_key("Harbour  Gazette")
