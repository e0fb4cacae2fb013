"""What a running `serve` or `follow` has done, as Prometheus counts it; home of its client.

In: results of adding, answers to requests, an archive. Out: the text that Prometheus scrapes, or
the same in a file for the textfile collector of its node exporter.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    write_to_textfile,
)

from dateline.errors import ConfigError, StoreError
from dateline.records import Failure

if TYPE_CHECKING:
    from dateline.records import Article
    from dateline.store import Added, Archive

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS_KEPT = 30.0  # how old the figures of the archive may be: counting reads an index through


class Meters:
    """The counters of one process.

    Args:
        archive: whose size is told.
    """

    def __init__(self, archive: "Archive") -> None:
        self._archive = archive
        self._counted_at = -_SECONDS_KEPT
        self._registry = registry = CollectorRegistry()
        self._articles = Counter(
            "dateline_articles", "Articles dealt with, by result.", ["result"], registry=registry
        )
        for result in ("new", "known", "failed"):
            self._articles.labels(result)
        self._last_new = Gauge(
            "dateline_last_new_article_timestamp_seconds",
            "When an article was last added by this process; 0: never.",
            registry=registry,
        )
        self._requests = Counter(
            "dateline_http_requests", "Requests answered.", ["route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "dateline_http_request_seconds", "How long answers took.", ["route"], registry=registry
        )
        self._held = Gauge(
            "dateline_archive_records", "What the archive holds.", ["kind"], registry=registry
        )
        self._up = Gauge(
            "dateline_archive_up", "Whether the archive can be read: 1 or 0.", registry=registry
        )

    def count_result(self, result: "tuple[Article, Added] | Failure") -> None:
        """Count what became of an article."""
        if isinstance(result, Failure):
            self._articles.labels("failed").inc()
        elif result[1].value == "already there":
            self._articles.labels("known").inc()
        else:
            self._articles.labels("new").inc()
            self._last_new.set_to_current_time()

    def count_request(self, route: str, status: int, seconds: float) -> None:
        """Count an answer; `route` is the pattern of its path, so that there are few."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def exposition(self) -> bytes:
        """All counters as Prometheus reads them."""
        self._look_at_archive()
        return generate_latest(self._registry)

    def write(self, path: Path) -> None:
        """Put all counters into a file, which is there whole or as it was.

        Raises:
            ConfigError: it cannot be written.
        """
        self._look_at_archive()
        try:
            write_to_textfile(str(path), self._registry)
        except OSError as error:
            raise ConfigError(
                f"{path} could not be written ({error.strerror}); name another with --metrics"
            ) from error

    def _look_at_archive(self) -> None:
        now = time.monotonic()
        if now - self._counted_at < _SECONDS_KEPT:
            return
        try:
            counts = self._archive.counts()
        except StoreError:
            self._up.set(0)
            return
        self._counted_at = now
        self._up.set(1)
        self._held.labels("article").set(counts.articles)
        self._held.labels("claim").set(counts.claims)
        self._held.labels("attribution").set(counts.attributions)
