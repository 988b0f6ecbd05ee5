"""The map of controls: who is named, who is tied to whom that is named, and on which claims each line rests."""

from pathlib import Path
from typing import Any

import pytest

from sinograph.exports.maps.controls import controls_map
from sinograph.tests.tiny_view import claim, entities_of, scope_of

KINDS = {
    "maker": "company/CN",
    "lab": "company/CN",
    "other": "company/CN",
    **dict.fromkeys(("far", "farther"), "company/CN"),
    **dict.fromkeys(("list", "second"), "sanction_list/US"),
    "rule": "regulation/US",
    "bill": "regulation/US",
    "order": "regulation/CN",
    **dict.fromkeys(("chip", "chip2", "chip3"), "chip"),
    "model": "model",
}
LISTED = claim("maker", "on_list", "list", "since=2025-01-16")
SUPPLIED = claim("model", "trained_on", "chip") + claim("lab", "develops", "model") + claim("maker", "develops", "chip")
#: The tables of a test must hold something.
DATED = claim("lab", "founded", value="2019")


def drawn(folder: Path, *rows: str) -> dict[str, Any]:
    """Return the map of *rows*."""
    return controls_map(scope_of(folder, "".join((*rows, DATED)), entities_of(KINDS)))


def told(shown: dict[str, Any]) -> list[str]:
    return sorted(f"{edge['from']} {edge['relation']} {edge['to']}" for edge in shown["edges"])


def columns(shown: dict[str, Any], *names: str) -> list[str]:
    at = {node["id"]: node["x"] for node in shown["nodes"]}
    return sorted(names, key=at.__getitem__)


def test_from_left_to_right_a_list_who_is_on_it_and_who_is_supplied_by_that(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, SUPPLIED)

    assert told(shown) == ["maker on_list list", "maker supplies lab"]
    assert columns(shown, "lab", "list", "maker") == ["list", "maker", "lab"]


def test_who_is_named_falls_with_the_claims_that_name_it(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, SUPPLIED)

    (naming,) = [edge for edge in shown["edges"] if edge["relation"] == "on_list"]
    (named,) = [node for node in shown["nodes"] if node["id"] == "maker"]
    assert named["claims"] == naming["claims"]


def test_a_line_through_a_chip_and_a_model_rests_on_the_chain_of_their_claims(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, SUPPLIED)

    (supply,) = [edge for edge in shown["edges"] if edge["relation"] == "supplies"]
    ((chain,),) = [supply["ways"]]
    assert (len(chain), set(chain)) == (3, set(supply["claims"]))


def test_two_chips_are_two_ways_of_one_line(tmp_path: Path) -> None:
    second = claim("model", "trained_on", "chip2") + claim("maker", "develops", "chip2")

    shown = drawn(tmp_path, LISTED, SUPPLIED, second)

    (supply,) = [edge for edge in shown["edges"] if edge["relation"] == "supplies"]
    assert [len(way) for way in supply["ways"]] == [3, 3]
    assert len(supply["claims"]) == 5  # the developer of the model is in both


def test_one_step_is_told_in_the_claims_own_words_and_is_no_chain(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, claim("maker", "supplies_compute_to", "lab"), claim("lab", "develops", "model"))

    (supply,) = [edge for edge in shown["edges"] if edge["relation"] != "on_list"]
    assert (supply["from"], supply["relation"], supply["to"]) == ("maker", "supplies_compute_to", "lab")
    assert "ways" not in supply


def test_a_minority_is_told_as_a_stake_and_never_as_control(tmp_path: Path) -> None:
    stake = claim("maker", "holds_stake_in", "lab", value="10%", unit="ratio", precision="exact")

    assert told(drawn(tmp_path, LISTED, stake)) == ["maker holds_stake_in lab", "maker on_list list"]


def test_who_is_named_and_depends_on_another_named_stands_in_both_columns(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, claim("lab", "on_list", "list"), SUPPLIED)

    again = next(node for node in shown["nodes"] if node.get("entity") == "lab")
    assert columns(shown, "lab", "maker", again["id"])[-1] == again["id"]
    assert "maker supplies " + again["id"] in told(shown)


def test_rules_on_goods_come_from_the_right_with_who_makes_and_who_uses_them_in_the_middle(tmp_path: Path) -> None:
    shown = drawn(tmp_path, claim("rule", "restricts", "chip"), SUPPLIED)

    assert told(shown) == ["lab trained_on chip", "maker develops chip", "rule restricts chip"]
    assert columns(shown, "rule", "chip", "lab") == ["lab", "chip", "rule"]


def test_a_proposal_is_dashed_and_its_bill_is_not_in_force(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, claim("bill", "applies_to", "maker", "outlook=proposed_only"))

    (ahead,) = [edge for edge in shown["edges"] if edge["from"] == "bill"]
    (bill,) = [node for node in shown["nodes"] if node["id"] == "bill"]
    assert (ahead["style"], bill["group"]) == ("dashed", "idle_rule")


@pytest.mark.parametrize(
    ("step", "day", "group"),
    [("takes_effect", "2025-01-01", "regulation"), ("rescinded", "2025-05-13", "idle_rule")],
)
def test_a_rule_that_is_over_looks_unlike_one_in_force(tmp_path: Path, step: str, day: str, group: str) -> None:
    dated = claim("rule", "event_date", value=day, qualifiers=f"step={step}")

    shown = drawn(tmp_path, claim("rule", "applies_to", "maker"), dated)

    assert {node["id"]: node["group"] for node in shown["nodes"]}["rule"] == group


def test_parties_that_the_facts_tie_to_nobody_hide_by_their_list(tmp_path: Path) -> None:
    rest = [claim(name, "on_list", "list") for name in ("far", "farther")]

    shown = drawn(tmp_path, LISTED, SUPPLIED, *rest)

    (cluster,) = shown["clusters"]
    assert (cluster["label"]["en"], cluster["label"]["zh"]) == ("{n} more parties", "另有 {n} 个主体")
    assert {node["id"] for node in shown["nodes"] if node.get("cluster") == cluster["id"]} == {"far", "farther"}


def test_one_party_alone_does_not_hide(tmp_path: Path) -> None:
    assert drawn(tmp_path, LISTED, SUPPLIED, claim("far", "on_list", "list"))["clusters"] == []


def test_fields_are_called_by_whose_rules_they_hold(tmp_path: Path) -> None:
    shown = drawn(tmp_path, LISTED, claim("order", "applies_to", "maker"), claim("rule", "restricts", "chip"), SUPPLIED)

    assert [region["label"]["en"] for region in shown["regions"]] == [
        "US lists and rules",
        "Chinese lists and rules",
        "Named parties",
        "Touched through ownership, supply or use",
        "Named goods",
        "US rules on goods",
    ]


def test_nothing_is_drawn_of_facts_without_lists_and_rules(tmp_path: Path) -> None:
    shown = drawn(tmp_path, SUPPLIED)

    assert (shown["nodes"], shown["edges"], shown["regions"]) == ([], [], [])
