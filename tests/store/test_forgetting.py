"""What is forgotten is gone from every table and every byte, and the rest is as without it."""

import dataclasses
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dateline.errors import ForgottenArticle, StoreError
from dateline.records import Report, report_to_json
from dateline.store import Archive, NewAlert, WatchDraft, make_question, tables
from dateline.store.opening import open_engine
from tests.making import MadeClaim, MadeSaid, make_report
from tests.simple_linker import SimpleLinker

_PERSON = "Zebulon Quillfeather"


def _claim(actor: str, day: str = "2021-03-01") -> MadeClaim:
    return MadeClaim(actor=actor, actor_kind="person", place="Varda", when=(day, day))


def _named(number: int = 1) -> Report:
    return make_report(number, claims=[_claim(_PERSON), _claim("Band 7")])


def _others() -> list[Report]:
    return [
        make_report(20, claims=[_claim("Band 7")]),
        make_report(21, claims=[_claim("Band 8"), MadeClaim(trigger="shelled", actor="Band 7")]),
        make_report(22, said=[MadeSaid(speaker="Zebulon")]),
    ]


def _rows(target: str, *, without: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What is asked by and what is linked, without the keys that depend on who came first."""
    engine, _ = open_engine(target, create=False)
    keys = ("key", "number", "article_key", "thing_key", "identity_key", "claim_key", "entity_key",
            "a_key", "b_key", "added_at", "at", "made_at", "decision_key")  # fmt: skip
    with engine.connect() as connection:
        found = {
            table.name: sorted(
                repr([value for name, value in row._mapping.items() if name not in keys])
                for row in connection.execute(select(table))
            )
            for table in tables.metadata.sorted_tables
            if table.name not in without
        }
    engine.dispose()
    return found


def _whole(target: str) -> str:
    return json.dumps(_rows(target), ensure_ascii=False)


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_the_archive_is_as_if_the_article_had_never_come(
    target: str, tmp_path: Path, first: bool
) -> None:
    reports = [_named(), *_others()] if first else [*_others(), _named()]
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for report in reports:
            archive.add(report)
        archive.forget([_named().article.id], by="Ada")
        archive.erase()
        assert list(archive.reports()) == _others()
    other = str(tmp_path / "other.sqlite")
    with Archive.open(other, linker=SimpleLinker()) as archive:
        for report in _others():
            archive.add(report)

    history = ("changes", "decisions")
    assert _rows(target, without=history) == _rows(other, without=history)
    assert _PERSON.split()[1].lower() not in _whole(target).lower()


def test_a_person_is_found_by_name_wherever_it_stands(archive: Archive) -> None:
    other = make_report(9)
    texts = {
        "text": make_report(1, claims=[_claim(_PERSON)]),
        "case": make_report(2, claims=[_claim("ZEBULON QUILLFEATHER’s men")]),
        "accent": make_report(3, claims=[_claim("Zébulon Quillfeather")]),
        "title": make_report(4, title="Who is Zebulon\nQuillfeather?"),
        "byline": _with_byline(make_report(5), "Zebulon Quillfeather"),
        "hyphen": make_report(6, claims=[_claim("Zebulon-Quillfeather")]),
    }
    for report in (*texts.values(), other, make_report(7, claims=[_claim("Zebulon Q")])):
        archive.add(report)

    found = list(archive.naming([_PERSON]))

    assert found == list(texts.values())
    assert list(archive.naming(["Zebulon Quill"])) == []
    assert list(archive.naming([" ", ""])) == []
    assert list(archive.naming(["é"])) == []


def test_a_name_without_ascii_letters_is_found(archive: Archive) -> None:
    report = make_report(1, claims=[_claim("Жанна Юрьева")])
    archive.add(report)
    archive.add(make_report(2))
    assert list(archive.naming(["жанна ЮРЬЕВА"])) == [report]


def test_what_people_wrote_and_what_changed_is_emptied_of_it(target: str) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for report in (_named(), *_others()):
            archive.add(report)
        first, other = _named().article.id, _others()[0].article.id
        archive.split(f"{other}#c1", f"{first}#c1", by="Ada", why="Quillfeather was elsewhere")
        archive.merge(f"{first[:9]}#e1", f"{first[:9]}#e2", by="Bela", why="one man")
        archive.undo(by="Bela", why="two men")
        kept = archive.merge(
            f"{other}#e1", f"{_others()[1].article.id}#e1", by="Ada", why="one band"
        )
        about = archive.split(
            f"{other}#e1",
            f"{_others()[1].article.id}#e1",
            by="Ada",
            why="zebulon quillfeather said",
        )
        archive.forget([first], by="Cleo", why="he asked us to", names=[_PERSON])
        archive.erase()

        assert "quillfeather" not in _whole(target).lower()
        told = {decision.number: decision for decision in archive.decisions()}
        assert [told[number].reason for number in (1, 2, 3)] == ["(forgotten)"] * 3
        assert (told[1].a, told[1].b, told[1].by) == (f"{other}#c1", "(forgotten)", "Ada")
        assert (told[2].a, told[2].b) == ("(forgotten)", "(forgotten)")
        assert told[kept.number] == dataclasses.replace(kept)
        assert told[about.number].reason == "(forgotten)"
        assert told[about.number].a == f"{other}#e1"
        forgotten = [one for one in told.values() if one.kind == "forget"]
        assert [(one.a, one.by, one.reason) for one in forgotten] == [
            (first, "Cleo", "he asked us to")
        ]
        (retracted,) = [c for c in archive.changes() if c.kind == "retract" and c.of == "article"]
        assert (retracted.id, retracted.reason) == (first, "article forgotten")
        assert not [c for c in archive.changes() for names in c.details.values()
                    if any(first in name for name in names)]  # fmt: skip


def test_a_forgotten_article_comes_again_only_when_asked_for(archive: Archive) -> None:
    article_id = _named().article.id
    archive.add(_named())
    archive.forget([article_id], by="Ada")
    assert not archive.holds(article_id)

    for replace in (False, True):
        with pytest.raises(ForgottenArticle, match=r"was forgotten by Ada on 2.*--again"):
            archive.add(_named(), replace=replace)
    assert archive.counts().articles == 0

    archive.add(_named(), again_by="Bela")
    assert archive.holds(article_id)
    newest = archive.decisions()[0]
    assert (newest.kind, newest.by) == ("undo", "Bela")
    archive.forget([article_id], by="Ada")
    with pytest.raises(ForgottenArticle):
        archive.add(_named())


def test_forgetting_is_not_undone_as_a_decision_about_links_is(archive: Archive) -> None:
    archive.add(_named())
    archive.forget([_named().article.id], by="Ada")
    with pytest.raises(StoreError, match=r"decision 1 forgot an article.*--again"):
        archive.undo(1, by="Ada")
    with pytest.raises(StoreError, match="nothing to undo"):
        archive.undo(by="Ada")


def test_all_or_nothing_is_forgotten(target: str) -> None:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(_named())
        before = _rows(target)
        with pytest.raises(StoreError, match="there is no article ffffffffffff"):
            archive.forget([_named().article.id, "f" * 32], by="Ada")
        assert _rows(target) == before


def test_no_byte_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    """Nor of older readings, of what was unlinked before, of the index, of the log."""
    path = tmp_path / "archive.sqlite"
    with Archive.open(str(path), linker=SimpleLinker()) as archive:
        for number in range(30):
            archive.add(make_report(number))
        for number in range(40, 60):
            archive.add(_named(number))
            archive.add(make_report(number, claims=[_claim(_PERSON)]), replace=True)
        assert _count(path, b"uillfeather") > 0
        named = list(archive.naming([_PERSON]))
        assert len(named) == 40
        archive.forget([report.article.id for report in named], by="Ada", names=[_PERSON])
        archive.erase()
        assert _count(path, b"uillfeather") == 0
        assert archive.counts().articles == 30
    assert _count(path, b"uillfeather") == 0


def test_everything_that_refers_to_an_article_is_emptied(archive: Archive) -> None:
    archive.add(_named())
    archive.merge(f"{_named().article.id}#e1", f"{_named().article.id}#e2", by="Ada")
    archive.forget([_named().article.id], by="Ada")
    with archive._engine.connect() as connection:
        held = {
            table.name
            for table in tables.metadata.sorted_tables
            if connection.execute(select(table)).first()
        }
    assert held == {"changes", "decisions"}


def _with_byline(report: Report, name: str) -> Report:
    article: Any = dataclasses.replace(report.article, bylines=(name,))
    return dataclasses.replace(report, article=article)


def _count(path: Path, word: bytes) -> int:
    files = [path, *path.parent.glob(f"{path.name}-*")]
    return sum(file.read_bytes().lower().count(word) for file in files if file.exists())


def test_rulings_hold_without_the_words_that_name_a_person(archive: Archive) -> None:
    named, other = _named(), _others()[0]
    archive.add(named)
    archive.add(other)
    claim = f"{other.article.id}#c1"
    archive.correct(claim, {"status": "planned"}, by="Ada", why=f"{_PERSON} planned it")
    archive.forget([named.article.id], by="Ada", names=[_PERSON])
    kept = archive.report(other.article.id)
    assert kept is not None
    assert kept.claims[0].status == "planned"
    assert _PERSON not in report_to_json(kept)
    archive.add(other, replace=True)
    again = archive.report(other.article.id)
    assert again is not None
    assert again.claims[0].status == "planned"


def test_alerts_and_codings_go_with_the_article(archive: Archive, target: str) -> None:
    named = _named()
    archive.add(named)
    archive.assign(named.article.id, "Ada", by="Bo")
    archive.correct(f"{named.article.id}#c1", {"status": "planned"}, by="Bo", why=_PERSON)
    question = make_question({"place": "Varda"})
    watch = archive.watches.add(
        WatchDraft(name="Raids", question=question, channels=("mail a@b",)), lambda _: {}
    )
    at = datetime(2021, 3, 10, 12, tzinfo=UTC)
    event = next(iter(archive.events())).id
    alerts = [
        NewAlert(id="alert-1", mark="1", kind="match", at=at, record=json.dumps({"event": event})),
        NewAlert(id="alert-2", mark="2", kind="match", at=at, record=json.dumps({"who": _PERSON})),
        NewAlert(id="alert-3", mark="3", kind="match", at=at, record=json.dumps({"who": "Else"})),
    ]
    archive.watches.keep(watch, watch.seen + 1, alerts, {}, at)
    archive.forget([named.article.id], by="Ada", names=[_PERSON])
    assert [row.id for row in archive.watches.alerts()] == ["alert-3"]
    assert archive.assignments() == []
    assert _PERSON not in _whole(target)


def test_a_name_that_is_a_word_of_json_empties_nothing_else(archive: Archive) -> None:
    first, second = _others()[:2]
    archive.add(first)
    archive.add(second)
    archive.split(f"{second.article.id}#c1", f"{second.article.id}#c2", by="Ada", why="not one")
    archive.forget([first.article.id], by="Ada", names=["Null"])
    assert archive.decisions()[-1].reason == "not one"
