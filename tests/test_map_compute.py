"""The map of compute: chips between their makers and their users, clouds beside the labs, plans dashed."""

from pathlib import Path
from typing import Any

from sinograph.exports.maps.compute import compute_map
from sinograph.tests.tiny_view import claim, entities_of, scope_of

KINDS = {
    **dict.fromkeys(("us-maker",), "company/US"),
    **dict.fromkeys(("cn-maker", "lab", "lab2", "cloud"), "company/CN"),
    "fab": "company/TW",
    **dict.fromkeys(("us-chip", "us-idle", "us-idle2", "cn-chip"), "chip"),
    **dict.fromkeys(("model", "model2"), "model"),
    "framework": "product",
}
MAKERS = claim("us-maker", "develops", "us-chip") + claim("cn-maker", "develops", "cn-chip")
TRAINED = claim("model", "trained_on", "us-chip") + claim("lab", "develops", "model")
#: The tables of a test must hold something.
DATED = claim("lab", "founded", value="2019")


def drawn(folder: Path, *rows: str) -> dict[str, Any]:
    """Return the map of *rows*."""
    return compute_map(scope_of(folder, "".join((*rows, DATED)), entities_of(KINDS)))


def told(shown: dict[str, Any]) -> list[str]:
    return sorted(f"{edge['from']} {edge['relation']} {edge['to']}" for edge in shown["edges"])


def node(shown: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(node for node in shown["nodes"] if node["id"] == name)
    return found


def test_from_left_to_right_fab_and_designer_chip_cloud_and_lab(tmp_path: Path) -> None:
    rows = claim("fab", "manufactures", "us-chip"), claim("cloud", "supplies_compute_to", "lab")

    shown = drawn(tmp_path, MAKERS, TRAINED, *rows)

    places = [node(shown, name)["x"] for name in ("us-maker", "us-chip", "cloud", "lab")]
    assert places == sorted(set(places))
    assert node(shown, "fab")["x"] == node(shown, "us-maker")["x"]
    assert told(shown) == [
        "cloud supplies_compute_to lab",
        "cn-maker develops cn-chip",
        "fab manufactures us-chip",
        "lab trained_on us-chip",
        "us-maker develops us-chip",
    ]


def test_a_lab_has_one_line_to_a_chip_with_a_chain_for_each_of_its_models(tmp_path: Path) -> None:
    second = claim("model2", "trained_on", "us-chip") + claim("lab", "develops", "model2")

    shown = drawn(tmp_path, MAKERS, TRAINED, second)

    (trained,) = [edge for edge in shown["edges"] if edge["relation"] == "trained_on"]
    assert [len(way) for way in trained["ways"]] == [2, 2]


def test_a_model_whose_developer_nobody_names_stands_for_itself(tmp_path: Path) -> None:
    assert "model2 runs_on us-chip" in told(drawn(tmp_path, MAKERS, TRAINED, claim("model2", "runs_on", "us-chip")))


def test_united_states_and_china_run_in_bands_and_the_rest_below(tmp_path: Path) -> None:
    shown = drawn(tmp_path, MAKERS, TRAINED, claim("fab", "manufactures", "cn-chip"))

    heights = [node(shown, name)["y"] for name in ("us-chip", "cn-chip", "fab")]
    assert heights == sorted(heights)
    first = [region for region in shown["regions"] if region["y"] == 0]
    assert [region["label"]["en"] for region in first] == [
        "Designers, foundries: United States",
        "Chips, servers: United States",
        "Labs and other users",
    ]


def test_a_maker_that_trains_on_its_own_chip_stands_among_the_users_too(tmp_path: Path) -> None:
    own = claim("model2", "trained_on", "cn-chip") + claim("cn-maker", "develops", "model2")

    shown = drawn(tmp_path, MAKERS, TRAINED, own)

    (again,) = [each for each in shown["nodes"] if each.get("entity") == "cn-maker"]
    assert again["x"] == node(shown, "lab")["x"]
    assert f"{again['id']} trained_on cn-chip" in told(shown)


def test_a_plan_is_a_dashed_line_of_who_develops_the_model(tmp_path: Path) -> None:
    shown = drawn(tmp_path, MAKERS, TRAINED, claim("model", "runs_on", "cn-chip", "outlook=planned"))

    (plan,) = [edge for edge in shown["edges"] if edge["style"] == "dashed"]
    assert (plan["from"], plan["relation"], plan["to"], len(plan["claims"])) == ("lab", "runs_on", "cn-chip", 2)


def test_the_only_known_supplier_is_larger_than_one_of_two(tmp_path: Path) -> None:
    both = claim("lab2", "buys", "cn-chip") + claim("lab2", "buys", "us-chip")

    alone, either = drawn(tmp_path / "1", MAKERS, TRAINED), drawn(tmp_path / "2", MAKERS, both)

    assert node(alone, "us-chip")["size"] > node(either, "us-chip")["size"] == node(either, "cn-chip")["size"]


def test_chips_that_nobody_uses_hide_and_software_is_left_out(tmp_path: Path) -> None:
    idle = claim("us-maker", "develops", "us-idle") + claim("us-maker", "develops", "us-idle2")

    shown = drawn(tmp_path, MAKERS, TRAINED, idle, claim("model", "runs_on", "framework"))

    hidden = {each["id"] for each in shown["nodes"] if "cluster" in each}
    assert hidden == {"us-idle", "us-idle2"}
    assert "framework" not in {each["id"] for each in shown["nodes"]}


def test_a_line_knows_the_money_that_its_claim_gives(tmp_path: Path) -> None:
    paid = claim("cloud", "supplies_compute_to", "lab", value="58300000", unit="USD", precision="about")

    shown = drawn(tmp_path, MAKERS, TRAINED, paid)

    assert {edge["relation"]: edge.get("amount") for edge in shown["edges"]}["supplies_compute_to"] == 58300000


def test_nothing_is_drawn_of_facts_without_compute(tmp_path: Path) -> None:
    shown = drawn(tmp_path)

    assert (shown["nodes"], shown["edges"], shown["regions"]) == ([], [], [])
