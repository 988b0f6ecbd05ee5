"""Finds the row, rule or line of the ontology that a node of the graph comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from sinograph.graph.derived_shapes import term_of
from sinograph.graph.terms import PROVENANCE
from sinograph.loaders.records import Place
from sinograph.ontology.iris import CLAIM, FACT, ID, RULE, SG, SOURCE, shorten
from sinograph.ontology.vocabulary import read_ontology

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from sinograph.loaders import Facts
    from sinograph.ontology import Vocabulary


class Places:
    """Where the nodes of *store* come from in the tables of *facts*, in the rules, or in the ontology."""

    def __init__(self, store: Store, facts: Facts, vocabulary: Vocabulary) -> None:
        """Index the claims by id."""
        self._store = store
        self._facts = facts
        self._vocabulary = vocabulary
        self._claims = {claim.id: claim.place for claim in facts.claims}

    def find(self, focus: str, shape: str, value: str) -> Place:
        """Return the place of *focus*, which broke *shape* with *value*; line 0 where nothing is known of it."""
        if shorten(shape).startswith("metric-"):
            focus = value  # the focus is the metric, the value its observation
        term = term_of(shape, self._vocabulary)
        said = self._of_triple(focus, term.iri, value) if term and ":" in focus else None
        return said or self._of_node(focus) or Place(focus, 0)

    def _of_triple(self, subject: str, predicate: str, value: str) -> Place | None:
        """Return the claim or rule that says *predicate* of *subject*, with that *value* if any does."""
        quads = list(self._store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None))
        exact = [quad for quad in quads if isinstance(quad.object, NamedNode | Literal) and quad.object.value == value]
        return self._first(exact or quads)

    def _of_node(self, node: str) -> Place | None:
        name = shorten(node)
        if node.startswith(CLAIM):
            return self._claims.get(name)
        if node.startswith(FACT):
            return self._of_fact(name)
        if node.startswith(SOURCE) and name in self._facts.sources:
            return self._facts.sources[name].place
        if node.startswith(ID) and name in self._facts.entities:
            return self._facts.entities[name].place
        if node.startswith(RULE):
            return Place(f"ontology/rules/{name}.rq", 1)
        return _line_of(name) if node.startswith(SG) else None

    def _of_fact(self, name: str) -> Place | None:
        """Return the claim that a fact's node was set apart for, or the first of those that speak of it."""
        digest, _, claim = name.partition("-")
        if claim:
            return self._claims.get(claim)
        return self._first(self._store.quads_for_pattern(NamedNode(FACT + digest), None, None))

    def _first(self, quads: Iterable[Quad]) -> Place | None:
        """Return the first place of a claim that says one of *quads*, accepted ones before others; else the rule's."""
        graphs = {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}
        rules = sorted(graph.value for graph in graphs if graph.value.startswith(RULE))
        claims = [graph for graph in graphs if shorten(graph.value) in self._claims]
        if claims:
            first = min(claims, key=self._weight)
            return self._claims[shorten(first.value)]
        return self._of_node(rules[0]) if rules else None

    def _weight(self, claim: NamedNode) -> tuple[bool, str, int]:
        accepted = Quad(claim, NamedNode(f"{SG}status"), NamedNode(f"{SG}Accepted"), PROVENANCE) in self._store
        place = self._claims[shorten(claim.value)]
        return not accepted, place.file, place.line


def _line_of(term: str) -> Place:
    """Return the line of sinograph.ttl that begins the definition of *term*."""
    lines = read_ontology().decode().split("\n")
    found = (number for number, line in enumerate(lines, 1) if line.startswith(f"sg:{term} "))
    return Place("ontology/sinograph.ttl", next(found, 0))
