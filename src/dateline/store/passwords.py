"""Passwords and secrets: in go words that somebody typed, out come hashes that betray nothing.

Passwords are hashed with argon2id (RFC 9106, the cost of its second recommended set), which makes
guessing dear. Secrets of 256 random bits cannot be guessed, so SHA-256 is enough for them.
"""

import hashlib
import secrets
import threading
import unicodedata
from typing import TYPE_CHECKING

from dateline.errors import ConfigError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 1000  # characters
# Each hash takes 64 MB while it is made: a flood of logins queues up instead of filling the memory.
_ONE_AT_A_TIME = threading.Lock()


def hash_password(password: str) -> str:
    """The hash to keep.

    Raises:
        ConfigError: the password is too short or too long, or argon2 is not installed.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise ConfigError(
            f"password: it has {len(password):,} characters; take {SHORTEST} to {LONGEST:,}, for"
            " instance four words"
        )
    hasher = _hasher()
    with _ONE_AT_A_TIME:
        return hasher.hash(_same(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept; as much work when none is kept.

    Raises:
        ConfigError: argon2 is not installed.
    """
    hasher = _hasher()
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    with _ONE_AT_A_TIME:
        try:
            is_same = hasher.verify(kept or _NOBODYS, _same(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return is_same and kept is not None


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


# Of a password that nobody knows, with the cost of every other: who has no account waits as long.
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$c29tZSBzYWx0IG9mIG91cg$"
    "Zm9yIHRoaXMgaGFzaCB0aGVyZSBpcyBubyBwYXNzd28"
)


def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher  # noqa: PLC0415
    except ImportError as error:
        told = "passwords cannot be hashed (argon2 is missing); pip install 'dateline[desk]'"
        raise ConfigError(told) from error
    return PasswordHasher()


def _same(password: str) -> bytes:
    """Bytes that do not depend on the keyboard: "é" may come as one character or as two."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
