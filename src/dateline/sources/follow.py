"""Feeds in; the articles of their new entries out, as they come, politely and for ever.

What is new in a feed is written down before any of it is read, and struck out once whoever takes
the articles has come back for the next: so a run that is killed loses nothing and reads nothing
twice. A feed that fails is left alone for longer each time, and never stops the others.
"""

import dataclasses
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import httpx

from dateline.errors import FetchError, SourceError
from dateline.records import Article, Failure
from dateline.records.in_words import number_text
from dateline.sources.article import provenance
from dateline.sources.feed import feed_entries
from dateline.sources.feed_list import Feed
from dateline.sources.feed_state import FeedState, Memory, Waiting
from dateline.sources.fetched import fetched_article
from dateline.sources.options import SourceOptions
from dateline.sources.polite import PoliteFetcher

MOST_TRIES = 3  # rounds in which an entry's page is asked for
MOST_REFUSALS = 96  # rounds in which its site is silent, too busy or left alone: a day as a rule
LONGEST_ROUND = 300.0  # seconds for the pages of one feed; the others are waiting too
LONGEST_PAUSE = 24 * 3600.0  # seconds; a feed that is dead for weeks is asked once a day
_EARLY_SHARE = 0.1  # cron does not start at the same second each time
_ACCEPT = (
    "application/atom+xml,application/rss+xml,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9"
    ",*/*;q=0.1"
)


@dataclass(slots=True)
class Follower:
    """Follows feeds.

    Attributes:
        feeds: which.
        state: what is remembered of them.
        options: what is said of all their articles.
        polite: what fetches.
        now: what time it is, in seconds since 1970.
        wait: how to wait, in seconds.
    """

    feeds: Sequence[Feed]
    state: FeedState
    options: SourceOptions
    polite: PoliteFetcher
    now: Callable[[], float] = time.time
    wait: Callable[[float], None] = time.sleep

    def follow(self) -> Iterator[Article | Failure]:
        """Ask each feed whenever it is due; never ends."""
        while True:
            yield from self.once(early_share=0.0)
            due_at = min(self.state.of(feed.url).due_at for feed in self.feeds)
            self.wait(max(1.0, due_at - self.now()))

    def once(self, early_share: float = _EARLY_SHARE) -> Iterator[Article | Failure]:
        """Ask each feed that is due, once.

        Args:
            early_share: how much too early it may be, as a share of the time between two rounds.
        """
        for feed in self.feeds:
            memory = self.state.of(feed.url)
            if memory.due_at > self.now() + LONGEST_PAUSE:
                memory.due_at = self.now()  # the clock was ahead when that was written down
            if memory.due_at > self.now() + early_share * feed.every_minutes * 60:
                continue
            try:
                self._ask(feed, memory)
            except SourceError as error:
                self.state.save()
                yield Failure(ref=feed.url, reason=str(error))
            else:
                self.state.save()
                yield from self._articles(feed, memory)

    def _ask(self, feed: Feed, memory: Memory) -> None:
        """Ask a feed what is new, and when it may be asked again.

        Raises:
            SourceError: it did not answer, or not with a feed.
        """
        asked_at = self.now()
        memory.failures += 1  # until it has answered well
        memory.due_at = asked_at + _pause(feed, memory.failures)
        url = memory.moved_to or feed.url
        headers = {"Accept": _ACCEPT}
        if memory.etag:
            headers["If-None-Match"] = memory.etag
        if memory.modified:
            headers["If-Modified-Since"] = memory.modified
        try:
            answer = self.polite.request(url, headers)
        except FetchError:
            memory.moved_to = None  # it is asked where its user said again
            raise
        asked_pause = min(answer.retry_after or 0.0, LONGEST_PAUSE)
        memory.due_at = max(memory.due_at, asked_at + asked_pause)
        if answer.status == httpx.codes.OK:
            known = {*memory.seen, *(entry.id for entry in memory.waiting)}
            for entry in feed_entries(answer.content, url):
                if entry.id not in known:
                    known.add(entry.id)
                    memory.waiting.append(Waiting(entry.id, entry.url, entry.published))
            memory.etag = answer.headers.get("etag")
            memory.modified = answer.headers.get("last-modified")
        elif answer.status != httpx.codes.NOT_MODIFIED:
            memory.moved_to = None
            raise FetchError(f"the server answered {answer.status}; {_advice(answer.status)}")
        memory.failures = 0
        memory.due_at = asked_at + max(_pause(feed, 0), asked_pause)
        self._note_move(feed, memory, answer.moved_to)

    def _note_move(self, feed: Feed, memory: Memory, moved_to: str | None) -> None:
        if moved_to and moved_to != memory.moved_to:
            memory.moved_to = moved_to
            if self.options.notice:
                self.options.notice(f"{feed.url} has moved to {moved_to}; write that in your list")

    def _articles(self, feed: Feed, memory: Memory) -> Iterator[Article | Failure]:
        """The articles of a feed's waiting entries; each is struck out after it was taken.

        Those of a site that is left alone, and those for which there is no time, go on waiting.
        Whose site was refusing in the most rounds comes last: silent ones would else use up the
        time of each round, and what comes after them be asked for a day later.
        """
        began, put_off = self.now(), 0
        for entry in sorted(memory.waiting, key=lambda entry: entry.refusals):
            if self.polite.leaves_alone(entry.url):
                entry.refusals += 1
                put_off += 1
                if entry.refusals < MOST_REFUSALS:
                    continue
            if self.now() - began > LONGEST_ROUND:
                put_off += 1
                continue
            result = self._article(feed, entry)
            yield result
            is_given_up = entry.tries >= MOST_TRIES or entry.refusals >= MOST_REFUSALS
            if isinstance(result, Article) or is_given_up:
                memory.waiting.remove(entry)
                memory.remember(entry.id)
            self.state.save()
        if put_off:
            self.state.save()
            if self.options.notice:
                pages = number_text(put_off, "page")
                self.options.notice(f"{feed.url}: {pages} left for the next round")

    def _article(self, feed: Feed, entry: Waiting) -> Article | Failure:
        """The article that an entry leads to; the entry's day stands in where the page has none."""
        options = dataclasses.replace(self.options, outlet=feed.outlet or self.options.outlet)
        try:
            fetched = self.polite.fetch(entry.url)
            article = fetched_article(fetched, provenance("feed", entry.url), options)
        except SourceError as error:
            if isinstance(error, FetchError) and error.is_for_now:
                entry.refusals += 1
            else:
                entry.tries += 1
            return Failure(ref=entry.url, reason=str(error))
        return dataclasses.replace(article, published=article.published or entry.published)


def _pause(feed: Feed, failures: int) -> float:
    """How many seconds to leave a feed alone: twice as long for each failure in a row."""
    return min(feed.every_minutes * 60 * 2.0 ** min(failures, 20), LONGEST_PAUSE)


def _advice(status: int) -> str:
    if status in {404, 410}:
        return "there is no such feed any more; take it off your list"
    if status in {401, 403}:
        return "it does not want to be read by programs"
    return "it is asked again later"
