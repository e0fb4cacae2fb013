"""GeoJSON, opened with GDAL."""

import json
from pathlib import Path

import pyogrio
import pytest

from dateline.export import FORMATS
from dateline.export.events_table import COLUMNS
from dateline.store import Archive
from tests.export.conftest import export_bytes, export_rows

MAPS = [name for name in ("geojson", "geopackage") if name in FORMATS]


@pytest.mark.parametrize("name", MAPS)
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


def test_no_events_are_an_empty_map(examples: Archive) -> None:
    data, _ = export_bytes(examples, "geojson", since="1900", until="1900")
    assert json.loads(data)["features"] == []


def test_a_geopackage_says_what_it_is(examples: Archive) -> None:
    data, _ = export_bytes(examples, "geopackage")
    assert data[68:72] == b"GPKG"  # the application id in the header of an SQLite file
    assert int.from_bytes(data[60:64]) == 10300
