"""The desk asks its watches now and then, so that alerts come also while only others add articles.

Nothing is sent from here: mails and posts are the work of `dateline watch run`.
"""

import contextlib
import logging
import threading
from collections.abc import Iterator

from dateline.errors import DatelineError
from dateline.web.desk import Desk

_SECONDS_BETWEEN = 30.0


@contextlib.contextmanager
def asking_watches(desk: Desk, seconds: float = _SECONDS_BETWEEN) -> Iterator[None]:
    """Ask every so many seconds while this context lasts."""
    is_over = threading.Event()
    asking = threading.Thread(target=_ask, args=(desk, is_over, seconds), daemon=True)
    asking.start()
    try:
        yield
    finally:
        is_over.set()
        asking.join()


def _ask(desk: Desk, is_over: threading.Event, seconds: float) -> None:
    while not is_over.wait(seconds):
        try:
            desk.ask_watches()
        except DatelineError as error:  # the archive may be back at the next round
            logging.getLogger(__name__).warning("asking the watches: %s", error)
