"""Facts to a dataset in Oxigraph: accepted view, claim graphs, provenance, findings, ontology, rule graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from sinograph.graph import terms
from sinograph.graph.audit import audit
from sinograph.graph.findings import finding_quads
from sinograph.graph.rules import apply_rules
from sinograph.graph.settling import settle
from sinograph.ontology import load_vocabulary
from sinograph.ontology.identities import read_identities
from sinograph.ontology.iris import ONTOLOGY_GRAPH, PREFIXES, mint_claim
from sinograph.ontology.vocabulary import read_ontology

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from pyoxigraph import Quad

    from sinograph.graph.settling import Settled
    from sinograph.loaders import Facts
    from sinograph.ontology import Vocabulary


def build_store(facts: Facts, vocabulary: Vocabulary | None = None) -> pyoxigraph.Store:
    """Return a new store in memory that holds all of *facts*, rivals settled and rules applied."""
    store = pyoxigraph.Store()
    store.bulk_extend(_quads(facts, vocabulary or load_vocabulary()))
    apply_rules(store)
    return store


def _quads(facts: Facts, vocabulary: Vocabulary) -> Iterator[Quad]:
    yield from _ontology_quads(vocabulary)
    for entity in facts.entities.values():
        yield from (terms.quad(triple) for triple in terms.entity_triples(entity, vocabulary))
    for source in facts.sources.values():
        yield from terms.source_quads(source)
    settled = settle(facts, vocabulary)
    for one in settled:
        yield from _claim_quads(one, facts, vocabulary)
    for finding in audit(settled, facts, vocabulary):
        yield from finding_quads(finding)


def _ontology_quads(vocabulary: Vocabulary) -> Iterator[Quad]:
    for text in (read_ontology(), read_identities()):
        for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE):
            yield terms.quad(quad.triple, ONTOLOGY_GRAPH)
    for term in vocabulary.terms():
        yield from (terms.quad(triple) for triple in terms.term_triples(term))


def _claim_quads(settled: Settled, facts: Facts, vocabulary: Vocabulary) -> Iterator[Quad]:
    for triple in terms.claim_triples(settled.claim, vocabulary):
        yield terms.quad(triple, mint_claim(settled.claim.id))
        if settled.status == "accepted":
            yield terms.quad(triple)
    yield from terms.provenance_quads(settled, facts.sources[settled.claim.source])


def open_dataset(store: pyoxigraph.Store) -> rdflib.Dataset:
    """Return *store* as an rdflib Dataset: same data, queries evaluated by Oxigraph, our prefixes bound."""
    import rdflib
    from oxrdflib import OxigraphStore

    dataset = rdflib.Dataset(store=OxigraphStore(store=store))
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset
