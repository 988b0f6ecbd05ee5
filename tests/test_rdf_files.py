"""The RDF files as rdflib, pyoxigraph and XML Schema see them; the same facts give the same bytes."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import BlankNode, DefaultGraph, Literal, RdfFormat, Store
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from sinograph.exports.rdf import to_nquads, to_trig, to_turtle
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.ontology.iris import PREFIXES, XSD
from sinograph.tests.one_article import article_facts
from sinograph.tests.tiny import CLAIMS, ENTITIES, SOURCES, table_bytes, write_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Writer = Callable[[Store], bytes]
    Line = tuple[str, ...]

# rdflib's own parsers use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

WRITERS = {"trig": to_trig, "nquads": to_nquads, "turtle": to_turtle}
FORMATS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "turtle": RdfFormat.TURTLE}


@pytest.fixture(scope="module")
def store() -> Store:
    return build_store(article_facts())


def expected(store: Store, name: str) -> set[pyoxigraph.Quad]:
    """Return what a file of this format holds: the view for Turtle, else everything."""
    return set(store.quads_for_pattern(None, None, None, DefaultGraph())) if name == "turtle" else set(store)


def by_oxigraph(data: bytes, name: str) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse(data, format=FORMATS[name]))


def by_rdflib(data: bytes, name: str) -> set[pyoxigraph.Quad]:
    """Parse with rdflib, then spell each of its terms as N-Quads, so that terms are compared by character."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=data, format=name)
    lines = []
    for subject, predicate, value, graph in dataset.quads((None, None, None, None)):
        name_of_graph = "" if graph in (None, DATASET_DEFAULT_GRAPH_ID) else f" {graph.n3()}"
        lines.append(f"{subject.n3()} {predicate.n3()} {_spelt(value)}{name_of_graph} .")
    return set(pyoxigraph.parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS))


def _spelt(value: rdflib.term.Node) -> str:
    if not isinstance(value, rdflib.Literal):
        return value.n3()
    return str(Literal(str(value), language=value.language, datatype=_datatype(value)))


def _datatype(value: rdflib.Literal) -> pyoxigraph.NamedNode | None:
    return pyoxigraph.NamedNode(str(value.datatype)) if value.datatype and not value.language else None


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("read", [by_oxigraph, by_rdflib])
def test_what_is_read_back_is_the_store(
    store: Store, name: str, read: Callable[[bytes, str], set[pyoxigraph.Quad]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)

    assert read(WRITERS[name](store), name) == expected(store, name)


def test_nothing_is_a_blank_node(store: Store) -> None:
    terms = {term for quad in store for term in (*quad.triple, quad.graph_name)}

    assert {term for term in terms if isinstance(term, BlankNode)} == set()


def test_the_lines_of_nquads_are_sorted_and_each_stands_once(store: Store) -> None:
    lines = to_nquads(store).split(b"\n")

    assert lines.pop() == b""
    assert lines == sorted(set(lines))
    assert len(lines) == len(store)


def test_trig_gives_the_view_first(store: Store) -> None:
    body = to_trig(store).decode().split("schema: <https://schema.org/> .\n")[1]

    assert re.match(r"[a-z]+:\S+ ", body)
    assert " {\n" not in body.split("\n}\n")[0].split("\nclaim:")[0]


@pytest.mark.parametrize("name", ["trig", "turtle"])
def test_an_iri_that_a_prefix_can_shorten_is_shortened(store: Store, name: str) -> None:
    data = WRITERS[name](store).decode()
    body = "\n".join(line for line in data.splitlines() if not line.startswith("@prefix"))
    full = re.findall(r"<(https?:[^>\s]*)>", re.sub(r'"(?:[^"\\]|\\.)*"', '""', body))
    short = {iri for iri in full for space in PREFIXES.values() if re.fullmatch(r"[\w-]+", iri.removeprefix(space))}

    assert short == set()


def typed_literals(store: Store) -> set[tuple[str, str]]:
    """Return the datatype's local name and the text of every literal whose datatype is XML Schema's."""
    literals = {quad.object for quad in store if isinstance(quad.object, Literal)}
    return {
        (found.datatype.value.removeprefix(XSD), found.value)
        for found in literals
        if found.datatype.value.startswith(XSD) and not found.language
    }


def schema_of(names: set[str]) -> etree.XMLSchema:
    """Return a schema that takes, for each datatype, elements of its name that hold it."""
    space = "http://www.w3.org/2001/XMLSchema"
    elements = "".join(f'<xs:element name="{name}" type="xs:{name}"/>' for name in sorted(names))
    choice = f'<xs:complexType><xs:choice maxOccurs="unbounded">{elements}</xs:choice></xs:complexType>'
    text = f'<xs:schema xmlns:xs="{space}"><xs:element name="all">{choice}</xs:element></xs:schema>'
    return etree.XMLSchema(etree.fromstring(text))


def document_of(literals: set[tuple[str, str]]) -> etree._Element:
    root = etree.Element("all")
    for name, text in sorted(literals):
        etree.SubElement(root, name).text = text
    return root


def test_every_literal_is_in_the_lexical_space_of_its_datatype(store: Store) -> None:
    literals = typed_literals(store)
    schema = schema_of({name for name, _ in literals})
    schema.validate(document_of(literals))

    assert {"date", "dateTime", "decimal", "duration", "boolean"} <= {name for name, _ in literals}
    assert [str(error) for error in schema.error_log] == []


def test_a_day_that_does_not_exist_would_be_noticed() -> None:
    assert not schema_of({"date"}).validate(document_of({("date", "2025-02-30")}))


def test_every_decimal_has_its_one_spelling(store: Store) -> None:
    numbers = [text for name, text in typed_literals(store) if name == "decimal"]

    assert [text for text in numbers if not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text) or text == "-0"] == []


@settings(deadline=None, max_examples=10)
@given(st.integers(-(10**18), 10**18), st.integers(0, 12))
def test_a_number_is_written_as_stated_whatever_its_length(
    tmp_path_factory: pytest.TempPathFactory, digits: int, places: int
) -> None:
    whole, part = divmod(abs(digits), 10**places)
    text = f"{'-' if digits < 0 else ''}{whole}" + (f".{part:0{places}d}" if places else "")
    row = f"beta,revenue,,{text},CNY,exact,2024,,news,p. 1,,2026-02-01,"
    folder = write_facts(tmp_path_factory.mktemp("facts"), {"claims/all.csv": table_bytes((*CLAIMS, row))})
    data = to_nquads(build_store(load_facts([folder]))).decode()

    plain = f"{Decimal(text).normalize():f}"
    assert f'<https://w3id.org/sinograph/ns#value> "{plain}"^^<{XSD}decimal> .' in data


def shuffled(lines: tuple[str, ...], rows: list[int]) -> bytes:
    return table_bytes((lines[0], *(lines[row + 1] for row in rows)))


def orders(lines: tuple[str, ...]) -> st.SearchStrategy[list[int]]:
    return st.permutations(range(len(lines) - 1))


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders(ENTITIES), orders(SOURCES), orders(CLAIMS))
def test_the_order_of_rows_changes_no_byte(
    tmp_path: Path, entities: list[int], sources: list[int], claims: list[int]
) -> None:
    changed = {
        "entities.csv": shuffled(ENTITIES, entities),
        "sources.csv": shuffled(SOURCES, sources),
        "claims/all.csv": shuffled(CLAIMS, claims),
    }
    one = build_store(load_facts([write_facts(tmp_path / "one")]))
    other = build_store(load_facts([write_facts(tmp_path / "other", changed)]))

    assert [write(one) for write in WRITERS.values()] == [write(other) for write in WRITERS.values()]


def test_the_bundled_tables_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    mixed = random.Random(0)  # noqa: S311 - any order will do
    for path in bundled_facts().rglob("*.csv"):
        first, *rows = path.read_bytes().splitlines(keepends=True)
        mixed.shuffle(rows)
        copy = tmp_path / path.relative_to(bundled_facts())
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(b"".join([first, *rows]))
    store, other = build_store(load_facts([bundled_facts()])), build_store(load_facts([tmp_path]))

    assert [write(other) for write in WRITERS.values()] == [write(store) for write in WRITERS.values()]


def test_another_process_with_another_hash_seed_writes_the_same_bytes() -> None:
    code = (
        "import hashlib; from sinograph.exports import rdf; from sinograph.graph import build_store;"
        "from sinograph.tests.one_article import article_facts; store = build_store(article_facts());"
        "print([hashlib.sha256(w(store)).hexdigest() for w in (rdf.to_trig, rdf.to_nquads, rdf.to_turtle)])"
    )
    found = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1


HOSTILE = (
    "<script>alert(1)</script>",
    'a "quoted" name',
    "back\\slash \\u0041",
    "=cmd|' /C calc'!A0",
    "]]> & &amp;",
)


@pytest.mark.parametrize("label", HOSTILE)
@pytest.mark.parametrize("name", WRITERS)
def test_a_hostile_label_is_the_same_text_after_reading(tmp_path: Path, label: str, name: str) -> None:
    cell = '"' + label.replace('"', '""') + '"'
    entities = (*ENTITIES[:2], f"beta,company,{cell},{cell},,", *ENTITIES[3:])
    store = build_store(load_facts([write_facts(tmp_path, {"entities.csv": table_bytes(entities)})]))
    dataset = rdflib.Dataset()
    dataset.parse(data=WRITERS[name](store), format=name)

    entity = rdflib.URIRef("https://w3id.org/sinograph/id/beta")
    assert set(dataset.objects(entity, rdflib.SKOS.prefLabel)) == {rdflib.Literal(label, lang=t) for t in ("en", "zh")}
