"""Interval arithmetic: the result holds the exact result of any numbers in its inputs, and is hardly wider."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sinograph.graph.intervals import Interval, NegativeRootError, hull

if TYPE_CHECKING:
    from collections.abc import Callable

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14)
INFINITY = Decimal("Infinity")


@st.composite
def intervals_with_a_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, high = sorted((draw(numbers), draw(numbers)))
    part = draw(st.fractions(min_value=0, max_value=1, max_denominator=1000))
    return Interval(low, high), Fraction(low) + part * (Fraction(high) - Fraction(low))


def held(interval: Interval, number: Fraction) -> bool:
    return Fraction(interval.lower) <= number <= Fraction(interval.upper)


@pytest.mark.parametrize(
    "operate",
    [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b],
    ids=["plus", "minus", "times"],
)
@settings(deadline=None)
@given(one=intervals_with_a_member(), two=intervals_with_a_member())
def test_the_result_holds_the_exact_result(
    operate: Callable[..., Any], one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]
) -> None:
    assert held(operate(one[0], two[0]), operate(one[1], two[1]))


@settings(deadline=None)
@given(one=intervals_with_a_member(), two=intervals_with_a_member())
def test_the_quotient_holds_the_exact_quotient(one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]) -> None:
    assume(not two[0].lower <= 0 <= two[0].upper)

    assert held(one[0] / two[0], one[1] / two[1])


@settings(deadline=None)
@given(member=intervals_with_a_member(), degree=st.integers(1, 9))
def test_the_root_to_its_power_is_not_narrower_than_the_interval(
    member: tuple[Interval, Fraction], degree: int
) -> None:
    interval, number = member
    assume(interval.lower >= 0)
    root = interval.root(degree)

    assert Fraction(root.lower) ** degree <= number <= Fraction(root.upper) ** degree


@settings(deadline=None)
@given(number=numbers, other=numbers)
def test_exact_numbers_stay_exact_to_thirty_digits(number: Decimal, other: Decimal) -> None:
    total = Interval.exactly(number) + Interval.exactly(other)

    assert total.lower == total.upper == number + other


def test_a_divisor_that_may_be_nought_is_refused() -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exactly(1) / Interval(Decimal(-1), Decimal(1))


def test_a_root_of_what_may_be_below_nought_is_refused() -> None:
    with pytest.raises(NegativeRootError):
        Interval(Decimal(-1), Decimal(1)).root(2)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (Interval(Decimal(2), INFINITY) + Interval.exactly(1), Interval(Decimal(3), INFINITY)),
        (Interval.exactly(1) / Interval(Decimal(2), INFINITY), Interval(Decimal(0), Decimal("0.5"))),
        (Interval(Decimal(2), INFINITY) * Interval.exactly(0), Interval.exactly(0)),
        (Interval(Decimal(4), INFINITY).root(2).upper, INFINITY),
        (hull([Interval.exactly(3), Interval.exactly(1)]), Interval(Decimal(1), Decimal(3))),
    ],
)
def test_open_ends_stay_open(found: object, expected: object) -> None:
    assert found == expected


def test_hundred_and_thirty_three_per_cent_is_the_growth_from_one_to_five_and_a_half_in_two_years() -> None:
    growth = (Interval.exactly(Decimal("5.4444")) / Interval.exactly(1)).root(2) - Interval.exactly(1)

    assert growth.lower < Decimal("1.33333") + Decimal("0.00001")
    assert growth.upper - growth.lower < Decimal("1e-25")
