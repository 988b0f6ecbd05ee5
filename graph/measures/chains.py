"""Ownership through chains of stakes, with loops: linear algebra on the matrix of direct stakes, in intervals.

With A the matrix of direct stakes (a_ij is the share of j that i holds) and V = (I - A)^-1 = I + A + A^2 + ..., the
integrated stake of i in j is ((V - I)_ij) / v_ii: every path from i to j counts once, and paths that come back to i are
divided out, as i does not own more of j by owning itself. F. Brioschi, L. Buzzacchi, M. G. Colombo, "Risk capital
financing and the separation of ownership and control in business groups", Journal of Banking & Finance 13 (1989);
S. Vitali, J. B. Glattfelder, S. Battiston, "The network of global corporate control", PLoS ONE 6(10), e25995 (2011),
supporting information.

The integrated stake is also the sum over all walks from i to j that do not come back to i, each the product of its
stakes (split every walk from i to j at its last visit to i: V_ij = v_ii y_ij). So it grows with every entry of A, and
what the lower bounds give and what the upper bounds give enclose what every reading gives. This is narrower than
dividing the lower end of V_ij by the upper end of v_ii, and as safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, NamedTuple

from sinograph.graph.intervals import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[str, str]
#: Digits after the point that the solver of binary numbers is trusted with; rounding goes outward, save from a number
#: so near to one of ten digits that only the solver's noise lies between.
_DIGITS = Decimal("1e-12")
#: What the solver leaves of a nought.
_NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class Integrated:
    """The integrated stake of one in another: in all, and the part that goes through at least one in between."""

    whole: Interval
    through: Interval


class _Solved(NamedTuple):
    stakes: NDArray[np.float64]
    inverse: NDArray[np.float64]


def integrated_stakes(links: Mapping[Pair, Interval]) -> dict[Pair, Integrated]:
    """Return the integrated stake of every owner in everything that it reaches, in order of both ids.

    *links* are direct stakes as shares of one by owner and owned. No result is over 1. Where a loop of upper bounds
    holds all of itself or more, nothing bounds what its members own and 1 is the upper end; where the lower bounds do
    so too (the sources cannot all be right), the lower end is the direct stake.

    Example:
        >>> half = Interval(Decimal("0.5"), Decimal("0.5"))
        >>> found = integrated_stakes({("a", "b"): half, ("b", "a"): half, ("x", "a"): half})
        >>> found["a", "b"].whole  # and x has 2/3 of a, 1/3 of b
        Interval(lower=Decimal('0.500000000000'), upper=Decimal('0.500000000000'))
    """
    import networkx as nx

    graph = nx.DiGraph(list(links))
    found: dict[Pair, Integrated] = {}
    for part in nx.weakly_connected_components(graph):
        found.update(_solve_part(sorted(part), links, graph))
    return dict(sorted(found.items()))


def _solve_part(names: Sequence[str], links: Mapping[Pair, Interval], graph: nx.DiGraph[str]) -> dict[Pair, Integrated]:
    import networkx as nx

    inside = [(pair, links[pair]) for pair in graph.edges(names)]
    low = _inverse(names, [(pair, share.lower) for pair, share in inside])
    high = _inverse(names, [(pair, share.upper) for pair, share in inside])
    place = {name: number for number, name in enumerate(names)}
    return {
        (owner, owned): _enclosed(low, high, place[owner], place[owned], links.get((owner, owned)))
        for owner in names
        for owned in sorted(nx.descendants(graph, owner))
    }


def _inverse(names: Sequence[str], shares: Iterable[tuple[Pair, Decimal]]) -> _Solved | None:
    """Return A and (I - A)^-1, None where the series I + A + A^2 + ... has no finite sum."""
    import numpy as np
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import splu

    place = {name: number for number, name in enumerate(names)}
    rows, columns, values = [], [], []
    for (owner, owned), share in shares:
        rows.append(place[owner])
        columns.append(place[owned])
        values.append(float(share))
    size = len(names)
    stakes = csc_array((values, (rows, columns)), shape=(size, size))
    try:
        inverse = splu(csc_array(eye_array(size) - stakes)).solve(np.eye(size))
    except RuntimeError:  # exactly singular
        return None
    # Of a matrix without negative entries, (I - A)^-1 has none if and only if the series converges.
    return _Solved(stakes.toarray(), inverse) if inverse.min() > -_NOISE else None


def _enclosed(low: _Solved | None, high: _Solved | None, i: int, j: int, direct: Interval | None) -> Integrated:
    own = direct.lower if direct else Decimal(0)
    whole_low, through_low = _end(low, i, j) if low else (own, Decimal(0))
    whole_high, through_high = _end(high, i, j) if high else (Decimal(1), Decimal(1))
    return Integrated(
        Interval(_cut(whole_low, ROUND_FLOOR), _cut(whole_high, ROUND_CEILING)),
        Interval(_cut(through_low, ROUND_FLOOR), _cut(through_high, ROUND_CEILING)),
    )


def _end(solved: _Solved, i: int, j: int) -> tuple[Decimal, Decimal]:
    """Return the integrated stake by these bounds, and what of it goes through others."""
    whole = solved.inverse[i, j] / solved.inverse[i, i]
    return Decimal(float(whole)), Decimal(float(whole - solved.stakes[i, j]))


def _cut(number: Decimal, rounding: str) -> Decimal:
    nearest = number.quantize(_DIGITS * 100)
    rounded = nearest if abs(number - nearest) < _DIGITS else number.quantize(_DIGITS, rounding)
    return min(max(rounded, Decimal(0)), Decimal(1))
