"""Three engines that validate one graph: ours, and the two libraries that judge it."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pyoxigraph
import pyrudof
import pyshacl
import pytest
import rdflib

from sinograph.graph.shape_reader import SH, ShapesGraph
from sinograph.graph.shapes import Violation, validate

if TYPE_CHECKING:
    from collections.abc import Callable

    #: From data in N-Triples and shapes in Turtle to what is violated.
    Engine = Callable[[str, str], set[Violation]]

#: Every engine has its own names for blank nodes, so that all of them are one here.
BLANK = "_"


def normal(turtle: str) -> str:
    """Return *turtle* as N-Triples, its literals as Oxigraph keeps them, so that all engines read the same."""
    store = pyoxigraph.Store()
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return dump(store)


def dump(store: pyoxigraph.Store) -> str:
    text = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    assert text is not None
    return text.decode()


def by_sinograph(data: str, shapes: str) -> set[Violation]:
    store = pyoxigraph.Store()
    store.load(data.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    terms = {term for quad in store for term in (quad.subject, quad.object)}
    blank = {term.value for term in terms if isinstance(term, pyoxigraph.BlankNode)}
    return {
        Violation(BLANK if v.focus in blank else v.focus, v.shape, BLANK if v.value in blank else v.value)
        for v in validate(store, ShapesGraph(shapes))
    }


def by_pyshacl(data: str, shapes: str) -> set[Violation]:
    graph = rdflib.Graph().parse(StringIO(data), format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"))
    assert isinstance(report, rdflib.Graph)
    return {_read(report, result) for result in report.objects(None, rdflib.URIRef(f"{SH}result"))}


def _read(report: rdflib.Graph, result: rdflib.term.Node) -> Violation:
    parts = (report.value(result, rdflib.URIRef(SH + name)) for name in ("focusNode", "sourceShape", "value"))
    return Violation(
        *(BLANK if isinstance(part, rdflib.BNode) else "" if part is None else str(part) for part in parts)
    )


def by_rudof(data: str, shapes: str) -> set[Violation]:
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data, format=pyrudof.RDFFormat.NTriples, reader_mode=pyrudof.ReaderMode.Strict)
    rudof.read_shacl(shapes, reader_mode=pyrudof.ReaderMode.Strict)
    return {
        Violation(_bare(entry.focus_node), entry.source_shape or "", _bare(entry.value or ""))
        for entry in rudof.validate_shacl().violations
    }


def _bare(term: str) -> str:
    """Return the text of a term as pyrudof prints it: quoted without escapes, with its language or datatype."""
    literal = re.fullmatch(r'"(.*)"(@[\w-]+|\^\^\S+)?', term, re.DOTALL)
    return literal[1] if literal else BLANK if term.startswith("_:") else term


ENGINES: dict[str, Engine] = {"ours": by_sinograph, "pyshacl": by_pyshacl, "pyrudof": by_rudof}
EACH_ENGINE = pytest.mark.parametrize("found_by", ENGINES.values(), ids=ENGINES)
