"""Work done by several processes at once, its results in the order of what was given.

Each process runs `load` once and then does one item at a time. A process that ends on its own
(killed, out of memory, crashed in a library) is replaced and does its item again, nothing else;
an item that ends two of them is `Lost`, and so is one that takes too long. Processes are begun only
when there is work for them.
"""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from dateline.errors import DatelineError, RunnerError

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 16  # items a process that are taken before they are given on; bounds the memory
_DEATHS = 2  # of processes at one item; the first may have been an accident
_FAILED_STARTS = 3  # one after the other
_SECONDS_TO_END = 5.0
_SINGLE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
# Forking would copy threads' locks and loaded networks; spawning is the same on every system.
_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that ended every process that tried it, or took too long: why, in one line."""

    reason: str


@dataclass(slots=True)
class _Place(Generic[Item, Result]):
    """An item's place in the order, and what has come of it."""

    item: Item
    done: bool = False
    result: Result | Lost | None = None
    deaths: int = 0


def in_processes(
    load: Callable[[], Callable[[Item], Result]],
    items: Iterable[Item],
    count: int,
    wanted: Callable[[Item], bool] = lambda _: True,
    seconds: float | None = None,
) -> Iterator[tuple[Item, Result | Lost | None]]:
    """Do the work to every item that is wanted, and give all items in order with what came of it.

    Args:
        load: run once in each process; gives the work. It and what it gives must be picklable
            by name, and the work must not raise: what it raises ends its process.
        items: taken as they are needed, never more than a window ahead of what was given on.
        count: how many processes at most.
        wanted: items for which this is False are given on with None.
        seconds: how long an item may take before its process is ended; None for no limit.

    Raises:
        DatelineError: what `load` raised on purpose.
        RunnerError: processes cannot be begun.
    """
    run = _Run(load, count, wanted, seconds)
    try:
        yield from run.results(iter(items))
    finally:
        run.end()


class _Run(Generic[Item, Result]):
    """The processes, what waits for one, and the order in which results are given on."""

    def __init__(
        self,
        load: Callable[[], Callable[[Item], Result]],
        count: int,
        wanted: Callable[[Item], bool],
        seconds: float | None,
    ) -> None:
        self._load, self._count, self._wanted, self._seconds = load, count, wanted, seconds
        self._workers: list[_Worker[Item, Result]] = []
        self._order: deque[_Place[Item, Result]] = deque()
        self._waiting: deque[_Place[Item, Result]] = deque()
        self._failed_starts = 0

    def results(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | Lost | None]]:
        more = True
        while more or self._order:
            self._give_work()
            while self._order and self._order[0].done:
                place = self._order.popleft()
                yield place.item, place.result
            # Something always waits, so that no process is idle while the next item is found.
            take = more and len(self._waiting) < self._count
            take = take and len(self._order) < self._count * _AHEAD
            self._listen(at_once=take or not self._order)
            if take:
                more = self._take(items)

    def end(self) -> None:
        """Stop all processes, whatever they do."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_SECONDS_TO_END)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()

    def _take(self, items: Iterator[Item]) -> bool:
        """Take one item; False when there is none."""
        for item in items:
            place: _Place[Item, Result] = _Place(item)
            self._order.append(place)
            if self._wanted(item):
                self._waiting.append(place)
            else:
                place.done = True
            return True
        return False

    def _give_work(self) -> None:
        while self._waiting:
            worker = next((w for w in self._workers if w.is_idle), None)
            if worker is None:
                # Those that still load come first: the third of three items may need no third.
                loading = sum(not w.loaded for w in self._workers)
                if len(self._workers) < self._count and loading < len(self._waiting):
                    self._workers.append(_Worker(self._load))
                return
            worker.place, worker.since = self._waiting.popleft(), time.monotonic()
            with contextlib.suppress(OSError):  # it has ended; that is seen when we listen
                worker.pipe.send(worker.place.item)

    def _listen(self, *, at_once: bool) -> None:
        """Hear what processes say: one of them at least, unless `at_once`."""
        pipes = {worker.pipe: worker for worker in self._workers}
        self._end_overdue()
        for pipe in wait(list(pipes), timeout=0 if at_once else self._patience()):
            worker = pipes[pipe]  # type: ignore[index]  # what was waited for
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._heed(worker, said)

    def _patience(self) -> float | None:
        """Seconds until the first of the items at work is overdue; None for ever."""
        busy = [w.since for w in self._workers if w.place is not None and not w.place.done]
        if self._seconds is None or not busy:
            return None
        return max(0.0, min(busy) + self._seconds - time.monotonic())

    def _end_overdue(self) -> None:
        """End processes whose item takes too long; that they ended is heard as of any other."""
        for worker in self._workers:
            place = worker.place
            if place is None or self._seconds is None or place.done:
                continue
            if time.monotonic() - worker.since >= self._seconds and not worker.pipe.poll():
                reason = f"it was not done within {self._seconds:g} seconds"
                place.result, place.done = Lost(reason), True
                worker.is_ended = True
                worker.process.kill()

    def _heed(self, worker: "_Worker[Item, Result]", said: Any) -> None:
        if isinstance(said, DatelineError):  # by `load`; another process would say the same
            raise said
        if not worker.loaded:
            worker.loaded = True
            self._failed_starts = 0
        elif worker.place is not None and not worker.is_ended:
            worker.place.result, worker.place.done = said, True
            worker.place = None

    def _bury(self, worker: "_Worker[Item, Result]") -> None:
        """Forget a process that has ended; its item waits for another, before all others."""
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        how = _how_it_ended(worker.process.exitcode)
        place = worker.place
        if not worker.loaded:
            self._failed_starts += 1
            if self._failed_starts >= _FAILED_STARTS:
                raise RunnerError(
                    f"{_FAILED_STARTS} processes {how} before they could read; use fewer"
                    " (--processes), or look whether there is enough memory"
                )
        if place is None or place.done:
            return
        place.deaths += 1
        if place.deaths < _DEATHS:
            self._waiting.appendleft(place)
        else:
            reason = f"{_DEATHS} processes that read it {how}; please report this article"
            place.result, place.done = Lost(reason), True


class _Worker(Generic[Item, Result]):
    """One process, our end of its pipe, and what it is doing."""

    def __init__(self, load: Callable[[], Callable[[Item], Result]]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_work, args=(theirs, load), daemon=True)
        self.process.start()
        theirs.close()  # so that its end is the end of the pipe
        self.loaded = False
        self.place: _Place[Item, Result] | None = None
        self.is_ended = False  # by us; what it may have said before counts no more
        self.since = 0.0  # when it was given its item, on the clock that is never set

    @property
    def is_idle(self) -> bool:
        return self.loaded and self.place is None


def _work(pipe: Connection, load: Callable[[], Callable[[Any], Any]]) -> None:
    """What a process does: load, then item in, result out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who began us
    for name in _SINGLE:
        os.environ.setdefault(name, "1")  # there is a process for every core already
    with contextlib.suppress(EOFError, OSError):
        try:
            work = load()
        except DatelineError as error:
            pipe.send(error)
            return
        pipe.send(None)
        while True:
            pipe.send(work(pipe.recv()))


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return f"were ended by {signal.Signals(-code).name}"
        except ValueError:  # a real-time signal has no name
            return f"were ended by signal {-code}"
    return f"ended with code {code}"
