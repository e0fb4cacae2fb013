"""The example sets, read and linked: what `examples/README.md` says a right reading contains."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.linking.events import group_happenings
from dateline.linking.happenings import find_happenings
from dateline.pipeline import Reader
from dateline.records import Claim, Report
from tests.linking.in_memory import link_happenings

EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.golden

Told = tuple[str, Claim]  # the file's number, and a claim of it
Link = Callable[[str], list[list[Told]]]


@pytest.fixture(scope="module")
def link() -> Link:
    """Read and link a set, once."""
    reader = Reader()
    return functools.cache(lambda name: link_set(reader, name))


def link_set(reader: Reader, name: str) -> list[list[Told]]:
    """The events of a set, each as its claims."""
    reports: dict[str, tuple[str, Report]] = {}
    for path in sorted((EXAMPLES / name).iterdir()):
        report = reader.read(str(path))
        reports[report.article.id] = (path.name[0], report)
    happenings = [item for _, report in reports.values() for item in find_happenings(report)]
    events = []
    for group in group_happenings(happenings, link_happenings(happenings)):
        told = []
        for ref in group:
            number, report = reports[ref.article]
            told.append((number, next(c for c in report.claims if c.id == ref.claim)))
        events.append(sorted(told, key=lambda pair: (pair[0], pair[1].id)))
    return events


def holding(events: list[list[Told]], number: str, claim_type: str, toll: int | None) -> list[Told]:
    """The one event with a claim of a type and a best or highest number in an article."""
    (found,) = [
        event
        for event in events
        for where, claim in event
        if where == number
        and claim.type == claim_type
        and (toll in {n for t in claim.toll for n in (t.best, t.high)} if toll else not claim.toll)
    ]
    return found


def articles(event: list[Told]) -> str:
    return "".join(sorted({number for number, _ in event}))


def test_one_explosion_told_by_five(link: Link) -> None:
    events = link("harbour-blast")
    blast = holding(events, "1", "ASSAULT", 17)
    assert articles(blast) == "12345"
    tolls = {toll.best or toll.high for _, claim in blast for toll in claim.toll}
    assert {17, 21, 25} <= tolls
    assert any(claim.type == "REJECT" for number, claim in blast if number == "4"), "the denial"
    days = {claim.when.start for _, claim in blast if claim.when and claim.type == "ASSAULT"}
    assert days == {"2024-04-09"}


def test_what_is_not_the_explosion_stays_apart(link: Link) -> None:
    events = link("harbour-blast")
    blast = holding(events, "1", "ASSAULT", 17)
    kidnapping = holding(events, "4", "ASSAULT", 3)
    two, four = holding(events, "4", "COERCE", 2), holding(events, "4", "COERCE", 4)
    assert len(kidnapping) == 1
    assert len(two) == 1
    assert articles(four) == "124"
    assert all(event is not blast for event in (kidnapping, two, four))
    accusation = holding(events, "3", "ACCUSE", None)
    assert set("123") <= set(articles(accusation))
    assert accusation is not blast


def test_a_week_of_seven_different_happenings(link: Link) -> None:
    events = link("week-of-protests")
    of_each_day = [
        holding(events, "1", "PROTEST", None),
        holding(events, "2", "COERCE", 34),
        next(e for e in events for n, c in e if n == "3" and c.modes == ("strike",)),
        holding(events, "4", "ASSAULT", 2),
        next(e for e in events for n, c in e if n == "5" and "curfew" in c.modes),
        next(e for e in events for n, c in e if n == "6" and c.type == "AGREE"),
        next(e for e in events for n, c in e if n == "7" and c.type == "CONCEDE"),
    ]
    assert len({id(event) for event in of_each_day}) == 7


def test_what_is_told_again_is_not_counted_anew(link: Link) -> None:
    events = link("week-of-protests")
    assert articles(holding(events, "4", "ASSAULT", 2)) == "47"
    assert articles(holding(events, "2", "COERCE", 34)) == "26"


def test_a_raid_told_two_months_later(link: Link) -> None:
    events = link("emerging-tie")
    assert articles(holding(events, "4", "ASSAULT", 27)) == "45"
    assert len(holding(events, "5", "ASSAULT", 8)) == 1
    assert len(holding(events, "2", "ASSAULT", 11)) == 1
