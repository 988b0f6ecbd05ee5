"""GraphML: ids are slugs (NMTOKENs), the IRI is an attribute; every key is typed and has one type."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sinograph.ontology.iris import mint_entity, mint_term

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

_NODE_KEYS = ("label", "label_zh", "label_en", "kind", "iri")
_EDGE_KEYS = ("label", "relation", "claims", "rules", "outlook", "disputed", "iri")


def to_graphml(network: nx.MultiDiGraph[str]) -> bytes:
    """Return *network* (of ``build_network``) as GraphML in UTF-8; nodes and edges in order of id."""
    return "".join(_lines(network)).encode("utf-8")


def _lines(network: nx.MultiDiGraph[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for scope, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = "boolean" if key == "disputed" else "string"
            yield f'  <key id="{scope}.{key}" for="{scope}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield '  <graph id="sinograph" edgedefault="directed">\n'
    for node, data in sorted(network.nodes(data=True), key=lambda item: item[0]):
        values: dict[str, object] = {**data, "label": data["label_zh"], "iri": mint_entity(node)}
        yield f"    <node id={quoteattr(node)}>{_data('node', _NODE_KEYS, values)}</node>\n"
    for a, b, key, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[2]):
        values = {**data, "label": data["relation"], "iri": mint_term(data["relation"])}
        ends = f"source={quoteattr(a)} target={quoteattr(b)}"
        yield f"    <edge id={quoteattr(key)} {ends}>{_data('edge', _EDGE_KEYS, values)}</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(scope: str, keys: tuple[str, ...], values: dict[str, object]) -> str:
    return "".join(f'<data key="{scope}.{key}">{escape(_text(values[key]))}</data>' for key in keys)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(value) if isinstance(value, tuple) else str(value)
