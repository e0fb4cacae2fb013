"""Empty the outbox: what is due goes out by webhook or mail, again and again until it has arrived.

A message is taken for one process, sent, and struck out. A process that dies in between leaves it
taken; when that has lapsed it is sent again under the same id: at least once, and whoever minds
the id has it once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateline.errors import ConfigError, DeliveryError
from dateline.settings import Settings, settings
from dateline.store import Archive, Parcel
from dateline.watch.mail import mail_parcel
from dateline.watch.webhook import post_parcel

MOST_TRIES = 12  # over about two days
_FIRST_PAUSE = 30.0  # seconds; four times as long each time
_LONGEST_PAUSE = 6 * 3600.0
_TAKEN_FOR = 10.0  # times as long as one answer may take; a mail needs half a dozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a message: `problem` is None when it has arrived."""

    parcel: Parcel
    problem: str | None = None
    is_given_up: bool = False


def send_due(
    archive: Archive,
    *,
    allow_private: bool = False,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Sent]:
    """Send every message that is due; one that fails does not stop the others.

    Args:
        archive: its outbox.
        allow_private: also post to this machine and to private networks.
        clock: what time it is, in UTC.

    Raises:
        StoreError: the archive cannot be written to.
    """
    options = settings()
    while True:
        now = clock()
        until = now + timedelta(seconds=_TAKEN_FOR * options.timeout_seconds)
        parcel = archive.watches.take_due(now, until)
        if parcel is None:
            return
        try:
            _send(parcel, options, now, allow_private=allow_private)
        except (DeliveryError, ConfigError) as error:
            yield _note_failure(archive, parcel, error, clock())
        else:
            archive.watches.delivered(parcel, clock())
            yield Sent(parcel=parcel)


def pause_after(tries: int) -> float:
    """How many seconds to wait after so many tries."""
    return min(_FIRST_PAUSE * 4.0 ** (min(tries, 20) - 1), _LONGEST_PAUSE)


def _send(parcel: Parcel, options: Settings, now: datetime, *, allow_private: bool) -> None:
    kind, _, target = parcel.channel.partition(" ")
    if kind == "webhook":
        post_parcel(parcel, target, options.webhook_secret, now, allow_private=allow_private)
    elif kind == "mail":
        mail_parcel(parcel, target, options, now)
    else:
        raise ConfigError(f"this version of Dateline cannot send by {kind}")


def _note_failure(
    archive: Archive, parcel: Parcel, error: DeliveryError | ConfigError, now: datetime
) -> Sent:
    asked, is_given_up = 0.0, False  # a setting that is missing is no fault of the other side's
    if isinstance(error, DeliveryError):
        asked = error.retry_after or 0.0
        is_given_up = error.is_final or parcel.tries >= MOST_TRIES
    pause = max(pause_after(parcel.tries), min(asked, _LONGEST_PAUSE))
    again_at = None if is_given_up else now + timedelta(seconds=pause)
    archive.watches.failed(parcel, str(error), now, again_at)
    return Sent(parcel=parcel, problem=str(error), is_given_up=is_given_up)
