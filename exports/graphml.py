"""GraphML: ids are slugs (NMTOKENs), the IRI is an attribute; every key is typed and has one type.

Labels are text, never markup. What XML 1.0 cannot carry (control characters, lone surrogates, U+FFFE and U+FFFF)
is written as U+FFFD; everything else reads back as it was, tabs and line breaks included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sinograph.errors import Text
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import mint_entity, mint_term

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    from sinograph.ontology import Vocabulary

_STRINGS = ("label", "label_zh", "label_en", "iri")
#: The attributes of each scope in the order in which they are written, and their GraphML types.
_KEYS: Mapping[str, Mapping[str, str]] = {
    "node": dict.fromkeys((*_STRINGS, "kind"), "string"),
    "edge": {**dict.fromkeys((*_STRINGS, "relation", "claims", "rules", "outlook"), "string"), "disputed": "boolean"},
}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: A parser would read a bare carriage return as a line feed.
_ESCAPES = {"\r": "&#13;"}


def to_graphml(network: nx.MultiDiGraph[str], vocabulary: Vocabulary | None = None) -> bytes:
    """Return *network* (of ``build_network``) as GraphML in UTF-8; nodes and edges in order of id.

    ``label`` is the Chinese one; ``claims`` and ``rules`` are ids with spaces between them. An empty attribute is
    left out. *vocabulary* names the relations; the bundled one by default.
    """
    return "".join(_lines(network, vocabulary or load_vocabulary())).encode("utf-8")


def _lines(network: nx.MultiDiGraph[str], vocabulary: Vocabulary) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for scope, keys in _KEYS.items():
        for key, kind in keys.items():
            yield f'  <key id="{scope}.{key}" for="{scope}" attr.name="{key}" attr.type="{kind}"/>\n'
    yield '  <graph id="sinograph" edgedefault="directed">\n'
    yield from _nodes(network)
    yield from _edges(network, vocabulary)
    yield "  </graph>\n</graphml>\n"


def _nodes(network: nx.MultiDiGraph[str]) -> Iterator[str]:
    for node in sorted(network):
        found = network.nodes[node]
        values = {**found, "label": found["label_zh"], "iri": mint_entity(node)}
        yield f"    <node id={_attribute(node)}>{_data('node', values)}</node>\n"


def _edges(network: nx.MultiDiGraph[str], vocabulary: Vocabulary) -> Iterator[str]:
    for a, b, key in sorted(network.edges(keys=True), key=lambda edge: edge[2]):
        found = network.edges[a, b, key]
        relation = found["relation"]
        known = vocabulary.properties.get(relation)
        name = known.label if known else Text(relation, relation)
        values = {**found, "label": name.zh, "label_zh": name.zh, "label_en": name.en, "iri": mint_term(relation)}
        ends = f"source={_attribute(a)} target={_attribute(b)}"
        yield f"    <edge id={_attribute(key)} {ends}>{_data('edge', values)}</edge>\n"


def _data(scope: str, values: Mapping[str, object]) -> str:
    texts = ((key, _text(values[key])) for key in _KEYS[scope])
    return "".join(f'<data key="{scope}.{key}">{escape(text, _ESCAPES)}</data>' for key, text in texts if text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _ILLEGAL.sub("\ufffd", " ".join(value) if isinstance(value, tuple) else str(value))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text))
