"""What the maps share: the facts they are drawn from, and nodes and edges as the page takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.wording import label
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pyoxigraph import Store

    from sinograph.graph.network import Edge
    from sinograph.graph.receipts import EntityCard

Point = tuple[float, float]
Points = dict[str, Point]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a map may draw from: the store, its entities by id, and its edges in order."""

    store: Store
    entities: Mapping[str, EntityCard]
    edges: tuple[Edge, ...]


def both(text: Text) -> dict[str, str]:
    """Return *text* as the page takes it."""
    return {"en": text.en, "zh": text.zh}


def draw(scope: Scope, points: Points, edges: Iterable[Edge], size: Callable[[str], float]) -> dict[str, Any]:
    """Return the map's nodes at *points* and the *edges* between them, built with pyvis."""
    from pyvis.network import Network

    network = Network(directed=True)
    for entity, (x, y) in sorted(points.items()):
        group = scope.entities[entity].kind
        network.add_node(entity, x=round(x, 1), y=round(y, 1), size=size(entity), group=group)
    symmetric = {p.name for p in load_vocabulary().properties.values() if p.symmetric}
    for edge in edges:
        network.add_edge(
            edge.source,
            edge.target,
            id=edge.id,
            relation=edge.relation,
            claims=list(edge.claims),
            rule=edge.rules[0] if edge.rules else None,
            style="dashed" if edge.outlook else "solid",
            disputed=edge.disputed,
            width=2,
            arrows=edge.relation not in symmetric,
        )
    keep = ("id", "group", "x", "y", "size")
    return {"nodes": [{key: node[key] for key in keep} for node in network.nodes], "edges": network.edges}


def legend(drawn: Mapping[str, Any], **nodes: Text) -> list[dict[str, Any]]:
    """Return a legend of the kinds of node and styles of edge that occur in *drawn*, and of no others.

    A kind is called by its label in the ontology, or as *nodes* says.
    """
    kinds = sorted({node["group"] for node in drawn["nodes"]})
    styles = {style for edge in drawn["edges"] for style in _styles(edge)}
    marks = [{"mark": "node", "group": kind, "label": both(nodes.get(kind, label(kind)))} for kind in kinds]
    lines = [{"mark": "edge", "style": s, "label": both(text)} for s, text in _STYLES.items() if s in styles]
    return marks + lines


_STYLES = {
    "solid": Text("reported", "已报告"),
    "dashed": Text("planned or expected", "计划或预计"),
    "inferred": Text("inferred by rule", "由规则推断"),
    "disputed": Text("disputed", "有争议"),
}


def _styles(edge: Mapping[str, Any]) -> set[str]:
    line = "inferred" if edge["rule"] else str(edge["style"])
    return {line, "disputed"} if edge["disputed"] else {line}
