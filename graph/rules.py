"""Applies the inference rules of ontology/rules to the accepted view.

A rule is a SPARQL CONSTRUCT over the view, headed by what it says in both languages. It never sees what is only
planned, expected, a target or supposed: no rule need say so, and none can forget to. What it adds stands in the view
and in the rule's own graph; what a claim already says is not repeated there, so that each triple of the view is
either said or inferred.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from sinograph.errors import Text
from sinograph.graph import terms
from sinograph.graph.queries import construct
from sinograph.ontology.iris import RDF, SG, SKOS, mint_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Store

    GraphName = NamedNode | BlankNode | DefaultGraph

#: More rounds than any chain of rules needs.
_MOST_ROUNDS = 20
_VIEW = DefaultGraph()


def read_rules() -> dict[str, str]:
    """Return the bundled rules by name, in order of name."""
    folder = files("sinograph.ontology").joinpath("rules")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return {f.name.removesuffix(".rq"): f.read_text("utf-8") for f in sorted(found, key=lambda f: f.name)}


def apply_rules(store: Store) -> None:
    """Add to *store* what the rules infer, until nothing new comes; each rule is credited with all it infers."""
    plans = list(_only_planned(store))
    for quad in plans:
        store.remove(quad)
    results = _infer(store, read_rules())
    store.extend(plans)
    for name, title in rule_titles().items():
        store.extend(terms.quad(triple, mint_rule(name)) for triple in results[name])
        store.extend(_description(name, title))


def _description(name: str, title: Text) -> Iterator[Quad]:
    subject = NamedNode(mint_rule(name))
    yield Quad(subject, NamedNode(f"{RDF}type"), NamedNode(f"{SG}Rule"), terms.PROVENANCE)
    for language, text in title._asdict().items():
        yield Quad(subject, NamedNode(f"{SKOS}definition"), Literal(text, language=language), terms.PROVENANCE)


def _infer(store: Store, rules: dict[str, str]) -> dict[str, set[Triple]]:
    """Add to the view what the rules infer from it; return what each one infers beyond what is said."""
    said = {quad.triple for quad in store.quads_for_pattern(None, None, None, _VIEW)}
    known = set(said)
    for _ in range(_MOST_ROUNDS):
        results = {name: set(construct(store, rule)) - said for name, rule in rules.items()}
        new = set[Triple]().union(*results.values()) - known
        if not new:
            return results
        known |= new
        store.extend(terms.quad(triple) for triple in new)
    raise RuntimeError(f"the rules still infer new triples after {_MOST_ROUNDS} rounds")


def _only_planned(store: Store) -> Iterator[Quad]:
    """Yield what the view holds on the word of plans and expectations alone."""
    outlook = NamedNode(f"{SG}outlook")
    planned = {quad.graph_name for quad in store.quads_for_pattern(None, outlook, None)} - {_VIEW}
    for graph in planned:
        for quad in store.quads_for_pattern(None, None, None, graph):
            seen = terms.quad(quad.triple)
            if seen in store and not any(_is_accepted(store, said) for said in _graphs(store, quad) - planned):
                yield seen


def _graphs(store: Store, quad: Quad) -> set[GraphName]:
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
    return {other.graph_name for other in found} - {_VIEW}


def _is_accepted(store: Store, claim: GraphName) -> bool:
    if not isinstance(claim, NamedNode):
        return False
    return Quad(claim, NamedNode(f"{SG}status"), NamedNode(f"{SG}Accepted"), terms.PROVENANCE) in store


def rule_titles() -> dict[str, Text]:
    """Return what each rule says, by name: the first two lines of its file."""
    lines = {name: text.splitlines() for name, text in read_rules().items()}
    return {name: Text(en.removeprefix("# en: "), zh.removeprefix("# zh: ")) for name, (en, zh, *_) in lines.items()}
