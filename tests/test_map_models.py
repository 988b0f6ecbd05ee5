"""The models map: where models stand in time and in whose lane, and what of them is told or left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.lanes import Lane, Spot, lay_out
from sinograph.exports.pagedata import build_page_data
from sinograph.tests.tiny_view import claim, entities_of, store_of

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    **dict.fromkeys(("lab", "peer", *"abcdefg"), "company/CN"),
    "abroad": "company/US",
    **dict.fromkeys(("old", "new", "base", "rest", *(f"m{n}" for n in range(9))), "model"),
    "line": "model_family",
}


def released(model: str, date: str, developer: str = "", **more: str) -> str:
    """Return the rows that say when a model came out, and of whom."""
    of = claim(developer, "develops", model) if developer else ""
    return of + claim(model, "released", value=date, **more)


def models(folder: Path, rows: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the models map of *rows*, and its nodes by id."""
    (drawn,) = build_page_data(store_of(folder, rows, entities_of(KINDS)), "en", ["models"])["maps"]
    return drawn, {node["id"]: node for node in drawn["nodes"]}


def lanes(drawn: dict[str, Any]) -> dict[str, str]:
    """Return the name of the lane within whose borders each node stands, "" for the tray."""
    found = {node["id"]: "" for node in drawn["nodes"]}
    top = 0.0
    for tick in drawn["axes"]["y"]["ticks"]:
        within = [node["id"] for node in drawn["nodes"] if top <= node["y"] < tick["until"]]
        found |= dict.fromkeys(within, tick["text"]["en"])
        top = tick["until"]
    return found


def test_a_model_stands_at_its_release_in_the_lane_of_its_developer(tmp_path: Path) -> None:
    rows = (
        released("old", "2024-01-01", "lab") + released("new", "2025-03", "lab") + released("m1", "2024-07-01", "peer")
    )

    drawn, nodes = models(tmp_path, rows)

    ticks = {tick["text"]: tick["at"] for tick in drawn["axes"]["x"]["ticks"]}
    assert lanes(drawn) == {"old": "Lab", "new": "Lab", "m1": "Peer"}
    assert ticks["2024"] <= nodes["old"]["x"] < ticks["2024-04"]
    assert ticks["2024-07"] <= nodes["m1"]["x"] < ticks["2024-10"]
    assert ticks["2025"] < nodes["new"]["x"] < ticks["2025-04"]


def test_developers_of_few_models_share_a_lane_those_abroad_and_the_unnamed_have_their_own(tmp_path: Path) -> None:
    alone = "".join(released(f"m{n}", "2025", developer) for n, developer in enumerate((*"abcdefg", "abroad", "")))
    many = "".join(released(model, "2025", "lab") for model in ("old", "new", "base"))

    drawn, _ = models(tmp_path, alone + many)

    names = [tick["text"]["en"] for tick in drawn["axes"]["y"]["ticks"]]
    assert names == ["Lab", "other developers", "foreign developers", "developer not recorded"]
    assert {name: lane for name, lane in lanes(drawn).items() if name in {"old", "m0", "m7", "m8"}} == {
        "old": "Lab",
        "m0": "other developers",
        "m7": "foreign developers",
        "m8": "developer not recorded",
    }


def test_models_of_one_day_and_lane_do_not_stand_on_one_another(tmp_path: Path) -> None:
    rows = "".join(released(f"m{n}", "2025-01-20", "lab") for n in range(4))

    _, nodes = models(tmp_path, rows)

    heights = sorted(node["y"] for node in nodes.values())
    assert len({node["x"] for node in nodes.values()}) == 1
    assert all(below - above >= 2 * nodes["m0"]["size"] for above, below in pairwise(heights))


def test_a_place_rests_on_the_release_and_on_who_develops_it_and_a_rival_date_is_another_place(tmp_path: Path) -> None:
    rows = released("new", "2025-02", "lab") + released("new", "2025-05-01", source="s2") + released("old", "2024")

    data = build_page_data(store_of(tmp_path, rows, entities_of(KINDS)), "en", ["models"])

    (drawn,) = data["maps"]
    (new,) = [node for node in drawn["nodes"] if node["id"] == "new"]
    chosen, other = new["places"]
    coarse = chosen if "box" in chosen else other
    ticks = {tick["text"]: tick["at"] for tick in drawn["axes"]["x"]["ticks"]}
    properties = [[data["claims"][said]["property"] for said in place["claims"]] for place in new["places"]]
    assert properties == [["released", "develops"], ["released", "develops"]]
    assert len(new["claims"]) == 2
    assert chosen["x"] == new["x"] != other["x"]
    assert ticks["2025"] < coarse["box"]["left"] < coarse["box"]["right"] < ticks["2025-04"]


def test_weights_make_the_look_and_parameters_the_size(tmp_path: Path) -> None:
    rows = "".join(released(model, "2025") for model in ("old", "new", "base", "line"))
    rows += claim("old", "open_weights", value="true") + claim("new", "open_weights", value="false")
    rows += claim("old", "parameters", value="1万亿", unit="count", precision="about")
    rows += claim("new", "parameters", value="5亿", unit="count", precision="about")

    _, nodes = models(tmp_path, rows)

    groups = {name: node["group"] for name, node in nodes.items()}
    assert groups == {
        "old": "model_open",
        "new": "model_closed",
        "base": "model_unknown",
        "line": "model_family",
    }
    assert nodes["old"]["size"] > nodes["base"]["size"] > nodes["new"]["size"]


def test_an_undated_ancestor_stands_in_the_tray_and_the_tray_counts_the_others(tmp_path: Path) -> None:
    rows = released("new", "2025", "lab") + claim("new", "derived_from", "base") + claim("rest", "derived_from", "new")

    drawn, _ = models(tmp_path, rows)

    assert lanes(drawn) == {"new": "Lab", "base": ""}
    assert [(edge["from"], edge["relation"], edge["to"]) for edge in drawn["edges"]] == [
        ("new", "derived_from", "base")
    ]
    assert drawn["axes"]["tray"]["label"] == {
        "en": "No date of release recorded (1 more such model, from which none in a lane comes, not shown)",
        "zh": "发布日期未收录（另有 1 个非图中模型前代者未列出）",
    }


def test_the_legend_tells_the_two_lines_apart_and_which_way_they_point(tmp_path: Path) -> None:
    rows = released("new", "2025") + released("old", "2024") + released("base", "2023")
    rows += claim("new", "successor_of", "old") + claim("new", "derived_from", "base")

    drawn, _ = models(tmp_path, rows)

    widths = {edge["relation"]: edge["width"] for edge in drawn["edges"]}
    (line,) = [item["label"]["en"] for item in drawn["legend"] if item["mark"] == "edge"]
    assert widths["derived_from"] > widths["successor_of"]
    assert line == "derived from (thick) or successor of (thin); the arrow points back to the ancestor"


def test_no_lane_is_too_low_for_its_name() -> None:
    crowd = Lane(Text("many", "多"), [Spot(f"m{n}", 500, 6) for n in range(90)])
    few = [Lane(Text("few", "少"), [Spot(name, 500, 6)]) for name in ("a", "b")]

    _, axis = lay_out([crowd, *few], 8)

    edges = [0.0, *(tick["until"] for tick in axis["ticks"])]
    assert all(below - above >= axis["from"] / 30 for above, below in pairwise(edges))


def test_the_legend_explains_the_bar_of_a_coarse_date_where_there_is_one(tmp_path: Path) -> None:
    coarse, _ = models(tmp_path / "coarse", released("new", "2025-03"))
    exact, _ = models(tmp_path / "exact", released("new", "2025-03-01"))

    marks = [[item["mark"] for item in drawn["legend"]] for drawn in (coarse, exact)]
    assert marks == [["node", "range"], ["node"]]
    assert "stretched" in exact["axes"]["x"]["label"]["en"]
