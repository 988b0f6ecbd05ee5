"""Who competes with whom, at what scale and margin: a chart of revenue against gross margin.

Size goes by valuation. A company without both figures stands in a tray below the chart, never at zero.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both, draw, legend, line
from sinograph.graph.queries import select
from sinograph.ontology.iris import ONTOLOGY_GRAPH, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Store

    from sinograph.exports.maps.drawing import Points, Scope
    from sinograph.graph.network import Edge

_WIDTH, _HEIGHT = 900.0, 560.0
_SMALLEST, _LARGEST = 14.0, 34.0

# The latest full year comes last; a figure without a period stands in for it only where there is none.
_FIGURES = f"""
SELECT ?company ?metric ?value WHERE {{
  VALUES (?metric ?unit) {{ (sg:revenue "CNY") (sg:grossMargin "ratio") }}
  ?figure a sg:Observation ; sg:about ?company ; sg:metric ?metric ; sg:unit ?unit ; sg:value ?value .
  OPTIONAL {{ ?figure sg:period ?period }}
  FILTER(!BOUND(?period) || STRLEN(?period) = 4)
  FILTER NOT EXISTS {{ ?figure ?dimension ?of . GRAPH <{ONTOLOGY_GRAPH}> {{ ?dimension a sg:Dimension }} }}
}} ORDER BY ?company ?metric BOUND(?period) ?period ?value"""

_VALUATIONS = """
SELECT ?company ?value WHERE {
  ?figure a sg:Observation ; sg:metric sg:valuation ; sg:about/sg:issuedBy ?company ; sg:unit "HKD" ; sg:value ?value .
  FILTER NOT EXISTS { ?figure sg:outlook ?outlook }
} ORDER BY ?company ?value"""


def competition_map(scope: Scope) -> dict[str, Any]:
    """Draw the stated competitors, each pair once with the claims of both directions."""
    shown = _pairs(edge for edge in scope.edges if edge.relation == "competes_with" and edge.claims)
    companies = sorted({end for edge in shown for end in (edge.source, edge.target)})
    valuations = {shorten(r["company"].value): float(r["value"].value) for r in select(scope.store, _VALUATIONS)}
    largest = max(valuations.values(), default=1.0)
    points = _places(companies, _figures(scope.store))
    marks = [Mark(name, x, y, _size(valuations.get(name), largest)) for name, (x, y) in points.items()]
    drawn = draw(scope, marks, map(line, shown))
    sized = Text("company; area by valuation at its offering, where known", "公司（面积表示发售时估值，若已知）")
    return {
        "id": "competition",
        "title": both(Text("Competitive positioning", "竞争定位")),
        "question": both(Text("Who competes with whom, at what scale and margin?", "谁与谁竞争，规模与毛利率如何？")),
        **drawn,
        "clusters": [],
        "regions": [],
        "legend": legend(drawn, company=sized),
        "axes": _axes(),
    }


def _pairs(edges: Iterable[Edge]) -> list[Edge]:
    pairs: dict[frozenset[str], Edge] = {}
    for edge in edges:
        ends = frozenset({edge.source, edge.target})
        first = pairs.get(ends)
        if first:
            edge = replace(first, claims=first.claims + edge.claims, disputed=first.disputed or edge.disputed)
        pairs[ends] = edge
    return list(pairs.values())


def _figures(store: Store) -> dict[tuple[str, str], float]:
    """Return revenue in CNY and gross margin by company and metric."""
    rows = select(store, _FIGURES)
    return {(shorten(r["company"].value), shorten(r["metric"].value)): float(r["value"].value) for r in rows}


def _places(companies: Sequence[str], figures: Mapping[tuple[str, str], float]) -> Points:
    points: Points = {}
    for company in companies:
        revenue, margin = figures.get((company, "revenue")), figures.get((company, "grossMargin"))
        if revenue is not None and margin is not None:
            points[company] = (_x(revenue), _y(margin))
    rest = [company for company in companies if company not in points]
    step = (_WIDTH - 180) / max(1, len(rest) - 1)
    return points | {company: (90.0 + place * step, _HEIGHT + 150.0) for place, company in enumerate(rest)}


def _size(valuation: float | None, largest: float) -> float:
    """Return a node's size so that its area goes with its valuation; without one, the smallest size."""
    return _SMALLEST if valuation is None else max(_SMALLEST, round(_LARGEST * math.sqrt(valuation / largest), 1))


def _x(revenue: float) -> float:
    """Place revenue in CNY on a logarithmic axis from 0.1 to 10 billion."""
    return _WIDTH * (math.log10(max(revenue, 1e8)) - 8) / 2


def _y(margin: float) -> float:
    """Place a gross margin from 0 to 100 %."""
    return _HEIGHT * (1 - min(max(margin, 0.0), 1.0))


def _axes() -> dict[str, Any]:
    revenue = Text("Revenue, latest full year, 100 million CNY (log scale)", "最近完整年度营业收入，亿元（对数坐标）")
    moneys = [(1e8, "1"), (2e8, "2"), (5e8, "5"), (1e9, "10"), (2e9, "20"), (5e9, "50"), (1e10, "100")]
    percents = (0, 20, 40, 60, 80, 100)
    return {
        "x": {
            "label": both(revenue),
            "ticks": [{"at": _x(at), "text": text} for at, text in moneys],
            "from": 0,
            "to": _WIDTH,
        },
        "y": {
            "label": both(Text("Gross margin", "毛利率")),
            "ticks": [{"at": _y(percent / 100), "text": f"{percent}%"} for percent in percents],
            "from": _HEIGHT,
            "to": 0,
        },
        "tray": {
            "label": both(Text("No comparable figures", "缺少可比数字")),
            "x": 0,
            "y": _HEIGHT + 90,
            "width": _WIDTH,
            "height": 130,
        },
    }
