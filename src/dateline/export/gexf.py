"""GEXF 1.3: actors as nodes and each tie that an article reports as an edge; opens in Gephi.

Edges are not summed up: two outlets that report one tie are two edges, each with its certainty.
"""

import re
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from dateline.export.leftovers import Leftovers
from dateline.export.network import Edge, Network, Node
from dateline.export.selection import Selection
from dateline.export.tables import names, quotes, text_of

_NODE_FIELDS = ("kind", "country", "sector")
_EDGE_FIELDS = (
    "certainty", "said_by", "outlet", "published", "start", "end", "quotes", "article",
)  # fmt: skip
_MUTUAL = frozenset({"allied", "cooperates", "fights"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_gexf(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write the ties of the reports that pass."""
    leftovers, network = Leftovers(), Network(selection)
    edges: list[Edge] = []
    for report in selection.reports():
        edges += network.edges(report)
        carried = {said for tie in report.ties for said in tie.said_by}
        leftovers.add("attributions", len(report.attributions) - len(carried))
        leftovers.add("claims", len(report.claims))
    nodes = {node.id: node for edge in edges for node in (edge.one, edge.other)}
    with text_of(out) as text:
        text.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        text.write('<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
        text.write('<graph defaultedgetype="directed" mode="static">\n')
        text.write(_declared("node", _NODE_FIELDS) + _declared("edge", _EDGE_FIELDS))
        text.write("<nodes>\n" + "".join(map(_node, nodes.values())) + "</nodes>\n")
        text.write("<edges>\n" + "".join(map(_edge, edges)) + "</edges>\n")
        text.write("</graph>\n</gexf>\n")
    return leftovers


def _declared(what: str, fields: tuple[str, ...]) -> str:
    declared = "".join(f'<attribute id="{one}" title="{one}" type="string"/>\n' for one in fields)
    return f'<attributes class="{what}">\n{declared}</attributes>\n'


def _node(node: Node) -> str:
    values = {field: getattr(node, field) for field in _NODE_FIELDS}
    return f"<node id={_attr(node.id)} label={_attr(node.name)}>{_values(values)}</node>\n"


def _edge(edge: Edge) -> str:
    tie, article = edge.tie, edge.report.article
    values = {
        "certainty": tie.certainty,
        "said_by": names(edge.speakers),
        "outlet": article.outlet,
        "published": article.published,
        "start": tie.when.start if tie.when else None,
        "end": tie.when.end if tie.when else None,
        "quotes": quotes(edge.quotes),
        "article": article.id,
    }
    kind = "undirected" if tie.kind in _MUTUAL else "directed"
    return (
        f"<edge id={_attr(edge.id)} source={_attr(edge.one.id)} target={_attr(edge.other.id)}"
        f' type="{kind}" kind={_attr(tie.kind)} label={_attr(tie.kind)}>{_values(values)}</edge>\n'
    )


def _values(values: dict[str, str | None]) -> str:
    held = "".join(
        f"<attvalue for={_attr(name)} value={_attr(value)}/>"
        for name, value in values.items()
        if value is not None
    )
    return f"<attvalues>{held}</attvalues>" if held else ""


def _attr(value: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", value))
