"""Communities of a projection, numbered so that the same facts give the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from sinograph.graph.measures.dispatch import leiden

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from sinograph.graph.measures.dispatch import Partition

#: Leiden draws lots; so many runs are made, from seed 0 on, and the best is kept.
RUNS = 10
#: Above so many edges one run must do.
_LARGE = 50_000


@dataclass(frozen=True, slots=True)
class Community:
    """One community.

    *number* counts from 1, the largest first, of two alike the one whose first member comes first by id. *centre* is
    the member with most weight inside. *inner* is the share of its members' weight that stays inside, from 0 to 1.
    *held* is the mean share of its pairs of members that the other runs keep together, 1 where nothing hangs on chance
    (and for a single run). *claims* are those of the ties inside.
    """

    number: int
    centre: str
    members: tuple[str, ...]
    inner: float
    held: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """All communities of a graph, their modularity (Newman and Girvan 2004; at most 1), and the method that ran."""

    communities: tuple[Community, ...]
    modularity: float
    method: str
    runs: int

    def number_of(self) -> dict[str, int]:
        """Return the community of each node by its number."""
        return {member: group.number for group in self.communities for member in group.members}


def divide(graph: nx.Graph[str], resolution: float = 1.0) -> Division:
    """Return the communities of an undirected *graph* with ``weight`` and ``claims`` on its edges.

    Leiden (Traag, Waltman, van Eck 2019) on modularity, :data:`RUNS` times with fixed seeds; the run with the largest
    modularity is taken, the first of equal ones. *resolution* above 1 makes more and smaller communities.
    """
    import networkx as nx

    runs = RUNS if graph.number_of_edges() <= _LARGE else 1
    found = [leiden(graph, seed=seed, resolution=resolution) for seed in range(runs)]
    partitions, method = [partition for partition, _ in found], found[0][1]
    scores = [round(nx.community.modularity(graph, groups, resolution=resolution), 12) for groups in partitions]
    best = scores.index(max(scores))
    others = partitions[:best] + partitions[best + 1 :]
    ranked = sorted((sorted(group) for group in partitions[best]), key=lambda group: (-len(group), group[0]))
    communities = tuple(_community(graph, n, group, others) for n, group in enumerate(ranked, 1))
    return Division(communities, scores[best], method, runs)


def _community(graph: nx.Graph[str], number: int, members: list[str], others: Sequence[Partition]) -> Community:
    inside = graph.subgraph(members)
    within: dict[str, float] = dict(inside.degree(weight="weight"))
    whole = sum(weight for _, weight in graph.degree(members, weight="weight"))
    centre = min(members, key=lambda member: (-within[member], member))
    claims = sorted({claim for _, _, data in inside.edges(data=True) for claim in data["claims"]})
    inner = sum(within.values()) / whole if whole else 1.0
    return Community(number, centre, tuple(members), inner, _held(members, others), tuple(claims))


def _held(members: list[str], others: Sequence[Partition]) -> float:
    pairs = comb(len(members), 2)
    if not pairs or not others:
        return 1.0
    kept = sum(comb(len(group & set(members)), 2) for partition in others for group in partition)
    return kept / (pairs * len(others))
