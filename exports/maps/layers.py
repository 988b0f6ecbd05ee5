"""Places in columns that are read from left to right: each in fields, each field ordered so that few lines cross.

The order is that of K. Sugiyama, S. Tagawa and M. Toda (*IEEE Transactions on Systems, Man, and Cybernetics*, 1981):
whatever stands in a field goes to the mean height of what it is tied to, in some sweeps over all columns; the order
with the fewest crossings stays.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sinograph.errors import Text
from sinograph.exports.maps.drawing import Mark, both
from sinograph.exports.maps.packing import free_spots

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sinograph.exports.maps.drawing import Points

#: Across all columns, and down one row: a name of one line stands beside each mark.
_ACROSS, _ROW = 1220.0, 36.0
#: What of a column's room its fields take.
_SHARE = 0.88
#: A heading takes two rows.
_HEADING_ROWS, _HEADING = 2, 76.0
_EDGE, _GAP = 14.0, 8.0
_SWEEPS = 12
_APART = 16.0
#: How large the mark of a bundle is.
BUNDLE_SIZE = 8.0


@dataclass(frozen=True, slots=True)
class Field:
    """Part of a column, below those of the same column that come before it.

    Members take a row each, *tall* ones two. Fields of one *band* are as high as the highest of them: where columns
    hold the same bands in the same order, some of them empty, a band runs straight across them.
    """

    column: int
    heading: Text
    members: tuple[str, ...]
    tall: frozenset[str] = frozenset()
    band: str = ""

    @property
    def rows(self) -> int:
        """How many rows its heading and members take."""
        return _HEADING_ROWS + sum(map(self.rows_of, self.members)) if self.members else 0

    def rows_of(self, member: str) -> int:
        """Return how many rows *member* takes."""
        return 2 if member in self.tall else 1


@dataclass(frozen=True, slots=True)
class Bundle:
    """Nodes that stand as one in their field until the reader opens it; ``{n}`` in *label* becomes their number."""

    id: str
    label: Text
    group: str
    members: tuple[str, ...]


class Layers(NamedTuple):
    """Where nodes and bundles stand, the nodes within bundles near these; *hosts* are the bundles by node."""

    points: Points
    hosts: Mapping[str, str]
    clusters: list[dict[str, Any]]
    regions: list[dict[str, Any]]

    @property
    def legend(self) -> list[dict[str, Any]]:
        """What a bundle's mark means, where there are bundles."""
        words = both(Text("several, shown when opened", "多个，展开可见"))
        return [{"mark": "node", "group": "cluster", "label": words}] if self.clusters else []

    def mark(self, name: str, size: float, *, group: str = "", entity: str = "", claims: Sequence[str] = ()) -> Mark:
        """Return the mark of a node in its place and its bundle."""
        x, y = self.points[name]
        return Mark(name, x, y, size, group=group, entity=entity, claims=claims, cluster=self.hosts.get(name, ""))


def layered(fields: Sequence[Field], bundles: Sequence[Bundle], links: Iterable[tuple[str, str]]) -> Layers:
    """Lay out *fields*, whose members are nodes, so that lines along *links*, pairs of nodes, cross seldom.

    A bundle stands in the field of its first member. All columns are stretched to the height of the highest; the
    fields of one column share it by their rows. What could as well stand elsewhere keeps the order it is given in.
    """
    hosts = {member: bundle.id for bundle in bundles for member in bundle.members}
    shown = [replace(field, members=_once(hosts.get(name, name) for name in field.members)) for field in fields]
    frames = _frames(shown)
    points = _ordered(shown, frames, sorted({(hosts.get(a, a), hosts.get(b, b)) for a, b in links}))
    clusters = [_cluster(bundle, points) for bundle in bundles]
    for bundle in bundles:
        points |= _around(bundle, points, frames)
    regions = [_region(field, frame) for field, frame in zip(shown, frames, strict=True) if field.members]
    return Layers(points, hosts, clusters, regions)


def _around(bundle: Bundle, points: Points, frames: Sequence[_Frame]) -> Points:
    """Return places for what is in *bundle*, near it and within the map."""
    reach = _APART * math.sqrt(len(bundle.members))
    right, bottom = _ACROSS, max(frame.top + frame.height for frame in frames)
    x, y = points[bundle.id]
    wanted = min(max(x, reach), right - reach), min(max(y, reach), bottom - reach)
    return free_spots([(member, wanted) for member in bundle.members], points.values(), _APART)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


class _Frame(NamedTuple):
    left: float
    top: float
    width: float
    height: float
    across: float


def _frames(fields: Sequence[Field]) -> list[_Frame]:
    """Return for each field where it lies, and where across it its members stand."""
    rows = [max(other.rows for other in fields if other is field or other.band == field.band != "") for field in fields]
    totals: dict[int, int] = defaultdict(int)
    for field, own in zip(fields, rows, strict=True):
        totals[field.column] += own
    high, last = max(totals.values(), default=0) * _ROW, max(totals, default=0)
    pitch = _ACROSS / (last + _SHARE)
    tops: dict[int, float] = defaultdict(float)
    frames = []
    for field, own in zip(fields, rows, strict=True):
        left, width, height = field.column * pitch, pitch * _SHARE, high * own / max(1, totals[field.column])
        across = left + _mark_across(field.column, last, width)
        frames.append(_Frame(left, tops[field.column], width, height, across))
        tops[field.column] += height
    return frames


def _mark_across(column: int, last: int, width: float) -> float:
    """Marks of the first column stand at its right edge, those of the last at its left: names have no lines there."""
    return width - _EDGE if column == 0 else _EDGE if column == last else width / 2


def _ordered(fields: Sequence[Field], frames: Sequence[_Frame], links: Sequence[tuple[str, str]]) -> Points:
    tied: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        tied[a].append(b)
        tied[b].append(a)
    points: Points = {}
    for field, frame in zip(fields, frames, strict=True):
        points |= _stacked(field, field.members, frame)
    best, fewest = dict(points), _crossings(links, points)
    order = sorted(range(len(fields)), key=lambda each: fields[each].column)
    for sweep in range(_SWEEPS):
        for each in order if sweep % 2 == 0 else reversed(order):
            members = sorted(fields[each].members, key=lambda name: (_pull(name, tied, points), points[name][1]))
            points |= _stacked(fields[each], members, frames[each])
        crossings = _crossings(links, points)
        if crossings < fewest:
            best, fewest = dict(points), crossings
    return best


def _stacked(field: Field, members: Sequence[str], frame: _Frame) -> Points:
    step = (frame.height - _HEADING) / max(1, sum(map(field.rows_of, members)))
    points: Points = {}
    top = frame.top + _HEADING
    for name in members:
        height = step * field.rows_of(name)
        points[name] = (frame.across, top + height / 2)
        top += height
    return points


def _pull(name: str, tied: Mapping[str, Sequence[str]], points: Points) -> float:
    heights = [points[other][1] for other in tied.get(name, ())]
    return sum(heights) / len(heights) if heights else points[name][1]


def _crossings(links: Iterable[tuple[str, str]], points: Points) -> int:
    """Return how many pairs of lines cross, of those between the same two columns."""
    between: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for a, b in links:
        (left, high), (right, low) = sorted((points[a], points[b]))
        if left < right:
            between[left, right].append((high, low))
    return sum(_inversions(sorted(ends)) for ends in between.values())


def _inversions(ends: Iterable[tuple[float, float]]) -> int:
    seen: list[float] = []
    count = 0
    for _, end in ends:
        count += len(seen) - bisect_right(seen, end)
        insort(seen, end)
    return count


def _cluster(bundle: Bundle, points: Points) -> dict[str, Any]:
    x, y = points[bundle.id]
    at = {"x": round(x, 1), "y": round(y, 1), "size": BUNDLE_SIZE}
    return {"id": bundle.id, "label": both(bundle.label), "group": bundle.group, **at}


def _region(field: Field, frame: _Frame) -> dict[str, Any]:
    box = {"x": frame.left, "y": frame.top, "width": frame.width, "height": frame.height - _GAP}
    return {"label": both(field.heading), **{name: round(value, 1) for name, value in box.items()}}
