"""Archives to export: that of the examples, read once, and one of made-up reports."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dateline.export import ClaimFilters, Leftovers, export
from dateline.pipeline import Reader, add_new, open_archive
from dateline.records import Report
from dateline.sources import SourceOptions, open_inputs
from dateline.store import Archive

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def examples_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the archive of the examples lies."""
    path = tmp_path_factory.mktemp("examples") / "archive.sqlite"
    with open_archive(str(path)) as archive:
        found = open_inputs([str(ROOT / "examples")], SourceOptions())
        added = list(add_new(archive, Reader(), found, SourceOptions()))
    assert len(added) > 15
    return path


@pytest.fixture
def examples(examples_path: Path) -> Archive:
    """The archive of the examples."""
    with Archive.open(str(examples_path), create=False) as archive:
        yield archive


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Sequence[Report]], Archive]:
    """Make an archive of reports, linked."""

    def make(reports: Sequence[Report]) -> Archive:
        archive = open_archive(str(tmp_path / "made.sqlite"))
        for report in reports:
            archive.add(report)
        return archive

    return make


def export_bytes(archive: Archive, name: str, **filters: object) -> tuple[bytes, Leftovers]:
    out = io.BytesIO()
    leftovers = export(archive, name, out, ClaimFilters(**filters))  # type: ignore[arg-type]
    return out.getvalue(), leftovers


def export_rows(archive: Archive, name: str, **filters: object) -> list[dict[str, str]]:
    data, _ = export_bytes(archive, name, **filters)
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
