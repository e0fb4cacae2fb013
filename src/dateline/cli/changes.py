"""`dateline changes`: what became of articles, events and actors."""

import json

import click

from dateline.cli.console import clean
from dateline.cli.options import archive_option, archive_target
from dateline.store import Archive, Change, parse_since
from dateline.store.as_json import change_as_json


@click.command()
@click.option(
    "--since", metavar="N|DATE", help="After change number N, or from a day on (UTC); else all."
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, for programs.")
@archive_option
def changes(since: str | None, archive: str | None, as_json: bool) -> None:
    """List what was inserted, updated and retracted, oldest first, each with its reason.

    Numbers only grow: a program that keeps the last one it has seen misses nothing.
    """
    after = parse_since(since) if since else None
    with Archive.open(archive_target(archive), create=False) as store:
        for change in store.changes(after):
            click.echo(
                json.dumps(change_as_json(change), ensure_ascii=False)
                if as_json
                else _to_line(change)
            )


def _to_line(change: Change) -> str:
    at = change.at.strftime("%Y-%m-%d %H:%M:%S")
    return f"{change.number}\t{at}\t{change.kind}\t{change.id}\t{clean(change.reason)}"
