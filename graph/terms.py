"""Claims, entities and sources to RDF: one pure function for each, no blank nodes.

A claim asserts plain triples. A relation asserts its direct triple, and a node with its qualifiers where the
ontology gives its class or the row has any; a measure asserts an observation; an attribute its triple, and a node
where it has qualifiers or an interval. Nodes are named after what they are about (``fact:...``), so the graphs of
two claims on one fact speak of the same node. What is only planned or expected has a node and no direct triple: a
query that does not ask for plans gets none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from sinograph.graph.figures import metric_of
from sinograph.graph.settling import fact_of, node_of
from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity, plain
from sinograph.loaders.records import digest
from sinograph.ontology.iris import (
    DCT,
    PROV,
    PROVENANCE_GRAPH,
    RDF,
    RDFS,
    SCHEMA,
    SG,
    SKOS,
    WIKIBASE,
    XSD,
    mint_claim,
    mint_entity,
    mint_fact,
    mint_source,
    mint_term,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from sinograph.errors import Text
    from sinograph.graph.settling import Settled
    from sinograph.loaders.records import Claim, Entity, Source
    from sinograph.ontology import Vocabulary
    from sinograph.ontology.vocabulary import Term

PROVENANCE = NamedNode(PROVENANCE_GRAPH)
_TYPE = NamedNode(f"{RDF}type")
_RANKS = {"": "NormalRank", "preferred": "PreferredRank", "deprecated": "DeprecatedRank"}


def sg(name: str) -> NamedNode:
    """Return our term of that local name."""
    return NamedNode(SG + name)


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(f"{XSD}date"))


def decimal(number: Decimal) -> Literal:
    """Return *number* as xsd:decimal in its one canonical spelling."""
    return Literal(plain(number), datatype=NamedNode(f"{XSD}decimal"))


def quad(triple: Triple, graph: str = "") -> Quad:
    """Return *triple* in the graph of that IRI, or in the view."""
    name = NamedNode(graph) if graph else DefaultGraph()
    return Quad(triple.subject, triple.predicate, triple.object, name)


def _labels(subject: NamedNode, label: Text) -> Iterator[Triple]:
    for predicate in (f"{SKOS}prefLabel", f"{RDFS}label"):
        for language in ("en", "zh"):
            yield Triple(subject, NamedNode(predicate), Literal(label.say(language), language=language))


def entity_triples(entity: Entity, vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield kind, classes, labels, other names and identifiers of *entity*."""
    subject = NamedNode(mint_entity(entity.id))
    yield Triple(subject, sg("kind"), NamedNode(vocabulary.kinds[entity.kind].iri))
    for kind in sorted(vocabulary.ancestors[entity.kind]):
        yield Triple(subject, _TYPE, NamedNode(vocabulary.kinds[kind].iri))
    yield from _labels(subject, entity.name)
    for alias in entity.aliases:
        yield Triple(subject, NamedNode(f"{SKOS}altLabel"), Literal(alias))
    for identifier in entity.identifiers:
        yield Triple(subject, sg("identifier"), Literal(identifier))
    if entity.country:
        yield Triple(subject, sg("country"), Literal(entity.country))


def term_triples(term: Term) -> Iterator[Triple]:
    """Yield the labels of a term of the ontology, so that a plain query can show them."""
    yield from _labels(NamedNode(term.iri), term.label)


def source_quads(source: Source) -> Iterator[Quad]:
    """Yield the description of *source*, all in the provenance graph."""
    subject = NamedNode(mint_source(source.id))
    kind = "".join(part.capitalize() for part in source.kind.split("_"))
    triples: list[tuple[NamedNode, NamedNode | Literal]] = [
        (_TYPE, sg("Source")),
        (sg("sourceKind"), sg(kind)),
        (NamedNode(f"{DCT}title"), Literal(source.title, language=source.language)),
        (NamedNode(f"{DCT}language"), Literal(source.language)),
        *_optional(f"{DCT}publisher", source.publisher),
        *_optional(f"{SG}via", source.via),
        *_optional(f"{SG}sha256", source.sha256),
    ]
    if source.url:
        triples.append((NamedNode(f"{SCHEMA}url"), Literal(source.url, datatype=NamedNode(f"{XSD}anyURI"))))
    if source.published:
        triples += _issued(source.published)
        triples.append((sg("issuedStart"), _day(source.published.start)))
        triples.append((sg("issuedEnd"), _day(source.published.end)))
    for predicate, value in triples:
        yield Quad(subject, predicate, value, PROVENANCE)


def _optional(predicate: str, text: str) -> list[tuple[NamedNode, Literal]]:
    return [(NamedNode(predicate), Literal(text))] if text else []


def _issued(published: Period) -> list[tuple[NamedNode, Literal]]:
    """Return dct:issued with the datatype that its printed precision has; an interval is plain text (EDTF)."""
    datatypes = {4: "gYear", 7: "gYearMonth", 10: "date"}
    name = datatypes.get(len(published.text)) if "/" not in published.text else None
    name = None if any(letter in published.text for letter in "HQM") else name
    literal = Literal(published.text, datatype=NamedNode(XSD + name)) if name else Literal(published.text)
    return [(NamedNode(f"{DCT}issued"), literal)]


def claim_triples(claim: Claim, vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield exactly what *claim* asserts."""
    return _Assertion(claim, vocabulary).triples()


class _Assertion:
    """Turns one claim into triples."""

    def __init__(self, claim: Claim, vocabulary: Vocabulary) -> None:
        self._claim = claim
        self._vocabulary = vocabulary
        self._subject = NamedNode(mint_entity(claim.subject))
        self._predicate = NamedNode(claim.property.iri)

    def triples(self) -> Iterator[Triple]:
        if self._claim.property.form == "measure":
            yield from self._observation(
                self._subject, self._claim.property.iri, fact_of(self._claim, self._vocabulary)
            )
            return
        value = self._object()
        if not self._is_supposed():
            yield Triple(self._subject, self._predicate, value)
        if self._needs_node():
            yield from self._node(value)

    def _is_supposed(self) -> bool:
        """Say whether the claim speaks of what is not a fact yet: then only its node says so, no plain triple."""
        return any(name == "outlook" for name, _ in self._claim.qualifiers)

    def _object(self) -> NamedNode | Literal:
        claim = self._claim
        if claim.property.form == "relation":
            return NamedNode(mint_entity(claim.object))
        text = str(claim.value)
        if claim.property.range == "boolean":
            return Literal(text, datatype=NamedNode(f"{XSD}boolean"))
        code = self._vocabulary.codes.get(claim.property.range, {}).get(text)
        return NamedNode(code.iri) if code else Literal(text)

    def _needs_node(self) -> bool:
        claim = self._claim
        if claim.property.form == "relation" and claim.property.node_class:
            return True
        return bool(claim.qualifiers or claim.period or isinstance(claim.value, Period | Quantity))

    def _node(self, value: NamedNode | Literal) -> Iterator[Triple]:
        claim = self._claim
        node = NamedNode(mint_fact(node_of(claim, self._vocabulary)))
        default = "Relation" if claim.property.form == "relation" else "Attribution"
        yield Triple(node, _TYPE, sg(claim.property.node_class or default))
        yield Triple(node, NamedNode(f"{RDF}subject"), self._subject)
        yield Triple(node, NamedNode(f"{RDF}predicate"), self._predicate)
        yield Triple(node, NamedNode(f"{RDF}object"), value)
        yield from self._qualifiers(node)
        if isinstance(claim.value, Quantity):
            digits = digest("quantity", fact_of(claim, self._vocabulary))
            metric = mint_term(metric_of(claim, self._vocabulary))
            yield from self._observation(node, metric, digits)
        elif isinstance(claim.value, Period):
            yield from _period(node, claim.value)
        elif claim.period:
            yield from _period(node, claim.period)

    def _observation(self, about: NamedNode, metric: str, digits: str) -> Iterator[Triple]:
        claim = self._claim
        node = NamedNode(mint_fact(digits))
        yield Triple(node, _TYPE, sg("Observation"))
        if claim.property.form == "measure" and claim.property.node_class:
            yield Triple(node, _TYPE, sg(claim.property.node_class))
        yield Triple(node, sg("about"), about)
        yield Triple(node, sg("metric"), NamedNode(metric))
        if isinstance(claim.value, Quantity):
            yield from _number(node, claim.value)
        if claim.period:
            yield from _period(node, claim.period)
        if claim.property.form == "measure":
            yield from self._qualifiers(node)

    def _qualifiers(self, node: NamedNode) -> Iterator[Triple]:
        for name, text in self._claim.qualifiers:
            qualifier = self._vocabulary.qualifiers[name]
            yield Triple(node, NamedNode(qualifier.iri), self._qualifier(qualifier.range, text))
            if name == "since":
                yield Triple(node, sg("validFrom"), _day(Period.parse(text).start))
            elif name == "until":
                yield Triple(node, sg("validUntil"), _day(Period.parse(text).end))

    def _qualifier(self, value_range: str, text: str) -> NamedNode | Literal:
        if value_range in self._vocabulary.codes:
            return NamedNode(self._vocabulary.codes[value_range][text].iri)
        if value_range == "metric":
            return NamedNode(mint_term(text))
        if value_range in {"boolean", "duration"}:
            return Literal(text, datatype=NamedNode(XSD + value_range))
        return Literal(text) if value_range in {"Period", "string"} else NamedNode(mint_entity(text))


def _number(node: NamedNode, quantity: Quantity) -> Iterator[Triple]:
    yield Triple(node, sg("value"), decimal(quantity.value))
    yield Triple(node, sg("unit"), Literal(quantity.unit))
    if quantity.lower is not None:
        yield Triple(node, sg("lower"), decimal(quantity.lower))
    if quantity.upper is not None:
        yield Triple(node, sg("upper"), decimal(quantity.upper))


def _period(node: NamedNode, period: Period) -> Iterator[Triple]:
    yield Triple(node, sg("period"), Literal(period.text))
    yield Triple(node, sg("periodStart"), _day(period.start))
    yield Triple(node, sg("periodEnd"), _day(period.end))


def provenance_quads(settled: Settled, source: Source) -> Iterator[Quad]:
    """Yield who says it, where, how exactly, and where it stands among the claims on its fact."""
    claim = settled.claim
    triples: list[tuple[NamedNode, NamedNode | Literal]] = [
        (_TYPE, sg("Claim")),
        (sg("states"), NamedNode(mint_fact(settled.fact))),
        (NamedNode(f"{RDF}subject"), NamedNode(mint_entity(claim.subject))),
        (NamedNode(f"{RDF}predicate"), NamedNode(claim.property.iri)),
        (NamedNode(f"{PROV}hadPrimarySource"), NamedNode(mint_source(claim.source))),
        (sg("locator"), Literal(claim.locator)),
        (NamedNode(f"{WIKIBASE}rank"), NamedNode(WIKIBASE + _RANKS[claim.rank])),
        (sg("status"), sg(settled.status.capitalize())),
        (sg("statusReason"), Literal(settled.reason.en, language="en")),
        (sg("statusReason"), Literal(settled.reason.zh, language="zh")),
        (NamedNode(f"{PROV}generatedAtTime"), _midnight(claim.recorded)),
        *(_issued(source.published) if source.published else []),
        *_stated(claim),
    ]
    for predicate, value in triples:
        yield Quad(NamedNode(mint_claim(claim.id)), predicate, value, PROVENANCE)


def _midnight(day: date) -> Literal:
    return Literal(f"{day.isoformat()}T00:00:00Z", datatype=NamedNode(f"{XSD}dateTime"))


def _stated(claim: Claim) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    if claim.object:
        yield NamedNode(f"{RDF}object"), NamedNode(mint_entity(claim.object))
    if claim.value is not None:
        yield sg("statedValue"), Literal(str(claim.value))
    if isinstance(claim.value, Quantity):
        precision = "".join(part.capitalize() for part in claim.value.precision.split("_"))
        yield sg("precision"), sg(precision)
        yield sg("unit"), Literal(claim.value.unit)
    if claim.period:
        yield sg("period"), Literal(claim.period.text)
    if claim.qualifiers:
        yield sg("statedQualifiers"), Literal("; ".join(f"{name}={text}" for name, text in claim.qualifiers))
    if claim.note:
        yield sg("note"), Literal(claim.note)
