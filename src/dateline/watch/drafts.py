"""Watches as people type them: words and addresses in, a checked `WatchDraft` out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import ConfigError
from dateline.store import ALERT_KINDS, WatchDraft, make_question

_MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,255}")


def make_draft(
    name: str,
    asked: Mapping[str, Any],
    *,
    kinds: Sequence[str] = (),
    webhooks: Sequence[str] = (),
    mails: Sequence[str] = (),
    digest: str = "at-once",
    made_by: str | None = None,
) -> WatchDraft:
    """A watch of what somebody typed.

    Args:
        name: what to call it.
        asked: the filters, by the names of `dateline events`; also near and tie.
        kinds: of which alerts it tells; none for all.
        webhooks: web addresses that alerts are posted to.
        mails: addresses that they are mailed to.
        digest: at-once, daily or weekly.
        made_by: who made it.

    Raises:
        ConfigError: a value cannot be used.
    """
    return WatchDraft(
        name=" ".join(name.split()),
        question=make_question(asked),
        kinds=tuple(kinds) or ALERT_KINDS,  # type: ignore[arg-type]
        channels=(
            *(f"webhook {checked_webhook(url)}" for url in webhooks),
            *(f"mail {checked_mail(address)}" for address in mails),
        ),
        digest=digest,  # type: ignore[arg-type]
        made_by=made_by,
    )


def checked_webhook(url: str) -> str:
    """A web address that can be posted to.

    Raises:
        ConfigError: it is none.
    """
    try:
        parts = urlsplit(url.strip())
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and url.isprintable()
        _ = parts.port
    except ValueError:
        is_one = False
    if not is_one or "@" in parts.netloc or " " in url.strip():
        raise ConfigError(
            f"webhook: {url[:80]!r} is no address that can be posted to; write https://host/path,"
            " without a name or a password"
        )
    return url.strip()


def checked_mail(address: str) -> str:
    """A mail address.

    Raises:
        ConfigError: it is none.
    """
    if not (_MAIL.fullmatch(address.strip()) and address.strip().isprintable()):
        raise ConfigError(f"mail: {address[:80]!r} is no address; write name@host")
    return address.strip()
