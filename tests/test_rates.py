"""Exchange rates: the European Central Bank's own, as an interval over the days on which a figure may be converted."""

from decimal import Decimal

import pytest

from sinograph.graph.rates import MARGIN, Rate, find_rate
from sinograph.loaders.periods import Period


def within(rate: Rate, low: Decimal, high: Decimal) -> bool:
    return low <= rate.interval.lower and rate.interval.upper <= high


def test_the_hong_kong_dollar_keeps_to_its_band() -> None:
    """The currency board holds it between 7.75 and 7.85 to the dollar."""
    rate = find_rate("USD", "HKD", Period.parse("2024"), Period.parse("2025-03-31"))

    assert rate is not None
    assert within(rate, Decimal("7.75") * (1 - MARGIN), Decimal("7.85") * (1 + MARGIN))


def test_a_period_gives_its_mean_and_its_last_day_and_the_source_its_own() -> None:
    rate = find_rate("USD", "CNY", Period.parse("2024-H1"), Period.parse("2024-08-30"))

    assert rate is not None
    assert rate.days == "2024-H1 mean, 2024-06-30, 2024-08-30"


def test_one_day_gives_one_rate_and_the_margin() -> None:
    rate = find_rate("USD", "EUR", Period.parse("2024-03-01"), None)

    assert rate is not None
    assert rate.days == "2024-03-01"
    middle = (rate.interval.lower + rate.interval.upper) / 2
    assert rate.interval.upper - rate.interval.lower == pytest.approx(middle * 2 * MARGIN)
    assert middle == pytest.approx(1 / Decimal("1.0813"), abs=Decimal("0.00001"))  # the ECB's rate of that day


def test_a_weekend_has_the_rate_of_the_friday_before() -> None:
    friday, sunday = (find_rate("USD", "CNY", Period.parse(day), None) for day in ("2024-03-01", "2024-03-03"))

    assert friday is not None
    assert sunday is not None
    assert friday.interval == sunday.interval


@pytest.mark.parametrize(
    ("base", "period"),
    [("CNY", "2003"), ("TWD", "2024"), ("USD", "1998"), ("USD", "2999-01-01")],
    ids=["before its rates begin", "not quoted", "before the euro", "after the table ends"],
)
def test_where_the_bank_gives_none_there_is_none(base: str, period: str) -> None:
    assert find_rate(base, "HKD", Period.parse(period), None) is None
