"""The inbox: the newest articles, and what they changed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import get_args

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dateline import codebook
from dateline.records import Certainty, alert_from_json, event_from_json
from dateline.store import Change
from dateline.web.desk import AtDesk, Desk
from dateline.web.routes.events import heading

router = APIRouter(include_in_schema=False)

_ARTICLES, _CHANGES = 30, 400
_ARTICLE = re.compile("article (.+) (added|read again|linked)")
_MOST_NEWS, _MOST_EVENTS, _MOST_ALERTS = 12, 5, 6

CERTAINTIES = get_args(Certainty)


@dataclass(frozen=True, slots=True)
class News:
    """What one act changed: an article that was added, a decision.

    `title`: of the article, None for a decision or an article without one. `counts`: as in "3
    events new"; `events`: id and heading of some that are there now.
    """

    reason: str
    article: str | None
    title: str | None
    at: datetime
    counts: tuple[str, ...]
    events: tuple[tuple[str, str], ...]


@router.get("/")
def inbox(desk: AtDesk) -> HTMLResponse:
    """The newest articles and changes."""
    return desk.page(
        "inbox.html",
        counts=desk.archive.counts(),
        reports=desk.archive.newest_articles(_ARTICLES),
        news=list(islice(_news(desk), _MOST_NEWS)),
        alerts=[
            alert_from_json(row.record) for row in desk.archive.watches.alerts(limit=_MOST_ALERTS)
        ],
    )


@router.get("/about")
def about(desk: AtDesk) -> HTMLResponse:
    """What the words and colours of the desk mean."""
    return desk.page("about.html", types=codebook.event_types().values(), certainties=CERTAINTIES)


def _news(desk: Desk) -> Iterator[News]:
    """The latest changes, those of one act together."""
    newest = desk.archive.newest_changes(_CHANGES)
    for reason, group in groupby(newest, _cause):
        changes = list(group)
        is_cut = len(newest) == _CHANGES and changes[-1] is newest[-1]
        of_article = _ARTICLE.fullmatch(reason)
        report = desk.archive.report(of_article[1]) if of_article else None
        yield News(
            reason=f"article {of_article[2]}" if of_article else reason,
            article=report.article.id if report else None,
            title=report.article.title if report else None,
            at=changes[0].at,
            counts=(*_counts(changes), *(["and more"] if is_cut else [])),
            events=tuple(_headings(desk, changes)),
        )


def _cause(change: Change) -> str:
    """The act behind a change; a retracted record also tells in which others its parts are."""
    return change.reason.partition("; now in ")[0]


def _counts(changes: Iterable[Change]) -> Iterator[str]:
    words = {"insert": "new", "update": "changed", "retract": "gone"}
    counted = Counter((change.of, words[change.kind]) for change in changes)
    for (of, word), number in sorted(counted.items(), reverse=True):
        if of != "article":
            yield f"{number} {of}{'' if number == 1 else 's'} {word}"


def _headings(desk: Desk, changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    ids = dict.fromkeys(c.id for c in changes if c.of == "event" and c.kind != "retract")
    for event_id in list(ids)[:_MOST_EVENTS]:
        row = desk.archive.event(event_id)
        if row is not None:
            yield row.id, heading(event_from_json(row.record))
