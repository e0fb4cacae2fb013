"""`dateline claims`: ask the archive what is claimed to have happened."""

import json
from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, listing_options
from dateline.cli.show import show_claims
from dateline.cli.talk import tell
from dateline.store import Archive, ClaimQuery
from dateline.store.as_json import claim_as_json


@click.command()
@click.option("--type", "type_", metavar="TYPE", help="PLOVER event type, as ASSAULT.")
@click.option("--mode", metavar="MODE", help="PLOVER mode, as abduct.")
@click.option("--actor", metavar="WORDS", help="Part of the name of an actor or recipient.")
@click.option("--place", metavar="NAME|ISO3", help="Part of the place's name, or a country code.")
@click.option("--since", metavar="DATE", help="Not before: 2015, 2015-07 or 2015-07-14.")
@click.option("--until", metavar="DATE", help="Not after.")
@click.option("--min-killed", type=click.IntRange(min=0), help="At least so many killed.")
@click.option("--certainty", help="stated, attributed, alleged, disputed or denied.")
@click.option("--status", help="happened, ongoing, attempted, planned, threatened, …")
@click.option("--outlet", metavar="NAME", help="Part of the outlet's name.")
@click.option("--text", metavar="WORDS", help="Words that all stand in the quoted evidence.")
@listing_options
@archive_option
def claims(
    archive: str | None, as_json: bool, limit: int, offset: int, type_: str | None, **asked: Any
) -> None:
    """List what the archive's articles claim, newest first, each with its quoted sentence."""
    query = ClaimQuery(
        type=type_.upper() if type_ else None, limit=limit or None, offset=offset, **asked
    )
    with Archive.open(archive_target(archive), create=False) as store:
        rows = store.claims(query)
        if as_json:
            for row in rows:
                click.echo(json.dumps(claim_as_json(row), ensure_ascii=False))
        elif not show_claims(rows):
            tell("no claims match; see `dateline claims --help` for what can be asked")
