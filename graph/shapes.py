"""Checks the graph against SHACL shapes: those written in ontology/shapes.ttl and those that sinograph.ttl implies.

The tables are checked row by row as they are read; this checks what was built of them, and so the builder too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple
from pyoxigraph import serialize as serialize_triples

from sinograph.errors import Problem, Text
from sinograph.graph.derived_shapes import derive_shapes
from sinograph.graph.places import Places
from sinograph.graph.queries import select
from sinograph.loaders.characters import visible
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, FACT, ONTOLOGY_GRAPH, PROVENANCE_GRAPH, shorten
from sinograph.ontology.vocabulary import read_shapes

Node = TypeVar("Node")

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from pyoxigraph import Store

    from sinograph.loaders import Facts
    from sinograph.ontology import Vocabulary

SH = "http://www.w3.org/ns/shacl#"

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
    """Return what in *store*, built of *facts*, does not keep to the shapes, each at the row it comes from.

    Takes seconds: the engine looks at every node.
    """
    import rdflib

    vocabulary = vocabulary or load_vocabulary()
    shapes = rdflib.Graph().parse(data=all_shapes(vocabulary), format="turtle")
    places = Places(store, facts, vocabulary)
    found = validate(data_text(store), shapes)
    return sorted({_problem(violation, places, _message(shapes, violation.shape)) for violation in found})


def all_shapes(vocabulary: Vocabulary) -> str:
    """Return the shapes graph as Turtle."""
    return f"{read_shapes()}\n{derive_shapes(vocabulary)}"


def data_text(store: Store) -> str:
    """Return what is validated, as N-Triples: the view, the provenance, the ontology, and the claims not in the view.

    Such a claim speaks of the same nodes as the accepted one. It is set apart by adding its id to their names, or
    two values of rivals would look like one node with two values.
    """
    triples = set[Triple]()
    for graph in (DefaultGraph(), NamedNode(PROVENANCE_GRAPH), NamedNode(ONTOLOGY_GRAPH)):
        triples.update(quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    triples.update(_set_apart(store))
    return cast("bytes", serialize_triples(triples, format=RdfFormat.N_TRIPLES)).decode()


def _set_apart(store: Store) -> Iterator[Triple]:
    for row in select(store, _NOT_IN_VIEW):
        claim = row["claim"]
        for quad in store.quads_for_pattern(None, None, None, claim):
            claim_id = shorten(claim.value)
            yield Triple(_renamed(quad.subject, claim_id), quad.predicate, _renamed(quad.object, claim_id))


def _renamed(term: Node, claim_id: str) -> Node:
    if isinstance(term, NamedNode) and term.value.startswith(FACT):
        return cast("Node", NamedNode(f"{term.value}-{claim_id}"))
    return term


def validate(data: str, shapes: rdflib.Graph) -> list[Violation]:
    """Return the violations in *data* (N-Triples), in order; SHACL core, without inference, network or scripts."""
    import pyshacl
    import rdflib

    graph = rdflib.Graph().parse(data=data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return sorted({_read(report, result) for result in report.objects(None, rdflib.URIRef(f"{SH}result"))})


def _read(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    import rdflib

    parts = (report.value(result, rdflib.URIRef(SH + name)) for name in ("focusNode", "sourceShape", "value"))
    return Violation(*("" if part is None else str(part) for part in parts))


def _message(shapes: rdflib.Graph, shape: str) -> Text:
    import rdflib

    messages = shapes.objects(rdflib.URIRef(shape), rdflib.URIRef(f"{SH}message"))
    by_language = {text.language: str(text) for text in messages if isinstance(text, rdflib.Literal)}
    return Text(by_language["en"], by_language["zh"])


def _problem(violation: Violation, places: Places, remedy: Text) -> Problem:
    place = places.find(violation.focus, violation.shape, violation.value)
    node, shape = _shown(violation.focus), shorten(violation.shape)
    value = f" ({_shown(violation.value)})" if violation.value not in {"", violation.focus} else ""
    what = Text(f"{node} does not keep to shape {shape}{value}", f"{node} 不符合形状 {shape}{value}")
    return Problem(place.file, place.line, "", what, remedy)


def _shown(text: str) -> str:
    return visible(shorten(text) if text.startswith(BASE) else text)
