"""GeoJSON, opened with GDAL."""

import dataclasses
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

from dateline.export import FORMATS
from dateline.export.events_table import COLUMNS
from dateline.records import Report
from dateline.store import Archive
from tests.export.conftest import export_bytes, export_rows
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]


@pytest.mark.parametrize("name", ["geojson", "geopackage"])
def test_gdal_reads_the_points_of_the_events(examples: Archive, name: str, tmp_path: Path) -> None:
    data, leftovers = export_bytes(examples, name)
    path = tmp_path / f"events{FORMATS[name].suffix}"
    path.write_bytes(data)
    info = pyogrio.read_info(path)
    on_map = [row for row in export_rows(examples, "events") if row["latitude"]]
    assert on_map
    assert (info["features"], info["geometry_type"]) == (len(on_map), "Point")
    assert "4326" in info["crs"]
    assert {column.name for column in COLUMNS} <= set(info["fields"])
    meta, _, points, fields = pyogrio.raw.read(path, columns=["event_id", "quotes"])
    read = dict(zip(meta["fields"], fields, strict=True))
    assert list(read["event_id"]) == [row["event_id"] for row in on_map]
    assert list(read["quotes"]) == [row["quotes"] for row in on_map]
    assert len(points) == len(on_map)
    assert leftovers.count("events") == sum(
        not row["latitude"] for row in export_rows(examples, "events")
    )


def test_geojson_is_json_with_longitude_first(examples: Archive) -> None:
    data, _ = export_bytes(examples, "geojson")
    for feature in json.loads(data)["features"]:
        properties = feature["properties"]
        assert feature["geometry"]["coordinates"] == [
            properties["longitude"], properties["latitude"],
        ]  # fmt: skip


def test_a_toll_too_large_for_a_column_is_left_empty_and_told(made: Make) -> None:
    claim = MadeClaim(place="Varda", country="RUS", toll=(10**20, 10**20, None))
    report = make_report(claims=[claim])
    (told,) = report.claims
    assert told.where is not None
    placed = dataclasses.replace(told.where, lat=51.0, lon=42.0)
    report = dataclasses.replace(report, claims=(dataclasses.replace(told, where=placed),))
    archive = made([report])
    data, leftovers = export_bytes(archive, "geopackage")
    assert leftovers.count("figures") == 2
    assert data[68:72] == b"GPKG"
    (row,) = export_rows(archive, "events")
    assert row["killed_low"] == str(10**20), "CSV holds any number"


def test_no_events_are_an_empty_map(examples: Archive) -> None:
    data, _ = export_bytes(examples, "geojson", since="1900", until="1900")
    assert json.loads(data)["features"] == []


def test_a_geopackage_counts_its_events_as_gdal_does(examples: Archive, tmp_path: Path) -> None:
    """QGIS shows this number, and after a filter a wrong one where the table is missing."""
    data, _ = export_bytes(examples, "geopackage")
    path = tmp_path / "events.gpkg"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as connection:
        (counted,) = connection.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone()
        assert counted == pyogrio.read_info(path)["features"]
        connection.execute("DELETE FROM events WHERE fid = 1")
        (left,) = connection.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone()
    assert left == counted - 1


def test_a_geopackage_says_what_it_is(examples: Archive) -> None:
    data, _ = export_bytes(examples, "geopackage")
    assert data[68:72] == b"GPKG"  # the application id in the header of an SQLite file
    assert int.from_bytes(data[60:64]) == 10300
