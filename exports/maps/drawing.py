"""What the maps share: the facts they are drawn from, and nodes and edges as the page takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.wording import label
from sinograph.graph.clocks import NOW
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

    from sinograph.graph.clocks import Clocks
    from sinograph.graph.measures import View
    from sinograph.graph.network import Edge
    from sinograph.graph.receipts import EntityCard

Point = tuple[float, float]
Points = dict[str, Point]


@dataclass(frozen=True)
class Scope:
    """What a map may draw from: the store, the accepted view in memory, and its edges in order."""

    store: Store
    view: View
    edges: tuple[Edge, ...]
    clocks: Clocks = NOW

    @property
    def day(self) -> date:
        """The day of the facts: that on which they are to be true or known, else that of the latest record."""
        recorded = (date.fromisoformat(receipt.recorded) for receipt in self.view.receipts.values())
        return self.clocks.true_on or self.clocks.known_on or max(recorded, default=date.min)

    @property
    def entities(self) -> Mapping[str, EntityCard]:
        """The entities by id."""
        return self.view.entities


def both(text: Text) -> dict[str, str]:
    """Return *text* as the page takes it."""
    return {"en": text.en, "zh": text.zh}


@dataclass(frozen=True, slots=True)
class Mark:
    """A node of a map as its builder places it; ``viewer/data.js`` says what each field means.

    *entity* may be left out where *id* is an entity's, *group* where it is that entity's kind.
    """

    id: str
    x: float
    y: float
    size: float
    group: str = ""
    entity: str = ""
    label: Text | None = None
    claims: Sequence[str] = ()
    places: Sequence[Mapping[str, Any]] = ()
    cluster: str = ""


def draw(scope: Scope, marks: Iterable[Mark], lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the nodes and edges of a map, built with pyvis: *marks* by id, *lines* as :func:`line` gives them.

    What a mark leaves out is left out of the data too, so that the page stays small.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    for mark in sorted(marks, key=lambda mark: mark.id):
        network.add_node(mark.id, **_node(scope, mark))
    for each in lines:
        network.add_edge(each["from"], each["to"], **{k: v for k, v in each.items() if k not in {"from", "to"}})
    # pyvis gives each node a label, a shape and font: the names are in the entities, the looks in the page.
    nodes = [
        {k: v for k, v in node.items() if k in _NODE and (k != "label" or v != node["id"])} for node in network.nodes
    ]
    return {"nodes": nodes, "edges": network.edges}


_NODE = ("id", "group", "x", "y", "size", "entity", "label", "claims", "places", "cluster")


def _node(scope: Scope, mark: Mark) -> dict[str, Any]:
    card = scope.entities.get(mark.entity or mark.id)
    node: dict[str, Any] = {
        "x": round(mark.x, 1),
        "y": round(mark.y, 1),
        "size": round(mark.size, 1),
        "group": mark.group or (card.kind if card else "other"),
    }
    optional: dict[str, Any] = {
        "entity": mark.entity,
        "claims": list(mark.claims),
        "places": list(mark.places),
        "cluster": mark.cluster,
    }
    if mark.label:
        optional["label"] = both(mark.label)
    return node | {key: value for key, value in optional.items() if value}


def graph_map(
    name: str,
    title: Text,
    question: Text,
    drawn: Mapping[str, Any],
    *,
    legend: Sequence[Mapping[str, Any]],
    **rest: Any,
) -> dict[str, Any]:
    """Return a whole map of what is *drawn*; *rest* are its clusters, regions and axes, where it has such."""
    plain: dict[str, Any] = {"clusters": [], "regions": [], "axes": None}
    return {
        "id": name,
        "title": both(title),
        "question": both(question),
        **drawn,
        **plain,
        "legend": legend,
        **rest,
    }


def line(edge: Edge, **given: Any) -> dict[str, Any]:
    """Return *edge* as the page takes it; *given* replaces or adds fields of a ``MapEdge``."""
    return {
        "from": edge.source,
        "to": edge.target,
        "id": edge.id,
        "relation": edge.relation,
        "claims": list(edge.claims),
        "rule": edge.rules[0] if edge.rules else None,
        "style": "dashed" if edge.outlook else "solid",
        "disputed": edge.disputed,
        "width": 2,
        "arrows": edge.relation not in _symmetric(),
        **given,
    }


@cache
def _symmetric() -> frozenset[str]:
    return frozenset(prop.name for prop in load_vocabulary().properties.values() if prop.symmetric)


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
