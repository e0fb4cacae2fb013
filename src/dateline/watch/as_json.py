"""Watches as JSON objects: what `--json` prints and the HTTP API answers."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dateline.store import Sending, Watch


def watch_as_json(watch: Watch, alerts: int, sendings: Sequence[Sending]) -> dict[str, Any]:
    """A watch: what it asks in the words of the commands, its alerts, and how sending them goes."""
    return {
        "id": watch.id,
        "name": watch.name,
        "is_on": watch.is_on,
        "asked": watch.question.asked(),
        "alerts_of": list(watch.kinds),
        "channels": list(watch.channels),
        "digest": watch.digest,
        "made_by": watch.made_by,
        "made_at": watch.made_at.isoformat(timespec="seconds"),
        "seen": watch.seen,
        "alerts": alerts,
        "sending": [asdict(sending) for sending in sendings],
    }
