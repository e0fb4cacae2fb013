"""What is killed: `python -m tests.soak.work ACT ARCHIVE …`; a line for each thing that is done.

A line is written once the thing is on the disk, so whatever was written must be there afterwards.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from dateline.pipeline import Reader, add_new
from dateline.records import Article, Report
from dateline.sources import FeedState, Follower, PoliteFetcher, SourceOptions, polite
from dateline.sources.feed_list import Feed
from dateline.store import Archive, back_up
from dateline.web.desk import Desk
from dateline.web.serving import serve
from tests.simple_linker import SimpleLinker
from tests.store.adding import numbered_report


class _OtherLinker(SimpleLinker):
    """Judges the same, but calls itself another version, so that everything is linked anew."""

    def __init__(self, version: str) -> None:
        self.version = version


class _NoReader(Reader):
    """Gives reports without records, so that no model is loaded."""

    def __init__(self) -> None:
        pass

    def read_safely(self, article: Article, options: SourceOptions) -> Report:
        return Report(article=article)


def add(target: str, first: str, last: str, reading: str) -> None:
    """Add reports by number, or put their second readings in the place of the first."""
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(int(first), int(last)):
            archive.add(numbered_report(number, reading), replace=reading == "second")
            _say(str(number))


def link(target: str, version: str) -> None:
    """Link everything anew, then once more by the linker that the other acts have."""
    for linker in (_OtherLinker(version), SimpleLinker()):
        with Archive.open(target, linker=linker) as archive:
            # Another version is noticed when something is written.
            archive.add(numbered_report(0))
            for article_id in archive.link_rest():
                _say(article_id)


def forget(target: str, first: str, last: str) -> None:
    """Forget reports by number, one after the other, then write the file anew."""
    with Archive.open(target, linker=SimpleLinker()) as archive:
        for number in range(int(first), int(last)):
            article_id = f"article-{number:06}"
            if archive.holds(article_id):
                archive.forget([article_id], by="soak")
            _say(str(number))
        archive.erase()
        _say("erased")


def upgrade(target: str) -> None:
    """Open an archive of an older version."""
    with Archive.open(target) as archive:
        _say(archive.version)


def backup(target: str, file: str) -> None:
    """Back up again and again."""
    while True:
        made = back_up(target, Path(file), replace=True)
        _say(str(made.articles))


def follow(target: str, feed: str, state: str) -> None:
    """Follow a feed."""
    polite.SECONDS_BETWEEN = 0.0
    options = SourceOptions(allow_private=True)
    with Archive.open(target, linker=SimpleLinker()) as archive:
        follower = Follower(
            [Feed(feed, None, 0.0001)],
            FeedState(Path(state), archive.name),
            options,
            PoliteFetcher(allow_private=True),
        )
        for result in add_new(archive, _NoReader(), follower.once(), options):
            _say(f"{result[0].id} {result[0].source.ref}" if isinstance(result, tuple) else "")
        _say("done")


def desk(target: str) -> None:
    """Serve the desk, on any port that is free."""
    with Archive.open(target, linker=SimpleLinker()) as archive:
        list(archive.link_rest())
        serve(Desk(archive, _NoReader), "127.0.0.1", 0, _say)


ACTS: dict[str, Callable[..., None]] = {
    "add": add,
    "link": link,
    "forget": forget,
    "upgrade": upgrade,
    "backup": backup,
    "follow": follow,
    "desk": desk,
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    ACTS[sys.argv[1]](*sys.argv[2:])
