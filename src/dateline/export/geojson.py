"""GeoJSON (RFC 7946): the events that lie on the map, as points; opens in GDAL, QGIS, Leaflet.

The properties are the columns of the events CSV, so one codebook explains both.
"""

from typing import Any, BinaryIO

from dateline.export.events_table import COLUMNS, placed_rows
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.export.tables import write_items


def write_geojson(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write a FeatureCollection of points."""
    leftovers = Leftovers()
    write_items(
        out,
        map(_feature, placed_rows(selection, leftovers)),
        before='{"type": "FeatureCollection", "name": "events", "features": [',
        after="]}",
    )
    return leftovers


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        "properties": {column.name: row[column.name] for column in COLUMNS},
    }
