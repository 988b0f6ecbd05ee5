"""PageRank, cores, sampled betweenness and communities on 100,000 nodes and 600,000 edges: ours, igraph's, NetworkX's.

``python bench/graph_measures.py`` prints one row a measure, seconds and ratios, all from one run; ``docs/scale.md`` has
the figures. *ours* goes through NetworkX's dispatch as the measures do, on a graph that was converted before (NetworkX
keeps the converted one); *igraph* is the bare call on an igraph graph. *with conversion* starts from the NetworkX graph
on both sides: ours converts, igraph's own ``Graph.from_networkx`` does. NetworkX has no Leiden:
Louvain stands there.
"""

from __future__ import annotations

import argparse
import random
from itertools import accumulate
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import igraph
import networkx as nx

from sinograph.graph.measures.dispatch import run
from sinograph.graph.measures.igraph_backend import ITERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

GROUPS, INSIDE = 400, 0.7
PIVOTS = 20


def make_graph(nodes: int, edges: int) -> nx.Graph[str]:
    """Return a graph with a long-tailed degree and planted groups, the same for the same numbers."""
    draw = random.Random(1)
    weights = list(accumulate(draw.paretovariate(1.5) for _ in range(nodes)))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"n{i}" for i in range(nodes))
    ends: set[tuple[int, int]] = set()
    while len(ends) < edges:
        first, anywhere = draw.choices(range(nodes), cum_weights=weights, k=2)
        second = draw.choice(range(first % GROUPS, nodes, GROUPS)) if draw.random() < INSIDE else anywhere
        if first != second:
            ends.add((min(first, second), max(first, second)))
    graph.add_edges_from((f"n{a}", f"n{b}", {"weight": float(draw.randint(1, 3))}) for a, b in sorted(ends))
    return graph


def timed(function: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


def fresh(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return *graph* with no converted copy kept."""
    graph.__networkx_cache__.clear()
    return graph


class Case(NamedTuple):
    """One measure: NetworkX's function with its arguments, igraph's own call, and what plain NetworkX has instead."""

    name: str
    function: Callable[..., Any]
    arguments: dict[str, Any]
    bare: Callable[[igraph.Graph], object]
    plain: Callable[..., Any]


def cases(pivots: list[int]) -> list[Case]:
    """Return the measures."""
    weight: dict[str, Any] = {"weight": "weight"}
    leiden, louvain = nx.community.leiden_communities, nx.community.louvain_communities
    between = nx.betweenness_centrality
    return [
        Case("PageRank", nx.pagerank, weight, lambda g: g.pagerank(weights="weight"), nx.pagerank),
        Case("cores", nx.core_number, {}, lambda g: g.coreness(), nx.core_number),
        Case(
            f"betweenness, {len(pivots)} pivots",
            between,
            {"k": len(pivots), "seed": 1},
            lambda g: g.betweenness(sources=pivots),
            between,
        ),
        Case(
            "communities",
            leiden,
            {**weight, "seed": 1},
            lambda g: g.community_leiden("modularity", weights="weight", n_iterations=ITERATIONS),
            louvain,
        ),
    ]


def measure(case: Case, graph: nx.Graph[str], own: igraph.Graph, rounds: int) -> str:
    """Return one line: each pair of times is the best of *rounds*, taken in turn, of quick ones four times as many."""
    quick = timed(lambda: case.bare(own)) < 1
    warm, alone, cold, cold_alone = [], [], [], []
    for _ in range(4 * rounds if quick else rounds):
        cold.append(timed(lambda: run(case.function, fresh(graph), **case.arguments)))
        warm.append(timed(lambda: run(case.function, graph, **case.arguments)))
        random.seed(1)
        alone.append(timed(lambda: case.bare(own)))
        cold_alone.append(timed(lambda: case.bare(igraph.Graph.from_networkx(graph))))
    slow = timed(lambda: case.plain(graph, backend="networkx", **case.arguments))
    ours, theirs, first, first_theirs = min(warm), min(alone), min(cold), min(cold_alone)
    ratios = f"{ours:8.2f}{theirs:8.2f}{ours / theirs:7.2f} |{first:8.2f}{first_theirs:8.2f}{first / first_theirs:7.2f}"
    return f"{case.name:24}{ratios} |{slow:9.1f}{slow / ours:7.0f}{slow / first:7.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=600_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    graph = make_graph(given.nodes, given.edges)
    own = igraph.Graph.from_networkx(graph)
    pivots = random.Random(1).sample(range(given.nodes), PIVOTS)
    print(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges, best of {given.rounds} rounds, seconds")
    print(f"{'':24}{'converted before':^23} |{'with conversion':^23} |{'plain':>9}{'slower than':>14}")
    print(f"{'':24}{'ours  igraph  ratio':>23} |{'ours  igraph  ratio':>23} |{'NetworkX':>9}{'ours  with':>14}")
    for case in cases(pivots):
        print(measure(case, graph, own, given.rounds), flush=True)


if __name__ == "__main__":
    main()
