"""Dateline reads news reports and returns what they say happened, on whose word.

    >>> import dateline
    >>> report = dateline.read("article.html")

`read` reads one input; `Reader` keeps the model loaded for many; `open_archive` opens an `Archive`,
which keeps reports, links them and answers questions. Names are loaded when first used, so that
`import dateline` costs nothing.
"""

import functools
import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.errors import DatelineError
    from dateline.pipeline import Reader, open_archive
    from dateline.reading import resolve_places
    from dateline.records import Article, Failure, Report
    from dateline.sources import SourceOptions
    from dateline.store import Archive

__all__ = [
    "Archive",
    "Article",
    "DatelineError",
    "Failure",
    "Reader",
    "Report",
    "SourceOptions",
    "__version__",
    "open_archive",
    "read",
    "resolve_places",
]
__version__ = "0.1.0"

_HOMES = {
    "Archive": "dateline.store",
    "Article": "dateline.records",
    "DatelineError": "dateline.errors",
    "Failure": "dateline.records",
    "Reader": "dateline.pipeline",
    "Report": "dateline.records",
    "SourceOptions": "dateline.sources",
    "open_archive": "dateline.pipeline",
    "resolve_places": "dateline.reading",
}


def read(source: str, options: "SourceOptions | None" = None) -> "Report":
    """Read the one article of a file, a URL or `-`; the model stays loaded for the next call.

    Raises:
        SourceError: it cannot be opened, or holds several articles (use `Reader().read_many`).
    """
    return _reader().read(source, options)


@functools.cache
def _reader() -> "Reader":
    reader: Reader = __getattr__("Reader")()  # spaCy is loaded when first needed
    return reader


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
