"""What is wrong with this installation and its archive, and what to do about it.

In: the path or URL of an archive, and what is installed. Out: `Finding`s, the gravest not first but
in the order in which things depend on each other.
"""

import platform
import re
import sqlite3
from collections.abc import Iterator
from importlib import metadata

from dateline.errors import DatelineError
from dateline.pipeline import Reader
from dateline.pipeline.linker import VERSION
from dateline.settings import settings
from dateline.store.examining import Finding, examine

_SENTENCE = "Gunmen killed two people in Tirana on Monday, police said."
_REINSTALL = "install Dateline again: pip install --force-reinstall dateline"


def check_up(target: str) -> Iterator[Finding]:
    """Look at everything that can be wrong, in the order in which things depend on each other."""
    yield _version()
    yield _weights()
    yield _gazetteer()
    yield _reading()
    yield from _extras()
    yield from examine(target, VERSION)


def _version() -> Finding:
    found = f"Dateline {metadata.version('dateline')}, Python {platform.python_version()}"
    return Finding(about="versions", state="ok", found=found)


def _weights() -> Finding:
    from dateline.encoder import encoder_version  # noqa: PLC0415
    from dateline.encoder.sums import damaged_weights  # noqa: PLC0415

    if damaged := damaged_weights():
        found = f"{', '.join(damaged)}: missing, or not what was shipped"
        return Finding(about="weights", state="wrong", found=found, advice=_REINSTALL)
    return Finding(about="weights", state="ok", found=f"as shipped ({encoder_version()})")


def _gazetteer() -> Finding:
    from dateline.resources import gazetteer  # noqa: PLC0415

    try:
        problem = gazetteer.find_problem()
    except sqlite3.Error as error:
        problem = str(error)
    if problem is not None:
        return Finding(about="gazetteer", state="wrong", found=problem, advice=_REINSTALL)
    return Finding(about="gazetteer", state="ok", found="every page is sound")


def _reading() -> Finding:
    """Read a sentence with all that takes part: the spaCy model, the networks, the codebook."""
    model = settings().spacy_model
    try:
        report = Reader().read_text(_SENTENCE, published="2026-03-04")
    except (DatelineError, OSError, ValueError, ImportError) as error:
        advice = "unset DATELINE_SPACY_MODEL and DATELINE_CODEBOOK, or " + _REINSTALL
        return Finding(about="reading", state="wrong", found=str(error), advice=advice)
    if not any(claim.type == "ASSAULT" and claim.toll for claim in report.claims):
        found = f"“{_SENTENCE}” is not read as an assault (spaCy model {model})"
        return Finding(about="reading", state="wrong", found=found, advice=_REINSTALL)
    return Finding(about="reading", state="ok", found=f"a sentence is read (spaCy model {model})")


def _extras() -> Iterator[Finding]:
    """What users may choose to install, and what of it is not there."""
    missing = sorted(
        {
            extra
            for requirement in metadata.requires("dateline") or ()
            for name, extra in re.findall(r"^([\w.-]+).*extra == ['\"]([\w-]+)", requirement)
            if not _is_installed(name)
        }
    )
    if missing:
        yield Finding(
            about="extras",
            state="note",
            found=f"not installed: {', '.join(missing)}",
            advice="if you need them: "
            + "; ".join(f"pip install 'dateline[{x}]'" for x in missing),
        )
    else:
        yield Finding(about="extras", state="ok", found="all are installed")


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True
