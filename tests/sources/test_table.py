"""JSON Lines and CSV -> one article or failure a row."""

import json
from pathlib import Path

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, open_inputs


def read(path: Path, **options: object) -> list[Article | Failure]:
    return list(open_inputs([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


def test_each_row_is_an_article_and_a_broken_row_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_bytes(
        b'{"text": "Two boats sank off Lindow.\\r\\n", "title": "Boats sink", "outlet": "Post",'
        b' "url": "https://post.example/1", "published": "2015-07-14 08:00:00",'
        b' "byline": "Ana Ruiz; Jo Lund", "language": "en_GB"}\n'
        b"\n"
        b'{"text": "cut off\n'
        b'["a", "list"]\n'
        b'{"title": "No text here"}\n'
        b'{"text": "  "}\n'
        b'{"text": 7}\n'
        b'{"text": "Half a face \\ud83d."}\n'
        b'{"text": "A storm closed the port.", "published": "14/07/2015"}\n'
        b'{"text": "A storm closed the port.", "url": "post.example"}\n'
        b'{"text": "The port reopened.", "byline": ["Jo Lund", 3], "title": null, "outlet": ""}'
    )
    found = read(path)
    refs = [item.source.ref if isinstance(item, Article) else item.ref for item in found]
    assert refs == [f"{path}:{line}" for line in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    first, last = found[0], found[-1]
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert first.text == "Two boats sank off Lindow.\r\n"
    assert (first.title, first.outlet, first.language) == ("Boats sink", "Post", "en")
    assert (first.published, first.url) == ("2015-07-14T08:00:00", "https://post.example/1")
    assert first.bylines == ("Ana Ruiz", "Jo Lund")
    assert first.source.kind == "table"
    assert (last.title, last.outlet, last.bylines) == (None, None, ("Jo Lund",))
    said = [
        "not JSON",
        "no object",
        "no field",
        "empty",
        "not a text",
        "surrogate",
        "ISO",
        "url is",
    ]
    for failure, words in zip(found[1:-1], said, strict=True):
        assert isinstance(failure, Failure)
        assert words in failure.reason
        assert "\n" not in failure.reason


def test_json_nested_too_deeply_is_a_failure_of_its_row(tmp_path: Path) -> None:
    path = tmp_path / "deep.jsonl"
    path.write_text("[" * 200_000 + '\n{"text": "The port reopened."}\n')
    assert [type(item) for item in read(path)] == [Failure, Article]


def test_a_row_over_the_limit_does_not_stop_the_rest(tmp_path: Path, small_limit: None) -> None:
    path = tmp_path / "big.jsonl"
    path.write_text(json.dumps({"text": "x" * 30_000}) + '\n{"text": "The port reopened."}\n')
    big, small = read(path)
    assert isinstance(big, Failure)
    assert "DATELINE_MAX_MEGABYTES" in big.reason
    assert isinstance(small, Article)
    assert small.source.ref == f"{path}:2"


@pytest.mark.parametrize(
    ("content", "columns", "texts"),
    [
        pytest.param("text,title\nOne.,A\nTwo.,B\n", {}, ["One.", "Two."], id="comma"),
        pytest.param("Text;Title\nOne, two.;A\n", {}, ["One, two."], id="semicolon, other case"),
        pytest.param("title\ttext\nA\tOne.\n", {}, ["One."], id="tab"),
        pytest.param('text\n"One,\nand ""two""."\n', {}, ['One,\nand "two".'], id="quoted lines"),
        pytest.param("body,title\nOne.,A\n", {"text": "body"}, ["One."], id="named by the user"),
        pytest.param("\ufefftext\nOne.\n", {}, ["One."], id="a mark is no part of the first name"),
        pytest.param("text\n\nOne.\n\n", {}, ["One."], id="empty lines"),
        pytest.param("text\n" + "x" * 200_000 + "\n", {}, ["x" * 200_000], id="a long field"),
    ],
)
def test_csv(tmp_path: Path, content: str, columns: dict[str, str], texts: list[str]) -> None:
    path = tmp_path / "wire.csv"
    path.write_text(content, encoding="utf-8", newline="")
    found = read(path, columns=columns)
    assert [item.text for item in found if isinstance(item, Article)] == texts
    assert len(found) == len(texts)


@pytest.mark.parametrize(
    ("content", "ref", "said"),
    [
        pytest.param("", "", "empty", id="empty"),
        pytest.param("body,title\nOne.,A\n", "", "no column is called 'text'", id="no text column"),
        pytest.param("text,title\n", "", "no rows", id="header only"),
        pytest.param("text,title\nOne, two.,A\n", ":2", "3 fields", id="an unquoted comma"),
        pytest.param('text\n"One.\nTwo.\n', ":2", "broken CSV", id="an open quotation mark"),
        pytest.param('text,title\n"One\nmore.",A\n,B\n', ":4", "empty", id="lines are counted"),
    ],
)
def test_csv_failures(tmp_path: Path, content: str, ref: str, said: str) -> None:
    path = tmp_path / "wire.csv"
    path.write_text(content, encoding="utf-8", newline="")
    failure = read(path)[-1]
    assert isinstance(failure, Failure)
    assert failure.ref == f"{path}{ref}"
    assert said in failure.reason


def test_user_values_go_to_every_row(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two.", "outlet": "Post", "published": "soon"}\n')
    found = read(path, outlet="Wire", published="2015-07-14")
    assert [(a.outlet, a.published) for a in found if isinstance(a, Article)] == [
        ("Wire", "2015-07-14"),
        ("Wire", "2015-07-14"),
    ]


def test_an_empty_table_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n\n")
    [failure] = read(path)
    assert isinstance(failure, Failure)
    assert "empty" in failure.reason
