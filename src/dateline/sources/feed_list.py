"""A TOML file that names feeds in, the feeds out; see docs/sources.md for what it may hold."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError
from dateline.sources.options import is_web_address

_EVERY_MINUTES = 15.0
_SHORTEST_MINUTES = 1.0
_KNOWN = frozenset({"url", "outlet", "every_minutes"})


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to follow."""

    url: str
    outlet: str | None = None  # put in place of what its pages say
    every_minutes: float = _EVERY_MINUTES


def read_feed_list(path: Path) -> tuple[Feed, ...]:
    """Read the list.

    Raises:
        ConfigError: it cannot be read, or something in it cannot be used.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} could not be read ({error})") from error
    if unknown := sorted(said.keys() - {"feed", "every_minutes"}):
        raise ConfigError(f"{path}: unknown {', '.join(unknown)}; it holds every_minutes, [[feed]]")
    entries = said.get("feed")
    if not isinstance(entries, list) or not entries:
        raise ConfigError(f'{path} names no feed; write [[feed]] and below it url = "https://…"')
    every = _minutes(said.get("every_minutes", _EVERY_MINUTES), f"{path}")
    feeds = tuple(
        _feed(entry, every, f"{path}, feed {number}") for number, entry in enumerate(entries, 1)
    )
    if len({feed.url for feed in feeds}) < len(feeds):
        raise ConfigError(f"{path} names a feed twice")
    return feeds


def _feed(entry: Any, every: float, where: str) -> Feed:
    if not isinstance(entry, dict):
        raise ConfigError(f'{where}: write [[feed]] and below it url = "https://…"')
    if unknown := sorted(entry.keys() - _KNOWN):
        raise ConfigError(f"{where}: unknown {', '.join(unknown)}; one of {', '.join(_KNOWN)}")
    url, outlet = entry.get("url"), entry.get("outlet")
    if not isinstance(url, str) or not is_web_address(url):
        raise ConfigError(f"{where}: url must begin with http:// or https://; it is {url!r}")
    if outlet is not None and (not isinstance(outlet, str) or not outlet.strip()):
        raise ConfigError(f"{where}: outlet must be a name; it is {outlet!r}")
    return Feed(url, outlet, _minutes(entry.get("every_minutes", every), where))


def _minutes(value: Any, where: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not _SHORTEST_MINUTES <= value < float("inf"):
        raise ConfigError(f"{where}: every_minutes must be a number from 1 up; it is {value!r}")
    return float(value)
