"""What happened when: events in time, a lane for each theme.

The most telling events of a time stand on their own; the others of it are gathered in a cluster until the reader opens
that. An event with a coarse date stands in the middle of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both, draw, graph_map, legend
from sinograph.exports.maps.happenings import THEMES, happenings
from sinograph.exports.maps.lanes import Lane, Spot, lay_out
from sinograph.exports.maps.timescale import TimeScale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sinograph.exports.maps.drawing import Scope
    from sinograph.exports.maps.happenings import Happening

_PLANNED = "theme_planned"
_OTHERS = Text("{n} more", "另 {n} 项")
#: Units of time whose other events are one cluster, unless there is only one; and units for each event that is shown.
_SPAN, _ROOM = 55.0, 32.0
#: Sizes of the most telling event of its time, of others that are shown, of those in a cluster, and of clusters.
_LARGE, _MIDDLE, _SMALL, _CLUSTER = 9.5, 7.2, 4.0, 7.0
#: Room for one in a cluster: those of one day may overlap by half, or a lane would be high for what is seldom open.
_CLOSE = 2.0
#: Room for two lines of a name.
_NAME = 34.0
_DATED = Text(
    "Date (large: the most money, or the most claims, of its time)", "日期（大标记：同期金额最大或相关主张最多）"
)


def timeline_map(scope: Scope) -> dict[str, Any]:
    """Draw all dated events, each with the claims that date it; plans have a look of their own."""
    chart = _Chart(happenings(scope.view))
    y, lanes = lay_out(chart.lanes, _NAME)
    drawn = draw(scope, [chart.mark(one, y[one.id]) for one in chart.told], [])
    return graph_map(
        "timeline",
        Text("Timeline", "时间线"),
        Text("What happened when?", "何时发生了什么？"),
        drawn,
        clusters=chart.clusters(y),
        legend=legend(drawn, **_NAMES),
        axes={"x": chart.time.axis(_DATED), "y": lanes, "tray": None},
    )


_NAMES = {**THEMES, _PLANNED: Text("planned, expected or rumoured", "计划、预期或传闻")}


@dataclass(frozen=True)
class _Chart:
    """Where each happening stands, and which of them hide in clusters."""

    told: Sequence[Happening]

    @cached_property
    def time(self) -> TimeScale:
        return TimeScale.of([one.period.start for one in self.told])

    @cached_property
    def lanes(self) -> Sequence[Lane]:
        return [
            Lane(name, self._spots(theme)) for theme, name in THEMES.items() if any(o.theme == theme for o in self.told)
        ]

    def mark(self, one: Happening, y: float) -> Mark:
        """Return the mark of *one*, *y* down from the top."""
        group = _PLANNED if one.planned else one.theme
        size, cluster = self._sizes[one.id], self._cluster.get(one.id, "")
        return Mark(one.id, self._x(one), y, size, group, one.entity, one.label, one.claims, cluster=cluster)

    def clusters(self, y: Mapping[str, float]) -> list[dict[str, Any]]:
        """Return the clusters, *y* saying where they stand."""
        return [
            {
                "id": name,
                "label": both(_OTHERS),
                "group": theme,
                "x": round(x, 1),
                "y": round(y[name], 1),
                "size": _CLUSTER,
            }
            for name, (theme, x) in self._clusters.items()
        ]

    def _spots(self, theme: str) -> list[Spot]:
        """Return what stands in a lane, the largest first, what is in clusters last."""
        own = sorted((one for one in self.told if one.theme == theme), key=lambda one: (-self._sizes[one.id], one.id))
        shown = [Spot(one.id, self._x(one), self._sizes[one.id]) for one in own if one.id not in self._cluster]
        closed = [Spot(name, x, _CLUSTER) for name, (of, x) in self._clusters.items() if of == theme]
        return [*shown, *closed, *(Spot(one.id, self._x(one), _CLOSE) for one in own if one.id in self._cluster)]

    def _x(self, one: Happening) -> float:
        return self.time.middle(one.period)

    @cached_property
    def _ranked(self) -> Mapping[tuple[str, int], Sequence[Happening]]:
        """The happenings by theme and part of time, the most telling first."""
        found: dict[tuple[str, int], list[Happening]] = defaultdict(list)
        for one in sorted(self.told, key=lambda one: one.weight, reverse=True):
            found[one.theme, bisect_right(self._parts, one.period.start) - 1].append(one)
        return found

    @cached_property
    def _parts(self) -> Sequence[date]:
        return [*self.time.parts(_SPAN), self.time.knots[-1][0]]

    def _shown(self, part: int) -> int:
        """Return how many events of a part of time a lane shows."""
        start, end = self._parts[part : part + 2]
        return max(1, round((self.time.at(end) - self.time.at(start)) / _ROOM))

    @cached_property
    def _sizes(self) -> Mapping[str, float]:
        """The size of each; the firsts of their times differ a little by rank: what is larger is named first."""
        sizes = {one.id: _SMALL if one.id in self._cluster else _MIDDLE for one in self.told}
        for theme in THEMES:
            firsts = [ranked[0] for (of, _), ranked in self._ranked.items() if of == theme and not ranked[0].planned]
            firsts.sort(key=lambda one: one.weight, reverse=True)
            sizes |= {one.id: _LARGE - rank / len(firsts) for rank, one in enumerate(firsts)}
        return sizes

    @cached_property
    def _cluster(self) -> Mapping[str, str]:
        """The cluster of each happening that is in one."""
        hidden = {(theme, part): ranked[self._shown(part) :] for (theme, part), ranked in self._ranked.items()}
        return {one.id: f"{theme}-{part}" for (theme, part), rest in hidden.items() if len(rest) > 1 for one in rest}

    @cached_property
    def _clusters(self) -> Mapping[str, tuple[str, float]]:
        """Theme and place in time of each cluster: among its members."""
        members: dict[str, list[float]] = defaultdict(list)
        themes = {}
        for one in self.told:
            name = self._cluster.get(one.id)
            if name:
                members[name].append(self._x(one))
                themes[name] = one.theme
        return {name: (themes[name], sum(xs) / len(xs)) for name, xs in sorted(members.items())}
