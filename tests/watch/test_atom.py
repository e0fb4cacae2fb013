"""Alerts as a feed that any reader takes."""

from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from dateline.errors import ConfigError
from dateline.store import Archive
from dateline.watch import add_watch, ask_watches, make_draft
from dateline.watch.atom import MOST_ENTRIES, make_feed, write_feed
from tests.watch.told import raid

NOW = datetime(2021, 3, 10, 12, tzinfo=UTC)


def feed(archive: Archive) -> str:
    return make_feed(archive.watches.alerts(limit=MOST_ENTRIES), "All", "alerts", "http://desk")


def test_a_feed_has_an_entry_an_alert_that_stays_the_same(archive: Archive) -> None:
    watch = add_watch(archive, make_draft('Raids <&> "more"', {}, kinds=["match"]))
    archive.add(raid(1))
    list(ask_watches(archive, NOW))
    read = feedparser.parse(feed(archive))
    assert not read.bozo
    (entry,) = read.entries
    (alert,) = archive.watches.alerts()
    assert entry.id == f"urn:dateline:{alert.id}"
    assert entry.updated == "2021-03-10T12:00:00+00:00"
    assert entry.link == f"http://desk/watches/{watch.id}#{alert.id}"
    assert [tag.term for tag in entry.tags] == ["match", 'Raids <&> "more"']
    assert "Gazette of 1 itself (2021-03-04) [stated]" in entry.content[0].value

    archive.add(raid(2, day="2020-06-01"))
    list(ask_watches(archive, NOW))
    again = feedparser.parse(feed(archive)).entries
    assert [one.id for one in again][1] == entry.id


def test_nothing_of_an_article_breaks_the_feed(archive: Archive) -> None:
    add_watch(archive, make_draft("Raids", {}))
    archive.add(raid(1, actor="]]></content><script> \x08 & \ud800".replace("\ud800", "\u202e")))
    list(ask_watches(archive, NOW))
    read = feedparser.parse(feed(archive))
    assert not read.bozo
    assert len(read.entries) == 1


def test_an_empty_feed_is_a_feed(archive: Archive) -> None:
    read = feedparser.parse(feed(archive))
    assert not read.bozo
    assert (read.feed.title, read.entries) == ("All", [])


def test_a_file_is_replaced_whole_and_only_when_it_changes(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "alerts.xml"
    write_feed(path, feed(archive))
    before = path.stat()
    write_feed(path, feed(archive))
    assert path.stat().st_ino == before.st_ino
    write_feed(path, "other")
    assert path.read_text() == "other"
    assert list(tmp_path.glob("*.new")) == []
    with pytest.raises(ConfigError, match="could not be written"):
        write_feed(tmp_path / "missing" / "alerts.xml", "x")
