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
    """Return the whole dataset as TriG."""
    return _serialize(sorted(store, key=_order), RdfFormat.TRIG)


def to_nquads(store: Store) -> bytes:
    """Return the whole dataset as N-Quads, one sorted line a quad."""
    return _serialize(sorted(store, key=_order), RdfFormat.N_QUADS)


def to_turtle(store: Store) -> bytes:
    """Return the accepted view as Turtle."""
    view = store.quads_for_pattern(None, None, None, DefaultGraph())
    return _serialize([quad.triple for quad in sorted(view, key=_order)], RdfFormat.TURTLE)


def _order(quad: pyoxigraph.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _serialize(data: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple], rdf_format: RdfFormat) -> bytes:
    prefixes = PREFIXES if rdf_format != RdfFormat.N_QUADS else None
    return pyoxigraph.serialize(data, format=rdf_format, prefixes=prefixes) or b""
