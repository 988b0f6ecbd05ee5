"""Claims to an accepted view one can query.

    >>> from sinograph.graph import build_store, open_dataset
    >>> from sinograph.loaders import bundled_facts, load_facts
    >>> dataset = open_dataset(build_store(load_facts([bundled_facts()])))
    >>> dataset.query("SELECT ?who WHERE { ?who sg:backs id:zhipu }")

``build_store`` gives the Oxigraph store, ``open_dataset`` the same as an ``rdflib.Dataset``, ``build_network`` the
accepted view as a NetworkX graph.
"""

from __future__ import annotations

from sinograph.graph.dataset import build_store, open_dataset
from sinograph.graph.network import build_network

__all__ = ["build_network", "build_store", "open_dataset"]
