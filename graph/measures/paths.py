"""How two entities are connected: the shortest chains of relations between them, hop by hop with their claims.

Relations count in either direction and all alike. Paths are simple; the k shortest are those of J. Y. Yen (*Management
Science*, 1971), as NetworkX yields them. Of equally long ones those come first whose weakest hop rests on most sources,
then those with most sources in all, then in order of ids.

A relation that is only planned or rumoured serves where nothing else connects the two. Places, markets and other kinds
through which nearly everything is connected to everything are not passed through unless that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sinograph.graph.measures.view import qualifier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import networkx as nx

    from sinograph.graph.measures.view import View
    from sinograph.graph.receipts import Receipt

#: Kinds that connect trivially: what stands in, speaks, or is measured by the same.
TRIVIAL_KINDS = (
    *("place", "language", "group", "segment", "market", "factor", "risk", "purpose", "milestone", "benchmark"),
    *("exchange", "stock_index", "sanction_list", "list_action"),
)
#: Of paths of one length so many are compared; where there are more, the choice among them is by id.
MOST_COMPARED = 500


@dataclass(frozen=True, slots=True)
class Hop:
    """One step from *source* to *target*: the relation with most sources, and whatever others stand between the two.

    *receipt* is its best claim, *claims* all that say it; *forward* whether it reads from *source*. *others* are the
    names of the other relations, in order.
    """

    source: str
    target: str
    receipt: Receipt
    forward: bool
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def outlook(self) -> str:
        """The outlook of the relation, "" where it is said as a fact."""
        return qualifier(self.receipt, "outlook")


@dataclass(frozen=True, slots=True)
class Reach:
    """How many entities can be reached from either end, the end itself among them."""

    start: int
    end: int


def connections(
    view: View, relations: Collection[str] = (), *, planned: bool = False, through: Collection[str] = ()
) -> nx.Graph[str]:
    """Return the graph of said *relations* (all, if empty); edges hold ``receipts``, those accepted first.

    Nodes of trivial kinds are left out unless they are in *through*; ``planned`` adds claims with an outlook. Nodes and
    edges are in order of id, so that the same facts give the same paths.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(
        sorted(entity for entity in view.entities if entity in through or not is_trivial(view, entity))
    )
    for receipt in sorted(view.receipts.values(), key=_order):
        ends = receipt.subject, receipt.object
        if _counts(receipt, relations, planned=planned) and all(end in graph for end in ends) and ends[0] != ends[1]:
            if not graph.has_edge(*ends):
                graph.add_edge(*ends, receipts=[])
            graph.edges[ends]["receipts"].append(receipt)
    return graph


def is_trivial(view: View, entity: str) -> bool:
    """Say whether no path leads through *entity* unless that is asked for."""
    return any(view.is_a(entity, kind) for kind in TRIVIAL_KINDS)


def shortest(graph: nx.Graph[str], start: str, end: str, count: int = 1) -> list[tuple[Hop, ...]]:
    """Return the *count* shortest paths, in the order of this module; fewer where there are no more.

    Empty where the two are not connected, or are one.
    """
    if start == end or start not in graph or end not in graph:
        return []
    found = [_hops(graph, nodes) for nodes in _enough(graph, start, end, count)]
    return sorted(found, key=_rank)[:count]


def rivals_of(view: View, hop: Hop) -> tuple[str, ...]:
    """Return the claims that cannot be true beside those of *hop*, in order of id."""
    return tuple(sorted({rival for claim in hop.claims for rival in view.rivals(view.receipts[claim])}))


def reach(graph: nx.Graph[str], start: str, end: str) -> Reach:
    """Return the sizes of the connected parts of both ends."""
    import networkx as nx

    return Reach(*(len(nx.node_connected_component(graph, node)) if node in graph else 0 for node in (start, end)))


def _order(receipt: Receipt) -> tuple[str, str, bool, str]:
    return receipt.subject, receipt.object, receipt.status != "accepted", receipt.claim


def _counts(receipt: Receipt, relations: Collection[str], *, planned: bool) -> bool:
    said = bool(receipt.object) and receipt.status in {"accepted", "agreeing"}
    asked = not relations or receipt.property in relations
    return said and asked and (planned or not qualifier(receipt, "outlook"))


def _enough(graph: nx.Graph[str], start: str, end: str, count: int) -> Iterator[list[str]]:
    """Yield paths, shortest first, until *count* are there and none as long as the last is missing, or too many are."""
    import networkx as nx

    last = 0
    try:
        for number, nodes in enumerate(nx.shortest_simple_paths(graph, start, end)):
            if number >= MOST_COMPARED + count or (number >= count and len(nodes) > last):
                return
            last = len(nodes)
            yield nodes
    except nx.NetworkXNoPath:
        return


def _hops(graph: nx.Graph[str], nodes: Sequence[str]) -> tuple[Hop, ...]:
    return tuple(_hop(graph.edges[pair]["receipts"], *pair) for pair in pairwise(nodes))


def _hop(receipts: Sequence[Receipt], source: str, target: str) -> Hop:
    """Return the hop by the relation that most sources say; facts go before plans, ties go by name."""
    groups: dict[tuple[bool, str, bool], list[Receipt]] = {}
    for receipt in receipts:
        key = bool(qualifier(receipt, "outlook")), receipt.property, receipt.subject == source
        groups.setdefault(key, []).append(receipt)
    best = min(groups, key=lambda key: (key[0], -len(_sources(groups[key])), key[1], not key[2]))
    said = groups[best]
    first = min(said, key=lambda receipt: (receipt.status != "accepted", receipt.claim))
    claims = tuple(dict.fromkeys([first.claim, *(receipt.claim for receipt in said)]))
    others = tuple(sorted({name for _, name, _ in groups} - {best[1]}))
    return Hop(source, target, first, best[2], claims, _sources(said), others)


def _sources(receipts: Sequence[Receipt]) -> tuple[str, ...]:
    return tuple(sorted({receipt.source for receipt in receipts}))


def _rank(hops: tuple[Hop, ...]) -> tuple[int, int, int, tuple[str, ...]]:
    counts = [len(hop.sources) for hop in hops]
    return len(hops), -min(counts), -sum(counts), tuple(hop.target for hop in hops)
