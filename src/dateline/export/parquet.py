"""Claims as Apache Parquet: the columns of the claims CSV, with their kinds."""

from itertools import islice
from typing import BinaryIO

from dateline.export.claims_table import COLUMNS, claim_rows
from dateline.export.columns import fitting
from dateline.export.extras import load_extra
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection

_ROWS_AT_ONCE = 10_000  # in memory, and in a row group of the file


def write_claims_parquet(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the claims as Parquet.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    arrow, parquet = load_extra("pyarrow"), load_extra("pyarrow.parquet")
    kinds = {"text": arrow.string(), "integer": arrow.int64(), "number": arrow.float64()}
    schema = arrow.schema([(column.name, kinds[column.kind]) for column in COLUMNS])
    leftovers = Leftovers()
    rows = fitting(COLUMNS, claim_rows(selection, leftovers), leftovers)
    with parquet.ParquetWriter(out, schema) as writer:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            writer.write_table(arrow.Table.from_pylist(some, schema))
    return leftovers
