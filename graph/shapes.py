"""Checks the graph against SHACL shapes: those written in ontology/shapes.ttl and those that sinograph.ttl implies.

The tables are checked row by row as they are read; this checks what was built of them, and so the builder too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from sinograph.errors import Problem, Text
from sinograph.graph.derived_shapes import derive_shapes
from sinograph.graph.places import Places
from sinograph.graph.queries import select
from sinograph.graph.shape_queries import compile_shapes
from sinograph.graph.shape_reader import ShapesGraph
from sinograph.loaders.characters import visible
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, FACT, FINDINGS_GRAPH, ONTOLOGY_GRAPH, PROVENANCE_GRAPH, shorten
from sinograph.ontology.vocabulary import read_shapes

Node = TypeVar("Node")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Literal

    from sinograph.loaders import Facts
    from sinograph.ontology import Vocabulary

_NOT_IN_VIEW = """
SELECT ?claim WHERE { GRAPH graph:provenance { ?claim sg:status ?status FILTER(?status != sg:Accepted) } }
ORDER BY ?claim"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that does not keep to a shape, by IRI; *value* is the offending value, "" where there is none."""

    focus: str
    shape: str
    value: str


def check_shapes(store: Store, facts: Facts, vocabulary: Vocabulary | None = None) -> list[Problem]:
    """Return what in *store*, built of *facts*, does not keep to the shapes, each at the row it comes from."""
    vocabulary = vocabulary or load_vocabulary()
    shapes = ShapesGraph(all_shapes(vocabulary))
    places = Places(store, facts, vocabulary)
    found = validate(checked_graph(store), shapes)
    return sorted({_problem(violation, places, shapes.message(violation.shape)) for violation in found})


def all_shapes(vocabulary: Vocabulary) -> str:
    """Return the shapes graph as Turtle."""
    return f"{read_shapes()}\n{derive_shapes(vocabulary)}"


def checked_graph(store: Store) -> Store:
    """Return what is validated as one graph: view, provenance, findings, ontology, and the claims not in the view.

    Such a claim speaks of the same nodes as the accepted one. It is set apart by adding its id to their names, or
    two values of rivals would look like one node with two values.
    """
    graph = Store()
    graph.bulk_extend(store.quads_for_pattern(None, None, None, DefaultGraph()))
    for name in (PROVENANCE_GRAPH, FINDINGS_GRAPH, ONTOLOGY_GRAPH):
        quads = store.quads_for_pattern(None, None, None, NamedNode(name))
        graph.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    graph.bulk_extend(_set_apart(store))
    return graph


def _set_apart(store: Store) -> Iterator[Quad]:
    for row in select(store, _NOT_IN_VIEW):
        claim = row["claim"]
        for quad in store.quads_for_pattern(None, None, None, claim):
            claim_id = shorten(claim.value)
            yield Quad(_renamed(quad.subject, claim_id), quad.predicate, _renamed(quad.object, claim_id))


def _renamed(term: Node, claim_id: str) -> Node:
    if isinstance(term, NamedNode) and term.value.startswith(FACT):
        return cast("Node", NamedNode(f"{term.value}-{claim_id}"))
    return term


def validate(graph: Store, shapes: ShapesGraph) -> list[Violation]:
    """Return the violations in the default graph of *graph*, in order; SHACL core, without inference."""
    return sorted(
        Violation(row["focus"].value, shape, _text(row["value"]))
        for shape, query in compile_shapes(shapes.targeted()).items()
        for row in select(graph, query)
    )


def _text(value: NamedNode | BlankNode | Literal | None) -> str:
    return "" if value is None else value.value


def _problem(violation: Violation, places: Places, remedy: Text) -> Problem:
    place = places.find(violation.focus, violation.shape, violation.value)
    node, shape = _shown(violation.focus), shorten(violation.shape)
    value = f" ({_shown(violation.value)})" if violation.value not in {"", violation.focus} else ""
    what = Text(f"{node} does not keep to shape {shape}{value}", f"{node} 不符合形状 {shape}{value}")
    return Problem(place.file, place.line, "", what, remedy)


def _shown(text: str) -> str:
    return visible(shorten(text) if text.startswith(BASE) else text)
