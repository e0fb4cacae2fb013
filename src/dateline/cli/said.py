"""`dateline said`: ask the archive who said what."""

import json
from typing import Any

import click

from dateline.cli.options import archive_option, archive_target, listing_options
from dateline.cli.show import show_said
from dateline.cli.talk import tell
from dateline.records import record_to_json
from dateline.store import Archive, SaidQuery, SaidRow


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
                click.echo(_to_json(row))
        elif not show_said(rows):
            tell("nothing said matches; see `dateline said --help` for what can be asked")


def _to_json(row: SaidRow) -> str:
    article = {"id": row.article_id, "outlet": row.outlet, "title": row.title,
               "published": row.published, "url": row.url}  # fmt: skip
    return json.dumps(
        {
            "article": article,
            "attribution": json.loads(record_to_json(row.attribution)),
            "speakers": row.speakers,
            "relayed_by": row.relayed_by,
            "quotes": row.quotes,
        },
        ensure_ascii=False,
    )
