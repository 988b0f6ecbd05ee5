"""The accepted view as a NetworkX graph: entities, and between them relations with their claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinograph.graph.queries import select
from sinograph.graph.receipts import read_entities
from sinograph.ontology.iris import shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    from pyoxigraph import QuerySolution, Store

_SAID = """
SELECT ?a ?relation ?b ?claim ?status ?outlook WHERE {
  ?a sg:kind ?ka . ?b sg:kind ?kb .
  GRAPH graph:provenance {
    ?claim rdf:subject ?a ; rdf:predicate ?relation ; rdf:object ?b ; sg:status ?status .
    FILTER(?status != sg:Deprecated)
  }
  OPTIONAL { GRAPH ?claim { ?node rdf:subject ?a ; sg:outlook ?outlook } }
} ORDER BY ?a ?relation ?b ?claim"""

_INFERRED = """
SELECT ?a ?relation ?b ?rule WHERE {
  GRAPH ?rule { ?a ?relation ?b } ?a sg:kind ?ka . ?b sg:kind ?kb .
  FILTER(STRSTARTS(STR(?rule), STR(rule:)))
} ORDER BY ?a ?relation ?b ?rule"""


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two entities, with all that stands behind it.

    *claims* are the ids of the claims that say it, *rules* the names of the rules that infer it; one of the two is
    empty. *outlook* is set when every claim speaks of a plan or expectation; *disputed* when a claim is a rival.
    """

    source: str
    relation: str
    target: str
    claims: tuple[str, ...]
    rules: tuple[str, ...]
    outlook: str
    disputed: bool

    @property
    def id(self) -> str:
        """A name that no other edge has, fit for an XML NMTOKEN."""
        return f"{self.source}--{self.relation}--{self.target}"


def read_edges(store: Store) -> Iterator[Edge]:
    """Yield the relations of the view, said ones first, each group in order of its ends and name."""
    said: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for row in select(store, _SAID):
        outlook = table_name(shorten(row["outlook"].value)) if row["outlook"] else ""
        said.setdefault(_ends(row), []).append((shorten(row["claim"].value), shorten(row["status"].value), outlook))
    for ends, claims in said.items():
        if all(status == "Rival" for _, status, _ in claims):
            continue  # another object was accepted in its place
        outlooks = {outlook for _, _, outlook in claims}
        outlook = "" if "" in outlooks else min(outlooks)
        disputed = any(status == "Rival" for _, status, _ in claims)
        yield Edge(*ends, tuple(dict.fromkeys(claim for claim, _, _ in claims)), (), outlook, disputed)
    inferred: dict[tuple[str, str, str], list[str]] = {}
    for row in select(store, _INFERRED):
        inferred.setdefault(_ends(row), []).append(shorten(row["rule"].value))
    for ends, rules in inferred.items():
        yield Edge(*ends, (), tuple(rules), "", disputed=False)


def _ends(row: QuerySolution) -> tuple[str, str, str]:
    a, relation, b = (shorten(row[name].value) for name in ("a", "relation", "b"))
    return a, table_name(relation), b


def build_network(store: Store) -> nx.MultiDiGraph[str]:
    """Return the entities and relations of the accepted view.

    Nodes are entity ids with ``kind``, ``label_zh``, ``label_en``. Edges have a unique key and ``relation``,
    ``claims``, ``rules`` (tuples), ``outlook`` and ``disputed``; a symmetric relation stands in both directions.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for card in read_entities(store).values():
        network.add_node(card.id, kind=card.kind, label_zh=card.name.zh, label_en=card.name.en)
    for edge in read_edges(store):
        network.add_edge(
            edge.source,
            edge.target,
            key=edge.id,
            relation=edge.relation,
            claims=edge.claims,
            rules=edge.rules,
            outlook=edge.outlook,
            disputed=edge.disputed,
        )
    return network
