"""Everything that can be done with an open archive; a test proves that nothing is left out."""

from collections.abc import Callable

from dateline.store import Archive
from tests.making import make_report

Act = Callable[[Archive], object]

ACTS: dict[str, Act] = {
    "add": lambda archive: archive.add(make_report(999)),
    "replace": lambda archive: archive.add(make_report(0), replace=True),
    "report": lambda archive: archive.report("abcdef"),
    "reports": lambda archive: list(archive.reports()),
    "claims": lambda archive: list(archive.claims()),
    "said": lambda archive: list(archive.said()),
    "counts": lambda archive: archive.counts(),
    "version": lambda archive: archive.version,
}
