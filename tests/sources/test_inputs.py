"""Files, folders, globs and standard input -> articles and failures, in order."""

import gzip
import io
import os
import sys
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Article, Failure, article_id
from dateline.sources import SourceOptions, count_inputs, open_inputs
from tests.sources.pages import page, read_failure, read_one

TEXT = "Two boats sank off Lindow.\r\n\r\n\tNobody was hurt, the harbour office said.\r\n"


def refs(*inputs: str | Path) -> list[str]:
    found = open_inputs([str(name) for name in inputs], SourceOptions())
    return [item.ref if isinstance(item, Failure) else item.source.ref for item in found]


@pytest.mark.parametrize("verbatim", [False, True])
def test_the_text_is_the_input(tmp_path: Path, verbatim: bool) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    found = read_one(path, verbatim=verbatim)
    assert found.text == TEXT
    assert found.id == article_id(outlet=None, url=None, text=TEXT)
    assert (found.title, found.published, found.outlet, found.url) == (None, None, None, None)
    assert found.furniture == ()
    assert (found.source.kind, found.source.ref) == ("file", str(path))
    assert datetime.fromisoformat(found.source.retrieved_at).utcoffset() == timedelta(0)


def test_verbatim_takes_markup_as_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page())
    assert read_one(path, verbatim=True).text == page()


@pytest.mark.parametrize(
    ("name", "content", "is_page"),
    [
        ("page.html", page(), True),
        ("page.txt", page(), True),
        ("page", "<!-- saved --> " + page(), True),
        ("page.xhtml", "<?xml version='1.0'?>" + page(), True),
        ("fragment.html", page().partition("<main>")[2], True),
        ("note.html", "Two boats sank. Nobody was hurt.", False),
        ("note.txt", "Write <html> first, the teacher said.", False),
        ("note.md", "Two boats sank. Nobody was hurt.", False),
    ],
)
def test_content_outranks_the_suffix(
    tmp_path: Path, name: str, content: str, is_page: bool
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert (read_one(path).text != content) is is_page


def test_packed_files_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "report.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert read_one(path).text == TEXT


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t", "empty"),
        ("report.pdf", b"%PDF-1.4 ...", "pdftotext"),
        ("report.txt", b"PK\x03\x04 ...", "DOCX"),
        ("report.txt", b"Two\x00boats", "binary"),
        ("long.txt", b"x" * 20_001, "larger than 0.02 MB"),
        ("bomb.txt.gz", gzip.compress(b"x" * 1_000_000, mtime=0), "larger than 0.02 MB"),
        ("cut.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-9], "could not be read"),
        ("no.txt.gz", b"Two boats sank.", "could not be read"),
        ("cut.jsonl.gz", gzip.compress(b"x", mtime=0)[:-9], "could not be read"),
    ],
)
def test_bad_files(tmp_path: Path, small_limit: None, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    failure = read_failure(path)
    assert failure.ref == str(path)
    assert said in failure.reason


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.txt", "no such file"),
        ("missing-*.txt", "no file has a name like this"),
        ("x" * 300, "no file name|no such file"),
        ("nul\x00.txt", "no file name|no such file"),
        (".", "nothing in this folder"),
    ],
)
def test_bad_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    failure = read_failure(name)
    assert failure.ref == name
    assert any(words in failure.reason for words in said.split("|"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert "may not read" in read_failure(path).reason


def test_a_refused_open_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not read" in read_failure(path).reason


def test_a_folder_is_read_in_order_and_only_what_is_known(tmp_path: Path) -> None:
    for name in (
        "b.txt", "a/c.txt", "a/d.png", ".hidden/e.txt", "a/.f.txt", "g.txt.gz", "~$b.docx",
        "x.PDF", "y.pdf", "README",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b"One.") if name.endswith(".gz") else b"One.")
    expected = [str(tmp_path / name) for name in ("a/c.txt", "b.txt", "g.txt.gz")]
    assert refs(tmp_path) == expected
    assert count_inputs([str(tmp_path)]) == 3
    told: list[str] = []
    assert len(list(open_inputs([str(tmp_path)], SourceOptions(notice=told.append)))) == 3
    assert told == [
        f"{tmp_path}: 4 files passed over, of kinds that are not read"
        " (2 .pdf, 1 .png, 1 without a suffix)"
    ]


def test_a_glob_and_a_name_that_looks_like_one(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "[live].txt"):
        (tmp_path / name).write_text("One.")
    assert refs(tmp_path / "*o*.txt") == [str(tmp_path / n) for n in ("one.txt", "two.txt")]
    assert refs(tmp_path / "[live].txt") == [str(tmp_path / "[live].txt")]


def test_one_bad_input_does_not_stop_the_rest(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("One.")
    bad = tmp_path / "bad.txt"
    found = list(open_inputs([str(bad), str(good)], SourceOptions()))
    assert [type(item) for item in found] == [Failure, Article]


@pytest.mark.parametrize("name", ["x" * 300, "nul\x00.txt"])
def test_a_name_that_is_none_does_not_stop_the_rest_where_what_is_passed_over_is_told(
    tmp_path: Path, name: str
) -> None:
    good = tmp_path / "good.txt"
    good.write_text("One.")
    told: list[str] = []
    failure, article = open_inputs([name, str(good)], SourceOptions(notice=told.append))
    assert isinstance(failure, Failure)
    assert failure.ref == name
    assert any(words in failure.reason for words in ("no file name", "no such file"))
    assert isinstance(article, Article)
    assert told == []


def test_what_is_passed_over_is_told_also_where_nothing_else_is_in_the_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    told: list[str] = []
    (failure,) = open_inputs([str(tmp_path)], SourceOptions(notice=told.append))
    assert isinstance(failure, Failure)
    assert "nothing in this folder can be read" in failure.reason
    assert told == [f"{tmp_path}: 1 file passed over, of kinds that are not read (1 .pdf)"]


FEED = "<rss version='0.91'><channel><item><title>Ferry</title></item></channel></rss>"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<?xml version='1.0'?>\n<!-- made by hand -->\n",
        "<?xml version='1.0'?>\n<?xml-stylesheet type='text/xsl' href='/feed.xsl'?>\n",
        "<?xml version='1.0'?><!-- one --><?xml-stylesheet href='a.css'?><!-- two -->\n",
        '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.com/publish/formats/rss-0.91.dtd">\n',
        '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">\n<!ENTITY l "ha"> ] >\n<!-- > -->',
    ],
)
def test_a_feed_is_told_to_be_one_whatever_xml_comes_before_it(tmp_path: Path, before: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(before + FEED)
    assert "it is an RSS or Atom feed" in read_failure(path).reason


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE rss> is what a feed began with. <rss> came after it.",
        "<?php is how it begins, and <rss> is how it goes on.",
        "Write <!DOCTYPE rss><rss>, the teacher said.",
        "<!DOCTYPE rss [ <rss>",
        "<!-- <rss>",
    ],
)
def test_a_text_that_only_tells_of_feeds_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text(text)
    assert read_one(path).text == text


@pytest.mark.parametrize(
    ("content", "kinds", "ref"),
    [
        (b"Two boats sank.", ["stdin"], "-"),
        (page().encode(), ["stdin"], "-"),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["table", "table"], "-:1"),
        (b"{braces} open this report.", ["stdin"], "-"),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: bytes, kinds: list[str], ref: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    found = [item for item in open_inputs(["-"], SourceOptions()) if isinstance(item, Article)]
    assert [item.source.kind for item in found] == kinds
    assert found[0].source.ref == ref


def test_count(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("One.")
    inputs = [str(tmp_path / "one.txt"), "https://post.example/1", str(tmp_path / "missing")]
    assert count_inputs(inputs) == 3
    assert count_inputs(["-"]) is None
    (tmp_path / "two.jsonl").write_text("{}")
    assert count_inputs([str(tmp_path)]) is None


def test_a_locked_folder_inside_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open.txt").write_text("A text.", encoding="utf-8")
    locked = tmp_path / "locked"
    locked.mkdir()
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (failure,) = open_inputs([str(tmp_path)], SourceOptions())
    assert isinstance(failure, Failure)
    assert "locked may not be looked into" in failure.reason


def test_an_empty_name_is_no_folder() -> None:
    (failure,) = open_inputs([""], SourceOptions())
    assert isinstance(failure, Failure)
    assert "empty" in failure.reason


@pytest.mark.usefixtures("small_limit")
def test_a_packed_file_that_unpacks_to_100_megabytes_takes_no_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.txt.gz"
    with gzip.open(bomb, "wb") as packed:
        for _ in range(100):
            packed.write(bytes(1_000_000))
    tracemalloc.start()
    try:
        assert "larger than 0.02 MB" in read_failure(bomb).reason
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10_000_000
