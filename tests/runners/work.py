"""Work for processes to do: it says in a folder who did what, so that tests can count it."""

import functools
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.errors import ConfigError


def loading(folder: Path) -> Callable[[str], str]:
    """Load, and leave a note of it."""
    (folder / f"loaded-{os.getpid()}").touch()
    return functools.partial(_work, folder)


def refusing() -> Callable[[str], str]:
    """Never load."""
    raise ConfigError("there is no such model")


def dying() -> Callable[[str], str]:
    """End before anything is loaded."""
    os._exit(3)


def _work(folder: Path, item: str) -> str:
    """Answer in capitals; `once:` ends the first process that is given it, `always:` each one.

    `endless:` is never done.
    """
    with (folder / "done").open("a", encoding="utf-8") as done:
        done.write(item + "\n")
    tried = folder / f"tried-{item}"
    if item.startswith("always:") or (item.startswith("once:") and not tried.exists()):
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    while item.startswith("endless:"):
        time.sleep(1)
    return item.upper()


def telling(folder: Path) -> Callable[[str], Iterator[str]]:
    """The same work for actors of Ray, which tell how far they are."""
    return functools.partial(_telling, loading(folder))


def _telling(work: Callable[[str], str], item: str) -> Iterator[str]:
    yield f"begun {item}"
    yield work(item)
