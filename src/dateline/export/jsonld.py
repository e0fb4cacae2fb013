"""JSON-LD: articles, events, claims, speech, actors and ties as one graph, in schema.org's words.

schema.org has NewsArticle, Event, Claim, Quotation, Person, Organization, Place; what it has no
word for (certainty, status, toll, ties) stands under `urn:dateline:`. The context is inside the
file, so that nothing has to be fetched to read it.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.export.leftovers import Leftovers
from dateline.export.network import Edge, Network, Node, speakers_of
from dateline.export.selection import Selection
from dateline.export.tables import write_items
from dateline.records import ClaimRef, Event, Party, Report

CONTEXT = {"@vocab": "https://schema.org/", "dateline": "urn:dateline:"}

_TYPES = {
    "person": "Person", "organization": "Organization", "armed-group": "Organization",
    "outlet": "NewsMediaOrganization", "state": "GovernmentOrganization",
}  # fmt: skip


def write_jsonld(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events that pass, with their articles and all that these say."""
    leftovers = Leftovers()
    write_items(
        out,
        map(_filled, _nodes(selection, leftovers)),
        before=f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [',
        after="]}",
    )
    return leftovers


def _nodes(selection: Selection, leftovers: Leftovers) -> Iterator[dict[str, Any]]:
    network, written = Network(selection), set[str]()
    for event in selection.events():
        for report in selection.reports_of(event):
            if report.article.id not in written:
                written.add(report.article.id)
                yield _article(report)
                yield from _quotations(report)
                for edge in network.edges(report):
                    for node in (edge.one, edge.other):
                        if node.id not in written:
                            written.add(node.id)
                            yield _actor(node)
                    yield _tie(edge)
        yield _event(event)
        yield from _claims(event)
        leftovers.add("accusations", len(event.accusations))
        leftovers.add("moved figures", len(event.moves))
        leftovers.add("links", len(event.links))


def _article(report: Report) -> dict[str, Any]:
    article = report.article
    return {
        "@id": _urn("article", article.id),
        "@type": "NewsArticle",
        "headline": article.title,
        "publisher": _named("NewsMediaOrganization", article.outlet),
        "datePublished": article.published,
        "author": [_named("Person", name) for name in article.bylines],
        "inLanguage": article.language,
        "url": article.url,
    }


def _quotations(report: Report) -> Iterator[dict[str, Any]]:
    for said in report.attributions:
        yield {
            "@id": _urn("quotation", f"{report.article.id}/{said.id}"),
            "@type": "Quotation",
            "text": " ".join(report.article.quote(span) for span in said.content),
            "spokenByCharacter": [
                _named("Thing", name) for name in speakers_of(report, said.id)
            ],
            "isPartOf": {"@id": _urn("article", report.article.id)},
            "dateline:stance": said.stance,
            "dateline:form": said.form,
            "dateline:relayedBy": [report.entity(one).name for one in said.relayed_by],
        }  # fmt: skip


def _event(event: Event) -> dict[str, Any]:
    when, where = event.when, event.where
    return {
        "@id": _urn("event", event.id),
        "@type": "Event",
        "name": " ".join([event.what.type, *event.what.modes]),
        "startDate": when.start if when else None,
        "endDate": when.end if when else None,
        "location": {
            "@type": "Place",
            "name": where.name,
            "address": {"@type": "PostalAddress", "addressCountry": where.country}
            if where.country
            else None,
            "geo": None
            if where.lat is None
            else {"@type": "GeoCoordinates", "latitude": where.lat, "longitude": where.lon},
        }
        if where
        else None,
        "subjectOf": [
            {"@id": _urn("article", article)}
            for article in dict.fromkeys(claim.voice.claim.article for claim in event.claims)
        ],
        "dateline:type": event.what.type,
        "dateline:mode": list(event.what.modes),
        "dateline:acled": event.what.acled,
        "dateline:status": event.status.best,
        "dateline:certainty": event.certainty.best,
        "dateline:actor": [_party(party) for party in event.actors],
        "dateline:recipient": [_party(party) for party in event.recipients],
        "dateline:target": [target.words for target in event.targets],
        "dateline:toll": [
            {"@type": "dateline:Toll", "dateline:kind": toll.kind, "dateline:low": toll.low,
             "dateline:best": toll.best, "dateline:high": toll.high}
            for toll in event.toll
        ],
        "dateline:contradiction": [
            {"dateline:field": one.field, "dateline:reason": one.reason,
             "dateline:side": [side.value for side in one.sides]}
            for one in event.contradictions
        ],
        "dateline:independentOrigins": event.counts.origins,
    }  # fmt: skip


def _claims(event: Event) -> Iterator[dict[str, Any]]:
    for claim in event.claims:
        voice = claim.voice
        yield {
            "@id": _claim_urn(voice.claim),
            "@type": "Claim",
            "about": {"@id": _urn("event", event.id)},
            "appearance": {"@id": _urn("article", voice.claim.article)},
            "author": [_named("Thing", name) for name in voice.speakers]
            or _named("NewsMediaOrganization", voice.outlet),
            "text": [quote.text for quote in voice.evidence],
            "dateline:certainty": voice.certainty,
            "dateline:status": claim.status,
            "dateline:relayedBy": list(voice.relayed_by),
            "dateline:isCopy": voice.is_copy,
            "dateline:score": claim.score,
        }


def _party(party: Party) -> dict[str, Any]:
    return {
        "@type": _TYPES.get(party.kind or "", "Thing"),
        "name": party.name,
        "dateline:country": party.country,
        "dateline:certainty": party.certainty,
    }


def _actor(node: Node) -> dict[str, Any]:
    return {
        "@id": _urn("actor", node.id),
        "@type": _TYPES.get(node.kind, "Thing"),
        "name": node.name,
        "dateline:country": node.country,
        "dateline:sector": node.sector,
    }


def _tie(edge: Edge) -> dict[str, Any]:
    tie = edge.tie
    return {
        "@id": _urn("tie", edge.id),
        "@type": "dateline:Tie",
        "dateline:from": {"@id": _urn("actor", edge.one.id)},
        "dateline:to": {"@id": _urn("actor", edge.other.id)},
        "dateline:kind": tie.kind,
        "dateline:certainty": tie.certainty,
        "dateline:saidBy": edge.speakers,
        "startDate": tie.when.start if tie.when else None,
        "text": edge.quotes,
        "isPartOf": {"@id": _urn("article", edge.report.article.id)},
    }


def _named(kind: str, name: str | None) -> dict[str, Any] | None:
    return {"@type": kind, "name": name} if name else None


def _claim_urn(claim: ClaimRef) -> str:
    return _urn("claim", f"{claim.article}/{claim.claim}")


def _urn(kind: str, record_id: str) -> str:
    return f"urn:dateline:{kind}:{record_id.replace('#', '/')}"


def _filled(node: Any) -> Any:
    """Without what is not known: JSON-LD says so by saying nothing."""
    if isinstance(node, dict):
        return {name: _filled(value) for name, value in node.items() if value not in (None, [])}
    return [_filled(value) for value in node] if isinstance(node, list) else node
