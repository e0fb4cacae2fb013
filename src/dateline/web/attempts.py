"""How often somebody may try to log in: counted by account and by address, in memory.

A restart of the desk forgets the counts: in a database, every guess of a stranger would be a write.
A try counts before its password is looked at, so that many at once are no way around.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

WINDOW_SECONDS = 900.0
# Of one account, whoever asks; of one address, whomever it asks for: a newsroom shares one.
LIMITS = {"account": 10, "address": 30}
_MOST_REMEMBERED = 20_000  # accounts and addresses; those that tried least recently are forgotten

Key = tuple[str, str]


class Attempts:
    """The tries of the last quarter of an hour; those that succeeded do not count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[Key, deque[float]] = OrderedDict()
        self._changing = threading.Lock()

    def enter(self, name: str, address: str) -> int:
        """Count a try; 0 when it may be made, else in how many seconds the next one may."""
        now = self._clock()
        keys = _keys(name, address)
        with self._changing:
            waits = [self._seconds_to_wait(key, now) for key in keys]
            if any(waits):
                return int(max(waits)) + 1
            for key in keys:
                self._tries.setdefault(key, deque()).append(now)
                self._tries.move_to_end(key)
            while len(self._tries) > _MOST_REMEMBERED:
                self._tries.popitem(last=False)
        return 0

    def succeed(self, name: str, address: str) -> None:
        """The password was right: the account starts anew, of the address one try is taken back."""
        account, place = _keys(name, address)
        with self._changing:
            self._tries.pop(account, None)
            if tries := self._tries.get(place):
                tries.pop()

    def _seconds_to_wait(self, key: Key, now: float) -> float:
        tries = self._tries.get(key, deque())
        while tries and tries[0] <= now - WINDOW_SECONDS:
            tries.popleft()
        if len(tries) < LIMITS[key[0]]:
            return 0.0
        return tries[0] + WINDOW_SECONDS - now


def _keys(name: str, address: str) -> tuple[Key, Key]:
    return ("account", " ".join(name.casefold().split())[:100]), ("address", _network(address))


def _network(address: str) -> str:
    """An address; of IPv6 its network of 64 bits, which one machine has to itself."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:  # a test's client has a name
        return address
    return str(ip_network((found, 64), strict=False) if isinstance(found, IPv6Address) else found)
