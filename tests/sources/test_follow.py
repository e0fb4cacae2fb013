"""Feeds followed on a server that answers as servers do, and as nobody should."""

import itertools
import json
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from dateline.errors import ConfigError
from dateline.records import Article, Failure
from dateline.sources import (
    FeedState,
    Follower,
    PoliteFetcher,
    SourceOptions,
    follow,
    polite,
    read_feed_list,
)
from dateline.sources.feed import feed_entries
from dateline.sources.feed_list import Feed
from tests.sources.pages import BODY, page
from tests.sources.site import Reply, Site, Time, running_site

HTML = {"Content-Type": "text/html"}
RSS = {"Content-Type": "application/rss+xml", "ETag": '"one"', "Last-Modified": "Thu, 04 Mar 2021"}
Start = Callable[..., Follower]


def rss(site: Site, *numbers: int) -> bytes:
    """A feed of these stories, the newest first, each of which the site then has."""
    items = ""
    for number in sorted(numbers, reverse=True):
        site.replies[f"/{number}"] = (200, HTML, page(f"<h1>Ferry {number}</h1>{BODY}").encode())
        items += (
            f"<item><title>Ferry {number}</title><link>{site.address}/{number}</link>"
            f"<guid>story-{number}</guid>"
            f"<pubDate>Thu, 04 Mar 2021 0{number}:00:00 GMT</pubDate></item>"
        )
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()


@pytest.fixture
def start(tmp_path: Path, site: Site, time: Time, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start a program that follows feeds of the site, with the state that the last one left."""
    monkeypatch.setattr(polite, "SECONDS_BETWEEN", 0.0)
    told: list[str] = []

    def begin(*paths: str, minutes: float = 15, outlet: str | None = None) -> Follower:
        return Follower(
            [Feed(site.address + path, outlet, minutes) for path in paths or ("/feed",)],
            FeedState(tmp_path / "feeds.state.json", "archive"),
            SourceOptions(allow_private=True, notice=told.append),
            PoliteFetcher(allow_private=True, wait=time.wait, clock=time.clock),
            now=time.clock,
            wait=time.wait,
        )

    begin.told = told  # type: ignore[attr-defined]
    return begin


def titles(follower: Follower) -> list[str | None]:
    """The titles of a round's articles, None for a failure."""
    return [item.title if isinstance(item, Article) else None for item in follower.once()]


def reason(follower: Follower) -> str:
    [failure] = follower.once()
    assert isinstance(failure, Failure)
    return failure.reason


def test_what_is_new_comes_once_and_the_oldest_first(site: Site, start: Start, time: Time) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1, 2))
    follower = start()
    first, second = follower.once()
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, second.title) == ("Ferry 1", "Ferry 2")
    assert (first.source.kind, first.source.ref) == ("feed", f"{site.address}/1")
    assert first.published == "2021-03-04T01:00:00+00:00", "the page does not say, the feed does"
    time.now += 900
    site.replies["/feed"] = (200, RSS, rss(site, 2, 3))
    assert titles(follower) == ["Ferry 3"]


def test_a_feed_is_asked_when_it_is_due(site: Site, start: Start, time: Time) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    follower = start(minutes=60)
    assert titles(follower) == ["Ferry 1"]
    time.now += 3000
    assert titles(follower) == []
    assert site.asked.count("/feed") == 1
    time.now += 500  # a little early, as cron may be
    assert titles(follower) == []
    assert site.asked.count("/feed") == 2


def test_following_never_asks_too_early_and_never_ends(
    site: Site, start: Start, time: Time
) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    found = start(minutes=1).follow()
    next(found)
    began = time.now
    site.replies["/feed"] = lambda _: (
        200,
        RSS,
        rss(site, 1, 2) if time.now > began + 590 else rss(site, 1),
    )
    assert isinstance(next(found), Article)
    assert 9 <= site.asked.count("/feed") <= 12


def test_304_not_modified(site: Site, start: Start, time: Time) -> None:
    def answer(said: dict[str, str]) -> Reply:
        if said.get("if-none-match") == '"one"' and said.get("if-modified-since"):
            return 304, {}, b""
        return 200, RSS, rss(site, 1)

    site.replies["/feed"] = answer
    assert titles(start()) == ["Ferry 1"]
    time.now += 900
    assert titles(start()) == [], "also after a restart"
    asked = [said for path, said in zip(site.asked, site.said, strict=True) if path == "/feed"]
    assert "if-none-match" not in asked[0]
    assert asked[1]["if-none-match"] == '"one"'
    assert asked[1]["user-agent"].startswith("dateline/")


def test_301_moved(site: Site, start: Start, time: Time) -> None:
    site.replies["/feed"] = (301, {"Location": "/new"}, b"")
    site.replies["/new"] = (200, RSS, rss(site, 1))
    assert titles(start()) == ["Ferry 1"]
    assert start.told == [  # type: ignore[attr-defined]
        f"{site.address}/feed has moved to {site.address}/new; write that in your list"
    ]
    time.now += 900
    titles(start())
    assert site.asked.count("/feed") == 1, "the new address is remembered"
    assert site.asked.count("/new") == 2
    site.replies["/new"] = (404, {}, b"")
    time.now += 900
    assert titles(start()) == [None]
    site.replies["/feed"] = (200, RSS, rss(site, 2))
    time.now += 1800
    assert titles(start()) == ["Ferry 2"], "and forgotten when it fails"


def test_302_is_not_remembered(site: Site, start: Start, time: Time) -> None:
    site.replies["/feed"] = (302, {"Location": "/now"}, b"")
    site.replies["/now"] = (200, RSS, rss(site, 1))
    assert titles(start()) == ["Ferry 1"]
    time.now += 900
    titles(start())
    assert site.asked.count("/feed") == 2


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ((404, {}, b""), "404; there is no such feed any more"),
        ((410, {}, b""), "410; there is no such feed any more"),
        ((403, {}, b""), "403; it does not want"),
        ((500, {}, b""), "500; it is asked again later"),
        ((204, {}, b""), "204; it is asked again later"),
        ((301, {"Location": "/feed"}, b""), "more than 5 times"),
        ((301, {"Location": "file:///etc/passwd"}, b""), "only http and https"),
        ((200, {}, b""), "no RSS or Atom feed"),
        ((200, {}, b"/etc/passwd"), "no RSS or Atom feed"),
        ((200, {}, b"\x00\xff garbage \x1b" * 50), "no RSS or Atom feed"),
        ((200, {}, b"<html><body>Not found</body></html>"), "no RSS or Atom feed"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "made no sense"),
        ((200, {}, b"<rss>" * 5_000), "larger than 0.02 MB"),
        ("endless", "larger than 0.02 MB"),
        ("slow", "1 seconds"),
        ("drip", "1 seconds"),
    ],
)
def test_a_feed_that_fails_is_told_and_never_stops_the_others(
    site: Site, start: Start, time: Time, small_limit: None, reply: Reply | str, said: str
) -> None:
    site.replies["/feed"] = reply
    site.replies["/other"] = (200, RSS, rss(site, 1))
    failure, article = start("/feed", "/other").once()
    assert isinstance(failure, Failure)
    assert failure.ref == f"{site.address}/feed"
    assert said in failure.reason
    assert "\n" not in failure.reason
    assert isinstance(article, Article)


def test_a_feed_that_fails_is_left_alone_longer_each_time(
    site: Site, start: Start, time: Time
) -> None:
    site.replies["/feed"] = (500, {}, b"")
    asked_at = []
    for _ in range(60 * 24):
        before = site.asked.count("/feed")
        list(start().once())  # a new program each minute, as cron has it
        if site.asked.count("/feed") > before:
            asked_at.append(round((time.now - 100) / 60))
        time.now += 60
    pauses = [later - earlier for earlier, later in itertools.pairwise(asked_at)]
    assert len(pauses) >= 4
    for shorter, longer in itertools.pairwise(pauses):
        assert 1.8 * shorter <= longer <= 2.2 * shorter
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    time.now += 86_400
    assert titles(start()) == ["Ferry 1"]
    time.now += 900
    titles(start())
    assert site.asked.count("/feed") == len(asked_at) + 2, "after a good answer as before"


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_429_with_retry_after(site: Site, start: Start, time: Time, form: str) -> None:
    wait = datetime.now(UTC) + timedelta(hours=2)
    said = "7200" if form == "seconds" else format_datetime(wait, usegmt=True)
    site.replies["/feed"] = (429, {"Retry-After": said}, b"")
    assert "429" in reason(start())
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    time.now += 5000
    assert titles(start()) == []
    assert site.asked.count("/feed") == 1
    time.now += 2200
    assert titles(start()) == ["Ferry 1"]


@pytest.mark.parametrize("status", [200, 304])
def test_retry_after_a_good_answer(site: Site, start: Start, time: Time, status: int) -> None:
    site.replies["/feed"] = (status, {"Retry-After": "7200"}, rss(site, 1) * (status == 200))
    list(start().once())
    time.now += 5000
    list(start().once())
    assert site.asked.count("/feed") == 1
    time.now += 2200
    list(start().once())
    assert site.asked.count("/feed") == 2


@pytest.mark.parametrize(
    "said", ["soon", "-5", "Thu, 04 Mar 99999999999 06:30:00 GMT", "Thu, 04 Mar 1921 06:30:00 GMT"]
)
def test_a_retry_after_that_makes_no_sense(site: Site, start: Start, time: Time, said: str) -> None:
    site.replies["/feed"] = (429, {"Retry-After": said}, b"")
    assert "429" in reason(start())
    time.now += 1900
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    assert titles(start()) == ["Ferry 1"]


def test_robots_txt(site: Site, start: Start) -> None:
    site.replies["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /2\n")
    site.replies["/feed"] = (200, RSS, rss(site, 1, 2))
    first, second = start().once()
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert "robots.txt does not allow" in second.reason
    assert "/2" not in site.asked


def test_a_run_that_is_killed_loses_nothing_and_reads_nothing_twice(
    site: Site, start: Start, time: Time
) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1, 2, 3))
    found = start().once()
    next(found)
    next(found)  # the first was kept, the second is not yet: now the program is killed
    del found
    time.now += 900
    site.replies["/feed"] = (304, {}, b"")
    assert titles(start()) == ["Ferry 2", "Ferry 3"]
    assert site.asked.count("/1") == 1


def test_a_page_that_fails_is_tried_three_times(site: Site, start: Start, time: Time) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1, 2))
    site.replies["/1"] = (500, {}, b"")
    assert titles(start()) == [None, "Ferry 2"]
    for expected in ([None], [None], []):
        time.now += 900
        assert titles(start()) == expected
    assert site.asked.count("/1") == 3


def test_a_site_that_is_too_busy_holds_up_nobody_and_loses_nothing(
    site: Site, start: Start, time: Time
) -> None:
    with running_site() as busy:
        site.replies["/feed"] = (200, RSS, rss(busy, 1, 2, 3, 4, 5))
        good = dict(busy.replies)
        busy.replies = {path: (503, {}, b"") for path in good}
        site.replies["/other"] = (200, RSS, rss(site, 1))
        assert titles(start("/feed", "/other")) == [None, None, None, "Ferry 1"]
        assert busy.asked == ["/robots.txt", "/1", "/2", "/3"], "then it is left alone"
        assert start.told == [  # type: ignore[attr-defined]
            f"{site.address}/feed: 2 pages left for the next round"
        ]
        site.replies["/feed"] = (304, {}, b"")
        for _ in range(5):  # far more rounds than a page that fails gets
            time.now += 900
            list(start("/feed", "/other").once())
        busy.replies = dict(good)
        time.now += 900
        assert titles(start("/feed", "/other")) == [f"Ferry {number}" for number in range(1, 6)]


@pytest.mark.parametrize("reply", ["slow", (429, {"Retry-After": "7200"}, b"")])
def test_a_site_that_is_silent_or_asks_to_wait_loses_no_page(
    site: Site, start: Start, time: Time, small_limit: None, reply: Reply | str
) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    good = site.replies["/1"]
    site.replies["/1"] = reply
    for _ in range(4):
        assert titles(start()) == [None]
        time.now += 900
    site.replies["/1"] = good
    assert titles(start()) == ["Ferry 1"]


def test_a_page_that_is_refused_for_ever_is_given_up(
    site: Site, start: Start, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "MOST_REFUSALS", 4)
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    site.replies["/1"] = (503, {}, b"")
    for expected in ([None], [None], [None], [None], []):
        assert titles(start()) == expected
        time.now += 900
    assert site.asked.count("/1") == 4


def test_silent_sites_are_asked_after_those_that_were_not_asked_yet(
    site: Site, start: Start, time: Time
) -> None:
    def silent(_: dict[str, str]) -> Reply:
        time.now += 60
        return 503, {}, b""

    with ExitStack() as running:
        dead = [running.enter_context(running_site()) for _ in range(8)]
        for one in dead:
            one.replies["/1"] = silent
        rss(site, 1)
        items = "".join(f"<item><link>{one.address}/1</link></item>" for one in [site, *dead])
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>"  # the newest first
        site.replies["/feed"] = (200, RSS, feed.encode())
        assert titles(start()) == [None] * 6, "then the time of the round is used up"
        time.now += 900
        assert titles(start())[:3] == [None, None, "Ferry 1"]
        assert site.asked.count("/1") == 1


def test_pages_of_a_site_that_can_never_be_asked_are_given_up(
    site: Site, start: Start, time: Time
) -> None:
    with running_site() as closed:
        site.replies["/feed"] = (200, RSS, rss(closed, 1, 2))
        closed.replies["/robots.txt"] = (301, {"Location": "file:///etc/hostname"}, b"")
        for expected in ([None, None], [None, None], [None, None], []):
            assert titles(start()) == expected
            time.now += 900
        assert set(closed.asked) == {"/robots.txt"}


def test_a_site_that_wants_long_pauses_holds_up_nobody(
    site: Site, start: Start, time: Time
) -> None:
    with running_site() as slow:
        slow.replies["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 60\n")
        site.replies["/feed"] = (200, RSS, rss(slow, *range(1, 10)))
        site.replies["/other"] = (200, RSS, rss(site, 1))
        began = time.now
        first = titles(start("/feed", "/other"))
        assert time.now - began < 400
        assert first[-1] == "Ferry 1"
        site.replies["/feed"] = (304, {}, b"")
        time.now += 900
        second = titles(start("/feed", "/other"))
        assert [*first[:-1], *second] == [f"Ferry {number}" for number in range(1, 10)]
        assert [path for path in slow.asked if path != "/robots.txt"] == [
            f"/{number}" for number in range(1, 10)
        ], "each once"


def test_the_outlet_of_the_list(site: Site, start: Start) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    [article] = start(outlet="The Varda Post").once()
    assert isinstance(article, Article)
    assert article.outlet == "The Varda Post"


def test_atom_and_entries_without_an_address(site: Site, start: Start) -> None:
    rss(site, 1)
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Varda</title>'
        '<entry><id>a</id><link href="/1"/><published>2021-03-04T01:00:00+01:00</published></entry>'
        '<entry><id>b</id></entry><entry><id>c</id><link href="javascript:alert(1)"/></entry>'
        '<entry><id>d</id><link href="file:///etc/passwd"/></entry></feed>'
    )
    site.replies["/feed"] = (200, {}, atom.encode())
    [article] = start().once()
    assert isinstance(article, Article)
    assert (article.url, article.published) == (f"{site.address}/1", "2021-03-04T00:00:00+00:00")


def test_an_id_that_is_an_address(site: Site, start: Start) -> None:
    rss(site, 1)
    guid = (
        f"<item><guid>{site.address}/1</guid></item><item><guid isPermaLink='false'>x</guid></item>"
    )
    site.replies["/feed"] = (200, {}, f"<rss><channel>{guid}</channel></rss>".encode())
    assert titles(start()) == ["Ferry 1"]


def test_entities_are_not_expanded_and_files_not_read(
    site: Site, start: Start, small_limit: None
) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    laughs = (
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<rss version='2.0'><channel><item><title>&l8;&f;</title><link>{site.address}/1</link>"
        f"</item><item><link>{site.address}/l&l0;&f;</link></item></channel></rss>"
    )
    rss(site, 1)
    site.replies["/feed"] = (200, {}, laughs.encode())
    assert titles(start()) == [None, "Ferry 1"]
    assert sorted(site.asked) == ["/1", "/feed", "/l&l0&f", "/robots.txt"]


def test_private_addresses_are_refused(tmp_path: Path, site: Site) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    follower = Follower(
        [Feed(f"{site.address}/feed")],
        FeedState(tmp_path / "state.json", "archive"),
        SourceOptions(),
        PoliteFetcher(),
    )
    assert "private network" in reason(follower)
    assert site.asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no feed"),
        ("feed = 3", "names no feed"),
        ("feed = [3]", "feed 1: write"),
        ("[[feed]]", "url must begin"),
        ('[[feed]]\nurl = "ftp://a.example"', "url must begin"),
        ('[[feed]]\nurl = "https://a.example"\nname = "A"', "unknown name"),
        ('[[feed]]\nurl = "https://a.example"\noutlet = " "', "outlet must be"),
        ('[[feed]]\nurl = "https://a.example"\nevery_minutes = 0.1', "from 1 up"),
        ('[[feed]]\nurl = "https://a.example"\nevery_minutes = true', "from 1 up"),
        ('[[feed]]\nurl = "https://a.example"\n' * 2, "twice"),
        ('every = 3\n[[feed]]\nurl = "https://a.example"', "unknown every"),
        ("[[feed", "could not be read"),
    ],
)
def test_lists_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=said):
        read_feed_list(path)


def test_a_list(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'every_minutes = 30\n[[feed]]\nurl = "https://a.example/rss"\n'
        '[[feed]]\nurl = "https://b.example/atom"\noutlet = "B"\nevery_minutes = 60\n'
    )
    assert read_feed_list(path) == (
        Feed("https://a.example/rss", None, 30.0),
        Feed("https://b.example/atom", "B", 60.0),
    )
    with pytest.raises(ConfigError, match="could not be read"):
        read_feed_list(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"archive": "archive", "feeds": {"a": {"x": 1}}}']
)
def test_a_damaged_state_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match="remove it to begin anew"):
        FeedState(path, "archive")


def test_a_state_belongs_to_one_archive(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    FeedState(path, "one").save()
    with pytest.raises(ConfigError, match="--state"):
        FeedState(path, "two")


def test_the_state_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    state = FeedState(path, "archive")
    for number in range(6000):
        state.of("https://a.example").remember(f"{number:016x}")
    state.save()
    seen = json.loads(path.read_text())["feeds"]["https://a.example"]["seen"]
    assert len(seen) == 5000
    assert seen[-1] == f"{5999:016x}"


def test_a_clock_that_was_years_ahead_does_not_silence_a_feed(
    site: Site, start: Start, time: Time
) -> None:
    site.replies["/feed"] = (200, RSS, rss(site, 1))
    now = time.now
    time.now += 5 * 365 * 86_400
    assert titles(start()) == ["Ferry 1"]
    time.now = now
    site.replies["/feed"] = (200, RSS, rss(site, 1, 2))
    assert titles(start()) == ["Ferry 2"]
    assert titles(start()) == [], "it is not due again at once"


def test_of_a_feed_without_end_the_first_thousand_entries_are_taken() -> None:
    item = "<item><title>A</title><link>https://a.example/{}</link></item>"
    many = "".join(item.format(number) for number in range(1_001))
    feed = f"<rss version='2.0'><channel>{many}</channel></rss>"
    entries = feed_entries(feed.encode(), "https://a.example/feed")
    assert len(entries) == 1_000
    assert entries[-1].url == "https://a.example/0", "the oldest first"
