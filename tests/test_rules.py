"""Each inference rule on tiny facts: what it infers, and that plans and claims set aside move it to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sinograph.graph.queries import select
from sinograph.graph.rules import read_rules
from sinograph.ontology.iris import shorten
from sinograph.tests.two_companies import tiny_store

if TYPE_CHECKING:
    from pathlib import Path

    from pyoxigraph import Store

KINDS = {
    "state": "investor", "fund": "investor", "a": "company", "b": "company", "c": "company", "ipo": "offering",
    "cloud": "company", "list": "sanction_list", "office": "government_body", "angel": "person", "old": "model",
    "new": "model", "line": "model_family", "origin": "model_family",
}  # fmt: skip
SOURCES = "id,kind,title,publisher,published,url,language,sha256\ns,press,T,P,2026-01-02,https://example.org/1,en,\n"

#: rule, the facts it needs (subject property object-or-value), what it infers.
CASES = [
    ("backs", ["fund invested_in a"], {"fund backs a"}),
    ("backs", ["fund holds_stake_in a"], {"fund backs a"}),
    ("backs", ["fund subscribed_to ipo", "ipo issued_by a"], {"fund backs a"}),
    ("investor", ["b invested_in a"], {"b type Investor"}),
    ("investor", ["angel invested_in a"], set()),
    ("state-backed", ["state investor_type =state_capital", "state invested_in a"], {"a stateBacked true"}),
    ("state-backed",
     ["state investor_type =state_capital", "state invested_in b", "b invested_in a", "a invested_in c"],
     {"a stateBacked true", "b stateBacked true", "c stateBacked true"}),
    ("state-backed", ["fund investor_type =market_capital", "fund invested_in a"], set()),
    ("symmetric", ["a competes_with b"], {"b competesWith a"}),
    ("symmetric", ["a partner_of b"], {"b partnerOf a"}),
    ("symmetric", ["a competes_with b", "b competes_with a"], set()),
    ("symmetric", ["a subsidiary_of b"], set()),
    ("designated-by", ["a on_list list", "list maintained_by office"], {"a designatedBy office"}),
    ("runs-on", ["cloud supplies_compute_to a"], {"a runsOn cloud"}),
    ("derived-family", ["new derived_from old", "new in_family line", "old in_family origin"],
     {"line derivedFrom origin"}),
    ("derived-family", ["new derived_from old", "new in_family line", "old in_family line"], set()),
]  # fmt: skip
IDS = [f"{rule}: {'; '.join(facts)}" for rule, facts, _ in CASES]


def row(fact: str, qualifiers: str = "", rank: str = "") -> str:
    subject, prop, end = fact.split()
    pair = f",{end[1:]}" if end.startswith("=") else f"{end},"
    return f"{subject},{prop},{pair},,,,{qualifiers},s,p,{rank},2026-02-01,{'why' if rank else ''}\n"


def build(folder: Path, rows: list[str]) -> Store:
    used = {cell for text in rows for cell in text.split(",")} & set(KINDS)
    entities = "id,kind,name_zh,name_en,aliases,identifiers\n"
    entities += "".join(f"{name},{KINDS[name]},{name},{name},,\n" for name in sorted(used))
    return tiny_store(folder, "".join(rows), entities=entities, sources=SOURCES)


def inferred(store: Store, rule: str = "") -> set[str]:
    """Return what *rule*, or any, infers."""
    found = select(
        store,
        f"SELECT ?s ?p ?o {{ GRAPH ?rule {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?rule), CONCAT(STR(rule:), '{rule}'))) }}",
    )
    return {" ".join(shorten(row[name].value) for name in "spo") for row in found}


def in_view(store: Store) -> set[str]:
    found = select(store, "SELECT ?s ?p ?o { ?s ?p ?o FILTER(STRSTARTS(STR(?s), STR(id:))) }")
    return {" ".join(shorten(row[name].value) for name in "spo") for row in found}


@pytest.mark.parametrize(("rule", "facts", "expected"), CASES, ids=IDS)
def test_a_rule_infers_this_and_it_stands_in_the_view(
    tmp_path: Path, rule: str, facts: list[str], expected: set[str]
) -> None:
    store = build(tmp_path / "facts", [row(fact) for fact in facts])

    assert expected == inferred(store, rule)
    assert expected - in_view(store) == set()


@pytest.mark.parametrize(("rule", "facts"), [(r, f) for r, f, expected in CASES if expected])
@pytest.mark.parametrize("outlook", ["planned", "expected", "target", "hypothetical"])
def test_no_rule_infers_from_what_is_not_yet_a_fact(tmp_path: Path, rule: str, facts: list[str], outlook: str) -> None:
    for number, planned in enumerate(facts):
        rows = [row(fact, f"outlook={outlook}" if fact == planned else "") for fact in facts]
        before = _without(tmp_path / f"without-{number}", facts, planned, rule)

        store = build(tmp_path / f"planned-{number}", rows)
        assert before == inferred(store, rule)
        assert _said(planned) not in in_view(store)


@pytest.mark.parametrize(("rule", "facts"), [(r, f) for r, f, expected in CASES if expected])
def test_no_rule_infers_from_a_claim_set_aside(tmp_path: Path, rule: str, facts: list[str]) -> None:
    for number, aside in enumerate(facts):
        rows = [row(fact, rank="deprecated" if fact == aside else "") for fact in facts]

        store = build(tmp_path / f"aside-{number}", rows)
        assert _without(tmp_path / f"without-{number}", facts, aside, rule) == inferred(store, rule)


def _without(folder: Path, facts: list[str], fact: str, rule: str) -> set[str]:
    rest = [row(other) for other in facts if other != fact]
    return inferred(build(folder, rest), rule) if rest else set()


def _said(fact: str) -> str:
    subject, prop, end = fact.split()
    words = [part.capitalize() for part in prop.split("_")]
    value = "".join(part.capitalize() for part in end[1:].split("_")) if end.startswith("=") else end
    return f"{subject} {words[0].lower()}{''.join(words[1:])} {value}"


def test_a_plan_beside_the_fact_does_not_hide_the_fact(tmp_path: Path) -> None:
    store = build(tmp_path / "facts", [row("fund invested_in a"), row("fund invested_in a", "outlook=planned")])

    assert inferred(store) == {"fund backs a"}


def test_a_plan_beside_a_claim_set_aside_is_still_a_plan(tmp_path: Path) -> None:
    store = build(
        tmp_path / "facts", [row("fund invested_in a", rank="deprecated"), row("fund invested_in a", "outlook=planned")]
    )

    assert set() == inferred(store)


def test_every_rule_says_what_it_does_in_both_languages_and_is_tested_here(tmp_path: Path) -> None:
    store = build(tmp_path / "facts", [row("fund invested_in a")])
    found = select(store, "SELECT ?r ?d { GRAPH graph:provenance { ?r a sg:Rule ; skos:definition ?d } }")
    said = {(shorten(row["r"].value), row["d"].language) for row in found if row["d"].value}

    assert {(rule, language) for rule in read_rules() for language in ("en", "zh")} == said
    assert {rule for rule, _, _ in CASES} == set(read_rules())
