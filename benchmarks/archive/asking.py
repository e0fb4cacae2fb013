"""The mix of questions that an archive of made-up reports is asked; how long each takes."""

import random
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from benchmarks.archive import made_up
from dateline.records import Report
from dateline.store import ActorQuery, Archive, ClaimQuery, EventQuery, SaidQuery

ROUNDS = 12  # of each kind, with words drawn anew


class Taken(NamedTuple):
    """Seconds by the clock, and of them those of this process's processor."""

    wall: float
    processor: float


def ask(archive: Archive, count: int, rounds: int = ROUNDS) -> dict[str, list[Taken]]:
    """Ask a dozen of each kind of question; each is read to the end, fifty answers at most."""
    dice = random.Random(7)  # noqa: S311
    found: dict[str, list[Taken]] = {}
    for _ in range(rounds):
        for kind, question in _questions(archive, dice, made_up.report(dice.randrange(count))):
            found.setdefault(kind, []).append(time_taken(question))
    return found


def _questions(
    archive: Archive, dice: random.Random, report: Report
) -> Iterator[tuple[str, Callable[[], object]]]:
    """The mix: filters alone and together, names, words rare and frequent, single records."""
    claim, said, article = report.claims[0], report.attributions[0], report.article
    actor = report.entity(claim.actors[0].entity or "").name
    speaker = report.entity(said.speakers[0]).name
    place, country = claim.where.name, claim.where.country  # type: ignore[union-attr]
    day = (article.published or "")[:10]
    rare, frequent = made_up.name(dice.randrange(5_000, 20_000)), made_up.name(dice.randrange(50))
    claims: dict[str, ClaimQuery] = {
        "newest": ClaimQuery(limit=50),
        "type": ClaimQuery(type=claim.type, limit=50),
        "type and country": ClaimQuery(type=claim.type, place=country, limit=50),
        "place": ClaimQuery(place=place, limit=50),
        "actor": ClaimQuery(actor=actor, limit=50),
        "period": ClaimQuery(since=day, until=day, limit=50),
        "many killed": ClaimQuery(min_killed=38, limit=50),
        "rare word": ClaimQuery(text=rare, limit=50),
        "frequent words": ClaimQuery(text=f"{frequent} killed", limit=50),
        "outlet": ClaimQuery(outlet=article.outlet, limit=50),
    }
    events: dict[str, EventQuery] = {
        "newest": EventQuery(limit=50),
        "type and country": EventQuery(type=claim.type, place=country, limit=50),
        "place": EventQuery(place=place, limit=50),
        "actor": EventQuery(actor=actor, limit=50),
        "period": EventQuery(since=day, until=day, limit=50),
        "rare word": EventQuery(text=rare, limit=50),
        "frequent words": EventQuery(text=f"{frequent} killed", limit=50),
        "outlet": EventQuery(outlet=article.outlet, limit=50),
    }
    speech: dict[str, SaidQuery] = {
        "newest": SaidQuery(limit=50),
        "speaker": SaidQuery(speaker=speaker, limit=50),
        "rare word": SaidQuery(text=rare, limit=50),
        "frequent words": SaidQuery(text=frequent, limit=50),
        "period": SaidQuery(since=day, until=day, limit=50),
    }
    for name, asked in claims.items():
        yield f"claims: {name}", partial(_read, archive.claims, asked)
    for name, event in events.items():
        yield f"events: {name}", partial(_read, archive.events, event)
    for name, words in speech.items():
        yield f"said: {name}", partial(_read, archive.said, words)
    yield "actors: most named", lambda: list(archive.actors(ActorQuery(limit=50)))
    yield "actors: name", lambda: list(archive.actors(ActorQuery(actor=actor, limit=50)))
    yield "show: article", lambda: archive.report(article.id[:10])
    event_id = next(archive.events(EventQuery(place=place, limit=1))).id
    yield "show: event", lambda: _show_event(archive, event_id)


def _read(ask: Callable[[Any], Iterable[object]], query: object) -> None:
    for _ in ask(query):
        pass


def _show_event(archive: Archive, event_id: str) -> None:
    found = archive.find(event_id[:14])
    assert found is not None
    assert archive.event(found[1]) is not None
    list(archive.claims_of(found[1]))


def time_taken(act: Callable[[], object]) -> Taken:
    """Do something, and say how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    return Taken(time.perf_counter() - wall, time.process_time() - processor)


def milliseconds(seconds: Iterable[float], share: float) -> float:
    """The quantile of some times, in milliseconds; of few, the next higher one."""
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)
