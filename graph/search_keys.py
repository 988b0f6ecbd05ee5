"""All that an entity is called: its id, names, aliases, registered and brand names, stock codes in every spelling.

Read from the store by SPARQL; names and codes that claims state come with the ids of these claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sinograph.graph.queries import select
from sinograph.ontology.iris import shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolution, Store

_IDS = "SELECT ?entity WHERE { ?entity sg:kind ?kind } ORDER BY ?entity"

_LABELS = """
SELECT ?entity ?how ?name WHERE {
  { ?entity skos:prefLabel ?name BIND("name" AS ?how) } UNION { ?entity skos:altLabel ?name BIND("alias" AS ?how) }
  ?entity sg:kind ?kind
} ORDER BY ?entity ?name"""

_STATED = """
SELECT ?entity ?property ?name ?claim WHERE {
  VALUES ?property { sg:legalName sg:brandName }
  GRAPH ?claim { ?entity ?property ?name } FILTER(STRSTARTS(STR(?claim), STR(claim:)))
} ORDER BY ?entity ?name ?property ?claim"""

_CODES = """
SELECT ?entity ?scheme ?code ?claim WHERE {
  {
    ?entity sg:kind ?kind ; sg:identifier ?identifier .
    BIND(STRBEFORE(?identifier, ":") AS ?scheme) BIND(STRAFTER(?identifier, ":") AS ?code)
  }
  UNION
  {
    ?node a sg:Listing ; rdf:subject ?entity ; rdf:object ?exchange ; sg:ticker ?code .
    BIND(STRAFTER(STR(?exchange), STR(id:)) AS ?scheme)
    GRAPH ?claim { ?node sg:ticker ?code } FILTER(STRSTARTS(STR(?claim), STR(claim:)))
  }
} ORDER BY ?entity ?scheme ?code ?claim"""

#: What data vendors write after, and brokers before, the code of a share on each exchange.
_MARKETS = {
    "hkex": ("HK",),
    "nasdaq": ("US", "O"),
    "nyse": ("US", "N"),
    "sse": ("SH", "SS"),
    "sse-star": ("SH", "SS"),
    "szse": ("SZ",),
}
_HONG_KONG_DIGITS = (4, 5)  # the exchange writes 0700, many vendors 00700


_ORDER = ("name", "legal_name", "brand_name", "alias", "code", "id")


class Key(NamedTuple):
    """One way to call one entity; *how* is name, legal_name, brand_name, alias, code or id."""

    entity: str
    how: str
    text: str
    claims: tuple[str, ...] = ()


def read_keys(store: Store) -> list[Key]:
    """Return every key of every entity: names first, then what claims state, aliases, codes, and ids last.

    A name that claims state is there once, with these claims, even if it is an alias too.
    """
    keys: dict[tuple[str, str], Key] = {}
    read = [*_ids(store), *_labels(store), *_stated(store), *_codes(store)]
    for key in sorted(read, key=lambda key: _ORDER.index(key.how)):
        known = keys.setdefault((key.entity, key.text), key)
        if known is not key:
            keys[key.entity, key.text] = known._replace(claims=tuple(dict.fromkeys((*known.claims, *key.claims))))
    return list(keys.values())


def code_forms(scheme: str, code: str) -> list[str]:
    """Return how a code is written, plainest first: of hkex and 0100 also 100, 00100, 0100.HK, HK0100 and hkex:0100."""
    markets, codes = _MARKETS.get(scheme, ()), [code]
    if scheme == "hkex" and code.isdecimal():
        codes += [code.lstrip("0"), *(code.lstrip("0").zfill(digits) for digits in _HONG_KONG_DIGITS)]
    codes = list(dict.fromkeys(codes))
    suffixed = [f"{form}.{market}" for market in markets for form in codes]
    prefixed = [f"{market}{form}" for market in markets if len(market) > 1 for form in codes]
    return [*codes, *suffixed, *prefixed, f"{scheme}:{code}"]


def _ids(store: Store) -> Iterator[Key]:
    for row in select(store, _IDS):
        entity = shorten(row["entity"].value)
        yield Key(entity, "id", entity)


def _labels(store: Store) -> Iterator[Key]:
    for row in select(store, _LABELS):
        yield Key(shorten(row["entity"].value), row["how"].value, row["name"].value)


def _stated(store: Store) -> Iterator[Key]:
    for row in select(store, _STATED):
        how = table_name(shorten(row["property"].value))
        yield Key(shorten(row["entity"].value), how, row["name"].value, _claims(row))


def _codes(store: Store) -> Iterator[Key]:
    for row in select(store, _CODES):
        for form in code_forms(row["scheme"].value, row["code"].value):
            yield Key(shorten(row["entity"].value), "code", form, _claims(row))


def _claims(row: QuerySolution) -> tuple[str, ...]:
    claim = row["claim"]
    return (shorten(claim.value),) if claim is not None else ()
