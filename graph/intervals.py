"""Interval arithmetic on decimals: the result always holds every value that the inputs allow.

Each operation rounds its lower bound down and its upper bound up (R. E. Moore, *Interval Analysis*, 1966), so that a
figure is called contradicted only when no reading of its inputs could give it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from itertools import product
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    from sinograph.loaders.quantities import Quantity

_INFINITY = Decimal("Infinity")
#: Thirty digits are far more than any source prints; what is rounded away widens the interval, never narrows it.
_DOWN = Context(prec=30, rounding=ROUND_FLOOR)
_UP = Context(prec=30, rounding=ROUND_CEILING)


class NegativeRootError(ArithmeticError):
    """A root was asked for of an interval that reaches below nought."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number from *lower* to *upper*, both included; an infinite end is open."""

    lower: Decimal
    upper: Decimal

    @classmethod
    def exactly(cls, number: Decimal | int) -> Self:
        """Return the interval of one number."""
        return cls(Decimal(number), Decimal(number))

    @classmethod
    def of(cls, quantity: Quantity) -> Self:
        """Return what *quantity* allows."""
        lower = -_INFINITY if quantity.lower is None else quantity.lower
        upper = _INFINITY if quantity.upper is None else quantity.upper
        return cls(lower, upper)

    @property
    def bounded(self) -> bool:
        """Say whether both ends are finite."""
        return self.lower.is_finite() and self.upper.is_finite()

    def overlaps(self, other: Interval) -> bool:
        """Say whether one number can lie in both."""
        return self.lower <= other.upper and other.lower <= self.upper

    def holds(self, other: Interval) -> bool:
        """Say whether all of *other* lies in this one."""
        return self.lower <= other.lower and other.upper <= self.upper

    def __add__(self, other: Interval) -> Interval:
        """Return every sum; there is no sum of minus and plus infinity, as lower ends meet lower ends."""
        return Interval(_DOWN.add(self.lower, other.lower), _UP.add(self.upper, other.upper))

    def __sub__(self, other: Interval) -> Interval:
        """Return every difference."""
        return self + Interval(-other.upper, -other.lower)

    def __mul__(self, other: Interval) -> Interval:
        """Return every product."""
        return _hull(self, other, lambda context, one, two: _times(context, one, two))

    def __truediv__(self, other: Interval) -> Interval:
        """Return every quotient.

        Raises:
            ZeroDivisionError: *other* holds nought.
        """
        if other.lower <= 0 <= other.upper:
            raise ZeroDivisionError
        return _hull(self, other, _over)

    def root(self, degree: int) -> Interval:
        """Return every root of that *degree*.

        Raises:
            NegativeRootError: the interval reaches below nought.
        """
        if self.lower < 0:
            raise NegativeRootError(self.lower)
        power = _DOWN.divide(Decimal(1), Decimal(degree)), _UP.divide(Decimal(1), Decimal(degree))
        # Decimal's power is right to one unit in the last place only, hence one step outward.
        low = min(_DOWN.next_minus(_root(_DOWN, self.lower, p)) for p in power)
        high = max(_UP.next_plus(_root(_UP, self.upper, p)) for p in power)
        return Interval(max(low, Decimal(0)), high)


def hull(intervals: list[Interval]) -> Interval:
    """Return the smallest interval that holds all of *intervals*, of which there must be one."""
    return Interval(min(i.lower for i in intervals), max(i.upper for i in intervals))


def _root(context: Context, number: Decimal, power: Decimal) -> Decimal:
    return number if number in {Decimal(0), _INFINITY} else context.power(number, power)


def _hull(one: Interval, two: Interval, operate: Callable[[Context, Decimal, Decimal], Decimal]) -> Interval:
    ends = list(product((one.lower, one.upper), (two.lower, two.upper)))
    return Interval(min(operate(_DOWN, *pair) for pair in ends), max(operate(_UP, *pair) for pair in ends))


def _times(context: Context, one: Decimal, two: Decimal) -> Decimal:
    """Multiply; nought times an open end is nought, as every number in between gives nought."""
    return Decimal(0) if 0 in {one, two} else context.multiply(one, two)


def _over(context: Context, one: Decimal, two: Decimal) -> Decimal:
    """Divide; an open end over an open end can come as near to nought as one likes."""
    return Decimal(0) if two.is_infinite() else context.divide(one, two)
