"""The lexical lint: each kind of bad literal is reported with its line, and nothing that we write has one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sinograph.cli import main
from sinograph.exports import WRITERS
from sinograph.exports.lexical import lint, lint_all, texts_of
from sinograph.graph import build_store
from sinograph.loaders import bundled_facts, load_facts
from sinograph.ontology.iris import XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store


def faults(literal: str) -> list[tuple[int, str]]:
    found = lint(f'@prefix x: <http://x/> .\n# "2024"^^xsd:date in a comment\nx:a x:b {literal} .\n', "t")
    return [(problem.line, problem.what.en) for problem in found]


@pytest.mark.parametrize(
    ("literal", "what"),
    [
        ('"2024"^^xsd:date', "'2024' is no xsd:date"),
        ('"2024-02-30"^^xsd:date', "'2024-02-30' is no xsd:date"),
        ('"20240101"^^xsd:date', "'20240101' is no xsd:date"),
        ('"2024-01-01"^^xsd:gYear', "'2024-01-01' is no xsd:gYear"),
        ('"2024-13"^^xsd:gYearMonth', "'2024-13' is no xsd:gYearMonth"),
        ('"2024-01-01"^^xsd:dateTime', "'2024-01-01' is no xsd:dateTime"),
        ('"1e3"^^xsd:decimal', "'1e3' is no xsd:decimal"),
        ('"3.12亿"^^xsd:decimal', "'3.12亿' is no xsd:decimal"),
        ('"1.0"^^xsd:integer', "'1.0' is no xsd:integer"),
        ('"yes"^^xsd:boolean', "'yes' is no xsd:boolean"),
        ('"48h"^^xsd:duration', "'48h' is no xsd:duration"),
        ('"http://a b"^^xsd:anyURI', "'http://a b' is no xsd:anyURI"),
        ('"1.5"^^xsd:double', "'1.5' is binary floating point"),
        (f'"1.5"^^<{XSD}float>', "'1.5' is binary floating point"),
        ("1.5e3", "'1.5e3' is binary floating point"),
        ('"x"^^xsd:money', "'x' has the unknown datatype xsd:money"),
        ('"x"@thisistoolong', "'thisistoolong' is no language tag"),
    ],
)
def test_a_bad_literal_is_reported_with_its_line(literal: str, what: str) -> None:
    assert faults(literal) == [(3, what)]


@pytest.mark.parametrize(
    "literal",
    [
        *('"2024"^^xsd:gYear', '"2024-01-01"^^xsd:date', '"2024-01"^^xsd:gYearMonth', '"1.50"^^xsd:decimal', "1.50"),
        *('"true"^^xsd:boolean', '"P1Y"^^xsd:duration', '"2024-01-01T00:00:00Z"^^xsd:dateTime', '"a"@zh-Hant', "7"),
        *('"say \\"2024\\"^^xsd:date"', "<http://x/1.5e3>", 'x:v1e3', '"\\u4E00"^^xsd:string'),
    ],
)  # fmt: skip
def test_a_good_literal_is_left_alone(literal: str) -> None:
    assert faults(literal) == []


@pytest.fixture(scope="module")
def store() -> Store:
    return build_store(load_facts([bundled_facts()]))


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle"])
def test_no_written_file_has_a_bad_literal(form: str, store: Store) -> None:
    assert lint(WRITERS[form](store).decode(), form) == []


def test_neither_has_the_ontology(store: Store) -> None:
    texts = texts_of(store)

    assert set(texts) == {"sinograph.ttl", "identities.ttl", "shapes.ttl", "sinograph.trig"}
    assert list(lint_all(texts)) == []


QUERY = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . ?s sg:metric sg:revenue }"


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_no_answer_has_a_bad_literal(form: str) -> None:
    done = CliRunner().invoke(main, ["query", QUERY, "--format", form])

    assert done.exit_code == 0
    assert "decimal" in done.stdout or "sg:value" in done.stdout
    assert lint(done.stdout, form) == []


def test_no_json_ld_answer_has_a_bad_literal() -> None:
    done = CliRunner().invoke(main, ["query", QUERY, "--format", "jsonld"])
    lines = [f'x:a x:b "{value}"^^<{datatype}> .' for value, datatype in _typed(json.loads(done.stdout))]

    assert len(lines) > 100
    assert lint("\n".join(lines), "jsonld") == []


def _typed(node: object) -> Iterator[tuple[str, str]]:
    """Yield typed values; a bare JSON number with a point would be read as a double."""
    if isinstance(node, dict):
        if "@value" in node and "@type" in node:
            yield str(node["@value"]), str(node["@type"]).replace("xsd:", XSD)
        for value in node.values():
            yield from _typed(value)
    elif isinstance(node, list):
        for value in node:
            yield from _typed(value)
    elif isinstance(node, float):
        yield str(node), f"{XSD}double"
