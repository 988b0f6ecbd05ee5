"""Places on a plane, without chance: columns of fields, rows of boxes, what stands around a mark, and free spots."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sinograph.exports.maps.drawing import Point, Points

Name = TypeVar("Name", bound=str)

_TURN = math.pi * (3 - math.sqrt(5))
_SPIRAL = 4000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; *y* grows downwards, as on a screen."""

    x: float
    y: float
    width: float
    height: float


def halves(sizes: Mapping[Name, int]) -> tuple[list[Name], list[Name]]:
    """Return the names in two groups as nearly of one total size as can be, each in the given order.

    Of equally even splits the one is taken in which more of the first names are in the first group.
    """
    names = list(sizes)
    whole = sum(sizes.values())
    choices = (group for count in range(len(names) + 1) for group in combinations(names, count))
    first = min(
        choices, key=lambda group: (abs(whole - 2 * sum(sizes[n] for n in group)), [n not in group for n in names])
    )
    return list(first), [name for name in names if name not in first]


def zigzag(count: int, top: float, step: float, near: float, far: float) -> Iterator[Point]:
    """Yield *count* places downwards from *top*, in turn at x *near* and *far*, so that names find room between."""
    for place in range(count):
        yield (far if place % 2 else near), top + place * step


def fan(count: int, step: float, reach: float) -> list[Point]:
    """Return *count* places above and below the origin, where lines that come from the sides do not run.

    Up to three stand below; of more, half stand above. Neighbours are *step* apart across, the middle ones *reach*
    away.
    """
    above = count // 2 if count > 3 else 0
    return [*_arc(above, step, -reach), *_arc(count - above, step, reach)]


def _arc(count: int, step: float, reach: float) -> Iterator[Point]:
    half = (count - 1) / 2
    for place in range(count):
        across = (place - half) * step
        yield across, reach * math.sqrt(1 - (across / (1.6 * step * max(count, 2))) ** 2)


Order = list[list[str]]
#: Names in rows are tried in other places until nothing gets better, or this many places have been priced; of more
#: names than are worth it the tangle stays.
_EFFORT, _MANY = 100_000, 40
#: What it costs when rows are a step wider or higher than there is room: more than any place can.
_OVER = 100


@dataclass(frozen=True, slots=True)
class Extent:
    """How wide a thing is, its point in the middle, and how far it reaches above and below that."""

    width: float
    above: float
    below: float


@dataclass(frozen=True)
class Rows:
    """Things of some *extents* in rows within an *area*, the points of each row on one line."""

    area: Box
    extents: Mapping[str, Extent]

    def needed(self) -> int:
        """Return how many rows have room for all."""
        return math.ceil(self._width(list(self.extents)) / self.area.width)

    def deal(self, names: Iterable[str], count: int) -> Order:
        """Return *names* in *count* rows, all about equally full, the first names in the middle of the middle ones."""
        rows: Order = [[] for _ in range(count)]
        for name in names:
            row = min(range(count), key=lambda place: (self._width(rows[place]), abs(place - (count - 1) / 2)))
            rows[row].insert((len(rows[row]) + 1) // 2, name)
        return rows

    def places(self, order: Order) -> Points:
        """Return the point of each name: rows and the things in them spread evenly over the area."""
        points: Points = {}
        reaches = [self._reach(row) for row in order]
        gap = (self.area.height - sum(above + below for above, below in reaches)) / max(1, len(order))
        y = self.area.y - gap / 2
        for row, (above, below) in zip(order, reaches, strict=True):
            y += gap + above
            points.update({name: (x, y) for name, x in self._across(row)})
            y += below
        return points

    def untangle(self, order: Order, cost: Callable[[str, Point], float]) -> Order:
        """Return *order* after every exchange of two names, and every move of one, that makes all of them cost less.

        *cost* is what a name costs at a place.
        """
        best, effort = self._price(order, cost), 0
        found: Order | None = order if len(self.extents) <= _MANY else None
        while found and effort < _EFFORT:
            order, found = found, None
            for other in _changes(order):
                effort += len(self.extents)
                price = self._price(other, cost)
                if price < best - _LEAST:
                    best, found = price, other
                    break
        return order

    def _price(self, order: Order, cost: Callable[[str, Point], float]) -> float:
        wide = sum(max(0.0, self._width(row) - self.area.width) for row in order)
        high = sum(sum(self._reach(row)) for row in order) - self.area.height
        return sum(cost(*placed) for placed in self.places(order).items()) + _OVER * (wide + max(0.0, high))

    def _width(self, row: Sequence[str]) -> float:
        return sum(self.extents[name].width for name in row)

    def _reach(self, row: Sequence[str]) -> tuple[float, float]:
        found = [self.extents[name] for name in row]
        return max((one.above for one in found), default=0.0), max((one.below for one in found), default=0.0)

    def _across(self, row: Sequence[str]) -> Iterator[tuple[str, float]]:
        gap = (self.area.width - self._width(row)) / (len(row) + 1)
        x = self.area.x
        for name in row:
            yield name, x + gap + self.extents[name].width / 2
            x += gap + self.extents[name].width


#: Less gain than this is rounding.
_LEAST = 0.01


def _changes(order: Order) -> Iterator[Order]:
    """Yield *order* with any two names exchanged, then with any one name moved to any place of another row."""
    spots = [(row, place) for row, names in enumerate(order) for place in range(len(names))]
    for (a, i), (b, j) in combinations(spots, 2):
        other = [list(row) for row in order]
        other[a][i], other[b][j] = other[b][j], other[a][i]
        yield other
    for a, i in spots:
        for b in range(len(order)):
            for j in range(len(order[b]) + 1):
                if a != b:
                    other = [list(row) for row in order]
                    other[b].insert(j, other[a].pop(i))
                    yield other


def sunflower(count: int, apart: float) -> Iterator[Point]:
    """Yield *count* points around the origin, the first upon it, each about *apart* from its neighbours."""
    for turn in range(count):
        reach = 0.6 * apart * math.sqrt(turn)
        yield reach * math.cos(turn * _TURN), reach * math.sin(turn * _TURN)


def free_spots(wanted: Iterable[tuple[str, Point]], taken: Iterable[Point], distance: float) -> Points:
    """Return for each name the spot nearest to where it is *wanted* that is *distance* from all others and *taken*."""
    ground = _Ground(distance)
    for point in taken:
        ground.take(point)
    points: Points = {}
    for name, point in wanted:
        near = ((point[0] + x, point[1] + y) for x, y in sunflower(_SPIRAL, distance))
        points[name] = next((spot for spot in near if ground.is_free(spot)), point)
        ground.take(points[name])
    return points


class _Ground:
    """What is taken, by cells as large as the distance to keep, so that only neighbours are looked at."""

    def __init__(self, distance: float) -> None:
        self._distance = distance
        self._cells: dict[tuple[int, int], list[Point]] = defaultdict(list)

    def take(self, point: Point) -> None:
        self._cells[self._cell(point)].append(point)

    def is_free(self, point: Point) -> bool:
        column, row = self._cell(point)
        near = [(column + right, row + down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
        return all(math.dist(point, other) >= self._distance for cell in near for other in self._cells.get(cell, ()))

    def _cell(self, point: Point) -> tuple[int, int]:
        return math.floor(point[0] / self._distance), math.floor(point[1] / self._distance)
