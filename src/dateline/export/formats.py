"""The formats by name, and the one door to all of them: `export`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import ConfigError, StoreError
from dateline.export import claims_table, events_table
from dateline.export.acled import write_acled
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
from dateline.store import Archive, ClaimFilters, EventQuery

Writer = Callable[[Selection, BinaryIO], Leftovers]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is called, what it holds, who writes it.

    `suffix` of its files; `is_binary`: nothing for a terminal; `columns`: of a table of our own,
    which a codebook explains.
    """

    name: str
    title: str
    holds: str  # reports, claims or events: what the filters ask for
    suffix: str
    write: Writer
    is_binary: bool = False
    columns: tuple[Column[Any], ...] = ()

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
    )
}  # fmt: skip


def export(
    archive: Archive, name: str, out: BinaryIO, filters: ClaimFilters | None = None
) -> Leftovers:
    """Write what passes the filters into a binary file, and give back what has no place in it.

    Raises:
        ConfigError: there is no such format, or the library it needs is not installed.
        StoreError: the archive cannot be read, or has claims and no events: it is not linked yet.
    """
    if name not in FORMATS:
        raise ConfigError(f"export: unknown format {name!r}; one of {', '.join(FORMATS)}")
    if FORMATS[name].holds == "events" and not _is_linked(archive):
        raise StoreError(f"{archive.name} is not linked yet, so it has no events; add something")
    return FORMATS[name].write(Selection(archive, filters), out)


def _is_linked(archive: Archive) -> bool:
    has_events = next(archive.events(EventQuery(limit=1)), None) is not None
    return has_events or archive.counts().claims == 0
