"""Places for many things on a plane, without chance: rings around a centre, clusters on shelves, free spots."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.exports.maps.drawing import Point, Points

#: Distance between neighbours on a ring, and between rings: a node with its name beside it.
_STEP, _RING = 92.0, 88.0
_FIRST_RING, _WIDEST_FIRST_RING = 150.0, 330.0
_TURN = math.pi * (3 - math.sqrt(5))


def on_rings(members: Sequence[str]) -> Points:
    """Return *members* on rings around the origin, in their order, the inner ring first and each filled evenly."""
    points: Points = {}
    # The larger the cluster, the smaller it is drawn: its centre needs more room for a name.
    rest, radius = list(members), min(_FIRST_RING + 2.5 * len(members), _WIDEST_FIRST_RING)
    while rest:
        room = int(2 * math.pi * radius / _STEP)
        ring, rest = rest[:room], rest[room:]
        turn = 2 * math.pi / len(ring)
        # Nobody exactly to the left or right where that can be helped: names need the room beside them.
        start = -math.pi / 2 - (turn / 2 if len(ring) % 4 == 0 else 0.0)
        points.update({m: (radius * math.cos(a), radius * math.sin(a)) for m, a in _angles(ring, start, turn)})
        radius += _RING
    return points


def _angles(ring: Sequence[str], start: float, turn: float) -> Iterator[tuple[str, float]]:
    for place, member in enumerate(ring):
        yield member, start + turn * place


def radius_of(points: Points) -> float:
    """Return how far a cluster reaches from its origin, its names included."""
    return max((math.hypot(x, y) for x, y in points.values()), default=0.0) + 0.6 * _RING


def on_shelves(radii: Mapping[str, float], *, shape: float = 2.2) -> Points:
    """Return centres for circles of *radii*, the largest first, in rows, *shape* times as wide as high in all."""
    order = sorted(radii, key=lambda name: (-radii[name], name))
    area = sum((2 * radius) ** 2 for radius in radii.values())
    width = max(math.sqrt(area * shape), 2 * max(radii.values(), default=0.0))
    points: Points = {}
    x = y = height = 0.0
    for name in order:
        size = 2 * radii[name]
        if x and x + size > width:
            x, y, height = 0.0, y + height, 0.0
        points[name] = (x + radii[name], y + radii[name])
        x, height = x + size, max(height, size)
    return points


def free_spot(wanted: Point, taken: Sequence[Point], distance: float) -> Point:
    """Return the spot nearest to *wanted*, on a spiral around it, that is *distance* from all that are *taken*."""
    for turn in range(4000):
        reach = 0.5 * distance * math.sqrt(turn)
        spot = (wanted[0] + reach * math.cos(turn * _TURN), wanted[1] + reach * math.sin(turn * _TURN))
        if all(math.dist(spot, other) >= distance for other in taken):
            return spot
    return wanted
