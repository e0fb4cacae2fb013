"""Who took it from whom, as rows and lines."""

from dateline.linking import summarise_event
from dateline.records import Event, Origin, Relay, RelayKind, Report
from dateline.web.relay_chart import ROW, RelayChart, relay_chart
from tests.making import MadeClaim, make_report


def report(number: int) -> Report:
    return make_report(
        number, outlet=f"Paper {number}", published=f"2021-03-{number + 4:02}",
        claims=[MadeClaim(actor=None)], said=[],
    )  # fmt: skip


def told(reports: list[Report], homes: dict[str, list[int]], *relays: Relay) -> Event:
    """An event; `homes` are the articles of each origin, "unproven" is not proven."""
    origins = [
        Origin(
            id=name,
            name=name,
            kind="outlet",
            articles=tuple(reports[n].article.id for n in numbers),
            is_proven=name != "unproven",
        )
        for name, numbers in homes.items()
    ]
    members = [(one, one.claims[0]) for one in reports]
    return summarise_event("ev", members, origins, relays=relays)


def taking(of: Report, how: RelayKind, origin: str, source: Report | None = None) -> Relay:
    return Relay(
        article=of.article.id, outlet=of.article.outlet, published=of.article.published, how=how,
        source=origin, origin=origin, taken_from=source and source.article.id, reason="it shows",
    )  # fmt: skip


def rows(chart: RelayChart | None) -> list[tuple[str, float, str]]:
    assert chart is not None
    assert [row.y - 20 for row in chart.rows] == [ROW * n for n in range(len(chart.rows))]
    return [(row.name, row.x, row.below) for row in chart.rows]


def test_copies_hang_on_what_they_copy_and_doubt_is_told() -> None:
    some = [report(n) for n in range(4)]
    event = told(
        some, {"unproven": [3], "Paper 0": [0, 1, 2]},
        taking(some[1], "copy", "Paper 0", some[0]), taking(some[2], "copy", "Paper 0", some[1]),
    )  # fmt: skip
    chart = relay_chart(event)
    assert rows(chart) == [
        ("Paper 0", 36, "outlet, independent"),
        ("Paper 0", 56, "2021-03-04, its own report"),
        ("Paper 1", 76, "2021-03-05, copy of Paper 0"),
        ("Paper 2", 96, "2021-03-06, copy of Paper 0"),
        ("unproven", 36, "outlet, not proven independent"),
        ("Paper 3", 56, "2021-03-07, its own report"),
    ]
    assert chart is not None
    assert (len(chart.lines), len(chart.words), chart.left_out) == (4, 0, 0)


def test_words_from_elsewhere_are_a_line_of_their_own() -> None:
    some = [report(n) for n in range(2)]
    event = told(
        some, {"Paper 0": [0], "Paper 1": [1]}, taking(some[1], "words", "Paper 0", some[0])
    )
    chart = relay_chart(event)
    assert chart is not None
    assert (len(chart.lines), len(chart.words)) == (2, 1)
    assert rows(chart)[3] == ("Paper 1", 56, "2021-03-05, words of Paper 0")


def test_a_credit_adds_no_second_line_to_a_copy() -> None:
    some = [report(n) for n in range(2)]
    event = told(
        some, {"Paper 0": [0, 1]}, taking(some[1], "copy", "Paper 0", some[0]),
        taking(some[1], "credit", "Paper 0"),
    )  # fmt: skip
    chart = relay_chart(event)
    assert chart is not None
    assert (len(chart.lines), len(chart.words)) == (2, 0)


def test_one_article_that_took_nothing_is_not_drawn() -> None:
    assert relay_chart(told([report(0)], {"Paper 0": [0]})) is None


def test_what_finds_no_room_is_counted() -> None:
    many = [make_report(n, outlet="Paper", claims=[MadeClaim(actor=None)]) for n in range(70)]
    chart = relay_chart(told(many, {"Paper": list(range(70))}))
    assert chart is not None
    assert (len(chart.rows), chart.left_out) == (60, 11)
    assert len(chart.lines) == 59
