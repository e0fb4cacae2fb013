"""FollowTheMoney entities, one JSON object a line, for Aleph and OpenAleph.

Articles are Articles, actors are People, Organizations, PublicBodies or LegalEntities, events are
Events with who was surely involved, ties are UnknownLinks whose `status` is their certainty.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.export.acled import notes_of
from dateline.export.extras import load_extra
from dateline.export.leftovers import Leftovers
from dateline.export.network import Edge, Network, Node
from dateline.export.parties import state_name, sure_parties
from dateline.export.selection import Selection
from dateline.export.tables import text_of
from dateline.records import Event, Party, Report
from dateline.resources.country_codes import codes_of

_SCHEMATA = {
    "person": "Person", "organization": "Organization", "armed-group": "Organization",
    "outlet": "Organization", "state": "PublicBody",
}  # fmt: skip


def write_ftm(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the events that pass, their articles, and the actors and ties of these.

    Raises:
        ConfigError: followthemoney is not installed.
    """
    model = load_extra("followthemoney").model
    leftovers, network = Leftovers(), Network(selection)
    with text_of(out) as text:
        for schema, entity_id, properties in _entities(selection, network, leftovers):
            entity = model.make_entity(schema)
            entity.id = entity_id
            for name, values in properties.items():
                held = [value for value in values if value]
                entity.add(name, held)
                if held and not entity.get(name):
                    leftovers.add("values", because=f"FollowTheMoney takes no such {name}")
            text.write(json.dumps(entity.to_dict(), ensure_ascii=False) + "\n")
    return leftovers


_Made = tuple[str, str, dict[str, Iterable[str | None]]]


def _entities(selection: Selection, network: Network, leftovers: Leftovers) -> Iterator[_Made]:
    """Everything once, what is referred to before what refers to it."""
    written: set[str] = set()

    def once(made: Iterable[_Made]) -> Iterator[_Made]:
        for each in made:
            if each[1] not in written:
                written.add(each[1])
                yield each

    for event in selection.events():
        for report in selection.reports_of(event):
            if _article_id(report) not in written:
                yield from once([_article(report)])
                leftovers.add("attributions", len(report.attributions))
                for edge in network.edges(report):
                    yield from once([_actor(edge.one), _actor(edge.other), _tie(edge)])
        involved = list(_involved(event, selection, network, leftovers))
        yield from once(map(_actor, involved))
        yield _event(event, involved)
        _count_rest(event, leftovers)


def _involved(
    event: Event, selection: Selection, network: Network, leftovers: Leftovers
) -> Iterator[Node]:
    """Who takes part and is known as an entity; who is only alleged is not among them."""
    for party in sure_parties((*event.actors, *event.recipients)):
        node = _node(party, selection, network)
        if node is None:
            leftovers.add("parties", because="no entity is known for the words")
        else:
            yield node


def _node(party: Party, selection: Selection, network: Network) -> Node | None:
    for value in party.reported:
        if value.entity is not None:
            report = selection.report(value.entity.article)
            return network.node(report, report.entity(value.entity.entity))
    return None


def _article(report: Report) -> _Made:
    article = report.article
    return "Article", _article_id(report), {
        "title": [article.title],
        "publisher": [article.outlet],
        "publishedAt": [article.published[:10] if article.published else None],
        "sourceUrl": [article.url],
        "author": list(article.bylines),
        "bodyText": [article.text],
        "retrievedAt": [article.source.retrieved_at[:10]],
    }  # fmt: skip


def _actor(node: Node) -> _Made:
    return _SCHEMATA.get(node.kind, "LegalEntity"), _id(node.id), {
        "name": [node.name],
        "country": [codes_of(node.country).alpha2],
        "keywords": [node.kind, node.sector],
    }  # fmt: skip


def _event(event: Event, involved: list[Node]) -> _Made:
    where, when = event.where, event.when
    modes = f" ({', '.join(event.what.modes)})" if event.what.modes else ""
    place = f", {where.name}" if where else ""
    day = f", {when.start}" if when and when.start else ""
    return "Event", _id(event.id), {
        "name": [f"{event.what.type}{modes}{place}{day}"],
        "startDate": [when.start if when else None],
        "endDate": [when.end if when else None],
        "location": [where.name if where else None, state_name(where.country) if where else None],
        "country": [codes_of(where.country).alpha2 if where else None],
        "involved": [_id(node.id) for node in involved],
        "keywords": [event.what.type, *event.what.modes, f"status: {event.status.best}",
                     f"certainty: {event.certainty.best}"],
        "summary": [notes_of(event)],
        "notes": [f"{toll.kind}: {toll.figure}" for toll in event.toll],
        "proof": [_id(claim.voice.claim.article) for claim in event.claims],
        "recordId": [event.id],
    }  # fmt: skip


def _tie(edge: Edge) -> _Made:
    tie, article = edge.tie, edge.report.article
    return "UnknownLink", _id(edge.id), {
        "subject": [_id(edge.one.id)],
        "object": [_id(edge.other.id)],
        "role": [tie.kind],
        "status": [tie.certainty],
        "startDate": [tie.when.start if tie.when else None],
        "endDate": [tie.when.end if tie.when else None],
        "summary": edge.quotes,
        "description": [f"said by {' and '.join(edge.speakers)}" if edge.speakers else None],
        "publisher": [article.outlet],
        "sourceUrl": [article.url],
        "proof": [_id(article.id)],
    }  # fmt: skip


def _article_id(report: Report) -> str:
    return _id(report.article.id)


def _id(ours: str) -> str:
    """An id without "#", which would not do in an address."""
    return f"dateline-{ours.replace('#', '-')}"


def _count_rest(event: Event, leftovers: Leftovers) -> None:
    parties: tuple[Any, ...] = (*event.actors, *event.recipients)
    leftovers.add("alleged or disputed parties", len(parties) - len(sure_parties(parties)))
    leftovers.add("contradictions", len(event.contradictions))
    leftovers.add("accusations", len(event.accusations))
    leftovers.add("targets", len(event.targets))
