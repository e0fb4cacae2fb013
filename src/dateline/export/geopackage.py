"""GeoPackage 1.3 (OGC 12-128r17): the events that lie on the map, as one layer of points.

An SQLite file, written with the standard library; the columns are those of the events CSV.
"""

import shutil
import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from dateline.export.columns import fitting
from dateline.export.events_table import COLUMNS, placed_rows
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection

_APPLICATION_ID = 0x47504B47  # "GPKG"
_VERSION = 10300
_KINDS = {"text": "TEXT", "integer": "INTEGER", "number": "DOUBLE"}
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG",'
    '"7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE,
  max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name), column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""
# GDAL's own table: without it QGIS shows the number of all events whatever a filter leaves.
_COUNTED = """
CREATE TABLE gpkg_ogr_contents (
  table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_ogr_contents SELECT 'events', count(*) FROM events;
CREATE TRIGGER trigger_insert_feature_count_events AFTER INSERT ON events BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE table_name = 'events'; END;
CREATE TRIGGER trigger_delete_feature_count_events AFTER DELETE ON events BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE table_name = 'events'; END;
"""


def write_geopackage(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write one layer, `events`."""
    leftovers = Leftovers()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.gpkg"
        connection = sqlite3.connect(path)
        try:
            rows = placed_rows(selection, leftovers)
            _fill(connection, fitting(COLUMNS, rows, leftovers))
        finally:
            connection.close()
        with path.open("rb") as whole:
            shutil.copyfileobj(whole, out)
    return leftovers


def _fill(connection: sqlite3.Connection, rows: Iterator[dict[str, Any]]) -> None:
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.executescript(_TABLES)
    declared = "".join(f', "{column.name}" {_KINDS[column.kind]}' for column in COLUMNS)
    with connection:
        connection.execute(
            "CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
            f" geom POINT{declared})"
        )
        connection.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)",
            [
                ("Undefined cartesian", -1, "NONE", -1, "undefined"),
                ("Undefined geographic", 0, "NONE", 0, "undefined"),
                ("WGS 84", 4326, "EPSG", 4326, _WGS84),
            ],
        )
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        names = ", ".join(f'"{column.name}"' for column in COLUMNS)
        connection.executemany(
            f"INSERT INTO events (geom, {names}) VALUES ({marks})",  # noqa: S608  # our own names
            ((_point(row), *(row[column.name] for column in COLUMNS)) for row in rows),
        )
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        connection.execute(
            "INSERT INTO gpkg_contents SELECT 'events', 'features', 'events', '', ?,"
            " min(longitude), min(latitude), max(longitude), max(latitude), 4326 FROM events",
            (now,),
        )
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0)"
        )
    connection.executescript(_COUNTED)


def _point(row: dict[str, Any]) -> bytes:
    """A GeoPackage header without an envelope, and the point as well-known binary."""
    header = b"GP" + struct.pack("<BBi", 0, 1, 4326)
    return header + struct.pack("<BIdd", 1, 1, row["longitude"], row["latitude"])
