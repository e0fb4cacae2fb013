"""Parts of an alert, made of the records behind it: the event, and whose word it is.

In: events and reports. Out: parts of `dateline.alert/1`, with the quotes of the records.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.records import (
    AlertEvent,
    AlertVoice,
    Event,
    Party,
    Report,
    Tie,
    Voice,
)
from dateline.records.event import Quote
from dateline.records.in_words import when_text, where_text

MOST_VOICES = 8  # of one alert; the event has all


def event_part(event: Event) -> AlertEvent:
    """The event of an alert, in the words of people."""
    where = event.where
    return AlertEvent(
        id=event.id,
        type=event.what.type,
        modes=event.what.modes,
        when=when_text(event.when),
        where=where_text(where),
        country=where.country if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        actors=tuple(map(party_text, event.actors)),
        recipients=(
            *map(party_text, event.recipients),
            *(target.words for target in event.targets),
        ),
        toll=tuple(toll_texts(event)),
        status=event.status.best,
        certainty=event.certainty.best,
    )


def heading(event: Event) -> str:
    """As in "Assault (explosives), Beira: the Front [alleged]; 9 killed"."""
    modes = f" ({', '.join(event.what.modes)})" if event.what.modes else ""
    place = f", {event.where.name}" if event.where else ""
    status = "" if event.status.best == "happened" else f" [{event.status.best}]"
    details = [*map(party_text, event.actors[:2]), *toll_texts(event)[:1]]
    told = f": {'; '.join(details)}" if details else ""
    return one_line(f"{event.what.type.capitalize()}{modes}{place}{status}{told}")


def party_text(party: Party) -> str:
    """A party; whoever is only accused is never shown as the doer."""
    return party.name if party.certainty == "stated" else f"{party.name} [{party.certainty}]"


def toll_texts(event: Event) -> list[str]:
    """As in "at least 12 killed"; what only counts parts is left out."""
    known = (toll for toll in event.toll if any(number is not None for number in toll.figure))
    return [f"{toll.figure} {toll.kind}" for toll in known]


def event_voices(event: Event, first: Iterable[Voice] = ()) -> list[AlertVoice]:
    """Who tells an event, copies last; those given come first.

    Of very many the first are told, but whoever an alert has a figure or a name from is among them.
    """
    ordered = sorted((claim.voice for claim in event.claims), key=lambda voice: voice.is_copy)
    found = list(dict.fromkeys((*first, *ordered)))
    carriers = {voice.claim for voice in _carriers(event)}
    further = [voice for voice in found[MOST_VOICES:] if voice.claim in carriers]
    return [voice_part(event, voice) for voice in (*found[:MOST_VOICES], *further)]


def _carriers(event: Event) -> Iterator[Voice]:
    """One voice of each figure and name that an alert shows."""
    for toll in event.toll:
        for number in dict.fromkeys(toll.figure):
            if number is not None:
                yield next(value.voice for value in toll.reported if number in value.figure)
    yield from (party.reported[0].voice for party in (*event.actors, *event.recipients))
    yield from (target.reported[0].voice for target in event.targets)


def voice_part(event: Event, voice: Voice) -> AlertVoice:
    """One voice of an event."""
    origins = {origin.id: origin.name for origin in event.origins}
    titles = {claim.voice.claim.article: claim.title for claim in event.claims}
    return AlertVoice(
        article=voice.claim.article,
        claim=voice.claim.claim,
        title=titles.get(voice.claim.article),
        outlet=voice.outlet,
        published=voice.published,
        speakers=voice.speakers,
        relayed_by=voice.relayed_by,
        certainty=voice.certainty,
        origin=origins[voice.origin],
        is_copy=voice.is_copy,
        evidence=voice.evidence,
    )


def tie_voice(report: Report, tie: Tie) -> AlertVoice:
    """Who tells of a tie."""
    article = report.article
    said = [report.attribution(name) for name in tie.said_by]
    speakers = [
        name
        for one in said
        for name in (
            [report.entity(speaker).name for speaker in one.speakers]
            or [article.quote(span) for span in one.speaker_spans]
        )
    ]
    relays = [report.entity(name).name for one in said for name in one.relayed_by]
    return AlertVoice(
        article=article.id,
        title=article.title,
        outlet=article.outlet or article.header.agency,
        published=article.published,
        speakers=tuple(dict.fromkeys(speakers)),
        relayed_by=tuple(dict.fromkeys(relays)),
        certainty=tie.certainty,
        evidence=tuple(
            Quote(start=span.start, end=span.end, text=article.quote(span)) for span in tie.evidence
        ),
    )


def whose_word(voices: Sequence[AlertVoice]) -> dict[str, Any]:
    """The outlets and the speakers of voices, each once."""
    outlets = dict.fromkeys(voice.outlet for voice in voices if voice.outlet)
    speakers = dict.fromkeys(name for voice in voices for name in voice.speakers)
    return {"outlets": tuple(outlets), "speakers": tuple(speakers)}


def counted(event: Event) -> dict[str, int]:
    """How many articles tell an event, and how many of their origins are independent."""
    counts = event.counts
    return {
        "articles": counts.articles,
        "copies": counts.copies,
        "origins": counts.origins,
        "unproven": counts.unproven,
    }


def one_line(text: str) -> str:
    """A text without line breaks and control characters, for titles and subjects."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
