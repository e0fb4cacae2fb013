"""Surges on a watch: its events a week, in all and by type, actor, place and country.

In: a `Round`. Out: at most one draft of an alert, of all series that are too high. An event counts
once, however many articles and copies tell it, in the week in which it began; one that is only
planned, threatened or denied, or whose week nobody knows, does not count. Weeks without any
article published, in which nobody was listening, are no history.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from dateline.records import UNDERTAKEN, Event, SeriesOf, SeriesSurge, event_from_json
from dateline.store import EventQuery, Sketch
from dateline.store.folding import fold_text
from dateline.watch.findings import Draft
from dateline.watch.in_words import surge_text
from dateline.watch.marks import mark_of
from dateline.watch.news import Round, answers
from dateline.watch.surges import LONGEST_WINDOW, MOST_HISTORY, Surge, find_surge
from dateline.watch.telling import MOST_VOICES, event_voices, one_line, whose_word

_WEEK = timedelta(days=7)
Series = tuple[SeriesOf, str]


@dataclass(frozen=True, slots=True)
class _Counted:
    """An event that counts, in the week that begins on a Monday."""

    id: str
    monday: date
    series: tuple[Series, ...]


def findings_of_series(news: Round) -> Iterator[Draft]:
    """The surge that this week or the last one is in, if an event of them has just come."""
    if news.watch.question.tie is not None:
        return
    this_week = monday_of(news.now.date())
    weeks = (this_week - _WEEK, this_week)
    newest = EventQuery(since=weeks[0].isoformat())
    # "Since 2011" lies in this week too, and counts for no week.
    found_new = news.look.sketches(newest, news.answering)
    fresh = {sketch.id for sketch in found_new if _does_count(sketch)}
    if not fresh:
        return
    begin = this_week - (LONGEST_WINDOW + MOST_HISTORY) * _WEEK
    counted = list(_counted(news, begin))
    touched = [one for one in counted if one.id in fresh and one.monday in weeks]
    series = sorted({name for one in touched for name in one.series})
    listened = {monday_of(day) for day in news.look.days_published(begin)}
    found: dict[Series, tuple[SeriesSurge, date]] = {}
    for week in weeks:
        for name in series:
            surge = find_surge(_counts(name, counted, week, listened))
            if surge is not None:
                found[name] = (_told(news, name, week, surge), week)
    if any(surge.is_new for surge, _ in found.values()):
        yield _draft(news, [surge for surge, _ in found.values()], counted, len(series))
    for name, (_, week) in found.items():
        news.marks[_mark(name)] = week.isoformat()


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _counted(news: Round, since: date) -> Iterator[_Counted]:
    """The events that answer and count, from a Monday on."""
    question = news.watch.question
    asked = replace(question, since=max(question.since or "", since.isoformat()))
    sketches = {sketch.id: sketch for sketch in answers(news.look, asked) if _does_count(sketch)}
    actors: dict[str, list[str]] = {}
    for taker in news.look.takers(sketches):
        actors.setdefault(taker.event_id, []).append(taker.name)
    for sketch in sketches.values():
        if sketch.first_on is not None:
            names = _series_of(sketch, actors.get(sketch.id, ()))
            yield _Counted(sketch.id, monday_of(sketch.first_on), names)


def _does_count(sketch: Sketch) -> bool:
    """Whether an event has happened, in a week that is known."""
    if sketch.first_on is None or sketch.last_on is None:
        return False
    if sketch.status not in UNDERTAKEN or sketch.certainty == "denied":
        return False
    return sketch.last_on - sketch.first_on < _WEEK


def _series_of(sketch: Sketch, actors: Sequence[str]) -> tuple[Series, ...]:
    found: list[Series] = [("watch", ""), ("type", sketch.type)]
    found += (("actor", name) for name in dict.fromkeys(actors))
    if sketch.place is not None:
        found.append(("place", sketch.place))
    if sketch.country is not None:
        found.append(("country", sketch.country))
    return tuple(found)


def _counts(name: Series, counted: Sequence[_Counted], end: date, listened: set[date]) -> list[int]:
    """The counts of a series up to a week, oldest first; weeks nobody listened in are left out."""
    counts: dict[date, int] = {}
    for one in counted:
        if name in one.series:
            counts[one.monday] = counts.get(one.monday, 0) + 1
    weeks = [end - back * _WEEK for back in range(LONGEST_WINDOW + MOST_HISTORY - 1, -1, -1)]
    recent = weeks[-LONGEST_WINDOW:]
    return [counts.get(week, 0) for week in weeks if week in listened or week in recent]


def _told(news: Round, name: Series, week: date, surge: Surge) -> SeriesSurge:
    mark = _mark(name)
    last = news.look.marks(news.watch.id, [mark]).get(mark)
    is_new = last is None or week - date.fromisoformat(last) > LONGEST_WINDOW * _WEEK
    return SeriesSurge(
        of=name[0],
        name=name[1],
        since=(week - (surge.weeks - 1) * _WEEK).isoformat(),
        until=(week + timedelta(days=6)).isoformat(),
        observed=surge.observed,
        expected=round(surge.expected, 2),
        chance=surge.chance,
        history_weeks=surge.history_weeks,
        is_new=is_new,
    )


def _mark(name: Series) -> str:
    return mark_of("surge", name[0], fold_text(name[1]))


def _draft(
    news: Round, surges: Sequence[SeriesSurge], counted: Sequence[_Counted], looked_at: int
) -> Draft:
    """One alert of all series that are too high; the least likely new one gives it its title."""
    widest = get_args(SeriesOf)
    ordered = sorted(
        surges, key=lambda surge: (not surge.is_new, surge.chance, widest.index(surge.of))
    )
    head = ordered[0]
    inside = [
        one.id
        for one in counted
        if (head.of, head.name) in one.series and head.since <= one.monday.isoformat() <= head.until
    ]
    rows = news.look.events(EventQuery(), inside)
    events = [event_from_json(row.record) for row in rows]
    voices = [voice for event in events[:MOST_VOICES] for voice in event_voices(event)[:1]]
    origins = {origin.id for event in events for origin in event.origins if origin.is_proven}
    return Draft(
        mark=mark_of("surge", head.until, head.of, fold_text(head.name)),
        kind="surge",
        parts={
            "title": one_line(f"Surge: {surge_text(head)}"),
            "why": _why(head, looked_at),
            "surges": tuple(ordered),
            "looked_at": looked_at,
            "events": tuple(inside),
            "voices": tuple(voices),
            **whose_word(voices),
            **_totals(events),
            "origins": len(origins),
        },
    )


def _why(head: SeriesSurge, looked_at: int) -> str:
    many = f"{looked_at} series were looked at; " if looked_at > 1 else ""
    return (
        f"{surge_text(head)} by the {head.history_weeks} weeks before; so many or more have a"
        f" chance of {head.chance:.2g} without a change. {many}a series without a change gives"
        " at most one such alert in a hundred months."
    )


def _totals(events: Sequence[Event]) -> Mapping[str, int | None]:
    return {
        "articles": sum(event.counts.articles for event in events),
        "copies": sum(event.counts.copies for event in events),
        "unproven": None,
    }
