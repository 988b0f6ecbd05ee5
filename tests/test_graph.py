"""The accepted view, its receipts and its rules, on tiny tables and on the real ones."""

import ast
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import sinograph
from sinograph.cli import main
from sinograph.errors import FactError
from sinograph.exports.maps import build_page_data
from sinograph.graph import build_network, build_store, open_dataset
from sinograph.loaders import bundled_facts, load_facts

HEADER = "subject,property,object,value,unit,precision,period,qualifiers,source,locator,rank,recorded,note\n"
ENTITIES = "id,kind,name_zh,name_en,aliases,identifiers\na,company,甲,A,,\nb,company,乙,B,,\n"
SOURCES = (
    "id,kind,title,publisher,published,url,language,sha256\n"
    "s1,press,T,P,2026-01-02,https://example.org/1,en,\n"
    "s2,filing,T,P,2025-01-02,https://example.org/2,en,\n"
)
ROWS = (
    "a,invested_in,b,,,,,,s1,p1,,2026-02-01,\n"
    "a,revenue,,100,CNY,exact,2024,,s1,p1,,2026-02-01,\n"
    "a,revenue,,120,CNY,exact,2024,,s2,p1,,2026-02-01,\n"
)


def write_tables(folder, rows=ROWS, header=HEADER, entities=ENTITIES, sources=SOURCES):
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    (folder / "entities.csv").write_text(entities, "utf-8")
    (folder / "sources.csv").write_text(sources, "utf-8")
    (folder / "claims" / "c.csv").write_bytes((header + rows).encode())
    return folder


@pytest.fixture(scope="module")
def store():
    return build_store(load_facts([bundled_facts()]))


def test_a_filing_outranks_the_press_and_the_rival_stays(tmp_path):
    dataset = open_dataset(build_store(load_facts([write_tables(tmp_path)])))

    view = list(dataset.query("SELECT ?v WHERE { ?o sg:about id:a ; sg:metric sg:revenue ; sg:value ?v }"))
    rivals = list(dataset.query("SELECT ?c WHERE { GRAPH graph:provenance { ?c sg:status sg:Rival } }"))
    assert ([str(row.v) for row in view], len(rivals)) == (["120"], 1)


def test_the_order_of_rows_does_not_matter(tmp_path):
    one = build_store(load_facts([write_tables(tmp_path / "1")]))
    other = build_store(load_facts([write_tables(tmp_path / "2", "".join(reversed(ROWS.splitlines(keepends=True))))]))

    assert set(one) == set(other)


def test_a_byte_order_mark_and_crlf_read_as_if_absent(tmp_path):
    folder = write_tables(tmp_path)
    table = folder / "claims" / "c.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))

    assert len(load_facts([folder]).claims) == 3


@pytest.mark.parametrize(
    "row",
    [
        "a,sells,b,,,,,,s1,p1,,2026-02-01,",
        "a,invested_in,zz,,,,,,s1,p1,,2026-02-01,",
        "a,invested_in,b,,,,,,s9,p1,,2026-02-01,",
        "a,revenue,,100,RMB,exact,2024,,s1,p1,,2026-02-01,",
        'a,revenue,,"1,000",CNY,exact,2024,,s1,p1,,2026-02-01,',
        "a,revenue,,１００,CNY,exact,2024,,s1,p1,,2026-02-01,",
        "a,revenue,,100,CNY,exact,2025-02-30,,s1,p1,,2026-02-01,",
        "a,revenue,,100,CNY,exact,2024,colour=red,s1,p1,,2026-02-01,",
        "a,listed_on,b,,,,,,s1,p1,,2026-02-01,",
        'a,invested_in,b,,,,,,s1,"p1,,2026-02-01,',
        "a,invested_in,b,,,,,,s1,p\u202e1,,2026-02-01,",
        "a,invested_in,b,,,,,,s1,p\x001,,2026-02-01,",
        "a,backs,b,,,,,,s1,p1,,2026-02-01,",
    ],
)
def test_what_is_not_understood_stops_the_load_with_its_line(tmp_path, row):
    folder = write_tables(tmp_path, ROWS + row + "\n")

    with pytest.raises(FactError) as caught:
        load_facts([folder])

    assert {5} == {problem.line for problem in caught.value.problems}


def test_all_problems_come_together(tmp_path):
    bad = "a,sells,b,,,,,,s1,p1,,2026-02-01,\na,invested_in,zz,,,,,,s1,p1,,2026-02-01,\n"

    with pytest.raises(FactError) as caught:
        load_facts([write_tables(tmp_path, ROWS + bad)])

    assert {5, 6} == {problem.line for problem in caught.value.problems}


def test_the_backers_of_zhipu_are_inferred_from_investments_and_subscriptions(store):
    network = build_network(store)
    backers = {a for a, b, data in network.edges(data=True) if b == "zhipu" and data["relation"] == "backs"}

    assert {
        "ant-group",
        "gaoyi",
        "gf-fund",
        "jinyi-capital",
        "jsc-international",
        "local-state-capital",
        "meituan",
        "taikang-life",
        "tencent",
    } == backers


def test_who_says_so(store):
    query = """SELECT ?source ?where WHERE { GRAPH ?claim { id:zhipu sg:competesWith id:minimax }
      GRAPH graph:provenance { ?claim prov:hadPrimarySource ?source ; sg:locator ?where } }"""

    rows = [(str(r.source).rsplit("/")[-1], str(r.where)) for r in open_dataset(store).query(query)]
    assert rows == [("saile-zhipu-ipo", "导语 ¶2; 与MiniMax对决 ¶1")]


def test_the_view_says_nothing_without_a_claim_a_rule_or_the_ontology(store):
    query = """SELECT ?s ?p ?o WHERE { ?s ?p ?o . FILTER(isIRI(?o) && STRSTARTS(STR(?s), STR(id:)))
      FILTER(STRSTARTS(STR(?p), STR(sg:)) && ?p != sg:kind) FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"""

    assert list(open_dataset(store).query(query)) == []


def test_atlas_writes_the_same_bytes_twice_and_networkx_reads_the_graphml(tmp_path):
    for name in ("1", "2"):
        result = CliRunner().invoke(main, ["atlas", "-o", str(tmp_path / name)])
        assert result.exit_code == 0, result.output

    for name in ("index.html", "sinograph.graphml", "sinograph.trig"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()
    network = nx.read_graphml(tmp_path / "1" / "sinograph.graphml", force_multigraph=True)
    assert f"{len(network)} nodes, {network.number_of_edges()} edges" in result.output


def test_bad_facts_leave_the_last_good_output(tmp_path):
    assert CliRunner().invoke(main, ["atlas", "-o", str(tmp_path / "out")]).exit_code == 0
    before = (tmp_path / "out" / "index.html").read_bytes()
    folder = write_tables(tmp_path / "facts", "a,sells,b,,,,,,s1,p1,,2026-02-01,\n")

    result = CliRunner().invoke(main, ["atlas", "-o", str(tmp_path / "out"), "--facts", str(folder)])

    assert result.exit_code == 1
    assert before == (tmp_path / "out" / "index.html").read_bytes()


@pytest.mark.parametrize(
    "query", ["SELECT nonsense", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK " + "{" * 4000]
)
def test_a_bad_query_is_a_sentence_and_exit_one(query):
    assert CliRunner().invoke(main, ["query", query]).exit_code == 1


def test_help_loads_no_heavy_library():
    code = (
        "import sys, sinograph.cli; print([m for m in ('rdflib','networkx','pyvis','pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_every_edge_of_the_competition_map_has_a_receipt(store):
    data = build_page_data(load_facts([bundled_facts()]), store, "en", only="competition")

    assert [edge["id"] for edge in data["maps"][0]["edges"] if not edge["claims"]] == []


RANKS = {"errors": 0, "ontology": 1, "loaders": 2, "graph": 3, "exports": 4, "cli": 5}


def test_imports_point_one_way():
    root = Path(sinograph.__file__).parent
    wrong = []
    for layer, rank in RANKS.items():
        files = [root / f"{layer}.py"] if (root / f"{layer}.py").exists() else (root / layer).glob("*.py")
        for path in files:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                parts = (getattr(node, "module", "") or "").split(".") if isinstance(node, ast.ImportFrom) else []
                if len(parts) > 1 and parts[0] == "sinograph" and RANKS[parts[1]] > rank:
                    wrong.append(f"{path.name} imports {parts[1]}")

    assert wrong == []
