"""What stands on the maps, and that each mark has its receipt."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from sinograph.exports.maps import MAPS
from sinograph.exports.pagedata import build_page_data
from sinograph.tests.two_companies import ENTITIES, tiny_store

ROWS = (
    "a,competes_with,b,,,,,,s1,p,,2026-02-01,\n"
    "a,gross_margin,,50.0%,ratio,about,2024,,s1,p,,2026-02-01,\n"
    "a,revenue,,10亿,CNY,about,2024,,s1,p,,2026-02-01,\n"
    "a,revenue,,20亿,CNY,about,2023,,s1,p,,2026-02-01,\n"
    "a,revenue,,99亿,CNY,about,2025-H1,,s1,p,,2026-02-01,\n"
    "a,founded,,2019,,,,,s2,p,,2026-02-01,\n"
)


@pytest.mark.parametrize("name", MAPS)
def test_every_mark_leads_to_claims_of_the_page(store: Store, name: str) -> None:
    data = build_page_data(store, "en", [name])
    (drawn,) = data["maps"]

    nodes = {node["id"]: node for node in drawn["nodes"]}
    ends = {end for e in drawn["edges"] for end in (e["from"], e["to"])}
    places = [place for node in nodes.values() for place in node.get("places", ())]
    rests_on = {claim for mark in (*drawn["edges"], *nodes.values(), *places) for claim in mark.get("claims", ())}

    assert rests_on
    assert rests_on <= data["claims"].keys()
    assert [e["id"] for e in drawn["edges"] if not e["claims"] and not e["rule"]] == []
    assert ends <= nodes.keys()
    assert {mark.get("entity", node) for node, mark in nodes.items()} <= data["entities"].keys()
    assert {node["cluster"] for node in nodes.values() if "cluster" in node} == {c["id"] for c in drawn["clusters"]}


def test_a_company_stands_at_its_latest_full_year_and_one_without_figures_in_the_tray(tmp_path: Path) -> None:
    (chart,) = build_page_data(tiny_store(tmp_path, ROWS), "en", ["competition"])["maps"]

    places = {node["id"]: (node["x"], node["y"]) for node in chart["nodes"]}
    ticks = {tick["text"]: tick["at"] for axis in ("x", "y") for tick in chart["axes"][axis]["ticks"]}

    assert (ticks["10"], round((ticks["40%"] + ticks["60%"]) / 2, 1)) == places["a"]
    assert places["b"][1] > chart["axes"]["tray"]["y"]


def test_a_plan_is_dashed_and_the_legend_says_so(tmp_path: Path) -> None:
    rows = "a,invested_in,b,,,,,outlook=planned,s1,p,,2026-02-01,\na,founded,,2019,,,,,s2,p,,2026-02-01,\n"

    (drawn,) = build_page_data(tiny_store(tmp_path, rows, entities=ENTITIES), "en", ["capital"])["maps"]

    assert [edge["style"] for edge in drawn["edges"]] == ["dashed"]
    assert [mark["label"]["en"] for mark in drawn["legend"]] == ["company", "planned or expected"]


def test_the_same_facts_give_the_same_picture(store: Store) -> None:
    assert build_page_data(store, "en") == build_page_data(store, "en")
