"""The shapes: each catches what it is for, three engines agree on it, and the real facts keep to all of them."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
import pytest
import rdflib

from sinograph.graph import build_store
from sinograph.graph.shape_queries import compile_shapes
from sinograph.graph.shape_reader import SH, WORDS, ShapesGraph
from sinograph.graph.shapes import Violation, all_shapes, check_shapes, checked_graph
from sinograph.loaders import load_facts
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, PREFIXES, SHAPE, shorten
from sinograph.ontology.vocabulary import read_ontology
from sinograph.tests.one_article import article_facts
from sinograph.tests.shacl_judges import BLANK, EACH_ENGINE, by_pyshacl, by_sinograph, dump
from sinograph.tests.two_companies import write_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sinograph.loaders import Facts
    from sinograph.tests.shacl_judges import Engine

ENTITIES = """id,kind,name_zh,name_en,aliases,identifiers
a,company,甲,A,,
b,company,乙,B,,
hkex,exchange,交易所,HKEX,,
ipo,offering,发售,IPO,,
seg,segment,云,Cloud,,
tsinghua,research_organization,清华,Tsinghua,,
"""
SOURCES = """id,kind,title,publisher,published,url,language,sha256
s1,press,T,P,2026-01-09,https://example.org/1,en,
s2,filing,T,P,2025-01-02,https://example.org/2,en,
"""
ROWS = """tsinghua,invested_in,a,5亿,CNY,about,2024,,s1,p1,,2026-02-01,
a,revenue,,100,CNY,exact,2024,segment=seg,s2,p1,,2026-02-01,
a,revenue,,120,CNY,exact,2024,segment=seg,s1,p1,,2026-02-01,
a,listed_on,hkex,,,,,since=2026-01-08; ticker=2513,s1,p1,,2026-02-01,
a,founded,,2019,,,,,s1,p1,,2026-02-01,
b,subscribed_to,ipo,,,,,,s1,p1,,2026-02-01,
ipo,issued_by,a,,,,,,s1,p1,,2026-02-01,
"""


class Plant(NamedTuple):
    """A sound node of the sort *base* with one predicate changed, which breaks exactly one shape."""

    shape: str
    base: str
    predicate: str
    objects: str


SOUND_CLAIM = "claim:ffffffffffffffffffff"
SOUND = {
    "entity": {
        "a": "sg:Entity , sg:Place", "sg:kind": "sg:Place", "skos:prefLabel": '"A"@en , "甲"@zh',
        "rdfs:label": '"A"@en , "甲"@zh',
    },
    "observation": {
        "a": "sg:Observation", "sg:about": "id:a", "sg:metric": "sg:revenue", "sg:value": "2.0", "sg:lower": "1.0",
        "sg:upper": "3.0", "sg:unit": '"CNY"', "sg:period": '"2024"', "sg:periodStart": '"2024-01-01"^^xsd:date',
        "sg:periodEnd": '"2025-01-01"^^xsd:date',
    },
    "price": {
        "a": "sg:Observation , sg:PricePoint", "sg:about": "id:product", "sg:metric": "sg:tokenPrice",
        "sg:value": "2.0", "sg:lower": "2.0", "sg:upper": "2.0", "sg:unit": '"CNY"', "sg:tokenKind": "sg:Input",
    },
    "relation": {
        "a": "sg:Relation , sg:Listing", "rdf:subject": "id:a", "rdf:predicate": "sg:listedOn", "rdf:object": "id:hkex",
    },
    "finding": {
        "a": "sg:Finding", "sg:verdict": "sg:Confirmed", "sg:verdictReason": '"r"@en , "因"@zh',
        "sg:onClaim": SOUND_CLAIM, "sg:identity": "identity:gross-margin", "sg:expectedLower": "1.0",
        "sg:expectedUpper": "2.0", "sg:exchangeRate": '"1 USD = 7..8 CNY (2025)"',
    },
    "identity": {
        "a": "sg:Identity", "sg:ofFigure": "sg:revenue", "sg:formula": '"twin()"', "sg:where": '"basis="',
        "sg:setsAside": "sg:basis", "rdfs:label": '"L"@en , "名"@zh',
    },
    "attribution": {
        "a": "sg:Attribution", "rdf:subject": "id:a", "rdf:predicate": "sg:founded", "rdf:object": '"2019"',
    },
    "claim": {
        "a": "sg:Claim", "prov:hadPrimarySource": "src:s1", "sg:locator": '"p"', "wikibase:rank": "wikibase:NormalRank",
        "sg:status": "sg:Accepted", "sg:statusReason": '"r"@en , "因"@zh', "sg:states": "fact:00000000000000000000",
        "prov:generatedAtTime": '"2026-01-01T00:00:00Z"^^xsd:dateTime', "rdf:subject": "id:a",
        "rdf:predicate": "sg:revenue", "sg:statedValue": '"1"', "sg:unit": '"CNY"', "sg:precision": "sg:Exact",
    },
    "source": {
        "a": "sg:Source", "dct:title": '"T"@en', "sg:sourceKind": "sg:Press", "dct:language": '"en"',
        "schema:url": '"https://example.org/"^^xsd:anyURI',
    },
    "code": {"a": "sg:Code , sg:Presence", "rdfs:label": '"L"@en , "标"@zh', "skos:definition": '"D"@en , "义"@zh'},
    "weight": {
        "a": "sg:Code , sg:SourceKind", "sg:order": "1", "rdfs:label": '"L"@en , "标"@zh',
        "skos:definition": '"D"@en , "义"@zh',
    },
    "metric": {
        "a": "sg:Metric", "sg:measures": "sg:Company", "sg:unitKind": "sg:Money", "rdfs:label": '"L"@en , "标"@zh',
        "skos:definition": '"D"@en , "义"@zh',
    },
    "unit": {
        "a": "sg:Unit", "skos:notation": '"XYZ"', "sg:unitKind": "sg:Money", "rdfs:label": '"L"@en , "标"@zh',
        "skos:definition": '"D"@en , "义"@zh',
    },
    "rule": {"a": "sg:Rule", "skos:definition": '"D"@en , "义"@zh'},
}  # fmt: skip
NAMES = {
    "entity": "id:x-{}", "observation": "fact:{:020x}", "price": "fact:{:020x}", "relation": "fact:{:020x}",
    "attribution": "fact:{:020x}", "claim": "claim:{:020x}", "source": "src:x-{}", "rule": "rule:x",
    "finding": "finding:{:020x}", "identity": "identity:x-{}",
}  # fmt: skip
#: "@" changes the node's name; no objects, and the predicate is missing.
PLANTS = [
    Plant("entity", "entity", "@", "id:X_Y"),
    Plant("entity-name", "entity", "skos:prefLabel rdfs:label", '"A"@en'),
    Plant("entity-name", "entity", "skos:prefLabel rdfs:label", '"A"@en , "甲"@zh , "B"@en'),
    Plant("entity-name", "entity", "skos:prefLabel rdfs:label", '"A"@en , "A"@fr'),
    Plant("entity-name", "entity", "skos:prefLabel rdfs:label", '"A"@en , "B"@en'),
    Plant("entity-name", "entity", "skos:prefLabel rdfs:label", '"A"@en , ""@zh'),
    Plant("entity-label", "entity", "rdfs:label", '"A"@en'),
    Plant("entity-alias", "entity", "skos:altLabel", '"a"@en'),
    Plant("entity-alias", "entity", "skos:altLabel", '""'),
    Plant("entity-kind", "entity", "sg:kind", "sg:Place , sg:Company"),
    Plant("entity-kind-known", "entity", "sg:kind", "sg:Claim"),
    Plant("entity-identifier", "entity", "sg:identifier", '"Q42"'),
    Plant("observation-about", "observation", "sg:about", "id:a , id:b"),
    Plant("observation-metric", "observation", "sg:metric", "sg:revenue , sg:netLoss"),
    Plant("observation-value", "observation", "sg:value", "1.5 , 2.0"),
    Plant("observation-value", "observation", "sg:value", "2"),
    Plant("observation-value", "observation", "sg:value", "3.5"),
    Plant("observation-lower", "observation", "sg:lower", "2.5"),
    Plant("observation-lower", "observation", "sg:lower", "1.0 , 1.5"),
    Plant("observation-lower", "observation", "sg:lower", "1"),
    Plant("observation-upper", "observation", "sg:upper", "3.0 , 3.5"),
    Plant("observation-upper", "observation", "sg:upper", "3"),
    Plant("observation-unit", "observation", "sg:unit", '"CNY" , "HKD"'),
    Plant("observation-bounded", "observation", "sg:lower sg:upper", ""),
    Plant("period-text", "observation", "sg:period", '"2024" , "2025"'),
    Plant("period-text", "observation", "sg:period", '"2024-13"'),
    Plant("period-text", "observation", "sg:period", '"2024"@en'),
    Plant("period-start", "observation", "sg:periodStart", '"2025-01-01"^^xsd:date'),
    Plant("period-start", "observation", "sg:periodStart", '"2024-01-01"^^xsd:date , "2024-01-02"^^xsd:date'),
    Plant("period-end", "observation", "sg:periodEnd", '"2025-01-01"^^xsd:date , "2026-01-01"^^xsd:date'),
    Plant("period-whole", "observation", "sg:periodEnd", ""),
    Plant("period-whole", "relation", "sg:period", '"2024"'),
    Plant("valid-from", "relation", "sg:validFrom", '"2025-01-01"^^xsd:date , "2025-01-02"^^xsd:date'),
    Plant("valid-until", "relation", "sg:validUntil", '"2025-01-01"'),
    Plant("relation-subject", "relation", "rdf:subject", "id:a , id:b"),
    Plant("relation-predicate", "relation", "rdf:predicate", ""),
    Plant("relation-object", "relation", "rdf:object", "sg:revenue"),
    Plant("relation-subject", "attribution", "rdf:subject", ""),
    Plant("attribution-predicate", "attribution", "rdf:predicate", "sg:revenue"),
    Plant("attribution-object", "attribution", "rdf:object", "id:b"),
    Plant("listing-ticker", "relation", "sg:ticker", '"股 2513"'),
    Plant("price-not-negative", "price", "sg:value sg:lower sg:upper", "-1.0"),
    Plant("price-token-kind", "price", "sg:tokenKind", ""),
    Plant("claim", "claim", "@", "claim:x"),
    Plant("claim-source", "claim", "prov:hadPrimarySource", ""),
    Plant("claim-source", "claim", "prov:hadPrimarySource", "src:nobody"),
    Plant("claim-locator", "claim", "sg:locator", ""),
    Plant("claim-locator", "claim", "sg:locator", '""'),
    Plant("claim-locator", "claim", "sg:locator", '"p" , "q"'),
    Plant("claim-rank", "claim", "wikibase:rank", "wikibase:BestRank"),
    Plant("claim-status", "claim", "sg:status", "sg:Exact"),
    Plant("claim-reason", "claim", "sg:statusReason", '"r"@en'),
    Plant("claim-issued", "claim", "dct:issued", "2026"),
    Plant("claim-recorded", "claim", "prov:generatedAtTime", '"2026-01-01"^^xsd:date'),
    Plant("claim-states", "claim", "sg:states", "id:a"),
    Plant("claim-subject", "claim", "rdf:subject", ""),
    Plant("claim-predicate", "claim", "rdf:predicate", "sg:Money"),
    Plant("claim-object", "claim", "rdf:object", "id:a , id:b"),
    Plant("claim-value", "claim", "sg:statedValue", '"1" , "2"'),
    Plant("claim-precision", "claim", "sg:precision", "sg:Exact , sg:About"),
    Plant("claim-note", "claim", "sg:note", '"n"@en'),
    Plant("claim-says", "claim", "sg:statedValue sg:unit sg:precision", ""),
    Plant("claim-number", "claim", "sg:precision", ""),
    Plant("claim-set-aside", "claim", "wikibase:rank", "wikibase:DeprecatedRank"),
    Plant("source", "source", "@", "src:X_Y"),
    Plant("source-title", "source", "dct:title", '"T"'),
    Plant("source-kind", "source", "sg:sourceKind", ""),
    Plant("source-language", "source", "dct:language", '"English"'),
    Plant("source-url", "source", "schema:url", '"ftp://example.org"^^xsd:anyURI'),
    Plant("source-digest", "source", "sg:sha256", '"abc"'),
    Plant("source-publisher", "source", "dct:publisher", '"P" , "Q"'),
    Plant("source-from", "source", "sg:issuedStart sg:issuedEnd", '"2025-01-01"^^xsd:date'),
    Plant("source-before", "source", "sg:issuedEnd", '"2025"'),
    Plant("source-found", "source", "schema:url", ""),
    Plant("term", "code", "@", "id:not-a-term"),
    Plant("term-label", "code", "rdfs:label", '"L"@en'),
    Plant("term-definition", "code", "skos:definition", '"D"@en , "E"@en'),
    Plant("metric-measures", "metric", "sg:measures", "sg:Money"),
    Plant("metric-unit-kind", "metric", "sg:unitKind", ""),
    Plant("unit-notation", "unit", "skos:notation", ""),
    Plant("order", "weight", "sg:order", ""),
    Plant("rule", "rule", "@", "id:rule"),
    Plant("term-definition", "rule", "skos:definition", '"D"@en'),
    Plant("finding", "finding", "@", "finding:x"),
    Plant("finding-verdict", "finding", "sg:verdict", "sg:Exact"),
    Plant("finding-verdict", "finding", "sg:verdict", ""),
    Plant("finding-reason", "finding", "sg:verdictReason", '"r"@en'),
    Plant("finding-claim", "finding", "sg:onClaim", "id:a"),
    Plant("finding-uses", "finding", "sg:usesClaim", "id:a"),
    Plant("finding-identity", "finding", "sg:identity", "sg:revenue"),
    Plant("finding-lower", "finding", "sg:expectedLower", "3.0"),
    Plant("finding-upper", "finding", "sg:expectedUpper", "2.0 , 2.5"),
    Plant("finding-rate", "finding", "sg:exchangeRate", '""'),
    Plant("identity-figure", "identity", "sg:ofFigure", "sg:Money"),
    Plant("identity-formula", "identity", "sg:formula", '"a" , "b"'),
    Plant("identity-where", "identity", "sg:where", '"a=" , "b="'),
    Plant("identity-aside", "identity", "sg:setsAside", "sg:revenue"),
    Plant("identity-label", "identity", "rdfs:label", '"L"@en'),
    Plant("unit-known", "claim", "sg:unit", '"RMB"'),
    Plant("node-listing", "relation", "rdf:predicate", "sg:develops"),
]


def _turtle(prefix_lines: str, plants: list[Plant]) -> tuple[str, set[tuple[str, str]]]:
    """Return the plants as Turtle, and the pairs of node and shape that an engine has to find."""
    numbers, lines, expected = count(1), [prefix_lines], set[tuple[str, str]]()
    for plant in plants:
        name = NAMES.get(plant.base, "sg:X{}").format(next(numbers))
        parts = dict(SOUND[plant.base])
        if plant.predicate == "@":
            name = plant.objects
        else:
            parts |= dict.fromkeys(plant.predicate.split(), plant.objects)
        lines.append(f"{name} " + " ; ".join(f"{p} {o}" for p, o in parts.items() if o) + " .")
        prefix, _, local = name.partition(":")
        expected.add((PREFIXES[prefix] + local, plant.shape))
    return "\n".join(lines), expected


PREFIX_LINES = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
NEEDED = (
    'id:product a sg:Entity , sg:Artifact , sg:Product ; sg:kind sg:Product ; skos:prefLabel "P"@en , "品"@zh ; '
    'rdfs:label "P"@en , "品"@zh .\n'
    f"{SOUND_CLAIM} " + " ; ".join(f"{p} {o}" for p, o in SOUND["claim"].items()) + " ."
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = write_tables(tmp_path_factory.mktemp("facts"), ROWS, entities=ENTITIES, sources=SOURCES)
    return load_facts([folder])


SHAPES = all_shapes(load_vocabulary())


def written_shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=SHAPES, format="turtle")


def broken(found: set[Violation]) -> set[tuple[str, str]]:
    return {(violation.focus, shorten(violation.shape)) for violation in found}


def planted(facts: Facts, turtle: str) -> str:
    store = build_store(facts)
    store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return dump(checked_graph(store))


@EACH_ENGINE
def test_each_planted_mistake_breaks_its_shape_and_no_other(tiny: Facts, found_by: Engine) -> None:
    turtle, expected = _turtle(PREFIX_LINES + NEEDED, PLANTS)

    assert expected == broken(found_by(planted(tiny, turtle), SHAPES))


def test_planted_mistakes_are_reported_with_the_values_that_pyshacl_names(tiny: Facts) -> None:
    data = planted(tiny, _turtle(PREFIX_LINES + NEEDED, PLANTS)[0])

    assert by_sinograph(data, SHAPES) == by_pyshacl(data, SHAPES)


@EACH_ENGINE
def test_every_shape_that_the_ontology_implies_catches_a_stranger(tiny: Facts, found_by: Engine) -> None:
    vocabulary = load_vocabulary()
    lines, expected = [PREFIX_LINES], set[str]()
    for prop in vocabulary.properties.values():
        if prop.form == "measure":
            lines.append(f'fact:{prop.name} sg:metric <{prop.iri}> ; sg:unit "CNY" ; sg:about id:stranger .')
            expected.add(f"metric-{prop.name}")
        else:
            lines.append(f"id:stranger <{prop.iri}> sg:revenue .")
            expected |= {f"domain-{prop.name}", f"range-{prop.name}"}
    for qualifier in vocabulary.qualifiers.values():
        lines.append(f"fact:q-{qualifier.name} <{qualifier.iri}> id:stranger .")
        expected.add(f"range-{qualifier.name}")
    for node_class in {p.node_class for p in vocabulary.properties.values() if p.form == "relation" and p.node_class}:
        lines.append(f"fact:n-{node_class} a sg:{node_class} ; rdf:predicate sg:kind .")
        expected.add(f"node-{node_class.lower()}")

    shapes = {shape for _, shape in broken(found_by(planted(tiny, "\n".join(lines)), SHAPES))}
    assert expected == {shape for shape in shapes if shape.split("-")[0] in {"domain", "range", "metric", "node"}}


@EACH_ENGINE
def test_the_facts_of_one_article_keep_to_every_shape_by_each_engine(found_by: Engine) -> None:
    assert found_by(dump(checked_graph(build_store(article_facts()))), SHAPES) == set()


def test_the_real_facts_keep_to_every_shape(store: pyoxigraph.Store, facts: Facts) -> None:
    assert check_shapes(store, facts) == []


def _constrained() -> Iterator[tuple[str, set[str]]]:
    """Yield every named shape with the constraints that it states itself."""
    graph = written_shapes()
    for shape in sorted({str(s) for s in graph.subjects() if str(s).startswith(SHAPE)}):
        found = graph.predicates(rdflib.URIRef(shape))
        names = {str(p).removeprefix(SH) for p in found if str(p).startswith(SH)}
        names -= {"targetClass", "targetNode", "targetSubjectsOf", "path", "property", "message"}
        yield shape, names


#: Reached through sh:node only, so that what is reported is the shape that refers to them.
INNER = re.compile(r"period-value|observed-.*")


def test_every_written_shape_with_a_constraint_has_a_plant_unless_blank_nodes_are_all_it_forbids() -> None:
    derived = re.compile(r"(domain|range|metric|node|unit)-")
    wanted = {
        shorten(shape)
        for shape, names in _constrained()
        if names - {"nodeKind"} and not INNER.fullmatch(shorten(shape)) and not derived.match(shorten(shape))
    }

    assert wanted - {plant.shape for plant in PLANTS} == set()


def test_every_shape_that_can_be_broken_has_a_name_and_says_what_to_do_in_both_languages() -> None:
    shapes = ShapesGraph(SHAPES)
    names = set(compile_shapes(shapes.targeted()))

    assert [name for name in names if not name.startswith(SHAPE) or not all(shapes.message(name))] == []


def test_the_compiler_knows_the_words_that_the_shapes_use_and_hardly_another() -> None:
    used = {str(term).removeprefix(SH) for triple in written_shapes() for term in triple if str(term).startswith(SH)}

    assert WORDS - used == {"BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"}
    assert used <= WORDS


@EACH_ENGINE
def test_blank_nodes_are_refused(tiny: Facts, found_by: Engine) -> None:
    parts = " ; ".join(f"{p} {o}" for p, o in SOUND["attribution"].items())

    found = broken(found_by(planted(tiny, f"{PREFIX_LINES}\n[] {parts} ."), SHAPES))
    assert found == {(BLANK, "attribution")}


#: Changes to the graph of the tiny facts, and where each is noticed.
CHANGES = [
    ("DELETE WHERE { id:b rdfs:label ?label }", ["entities.csv:3 entity-label"]),
    ("DELETE WHERE { GRAPH graph:provenance { src:s2 schema:url ?url } }", ["sources.csv:3 source-found"]),
    ("DELETE { GRAPH ?g { ?c sg:locator ?l } } WHERE { GRAPH ?g { ?c sg:locator ?l ; rdf:predicate sg:founded } }",
     ["c.csv:6 claim-locator"]),
    ("INSERT { ?o sg:unit 'HKD' } WHERE { ?o sg:metric sg:revenue }", ["c.csv:3 observation-unit"]),
    ("INSERT { GRAPH ?g { ?o sg:unit 'HKD' } } WHERE { GRAPH ?p { ?g sg:status sg:Rival } GRAPH ?g { ?o a ?t } }",
     ["c.csv:4 observation-unit"]),
    ("DELETE WHERE { id:hkex a sg:Exchange }", ["c.csv:5 range-listed_on"]),
    ("INSERT { ?n sg:ticker 'x' } WHERE { ?n sg:ticker '2513' }", ["c.csv:5 listing-ticker"]),
    ("DELETE { ?n rdf:object ?o } WHERE { ?n a sg:Investment ; rdf:object ?o }", ["c.csv:2 relation-object"]),
    ("DELETE WHERE { GRAPH ?g { sg:Office skos:definition ?d } }", ["sinograph.ttl:{Office} term-definition"]),
    ("DELETE WHERE { GRAPH graph:provenance { rule:backs skos:definition ?d } }", ["backs.rq:1 term-definition"]),
]  # fmt: skip


def _shape_in(sentence: str) -> str:
    return sentence.split("shape ")[1].split()[0]


def test_a_violation_is_reported_at_the_row_rule_or_term_it_comes_from(tiny: Facts) -> None:
    store = build_store(tiny)
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    for update, _ in CHANGES:
        store.update(prefixes + update)
    lines = read_ontology().decode().split("\n")
    office = next(str(number) for number, line in enumerate(lines, 1) if line.startswith("sg:Office "))

    found = {f"{p.file.rsplit('/')[-1]}:{p.line} {_shape_in(p.what.en)}" for p in check_shapes(store, tiny)}
    assert {place.replace("{Office}", office) for _, places in CHANGES for place in places} == found


def test_what_a_rule_infers_wrongly_is_reported_at_the_rule(tiny: Facts) -> None:
    store = build_store(tiny)
    for name in ("Company", "Organization"):
        store.update(f"DELETE WHERE {{ <{BASE}id/a> a <{BASE}ns#{name}> }}")

    found = {(p.file.rsplit("/")[-1], p.line, _shape_in(p.what.en)) for p in check_shapes(store, tiny)}
    assert {("backs.rq", 1, "range-backs")} == {place for place in found if place[2] == "range-backs"}


def test_a_problem_is_said_in_both_languages(tiny: Facts) -> None:
    store = build_store(tiny)
    store.update(f'INSERT DATA {{ <{BASE}id/b> <{BASE}ns#identifier> "Q42" }}')

    (problem,) = check_shapes(store, tiny)
    assert (problem.line, *problem.what, *problem.remedy) == (
        3,
        "b does not keep to shape entity-identifier (Q42)",
        "b 不符合形状 entity-identifier (Q42)",
        "write an identifier as scheme:value, such as wikidata:Q42",
        "外部标识请写作 scheme:value,如 wikidata:Q42",
    )
