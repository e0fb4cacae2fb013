"""What of a claim is compared: of any report, and of some that say what matters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.linking.events import contradiction, same_event
from dateline.linking.happenings import find_happenings
from dateline.records import Report
from tests.linking.in_memory import link_happenings
from tests.making import MadeClaim, make_report
from tests.strategies import reports

relaxed = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(reports())
def test_any_report_has_a_happening_for_each_claim(report: Report) -> None:
    happenings = find_happenings(report)
    assert [happening.ref.claim for happening in happenings] == [c.id for c in report.claims]
    assert all(len(set(happening.keys)) == len(happening.keys) <= 24 for happening in happenings)
    assert happenings == find_happenings(report)


@relaxed
@given(st.lists(reports(), min_size=2, max_size=2, unique_by=lambda report: report.article.id))
def test_judgements_are_the_same_from_both_sides(two: list[Report]) -> None:
    first, second = (find_happenings(report) for report in two)
    for a in first:
        for b in second:
            assert same_event(a, b) == same_event(b, a)
            assert contradiction(a, b) == contradiction(b, a)
    for link in link_happenings([*first, *second]):
        assert link.a < link.b
        assert 0.5 <= link.score <= 1
        assert link.reason


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (("2024-04-09", "2024-04-09"), "2024-04-09", "2024-04-09"),
        (("2024-02", "2024-02"), "2024-02-01", "2024-02-29"),
        (("2011", "2012-06"), "2011-01-01", "2012-06-30"),
        ((None, "2012"), "0001-01-01", "2012-12-31"),
        (("2011", None), "2011-01-01", "9999-12-31"),
    ],
)
def test_days(when: tuple[str | None, str | None], first: str, last: str) -> None:
    import datetime

    (happening,) = find_happenings(make_report(claims=[MadeClaim(when=when)], said=[]))
    assert happening.days is not None
    assert happening.days.first == datetime.date.fromisoformat(first).toordinal()
    assert happening.days.last == datetime.date.fromisoformat(last).toordinal()


@pytest.mark.parametrize("when", [("--07-14", "--07-14"), ("2023-02-29", "2023-02-29")])
def test_what_is_no_day_is_not_known(when: tuple[str, str]) -> None:
    (happening,) = find_happenings(make_report(claims=[MadeClaim(when=when)], said=[]))
    assert happening.days is None


def test_what_is_not_told_is_not_known() -> None:
    (happening,) = find_happenings(make_report(claims=[MadeClaim(when=(None, None))], said=[]))
    assert happening.days is None
    assert happening.spot is None


def test_pronouns_and_police_name_nobody() -> None:
    claim = MadeClaim(actor="The police", recipient="Rui Cossa")
    (happening,) = find_happenings(make_report(claims=[claim], said=[]))
    assert happening.actors == ()
    assert [named.key for named in happening.recipients] == ["rui cossa"]


def test_the_deed_of_an_accusation_ends_at_the_comma() -> None:
    claim = MadeClaim(
        type="ACCUSE",
        modes=("allege",),
        actor="The minister",
        trigger="blamed",
        recipient="the rebels for the shelling, who have attacked pipelines",
    )
    (happening,) = find_happenings(make_report(claims=[claim], said=[]))
    assert "shell" in happening.about
    assert "pipelin" not in happening.about
    assert not happening.is_denial
