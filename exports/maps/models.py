"""Which model came when, from whom and from which: time runs to the right, each developer has a lane.

A model of which no source says when it came out stands in a tray, if one that stands in a lane comes from it; how many
others there are, the tray says.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both, draw, graph_map, legend, line
from sinograph.exports.maps.lanes import Lane, Spot, lay_out
from sinograph.exports.maps.timescale import WIDTH, TimeScale
from sinograph.graph.measures.amounts import interval_of, middle
from sinograph.graph.measures.developers import developers
from sinograph.graph.measures.measured import dimensions
from sinograph.graph.measures.releases import releases
from sinograph.loaders.periods import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sinograph.exports.maps.drawing import Scope
    from sinograph.graph.measures import View
    from sinograph.graph.measures.releases import Release
    from sinograph.graph.network import Edge

_LINEAGE = {"derived_from", "successor_of"}
#: A developer of fewer dated models shares a lane, unless there are no more developers than that; and so does whoever
#: comes after so many with more models.
_MODELS_FOR_A_LANE, _FEW_DEVELOPERS, _MOST_LANES = 3, 6, 15
#: Sizes of a model of a billion parameters or fewer and of a trillion or more; without a number, between.
_SMALLEST, _LARGEST, _UNKNOWN = 4.5, 10.0, 6.0
#: Room for a line of a name.
_NAME = 8.0
#: Height of the tray, and of the gap between it and the lanes.
_BELOW = 40.0

_OTHERS = Text("other developers", "其他开发方")
_FOREIGN = Text("foreign developers", "境外开发方")
_UNNAMED = Text("developer not recorded", "开发方未收录")
_DATED = Text("Date of release; size by number of parameters, where recorded", "发布日期；大小表示参数量（若已收录）")
_LINE = Text(
    "derived from (thick) or successor of (thin); the arrow points back to the ancestor",
    "衍生自（粗）或接替（细）；箭头指向前代",
)

_COARSE = Text("date not known to the day", "发布日期未精确到日")


def models_map(scope: Scope) -> dict[str, Any]:
    """Draw the models and families with a date of release, and the lines of descent between and to them."""
    chart = _Chart(scope.view)
    shown = [e for e in scope.edges if e.relation in _LINEAGE and e.source in chart.releases]
    shown = [e for e in shown if _is_model(scope.view, e.target)]
    y, lanes = lay_out(chart.lanes, _NAME)
    marks = [chart.mark(name, y[name]) for name in chart.releases]
    marks += chart.undated(shown, lanes["from"])
    drawn = draw(scope, marks, map(_line, shown))
    missing = sum(scope.view.is_a(name, "model") for name in scope.entities.keys() - {mark.id for mark in marks})
    return graph_map(
        "models",
        Text("Models", "模型谱系"),
        Text("Which model came when, from whom, and from which?", "哪个模型何时发布、由谁开发、从何而来？"),
        drawn,
        legend=_legend(drawn),
        axes={
            "x": chart.time.axis(_DATED),
            "y": lanes,
            "tray": _tray(missing, lanes["from"]),
        },
    )


def _is_model(view: View, entity: str) -> bool:
    return view.is_a(entity, "model") or view.is_a(entity, "model_family")


def _line(edge: Edge) -> dict[str, Any]:
    return line(edge, width=2.5 if edge.relation == "derived_from" else 1.2)


def _legend(drawn: Mapping[str, Any]) -> list[dict[str, Any]]:
    kinds = {
        "model_open": Text("open weights", "开放权重"),
        "model_closed": Text("closed weights", "闭源"),
        "model_unknown": Text("weights: nothing recorded", "权重是否开放未收录"),
        "model_family": Text("model family", "模型系列"),
    }
    items = [item | {"label": both(_LINE)} if item.get("style") == "solid" else item for item in legend(drawn, **kinds)]
    coarse = any("box" in place for node in drawn["nodes"] for place in node.get("places", ()))
    bar = [{"mark": "range", "label": both(_COARSE)}] if coarse else []
    return [*(i for i in items if i["mark"] == "node"), *bar, *(i for i in items if i["mark"] != "node")]


def _tray(missing: int, bottom: float) -> dict[str, Any]:
    en, zh = "No date of release recorded", "发布日期未收录"
    if missing:
        en += f" ({missing} more such model{'' if missing == 1 else 's'}, from which none in a lane comes, not shown)"
        zh += f"（另有 {missing} 个非图中模型前代者未列出）"
    return {"label": both(Text(en, zh)), "x": 0, "y": bottom + _BELOW, "width": WIDTH, "height": _BELOW}


@dataclass(frozen=True)
class _Chart:
    """Where each model stands in time and in whose lane."""

    view: View

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        found = releases(self.view)
        return {name: found[name] for name in sorted(found) if _is_model(self.view, name)}

    @cached_property
    def time(self) -> TimeScale:
        return TimeScale.of([release.period.start for release in self.releases.values()])

    @cached_property
    def lanes(self) -> Sequence[Lane]:
        """The lanes of single developers, those of most dated models first, then those that several share."""
        spots: dict[str | Text, list[Spot]] = defaultdict(list)
        for name, release in self.releases.items():
            spot = Spot(name, self.time.middle(release.period), self._size(name))
            spots[self._lane(self._maker.get(name, ""))].append(spot)
        order = [key for key in (*self._counts, _OTHERS, _FOREIGN, _UNNAMED) if key in spots]
        return [
            Lane(
                key if isinstance(key, Text) else self.view.name(key),
                sorted(spots[key], key=lambda spot: (-spot.size, spot.x, spot.id)),
            )
            for key in order
        ]

    def mark(self, name: str, y: float) -> Mark:
        """Return the mark of a model with a date of release, *y* down from the top."""
        release = self.releases[name]
        places = [
            self._place(period, y, claims)
            for claim, period in self._dates(release)
            for claims in self._grounds(name, claim)
        ]
        x, claims = self.time.middle(release.period), (*release.claims, *release.rivals)
        return Mark(name, x, y, self._size(name), self._group(name), claims=claims, places=places)

    def undated(self, shown: Sequence[Edge], bottom: float) -> Iterator[Mark]:
        """Yield the marks of the undated ancestors in the tray, each below the first that comes from it."""
        below: dict[str, float] = {}
        for edge in shown:
            if edge.target not in self.releases:
                x = self.time.middle(self.releases[edge.source].period)
                below[edge.target] = min(x, below.get(edge.target, WIDTH))
        for name, x in sorted(below.items()):
            yield Mark(name, x, bottom + 1.5 * _BELOW, _SMALLEST, self._group(name))

    def _dates(self, release: Release) -> Iterator[tuple[str, Period]]:
        for claim in (*release.claims, *release.rivals):
            yield claim, Period.parse(self.view.receipts[claim].value)

    def _grounds(self, name: str, claim: str) -> Iterator[tuple[str, ...]]:
        """Yield what places a model: *claim* on its release, and for its lane one claim of each step to its maker."""
        steps: dict[str, list[str]] = defaultdict(list)
        for said in self._makers.get(name, {}).get(self._maker.get(name, ""), ()):
            steps[self.view.receipts[said].property].append(said)
        for chosen in product(*steps.values()):
            yield (claim, *chosen)

    def _place(self, period: Period, y: float, claims: Sequence[str]) -> dict[str, Any]:
        left, right = self.time.at(period.start), self.time.at(period.end)
        place: dict[str, Any] = {"x": round((left + right) / 2, 1), "y": round(y, 1), "claims": list(claims)}
        if (period.end - period.start).days > 1:
            place["box"] = {"left": round(left, 1), "top": place["y"], "right": round(right, 1), "bottom": place["y"]}
        return place

    @cached_property
    def _makers(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        return developers(self.view)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many dated models each developer has, most first."""
        counts = Counter(maker for name in self.releases for maker in self._makers.get(name, ()))
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def _maker(self) -> Mapping[str, str]:
        """In whose lane a model stands: of several developers, in that of the one with most models."""
        order = list(self._counts)
        return {name: min(self._makers[name], key=order.index) for name in self.releases if name in self._makers}

    @cached_property
    def _with_a_lane(self) -> Collection[str]:
        """The developers that have a lane of their own."""
        own = Counter(self._maker.values())
        many = [maker for maker in self._counts if own[maker] >= _MODELS_FOR_A_LANE]
        return self._counts.keys() if len(self._counts) <= _FEW_DEVELOPERS else many[:_MOST_LANES]

    def _lane(self, maker: str) -> str | Text:
        """Return the developer whose lane it is, or the name of the lane that several share."""
        if not maker:
            return _UNNAMED
        if maker in self._with_a_lane:
            return maker
        return _OTHERS if self.view.entities[maker].country in {"CN", ""} else _FOREIGN

    def _group(self, name: str) -> str:
        if self.view.is_a(name, "model_family"):
            return "model_family"
        return {"true": "model_open", "false": "model_closed"}.get(self._weights.get(name, ""), "model_unknown")

    @cached_property
    def _weights(self) -> Mapping[str, str]:
        return {r.subject: r.value for r in self.view.accepted("open_weights") if not dimensions(r)}

    def _size(self, name: str) -> float:
        """Return a model's size: for a thousand times the parameters, a bit more than twice across."""
        count = self._parameters.get(name)
        if not count:
            return _UNKNOWN
        share = (math.log10(count) - 9) / 3
        return round(_SMALLEST + (_LARGEST - _SMALLEST) * min(max(share, 0.0), 1.0), 1)

    @cached_property
    def _parameters(self) -> Mapping[str, float]:
        """All parameters of each model, the largest of several counts."""
        found: dict[str, float] = {}
        for receipt in self.view.accepted("parameters"):
            count = interval_of(receipt)
            if count and not dimensions(receipt):
                found[receipt.subject] = max(found.get(receipt.subject, 0.0), float(middle(count)))
        return found
