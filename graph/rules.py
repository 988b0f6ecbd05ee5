"""Applies the inference rules of ontology/rules to the accepted view.

A rule is a SPARQL CONSTRUCT over the view. What it adds stands in the view and in the rule's own graph; what a
claim already says is not repeated there, so that each triple of the view is either said or inferred.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Triple

from sinograph.errors import Text
from sinograph.graph import terms
from sinograph.graph.queries import construct
from sinograph.ontology.iris import mint_rule

if TYPE_CHECKING:
    from pyoxigraph import Store

#: More rounds than any chain of rules needs; reaching it means that a rule makes new terms without end.
_MOST_ROUNDS = 20


def read_rules() -> dict[str, str]:
    """Return the bundled rules by name, in order of name."""
    folder = files("sinograph.ontology").joinpath("rules")
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return {f.name.removesuffix(".rq"): f.read_text("utf-8") for f in sorted(found, key=lambda f: f.name)}


def apply_rules(store: Store) -> None:
    """Add to *store* what the rules infer, until nothing new comes; each rule is credited with all it infers."""
    rules = read_rules()
    said = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    known = set(said)
    results: dict[str, set[Triple]] = {}
    for _ in range(_MOST_ROUNDS):
        results = {name: set(construct(store, rule)) - said for name, rule in rules.items()}
        new = set[Triple]().union(*results.values()) - known
        if not new:
            break
        known |= new
        store.extend(terms.quad(triple) for triple in new)
    for name, triples in results.items():
        store.extend(terms.quad(triple, mint_rule(name)) for triple in triples)


def rule_titles() -> dict[str, Text]:
    """Return what each rule says, by name: the first two lines of its file."""
    lines = {name: text.splitlines() for name, text in read_rules().items()}
    return {name: Text(en.removeprefix("# en: "), zh.removeprefix("# zh: ")) for name, (en, zh, *_) in lines.items()}
