"""What a round of changes tells of events: a match, a first time, what moved.

In: a `Round`. Out: drafts of alerts. A copy tells nothing: only claims that are new to the watch
and no reprints can raise an alert.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.records import (
    AlertKind,
    ClaimRef,
    Event,
    EventClaim,
    First,
    Moved,
    TollValue,
    Voice,
)
from dateline.store import Taker
from dateline.store.folding import fold_text
from dateline.watch.marks import actor_marks, mark_of, place_mark
from dateline.watch.news import Round, Seen
from dateline.watch.telling import (
    counted,
    event_part,
    event_voices,
    heading,
    voice_part,
    whose_word,
)

# Who can be met for the first time: "villagers" and "police" of no name are met every day.
_NAMED = frozenset(("person", "organization", "armed-group", "state"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An alert without its id, its watch and its time; `mark` stands for what it tells."""

    mark: str
    kind: AlertKind
    parts: dict[str, Any]


def findings_of_events(news: Round) -> Iterator[Draft]:
    """Every match, first time and move in a round, event by event."""
    takers: dict[str, list[Taker]] = {}
    for taker in news.look.takers(news.answering):
        takers.setdefault(taker.event_id, []).append(taker)
    told: dict[str, str] = {}  # known only after the round: two events of one article are two
    for seen in news.events():
        firsts = _firsts(news, seen.event, takers.get(seen.event.id, ())) if seen.is_answer else []
        new = _new_claims(news, seen)
        if new:
            yield from _tell(news, seen, new, firsts)
        state = {"certainty": seen.event.certainty.best, "status": seen.event.status.best}
        told |= dict.fromkeys(seen.all_marks, json.dumps(state))
    news.marks |= told


def names_of_takers(takers: Iterable[Taker]) -> Iterator[tuple[Taker, list[str]]]:
    """Those who can be met for the first time, each with its marks."""
    for taker in takers:
        if taker.kind in _NAMED:
            yield taker, actor_marks(taker.actor_id, taker.names)


def _tell(
    news: Round, seen: Seen, new: Sequence[EventClaim], firsts: Sequence[First]
) -> Iterator[Draft]:
    """What claims that are new to the watch tell it of their event."""
    kinds = news.watch.kinds
    is_match = seen.is_answer and not seen.known
    if seen.known:
        yield from _moved(seen, new)
    elif is_match:
        yield _match(seen, new, firsts if "first" in kinds else ())
    if firsts and not (is_match and "match" in kinds):
        yield _first(seen, new, firsts)


def _new_claims(news: Round, seen: Seen) -> list[EventClaim]:
    """The claims that the watch does not know, and that no earlier article has printed."""
    found = [
        claim
        for claim in seen.event.claims
        if claim.voice.claim not in seen.known and not claim.voice.is_copy
    ]
    return [claim for claim in found if not _is_reprint(news, claim.voice)]


def _is_reprint(news: Round, voice: Voice) -> bool:
    """Whether the words stand in an earlier article of which this one is a copy.

    Mostly the linker has put both claims into one event; this is for those that it has not.
    """
    article = voice.claim.article
    earlier = news.look.originals([article]).get(article, set()) - news.articles.keys()
    for other in sorted(earlier):
        report = news.look.report(other)
        if report is not None:
            text = fold_text(report.article.text)
            if all(fold_text(quote.text) in text for quote in voice.evidence):
                return True
    return False


def _match(seen: Seen, new: Sequence[EventClaim], firsts: Sequence[First]) -> Draft:
    """A new event, and who and where in it are met for the first time: one alert, not two."""
    why, title = "A new event answers.", heading(seen.event)
    if firsts:
        names = ", ".join(map(first_text, firsts))
        why, title = f"{why} Never met on this watch before: {names}.", f"{title} – first: {names}"
    return _draft("match", seen, new, title=title, why=why, first=tuple(firsts))


def _firsts(news: Round, event: Event, takers: Iterable[Taker]) -> list[First]:
    """The actors and the place that the watch has never met; from now on it knows them."""
    found = []
    for taker, names in names_of_takers(takers):
        if not news.knows(names):
            certainties = {party.name: party.certainty for party in event.actors}
            found.append(
                First(
                    of="actor",
                    name=taker.name,
                    kind=taker.kind,  # type: ignore[arg-type]
                    certainty=certainties.get(taker.name),
                )
            )
        news.marks |= dict.fromkeys(names, "")
    if event.where is not None:
        mark = place_mark(event.where.name, event.where.country)
        if not news.knows([mark]):
            country = f", {event.where.country}" if event.where.country else ""
            found.append(First(of="place", name=f"{event.where.name}{country}"))
        news.marks[mark] = ""
    return found


def _first(seen: Seen, new: Sequence[EventClaim], found: Sequence[First]) -> Draft:
    names = ", ".join(f"{first.of} {first_text(first)}" for first in found)
    why = f"Never met on this watch before: {names}."
    title = f"First time: {', '.join(map(first_text, found))} – {heading(seen.event)}"
    return _draft("first", seen, new, title=title, why=why, first=tuple(found))


def first_text(first: First) -> str:
    """A name; whoever is only accused is never shown as the doer."""
    word = "" if first.certainty in {None, "stated"} else f" [{first.certainty}]"
    return f"{first.name}{word}"


def _moved(seen: Seen, new: Sequence[EventClaim]) -> Iterator[Draft]:
    event, before = seen.event, json.loads(next(iter(seen.known.values())))
    moves = [*_moved_figures(event, new), *_moved_words(event, new, before), *_denials(event, new)]
    if not moves:
        return
    told = "; ".join(map(moved_text, moves))
    ending = "" if seen.is_answer else " It no longer answers the question of the watch."
    yield _draft(
        "moved",
        seen,
        new,
        title=f"{heading(event)} – {told}",
        why=f"New word on a known event: {told}.{ending}",
        moved=tuple(moves),
    )


def moved_text(moved: Moved) -> str:
    """As in "killed 9 → 14", "certainty alleged → attributed", "denied by the Front"."""
    if moved.field == "denied":
        return moved.after
    if moved.before is None:
        return f"{moved.field} {moved.after}"
    return f"{moved.field} {moved.before} → {moved.after}"


def _moved_figures(event: Event, new: Sequence[EventClaim]) -> Iterator[Moved]:
    """Figures that a new claim has replaced; `Event.moves` passes over reprints and relays."""
    refs = {claim.voice.claim for claim in new}
    for move in event.moves:
        if move.claim not in refs:
            continue
        value = _figure(event, move.claim, move.field)
        if value is not None:
            yield Moved(
                field=move.field,
                before=None if move.from_ is None else str(move.from_),
                after=str(move.to),
                voice=voice_part(event, value.voice),
            )


def _figure(event: Event, claim: ClaimRef, kind: str) -> TollValue | None:
    values = (value for toll in event.toll if toll.kind == kind for value in toll.reported)
    return next((value for value in values if value.voice.claim == claim), None)


def _moved_words(
    event: Event, new: Sequence[EventClaim], before: dict[str, str]
) -> Iterator[Moved]:
    """The certainty and the status, where a new claim of other word has changed them."""
    for field, after in (("certainty", event.certainty.best), ("status", event.status.best)):
        if before[field] == after:
            continue
        carriers = [
            claim
            for claim in new
            if (claim.voice.certainty if field == "certainty" else claim.status) == after
        ]
        voice = (carriers or new)[0].voice
        yield Moved(
            field=field,  # type: ignore[arg-type]
            before=before[field],
            after=after,
            voice=voice_part(event, voice),
        )


def _denials(event: Event, new: Sequence[EventClaim]) -> Iterator[Moved]:
    """Who denies, in an article that is new to the watch: a part in the event, or all of it."""
    articles = {claim.voice.claim.article for claim in new}
    told: set[tuple[str, ...]] = set()
    for accusation in event.accusations:
        for stand in accusation.denied_by:
            if stand.voice.claim.article in articles and not stand.voice.is_copy:
                told.add(stand.voice.speakers)
                is_own = accusation.accused in stand.voice.speakers
                part = "its part" if is_own else f"a part of {accusation.accused}"
                yield _denial(event, stand.voice, f" {part} in it")
    for claim in new:
        if claim.voice.certainty == "denied" and claim.voice.speakers not in told:
            yield _denial(event, claim.voice, "")


def _denial(event: Event, voice: Voice, what: str) -> Moved:
    who = ", ".join(voice.speakers) or voice.outlet or "an unknown outlet"
    return Moved(
        field="denied", before=None, after=f"{who} denies{what or ' it'}",
        voice=voice_part(event, voice),
    )  # fmt: skip


def _draft(kind: AlertKind, seen: Seen, new: Sequence[EventClaim], **parts: Any) -> Draft:
    """An alert on an event; it stands for the claims that have raised it."""
    voices = event_voices(seen.event, [claim.voice for claim in new])
    return Draft(
        mark=mark_of(kind, *sorted(seen.marks[claim.voice.claim] for claim in new)),
        kind=kind,
        parts={
            "event": event_part(seen.event),
            "events": (seen.event.id,),
            "voices": tuple(voices),
            **whose_word(voices),
            **counted(seen.event),
            **parts,
        },
    )
