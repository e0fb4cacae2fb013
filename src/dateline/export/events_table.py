"""Events as a flat table: one row an event, its best values, how well it is supported; as CSV."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, get_args

from dateline.export.columns import Column, row_of
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Articles, Selection
from dateline.export.tables import names, quotes, write_csv
from dateline.records import Event, EventToll, Party, TollKind

NO_POINT = "no point on the map is known"


def write_events_csv(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events as CSV."""
    leftovers = Leftovers()
    write_csv(out, [column.name for column in COLUMNS], event_rows(selection, leftovers))
    return leftovers


def event_rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    """The rows of the table; what has no place in it is counted when the last one is taken."""
    articles = Articles()
    for event in selection.events():
        for report in selection.reports_of(event):
            articles.add(report)
        leftovers.add("moved figures", len(event.moves))
        leftovers.add("links", len(event.links))
        yield row_of(COLUMNS, event)
    articles.count_rest(selection, leftovers)


def placed_rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    """The rows of the events that lie on the map; the others are counted."""
    for row in event_rows(selection, leftovers):
        if row["longitude"] is None or row["latitude"] is None:
            leftovers.add("events", because=NO_POINT)
        else:
            yield row


def toll_of(event: Event, kind: TollKind) -> EventToll | None:
    """The toll of a kind; None when nobody gives one."""
    return next((toll for toll in event.toll if toll.kind == kind), None)


def all_quotes(event: Event) -> str | None:
    """The words of each claim that is no reprint, each with who prints and who says them."""
    return quotes(
        f"{voice.outlet or 'unknown outlet'}"
        f"{', quoting ' + ', '.join(voice.speakers) if voice.speakers else ''}: “{quote.text}”"
        for voice in (claim.voice for claim in event.claims)
        if not voice.is_copy
        for quote in voice.evidence
    )


def _toll(kind: TollKind, bound: str) -> Callable[[Event], int | None]:
    return lambda event: getattr(toll_of(event, kind), bound, None)


def _toll_columns() -> Iterator[Column[Event]]:
    means = {
        "low": "the lowest low of the latest totals",
        "best": "the median of independent voices' latest totals",
        "high": "the highest high; empty when nobody bounds it",
    }
    for kind in get_args(TollKind):
        for bound, meaning in means.items():
            yield Column(f"{kind}_{bound}", "integer", f"{kind}: {meaning}", _toll(kind, bound))


def _sure(parties: tuple[Party, ...]) -> str | None:
    return names(f"{party.name}={party.certainty}" for party in parties)


COLUMNS: tuple[Column[Event], ...] = (
    Column("event_id", "text", "the event in the archive", lambda event: event.id),
    Column("type", "text", "PLOVER event type", lambda event: event.what.type),
    Column("modes", "text", "PLOVER modes", lambda event: names(event.what.modes)),
    Column("contexts", "text", "PLOVER contexts", lambda event: names(event.what.contexts)),
    Column("acled", "text", "ACLED's sub-event type", lambda event: event.what.acled),
    Column("muc", "text", "MUC-4's incident type", lambda event: event.what.muc),
    Column("status", "text", "happened, ongoing, attempted, planned, threatened, hypothetical or"
           " negated", lambda event: event.status.best),
    Column("certainty", "text", "the highest that an independent voice gives; disputed where"
           " another denies it", lambda event: event.certainty.best),
    Column("start", "text", "the first day, month or year it may have been",
           lambda event: event.when.start if event.when else None),
    Column("end", "text", "the last one", lambda event: event.when.end if event.when else None),
    Column("date_precision", "integer", "UCDP's date_prec, 1 (a day) to 5",
           lambda event: event.when.precision if event.when else None),
    Column("place", "text", "where", lambda event: event.where.name if event.where else None),
    Column("country", "text", "ISO 3166 alpha-3",
           lambda event: event.where.country if event.where else None),
    Column("latitude", "number", "degrees north (WGS 84); empty when no point is known",
           lambda event: event.where.lat if event.where else None),
    Column("longitude", "number", "degrees east",
           lambda event: event.where.lon if event.where else None),
    Column("where_precision", "integer", "UCDP's where_prec, 1 (the place itself) to 7",
           lambda event: event.where.precision if event.where else None),
    Column("actors", "text", "who did it, as name=certainty", lambda event: _sure(event.actors)),
    Column("recipients", "text", "to whom, as name=certainty",
           lambda event: _sure(event.recipients)),
    Column("targets", "text", "things that were hit",
           lambda event: names(target.words for target in event.targets)),
    *_toll_columns(),
    Column("accused", "text", "who is accused of it",
           lambda event: names(one.accused for one in event.accusations if one.accused_by)),
    Column("accused_who_deny", "text", "for whom the accusation is denied",
           lambda event: names(one.accused for one in event.accusations if one.denied_by)),
    Column("contradictions", "text", "fields in which voices exclude each other, as"
           " field (one side / other side)",
           lambda event: names(f"{one.field} ({' / '.join(side.value for side in one.sides)})"
                               for one in event.contradictions)),
    Column("articles", "integer", "articles that tell it", lambda event: event.counts.articles),
    Column("copies", "integer", "reprints among them", lambda event: event.counts.copies),
    Column("outlets", "integer", "outlets that print it", lambda event: event.counts.outlets),
    Column("origins", "integer", "origins proven independent of each other",
           lambda event: event.counts.origins),
    Column("unproven", "integer", "origins not proven independent",
           lambda event: event.counts.unproven),
    Column("first_outlet", "text", "who published first", lambda event: event.first.outlet),
    Column("first_published", "text", "and when", lambda event: event.first.published),
    Column("article_ids", "text", "the articles",
           lambda event: names(claim.voice.claim.article for claim in event.claims)),
    Column("quotes", "text", "the words of the claims, reprints left out, each with outlet and"
           " speakers", all_quotes),
)  # fmt: skip
