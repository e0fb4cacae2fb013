"""What of an archive is exported: filters in, its reports, claims or events out, one by one."""

import dataclasses
import functools
from collections.abc import Iterator

from dateline.errors import StoreError
from dateline.export.leftovers import Leftovers
from dateline.records import Claim, ClaimRef, Entity, EntityRef, Event, Report, event_from_json
from dateline.store import Archive, Circle, ClaimFilters, ClaimQuery, ClaimRow, EventQuery

_MOST_PRECISE = 3  # what UCDP's where_prec is at most, for a place to lie in a circle
_REPORTS_KEPT = 256  # in memory: events come newest first, so their articles lie close together


class Selection:
    """The records of an archive that pass the filters.

    Of an event, `mode` is one of its modes and `status` its best. `near`: events in a circle on the
    map, with those in its district (UCDP where_prec 1–3); the centre of a country is no place.
    """

    def __init__(
        self, archive: Archive, filters: ClaimFilters | None = None, near: Circle | None = None
    ) -> None:
        self.archive = archive
        self.filters = filters or ClaimFilters()
        self.near = near
        self._report = functools.lru_cache(_REPORTS_KEPT)(self._load)

    def reports(self) -> Iterator[Report]:
        """Every report; with filters those that have a claim which passes, first added first."""
        if self.filters == ClaimFilters():
            yield from self.archive.reports()
            return
        wanted = {row.article_id for row in self.archive.claims(self._of_claims())}
        for report in self.archive.reports():
            if report.article.id in wanted:
                yield report

    def claims(self) -> Iterator[tuple[ClaimRow, Report]]:
        """The claims that pass, newest first, each with its report."""
        for row in self.archive.claims(self._of_claims()):
            yield row, self.report(row.article_id)

    def events(self) -> Iterator[Event]:
        """The events that pass, newest first."""
        mode, status = self.filters.mode, self.filters.status
        for row in self.archive.events(self._of_events()):
            event = event_from_json(row.record)
            if mode is not None and mode not in event.what.modes:
                continue
            if self.near is not None and not _is_in(self.near, event):
                continue
            if status is None or status == event.status.best:
                yield event

    def _of_claims(self) -> ClaimQuery:
        return ClaimQuery(**dataclasses.asdict(self.filters))

    def _of_events(self) -> EventQuery:
        """The same question, asked of events, as far as the archive answers it."""
        asked = dataclasses.asdict(self.filters)
        return EventQuery(**{name: asked[name] for name in asked if name not in {"mode", "status"}})

    def report(self, article_id: str) -> Report:
        """The report of an article.

        Raises:
            StoreError: it is not there.
        """
        return self._report(article_id)

    def reports_of(self, event: Event) -> list[Report]:
        """The reports of an event's claims, each once, in the order of the claims."""
        ids = dict.fromkeys(claim.voice.claim.article for claim in event.claims)
        return [self.report(article_id) for article_id in ids]

    def claim(self, ref: ClaimRef) -> Claim:
        """A claim of an event."""
        return next(one for one in self.report(ref.article).claims if one.id == ref.claim)

    def entity(self, ref: EntityRef) -> Entity:
        """An entity of an event."""
        return self.report(ref.article).entity(ref.entity)

    def _load(self, article_id: str) -> Report:
        report = self.archive.report(article_id)
        if report is None:
            raise StoreError(f"article {article_id} has gone from {self.archive.name} meanwhile")
        return report


def _is_in(near: Circle, event: Event) -> bool:
    where = event.where
    if where is None or where.lat is None or where.lon is None or where.precision is None:
        return False
    return where.precision <= _MOST_PRECISE and near.holds(where.lat, where.lon)


class Articles:
    """The articles of what was written, to count what of them was not.

    Claims carry the attributions named in their `said_by`; all others are left over.
    """

    def __init__(self) -> None:
        self._carried: dict[str, set[str]] = {}

    def add(self, report: Report, *carried: str) -> None:
        """Note an article, and the ids of its attributions that the format has kept."""
        self._carried.setdefault(report.article.id, set()).update(carried)

    def count_rest(self, selection: Selection, leftovers: Leftovers) -> None:
        """Count the attributions and the ties of the articles noted that were not kept."""
        for article_id, carried in self._carried.items():
            report = selection.report(article_id)
            leftovers.add("attributions", len(report.attributions) - len(carried))
            leftovers.add("ties", len(report.ties))
