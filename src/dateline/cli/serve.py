"""`dateline serve`: the desk in the browser."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli.logs import log_json_option
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell, tell_failure, with_progress
from dateline.errors import ConfigError, StoreError
from dateline.records import Failure
from dateline.store import Archive

_EXAMPLES = Path(__file__).parents[3] / "examples"  # in a checkout; a wheel has none


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="An address of this machine alone."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8017,
    show_default=True,
    help="0 for any that is free.",
)
@click.option("--examples", is_flag=True, help="Open the example articles, whatever there is.")
@archive_option
@log_json_option
def serve(archive: str | None, host: str, port: int, examples: bool) -> None:
    """Open the desk: read, compare and decide in the browser; and the HTTP API, /api/v1.

    Without an archive it opens on the example articles, in an archive that is thrown away at the
    end. It answers on this machine only, and asks nothing of any other.
    """
    try:
        from dateline.web.desk import Desk
        from dateline.web.serving import check_host
        from dateline.web.serving import serve as answer
    except ImportError as error:
        told = f"the desk is not installed ({error.name}); pip install 'dateline[desk]'"
        raise ConfigError(told) from error
    from dateline.pipeline import Reader

    check_host(host)
    with _opened(archive, examples) as (store, is_example):
        desk = Desk(store, Reader, is_example=is_example)
        answer(desk, host, port, lambda url: tell(f"The desk is open at {url}  (Ctrl-C closes it)"))


@contextlib.contextmanager
def _opened(archive: str | None, examples: bool) -> Iterator[tuple[Archive, bool]]:
    """The user's archive, linked; or, when they have none yet, one made of the examples."""
    from dateline.pipeline import open_archive

    target = archive_target(archive)
    if not examples and (archive or "://" in target or Path(target).expanduser().exists()):
        with open_archive(target, create=False) as store:
            for _ in with_progress(store.link_rest(), None, "linking older articles"):
                pass
            yield store, False
        return
    if not _EXAMPLES.is_dir():
        raise StoreError(
            f"there is no archive at {target} yet, and no example articles came with this"
            " installation; `dateline add FILE` makes an archive, and then `dateline serve` opens"
            " it"
        )
    with (
        tempfile.TemporaryDirectory(prefix="dateline-") as folder,
        open_archive(str(Path(folder) / "examples.sqlite")) as store,
    ):
        _add_examples(store)
        yield store, True


def _add_examples(store: Archive) -> None:
    from dateline.pipeline import Reader, add_new
    from dateline.sources import SourceOptions, count_inputs, open_inputs

    inputs = [str(path) for path in sorted(_EXAMPLES.iterdir()) if path.is_dir()]
    inputs = [path for path in inputs if Path(path).name != "codebooks"]
    options = SourceOptions()
    results = add_new(store, Reader(), open_inputs(inputs, options), options)
    for result in with_progress(results, count_inputs(inputs), "reading the example articles"):
        if isinstance(result, Failure):
            tell_failure(result)
