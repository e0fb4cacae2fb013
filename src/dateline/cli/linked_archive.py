"""Open an archive in which everything is linked before anything is done with it."""

import contextlib
from collections.abc import Iterator

from dateline.cli.talk import with_progress
from dateline.store import Archive


@contextlib.contextmanager
def open_linked(target: str, *, create: bool = True) -> Iterator[Archive]:
    """Open an archive and link what is not linked yet: of an older version, or by another linker.

    Raises:
        StoreError: there is none and `create` is False, or it cannot be used.
    """
    from dateline.pipeline import open_archive

    with open_archive(target, create=create) as store:
        for _ in with_progress(store.link_rest(), None, "linking older articles"):
            pass
        yield store
