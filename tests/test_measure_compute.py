"""Who depends on whose chips and clouds, who is the only known supplier, and what if suppliers fell away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.errors import EmptyAnswerError, UnknownNameError
from sinograph.exports.analysis.compute import compute_table, weak_points_table, without_table
from sinograph.graph.measures.compute import Dependence, dependences
from sinograph.graph.measures.falling_away import Web
from sinograph.graph.measures.removals import parse_removed
from sinograph.tests import tiny_view
from sinograph.tests.tiny_view import claim as row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sinograph.errors import Language
    from sinograph.exports.analysis.tables import Table
    from sinograph.graph.measures import View

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers,country
lab,company,实验室,Lab,,,CN
peer,company,同行,Peer,,,CN
cloud,company,云,Cloud,,,US
other-cloud,company,他云,Other Cloud,,,CN
designer,company,设计,Designer,,,US
fab,company,代工,Fab,,,TW
second-fab,company,二厂,Second Fab,,,CN
chip,chip,芯,Chip,,,
spare,chip,备芯,Spare,,,
server,product,机,Server,,,
framework,product,架,Framework,,,
family,model_family,系,Family,,,
m1,model,模一,M1,,,
"""


#: lab's M1 was trained on Chip or Spare and runs on Chip alone; Chip has one designer and one fab, Spare nobody known.
CHAIN = "".join((
    row("lab", "develops", "m1"),
    row("m1", "trained_on", "chip"),
    row("m1", "trained_on", "spare"),
    row("m1", "runs_on", "chip", "use=inference"),
    row("designer", "develops", "chip"),
    row("fab", "manufactures", "chip"),
    row("cloud", "supplies_compute_to", "lab"),
))  # fmt: skip


def view_of(folder: Path, rows: str) -> View:
    return tiny_view.view_of(folder, rows, ENTITIES)


def needs(view: View) -> set[tuple[str, str, str]]:
    return {(each.user, each.role, each.supplier) for each in dependences(view)}


def test_each_relation_gives_its_role(tmp_path: Path) -> None:
    assert needs(view_of(tmp_path, CHAIN)) == {
        ("m1", "training", "chip"),
        ("m1", "training", "spare"),
        ("m1", "inference", "chip"),
        ("chip", "design", "designer"),
        ("chip", "fabrication", "fab"),
        ("lab", "cloud", "cloud"),
        ("lab", "training", "chip"),
        ("lab", "training", "spare"),
        ("lab", "inference", "chip"),
    }


def test_a_developer_depends_through_its_model_and_both_claims_are_cited(tmp_path: Path) -> None:
    view = view_of(tmp_path, row("lab", "develops", "m1") + row("m1", "trained_on", "chip"))

    (lifted,) = [each for each in dependences(view) if each.user == "lab"]

    assert (lifted.through, set(lifted.claims)) == (("m1",), set(view.receipts))


def test_a_model_without_a_developer_goes_by_that_of_its_family(tmp_path: Path) -> None:
    rows = row("m1", "in_family", "family") + row("lab", "develops", "family") + row("m1", "trained_on", "chip")

    assert ("lab", "training", "chip") in needs(view_of(tmp_path, rows))


def test_the_developer_of_the_model_goes_before_that_of_its_family(tmp_path: Path) -> None:
    rows = row("m1", "in_family", "family") + row("lab", "develops", "family") + row("peer", "develops", "m1")

    found = needs(view_of(tmp_path, rows + row("m1", "trained_on", "chip")))

    assert {user for user, _, supplier in found if supplier == "chip"} == {"m1", "peer"}


@pytest.mark.parametrize("qualifiers", ["outlook=planned", "ended=true", "until=2025"])
def test_plans_and_what_has_ended_take_no_part(tmp_path: Path, qualifiers: str) -> None:
    rows = row("cloud", "supplies_compute_to", "lab", qualifiers) + row("other-cloud", "supplies_compute_to", "lab")

    assert needs(view_of(tmp_path, rows)) == {("lab", "cloud", "other-cloud")}


def test_a_thing_that_no_claim_shows_to_be_hardware_is_a_platform(tmp_path: Path) -> None:
    rows = row("m1", "runs_on", "framework", "use=inference") + row("m1", "runs_on", "server", "use=inference")

    found = needs(view_of(tmp_path, rows + "server,power,,600,W,about,,,s1,p,,2026-02-01,\n"))

    assert found == {("m1", "platform", "framework"), ("m1", "inference", "server")}


def test_what_an_organisation_uses_is_compute_only_if_it_is_a_chip_or_a_cloud(tmp_path: Path) -> None:
    rows = row("lab", "uses", "chip") + row("lab", "uses", "framework") + row("peer", "uses", "m1")

    assert needs(view_of(tmp_path, rows)) == {("lab", "operation", "chip")}


def test_a_foundry_that_supplies_a_designer_makes_the_chip_that_the_claim_names(tmp_path: Path) -> None:
    rows = row("fab", "manufactures", "spare") + row("fab", "supplies", "designer", "product=chip")

    assert ("chip", "fabrication", "fab") in needs(view_of(tmp_path, rows))


def test_a_chip_makers_delivery_is_a_purchase_and_another_companys_is_none(tmp_path: Path) -> None:
    rows = row("designer", "develops", "chip") + row("designer", "supplies", "lab") + row("peer", "supplies", "lab")

    assert {need for need in needs(view_of(tmp_path, rows)) if need[0] == "lab"} == {("lab", "purchase", "designer")}


def test_losing_the_fab_loses_the_chip_and_whoever_knows_no_other(tmp_path: Path) -> None:
    # Without fab: Chip loses its only fab, so it is lost; M1 and Lab keep Spare for training, but infer on Chip alone.
    losses = {(loss.user, loss.role): loss.left for loss in Web.read(view_of(tmp_path, CHAIN)).losses(["fab"])}

    assert losses == {
        ("chip", "fabrication"): (),
        ("m1", "training"): ("spare",),
        ("m1", "inference"): (),
        ("lab", "training"): ("spare",),
        ("lab", "inference"): (),
    }


def test_a_chip_with_a_second_fab_is_kept(tmp_path: Path) -> None:
    web = Web.read(view_of(tmp_path, CHAIN + row("second-fab", "manufactures", "chip")))

    assert [(loss.user, loss.left) for loss in web.losses(["fab"])] == [("chip", ("second-fab",))]


def test_a_chip_needs_both_a_fab_and_a_designer(tmp_path: Path) -> None:
    web = Web.read(view_of(tmp_path, CHAIN + row("second-fab", "manufactures", "chip")))

    assert ("lab", "inference") in {(loss.user, loss.role) for loss in web.losses(["designer"])}


def test_a_company_does_not_fall_with_what_it_needs(tmp_path: Path) -> None:
    web = Web.read(view_of(tmp_path, row("cloud", "buys", "chip") + row("cloud", "supplies_compute_to", "lab")))

    assert [loss.user for loss in web.losses(["chip"])] == ["cloud"]


def test_a_loss_cites_the_whole_chain_down_to_what_was_removed(tmp_path: Path) -> None:
    view = view_of(tmp_path, row("m1", "trained_on", "chip") + row("fab", "manufactures", "chip"))

    (loss,) = [loss for loss in Web.read(view).losses(["fab"]) if loss.user == "m1"]

    assert set(loss.claims) == set(view.receipts)


def test_weak_points_are_worked_by_hand(tmp_path: Path) -> None:
    # Lab and M1 infer on Chip alone, which Designer and Fab alone give; Lab has one cloud. Spare has an alternative.
    found = {weak.node: weak.users for weak in Web.read(view_of(tmp_path, CHAIN)).weak_points()}

    assert found == {"chip": ("lab", "m1"), "designer": ("lab", "m1"), "fab": ("lab", "m1"), "cloud": ("lab",)}


def test_a_chip_that_nobody_uses_makes_its_fab_no_weak_point(tmp_path: Path) -> None:
    assert Web.read(view_of(tmp_path, row("fab", "manufactures", "chip"))).weak_points() == []


def dependence(user: str, supplier: str) -> Dependence:
    return Dependence(user, "training", supplier, (), (), (), (), ())


#: Users n1..n9 each need some of the nodes before them.
WEBS = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]), unique=True)


@settings(deadline=None)
@given(WEBS)
def test_with_one_role_the_weak_points_of_a_user_are_its_dominators(pairs: list[tuple[int, int]]) -> None:
    edges = [(f"n{supplier}", f"n{user}") for supplier, user in pairs]
    web = Web([dependence(user, supplier) for supplier, user in edges], {user for _, user in edges})
    graph: nx.DiGraph[str] = nx.DiGraph(edges)
    graph.add_edges_from([("root", node) for node in list(graph) if graph.in_degree(node) == 0])
    graph.add_node("root")

    parents = nx.immediate_dominators(graph, "root")
    expected = {(above, user) for _, user in edges for above in _above(parents, user)}

    assert {(weak.node, user) for weak in web.weak_points() for user in weak.users} == expected


def _above(parents: dict[str, str], node: str) -> list[str]:
    found = []
    while (node := parents[node]) != "root":
        found.append(node)
    return found


@settings(deadline=None)
@given(WEBS, st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
def test_more_removed_never_means_less_lost(pairs: list[tuple[int, int]], one: set[int], two: set[int]) -> None:
    users = {f"n{user}" for _, user in pairs}
    web = Web([dependence(f"n{user}", f"n{supplier}") for supplier, user in pairs], users)
    few, many = ({f"n{number}" for number in numbers} for numbers in (one, one | two))

    lost = {loss.user for loss in web.losses(few) if not loss.left}

    assert lost <= many | {loss.user for loss in web.losses(many) if not loss.left}


@settings(deadline=None, max_examples=12)
@given(st.permutations(CHAIN.splitlines(keepends=True)))
def test_the_order_of_rows_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    one, two = (view_of(tmp_path_factory.mktemp("facts"), text) for text in (CHAIN, "".join(rows)))

    assert (weak_points_table(one, "en"), compute_table(one, "zh")) == (
        weak_points_table(two, "en"),
        compute_table(two, "zh"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("country:US", {"designer", "cloud", "chip"}),
        ("cloud:us", {"cloud"}),
        ("chip:US", {"chip"}),
        ("fab:TW", {"fab"}),
        ("design:US", {"designer"}),
        ("spare", {"spare"}),
    ],
)
def test_what_falls_away_is_an_entity_or_a_role_of_a_country(tmp_path: Path, text: str, expected: set[str]) -> None:
    view = view_of(tmp_path, CHAIN)

    assert parse_removed(view, Web.read(view), text) == expected


@pytest.mark.parametrize("text", ["foundry:TW", "fab:Taiwan", "fab:", ":US", "nobody", "chip:US:CN"])
def test_what_is_neither_is_refused_with_what_is_possible(tmp_path: Path, text: str) -> None:
    view = view_of(tmp_path, CHAIN)

    with pytest.raises(UnknownNameError, match=r"country:US|nearest"):
        parse_removed(view, Web.read(view), text)


def test_a_pattern_that_fits_nothing_names_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="fab:TW"):
        without_table(view_of(tmp_path, CHAIN), "en", ["fab:JP"])


def test_an_entity_that_supplies_nothing_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(EmptyAnswerError, match="Peer"):
        without_table(view_of(tmp_path, CHAIN + row("peer", "competes_with", "lab")), "en", ["peer"])


def test_a_verdict_counts_what_is_left(tmp_path: Path) -> None:
    rows = without_table(view_of(tmp_path, CHAIN), "en", ["fab"]).rows

    assert {(row["user_id"], row["role_id"]): row["verdict"] for row in rows if row["user_id"] == "lab"} == {
        ("lab", "inference"): "loses its only known supplier",
        ("lab", "training"): "keeps 1 known",
    }


def test_a_table_of_one_entity_names_it_in_every_row(tmp_path: Path) -> None:
    rows = compute_table(view_of(tmp_path, CHAIN), "en", "designer").rows

    assert {(row["user_id"], row["supplier_id"]) for row in rows} == {
        ("lab", "chip"),
        ("m1", "chip"),
        ("chip", "designer"),
    }


@pytest.mark.parametrize("ask", [compute_table, weak_points_table])
def test_facts_without_compute_are_no_answer(tmp_path: Path, ask: Callable[[View, Language], Table]) -> None:
    with pytest.raises(EmptyAnswerError):
        ask(view_of(tmp_path, row("lab", "competes_with", "peer")), "en")


def test_a_chip_whose_designer_nobody_names_is_told_in_a_note(tmp_path: Path) -> None:
    notes = compute_table(view_of(tmp_path, CHAIN), "en").notes

    assert [note.en for note in notes if "who designs Spare" in note.en]


def test_on_the_real_facts_every_row_rests_on_known_claims_and_names_a_country_only_if_known(view: View) -> None:
    tables = [compute_table(view, "en"), weak_points_table(view, "zh"), without_table(view, "en", ["country:US"])]

    for table in tables:
        assert all(set(row["claim_ids"].split()) <= set(view.receipts) and row["claim_ids"] for row in table.rows)
        assert {frozenset(row) for row in table.rows} == {frozenset(table.rows[0])}
        assert set(table.columns) <= set(table.rows[0])


def test_on_the_real_facts_what_a_weak_point_takes_is_lost_without_it(view: View) -> None:
    first = weak_points_table(view, "en").rows[0]

    rows = without_table(view, "en", [first["node_id"]]).rows

    lost = {f"{row['user_id']}:{row['role_id']}" for row in rows if row["left_count"] == "0"}
    assert set(first["losses"].split()) <= lost
