"""`dateline schema`: print the JSON Schema of a report."""

import json

import click

from dateline.records import report_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of dateline.report/1."""
    click.echo(json.dumps(report_schema(), indent=2, ensure_ascii=False))
