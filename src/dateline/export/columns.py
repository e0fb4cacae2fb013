"""Columns of our own tables: a name, a kind, what it means, where it comes from; and the codebook.

Tables and codebook are made of the same list, so a column cannot be without an explanation.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from dateline.export.leftovers import Leftovers

_LARGEST = 2**63 - 1  # what a column of whole numbers holds in Parquet and in SQLite

Record = TypeVar("Record")
Kind = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column; `value` gives None where the record does not say."""

    name: str
    kind: Kind
    means: str
    value: Callable[[Record], Any]


def row_of(columns: Sequence[Column[Record]], record: Record) -> dict[str, Any]:
    """The cells of a record by column."""
    return {column.name: column.value(record) for column in columns}


def fitting(
    columns: Sequence[Column[Any]], rows: Iterable[dict[str, Any]], leftovers: Leftovers
) -> Iterator[dict[str, Any]]:
    """Rows for a file whose whole numbers have 64 bits; larger ones are left empty and counted."""
    integers = [column.name for column in columns if column.kind == "integer"]
    for row in rows:
        too_large = [name for name in integers if row[name] is not None and row[name] > _LARGEST]
        leftovers.add("figures", len(too_large), because="they are larger than a column can hold")
        yield row | dict.fromkeys(too_large)


def write_codebook(title: str, holds: str, columns: Iterable[Column[Any]]) -> str:
    """The codebook of a table as Markdown."""
    lines = [
        f"# Codebook: {title}",
        "",
        f"One row for each of the {holds}. An empty cell: the reports do not say. Several names in"
        ' a cell are parted by "; ", several quotes by " | ". Dates are ISO prefixes: 2015 is a'
        " year, 2015-07 a month.",
        "",
        "| column | kind | means |",
        "|---|---|---|",
        *(f"| `{column.name}` | {column.kind} | {column.means} |" for column in columns),
        "",
    ]
    return "\n".join(lines)
