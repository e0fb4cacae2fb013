"""Talk to the person on stderr: progress while many articles are read, and what failed."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dateline.cli import logs
from dateline.records import Failure

Item = TypeVar("Item")

_QUIET_BELOW = 4  # three inputs are read before a bar could be looked at
_SECONDS_BETWEEN_LINES = 5.0


def with_progress(items: Iterable[Item], total: int | None, doing: str) -> Iterator[Item]:
    """Pass items on and show how many have come: a bar on a terminal, else a line now and then."""
    console = Console(stderr=True)
    if total is not None and total < _QUIET_BELOW:
        yield from items
    elif logs.are_json():
        yield from _with_events(items, total, doing)
    elif console.is_terminal:
        yield from _with_bar(items, total, doing, console)
    else:
        yield from _with_lines(items, total, doing, console)


def tell_failure(failure: Failure) -> None:
    """Say in one line what could not be read and why."""
    if logs.are_json():
        logs.log("failure", level=logging.WARNING, ref=failure.ref, reason=failure.reason)
        return
    Console(stderr=True, highlight=False).print(
        f"dateline: {failure.ref or '(no name)'}: {failure.reason}",
        style="red",
        markup=False,
        soft_wrap=True,
    )


def tell(message: str) -> None:
    """Say something that is not output."""
    if logs.are_json():
        logs.log(message)
        return
    Console(stderr=True, highlight=False).print(message, markup=False, soft_wrap=True)


def _with_bar(
    items: Iterable[Item], total: int | None, doing: str, console: Console
) -> Iterator[Item]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=total)
        for item in items:
            yield item
            progress.advance(task)


def _with_lines(
    items: Iterable[Item], total: int | None, doing: str, console: Console
) -> Iterator[Item]:
    """For logs and pipes: the first line at once, so that a long wait is never silent."""
    for item, count in _now_and_then(items, total):
        yield item
        if count is not None:
            of_all = f" of {total}" if total is not None else ""
            console.print(f"{doing}: {count}{of_all}", markup=False, highlight=False)


def _with_events(items: Iterable[Item], total: int | None, doing: str) -> Iterator[Item]:
    for item, count in _now_and_then(items, total):
        yield item
        if count is not None:
            logs.log("progress", doing=doing, count=count, total=total)


def _now_and_then(items: Iterable[Item], total: int | None) -> Iterator[tuple[Item, int | None]]:
    """Items, some with how many have come, when that is to be told."""
    last = -_SECONDS_BETWEEN_LINES
    for count, item in enumerate(items, start=1):
        now = time.monotonic()
        is_due = now - last >= _SECONDS_BETWEEN_LINES or count == total
        last = now if is_due else last
        yield item, count if is_due else None
