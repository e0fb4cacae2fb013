"""`dateline info`: versions, resources and the archive in use."""

import platform
from importlib import metadata

import click

from dateline import __version__, codebook, resources
from dateline.cli.options import archive_option, archive_target
from dateline.encoder import encoder_version
from dateline.errors import StoreError
from dateline.records import SCHEMA
from dateline.settings import settings
from dateline.store import Archive


@click.command()
@archive_option
def info(archive: str | None) -> None:
    """Print versions, what the reader knows, and what the archive holds."""
    types = codebook.event_types()
    lines = [
        ("dateline", __version__),
        ("contract", SCHEMA),
        ("python", platform.python_version()),
        ("spacy", metadata.version("spacy")),
        ("model", settings().spacy_model),
        ("encoder", encoder_version()),
        (
            "codebook",
            f"PLOVER, {len(types)} types, {sum(len(t.modes) for t in types.values())} modes",
        ),
        (
            "actors",
            f"{len(resources.actors())} groups and bodies, {len(resources.states())} states",
        ),
        ("outlets", str(len(resources.outlets()))),
        ("archive", _archive_line(archive_target(archive))),
    ]
    for name, value in lines:
        click.echo(f"{name:<10}{value}")


def _archive_line(target: str) -> str:
    try:
        with Archive.open(target, create=False) as store:
            counts = store.counts()
            return (
                f"{store.name}: {counts.articles} articles, {counts.claims} claims,"
                f" {counts.attributions} attributions, schema {store.version}"
            )
    except StoreError as error:
        return str(error)  # names the archive, without a password
