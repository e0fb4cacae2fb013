"""`dateline users`: passwords come from a terminal or standard input, never from an argument."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli
from dateline.cli.users import users
from dateline.errors import ConfigError, StoreError
from dateline.store import Archive

WORDS = "four words and more"
Ask = Callable[..., Result]


@pytest.fixture
def target(tmp_path: Path) -> str:
    target = str(tmp_path / "archive.sqlite")
    Archive.open(target).close()
    return target


@pytest.fixture
def ask(target: str) -> Ask:
    def run(*arguments: str, stdin: str = "") -> Result:
        asked = ["users", *arguments, "--archive", target]
        return CliRunner().invoke(cli, asked, input=stdin, standalone_mode=False)

    return run


def test_accounts_are_made_listed_changed_and_removed(ask: Ask, target: str) -> None:
    assert ask("add", "Eve", "--role", "editor", stdin=f"{WORDS}\n").exception is None
    assert ask("add", "Ada Lovelace", stdin=f"{WORDS}\nmore lines").exception is None
    token = ask("token", "eve").stdout.strip()
    assert ask("list").stdout == "Ada Lovelace\tcoder\t\nEve\teditor\t1\n"
    ask("role", "Ada Lovelace", "reader")
    ask("password", "Ada Lovelace", stdin="another good one\r\n")
    with Archive.open(target) as store:
        assert store.accounts.check("Eve", WORDS) is not None
        changed = store.accounts.check("Ada Lovelace", "another good one")
        assert changed is not None
        assert changed.role == "reader"
        assert store.accounts.token_user(token) is not None
    assert ask("token", "Eve", "--revoke", "1").stdout == ""
    with Archive.open(target) as store:
        assert store.accounts.token_user(token) is None
    ask("remove", "Ada Lovelace")
    assert ask("list").stdout == "Eve\teditor\t\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "error"),
    [
        (("add", "Bo"), "short\n", ConfigError),
        (("add", "Bo"), "", ConfigError),
        (("add", "Bo", "--role", "king"), WORDS, click.BadParameter),
        (("add", "Eve"), WORDS, StoreError),
        (("remove", "Bo"), "", StoreError),
        (("remove", "Eve"), "", None),
        (("password", "Bo"), WORDS, StoreError),
        (("role", "Bo", "coder"), "", StoreError),
        (("role", "Eve", "coder"), "", StoreError),
        (("token", "Bo"), "", StoreError),
        (("token", "Eve", "--revoke", "7"), "", StoreError),
        (("add", "Bo", WORDS), "", click.UsageError),
    ],
)
def test_what_cannot_be_is_told(
    ask: Ask, arguments: tuple[str, ...], stdin: str, error: type[Exception] | None
) -> None:
    ask("add", "Eve", "--role", "editor", stdin=WORDS)
    result = ask(*arguments, stdin=stdin)
    assert isinstance(result.exception, error) if error else result.exception is None
    assert WORDS not in result.output


def test_no_command_takes_a_password_as_an_argument() -> None:
    """Arguments stand in the list of processes and in the history of the shell."""
    for name, command in users.commands.items():
        for parameter in command.params:
            is_password = any("password" in option for option in parameter.opts)
            assert not is_password, (name, parameter.opts)


def test_the_example_of_the_documents_runs(ask: Ask, target: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ dateline users (.*)$", text, re.MULTILINE)
    assert len(commands) > 5
    for command in commands:
        result = ask(*shlex.split(command, comments=True), stdin=WORDS)
        assert result.exception is None, command
    with Archive.open(target) as store:
        assert [(user.name, user.role) for user in store.accounts.users()] == [
            ("Ada Lovelace", "coder"), ("Eve", "editor"),
        ]  # fmt: skip


def test_an_archive_must_be_there(tmp_path: Path) -> None:
    asked = ["users", "list", "--archive", str(tmp_path / "none.sqlite")]
    result = CliRunner().invoke(cli, asked, standalone_mode=False)
    assert isinstance(result.exception, StoreError)
