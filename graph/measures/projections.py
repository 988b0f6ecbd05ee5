"""Named projections: plain NetworkX graphs of one kind of tie, each edge with the claims it rests on.

Nodes and edges are added in order of id, so that a measure gives the same result whatever the order of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sinograph.errors import EmptyAnswerError, Text
from sinograph.graph.lookup import find_name
from sinograph.graph.measures.backers import backings
from sinograph.graph.measures.paths import TRIVIAL_KINDS
from sinograph.graph.measures.view import in_order
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx

    from sinograph.graph.measures.view import View

    #: From, to, weight, claims.
    Tie = tuple[str, str, float, tuple[str, ...]]


def _capital(view: View) -> Iterator[Tie]:
    for backing in backings(view, "USD"):
        yield backing.company, backing.backer, 1.0, backing.claims


def _co_investment(view: View) -> Iterator[Tie]:
    """Join the backers of a company, each pair by 1/(n-1) of the n it has; Newman, Phys. Rev. E 64, 016132 (2001)."""
    by_company: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for backing in backings(view, "USD"):
        by_company[backing.company][backing.backer] = backing.claims
    for group in by_company.values():
        for one, two in combinations(sorted(group), 2):
            yield one, two, 1 / (len(group) - 1), (*group[one], *group[two])


def _said(*properties: str) -> Callable[[View], Iterator[Tie]]:
    """Return the ties that *properties* say, from subject to object."""

    def ties(view: View) -> Iterator[Tie]:
        for receipt in view.accepted(*properties):
            yield receipt.subject, receipt.object, 1.0, view.cited(receipt)

    return ties


def _compute(view: View) -> Iterator[Tie]:
    """Lead from whoever uses compute to whoever provides or makes it."""
    yield from _said("runs_on", "trained_on", "buys")(view)
    for receipt in view.accepted("supplies_compute_to", "supplies"):
        yield receipt.object, receipt.subject, 1.0, view.cited(receipt)
    for receipt in view.accepted("develops", "manufactures"):
        if view.is_a(receipt.object, "chip"):
            yield receipt.object, receipt.subject, 1.0, view.cited(receipt)
        elif view.is_a(receipt.object, "model") and receipt.property == "develops":
            yield receipt.subject, receipt.object, 1.0, view.cited(receipt)


def _talent(view: View) -> Iterator[Tie]:
    """Join the organisations that one person worked for, led or founded."""
    by_person: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for receipt in view.accepted("works_for", "leads", "founder_of"):
        if view.is_a(receipt.object, "organization"):
            by_person[receipt.subject][receipt.object] = view.cited(receipt)
    for posts in by_person.values():
        for one, two in combinations(sorted(posts), 2):
            yield one, two, 1.0, (*posts[one], *posts[two])


def _relations(view: View) -> Iterator[Tie]:
    """Take every relation that is said between two entities, none of a kind that connects trivially."""
    properties = load_vocabulary().properties.values()
    for tie in _said(*(p.name for p in properties if p.form == "relation" and not p.inferred_only))(view):
        if not any(view.is_a(end, kind) for end in tie[:2] for kind in TRIVIAL_KINDS):
            yield tie


_ALL = Text(
    "all said relations, places, lists, markets and the like left out", "全部所述关系（地点、清单、市场等除外）"
)
#: Name to what it joins, whether its edges point (at whom one depends on), and how it is made.
PROJECTIONS: Mapping[str, tuple[Text, bool, Callable[[View], Iterator[Tie]]]] = {
    "capital": (Text("companies and their backers", "公司与资本支持方"), True, _capital),
    "co-investment": (Text("backers with a company in common", "投资同一公司的各方"), False, _co_investment),
    "rivalry": (Text("companies named as competitors", "被称为竞争对手的公司"), False, _said("competes_with")),
    "compute": (Text("users and providers of compute", "算力使用方与供应方"), True, _compute),
    "talent": (Text("organisations with a person in common", "有同一人任职的组织"), False, _talent),
    "relations": (_ALL, False, _relations),
}


def project(view: View, name: str) -> nx.Graph[str]:
    """Return the projection of that *name*: a Graph or, where ties point, a DiGraph.

    An edge has ``weight``, the sum of its ties, and ``claims``, a sorted tuple. A tie of a thing with itself is left
    out.

    Raises:
        UnknownNameError: there is no such projection; all are listed.
        EmptyAnswerError: the facts hold no such tie.
    """
    import networkx as nx

    title, is_directed, ties = PROJECTIONS[find_name(name, PROJECTIONS, Text("projection", "投影"))]
    weights: dict[tuple[str, str], float] = defaultdict(float)
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for a, b, weight, said in ties(view):
        ends = (a, b) if is_directed else in_order(a, b)
        if a != b:
            weights[ends] += weight
            claims[ends].update(said)
    if not weights:
        others = [other for other in PROJECTIONS if other != name]
        raise EmptyAnswerError(
            f"the facts hold no tie of the projection {name} ({title.en}); others: {', '.join(others)}",
            f"事实表中没有投影 {name}（{title.zh}）的联系；其他投影：{'、'.join(others)}",
        )
    graph: nx.Graph[str] = nx.DiGraph() if is_directed else nx.Graph()
    graph.add_nodes_from(sorted({end for ends in weights for end in ends}))
    for ends in sorted(weights):
        graph.add_edge(*ends, weight=weights[ends], claims=tuple(sorted(claims[ends])))
    return graph


def undirected(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return *graph* without directions; what stood both ways is added up."""
    import networkx as nx

    if not graph.is_directed():
        return graph
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    for a, b, data in graph.edges(data=True):
        former = plain.get_edge_data(a, b, {"weight": 0.0, "claims": ()})
        claims = tuple(sorted({*former["claims"], *data["claims"]}))
        plain.add_edge(a, b, weight=former["weight"] + data["weight"], claims=claims)
    return plain
