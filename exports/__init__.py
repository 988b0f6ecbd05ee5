"""The accepted view to files: one writer per format, and the offline page of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sinograph.exports import rdf
from sinograph.exports.graphml import to_graphml
from sinograph.graph.network import build_network

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Store

#: Name of a format to the function that writes a store in it.
WRITERS: Mapping[str, Callable[[Store], bytes]] = {
    "graphml": lambda store: to_graphml(build_network(store)),
    "trig": rdf.to_trig,
    "nquads": rdf.to_nquads,
    "turtle": rdf.to_turtle,
}
