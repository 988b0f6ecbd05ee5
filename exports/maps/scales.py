"""Logarithmic axes that fit what stands on them, with ticks at round numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Round numbers of money and other amounts.
ONE_TWO_FIVE = tuple(figure * 10.0**power for power in range(16) for figure in (1, 2, 5))
#: By what factors things grow: to a tenth, by a quarter less, not at all, by a half, by 100 %, 200 %, 400 % and so on.
FACTORS = (0.01, 0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, *(1.0 + 2**power for power in range(20)))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from *near* to *far*, on which equal ratios are equally long; *ticks* are the numbers from end to end."""

    ticks: tuple[float, ...]
    near: float
    far: float

    def at(self, number: float) -> float:
        """Return where *number* stands; what lies beyond an end stands at it."""
        low, high = math.log(self.ticks[0]), math.log(self.ticks[-1])
        along = (math.log(min(max(number, self.ticks[0]), self.ticks[-1])) - low) / (high - low)
        return round(self.near + (self.far - self.near) * along, 1)


def scale(numbers: Iterable[float], steps: Sequence[float], near: float, far: float) -> Scale:
    """Return the axis whose ends are the nearest *steps* around all *numbers*, of which there must be one."""
    found = sorted(numbers)
    first = max((place for place, step in enumerate(steps) if step <= found[0]), default=0)
    last = min((place for place, step in enumerate(steps) if step >= found[-1]), default=len(steps) - 1)
    first = min(first, len(steps) - 2)
    return Scale(tuple(steps[first : max(last, first + 1) + 1]), near, far)
