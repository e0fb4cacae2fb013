"""Lists of web addresses, and the manners with which they are fetched."""

import io
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from dateline.errors import FetchError
from dateline.records import Article, Failure
from dateline.sources import SourceOptions, count_inputs, open_inputs, polite
from dateline.sources.polite import PoliteFetcher
from tests.sources.pages import BODY, page
from tests.sources.site import Reply, Site, Time

HTML = {"Content-Type": "text/html; charset=utf-8"}


def story(number: int) -> Reply:
    return 200, HTML, page(f"<h1>Ferry {number}</h1>" + BODY).encode()


@pytest.fixture
def fetcher(time: Time) -> PoliteFetcher:
    return PoliteFetcher(allow_private=True, wait=time.wait, clock=time.clock)


@pytest.fixture
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polite, "SECONDS_BETWEEN", 0.0)


@pytest.mark.usefixtures("_hurry")
def test_a_list_is_fetched_line_by_line(tmp_path: Path, site: Site) -> None:
    site.replies = {f"/{number}": story(number) for number in range(3)}
    path = tmp_path / "seen.urls"
    path.write_text(
        f"# seen on Monday\n{site.address}/0\n\n{site.address}/1\r\n{site.address}/0\n"
        f"{site.address}/gone\nftp://post.example/1\nnot an address\n{site.address}/2\n"
    )
    found = list(open_inputs([str(path)], SourceOptions(allow_private=True)))
    told = [
        (item.ref, item.reason) if isinstance(item, Failure) else (item.source.ref, item.url)
        for item in found
    ]
    assert told == [
        (f"{path}:2", f"{site.address}/0"),
        (f"{path}:4", f"{site.address}/1"),
        (f"{path}:6", f"{site.address}/gone: the server answered 404 Not Found: there is no such"
         " page; check the address"),
        (f"{path}:7", "'ftp://post.example/1' is no web address; write http:// or https://"),
        (f"{path}:8", "'not an address' is no web address; write http:// or https://"),
        (f"{path}:9", f"{site.address}/2"),
    ]  # fmt: skip
    assert site.asked == ["/robots.txt", "/0", "/1", "/gone", "/2"]
    assert count_inputs([str(path)]) is None


@pytest.mark.usefixtures("_hurry")
def test_a_text_is_a_list_only_when_that_is_said(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.replies = {"/0": story(0)}
    path = tmp_path / "list.txt"
    path.write_text(f"{site.address}/0\n")
    [text] = open_inputs([str(path)], SourceOptions(allow_private=True))
    assert isinstance(text, Article)
    assert text.url is None
    options = SourceOptions(allow_private=True, addresses=True)
    [fetched] = open_inputs([str(path)], options)
    assert isinstance(fetched, Article)
    assert fetched.url == f"{site.address}/0"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    [piped] = open_inputs(["-"], options)
    assert isinstance(piped, Article)
    assert (piped.url, piped.source.ref) == (f"{site.address}/0", "-:1")
    assert count_inputs([str(path)], options) is None


@pytest.mark.parametrize("content", ["", "\n# nothing\n"])
def test_an_empty_list(tmp_path: Path, content: str) -> None:
    path = tmp_path / "empty.urls"
    path.write_text(content)
    [failure] = open_inputs([str(path)], SourceOptions())
    assert isinstance(failure, Failure)
    assert "empty" in failure.reason


def test_private_addresses_are_refused_as_everywhere(tmp_path: Path, site: Site) -> None:
    path = tmp_path / "inward.urls"
    path.write_text(
        f"{site.address}/0\nhttp://169.254.169.254/latest\n" + b"\xff\x00".decode("latin-1")
    )
    found = list(open_inputs([str(path)], SourceOptions()))
    assert all(isinstance(item, Failure) for item in found)
    assert "private network" in found[0].reason  # type: ignore[union-attr]
    assert "private network" in found[1].reason  # type: ignore[union-attr]
    assert site.asked == []


def test_a_host_is_asked_once_a_second(site: Site, fetcher: PoliteFetcher, time: Time) -> None:
    site.replies = {f"/{number}": story(number) for number in range(3)}
    for number in range(3):
        fetcher.fetch(f"{site.address}/{number}")
    assert time.waits == [1.0, 1.0, 1.0], "also after robots.txt"


def test_robots_txt_is_obeyed(site: Site, fetcher: PoliteFetcher, time: Time) -> None:
    rules = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /*/private\nCrawl-delay: 7"
    )
    site.replies = {"/robots.txt": (200, {}, rules), "/open": story(1), "/a/private": story(2)}
    fetcher.fetch(f"{site.address}/open")
    fetcher.fetch(f"{site.address}/open")
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        fetcher.fetch(f"{site.address}/a/private")
    assert time.waits == [7.0, 7.0]
    assert "/a/private" not in site.asked
    assert site.asked.count("/robots.txt") == 1
    time.now += 4000
    fetcher.fetch(f"{site.address}/open")
    assert site.asked.count("/robots.txt") == 2, "it is read again after an hour"


@pytest.mark.parametrize("reply", [(503, {}, b""), (429, {}, b""), "drip", "endless"])
def test_a_host_in_trouble_is_left_alone_for_a_while(
    site: Site, fetcher: PoliteFetcher, time: Time, small_limit: None, reply: Reply | str
) -> None:
    site.replies = {"/robots.txt": reply, "/1": story(1)}
    for _ in range(3):
        with pytest.raises(FetchError):
            fetcher.fetch(f"{site.address}/1")
    assert site.asked == ["/robots.txt"]
    site.replies["/robots.txt"] = (404, {}, b"")
    time.now += 301
    assert fetcher.fetch(f"{site.address}/1").content == story(1)[2]


@pytest.mark.parametrize(
    ("robots", "is_for_now"),
    [
        ((503, {}, b""), True),
        ((500, {}, b""), True),
        ("slow", True),
        ((301, {"Location": "/robots.txt"}, b""), False),
        ((301, {"Location": "file:///etc/hostname"}, b""), False),
    ],
)
def test_whether_a_robots_txt_that_cannot_be_read_may_be_readable_later(
    site: Site, fetcher: PoliteFetcher, small_limit: None, robots: Reply | str, is_for_now: bool
) -> None:
    site.replies = {"/robots.txt": robots, "/1": story(1)}
    for _ in range(2):  # the second time from memory
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(f"{site.address}/1")
        assert caught.value.is_for_now is is_for_now
        assert fetcher.leaves_alone(f"{site.address}/1") is is_for_now
    assert "/1" not in site.asked


def test_a_private_address_is_not_refused_for_now_only(site: Site) -> None:
    with pytest.raises(FetchError, match="private network") as caught:
        PoliteFetcher().fetch(f"{site.address}/1")
    assert not caught.value.is_for_now


def test_retry_after_is_waited_for(site: Site, fetcher: PoliteFetcher, time: Time) -> None:
    site.replies = {"/busy": (429, {"Retry-After": "30"}, b""), "/1": story(1)}
    with pytest.raises(FetchError, match="429"):
        fetcher.fetch(f"{site.address}/busy")
    fetcher.fetch(f"{site.address}/1")
    assert time.waits == [1.0, 30.0]


def test_a_long_retry_after_ends_the_asking(site: Site, fetcher: PoliteFetcher, time: Time) -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    site.replies = {"/busy": (503, {"Retry-After": tomorrow}, b""), "/1": story(1)}
    with pytest.raises(FetchError, match="503"):
        fetcher.fetch(f"{site.address}/busy")
    with pytest.raises(FetchError, match="not to be asked again for 86"):
        fetcher.fetch(f"{site.address}/1")
    assert site.asked == ["/robots.txt", "/busy"]


def test_a_robots_txt_that_is_too_long_is_read_as_far_as_it_is_read(
    site: Site, fetcher: PoliteFetcher
) -> None:
    head = b"User-agent: *\nDisallow: /private\n"
    cut = b"Disallow: /open"  # the limit leaves "Disallow: /"
    filler = b"#" * (512_000 - len(head) - len(cut) + 4 - 1) + b"\n"
    rules = head + filler + cut + b"\n" + b"# more\n" * 1000
    assert rules[:512_000].endswith(b"\nDisallow: /")
    site.replies = {"/robots.txt": (200, {}, rules), "/open": story(1), "/private": story(2)}
    fetcher.fetch(f"{site.address}/open")
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        fetcher.fetch(f"{site.address}/private")


def test_an_address_that_makes_no_sense(fetcher: PoliteFetcher) -> None:
    with pytest.raises(FetchError):
        fetcher.fetch("http://[::1/")
    with pytest.raises(FetchError):
        fetcher.fetch("file:///etc/hostname")


def test_what_is_no_address_is_left_to_be_told_when_it_is_fetched() -> None:
    fetcher = PoliteFetcher()
    assert not fetcher.leaves_alone("http://[bad")
    with pytest.raises(FetchError, match="it is no web address"):
        fetcher.fetch("http://[bad")
