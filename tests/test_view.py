"""The dataset of the real facts: who says what, what is inferred, and nothing beyond."""

import networkx as nx
from pyoxigraph import DefaultGraph, Store

from sinograph.graph import build_network, open_dataset
from sinograph.graph.queries import select
from sinograph.graph.receipts import read_receipts
from sinograph.loaders import Facts


def test_who_says_so(store: Store) -> None:
    query = """SELECT ?source ?where WHERE { GRAPH ?claim { id:zhipu sg:competesWith id:minimax }
      GRAPH graph:provenance { ?claim prov:hadPrimarySource ?source ; sg:locator ?where } }"""

    rows = [(row["source"].value.rsplit("/")[-1], row["where"].value) for row in select(store, query)]

    assert ("saile-zhipu-ipo", "导语 ¶2; 与MiniMax对决 ¶1") in rows


def test_a_plain_query_needs_no_graph_and_counts_nothing_twice(store: Store) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { id:zhipu sg:competesWith id:minimax }"

    assert [row["n"].value for row in select(store, query)] == ["1"]


def test_rdflib_reads_the_same_view(store: Store) -> None:
    dataset = open_dataset(store)

    assert len(set(store.quads_for_pattern(None, None, None, DefaultGraph()))) == len(dataset.default_graph)


def test_there_are_no_blank_nodes(store: Store) -> None:
    blank = "SELECT ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(ISBLANK(?s) || ISBLANK(?o)) }"

    assert list(select(store, blank)) == []


def test_every_relation_in_the_view_is_said_by_a_claim_or_inferred_by_a_rule(store: Store) -> None:
    query = """SELECT ?s ?p ?o WHERE { ?s ?p ?o . FILTER(isIRI(?o) && STRSTARTS(STR(?s), STR(id:)))
      FILTER(STRSTARTS(STR(?p), STR(sg:)) && ?p != sg:kind) FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"""

    assert list(select(store, query)) == []


def test_what_a_rule_infers_is_not_said_by_a_claim(store: Store) -> None:
    query = """SELECT ?s ?p ?o WHERE { GRAPH ?rule { ?s ?p ?o } FILTER(STRSTARTS(STR(?rule), STR(rule:)))
      GRAPH ?claim { ?s ?p ?o } FILTER(STRSTARTS(STR(?claim), STR(claim:)))
      GRAPH graph:provenance { ?claim sg:status sg:Accepted } }"""

    assert list(select(store, query)) == []


def test_a_claim_graph_names_the_claim_in_the_provenance(store: Store, facts: Facts) -> None:
    query = (
        """SELECT DISTINCT ?claim WHERE { GRAPH ?claim { ?s ?p ?o } GRAPH graph:provenance { ?claim a sg:Claim } }"""
    )

    named = {row["claim"].value.rsplit("/")[-1] for row in select(store, query)}

    assert {claim.id for claim in facts.claims} == named


def test_receipts_read_back_what_the_tables_say(store: Store, facts: Facts) -> None:
    receipts = read_receipts(store)

    for claim in facts.claims:
        receipt = receipts[claim.id]
        said = (claim.subject, claim.property.name, claim.object, str(claim.value or ""), str(claim.period or ""))
        assert said == (receipt.subject, receipt.property, receipt.object, receipt.value, receipt.period)
        assert (claim.source, claim.locator, claim.note) == (receipt.source, receipt.locator, receipt.note)
        assert {name for name, _ in claim.qualifiers} == {name for name, _ in receipt.qualifiers}


def test_the_network_holds_every_relation_with_its_claims(store: Store, facts: Facts) -> None:
    network = build_network(store)

    said = {claim for _, _, data in network.edges(data=True) for claim in data["claims"]}

    assert {claim.id for claim in facts.claims if claim.object and claim.rank != "deprecated"} == said
    assert nx.is_directed(network)
    assert set(facts.entities) == set(network)
