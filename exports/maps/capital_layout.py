"""Where everything on the capital map stands: companies in rows in the middle, fields of backers on both sides.

Whom most back stands nearest to the middle, and all so that the lines are short. Who backs one company only stands
above or below it, where no line of the others comes in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from sinograph.exports.maps.packing import Box, Extent, Rows, fan, free_spots, halves, sunflower, zigzag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sinograph.exports.maps.backing import Cast, Gathering, Type
    from sinograph.exports.maps.drawing import Point, Points
    from sinograph.exports.maps.packing import Order

_WIDTH, _HEIGHT = 1000.0, 610.0
#: A field has two columns of marks, at these distances from the map's edge, their names on either side of them.
_SIDE, _COLUMNS = 215.0, (122.0, 80.0)
_STEP, _HEADING, _BETWEEN = 29.0, 42.0, 10.0
_ROWS, _FOOT = 4, 64.0
#: Satellites of one company: from one to the next, and from the company's rim.
_APART, _REACH = 44.0, 40.0
_NAME, _MARK = 80.0, 34.0
#: Members of a gathering keep this distance from everything; few of them spread over about so much room.
_MEMBERS_APART, _SPREAD = 15.0, 66.0
#: How much nearer to the middle each backer draws its company, beside the length of the lines.
_PULL = 0.04
_ROUNDS = 3


@dataclass(frozen=True)
class Plan:
    """Where all names stand, the fields of the backers of several, and where each gathering does, by its id."""

    points: Points
    fields: Mapping[Type, Box]
    foot: Box
    spots: Points


def size_of(count: int) -> float:
    """Return the size of a mark, which grows with the root of how many back it, or it backs, or it stands for."""
    return 6 + 2.4 * math.sqrt(count)


def plan(cast: Cast) -> Plan:
    """Return the places of everything in *cast*; who is gathered with others stands around where they do."""
    fields = _fields(cast)
    order, backers = _untangled(cast, fields)
    companies = _rows(cast).places(order)
    foot = Box(_SIDE + 60, _HEIGHT - _FOOT, _WIDTH - 2 * _SIDE - 120, _FOOT)
    spots = dict(_spots(cast, companies, foot))
    alone = {g.names[0]: spots[g.id] for g in cast.gatherings if len(g.names) == 1}
    shown = backers | companies | alone
    hidden = [wish for g in cast.gatherings if g.names[0] not in alone for wish in _around(g, spots[g.id])]
    return Plan(shown | free_spots(hidden, shown.values(), _MEMBERS_APART), fields, foot, spots)


def _around(gathering: Gathering, spot: Point) -> Iterator[tuple[str, Point]]:
    """Yield where each member of a gathering would like to stand: around its *spot*, the fewer the further apart."""
    count = len(gathering.names)
    apart = max(_MEMBERS_APART, _SPREAD / math.sqrt(count))
    for name, (across, down) in zip(gathering.names, sunflower(count, apart), strict=True):
        yield name, (spot[0] + across, spot[1] + down)


def _middle() -> Box:
    return Box(_SIDE + 10, 0, _WIDTH - 2 * _SIDE - 20, _HEIGHT - _FOOT)


def _fields(cast: Cast) -> dict[Type, Box]:
    """Return the fields, the first types on the left, both sides about equally full."""
    sizes = {type_: len(names) for type_, names in cast.fields.items()}
    fields: dict[Type, Box] = {}
    for x, side in zip((0.0, _WIDTH - _SIDE), halves(sizes), strict=True):
        heads = (_HEADING + _BETWEEN) * len(side) - _BETWEEN
        step = min(_STEP, (_HEIGHT - heads) / max(1, sum(sizes[t] for t in side)))
        y = (_HEIGHT - heads - step * sum(sizes[t] for t in side)) / 2
        for type_ in side:
            fields[type_] = Box(x, y, _SIDE, _HEADING + step * sizes[type_])
            y += fields[type_].height + _BETWEEN
    return fields


def _untangled(cast: Cast, fields: Mapping[Type, Box]) -> tuple[Order, Points]:
    """Return the rows of companies and the places of backers, each in turn brought nearer to the other."""
    rows = _rows(cast)
    order = rows.deal(cast.companies, min(_ROWS, rows.needed()))
    centre = (_WIDTH / 2, (_HEIGHT - _FOOT) / 2)
    backers: Points = {}

    def cost(company: str, at: Point) -> float:
        names = cast.backers[company]
        lines = sum(math.dist(at, backers[name]) for name in names if name in backers)
        return lines + _PULL * len(names) * math.dist(at, centre)

    for _ in range(_ROUNDS):
        backers = _backers(cast, rows.places(order), fields)
        order = rows.untangle(order, cost)
    return order, backers


def _backers(cast: Cast, companies: Points, fields: Mapping[Type, Box]) -> Points:
    """Return the places in the fields, in the order of the heights of what each backs."""
    points: Points = {}
    for type_, box in fields.items():
        names = cast.fields[type_]
        step = (box.height - _HEADING) / len(names)
        near, far = (x if box.x == 0 else _WIDTH - x for x in _COLUMNS)
        spots = zigzag(len(names), box.y + _HEADING - 6, step, near, far)
        points |= dict(zip(sorted(names, key=lambda name: (_level(cast, name, companies), name)), spots, strict=True))
    return points


def _level(cast: Cast, backer: str, companies: Points) -> float:
    levels = [companies[company][1] for company in cast.backed[backer] if company in companies]
    return fmean(levels) if levels else _HEIGHT


def _spots(cast: Cast, companies: Points, foot: Box) -> Iterator[tuple[str, Point]]:
    for company, (x, y) in companies.items():
        around = cast.around(company)
        for gathering, (across, down) in zip(around, _fan(cast, company), strict=True):
            yield gathering.id, (x + across, y + down)
    last = cast.around("")
    for place, gathering in enumerate(last):
        yield gathering.id, (foot.x + foot.width * (place + 0.5) / len(last), foot.y + foot.height * 0.7)


def _rows(cast: Cast) -> Rows:
    return Rows(_middle(), {name: _extent(_fan(cast, name)) for name in cast.companies})


def _fan(cast: Cast, company: str) -> list[Point]:
    """Return where the gatherings of *company* stand, seen from it."""
    return fan(len(cast.around(company)), _APART, _REACH + size_of(len(cast.backers[company])))


def _extent(around: Sequence[Point]) -> Extent:
    """Return how much room a company takes with what stands *around* it."""
    levels = [y for _, y in around]
    wide = max((2 * x for x, _ in around), default=0.0) + _APART
    return Extent(
        max(_NAME, wide), max(_MARK, 12 - min(levels, default=0.0)), max(_MARK, 22 + max(levels, default=0.0))
    )
