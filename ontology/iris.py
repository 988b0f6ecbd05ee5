"""The namespaces, and the only functions that mint IRIs."""

from __future__ import annotations

import re

BASE = "https://w3id.org/sinograph/"
SG = f"{BASE}ns#"
ID = f"{BASE}id/"
CLAIM = f"{BASE}claim/"
FACT = f"{BASE}fact/"
SOURCE = f"{BASE}source/"
RULE = f"{BASE}rule/"
SHAPE = f"{BASE}shape/"
IDENTITY = f"{BASE}identity/"
FINDING = f"{BASE}finding/"
ONTOLOGY_GRAPH = f"{BASE}ns"
PROVENANCE_GRAPH = f"{BASE}graph/provenance"
FINDINGS_GRAPH = f"{BASE}graph/findings"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
WIKIBASE = "http://wikiba.se/ontology#"

#: Declared for every query and every written file; a query may declare its own over them.
PREFIXES = {
    "sg": SG,
    "id": ID,
    "claim": CLAIM,
    "fact": FACT,
    "src": SOURCE,
    "rule": RULE,
    "identity": IDENTITY,
    "finding": FINDING,
    "graph": f"{BASE}graph/",
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "schema": SCHEMA,
    "wikibase": WIKIBASE,
}


def local_name(name: str) -> str:
    """Turn a table's ``invested_in`` into the ontology's ``investedIn``."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def table_name(local: str) -> str:
    """Turn the ontology's ``investedIn`` or ``ModelFamily`` into ``invested_in``, ``model_family``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", local).lower()


def mint_term(name: str) -> str:
    """Return the IRI of the property that the tables call *name*."""
    return SG + local_name(name)


def mint_entity(entity_id: str) -> str:
    """Return the IRI of an entity."""
    return ID + entity_id


def mint_source(source_id: str) -> str:
    """Return the IRI of a source."""
    return SOURCE + source_id


def mint_claim(claim_id: str) -> str:
    """Return the IRI of a claim, which is also the name of its graph."""
    return CLAIM + claim_id


def mint_fact(digest: str) -> str:
    """Return the IRI of a fact: what rivals disagree about."""
    return FACT + digest


def mint_finding(digest: str) -> str:
    """Return the IRI of a finding: what one identity says of one claim."""
    return FINDING + digest


def mint_rule(name: str) -> str:
    """Return the IRI of an inference rule, which is also the name of its graph."""
    return RULE + name


def shorten(iri: str) -> str:
    """Return the last step of one of our IRIs: an entity's id, a claim's hash, a term's local name."""
    return re.split(r"[/#]", iri)[-1]
