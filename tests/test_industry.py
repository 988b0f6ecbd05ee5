"""The researched facts: totals that the filings state, floors for each kind, and things told apart."""

from collections import Counter
from decimal import Decimal

import pytest
from pyoxigraph import Store

from sinograph.graph.receipts import Receipt, read_receipts
from sinograph.loaders import Facts
from sinograph.loaders.quantities import Quantity
from sinograph.loaders.records import Claim
from sinograph.ontology import load_vocabulary

#: At least as many of each kind, its subkinds included: fewer means that a table was cut.
FLOORS = {
    "company": 230,
    "investor": 250,
    "person": 120,
    "model": 270,
    "benchmark": 55,
    "chip": 45,
    "policy_measure": 65,
    "market": 30,
    "deal": 60,
}


def shares(facts: Facts, relation: str, target: str, *, role: str = "", source: str = "") -> Counter[str]:
    """Return the shares of each holder or subscriber, by those claims that the filing on allotment makes."""
    found: Counter[str] = Counter()
    for claim in facts.claims:
        if claim.property.name == relation and claim.object == target and claim.source == source and _is(claim, role):
            found[claim.subject] += int(quantity(claim).value) if is_shares(claim) else 0
    return found


def _is(claim: Claim, role: str) -> bool:
    return not role or dict(claim.qualifiers).get("role") == role


def is_shares(claim: Claim) -> bool:
    return isinstance(claim.value, Quantity) and claim.value.unit == "share"


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def figure(facts: Facts, subject: str, name: str, **qualifiers: str) -> set[Decimal]:
    """Return the exact figures that claims give for this fact, whatever else qualifies them."""
    return {
        quantity(claim).value
        for claim in facts.claims
        if claim.subject == subject
        and claim.property.name == name
        and isinstance(claim.value, Quantity)
        and qualifiers.items() <= dict(claim.qualifiers).items()
    }


def test_there_is_enough_of_each_kind(facts: Facts) -> None:
    vocabulary = load_vocabulary()
    kinds = Counter(kind for entity in facts.entities.values() for kind in vocabulary.ancestors[entity.kind])

    assert {kind: kinds[kind] for kind, floor in FLOORS.items() if kinds[kind] < floor} == {}
    assert (len(facts.claims), len(facts.entities), len(facts.sources)) >= (5000, 1150, 1050)


def test_the_tables_use_at_most_175_properties(facts: Facts) -> None:
    assert len({claim.property.name for claim in facts.claims}) <= 175


@pytest.mark.parametrize(
    ("offering", "source", "total"),
    [
        ("zhipu-ipo", "hkex-2513-2026-01-07-allotment", 25_681_600),
        ("minimax-ipo", "hkex-0100-2026-01-08-allotment", 16_504_040),
    ],
)
def test_the_cornerstones_add_up_to_the_total_that_the_filing_states(
    facts: Facts, offering: str, source: str, total: int
) -> None:
    assert total == shares(facts, "subscribed_to", offering, role="cornerstone_investor", source=source).total()


def test_the_tranches_of_an_offer_add_up_to_the_offer(facts: Facts) -> None:
    public, international = (
        figure(facts, "zhipu-ipo", "shares_offered", tranche=tranche, basis="final_allocation")
        for tranche in ("hong_kong_public", "international")
    )

    assert {a + b for a in public for b in international} & figure(facts, "zhipu-ipo", "shares_offered")


def test_zhipu_is_one_entity_by_all_its_names(facts: Facts) -> None:
    zhipu = facts.entities["zhipu"]

    assert {"Z.ai", "Zhipu", "北京智谱华章科技股份有限公司"} <= {*zhipu.name, *zhipu.aliases}


@pytest.mark.parametrize(("company", "product"), [("kling-ai", "kling")])
def test_a_company_and_its_product_are_two_things(facts: Facts, company: str, product: str) -> None:
    kinds = [facts.entities[name].kind for name in (company, product)]

    assert kinds == ["company", "product"]


def test_what_is_set_aside_says_why(facts: Facts) -> None:
    aside = [claim for claim in facts.claims if claim.rank == "deprecated"]

    assert aside
    assert [claim.place for claim in aside if len(claim.note) < 10] == []


def test_rivals_stay_and_say_why_one_is_shown(store: Store) -> None:
    rivals: list[Receipt] = [receipt for receipt in read_receipts(store).values() if receipt.status == "rival"]

    assert len(rivals) >= 50
    assert [receipt.claim for receipt in rivals if "preferred by" not in receipt.reason.en] == []


def test_a_copy_of_a_named_outlet_names_it(facts: Facts) -> None:
    copies = [source for source in facts.sources.values() if source.via]

    assert len(copies) >= 300
    assert {"aggregator"} == {source.kind for source in copies} - {"press", "data", "encyclopedia"}
