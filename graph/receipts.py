"""Reads back from a store what a reader is shown: entities, sources, and claims with their receipts.

Everything here is SPARQL over the dataset of :mod:`sinograph.graph.dataset`, so that a card or a map can be made from
any store that holds it. Names are those of the fact tables: ids, and terms in snake_case.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from sinograph.errors import Text
from sinograph.graph.queries import select
from sinograph.loaders.periods import period_of
from sinograph.loaders.quantities import Quantity
from sinograph.loaders.records import Claim, Place, Source
from sinograph.ontology import load_vocabulary
from sinograph.ontology.iris import BASE, ID, ONTOLOGY_GRAPH, SG, WIKIBASE, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Literal, NamedNode, QuerySolution, Store

    from sinograph.loaders.periods import Period
    from sinograph.loaders.quantities import Precision

_ENTITIES = """
SELECT ?id ?kind ?en ?zh ?country ?alias ?identifier WHERE {
  ?id sg:kind ?kind ; skos:prefLabel ?en , ?zh . FILTER(LANG(?en) = "en" && LANG(?zh) = "zh")
  OPTIONAL { ?id sg:country ?country }
  OPTIONAL { { ?id skos:altLabel ?alias } UNION { ?id sg:identifier ?identifier } }
} ORDER BY ?id ?alias ?identifier"""

_SOURCES = """
SELECT ?id ?kind ?title ?language ?publisher ?published ?url ?sha256 WHERE { GRAPH graph:provenance {
  ?id a sg:Source ; sg:sourceKind ?kind ; dct:title ?title ; dct:language ?language .
  OPTIONAL { ?id dct:publisher ?publisher } OPTIONAL { ?id dct:issued ?published }
  OPTIONAL { ?id schema:url ?url } OPTIONAL { ?id sg:sha256 ?sha256 }
} } ORDER BY ?id"""

_CLAIMS = """
SELECT ?claim ?subject ?property ?object ?value ?unit ?precision ?period ?source ?locator ?status ?rank ?en ?zh ?fact
  ?note ?recorded
WHERE { GRAPH graph:provenance {
  ?claim a sg:Claim ; rdf:subject ?subject ; rdf:predicate ?property ; prov:hadPrimarySource ?source ;
    sg:locator ?locator ; sg:status ?status ; wikibase:rank ?rank ; sg:states ?fact ;
    prov:generatedAtTime ?recorded ; sg:statusReason ?en , ?zh . FILTER(LANG(?en) = "en" && LANG(?zh) = "zh")
  OPTIONAL { ?claim rdf:object ?object } OPTIONAL { ?claim sg:statedValue ?value }
  OPTIONAL { ?claim sg:unit ?unit } OPTIONAL { ?claim sg:precision ?precision }
  OPTIONAL { ?claim sg:period ?period } OPTIONAL { ?claim sg:note ?note }
} } ORDER BY ?claim"""

_QUALIFIERS = f"""
SELECT DISTINCT ?claim ?name ?text WHERE {{
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?name a ?role . VALUES ?role {{ sg:Dimension sg:Detail }} }}
  GRAPH ?claim {{ ?node ?name ?text }}
  FILTER(STRSTARTS(STR(?claim), STR(claim:)))
}} ORDER BY ?claim ?name ?text"""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity as it is shown: its names, its kind, and by what else it is known.

    *country* is a code of ISO 3166-1 as its table has it, "" where that is empty.
    """

    id: str
    kind: str
    name: Text
    aliases: tuple[str, ...]
    identifiers: tuple[str, ...]
    country: str


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as it is shown; *published*, *url* and *publisher* are empty where nobody knows."""

    id: str
    kind: str
    title: str
    language: str
    publisher: str
    published: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """A claim with all that a reader needs to judge it.

    *value* is the number, period or text as stated, "" for a bare relation; *unit* and *precision* are empty unless it
    is a number. *fact* is shared by the claims that agree or are rivals. *status* is accepted, agreeing, rival or
    deprecated, and *reason* says why. *mentioned* are the entities that the qualifiers name, such as a benchmark.
    """

    claim: str
    subject: str
    property: str
    object: str
    value: str
    unit: str
    precision: str
    period: str
    qualifiers: tuple[tuple[str, str], ...]
    mentioned: frozenset[str]
    source: str
    locator: str
    status: str
    reason: Text
    rank: str
    fact: str
    note: str
    recorded: str

    def touched(self) -> frozenset[str]:
        """Return all the entities that the claim is about: its ends, and those that its qualifiers name."""
        return self.mentioned | {end for end in (self.subject, self.object) if end}


def read_entities(store: Store) -> dict[str, EntityCard]:
    """Return all entities by id, in order of id."""
    found: dict[str, EntityCard] = {}
    others: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in select(store, _ENTITIES):
        name = _name(row, "id")
        aliases, identifiers = others[name]
        aliases += filter(None, [_text(row, "alias")])
        identifiers += filter(None, [_text(row, "identifier")])
        label = Text(_text(row, "en"), _text(row, "zh"))
        kind, country = _name(row, "kind"), _text(row, "country")
        found[name] = EntityCard(name, kind, label, tuple(aliases), tuple(identifiers), country)
    return found


def read_sources(store: Store) -> dict[str, SourceCard]:
    """Return all sources by id, in order of id."""
    rows = select(store, _SOURCES)
    keys = ("title", "language", "publisher", "published", "url", "sha256")
    cards = (SourceCard(_name(row, "id"), _name(row, "kind"), *(_text(row, key) for key in keys)) for row in rows)
    return {card.id: card for card in cards}


def read_receipts(store: Store) -> dict[str, Receipt]:
    """Return all claims by id, in order of id."""
    qualifiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    mentioned: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _QUALIFIERS):
        claim, text = _name(row, "claim"), _name(row, "text")
        qualifiers[claim].append((_name(row, "name"), text))
        if _text(row, "text").startswith(ID):
            mentioned[claim].add(text)
    receipts = (_receipt(row, qualifiers, mentioned) for row in select(store, _CLAIMS))
    return {receipt.claim: receipt for receipt in receipts}


def rivals_of(receipts: Mapping[str, Receipt]) -> dict[str, tuple[str, ...]]:
    """Return for each claim the other claims on its fact, in order of id; agreeing ones are among them."""
    facts: dict[str, list[str]] = defaultdict(list)
    for claim, receipt in receipts.items():
        facts[receipt.fact].append(claim)
    return {c: tuple(other for other in facts[r.fact] if other != c) for c, r in receipts.items()}


def about(receipts: Mapping[str, Receipt], entity: str) -> Iterator[Receipt]:
    """Yield the claims of *entity*, on it, and that mention it, in this order; each by property, period and claim."""
    touching = (r for r in receipts.values() if entity in r.touched())
    yield from sorted(
        touching,
        key=lambda r: (r.subject != entity, r.object != entity, r.property, r.period, r.qualifiers, r.claim),
    )


def claim_of(receipt: Receipt) -> Claim:
    """Return the claim that *receipt* describes, as the loaders read it from its row; its id is the receipt's."""
    prop = load_vocabulary().properties[receipt.property]
    value: Quantity | Period | str | None = receipt.value or None
    if receipt.precision:
        value = Quantity.parse(receipt.value, receipt.unit, cast("Precision", receipt.precision))
    elif prop.range == "Period":
        value = period_of(receipt.value)
    return Claim(
        receipt.subject,
        prop,
        receipt.object,
        value,
        period_of(receipt.period),
        receipt.qualifiers,
        receipt.source,
        receipt.locator,
        "" if receipt.rank == "normal" else receipt.rank,
        date.fromisoformat(receipt.recorded),
        receipt.note,
        _NOWHERE,
    )


def source_of(card: SourceCard) -> Source:
    """Return the source of *card* as the loaders read it from its row."""
    published = period_of(card.published)
    return Source(
        card.id, card.kind, card.title, card.publisher, published, card.url, card.language, card.sha256, "", _NOWHERE
    )


_NOWHERE = Place("", 0)


def _receipt(
    row: QuerySolution, qualifiers: Mapping[str, list[tuple[str, str]]], mentioned: Mapping[str, set[str]]
) -> Receipt:
    claim = _name(row, "claim")
    names = {key: _name(row, key) for key in ("subject", "property", "object", "precision", "source", "status", "fact")}
    texts = {key: _text(row, key) for key in ("value", "unit", "period", "locator", "note")}
    return Receipt(
        claim=claim,
        qualifiers=tuple(sorted(qualifiers.get(claim, ()))),
        mentioned=frozenset(mentioned.get(claim, ())),
        reason=Text(_text(row, "en"), _text(row, "zh")),
        rank=_name(row, "rank").removesuffix("_rank"),
        recorded=_text(row, "recorded")[:10],
        **names,
        **texts,
    )


def _text(row: QuerySolution, key: str) -> str:
    term: Literal | NamedNode | None = row[key]
    return term.value if term is not None else ""


def _name(row: QuerySolution, key: str) -> str:
    """Return an IRI by the name that the tables give it; a literal as it is."""
    value = _text(row, key)
    if value.startswith((SG, WIKIBASE)):
        return table_name(shorten(value))
    return shorten(value) if value.startswith(BASE) else value
