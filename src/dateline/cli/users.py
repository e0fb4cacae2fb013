"""`dateline users`: who may use the desk of a team, in which role."""

import sys

import click

from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell
from dateline.store import ROLES, Archive

_name = click.argument("name")
_LONGEST = 2000  # characters of standard input that could be a password


@click.group()
def users() -> None:
    """Make accounts for a team that shares an archive; with the first, everybody logs in.

    A reader looks, a coder also pastes articles and decides, an editor also makes accounts.
    Passwords are asked for, or read from standard input; they are never arguments.
    """


@users.command()
@_name
@click.option("--role", type=click.Choice(ROLES), default="coder", show_default=True)
@archive_option
def add(name: str, role: str, archive: str | None) -> None:
    """Make an account."""
    with _open(archive) as store:
        made = store.accounts.add(name, role, _ask_password())
        tell(f"{made.name} is {made.role} of {store.name}; a desk that is open must be opened anew")


@users.command("list")
@archive_option
def list_(archive: str | None) -> None:
    """Print everybody's name, role, and the numbers of their tokens."""
    with _open(archive) as store:
        for user in store.accounts.users():
            numbers = ", ".join(map(str, user.tokens))
            click.echo(f"{user.name}\t{user.role}\t{numbers}")


@users.command()
@_name
@archive_option
def remove(name: str, archive: str | None) -> None:
    """Take an account away, with its sessions and tokens; what it decided stays."""
    with _open(archive) as store:
        store.accounts.remove(name)


@users.command()
@_name
@archive_option
def password(name: str, archive: str | None) -> None:
    """Give somebody another password; they must log in again, tokens stay."""
    with _open(archive) as store:
        store.accounts.user(name)  # before anybody types
        store.accounts.set_password(name, _ask_password())


@users.command("role")
@_name
@click.argument("role", type=click.Choice(ROLES))
@archive_option
def set_role(name: str, role: str, archive: str | None) -> None:
    """Give somebody another role; it holds at once."""
    with _open(archive) as store:
        store.accounts.set_role(name, role)


@users.command()
@_name
@click.option(
    "--revoke", type=click.IntRange(min=1), metavar="NUMBER", help="Let a token hold no longer."
)
@archive_option
def token(name: str, revoke: int | None, archive: str | None) -> None:
    """Make a token for the HTTP API and print it, this once; or revoke one by its number."""
    with _open(archive) as store:
        if revoke is not None:
            store.accounts.revoke_token(name, revoke)
        else:
            click.echo(store.accounts.make_token(name))


def _open(archive: str | None) -> Archive:
    return Archive.open(archive_target(archive), create=False)


def _ask_password() -> str:
    """Typed twice at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return sys.stdin.readline(_LONGEST).rstrip("\r\n")
