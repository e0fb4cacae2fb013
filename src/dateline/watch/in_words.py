"""Alerts in the words of people: what is new, on whose word, and the words that say so.

In: alerts. Out: lines of plain text for mails, feeds and terminals.
"""

from collections.abc import Iterator, Sequence

from dateline.records import Alert, AlertVoice, SeriesSurge

KINDS = {
    "match": "a new event answers",
    "surge": "more than usual",
    "first": "for the first time",
    "moved": "new word on a known event",
}
_QUOTE_MARKS = frozenset("\"'“‘«„")
_MOST_TEXT = 400  # characters of one quote


def alert_text(alert: Alert) -> str:
    """An alert as a few paragraphs."""
    return "\n".join(alert_lines(alert))


def alert_lines(alert: Alert) -> Iterator[str]:
    """An alert, line by line; what is quoted stands in marks and is indented.

    Control and direction characters are left out: no text of an article may steer a mail program.
    """
    for line in _lines(alert):
        yield "".join(c if c.isprintable() else " " for c in line)


def subject(alerts: Sequence[Alert], watch_name: str, *, is_digest: bool) -> str:
    """The subject of a message."""
    if len(alerts) == 1 and not is_digest:
        return f"[{watch_name}] {alerts[0].title}"
    return f"[{watch_name}] {len(alerts)} alert{'' if len(alerts) == 1 else 's'}"


def surge_text(surge: SeriesSurge) -> str:
    """As in "14 events of the watch from 2026-03-02 to 2026-03-08, where 5.2 are expected"."""
    of = {
        "watch": "on the watch", "type": f"of type {surge.name}", "actor": f"with {surge.name}",
        "place": f"at {surge.name}", "country": f"in {surge.name}",
    }[surge.of]  # fmt: skip
    return (
        f"{surge.observed} events {of} from {surge.since} to {surge.until}, where"
        f" {surge.expected:.1f} are expected"
    )


def _lines(alert: Alert) -> Iterator[str]:
    yield alert.title
    yield f"  {alert.why}"
    if alert.event is not None:
        event = alert.event
        toll = f"; {', '.join(event.toll)}" if event.toll else ""
        yield f"  when {event.when}; where {event.where}{toll}"
        yield f"  {event.status}; {event.certainty}"
    yield f"  {_counts_text(alert)}"
    yield from (f"  {surge_text(surge)}" for surge in alert.surges[1:])
    for moved in alert.moved:
        before = f"{moved.before} → " if moved.before is not None else ""
        yield f"  {moved.field}: {before}{moved.after}"
        yield from _voice_lines(moved.voice)
    told = {moved.voice for moved in alert.moved}
    for voice in alert.voices:
        if voice not in told:
            yield from _voice_lines(voice)
    for event_id in alert.events:
        yield f"  {event_id}"


def _counts_text(alert: Alert) -> str:
    """As in "4 articles, 1 of them a copy; 3 proven independent origins"."""
    if alert.articles is None:
        return "1 article; whether others tell it was not counted"
    copies = f", {alert.copies} of them copies" if alert.copies else ""
    plural = "" if alert.articles == 1 else "s"
    origins = "" if alert.origins == 1 else "s"
    unproven = f", {alert.unproven} not proven" if alert.unproven else ""
    return (
        f"{alert.articles} article{plural}{copies}; {alert.origins} proven independent"
        f" origin{origins}{unproven}"
    )


def _voice_text(voice: AlertVoice) -> str:
    """As in "Rosa Chicombe, in The Harbour Gazette (2024-04-18) [attributed]"."""
    outlet = voice.outlet or "an unknown outlet"
    who = f"{', '.join(voice.speakers)}, in {outlet}" if voice.speakers else f"{outlet} itself"
    relay = f", relaying {', '.join(voice.relayed_by)}" if voice.relayed_by else ""
    copy = " (a copy)" if voice.is_copy else ""
    return f"{who}{relay} ({(voice.published or 'no date')[:10]}) [{voice.certainty}]{copy}"


def _quotes_text(voice: AlertVoice) -> str:
    """The words of a voice in quotation marks, cut where they are long."""
    parts = (" ".join(quote.text.split()) for quote in voice.evidence)
    cut = (part if len(part) <= _MOST_TEXT else f"{part[:_MOST_TEXT]}…" for part in parts)
    return " … ".join(part if part[:1] in _QUOTE_MARKS else f"“{part}”" for part in cut)


def _voice_lines(voice: AlertVoice) -> Iterator[str]:
    yield f"    {_voice_text(voice)}"
    yield f"      {_quotes_text(voice)}"
