"""What is remembered of feeds between two runs, in one JSON file that is replaced, never rewritten.

A run that is killed at any moment leaves the file as it was before or after a step.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from dateline.errors import ConfigError

_VERSION = 1
_MOST_SEEN = 5000  # entries remembered of a feed; far more than a feed shows at a time


@dataclass(slots=True)
class Waiting:
    """An entry whose article is not kept yet."""

    id: str
    url: str
    published: str | None
    tries: int = 0
    refusals: int = 0  # rounds in which its site could not be asked


@dataclass(slots=True)
class Memory:
    """What is remembered of one feed.

    Attributes:
        etag: what its server calls the version that was read last.
        modified: when its server says that was changed.
        moved_to: where it is for good, if its server said so.
        due_at: when it may be asked again, in seconds since 1970.
        failures: how often it has failed in a row.
        seen: the entries that were read or given up, the newest last.
        waiting: the entries whose articles are still to be read.
    """

    etag: str | None = None
    modified: str | None = None
    moved_to: str | None = None
    due_at: float = 0.0
    failures: int = 0
    seen: list[str] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    def remember(self, entry_id: str) -> None:
        """Take an entry as dealt with."""
        self.seen = [*self.seen[1 - _MOST_SEEN :], entry_id]


class FeedState:
    """The memories of all feeds of one archive.

    Raises:
        ConfigError: the file is damaged, or belongs to another archive.
    """

    def __init__(self, path: Path, archive: str) -> None:
        self._path = path
        self._archive = archive
        self._memories = self._load()

    def of(self, url: str) -> Memory:
        """The memory of a feed, empty for a new one."""
        return self._memories.setdefault(url, Memory())

    def save(self) -> None:
        """Write all down.

        Raises:
            ConfigError: it cannot be written.
        """
        feeds = {url: asdict(memory) for url, memory in self._memories.items()}
        said = {"version": _VERSION, "archive": self._archive, "feeds": feeds}
        beside = self._path.with_name(self._path.name + ".new")
        try:
            with beside.open("w", encoding="utf-8") as stream:
                json.dump(said, stream, indent=1)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(self._path)
        except OSError as error:
            raise ConfigError(
                f"{self._path} could not be written ({error.strerror}); name another with --state"
            ) from error

    def _load(self) -> dict[str, Memory]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"{self._path} could not be read ({error}); remove it to begin anew"
            ) from error
        try:
            archive, feeds = said["archive"], said["feeds"]
            memories = {url: _memory(memory) for url, memory in feeds.items()}
        except (KeyError, TypeError, AttributeError) as error:
            raise ConfigError(f"{self._path} is damaged; remove it to begin anew") from error
        if archive != self._archive:
            raise ConfigError(
                f"{self._path} remembers what is in {archive}, and the archive is {self._archive};"
                " name another file with --state"
            )
        return memories


def _memory(said: dict[str, object]) -> Memory:
    memory = Memory(**said)  # type: ignore[arg-type]
    memory.waiting = [Waiting(**entry) for entry in memory.waiting]  # type: ignore[arg-type]
    return memory
