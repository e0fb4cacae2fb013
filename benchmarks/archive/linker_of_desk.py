"""Links made-up reports by equality, into events and actors as the pages of the desk show them."""

from collections.abc import Mapping, Sequence

from benchmarks.archive.linker import PlainLinker
from dateline.pipeline.linker import ReportLinker
from dateline.records import Claim, EntityRef, Link, Report
from dateline.store import EventSummary


class DeskLinker(PlainLinker):
    """Judges as `PlainLinker` does; the records of events are made by the rules that ship."""

    version = "plain-desk-1"

    def __init__(self) -> None:
        self._real = ReportLinker()

    def summarise_event(
        self,
        event_id: str,
        members: Sequence[tuple[Report, Claim]],
        links: Sequence[Link],
        actors: Mapping[EntityRef, str],
    ) -> EventSummary:
        """A whole `dateline.event/1`."""
        return self._real.summarise_event(event_id, members, links, actors)
