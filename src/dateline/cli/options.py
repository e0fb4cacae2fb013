"""Options that several commands share, and what they mean to `sources` and `store`."""

from collections.abc import Callable
from typing import Any

import click

from dateline.cli.talk import tell
from dateline.settings import settings
from dateline.sources import SourceOptions

Command = Callable[..., Any]


def source_options(command: Command) -> Command:
    """Add the inputs and what the inputs themselves do not say."""
    for option in reversed(
        [
            click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|URL|-]..."),
            click.option(
                "--verbatim",
                is_flag=True,
                help="Take the input as clean body text, unchanged; mark no furniture.",
            ),
            click.option("--published", metavar="DATE", help="Publication date, as 2015-07-14."),
            click.option("--outlet", metavar="NAME", help="Who published it."),
            click.option("--url", metavar="URL", help="Where it was published."),
            click.option(
                "--column",
                "columns",
                multiple=True,
                metavar="FIELD=NAME",
                help="For CSV and JSONL: the column that holds text, title, url, outlet, published,"
                " byline or language. May be given several times.",
            ),
            click.option(
                "--mapping",
                metavar="LIST",
                help="For CSV, JSONL and JSON: a list by mediacloud or gdelt-doc; rows without a"
                " text are fetched by their address.",
            ),
            click.option(
                "--addresses",
                is_flag=True,
                help="The files are lists of web addresses, one a line; else only *.urls are.",
            ),
            click.option(
                "--allow-private",
                is_flag=True,
                help="Also fetch from this machine and from private networks.",
            ),
        ]
    ):
        command = option(command)
    return command


def processes_option(command: Command) -> Command:
    """Add --processes."""
    return click.option(
        "--processes",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes read at once (700 MB each); else 1, with ray one a processor.",
    )(command)


def archive_option(command: Command) -> Command:
    """Add --archive."""
    return click.option(
        "--archive",
        metavar="PATH|URL",
        help="The archive to use; else DATELINE_ARCHIVE, else one in your data folder.",
    )(command)


_TYPE = click.option("--type", "type_", metavar="TYPE", help="PLOVER event type, as ASSAULT.")
_WHEN_AND_HOW = (
    click.option("--since", metavar="DATE", help="Not before: 2015, 2015-07, 2015-07-14."),
    click.option("--until", metavar="DATE", help="Not after."),
    click.option("--min-killed", type=click.IntRange(min=0), help="At least so many killed."),
    click.option("--certainty", help="stated, attributed, alleged, disputed or denied."),
)


def claim_options(command: Command) -> Command:
    """Add what claims are asked for."""
    for option in reversed(
        [
            _TYPE,
            click.option("--mode", metavar="MODE", help="PLOVER mode, as abduct."),
            click.option(
                "--actor", metavar="WORDS", help="Part of the name of an actor or recipient."
            ),
            click.option(
                "--place", metavar="NAME|ISO3", help="Part of the place's name, or a country code."
            ),
            *_WHEN_AND_HOW,
            click.option("--status", help="happened, ongoing, attempted, planned, threatened, …"),
            click.option("--outlet", metavar="NAME", help="Part of the outlet's name."),
            click.option(
                "--text", metavar="WORDS", help="Words that all stand in the quoted evidence."
            ),
        ]
    ):
        command = option(command)
    return command


def record_options(command: Command) -> Command:
    """Add what events, and actors by their events, are asked for."""
    for option in reversed(
        [
            _TYPE,
            click.option(
                "--place", metavar="NAME|ISO3", help="Part of a place's name, or a country code."
            ),
            *_WHEN_AND_HOW,
            click.option("--outlet", metavar="NAME", help="Part of the name of one that reports."),
            click.option("--text", metavar="WORDS", help="Words that all stand in one article."),
        ]
    ):
        command = option(command)
    return command


def listing_options(command: Command) -> Command:
    """Add how a listing is cut and printed."""
    command = click.option("--json", "as_json", is_flag=True, help="JSON Lines, for programs.")(
        command
    )
    command = click.option(
        "--offset", type=click.IntRange(min=0), default=0, help="How many to pass over."
    )(command)
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=50,
        show_default=True,
        help="How many to show; 0 for all.",
    )(command)


def make_source_options(
    inputs: tuple[str, ...],
    *,
    verbatim: bool,
    published: str | None,
    outlet: str | None,
    url: str | None,
    columns: tuple[str, ...],
    mapping: str | None,
    addresses: bool,
    allow_private: bool,
) -> SourceOptions:
    """Turn what was typed into `SourceOptions`.

    Raises:
        click.UsageError: there is no input, one URL is given for several, or a column is not
            written FIELD=NAME.
        ConfigError: a value cannot be used.
    """
    if not inputs:
        raise click.UsageError("no input: name a file, a folder, a web address, or - for stdin")
    if url and len(inputs) > 1:
        raise click.UsageError("--url says where one article stood; it was given for several")
    pairs = [column.partition("=") for column in columns]
    if wrong := [column for column, (_, sign, name) in zip(columns, pairs, strict=True)
                 if not sign or not name]:  # fmt: skip
        raise click.UsageError(f"--column must be FIELD=NAME; got {wrong[0]!r}")
    return SourceOptions(
        published=published,
        outlet=outlet,
        url=url,
        verbatim=verbatim,
        allow_private=allow_private,
        addresses=addresses,
        columns={field: name for field, _, name in pairs},
        mapping=mapping,
        notice=tell,
    )


def archive_target(archive: str | None) -> str:
    """The archive that was asked for, or the one of the settings."""
    return archive or settings().archive
