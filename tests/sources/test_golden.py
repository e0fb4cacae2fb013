"""A folder of made-up samples for each source, and what a person found in them.

`options.json` holds what its user says besides.

A missing `expected.json` is written and the test fails once: read it against the samples, mend it
or the source, then commit it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_inputs
from tests.sources.pages import answer_every_address

GOLDEN = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", GOLDEN, ids=lambda path: path.name)
def test_a_source_reads_its_samples_as_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_every_address(monkeypatch)
    expected = folder / "expected.json"
    said = folder / "options.json"
    options = SourceOptions(**json.loads(said.read_text()) if said.exists() else {})
    samples = sorted(path for path in folder.iterdir() if path not in {expected, said})
    assert samples
    found = [
        _told(item, folder) for sample in samples for item in open_inputs([str(sample)], options)
    ]
    if not expected.exists():
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{expected} was written: read it, then commit it")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def _told(item: Article | Failure, folder: Path) -> dict[str, Any]:
    if isinstance(item, Failure):
        return {"ref": Path(item.ref).relative_to(folder).as_posix(), "failed": item.reason}
    told = {
        "ref": Path(item.source.ref).relative_to(folder).as_posix(),
        "kind": item.source.kind,
        "url": item.url,
        "outlet": item.outlet,
        "title": item.title,
        "bylines": list(item.bylines),
        "language": item.language,
        "published": item.published,
        "text": item.text.split("\n"),
    }
    return {key: value for key, value in told.items() if value not in (None, [])}
