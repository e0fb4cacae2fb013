"""Work done by actors of Ray, on this machine or on all of a cluster; the home of ray.

Each actor runs `load` once and then does one item at a time, telling how far it is. An actor that
dies (killed, out of memory, its machine lost) is replaced and its item done again, nothing else;
an item at which two die is `Lost`. Nothing is ever reported to the makers of Ray.
"""

import importlib
import os
import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

from dateline.errors import ConfigError, DatelineError, RunnerError
from dateline.runners.processes import Lost

Item = TypeVar("Item")
Told = TypeVar("Told")

_DEATHS = 2  # of actors at one item; the first may have been an accident
_STORE = (
    100_000_000  # bytes; else Ray takes a third of the memory, and hardly anything is put there
)


def on_ray(
    load: Callable[[], Callable[[Item], Iterator[Told]]],
    items: Iterable[Item],
    count: int | None = None,
) -> Iterator[tuple[Item, Told | Lost]]:
    """Do the work to every item; give what it tells of each as it is told, in no order.

    The cluster is that of RAY_ADDRESS, else one on this machine for as long as this runs.

    Args:
        load: run once in each actor; gives the work, which tells how far it is, last that it is
            done. Both must be picklable by name.
        items: what to do it to.
        count: how many actors; None for one each processor of the cluster.

    Raises:
        ConfigError: ray is not installed.
        DatelineError: what `load` raised on purpose.
        RunnerError: no cluster could be begun or reached.
    """
    ray = _import_ray()
    _begin(ray, count)
    try:
        yield from _Actors[Item, Told](ray, load, count).work(items)
    finally:
        ray.shutdown()


class _Refused:
    """What `load` raised on purpose, on its way to the driver."""

    def __init__(self, error: DatelineError) -> None:
        self.error = error


class _Actor:
    """What lives in a worker of Ray: the work, loaded when it is first needed."""

    def __init__(self, load: Callable[[], Callable[[Any], Iterator[Any]]]) -> None:
        self._load = load
        self._work: Callable[[Any], Iterator[Any]] | None = None

    def do(self, item: Any) -> Iterator[Any]:
        """Do the work to an item and pass on what it tells."""
        try:
            self._work = self._work or self._load()
        except DatelineError as error:
            yield _Refused(error)
            return
        yield from self._work(item)


class _Actors(Generic[Item, Told]):
    """The actors, what each is doing, and what waits for one."""

    def __init__(
        self, ray: Any, load: Callable[[], Callable[[Item], Iterator[Told]]], count: int | None
    ) -> None:
        self._ray, self._load = ray, load
        self._count = count or max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Item]] = {}  # what an actor tells → it and its item
        self._waiting: deque[Item] = deque()
        self._deaths: list[Item] = []

    def work(self, items: Iterable[Item]) -> Iterator[tuple[Item, Told | Lost]]:
        self._waiting.extend(items)
        while self._waiting or self._busy:
            self._give_work()
            ready, _ = self._ray.wait(list(self._busy), num_returns=1)
            for telling in ready:
                yield from self._hear(telling)

    def _give_work(self) -> None:
        actor_class = self._ray.remote(num_cpus=1, max_restarts=0)(_Actor)
        while self._waiting and len(self._busy) < self._count:
            actor = self._idle.pop() if self._idle else actor_class.remote(self._load)
            item = self._waiting.popleft()
            telling = actor.do.options(num_returns="streaming").remote(item)
            self._busy[telling] = (actor, item)

    def _hear(self, telling: Any) -> Iterator[tuple[Item, Told | Lost]]:
        """The next thing that an actor tells; or that it has done its item, or died."""
        actor, item = self._busy[telling]
        try:
            told = self._ray.get(next(telling))
        except StopIteration:
            del self._busy[telling]
            self._idle.append(actor)
        except self._ray.exceptions.RayTaskError as error:  # a mistake in the work itself
            del self._busy[telling]
            self._idle.append(actor)
            yield item, Lost(f"{error.cause or error}; please report this")
        except self._ray.exceptions.RayError:
            del self._busy[telling]
            self._deaths.append(item)
            if self._deaths.count(item) >= _DEATHS:
                yield item, Lost(f"{_DEATHS} workers died while they read it; is there memory?")
            else:
                self._waiting.appendleft(item)
        else:
            if isinstance(told, _Refused):
                raise told.error
            yield item, told


def _import_ray() -> Any:
    # Before it is loaded: nothing leaves the machine unless its user configured where to.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if not os.environ.get("RAY_ADDRESS") and "RAY_AUTH_MODE" not in os.environ:
        # Ray listens on all networks, whatever it is told; nobody else knows the word it wants.
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
    try:
        return importlib.import_module("ray")
    except ImportError as error:
        raise ConfigError("this needs ray; install it with: pip install 'dateline[ray]'") from error


def _begin(ray: Any, count: int | None) -> None:
    """Reach the cluster of RAY_ADDRESS, or begin one on this machine that serves nobody else."""
    given: dict[str, Any] = {}
    if not os.environ.get("RAY_ADDRESS"):
        given = {"num_cpus": count, "include_dashboard": False, "object_store_memory": _STORE}
    try:
        ray.init(log_to_driver=False, logging_level="ERROR", **given)
    except (ConnectionError, RuntimeError, TimeoutError, ValueError, OSError) as error:
        where = os.environ.get("RAY_ADDRESS", "this machine")
        raise RunnerError(f"no Ray cluster on {where}: {error}; check RAY_ADDRESS") from error
