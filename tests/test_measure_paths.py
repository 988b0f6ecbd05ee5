"""Connections between two entities: shortest first, each hop with its claims, none through what connects everything."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError, Text, UnknownNameError
from sinograph.exports.analysis.paths import path_table
from sinograph.graph.measures import View
from sinograph.graph.measures.paths import connections, is_trivial, shortest
from sinograph.graph.receipts import EntityCard, Receipt
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import claim

if TYPE_CHECKING:
    from pathlib import Path

    from sinograph.exports.analysis.tables import Table

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
a,company,甲,A,,
b,company,乙,B,,
c,company,丙,C,,
d,company,丁,D,,
e,company,戊,E,,
ann,person,安,Ann,,
town,place,城,Town,,
"""


def view_of(folder: Path, rows: str) -> View:
    return tiny_view.view_of(folder, rows, ENTITIES)


def ways(table: Table) -> list[list[str]]:
    """Return each path as the nodes it leads to."""
    found: dict[str, list[str]] = {}
    for row in table.rows:
        found.setdefault(row["path_number"], []).append(row["to_id"])
    return list(found.values())


def test_a_hop_reads_in_the_direction_in_which_it_is_gone(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("b", "invested_in", "a") + claim("b", "supplies", "c"))

    rows = path_table(view, "en", "a", "c").rows

    assert [(row["from"], row["relation"], row["to"]) for row in rows] == [
        ("A", "investors", "B"),
        ("B", "supplies", "C"),
    ]


def test_the_shorter_path_comes_first(tmp_path: Path) -> None:
    rows = claim("a", "invested_in", "b") + claim("b", "invested_in", "c") + claim("a", "supplies", "c")

    assert ways(path_table(view_of(tmp_path, rows), "en", "a", "c", 2)) == [["c"], ["b", "c"]]


def test_of_equally_long_paths_the_one_of_most_sources_comes_first(tmp_path: Path) -> None:
    # By D both hops have two sources; by B one has two and one has one; by C both have one.
    rows = "".join((
        claim("a", "supplies", "b") + claim("a", "supplies", "b", source="s2") + claim("b", "supplies", "e"),
        claim("a", "supplies", "c") + claim("c", "supplies", "e"),
        claim("a", "supplies", "d") + claim("a", "supplies", "d", source="s2"),
        claim("d", "supplies", "e") + claim("d", "supplies", "e", source="s2"),
    ))  # fmt: skip

    view = view_of(tmp_path, rows)

    assert ways(path_table(view, "en", "a", "e", 3)) == [["d", "e"], ["b", "e"], ["c", "e"]]
    assert ways(path_table(view, "en", "a", "e", 1)) == [["d", "e"]]


def test_of_several_relations_the_one_of_most_sources_is_shown_and_the_others_are_named(tmp_path: Path) -> None:
    rows = claim("a", "competes_with", "b") + claim("a", "supplies", "b") + claim("a", "supplies", "b", source="s2")
    view = view_of(tmp_path, rows)

    (row,) = path_table(view, "en", "a", "b").rows

    assert (row["property"], row["other_relations"], len(row["claim_ids"].split())) == ("supplies", "competes_with", 2)


def test_no_path_leads_through_a_place_unless_asked(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("a", "based_in", "town") + claim("b", "based_in", "town"))

    with pytest.raises(EmptyAnswerError, match="with --through-everything there is a path"):
        path_table(view, "en", "a", "b")
    assert ways(path_table(view, "en", "a", "b", through_everything=True)) == [["town", "b"]]


def test_a_place_may_be_an_end(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("a", "based_in", "town"))

    assert ways(path_table(view, "zh", "town", "a")) == [["a"]]


def test_a_plan_connects_only_where_nothing_else_does_and_is_marked(tmp_path: Path) -> None:
    planned = claim("a", "acquired", "c", "outlook=planned")
    around = claim("a", "supplies", "b") + claim("b", "supplies", "c")

    assert ways(path_table(view_of(tmp_path / "1", planned + around), "en", "a", "c")) == [["b", "c"]]
    (row,) = path_table(view_of(tmp_path / "2", planned), "en", "a", "c").rows
    assert (row["outlook"], row["what"]) == ("planned", "planned")


def test_only_the_relations_asked_for_count(tmp_path: Path) -> None:
    rows = claim("a", "supplies", "c") + claim("a", "invested_in", "b") + claim("b", "invested_in", "c")
    view = view_of(tmp_path, rows)

    assert ways(path_table(view, "en", "a", "c", 9, ["invested_in"])) == [["b", "c"]]
    with pytest.raises(EmptyAnswerError, match="without --relation there is a path"):
        path_table(view, "en", "a", "c", 1, ["leads"])


def test_an_unknown_relation_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="invested_in"):
        path_table(view_of(tmp_path, claim("a", "supplies", "b")), "en", "a", "b", 1, ["investedin"])


def test_two_parts_are_told_apart_by_their_sizes(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("a", "supplies", "b") + claim("b", "supplies", "c") + claim("d", "supplies", "e"))

    with pytest.raises(EmptyAnswerError, match=r"from the one 2 entities can be reached, from the other 1"):
        path_table(view, "en", "a", "d")


def test_an_entity_without_relations_is_told(tmp_path: Path) -> None:
    view = view_of(tmp_path, claim("a", "supplies", "b") + claim("d", "founded", value="2020"))

    with pytest.raises(EmptyAnswerError, match="connects D to anything"):
        path_table(view, "en", "a", "d")


def test_an_entity_and_itself_is_no_question(tmp_path: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="both ends are A"):
        path_table(view_of(tmp_path, claim("a", "supplies", "b")), "en", "a", "a")


def test_a_hop_says_when_and_how_much_and_where_it_stands(tmp_path: Path) -> None:
    rows = claim("a", "invested_in", "b", "", "2024", value="3 million", unit="USD", precision="about")

    (row,) = path_table(view_of(tmp_path, rows), "en", "a", "b").rows

    assert (row["what"], row["title"], row["published"], row["locator"]) == (
        "about 3 million USD, 2024",
        "T",
        "2026-01-02",
        "p",
    )


def _receipt(number: int, one: str, two: str) -> Receipt:
    empty = dict.fromkeys(("value", "unit", "precision", "period", "locator", "note", "recorded"), "")
    return Receipt(
        claim=f"claim{number:03}",
        subject=one,
        property="supplies",
        object=two,
        qualifiers=(),
        mentioned=frozenset(),
        source=f"s{number}",
        status="accepted",
        reason=Text("", ""),
        rank="normal",
        fact=f"{one}{two}",
        **empty,
    )


def _view(pairs: list[tuple[str, str]]) -> View:
    cards = {name: EntityCard(name, "company", Text(name, name), (), (), "") for name in "abcdefg"}
    receipts = {r.claim: r for r in (_receipt(number, *pair) for number, pair in enumerate(pairs))}
    return View(cards, MappingProxyType({}), receipts)


def test_the_weakest_hop_counts_before_the_sum_of_sources() -> None:
    # By B: four sources and one, five in all; by C: two and two, four in all.
    pairs = [*[("a", "b")] * 4, ("b", "g"), *[("a", "c")] * 2, *[("c", "g")] * 2]

    (best,) = shortest(connections(_view(pairs)), "a", "g")

    assert [hop.target for hop in best] == ["c", "g"]


PAIRS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=14)


@settings(deadline=None)
@given(PAIRS, st.integers(1, 6))
def test_paths_are_simple_distinct_and_never_shorter_than_the_one_before(
    pairs: list[tuple[str, str]], count: int
) -> None:
    paths = shortest(connections(_view(pairs)), "a", "g", count)

    nodes = [("a", *(hop.target for hop in path)) for path in paths]
    assert all(len(set(way)) == len(way) for way in nodes)
    assert len(set(nodes)) == len(nodes) <= count
    assert [len(way) for way in nodes] == sorted(len(way) for way in nodes)


@settings(deadline=None)
@given(PAIRS)
def test_the_first_path_is_as_short_as_networkx_says(pairs: list[tuple[str, str]]) -> None:
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from("ag")
    paths = shortest(connections(_view(pairs)), "a", "g")

    assert [len(path) for path in paths] == (
        [nx.shortest_path_length(graph, "a", "g")] if nx.has_path(graph, "a", "g") else []
    )


@settings(deadline=None)
@given(PAIRS)
def test_asking_for_all_paths_gives_as_many_as_networkx_finds(pairs: list[tuple[str, str]]) -> None:
    graph = nx.Graph([pair for pair in pairs if pair[0] != pair[1]])
    graph.add_nodes_from("ag")

    assert len(shortest(connections(_view(pairs)), "a", "g", 1000)) == len(list(nx.all_simple_paths(graph, "a", "g")))


@settings(deadline=None)
@given(PAIRS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_claims_changes_nothing(pairs: list[tuple[str, str]], chance: object, count: int) -> None:
    view = _view(pairs)
    names = sorted(view.receipts)
    chance.shuffle(names)  # type: ignore[attr-defined]
    other = View(view.entities, view.sources, {name: view.receipts[name] for name in names})

    assert shortest(connections(view), "a", "g", count) == shortest(connections(other), "a", "g", count)


def test_on_the_real_facts_paths_avoid_trivial_kinds_and_every_hop_is_said(view: View) -> None:
    table = path_table(view, "zh", "zhipu", "nvidia", 5)

    inner = [way[:-1] for way in ways(table)]
    assert len(inner) == 5
    assert not [node for way in inner for node in way if is_trivial(view, node)]
    for row in table.rows:
        first = view.receipts[row["claim_ids"].split()[0]]
        assert {first.subject, first.object} == {row["from_id"], row["to_id"]}
