"""`dateline actors`: ask the archive who is named in many articles."""

from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, listing_options, record_options
from dateline.cli.show_linked import show_actors
from dateline.cli.talk import tell
from dateline.store import ActorQuery, Archive


@click.command()
@click.option("--actor", metavar="WORDS", help="Part of one of its names.")
@click.option("--kind", help="person, organization, armed-group, state, …")
@record_options
@listing_options
@archive_option
def actors(
    archive: str | None, as_json: bool, limit: int, offset: int, type_: str | None, **asked: Any
) -> None:
    """List who is named in the archive's articles, those that most articles name first.

    --type, --since, --until, --min-killed and --certainty are of events that the actor takes part
    in, --outlet and --text of articles that name it; --place is a country code.
    """
    query = ActorQuery(
        type=type_.upper() if type_ else None, limit=limit or None, offset=offset, **asked
    )
    with Archive.open(archive_target(archive), create=False) as store:
        rows = store.actors(query)
        if as_json:
            for row in rows:
                click.echo(row.record)
        elif not show_actors(rows):
            tell("no actors match; see `dateline actors --help` for what can be asked")
