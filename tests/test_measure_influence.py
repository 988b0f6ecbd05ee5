"""Projections, PageRank, betweenness, cores, brokers, and communities with stable numbers."""

import random
import tempfile
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError, UnknownNameError
from sinograph.exports.analysis.influence import communities_table, influence_table
from sinograph.graph.measures import View
from sinograph.graph.measures.communities import divide
from sinograph.graph.measures.influence import influence
from sinograph.graph.measures.projections import PROJECTIONS, project, undirected
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import entities_of

ENTITIES = entities_of({**dict.fromkeys("ab", "company"), **dict.fromkeys("xy", "investor"), "p": "person"})
ROWS = (
    "x,invested_in,a,,,,,,s1,p,,2026-02-01,\n"
    "x,invested_in,b,,,,,,s1,p,,2026-02-01,\n"
    "y,invested_in,a,,,,,,s1,p,,2026-02-01,\n"
    "y,invested_in,b,,,,,outlook=planned,s1,p,,2026-02-01,\n"
    "p,works_for,a,,,,,,s1,p,,2026-02-01,\n"
    "p,founder_of,b,,,,,,s1,p,,2026-02-01,\n"
)


def view_of(folder: Path, rows: str = ROWS) -> View:
    return tiny_view.view_of(folder, rows, ENTITIES)


def weighted(edges: list[tuple[str, str]]) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for a, b in edges:
        graph.add_edge(a, b, weight=1.0, claims=(f"{a}{b}",))
    return graph


def karate_club() -> "nx.Graph[str]":
    """Return Zachary's club with our edge attributes."""
    graph: nx.Graph[str] = nx.Graph()
    for a, b, data in nx.karate_club_graph().edges(data=True):
        graph.add_edge(str(a), str(b), weight=data["weight"], claims=())
    return graph


def test_capital_leads_from_a_company_to_its_backers_and_plans_do_not_count(tmp_path: Path) -> None:
    graph = project(view_of(tmp_path), "capital")

    assert sorted(graph.edges()) == [("a", "x"), ("a", "y"), ("b", "x")]


def test_co_investors_are_joined_by_one_over_the_others_of_each_company(tmp_path: Path) -> None:
    graph = project(view_of(tmp_path), "co-investment")

    # Only a has two backers: 1 / (2 - 1).
    assert list(graph.edges(data="weight")) == [("x", "y", 1.0)]


def test_talent_joins_the_organisations_of_one_person_and_every_edge_names_its_claims(tmp_path: Path) -> None:
    view = view_of(tmp_path)
    ((_, _, data),) = project(view, "talent").edges(data=True)

    assert {view.receipts[claim].property for claim in data["claims"]} == {"works_for", "founder_of"}


def test_an_empty_projection_is_a_sentence_that_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(
        EmptyAnswerError, match=r"no tie of the projection rivalry \(companies named as competitors\).*capital"
    ):
        project(view_of(tmp_path), "rivalry")


def test_an_unknown_projection_offers_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="capital"):
        project(view_of(tmp_path), "capitol")


def test_a_path_of_three_by_hand() -> None:
    # a - b - c, undirected: PageRank of the middle is 0.05 + 0.85 (2 s) with s = 0.05 + 0.85 m/2, so m = 0.135/0.2775 =
    # 0.486486; one pair of two others, whose only path runs through b: betweenness 1; no node has two ties in a core.
    found = {row.node: row for row in influence(weighted([("a", "b"), ("b", "c")]))}

    assert round(found["b"].pagerank, 6) == 0.486486
    assert (found["b"].betweenness, found["a"].betweenness) == (1.0, 0.0)
    assert {row.core for row in found.values()} == {1}
    assert next(iter(found)) == "b"


def test_a_broker_spreads_its_ties_over_communities() -> None:
    # Two triangles and a node tied once to each: half its weight in either, 1 - (1/4 + 1/4) = 1/2, if it stood in
    # neither; it has to stand in one of them, and its ties still lead half and half.
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "e"), ("e", "f"), ("d", "f"), ("m", "a"), ("m", "d")]
    found = {row.node: row for row in influence(weighted(edges))}

    assert found["m"].brokerage == pytest.approx(0.5)
    assert found["b"].brokerage == 0.0


def test_measures_are_networkx_own_on_a_known_graph() -> None:
    graph = karate_club()
    found = {row.node: row for row in influence(graph)}
    ranks: Any = nx.pagerank(graph, tol=1e-14, max_iter=10_000, backend="networkx")
    between: Any = nx.betweenness_centrality(graph, backend="networkx")
    cores: Any = nx.core_number(graph, backend="networkx")

    for node, row in found.items():
        assert row.pagerank == pytest.approx(ranks[node])
        assert row.betweenness == pytest.approx(between[node])
        assert row.core == cores[node]


TWO_CLIQUES = [(f"{side}{i}", f"{side}{j}") for side, n in (("a", 4), ("b", 5)) for i in range(n) for j in range(i)]


def test_communities_are_numbered_by_size_and_named_after_their_centre() -> None:
    division = divide(weighted([*TWO_CLIQUES, ("a0", "b0")]))

    assert [(group.number, len(group.members), group.centre) for group in division.communities] == [
        (1, 5, "b0"),
        (2, 4, "a0"),
    ]
    # 6 and 10 ties inside, one between: modularity 16/17 - (13/34)^2 - (21/34)^2.
    assert division.modularity == pytest.approx(16 / 17 - (13 / 34) ** 2 - (21 / 34) ** 2)
    # Of the 21 ends of ties at the five, 20 stay inside.
    assert division.communities[0].inner == pytest.approx(20 / 21)
    assert division.communities[0].held == 1.0
    assert division.number_of()["a3"] == 2


def test_communities_match_networkx_own_modularity_and_partition_every_node() -> None:
    graph = karate_club()
    division = divide(graph)
    groups = [set(group.members) for group in division.communities]

    assert nx.community.is_partition(graph, groups)
    assert division.modularity == pytest.approx(nx.community.modularity(graph, groups))
    louvain = nx.community.louvain_communities(graph, seed=1)
    assert division.modularity >= nx.community.modularity(graph, louvain) - 1e-12


def test_a_community_that_hangs_on_chance_is_said_to() -> None:
    # A ring has many equally good cuts: runs differ, and pairs are not held together in all.
    ring = weighted([(f"{i:02}", f"{(i + 1) % 24:02}") for i in range(24)])

    assert min(group.held for group in divide(ring).communities) < 1


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=15)
def test_the_order_of_the_tables_changes_nothing(draw: random.Random) -> None:
    rows = ROWS.splitlines(keepends=True)
    shuffled = list(rows)
    draw.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        first, second = (
            view_of(Path(folder), "".join(lines)) for folder, lines in ((one, sorted(rows)), (two, shuffled))
        )

    for name in ("capital", "relations"):
        assert influence(project(first, name)) == influence(project(second, name))
        assert divide(undirected(project(first, name))) == divide(undirected(project(second, name)))


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_projection_of_the_real_facts_rests_on_claims(view: View, name: str) -> None:
    graph = project(view, name)

    assert all(data["claims"] for _, _, data in graph.edges(data=True))
    assert {claim for _, _, data in graph.edges(data=True) for claim in data["claims"]} <= set(view.receipts)
    assert {len(group.members) for group in divide(undirected(graph)).communities}


def test_an_entity_outside_the_projection_is_told_where_to_look(view: View) -> None:
    with pytest.raises(EmptyAnswerError, match="--projection capital"):
        influence_table(view, "en", "ascend", "rivalry")


def test_one_entity_brings_its_neighbours_and_rows_carry_claim_ids(view: View) -> None:
    rows = influence_table(view, "en", "zhipu", "rivalry").rows

    assert {"zhipu", "minimax"} <= {row["node_id"] for row in rows}
    assert all(row["claim_ids"] for row in rows)


def test_one_entity_brings_the_members_of_its_community(view: View) -> None:
    rows = communities_table(view, "zh", "zhipu", "capital").rows

    assert "zhipu" in {row["member_id"] for row in rows}
    assert len({row["number"] for row in rows}) == 1
