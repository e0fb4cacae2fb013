"""Whole articles of our own, read and compared with what a person found in them.

A missing `NAME.expected.json` is written and the test fails once: read it against the article, mend
it or the reader, then commit it. A changed reading shows as a diff of words.
"""

import json
from pathlib import Path

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
