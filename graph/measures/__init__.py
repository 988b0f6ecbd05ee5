"""Measures over the accepted view: who backs, owns, competes with, depends on and connects whom.

Each measure takes a :class:`View` and gives frozen rows that name the claims they rest on::

    >>> from sinograph.graph.measures import View
    >>> from sinograph.graph.measures.backers import backings, by_backer
    >>> view = View.read(store)
    >>> by_backer(view, backings(view, "USD"))

Graphs are plain NetworkX graphs. Heavy measures go through NetworkX's own dispatch; see ``docs/scale.md``.
"""

from __future__ import annotations

from sinograph.graph.measures.view import View

__all__ = ["View"]
