"""GeoJSON (RFC 7946): the events that lie on the map, as points; opens in GDAL, QGIS, Leaflet.

The properties are the columns of the events CSV, so one codebook explains both.
"""

import json
from typing import Any, BinaryIO

from dateline.export.events_table import COLUMNS, event_rows
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.export.tables import text_of

NO_POINT = "no point on the map is known"


def write_geojson(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write a FeatureCollection of points."""
    leftovers = Leftovers()
    with text_of(out) as text:
        text.write('{"type": "FeatureCollection", "name": "events", "features": [')
        between = "\n"
        for row in event_rows(selection, leftovers):
            if row["longitude"] is None or row["latitude"] is None:
                leftovers.add("events", because=NO_POINT)
                continue
            text.write(between + json.dumps(_feature(row), ensure_ascii=False))
            between = ",\n"
        text.write("\n]}\n")
    return leftovers


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
        "properties": {column.name: row[column.name] for column in COLUMNS},
    }
