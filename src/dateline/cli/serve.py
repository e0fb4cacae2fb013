"""`dateline serve`: the desk in the browser."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from dateline.cli.linked_archive import open_linked
from dateline.cli.logs import log_json_option
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell, tell_failure, with_progress
from dateline.errors import ConfigError, StoreError
from dateline.records import Failure
from dateline.store import Archive

_EXAMPLES = Path(__file__).parents[3] / "examples"  # in a checkout; a wheel has none


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="An address of this machine; one that others reach needs accounts (`dateline users`).",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8017,
    show_default=True,
    help="0 for any that is free.",
)
@click.option(
    "--url",
    metavar="URL",
    help="Where a proxy in front answers, as https://desk.example.org; needs accounts.",
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    help="The address of that proxy, which is believed who asks; else 127.0.0.1, with --url.",
)
@click.option("--examples", is_flag=True, help="Open the example articles, whatever there is.")
@archive_option
@log_json_option
def serve(
    archive: str | None, host: str, port: int, url: str | None, proxy: str | None, examples: bool
) -> None:
    """Open the desk: read, compare and decide in the browser; and the HTTP API, /api/v1.

    Without an archive it opens on the example articles, in an archive that is thrown away at the
    end. It answers on this machine only, unless the archive has accounts; everybody logs in then.
    It asks nothing of any other machine.
    """
    try:
        from dateline.web.desk import Desk
        from dateline.web.guard import is_loopback
        from dateline.web.serving import find_reach
        from dateline.web.serving import serve as answer
    except ImportError as error:
        told = f"the desk is not installed ({error.name}); pip install 'dateline[desk]'"
        raise ConfigError(told) from error
    from dateline.pipeline import Reader

    target = archive_target(archive)
    has_archive = archive or "://" in target or Path(target).expanduser().exists()
    is_example = examples or not has_archive
    if is_example:
        find_reach(host, url, has_accounts=False)  # refused before the examples are read
    with _examples(target) if is_example else open_linked(target, create=False) as store:
        reach = find_reach(host, url, has_accounts=bool(store.accounts.users()))
        if reach is not None and not (url or "").startswith("https:") and not is_loopback(host):
            tell(
                "Passwords travel unencrypted; put a proxy with HTTPS in front and give its --url."
            )
        desk = Desk(store, Reader, is_example=is_example, reach=reach)
        answer(
            desk,
            host,
            port,
            lambda at: tell(f"The desk is open at {at}  (Ctrl-C closes it)"),
            proxy=proxy or ("127.0.0.1" if url else None),
        )


@contextlib.contextmanager
def _examples(target: str) -> Iterator[Archive]:
    """An archive made of the examples, for who has none yet."""
    from dateline.pipeline import open_archive

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
        yield store


def _add_examples(store: Archive) -> None:
    """Add the articles one by one, under the eyes of a watch that tells what each brings."""
    from dateline.pipeline import Reader, add_new
    from dateline.sources import SourceOptions, count_inputs, open_inputs
    from dateline.watch import add_watch, ask_watches, make_draft

    add_watch(store, make_draft("People killed", {"min_killed": 1}, kinds=["match", "moved"]))
    inputs = [str(path) for path in sorted(_EXAMPLES.iterdir()) if path.is_dir()]
    inputs = [path for path in inputs if Path(path).name != "codebooks"]
    options = SourceOptions()
    results = add_new(store, Reader(), open_inputs(inputs, options), options)
    for result in with_progress(results, count_inputs(inputs), "reading the example articles"):
        if isinstance(result, Failure):
            tell_failure(result)
        for _ in ask_watches(store):
            pass  # its alerts are kept
