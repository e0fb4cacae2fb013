"""Report JSONL: every report as one `dateline.report/1` object a line; nothing is lost.

`dateline add` takes the file back, records and all, without reading the articles again.
"""

from typing import BinaryIO

from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.records import report_to_json

_OF_THE_ARCHIVE = "people decided them about this archive; a backup keeps them"


def write_reports(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write whole reports, first added first, so that adding them makes the same archive again."""
    out.writelines(report_to_json(report).encode() + b"\n" for report in selection.reports())
    leftovers = Leftovers()
    leftovers.add("decisions", len(selection.archive.decisions()), because=_OF_THE_ARCHIVE)
    return leftovers
