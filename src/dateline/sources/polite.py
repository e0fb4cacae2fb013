"""Many web addresses fetched as a good guest does: never often from one host, by its robots.txt.

Between two requests to a host passes a second, or as long as its robots.txt (RFC 9309) or a
`Retry-After` asks; one that gives no answer, or is too busy, time after time is left alone for a
while, so that it holds up nobody else. Who fetches one address that a person named needs none of
this: see url.py.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from protego import Protego

from dateline.errors import FetchError
from dateline.sources.url import AGENT, Answer, Fetched, fetch, request

SECONDS_BETWEEN = 1.0  # requests to one host
LONGEST_WAIT = 60.0  # seconds; a host that asks for more is not asked again in this run
_ROBOTS_SIZE = 512_000  # bytes that are read of one; RFC 9309 asks for at least 500 KiB
_ROBOTS_HOLD = 3600.0  # seconds; RFC 9309 allows a day
_CLOSED_FOR = 300.0  # seconds until a host in trouble is tried again
_MOST_TROUBLES = 3  # in a row, silent or too busy, after which a host is in trouble
_AGENT = AGENT.partition("/")[0]


@dataclass(slots=True)
class _Host:
    """What is known of one host."""

    pause: float  # seconds between two requests
    rules: Protego | None = None  # None: it allows all
    closed: str | None = None  # why nothing may be fetched at present
    is_for_now: bool = True  # whether asking later may help where it is closed
    troubles: int = 0  # how often in a row it was silent or too busy
    free_at: float = 0.0  # when it may be asked again
    stale_at: float = 0.0  # when its robots.txt is to be read again


@dataclass(slots=True)
class PoliteFetcher:
    """Fetches addresses and remembers, while it lives, what each host asked for.

    Attributes:
        allow_private: also fetch from this machine and from private networks.
        wait: how to wait, in seconds.
        clock: what time it is, in seconds.
    """

    allow_private: bool = False
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Fetch a page or a text.

        Raises:
            FetchError: it may not or cannot be fetched, or is not a kind of text that can be read.
        """
        host = self._enter(url)
        try:
            fetched = fetch(url, allow_private=self.allow_private)
        except FetchError as error:
            self._heed(host, error)
            raise
        host.troubles = 0
        return fetched

    def request(self, url: str, headers: dict[str, str]) -> Answer:
        """Ask for an address, whatever the answer is; see `url.request`.

        Raises:
            FetchError: it may not be fetched, or gave no whole answer.
        """
        host = self._enter(url)
        try:
            answer = request(url, allow_private=self.allow_private, headers=headers)
        except FetchError as error:
            self._heed(host, error)
            raise
        host.troubles = 0
        if answer.retry_after is not None:
            self._hold_off(host, answer.retry_after)
        return answer

    def leaves_alone(self, url: str) -> bool:
        """Whether the host of an address is left alone for a while, whatever is asked of it."""
        try:
            host = self._hosts.get(_name(url))
        except FetchError:
            return False  # it is no address, which is told when it is fetched
        if host is None or host.closed is None or not host.is_for_now:
            return False
        return self.clock() < host.stale_at

    def _enter(self, url: str) -> _Host:
        """Wait until the address may be asked for.

        Raises:
            FetchError: its host does not want it to be.
        """
        name = _name(url)
        host = self._hosts.get(name)
        if host is None or self.clock() >= host.stale_at:
            host = self._hosts[name] = self._ask_robots(name)
        if host.closed:
            error = FetchError(host.closed)
            error.is_for_now = host.is_for_now
            raise error
        if host.rules is not None and not host.rules.can_fetch(url, _AGENT):
            raise FetchError(
                "the site's robots.txt does not allow it; save the page and read the file"
            )
        if (rest := host.free_at - self.clock()) > 0:
            self.wait(rest)
        host.free_at = self.clock() + host.pause
        return host

    def _ask_robots(self, name: str) -> _Host:
        """Read a host's robots.txt: without one all is allowed, in trouble nothing."""
        host = _Host(pause=SECONDS_BETWEEN)
        try:
            answer = request(
                f"{name}/robots.txt", allow_private=self.allow_private, most=_ROBOTS_SIZE
            )
        except FetchError as error:
            host.closed = str(error)
            host.is_for_now = error.is_for_now
        else:
            if answer.status == httpx.codes.OK:
                host.rules = Protego.parse(_whole_lines(answer.content).decode("utf-8", "replace"))
                asked = host.rules.crawl_delay(_AGENT) or 0.0
                host.pause = max(SECONDS_BETWEEN, min(asked, LONGEST_WAIT))
            elif answer.status >= 500 or answer.status == 429:
                host.closed = f"its robots.txt answered {answer.status}; try again later"
        host.free_at = self.clock() + host.pause
        host.stale_at = self.clock() + (_CLOSED_FOR if host.closed else _ROBOTS_HOLD)
        return host

    def _heed(self, host: _Host, error: FetchError) -> None:
        """Take from a failure how the host wants to be treated."""
        host.troubles = host.troubles + 1 if error.is_for_now else 0
        if host.troubles >= _MOST_TROUBLES:
            host.closed = (
                f"the site was silent or too busy {host.troubles} times in a row, and is left alone"
                f" for {_CLOSED_FOR / 60:.0f} minutes"
            )
            host.stale_at = self.clock() + _CLOSED_FOR
        if error.retry_after is not None:
            self._hold_off(host, error.retry_after)

    def _hold_off(self, host: _Host, seconds: float) -> None:
        if seconds > LONGEST_WAIT:
            host.closed = f"the site asked not to be asked again for {seconds:.0f} seconds"
            host.stale_at = self.clock() + seconds
        host.free_at = max(host.free_at, self.clock() + min(seconds, LONGEST_WAIT))


def _name(url: str) -> str:
    """The host of an address, as it is known by.

    Raises:
        FetchError: it is no address.
    """
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}".lower()
    except ValueError as error:
        raise FetchError(f"it is no web address ({error}); check it") from error


def _whole_lines(robots: bytes) -> bytes:
    """Without the line that the limit cut: half a rule might forbid the whole site."""
    return robots if len(robots) < _ROBOTS_SIZE else robots[: robots.rfind(b"\n") + 1]
