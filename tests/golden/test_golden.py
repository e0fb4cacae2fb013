"""Whole articles of our own, read and compared with what a person found in them.

A missing `NAME.expected.json` is written and the test fails once: read it against the article, mend
it or the reader, then commit it. A changed reading shows as a diff of words.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dateline.pipeline import Reader
from dateline.records import Failure, Report, report_from_json, report_schema, report_to_json
from tests.golden.digest import digest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
GOLDEN = sorted((HERE / "articles").glob("*.txt"))
EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in {".txt", ".html"})
ALL = [*GOLDEN, *EXAMPLES]

pytestmark = pytest.mark.golden


@pytest.fixture(scope="module")
def reports() -> dict[Path, Report]:
    reader = Reader()
    found: dict[Path, Report] = {}
    for path in ALL:
        (result,) = reader.read_many([str(path)])
        assert not isinstance(result, Failure), result
        found[path] = result
    return found


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_reading_is_as_checked(path: Path, reports: dict[Path, Report]) -> None:
    expected = HERE / "expected" / f"{path.parent.name}-{path.stem}.json"
    found = digest(reports[path])
    if not expected.exists():
        expected.parent.mkdir(exist_ok=True)
        text = json.dumps(found, indent=1, ensure_ascii=False)
        expected.write_text(text + "\n", encoding="utf-8")
        pytest.fail(f"{expected.name} was written: read it, then commit it")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_report_obeys_the_schema_and_comes_back_whole(
    path: Path, reports: dict[Path, Report]
) -> None:
    text = report_to_json(reports[path])
    jsonschema.validate(json.loads(text), report_schema())
    assert report_from_json(text) == reports[path]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_every_range_quotes_what_it_should(path: Path, reports: dict[Path, Report]) -> None:
    """Read from the JSON alone, as others do: no range is empty, outside or in furniture."""
    report = json.loads(report_to_json(reports[path]))
    article = report.pop("article")
    furniture = [(piece["start"], piece["end"]) for piece in article["furniture"]]
    ranges = list(_ranges(report)) + list(_ranges(article["header"]))
    assert ranges
    for start, end in ranges:
        assert article["text"][start:end].strip(), (start, end)
        assert 0 <= start < end <= len(article["text"])
        assert not any(start < last and first < end for first, last in furniture), (start, end)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_names_and_figures_stand_in_the_text(path: Path, reports: dict[Path, Report]) -> None:
    """Every participant, speaker and toll of a claim can be found in the words it points at."""
    report = reports[path]
    for claim in report.claims:
        inside = claim.evidence
        for who in (*claim.actors, *claim.recipients):
            assert any(sentence.covers(who.span) for sentence in inside), claim.id
        for toll in claim.toll:
            assert all(any(s.covers(e) for s in inside) for e in toll.evidence), claim.id


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_furniture_does_not_move_a_claim(path: Path, reports: dict[Path, Report]) -> None:
    """Other stories' headlines and teasers under an article change nothing that is read from it."""
    report = reports[path]
    more = (
        "\n\nRelated articles\n\nTen killed as rebels storm border town\n"
        "Ten killed as rebels storm border town\n\nMinister quits over bombing\n"
        "Minister quits over bombing\n\nShare on Facebook\n"
    )
    again = Reader().read_text(report.article.text + more)
    assert [digest(again)[key] for key in ("said", "claims", "ties")] == [
        digest(report)[key] for key in ("said", "claims", "ties")
    ]


def test_reading_twice_is_reading_once(reports: dict[Path, Report]) -> None:
    reader = Reader()
    for path in GOLDEN[:3]:
        article = reports[path].article
        once = reader.read_article(article)
        assert once == reader.read_article(article)


def _ranges(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value):
        yield value[0], value[1]
    elif isinstance(value, list):
        for item in value:
            yield from _ranges(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _ranges(item)
