"""Who an entity is, across articles."""

import dataclasses
import json
from collections.abc import Callable, Sequence

from dateline.export.network import Network
from dateline.export.selection import Selection
from dateline.records import Report, Tie
from dateline.store import Archive
from tests.export.conftest import export_bytes
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]


def test_entities_of_two_articles_are_one_node(made: Make) -> None:
    reports = [
        make_report(number, claims=[MadeClaim(actor="Ilse Brandt", actor_kind="person")])
        for number in (1, 2)
    ]
    network = Network(Selection(made(reports)))
    first, second = (
        network.node(report, next(one for one in report.entities if one.name == "Ilse Brandt"))
        for report in reports
    )
    assert first == second
    assert first.id.startswith("actor-")


def test_words_that_are_no_actor_are_a_node_of_their_article(made: Make) -> None:
    reports = [make_report(number) for number in (1, 2)]
    network = Network(Selection(made(reports)))
    nodes = [network.node(report, report.entities[0]) for report in reports]
    assert [node.name for node in nodes] == ["Gunmen", "Gunmen"]
    assert nodes[0].id == f"{reports[0].article.id}#{reports[0].entities[0].id}"
    assert nodes[0] != nodes[1]


def test_a_tie_is_followed_to_the_actor_in_each_graph(made: Make) -> None:
    report = make_report(claims=[MadeClaim(actor="Ilse Brandt", actor_kind="person")])
    one, other = report.entities[:2]
    tie = Tie(from_=one.id, to=other.id, kind="supplies", certainty="stated",
              evidence=one.mentions)  # fmt: skip
    archive = made([dataclasses.replace(report, ties=(tie,))])
    (actor_id,) = (row.id for row in archive.actors() if row.name == "Ilse Brandt")
    assert f'source="{actor_id}"'.encode() in export_bytes(archive, "gexf")[0]
    graph = json.loads(export_bytes(archive, "jsonld")[0])["@graph"]
    (made_tie,) = (node for node in graph if node["@type"] == "dateline:Tie")
    assert made_tie["dateline:from"]["@id"] == f"urn:dateline:actor:{actor_id}"
