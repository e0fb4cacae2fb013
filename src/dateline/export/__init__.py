"""What an archive holds, in the formats of those who go on with it: one file a format.

In: an `Archive`, the name of a format and `ClaimFilters`. Out: the file, and `Leftovers`: what the
format has no place for, counted, so that nothing is dropped in silence.
"""

from dateline.export.formats import FORMATS, Format, export
from dateline.export.frames import frame
from dateline.export.leftovers import Leftovers
from dateline.store import ClaimFilters

__all__ = ["FORMATS", "ClaimFilters", "Format", "Leftovers", "export", "frame"]
