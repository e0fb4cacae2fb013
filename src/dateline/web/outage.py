"""That the archive is gone is told by the application, whatever a page does with what it refuses.

A page catches `StoreError` to tell what could not be done where it was asked for. A database that
does not answer is a `StoreError` too, and no page can tell it: it would say "no such thing".
"""

import contextlib
from collections.abc import Iterator

from dateline.errors import ArchiveUnavailable, DatelineError


class OutageError(DatelineError):
    """The archive does not answer as it should; no `StoreError`, so that no page takes it."""


@contextlib.contextmanager
def outage_passes() -> Iterator[None]:
    """Around all that a page tries before it catches `StoreError`.

    Raises:
        OutageError: in the place of `ArchiveUnavailable`.
    """
    try:
        yield
    except ArchiveUnavailable as error:
        raise OutageError(str(error)) from error
