"""`dateline follow`: ask feeds again and again, and keep what is new."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.add import print_added, tell_counts
from dateline.cli.linked_archive import open_linked
from dateline.cli.logs import log_json_option
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell

if TYPE_CHECKING:
    from dateline.records import Article, Failure
    from dateline.store import Added, Archive


@click.command()
@click.argument("feeds", metavar="FEEDS.toml")
@click.option("--once", is_flag=True, help="Ask each feed that is due once and end, for cron.")
@click.option(
    "--state",
    metavar="FILE",
    help="Where to remember what was read; else beside the list, as FEEDS.state.json.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="Also fetch from this machine and from private networks.",
)
@click.option(
    "--metrics",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was done, for Prometheus (the textfile collector), to FILE, as news.prom.",
)
@archive_option
@log_json_option
def follow(
    feeds: str,
    once: bool,
    state: str | None,
    allow_private: bool,
    metrics: Path | None,
    archive: str | None,
) -> None:
    """Follow RSS and Atom feeds and keep the articles that are new in them, until it is stopped.

    Prints one line for each article once it is safe on disk, as `dateline add` does.
    """
    from dateline.pipeline import Reader, add_new  # spaCy comes with the Reader
    from dateline.sources import (
        FeedState,
        Follower,
        PoliteFetcher,
        SourceOptions,
        read_feed_list,
    )

    listed = read_feed_list(Path(feeds))
    options = SourceOptions(allow_private=allow_private, notice=tell)
    with open_linked(archive_target(archive)) as store:
        path = Path(state) if state else Path(feeds).with_suffix(".state.json")
        follower = Follower(
            listed,
            FeedState(path, store.name),
            options,
            PoliteFetcher(allow_private=allow_private),
        )
        found = follower.once() if once else follower.follow()
        results = _metered(add_new(store, Reader().settle(), found, options), store, metrics)
        counts = print_added(results)
    tell_counts(store.name, counts)
    if counts["failed"]:
        sys.exit(1)


def _metered(
    results: "Iterable[tuple[Article, Added] | Failure]", store: "Archive", path: Path | None
) -> "Iterator[tuple[Article, Added] | Failure]":
    """Pass results on, and have the file say what has become of them."""
    if path is None:
        yield from results
        return
    from dateline.pipeline.metrics import Meters

    meters = Meters(store)
    meters.write(path)
    for result in results:
        meters.count_result(result)
        meters.write(path)
        yield result
