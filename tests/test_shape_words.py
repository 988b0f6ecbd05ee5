"""Each word of SHACL core on a tiny graph: what breaks it, said by hand and by three engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from sinograph.errors import ShapeError
from sinograph.graph.shape_queries import compile_shapes
from sinograph.graph.shape_reader import ShapesGraph
from sinograph.graph.shapes import Violation
from sinograph.ontology.iris import XSD
from sinograph.tests.shacl_judges import BLANK, EACH_ENGINE, ENGINES, normal

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

    from sinograph.tests.shacl_judges import Engine

PREFIX_LINES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


class Case(NamedTuple):
    """The constraint of ``x:P`` (on ``x:p``, where it has no path), the triples of ``x:f``, and the values at fault.

    "" is a violation without a value.
    """

    constraint: str
    data: str
    broken: set[str]


ALL_SORTS = 'x:p x:f , _:n , "t" , 1'
CASES = {
    "minCount, none": Case("sh:minCount 1", "x:q 1", {""}),
    "minCount, one": Case("sh:minCount 1", "x:p 1", set()),
    "minCount, one of two": Case("sh:minCount 2", 'x:p "a"@en', {""}),
    "minCount, one text in two languages is two": Case("sh:minCount 2", 'x:p "a"@en , "a"@zh', set()),
    "minCount, equal numbers of two datatypes are two": Case("sh:minCount 2", "x:p 1 , 1.0", set()),
    "minCount 0": Case("sh:minCount 0", "x:q 1", set()),
    "minCount, a node on two ways is one": Case(
        "sh:path ( x:p x:q ) ; sh:minCount 2", "x:p x:f , x:g ; x:q 1 . x:g x:q 1", {""}
    ),
    "maxCount 0": Case("sh:maxCount 0", "x:p 1", {""}),
    "maxCount, three of two": Case("sh:maxCount 2", "x:p 1 , 2 , 3", {""}),
    "maxCount, two of two": Case("sh:maxCount 2", "x:p 1 , 2", set()),
    "maxCount, a node on two ways is one": Case(
        "sh:path ( x:p x:q ) ; sh:maxCount 1", "x:p x:f , x:g ; x:q 1 . x:g x:q 1", set()
    ),
    "datatype string": Case("sh:datatype xsd:string", 'x:p "" , "a"@en , 1 , x:f , _:n', {"a", "1", "urn:x:f", BLANK}),
    "datatype langString": Case("sh:datatype rdf:langString", 'x:p "a" , "a"@en', {"a"}),
    "datatype integer": Case(
        "sh:datatype xsd:integer",
        'x:p -7 , "abc"^^xsd:integer , "1.5"^^xsd:integer , ""^^xsd:integer , 2.5',
        {"abc", "1.5", "", "2.5"},
    ),
    "datatype integer, beyond 64 bits": Case("sh:datatype xsd:integer", "x:p 123456789012345678901234567890", set()),
    "datatype decimal": Case(
        "sh:datatype xsd:decimal", 'x:p 1.5 , "1e3"^^xsd:decimal , "x"^^xsd:decimal , 1', {"1e3", "x", "1"}
    ),
    "datatype decimal, beyond 18 places": Case("sh:datatype xsd:decimal", "x:p 1.12345678901234567890123", set()),
    "datatype boolean": Case(
        "sh:datatype xsd:boolean", 'x:p true , "1"^^xsd:boolean , "yes"^^xsd:boolean , "true"', {"yes", "true"}
    ),
    "datatype date": Case(
        "sh:datatype xsd:date",
        'x:p "2024-02-29"^^xsd:date , "2023-02-29"^^xsd:date , "2024"^^xsd:date , "2024-01-01"',
        {"2023-02-29", "2024", "2024-01-01"},
    ),
    "datatype dateTime": Case(
        "sh:datatype xsd:dateTime",
        'x:p "2024-01-01T00:00:00"^^xsd:dateTime , "2024-01-01T25:00:00"^^xsd:dateTime',
        {"2024-01-01T25:00:00"},
    ),
    "datatype duration": Case("sh:datatype xsd:duration", 'x:p "P1Y"^^xsd:duration , "P1Y"', {"P1Y"}),
    "datatype anyURI": Case(
        "sh:datatype xsd:anyURI",
        'x:p "http://e.org/"^^xsd:anyURI , "http://e.com/" , x:f',
        {"http://e.com/", "urn:x:f"},
    ),
    "class": Case(
        "sh:class x:C",
        "x:p x:c , x:d , x:e , x:f , 't' . x:c a x:C . x:d a x:D . x:e a x:E . "
        "x:D rdfs:subClassOf x:C . x:E rdfs:subClassOf x:D",
        {"urn:x:f", "t"},
    ),
    "class, in a circle": Case(
        "sh:class x:C", "x:p x:d . x:d a x:D . x:D rdfs:subClassOf x:C . x:C rdfs:subClassOf x:D", set()
    ),
    "nodeKind IRI": Case("sh:nodeKind sh:IRI", ALL_SORTS, {"t", "1", BLANK}),
    "nodeKind Literal": Case("sh:nodeKind sh:Literal", ALL_SORTS, {"urn:x:f", BLANK}),
    "nodeKind BlankNode": Case("sh:nodeKind sh:BlankNode", ALL_SORTS, {"urn:x:f", "t", "1"}),
    "nodeKind IRIOrLiteral": Case("sh:nodeKind sh:IRIOrLiteral", ALL_SORTS, {BLANK}),
    "nodeKind BlankNodeOrIRI": Case("sh:nodeKind sh:BlankNodeOrIRI", ALL_SORTS, {"t", "1"}),
    "nodeKind BlankNodeOrLiteral": Case("sh:nodeKind sh:BlankNodeOrLiteral", ALL_SORTS, {"urn:x:f"}),
    "pattern": Case(
        'sh:pattern "^a.c$"', 'x:p "abc" , "abc"@en , "xabc" , "a漢c" , x:abc , _:n', {"xabc", "urn:x:abc", BLANK}
    ),
    "pattern, anywhere": Case('sh:pattern "x:ab"', 'x:p x:abc , "abc"', {"abc"}),
    "pattern, quotes and backslashes": Case(r'sh:pattern "^\"\\\\\\.$"', r'x:p "\"\\." , "\"\\x" , "."', {'"\\x', "."}),
    "pattern, a line end": Case('sh:pattern "^a$"', r'x:p "a" , "a\n"', {"a\n"}),
    "minLength": Case("sh:minLength 2", 'x:p "" , "é" , "漢字" , 1 , 12 , _:n', {"", "é", "1", BLANK}),
    "languageIn": Case(
        'sh:languageIn ( "en" "zh" )',
        'x:p "a"@en , "b"@en-GB , "c"@fr , "d" , 1 , x:f , "e"@zh-Hant',
        {"c", "d", "1", "urn:x:f"},
    ),
    "uniqueLang": Case("sh:uniqueLang true", 'x:p "a"@en , "b"@en', {""}),
    "uniqueLang, capitals": Case("sh:uniqueLang true", 'x:p "a"@en , "b"@EN', {""}),
    "uniqueLang, varieties": Case("sh:uniqueLang true", 'x:p "a"@en , "b"@en-GB , "c" , "d"', set()),
    "uniqueLang false": Case("sh:uniqueLang false", 'x:p "a"@en , "b"@en', set()),
    "in": Case(
        'sh:in ( x:f "a" "b"@en 1 )',
        'x:p x:f , x:g , "a" , "a"@en , "b"@en , 1 , 1.0 , _:n',
        {"urn:x:g", "a", "1", BLANK},
    ),
    "in, quotes and backslashes": Case(r'sh:in ( "\"\\" "a\nb" )', r'x:p "\"\\" , "a\nb" , "\""', {'"'}),
    "in, nothing": Case("sh:in ( )", "x:p 1", {"1"}),
    "hasValue": Case('sh:hasValue "a"', 'x:p "a" , "b"', set()),
    "hasValue, another language": Case('sh:hasValue "a"', 'x:p "a"@en', {""}),
    "hasValue, no value": Case("sh:hasValue x:a", "x:q x:a", {""}),
    "equals": Case("sh:equals x:q", "x:p 1 , 2 ; x:q 2 , 3", {"1", "3"}),
    "equals, none": Case("sh:equals x:q", "x:r 1", set()),
    "lessThan": Case("sh:lessThan x:q", "x:p 1 , 2 , 3 ; x:q 2", {"2", "3"}),
    "lessThan, every one": Case("sh:lessThan x:q", "x:p 2 ; x:q 1 , 3.5", {"2"}),
    "lessThan, none": Case("sh:lessThan x:q", "x:p 2", set()),
    "lessThan, dates": Case(
        "sh:lessThan x:q",
        'x:p "2024-01-01"^^xsd:date , "2025-01-01"^^xsd:date ; x:q "2025-01-01"^^xsd:date',
        {"2025-01-01"},
    ),
    "lessThan, no order": Case("sh:lessThan x:q", "x:p 1 ; x:q _:n", {"1"}),
    "lessThan, text of a language": Case("sh:lessThan x:q", 'x:p 1 , "a" , "a"@en ; x:q "b"', {"1", "a"}),
    "lessThanOrEquals": Case("sh:lessThanOrEquals x:q", "x:p 1 , 2 , 3.5 ; x:q 2.0", {"3.5"}),
    "minInclusive": Case("sh:minInclusive 0", "x:p -0.5 , 0 , 0.0 , 7", {"-0.5"}),
    "minInclusive, no order": Case(
        "sh:minInclusive 0.5", 'x:p "P1Y"^^xsd:duration , "abc"^^xsd:integer , x:f', {"P1Y", "abc", "urn:x:f"}
    ),
    "node": Case(
        "sh:node [ sh:nodeKind sh:IRI ; sh:property [ sh:path x:q ; sh:maxCount 1 ] ]",
        'x:p x:f , x:g , "t" . x:g x:q 1 , 2',
        {"urn:x:g", "t"},
    ),
    "not": Case("sh:not [ sh:path x:q ; sh:hasValue 1 ]", "x:p x:f , x:g ; x:q 1", {"urn:x:f"}),
    "not, not": Case("sh:not [ sh:not [ sh:datatype xsd:integer ] ]", 'x:p 1 , "a"', {"a"}),
    "or": Case(
        "sh:or ( [ sh:datatype xsd:integer ] [ sh:class x:C ] )", "x:p 1 , 1.5 , x:f , x:g ; a x:C", {"1.5", "urn:x:g"}
    ),
    "xone": Case(
        "sh:xone ( [ sh:minLength 2 ] [ sh:maxCount 0 ; sh:path x:q ] [ sh:nodeKind sh:Literal ] )",
        'x:p "a" , "ab" , x:f , x:g . x:f x:q 1',
        {"a", "ab", "urn:x:g"},
    ),
    "in a shape: equals": Case(
        "sh:not [ sh:path x:q ; sh:equals x:r ]",
        "x:p x:f , x:g , x:h ; x:q 1 ; x:r 1 . x:g x:q 1 . x:h x:r 1",
        {"urn:x:f"},
    ),
    "in a shape: lessThan": Case(
        "sh:node [ sh:property [ sh:path x:q ; sh:lessThan x:r ] ]",
        "x:p x:f , x:g ; x:q 1 ; x:r 2 . x:g x:q 2 ; x:r 2",
        {"urn:x:g"},
    ),
    "in a shape: uniqueLang": Case(
        "sh:node [ sh:property [ sh:path x:q ; sh:uniqueLang true ] ]",
        'x:p x:f , x:g ; x:q "a"@en , "b" . x:g x:q "a"@en , "b"@en',
        {"urn:x:g"},
    ),
    "inversePath": Case("sh:path [ sh:inversePath x:p ] ; sh:maxCount 1", "x:q 1 . x:g x:p x:f . x:h x:p x:f", {""}),
    "zeroOrMorePath": Case(
        "sh:path ( x:p [ sh:zeroOrMorePath x:q ] ) ; sh:hasValue x:c", "x:p x:a . x:a x:q x:b . x:b x:q x:c", set()
    ),
    "zeroOrMorePath, no step": Case(
        "sh:path ( x:p [ sh:zeroOrMorePath x:q ] ) ; sh:hasValue x:a", "x:p x:a . x:a x:q x:b", set()
    ),
    "zeroOrMorePath, in a circle": Case(
        "sh:path ( x:p [ sh:zeroOrMorePath x:q ] ) ; sh:in ( x:a )", "x:p x:a . x:a x:q x:b . x:b x:q x:a", {"urn:x:b"}
    ),
}


def _shapes(constraint: str) -> str:
    path = "" if constraint.startswith("sh:path") else "sh:path x:p ; "
    return f"{PREFIX_LINES} x:S sh:targetNode x:f ; sh:property x:P . x:P {path}{constraint} ."


def _data(triples: str) -> str:
    return normal(f"{PREFIX_LINES} x:f {triples} .")


#: Where a library departs from the recommendation; the test fails once it does not.
MISTAKES = {
    ("datatype decimal", "pyshacl"): "Python's Decimal reads exponents, xsd:decimal has none",
    ("datatype date", "pyrudof"): "does not look at the day",
    ("minLength", "pyrudof"): "counts bytes",
    ("pattern, a line end", "pyshacl"): "Python's $ matches before a line end at the end",
    ("lessThan, no order", "pyshacl"): "refuses a blank node",
    ("lessThan, text of a language", "pyshacl"): "orders what SPARQL does not",
    ("lessThan, text of a language", "pyrudof"): "compares text whatever its language",
    ("minInclusive, no order", "pyshacl"): "orders what SPARQL does not",
}


def _trials() -> list[ParameterSet]:
    return [
        pytest.param(
            case,
            found_by,
            id=f"{name}-{engine}",
            marks=[pytest.mark.xfail(reason=MISTAKES[name, engine])] if (name, engine) in MISTAKES else [],
        )
        for name, case in CASES.items()
        for engine, found_by in ENGINES.items()
    ]


@pytest.mark.parametrize(("case", "found_by"), _trials())
def test_a_word_is_broken_by_these_values(case: Case, found_by: Engine) -> None:
    found = found_by(_data(case.data), _shapes(case.constraint))

    assert {Violation("urn:x:f", "urn:x:P", value) for value in case.broken} == found


TARGETS = (
    """x:a a x:C ; x:p x:b . x:b a x:D ; x:p x:c . x:D rdfs:subClassOf x:C . x:c x:q 1 ; x:p _:n . _:n x:p "t" ."""
)


@EACH_ENGINE
@pytest.mark.parametrize(
    ("target", "focus"),
    [
        ("sh:targetClass x:C", {"urn:x:a", "urn:x:b"}),
        ("sh:targetClass x:D", {"urn:x:b"}),
        ("sh:targetSubjectsOf x:p", {"urn:x:a", "urn:x:b", "urn:x:c", BLANK}),
        ("sh:targetNode x:a , x:nobody", {"urn:x:a", "urn:x:nobody"}),
        ("sh:targetClass x:D ; sh:targetSubjectsOf x:q", {"urn:x:b", "urn:x:c"}),
    ],
)
def test_a_shape_is_checked_on_its_targets(target: str, focus: set[str], found_by: Engine) -> None:
    shapes = f"{PREFIX_LINES} x:S {target} ; sh:in ( x:none ) ; sh:property x:P . x:P sh:path x:z ; sh:minCount 1 ."

    by_shape = {Violation(node, "urn:x:S", node) for node in focus}, {Violation(node, "urn:x:P", "") for node in focus}
    assert set.union(*by_shape) == found_by(normal(PREFIX_LINES + TARGETS), shapes)


@EACH_ENGINE
def test_a_property_of_a_property_is_checked_on_its_values(found_by: Engine) -> None:
    shapes = (
        f"{PREFIX_LINES} x:S sh:targetNode x:a ; sh:property x:P . x:P sh:path x:p ; sh:property x:Q . "
        "x:Q sh:path x:p ; sh:class x:D ; sh:property x:R . x:R sh:path x:q ; sh:maxCount 0 ."
    )

    found = found_by(normal(PREFIX_LINES + TARGETS), shapes)
    assert {Violation("urn:x:b", "urn:x:Q", "urn:x:c"), Violation("urn:x:c", "urn:x:R", "")} == found


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ("x:S sh:targetNode x:a ; sh:maxLength 3", "shape urn:x:S uses sh:maxLength, which is not checked"),
        ("x:S sh:targetObjectsOf x:p", "shape urn:x:S uses sh:targetObjectsOf, which is not checked"),
        ("x:S sh:targetNode x:a ; sh:nodeKind sh:Any", "shape urn:x:S uses sh:Any, which is not checked"),
        ("x:S sh:path x:p ; sh:deactivated true", "shape urn:x:S uses sh:deactivated, which is not checked"),
        ("x:S a owl:Class ; sh:minLength 1", "shape urn:x:S is a class as well; use sh:targetClass"),
        ("x:S sh:targetNode x:a ; sh:node x:S", "shape urn:x:S refers to itself"),
        ("x:S sh:targetNode x:a ; sh:minCount 1", "shape urn:x:S has sh:minCount and no sh:path"),
        ("x:S sh:targetNode x:a ; sh:in ( [] )", "shape urn:x:S names a blank node"),
        ("x:S sh:targetNode x:a ; sh:datatype xsd:hexBinary", f"sh:datatype <{XSD}hexBinary> is not checked"),
        ('x:S sh:targetNode x:a ; sh:pattern "(?=a)"', 'sh:pattern "(?=a)" cannot be read'),
        (
            "x:S sh:targetNode x:a ; sh:path [ sh:inversePath ( x:p x:q ) ]",
            "shape without a name has sh:inversePath of more than one property",
        ),
        ("x:S sh:targetNode x:a ; sh:node [ sh:lessThan x:p ]", "shape without a name has sh:lessThan and no sh:path"),
        (
            "x:S sh:targetNode x:a ; sh:path [ sh:zeroOrMorePath x:p ]",
            "shape urn:x:S begins its path with sh:zeroOrMorePath",
        ),
    ],
)
def test_a_shape_that_cannot_be_checked_as_it_stands_is_refused(shape: str, message: str) -> None:
    with pytest.raises(ShapeError) as refused:
        compile_shapes(ShapesGraph(f"{PREFIX_LINES} {shape} .").targeted())

    assert str(refused.value) == message
