"""`dateline schema`: print the JSON Schema of a contract."""

import json

import click

from dateline.records import actor_schema, alert_schema, event_schema, report_schema

_CONTRACTS = {
    "report": report_schema,
    "event": event_schema,
    "actor": actor_schema,
    "alert": alert_schema,
}


@click.command()
@click.argument("contract", type=click.Choice(list(_CONTRACTS)), default="report")
def schema(contract: str) -> None:
    """Print the JSON Schema of dateline.report/1, event/1, actor/1 or alert/1."""
    click.echo(json.dumps(_CONTRACTS[contract](), indent=2, ensure_ascii=False))
