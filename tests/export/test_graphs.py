"""GEXF, FollowTheMoney, STIX and JSON-LD: each read by the library of those who use it."""

import dataclasses
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

import networkx
import pytest
import rdflib
import stix2
from followthemoney import model

from dateline.errors import ConfigError
from dateline.export.stix import CONFIDENCE, CONFIRMED
from dateline.records import Report, Tie, event_from_json
from dateline.store import Archive
from tests.export.conftest import export_bytes
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]
GEXF = "{http://gexf.net/1.3}"
SCHEMA = rdflib.Namespace("https://schema.org/")
DATELINE = rdflib.Namespace("urn:dateline:")

# rdflib still uses itself what it has deprecated.
_OF_RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def ties_of(archive: Archive) -> list[tuple[Report, Tie]]:
    return [(report, tie) for report in archive.reports() for tie in report.ties]


def with_tie(report: Report, **tie: object) -> Report:
    """A report in which its first entity is tied to its second."""
    one, other = report.entities[:2]
    made = Tie(from_=one.id, to=other.id, evidence=one.mentions, **tie)  # type: ignore[arg-type]
    return dataclasses.replace(report, ties=(made,))


def ftm(archive: Archive) -> list[dict[str, object]]:
    data, _ = export_bytes(archive, "ftm")
    return [json.loads(line) for line in data.splitlines()]


def graph(archive: Archive) -> rdflib.Graph:
    data, _ = export_bytes(archive, "jsonld")
    return rdflib.Graph().parse(data=data, format="json-ld")


def test_gexf_has_an_edge_for_every_tie(examples: Archive) -> None:
    data, leftovers = export_bytes(examples, "gexf")
    ties = ties_of(examples)
    assert len(ties) > 3
    edges = ElementTree.fromstring(data).findall(f".//{GEXF}edge")  # noqa: S314  # our own
    assert [edge.get("kind") for edge in edges] == [tie.kind for _, tie in ties]
    for edge, (report, tie) in zip(edges, ties, strict=True):
        held = {value.get("for"): value.get("value") for value in edge.iter(f"{GEXF}attvalue")}
        assert held["certainty"] == tie.certainty
        assert held["article"] == report.article.id
    assert leftovers.count("claims") == examples.counts().claims
    nodes = {node.get("id") for node in ElementTree.fromstring(data).iter(f"{GEXF}node")}  # noqa: S314
    assert {edge.get(end) for edge in edges for end in ("source", "target")} == nodes


def test_networkx_reads_gexf(made: Make) -> None:
    report = with_tie(make_report(), kind="supplies", certainty="alleged")
    data, _ = export_bytes(made([report]), "gexf")
    # networkx knows GEXF up to 1.2, which names edges and nodes alike.
    read = networkx.read_gexf(io.BytesIO(data.replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
                                         .replace(b'version="1.3"', b'version="1.2"')))  # fmt: skip
    assert len(read.nodes) == 2
    ((_, _, held),) = read.edges(data=True)
    assert held["certainty"] == "alleged"


def test_gexf_is_xml_whatever_stands_in_a_text(made: Make) -> None:
    report = with_tie(make_report(claims=[MadeClaim(actor='A"<&\x01>Band')]), kind="allied",
                      certainty="stated")  # fmt: skip
    data, _ = export_bytes(made([report]), "gexf")
    root = ElementTree.fromstring(data)  # noqa: S314  # our own
    assert 'A"<&\ufffd>Band' in {node.get("label") for node in root.iter(f"{GEXF}node")}


def test_ftm_is_valid_by_its_own_library(examples: Archive) -> None:
    entities = ftm(examples)
    ids = [entity["id"] for entity in entities]
    assert len(ids) == len(set(ids))
    for data in entities:
        proxy = model.get_proxy(data)
        proxy.schema.validate(data)
        for prop, value in proxy.itervalues():
            assert prop.type.clean(value) is not None, (prop, value)
            if prop.type.name == "entity":
                assert value in ids
    schemata = {entity["schema"] for entity in entities}
    assert {"Article", "Event", "Person", "Organization", "UnknownLink"} <= schemata
    events = [entity for entity in entities if entity["schema"] == "Event"]
    assert len(events) == len(list(examples.events()))


def test_ftm_keeps_certainty_and_leaves_the_alleged_out(made: Make) -> None:
    report = with_tie(make_report(claims=[MadeClaim(actor="Red Guard", certainty="alleged")]),
                      kind="supplies", certainty="disputed")  # fmt: skip
    archive = made([report])
    link, event = (next(one["properties"] for one in ftm(archive) if one["schema"] == schema)
                   for schema in ("UnknownLink", "Event"))  # fmt: skip
    assert (link["role"], link["status"]) == (["supplies"], ["disputed"])  # type: ignore[index]
    assert "certainty: alleged" in event["keywords"]  # type: ignore[index]
    assert "involved" not in event  # type: ignore[operator]
    _, leftovers = export_bytes(archive, "ftm")
    assert leftovers.count("alleged or disputed parties") == 2


def test_stix_is_valid_by_its_own_library(examples: Archive) -> None:
    data, _ = export_bytes(examples, "stix")
    bundle = stix2.parse(data.decode(), version="2.1")
    objects = {one["id"]: one for one in bundle.objects}
    assert len(objects) == len(bundle.objects)
    kinds = {one["type"] for one in bundle.objects}
    assert {"incident", "identity", "location", "relationship", "report"} <= kinds
    for one in bundle.objects:
        refs = [one[name] for name in ("source_ref", "target_ref") if name in one]
        for ref in (*refs, *one.get("object_refs", ())):
            assert ref in objects
    incidents = [one for one in bundle.objects if one["type"] == "incident"]
    events = [event_from_json(row.record) for row in examples.events()]
    assert len(incidents) == len(events)
    for incident, event in zip(incidents, events, strict=True):
        assert f"certainty:{event.certainty.best}" in incident["labels"]
        is_confirmed = event.certainty.best == "stated" and event.counts.origins >= 2
        expected = CONFIRMED if is_confirmed else CONFIDENCE[event.certainty.best]
        assert incident["confidence"] == expected
    assert CONFIRMED in {incident["confidence"] for incident in incidents}


@pytest.mark.parametrize(("certainty", "confidence"), CONFIDENCE.items())
def test_stix_keeps_confidence(made: Make, certainty: str, confidence: int) -> None:
    claim = MadeClaim(certainty=certainty)  # type: ignore[arg-type]
    report = with_tie(make_report(claims=[claim]), kind="fights", certainty=certainty)
    data, _ = export_bytes(made([report]), "stix")
    bundle = stix2.parse(data.decode(), version="2.1")
    tie = next(one for one in bundle.objects if one.get("relationship_type") == "fights")
    assert tie["confidence"] == confidence
    assert tie["labels"] == [f"certainty:{certainty}"]
    incident = next(one for one in bundle.objects if one["type"] == "incident")
    assert incident["confidence"] == confidence


def test_stix_names_the_same_things_alike_each_time(examples: Archive) -> None:
    first, second = (export_bytes(examples, "stix")[0] for _ in range(2))
    assert first == second


@_OF_RDFLIB
def test_jsonld_reads_as_a_graph(examples: Archive) -> None:
    found = graph(examples)
    counts = examples.counts()
    kinds = {kind: len(set(found.subjects(rdflib.RDF.type, SCHEMA[kind])))
             for kind in ("Event", "Claim", "NewsArticle", "Quotation")}  # fmt: skip
    assert kinds["Event"] == len(list(examples.events()))
    assert kinds["Claim"] == counts.claims
    told = {row.article_id for row in examples.claims()}
    said = sum(len(one.attributions) for one in examples.reports() if one.article.id in told)
    assert kinds["NewsArticle"] == len(told)
    assert kinds["Quotation"] == said
    for claim in found.subjects(rdflib.RDF.type, SCHEMA.Claim):
        assert found.value(claim, DATELINE.certainty)
        article = found.value(claim, SCHEMA.appearance)
        assert (article, rdflib.RDF.type, SCHEMA.NewsArticle) in found


@_OF_RDFLIB
def test_jsonld_claims_quote_their_article(examples: Archive) -> None:
    found = graph(examples)
    for claim in found.subjects(rdflib.RDF.type, SCHEMA.Claim):
        article_id = str(found.value(claim, SCHEMA.appearance)).removeprefix(
            "urn:dateline:article:"
        )
        report = examples.report(article_id)
        assert report is not None
        for text in found.objects(claim, SCHEMA.text):
            assert str(text) in report.article.text


@pytest.mark.parametrize(("name", "library"), [("ftm", "followthemoney"), ("stix", "stix2")])
def test_a_missing_library_explains_itself(
    examples: Archive, name: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    hint = re.escape(f"needs {library}; install it with: pip install 'dateline[{name}]'")
    with pytest.raises(ConfigError, match=hint):
        export_bytes(examples, name)
