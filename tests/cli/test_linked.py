"""Events, actors, decisions and changes at the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import dateline.pipeline
from dateline.cli import cli
from dateline.errors import ConfigError, StoreError
from tests.making import MadeClaim, make_report, with_id
from tests.store.databases import execute

Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run `dateline ARGUMENTS --archive …` on an archive of two articles that tell one blast."""
    target = str(tmp_path / "archive.sqlite")
    with dateline.pipeline.open_archive(target) as archive:
        for number, killed in enumerate((3, 5)):
            claim = MadeClaim(
                actor="Red Guard",
                place="Varda",
                country="RUS",
                when=("2021-03-01", "2021-03-01"),
                toll=(killed, killed, killed),
            )
            report = make_report(number, claims=[claim], outlet=f"Outlet {number}")
            archive.add(with_id(report, f"article-{number}"))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(
            cli, [*arguments, "--archive", target], catch_exceptions=True, standalone_mode=False
        )

    return run


def test_events_are_listed_and_shown_whole(ask: Ask) -> None:
    listed = ask("events", "--type", "assault", "--min-killed", "3", "--place", "RUS")
    assert "3 to 5" in listed.output
    assert "2 articles, of" in listed.output
    (record,) = map(json.loads, ask("events", "--json").output.splitlines())

    shown = ask("show", record["id"][:14]).output
    assert "Outlet 0" in shown
    assert "Killed  3 to 5" in shown
    assert json.loads(ask("show", record["id"], "--json").output) == record


def test_actors_are_listed_and_shown(ask: Ask) -> None:
    assert "Red Guard" in ask("actors", "--actor", "guard").output
    record = json.loads(ask("actors", "--actor", "guard", "--json").output)
    assert "attacked" in ask("show", record["id"]).output
    whole = json.loads(ask("show", record["id"], "--json").output)
    assert (whole["schema"], whole["id"]) == ("dateline.actor/1", record["id"])
    assert len(whole["did"]) == 2


def test_an_article_is_shown_by_the_same_command(ask: Ask) -> None:
    assert "What it says happened" in ask("show", "article-0").output
    assert json.loads(ask("show", "article-0", "--json").output)["schema"] == "dateline.report/1"


def test_a_decision_is_made_and_undone(ask: Ask) -> None:
    split = ask("split", "article-0#c1", "article-1#c1", "--by", "Ada", "--why", "another day")
    assert split.output == "split\t1\tarticle-0#c1\tarticle-1#c1\n"
    assert len(ask("events", "--json").output.splitlines()) == 2
    assert ask("undo").output == "undone\t1\tsplit\tarticle-0#c1\tarticle-1#c1\n"
    assert len(ask("events", "--json").output.splitlines()) == 1
    assert ask("merge", "article-0#e1", "article-1#e4").output.startswith("merge\t3\t")


@pytest.mark.parametrize("act", ["undo", "split", "merge"])
def test_a_decision_in_an_archive_of_another_linker_keeps_its_events(
    ask: Ask, tmp_path: Path, act: str
) -> None:
    """What a newer version links anew is linked before anything is decided, not thrown away."""
    claims = ("article-0#c1", "article-1#c1")
    ask("merge", *claims, "--by", "Ada")
    execute(str(tmp_path / "archive.sqlite"), "UPDATE articles SET linked_by = 'linking-0'")
    done = ask(act, *(() if act == "undo" else claims), "--by", "Ada")
    assert done.exception is None
    events = ask("events", "--json").output.splitlines()
    assert len(events) == (2 if act == "split" else 1)


def test_changes_are_followed(ask: Ask) -> None:
    changes = [json.loads(line) for line in ask("changes", "--json").output.splitlines()]
    assert [change["number"] for change in changes] == list(range(1, len(changes) + 1))
    ask("split", "article-0#c1", "article-1#c1", "--by", "Ada", "--why", "another day")
    new = ask("changes", "--since", str(len(changes))).output
    assert "split 1 by Ada: another day" in new
    assert len(ask("changes", "--since", "2020-01").output.splitlines()) > len(changes)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("show", "event-012345"), StoreError),
        (("merge", "event-012345", "event-543210"), StoreError),
        (("undo",), StoreError),
        (("events", "--type", "WAR"), ConfigError),
        (("actors", "--certainty", "sure"), ConfigError),
        (("changes", "--since", "yesterday"), ConfigError),
    ],
)
def test_what_cannot_be_done_is_told(
    ask: Ask, arguments: tuple[str, ...], error: type[Exception]
) -> None:
    assert isinstance(ask(*arguments).exception, error)
