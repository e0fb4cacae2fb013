"""Alerts as an Atom feed (RFC 4287): one entry an alert, whose id never changes.

In: alerts, the newest first. Out: XML, as text or in a file that is replaced and never half there.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from dateline.errors import ConfigError
from dateline.records import Alert, alert_from_json
from dateline.store import AlertRow
from dateline.watch.in_words import alert_text

MOST_ENTRIES = 100
_ATOM = "http://www.w3.org/2005/Atom"


def make_feed(rows: Sequence[AlertRow], name: str, feed_id: str, link: str | None = None) -> str:
    """A feed of alerts.

    Args:
        rows: the newest first; only so many as `MOST_ENTRIES` are shown.
        name: what to call it.
        feed_id: of what it is a feed: the id of a watch, or "alerts".
        link: where the alerts are shown, up to the path; None where there is no such page.
    """
    shown = rows[:MOST_ENTRIES]
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _add(feed, "id", f"urn:dateline:{feed_id}")
    _add(feed, "title", name)
    updated = shown[0].at if shown else datetime.fromtimestamp(0, UTC)
    _add(feed, "updated", updated.isoformat(timespec="seconds"))
    _add(_add(feed, "author"), "name", "Dateline")
    for row in shown:
        feed.append(_entry(row, alert_from_json(row.record), link))
    text = ET.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def write_feed(path: Path, text: str) -> None:
    """Put a feed into a file, unless it is there already.

    Raises:
        ConfigError: it cannot be written.
    """
    beside = path.with_name(path.name + ".new")
    try:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return
        with beside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"the feed {path} could not be written: {error}") from error


def _entry(row: AlertRow, alert: Alert, link: str | None) -> ET.Element:
    entry = ET.Element(f"{{{_ATOM}}}entry")
    at = row.at.isoformat(timespec="seconds")
    _add(entry, "id", f"urn:dateline:{row.id}")
    _add(entry, "title", alert.title)
    _add(entry, "updated", at)
    _add(entry, "published", at)
    _add(entry, "category").set("term", alert.kind)
    _add(entry, "category").set("term", alert.watch.name)
    if link is not None:
        _add(entry, "link").set("href", f"{link}/watches/{row.watch_id}#{row.id}")
    _add(entry, "content", alert_text(alert)).set("type", "text")
    return entry


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text is not None:
        child.text = "".join(c if c.isprintable() or c == "\n" else "�" for c in text)
    return child
