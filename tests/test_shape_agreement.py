"""Shapes within shapes on any small graph: our queries and pyshacl report the same nodes, shapes and values."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sinograph.graph.shapes import Violation
from sinograph.tests.shacl_judges import by_pyshacl, by_sinograph, normal

PREFIX_LINES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
NODES = st.sampled_from(["x:a", "x:b", "x:c", "_:n"])
VALUES = st.sampled_from([
    '""', '"ab"', r'"q\"\\"', '"a"@en', '"b"@en', '"b"@en-GB', '"a"@zh', "1", "2", "1.5", '"abc"^^xsd:integer',
    '"2024-01-01"^^xsd:date', '"2024-13-01"^^xsd:date', "true", '"é漢"', '"http://e.org/"^^xsd:anyURI',
    '"P1Y"^^xsd:duration', '"2024-01-01T00:00:00"^^xsd:dateTime',
])  # fmt: skip
#: x:k and x:m hold numbers only: what SPARQL cannot compare, pyshacl orders in its own way.
TRIPLES = st.one_of(
    st.builds("{} {} {} .".format, NODES, st.sampled_from(["x:p", "x:q"]), st.one_of(NODES, VALUES)),
    st.builds("{} a {} .".format, NODES, st.sampled_from(["x:C", "x:D", "x:E"])),
    st.builds("{} {} {} .".format, NODES, st.sampled_from(["x:k", "x:m"]), st.sampled_from(["1", "2", "1.5", "-3"])),
)
CLASSES = st.sampled_from([
    "", "x:E rdfs:subClassOf x:D . x:D rdfs:subClassOf x:C .", "x:D rdfs:subClassOf x:C . x:C rdfs:subClassOf x:D .",
])  # fmt: skip
TARGETS = st.sampled_from([
    "sh:targetClass x:C", "sh:targetClass x:D , x:E", "sh:targetNode x:a , x:b", "sh:targetSubjectsOf x:p , x:q",
])  # fmt: skip

PATHS = st.sampled_from([
    "x:p", "x:q", "rdf:type", "[ sh:inversePath x:p ]", "( x:p x:q )", "( x:p [ sh:zeroOrMorePath x:q ] )",
    "( [ sh:inversePath x:p ] x:q )",
])  # fmt: skip
#: What a shape may say of one value, and of all values of its path.
OF_VALUE = [
    "sh:class x:C", "sh:class x:D", "sh:datatype xsd:string", "sh:datatype xsd:integer", "sh:datatype xsd:date",
    "sh:datatype rdf:langString", "sh:datatype xsd:boolean", "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:BlankNodeOrIRI", 'sh:pattern "^a"', r'sh:pattern "^q\"\\\\$"', "sh:minLength 2",
    'sh:languageIn ( "en" )', 'sh:languageIn ( "zh" "en-GB" )', 'sh:in ( x:a "ab" 1 "a"@en )',
]  # fmt: skip
OF_PATH = [
    "sh:minCount 1", "sh:minCount 2", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 2", "sh:uniqueLang true",
    "sh:hasValue x:a", 'sh:hasValue "ab"', "sh:equals x:q", "sh:equals x:p",
]  # fmt: skip
OF_NUMBERS = st.sampled_from(["sh:lessThan x:m", "sh:lessThanOrEquals x:m", "sh:minInclusive 1.5", "sh:maxCount 1"])

PROPERTIES = st.one_of(
    st.builds("sh:path {} ; {}".format, PATHS, st.sampled_from([*OF_VALUE, *OF_PATH])),
    st.builds("sh:path x:k ; {}".format, OF_NUMBERS),
)


def _deeper(shapes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(shapes, min_size=1, max_size=3).map(lambda members: " ".join(f"[ {m} ]" for m in members))
    words = st.one_of(
        st.builds("sh:not [ {} ]".format, shapes),
        st.builds("sh:or ( {} )".format, lists),
        st.builds("sh:xone ( {} )".format, lists),
        st.builds("sh:property [ {} ]".format, PROPERTIES),
        st.builds("sh:node [ {} ; sh:property [ {} ] ]".format, st.sampled_from(OF_VALUE), PROPERTIES),
    )
    return st.one_of(
        words, st.builds("sh:path {} ; {}".format, PATHS, words), st.builds("{} ; {}".format, words, words)
    )


SHAPES = st.recursive(st.one_of(st.sampled_from(OF_VALUE), PROPERTIES), _deeper, max_leaves=6)


def _nameless(found: set[Violation]) -> set[Violation]:
    """Return *found* with one name for all shapes that have none."""
    return {Violation(v.focus, v.shape if v.shape.startswith("urn:") else "_", v.value) for v in found}


@settings(deadline=None, max_examples=150)
@given(
    data=st.lists(TRIPLES, min_size=3, max_size=14).map("\n".join),
    classes=CLASSES,
    target=TARGETS,
    shape=SHAPES,
    inner=st.tuples(PROPERTIES, PROPERTIES),
)
def test_any_shape_is_broken_where_pyshacl_says_so(
    data: str, classes: str, target: str, shape: str, inner: tuple[str, str]
) -> None:
    shapes = (
        f"{PREFIX_LINES} x:S {target} ; {shape} . x:T {target} ; sh:property x:P . "
        f"x:P {inner[0]} ; sh:property x:Q . x:Q {inner[1]} ."
    )
    triples = normal(f"{PREFIX_LINES} {data} {classes}")

    assert _nameless(by_pyshacl(triples, shapes)) == _nameless(by_sinograph(triples, shapes))
