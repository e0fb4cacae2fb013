"""Web archives, whole, broken and hostile."""

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest

from dateline.records import Article, Failure
from dateline.sources import SourceOptions, count_inputs, open_inputs
from tests.sources.archives import answer, crawl, numbered, packed, record
from tests.sources.pages import BODY, page, read_failure, read_one

START = "Fishermen pulled the last two passengers"


def read_all(path: Path, **options: object) -> list[Article | Failure]:
    return list(open_inputs([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


def refs_and_urls(path: Path) -> list[str | None]:
    """The addresses of what was read, None for a failure."""
    return [None if isinstance(item, Failure) else item.url for item in read_all(path)]


def url(number: int) -> str:
    return f"https://post.example/{number}"


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_crawl_gives_its_pages_and_counts_the_rest(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    records = list(crawl(30))
    path.write_bytes(packed(*records) if name.endswith(".gz") else b"".join(records))
    told: list[str] = []
    found = read_all(path, notice=told.append)
    articles = [item for item in found if isinstance(item, Article)]
    assert len(articles) == len(found) == 30
    assert [article.url for article in articles] == [url(number) for number in range(30)]
    first = articles[0]
    assert first.text.startswith(f"Ferry 0 saved\n\n{START}")
    assert (first.source.kind, first.source.retrieved_at) == ("warc", "2021-03-04T05:06:07+00:00")
    assert first.published is None, "the day of fetching is not the day of publishing"
    assert told == [
        f"{path}: passed over 53 records that are no pages: 10 answers of other kinds,"
        " 6 answers without a page (redirects, errors), 6 of type metadata, 30 of type request,"
        " 1 of type warcinfo"
    ]
    assert count_inputs([str(path)]) is None


def test_the_place_of_a_record_is_where_it_begins_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed(*map(numbered, range(3))))
    for article in read_all(path):
        assert isinstance(article, Article)
        place = int(article.source.ref.removeprefix(f"{path}:"))
        unpacker = zlib.decompressobj(31)
        assert article.url is not None
        assert article.url.encode() in unpacker.decompress(path.read_bytes()[place:])


def test_a_file_packed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(b"".join(map(numbered, range(40)))))
    assert refs_and_urls(path) == [url(number) for number in range(40)]
    found = read_all(path)
    assert len({item.source.ref for item in found if isinstance(item, Article)}) == 40


@pytest.mark.parametrize(
    ("block", "start"),
    [
        (answer(gzip.compress(page().encode(), mtime=0), "Content-Encoding: gzip"), START),
        (answer(zlib.compress(page().encode()), "Content-Encoding: deflate"), START),
        (answer(zlib.compress(page().encode())[2:-4], "Content-Encoding: deflate"), START),
        (answer(page().encode(), "Content-Encoding: gzip"), START),
        (answer(page().encode(), "Content-Encoding: br"), START),
        (answer(b"5;x=1\r\n" + page().encode()[:5] + b"\r\n%x\r\n" % (len(page().encode()) - 5)
                + page().encode()[5:] + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), START),
        (answer(page().encode(), "Transfer-Encoding: chunked"), START),
        (answer(page(BODY.replace("Fishermen", "Pêcheurs")).encode("latin-1", "replace"),
                content_type="text/html; charset=ISO-8859-1"), "Pêcheurs"),
        (b"HTTP/1.0 200 OK\nContent-Type: TEXT/HTML\n\n" + page().encode(), START),
    ],
)  # fmt: skip
def test_answers_as_servers_send_them(tmp_path: Path, block: bytes, start: str) -> None:
    path = tmp_path / "one.warc"
    path.write_bytes(record("response", block))
    assert read_one(path).text.startswith(start)


def test_a_page_kept_without_its_answer(tmp_path: Path) -> None:
    path = tmp_path / "one.warc"
    path.write_bytes(record("resource", page().encode(), content_type="text/html"))
    assert read_one(path).url == "https://post.example/ferry"
    path.write_bytes(
        record("resource", page().encode(), content_type="text/html", url="file:///home/page.html")
    )
    assert read_one(path).url is None


def test_verbatim_takes_the_markup(tmp_path: Path) -> None:
    path = tmp_path / "one.warc"
    path.write_bytes(record("response", answer(page().encode())))
    assert read_one(path, verbatim=True).text == page()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (answer(b"<p>Menu</p>"), "nothing to read|no article|no whole sentence"),
        (answer(b""), "empty"),
        (answer(gzip.compress(page().encode(), mtime=0)[:-20], "Content-Encoding: gzip"),
         "cut before"),
        (answer(b"\x1f\x8b\x08 nonsense", "Content-Encoding: gzip"), "cannot be unpacked"),
        (answer(b"\x8b\x02\x80", "Content-Encoding: br"), "packed as 'br'"),
        (answer(gzip.compress(b"x" * 1_000_000, mtime=0), "Content-Encoding: gzip"),
         "unpacked page is larger than 0.02 MB"),
        (answer(b"<" * 30_000), "the page is larger than 0.02 MB"),
        (answer(b"ff\r\n<html>", "Transfer-Encoding: chunked"), "cut before"),
        (answer(b"%PDF-1.4"), "pdftotext"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pack", [False, True])
def test_a_bad_page_is_one_failure_and_the_rest_goes_on(
    tmp_path: Path, small_limit: None, block: bytes, said: str, pack: bool
) -> None:
    path = tmp_path / "crawl.warc"
    records = [numbered(0), record("response", block), numbered(1)]
    path.write_bytes(packed(*records) if pack else b"".join(records))
    first, failure, last = read_all(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(failure, Failure)
    assert any(words in failure.reason for words in said.split("|")), failure.reason


def broken(number: int) -> dict[str, bytes]:
    """A record broken in each of the ways that were seen."""
    whole = numbered(number)
    head, _, block = whole.partition(b"\r\n\r\n")
    return {
        "length too long": record("response", block[:-4], length=len(block) + 700),
        "length far too long": record("response", block[:-4], length=10**12),
        "length too short": record("response", block[:-4], length=100),
        "no length": head.replace(b"Content-Length", b"Content-Size") + b"\r\n\r\n" + block,
        "length below zero": record("response", block[:-4], length=-5),
        "no version": whole.replace(b"WARC/1.0", b"JUNK/1.0"),
        "endless header": b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        "garbage": bytes(range(128, 256)) * 20 + b"\r\n",
    }


@pytest.mark.parametrize("way", sorted(broken(1)))
@pytest.mark.parametrize("pack", [False, True])
def test_a_broken_record_is_one_failure_and_the_rest_is_read(
    tmp_path: Path, way: str, pack: bool
) -> None:
    path = tmp_path / "crawl.warc"
    records = [numbered(0), broken(1)[way], numbered(2), numbered(3)]
    path.write_bytes(packed(*records) if pack else b"".join(records))
    assert refs_and_urls(path) == [url(0), None, url(2), url(3)]


@pytest.mark.parametrize("at", [3, 20, 200, -6, -3])
def test_a_damaged_member_is_one_failure_and_the_next_is_found(tmp_path: Path, at: int) -> None:
    path = tmp_path / "crawl.warc.gz"
    damaged = bytearray(packed(numbered(1)))
    damaged[at] ^= 0xFF
    if at > 0:
        damaged[at + 1 : at + 9] = b"\xff" * 8
    path.write_bytes(packed(numbered(0)) + bytes(damaged) + packed(numbered(2), numbered(3)))
    assert refs_and_urls(path) == [url(0), None, url(2), url(3)]


def test_garbage_between_members_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    junk = b"\x00" * 100_000 + b"\x1f\x8b\x08 looks like a member" + b"\x00" * 10
    path.write_bytes(packed(numbered(0)) + junk + packed(numbered(1)))
    assert refs_and_urls(path) == [url(0), url(1)]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_file_that_was_cut_never_gives_half_a_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    records = [numbered(0), numbered(1)]
    whole = packed(*records) if name.endswith(".gz") else b"".join(records)
    path.write_bytes(whole[:-60])
    assert refs_and_urls(path) == [url(0), None]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b""),
        ("a.warc.gz", b""),
        ("a.warc", b"\r\n\r\n"),
        (
            "a.warc.gz",
            gzip.compress(b"", mtime=0),
        ),  # with the time the workers of a run would differ
    ],
)
def test_a_file_without_records(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert "no WARC record" in read_failure(path).reason


def test_a_record_that_unpacks_to_300_megabytes_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.warc.gz"
    size = 300_000_000
    head = record("response", answer(b"<"), length=size).partition(b"<")[0]
    packer = zlib.compressobj(wbits=31)
    pieces = [packer.compress(head), *(packer.compress(b"<" * 1_000_000) for _ in range(300))]
    path.write_bytes(b"".join([*pieces, packer.flush(), packed(numbered(1))]))
    tracemalloc.start()
    found = read_all(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[0], Failure)
    assert isinstance(found[-1], Article)
    assert peak < 30_000_000


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(packed(*crawl(200)))

    def held(after: int) -> int:
        results = open_inputs([str(path)], SourceOptions())
        for _ in range(after):
            next(results)
        return tracemalloc.get_traced_memory()[0]

    held(20)  # what is loaded once
    tracemalloc.start()
    early, late = held(20), held(200)
    tracemalloc.stop()
    assert late - early < 1_000_000
