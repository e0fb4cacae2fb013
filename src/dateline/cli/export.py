"""`dateline export`: write what the archive holds in the format of another program."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell
from dateline.errors import ConfigError
from dateline.export import FORMATS, Filters, Format
from dateline.export import export as write_export
from dateline.store import Archive

_FORMATS = "\n".join(f"  {each.name:<12}{each.title}, of {each.holds}" for each in FORMATS.values())
_HELP = f"""Write the archive's reports, claims or events in another program's format.

\b
FORMAT is one of:
{_FORMATS}

What the format has no place for is counted on stderr; docs/exports.md explains each.
"""


@click.command(help=_HELP)
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
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
@click.option(
    "--text", metavar="WORDS", help="Words that all stand in the evidence or the article."
)
@click.option("-o", "--output", metavar="FILE", help="Write into a file; else to stdout.")
@archive_option
def export(
    name: str, archive: str | None, output: str | None, type_: str | None, **asked: Any
) -> None:
    """Write what passes the filters, and tell what has no place in the format."""
    chosen = FORMATS[name]
    filters = Filters(type=type_.upper() if type_ else None, **asked)
    with (
        Archive.open(archive_target(archive), create=False) as store,
        _opened(output, chosen) as out,
    ):
        leftovers = write_export(store, name, out, filters)
    if output and chosen.columns:
        _write_codebook(Path(output), chosen)
    for line in leftovers.lines(chosen.title):
        tell(line)


@contextlib.contextmanager
def _opened(output: str | None, chosen: Format) -> Iterator[BinaryIO]:
    """Where to write: stdout, or a file that takes its name only when it is whole."""
    if output is None or output == "-":
        if chosen.is_binary and sys.stdout.isatty():
            raise ConfigError(f"{chosen.title} is nothing for a terminal; name a file with -o")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as out:
            whole = Path(out.name)
            try:
                yield cast(BinaryIO, out.file)
            except BaseException:
                whole.unlink()
                raise
        whole.chmod(0o666 & ~_umask())
        whole.replace(path)
    except FileNotFoundError as error:
        raise ConfigError(
            f"{output} cannot be written: there is no folder {path.parent}"
        ) from error


def _umask() -> int:
    """What this user takes away of new files' rights; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write_codebook(output: Path, chosen: Format) -> None:
    beside = output.with_suffix(".codebook.md")
    beside.write_text(chosen.codebook(), encoding="utf-8")
    tell(f"{beside}: what its columns mean")
