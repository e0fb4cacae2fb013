"""`dateline read`: read inputs and print what they say."""

import sys
from typing import Any

import click

from dateline.cli.options import make_source_options, processes_option, source_options
from dateline.cli.read_parts import read_to_folder
from dateline.cli.show import show_report
from dateline.cli.talk import tell_failure, with_progress
from dateline.records import Failure, report_to_json


@click.command()
@source_options
@click.option("--codebook", metavar="FILE", help="Also code claims by types of your own (YAML).")
@processes_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    help="Read web archives and JSON Lines in parts, to a folder of reports for `dateline add`; a"
    " stopped run goes on when it is given again. Prints nothing.",
)
@click.option(
    "--runner",
    type=click.Choice(["processes", "ray"]),
    default="processes",
    show_default=True,
    help="With -o: who reads the parts. ray: a cluster, that of RAY_ADDRESS or one begun here.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article, for programs.")
def read(
    inputs: tuple[str, ...],
    codebook: str | None,
    processes: int | None,
    output: str | None,
    runner: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Read reports and print what they say happened, on whose word, with the words that say so.

    INPUTS are files, folders, globs, web addresses, or - for standard input.
    """
    from dateline.pipeline import Reader  # spaCy is loaded by the commands that read
    from dateline.sources import count_inputs

    chosen = make_source_options(inputs, **options)
    if output is not None:
        read_to_folder(inputs, output, chosen, codebook, runner=runner, count=processes)
        return
    if runner == "ray":
        raise click.UsageError("--runner ray writes to a folder; name it with -o DIR")
    reader = Reader(codebook, processes=processes or 1).settle()
    results = reader.read_many(inputs, chosen)
    failed = False
    for result in with_progress(results, count_inputs(inputs, chosen), "reading"):
        if isinstance(result, Failure):
            tell_failure(result)
            failed = True
        elif as_json:
            click.echo(report_to_json(result))
        else:
            show_report(result)
    if failed:
        sys.exit(1)
