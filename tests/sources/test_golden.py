"""A folder of made-up samples for each source, and what a person found in them.

`options.json` holds what its user says besides.

A missing `expected.json` is written and the test fails once: read it against the samples, mend it
or the source, then commit it.
"""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_inputs
from dateline.sources.feed import feed_entries
from tests.sources.pages import answer_every_address

ROOT = Path(__file__).parent / "golden"
FEEDS = ROOT / "feed"
GOLDEN = sorted(path for path in ROOT.iterdir() if path.is_dir() and path != FEEDS)


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
    _compare(found, expected)


def test_feeds_name_their_entries_as_checked() -> None:
    """The oldest first; a feed is no report itself."""
    samples = sorted(FEEDS.glob("*.xml"))
    found = [
        {
            "ref": path.name,
            "entries": [
                dataclasses.asdict(entry)
                for entry in feed_entries(path.read_bytes(), "https://varda.example/rss")
            ],
        }
        for path in samples
    ]
    _compare(found, FEEDS / "expected.json")
    for path in samples:
        [failure] = open_inputs([str(path)], SourceOptions())
        assert isinstance(failure, Failure)
        assert "`dateline follow`" in failure.reason


def _compare(found: list[dict[str, Any]], expected: Path) -> None:
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
