"""`dateline claims`: ask the archive what is claimed to have happened."""

import json
from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, claim_options, listing_options
from dateline.cli.show import show_claims
from dateline.cli.talk import tell
from dateline.store import Archive, ClaimQuery
from dateline.store.as_json import claim_as_json


@click.command()
@claim_options
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
