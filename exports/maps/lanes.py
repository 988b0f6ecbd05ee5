"""Lanes of a chart in time: marks beside one another at their dates, stacked where dates fall together."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from sinograph.exports.maps.drawing import both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sinograph.errors import Text

#: Free paper around a mark, and above the marks of a lane.
_GAP, _RIM = 1.5, 4.0
#: The least part of what all need that a lane is high: on a screen of a laptop, a line of text.
_LEAST = 1 / 24


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark that has its place in time and needs one across it."""

    id: str
    x: float
    size: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane by its name, with its marks; of those that fall together the first stands lowest, next to its name."""

    label: Text
    spots: Sequence[Spot]


def stacked(spots: Iterable[Spot]) -> dict[str, float]:
    """Return how far above the ground of their lane *spots* stand, none on another; an earlier one stands lower."""
    placed: list[tuple[Spot, float]] = []
    for spot in spots:
        near = [(other, height) for other, height in placed if abs(other.x - spot.x) < _apart(spot, other)]
        free = (height for height in _tries(spot, near) if all(_clear(spot, height, *other) for other in near))
        placed.append((spot, min(free)))
    return {spot.id: height for spot, height in placed}


def _tries(spot: Spot, near: Sequence[tuple[Spot, float]]) -> Iterator[float]:
    """Yield the ground, and where *spot* rests on one of those *near* it."""
    yield 0.0
    for other, height in near:
        yield height + sqrt(_apart(spot, other) ** 2 - (other.x - spot.x) ** 2)


def _apart(spot: Spot, other: Spot) -> float:
    return spot.size + other.size + _GAP


def _clear(spot: Spot, height: float, other: Spot, at: float) -> bool:
    # A hair less than touching counts as clear: roots are not exact.
    return (other.x - spot.x) ** 2 + (at - height) ** 2 >= (_apart(spot, other) - 1e-6) ** 2


def lay_out(lanes: Sequence[Lane], names: float) -> tuple[dict[str, float], Mapping[str, Any]]:
    """Return how far down each mark stands, the first lane at the top, and the axis of the lanes for the page.

    A lane is as high as its stacks need, with room for *names* below them, and never too low for its own name.
    """
    places: dict[str, float] = {}
    ticks: list[dict[str, Any]] = []
    stacks = [(lane, stacked(lane.spots)) for lane in lanes]
    least = _LEAST * sum(_height(lane, heights, names) for lane, heights in stacks)
    top = 0.0
    for lane, heights in stacks:
        free = max(0.0, least - _height(lane, heights, names))
        ground = top + free / 2 + _RIM + _rise(lane, heights)
        places |= {name: ground - height for name, height in heights.items()}
        bottom = top + free + _height(lane, heights, names)
        ticks.append({"at": round((top + bottom) / 2, 1), "text": both(lane.label), "until": round(bottom, 1)})
        top = bottom
    return places, {"label": None, "ticks": ticks, "from": round(top, 1), "to": 0, "lanes": True}


def _height(lane: Lane, heights: Mapping[str, float], names: float) -> float:
    return _RIM + _rise(lane, heights) + max((spot.size for spot in lane.spots), default=0.0) + names


def _rise(lane: Lane, heights: Mapping[str, float]) -> float:
    """Return how far the stacks of a lane reach above its ground."""
    return max((heights[spot.id] + spot.size for spot in lane.spots), default=0.0)
