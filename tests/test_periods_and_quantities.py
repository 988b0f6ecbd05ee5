"""Values at the door: periods and quantities."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinograph.loaders.periods import Period
from sinograph.loaders.quantities import Quantity


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2025-H1", date(2025, 1, 1), date(2025, 7, 1)),
        ("2025-Q4", date(2025, 10, 1), date(2026, 1, 1)),
        ("2025-9M", date(2025, 1, 1), date(2025, 10, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("2025-12-30/2026-01-05", date(2025, 12, 30), date(2026, 1, 6)),
    ],
)
def test_a_period_is_a_half_open_interval(text: str, start: date, end: date) -> None:
    assert (start, end) == (Period.parse(text).start, Period.parse(text).end)


@pytest.mark.parametrize("text", ["", "20260108", "2025-13", "2025-02-30", "2025-1", "2025/2024", "２０２５"])
def test_a_period_in_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(text)


@pytest.mark.parametrize("text", ["1,234", "１２３", "1e5", "NaN", "", "1_000", " 1", "01", "+1", "3.亿"])
def test_a_number_in_another_spelling_is_refused(text: str) -> None:
    with pytest.raises((ValueError, ArithmeticError)):
        Quantity.parse(text, "CNY", "exact")


def test_two_roundings_of_one_figure_agree_and_two_figures_do_not() -> None:
    assert Quantity.parse("3.12亿", "CNY", "about").overlaps(Quantity.parse("312.4 million", "CNY", "about"))
    assert not Quantity.parse("6.6%", "ratio", "about").overlaps(Quantity.parse("5.9%", "ratio", "about"))


def test_a_printed_zero_counts_as_printed() -> None:
    quantity = Quantity.parse("50.0%", "ratio", "about")

    assert (Decimal("0.4995"), Decimal("0.5005")) == (quantity.lower, quantity.upper)


@given(st.integers(0, 10**15), st.sampled_from(["", "万", "亿", " million", "%"]))
def test_the_stated_number_lies_inside_its_interval(number: int, scale: str) -> None:
    quantity = Quantity.parse(f"{number}{scale}", "CNY", "about")

    assert quantity.lower is not None
    assert quantity.upper is not None
    assert quantity.lower <= quantity.value <= quantity.upper
