"""What is kept comes back the same, once, and may be put in the place of what was there."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from dateline.errors import StoreError
from dateline.records import Report
from dateline.store import Added, Archive, ClaimQuery, Counts, SaidQuery
from tests.making import MadeClaim, MadeSaid, make_report, with_id
from tests.store.databases import execute
from tests.strategies import reports


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(report=reports())
def test_any_report_comes_back_the_same(archive: Archive, report: Report) -> None:
    archive.add(report, replace=True)  # the same text may be made twice

    assert archive.report(report.article.id) == report
    claims = [row.claim for row in archive.claims() if row.article_id == report.article.id]
    assert sorted(claims, key=lambda claim: claim.id) == list(report.claims)
    said = [row.attribution for row in archive.said() if row.article_id == report.article.id]
    assert said == list(report.attributions)


def test_what_is_kept_is_there_when_the_archive_is_opened_again(target: str) -> None:
    report = make_report()
    with Archive.open(target) as archive:
        assert archive.add(report) is Added.NEW

    with Archive.open(target, create=False) as archive:
        assert list(archive.reports()) == [report]


def test_the_folder_of_an_archive_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "archive.sqlite"

    Archive.open(str(path)).close()

    assert path.is_file()


def test_a_url_opens_the_same_archive_as_its_path(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path)) as archive:
        archive.add(make_report())

    with Archive.open(f"sqlite:///{path}") as archive:
        assert archive.counts().articles == 1
        assert archive.name == str(path)


def test_a_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    Archive.open("~/archive.sqlite").close()

    assert (tmp_path / "archive.sqlite").is_file()


def test_the_same_article_is_kept_once(archive: Archive) -> None:
    first = make_report()
    reread = with_id(make_report(claims=[]), first.article.id)

    assert [archive.add(first), archive.add(first), archive.add(reread)] == [
        Added.NEW,
        Added.ALREADY_THERE,
        Added.ALREADY_THERE,
    ]
    assert list(archive.reports()) == [first]
    assert archive.counts() == Counts(articles=1, claims=1, attributions=1)


def test_what_is_held_is_told_by_the_whole_id(archive: Archive) -> None:
    report = make_report()
    assert not archive.holds(report.article.id)
    archive.add(report)
    assert archive.holds(report.article.id)
    assert not archive.holds(report.article.id[:8])


def test_a_new_reading_replaces_all_records_of_its_article_only(archive: Archive) -> None:
    other = make_report(1)
    old = make_report(claims=[MadeClaim(), MadeClaim(actor="Smugglers")], outlet="Old Herald")
    new = with_id(
        make_report(claims=[MadeClaim(actor="Bandits")], said=[], outlet="New Herald"),
        old.article.id,
    )
    for report in (old, other):
        archive.add(report)

    assert archive.add(new, replace=True) is Added.REPLACED
    assert list(archive.reports()) == [new, other]
    assert archive.counts() == Counts(articles=2, claims=2, attributions=1)
    assert [row.actors for row in archive.claims(ClaimQuery(outlet="herald"))] == [("Bandits",)]
    assert list(archive.claims(ClaimQuery(actor="smugglers"))) == []
    assert list(archive.said(SaidQuery(outlet="old herald"))) == []


def test_replacing_what_is_not_there_adds_it(archive: Archive) -> None:
    assert archive.add(make_report(), replace=True) is Added.NEW


def test_the_first_time_an_article_was_added_is_kept(target: str) -> None:
    times = []
    with Archive.open(target) as archive:
        for _ in range(2):
            archive.add(make_report(), replace=True)
            times += execute(target, "SELECT added_at FROM articles")

    assert times[0] is not None
    assert times[0] == times[1]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("abcdef0123456789", 0),  # the whole id
        ("abcdef01", 0),  # enough of it
        ("abcdef02", 1),
        ("abc", 2),  # short, but an id
        ("abcdef0123456789a", None),  # more than an id
        ("ffffff", None),
        ("ABCDEF01", None),  # ids have a case
        ("abcde%", None),  # no pattern
        ("abcd__", None),
        ("abcdef\0", None),  # PostgreSQL takes no NUL
    ],
)
def test_an_article_is_found_by_its_id_or_the_beginning_of_it(
    archive: Archive, asked: str, found: int | None
) -> None:
    kept = [
        with_id(make_report(number), name)
        for number, name in enumerate(["abcdef0123456789", "abcdef0223456789", "abc"])
    ]
    for report in kept:
        archive.add(report)

    assert archive.report(asked) == (None if found is None else kept[found])


def test_a_beginning_that_several_articles_share_is_refused(archive: Archive) -> None:
    for number, name in enumerate(["abcdef01", "abcdef02"]):
        archive.add(with_id(make_report(number), name))

    with pytest.raises(StoreError, match=r"2 articles .* begins with abcdef;.* abcdef01, abcdef02"):
        archive.report("abcdef")


@pytest.mark.parametrize("asked", ["", "abcde"])
def test_too_short_a_beginning_is_refused(archive: Archive, asked: str) -> None:
    with pytest.raises(StoreError, match="at least 6 characters"):
        archive.report(asked)


def test_rows_hold_what_is_needed_to_show_them(archive: Archive) -> None:
    claim = MadeClaim(actor="Raiders", actor_kind=None, recipient="dockers", speaker="Ada Finch")
    speech = MadeSaid(content="We saw nothing", relayed_by="Radio Quay")
    report = make_report(url="https://quay.example/1", title="Raid", claims=[claim], said=[speech])
    archive.add(report)

    (row,) = archive.claims()
    assert row.claim == report.claims[0]
    assert row.article_id == report.article.id
    assert (row.outlet, row.title, row.published, row.url) == (
        "The Harbour Gazette",
        "Raid",
        "2021-03-04",
        "https://quay.example/1",
    )
    assert row.quotes == ("Raiders attacked dockers",)
    assert (row.actors, row.recipients, row.speakers) == (
        ("Raiders",),
        ("dockers",),
        ("Ada Finch",),
    )

    said = list(archive.said())
    assert [row.attribution for row in said] == list(report.attributions)
    assert said[1].quotes == ("We saw nothing",)
    assert (said[1].speakers, said[1].relayed_by) == (("Ilse Brandt",), ("Radio Quay",))


def test_a_speaker_who_is_no_entity_is_shown_in_the_words_of_the_article(archive: Archive) -> None:
    report = make_report()
    unnamed = dataclasses.replace(report.attributions[0], speakers=())
    archive.add(dataclasses.replace(report, attributions=(unnamed,)))

    assert [row.speakers for row in archive.said()] == [("Ilse Brandt",)]
    assert len(list(archive.said(SaidQuery(speaker="brandt")))) == 1


def test_reports_may_be_added_while_others_are_read(archive: Archive) -> None:
    for number in range(120):  # more than are read at once
        archive.add(make_report(number))

    seen = []
    for number, report in enumerate(archive.reports()):
        archive.add(make_report(1000 + number))
        seen.append(report)

    assert seen == [make_report(number) for number in range(120)]
    assert archive.counts().articles == 240


def test_who_reads_sees_the_archive_as_it_was_at_the_start(archive: Archive) -> None:
    old = [make_report(number) for number in range(70)]  # more than are read at once
    for report in old:
        archive.add(report)

    rows = archive.claims()
    seen = [next(rows)]
    for report in old:
        # Rows read before would name a claim that the new reading has not.
        archive.add(with_id(make_report(claims=[]), report.article.id), replace=True)
    seen += rows

    assert [row.actors for row in seen] == [("Gunmen",)] * 70
    assert list(archive.claims()) == []


_NUL_TEXT = make_report(
    outlet="Quay\0Radio",
    title="Raid\0",
    claims=[MadeClaim(actor="Raiders\0of Tarsk", place="Old\0Mill", country="R\0S")],
    said=[MadeSaid(content="We saw\0nothing")],
)


def test_a_text_with_nul_characters_is_kept_as_it_is(archive: Archive) -> None:
    archive.add(_NUL_TEXT)
    archive.add(_NUL_TEXT, replace=True)

    assert list(archive.reports()) == [_NUL_TEXT]
    assert "\0" in _NUL_TEXT.article.text


@pytest.mark.parametrize(
    "query",
    [
        ClaimQuery(actor="raiders of"),
        ClaimQuery(actor="raiders\0of"),
        ClaimQuery(place="old\0mill"),
        ClaimQuery(outlet="quay\0"),
        ClaimQuery(text="tarsk\0mill"),
    ],
    ids=str,
)
def test_a_nul_character_is_asked_for_like_a_space(archive: Archive, query: ClaimQuery) -> None:
    archive.add(_NUL_TEXT)

    assert [row.actors for row in archive.claims(query)] == [("Raiders\0of Tarsk",)]


def test_a_country_with_a_nul_character_is_no_country(archive: Archive) -> None:
    archive.add(_NUL_TEXT)

    assert list(archive.claims(ClaimQuery(place="R\0S"))) == []


def test_an_article_with_a_nul_character_in_its_id_is_refused(archive: Archive) -> None:
    with pytest.raises(StoreError, match=r"adding article 'a\\x00b' to .*: there is a NUL char"):
        archive.add(with_id(make_report(), "a\0b"))
    assert archive.counts().articles == 0


def test_threads_may_share_an_archive(archive: Archive) -> None:
    def add_and_ask(number: int) -> Added:
        added = archive.add(make_report(number % 20))
        assert archive.report(make_report(number % 20).article.id) is not None
        return added

    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(add_and_ask, range(40)))

    assert added.count(Added.NEW) == 20
    assert archive.counts().articles == 20
