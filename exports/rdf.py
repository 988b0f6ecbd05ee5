"""RDF files: the dataset sorted, so that the same facts give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from sinograph.graph.lexical import lint_lines, lint_turtle
from sinograph.ontology.iris import PREFIXES
from sinograph.ontology.vocabulary import read_ontology, read_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from sinograph.errors import Problem


def to_trig(store: Store) -> bytes:
    """Return the whole dataset as TriG: the view first, then graph by graph."""
    return _serialize(sorted(store, key=_order), RdfFormat.TRIG)


def to_nquads(store: Store) -> bytes:
    """Return the whole dataset as N-Quads, its lines sorted byte by byte as ``LC_ALL=C sort`` does."""
    # A line break inside a literal is escaped, so each line is one quad.
    lines = _serialize(store, RdfFormat.N_QUADS).split(b"\n")
    return b"".join(line + b"\n" for line in sorted(lines) if line)


def to_turtle(store: Store) -> bytes:
    """Return the accepted view as Turtle."""
    view = store.quads_for_pattern(None, None, None, DefaultGraph())
    return _serialize([quad.triple for quad in sorted(view, key=_order)], RdfFormat.TURTLE)


def lint_rdf(store: Store) -> list[Problem]:
    """Return the ill-typed literals of the ontology's files, and of the dataset at their lines of ``to_nquads``."""
    problems = lint_turtle(read_ontology().decode("utf-8"), "ontology/sinograph.ttl")
    problems += lint_turtle(read_shapes(), "ontology/shapes.ttl")
    # Sorting takes longer than linting: only where something is wrong are the lines of the sorted text asked for.
    if lint_lines(_serialize(store, RdfFormat.N_QUADS).decode("utf-8"), ""):
        problems += lint_lines(to_nquads(store).decode("utf-8"), "sinograph.nq")
    return problems


def _order(quad: pyoxigraph.Quad) -> tuple[bool, str, str, str, str]:
    named = not isinstance(quad.graph_name, DefaultGraph)
    return named, str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _serialize(data: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple], rdf_format: RdfFormat) -> bytes:
    prefixes = PREFIXES if rdf_format != RdfFormat.N_QUADS else None
    return pyoxigraph.serialize(data, format=rdf_format, prefixes=prefixes) or b""
