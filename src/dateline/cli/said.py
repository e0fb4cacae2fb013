"""`dateline said`: ask the archive who said what."""

import json
from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, listing_options
from dateline.cli.show import show_said
from dateline.cli.talk import tell
from dateline.store import Archive, SaidQuery
from dateline.store.as_json import said_as_json


@click.command()
@click.option("--speaker", metavar="WORDS", help="Part of the speaker's name or description.")
@click.option("--stance", help="states, believes, predicts, warns, intends, demands, …")
@click.option("--outlet", metavar="NAME", help="Part of the outlet's name.")
@click.option("--text", metavar="WORDS", help="Words that all stand in what was said.")
@click.option("--since", metavar="DATE", help="Published not before: 2015, 2015-07, 2015-07-14.")
@click.option("--until", metavar="DATE", help="Published not after.")
@listing_options
@archive_option
def said(archive: str | None, as_json: bool, limit: int, offset: int, **asked: Any) -> None:
    """List who said what in the archive's articles, last published first."""
    query = SaidQuery(limit=limit or None, offset=offset, **asked)
    with Archive.open(archive_target(archive), create=False) as store:
        rows = store.said(query)
        if as_json:
            for row in rows:
                click.echo(json.dumps(said_as_json(row), ensure_ascii=False))
        elif not show_said(rows):
            tell("nothing said matches; see `dateline said --help` for what can be asked")
