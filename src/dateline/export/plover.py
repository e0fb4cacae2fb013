"""PLOVER JSON: one record a claim, in the fields of PLOVER's gold standard records, as an array.

What PLOVER has no field for, but gives `textInfo` for (any facts about the text), stands there:
status, certainty, speakers, the ranges of the quotes. A text is the quoted evidence.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline import __version__
from dateline.export.claims_table import Told
from dateline.export.days import only_day
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Articles, Selection
from dateline.export.tables import write_items
from dateline.records import Participant, TollKind

FIELDS = (
    "id", "date", "source", "target", "event", "eventText", "mode", "context", "eventLoc", "dead",
    "injured", "text", "textInfo", "language", "publication", "coder", "version", "dateCoded",
)  # fmt: skip

_HELD: dict[TollKind, str] = {"killed": "dead", "wounded": "injured"}


def write_plover(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the claims as a JSON array."""
    leftovers = Leftovers()
    write_items(out, _records(selection, leftovers))
    return leftovers


def _records(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    articles = Articles()
    for row, report in selection.claims():
        told = Told(row, report)
        articles.add(report, *told.claim.said_by)
        _count_rest(told, leftovers)
        yield _record(told)
    articles.count_rest(selection, leftovers)


def _record(told: Told) -> dict[str, Any]:
    claim, article = told.claim, told.report.article
    figures = {
        field: toll.best if toll.low is None else toll.low
        for kind, field in _HELD.items()
        if (toll := told.toll(kind)) is not None
    }
    found = {
        "id": f"{article.id}#{claim.id}",
        "date": only_day(claim.when),
        "source": [_actor(told, who) for who in claim.actors],
        "target": [_actor(told, who) for who in claim.recipients],
        "event": claim.type,
        "eventText": " ".join(article.quote(span) for span in claim.trigger),
        "mode": claim.modes[0] if claim.modes else None,
        "context": claim.contexts[0] if claim.contexts else None,
        "eventLoc": _place(told),
        **{field: None if number is None else str(number) for field, number in figures.items()},
        "text": " ".join(told.row.quotes),
        "textInfo": _text_info(told),
        "language": article.language,
        "publication": article.outlet,
        "coder": "Dateline",
        "version": __version__,
        "dateCoded": article.source.retrieved_at[:10],
    }
    return {field: found[field] for field in FIELDS if found.get(field) is not None}


def _actor(told: Told, who: Participant) -> dict[str, str]:
    """The text's words, with the codes of country and sector where they are known."""
    found = {"actorText": told.report.article.quote(who.span)}
    entity = told.report.entity(who.entity) if who.entity else None
    if entity is not None and entity.country is not None:
        found["code"] = entity.country
    if entity is not None and entity.sector is not None:
        found["sector"] = entity.sector
    return found


def _place(told: Told) -> dict[str, Any] | None:
    where = told.claim.where
    if where is None:
        return None
    found = {"name": where.name, "country": where.country, "lat": where.lat, "lon": where.lon}
    return {name: value for name, value in found.items() if value is not None}


def _text_info(told: Told) -> dict[str, Any]:
    claim, row = told.claim, told.row
    when = claim.when
    return {
        "status": claim.status,
        "certainty": claim.certainty,
        "speakers": list(row.speakers),
        "score": claim.score,
        "ranges": [list(span) for span in claim.evidence],
        "modes": list(claim.modes),
        "contexts": list(claim.contexts),
        "when": None if when is None else {"start": when.start, "end": when.end},
        "url": row.url,
        "published": row.published,
    }


def _count_rest(told: Told, leftovers: Leftovers) -> None:
    claim = told.claim
    leftovers.add("targets", len(claim.targets))
    leftovers.add("instruments", len(claim.instruments))
    shown = sum(told.toll(kind) is not None for kind in _HELD)
    leftovers.add("further figures", len(claim.toll) - shown)
