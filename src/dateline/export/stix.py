"""STIX 2.1 bundle, for OpenCTI and others: events as incidents, actors, places, ties, articles.

`confidence` follows the Admiralty credibility scale of the STIX specification (appendix A): 90 for
what two independent origins state, 70 stated, 50 attributed, 30 alleged, 10 disputed, 0 denied; the
certainty itself stands in `labels`. Ids are made of the records' own, so that exporting again
updates and does not double.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

from dateline.export.acled import notes_of
from dateline.export.extras import load_extra
from dateline.export.leftovers import Leftovers
from dateline.export.network import Edge, Network, Node
from dateline.export.selection import Selection
from dateline.export.tables import one_line, write_items
from dateline.records import Event, EventPlace, Party, Report
from dateline.resources.country_codes import codes_of

CONFIDENCE = {"stated": 70, "attributed": 50, "alleged": 30, "disputed": 10, "denied": 0}
CONFIRMED = 90

_NAMESPACE = uuid.UUID("c9f2a9a5-6d0b-5a52-9a52-0d5b7a5a8f11")
_CLASSES = {
    "person": "individual", "organization": "organization", "state": "organization",
    "outlet": "organization", "population": "class",
}  # fmt: skip


def write_stix(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events that pass, with who and where, their articles, and the ties of these.

    Raises:
        ConfigError: stix2 is not installed.
    """
    v21 = load_extra("stix2").v21
    leftovers = Leftovers()
    bundle_id = _uuid("bundle", repr(selection.filters))
    objects = _Bundle(selection, v21, leftovers).objects()
    write_items(
        out,
        (json.loads(made.serialize()) for made in objects),
        before=f'{{"type": "bundle", "id": "bundle--{bundle_id}", "objects": [',
        after="]}",
    )
    return leftovers


class _Bundle:
    """Makes each object once, what is referred to before what refers to it."""

    def __init__(self, selection: Selection, v21: Any, leftovers: Leftovers) -> None:
        self._selection = selection
        self._v21 = v21
        self._leftovers = leftovers
        self._network = Network(selection)
        self._written: set[str] = set()
        self._of_article: dict[str, list[str]] = {}

    def objects(self) -> Iterator[Any]:
        """All objects of the bundle."""
        for event in self._selection.events():
            reports = self._selection.reports_of(event)
            read_at = max(_read_at(report) for report in reports)
            made = list(self._of_event(event, read_at))
            for report in reports:
                refs = self._of_article.setdefault(report.article.id, [])
                if not refs:
                    self._leftovers.add("attributions", len(report.attributions))
                    ties = [
                        one for edge in self._network.edges(report) for one in self._of_tie(edge)
                    ]
                    refs += [one.id for one in ties]
                    yield from self._once(ties)
                refs += [one.id for one in made]
            yield from self._once(made)
            self._count_rest(event)
        for article_id, refs in self._of_article.items():
            yield from self._of_report(self._selection.report(article_id), refs)

    def _once(self, made: list[Any]) -> Iterator[Any]:
        for one in made:
            if one.id not in self._written:
                self._written.add(one.id)
                yield one

    def _of_event(self, event: Event, at: datetime) -> Iterator[Any]:
        is_confirmed = event.certainty.best == "stated" and event.counts.origins > 1
        confidence = CONFIRMED if is_confirmed else CONFIDENCE[event.certainty.best]
        incident = self._v21.Incident(
            id=f"incident--{_uuid(event.id)}",
            created=at,
            modified=at,
            name=_title(event),
            description=_description(event),
            confidence=confidence,
            labels=[event.what.type, *event.what.modes, f"status:{event.status.best}",
                    f"certainty:{event.certainty.best}"],
            external_references=[
                {"source_name": claim.voice.outlet or "unknown outlet",
                 "description": one_line(" … ".join(quote.text for quote in claim.voice.evidence)),
                 "external_id": str(claim.voice.claim)} | ({"url": claim.url} if claim.url else {})
                for claim in event.claims
            ],
        )  # fmt: skip
        yield incident
        for kind, parties in (("attributed-to", event.actors), ("targets", event.recipients)):
            for party in parties:
                yield from self._of_party(incident, kind, party, at)
        if event.where is not None:
            yield from self._of_place(incident, event.where, at)

    def _of_party(self, incident: Any, kind: str, party: Party, at: datetime) -> Iterator[Any]:
        node = self._node_of(party)
        actor = self._actor(node, at)
        yield actor
        yield self._relation(
            incident, kind, actor, at, party.certainty,
            " … ".join(quote.text for value in party.reported for quote in value.voice.evidence),
        )  # fmt: skip

    def _node_of(self, party: Party) -> Node:
        for value in party.reported:
            if value.entity is not None:
                report = self._selection.report(value.entity.article)
                return self._network.node(report, report.entity(value.entity.entity))
        claim = party.reported[0].voice.claim
        return Node(f"{claim}/{party.name}", party.name, party.kind or "", party.country, None)

    def _actor(self, node: Node, at: datetime) -> Any:
        about = {"created": at, "modified": at, "name": node.name}
        if node.sector:
            about["labels"] = [f"sector:{node.sector}"]
        if node.kind == "armed-group":
            return self._v21.ThreatActor(id=f"threat-actor--{_uuid(node.id)}", **about)
        identity_class = _CLASSES.get(node.kind, "unknown")
        return self._v21.Identity(
            id=f"identity--{_uuid(node.id)}", identity_class=identity_class, **about
        )

    def _of_place(self, incident: Any, where: EventPlace, at: datetime) -> Iterator[Any]:
        point = {} if where.lat is None else {"latitude": where.lat, "longitude": where.lon}
        country = codes_of(where.country).alpha2
        known = point | ({"country": country} if country else {})
        if not known:
            self._leftovers.add("places", because="neither point nor country is known")
            return
        name = f"{where.name}|{where.country}|{where.lat}|{where.lon}"
        place = self._v21.Location(
            id=f"location--{_uuid(name)}", created=at, modified=at, name=where.name, **known
        )
        yield place
        yield self._relation(incident, "located-at", place, at, None, where.name)

    def _of_tie(self, edge: Edge) -> Iterator[Any]:
        at = _read_at(edge.report)
        one, other = self._actor(edge.one, at), self._actor(edge.other, at)
        yield from (one, other)
        said = f"{' and '.join(edge.speakers)}: " if edge.speakers else ""
        words = said + " … ".join(edge.quotes)
        yield self._relation(one, edge.tie.kind, other, at, edge.tie.certainty, words, edge.id)

    def _relation(
        self, one: Any, kind: str, other: Any, at: datetime, certainty: str | None, words: str,
        key: str = "",
    ) -> Any:  # fmt: skip
        sure = {} if certainty is None else {
            "confidence": CONFIDENCE[certainty], "labels": [f"certainty:{certainty}"],
        }  # fmt: skip
        return self._v21.Relationship(
            id=f"relationship--{_uuid(one.id, kind, other.id, key)}",
            created=at,
            modified=at,
            relationship_type=kind,
            source_ref=one.id,
            target_ref=other.id,
            description=one_line(words),
            **sure,
        )

    def _of_report(self, report: Report, refs: list[str]) -> Iterator[Any]:
        article = report.article
        published = _moment(article.published)
        if published is None:
            self._leftovers.add("articles", because="nobody says when they were published")
            return
        outlet = article.outlet or "unknown outlet"
        source = {"source_name": outlet, "external_id": article.id}
        yield self._v21.Report(
            id=f"report--{_uuid(article.id)}",
            created=_read_at(report),
            modified=_read_at(report),
            name=article.title or f"{outlet}, {article.published}",
            published=published,
            object_refs=list(dict.fromkeys(refs)),
            external_references=[source | ({"url": article.url} if article.url else {})],
        )

    def _count_rest(self, event: Event) -> None:
        self._leftovers.add("contradictions", len(event.contradictions))
        self._leftovers.add("accusations", len(event.accusations))
        self._leftovers.add("targets", len(event.targets))


def _title(event: Event) -> str:
    modes = f" ({', '.join(event.what.modes)})" if event.what.modes else ""
    place = f", {event.where.name}" if event.where else ""
    day = f", {event.when.start}" if event.when and event.when.start else ""
    return f"{event.what.type}{modes}{place}{day}"


def _description(event: Event) -> str:
    tolls = "; ".join(f"{toll.kind}: {toll.figure}" for toll in event.toll)
    return f"{notes_of(event)}{f' [{tolls}]' if tolls else ''}"


def _read_at(report: Report) -> datetime:
    return datetime.fromisoformat(report.article.source.retrieved_at).astimezone(UTC)


def _moment(published: str | None) -> datetime | None:
    """A day without a time is its midnight in UTC: STIX has no days."""
    if published is None:
        return None
    at = datetime.fromisoformat(published)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _uuid(*names: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, "\n".join(names))
