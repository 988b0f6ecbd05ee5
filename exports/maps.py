"""The maps: capital backers and competitive positioning, as plain data for the page.

Positions are computed here from what the map means, never by chance, so the same facts give the same picture.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sinograph.graph.network import read_edges
from sinograph.graph.settling import settle
from sinograph.loaders.quantities import Quantity
from sinograph.ontology import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Store

    from sinograph.errors import Language
    from sinograph.graph.network import Edge
    from sinograph.graph.settling import Settled
    from sinograph.loaders import Facts

Points = dict[str, tuple[float, float]]
Map = dict[str, Any]


def build_page_data(facts: Facts, store: Store, lang: Language, only: str = "") -> dict[str, Any]:
    """Return all that the page shows: entities, claims with receipts, sources, and the maps (or *only* one)."""
    from sinograph.graph.rules import read_rules

    vocabulary = load_vocabulary()
    settled = settle(facts, vocabulary)
    edges = list(read_edges(store))
    names = [only] if only else list(MAPS)
    terms = {term.name: _both(*term.label) for term in vocabulary.terms()}
    return {
        "lang": lang,
        "title": _both("Sinograph: China's LLM industry", "Sinograph:中国大模型产业图谱"),
        "licence": _both("Facts: CC BY 4.0", "事实数据:CC BY 4.0"),
        "as_of": max(item.claim.recorded for item in settled).isoformat(),
        "entities": _entities(facts, settled),
        "terms": terms,
        "sources": {s.id: _source(s) for s in facts.sources.values()},
        "claims": {item.claim.id: _claim(item, settled, terms) for item in settled},
        "rules": {name: _both(*_rule_titles(text)) for name, text in read_rules().items()},
        "maps": [MAPS[name](facts, settled, edges) for name in names],
    }


def _both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


def _rule_titles(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    return lines[0].removeprefix("# en: "), lines[1].removeprefix("# zh: ")


def _entities(facts: Facts, settled: list[Settled]) -> dict[str, Any]:
    claims: dict[str, list[str]] = {entity: [] for entity in facts.entities}
    for item in settled:
        for end in dict.fromkeys((item.claim.subject, item.claim.object)):
            if end:
                claims[end].append(item.claim.id)
    return {
        e.id: {
            **_both(*e.name),
            "kind": e.kind,
            "aliases": list(e.aliases),
            "claims": claims[e.id],
            "iri": "",
            "search": [identifier.partition(":")[2] for identifier in e.identifiers],
        }
        for e in facts.entities.values()
    }


def _source(source: Any) -> dict[str, str]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": str(source.published or ""),
        "url": source.url,
        "kind": source.kind,
    }


def _claim(item: Settled, settled: list[Settled], terms: dict[str, dict[str, str]]) -> dict[str, Any]:
    claim = item.claim
    others = [o.claim.id for o in settled if o.fact == item.fact and o.claim.id != claim.id]
    return {
        "subject": claim.subject,
        "property": claim.property.name,
        "object": claim.object,
        "value": _value(claim.value, terms),
        "stated": "",
        "period": str(claim.period or ""),
        "qualifiers": [list(pair) for pair in claim.qualifiers],
        "source": claim.source,
        "locator": claim.locator,
        "status": item.status,
        "reason": _both(*item.reason),
        "rivals": others,
        "note": claim.note,
        "recorded": claim.recorded.isoformat(),
    }


def _value(value: Any, terms: dict[str, dict[str, str]]) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, Quantity):
        return terms.get(str(value), _both(str(value), str(value)))
    precision = {"exact": _both("", "")}.get(value.precision, terms[value.precision])
    unit = _both("", "") if value.unit in {"ratio", "count"} else terms[value.unit]
    return {
        "en": " ".join(filter(None, (precision["en"], value.text, unit["en"]))),
        "zh": precision["zh"] + value.text + unit["zh"],
    }


def _network(points: Points, facts: Facts, edges: Iterable[Edge], size: Callable[[str], float]) -> Map:
    """Build the map's network with pyvis and return its nodes and edges."""
    from pyvis.network import Network

    network = Network(directed=True)
    for entity, (x, y) in sorted(points.items()):
        network.add_node(entity, x=round(x, 1), y=round(y, 1), size=size(entity), group=facts.entities[entity].kind)
    for edge in edges:
        network.add_edge(
            edge.source,
            edge.target,
            id=edge.id,
            relation=edge.relation,
            claims=list(edge.claims),
            rule=edge.rules[0] if edge.rules else None,
            style="dashed" if edge.outlook else "solid",
            disputed=edge.disputed,
            width=2,
            arrows=edge.relation != "competes_with",
        )
    keep = ("id", "group", "x", "y", "size")
    return {"nodes": [{k: node[k] for k in keep} for node in network.nodes], "edges": network.edges}


def capital_map(facts: Facts, settled: list[Settled], edges: list[Edge]) -> Map:
    """Companies and offerings in the middle, each with its backers around it."""
    wanted = {"invested_in", "holds_stake_in", "subscribed_to", "issued_by"}
    shown = [edge for edge in edges if edge.relation in wanted]
    companies = sorted({e.target for e in shown if e.relation in {"invested_in", "holds_stake_in", "issued_by"}})
    offerings = {e.source: e.target for e in shown if e.relation == "issued_by"}
    points: Points = {}
    for place, company in enumerate(companies):
        points[company] = (place * 760.0, 0.0)
        deals = sorted(deal for deal, issuer in offerings.items() if issuer == company)
        points.update({deal: (place * 760.0, 170.0 * (i + 1)) for i, deal in enumerate(deals)})
    for target in (*companies, *offerings):
        backers = sorted({e.source for e in shown if e.target == target} - points.keys())
        points.update(_fan(points[target], backers, downwards=target in offerings))
    legend = [
        _mark("node", "group", "company", "company", "公司"),
        _mark("node", "group", "investor", "investor", "投资方"),
        _mark("node", "group", "offering", "offering", "公开发售"),
        _mark("edge", "style", "solid", "reported", "已报告"),
        _mark("edge", "style", "dashed", "planned or expected", "计划或预计"),
    ]
    return {
        "id": "capital",
        "title": _both("Capital backers", "资本支持"),
        "question": _both("Who puts money into whom?", "谁为谁提供资金?"),
        **_network(points, facts, shown, lambda entity: 26 if entity in companies else 16),
        "legend": legend,
        "axes": None,
    }


def _mark(mark: str, key: str, value: str, en: str, zh: str) -> dict[str, Any]:
    return {"mark": mark, key: value, "label": _both(en, zh)}


def _fan(centre: tuple[float, float], backers: list[str], *, downwards: bool) -> Points:
    """Spread *backers* over a half circle above the centre, or below it."""
    x, y = centre
    radius = 260.0
    sign = 1 if downwards else -1
    step = math.pi / (len(backers) + 1)
    angles = {backer: math.pi - step * (i + 1) for i, backer in enumerate(backers)}
    return {b: (x + 1.25 * radius * math.cos(a), y + sign * radius * math.sin(a)) for b, a in angles.items()}


_WIDTH, _HEIGHT = 900.0, 560.0


def competition_map(facts: Facts, settled: list[Settled], edges: list[Edge]) -> Map:
    """Companies by revenue and gross margin, sized by valuation; those without both figures in a tray."""
    # The said direction only: the inferred one has no receipt of its own.
    shown = [edge for edge in edges if edge.relation == "competes_with" and edge.claims]
    companies = sorted({end for edge in shown for end in (edge.source, edge.target)})
    revenue = {c: _figure(settled, c, "revenue", "CNY") for c in companies}
    margin = {c: _figure(settled, c, "gross_margin", "ratio") for c in companies}
    valuation = _valuations(settled)
    points: Points = {}
    rest = [c for c in companies if revenue[c] is None or margin[c] is None]
    for company in companies:
        money, share = revenue[company], margin[company]
        if money is not None and share is not None:
            points[company] = (_x(money), _y(share))
    for place, company in enumerate(rest):
        points[company] = (90.0 + place * (_WIDTH - 180) / max(1, len(rest) - 1), _HEIGHT + 150.0)
    return {
        "id": "competition",
        "title": _both("Competitive positioning", "竞争定位"),
        "question": _both("Who competes with whom, at what scale and margin?", "谁与谁竞争,规模与毛利率如何?"),
        **_network(points, facts, shown, lambda c: _size(valuation.get(c), max(valuation.values(), default=1.0))),
        "legend": [
            _mark("node", "group", "company", "company; area by valuation at its IPO", "公司(面积表示上市估值)"),
            _mark("edge", "style", "solid", "named as competitors", "被称为竞争对手"),
        ],
        "axes": _axes(),
    }


def _figure(settled: list[Settled], entity: str, metric: str, unit: str) -> float | None:
    """Return the latest accepted whole-company figure of a full year, else one without a period; None if neither."""
    found = [
        (str(item.claim.period or ""), item.claim.value.value)
        for item in settled
        if item.status == "accepted"
        and item.claim.subject == entity
        and item.claim.property.name == metric
        and isinstance(item.claim.value, Quantity)
        and item.claim.value.unit == unit
        and not item.claim.qualifiers
        and len(str(item.claim.period or "")) in {0, 4}
    ]
    return float(max(found)[1]) if found else None


def _valuations(settled: list[Settled]) -> dict[str, float]:
    """Return the accepted valuation in HKD at the offering of each company that has one."""
    accepted = [item.claim for item in settled if item.status == "accepted"]
    issuer = {claim.subject: claim.object for claim in accepted if claim.property.name == "issued_by"}
    return {
        issuer[claim.subject]: float(claim.value.value)
        for claim in accepted
        if claim.property.name == "valuation"
        and claim.subject in issuer
        and isinstance(claim.value, Quantity)
        and claim.value.unit == "HKD"
    }


def _size(valuation: float | None, largest: float) -> float:
    """Return a node's size so that area goes with valuation; without one, the smallest size."""
    return 14.0 if valuation is None else round(34.0 * math.sqrt(valuation / largest), 1)


def _x(revenue: float) -> float:
    """Place revenue in CNY on a logarithmic axis from 0.1 to 10 billion."""
    return _WIDTH * (math.log10(max(revenue, 1e8)) - 8) / 2


def _y(margin: float) -> float:
    """Place a gross margin from 0 to 100 %."""
    return _HEIGHT * (1 - min(max(margin, 0.0), 1.0))


def _axes() -> dict[str, Any]:
    moneys = [(1e8, "1"), (2e8, "2"), (5e8, "5"), (1e9, "10"), (1e10, "100")]
    return {
        "x": {
            "label": _both(
                "Revenue of the latest full year, 100 million CNY (log scale)", "最近完整年度营业收入,亿元(对数坐标)"
            ),
            "ticks": [{"at": _x(at), "text": text} for at, text in moneys],
            "from": 0,
            "to": _WIDTH,
        },
        "y": {
            "label": _both("Gross margin", "毛利率"),
            "ticks": [{"at": _y(p / 100), "text": f"{p}%"} for p in (0, 20, 40, 60, 80, 100)],
            "from": _HEIGHT,
            "to": 0,
        },
        "tray": {
            "label": _both("No comparable figures", "缺少可比数字"),
            "x": 0,
            "y": _HEIGHT + 90,
            "width": _WIDTH,
            "height": 130,
        },
    }


MAPS: dict[str, Callable[[Facts, list[Settled], list[Edge]], Map]]
MAPS = {"capital": capital_map, "competition": competition_map}
