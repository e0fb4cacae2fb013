"""An event on a terminal, in a pipe, in 80 columns."""

import re

import pytest

from dateline.cli.show_event import show_event
from dateline.linking import summarise_event
from dateline.records import Event, Figure, Link, Origin, Report
from tests.making import MadeClaim, MadeSaid, make_report


@pytest.fixture
def event() -> Event:
    """A raid told by three outlets, one of them a reprint; a group is blamed and denies it."""
    first = make_report(
        1, outlet="The Harbour Gazette", published="2021-03-04",
        claims=[MadeClaim(actor="Ansar Dinaru", certainty="alleged", speaker="Ilse Brandt",
                          toll=(130, 130, 130), place="Varda", country="NOR")], said=(),
    )  # fmt: skip
    reprint = make_report(
        2, outlet="Coast \x1b[31mToday", published="2021-03-05",
        claims=[MadeClaim(actor=None, toll=(130, 130, 130))], said=(),
    )  # fmt: skip
    denial = make_report(
        3, outlet="World Dispatch", published="2021-03-06T10:00:00+00:00",
        claims=[MadeClaim(actor=None, toll=(170, 170, None))],
        said=[MadeSaid(speaker="Ansar Dinaru", stance="denies", content="a part in it")],
    )  # fmt: skip
    some = [first, reprint, denial]
    homes: list[tuple[str, list[Report], bool]] = [
        ("The Harbour Gazette", some[:2], True), ("World Dispatch", some[2:], False),
    ]  # fmt: skip
    origins = [
        Origin(
            id=name, name=name, kind="outlet", is_proven=proven, reasons=("it has its own words",),
            articles=tuple(report.article.id for report in its),
        )
        for name, its, proven in homes
    ]  # fmt: skip
    a, b = sorted((first.article.id, reprint.article.id))
    link = Link(kind="copy", a=a, b=b, score=0.9, reason="they share every sentence")
    return summarise_event("ev7", [(report, report.claims[0]) for report in some], origins, [link])


def test_an_event_shows_who_says_what(event: Event, capsys: pytest.CaptureFixture[str]) -> None:
    show_event(event)
    shown = capsys.readouterr().out
    words = re.sub(r"\s+", " ", shown)
    for expected in (
        "3 articles (1 copy among them) · 3 outlets · 1 independent origin · 1 more not proven",
        "first told by The Harbour Gazette, 2021-03-04",
        "Ansar Dinaru [alleged]",
        "at least 170",
        "moved 130 (2021-03-04) → at least 170 (2021-03-06 10:00)",
        "killed: the ranges of 130 killed and at least 170 killed do not overlap",
        "World Dispatch itself",
        "outlet, 1 article; not proven independent",
        "they share every sentence",
    ):
        assert expected in words, f"{expected}\n{shown}"


def test_an_event_fits_eighty_columns_and_steers_no_terminal(
    event: Event, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show_event(event)
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown, "no colour in a pipe, and no escape from an outlet's name"


def test_colour_is_for_terminals_that_want_it(
    event: Event, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    show_event(event)
    assert "\x1b[1;36m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    show_event(event)
    assert "\x1b[1;36m" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(12, 12, 12), "12"),
        (Figure(12, 12, None), "at least 12"),
        (Figure(17, 18, None), "at least 17, best 18"),
        (Figure(12, None, None), "at least 12"),
        (Figure(None, 80, None), "about 80"),
        (Figure(19, None, 23), "19 to 23"),
        (Figure(None, None, 25), "up to 25"),
        (Figure(None, None, 1200), "up to 1,200"),
    ],
)
def test_figures_read_as_reports_give_them(figure: Figure, words: str) -> None:
    assert str(figure) == words
