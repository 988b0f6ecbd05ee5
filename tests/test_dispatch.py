"""Heavy measures run on igraph, on the backend that the user has set, or as plain NetworkX: with the same results."""

import math
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.graph.measures.dispatch import OURS, is_compiled, leiden, run

igraph = pytest.importorskip("igraph")


@st.composite
def graphs(draw: st.DrawFn) -> "nx.Graph[str]":
    """Draw a small weighted graph, directed or not."""
    count = draw(st.integers(3, 12))
    nodes = [f"n{i}" for i in range(count)]
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda pair: pair[0] != pair[1])
    graph: nx.Graph[str] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(nodes)
    for a, b in draw(st.lists(ends, max_size=30)):
        graph.add_edge(a, b, weight=float(draw(st.integers(1, 5))))
    return graph


def assert_close(ours: Mapping[Any, float], theirs: Mapping[Any, float]) -> None:
    assert ours.keys() == theirs.keys()
    for node, value in theirs.items():
        assert math.isclose(ours[node], value, rel_tol=1e-6, abs_tol=1e-9) or (
            math.isnan(value) and math.isnan(ours[node])
        )


@given(graphs())
@settings(deadline=None)
def test_pagerank_is_networkx_own(graph: "nx.Graph[str]") -> None:
    plain = nx.pagerank(graph, tol=1e-14, max_iter=10_000, backend="networkx")

    assert_close(nx.pagerank(graph, backend=OURS), plain)


@given(graphs(), st.booleans(), st.sampled_from([None, "weight"]), st.integers(2, 12))
@settings(deadline=None)
def test_betweenness_is_networkx_own_with_the_same_pivots(
    graph: "nx.Graph[str]", normalized: bool, weight: str | None, pivots: int
) -> None:
    options = {"normalized": normalized, "weight": weight, "k": min(pivots, len(graph)), "seed": 3}

    ours = nx.betweenness_centrality(graph, backend=OURS, **options)

    assert_close(ours, nx.betweenness_centrality(graph, backend="networkx", **options))


@given(graphs())
@settings(deadline=None)
def test_core_numbers_are_networkx_own(graph: "nx.Graph[str]") -> None:
    assert nx.core_number(graph, backend=OURS) == nx.core_number(graph, backend="networkx")


def test_a_pivot_alone_is_undefined_as_in_networkx() -> None:
    path = nx.path_graph(4)

    ours = nx.betweenness_centrality(path, k=1, seed=1, backend=OURS)

    assert_close(ours, nx.betweenness_centrality(path, k=1, seed=1, backend="networkx"))


def test_leiden_finds_two_cliques_joined_by_one_edge() -> None:
    graph = nx.relabel_nodes(nx.barbell_graph(5, 0), str)

    found, method = leiden(graph, seed=0)

    assert method == "leiden"
    assert {frozenset(group) for group in found} == {frozenset("01234"), frozenset("56789")}


def test_leiden_gives_the_same_for_the_same_seed_and_leaves_pythons_own_dice_alone() -> None:
    graph = nx.gnp_random_graph(60, 0.1, seed=1)
    random.seed(7)
    first, _ = leiden(graph, seed=4)
    after = random.random()  # noqa: S311
    second, _ = leiden(graph, seed=4)
    random.seed(7)

    assert first == second
    assert random.random() == after  # noqa: S311


def test_what_igraph_lacks_falls_to_networkx() -> None:
    graph = nx.karate_club_graph()

    ours = run(nx.pagerank, graph, personalization={0: 1.0})

    assert_close(ours, nx.pagerank(graph, personalization={0: 1.0}, backend="networkx"))
    with pytest.raises(NotImplementedError):
        nx.pagerank(nx.karate_club_graph(), personalization={0: 1.0}, backend=OURS)


def test_self_loops_are_refused_as_networkx_does() -> None:
    with pytest.raises(nx.NetworkXNotImplemented):
        nx.core_number(nx.Graph([(1, 1)]), backend=OURS)


def test_a_graph_stays_a_plain_networkx_graph_and_a_change_is_seen() -> None:
    graph = nx.path_graph(5)
    before = run(nx.core_number, graph)
    graph.add_edge(0, 4)

    assert type(graph) is nx.Graph
    assert (before[0], run(nx.core_number, graph)[0]) == (1, 2)


# A stranger's backend, as nx-cugraph or nx-neptune would be: NetworkX finds it by the entry point of a distribution.
BACKEND = """
import networkx as nx
CALLS = []
class Borrowed:
    __networkx_backend__ = "tiny"
    def __init__(self, graph): self.graph = graph
    def is_directed(self): return self.graph.is_directed()
    def is_multigraph(self): return self.graph.is_multigraph()
def convert_from_nx(graph, **_): return Borrowed(graph)
def convert_to_nx(result, **_): return result
def __getattr__(name):
    if name not in {"pagerank", "betweenness_centrality", "core_number", "leiden_communities"}:
        raise AttributeError(name)
    def measure(borrowed, *args, **kwargs):
        CALLS.append(name)
        if name == "leiden_communities":
            return [set(borrowed.graph)]
        return getattr(nx, name)(borrowed.graph, *args, backend="networkx", **kwargs)
    return measure
"""
PROGRAM = """
import networkx as nx, tiny_backend
from sinograph.graph.measures.communities import divide
from sinograph.graph.measures.influence import influence
graph = nx.path_graph(["a", "b", "c"])
nx.set_edge_attributes(graph, 1.0, "weight")
nx.set_edge_attributes(graph, ("x",), "claims")
print([row.node for row in influence(graph)], len(divide(graph).communities), sorted(set(tiny_backend.CALLS)))
"""


def stranger(folder: Path, environment: dict[str, str], program: str = PROGRAM, backend: str = BACKEND) -> str:
    """Run the measures in a process that has the stranger's backend installed."""
    (folder / "tiny_backend.py").write_text(backend, "utf-8")
    info = folder / "tiny_backend-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny-backend\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[networkx.backends]\ntiny = tiny_backend\n", "utf-8")
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(folder), **environment}
    )
    return done.stdout.strip()


def test_a_backend_set_in_the_usual_way_is_reached_by_every_heavy_measure(tmp_path: Path) -> None:
    called = "['betweenness_centrality', 'core_number', 'leiden_communities', 'pagerank']"

    assert stranger(tmp_path, {"NETWORKX_BACKEND_PRIORITY_ALGOS": "tiny"}) == f"['b', 'a', 'c'] 1 {called}"


def test_a_backend_that_is_only_installed_is_not_used(tmp_path: Path) -> None:
    assert stranger(tmp_path, {}).endswith("[]")


def test_a_backend_that_does_not_go_with_this_networkx_is_a_sentence(tmp_path: Path) -> None:
    program = (
        "import networkx as nx\nfrom sinograph.errors import BackendError\n"
        "from sinograph.graph.measures.dispatch import run\n"
        "try: run(nx.pagerank, nx.path_graph(3))\nexcept BackendError as error: print(error)"
    )
    broken = "from networkx.algorithms.centrality.betweenness import _no_such_thing"

    said = stranger(tmp_path, {"NETWORKX_BACKEND_PRIORITY_ALGOS": "tiny"}, program, broken)

    assert "_no_such_thing" in said
    assert "docs/scale.md" in said


WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name == "igraph": raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "igraph" else found(name, package)
import networkx as nx
from sinograph.graph.measures.communities import divide
from sinograph.graph.measures.influence import influence
graph = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("d", "e"), ("e", "f"), ("d", "f")], )
nx.set_edge_attributes(graph, 1.0, "weight")
nx.set_edge_attributes(graph, ("x",), "claims")
division = divide(graph)
print(division.method, [group.members for group in division.communities])
print([(row.node, round(row.pagerank, 9), round(row.betweenness, 9), row.core) for row in influence(graph)])
"""


def test_without_igraph_the_same_comes_from_plain_networkx_and_communities_say_so() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)  # noqa: S603
    with_igraph = WITHOUT.replace('name == "igraph"', 'name == "nothing"')
    again = subprocess.run([sys.executable, "-c", with_igraph], capture_output=True, text=True, check=True)  # noqa: S603

    assert is_compiled()
    assert done.stdout.replace("louvain", "leiden") == again.stdout
    assert done.stdout.startswith("louvain [('a', 'b', 'c'), ('d', 'e', 'f')]")
