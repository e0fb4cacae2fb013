"""`dateline schema`: print the JSON Schema of a contract."""

import json

import click

from dateline.records import SCHEMAS, ContractName


@click.command()
@click.argument("contract", type=click.Choice(list(SCHEMAS)), default="report")
def schema(contract: ContractName) -> None:
    """Print the JSON Schema of dateline.report/1, event/1, actor/1 or alert/1."""
    click.echo(json.dumps(SCHEMAS[contract](), indent=2, ensure_ascii=False))
