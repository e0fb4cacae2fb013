"""The formats by name, and the one door to all of them: `export`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO

from dateline.errors import ConfigError, StoreError
from dateline.export import claims_table, events_table
from dateline.export.acled import write_acled
from dateline.export.brief import write_brief_html, write_brief_markdown, write_brief_pdf
from dateline.export.claims_table import write_claims_csv
from dateline.export.columns import Column, write_codebook
from dateline.export.corrections import write_corrections
from dateline.export.events_table import write_events_csv
from dateline.export.ftm import write_ftm
from dateline.export.geojson import write_geojson
from dateline.export.geopackage import write_geopackage
from dateline.export.gexf import write_gexf
from dateline.export.jsonld import write_jsonld
from dateline.export.leftovers import Leftovers
from dateline.export.parquet import write_claims_parquet
from dateline.export.plover import write_plover
from dateline.export.polecat import write_polecat
from dateline.export.report_jsonl import write_reports
from dateline.export.selection import Selection
from dateline.export.stix import write_stix
from dateline.export.ucdp import write_ucdp
from dateline.store import Archive, Circle, ClaimFilters, EventQuery

Writer = Callable[[Selection, BinaryIO], Leftovers]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is called, what it holds, who writes it.

    `suffix` of its files; `is_binary`: nothing for a terminal; `columns`: of a table of our own,
    which a codebook explains; `kinds`: of file that it may be written as, the first unless another
    is asked for.
    """

    name: str
    title: str
    holds: str  # reports, claims or events: what the filters ask for
    suffix: str
    write: Writer
    is_binary: bool = False
    columns: tuple[Column[Any], ...] = ()
    kinds: tuple["Format", ...] = ()

    def as_kind(self, kind: str | None, file_name: str | None = None) -> "Format":
        """The format as it is written: by the name of a kind, else by the suffix of a file.

        Raises:
            ConfigError: it has no such kind, or the suffix is none of its kinds'.
        """
        if not self.kinds:
            if kind is not None:
                raise ConfigError(f"--as {kind}: {self.name} is written as {self.suffix} only")
            return self
        if kind is None and file_name is None:
            return self.kinds[0]
        suffix = PurePath(file_name).suffix.lower() if file_name is not None else ""
        for one in self.kinds:
            if one.name == kind or (kind is None and one.suffix == suffix):
                return one
        wrong = f"--as {kind}" if kind is not None else f"{file_name}"
        known = ", ".join(f"{one.name} ({one.suffix})" for one in self.kinds)
        raise ConfigError(f"{wrong}: {self.name} can be written as {known}; give --as or a suffix")

    def codebook(self) -> str:
        """What the columns mean, as Markdown."""
        return write_codebook(self.title, self.holds, self.columns)


FORMATS = {
    each.name: each
    for each in (
        Format("reports", "report JSONL", "reports", ".jsonl", write_reports),
        Format(
            "claims", "claims CSV", "claims", ".csv", write_claims_csv,
            columns=claims_table.COLUMNS,
        ),
        Format(
            "parquet", "claims Parquet", "claims", ".parquet", write_claims_parquet,
            is_binary=True, columns=claims_table.COLUMNS,
        ),
        Format(
            "events", "events CSV", "events", ".csv", write_events_csv,
            columns=events_table.COLUMNS,
        ),
        Format("corrections", "corrections JSONL", "claims", ".jsonl", write_corrections),
        Format("acled", "ACLED-style CSV", "events", ".csv", write_acled),
        Format("ucdp", "UCDP-GED-style CSV", "events", ".csv", write_ucdp),
        Format("geojson", "GeoJSON", "events", ".geojson", write_geojson),
        Format("plover", "PLOVER JSON", "claims", ".json", write_plover),
        Format("polecat", "POLECAT-style table", "claims", ".txt", write_polecat),
        Format("gexf", "GEXF", "reports", ".gexf", write_gexf),
        Format("ftm", "FollowTheMoney", "events", ".ftm.json", write_ftm),
        Format("stix", "STIX 2.1", "events", ".json", write_stix),
        Format("jsonld", "JSON-LD", "events", ".jsonld", write_jsonld),
        Format(
            "geopackage", "GeoPackage", "events", ".gpkg", write_geopackage, is_binary=True,
        ),
        Format(
            "brief", "brief (Markdown, HTML, PDF)", "events", ".md", write_brief_markdown,
            kinds=(
                Format("markdown", "a brief", "events", ".md", write_brief_markdown),
                Format("html", "a brief", "events", ".html", write_brief_html),
                Format("pdf", "a brief", "events", ".pdf", write_brief_pdf, is_binary=True),
            ),
        ),
    )
}  # fmt: skip


def export(
    archive: Archive,
    name: str,
    out: BinaryIO,
    filters: ClaimFilters | None = None,
    *,
    kind: str | None = None,
    near: Circle | None = None,
) -> Leftovers:
    """Write what passes the filters into a binary file, and give back what has no place in it.

    Args:
        archive: what is exported.
        name: of the format.
        out: where to.
        filters: what is asked for; all, unless given.
        kind: of file, where the format has several: a brief is "markdown", "html" or "pdf".
        near: only events in a circle on the map; only for formats of events.

    Raises:
        ConfigError: there is no such format or kind, it holds no events and `near` is given, or
            the library it needs is not installed.
        StoreError: the archive cannot be read, or has claims and no events: it is not linked yet.
    """
    if name not in FORMATS:
        raise ConfigError(f"export: unknown format {name!r}; one of {', '.join(FORMATS)}")
    if near is not None and FORMATS[name].holds != "events":
        raise ConfigError(f"near: {FORMATS[name].title} holds {FORMATS[name].holds}, and no events")
    if FORMATS[name].holds == "events" and not _is_linked(archive):
        raise StoreError(f"{archive.name} is not linked yet, so it has no events; add something")
    return FORMATS[name].as_kind(kind).write(Selection(archive, filters, near), out)


def _is_linked(archive: Archive) -> bool:
    has_events = next(archive.events(EventQuery(limit=1)), None) is not None
    return has_events or archive.counts().claims == 0
