"""POLECAT-style table: one row a claim, in the 40 columns of POLECAT's weekly files.

Tab-separated, as there; "None" for what is not known, several values in a cell parted by "; ".
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline import __version__, codebook, resources
from dateline.export.claims_table import Told, intensity_of
from dateline.export.days import only_day
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Articles, Selection
from dateline.export.tables import names, write_csv
from dateline.records import TOOK_PLACE, Entity, Participant, Place
from dateline.resources.country_codes import codes_of

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip

QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
_NO_VOICES = "it does not say who says so, so attributed and alleged look like stated"
_LANGUAGES = {"en": "English"}
_ORGANIZATIONS = frozenset({"organization", "armed-group", "state", "outlet"})


def write_polecat(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the claims as a tab-separated table."""
    leftovers = Leftovers()
    write_csv(out, COLUMNS, _rows(selection, leftovers), tabs=True)
    return leftovers


def _rows(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    articles = Articles()
    for row, report in selection.claims():
        told = Told(row, report)
        articles.add(report)
        if told.claim.status not in TOOK_PLACE:
            leftovers.add("claims", because="they did not happen, or not yet")
            continue
        if told.claim.certainty in {"disputed", "denied"}:
            leftovers.add("claims", because="they are disputed or denied")
            continue
        _count_rest(told, leftovers)
        yield {column: "None" if cell is None else cell for column, cell in _row(told).items()}
    articles.count_rest(selection, leftovers)


def _row(told: Told) -> dict[str, Any]:
    claim, article = told.claim, told.report.article
    return {
        "Event ID": f"{article.id}#{claim.id}",
        "Event Date": only_day(claim.when),
        "Event Type": claim.type,
        "Event Mode": names(claim.modes),
        "Intensity": intensity_of(claim),
        "Quad Code": QUADS[codebook.event_types()[claim.type].quad],
        "Contexts": names(claim.contexts),
        **_party(told, claim.actors, told.row.actors, "Actor"),
        **_party(told, claim.recipients, told.row.recipients, "Recipient"),
        **_where(told),
        "Source": article.outlet,
        "Publication Date": article.published[:10] if article.published else None,
        "Story People": _named(told, frozenset({"person"})),
        "Story Organizations": _named(told, _ORGANIZATIONS),
        "Story Locations": _named(told, frozenset({"place", "facility"})),
        "Language": _LANGUAGES.get(article.language or "", article.language),
        "Version": f"Dateline {__version__}",
    }


def _party(
    told: Told, who: tuple[Participant, ...], shown: tuple[str, ...], side: str
) -> dict[str, Any]:
    entities = [told.report.entity(one.entity) for one in who if one.entity]
    countries = [entity.country for entity in entities if entity.country]
    sectors = [entity.sector for entity in entities if entity.sector]
    cows = (codes_of(country).cow for country in countries)
    return {
        f"{side} Name": names(shown),
        f"{side} Country": names(countries),
        f"{side} COW": names(str(cow) for cow in cows if cow is not None),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": names(sectors),
        f"{side} Title": names(role.title for entity in entities for role in entity.roles),
        f"{side} Name Raw": names(told.report.article.quote(one.span) for one in who),
        f"Wikipedia {side} ID": None,
    }


def _where(told: Told) -> dict[str, Any]:
    where = told.claim.where
    entity = told.report.entity(where.entity) if where and where.entity else None
    place = entity.place if entity and entity.place else Place()
    is_city = place.kind == "city"
    name = where.name if where else None
    return {
        "Placename": name,
        "City": name if is_city else None,
        "District": name if place.kind == "admin2" else None,
        "Province": name if place.kind == "admin1" else place.admin1,
        "Country": where.country if where else None,
        "Latitude": where.lat if where else None,
        "Longitude": where.lon if where else None,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": names(map(told.report.article.quote, where.evidence)) if where else None,
        "Feature Type": place.kind if place.geonames_id else None,
    }


def _named(told: Told, kinds: frozenset[str]) -> str | None:
    """The entities of the article that have a name; "soldiers" is none."""
    return names(entity.name for entity in told.report.entities if _is_named(entity, kinds))


def _is_named(entity: Entity, kinds: frozenset[str]) -> bool:
    is_noun = entity.name.lower() in resources.roles()
    return entity.kind in kinds and entity.name[:1].isupper() and not is_noun


def _count_rest(told: Told, leftovers: Leftovers) -> None:
    claim = told.claim
    if claim.when is not None and only_day(claim.when) is None:
        leftovers.add("times", because="they are not one day")
    leftovers.add("figures", len(claim.toll))
    leftovers.add("targets", len(claim.targets))
    leftovers.add("instruments", len(claim.instruments))
    leftovers.add("doubts", int(claim.certainty != "stated"), because=_NO_VOICES)
