"""Who stands where in a projection: PageRank, betweenness, cores, and brokers between communities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.measures.communities import divide
from sinograph.graph.measures.dispatch import run
from sinograph.graph.measures.projections import undirected

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

#: So many pivots stand for all nodes in the betweenness of a larger graph (Brandes and Pich 2007).
PIVOTS = 500
#: PageRank is taken to this, so that its first digits are the same on every backend.
_TOLERANCE = 1e-14


@dataclass(frozen=True, slots=True)
class Influence:
    """One node of a projection.

    *ties* is how many others it is tied to. *pagerank* (Page and Brin 1998, damping 0.85) adds up to 1 over all nodes;
    ties that point lead to whom one depends on. *betweenness* (Freeman 1977) is the share of shortest paths between two
    others that pass through it, ties counted as one step each. *core* is the largest k so that it stands among nodes
    with k ties to each other (Seidman 1983). *brokerage* is the participation coefficient (Guimerà and Amaral, Nature
    433, 2005): 0 when all its ties lead into one community, towards 1 when they spread over many. *community* is the
    number that :func:`~sinograph.graph.measures.communities.divide` gives. *claims* are those of its ties.
    """

    node: str
    ties: int
    pagerank: float
    betweenness: float
    core: int
    brokerage: float
    community: int
    claims: tuple[str, ...]


def influence(graph: nx.Graph[str], seed: int = 0) -> list[Influence]:
    """Return every node of *graph*, the largest PageRank first, of equals by id.

    Above :data:`PIVOTS` nodes betweenness is estimated from that many, drawn with *seed*.
    """
    import networkx as nx

    plain = undirected(graph)
    ranks = run(nx.pagerank, graph, weight="weight", tol=_TOLERANCE, max_iter=1000)
    pivots = min(PIVOTS, len(plain))
    between = run(nx.betweenness_centrality, plain, k=pivots, seed=seed)
    cores = run(nx.core_number, plain)
    groups = divide(plain).number_of()
    rows = [
        Influence(
            node,
            plain.degree(node),
            ranks[node],
            between[node],
            cores[node],
            brokerage(plain, node, groups),
            groups[node],
            tuple(sorted({claim for _, _, data in plain.edges(node, data=True) for claim in data["claims"]})),
        )
        for node in plain
    ]
    return sorted(rows, key=lambda row: (-round(row.pagerank, 12), row.node))


def brokerage(graph: nx.Graph[str], node: str, groups: Mapping[str, int]) -> float:
    """Return 1 less the sum over communities of the squared share of the weight of *node* that leads there."""
    weights: dict[int, float] = defaultdict(float)
    for _, other, data in graph.edges(node, data=True):
        weights[groups[other]] += data["weight"]
    whole = sum(weights.values())
    return 1 - sum((weight / whole) ** 2 for weight in weights.values()) if whole else 0.0
