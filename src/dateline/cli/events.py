"""`dateline events`: ask the archive what happened, by all who report it."""

from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, listing_options, record_options
from dateline.cli.show_linked import show_events
from dateline.cli.talk import tell
from dateline.store import Archive, EventQuery


@click.command()
@click.option("--actor", metavar="WORDS|ID", help="Part of the name of an actor or recipient.")
@record_options
@listing_options
@archive_option
def events(
    archive: str | None, as_json: bool, limit: int, offset: int, type_: str | None, **asked: Any
) -> None:
    """List what the claims of the archive's articles add up to, newest first."""
    query = EventQuery(
        type=type_.upper() if type_ else None, limit=limit or None, offset=offset, **asked
    )
    with Archive.open(archive_target(archive), create=False) as store:
        rows = store.events(query)
        if as_json:
            for row in rows:
                click.echo(row.record)
        elif not show_events(rows):
            tell("no events match; see `dateline events --help` for what can be asked")
