"""The library that runs the networks tells nobody of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_READ = """
from dateline.pipeline import Reader
from dateline.records import Article, Provenance
source = Provenance(kind="file", ref="a.txt", retrieved_at="2024-01-01T00:00:00+00:00")
Reader().read_article(Article(id="a", text="Police said that it was closed.", source=source))
"""


def _files_after(code: str, home: Path) -> list[str]:
    """What a process has left in an empty home; onnxruntime keeps there what it has yet to send."""
    home.mkdir()
    unset = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    subprocess.run([sys.executable, "-c", code], env=environment | {"HOME": str(home)}, check=True)
    return [path.name for path in home.rglob("*") if "Microsoft" in path.parts]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it keeps its files elsewhere")
def test_onnxruntime_is_silenced_before_it_is_imported(tmp_path: Path) -> None:
    assert _files_after("import dateline.encoder.running", tmp_path / "imported") == []
    assert _files_after(_READ, tmp_path / "read") == []
