"""`dateline export`: write what the archive holds in the format of another program."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from dateline.cli.options import archive_option, archive_target, claim_options
from dateline.cli.talk import tell
from dateline.errors import ConfigError
from dateline.export import FORMATS, ClaimFilters, Format
from dateline.export import export as write_export
from dateline.store import Archive, Circle

_FORMATS = "\n".join(f"  {each.name:<12}{each.title}, of {each.holds}" for each in FORMATS.values())
_HELP = f"""Write the archive's reports, claims or events in another program's format.

\b
FORMAT is one of:
{_FORMATS}

What the format has no place for is counted on stderr; docs/exports.md explains each.
"""


@click.command(help=_HELP)
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@claim_options
@click.option(
    "--watch", "watch_name", metavar="NAME|ID", help="What a watch asks; options here go before."
)
@click.option(
    "--as", "kind", metavar="KIND", help="Of a brief: markdown, html or pdf; else by FILE's suffix."
)
@click.option("-o", "--output", metavar="FILE", help="Write into a file; else to stdout.")
@archive_option
def export(
    name: str, watch_name: str | None, kind: str | None, archive: str | None, output: str | None,
    type_: str | None, **asked: Any,
) -> None:  # fmt: skip
    """Write what passes the filters, and tell what has no place in the format."""
    chosen = FORMATS[name].as_kind(kind, None if output == "-" else output)
    asked["type"] = type_.upper() if type_ else None
    filters, near = ClaimFilters(**asked), None
    with Archive.open(archive_target(archive), create=False) as store:
        if watch_name is not None:
            filters, near = _of_watch(store, watch_name, asked)
        with _opened(output, chosen) as out:
            of_kinds = chosen.name if FORMATS[name].kinds else None
            leftovers = write_export(store, name, out, filters, kind=of_kinds, near=near)
    if output and chosen.columns:
        _write_codebook(Path(output), chosen)
    for line in leftovers.lines(chosen.title):
        tell(line)


def _of_watch(
    store: Archive, name: str, asked: dict[str, Any]
) -> tuple[ClaimFilters, Circle | None]:
    """What a watch asks, but for what was asked besides."""
    question = store.watches.find(name).question
    if question.tie is not None:
        raise ConfigError(
            f"watch: {name} asks for ties, which are exported with `dateline export gexf`"
        )
    given = {key: value for key, value in asked.items() if value is not None}
    filters = {key: value for key, value in question.asked().items() if key != "near"}
    return ClaimFilters(**filters | given), question.near


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
