"""What stands on the maps and where, and that each mark has its receipt."""

from itertools import combinations
from math import dist
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from sinograph.exports.maps import MAPS
from sinograph.exports.maps.drawing import Scope
from sinograph.exports.pagedata import build_page_data
from sinograph.graph.measures import View
from sinograph.graph.network import read_edges
from sinograph.tests.tiny_view import claim, entities_of
from sinograph.tests.two_companies import SOURCES, tiny_store

ONE_SOURCE = "".join(SOURCES.splitlines(keepends=True)[:2])
Map = dict[str, Any]


@pytest.fixture(scope="session")
def drawn_maps(store: Store) -> dict[str, Map]:
    scope = Scope(store, View.read(store), tuple(read_edges(store)))
    return {name: draw(scope) for name, draw in MAPS.items()}


def draw_map(name: str, folder: Path, rows: list[str], kinds: dict[str, str]) -> Map:
    """Return the map of a few claims about entities of those *kinds*."""
    store = tiny_store(folder, "".join(rows), entities=entities_of(kinds), sources=ONE_SOURCE)
    return MAPS[name](Scope(store, View.read(store), tuple(read_edges(store))))


def nodes_of(drawn: Map) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in drawn["nodes"]}


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


def test_the_same_facts_give_the_same_picture(store: Store) -> None:
    assert build_page_data(store, "en") == build_page_data(store, "en")


# Capital: who puts money into whom.

SHARED = {
    "one": "company/CN",
    "two": "company/CN",
    "north": "venture_capital/CN",
    "east": "venture_capital/CN",
    "west": "venture_capital/CN",
    "town": "state_investor/CN",
    "abroad": "venture_capital/US",
}
#: North and abroad back both; east, west and town back the first alone.
BACKED = [
    claim("abroad", "invested_in", "one"),
    claim("abroad", "invested_in", "two"),
    claim("east", "invested_in", "one"),
    claim("north", "invested_in", "one"),
    claim("north", "invested_in", "two"),
    claim("town", "invested_in", "one"),
    claim("west", "invested_in", "one"),
]


def test_backers_of_several_stand_in_the_field_of_their_type(tmp_path: Path) -> None:
    drawn = draw_map("capital", tmp_path, BACKED, SHARED)

    nodes = nodes_of(drawn)
    fields = {field["label"]["en"]: field for field in drawn["regions"]}

    assert fields.keys() == {"Venture capital", "Foreign"}
    assert within(nodes["north"], fields["Venture capital"])
    assert within(nodes["abroad"], fields["Foreign"])
    assert not any(within(nodes[name], field) for name in ("one", "two", "town") for field in fields.values())


def within(node: dict[str, Any], field: dict[str, Any]) -> bool:
    across, down = node["x"] - field["x"], node["y"] - field["y"]
    return bool(0 < across < field["width"] and 0 < down < field["height"])


def test_backers_of_one_company_are_gathered_beside_it_by_type_and_one_alone_is_not(tmp_path: Path) -> None:
    drawn = draw_map("capital", tmp_path, BACKED, SHARED)

    clusters = {node["id"]: node["cluster"] for node in drawn["nodes"] if "cluster" in node}

    assert clusters == {"east": "one/venture", "west": "one/venture"}
    assert [(c["id"], c["label"]["zh"], c["group"]) for c in drawn["clusters"]] == [
        ("one/venture", "{n} 家创投", "venture_capital")
    ]
    assert [c["title"]["en"] for c in drawn["clusters"]] == ["{n} venture capital firms known to back only One"]


def test_who_backs_a_company_in_two_ways_has_one_line_with_all_that_says_so(tmp_path: Path) -> None:
    rows = [
        claim("north", "holds_stake_in", "one", value="10%", unit="ratio", precision="exact", period="2025-12"),
        claim("north", "invested_in", "one", value="2亿", unit="USD", precision="exact", period="2025-11"),
    ]

    (line,) = draw_map("capital", tmp_path, rows, {n: SHARED[n] for n in ("one", "north")})["edges"]

    assert (line["from"], line["relation"], line["to"]) == ("north", "backs", "one")
    assert (len(line["claims"]), line["amount"]) == (2, 200_000_000)
    assert "ways" not in line


def test_a_subscription_is_a_line_to_the_issuer_that_rests_on_both_steps(tmp_path: Path) -> None:
    rows = [claim("float", "issued_by", "one"), claim("north", "subscribed_to", "float")]
    kinds = {"one": SHARED["one"], "north": SHARED["north"], "float": "offering"}

    drawn = draw_map("capital", tmp_path, rows, kinds)
    (line,) = drawn["edges"]

    assert (line["from"], line["to"]) == ("north", "one")
    assert [set(way) for way in line["ways"]] == [set(line["claims"])]
    assert len(line["claims"]) == 2
    assert nodes_of(drawn).keys() == {"north", "one"}


def test_subscriptions_to_two_offerings_are_two_ways_of_one_line(tmp_path: Path) -> None:
    deals = ("float", "placing")
    rows = [row for deal in deals for row in (claim(deal, "issued_by", "one"), claim("north", "subscribed_to", deal))]
    kinds = {"one": SHARED["one"], "north": SHARED["north"], **dict.fromkeys(deals, "offering")}

    (line,) = draw_map("capital", tmp_path, rows, kinds)["edges"]

    assert [len(way) for way in line["ways"]] == [2, 2]
    assert len(line["claims"]) == 4


@pytest.mark.parametrize(
    "qualifiers", ["outlook=declined_offer", "scope=holders counted together"], ids=["turned down", "a group"]
)
def test_what_is_no_backing_is_not_drawn(tmp_path: Path, qualifiers: str) -> None:
    rows = [claim("east", "holds_stake_in", "one", qualifiers), claim("north", "invested_in", "one")]

    drawn = draw_map("capital", tmp_path, rows, {n: SHARED[n] for n in ("one", "north", "east")})

    assert [edge["from"] for edge in drawn["edges"]] == ["north"]


def test_a_plan_is_dashed_and_the_legend_says_so(tmp_path: Path) -> None:
    rows = [claim("north", "invested_in", "one", "outlook=planned")]

    drawn = draw_map("capital", tmp_path, rows, {n: SHARED[n] for n in ("one", "north")})

    assert [edge["style"] for edge in drawn["edges"]] == ["dashed"]
    assert [mark["label"]["en"] for mark in drawn["legend"]] == [
        "company, larger the more backers",
        "Venture capital",
        "planned or expected",
    ]


def test_a_line_is_wider_the_more_money_and_the_legend_says_from_how_much(tmp_path: Path) -> None:
    sums = {"north": "9000000", "east": "10000000", "west": "2000000000"}
    rows = [claim(n, "invested_in", "one", value=v, unit="USD", precision="exact") for n, v in sorted(sums.items())]

    drawn = draw_map("capital", tmp_path, rows, {n: SHARED[n] for n in ("one", *sums)})
    widths = {edge["from"]: edge["width"] for edge in drawn["edges"]}
    told = [(item["width"], item["label"]["en"]) for item in drawn["legend"] if item["mark"] == "width"]

    assert widths["north"] < widths["east"] < widths["west"]
    assert told == [
        (widths["west"], "$1 billion"),
        (widths["east"], "$10 million or more"),
        (widths["north"], "less, or not known"),
    ]


def test_companies_with_one_backer_are_gathered_at_the_foot(tmp_path: Path) -> None:
    kinds = {n: SHARED[n] for n in ("one", "two", "north", "east")}
    rows = [claim("east", "invested_in", "two"), claim("north", "invested_in", "one")]

    drawn = draw_map("capital", tmp_path, rows, kinds)
    (foot,) = drawn["regions"]

    assert foot["label"]["en"] == "One known backer"
    assert {node["id"]: node["cluster"] for node in drawn["nodes"]} == {
        **dict.fromkeys(("one", "two"), "one-backer/companies"),
        **dict.fromkeys(("north", "east"), "one-backer/backers"),
    }
    assert all(within(cluster, foot) for cluster in drawn["clusters"])


def test_the_first_view_of_capital_is_few_marks_and_no_two_marks_ever_share_a_place(
    drawn_maps: dict[str, Map],
) -> None:
    capital = drawn_maps["capital"]

    alone = [node for node in capital["nodes"] if "cluster" not in node]
    places = [(mark["x"], mark["y"]) for mark in [*alone, *capital["clusters"]]]
    nodes = [(node["x"], node["y"]) for node in capital["nodes"]]

    assert len(places) < 150
    assert min(dist(*pair) for pair in combinations(places, 2)) > 20
    assert min(dist(*pair) for pair in combinations(nodes, 2)) > 14


def test_the_most_backed_companies_stand_nearest_to_the_middle(drawn_maps: dict[str, Map]) -> None:
    capital = drawn_maps["capital"]
    companies = [n for n in capital["nodes"] if n["group"] == "company" and "cluster" not in n]
    middle = ((min(n["x"] for n in companies) + max(n["x"] for n in companies)) / 2, 250)

    nearest = sorted(companies, key=lambda node: dist((node["x"], node["y"]), middle))[:4]

    assert {"zhipu", "minimax"} <= {node["id"] for node in nearest}


# Competition: who competes with whom, at what scale and growth.

RIVALS = {"a": "company/CN", "b": "company/CN"}


def revenue(company: str, value: str, period: str, unit: str = "CNY") -> str:
    return claim(company, "revenue", value=value, unit=unit, precision="exact", period=period)


def chart_of(folder: Path, *rows: str, **kinds: str) -> Map:
    return draw_map("competition", folder, [claim("a", "competes_with", "b"), *rows], {**RIVALS, **kinds})


def ticks_of(chart: Map) -> dict[str, float]:
    return {tick["text"]: tick["at"] for axis in ("x", "y") for tick in chart["axes"][axis]["ticks"]}


def test_a_company_stands_at_its_latest_period_with_revenue_and_growth(tmp_path: Path) -> None:
    chart = chart_of(
        tmp_path, revenue("a", "10亿", "2023"), revenue("a", "20亿", "2024"), revenue("a", "9亿", "2025-Q1")
    )

    node, ticks = nodes_of(chart)["a"], ticks_of(chart)

    assert (node["x"], node["y"]) == (ticks["20"], ticks["+100%"])


def test_a_company_keeps_its_earlier_places_for_days_on_which_the_latest_was_not_known(tmp_path: Path) -> None:
    rows = [revenue("a", "10亿", "2023"), revenue("a", "20亿", "2024"), revenue("a", "10亿", "2025")]
    chart = chart_of(tmp_path, *rows)

    places, ticks = nodes_of(chart)["a"]["places"], ticks_of(chart)

    assert [(place["x"], place["y"]) for place in places] == [
        (ticks["10"], ticks["−50%"]),
        (ticks["20"], ticks["+100%"]),
    ]
    assert [len(place["claims"]) for place in places] == [2, 2]
    assert len({*places[0]["claims"], *places[1]["claims"]}) == 3


def test_a_place_also_rests_on_who_said_the_same_before(tmp_path: Path) -> None:
    """The filing is accepted; the article said so a year before."""
    rows = [
        claim("a", "competes_with", "b"),
        revenue("a", "10亿", "2023"),
        revenue("a", "20亿", "2024"),
        claim("a", "revenue", value="20亿", unit="CNY", precision="exact", period="2024", source="s2"),
    ]
    sources = SOURCES.replace("P,2026-01-02", "P,2025-02-01").replace("P,2025-01-02", "P,2026-02-01")
    store = tiny_store(tmp_path, "".join(rows), entities=entities_of(RIVALS), sources=sources)
    scope = Scope(store, View.read(store), tuple(read_edges(store)))

    places = nodes_of(MAPS["competition"](scope))["a"]["places"]
    said = [{scope.view.receipts[name].source for name in place["claims"]} for place in places]

    assert said == [{"s1", "s2"}, {"s1"}]
    assert len({(place["x"], place["y"]) for place in places}) == 1


def test_half_a_year_counts_at_an_annual_rate(tmp_path: Path) -> None:
    grown = claim("a", "growth", "", "of_metric=revenue", "2025-H1", value="50%", unit="ratio", precision="exact")
    chart = chart_of(tmp_path, revenue("a", "10亿", "2025-H1"), grown)

    assert nodes_of(chart)["a"]["x"] == ticks_of(chart)["20"]


def test_error_bars_reach_as_far_as_the_figures(tmp_path: Path) -> None:
    rows = [
        revenue("a", "10亿", "2023"),
        claim("a", "revenue", value="10亿..50亿", unit="CNY", precision="range", period="2024"),
    ]
    chart = chart_of(tmp_path, *rows)

    (place,) = nodes_of(chart)["a"]["places"]
    ticks = ticks_of(chart)

    assert place["box"] == {
        "left": ticks["10"],
        "right": ticks["50"],
        "bottom": ticks["0%"],
        "top": ticks["+400%"],
    }


def test_a_company_without_both_figures_stands_in_the_tray(tmp_path: Path) -> None:
    chart = chart_of(tmp_path, revenue("a", "10亿", "2024"))

    tray, nodes = chart["axes"]["tray"], nodes_of(chart)

    assert all(within(nodes[name], tray) for name in RIVALS)
    assert not any("places" in node for node in nodes.values())


def test_developers_of_models_are_shown_and_other_companies_are_not(tmp_path: Path) -> None:
    kinds = {"c": "company/CN", "d": "company/CN", "m": "model", "u": "university"}
    rows = [claim("c", "develops", "m"), claim("u", "develops", "m"), revenue("d", "1亿", "2024")]

    nodes = nodes_of(chart_of(tmp_path, *rows, **kinds))

    assert nodes.keys() == {"a", "b", "c"}
    assert all(node["claims"] for node in nodes.values())


def test_each_pair_of_competitors_is_one_line_with_the_claims_of_both(tmp_path: Path) -> None:
    (line,) = chart_of(tmp_path, claim("b", "competes_with", "a"))["edges"]

    assert (len(line["claims"]), line["arrows"]) == (2, False)


def test_marks_grow_with_the_last_valuation_and_not_with_that_of_some_shares(tmp_path: Path) -> None:
    def valued(company: str, metric: str, value: str, period: str, scope: str = "") -> str:
        return claim(company, metric, "", scope, period, value=value, unit="USD", precision="exact")

    chart = chart_of(
        tmp_path,
        valued("a", "valuation", "2000000000", "2024-05"),
        valued("a", "market_cap", "20000000000", "2025-05-02"),
        valued("a", "market_cap", "900000000000", "2025-06-02", "scope=H shares only"),
    )
    looks = {name: (node["size"], node["group"]) for name, node in nodes_of(chart).items()}
    told = [(item.get("size"), item["label"]["en"]) for item in chart["legend"]]

    assert looks == {"a": (17.0, "company"), "b": (14.0, "company_unvalued")}
    assert told == [
        (None, "company, by last valuation or market value:"),
        (17.0, "$10 to 100 billion"),
        (None, "no valuation known"),
        (None, "a source names the two as competitors (1 pair in all)"),
    ]
