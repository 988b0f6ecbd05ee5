"""What is known of each entity and what is missing, the worst first."""

import json
from pathlib import Path

from click.testing import CliRunner

from sinograph.cli import main
from sinograph.graph.coverage import Coverage, of_kind, read_coverage
from sinograph.loaders import Facts
from sinograph.ontology import load_vocabulary
from sinograph.tests.two_companies import tiny_store

ROWS = (
    "a,invested_in,b,,,,,,s1,p,,2026-02-01,\n"
    "a,founded,,2019,,,,,s1,p,,2026-02-01,\n"
    "a,founded,,2019-06,,,,,s2,p,,2026-02-01,\n"
    "b,revenue,,120,CNY,exact,2024,,s2,p,deprecated,2026-02-01,ten times too small\n"
)


def coverage_of(folder: Path) -> dict[str, Coverage]:
    return {item.entity.id: item for item in read_coverage(tiny_store(folder, ROWS))}


def test_what_is_expected_of_a_kind_stands_in_the_ontology(tmp_path: Path) -> None:
    assert load_vocabulary().expected["company"] == coverage_of(tmp_path)["a"].expected


def test_a_property_counts_its_claims_and_sources_and_the_newest_of_them(tmp_path: Path) -> None:
    (founded,) = [known for known in coverage_of(tmp_path)["a"].known if known.property == "founded"]

    assert (len(founded.claims), founded.sources, founded.newest) == (2, ("s1", "s2"), "2026-01-02")


def test_a_relation_counts_for_both_ends_and_a_claim_set_aside_for_none(tmp_path: Path) -> None:
    assert [known.property for known in coverage_of(tmp_path)["b"].known] == ["invested_in"]


def test_the_worst_come_first(tmp_path: Path) -> None:
    assert list(coverage_of(tmp_path)) == ["b", "a"]


def test_missing_is_what_is_expected_and_has_no_claim(tmp_path: Path) -> None:
    found = coverage_of(tmp_path)["a"]

    assert set(found.expected) == set(found.missing) | {"founded"}


def test_one_kind_brings_its_subkinds(facts: Facts) -> None:
    result = CliRunner().invoke(main, ["coverage", "--kind", "policy_measure", "--format", "json"])

    wanted = {entity.id for entity in facts.entities.values() if load_vocabulary().is_a(entity.kind, "policy_measure")}
    assert wanted == {row["entity"] for row in json.loads(result.stdout)}


def test_one_entity_is_shown_property_by_property_with_claim_ids() -> None:
    result = CliRunner().invoke(main, ["coverage", "zhipu", "--format", "json"])

    rows = json.loads(result.stdout)
    assert {"revenue", "founded"} <= {row["property"] for row in rows if row["claim_ids"]}


def test_an_unknown_kind_offers_the_nearest() -> None:
    result = CliRunner().invoke(main, ["coverage", "--kind", "compny"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert "company" in result.stderr


def test_of_kind_keeps_the_order(tmp_path: Path) -> None:
    found = read_coverage(tiny_store(tmp_path, ROWS))

    assert found == of_kind(found, "company")
