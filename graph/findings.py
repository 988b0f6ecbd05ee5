"""Findings to RDF, in a graph of their own, and back to what a reader is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from sinograph.errors import Text
from sinograph.graph.queries import select
from sinograph.graph.terms import decimal, sg
from sinograph.ontology.iris import FINDINGS_GRAPH, RDF, mint_claim, mint_finding, shorten, table_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from pyoxigraph import Store

    from sinograph.graph.audit import Finding
    from sinograph.graph.rates import Rate

FINDINGS = NamedNode(FINDINGS_GRAPH)
#: Verdicts in the order in which a reader wants to hear of them.
GRAVEST_FIRST = ("contradicted", "confirmed", "not_checkable")

#: A store keeps eighteen places behind the point (XSD asks for as many digits in all); fewer, rounded outward, fit.
_DOWN = Context(prec=12, rounding=ROUND_FLOOR)
_UP = Context(prec=12, rounding=ROUND_CEILING)

_FINDINGS = """
SELECT ?finding ?verdict ?claim ?identity ?label_en ?label_zh ?en ?zh ?lower ?upper WHERE {
  GRAPH graph:findings {
    ?finding a sg:Finding ; sg:verdict ?verdict ; sg:onClaim ?claim ; sg:identity ?identity ;
      sg:verdictReason ?en , ?zh .
    FILTER(LANG(?en) = "en" && LANG(?zh) = "zh")
    OPTIONAL { ?finding sg:expectedLower ?lower } OPTIONAL { ?finding sg:expectedUpper ?upper }
  }
  GRAPH ?ontology { ?identity a sg:Identity ; rdfs:label ?label_en , ?label_zh }
  FILTER(LANG(?label_en) = "en" && LANG(?label_zh) = "zh")
} ORDER BY ?claim ?identity"""

_VERDICTS = "SELECT ?claim ?verdict WHERE { GRAPH graph:findings { ?f sg:onClaim ?claim ; sg:verdict ?verdict } }"

_PARTS = """
SELECT ?finding ?used ?rate WHERE { GRAPH graph:findings {
  ?finding a sg:Finding . { ?finding sg:usesClaim ?used } UNION { ?finding sg:exchangeRate ?rate }
} } ORDER BY ?finding ?used ?rate"""


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding as it is shown.

    *verdict* is confirmed, contradicted or not_checkable; *lower* and *upper* are the bounds of what the inputs allow
    in the claim's unit, "" where open or where nothing is known; *uses* are the ids of the input claims, in order.
    """

    claim: str
    identity: str
    label: Text
    verdict: str
    reason: Text
    lower: str
    upper: str
    uses: tuple[str, ...]
    rates: tuple[str, ...]


def finding_quads(finding: Finding) -> Iterator[Quad]:
    """Yield the description of *finding*, all in the graph of findings."""
    verdict = "".join(part.capitalize() for part in finding.verdict.split("_"))
    triples: list[tuple[NamedNode, NamedNode | Literal]] = [
        (NamedNode(f"{RDF}type"), sg("Finding")),
        (sg("verdict"), sg(verdict)),
        (sg("verdictReason"), Literal(finding.reason.en, language="en")),
        (sg("verdictReason"), Literal(finding.reason.zh, language="zh")),
        (sg("onClaim"), NamedNode(mint_claim(finding.claim))),
        (sg("identity"), NamedNode(finding.identity.iri)),
        *((sg("usesClaim"), NamedNode(mint_claim(claim))) for claim in finding.uses),
        *((sg("exchangeRate"), Literal(rate_text(rate))) for rate in finding.rates),
        *_bounds(finding),
    ]
    for predicate, value in triples:
        yield Quad(NamedNode(mint_finding(finding.id)), predicate, value, FINDINGS)


def _bounds(finding: Finding) -> Iterator[tuple[NamedNode, Literal]]:
    if finding.expected is None:
        return
    ends = (("expectedLower", finding.expected.lower, _DOWN), ("expectedUpper", finding.expected.upper, _UP))
    for name, bound, outward in ends:
        if bound.is_finite():
            yield sg(name), decimal(outward.plus(bound))


def rate_text(rate: Rate) -> str:
    """Return a rate as it is shown: ``1 USD = 7.0285..7.1064 CNY (2025-12-02, 2025-12-03)``."""
    low, high = (_five_digits(end) for end in (rate.interval.lower, rate.interval.upper))
    return f"1 {rate.base} = {low}..{high} {rate.quote} ({rate.days})"


def _five_digits(number: Decimal) -> str:
    return f"{number:.5g}"


def read_findings(store: Store) -> list[FindingCard]:
    """Return all findings, in order of claim id and identity."""
    uses: dict[str, list[str]] = {}
    rates: dict[str, list[str]] = {}
    for row in select(store, _PARTS):
        finding = row["finding"].value
        if row["used"] is not None:
            uses.setdefault(finding, []).append(shorten(row["used"].value))
        else:
            rates.setdefault(finding, []).append(row["rate"].value)
    return [
        FindingCard(
            claim=shorten(row["claim"].value),
            identity=shorten(row["identity"].value),
            label=Text(row["label_en"].value, row["label_zh"].value),
            verdict=table_name(shorten(row["verdict"].value)),
            reason=Text(row["en"].value, row["zh"].value),
            lower=row["lower"].value if row["lower"] is not None else "",
            upper=row["upper"].value if row["upper"] is not None else "",
            uses=tuple(uses.get(row["finding"].value, ())),
            rates=tuple(rates.get(row["finding"].value, ())),
        )
        for row in select(store, _FINDINGS)
    ]


def verdicts_by_claim(store: Store) -> dict[str, frozenset[str]]:
    """Return the verdicts on each claim that an identity speaks of."""
    found: dict[str, frozenset[str]] = {}
    for row in select(store, _VERDICTS):
        claim = shorten(row["claim"].value)
        found[claim] = found.get(claim, frozenset()) | {table_name(shorten(row["verdict"].value))}
    return found
