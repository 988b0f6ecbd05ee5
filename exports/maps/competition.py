"""Who competes with whom, at what scale and growth: a chart of revenue against its growth.

Each company stands at its latest period with both figures, and at earlier ones while that one is not known. Who has
none stands in a tray below the chart, never at zero.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both, draw, graph_map, legend, line
from sinograph.exports.maps.growth_points import growth_points, valuations
from sinograph.exports.maps.scales import FACTORS, ONE_TWO_FIVE, Scale, scale
from sinograph.graph.measures.amounts import middle
from sinograph.graph.measures.developers import developed_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from sinograph.exports.maps.drawing import Scope
    from sinograph.exports.maps.growth_points import GrowthPoint
    from sinograph.graph.measures.view import View
    from sinograph.graph.network import Edge

_WIDTH, _HEIGHT = 900.0, 560.0
_TRAY = {"x": 0, "y": _HEIGHT + 90, "width": _WIDTH, "height": 130}
_NO_FIGURES = Text("Revenue and growth of one period not known", "缺少同期营收与增速")
_REVENUE = Text("Revenue at an annual rate, 100 million CNY (log scale)", "营业收入（折合全年），亿元（对数坐标）")
_GROWTH = Text(
    "Growth on a year before (log scale), of the latest period with both figures",
    "同比增速（对数坐标），取两项俱全的最近期间",
)
_NO_REVENUES, _NO_FACTORS = [1e8, 1e10], [1.0, 2.0]
#: From which valuation in US dollars a mark has which size, and what the legend says of it.
_SIZES: Mapping[float, tuple[int, Text]] = {
    12.0: (0, Text("under $10 billion", "不足 100 亿美元")),
    17.0: (10_000_000_000, Text("$10 to 100 billion", "100 亿至 1000 亿美元")),
    24.0: (100_000_000_000, Text("$100 billion or more", "1000 亿美元以上")),
}
#: Look and size of those of which no valuation is known: neither small nor large.
_UNVALUED, _UNKNOWN = "company_unvalued", 14.0
_LOOKS = {
    "company": Text("company, by last valuation or market value:", "企业，按最近估值或市值："),
    _UNVALUED: Text("no valuation known", "估值未知"),
}


def competition_map(scope: Scope) -> dict[str, Any]:
    """Draw the developers of models, and whoever a source names as a competitor: each such pair is one line."""
    shown = _pairs(edge for edge in scope.edges if edge.relation == "competes_with" and edge.claims)
    reasons = _companies(scope.view, shown)
    found = {name: ones for name, ones in growth_points(scope.view).items() if name in reasons}
    chart = _Chart.of(one for ones in found.values() for one in ones)
    drawn = draw(scope, _marks(chart, reasons, found, valuations(scope.view)), map(line, shown))
    return graph_map(
        "competition",
        Text("Competitive positioning", "竞争定位"),
        Text("Who competes with whom, at what scale and growth?", "谁与谁竞争，规模与增速如何？"),
        drawn,
        legend=_legend(drawn),
        axes=chart.axes(),
    )


def _pairs(edges: Iterable[Edge]) -> list[Edge]:
    pairs: dict[frozenset[str], Edge] = {}
    for edge in edges:
        ends = frozenset({edge.source, edge.target})
        first = pairs.get(ends)
        if first:
            edge = replace(first, claims=first.claims + edge.claims, disputed=first.disputed or edge.disputed)
        pairs[ends] = edge
    return list(pairs.values())


def _companies(view: View, rivalries: Iterable[Edge]) -> dict[str, list[str]]:
    """Return, in order of id, the ends of *rivalries* and the companies that develop models, with what says so."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for edge in rivalries:
        for end in (edge.source, edge.target):
            reasons[end] += edge.claims
    for maker, made in developed_by(view).items():
        models = [artefact for artefact in made if view.is_a(artefact, "model") or view.is_a(artefact, "model_family")]
        if models and view.is_a(maker, "company"):
            reasons[maker] += [claim for artefact in models for claim in made[artefact]]
    return dict(sorted(reasons.items()))


def _marks(
    chart: _Chart,
    reasons: Mapping[str, Sequence[str]],
    found: Mapping[str, Sequence[GrowthPoint]],
    worth: Mapping[str, Decimal],
) -> Iterator[Mark]:
    apart = [name for name in reasons if name not in found]
    step = (_WIDTH - 180) / max(1, len(apart) - 1)
    for name, claims in reasons.items():
        places = [place for one in found.get(name, ()) for place in chart.places(one)]
        x, y = (places[0]["x"], places[0]["y"]) if places else (90.0 + apart.index(name) * step, _HEIGHT + 150.0)
        size, group = _look(worth.get(name))
        yield Mark(name, x, y, size, group, claims=tuple(dict.fromkeys(claims)), places=places)


def _look(valuation: Decimal | None) -> tuple[float, str]:
    """Return the size of a mark, and its group where that is not its kind."""
    if valuation is None:
        return _UNKNOWN, _UNVALUED
    return max(size for size, (least, _) in _SIZES.items() if valuation >= least), ""


def _legend(drawn: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what the marks are, after the valued ones the sizes that occur, and what a line says and how many do."""
    valued = {node["size"] for node in drawn["nodes"] if node["group"] != _UNVALUED}
    sizes = [
        {"mark": "size", "group": "company", "size": size, "label": both(text)}
        for size, (_, text) in _SIZES.items()
        if size in valued
    ]
    items = legend(drawn, **_LOOKS)
    first = [item for item in items if item.get("group") == "company"]
    rest = [item | {"label": both(_named(drawn))} if item.get("style") == "solid" else item for item in items]
    return [*first, *sizes, *(item for item in rest if item.get("group") != "company")]


def _named(drawn: Mapping[str, Any]) -> Text:
    count = len(drawn["edges"])
    pairs = "1 pair" if count == 1 else f"{count} pairs"
    return Text(f"a source names the two as competitors ({pairs} in all)", f"有来源称两家为竞争对手（共 {count} 对）")


@dataclass(frozen=True)
class _Chart:
    """The two axes, as long as all that ever stood on them needs."""

    across: Scale
    up: Scale

    @classmethod
    def of(cls, points: Iterable[GrowthPoint]) -> _Chart:
        found = list(points)
        revenues = [float(end) for one in found for end in (one.revenue.lower, one.revenue.upper)]
        factors = [float(end) for one in found for end in (one.factor.lower, one.factor.upper)]
        # Without any figure the axes still say what would stand there.
        across, up = revenues or _NO_REVENUES, factors or _NO_FACTORS
        return cls(scale(across, ONE_TWO_FIVE, 0, _WIDTH), scale(up, FACTORS, _HEIGHT, 0))

    def places(self, one: GrowthPoint) -> list[dict[str, Any]]:
        """Return where a company stands, and how far its figures reach, by each of the bases of that."""
        x, y = self.across.at(float(middle(one.revenue))), self.up.at(float(middle(one.factor)))
        box = {
            "left": self.across.at(float(one.revenue.lower)),
            "top": self.up.at(float(one.factor.upper)),
            "right": self.across.at(float(one.revenue.upper)),
            "bottom": self.up.at(float(one.factor.lower)),
        }
        return [{"x": x, "y": y, "claims": list(claims), "box": box} for claims in one.bases]

    def axes(self) -> dict[str, Any]:
        """Return the axes with their ticks: revenue in hundreds of millions, growth in per cent."""
        moneys = [{"at": self.across.at(tick), "text": f"{tick / 1e8:g}"} for tick in self.across.ticks]
        grown = [{"at": self.up.at(tick), "text": _percent(tick)} for tick in self.up.ticks]
        return {
            "x": {"label": both(_REVENUE), "ticks": moneys, "from": 0, "to": _WIDTH, "of": "revenue"},
            "y": {"label": both(_GROWTH), "ticks": grown, "from": _HEIGHT, "to": 0, "of": "growth"},
            "tray": {"label": both(_NO_FIGURES), **_TRAY},
        }


def _percent(factor: float) -> str:
    growth = round(100 * (factor - 1))
    return "0%" if growth == 0 else f"{growth:+}%".replace("-", "−")
