"""The ontology: every term used is defined, every term defined is used, and it can be read as OWL."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import sinograph
from sinograph.graph import build_store
from sinograph.graph.audit import Verdict
from sinograph.graph.rules import read_rules
from sinograph.graph.settling import Status
from sinograph.loaders import bundled_facts, load_facts
from sinograph.loaders.quantities import PRECISIONS
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import ONTOLOGY_GRAPH, SG, shorten, table_name
from sinograph.ontology.vocabulary import read_ontology, read_shapes

ROOT = Path(sinograph.__file__).parent
SG_NAME = re.compile(r"\bsg:([A-Za-z]\w*)")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=read_ontology(), format="turtle")


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    return build_store(load_facts([bundled_facts()]))


def defined(ontology: Graph) -> set[str]:
    return {str(s).removeprefix(SG) for s in ontology.subjects(RDF.type) if str(s).startswith(SG)}


def in_the_build(store: pyoxigraph.Store) -> set[str]:
    """Return the local names of our terms in all graphs but the ontology's, leaving out the labels of terms."""
    found = set[str]()
    for quad in store:
        terms = {quad.predicate, quad.object, getattr(quad.object, "datatype", None)}
        if str(quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else "") != ONTOLOGY_GRAPH:
            found |= {
                t.value.removeprefix(SG)
                for t in terms
                if isinstance(t, pyoxigraph.NamedNode) and t.value.startswith(SG)
            }
    return found


def in_texts() -> set[str]:
    """Return our terms in rules, written shapes, named questions and the code's own queries."""
    folder = files("sinograph.ontology")
    questions = [path.read_text("utf-8") for path in Path(str(folder)).glob("questions/**/*.rq")]
    sources = [path.read_text("utf-8") for name in ("graph", "exports") for path in (ROOT / name).rglob("*.py")]
    return {
        name for text in [*read_rules().values(), read_shapes(), *questions, *sources] for name in SG_NAME.findall(text)
    }


def in_tables() -> set[str]:
    """Return the terms that rows name: properties, kinds, qualifiers, units, codes."""
    vocabulary = load_vocabulary()
    facts = load_facts([bundled_facts()])
    used = {vocabulary.kinds[entity.kind].iri for entity in facts.entities.values()}
    for claim in facts.claims:
        used.add(claim.property.iri)
        used |= {vocabulary.qualifiers[name].iri for name, _ in claim.qualifiers}
        unit = vocabulary.units.get(getattr(claim.value, "unit", ""))
        used |= {unit.iri} if unit else set()
    return {iri.removeprefix(SG) for iri in used}


#: Read by name in ontology/vocabulary.py, which makes the loader's rules of them.
MACHINERY = {
    "Dimension", "Detail", "Unit", "Code", "Metric", "anyProperty", "takes", "nodeClass", "measuredBy", "measures",
    "unitKind", "inferredOnly", "inverseLabel", "order", "Period", "expects", "needs", "ofADay", "isPart",
    "ofAPeriod", "topic",
}  # fmt: skip
#: Through these a term in use brings another into use: a property its ends, a class the classes above it.
LEADS_TO = (
    RDFS.domain, RDFS.range, RDFS.subClassOf, RDF.type,
    *(URIRef(SG + name) for name in ("takes", "nodeClass", "measuredBy", "measures", "unitKind", "topic")),
)  # fmt: skip
#: The order of kinds of source is a promise (sg:order settles rivals by it), whatever kinds the facts have so far.
PROMISED = {"Filing", "Official", "Data", "Press", "Encyclopedia", "Aggregator"}
#: Code lists whose values the program itself writes; the test below holds it to them.
WRITTEN = {"status": get_args(Status), "precision": PRECISIONS, "verdict": get_args(Verdict)}


def reached(ontology: Graph, start: set[str]) -> set[str]:
    found, edge = set[str](), set(start)
    while edge:
        found |= edge
        objects = {str(o) for name in edge for p in LEADS_TO for o in ontology.objects(URIRef(SG + name), p)}
        edge = {iri.removeprefix(SG) for iri in objects if iri.startswith(SG)} - found
    return found


def test_every_term_used_is_defined(ontology: Graph, store: pyoxigraph.Store) -> None:
    unknown = sorted((in_the_build(store) | in_texts() | in_tables() | MACHINERY) - defined(ontology))

    assert unknown == [], f"define {unknown} in ontology/sinograph.ttl, with labels and definitions, or mend the name"


def test_every_term_defined_is_used(ontology: Graph, store: pyoxigraph.Store) -> None:
    codes = load_vocabulary().codes
    written = {shorten(code.iri) for scheme in WRITTEN for code in codes[scheme].values()}
    used = reached(ontology, in_the_build(store) | in_texts() | in_tables() | MACHINERY | written)
    idle = sorted(defined(ontology) - used - PROMISED)

    assert idle == [], f"use {idle} in a fact, rule, shape or question, or remove them from ontology/sinograph.ttl"


@pytest.mark.parametrize("scheme", WRITTEN)
def test_the_program_and_the_ontology_know_the_same_codes(scheme: str) -> None:
    assert set(WRITTEN[scheme]) == set(load_vocabulary().codes[scheme])


#: Sections 3 and 4 of the design.
CORE = """
    Company Investor Person Model ModelFamily Product Benchmark Market Chip Exchange FundingRound Offering Investment
    Holding Listing SanctionList Designation Regulation Observation Metric PricePoint Claim Source
    investedIn holdsStakeIn subscribedTo backs develops competesWith partnerOf founderOf leads subsidiaryOf listedOn
    designatedBy onList suppliesComputeTo runsOn derivedFrom operatesIn
    about metric period periodStart periodEnd value lower upper unit segment locator precision status statusReason
    Finding verdict onClaim usesClaim identity expectedLower expectedUpper Confirmed Contradicted NotCheckable"""


def test_the_core_terms_of_the_design_are_defined(ontology: Graph) -> None:
    assert set(CORE.split()) - defined(ontology) == set()


def test_every_term_has_one_label_and_one_definition_in_each_language(ontology: Graph) -> None:
    wanted = {"en": 1, "zh": 1}
    wrong = [
        f"{name}: {predicate.fragment}"
        for name in sorted(defined(ontology))
        for predicate in (RDFS.label, SKOS.definition)
        if wanted
        != Counter(getattr(o, "language", "") for o in ontology.objects(URIRef(SG + name), predicate) if str(o))
    ]

    assert wrong == []


def test_no_term_is_an_object_and_a_datatype_property_and_no_metric_is_a_property(ontology: Graph) -> None:
    objects, data, metrics = (
        set(ontology.subjects(RDF.type, sort))
        for sort in (OWL.ObjectProperty, OWL.DatatypeProperty, URIRef(f"{SG}Metric"))
    )

    assert (objects & data, metrics & (objects | data)) == (set(), set())
    domains = sorted(shorten(str(metric)) for metric in metrics if (metric, RDFS.domain, None) in ontology)
    assert domains == [], f"{domains}: a metric is a concept, not a property; say sg:measures in place of rdfs:domain"


def test_object_properties_end_at_classes_and_datatype_properties_at_datatypes(ontology: Graph) -> None:
    datatypes = {RDF.langString, URIRef(f"{SG}Period")}
    wrong = [
        shorten(str(prop))
        for sort in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for prop in ontology.subjects(RDF.type, sort)
        for end in ontology.objects(prop, RDFS.range)
        if (end in datatypes or "XMLSchema#" in str(end)) != (sort == OWL.DatatypeProperty)
    ]

    assert wrong == []


def test_every_relation_reads_in_both_directions() -> None:
    wrong = [
        prop.name
        for prop in load_vocabulary().properties.values()
        if prop.form == "relation" and all(prop.inverse_label) == prop.symmetric
    ]

    assert wrong == [], f"{wrong}: give sg:inverseLabel in both languages, or none where owl:SymmetricProperty says so"


def test_every_property_has_a_topic_with_a_name_in_both_languages() -> None:
    vocabulary = load_vocabulary()
    topics = vocabulary.codes["topic"]
    wrong = [prop.name for prop in vocabulary.properties.values() if prop.topic not in topics]

    assert wrong == [], f"{wrong}: say sg:topic in ontology/sinograph.ttl, one of {sorted(topics)}"
    assert sorted(topic.order for topic in topics.values()) == list(range(1, len(topics) + 1))
    assert all(all(topic.label) for topic in topics.values())


def test_no_two_properties_claim_the_same_place_among_what_is_looked_for_first() -> None:
    places = [prop.order for prop in load_vocabulary().properties.values() if prop.order]

    assert sorted(places) == list(range(1, len(places) + 1))


def test_a_symmetric_property_has_one_kind_at_both_ends() -> None:
    symmetric = {p.name: (p.domain, p.range) for p in load_vocabulary().properties.values() if p.symmetric}

    assert symmetric == {
        "associate_of": ("agent", "agent"),
        "competes_with": ("organization", "organization"),
        "partner_of": ("organization", "organization"),
    }


def test_the_ontology_has_no_blank_nodes() -> None:
    triples = pyoxigraph.parse(read_ontology(), format=pyoxigraph.RdfFormat.TURTLE)

    assert [
        t for t in triples if isinstance(t.subject, pyoxigraph.BlankNode) or isinstance(t.object, pyoxigraph.BlankNode)
    ] == []


def test_no_two_terms_share_a_name_in_the_tables(ontology: Graph) -> None:
    vocabulary = load_vocabulary()
    names = Counter([*vocabulary.properties, *vocabulary.qualifiers])

    assert [name for name, times in names.items() if times > 1] == []
    assert len({table_name(n) for n in defined(ontology) if n[0].isupper()}) == len(
        [n for n in defined(ontology) if n[0].isupper()]
    )


FIBO = "https://spec.edmcouncil.org/fibo/ontology/"
#: Outside rdflib's own vocabularies; each was looked up in the published source when it was added here.
LOOKED_UP = {
    "http://bods.openownership.org/vocabulary/ownsOrControls",
    "http://www.w3.org/ns/dqv#Metric",
    "http://www.w3.org/ns/dqv#QualityMeasurement",
    "http://www.w3.org/ns/dqv#computedOn",
    "http://www.w3.org/ns/dqv#isMeasurementOf",
    "https://schema.followthemoney.tech/#Company",
    "https://schema.followthemoney.tech/#Ownership",
    "https://schema.followthemoney.tech/#Ownership:percentage",
    "https://schema.followthemoney.tech/#Sanction",
    "https://schema.followthemoney.tech/#Sanction:authority",
    "https://spdx.org/rdf/3.0.1/terms/AI/AIPackage",
    "https://w3id.org/fair4ml#MLModel",
    "https://w3id.org/fair4ml#evaluatedOn",
    "https://w3id.org/fair4ml#fineTunedFrom",
    "https://www.omg.org/spec/Commons/Organizations/LegalEntity",
    f"{FIBO}BE/LegalEntities/LEIEntities/hasOwnershipPercentage",
    f"{FIBO}BE/OwnershipAndControl/CorporateOwnership/Shareholding",
    f"{FIBO}BE/OwnershipAndControl/Executives/ChiefExecutiveOfficer",
    f"{FIBO}BE/OwnershipAndControl/OwnershipParties/EntityOwnership",
    f"{FIBO}BE/OwnershipAndControl/OwnershipParties/Investor",
    f"{FIBO}BP/SecuritiesIssuance/EquitiesIPOIssuance/Allocation",
    f"{FIBO}FBC/FunctionalEntities/Markets/Exchange",
    f"{FIBO}IND/MarketIndices/BasketIndices/hasMarketCapitalization",
    f"{FIBO}SEC/Securities/SecuritiesIdentification/TickerSymbol",
    f"{FIBO}SEC/Securities/SecuritiesIssuance/PrivateOffering",
    f"{FIBO}SEC/Securities/SecuritiesIssuance/PublicOffering",
    f"{FIBO}SEC/Securities/SecuritiesListings/Listing",
    f"{FIBO}SEC/Securities/SecuritiesListings/isTradedOn",
}
ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, SKOS.closeMatch, SKOS.relatedMatch)


def test_every_alignment_is_to_a_term_that_exists(ontology: Graph) -> None:
    names = ("FOAF", "ORG", "OWL", "PROV", "QB", "RDF", "RDFS", "SDO", "SKOS", "XSD")
    known = [getattr(rdflib.namespace, name) for name in names]
    foreign = {o for p in ALIGNED for o in ontology.objects(None, p) if not str(o).startswith(SG)}
    elsewhere = {str(o) for o in foreign if not any(o in vocabulary for vocabulary in known)}

    assert elsewhere == LOOKED_UP
