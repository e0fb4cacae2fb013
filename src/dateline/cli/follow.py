"""`dateline follow`: ask feeds again and again, and keep what is new."""

import sys
from pathlib import Path

import click

from dateline.cli.add import print_added, tell_counts
from dateline.cli.linked_archive import open_linked
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell


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
@archive_option
def follow(
    feeds: str, once: bool, state: str | None, allow_private: bool, archive: str | None
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
        counts = print_added(add_new(store, Reader(), found, options))
    tell_counts(store.name, counts)
    if counts["failed"]:
        sys.exit(1)
