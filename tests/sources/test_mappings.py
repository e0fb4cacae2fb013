"""Lists by Media Cloud and GDELT; see also the golden folders."""

import json
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.records import Article, Failure
from dateline.sources import SourceOptions, count_inputs, open_inputs
from tests.sources.pages import answer_every_address


def read_all(path: Path, mapping: str, **options: object) -> list[Article | Failure]:
    return list(open_inputs([str(path)], SourceOptions(mapping=mapping, **options)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("2021-03-04", "2021-03-04"),
        ("2021-03-04 00:00:00", "2021-03-04"),
        ("2021-03-04T00:00:00Z", "2021-03-04"),
        ("2021-03-04 00:10:00", "2021-03-04T00:10:00"),
        ("", None),
        ("soon", None),
    ],
)
def test_the_day_of_a_list_stands_in_and_its_midnight_is_no_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, published: str | None
) -> None:
    answer_every_address(monkeypatch)
    path = tmp_path / "list.csv"
    path.write_text(f"url,publish_date\nhttps://varda.example/1,{day}\n")
    [found] = read_all(path, "mediacloud")
    assert isinstance(found, Article)
    assert found.published == published


def test_what_the_user_says_outranks_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_every_address(monkeypatch)
    path = tmp_path / "list.csv"
    path.write_text("url,publish_date,media_name\nhttps://varda.example/1,2021-03-04,varda\n")
    [found] = read_all(path, "mediacloud", published="2021-03-03", outlet="The Varda Post")
    assert isinstance(found, Article)
    assert (found.published, found.outlet) == ("2021-03-03", "The Varda Post")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "title,day\nFerry,2021\n", "no list of gdelt-doc: no column is called url"),
        ("a.csv", "", "empty"),
        ("a.jsonl", '{"title": "Ferry"}', "neither a text nor an address"),
        ("a.jsonl", '{"url": "ftp://post.example/1"}', "no web address"),
        ("a.jsonl", '{"url": "http://127.0.0.1/1"}', "private network"),
        ("a.json", '{"items": []}', "without a list of 'articles'"),
        ("a.json", '{"articles": [3]}', "no object: 3"),
        ("a.json", "[1]", "no object"),
        ("a.json", "{", "not JSON"),
    ],
)
def test_lists_that_are_none(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    [failure] = read_all(path, "gdelt-doc")
    assert isinstance(failure, Failure)
    assert said in failure.reason


def test_json_is_a_list_only_with_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"articles": []}))
    [text] = open_inputs([str(path)], SourceOptions())
    assert isinstance(text, Article)
    assert count_inputs([str(path)]) == 1
    assert count_inputs([str(path)], SourceOptions(mapping="gdelt-doc")) is None


def test_options_that_cannot_be_used() -> None:
    with pytest.raises(ConfigError, match="one of mediacloud, gdelt-doc"):
        SourceOptions(mapping="factiva")
    with pytest.raises(ConfigError, match="either a mapping or columns"):
        SourceOptions(mapping="mediacloud", columns={"text": "body"})
