"""Tables as data frames, and the guide to them: its Python runs, its columns and filters exist."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas
import polars
import pyogrio
import pytest

from dateline.errors import ConfigError
from dateline.export import FORMATS, ClaimFilters, Leftovers, frame
from dateline.export.claims_table import COLUMNS
from dateline.records import Report
from dateline.store import Archive
from tests.export.conftest import ROOT, export_bytes, export_rows
from tests.making import MadeClaim, make_report

GUIDE = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
Make = Callable[[Sequence[Report]], Archive]


@pytest.mark.parametrize("table", ["claims", "events"])
def test_frames_agree_with_csv_and_with_each_other(examples: Archive, table: str) -> None:
    rows = export_rows(examples, table)
    one, other = frame(examples, table), frame(examples, table, library="polars")
    kinds = {column.name: column.kind for column in FORMATS[table].columns}
    for column, kind in kinds.items():
        cells = [row[column] for row in rows]
        as_pandas = [None if value is pandas.NA else value for value in one[column]]
        assert as_pandas == other[column].to_list(), column
        if kind == "number":
            expected = [float(cell) if cell else None for cell in cells]
        elif kind == "integer":
            expected = [int(cell) if cell else None for cell in cells]
        else:
            expected = [cell or None for cell in cells]
        assert as_pandas == expected, column
    assert list(one.columns) == other.columns == list(kinds)


def test_kinds_hold_without_a_single_row(examples: Archive) -> None:
    nothing = ClaimFilters(since="1900", until="1900")
    empty = frame(examples, filters=nothing)
    assert (len(empty), str(empty["killed_low"].dtype), str(empty["outlet"].dtype)) == (
        0, "Int64", "string",
    )  # fmt: skip
    assert frame(examples, library="polars", filters=nothing).schema["killed_low"] == polars.Int64
    assert len(frame(examples)) > 0


def test_what_is_not_known_is_missing_and_what_has_no_place_is_counted(made: Make) -> None:
    claim = MadeClaim(toll=(10**20, None, None))
    archive = made([make_report(claims=[claim])])
    leftovers = Leftovers()
    found = frame(archive, "claims", leftovers=leftovers)
    assert found.loc[0, "killed_best"] is pandas.NA
    assert found.loc[0, "killed_low"] is pandas.NA
    assert (leftovers.count("figures"), leftovers.count("attributions")) == (1, 1)


def test_a_wrong_name_is_refused(examples: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="unknown table 'reports'; one of claims, events"):
        frame(examples, "reports")
    with pytest.raises(ConfigError, match="unknown library 'dask'; pandas or polars"):
        frame(examples, library="dask")  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ConfigError, match=r"pip install 'dateline\[pandas\]'"):
        frame(examples)


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL))
def test_the_python_of_the_guide_runs(block: str, examples_path: Path, tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite").symlink_to(examples_path)
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5


def test_the_filters_of_the_guide_select_something(examples: Archive, tmp_path: Path) -> None:
    data, _ = export_bytes(examples, "geopackage")
    path = tmp_path / "events.gpkg"
    path.write_bytes(data)
    everything = pyogrio.read_info(path)["features"]
    (block,) = re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL)
    for where in block.strip().split("\n"):
        _, _, points, _ = pyogrio.raw.read(path, where=where)
        assert 0 < len(points) <= everything, where


R = re.findall(r"```r\n(.*?)```", GUIDE, re.DOTALL)
COLUMN_NAMES = {column.name for column in (*COLUMNS, *FORMATS["events"].columns)}
OF_R = set(
    "in library"
    " dplyr readr sf warn.conflicts FALSE TRUE numbers read_dateline function file read_csv"
    " cols col_types .default col_character na mutate across matches as.numeric events told filter"
    " c group_by summarise n with_toll sum is.na at_least na.rm count day as.Date claims arrange"
    " desc select sort table unlist strsplit decreasing places st_read quiet plot st_geometry pch"
    " axes st_drop_geometry wt".split()
)


def test_the_r_of_the_guide_names_columns_that_there_are() -> None:
    """As far as that can be seen without R; with it, the next test runs the guide."""
    for block in R[:2]:
        words = re.sub(r'#.*|"[^"\n]*"', "", block)
        named = set(re.findall(r"[.\w]*[A-Za-z_][.\w]*", words))
        assert named - OF_R <= COLUMN_NAMES
        assert len(named & COLUMN_NAMES) >= 4


def test_the_r_of_the_guide_takes_for_numbers_what_is_no_text() -> None:
    (pattern,) = re.findall(r'^numbers <- "(.*)"$', R[0], re.MULTILINE)
    for columns in (COLUMNS, FORMATS["events"].columns):
        for column in columns:
            assert bool(re.search(pattern, column.name)) == (
                column.kind != "text" and column.name != "geonames_id"
            ), column.name


@pytest.mark.skipif(
    subprocess.run(  # noqa: S602
        "Rscript -e 'library(dplyr); library(readr); library(sf); library(jsonlite)'",
        shell=True, capture_output=True, check=False,
    ).returncode != 0,
    reason="R with dplyr, readr, sf and jsonlite is not installed",
)  # fmt: skip
def test_the_r_of_the_guide_runs_and_counts_as_pandas_does(
    examples: Archive, tmp_path: Path
) -> None:
    for name, file in (("events", "events.csv"), ("claims", "claims.csv"),
                       ("geopackage", "events.gpkg"), ("reports", "reports.jsonl")):  # fmt: skip
        (tmp_path / file).write_bytes(export_bytes(examples, name)[0])
    said = [_run_r(block, tmp_path) for block in R]
    events, reports = frame(examples, "events"), list(examples.reports())
    told = events[events["certainty"].isin(["stated", "attributed"])]
    told = told[told["status"] == "happened"]
    for country, rows in told.groupby("country"):
        assert re.search(rf"{country} +{len(rows)} +{rows['killed_low'].count()}", said[0])
    near = events[events["where_precision"] <= 2]
    for place, articles in near.groupby("place")["articles"].sum().items():
        assert re.search(rf"{place} +{articles}\n", said[1])
    for report in reports:
        for claim in report.claims:
            for span in claim.evidence:
                assert report.article.quote(span) in said[2]


def _run_r(block: str, folder: Path) -> str:
    done = subprocess.run(
        ["Rscript", "-e", block], cwd=folder, capture_output=True, text=True, check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
