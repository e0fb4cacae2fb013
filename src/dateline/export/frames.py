"""Our own tables as data frames of pandas or polars, for notebooks: the columns of the CSV, typed.

A column of whole numbers holds what is not known as missing, not as 0 or NaN. Days stay ISO
prefixes, because many are a month or a year.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from dateline.errors import ConfigError
from dateline.export import claims_table, events_table
from dateline.export.columns import Column, fitting
from dateline.export.extras import load_extra
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.store import Archive, ClaimFilters

Library = Literal["pandas", "polars"]
_Rows = Callable[[Selection, Leftovers], Iterator[dict[str, Any]]]

_TABLES: dict[str, tuple[Sequence[Column[Any]], _Rows]] = {
    "claims": (claims_table.COLUMNS, claims_table.claim_rows),
    "events": (events_table.COLUMNS, events_table.event_rows),
}
_PANDAS = {"text": "string", "integer": "Int64", "number": "Float64"}
_POLARS = {"text": "String", "integer": "Int64", "number": "Float64"}


def frame(
    archive: Archive,
    table: str = "claims",
    *,
    library: Library = "pandas",
    filters: ClaimFilters | None = None,
    leftovers: Leftovers | None = None,
) -> Any:
    """A table of an archive as a data frame, in memory whole.

    Args:
        archive: of which.
        table: "claims" or "events".
        library: whose frame: "pandas" or "polars".
        filters: what is asked for, as in every export; all, unless given.
        leftovers: where to count what the table has no place for.

    Returns:
        A `pandas.DataFrame` or a `polars.DataFrame`; its columns are those of the codebooks in
        docs/reference.

    Raises:
        ConfigError: there is no such table or library, or the library is not installed.
        StoreError: the archive cannot be read.
    """
    if table not in _TABLES:
        raise ConfigError(f"frame: unknown table {table!r}; one of {', '.join(_TABLES)}")
    if library not in {"pandas", "polars"}:
        raise ConfigError(f"frame: unknown library {library!r}; pandas or polars")
    columns, rows_of = _TABLES[table]
    made = load_extra(library)
    counted = Leftovers() if leftovers is None else leftovers
    cells: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in fitting(columns, rows_of(Selection(archive, filters), counted), counted):
        for name, values in cells.items():
            values.append(row[name])
    if library == "pandas":
        kinds = {column.name: _PANDAS[column.kind] for column in columns}
        return made.DataFrame(
            {name: made.array(values, dtype=kinds[name]) for name, values in cells.items()}
        )
    schema = {column.name: getattr(made, _POLARS[column.kind]) for column in columns}
    return made.DataFrame(cells, schema=schema)
