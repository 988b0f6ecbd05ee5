"""Keeps a map of thousands readable: its communities become clusters that the reader opens.

A map's builder gathers what its meaning suggests; what is still too much to read at once is gathered here by who has
most to do with whom.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import both

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sinograph.exports.maps.drawing import Scope

#: More marks than this are not read, they are a texture.
MOST_MARKS = 320
#: A community of fewer is not worth a cluster.
_FEWEST = 3


def gathered(scope: Scope, graph_map: dict[str, Any]) -> dict[str, Any]:
    """Return *graph_map*, its communities as clusters if it has more marks than are read at once.

    The best connected member of each community stands for itself, the others of its community hide in the cluster
    beside it. A chart stays as it is: there, places are figures.
    """
    if graph_map["axes"] or _marks(graph_map) <= MOST_MARKS:
        return graph_map
    nodes = {node["id"]: node for node in graph_map["nodes"]}
    degree = _degrees(graph_map)
    clusters, joined = [], {}
    for number, members in enumerate(_communities(graph_map), 1):
        hub, *rest = sorted(members, key=lambda name: (-degree[name], name))
        if len(rest) < _FEWEST:
            continue
        name = f"community-{number}"
        joined.update(dict.fromkeys(rest, name))
        clusters.append(_cluster(scope, name, nodes[hub], [nodes[member] for member in rest]))
    kept = [{key: value for key, value in node.items() if key != "cluster"} for node in graph_map["nodes"]]
    marked = [node | ({"cluster": joined[node["id"]]} if node["id"] in joined else {}) for node in kept]
    return {**graph_map, "nodes": marked, "clusters": clusters}


def _marks(graph_map: Mapping[str, Any]) -> int:
    return len(graph_map["clusters"]) + sum("cluster" not in node for node in graph_map["nodes"])


def _degrees(graph_map: Mapping[str, Any]) -> dict[str, int]:
    degree: dict[str, int] = defaultdict(int)
    for edge in graph_map["edges"]:
        degree[edge["from"]] += 1
        degree[edge["to"]] += 1
    return degree


def _communities(graph_map: Mapping[str, Any]) -> list[list[str]]:
    """Return the communities of the map by Louvain with a fixed seed, the largest first, members by name.

    NetworkX's own, whatever backend is set, and on numbers rather than names: the same map gives the same clusters.
    """
    import networkx as nx

    names = sorted(node["id"] for node in graph_map["nodes"])
    number = {name: at for at, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from((number[edge["from"]], number[edge["to"]]) for edge in graph_map["edges"])
    found = nx.community.louvain_communities(graph, seed=0, backend="networkx")
    return sorted(([names[at] for at in sorted(group)] for group in found), key=lambda group: (-len(group), group[0]))


def _cluster(scope: Scope, name: str, hub: Mapping[str, Any], members: list[dict[str, Any]]) -> dict[str, Any]:
    x, y = _beside(hub, members)
    card = scope.entities.get(hub.get("entity", hub["id"]))
    called = card.name if card else Text(hub["id"], hub["id"])
    label = Text(f"{{n}} around {called.en}", f"{called.zh}周围 {{n}} 个")
    size = round(10 + 2.2 * math.sqrt(len(members)), 1)
    return {"id": name, "label": both(label), "group": "cluster", "x": x, "y": y, "size": size}


def _beside(hub: Mapping[str, Any], members: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """Return where a cluster stands: in the middle of its members, but never upon their hub."""
    places = [(node["x"], node["y"]) for node in members]
    x, y = (sum(axis) / len(places) for axis in zip(*places, strict=True))
    away = math.dist((x, y), (hub["x"], hub["y"]))
    if away < (least := hub["size"] + 40):
        x, y = (hub["x"] + least, hub["y"]) if not away else _further(hub, x, y, least / away)
    return round(x, 1), round(y, 1)


def _further(hub: Mapping[str, Any], x: float, y: float, factor: float) -> tuple[float, float]:
    return hub["x"] + (x - hub["x"]) * factor, hub["y"] + (y - hub["y"]) * factor
