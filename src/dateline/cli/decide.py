"""`dateline merge`, `split`, `undo`: what people decide about events and actors."""

import getpass
from collections.abc import Callable
from typing import Any

import click

from dateline.cli.options import archive_option, archive_target
from dateline.store import Decision

Command = Callable[..., Any]


def decision_options(command: Command) -> Command:
    """Add who decides, and why."""
    command = click.option("--why", metavar="WORDS", help="The reason, kept with the decision.")(
        command
    )
    return click.option(
        "--by", metavar="NAME", help="Who decides this; else the name you are logged in with."
    )(command)


@click.command()
@click.argument("a")
@click.argument("b")
@decision_options
@archive_option
def merge(a: str, b: str, by: str | None, why: str | None, archive: str | None) -> None:
    """Decide that two events, or two actors, are one.

    A and B are ids of events or actors, or a claim or entity of an article as ARTICLE#c1,
    ARTICLE#e1. The decision outranks what is linked by machine, and `dateline undo` undoes it.
    """
    from dateline.pipeline import open_archive

    with open_archive(archive_target(archive), create=False) as store:
        _tell(store.merge(a, b, by=by or login_name(), why=why))


@click.command()
@click.argument("a", metavar="EVENT|ACTOR|CLAIM")
@click.argument("b", metavar="CLAIM")
@decision_options
@archive_option
def split(a: str, b: str, by: str | None, why: str | None, archive: str | None) -> None:
    """Decide that a claim is not of an event, or of one event with another claim.

    CLAIM is ARTICLE#c1, as `dateline show` prints it; so are entities of actors, ARTICLE#e1.
    """
    from dateline.pipeline import open_archive

    with open_archive(archive_target(archive), create=False) as store:
        _tell(store.split(a, b, by=by or login_name(), why=why))


@click.command()
@click.argument("decision", type=click.IntRange(min=1), required=False)
@decision_options
@archive_option
def undo(decision: int | None, by: str | None, why: str | None, archive: str | None) -> None:
    """Undo a decision by its number, or the newest one."""
    from dateline.pipeline import open_archive

    with open_archive(archive_target(archive), create=False) as store:
        undone = store.undo(decision, by=by or login_name(), why=why)
        click.echo(f"undone\t{undone.number}\t{undone.kind}\t{undone.a}\t{undone.b or ''}")


def _tell(decision: Decision) -> None:
    click.echo(f"{decision.kind}\t{decision.number}\t{decision.a}\t{decision.b or ''}")


def login_name() -> str:
    """Who is logged in to this machine.

    Raises:
        click.UsageError: a user without a name.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:  # a user without a name, as in some containers
        raise click.UsageError("who decides this? give --by NAME") from error
