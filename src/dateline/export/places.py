"""What the gazetteer says of an event's best place, beyond name and point."""

from dateline.export.selection import Selection
from dateline.records import EventPlace, Place


def admin1_of(where: EventPlace, selection: Selection) -> str | None:
    """The first-order division of the best place."""
    place = _gazetteer_place(where, selection)
    return place.admin1 if place else None


def _gazetteer_place(where: EventPlace, selection: Selection) -> Place | None:
    """The place in the report that names the best place; None when it is in no gazetteer."""
    for value in where.reported:
        if (value.name, value.lat, value.lon) != (where.name, where.lat, where.lon):
            continue
        told = selection.claim(value.voice.claim).where
        if told is not None and told.entity is not None:
            return selection.report(value.voice.claim.article).entity(told.entity).place
    return None
