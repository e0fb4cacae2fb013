"""Whom the words for a speaker stand for: «marked» words, and the names meant."""

import pytest

from dateline.reading.whose_words import WhoseWords
from dateline.records import Span
from tests.reading.casting import read_cast

ROWS = [
    # what the cast alone knows stays as it is
    ("Ana Ruiz came. «She» said it was late.", ["Ana Ruiz"], "pronoun"),
    ("Ana Ruiz came. «A senior official» said it was late.", ["A senior official"], "anonymous"),
    ("Ana Ruiz came. «Residents» said it was late.", ["Residents"], "collective"),
    ("Ana Ruiz came. «Two officials» said it was late.", ["Two officials"], "two of them"),
    # descriptions that fit the one person named
    ("Ola Berg has written nine novels. «The author» said so.", ["Ola Berg"], "the author"),
    (
        "Ola Berg has sat in parliament since 2009. «The lawmaker» said so.",
        ["Ola Berg"],
        "the lawmaker",
    ),
    (
        "Ola Berg met Max Hale. «The author» said so.",
        ["The author"],
        "of two people neither",
    ),
    (
        "President Ola Berg met Max Hale. «The French president» said so.",
        ["The French president"],
        "of which country either is nobody says",
    ),
    (
        "Interior Minister Ola Berg spoke. «The ambassador» said no.",
        ["The ambassador"],
        "somebody of another office",
    ),
    ("Ola Berg spoke. «A lawyer» said no.", ["A lawyer"], "not definite"),
    (
        "Ola Berg spoke. «The Norwegian officers» said no.",
        ["The Norwegian officers"],
        "several are not one",
    ),
    ("Ola Berg was detained. «The official» said so.", ["The official"], "no office is known"),
    # bodies
    ("Kestrel Mining closed its pit. «The company» said so.", ["Kestrel Mining"], "the company"),
    (
        "The Kestrel Mining Corporation sued the Harrow Steel Corporation. «The company» said so.",
        ["The company"],
        "of two bodies neither",
    ),
    (
        "The Interior Ministry closed the road. «The company» said so.",
        ["The company"],
        "a ministry is no company",
    ),
    (
        "The Front for Northern Freedom left. «The FNF» said so.",
        ["Front for Northern Freedom"],
        "initials of a name told before",
    ),
    # two at once
    ("Peru and Bolivia agreed. «The two governments» said so.", ["Peru", "Bolivia"], "the two"),
    ("Ana Ruiz and Max Hale signed. «They» said so.", ["Ana Ruiz", "Max Hale"], "they"),
    ("Both «Ruiz and Hale» agreed. Ana Ruiz and Max Hale met.", ["Ana Ruiz", "Max Hale"], "both"),
    # names inside the words for a speaker
    (
        "«A lawyer who has helped the families, Ana Ruiz,» said so.",
        ["Ana Ruiz"],
        "a name after a comma",
    ),
    # relative clauses
    ("The bill is by Ola Berg, «who» says it is dead.", ["Ola Berg"], "who"),
    # who is named only afterwards
    (
        "“I was cold,” «he» said.\n\nOla Berg, 23, spent two nights on the ledge.",
        ["Ola Berg"],
        "named in the next paragraph",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), [row[:2] for row in ROWS], ids=[row[2] for row in ROWS])
def test_whose_words(text, names):
    casting = read_cast(text)
    found = WhoseWords(casting.prose, casting.cast).entities(casting.marked)
    assert [casting.cast.name_of(one) for one in found] == names


def test_a_pronoun_means_who_spoke_last():
    casting = read_cast(
        "Max Hale, a rancher, was taken from his farm. His wife said four men had come. “They had"
        " guns,” «she» added."
    )
    whose = WhoseWords(casting.prose, casting.cast)
    text = casting.prose.article.text
    start = text.index("His wife")
    wife = whose.entities(Span(start, start + len("His wife")))
    assert [casting.cast.name_of(one) for one in wife] == ["His wife"]
    assert whose.entities(casting.marked) == wife


def test_who_is_known_now_is_no_entity_of_its_own():
    casting = read_cast("Ola Berg has written nine novels. «The author» said so.")
    casting.cast.refer_span(casting.marked, casting.prose)
    WhoseWords(casting.prose, casting.cast).entities(casting.marked)
    [person] = [one for one in casting.cast.entities() if one.kind == "person"]
    assert casting.marked in person.mentions
