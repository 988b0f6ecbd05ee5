"""RDF files: the dataset sorted, so that the same facts give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from sinograph.ontology.iris import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store


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


def _order(quad: pyoxigraph.Quad) -> tuple[bool, str, str, str, str]:
    named = not isinstance(quad.graph_name, DefaultGraph)
    return named, str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _serialize(data: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple], rdf_format: RdfFormat) -> bytes:
    prefixes = PREFIXES if rdf_format != RdfFormat.N_QUADS else None
    return pyoxigraph.serialize(data, format=rdf_format, prefixes=prefixes) or b""
